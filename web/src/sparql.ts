// Named questions → queries that stand by themselves.
import type { Question, Query } from "./api";

/** Prefixes that the service knows; the editor wants them declared. */
const PREFIXES: [string, string][] = [
  ["gm", "https://w3id.org/guanmo/ns#"], ["rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"], ["rdfs", "http://www.w3.org/2000/01/rdf-schema#"],
  ["xsd", "http://www.w3.org/2001/XMLSchema#"], ["skos", "http://www.w3.org/2004/02/skos/core#"],
  ["schema", "https://schema.org/"], ["org", "http://www.w3.org/ns/org#"], ["foaf", "http://xmlns.com/foaf/0.1/"], ["prov", "http://www.w3.org/ns/prov#"],
  ["oa", "http://www.w3.org/ns/oa#"], ["dcterms", "http://purl.org/dc/terms/"], ["void", "http://rdfs.org/ns/void#"],
];

/** A query with declarations of the known prefixes that it uses without declaring them. */
export function declared(query: string): string {
  const missing = PREFIXES.filter(([name]) => new RegExp(`(^|[^\\w-])${name}:`, "m").test(query) && !new RegExp(`prefix\\s+${name}:`, "i").test(query));
  return missing.map(([name, iri]) => `PREFIX ${name}: <${iri}>\n`).join("") + query;
}

/** An IRI as a reader wants it: a known prefix instead of its beginning. */
export function short(iri: string): string {
  const found = PREFIXES.find(([, begin]) => iri.startsWith(begin));
  return found === undefined ? iri : `${found[0]}:${iri.slice(found[1].length)}`;
}

/** A literal in SPARQL's spelling. */
export function literal(text: string): string {
  const escapes: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${text.replace(/[\\"\n\r\t]/g, (one) => escapes[one] ?? one)}"`;
}

/** The question's query with its values as a VALUES block: what the program binds, in the open. The values are those that
    the service has bound, since it alone knows how an office is spelled. */
export function standalone(of: Question, values: Query): string {
  const given = of.parameters.filter((p) => typeof values[p.name] === "string" && values[p.name] !== "");
  const body = of.sparql.split("\n").filter((line) => !line.startsWith("#")).join("\n").trim();
  if (given.length === 0) return body;
  const names = given.map((p) => `?${p.name}`).join(" ");
  const terms = given.map((p) => `${literal(String(values[p.name]))}${p.kind === "date" ? "^^xsd:date" : "@zh"}`).join(" ");
  return body.replace(/WHERE\s*\{/, (open) => `${open}\n  VALUES (${names}) { (${terms}) }`);
}
