// A company: its projects, agreements, honours, where it is and who visited it.
import type { Entity } from "../api";
import { t } from "../i18n";
import { FactGroup, groupOf } from "../parts/FactGroup";
import { RankChart } from "../parts/RankChart";
import { Rest, type Shown } from "./Entity";

const shown: Shown = [
  ["participatesIn", "out"], ["signedWith", "out"], ["signedWith", "in"], ["locatedIn", "out"], ["awarded", "out"], ["ranked", "out"], ["visited", "in"], ["holdsPost", "via"],
];

export function CompanySections({ of }: { of: Entity }) {
  return (
    <>
      <FactGroup of={of} group={groupOf(of, "participatesIn", "out")} title={t("projects")} heading={t("project")} />
      <FactGroup of={of} group={groupOf(of, "signedWith", "out")} />
      <FactGroup of={of} group={groupOf(of, "signedWith", "in")} />
      <FactGroup of={of} group={groupOf(of, "locatedIn", "out")} />
      <FactGroup of={of} group={groupOf(of, "awarded", "out")} />
      <FactGroup of={of} group={groupOf(of, "ranked", "out")} title={t("rankings")} before={(facts) => <RankChart facts={facts} />} />
      <FactGroup of={of} group={groupOf(of, "holdsPost", "via")} title={t("members")} heading={t("person")} />
      <FactGroup of={of} group={groupOf(of, "visited", "in")} />
      <Rest of={of} shown={shown} />
    </>
  );
}
