// An event: when and where, participants in protocol order, stops.
import type { Entity } from "../api";
import { t } from "../i18n";
import { FactGroup, Gathered, groupOf } from "../parts/FactGroup";
import { Rest, type Shown } from "./Entity";

const shown: Shown = [["occurredOn", "out"], ["locatedIn", "out"], ["partOf", "out"], ["attended", "in"], ["visited", "out"], ["partOf", "in"]];

export function EventSections({ of }: { of: Entity }) {
  const attended = groupOf(of, "attended", "in");
  // The order means something only where a text gave one.
  const listed = attended?.facts.some((fact) => fact.qualifiers.listOrder !== undefined) ?? false;
  return (
    <>
      <Gathered of={of} relations={["occurredOn", "locatedIn", "partOf"]} id="glance" title={t("glance")} heading={t("value")} />
      <FactGroup of={of} group={attended} title={t(listed ? "attendees" : "participants")} heading={t("name")} ordered />
      <FactGroup of={of} group={groupOf(of, "visited", "out")} title={t("stops")} heading={t("name")} ordered />
      <FactGroup of={of} group={groupOf(of, "partOf", "in")} />
      <Rest of={of} shown={shown} />
    </>
  );
}
