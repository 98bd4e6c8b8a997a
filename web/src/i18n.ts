// The language of the interface, and its sentences. Names and words of articles are never translated.
import { computed, effect, signal } from "@preact/signals";
import { sentences, type Key } from "./sentences";

export type Language = "zh" | "en";

const KEPT = "guanmo.language";

function stored(name: string): string | null {
  // Storage is refused in some private windows.
  try { return localStorage.getItem(name); } catch { return null; }
}

function store(name: string, value: string): void {
  try { localStorage.setItem(name, value); } catch { /* the choice lasts as long as the page */ }
}

function first(): Language {
  const kept = stored(KEPT);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.languages.some((language) => language.toLowerCase().startsWith("zh")) ? "zh" : "en";
}

export const language = signal<Language>(first());
export const english = computed(() => language.value === "en");

export function setLanguage(next: Language): void {
  store(KEPT, next);
  language.value = next;
}

/** A sentence of the interface: `{0}` `{1}` replaced, of `fact|facts` the form that fits the number before it. */
export function t(key: Key, ...values: (string | number)[]): string {
  const [zh, en] = sentences[key];
  const text = language.value === "en" ? en : zh;
  const filled = text.replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)] ?? ""));
  return filled.replace(/(\S+) (\w+)\|(\w+)/g, (_, number: string, one: string, many: string) => `${number} ${number === "1" ? one : many}`);
}

/** Chinese or English of a pair. */
export function either(pair: { zh: string; en: string }): string {
  return language.value === "en" ? pair.en : pair.zh;
}

export type Theme = "auto" | "light" | "dark";
const THEME = "guanmo.theme";
const given = stored(THEME);
export const theme = signal<Theme>(given === "light" || given === "dark" ? given : "auto");

export function setTheme(next: Theme): void {
  store(THEME, next);
  theme.value = next;
}

const SPOKEN = "guanmo.words";
/** Whether every fact shows its whole sentence without being asked. */
export const openWords = signal(stored(SPOKEN) === "open");

export function setOpenWords(next: boolean): void {
  store(SPOKEN, next ? "open" : "closed");
  openWords.value = next;
}

effect(() => {
  document.documentElement.lang = language.value === "en" ? "en" : "zh-CN";
});
effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});
