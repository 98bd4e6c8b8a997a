// Reasons of doubts as the program words them (English) → Chinese. What is not listed stays in English.

const PLACES: [RegExp, string][] = [
  [/^both are called (.+) in one city$/, "同一城市，都叫$1"],
  [/^both are called (.+)$/, "都叫$1"],
  [/^both hold a post in (.+)$/, "都在$1任职"],
  [/^said to have been (.+)$/, "有文章说曾任$1"],
  [/^both appear with (.+)$/, "都与$1同时出现"],
  [/^both with (.+)$/, "都与$1有关"],
  [/^both act as leaders do, in one paper$/, "在同一报纸上都以领导身份活动"],
  [/^acts as a leader does where one leader has the name$/, "以领导身份活动，当地只有一位领导叫这个名字"],
  [/^one name in one city, no post told$/, "同一城市同名，没有写明职务"],
  [/^one name in one paper, different posts$/, "同一报纸同名，职务不同"],
  [/^leaders in one province, and no article says that one became the other$/, "同省的领导，没有文章说明是同一人转任"],
  [/^an article uses both names$/, "一篇文章里两个名称都用"],
  [/^two registered names that differ in place or form alone$/, "两个注册名称，只有地名或组织形式不同"],
  [/^an article says that it is called (.+)$/, "有文章说它叫$1"],
  [/^no other company of the name, told in the same paper: (.+)$/, "同一报纸上没有别的公司叫这个名字：$1"],
  [/^an article of the same paper calls it (.+)$/, "同一报纸的文章称它为$1"],
  [/^(.+) can be its short form$/, "$1可能是它的简称"],
  [/^like names in one city$/, "同一城市，名称相近"],
  [/^like names, and (.+) takes part in both$/, "名称相近，$1都参与"],
  [/^one place, (.+) yuan, and (.+) takes part in both$/, "同一地点，$1元，$2都参与"],
  [/^like names, one place, (.+) yuan$/, "名称相近，同一地点，$1元"],
  [/^(.+), on the same day$/, "$1，同一天"],
  [/^(.+), told on the same day$/, "$1，同一天报道"],
  [/^(.+), told within days of it$/, "$1，前后数日内报道"],
  [/^(.+), told within days$/, "$1，数日内报道"],
  [/^judged by (.+) on (\d{4}-\d{2}-\d{2}): (.+)$/, "$1于$2判断：$3"],
];

/** A reason in the language of the interface, and the language that it is in. */
export function reason(text: string, english: boolean): { text: string; lang: "zh-CN" | "en" } {
  const found = english ? undefined : PLACES.find(([pattern]) => pattern.test(text));
  return found === undefined ? { text, lang: "en" } : { text: text.replace(found[0], found[1]), lang: "zh-CN" };
}
