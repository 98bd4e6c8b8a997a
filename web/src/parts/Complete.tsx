// A field that completes names as one types, in characters or pinyin: a combobox as the ARIA practices describe it.
import { useEffect, useRef, useState } from "preact/hooks";
import { api, type Hit, type Kind, type Ref } from "../api";
import { t } from "../i18n";
import { kindName } from "../vocabulary";
import { KindSign } from "./Entities";

const PAUSE = 120;
const SHOWN = 10;

export interface CompleteProps {
  id: string;
  label: string;
  placeholder?: string;
  type?: Kind;
  value?: string;
  /** A name was chosen from the list. */
  choose: (chosen: Ref) => void;
  /** Enter was pressed with nothing chosen. */
  enter?: (typed: string) => void;
  /** Whether the field is emptied when something is chosen. */
  clears?: boolean;
  showLabel?: boolean;
}

function useHits(typed: string, type: Kind | undefined): Hit[] {
  const [hits, setHits] = useState<Hit[]>([]);
  useEffect(() => {
    if (typed.trim() === "") { setHits([]); return; }
    let wanted = true;
    const ask = () => api.search(typed.trim(), { limit: SHOWN, type }).then((found) => { if (wanted) setHits(found.items); }, () => { if (wanted) setHits([]); });
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => { wanted = false; clearTimeout(timer); };
  }, [typed, type]);
  return hits;
}

export function Complete({ id, label, placeholder, type, value, choose, enter, clears = false, showLabel = false }: CompleteProps) {
  const [typed, setTyped] = useState(value ?? "");
  const [asked, setAsked] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const hits = useHits(asked, type);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => { setTyped(value ?? ""); setAsked(""); }, [value]);
  useEffect(() => { setAt(-1); }, [hits]);
  useEffect(() => { list.current?.children[at]?.scrollIntoView({ block: "nearest" }); }, [at]);
  const shown = open && hits.length > 0;

  const take = (hit: Hit) => {
    setOpen(false);
    setAsked("");
    setTyped(clears ? "" : hit.label);
    choose(hit);
  };
  const leave = () => {
    const hit = hits[at];
    if (shown && hit !== undefined) { take(hit); return; }
    if (enter === undefined) { if (hits[0] !== undefined) take(hits[0]); return; }
    setOpen(false);
    if (typed.trim() !== "") enter(typed.trim());
  };
  const key = (event: KeyboardEvent) => {
    // While a Chinese input method composes, its keys are its own.
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      if (hits.length > 0) setAt(at < 0 && step < 0 ? hits.length - 1 : (at + step + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      leave();
    } else if (event.key === "Escape") {
      // The first Escape closes the list and leaves what was typed; browsers would empty the field.
      event.preventDefault();
      if (shown) setOpen(false); else { setTyped(""); setAsked(""); }
    }
  };
  return (
    <div class="complete">
      <label for={id} class={showLabel ? "" : "unseen"}>{label}</label>
      <input id={id} type="search" role="combobox" list={undefined} autocomplete="off" spellcheck={false} enterkeyhint="search" value={typed} placeholder={placeholder ?? label}
        aria-expanded={shown} aria-controls={`${id}-list`} aria-autocomplete="list" {...(shown && at >= 0 ? { "aria-activedescendant": `${id}-${at}` } : {})}
        onInput={(event) => { setTyped(event.currentTarget.value); setAsked(event.currentTarget.value); setOpen(true); }}
        onKeyDown={key} onBlur={() => setOpen(false)} onFocus={() => setOpen(asked !== "")} />
      <ul id={`${id}-list`} role="listbox" aria-label={t("suggestions")} ref={list} hidden={!shown}>
        {hits.map((hit, place) => (
          <li key={hit.id} id={`${id}-${place}`} role="option" aria-selected={place === at} onMouseDown={(event) => event.preventDefault()} onClick={() => take(hit)}>
            <KindSign kind={hit.type} />
            <span class="label" lang="zh-CN">{hit.label}</span>
            <span class="pinyin">{hit.pinyin}</span>
            <span class="hint">{hit.anchor === undefined ? kindName(hit.type) : `${kindName(hit.type)} · ${hit.anchor}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
