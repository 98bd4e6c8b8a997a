// Lists: things by type, the results of a search.
import { api, KINDS, type Kind, type Listed } from "../api";
import { count } from "../format";
import { t } from "../i18n";
import { EntityLink, KindTag } from "../parts/Entities";
import { Heading } from "../parts/Layout";
import { Pager } from "../parts/Pager";
import { Answer, Nothing } from "../parts/States";
import { useResource } from "../resource";
import { Link, place } from "../router";
import { kindsName } from "../vocabulary";

function Types({ chosen, q }: { chosen: Kind | undefined; q: string }) {
  const overview = useResource(api.overview, []);
  const query = q === "" ? "" : `?q=${encodeURIComponent(q)}`;
  const number = (kind: Kind) => overview.value?.types.find((type) => type.name === kind)?.count;
  const current = (kind: Kind | undefined) => (kind === chosen ? { "aria-current": "page" as const } : {});
  return (
    <nav class="tabs" aria-label={t("type")}>
      <Link to={`/browse${query}`} {...current(undefined)}>{t("all")}</Link>
      {KINDS.map((kind) => (
        <Link key={kind} to={`/browse/${kind.toLowerCase()}${query}`} {...current(kind)}>
          {kindsName(kind)}{q === "" && number(kind) !== undefined && <span class="count">{count(number(kind) ?? 0)}</span>}
        </Link>
      ))}
      {q === "" && <Link to="/browse/articles">{t("articles")}</Link>}
    </nav>
  );
}

export function BrowsePage({ type }: { type: string }) {
  const kind = KINDS.find((one) => one.toLowerCase() === type);
  const q = place.value.query.get("q") ?? "";
  const title = q === "" ? (kind === undefined ? t("browse") : kindsName(kind)) : `${t("search")}: ${q}`;
  return (
    <div class="browse">
      <Heading title={title} />
      <Types chosen={kind} q={q} />
      {q === "" ? <Things kind={kind} /> : <Found kind={kind} q={q} />}
    </div>
  );
}

function Things({ kind }: { kind: Kind | undefined }) {
  const offset = Number(place.value.query.get("offset") ?? 0);
  const list = useResource(() => api.entities({ type: kind, offset, limit: 100 }), [kind ?? "", offset]);
  return <Answer of={list}>{(found) => <><Table items={found.items} kind={kind} /><Pager of={found} /></>}</Answer>;
}

function Found({ kind, q }: { kind: Kind | undefined; q: string }) {
  const offset = Number(place.value.query.get("offset") ?? 0);
  const list = useResource(() => api.search(q, { type: kind, offset, limit: 50 }), [kind ?? "", q, offset]);
  return (
    <Answer of={list}>
      {(found) => (
        <>
          <p class="counts" role="status">{t("foundFor", q, count(found.total))}</p>
          {found.total === 0 ? <Nothing>{t("nothingFoundHint")}</Nothing> : <Table items={found.items} kind={kind} />}
          <Pager of={found} />
        </>
      )}
    </Answer>
  );
}

function Table({ items, kind }: { items: (Listed & { aliases?: string[]; pinyin?: string })[]; kind: Kind | undefined }) {
  const also = items.some((item) => (item.aliases ?? []).length > 0);
  const spelt = items.some((item) => item.pinyin !== undefined);
  return (
    <div class="table-frame">
      <table class="facts">
        <caption class="unseen">{t("things")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            {kind === undefined && <th scope="col" class="narrow">{t("type")}</th>}
            {spelt && <th scope="col" class="narrow">{t("pinyin")}</th>}
            {also && <th scope="col">{t("aliases")}</th>}
            <th scope="col" class="narrow">{t("above")}</th>
            <th scope="col" class="narrow number">{t("degree")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td class="main" data-head={t("name")}><EntityLink of={item} /></td>
              {kind === undefined && <td class="narrow" data-head={t("type")}><KindTag kind={item.type} /></td>}
              {spelt && <td class="narrow dim" data-head={t("pinyin")}>{item.pinyin}</td>}
              {also && <td data-head={t("aliases")} lang="zh-CN">{(item.aliases ?? []).filter((alias) => alias !== item.label).join("、")}</td>}
              <td class="narrow" data-head={t("above")} lang="zh-CN">{item.anchor}</td>
              <td class="narrow number" data-head={t("degree")}>{item.degree}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
