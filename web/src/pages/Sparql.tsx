// SPARQL: an editor with completion, the named questions as examples, the answer as a table or as Turtle.
import { useEffect, useRef, useState } from "preact/hooks";
import { api, queryString, sparql, type Cell, type SparqlResults } from "../api";
import { count } from "../format";
import { either, t } from "../i18n";
import { Heading } from "../parts/Layout";
import { RowTable } from "../parts/RowTable";
import { Nothing, Refused, Waiting } from "../parts/States";
import { useResource } from "../resource";
import { place, update } from "../router";
import { declared, standalone } from "../sparql";
import type { Editor } from "../editor";

const FIRST = `SELECT ?person ?post WHERE {
  ?p a gm:Person ; rdfs:label ?person ; gm:holdsPost ?post .
}
ORDER BY ?person
LIMIT 50`;

const SHOWN = 1000;

type Result = { state: "none" } | { state: "running" } | { state: "failed"; error: Error } | { state: "ready"; json?: SparqlResults; text?: string; time: number };

export function SparqlPage() {
  const given = place.value.query.get("query");
  const [result, setResult] = useState<Result>({ state: "none" });
  const editor = useRef<Editor | undefined>(undefined);
  const running = useRef<AbortController | undefined>(undefined);
  const [text, setText] = useState(declared(given ?? FIRST));
  const run = async (query: string) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setResult({ state: "running" });
    const start = performance.now();
    try {
      const answer = await sparql(query, control.signal);
      setResult({ state: "ready", ...answer, time: performance.now() - start });
    } catch (error) {
      if (!control.signal.aborted) setResult({ state: "failed", error: error instanceof Error ? error : new Error(String(error)) });
    }
  };
  const asked = () => {
    const query = editor.current?.value() ?? text;
    if (query !== place.value.query.get("query")) update({ query });
    void run(query);
  };
  // A shared address shows its answer; an address without a query waits.
  useEffect(() => {
    if (given === null) return;
    if (editor.current !== undefined && editor.current.value() !== declared(given)) editor.current.set(given);
    void run(given);
  }, [given]);
  useEffect(() => () => running.current?.abort(), []);
  return (
    <div class="sparql">
      <Heading title={t("editor")} />
      <p class="note">{t("sparqlIntro")}</p>
      <Examples choose={(query) => { setText(declared(query)); editor.current?.set(query); }} />
      <EditorFrame value={text} onValue={setText} editor={editor} run={asked} />
      <p class="actions">
        <button type="button" class="primary" onClick={asked}>{t("run")}</button>
        <Downloads query={given} />
      </p>
      <section aria-label={t("results")} aria-live="polite"><Shown of={result} /></section>
    </div>
  );
}

function Examples({ choose }: { choose: (query: string) => void }) {
  const list = useResource(api.questions, []);
  const take = (name: string) => {
    const found = list.value?.questions.find((one) => one.name === name);
    if (found !== undefined) choose(standalone(found, Object.fromEntries(found.parameters.map((p) => [p.name, p.bound]))));
  };
  return (
    <label class="field short"><span>{t("examples")}</span>
      <select onChange={(event) => take(event.currentTarget.value)}>
        <option value="">{t("chooseExample")}</option>
        {(list.value?.questions ?? []).map((one) => <option key={one.name} value={one.name}>{either(one.question)}</option>)}
      </select>
    </label>
  );
}

/** The editor comes when the page is opened; until then, and where it cannot, a plain field does the same. */
function EditorFrame({ value, onValue, editor, run }: { value: string; onValue: (text: string) => void; editor: { current: Editor | undefined }; run: () => void }) {
  const frame = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    let wanted = true;
    void import("../editor").then(async ({ openEditor }) => {
      if (!wanted || frame.current === null) return;
      editor.current = await openEditor(frame.current, value, t("editor"), () => latest.current());
      setReady(true);
    });
    return () => { wanted = false; editor.current?.close(); editor.current = undefined; };
  }, []);
  return (
    <>
      <div ref={frame} class="editor" />
      {!ready && <textarea class="editor-plain" rows={10} spellcheck={false} aria-label={t("editor")} value={value} onInput={(event) => onValue(event.currentTarget.value)} />}
    </>
  );
}

function Downloads({ query }: { query: string | null }) {
  if (query === null) return null;
  const rows = !/^\s*(PREFIX\s[^\n]*\n\s*|#[^\n]*\n\s*)*(CONSTRUCT|DESCRIBE)/i.test(query);
  const formats: [string, string, string][] = rows
    ? [["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"], ["JSON", "application/sparql-results+json", "json"]]
    : [["Turtle", "text/turtle", "ttl"], ["N-Triples", "application/n-triples", "nt"]];
  const save = async (media: string, ending: string) => {
    const response = await fetch(`/sparql${queryString({ query })}`, { headers: { accept: media } });
    const address = URL.createObjectURL(await response.blob());
    const link = document.createElement("a");
    link.href = address;
    link.download = `guanmo.${ending}`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return <>{formats.map(([name, media, ending]) => <button key={name} type="button" onClick={() => void save(media, ending)}>{t("download")} {name}</button>)}</>;
}

function Shown({ of }: { of: Result }) {
  const overview = useResource(api.overview, []);
  if (of.state === "none") return null;
  if (of.state === "running") return <Waiting />;
  if (of.state === "failed") return <Refused error={of.error} />;
  const took = <span class="dim"> · {(of.time / 1000).toFixed(2)} s</span>;
  if (of.text !== undefined) return <><p class="counts">Turtle{took}</p><pre class="turtle" tabIndex={0}>{of.text.slice(0, 200_000)}</pre></>;
  if (of.json?.boolean !== undefined) return <p class="counts"><strong>{of.json.boolean ? t("yes") : t("no")}</strong>{took}</p>;
  const columns = of.json?.head.vars ?? [];
  const bindings = of.json?.results?.bindings ?? [];
  const rows = bindings.slice(0, SHOWN).map((row) => columns.map((column): Cell | null => {
    const term = row[column];
    if (term === undefined) return null;
    const cell: Cell = { value: term.value, iri: term.type === "uri" };
    if (term["xml:lang"] !== undefined) cell.lang = term["xml:lang"];
    if (term.datatype !== undefined) cell.datatype = term.datatype;
    return cell;
  }));
  return (
    <>
      <p class="counts">{t("rowsCount", count(bindings.length))}{took}</p>
      {bindings.length > SHOWN && <p class="note">{t("cutRows", count(SHOWN))}</p>}
      {rows.length === 0 ? <Nothing>{t("noRows")}</Nothing> : <RowTable columns={columns} rows={rows} caption={t("results")} base={overview.value?.base} />}
    </>
  );
}
