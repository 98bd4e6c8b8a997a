// Addresses → pages.
import { render } from "preact";
import { Suspense, lazy } from "preact/compat";
import { t } from "./i18n";
import { ArticlePage } from "./pages/Article";
import { ArticlesPage } from "./pages/Articles";
import { BrowsePage } from "./pages/Browse";
import { EntityPage } from "./pages/Entity";
import { FactPage } from "./pages/Fact";
import { HomePage } from "./pages/Home";
import { PathPage } from "./pages/Path";
import { QuestionPage, QuestionsPage } from "./pages/Questions";
import { ReviewPage } from "./pages/Review";
import { SparqlPage } from "./pages/Sparql";
import { WhyPage } from "./pages/Why";
import { Heading, Layout } from "./parts/Layout";
import { Waiting } from "./parts/States";
import { Link, place } from "./router";
import "./style/base.css";
import "./style/parts.css";
import "./style/pages.css";

const GraphPage = lazy(() => import("./pages/Graph").then((module) => ({ default: module.GraphPage })));

function NotFound() {
  return <><Heading title={t("notFound")} /><p><Link to="/">{t("home")}</Link></p></>;
}

/** A part of an address; what is not UTF-8 stays as it is. */
function decoded(part: string): string {
  try { return decodeURIComponent(part); } catch { return part; }
}

function Page() {
  const [first = "", second = "", third = ""] = place.value.path.split("/").filter((part) => part !== "").map(decoded);
  switch (first) {
    case "": return <HomePage />;
    case "browse": return second === "articles" ? <ArticlesPage /> : <BrowsePage type={second} />;
    case "id":
      if (second === "article") return <ArticlePage id={third} />;
      if (second === "") return <NotFound />;
      return second.startsWith("fact-") ? <FactPage id={second} /> : <EntityPage id={second} />;
    case "graph": return <Suspense fallback={<Waiting />}><GraphPage /></Suspense>;
    case "path": return <PathPage />;
    case "questions": return second === "" ? <QuestionsPage /> : <QuestionPage name={second} />;
    case "review": return <ReviewPage />;
    case "sparql": return <SparqlPage />;
    case "why": return <WhyPage />;
    default: return <NotFound />;
  }
}

const root = document.getElementById("app");
if (root !== null) render(<Layout><Page /></Layout>, root);
