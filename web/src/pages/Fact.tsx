// One fact with every passage that says it.
import { api } from "../api";
import { days, rankText } from "../format";
import { t } from "../i18n";
import { EntityLink } from "../parts/Entities";
import { EvidenceView } from "../parts/Evidence";
import { Heading } from "../parts/Layout";
import { Names, type Pair } from "../parts/Names";
import { Answer } from "../parts/States";
import { Value } from "../parts/Value";
import { useResource } from "../resource";
import { measureName, modalityName, relationName, roleName } from "../vocabulary";
import type { Fact } from "../api";

function beside(fact: Fact): Pair[] {
  const q = fact.qualifiers;
  const all: Pair[] = [
    [t("role"), q.role === undefined ? undefined : roleName(q.role)],
    [t("rank"), rankText(q.rank, q.rankMax) || undefined],
    [t("score"), q.score],
    [t("scope"), q.scope],
    [t("body"), q.organization],
    [t("verb"), q.verb],
    [t("measure"), q.measure === undefined ? undefined : measureName(q.measure)],
    [t("project"), q.project],
    [t("modality"), q.modality === undefined ? undefined : modalityName(q.modality)],
    [t("date"), q.date === undefined ? undefined : days(q.date)],
    [t("order"), q.listOrder],
    [t("former"), q.former ? t("yes") : undefined],
  ];
  return all.filter(([, value]) => value !== undefined);
}

export function FactPage({ id }: { id: string }) {
  const found = useResource(() => api.fact(id), [id]);
  return (
    <Answer of={found}>
      {(fact) => (
        <article class="thing">
          <Heading title={`${fact.subject.label} ${relationName(fact.relation)}`}>
            <EntityLink of={fact.subject} /> <span class="relation">{relationName(fact.relation)}</span> <Value of={fact.object} />
          </Heading>
          <Names pairs={beside(fact)} />
          <p class="counts">{t("evidenceCount", fact.articles, fact.supports)} · <a href={`/api/facts/${encodeURIComponent(fact.id)}`}>JSON</a></p>
          <section class="part" aria-labelledby="h-words">
            <h2 id="h-words">{t("quoteOf")}</h2>
            {fact.evidence.map((one) => <EvidenceView key={`${one.article.id} ${one.start} ${one.rule}`} of={one} fact={fact.id} linked={false} />)}
          </section>
        </article>
      )}
    </Answer>
  );
}
