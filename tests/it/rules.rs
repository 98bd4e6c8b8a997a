//! Every rule's own sentences: each example must give its facts, each counter-example must not fire the rule.

use guanmo::export::article_json;
use guanmo::model::{Document, Given};
use guanmo::pipeline::Pipeline;
use serde_json::Value;

fn facts(pipeline: &Pipeline, text: &str) -> Vec<Value> {
    let given =
        Given { title: Some("测试".into()), date: Some("2024-04-13".into()), publisher: Some("石家庄日报".into()), url: None };
    let document = Document { given, ..Document::new("rule", format!("测试\n\n　　{text}\n")) };
    let articles = pipeline.run(&document);
    articles.iter().flat_map(|a| article_json(a)["facts"].as_array().cloned().unwrap_or_default()).collect()
}

fn line(fact: &Value) -> String {
    let part = |key: &str| match &fact[key] {
        Value::String(s) => s.clone(),
        other => other.to_string(),
    };
    format!("{} {} {}", part("subject"), part("predicate"), part("object"))
}

#[test]
fn examples_give_their_facts() {
    let pipeline = Pipeline::load().expect("the shipped rules load");
    let mut wrong = Vec::new();
    for rule in &pipeline.resources().rules {
        for example in &rule.examples {
            let found: Vec<String> = facts(&pipeline, &example.text).iter().map(line).collect();
            for expected in &example.gives {
                let matches = |f: &String| {
                    f == expected
                        || f.starts_with(expected.as_str())
                        || f.contains(expected.split(' ').next_back().unwrap_or("")) && same_ends(f, expected)
                };
                if !found.iter().any(matches) {
                    wrong.push(format!("{}: {}\n    expected {expected}\n    found {found:?}", rule.name, example.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whether subject and relation agree and the objects contain each other.
fn same_ends(found: &str, expected: &str) -> bool {
    let head = |t: &str| t.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ");
    head(found) == head(expected)
}

#[test]
fn counter_examples_do_not_fire_their_rule() {
    let pipeline = Pipeline::load().expect("the shipped rules load");
    let mut wrong = Vec::new();
    for rule in &pipeline.resources().rules {
        for text in &rule.counter {
            for fact in facts(&pipeline, text).iter().filter(|f| f["rule"] == rule.name.as_str()) {
                wrong.push(format!("{}: {text}\n    gave {}", rule.name, line(fact)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} counter-examples fire:\n{}", wrong.len(), wrong.join("\n"));
}
