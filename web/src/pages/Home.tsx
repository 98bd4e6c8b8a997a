// The first page: search, what the store holds, where to begin.
import { api, KINDS } from "../api";
import { count } from "../format";
import { either, t } from "../i18n";
import { Complete } from "../parts/Complete";
import { EntityLink } from "../parts/Entities";
import { Heading } from "../parts/Layout";
import { Answer } from "../parts/States";
import { useResource } from "../resource";
import { addressOf, addressOfArticle, go, Link } from "../router";
import { kindsName } from "../vocabulary";

export function HomePage() {
  const overview = useResource(api.overview, []);
  return (
    <div class="home">
      <Heading title={t("product")} />
      <p class="lead">{t("tagline")}</p>
      <Complete id="home-find" label={t("search")} placeholder={t("searchAny")} clears choose={(chosen) => go(addressOf(chosen.id))}
        enter={(typed) => go(`/browse?q=${encodeURIComponent(typed)}`)} />
      <Answer of={overview}>
        {(found) => (
          <>
            <ul class="tiles">
              {KINDS.map((kind) => (
                <li key={kind}>
                  <Link to={`/browse/${kind.toLowerCase()}`}><strong>{count(found.types.find((type) => type.name === kind)?.count ?? 0)}</strong><span>{kindsName(kind)}</span></Link>
                </li>
              ))}
              <li><Link to="/browse/articles"><strong>{count(found.articles)}</strong><span>{t("articles")}</span></Link></li>
            </ul>
            <p class="note">{t("factsCount", count(found.facts))} · {t("stepsHint")}</p>
          </>
        )}
      </Answer>
      <div class="columns">
        <Connected />
        <Newest />
        <Questions />
      </div>
    </div>
  );
}

function Connected() {
  const list = useResource(() => api.entities({ limit: 10 }), []);
  return (
    <section aria-labelledby="h-connected">
      <h2 id="h-connected">{t("mostConnected")}</h2>
      <Answer of={list}>
        {(found) => <ul class="plain">{found.items.map((one) => <li key={one.id}><EntityLink of={one} /> <span class="dim">{one.degree}</span></li>)}</ul>}
      </Answer>
    </section>
  );
}

function Newest() {
  const list = useResource(() => api.articles({ limit: 8 }), []);
  return (
    <section aria-labelledby="h-newest">
      <h2 id="h-newest">{t("newest")}</h2>
      <Answer of={list}>
        {(found) => (
          <ul class="plain">
            {found.items.map((one) => (
              <li key={one.id}><Link to={addressOfArticle(one.id)} lang="zh-CN">{one.title ?? one.identifier}</Link> <span class="dim">{one.date}</span></li>
            ))}
          </ul>
        )}
      </Answer>
    </section>
  );
}

function Questions() {
  const list = useResource(api.questions, []);
  return (
    <section aria-labelledby="h-questions">
      <h2 id="h-questions">{t("questions")}</h2>
      <Answer of={list}>
        {(found) => (
          <ul class="plain">
            {found.questions.slice(0, 9).map((one) => <li key={one.name}><Link to={`/questions/${one.name}`}>{either(one.question)}</Link></li>)}
            <li><Link to="/questions">{t("all")} ›</Link></li>
          </ul>
        )}
      </Answer>
    </section>
  );
}
