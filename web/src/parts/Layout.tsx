// What is around every page: the way to the content, search, the main addresses, language and appearance.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { language, openWords, setLanguage, setOpenWords, setTheme, t, theme, type Theme } from "../i18n";
import { addressOf, go, Link, place, visits } from "../router";
import type { Key } from "../sentences";
import { Complete } from "./Complete";

const addresses: [string, Key][] = [
  ["/browse", "browse"], ["/graph", "graph"], ["/path", "path"], ["/questions", "questions"], ["/sparql", "sparql"], ["/why", "why"],
];

function Navigation({ close }: { close: () => void }) {
  const path = place.value.path;
  return (
    <ul onClick={close}>
      {addresses.map(([to, key]) => (
        <li key={to}><Link to={to} {...(path === to || path.startsWith(`${to}/`) ? { "aria-current": "page" as const } : {})}>{t(key)}</Link></li>
      ))}
    </ul>
  );
}

function Choices() {
  const themes: [Theme, Key][] = [["auto", "themeAuto"], ["light", "themeLight"], ["dark", "themeDark"]];
  return (
    <div class="choices">
      <button type="button" class="language" onClick={() => setLanguage(language.value === "en" ? "zh" : "en")} lang={language.value === "en" ? "zh-CN" : "en"}>
        {language.value === "en" ? "中文" : "English"}
      </button>
      <label>
        <span class="unseen">{t("theme")}</span>
        <select value={theme.value} onChange={(event) => setTheme(event.currentTarget.value as Theme)}>
          {themes.map(([value, key]) => <option key={value} value={value} selected={value === theme.value}>{t(key)}</option>)}
        </select>
      </label>
    </div>
  );
}

export function Layout({ children }: { children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <a class="skip" href="#content">{t("skip")}</a>
      <header class="top">
        <div class="bar">
          <Link to="/" class="brand"><img src="/icon.svg" alt="" width="24" height="24" /><span>{t("product")}</span></Link>
          <div class="find" role="search">
            <Complete id="find" label={t("search")} placeholder={t("searchHint")} clears
              choose={(chosen) => go(addressOf(chosen.id))} enter={(typed) => go(`/browse?q=${encodeURIComponent(typed)}`)} />
          </div>
          <button type="button" class="menu" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>{t("menu")}</button>
          <nav id="menu" aria-label={t("navigation")} class={open ? "open" : ""}><Navigation close={() => setOpen(false)} /><Choices /></nav>
        </div>
      </header>
      <main id="content" tabIndex={-1}>{children}</main>
      <footer class="foot">
        <p>{t("tagline")}</p>
        <p><a href="/api/">JSON API</a> · <Link to="/sparql">SPARQL</Link> · <Link to="/browse/articles">{t("articles")}</Link> · <Link to="/review">{t("review")}</Link></p>
      </footer>
    </>
  );
}

/** The heading of a page; it names the tab, and takes the focus when another page was chosen. */
export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const visit = visits.value;
  useEffect(() => { document.title = title === t("product") ? title : `${title} · ${t("product")}`; }, [title, language.value]);
  useEffect(() => { if (visit > 0) heading.current?.focus({ preventScroll: true }); }, [visit]);
  return <h1 tabIndex={-1} ref={heading}>{children ?? title}</h1>;
}

/** Shows or hides all sentences of a page. */
export function WordsSwitch() {
  return (
    <label class="switch"><input type="checkbox" checked={openWords.value} onChange={(event) => setOpenWords(event.currentTarget.checked)} /> {t("wordsAll")}</label>
  );
}
