//! Questions of a reader of the reference page, as SPARQL and as named questions, with their answers.

use guanmo::model::Document;
use guanmo::pipeline::Pipeline;
use guanmo::rdf::{QueryLimits, QueryOutput, Store, StoredArticle, named_query, show};
use std::sync::LazyLock;

const PAGE: &str = include_str!("../../data/articles/sjz-20230517.txt");

static STORE: LazyLock<Store> = LazyLock::new(|| {
    let pipeline = Pipeline::load().expect("the shipped rules load");
    let articles = pipeline.run(&Document::new("sjz-20230517", PAGE));
    let stored: Vec<StoredArticle> = articles.into_iter().map(|article| StoredArticle { article, text: PAGE.into() }).collect();
    let store = Store::in_memory(None).expect("a store in memory");
    store.add(&stored).expect("articles are added");
    store
});

fn rows(output: QueryOutput) -> Vec<Vec<String>> {
    match output {
        QueryOutput::Rows { rows, .. } => {
            rows.iter().map(|r| r.iter().map(|t| t.as_ref().map(show).unwrap_or_default()).collect()).collect()
        }
        QueryOutput::Truth(truth) => vec![vec![truth.to_string()]],
        QueryOutput::Triples(triples) => triples.iter().map(|t| vec![t.to_string()]).collect(),
    }
}

fn ask(query: &str) -> Vec<Vec<String>> {
    rows(STORE.query(query, QueryLimits::default()).unwrap_or_else(|e| panic!("{query}\n{e}")))
}

fn named(name: &str, parameters: &[(&str, &str)]) -> Vec<Vec<String>> {
    let query = named_query(name).expect("a shipped question");
    let pairs: Vec<(String, String)> = parameters.iter().map(|(k, v)| ((*k).to_string(), (*v).to_string())).collect();
    let values = query.bind(&pairs).expect("its parameters");
    rows(STORE.query_with(query.sparql, &values, QueryLimits::default()).unwrap_or_else(|e| panic!("{name}: {e}")))
}

fn first(rows: &[Vec<String>]) -> Vec<&str> {
    rows.iter().map(|r| r[0].as_str()).collect()
}

#[test]
fn counts_and_lists() {
    assert_eq!(ask("SELECT (COUNT(?a) AS ?n) { GRAPH gm:meta { ?a a gm:Article } }"), [["2"]]);
    assert_eq!(ask("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?t gm:visited ?s . ?s a gm:Place . ?t a gm:Event }"), [["11"]]);
    let stops = named("stops", &[("visitor", "2023年二季度项目观摩活动")]);
    assert_eq!(stops.len(), 11);
    assert_eq!(stops[1][0], "鹿泉区", "in the order of the text");
    assert_eq!(stops[10][0], "裕华区");
    assert_eq!(first(&named("who-holds", &[("post", "市委书记")])), ["张超超"]);
    let posts = named("posts-of", &[("person", "马宇骏")]);
    assert_eq!(first(&posts), ["市委副书记", "市长"]);
    assert_eq!(posts[0][1], "市委");
}

#[test]
fn rankings() {
    let table = named("ranking", &[("assessment", "一季度经济发展绩效专项考核")]);
    let rank = |name: &str| table.iter().filter(|r| r[0] == name).map(|r| (r[1].as_str(), r[2].as_str())).collect::<Vec<_>>();
    assert!(rank("灵寿县").contains(&("1", "")));
    assert_eq!(rank("赞皇县"), [("", "3")]);
    assert_eq!(rank("新华区"), [("-1", "")]);
    let own = named("rankings-of", &[("member", "新华区")]);
    assert_eq!(own.len(), 2, "last in two lists: {own:?}");
    assert_eq!(ask("ASK { ?f rdf:predicate gm:ranked ; rdf:subject/rdfs:label \"正定县\"@zh }"), [["false"]]);
}

#[test]
fn people() {
    let met = named("met-with", &[("person", "张超超")]);
    assert!(met.iter().any(|r| r[0] == "马宇骏" && r[1] == "2"), "{met:?}");
    assert!(first(&named("attendees", &[("event", "2023年二季度项目观摩活动")])).contains(&"张业"));
    assert_eq!(named("sayings", &[("person", "张超超")]).len(), 5);
    assert_eq!(named("sayings", &[("person", "李雪荣")]).len(), 0);
    assert!(ask("SELECT ?n { ?p a gm:Official ; rdfs:label ?n }").iter().any(|r| r[0] == "刘军志"));
    assert_eq!(ask("SELECT ?p { ?m a org:Membership ; org:member/rdfs:label \"李雪荣\"@zh ; gm:post ?p }"), [["市人大常委会主任"]]);
}

#[test]
fn projects_and_money() {
    assert_eq!(named("largest-projects", &[])[0][..2], ["数字技术产业园项目".to_string(), "1453000000".to_string()]);
    assert_eq!(ask("SELECT (SUM(?y) AS ?s) { ?f rdf:predicate gm:investment ; gm:currency \"CNY\" ; rdf:object ?y }"), [["1453000000"]]);
    let placed = named("projects-in", &[("place", "河北鹿泉经济开发区")]);
    assert_eq!(first(&placed), ["数字技术产业园项目"]);
    assert_eq!(named("to-be-completed", &[("by", "2023-12-31")]).len(), 1);
    assert_eq!(named("to-be-completed", &[("by", "2023-06-30")]).len(), 0);
    let events = named("events-between", &[("from", "2023-05-16"), ("to", "2023-05-16")]);
    assert!(first(&events).iter().all(|e| e.contains("集中开工")) && events.len() == 1, "{events:?}");
    assert_eq!(ask("SELECT ?s { ?p rdfs:label ?n ; gm:stage ?s FILTER(CONTAINS(?n, \"凯悦酒店\")) }"), [["gm:stage-foundation"]]);
}

#[test]
fn evidence_and_absence() {
    let evidence = named("evidence", &[("name", "新华区")]);
    assert!(evidence.iter().any(|r| r[2].contains("最后一位") && r[3] == "ranked.in-order-of"), "{evidence:?}");
    assert_eq!(named("articles-about", &[("name", "数字技术产业园项目")]).len(), 1);
    assert!(named("appointments", &[]).is_empty() && named("removals", &[]).is_empty() && named("agreements", &[]).is_empty());
    assert_eq!(ask("SELECT ?x { ?x rdfs:label \"没有这个名字\"@zh }").len(), 0);
    let injected = named("met-with", &[("person", "x\"@zh } } # ")]);
    assert!(injected.is_empty());
    let facts = named("facts-by-relation", &[]);
    assert!(facts.iter().any(|r| r[0] == "gm:visited"));
    assert!(!named("entities-by-type", &[]).is_empty() && !named("investment-by-place", &[]).is_empty());
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    let pipeline = Pipeline::load().expect("the shipped rules load");
    let stored: Vec<StoredArticle> = pipeline
        .run(&Document::new("sjz-20230517", PAGE))
        .into_iter()
        .map(|article| StoredArticle { article, text: PAGE.into() })
        .collect();
    let bytes = |articles: &[StoredArticle]| {
        let store = Store::in_memory(None).expect("a store in memory");
        for article in articles {
            store.add(std::slice::from_ref(article)).expect("added");
        }
        let mut out = Vec::new();
        store.export(guanmo::rdf::GraphFormat::NQuads, &mut out).expect("exported");
        out
    };
    let reversed: Vec<StoredArticle> = stored.iter().rev().cloned().collect();
    assert_eq!(bytes(&stored), bytes(&reversed));
    let store = Store::in_memory(None).expect("a store in memory");
    store.add(&stored).expect("added");
    assert!(store.remove("sjz-20230517#2").expect("removed"));
    let mut without = Vec::new();
    store.export(guanmo::rdf::GraphFormat::NQuads, &mut without).expect("exported");
    assert_eq!(without, bytes(&stored[..1]), "removing is as if never added");
}
