// A sentence: what each layer read in it, and how near the rules of an expected relation came.
import { useState } from "preact/hooks";
import { api, type Attempt, type Sentence, type SeenMention } from "../api";
import { t } from "../i18n";
import { Heading } from "../parts/Layout";
import { Answer, Nothing } from "../parts/States";
import { useResource } from "../resource";
import { go, place } from "../router";
import { queryString } from "../api";
import { blockName, mentionName, relationName, relationNames } from "../vocabulary";

export function WhyPage() {
  const { query } = place.value;
  const given = { text: query.get("text") ?? "", publisher: query.get("publisher") ?? "", date: query.get("date") ?? "", relation: query.get("relation") ?? "" };
  return (
    <div class="why">
      <Heading title={t("whySentence")} />
      <p class="lead">{t("whyIntro")}</p>
      <Form given={given} key={JSON.stringify(given)} />
      {given.text !== "" && <Seen {...given} />}
    </div>
  );
}

type Given = { text: string; publisher: string; date: string; relation: string };

function Form({ given }: { given: Given }) {
  const [typed, setTyped] = useState(given);
  const set = (name: keyof Given) => (event: Event) => setTyped({ ...typed, [name]: (event.currentTarget as HTMLInputElement).value });
  const submit = (event: Event) => {
    event.preventDefault();
    go(`/why${queryString(typed)}`);
  };
  return (
    <form class="ask" onSubmit={submit}>
      <label class="field wide"><span>{t("text")}</span><textarea name="text" rows={4} lang="zh-CN" required maxLength={5000} placeholder={t("textHint")} value={typed.text} onInput={set("text")} /></label>
      <label class="field"><span>{t("publisher")}</span><input name="publisher" lang="zh-CN" placeholder={t("publisherHint")} value={typed.publisher} onInput={set("publisher")} /></label>
      <label class="field"><span>{t("date")}</span><input name="date" placeholder="2023-05-17" pattern="\d{4}-\d{2}-\d{2}" value={typed.date} onInput={set("date")} /></label>
      <label class="field"><span>{t("expected")}</span>
        <select name="relation" value={typed.relation} onChange={set("relation")}>
          <option value="">—</option>
          {relationNames.map((name) => <option key={name} value={name} selected={name === typed.relation}>{relationName(name)}</option>)}
        </select>
      </label>
      <button type="submit" class="primary">{t("lookInto")}</button>
    </form>
  );
}

function Seen({ text, publisher, date, relation }: Given) {
  const body = { text, ...(publisher === "" ? {} : { publisher }), ...(date === "" ? {} : { date }) };
  const found = useResource(() => (relation === "" ? api.why(body) : api.whyNot({ ...body, relation })), [text, publisher, date, relation]);
  return (
    <Answer of={found}>
      {({ sentences }) => sentences.length === 0 ? <Nothing>{t("noFacts")}</Nothing> : (
        <>{sentences.map((sentence, number) => <SentenceView key={`${sentence.start} ${number}`} of={sentence} number={number + 1} />)}</>
      )}
    </Answer>
  );
}

function SentenceView({ of, number }: { of: Sentence; number: number }) {
  return (
    <section class="part sentence" aria-label={`${t("sentence")} ${number}`}>
      <h2>{t("sentence")} {number} <span class="chip">{blockName(of.block)}</span></h2>
      <Marked of={of} />
      {of.facts.length === 0 ? <Nothing>{t("noFacts")}</Nothing> : <SeenFacts of={of} />}
      {of.attempts !== undefined && (
        <>
          <h3>{t("attempts")}: {relationName(of.relation ?? "")}</h3>
          {of.inCode === true ? <Nothing>{t("inCode")}</Nothing> : <Attempts of={of.attempts} />}
        </>
      )}
      {of.silent.length > 0 && <details><summary>{t("silentRules")}<span class="count">{of.silent.length}</span></summary><Attempts of={of.silent} /></details>}
      <details><summary>{t("encoded")}</summary><p class="encoded" lang="zh-CN">{of.encoded}</p></details>
      <details><summary>{t("dictionary")}</summary>
        <p class="dictionary" lang="zh-CN">{of.words.map(([word, kind], place) => <span key={place}>{word}<sub>{kind}</sub> </span>)}</p>
      </details>
    </section>
  );
}

/** The sentence with its outermost mentions marked; characters are counted as Unicode scalar values. */
function Marked({ of }: { of: Sentence }) {
  const characters = [...of.text];
  const outer = of.mentions.filter((mention) => !mention.inner).sort((a, b) => a.start - b.start);
  let at = 0;
  const parts: (string | SeenMention)[] = [];
  for (const mention of outer) {
    if (mention.start < at) continue;
    parts.push(characters.slice(at, mention.start).join(""), mention);
    at = mention.end;
  }
  parts.push(characters.slice(at).join(""));
  return (
    <p class="marked" lang="zh-CN">
      {parts.map((part, place) => typeof part === "string" ? part : (
        <span key={place} class={`named kind-${part.type}`} title={`${mentionName(part.type)}${part.entity === null ? "" : ` → ${part.entity}`} (${part.reason})`}>
          {characters.slice(part.start, part.end).join("")}<sub>{mentionName(part.type)}</sub>
        </span>
      ))}
    </p>
  );
}

function SeenFacts({ of }: { of: Sentence }) {
  return (
    <div class="table-frame">
      <table class="facts">
        <caption class="unseen">{t("facts")}</caption>
        <thead><tr><th scope="col">{t("subject")}</th><th scope="col" class="narrow">{t("relation")}</th><th scope="col">{t("object")}</th><th scope="col">{t("words")}</th><th scope="col" class="narrow">{t("rule")}</th></tr></thead>
        <tbody>
          {of.facts.map((fact, place) => (
            <tr key={place}>
              <td data-head={t("subject")} lang="zh-CN">{fact.subject}</td>
              <td class="narrow" data-head={t("relation")}>{relationName(fact.relation)}</td>
              <td data-head={t("object")} lang="zh-CN">{fact.object}</td>
              <td data-head={t("words")} lang="zh-CN"><mark>{fact.quote}</mark></td>
              <td class="narrow" data-head={t("rule")}><code>{fact.rule}</code></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Attempts({ of }: { of: Attempt[] }) {
  const reach = { matched: t("reachMatched"), refused: t("reachRefused"), stopped: t("reachStopped"), lacks: t("reachLacks") };
  return (
    <ol class="attempts">
      {of.map((one, place) => (
        <li key={place}>
          <code>{one.rule}</code> <span class={`chip reach-${one.reach}`}>{reach[one.reach]}</span>
          {one.detail !== null && <code class="detail" lang="zh-CN">{Array.isArray(one.detail) ? [...new Set(one.detail)].join(" | ") : one.detail}</code>}
          {(one.before !== "" || one.after !== "") && <span class="place" lang="zh-CN">{one.before}<span class="caret" aria-hidden="true">▲</span>{one.after}</span>}
        </li>
      ))}
    </ol>
  );
}
