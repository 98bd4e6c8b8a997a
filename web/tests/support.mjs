// A browser over a running `guanmo serve`; what every test wants to know of a page.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export const base = process.env.GUANMO;
if (base === undefined) throw new Error("GUANMO is the address of a running `guanmo serve`; scripts/web_tests.sh sets it");

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
const shots = process.env.SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

export async function browser() {
  // Software drawing, so that the graph is drawn on machines without a graphics card too.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"] });
}

/** A page that keeps what went wrong: console errors, exceptions, requests elsewhere. */
export async function open(chrome, { language = "zh", width = 1280, scheme = "light", ...more } = {}) {
  const context = await chrome.newContext({
    viewport: { width, height: width < 600 ? 800 : 900 }, locale: language === "zh" ? "zh-CN" : "en-GB", colorScheme: scheme, reducedMotion: "reduce", acceptDownloads: true, ...more,
  });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(`console: ${message.text()} ${message.location().url}`); });
  page.on("pageerror", (error) => wrong.push(`exception: ${error.stack}`));
  page.on("request", (request) => { if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) wrong.push(`outside: ${request.url()}`); });
  return { page, wrong, close: () => context.close() };
}

/** Goes to an address and waits until everything asked for has come. */
export async function visit(page, address) {
  const response = await page.goto(base + address);
  await settled(page);
  return response;
}

export async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector(".waiting, .answer.stale") === null);
}

/** Violations of WCAG 2.2 A and AA. Scripts of the test come by the debugger: the page's own policy stays in force. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const result = await window.axe.run(document, { runOnly: { type: "tag", values: tags } });
    return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} — ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`));
  });
  return found;
}

export async function shot(page, name) {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

/** Nothing sticks out to the right. */
export async function fits(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `the page is ${over} pixels wider than the window`);
}

export async function json(path) {
  const response = await fetch(base + path, { headers: { accept: "application/json" } });
  assert.equal(response.status, 200, path);
  return response.json();
}

/** The id of the one thing of a name and type. */
export async function idOf(label, type) {
  const found = await json(`/api/search?q=${encodeURIComponent(label)}&type=${type}`);
  const hit = found.items.find((item) => item.label === label);
  assert.ok(hit, `${type} ${label} is in the store`);
  return hit.id;
}

export async function articleOf(title) {
  const found = await json("/api/articles?limit=500");
  const hit = found.items.find((item) => item.title === title);
  assert.ok(hit, `the article ${title} is in the store`);
  return hit.id;
}

export const at = (id) => `/id/${encodeURIComponent(id)}`;
