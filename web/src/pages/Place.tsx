// A district or place: its projects with money and stage, its rankings over time, its officials.
import { api, queryString, rows, type Entity, type Fact, type Ref } from "../api";
import { exact, money } from "../format";
import { t } from "../i18n";
import { FactGroup, groupOf, Section } from "../parts/FactGroup";
import { FactTable } from "../parts/FactTable";
import { RankChart } from "../parts/RankChart";
import { useResource } from "../resource";
import { Link } from "../router";
import { stageName } from "../vocabulary";
import { Rest, type Shown } from "./Entity";

const shown: Shown = [["locatedIn", "in"], ["ranked", "out"], ["holdsPost", "via"], ["holdsPost", "in"], ["visited", "in"]];

/** Money and stage of the projects of a place: facts of the projects themselves, shown beside them. */
function briefs(iri: string): string {
  return `SELECT ?project ?yuan ?stage WHERE {
  ?project gm:locatedIn <${iri}> ; a gm:Project .
  OPTIONAL { ?project gm:investment ?yuan }
  OPTIONAL { ?project gm:stage ?stage }
} ORDER BY ?project ?yuan ?stage`;
}

const isProject = (fact: Fact) => fact.subject.type === "Project";

export function PlaceSections({ of }: { of: Entity }) {
  const ranked = groupOf(of, "ranked", "out");
  const inside = groupOf(of, "locatedIn", "in");
  return (
    <>
      <FactGroup of={of} group={ranked} title={t("rankings")} before={(facts) => <RankChart facts={facts} />} />
      {inside !== undefined && inside.facts.some(isProject) && <Projects of={of} />}
      <p class="more"><Link to={`/questions/projects-in${queryString({ place: of.label })}`}>{t("projectsWithin")}</Link></p>
      <Officials of={of} />
      <FactGroup of={of} group={groupOf(of, "visited", "in")} />
      <FactGroup of={of} group={inside} only={(fact) => !isProject(fact)} />
      <Rest of={of} shown={shown} />
    </>
  );
}

function Projects({ of }: { of: Entity }) {
  const found = useResource(() => rows(briefs(of.iri)), [of.iri]);
  const base = of.iri.slice(0, of.iri.length - of.id.length);
  const about = (fact: Fact) => (found.value ?? []).filter((row) => row["project"] === base + fact.subject.id);
  const distinct = (values: (string | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))];
  const yuan = (fact: Fact) => distinct(about(fact).map((row) => row["yuan"])).map((value) => (
    <data key={value} class="money" value={value} title={exact(value, "CNY")}>{money(value, "CNY", chinese(value))} </data>
  ));
  const stage = (fact: Fact) => distinct(about(fact).map((row) => row["stage"])).map((value) => (
    <span key={value} class="stage">{stageName(value.replace(/^.*stage-/, ""))} </span>
  ));
  const told = (name: string) => (found.value ?? []).some((row) => row[name] !== undefined);
  const columns = [{ name: "yuan", heading: t("investment"), cell: yuan }, { name: "stage", heading: t("stage"), cell: stage }].filter((column) => told(column.name));
  return (
    <FactGroup of={of} group={groupOf(of, "locatedIn", "in")} title={t("projects")} heading={t("project")} only={isProject}
      extra={columns} />
  );
}

const MOST_BODIES = 12;

/** Bodies of a place: those that bear its name in the same city, and for a city those that the city's papers call 市… */
async function bodies(of: Entity): Promise<Ref[]> {
  const [own, city] = await Promise.all([
    api.search(of.label, { type: "Organization", limit: 50 }),
    of.level === "prefecture" ? api.search("市", { type: "Organization", limit: 100 }) : undefined,
  ]);
  const named = own.items.filter((body) => body.label.startsWith(of.label) && (body.anchor === of.anchor || body.anchor === of.label));
  const called = (city?.items ?? []).filter((body) => body.label.startsWith("市") && body.anchor === of.label);
  return [...new Map([...named, ...called].map((body) => [body.id, body])).values()].slice(0, MOST_BODIES);
}

async function officials(of: Entity): Promise<Fact[]> {
  const posts = { relation: "holdsPost", direction: "via", limit: 100 };
  const lists = await Promise.all((await bodies(of)).map((body) => api.facts(body.id, posts)));
  const own = groupOf(of, "holdsPost", "via")?.facts ?? [];
  return [...new Map([...own, ...lists.flatMap((list) => list.items)].map((fact) => [fact.id, fact])).values()];
}

function Officials({ of }: { of: Entity }) {
  const found = useResource(() => officials(of), [of.id]);
  if (found.value === undefined || found.value.length === 0) return null;
  return (
    <Section id="officials" title={t("officials")} count={found.value.length}>
      <p class="note">{t("officialsNote", of.label)}</p>
      <FactTable facts={found.value} direction="via" caption={`${of.label}: ${t("officials")}`} heading={t("person")} />
    </Section>
  );
}

/** Yuan as papers write them; the server writes amounts of facts, these come from SPARQL. */
function chinese(value: string): string {
  const number = Number(value);
  if (number >= 1e8) return `${Number((number / 1e8).toFixed(4))}亿元`;
  if (number >= 1e4) return `${Number((number / 1e4).toFixed(4))}万元`;
  return `${value}元`;
}
