//! One article → the JSON object of the fact contract: article, entities with mentions, facts with evidence.
//!
//! Ends of facts are written by name. When two entities of one article share a name and differ in kind, the
//! name is still written as it is: the predicate tells them apart.

use crate::model::{Article, ArticleMeta, Entity, Fact, Notice, Object, Qualifiers};
use serde_json::{Map, Value, json};

/// The article as one JSON object; `to_string` of it is one line of JSON Lines.
pub fn article_json(article: &Article) -> Value {
    let mut out = Map::new();
    out.insert("id".into(), json!(article.id));
    out.insert("source".into(), json!(article.source));
    out.insert("article".into(), meta_json(&article.meta));
    out.insert("entities".into(), article.entities.iter().map(entity_json).collect());
    out.insert("facts".into(), article.facts.iter().map(|fact| fact_json(article, fact)).collect());
    if !article.notices.is_empty() {
        out.insert("notices".into(), article.notices.iter().map(notice_json).collect());
    }
    Value::Object(out)
}

fn meta_json(meta: &ArticleMeta) -> Value {
    let mut out = Map::new();
    put(&mut out, "title", meta.title.as_deref());
    put(&mut out, "publisher", meta.publisher.as_deref());
    out.insert("authors".into(), json!(meta.authors));
    put(&mut out, "date", meta.date.map(|date| date.to_string()));
    put(&mut out, "url", meta.url.as_deref());
    put(&mut out, "home", meta.home.as_deref());
    Value::Object(out)
}

fn entity_json(entity: &Entity) -> Value {
    let mut out = Map::new();
    out.insert("type".into(), json!(entity.kind.name()));
    out.insert("name".into(), json!(entity.name));
    out.insert("aliases".into(), json!(entity.aliases));
    put(&mut out, "level", entity.level.map(|level| level.name()));
    put(&mut out, "code", entity.code.as_deref());
    put(&mut out, "anchor", entity.anchor.as_deref());
    out.insert("mentions".into(), json!(entity.mentions));
    Value::Object(out)
}

fn fact_json(article: &Article, fact: &Fact) -> Value {
    let mut out = json!({
        "subject": article.entity(fact.subject).name,
        "predicate": fact.predicate.name(),
        "object": object_text(article, &fact.object),
        "qualifiers": qualifiers_json(&fact.qualifiers),
        "evidence": {
            "start": fact.evidence.span.start,
            "end": fact.evidence.span.end,
            "text": fact.evidence.text,
        },
        "rule": fact.rule,
        "confidence": rounded(fact.confidence),
    });
    if article.is_inferred(fact) {
        out["inferred"] = json!(true);
    }
    out
}

/// An object as the contract writes it: an entity's name, or a value as text.
pub fn object_text(article: &Article, object: &Object) -> String {
    match object {
        Object::Entity(id) => article.entity(*id).name.clone(),
        Object::Text(text) => text.clone(),
        Object::Money(money) => money.to_string(),
        Object::Date(date) => date.to_string(),
        Object::Stage(stage) => stage.name().to_owned(),
    }
}

/// What narrows a fact, by the names of the contract. Only what was stated: absent keys were not.
pub fn qualifiers_json(qualifiers: &Qualifiers) -> Value {
    let mut out = Map::new();
    put(&mut out, "organization", qualifiers.organization.as_deref());
    put(&mut out, "former", qualifiers.former.then_some(true));
    put(&mut out, "role", qualifiers.role.as_deref());
    put(&mut out, "rank", qualifiers.rank);
    put(&mut out, "rankMax", qualifiers.rank_max);
    put(&mut out, "score", qualifiers.score.as_deref().map(score_value));
    put(&mut out, "scope", qualifiers.scope.as_deref());
    put(&mut out, "verb", qualifiers.verb.as_deref());
    put(&mut out, "date", qualifiers.date.map(|date| date.to_string()));
    put(&mut out, "measure", qualifiers.measure.as_deref());
    put(&mut out, "project", qualifiers.project.as_deref());
    put(&mut out, "listOrder", qualifiers.list_order);
    put(&mut out, "modality", qualifiers.modality.map(|modality| modality.name()));
    Value::Object(out)
}

fn notice_json(notice: &Notice) -> Value {
    let mut out = Map::new();
    out.insert("kind".into(), json!(notice.kind));
    out.insert("message".into(), json!(notice.message));
    put(&mut out, "span", notice.span.map(|span| json!(span)));
    Value::Object(out)
}

fn put(out: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        out.insert(key.to_owned(), value.into());
    }
}

/// A score is a number in the contract; one that cannot be read as a number stays as it was written.
fn score_value(score: &str) -> Value {
    match score.parse::<f64>().ok().and_then(serde_json::Number::from_f64) {
        Some(number) => Value::Number(number),
        None => Value::from(score),
    }
}

/// Four decimals: the digits below them come from the width of the type, not from the rules.
pub fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DateSpan, EntityId, EntityKind, Evidence, Level, Modality, Money, PartialDate, Predicate, Span, Stage};

    fn entity(kind: EntityKind, name: &str) -> Entity {
        Entity {
            kind,
            name: name.into(),
            aliases: vec![],
            level: (kind == EntityKind::Place).then_some(Level::County),
            code: None,
            anchor: None,
            mentions: vec![Span::new(3, 6)],
        }
    }

    fn fact(subject: usize, predicate: Predicate, object: Object, qualifiers: Qualifiers) -> Fact {
        Fact {
            subject: EntityId(subject),
            predicate,
            object,
            qualifiers,
            evidence: Evidence { span: Span::new(3, 9), text: "“启明”\n项目".into() },
            rule: "test.rule".into(),
            confidence: 0.97,
        }
    }

    fn article(facts: Vec<Fact>) -> Article {
        Article {
            id: "a1".into(),
            source: "a1.txt".into(),
            meta: ArticleMeta {
                title: Some("启明项目开工".into()), date: Some(PartialDate::day(2024, 3, 8)), ..ArticleMeta::default()
            },
            span: Span::new(0, 100),
            entities: vec![
                entity(EntityKind::Project, "启明项目"),
                entity(EntityKind::Place, "正定县"),
                entity(EntityKind::Assessment, "一季度考核"),
            ],
            facts,
            notices: vec![],
        }
    }

    #[test]
    fn objects_are_written_as_the_contract_has_them() {
        let objects = [
            (Predicate::LocatedIn, Object::Entity(EntityId(1)), "正定县"),
            (Predicate::Investment, Object::Money(Money::yuan(1_453_000_000)), "1453000000"),
            (Predicate::Investment, Object::Money(Money { currency: "USD".into(), hundredths: 1250 }), "USD:12.50"),
            (Predicate::ExpectedCompletion, Object::Date(DateSpan::on(PartialDate::month(2024, 10))), "2024-10"),
            (Predicate::Stage, Object::Stage(Stage::ToppedOut), "toppedOut"),
            (Predicate::Capacity, Object::Text("占地90亩".into()), "占地90亩"),
        ];
        for (predicate, object, expected) in objects {
            let value = article_json(&article(vec![fact(0, predicate, object, Qualifiers::default())]));
            let fact = &value["facts"][0];
            assert_eq!(fact["object"], expected);
            assert_eq!(fact["predicate"], predicate.name());
            assert_eq!(fact["subject"], "启明项目");
            assert_eq!(fact["evidence"], json!({"start": 3, "end": 9, "text": "“启明”\n项目"}));
            assert_eq!(fact["confidence"], 0.97);
            assert_eq!(fact["qualifiers"], json!({}));
        }
    }

    #[test]
    fn every_qualifier_has_its_contract_key() {
        let qualifiers = Qualifiers {
            organization: Some("市委".into()),
            former: true,
            role: Some("chair".into()),
            rank: Some(-1),
            rank_max: Some(3),
            score: Some("97.42".into()),
            scope: Some("全市".into()),
            verb: Some("指出".into()),
            date: Some(DateSpan::between(PartialDate::day(2024, 3, 1), PartialDate::day(2024, 3, 3))),
            measure: Some("sales".into()),
            project: Some("启明项目".into()),
            list_order: Some(2),
            modality: Some(Modality::Done),
        };
        let expected = json!({
            "organization": "市委", "former": true, "role": "chair", "rank": -1, "rankMax": 3, "score": 97.42,
            "scope": "全市", "verb": "指出", "date": "2024-03-01/2024-03-03", "measure": "sales",
            "project": "启明项目", "listOrder": 2, "modality": "done",
        });
        assert_eq!(qualifiers_json(&qualifiers), expected);
    }

    #[test]
    fn unknown_fields_of_the_article_are_absent() {
        let value = article_json(&article(vec![]));
        assert_eq!(value["article"], json!({"title": "启明项目开工", "authors": [], "date": "2024-03-08"}));
        assert_eq!(value["entities"][1]["level"], "county");
        assert_eq!(value["entities"][0]["mentions"], json!([[3, 6]]));
        assert!(value.get("notices").is_none());
        assert!(!value.to_string().contains('\n'), "one article is one line");
    }

    #[test]
    fn a_score_that_is_no_number_stays_text() {
        assert_eq!(score_value("九十"), json!("九十"));
        assert_eq!(score_value("88"), json!(88.0));
    }
}
