// The head of a thing's page: names, place, how much is known, and where to go from here.
import type { Entity } from "../api";
import { count } from "../format";
import { t } from "../i18n";
import { Link } from "../router";
import { kindsName, levelName } from "../vocabulary";
import { EntityLink, KindTag } from "./Entities";
import { Heading, WordsSwitch } from "./Layout";
import { Names, type Pair } from "./Names";

function pairs(of: Entity): (Pair | undefined)[] {
  const aliases = of.aliases.filter((alias) => alias !== of.label);
  return [
    aliases.length === 0 ? undefined : [t("aliases"), <span lang="zh-CN">{aliases.join("、")}</span>],
    [t("pinyin"), of.pinyin],
    of.level === null ? undefined : [t("level"), levelName(of.level)],
    of.code === null ? undefined : [t("code"), of.code],
    of.first === null ? undefined : [t("seen"), of.first === of.last ? of.first : t("seenSpan", of.first, of.last ?? "")],
  ];
}

/** From the country down to the place. */
function Above({ of }: { of: Entity }) {
  if (of.above.length === 0) return null;
  return (
    <nav class="above" aria-label={t("above")}>
      <ol>
        {of.above.toReversed().map((unit) => (
          <li key={unit.code} lang="zh-CN">{unit.entity === null ? unit.name : <EntityLink of={unit.entity} sign={false} />}</li>
        ))}
        <li lang="zh-CN" aria-current="page">{of.label}</li>
      </ol>
    </nav>
  );
}

export function Profile({ of }: { of: Entity }) {
  const counts = [t("factsCount", count(of.facts)), t("articlesCount", count(of.articles)), t("connections", count(of.degree))];
  return (
    <div class="profile">
      <Above of={of} />
      <Heading title={of.label}><KindTag kind={of.type} /> <span lang="zh-CN">{of.label}</span>{of.anchor !== undefined && <small lang="zh-CN">{of.anchor}</small>}</Heading>
      <Names pairs={pairs(of)} />
      <p class="counts">{counts.join(" · ")}</p>
      <p class="actions">
        <Link class="button" to={`/graph?node=${encodeURIComponent(of.id)}`}>{t("showGraph")}</Link>
        <Link class="button" to={`/path?a=${encodeURIComponent(of.id)}`}>{t("findPath")}</Link>
        <Link class="button" to={`/browse/${of.type.toLowerCase()}`}>{`${t("allOf")}${kindsName(of.type).toLowerCase()}`}</Link>
        <a class="button" href={`/api/entities/${encodeURIComponent(of.id)}`}>JSON</a>
        <WordsSwitch />
      </p>
    </div>
  );
}

