// Rows of an answer: values as they are, names as links to their pages.
import type { Cell } from "../api";
import { addressOf, Link } from "../router";
import { short } from "../sparql";

function numeric(cell: Cell | null): boolean {
  return cell !== null && /#(integer|decimal|double|float|long|int)$/.test(cell.datatype ?? "");
}

function Shown({ of, base }: { of: Cell | null; base: string | undefined }) {
  if (of === null) return null;
  const lang = of.lang === "zh" ? { lang: "zh-CN" } : of.lang === undefined ? {} : { lang: of.lang };
  if (of.entity !== undefined) return <Link to={addressOf(of.entity)} {...lang}>{of.value}</Link>;
  if (of.iri && base !== undefined && of.value.startsWith(base)) {
    const id = of.value.slice(base.length);
    return <Link to={id.startsWith("article/") ? `/id/article/${encodeURIComponent(id.slice(8))}` : addressOf(id)}>{id}</Link>;
  }
  if (of.iri) return <code>{short(of.value)}</code>;
  return <span {...lang}>{of.value}</span>;
}

export function RowTable({ columns, rows, caption, base, name = (column) => column }: { columns: string[]; rows: (Cell | null)[][]; caption: string; base?: string | undefined; name?: (column: string) => string }) {
  const numbers = columns.map((_, place) => rows.some((row) => numeric(row[place] ?? null)));
  return (
    <div class="table-frame">
      <table class="facts">
        <caption class="unseen">{caption}</caption>
        <thead><tr>{columns.map((column, place) => <th key={column} scope="col" class={numbers[place] ? "number" : ""}>{name(column)}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, number) => (
            <tr key={number}>{row.map((cell, place) => <td key={place} data-head={name(columns[place] ?? "")} class={numbers[place] ? "number" : ""}><Shown of={cell} base={base} /></td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
