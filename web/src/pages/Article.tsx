// An article: the text as given, every mention and every fact marked. A fact leads to its words, words to their facts.
import { useEffect, useRef, useState } from "preact/hooks";
import { api, queryString, type Article, type Fact, type Run } from "../api";
import { percent, rankText } from "../format";
import { t } from "../i18n";
import { EntityLink } from "../parts/Entities";
import { Heading } from "../parts/Layout";
import { Names } from "../parts/Names";
import { Answer, Nothing } from "../parts/States";
import { Value } from "../parts/Value";
import { useResource } from "../resource";
import { addressOf, Link, place, update } from "../router";
import { relationName, roleName } from "../vocabulary";

export function ArticlePage({ id }: { id: string }) {
  const found = useResource(() => api.article(id), [id]);
  return <Answer of={found}>{(article) => <Shown of={article} key={article.id} />}</Answer>;
}

/** What is chosen, from the address: a fact, or a run of the text. */
interface Choice { fact: string | null; run: number | null }

function choice(): Choice {
  const { query } = place.value;
  const run = query.get("at");
  return { fact: query.get("fact"), run: run === null ? null : Number(run) };
}

/** Whether the words of the chosen fact lie over a run. */
function chosen(of: Article, run: Run, fact: string | null): boolean {
  return fact !== null && run.words.some((word) => of.words[word]?.fact === fact);
}

function Shown({ of }: { of: Article }) {
  const { fact, run } = choice();
  useEffect(() => {
    if (fact !== null) document.querySelector(".text .chosen")?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [fact]);
  return (
    <article class="reading">
      <div class="head">
        <Heading title={of.title ?? t("untitled")}><span lang="zh-CN">{of.title ?? t("untitled")}</span></Heading>
        <Head of={of} />
      </div>
      <div class="sides">
        <section class="text-side" aria-label={t("text")}>
          <p class="note">{t("clickHint")} <span class="legend"><mark class="said">{t("legendWords")}</mark> <span class="named">{t("legendMention")}</span></span></p>
          <Text of={of} fact={fact} at={run} />
        </section>
        <aside class="fact-side" aria-label={t("facts")}>
          {run === null ? null : <Here of={of} at={run} fact={fact} />}
          <All of={of} fact={fact} />
        </aside>
      </div>
    </article>
  );
}

function Head({ of }: { of: Article }) {
  return (
    <>
      <Names pairs={[
        of.publisher === null ? undefined : [t("publisher"), <span lang="zh-CN">{of.publisher}</span>],
        of.date === null ? undefined : [t("date"), <time>{of.date}</time>],
        of.authors.length === 0 ? undefined : [t("authors"), <span lang="zh-CN">{of.authors.join("、")}</span>],
        of.source === null ? undefined : [t("source"), of.source],
      ]} />
      <p class="counts">
        {t("factsCount", of.facts.length)} · <a href={`/api/articles/${encodeURIComponent(of.id)}`}>JSON</a>
        {of.url !== null && /^https?:/.test(of.url) && <> · <a href={of.url} rel="noreferrer noopener">{t("original")}</a></>}
      </p>
      {of.notices.length > 0 && <ul class="notices" aria-label={t("notices")}>{of.notices.map((one) => <li key={one.message}>{one.message}</li>)}</ul>}
    </>
  );
}

function Text({ of, fact, at }: { of: Article; fact: string | null; at: number | null }) {
  const text = useRef<HTMLDivElement>(null);
  const focus = (number: number) => {
    setStop(number);
    text.current?.querySelector<HTMLElement>(`[data-run="${number}"]`)?.focus();
  };
  const choose = (number: number) => update({ at: number === at ? null : number, fact: null }, { replace: true });
  const marked = of.runs.flatMap((run, number) => (run.words.length > 0 || run.mentions.length > 0 ? [number] : []));
  // One stop of the Tab key for the whole text; arrows go from mark to mark.
  const [stop, setStop] = useState(at ?? marked[0] ?? 0);
  const key = (event: KeyboardEvent, number: number) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : marked[marked.indexOf(number) + step];
    if (step !== undefined) {
      event.preventDefault();
      if (next !== undefined) focus(next);
      return;
    }
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(number);
  };
  return (
    <div class="text" lang="zh-CN" ref={text}>
      {of.runs.map((run, number) => {
        if (run.words.length === 0 && run.mentions.length === 0) return <span key={number}>{run.text}</span>;
        const on = chosen(of, run, fact);
        const kind = of.mentions[run.mentions.at(-1) ?? -1]?.entity.type;
        const classes = ["run", run.words.length > 0 ? "said" : "", kind === undefined ? "" : `named kind-${kind}`, on ? "chosen" : "", number === at ? "picked" : ""];
        return (
          <span key={number} class={classes.filter((name) => name !== "").join(" ")} role="button" tabIndex={number === stop ? 0 : -1} data-run={number} aria-pressed={on || number === at}
            onClick={() => { setStop(number); choose(number); }} onKeyDown={(event) => key(event, number)}>{run.text}</span>
        );
      })}
    </div>
  );
}

/** The sentence around a run, for `why`. */
function sentenceAt(of: Article, at: number): string {
  const before = of.runs.slice(0, at).map((run) => run.text).join("");
  const rest = of.runs.slice(at).map((run) => run.text).join("");
  const start = Math.max(...["。", "！", "？", "\n"].map((stop) => before.lastIndexOf(stop))) + 1;
  const stop = rest.search(/[。！？\n]/);
  return `${before.slice(start)}${stop < 0 ? rest : rest.slice(0, stop + 1)}`.trim();
}

function Here({ of, at, fact }: { of: Article; at: number; fact: string | null }) {
  const run = of.runs[at];
  if (run === undefined) return null;
  const named = run.mentions.map((mention) => of.mentions[mention]?.entity).filter((entity) => entity !== undefined);
  const said = run.words.map((word) => of.words[word]).filter((words) => words !== undefined);
  const facts = of.facts.filter((one) => said.some((words) => words.fact === one.id));
  const why = queryString({ text: sentenceAt(of, at), publisher: of.publisher, date: of.date });
  return (
    <section class="here" aria-live="polite" aria-labelledby="h-here">
      <h2 id="h-here"><span lang="zh-CN">“{run.text.length > 30 ? `${run.text.slice(0, 30)}…` : run.text}”</span></h2>
      {named.length > 0 && <><h3>{t("mentionsHere")}</h3><ul class="cloud">{[...new Map(named.map((one) => [one.id, one])).values()].map((one) => <li key={one.id}><EntityLink of={one} /></li>)}</ul></>}
      {facts.length > 0 && <><h3>{t("factsHere")}</h3><FactList of={of} facts={facts} fact={fact} /></>}
      <p class="actions">
        <Link class="button" to={`/why${why}`}>{t("whySentence")}</Link>
        <button type="button" onClick={() => update({ at: null, fact: null }, { replace: true })}>{t("clearChoice")}</button>
      </p>
    </section>
  );
}

function All({ of, fact }: { of: Article; fact: string | null }) {
  return (
    <section aria-labelledby="h-all">
      <h2 id="h-all">{t("factsOfArticle")}<span class="count">{of.facts.length}</span></h2>
      {of.facts.length === 0 ? <Nothing>{t("noFacts")}</Nothing> : <FactList of={of} facts={of.facts} fact={fact} />}
    </section>
  );
}

function FactList({ of, facts, fact }: { of: Article; facts: Fact[]; fact: string | null }) {
  return (
    <ul class="fact-list">
      {facts.map((one) => (
        <li key={one.id} class={one.id === fact ? "chosen" : ""}>
          <button type="button" aria-pressed={one.id === fact} onClick={() => update({ fact: one.id === fact ? null : one.id }, { replace: true })}>
            <Statement of={one} />
          </button>
          {one.id === fact && <About of={of} fact={one} />}
        </li>
      ))}
    </ul>
  );
}

/** A fact in one line of text; its parts are links only beside the button, never within. */
function Statement({ of }: { of: Fact }) {
  const q = of.qualifiers;
  const more = [q.role === undefined ? "" : roleName(q.role), rankText(q.rank, q.rankMax), q.former ? t("former") : ""].filter((text) => text !== "");
  const object = of.object.kind === "entity" ? of.object.entity.label : undefined;
  return (
    <>
      <span lang="zh-CN">{of.subject.label}</span> <span class="relation">{relationName(of.relation)}</span>{" "}
      {object === undefined ? <Value of={of.object} /> : <span lang="zh-CN">{object}</span>}
      {more.map((text) => <span key={text} class="chip">{text}</span>)}
    </>
  );
}

function About({ of, fact }: { of: Article; fact: Fact }) {
  const words = of.words.filter((one) => one.fact === fact.id);
  return (
    <p class="about">
      <EntityLink of={fact.subject} /> {fact.object.kind === "entity" && <EntityLink of={fact.object.entity} />}
      {words.map((one) => <span key={`${one.start} ${one.rule}`}>{t("rule")} <code>{one.rule}</code> · {t("confidence")} {percent(one.confidence)} </span>)}
      <Link to={addressOf(fact.id)}>{t("allEvidence")}</Link>
    </p>
  );
}
