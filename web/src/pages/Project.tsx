// A project: its life as the news tells it, its money, who takes part, where it is.
import type { Entity, Fact } from "../api";
import { t } from "../i18n";
import { FactGroup, groupOf, Section } from "../parts/FactGroup";
import { FactTable, reported } from "../parts/FactTable";
import { relationName } from "../vocabulary";
import { Rest, type Shown } from "./Entity";

const life = ["stage", "expectedCompletion"];
const money = ["investment", "expectedRevenue", "capacity"];
const shown: Shown = [
  ...[...life, ...money].map((relation) => [relation, "out"] as const),
  ["participatesIn", "in"], ["signedWith", "via"], ["locatedIn", "out"], ["visited", "in"],
];

function gathered(of: Entity, relations: string[]): Fact[] {
  return relations.flatMap((relation) => groupOf(of, relation, "out")?.facts ?? []);
}

export function ProjectSections({ of }: { of: Entity }) {
  const ledger = gathered(of, life).sort((a, b) => (a.qualifiers.date ?? reported(a)).localeCompare(b.qualifiers.date ?? reported(b)));
  const amounts = gathered(of, money);
  const what = { name: "relation", heading: t("relation"), cell: (fact: Fact) => relationName(fact.relation) };
  return (
    <>
      <FactGroup of={of} group={groupOf(of, "locatedIn", "out")} />
      {ledger.length > 0 && (
        <Section id="ledger" title={t("ledger")} count={ledger.length}>
          <FactTable facts={ledger} direction="out" caption={`${of.label}: ${t("ledger")}`} heading={t("stage")} extra={[what]} />
        </Section>
      )}
      {amounts.length > 0 && (
        <Section id="money" title={t("money")} count={amounts.length}>
          <FactTable facts={amounts} direction="out" caption={`${of.label}: ${t("money")}`} heading={t("amount")} extra={[what]} />
        </Section>
      )}
      <FactGroup of={of} group={groupOf(of, "participatesIn", "in")} title={t("parties")} />
      <FactGroup of={of} group={groupOf(of, "signedWith", "via")} />
      <FactGroup of={of} group={groupOf(of, "visited", "in")} />
      <Rest of={of} shown={shown} />
    </>
  );
}
