// Facts as a table: the other end, what was stated beside it, and the words. Columns that no fact fills are left out.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Direction, Fact, Qualifiers } from "../api";
import { days, rankText } from "../format";
import { openWords, t } from "../i18n";
import type { Key } from "../sentences";
import { measureName, modalityName, roleName } from "../vocabulary";
import { EntityLink } from "./Entities";
import { EvidenceList } from "./Evidence";
import { Value } from "./Value";

interface Column { name: string; key: Key; has: (fact: Fact) => boolean; cell: (fact: Fact) => ComponentChildren; narrow?: boolean }

const stated = (name: keyof Qualifiers, key: Key, cell: (q: Qualifiers) => ComponentChildren, narrow = true): Column => ({
  name, key, narrow, has: (fact) => fact.qualifiers[name] !== undefined, cell: (fact) => cell(fact.qualifiers),
});

const text = (value: string | undefined) => <span lang="zh-CN">{value}</span>;

const order = stated("listOrder", "order", (q) => q.listOrder);
const rank: Column = {
  name: "rank", key: "rank", narrow: true,
  has: (fact) => fact.qualifiers.rank !== undefined || fact.qualifiers.rankMax !== undefined,
  cell: (fact) => rankText(fact.qualifiers.rank, fact.qualifiers.rankMax),
};
const behind: Column[] = [
  stated("role", "role", (q) => roleName(q.role ?? "")),
  stated("score", "score", (q) => q.score),
  stated("scope", "scope", (q) => text(q.scope)),
  stated("organization", "body", (q) => text(q.organization), false),
  stated("measure", "measure", (q) => measureName(q.measure ?? "")),
  stated("project", "project", (q) => text(q.project), false),
  // That something was done goes without saying.
  { ...stated("modality", "modality", (q) => modalityName(q.modality ?? "")), has: (fact) => !["done", undefined].includes(fact.qualifiers.modality) },
  stated("date", "date", (q) => days(q.date ?? "")),
];

/** The day of the first article in sight: shown where the fact states none itself. */
export function reported(fact: Fact): string {
  return fact.evidence.map((one) => one.article.date).filter((date) => date !== null).sort()[0] ?? "";
}

const told: Column = { name: "reported", key: "reported", narrow: true, has: (fact) => reported(fact) !== "", cell: (fact) => <time>{reported(fact)}</time> };

function Other({ fact, direction }: { fact: Fact; direction: Direction }) {
  const { verb, former } = fact.qualifiers;
  if (direction === "via") return <><EntityLink of={fact.subject} /> <Value of={fact.object} />{former && <span class="chip">{t("former")}</span>}</>;
  if (direction === "in") return <EntityLink of={fact.subject} />;
  return <>{verb !== undefined && <span class="verb" lang="zh-CN">{verb}：</span>}<Value of={fact.object} />{former && <span class="chip">{t("former")}</span>}</>;
}

export interface FactTableProps {
  facts: Fact[];
  direction: Direction;
  /** What the table holds, for screen readers. */
  caption: string;
  /** The heading of the main column. */
  heading: string;
  ordered?: boolean;
  ranking?: boolean;
  extra?: Extra[];
}

/** A column of a page's own, before the main column or behind it. */
export interface Extra { name: string; heading: string; cell: (fact: Fact) => ComponentChildren; first?: boolean }

export function FactTable({ facts, direction, caption, heading, ordered = false, ranking = false, extra = [] }: FactTableProps) {
  const used = (column: Column) => facts.some(column.has);
  const before = [ordered ? order : undefined, ranking ? rank : undefined].filter((column) => column !== undefined).filter(used);
  const dated = extra.some((column) => column.name === "last");
  const after = [ranking ? undefined : rank, ...behind, dated ? undefined : told].filter((column) => column !== undefined).filter(used);
  const width = before.length + after.length + extra.length + 2;
  return (
    <div class="table-frame">
      <table class="facts">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {before.map((column) => <th key={column.name} scope="col" class="narrow">{t(column.key)}</th>)}
            {extra.filter((column) => column.first).map((column) => <th key={column.name} scope="col" class="narrow">{column.heading}</th>)}
            <th scope="col">{heading}</th>
            {extra.filter((column) => !column.first).map((column) => <th key={column.name} scope="col" class="narrow">{column.heading}</th>)}
            {after.map((column) => <th key={column.name} scope="col" class={column.narrow ? "narrow" : ""}>{t(column.key)}</th>)}
            <th scope="col" class="narrow">{t("words")}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => <Row key={fact.id} {...{ fact, direction, heading, before, after, extra, width }} />)}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  fact: Fact; direction: Direction; heading: string; before: Column[]; after: Column[]; width: number; extra: Extra[];
}

function Row({ fact, direction, heading, before, after, extra, width }: RowProps) {
  const [chosen, setChosen] = useState<boolean | undefined>(undefined);
  const open = chosen ?? openWords.value;
  const row = `words-${fact.id}`;
  const cells = (columns: Column[]) =>
    columns.map((column) => <td key={column.name} data-head={t(column.key)} class={column.narrow ? "narrow" : ""}>{column.has(fact) ? column.cell(fact) : ""}</td>);
  const own = (first: boolean) =>
    extra.filter((column) => (column.first ?? false) === first).map((column) => <td key={column.name} data-head={column.heading} class="narrow">{column.cell(fact)}</td>);
  return (
    <>
      <tr class={open ? "open" : ""}>
        {cells(before)}
        {own(true)}
        <td data-head={heading} class="main"><Other fact={fact} direction={direction} /></td>
        {own(false)}
        {cells(after)}
        <td class="narrow act">
          <button type="button" class="words" aria-expanded={open} aria-controls={row} onClick={() => setChosen(!open)} title={t("quoteOf")}>
            {fact.articles > 1 ? `${t("words")} ×${fact.supports}` : t("words")}
          </button>
        </td>
      </tr>
      <tr class="words-row" id={row} hidden={!open}>
        <td colSpan={width}>{open && <EvidenceList of={fact} />}</td>
      </tr>
    </>
  );
}
