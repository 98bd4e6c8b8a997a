// Named questions → queries that stand by themselves.
import type { Question, Query } from "./api";

/** A literal in SPARQL's spelling. */
export function literal(text: string): string {
  const escapes: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${text.replace(/[\\"\n\r\t]/g, (one) => escapes[one] ?? one)}"`;
}

/** The question's query with its values as a VALUES block: what the program binds, in the open. */
export function standalone(of: Question, values: Query): string {
  const given = of.parameters.filter((p) => typeof values[p.name] === "string" && values[p.name] !== "");
  const body = of.sparql.split("\n").filter((line) => !line.startsWith("#")).join("\n").trim();
  if (given.length === 0) return body;
  const names = given.map((p) => `?${p.name}`).join(" ");
  const terms = given.map((p) => `${literal(String(values[p.name]))}${p.kind === "date" ? "^^xsd:date" : "@zh"}`).join(" ");
  return body.replace(/WHERE\s*\{/, (open) => `${open}\n  VALUES (${names}) { (${terms}) }`);
}
