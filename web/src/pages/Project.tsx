// A project: its life as the news tells it, its money, who takes part, where it is.
import type { Entity, Fact } from "../api";
import { t } from "../i18n";
import { FactGroup, Gathered, groupOf } from "../parts/FactGroup";
import { reported } from "../parts/FactTable";
import { Rest, type Shown } from "./Entity";

const life = ["stage", "expectedCompletion"];
const money = ["investment", "expectedRevenue", "capacity"];
const where = ["locatedIn", "partOf"];
const shown: Shown = [
  ...[...life, ...money, ...where].map((relation) => [relation, "out"] as const),
  ["participatesIn", "in"], ["signedWith", "via"], ["visited", "in"],
];

const day = (fact: Fact) => fact.qualifiers.date ?? reported(fact);

export function ProjectSections({ of }: { of: Entity }) {
  return (
    <>
      <Gathered of={of} relations={where} id="where" title={t("glance")} heading={t("value")} />
      <Gathered of={of} relations={life} id="ledger" title={t("ledger")} heading={t("value")} sort={(a, b) => day(a).localeCompare(day(b))} />
      <Gathered of={of} relations={money} id="money" title={t("money")} heading={t("amount")} />
      <FactGroup of={of} group={groupOf(of, "participatesIn", "in")} title={t("parties")} heading={t("name")} />
      <FactGroup of={of} group={groupOf(of, "signedWith", "via")} />
      <FactGroup of={of} group={groupOf(of, "visited", "in")} heading={t("name")} />
      <Rest of={of} shown={shown} />
    </>
  );
}
