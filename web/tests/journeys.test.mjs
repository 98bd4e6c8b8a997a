// What users do: find, follow, read the sentence, draw, take the query away; with the mouse and with the keyboard.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, it } from "node:test";
import { articleOf, at, browser, idOf, open, settled, shot, visit } from "./support.mjs";

let chrome;
before(async () => { chrome = await browser(); });
after(() => chrome.close());

/** Opens a page, runs a test with it, and wants a clean console. */
async function within(options, test) {
  const { page, wrong, close } = await open(chrome, options);
  await test(page);
  assert.deepEqual(wrong, []);
  await close();
}

const heading = (page) => page.locator("h1").innerText();

it("a person is found by pinyin with the keyboard alone", () => within({}, async (page) => {
  await visit(page, "/");
  const field = page.getByRole("combobox", { name: "搜索" }).first();
  await field.focus();
  await page.keyboard.type("gaoy");
  await page.getByRole("option", { name: /高远山/ }).waitFor();
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const active = await field.getAttribute("aria-activedescendant");
  assert.match(await page.locator(`[id="${active}"]`).innerText(), /高远山/);
  await shot(page, "completion");
  await page.keyboard.press("Escape");
  await page.locator('#find[aria-expanded="false"]').waitFor();
  assert.equal(await field.inputValue(), "gaoy", "what was typed stays");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await settled(page);
  assert.match(await heading(page), /高远山/);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1", "the heading has the focus");
}));

it("Enter without a choice lists what was found", () => within({}, async (page) => {
  await visit(page, "/");
  await page.getByRole("combobox").first().fill("项目");
  await page.keyboard.press("Enter");
  await settled(page);
  assert.match(page.url(), /\/browse\?q=/);
  await page.getByRole("link", { name: "云帆轴承生产基地项目" }).waitFor();
}));

it("from a person over an event and a district to a project, its sentence and its article", () => within({}, async (page) => {
  await visit(page, at(await idOf("高远山", "Person")));
  await page.getByRole("main").getByRole("link", { name: "2024年春季项目观摩活动" }).first().click();
  await settled(page);
  await page.getByRole("link", { name: "栾城区" }).first().click();
  await settled(page);
  await page.getByRole("link", { name: "云帆轴承生产基地项目" }).first().click();
  await settled(page);
  const money = page.locator("#money tr", { hasText: "12.8亿元" });
  assert.equal(await money.locator("data").getAttribute("title"), "1,280,000,000 CNY");
  await money.getByRole("button", { name: /原文/ }).click();
  const words = page.locator("#money blockquote mark");
  assert.match(await words.innerText(), /总投资12\.8亿元/);
  assert.match(await page.locator("#money figcaption").innerText(), /石家庄日报[\s\S]*2024-04-13[\s\S]*规则[\s\S]*置信度/);
  await page.locator("#money figcaption").getByRole("link", { name: "我市举行2024年春季项目观摩活动" }).click();
  await settled(page);
  assert.match(page.url(), /\/id\/article\/[^?]+\?fact=/);
  const chosen = await page.locator(".text .chosen").allInnerTexts();
  assert.match(chosen.join(""), /总投资12\.8亿元/);
  await page.goBack();
  await settled(page);
  assert.match(await heading(page), /云帆轴承生产基地项目/);
}));

it("words lead to their facts and facts to their words", () => within({}, async (page) => {
  await visit(page, `/id/article/${await articleOf("全市重点项目建设推进会召开")}`);
  const word = page.locator(".run.said", { hasText: "田一禾" }).first();
  await word.focus();
  await page.keyboard.press("Enter");
  const here = page.locator(".here");
  await here.getByText("这几个字说的事实").waitFor();
  await here.getByRole("link", { name: "田一禾" }).first().waitFor();
  assert.match(page.url(), /[?&]at=\d+/);
  await here.locator(".fact-list button").first().click();
  await page.locator(".text .chosen").first().waitFor();
  assert.match(page.url(), /[?&]fact=fact-/);
  const address = page.url();
  await page.reload();
  await settled(page);
  assert.ok(await page.locator(".text .chosen").count() > 0, "a shared address shows the same");
  assert.equal(page.url(), address);
  await here.getByRole("link", { name: "这句话读出了什么？" }).click();
  await settled(page);
  await page.locator(".marked").first().waitFor();
  assert.ok(await page.locator(".sentence tbody tr").count() > 0, "why shows the facts of the sentence");
}));

it("arrows go from mark to mark, and Tab leaves the text", () => within({}, async (page) => {
  await visit(page, `/id/article/${await articleOf("全市重点项目建设推进会召开")}`);
  assert.equal(await page.locator('.run[tabindex="0"]').count(), 1, "one stop for the whole text");
  await page.locator('.run[tabindex="0"]').focus();
  const focused = () => page.evaluate(() => Number(document.activeElement?.getAttribute("data-run")));
  const first = await focused();
  await page.keyboard.press("ArrowRight");
  assert.ok(await focused() > first);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(), first);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".text")), null);
}));

it("the text of an article is shown whole and unchanged", () => within({}, async (page) => {
  const id = await articleOf("全市重点项目建设推进会召开");
  await visit(page, `/id/article/${id}`);
  const given = await page.evaluate(async (path) => (await (await fetch(path)).json()).text, `/api/articles/${id}`);
  assert.equal(await page.locator(".text").evaluate((text) => text.textContent), given);
}));

it("why-not names the nearest rules", () => within({}, async (page) => {
  await visit(page, "/why");
  await page.getByLabel("文字").fill("高远山将参加会议。");
  await page.getByLabel(/期待的关系/).selectOption("attended");
  await page.getByRole("button", { name: "查看" }).click();
  await settled(page);
  assert.match(page.url(), /relation=attended/);
  assert.ok(await page.locator(".attempts li").count() > 0);
  await shot(page, "why-not");
}));

it("a named question is asked, linked and taken away as SPARQL", () => within({}, async (page) => {
  await visit(page, "/questions");
  await page.getByRole("link", { name: "谁参加了某项活动？" }).click();
  await settled(page);
  await page.getByRole("button", { name: /^例/ }).click();
  await settled(page);
  await page.getByRole("link", { name: "高远山" }).waitFor();
  const rows = await page.locator("tbody tr").count();
  await page.getByRole("link", { name: "在 SPARQL 编辑器中打开" }).click();
  await settled(page);
  await page.locator(".CodeMirror").waitFor();
  await page.locator("table tbody tr").first().waitFor();
  assert.equal(await page.locator("tbody tr").count(), rows, "the standalone query gives the same rows");
  assert.equal(await page.locator(".parseErrorIcon, .CodeMirror .parseErrorIcon").count(), 0, "the editor finds no error");
}));

it("the editor runs, completes and lets the keyboard out", () => within({}, async (page) => {
  await visit(page, "/sparql");
  await page.locator(".CodeMirror").waitFor();
  await page.getByLabel("示例").selectOption("entities-by-type");
  await page.locator(".CodeMirror").click();
  await page.keyboard.press("Control+Enter");
  await page.locator("tbody tr").first().waitFor();
  assert.match(page.url(), /\/sparql\?query=/);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载 CSV" }).click();
  assert.equal((await download).suggestedFilename(), "guanmo.csv");
  await page.locator(".CodeMirror").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("SELECT * { ?s gm:att");
  await page.keyboard.press("Control+Space");
  await page.locator(".CodeMirror-hints", { hasText: "gm:attended" }).waitFor();
  await shot(page, "editor-completion");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".CodeMirror") === null), true);
}));

it("an error in a query is told with its place", async () => {
  const { page, close } = await open(chrome);
  await visit(page, `/sparql?query=${encodeURIComponent("SELECT ?x WHERE { ?x gm:attended }")}`);
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").innerText(), /line|expected|col/i);
  await close();
});

it("the language is switched, remembered, and told to the browser", () => within({}, async (page) => {
  await visit(page, "/");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Newest articles").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.reload();
  await settled(page);
  await page.getByText("Newest articles").waitFor();
  assert.equal(await page.locator("h1").innerText(), "guanmo");
  await visit(page, at(await idOf("云帆轴承生产基地项目", "Project")));
  await page.getByText("CNY 1.28 billion").waitFor();
}));

it("dark and light can be chosen and are kept", () => within({}, async (page) => {
  await visit(page, "/");
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await colour();
  await page.getByLabel("外观").selectOption("dark");
  assert.notEqual(await colour(), light);
  const dark = await colour();
  await page.reload();
  await settled(page);
  assert.equal(await colour(), dark);
}));

it("the whole of a long section, and paging, stand in the address", () => within({}, async (page) => {
  await visit(page, "/browse/place?offset=0");
  await visit(page, at(await idOf("2024年春季项目观摩活动", "Event")));
  await page.getByLabel("展开原文").check();
  await page.locator("blockquote").first().waitFor();
  assert.ok(await page.locator("blockquote").count() >= 4, "all sentences are shown");
}));

it("the menu opens on a phone", () => within({ width: 390, isMobile: true, hasTouch: true }, async (page) => {
  await visit(page, "/");
  const menu = page.getByRole("button", { name: "菜单" });
  assert.equal(await page.getByRole("link", { name: "图谱", exact: true }).isVisible(), false);
  await menu.tap();
  assert.equal(await menu.getAttribute("aria-expanded"), "true");
  await shot(page, "menu-phone");
  await page.getByRole("link", { name: "图谱", exact: true }).tap();
  await settled(page);
  assert.match(page.url(), /\/graph$/);
}));

it("an unknown id is told, with what is near", async () => {
  const { page, close } = await open(chrome);
  await visit(page, "/id/%E6%96%B0%E5%8D%8E");
  await page.locator("h1, [role=alert]").first().waitFor();
  await visit(page, "/id/person-nobody");
  await page.getByRole("alert").waitFor();
  await close();
});

it("a pair is decided with the keyboard: the command comes out as the words it was made of", () => within({}, async (page) => {
  await visit(page, "/review?type=Person");
  const pair = page.locator(".doubt").first();
  assert.equal(await pair.locator(".side").count(), 2);
  const [left, right] = await pair.locator(".side").all();
  const [one, other] = [await left.boundingBox(), await right.boundingBox()];
  assert.ok(one.y === other.y && one.x + one.width <= other.x, "the two stand side by side");
  assert.ok((await pair.locator("blockquote").allInnerTexts()).length >= 2, "both sides are quoted");
  await pair.getByLabel("还不能定").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await pair.getByText("先填依据和判断人。").waitFor();
  const why = "两人; $(touch x) `id` 'quoted' \\";
  await page.keyboard.type(why);
  await page.getByLabel("判断人", { exact: true }).fill("-o'Neill");
  const command = await pair.locator("pre").innerText();
  const words = execFileSync("sh", ["-c", `printf '%s\\n' ${command}`]).toString().trimEnd().split("\n");
  const keys = await pair.locator(".side code").allInnerTexts();
  assert.deepEqual(words.slice(0, 7), ["guanmo", "judge", ...keys, "--different", `--why=${why}`, "--by=-o'Neill"]);
  assert.match(words[7], /^--store=.*store$/);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await pair.getByLabel("依据").press("Enter");
  await pair.getByText("已复制").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), command);
  await shot(page, "review-decided");
}));

it("an office in another spelling gives the same rows in the SPARQL editor", () => within({}, async (page) => {
  await visit(page, `/questions/held-on?office=${encodeURIComponent("石家庄市市长")}&day=2024-05-06`);
  const rows = page.locator("main table.facts tbody tr");
  const before = await rows.count();
  assert.ok(before > 0);
  await page.getByRole("link", { name: "在 SPARQL 编辑器中打开" }).click();
  await settled(page);
  assert.match(new URL(page.url()).searchParams.get("query"), /"石家庄市长"@zh/);
  await page.locator("main table tbody tr").first().waitFor();
  assert.equal(await page.locator("main table tbody tr").count(), before);
}));
