// A person: posts over time, appointments, attendance, visits, sayings, and who attended the same events.
import type { Entity, Kind } from "../api";
import { rows } from "../api";
import { t } from "../i18n";
import { EntityLink } from "../parts/Entities";
import { FactGroup, groupOf, Section } from "../parts/FactGroup";
import { postColumns } from "../parts/PostLine";
import { Answer, Nothing } from "../parts/States";
import { useResource } from "../resource";
import { Link } from "../router";
import { Rest, type Shown } from "./Entity";

const shown: Shown = [["holdsPost", "out"], ["appointedTo", "out"], ["removedFrom", "out"], ["attended", "out"], ["visited", "out"], ["said", "out"]];

export function PersonSections({ of }: { of: Entity }) {
  return (
    <>
      <FactGroup of={of} group={groupOf(of, "holdsPost", "out")} title={t("posts")} heading={t("post")} note={t("postsNote")} extra={postColumns(of.posts ?? [])} />
      <FactGroup of={of} group={groupOf(of, "appointedTo", "out")} heading={t("post")} />
      <FactGroup of={of} group={groupOf(of, "removedFrom", "out")} heading={t("post")} />
      <FactGroup of={of} group={groupOf(of, "attended", "out")} title={t("attendance")} heading={t("attendance")} />
      {groupOf(of, "attended", "out") !== undefined && <Company of={of} />}
      <FactGroup of={of} group={groupOf(of, "visited", "out")} title={t("visits")} />
      <FactGroup of={of} group={groupOf(of, "said", "out")} title={t("sayings")} heading={t("value")} />
      <Rest of={of} shown={shown} />
    </>
  );
}

/** Counted over the person itself, not over its name: namesakes are other persons. */
function together(iri: string): string {
  return `SELECT ?other ?label (COUNT(DISTINCT ?event) AS ?events) WHERE {
  <${iri}> gm:attended ?event .
  ?other gm:attended ?event ; a gm:Person ; rdfs:label ?label .
  FILTER(?other != <${iri}>)
} GROUP BY ?other ?label ORDER BY DESC(?events) ?label LIMIT 60`;
}

function Company({ of }: { of: Entity }) {
  const found = useResource(() => rows(together(of.iri)), [of.iri]);
  const base = of.iri.slice(0, of.iri.length - of.id.length);
  const kind: Kind = "Person";
  return (
    <Section id="company" title={t("company")}>
      <p class="note">{t("companyNote")}</p>
      <Answer of={found}>
        {(list) => list.length === 0 ? <Nothing>{t("nothingFound")}</Nothing> : (
          <ul class="cloud">
            {list.map((row) => {
              const id = (row["other"] ?? "").replace(base, "");
              return (
                <li key={id}>
                  <EntityLink of={{ id, type: kind, label: row["label"] ?? id }} />
                  <Link class="times" to={`/path?a=${encodeURIComponent(of.id)}&b=${encodeURIComponent(id)}&relation=attended`} title={`${t("eventsShared")}: ${row["events"]}`}>×{row["events"]}</Link>
                </li>
              );
            })}
          </ul>
        )}
      </Answer>
    </Section>
  );
}
