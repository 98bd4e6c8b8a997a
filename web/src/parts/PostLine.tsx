// Posts of a person over time: from the first to the last article that names each.
import type { Fact, Post } from "../api";
import { t } from "../i18n";
import type { Extra } from "./FactTable";

const day = (text: string): number => Date.parse(text.length === 4 ? `${text}-07-01` : text);

function Bar({ post, least, most }: { post: Post; least: number; most: number }) {
  if (post.first === null || post.last === null) return null;
  const at = (text: string) => ((day(text) - least) / (most - least)) * 100;
  const [from, to] = [at(post.first), at(post.last)];
  return (
    <svg class="span" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={t("seenSpan", post.first, post.last)}>
      <rect x="0" y="4" width="100" height="2" class="rail" />
      <rect x={Math.min(from, 97)} y="1" width={Math.max(3, to - from)} height="8" class={post.former ? "past" : "held"} />
    </svg>
  );
}

/** Columns that tell when the news shows a post; the line is drawn where there is more than one day. */
export function postColumns(posts: Post[]): Extra[] {
  const of = (fact: Fact) => posts.find((post) => post.fact === fact.id);
  const times = posts.flatMap((post) => [post.first, post.last]).filter((text) => text !== null).map(day);
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const columns: Extra[] = [
    { name: "first", heading: t("firstSeen"), cell: (fact) => of(fact)?.first },
    { name: "last", heading: t("lastSeen"), cell: (fact) => of(fact)?.last },
  ];
  const line = (fact: Fact) => {
    const post = of(fact);
    return post === undefined ? null : <Bar post={post} least={least} most={most} />;
  };
  return most > least ? [...columns, { name: "line", heading: t("postsOverTime"), cell: line }] : columns;
}
