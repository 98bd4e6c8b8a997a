// An event: when and where, participants in protocol order, stops.
import type { Entity } from "../api";
import { t } from "../i18n";
import { FactGroup, groupOf } from "../parts/FactGroup";
import { Rest, type Shown } from "./Entity";

const shown: Shown = [["occurredOn", "out"], ["locatedIn", "out"], ["partOf", "out"], ["attended", "in"], ["visited", "out"], ["partOf", "in"]];

export function EventSections({ of }: { of: Entity }) {
  return (
    <>
      <FactGroup of={of} group={groupOf(of, "occurredOn", "out")} />
      <FactGroup of={of} group={groupOf(of, "locatedIn", "out")} />
      <FactGroup of={of} group={groupOf(of, "partOf", "out")} />
      <FactGroup of={of} group={groupOf(of, "attended", "in")} title={t("attendees")} heading={t("attendees")} ordered />
      <FactGroup of={of} group={groupOf(of, "visited", "out")} title={t("stops")} heading={t("stops")} ordered />
      <FactGroup of={of} group={groupOf(of, "partOf", "in")} />
      <Rest of={of} shown={shown} />
    </>
  );
}
