// Names with values in one flowing line; a name never parts from its value.
import type { ComponentChildren } from "preact";

export type Pair = readonly [string, ComponentChildren];

export function Names({ pairs }: { pairs: readonly (Pair | undefined)[] }) {
  const shown = pairs.filter((pair) => pair !== undefined);
  if (shown.length === 0) return null;
  return <dl class="names">{shown.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
