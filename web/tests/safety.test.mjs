// Text of articles, queries and addresses is untrusted; nothing leaves this server.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, it } from "node:test";
import { base, browser, open, settled, visit } from "./support.mjs";

let chrome;
before(async () => { chrome = await browser(); });
after(() => chrome.close());

const HOSTILE = `<img src=x onerror="window.hit=1"><script>window.hit=1</script>`;

it("markup in addresses, texts and answers stays text", async () => {
  const { page, wrong, close } = await open(chrome);
  const addresses = [
    `/browse?q=${encodeURIComponent(HOSTILE)}`,
    `/why?text=${encodeURIComponent(`市委书记高远山主持会议。${HOSTILE}。`)}`,
    `/sparql?query=${encodeURIComponent(`SELECT ("${HOSTILE.replaceAll('"', '\\"')}" AS ?x) (<javascript:hit> AS ?y) {}`)}`,
    `/questions/rankings-of?member=${encodeURIComponent(HOSTILE)}`,
    `/id/${encodeURIComponent(HOSTILE)}`,
    `/graph?node=${encodeURIComponent(HOSTILE)}`,
  ];
  for (const address of addresses) {
    await visit(page, address);
    await page.waitForTimeout(150);
    assert.equal(await page.evaluate(() => window.hit), undefined, address);
    assert.equal(await page.locator('img[src="x"], main script').count(), 0, address);
    assert.equal(await page.locator('a[href^="javascript:"]').count(), 0, address);
  }
  // What the server does not know it refuses with 404; that is all that may be in the console.
  assert.deepEqual(wrong.filter((line) => !/status of 40[04]/.test(line)), []);
  await close();
});

it("the policy forbids inline scripts and everything from elsewhere", async () => {
  const response = await fetch(base, { headers: { accept: "text/html" } });
  const policy = response.headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self'(;|$)/);
  assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe-inline|https?:/);
  assert.doesNotMatch(await response.text(), /<script(?![^>]*\ssrc=)/);
});

it("a page that is fetched again keeps its policy", async () => {
  const first = await fetch(base, { headers: { accept: "text/html" } });
  const again = await fetch(base, { headers: { accept: "text/html", "if-none-match": first.headers.get("etag") } });
  // The headers of a 304 replace those that the browser has kept.
  const policy = again.headers.get("content-security-policy");
  assert.ok(policy === null || policy === first.headers.get("content-security-policy"), policy);
});

it("sources never write markup", () => {
  const files = readdirSync(new URL("../src", import.meta.url), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.length > 30);
  for (const entry of files) {
    const text = readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`, "utf8");
    assert.doesNotMatch(text, /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write|\beval\(/, entry.name);
    assert.ok(text.split("\n").length <= 350, `${entry.name} is longer than 350 lines`);
  }
});

it("every sentence of the interface is used", () => {
  const folder = new URL("../src/", import.meta.url);
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.tsx?$/.test(name) && name !== "sentences.ts");
  const sources = files.map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
  const keys = [...readFileSync(new URL("sentences.ts", folder), "utf8").matchAll(/^  (\w+): \[/gm)].map((match) => match[1]);
  assert.ok(keys.length > 100);
  assert.deepEqual(keys.filter((key) => !sources.includes(`"${key}"`)), []);
});

it("every view is answered to who reloads it", async () => {
  const { page, wrong, close } = await open(chrome);
  for (const address of ["/", "/browse/person", "/graph", "/path", "/sparql", "/questions/attendees", "/why"]) {
    const response = await page.goto(base + address);
    assert.equal(response.status(), 200, address);
    await settled(page);
    assert.equal(await page.locator("#app main").count(), 1, address);
  }
  assert.deepEqual(wrong, []);
  await close();
});
