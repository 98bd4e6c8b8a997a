// Parts of a long list; the offset stands in the address.
import type { List } from "../api";
import { count } from "../format";
import { t } from "../i18n";
import { Link, withQuery } from "../router";

export function Pager({ of, name = "offset" }: { of: List<unknown>; name?: string }) {
  if (of.total <= of.limit && of.offset === 0) return null;
  const last = Math.min(of.offset + of.items.length, of.total);
  const before = of.offset > 0 ? withQuery({ [name]: Math.max(0, of.offset - of.limit) || null }) : undefined;
  const after = last < of.total ? withQuery({ [name]: last }) : undefined;
  return (
    <nav class="pager" aria-label={t("pages")}>
      {before === undefined ? <span aria-hidden="true">‹ {t("previous")}</span> : <Link to={before}>‹ {t("previous")}</Link>}
      <span>{t("part", count(of.offset + 1), count(last), count(of.total))}</span>
      {after === undefined ? <span aria-hidden="true">{t("next")} ›</span> : <Link to={after}>{t("next")} ›</Link>}
    </nav>
  );
}
