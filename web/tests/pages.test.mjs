// Every page in both languages, on a screen and on a phone, light and dark: content, errors, outside requests, accessibility.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { articleOf, at, base, browser, fits, idOf, open, shot, violations, visit } from "./support.mjs";

const MEETING = "全市重点项目建设推进会召开";
const things = {
  person: ["高远山", "Person"], place: ["新华区", "Place"], city: ["石家庄市", "Place"], project: ["云帆轴承生产基地项目", "Project"],
  company: ["云帆光电有限公司", "Company"], organization: ["市委", "Organization"], event: ["2024年春季项目观摩活动", "Event"], assessment: ["季度综合考核", "Assessment"],
};
/** name → [address, words that the page must show, words it must show in English]. */
const pages = {
  home: ["/", "最新文章", "Newest articles"],
  browse: ["/browse", "新华区", "新华区"],
  persons: ["/browse/person", "高远山", "高远山"],
  search: ["/browse?q=yunfan", "云帆光电有限公司", "云帆光电有限公司"],
  nothing: ["/browse?q=zzzz", "可试姓名的一部分", "Try a part of the name"],
  articles: ["/browse/articles", MEETING, MEETING],
  questions: ["/questions", "谁参加了某项活动", "Who attended an event"],
  question: [`/questions/rankings-of?member=${encodeURIComponent("新华区")}`, "季度综合考核", "季度综合考核"],
  sparql: [`/sparql?query=${encodeURIComponent("SELECT ?name { ?p a gm:Person ; rdfs:label ?name }")}`, "田一禾", "田一禾"],
  why: [`/why?text=${encodeURIComponent("市委书记高远山主持会议。")}&relation=visited`, "最接近的规则", "The nearest rules"],
  review: ["/review", "同一报纸同名，职务不同", "one name in one paper, different posts"],
  lost: ["/nowhere", "没有这个页面", "There is no such page"],
};

let chrome;
before(async () => {
  chrome = await browser();
  for (const [name, [label, type]] of Object.entries(things)) pages[name] = [at(await idOf(label, type)), label, label];
  pages.person.push("任职");
  const meeting = await articleOf(MEETING);
  pages.article = [`/id/article/${meeting}`, "本文的事实", "Facts of this article"];
  const facts = (await (await fetch(`${base}/api/articles/${meeting}`)).json()).facts;
  pages.chosen = [`/id/article/${meeting}?fact=${encodeURIComponent(facts[0].id)}`, "全部原文", "All passages"];
  pages.fact = [at(facts[0].id), "原文字句", "The words that say it"];
  const [person, project, event] = [await idOf(...things.person), await idOf(...things.project), await idOf(...things.event)].map(encodeURIComponent);
  pages.path = [`/path?a=${person}&b=${project}`, "路径 1", "Path 1"];
  pages.graph = [`/graph?node=${event}&chosen=${event}`, "展开全部", "Expand all"];
  pages.begin = ["/graph", "先选一个实体", "Choose a thing"];
});
after(() => chrome.close());

const names = [...Object.keys(pages), ...Object.keys(things), "article", "chosen", "fact", "path", "graph", "begin"];

for (const language of ["zh", "en"]) {
  describe(`pages in ${language}`, () => {
    for (const name of names) {
      it(name, async () => {
        const [address, zh, en] = pages[name];
        const { page, wrong, close } = await open(chrome, { language });
        await visit(page, address);
        await page.getByText(language === "zh" ? zh : en).first().waitFor();
        if (name === "graph") await page.waitForTimeout(500);
        await shot(page, `${name}-${language}`);
        assert.equal(await page.locator("html").getAttribute("lang"), language === "zh" ? "zh-CN" : "en");
        assert.equal(await page.locator("h1").count(), 1, "one main heading");
        assert.notEqual(await page.title(), "", "a title");
        await fits(page);
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(wrong, []);
        await close();
      });
    }
  });
}

describe("pages on a phone", () => {
  for (const name of names) {
    it(name, async () => {
      const { page, wrong, close } = await open(chrome, { width: 390, hasTouch: true, isMobile: true });
      await visit(page, pages[name][0]);
      await page.getByText(pages[name][1]).first().waitFor();
      await shot(page, `${name}-phone`);
      await fits(page);
      assert.deepEqual(wrong, []);
      await close();
    });
  }
});

describe("pages in the dark", () => {
  for (const name of ["home", "person", "article", "chosen", "graph", "sparql", "why"]) {
    it(name, async () => {
      const { page, wrong, close } = await open(chrome, { scheme: "dark" });
      await visit(page, pages[name][0]);
      if (name === "graph") await page.waitForTimeout(500);
      await shot(page, `${name}-dark`);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(wrong, []);
      await close();
    });
  }
});

it("Chinese is drawn with a font that has it", async () => {
  const { page, close } = await open(chrome);
  await visit(page, pages.person[0]);
  // A font without the characters draws the same empty box for all of them.
  const different = await page.evaluate(() => {
    const draw = (text) => {
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      context.font = `40px ${getComputedStyle(document.body).fontFamily}`;
      context.fillText(text, 10, 60);
      return canvas.toDataURL();
    };
    return draw("高") !== draw("远") && draw("远") !== draw("山");
  });
  assert.ok(different);
  await close();
});
