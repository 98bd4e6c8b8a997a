// The graph view: seeds, filters, expansion with counts first, paths between two picks, export.
import { useRef, useState } from "preact/hooks";
import { api, KINDS, type Walk } from "../api";
import { count } from "../format";
import { language, t } from "../i18n";
import { Canvas, type Handle } from "../graph/Canvas";
import { EdgePanel, NodePanel } from "../graph/Panel";
import { keyOf, load, lines, viewHere, type Drawn, type View } from "../graph/state";
import { drawSvg, type Colours } from "../graph/svg";
import { Complete } from "../parts/Complete";
import { EntityLink, KindSign } from "../parts/Entities";
import { Filters } from "../parts/Filters";
import { Heading } from "../parts/Layout";
import { Answer, Nothing } from "../parts/States";
import { useResource } from "../resource";
import { Link, update } from "../router";
import { kindName, relationName } from "../vocabulary";

export function GraphPage() {
  const view = viewHere();
  const add = (id: string) => update({ node: [...new Set([...view.nodes, id])], drop: view.drop.filter((one) => one !== id) });
  return (
    <div class="graph">
      <Heading title={t("graph")} />
      <div class="graph-bar">
        <Complete id="graph-add" label={t("addThing")} placeholder={t("addThing")} clears choose={(chosen) => add(chosen.id)} />
        <label class="field row"><span>{t("hops")}</span>
          <select value={view.hops} onChange={(event) => update({ hops: event.currentTarget.value })}>
            {[0, 1, 2, 3, 4].map((hops) => <option key={hops} value={hops} selected={hops === view.hops}>{hops}</option>)}
          </select>
        </label>
      </div>
      <Filters />
      {view.nodes.length === 0 ? <Begin add={add} /> : <Loaded view={view} />}
    </div>
  );
}

function Begin({ add }: { add: (id: string) => void }) {
  const list = useResource(() => api.entities({ limit: 12 }), []);
  return (
    <>
      <p class="lead">{t("graphIntro")}</p>
      <Answer of={list}>
        {(found) => <ul class="cloud">{found.items.map((one) => <li key={one.id}><button type="button" onClick={() => add(one.id)}><KindSign kind={one.type} /><span lang="zh-CN">{one.label}</span></button></li>)}</ul>}
      </Answer>
    </>
  );
}

function Loaded({ view }: { view: View }) {
  const found = useResource(() => load(view), [keyOf(view)]);
  return <Answer of={found}>{(drawn) => <Drawing view={view} drawn={drawn} />}</Answer>;
}

/** Colours of the page, as the style sheet has them now. */
function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, value(`--k-${kind}`)])),
    text: value("--text"), dim: value("--dim"), line: value("--line-strong"), strong: value("--accent"), background: value("--page"),
  };
}

function Drawing({ view, drawn }: { view: View; drawn: Drawn }) {
  const handle = useRef<Handle | undefined>(undefined);
  const [flat, setFlat] = useState(false);
  const { part, onPath } = drawn;
  const all = lines(part);
  const edge = all.find((line) => line.key === view.edge);
  const node = part.nodes.find((one) => one.id === view.chosen);
  const choose = (id: string | null) => update({ chosen: id, edge: null }, { replace: true });
  return (
    <>
      <p class="counts" role="status">
        {t("graphCount", count(part.nodes.length), count(part.edges.length))}
        {part.cut && <> · {t("graphCut", count(part.total), count(part.nodes.length))}</>}
      </p>
      {view.a !== null || view.b !== null ? <Ends view={view} drawn={drawn} /> : null}
      <div class="graph-sides">
        <div class="stage-frame">
          {part.nodes.length === 0 ? <Nothing>{t("nothingFound")}</Nothing> : flat ? (
            <><p class="note">{t("graphNoWebgl")}</p><img class="drawing" alt={t("graphView")} src={api.drawing("svg", drawn.ids, view.walk, { hops: 0, lang: language.value })} /></>
          ) : (
            <Canvas part={part} chosen={view.chosen} edge={view.edge} onPath={onPath} colours={colours} choose={choose} handle={handle} failed={() => setFlat(true)}
              chooseEdge={(key) => update({ edge: key, chosen: null }, { replace: true })} />
          )}
          <div class="stage-tools" role="group" aria-label={t("graphView")}>
            {!flat && (
              <>
                <button type="button" aria-label={t("zoomIn")} title={t("zoomIn")} onClick={() => handle.current?.zoom(0.7)}>＋</button>
                <button type="button" aria-label={t("zoomOut")} title={t("zoomOut")} onClick={() => handle.current?.zoom(1.4)}>－</button>
                <button type="button" onClick={() => handle.current?.fit()}>{t("zoomFit")}</button>
              </>
            )}
            <Exports drawn={drawn} walk={view.walk} handle={handle} flat={flat} />
          </div>
          <ul class="legend-row">{KINDS.filter((kind) => part.nodes.some((one) => one.type === kind)).map((kind) => <li key={kind}><KindSign kind={kind} />{kindName(kind)}</li>)}</ul>
        </div>
        <aside aria-label={t("facts")} aria-live="polite">
          {node !== undefined && <NodePanel key={node.id} of={node} view={view} />}
          {edge !== undefined && <EdgePanel key={edge.key} of={edge} part={part} />}
          <AsList drawn={drawn} chosen={view.chosen} choose={choose} />
        </aside>
      </div>
    </>
  );
}

function Ends({ view, drawn }: { view: View; drawn: Drawn }) {
  const name = (id: string | null) => drawn.part.nodes.find((node) => node.id === id);
  const [a, b] = [name(view.a), name(view.b)];
  return (
    <p class="ends">
      {t("start")}: {a === undefined ? "—" : <EntityLink of={a} />} → {t("end")}: {b === undefined ? "—" : <EntityLink of={b} />}{" "}
      {drawn.paths !== undefined && (drawn.paths.length === null ? t("pathNone") : <Link to={`/path?a=${encodeURIComponent(view.a ?? "")}&b=${encodeURIComponent(view.b ?? "")}`}>{t("pathFound", drawn.paths.length, count(drawn.paths.total))}</Link>)}{" "}
      <button type="button" onClick={() => update({ a: null, b: null })}>{t("reset")}</button>
    </p>
  );
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

function Exports({ drawn, walk, handle, flat }: { drawn: Drawn; walk: Walk; handle: { current: Handle | undefined }; flat: boolean }) {
  const png = async () => {
    const blob = await handle.current?.png();
    if (blob) save(blob, "guanmo.png");
  };
  return (
    <>
      <button type="button" onClick={() => save(new Blob([drawSvg(drawn.part, colours(), drawn.onPath)], { type: "image/svg+xml" }), "guanmo.svg")}>SVG</button>
      <a class="button" href={api.drawing("dot", drawn.ids, walk, { hops: 0, lang: language.value })} download="guanmo.dot">DOT</a>
      {!flat && <button type="button" onClick={() => void png()}>PNG</button>}
    </>
  );
}

/** The same view in words: for keyboards and screen readers, and for who would rather read. */
function AsList({ drawn, chosen, choose }: { drawn: Drawn; chosen: string | null; choose: (id: string) => void }) {
  const label = new Map(drawn.part.nodes.map((node) => [node.id, node.label]));
  const ordered = drawn.part.nodes.toSorted((a, b) => b.degree - a.degree);
  return (
    <details class="as-list" open={chosen === null}>
      <summary>{t("graphList")}</summary>
      <ul class="plain">
        {ordered.map((node) => (
          <li key={node.id}><button type="button" class="flat" aria-pressed={node.id === chosen} onClick={() => choose(node.id)}><KindSign kind={node.type} /><span lang="zh-CN">{node.label}</span></button> <span class="dim">{node.degree}</span></li>
        ))}
      </ul>
      <ul class="plain edges">
        {lines(drawn.part).map((line) => (
          <li key={line.key}>
            <button type="button" class="flat" onClick={() => update({ edge: line.key, chosen: null }, { replace: true })}>
              <span lang="zh-CN">{label.get(line.from)}</span> — {line.relations.map((relation) => relationName(relation)).join("、")} — <span lang="zh-CN">{label.get(line.to)}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
