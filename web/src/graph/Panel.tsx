// Beside the drawing: what a chosen thing can be expanded by, with counts first; the facts of a chosen line.
import { api, KINDS, type Fact, type GraphNode, type GraphPart } from "../api";
import { count } from "../format";
import { t } from "../i18n";
import { EntityLink, KindTag } from "../parts/Entities";
import { filterKey } from "../parts/Filters";
import { Answer } from "../parts/States";
import { Step } from "../pages/Path";
import { useResource } from "../resource";
import { addressOf, Link, update } from "../router";
import { kindsName, relationName } from "../vocabulary";
import type { Line, View } from "./state";

export function NodePanel({ of, view }: { of: GraphNode; view: View }) {
  const near = useResource(() => api.neighbors(of.id, view.walk, { limit: 1 }), [of.id, filterKey(view.walk)]);
  const open = (entry: string) => update({ open: [...new Set([...view.open, entry])] });
  const drop = () => update({
    drop: [...view.drop, of.id], node: view.nodes.length > 1 ? view.nodes.filter((id) => id !== of.id) : view.nodes,
    open: view.open.filter((entry) => entry.split("|")[0] !== of.id), chosen: null,
  });
  return (
    <section class="panel" aria-labelledby="h-chosen">
      <h2 id="h-chosen"><KindTag kind={of.type} /> <span lang="zh-CN">{of.label}</span></h2>
      <p class="actions">
        <Link class="button" to={addressOf(of.id)}>{t("openPage")}</Link>
        <button type="button" aria-pressed={view.a === of.id} onClick={() => update({ a: of.id })}>{t("asStart")}</button>
        <button type="button" aria-pressed={view.b === of.id} onClick={() => update({ b: of.id })}>{t("asEnd")}</button>
        <button type="button" onClick={drop}>{t("removeFrom")}</button>
      </p>
      <Answer of={near}>
        {({ total, counts }) => (
          <div class="expand">
            <p><button type="button" class="primary" onClick={() => open(of.id)}>{t("expandAll", count(total))}</button></p>
            <h3>{t("expandBy")}</h3>
            <ul class="cloud">
              {KINDS.filter((kind) => (counts.types[kind] ?? 0) > 0).map((kind) => (
                <li key={kind}><button type="button" onClick={() => open(`${of.id}|type|${kind}`)}>{kindsName(kind)} <span class="count">{counts.types[kind]}</span></button></li>
              ))}
              {Object.entries(counts.relations).map(([relation, number]) => (
                <li key={relation}><button type="button" onClick={() => open(`${of.id}|relation|${relation}`)}>{relationName(relation)} <span class="count">{number}</span></button></li>
              ))}
            </ul>
          </div>
        )}
      </Answer>
    </section>
  );
}

export function EdgePanel({ of, part }: { of: Line; part: GraphPart }) {
  const facts = useResource<Fact[]>(() => Promise.all(of.facts.slice(0, 20).map((id) => api.fact(id))), [of.facts.join(" ")]);
  const node = (id: string) => part.nodes.find((one) => one.id === id);
  const [from, to] = [node(of.from), node(of.to)];
  return (
    <section class="panel" aria-labelledby="h-edge">
      <h2 id="h-edge">{t("edgeFacts")}</h2>
      <p>{from !== undefined && <EntityLink of={from} />} — {to !== undefined && <EntityLink of={to} />}</p>
      <Answer of={facts}>{(list) => <>{list.map((fact) => <Step key={fact.id} of={fact} />)}</>}</Answer>
    </section>
  );
}
