// The JSON API of `guanmo serve` as types and calls. `docs/api.md` describes it.

export type Kind = "Person" | "Company" | "Organization" | "Place" | "Project" | "Event" | "Assessment";
export const KINDS: readonly Kind[] = ["Person", "Organization", "Company", "Place", "Project", "Event", "Assessment"];
export type Direction = "out" | "in" | "via";

export interface Ref { id: string; type: Kind; label: string; anchor?: string }
export interface Source { id: string; title: string | null; publisher: string | null; date: string | null; url: string | null }
export type FactObject =
  | { kind: "entity"; entity: Ref }
  | { kind: "text"; value: string }
  | { kind: "stage"; value: string }
  | { kind: "money"; value: string; currency: string; display: string }
  | { kind: "date"; value: string; earliest: string; latest: string };
export interface Evidence {
  article: Source; start: number; end: number; quote: string; before: string; after: string; rule: string; confidence: number;
}
export interface Qualifiers {
  organization?: string; former?: boolean; role?: string; rank?: number; rankMax?: number; score?: string | number; scope?: string;
  verb?: string; date?: string; measure?: string; project?: string; listOrder?: number; modality?: string;
}
export interface Fact {
  id: string; subject: Ref; relation: string; object: FactObject; qualifiers: Qualifiers;
  articles: number; supports: number; evidence: Evidence[];
}
export interface List<T> { total: number; offset: number; limit: number; items: T[] }
export interface Named { name: string; zh: string; en: string; count?: number }
export interface Overview {
  entities: number; facts: number; articles: number; base: string; version?: string;
  types: Named[]; relations: Named[]; stages: Named[];
}
export interface Hit extends Ref { aliases: string[]; pinyin: string; degree: number; matched: string }
export interface Listed extends Ref { degree: number }
export interface Post {
  post: string; organization: string | null; former: boolean; first: string | null; last: string | null; fact: string;
}
export interface Unit { code: string; name: string; level: string; entity: Ref | null }
export interface Group { relation: string; direction: Direction; total: number; facts: Fact[] }
export interface Entity extends Ref {
  iri: string; aliases: string[]; pinyin: string; level: string | null; code: string | null; above: Unit[];
  degree: number; facts: number; articles: number; first: string | null; last: string | null; posts?: Post[]; groups: Group[];
}
export interface Neighbor { entity: Ref; distance: number; degree: number; facts: Fact[] }
export interface Neighbors extends List<Neighbor> {
  of: Ref; counts: { types: Record<string, number>; relations: Record<string, number> };
}
export interface ListedArticle extends Source { identifier: string; facts: number }
export interface Run { text: string; mentions: number[]; words: number[] }
export interface Words { start: number; end: number; fact: string; rule: string; confidence: number }
export interface Mention { start: number; end: number; entity: Ref }
export interface Article extends Source {
  iri: string; identifier: string; source: string | null; authors: string[]; home: string | null; start: number; end: number; text: string;
  runs: Run[]; mentions: Mention[]; words: Words[]; facts: Fact[]; notices: { kind: string; message: string }[];
}
export interface Paths {
  from: Ref; to: Ref; length: number | null; total: number;
  paths: { nodes: Ref[]; steps: { from: Ref; to: Ref; facts: Fact[] }[] }[];
}
export interface GraphNode extends Ref { degree: number; x: number; y: number }
export interface GraphEdge { fact: string; from: string; to: string; relation: string; articles: number; date: string | null }
export interface GraphPart { total: number; cut: boolean; nodes: GraphNode[]; edges: GraphEdge[] }
export interface Parameter { name: string; kind: string; example: string; bound: string }
export interface Question { name: string; question: { en: string; zh: string }; parameters: Parameter[]; sparql: string }
export interface Cell { value: string; lang?: string; datatype?: string; iri?: boolean; entity?: string }
export interface Rows extends List<(Cell | null)[]> { name: string; question: { en: string; zh: string }; columns: string[]; cut: boolean; values: Record<string, string> }
export interface Attempt { rule: string; reach: "matched" | "refused" | "stopped" | "lacks"; detail: string | string[] | null; before: string; after: string }
export interface SeenMention { type: string; words: string; entity: string | null; inner: boolean; reason: string; start: number; end: number }
export interface SeenFact { subject: string; relation: string; object: string; rule: string; quote: string; start: number; end: number }
export interface Sentence {
  block: string; text: string; start: number; end: number; words: [string, string][]; mentions: SeenMention[]; encoded: string;
  facts: SeenFact[]; silent: Attempt[]; relation?: string; inCode?: boolean; attempts?: Attempt[];
}
export interface Inspected { sentences: Sentence[] }
export interface Term { type: "uri" | "literal" | "bnode" | "triple"; value: string; "xml:lang"?: string; datatype?: string }
export interface SparqlResults { head: { vars?: string[] }; results?: { bindings: Record<string, Term>[] }; boolean?: boolean }

export interface Side {
  key: string; kind: Kind; names: string[]; offices: string[]; days: [string, string] | null; articles: number; entity: Ref | null;
  quotes: { day: string | null; article: string; words: string; id: string | null }[];
}
export interface Pair { one: Side; other: Side; reasons: string[] }
export interface Review extends List<Pair> { store: string }

/** Values of a query string; empty ones are left out, lists repeat the name. */
export type Query = Record<string, string | number | readonly string[] | null | undefined>;

/** What the server refuses, in its own words. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly near: Ref[] = []) {
    super(message);
  }
}

export function queryString(query: Query): string {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | number | null | undefined];
    for (const one of values) if (one !== null && one !== undefined && one !== "") out.append(name, String(one));
  }
  const text = out.toString();
  return text === "" ? "" : `?${text}`;
}

/** The same request is asked once in a short while: pages share what they need of each other, and a changed store is soon seen. */
const answers = new Map<string, { answer: Promise<unknown>; until: number }>();
const KEPT = 60;
const FRESH = 30_000;

function kept<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(key);
  if (known !== undefined && known.until > Date.now()) return known.answer as Promise<T>;
  const answer = ask();
  answers.delete(key);
  answers.set(key, { answer, until: Date.now() + FRESH });
  const oldest = answers.keys().next();
  if (answers.size > KEPT && oldest.done === false) answers.delete(oldest.value);
  answer.catch(() => answers.delete(key));
  return answer;
}

async function read<T>(response: Response): Promise<T> {
  const json = (response.headers.get("content-type") ?? "").includes("json");
  if (response.ok && json) return (await response.json()) as T;
  const body = json ? ((await response.json()) as { error?: { code: string; message: string; near?: Ref[] } }) : undefined;
  const text = body?.error?.message ?? (json ? response.statusText : (await response.text()).slice(0, 2000));
  throw new ApiError(response.status, body?.error?.code ?? "failed", text, body?.error?.near ?? []);
}

function get<T>(path: string, query: Query = {}): Promise<T> {
  const address = `/api${path}${queryString(query)}`;
  return kept(address, () => fetch(address, { headers: { accept: "application/json" } }).then((response) => read<T>(response)));
}

async function post<T>(path: string, body: object): Promise<T> {
  const headers = { "content-type": "application/json", accept: "application/json" };
  return read<T>(await fetch(`/api${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

const part = encodeURIComponent;

export interface Walk { relation?: string[]; type?: string[]; from?: string; to?: string; minArticles?: string; maxDegree?: string }
const walk = (filters: Walk): Query => ({ ...filters });

export const api = {
  overview: () => get<Overview>("/"),
  search: (q: string, query: Query = {}) => get<List<Hit>>("/search", { q, ...query }),
  entities: (query: Query) => get<List<Listed>>("/entities", query),
  entity: (id: string) => get<Entity>(`/entities/${part(id)}`),
  facts: (id: string, query: Query) => get<List<Fact>>(`/entities/${part(id)}/facts`, query),
  neighbors: (id: string, filters: Walk, query: Query) => get<Neighbors>(`/entities/${part(id)}/neighbors`, { ...walk(filters), ...query }),
  fact: (id: string) => get<Fact & { iri: string }>(`/facts/${part(id)}`),
  articles: (query: Query) => get<List<ListedArticle>>("/articles", query),
  article: (id: string) => get<Article>(`/articles/${part(id)}`),
  paths: (a: string, b: string, filters: Walk, query: Query = {}) => get<Paths>("/path", { a, b, ...walk(filters), ...query }),
  graph: (node: string[], filters: Walk, query: Query) => get<GraphPart>("/graph", { node, ...walk(filters), ...query }),
  drawing: (format: "svg" | "dot", node: string[], filters: Walk, query: Query) =>
    `/api/graph.${format}${queryString({ node, ...walk(filters), ...query })}`,
  questions: () => get<{ questions: Question[] }>("/queries"),
  ask: (name: string, values: Query) => get<Rows>(`/queries/${part(name)}`, values),
  review: (query: Query) => get<Review>("/review", query),
  why: (body: object) => post<Inspected>("/why", body),
  whyNot: (body: object) => post<Inspected>("/why-not", body),
};

/** Asks the SPARQL endpoint; rows as JSON, triples as Turtle. */
export async function sparql(query: string, signal?: AbortSignal): Promise<{ json?: SparqlResults; text?: string; media: string }> {
  const headers = {
    "content-type": "application/sparql-query",
    accept: "application/sparql-results+json, text/turtle;q=0.9",
  };
  const response = await fetch("/sparql", { method: "POST", headers, body: query, signal: signal ?? null });
  const media = response.headers.get("content-type") ?? "";
  if (!response.ok) await read(response);
  if (media.includes("json")) return { json: (await response.json()) as SparqlResults, media };
  return { text: await response.text(), media };
}

/** Rows of a SPARQL question, each a record of plain values. */
export function rows(query: string): Promise<Record<string, string>[]> {
  return kept(`sparql ${query}`, async () => {
    const { json } = await sparql(query);
    return (json?.results?.bindings ?? []).map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));
  });
}
