//! The reference page against its gold: the figures that must not fall.

use guanmo::export::article_json;
use guanmo::model::Document;
use guanmo::pipeline::Pipeline;
use serde_json::Value;
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../data/articles/sjz-20230517.txt");
const GOLD: &str = include_str!("../../data/gold/sjz-20230517.json");

fn found() -> Vec<Value> {
    let pipeline = Pipeline::load().expect("the shipped rules load");
    pipeline.run(&Document::new("sjz-20230517", PAGE)).iter().map(article_json).collect()
}

#[test]
fn the_page_is_two_articles_with_their_own_words() {
    let gold: Value = serde_json::from_str(GOLD).expect("JSON");
    let found = found();
    assert_eq!(found.len(), 2);
    for (mine, theirs) in found.iter().zip(gold.as_array().expect("articles")) {
        for key in ["publisher", "date", "authors"] {
            assert_eq!(mine["article"][key], theirs["article"][key], "{key}");
        }
    }
}

#[test]
fn every_fact_quotes_the_page_exactly() {
    let chars: Vec<char> = PAGE.chars().collect();
    for article in found() {
        for fact in article["facts"].as_array().expect("facts") {
            let at = |k: &str| usize::try_from(fact["evidence"][k].as_u64().expect("an offset")).expect("fits");
            let quote: String = chars[at("start")..at("end")].iter().collect();
            assert_eq!(fact["evidence"]["text"], quote.as_str());
            assert!(!quote.is_empty() && !fact["rule"].as_str().unwrap_or("").is_empty());
        }
    }
}

#[test]
fn most_firm_entities_are_found() {
    let gold: Value = serde_json::from_str(GOLD).expect("JSON");
    let names = |e: &Value| -> BTreeSet<String> {
        let aliases = e["aliases"].as_array().cloned().unwrap_or_default();
        std::iter::once(e["name"].clone()).chain(aliases).filter_map(|n| n.as_str().map(|s| s.replace(' ', ""))).collect()
    };
    let (mut hit, mut all) = (0, 0);
    for (mine, theirs) in found().iter().zip(gold.as_array().expect("articles")) {
        let mine: Vec<(Value, BTreeSet<String>)> =
            mine["entities"].as_array().expect("entities").iter().map(|e| (e["type"].clone(), names(e))).collect();
        for entity in theirs["entities"].as_array().expect("entities").iter().filter(|e| e["optional"] != true) {
            all += 1;
            hit += usize::from(mine.iter().any(|(t, n)| *t == entity["type"] && !n.is_disjoint(&names(entity))));
        }
    }
    assert!(hit * 100 >= all * 90, "{hit} of {all} firm entities");
}
