// The page of a thing: its head, then the sections that a reader of such a thing wants.
import type { FunctionComponent } from "preact";
import { api, type Direction, type Entity, type Kind } from "../api";
import { t } from "../i18n";
import { FactGroup, groupOf } from "../parts/FactGroup";
import { Profile } from "../parts/Profile";
import { Answer, Nothing } from "../parts/States";
import { useResource } from "../resource";
import { AssessmentSections } from "./Assessment";
import { CompanySections } from "./Company";
import { EventSections } from "./Event";
import { OrganizationSections } from "./Organization";
import { PersonSections } from "./Person";
import { PlaceSections } from "./Place";
import { ProjectSections } from "./Project";

const sections: Record<Kind, FunctionComponent<{ of: Entity }>> = {
  Person: PersonSections, Place: PlaceSections, Project: ProjectSections, Company: CompanySections,
  Organization: OrganizationSections, Event: EventSections, Assessment: AssessmentSections,
};

export function EntityPage({ id }: { id: string }) {
  const found = useResource(() => api.entity(id), [id]);
  return (
    <Answer of={found}>
      {(of) => {
        const Sections = sections[of.type];
        return (
          <article class="thing" key={of.id}>
            <Profile of={of} />
            {of.groups.length === 0 && <Nothing>{t("noFacts")}</Nothing>}
            <Sections of={of} />
          </article>
        );
      }}
    </Answer>
  );
}

export type Shown = readonly (readonly [string, Direction])[];

/** Every group that the page has not shown by itself. */
export function Rest({ of, shown }: { of: Entity; shown: Shown }) {
  const left = of.groups.filter((group) => !shown.some(([relation, direction]) => relation === group.relation && direction === group.direction));
  return <>{left.map((group) => <FactGroup key={`${group.relation} ${group.direction}`} of={of} group={groupOf(of, group.relation, group.direction)} />)}</>;
}
