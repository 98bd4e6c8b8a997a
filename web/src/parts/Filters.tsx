// What a walk may use: types, relations, time, evidence. All of it stands in the address.
import { useState } from "preact/hooks";
import { KINDS, type Walk } from "../api";
import { t } from "../i18n";
import { place, update } from "../router";
import { kindName, relationName, relationNames } from "../vocabulary";

const names = ["relation", "type", "from", "to", "minArticles", "maxDegree"] as const;

/** Relations between two things; the others point to words, amounts and days. */
const between = ["attended", "visited", "locatedIn", "partOf", "ranked", "participatesIn", "signedWith", "holdsPost", "appointedTo", "removedFrom"];
const walkable = relationNames.filter((name) => between.includes(name));

export function filtersHere(): Walk {
  const { query } = place.value;
  const walk: Walk = {};
  if (query.has("relation")) walk.relation = query.getAll("relation");
  if (query.has("type")) walk.type = query.getAll("type");
  for (const name of ["from", "to", "minArticles", "maxDegree"] as const) {
    const value = query.get(name);
    if (value !== null && value !== "") walk[name] = value;
  }
  return walk;
}

/** One text for all filters, as a key. */
export const filterKey = (walk: Walk): string => JSON.stringify(walk);

function Boxes({ name, legend, options }: { name: "relation" | "type"; legend: string; options: [string, string][] }) {
  const chosen = place.value.query.getAll(name);
  const turn = (value: string) => update({ [name]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] });
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="boxes">
        {options.map(([value, label]) => (
          <label key={value}><input type="checkbox" checked={chosen.includes(value)} onChange={() => turn(value)} /> {label}</label>
        ))}
      </div>
    </fieldset>
  );
}

function Field({ name, label, hint, number }: { name: (typeof names)[number]; label: string; hint?: string; number?: boolean }) {
  const given = place.value.query.get(name) ?? "";
  const [typed, setTyped] = useState(given);
  return (
    <label class="field">
      <span>{label}</span>
      <input name={name} value={typed} placeholder={hint} {...(number ? { inputMode: "numeric" as const, pattern: "[0-9]*" } : { pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?" })}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => { if (event.currentTarget.checkValidity()) update({ [name]: event.currentTarget.value }); }} />
    </label>
  );
}

export function Filters({ open = false }: { open?: boolean }) {
  const { query } = place.value;
  const used = names.filter((name) => query.has(name)).length;
  const clear = () => update(Object.fromEntries(names.map((name) => [name, null])));
  return (
    <details class="filters" open={open || used > 0}>
      <summary>{t("filters")}{used > 0 && <span class="count">{used}</span>}</summary>
      <div class="filter-body" key={used === 0 ? "clear" : "set"}>
        <Boxes name="type" legend={t("type")} options={KINDS.map((kind) => [kind, kindName(kind)])} />
        <Boxes name="relation" legend={t("relation")} options={walkable.map((name) => [name, relationName(name)])} />
        <div class="fields">
          <Field name="from" label={t("from")} hint="2023-05" />
          <Field name="to" label={t("to")} hint="2023-05-17" />
          <Field name="minArticles" label={t("minArticles")} number />
          <Field name="maxDegree" label={t("maxDegree")} number />
          <button type="button" onClick={clear} disabled={used === 0}>{t("reset")}</button>
        </div>
      </div>
    </details>
  );
}
