// Articles, the newest first.
import { api } from "../api";
import { count } from "../format";
import { t } from "../i18n";
import { Heading } from "../parts/Layout";
import { Pager } from "../parts/Pager";
import { Answer } from "../parts/States";
import { useResource } from "../resource";
import { addressOfArticle, Link, place } from "../router";

export function ArticlesPage() {
  const offset = Number(place.value.query.get("offset") ?? 0);
  const list = useResource(() => api.articles({ offset, limit: 100 }), [offset]);
  return (
    <div class="browse">
      <Heading title={t("articles")} />
      <Answer of={list}>
        {(found) => (
          <>
            <div class="table-frame">
              <table class="facts">
                <caption class="unseen">{t("articles")}</caption>
                <thead>
                  <tr><th scope="col">{t("title")}</th><th scope="col" class="narrow">{t("publisher")}</th><th scope="col" class="narrow">{t("date")}</th><th scope="col" class="narrow number">{t("facts")}</th></tr>
                </thead>
                <tbody>
                  {found.items.map((one) => (
                    <tr key={one.id}>
                      <td class="main" data-head={t("title")}><Link to={addressOfArticle(one.id)} lang="zh-CN">{one.title ?? one.identifier}</Link></td>
                      <td class="narrow" data-head={t("publisher")} lang="zh-CN">{one.publisher}</td>
                      <td class="narrow" data-head={t("date")}><time>{one.date}</time></td>
                      <td class="narrow number" data-head={t("facts")}>{count(one.facts)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <Pager of={found} />
          </>
        )}
      </Answer>
    </div>
  );
}
