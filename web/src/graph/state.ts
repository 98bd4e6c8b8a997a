// What a graph view holds: seeds, what was expanded, what was taken out. All of it stands in the address.
import { api, type GraphPart, type Paths, type Walk } from "../api";
import { filtersHere } from "../parts/Filters";
import { place } from "../router";

/** Most things drawn: the server's bound. */
export const MOST = 400;
const AROUND = 200;

export interface View {
  nodes: string[];
  hops: number;
  /** `id`, `id|type|Person` or `id|relation|attended`. */
  open: string[];
  drop: string[];
  chosen: string | null;
  edge: string | null;
  a: string | null;
  b: string | null;
  walk: Walk;
}

export function viewHere(): View {
  const { query } = place.value;
  const hops = Number(query.get("hops") ?? 1);
  return {
    nodes: query.getAll("node"), hops: Number.isInteger(hops) && hops >= 0 && hops <= 4 ? hops : 1, open: query.getAll("open"), drop: query.getAll("drop"),
    chosen: query.get("chosen"), edge: query.get("edge"), a: query.get("a"), b: query.get("b"), walk: filtersHere(),
  };
}

export function keyOf(view: View): string {
  return JSON.stringify([view.nodes, view.hops, view.open, view.drop, view.a, view.b, view.walk]);
}

export interface Drawn { part: GraphPart; ids: string[]; onPath: Set<string>; paths?: Paths }

/** The ids that an expansion brings, the nearest and most connected first. */
async function expanded(entry: string, walk: Walk): Promise<string[]> {
  const [id = "", by, value] = entry.split("|");
  const narrowed: Walk = by === "type" && value !== undefined ? { ...walk, type: [value] } : by === "relation" && value !== undefined ? { ...walk, relation: [value] } : walk;
  const found = await api.neighbors(id, narrowed, { limit: MOST });
  return [id, ...found.items.map((item) => item.entity.id)];
}

async function between(view: View): Promise<Paths | undefined> {
  if (view.a === null || view.b === null) return undefined;
  return api.paths(view.a, view.b, view.walk, { limit: 20 });
}

export async function load(view: View): Promise<Drawn> {
  const paths = await between(view);
  const onPath = new Set(paths?.paths.flatMap((path) => path.nodes.map((node) => node.id)) ?? []);
  const around = await api.graph(view.nodes, view.walk, { hops: view.hops, most: AROUND });
  if (view.open.length === 0 && view.drop.length === 0 && [...onPath].every((id) => around.nodes.some((node) => node.id === id))) {
    const found = { part: around, ids: around.nodes.map((node) => node.id), onPath };
    return paths === undefined ? found : { ...found, paths };
  }
  const more = await Promise.all(view.open.map((entry) => expanded(entry, view.walk)));
  const wanted = new Set([...view.nodes, ...onPath, ...around.nodes.map((node) => node.id), ...more.flat()]);
  for (const id of view.drop) wanted.delete(id);
  const ids = [...wanted].slice(0, MOST);
  const part = ids.length === 0 ? { total: 0, cut: false, nodes: [], edges: [] } : await api.graph(ids, view.walk, { hops: 0, most: MOST });
  const found = { part: { ...part, total: wanted.size + around.total - around.nodes.length, cut: around.cut || wanted.size > MOST }, ids, onPath };
  return paths === undefined ? found : { ...found, paths };
}

/** A line of the drawing: all facts between two things. */
export interface Line { key: string; from: string; to: string; relations: string[]; facts: string[]; articles: number }

export function lines(part: GraphPart): Line[] {
  const found = new Map<string, Line>();
  for (const edge of part.edges) {
    if (edge.from === edge.to) continue;
    const [one, other] = [edge.from, edge.to].sort();
    const key = `${one}|${other}`;
    const line = found.get(key) ?? { key, from: edge.from, to: edge.to, relations: [], facts: [], articles: 0 };
    if (!line.relations.includes(edge.relation)) line.relations.push(edge.relation);
    if (!line.facts.includes(edge.fact)) line.facts.push(edge.fact);
    line.articles = Math.max(line.articles, edge.articles);
    found.set(key, line);
  }
  return [...found.values()];
}

/** Things with more connections are drawn larger, within bounds. */
export function size(degree: number): number {
  return Math.min(16, 5 + 1.8 * Math.sqrt(degree));
}
