// What a fact points to, as a reader wants it.
import type { FactObject } from "../api";
import { days, exact, money } from "../format";
import { stageName } from "../vocabulary";
import { EntityLink } from "./Entities";

export function Value({ of }: { of: FactObject }) {
  switch (of.kind) {
    case "entity": return <EntityLink of={of.entity} />;
    case "money": return <data class="money" value={of.value} title={exact(of.value, of.currency)}>{money(of.value, of.currency, of.display)}</data>;
    case "date": return <time title={of.earliest === of.latest ? of.earliest : `${of.earliest} – ${of.latest}`}>{days(of.value)}</time>;
    case "stage": return <span class={`stage stage-${of.value}`}>{stageName(of.value)}</span>;
    case "text": return <span lang="zh-CN">{of.value}</span>;
  }
}
