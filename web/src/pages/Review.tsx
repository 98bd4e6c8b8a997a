// Pairs that may be one, side by side, with the command that decides them.
import { useRef, useState } from "preact/hooks";
import { api, KINDS, type Pair, type Side } from "../api";
import { count } from "../format";
import { english, t } from "../i18n";
import { EntityLink } from "../parts/Entities";
import { Heading } from "../parts/Layout";
import { Pager } from "../parts/Pager";
import { Answer, Nothing } from "../parts/States";
import { reason } from "../reasons";
import { useResource } from "../resource";
import { addressOfArticle, Link, place, update } from "../router";
import type { Key } from "../sentences";
import { shell } from "../shell";
import { kindName } from "../vocabulary";

const PAIRS = 20;
const VERDICTS = [["same", "verdictSame"], ["different", "verdictDifferent"], ["unsure", "verdictUnsure"]] as const satisfies readonly (readonly [string, Key])[];
type Verdict = (typeof VERDICTS)[number][0];

export function ReviewPage() {
  const { query } = place.value;
  const offset = Number(query.get("offset") ?? 0);
  const type = query.get("type") ?? "";
  const list = useResource(() => api.review({ type, offset, limit: PAIRS }), [type, offset]);
  const [by, setBy] = useState("");
  return (
    <div class="review">
      <Heading title={t("review")} />
      <p class="lead">{t("reviewIntro")}</p>
      <p class="lead">{t("reviewHow")}</p>
      <div class="actions">
        <label class="field row"><span>{t("type")}</span>
          <select value={type} onChange={(event) => update({ type: event.currentTarget.value, offset: null })}>
            <option value="">{t("all")}</option>
            {KINDS.map((kind) => <option key={kind} value={kind}>{kindName(kind)}</option>)}
          </select>
        </label>
        <label class="field row judge"><span>{t("judgedBy")}</span><input name="by" value={by} onInput={(event) => setBy(event.currentTarget.value)} /></label>
      </div>
      <Answer of={list}>
        {(found) => (
          <>
            {found.total === 0 ? <Nothing>{t("reviewNone")}</Nothing> : <p>{t("reviewCount", count(found.total))}</p>}
            {found.items.map((pair, at) => <PairCard key={`${pair.one.key} ${pair.other.key}`} of={pair} number={found.offset + at + 1} store={found.store} by={by} />)}
            <Pager of={found} />
          </>
        )}
      </Answer>
    </div>
  );
}

function PairCard({ of, number, store, by }: { of: Pair; number: number; store: string; by: string }) {
  const id = `pair-${number}`;
  const name = (side: Side) => side.entity?.label ?? side.names[0] ?? side.key;
  return (
    <section class="doubt" aria-labelledby={id}>
      <h2 id={id}>{t("pairNumber", number, name(of.one), name(of.other))}</h2>
      <h3>{t("reasons")}</h3>
      <ul class="plain">
        {of.reasons.map((one) => { const { text, lang } = reason(one, english.value); return <li key={one} lang={lang}>{text}</li>; })}
      </ul>
      <div class="sides"><SideView of={of.one} /><SideView of={of.other} /></div>
      <Decide of={of} store={store} by={by} id={id} />
    </section>
  );
}

function SideView({ of }: { of: Side }) {
  const { days } = of;
  return (
    <article class="side">
      <h3>{of.entity === null ? <span lang="zh-CN">{of.names[0]}</span> : <EntityLink of={of.entity} />}</h3>
      <p><code lang="zh-CN">{of.key}</code></p>
      {of.names.length > 1 && <p>{t("aliases")} <span lang="zh-CN">{of.names.join("、")}</span></p>}
      {of.offices.length > 0 && <p>{t("posts")} <span lang="zh-CN">{of.offices.join("、")}</span></p>}
      <p class="dim">{t("articlesCount", count(of.articles))}{days !== null && ` · ${days[0] === days[1] ? days[0] : t("seenSpan", ...days)}`}</p>
      {of.quotes.map((quote) => (
        <figure class="evidence" key={`${quote.id} ${quote.words}`}>
          <blockquote lang="zh-CN">{quote.words}</blockquote>
          <figcaption>
            {quote.id === null ? <span lang="zh-CN">{quote.article}</span> : <Link to={addressOfArticle(quote.id)} lang="zh-CN">{quote.article}</Link>}
            {quote.day !== null && <time dateTime={quote.day}>{quote.day}</time>}
          </figcaption>
        </figure>
      ))}
    </article>
  );
}

/** The verdict and its words, and the command that they make. */
function Decide({ of, store, by, id }: { of: Pair; store: string; by: string; id: string }) {
  const [verdict, setVerdict] = useState<Verdict>("unsure");
  const [why, setWhy] = useState("");
  // What was said is about one command: another one has not been copied yet.
  const [said, setSaid] = useState<{ of: string; key: Key }>();
  const shown = useRef<HTMLPreElement>(null);
  const command = shell(["guanmo", "judge", of.one.key, of.other.key, `--${verdict}`, `--why=${why.trim()}`, `--by=${by.trim()}`, `--store=${store}`]);
  const ready = why.trim() !== "" && by.trim() !== "";
  const say = (key: Key) => setSaid({ of: command, key });
  const copy = async (event: Event) => {
    event.preventDefault();
    if (!ready) return say("needWords");
    // Browsers refuse the clipboard to pages that are neither local nor encrypted.
    try { await navigator.clipboard.writeText(command); say("copied"); } catch {
      if (shown.current !== null) getSelection()?.selectAllChildren(shown.current);
      say("copyByHand");
    }
  };
  return (
    <form class="decide" onSubmit={copy} aria-labelledby={id}>
      <fieldset>
        <legend>{t("verdict")}</legend>
        {VERDICTS.map(([value, key]) => (
          <label key={value}><input type="radio" name={`${id}-verdict`} value={value} checked={verdict === value} onChange={() => setVerdict(value)} /> {t(key)}</label>
        ))}
      </fieldset>
      <label class="field"><span>{t("judgedWhy")}</span><input name="why" value={why} onInput={(event) => setWhy(event.currentTarget.value)} /></label>
      <pre ref={shown} tabIndex={0} aria-label={t("command")}>{command}</pre>
      <p class="actions"><button type="submit" class="primary">{t("copy")}</button><span role="status">{said?.of === command ? t(said.key) : ""}</span></p>
    </form>
  );
}
