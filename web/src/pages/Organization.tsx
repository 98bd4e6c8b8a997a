// A body: who holds posts in it, what it attended, takes part in and signed.
import type { Entity } from "../api";
import { t } from "../i18n";
import { FactGroup, groupOf } from "../parts/FactGroup";
import { Rest, type Shown } from "./Entity";

const shown: Shown = [["holdsPost", "via"], ["appointedTo", "via"], ["removedFrom", "via"], ["attended", "out"], ["participatesIn", "out"], ["locatedIn", "out"]];

export function OrganizationSections({ of }: { of: Entity }) {
  return (
    <>
      <FactGroup of={of} group={groupOf(of, "holdsPost", "via")} title={t("members")} heading={t("person")} />
      <FactGroup of={of} group={groupOf(of, "appointedTo", "via")} heading={t("person")} />
      <FactGroup of={of} group={groupOf(of, "removedFrom", "via")} heading={t("person")} />
      <FactGroup of={of} group={groupOf(of, "attended", "out")} title={t("attendance")} heading={t("attendance")} />
      <FactGroup of={of} group={groupOf(of, "participatesIn", "out")} title={t("projects")} heading={t("project")} />
      <FactGroup of={of} group={groupOf(of, "locatedIn", "out")} />
      <Rest of={of} shown={shown} />
    </>
  );
}
