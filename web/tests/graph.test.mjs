// The graph view: something is drawn, counts come before expansion, filters, paths, export.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, it } from "node:test";
import { browser, idOf, json, open, settled, shot, visit } from "./support.mjs";

let chrome;
let event;
before(async () => {
  chrome = await browser();
  event = await idOf("2024年春季项目观摩活动", "Event");
});
after(() => chrome.close());

async function within(test, options = {}) {
  const { page, wrong, close } = await open(chrome, options);
  await test(page);
  assert.deepEqual(wrong, []);
  await close();
}

const counted = async (page) => (await page.locator("p.counts").innerText()).match(/\d+/g).map(Number);
const view = (query = "") => `/graph?node=${encodeURIComponent(event)}${query}`;

async function saved(page, button) {
  const wait = page.waitForEvent("download");
  await button.click();
  const file = await wait;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

it("the drawing holds what the server says, and the picture is not empty", () => within(async (page) => {
  await visit(page, view());
  const part = await json(`/api/graph?node=${encodeURIComponent(event)}&hops=1&most=200`);
  assert.deepEqual(await counted(page), [part.nodes.length, part.edges.length]);
  await page.waitForTimeout(600);
  const { name, bytes } = await saved(page, page.getByRole("button", { name: "PNG" }));
  assert.equal(name, "guanmo.png");
  const colours = await page.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width, picture.height];
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, picture.width, picture.height);
    const seen = new Map();
    for (let i = 0; i < pixels.length; i += 4) {
      const colour = pixels.slice(i, i + 3).join(" ");
      seen.set(colour, (seen.get(colour) ?? 0) + 1);
    }
    return [...seen.values()].filter((pixels) => pixels > 100).length;
  }, bytes.toString("base64"));
  assert.ok(colours >= 4, `background, text, lines and things of several types: ${colours} colours`);
}));

it("SVG and DOT hold every name of the view", () => within(async (page) => {
  await visit(page, view());
  const part = await json(`/api/graph?node=${encodeURIComponent(event)}&hops=1&most=200`);
  const svg = (await saved(page, page.getByRole("button", { name: "SVG" }))).bytes.toString();
  assert.match(svg, /^<svg xmlns/);
  const dot = (await saved(page, page.getByRole("link", { name: "DOT" }))).bytes.toString();
  assert.match(dot, /graph/);
  for (const node of part.nodes) {
    assert.ok(svg.includes(node.label), `${node.label} in the SVG`);
    assert.ok(dot.includes(node.label), `${node.label} in the DOT`);
  }
}));

it("a chosen thing shows counts, then expands by one type", () => within(async (page) => {
  await visit(page, view("&hops=0"));
  assert.deepEqual(await counted(page), [1, 0]);
  await page.locator(".as-list button", { hasText: "2024年春季项目观摩活动" }).click();
  await settled(page);
  const near = await json(`/api/entities/${encodeURIComponent(event)}/neighbors?limit=1`);
  await page.getByRole("button", { name: `展开全部（${near.total}）` }).waitFor();
  await page.locator(".expand").getByRole("button", { name: `人物 ${near.counts.types.Person}` }).click();
  await settled(page);
  await page.waitForFunction((n) => document.querySelector("p.counts").innerText.startsWith(String(n)), 1 + near.counts.types.Person);
  assert.match(page.url(), /open=/);
  await page.reload();
  await settled(page);
  assert.equal((await counted(page))[0], 1 + near.counts.types.Person, "a shared address shows the same view");
  await page.waitForTimeout(400);
  await shot(page, "graph-expanded");
}));

it("a thing is chosen by clicking it in the drawing", () => within(async (page) => {
  await visit(page, view("&hops=0"));
  await page.waitForTimeout(600);
  const box = await page.locator(".canvas").boundingBox();
  // A single thing stands in the middle together with its name: somewhat above it.
  const panel = page.locator(".panel h2", { hasText: "2024年春季项目观摩活动" });
  for (let up = 0; up <= 72 && !(await panel.isVisible()); up += 6) {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2 - up);
    // Two clicks at once would be a double click, which zooms.
    await page.waitForTimeout(500);
  }
  await panel.waitFor();
  assert.match(page.url(), /chosen=event/);
}));

it("filters narrow the view and stand in the address", () => within(async (page) => {
  await visit(page, view());
  const whole = (await counted(page))[0];
  await page.getByText("筛选").click();
  await page.getByRole("group", { name: "类型" }).getByLabel("人物").check();
  await settled(page);
  assert.match(page.url(), /type=Person/);
  await page.waitForFunction((n) => Number(document.querySelector("p.counts").innerText.match(/\d+/)[0]) < n, whole);
  await page.getByLabel("从", { exact: true }).fill("2030");
  await page.keyboard.press("Tab");
  await settled(page);
  assert.match(page.url(), /from=2030/);
  await shot(page, "graph-filtered");
}));

it("the shortest path between two picks is drawn and leads to its sentences", () => within(async (page) => {
  const [a, b] = [await idOf("高远山", "Person"), await idOf("云帆轴承生产基地项目", "Project")];
  await visit(page, `/graph?node=${encodeURIComponent(a)}&hops=0`);
  await page.locator(".as-list button", { hasText: "高远山" }).click();
  await page.getByRole("button", { name: "设为起点" }).click();
  await page.getByRole("combobox", { name: "添加实体" }).fill("云帆轴承生产");
  await page.getByRole("option", { name: /云帆轴承生产基地项目/ }).click();
  await settled(page);
  await page.locator(".as-list summary").click();
  await page.locator(".as-list button", { hasText: "云帆轴承生产基地项目" }).first().click();
  await page.getByRole("button", { name: "设为终点" }).click();
  await settled(page);
  const paths = await json(`/api/path?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`);
  await page.getByRole("link", { name: new RegExp(`最短 ${paths.length} 步`) }).waitFor();
  await page.waitForTimeout(400);
  await shot(page, "graph-path");
  await page.getByRole("link", { name: new RegExp(`最短 ${paths.length} 步`) }).click();
  await settled(page);
  assert.equal(await page.locator(".steps").first().locator("> li").count(), paths.length);
  assert.ok(await page.locator(".steps blockquote mark").count() >= paths.length, "each step has its words");
}));

it("a line shows the facts between its ends", () => within(async (page) => {
  await visit(page, view());
  await page.locator(".as-list .edges button").first().click();
  await settled(page);
  await page.locator(".panel blockquote mark").first().waitFor();
  assert.match(page.url(), /edge=/);
}));

it("without WebGL the server's drawing is shown", async () => {
  const { page, close } = await open(chrome);
  await page.addInitScript(() => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return kind.startsWith("webgl") ? null : get.call(this, kind, ...more); };
  });
  await visit(page, view());
  const drawing = page.locator("img.drawing");
  await drawing.waitFor();
  assert.ok(await drawing.evaluate((image) => image.decode().then(() => image.naturalWidth > 100)));
  await close();
});
