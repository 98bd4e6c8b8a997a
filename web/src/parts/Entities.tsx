// A thing in few words: its type, its name, the division that tells it from namesakes.
import type { Kind, Ref } from "../api";
import { addressOf, Link } from "../router";
import { kindName } from "../vocabulary";

/** A sign of the type: a letter-like character besides the colour, so that colour alone says nothing. */
const signs: Record<Kind, string> = { Person: "人", Organization: "机", Company: "企", Place: "地", Project: "项", Event: "会", Assessment: "评" };

export function KindSign({ kind }: { kind: Kind }) {
  return <span class={`sign kind-${kind}`} title={kindName(kind)} aria-hidden="true">{signs[kind]}</span>;
}

export function KindTag({ kind }: { kind: Kind }) {
  return <span class={`tag kind-${kind}`}>{kindName(kind)}</span>;
}

export function EntityLink({ of, sign = true }: { of: Ref; sign?: boolean }) {
  return (
    <Link to={addressOf(of.id)} class="entity" title={of.anchor === undefined ? kindName(of.type) : `${kindName(of.type)} · ${of.anchor}`}>
      {sign && <KindSign kind={of.type} />}
      <span lang="zh-CN">{of.label}</span>
    </Link>
  );
}
