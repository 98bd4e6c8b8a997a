// A district or place: its projects with money and stage, its rankings over time, its officials.
import { rows, type Entity, type Fact } from "../api";
import { exact, money } from "../format";
import { t } from "../i18n";
import { FactGroup, groupOf } from "../parts/FactGroup";
import { RankChart } from "../parts/RankChart";
import { useResource } from "../resource";
import { stageName } from "../vocabulary";
import { Rest, type Shown } from "./Entity";

const shown: Shown = [["locatedIn", "in"], ["ranked", "out"], ["holdsPost", "via"], ["holdsPost", "in"], ["visited", "in"]];

/** Money and stage of the projects of a place: facts of the projects themselves, shown beside them. */
function briefs(iri: string): string {
  return `SELECT ?project ?yuan ?stage WHERE {
  ?project gm:locatedIn <${iri}> ; a gm:Project .
  OPTIONAL { ?project gm:investment ?yuan }
  OPTIONAL { ?project gm:stage ?stage }
} ORDER BY ?project ?yuan ?stage`;
}

const isProject = (fact: Fact) => fact.subject.type === "Project";

export function PlaceSections({ of }: { of: Entity }) {
  const ranked = groupOf(of, "ranked", "out");
  const inside = groupOf(of, "locatedIn", "in");
  return (
    <>
      <FactGroup of={of} group={ranked} title={t("rankings")} before={(facts) => <RankChart facts={facts} />} />
      {inside !== undefined && inside.facts.some(isProject) && <Projects of={of} />}
      <FactGroup of={of} group={groupOf(of, "holdsPost", "via")} title={t("officials")} heading={t("officials")} />
      <FactGroup of={of} group={groupOf(of, "visited", "in")} />
      <FactGroup of={of} group={inside} only={(fact) => !isProject(fact)} />
      <Rest of={of} shown={shown} />
    </>
  );
}

function Projects({ of }: { of: Entity }) {
  const found = useResource(() => rows(briefs(of.iri)), [of.iri]);
  const base = of.iri.slice(0, of.iri.length - of.id.length);
  const about = (fact: Fact) => (found.value ?? []).filter((row) => row["project"] === base + fact.subject.id);
  const distinct = (values: (string | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))];
  const yuan = (fact: Fact) => distinct(about(fact).map((row) => row["yuan"])).map((value) => (
    <data key={value} class="money" value={value} title={exact(value, "CNY")}>{money(value, "CNY", chinese(value))} </data>
  ));
  const stage = (fact: Fact) => distinct(about(fact).map((row) => row["stage"])).map((value) => (
    <span key={value} class="stage">{stageName(value.replace(/^.*stage-/, ""))} </span>
  ));
  const told = (name: string) => (found.value ?? []).some((row) => row[name] !== undefined);
  const columns = [{ name: "yuan", heading: t("investment"), cell: yuan }, { name: "stage", heading: t("stage"), cell: stage }].filter((column) => told(column.name));
  return (
    <FactGroup of={of} group={groupOf(of, "locatedIn", "in")} title={t("projects")} heading={t("project")} only={isProject}
      extra={columns} />
  );
}

/** Yuan as papers write them; the server writes amounts of facts, these come from SPARQL. */
function chinese(value: string): string {
  const number = Number(value);
  if (number >= 1e8) return `${Number((number / 1e8).toFixed(4))}亿元`;
  if (number >= 1e4) return `${Number((number / 1e4).toFixed(4))}万元`;
  return `${value}元`;
}
