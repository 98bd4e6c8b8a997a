// The sentence that says a fact, its words marked, with article, day, rule and confidence.
import type { Evidence, Fact } from "../api";
import { percent } from "../format";
import { t } from "../i18n";
import { addressOf, addressOfArticle, Link } from "../router";
import { queryString } from "../api";

export function EvidenceView({ of, fact, linked = true }: { of: Evidence; fact: string; linked?: boolean }) {
  const { article } = of;
  const sentence = `${of.before}${of.quote}${of.after}`.trim();
  const why = `/why${queryString({ text: sentence, publisher: article.publisher, date: article.date })}`;
  return (
    <figure class="evidence">
      <blockquote lang="zh-CN">{of.before}<mark>{of.quote}</mark>{of.after}</blockquote>
      <figcaption>
        <Link to={addressOfArticle(article.id, { fact })} lang="zh-CN" title={t("wordsIn")}>{article.title ?? t("untitled")}</Link>
        {article.publisher !== null && <span lang="zh-CN">{article.publisher}</span>}
        {article.date !== null && <time dateTime={article.date}>{article.date}</time>}
        <span>{t("rule")} <code>{of.rule}</code></span>
        <span>{t("confidence")} {percent(of.confidence)}</span>
        <Link to={why}>{t("why")}</Link>
        {linked && <Link to={addressOf(fact)}>{t("factPage")}</Link>}
      </figcaption>
    </figure>
  );
}

/** All sentences that came with a fact, and the way to the others. */
export function EvidenceList({ of }: { of: Fact }) {
  return (
    <div class="evidence-list">
      {of.evidence.map((one) => <EvidenceView key={`${one.article.id} ${one.start}`} of={one} fact={of.id} />)}
      {of.supports > of.evidence.length && (
        <p class="more"><Link to={addressOf(of.id)}>{t("allEvidence")}: {t("evidenceCount", of.articles, of.supports)}</Link></p>
      )}
    </div>
  );
}
