// A section of a page: the facts of one relation in one direction, more of them on demand.
import type { ComponentChildren } from "preact";
import { api, type Direction, type Entity, type Fact, type Group } from "../api";
import { count } from "../format";
import { t } from "../i18n";
import { useResource } from "../resource";
import { place, update } from "../router";
import { relationName } from "../vocabulary";
import { FactTable, type Extra } from "./FactTable";
import { Pager } from "./Pager";
import { Answer } from "./States";

export const MORE = 100;

export function groupOf(entity: Entity, relation: string, direction: Direction): Group | undefined {
  return entity.groups.find((group) => group.relation === relation && group.direction === direction);
}

export function Section({ id, title, count: total, children }: { id: string; title: string; count?: number; children: ComponentChildren }) {
  return (
    <section class="part" aria-labelledby={`h-${id}`} id={id}>
      <h2 id={`h-${id}`}>{title}{total !== undefined && <span class="count">{count(total)}</span>}</h2>
      {children}
    </section>
  );
}

export interface FactGroupProps {
  of: Entity;
  group: Group | undefined;
  title?: string;
  heading?: string;
  note?: string;
  ordered?: boolean;
  ranking?: boolean;
  extra?: Extra[];
  before?: (facts: Fact[]) => ComponentChildren;
  /** Only facts for which this holds; the others are shown by another section. */
  only?: (fact: Fact) => boolean;
}

export function FactGroup({ of, group, title, heading, note, ordered, ranking, extra, before, only }: FactGroupProps) {
  if (group === undefined) return null;
  const shown = only === undefined ? group.facts : group.facts.filter(only);
  if (shown.length === 0) return null;
  const name = title ?? relationName(group.relation, group.direction);
  const key = `${group.relation}-${group.direction}`;
  const whole = place.value.query.get("all") === key;
  const table = (facts: Fact[]) => (
    <FactTable facts={only === undefined ? facts : facts.filter(only)} direction={group.direction} caption={`${of.label}: ${name}`} heading={heading ?? name}
      {...(ordered ? { ordered } : {})} {...(ranking ? { ranking } : {})} {...(extra === undefined ? {} : { extra })} />
  );
  const more = group.total > group.facts.length;
  return (
    <Section id={only === undefined ? key : `${key}-${name}`} title={name} {...(only === undefined || !more ? { count: only === undefined ? group.total : shown.length } : {})}>
      {note !== undefined && <p class="note">{note}</p>}
      {before?.(shown)}
      {whole && more ? <Whole of={of} group={group} table={table} /> : table(group.facts)}
      {more && (
        <p class="more">
          <button type="button" onClick={() => update({ all: whole ? null : key, offset: null })}>{whole ? t("showFewer") : t("showAll", count(group.total))}</button>
        </p>
      )}
    </Section>
  );
}

function Whole({ of, group, table }: { of: Entity; group: Group; table: (facts: Fact[]) => ComponentChildren }) {
  const offset = Number(place.value.query.get("offset") ?? 0);
  const query = { relation: group.relation, direction: group.direction, offset, limit: MORE };
  const list = useResource(() => api.facts(of.id, query), [of.id, group.relation, group.direction, offset]);
  return <Answer of={list}>{(found) => <>{table(found.items)}<Pager of={found} /></>}</Answer>;
}

/** Facts of several relations in one table: what is said in few facts needs no section for each. */
export function Gathered({ of, relations, id, title, heading, sort }: {
  of: Entity; relations: readonly string[]; id: string; title: string; heading: string; sort?: (a: Fact, b: Fact) => number;
}) {
  const facts = relations.flatMap((relation) => groupOf(of, relation, "out")?.facts ?? []);
  if (facts.length === 0) return null;
  const what = { name: "relation", heading: t("relation"), cell: (fact: Fact) => relationName(fact.relation), first: true };
  return (
    <Section id={id} title={title} count={facts.length}>
      <FactTable facts={sort === undefined ? facts : facts.sort(sort)} direction="out" caption={`${of.label}: ${title}`} heading={heading} extra={[what]} />
    </Section>
  );
}
