// The named questions: their list, a form for each, the answer as a table.
import { useState } from "preact/hooks";
import { api, queryString, type Parameter, type Question, type Query } from "../api";
import { either, t } from "../i18n";
import { Complete } from "../parts/Complete";
import { Heading } from "../parts/Layout";
import { Pager } from "../parts/Pager";
import { RowTable } from "../parts/RowTable";
import { Answer, Nothing } from "../parts/States";
import { useResource } from "../resource";
import { go, Link, place } from "../router";
import { standalone } from "../sparql";
import { columnName } from "../vocabulary";

export function QuestionsPage() {
  const list = useResource(api.questions, []);
  return (
    <div class="questions">
      <Heading title={t("questions")} />
      <p class="lead">{t("questionsIntro")}</p>
      <Answer of={list}>
        {({ questions }) => (
          <ul class="cards">
            {questions.map((one) => (
              <li key={one.name}>
                <Link to={`/questions/${one.name}`}>{either(one.question)}</Link>
                {one.parameters.length > 0 && <span class="dim">{one.parameters.map((p) => <span key={p.name}>{t("example")} <span lang="zh-CN">{p.example}</span> </span>)}</span>}
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </div>
  );
}

export function QuestionPage({ name }: { name: string }) {
  const list = useResource(api.questions, []);
  return (
    <Answer of={list}>
      {({ questions }) => {
        const found = questions.find((one) => one.name === name);
        if (found === undefined) return <><Heading title={t("notFound")} /><Link to="/questions">{t("questions")}</Link></>;
        return <One of={found} key={found.name} />;
      }}
    </Answer>
  );
}

function One({ of }: { of: Question }) {
  const { query } = place.value;
  const values = Object.fromEntries(of.parameters.map((p) => [p.name, query.get(p.name) ?? ""]));
  const complete = of.parameters.every((p) => values[p.name] !== "");
  return (
    <div class="question">
      <nav class="above" aria-label={t("questions")}><ol><li><Link to="/questions">{t("questions")}</Link></li><li aria-current="page">{of.name}</li></ol></nav>
      <Heading title={either(of.question)} />
      {of.parameters.length > 0 && <Form of={of} values={values} key={JSON.stringify(values)} />}
      {complete && <Result of={of} values={values} />}
      <details class="query"><summary>SPARQL</summary><pre tabIndex={0}>{of.sparql}</pre></details>
    </div>
  );
}

function Form({ of, values }: { of: Question; values: Record<string, string> }) {
  const [typed, setTyped] = useState(values);
  const ask = (given: Record<string, string>) => go(`/questions/${of.name}${queryString(given)}`);
  const submit = (event: Event) => {
    event.preventDefault();
    ask(typed);
  };
  const field = (p: Parameter) => {
    const label = `${columnName(p.name)} (${t("example")} ${p.example})`;
    const set = (value: string) => setTyped({ ...typed, [p.name]: value });
    if (p.kind === "name") {
      return <Complete key={p.name} id={`q-${p.name}`} label={label} showLabel value={typed[p.name] ?? ""} choose={(chosen) => { set(chosen.label); if (of.parameters.length === 1) ask({ [p.name]: chosen.label }); }} enter={(text) => { set(text); ask({ ...typed, [p.name]: text }); }} />;
    }
    return (
      <label key={p.name} class="field"><span>{label}</span>
        <input name={p.name} value={typed[p.name] ?? ""} required placeholder={p.example} onInput={(event) => set(event.currentTarget.value)} {...(p.kind === "date" ? { pattern: "\\d{4}-\\d{2}-\\d{2}" } : {})} />
      </label>
    );
  };
  const example = Object.fromEntries(of.parameters.map((p) => [p.name, p.example]));
  return (
    <form class="ask" onSubmit={submit}>
      {of.parameters.map(field)}
      <p class="actions">
        <button type="submit" class="primary">{t("askIt")}</button>
        <button type="button" onClick={() => ask(example)}>{t("example")} <span lang="zh-CN">{Object.values(example).join(" – ")}</span></button>
      </p>
    </form>
  );
}

function Result({ of, values }: { of: Question; values: Query }) {
  const offset = Number(place.value.query.get("offset") ?? 0);
  const found = useResource(() => api.ask(of.name, { ...values, offset, limit: 100 }), [of.name, JSON.stringify(values), offset]);
  return (
    <Answer of={found}>
      {(rows) => (
        <section class="part" aria-labelledby="h-results">
          <h2 id="h-results">{t("results")}<span class="count">{rows.total}</span></h2>
          {rows.cut && <p class="note">{t("cutRows", rows.total)}</p>}
          {rows.items.length === 0 ? <Nothing>{t("noRows")}</Nothing> : <RowTable columns={rows.columns} rows={rows.items} caption={either(of.question)} name={columnName} />}
          <Pager of={rows} />
          <p class="actions">
            <Link class="button" to={`/sparql${queryString({ query: standalone(of, rows.values) })}`}>{t("openSparql")}</Link>
            <a class="button" href={`/api/queries/${of.name}${queryString({ ...values, limit: 500 })}`}>JSON</a>
          </p>
        </section>
      )}
    </Answer>
  );
}
