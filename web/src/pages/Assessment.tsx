// An appraisal: its table, first places first, places counted from the last at the end.
import type { Entity } from "../api";
import { t } from "../i18n";
import { FactGroup, groupOf } from "../parts/FactGroup";
import { kindName } from "../vocabulary";
import { Rest, type Shown } from "./Entity";

const shown: Shown = [["ranked", "in"]];

export function AssessmentSections({ of }: { of: Entity }) {
  const table = groupOf(of, "ranked", "in");
  const kind = table?.facts[0]?.subject.type;
  return (
    <>
      <FactGroup of={of} group={table} title={t("table")} heading={kind === undefined ? t("name") : kindName(kind)} ranking />
      <Rest of={of} shown={shown} />
    </>
  );
}
