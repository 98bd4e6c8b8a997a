//! The tools with what they take.

use guanmo::model::{EntityKind, Predicate};
use rmcp::model::{Tool, ToolAnnotations};
use serde_json::{Map, Value, json};

/// All tools. None of them changes anything or asks anybody else.
pub fn all() -> Vec<Tool> {
    let types = EntityKind::ALL.map(EntityKind::name);
    let relations = Predicate::ALL.map(Predicate::name);
    let text = |what: &str| json!({"type": "string", "description": what});
    let id = text("Id of a thing from `search`, or a name that only one thing has");
    let number = |what: &str, low: usize, high: usize| json!({"type": "integer", "minimum": low, "maximum": high, "description": what});
    let list = |of: &[&str], what: &str| json!({"type": "array", "items": {"enum": of}, "description": what});
    let filters = json!({
        "relation": list(&relations, "Only these relations"), "type": list(&types, "Only these types"),
        "from": text("Only what can be true on or after this day (2023, 2023-05, 2023-05-17)"),
        "to": text("Only what can be true on or before this day"),
        "minArticles": number("Only what so many articles say", 0, 1000),
    });
    vec![
        tool(
            "search",
            "Things by name: characters, alias, pinyin or its first letters, best first. Start here.",
            &["query"],
            json!({
            "query": text("What to look for"), "type": list(&types, "Only these types"), "limit": number("Most hits (else 20)", 1, 100)}),
        ),
        tool(
            "entity",
            "All that is known of a thing: posts with first and last day of the news, facts in groups, each with evidence.",
            &["id"],
            json!({
            "id": id, "facts": number("Facts of each group (else 10)", 1, 100)}),
        ),
        tool(
            "facts",
            "Facts of a thing with all their sentences, articles and rules.",
            &["id"],
            json!({
            "id": id, "relation": list(&relations, "Only these relations"), "direction": {"enum": ["out", "in", "via"], "description": "out: it is the subject; in: the object; via: the body or project named"},
            "limit": number("Most facts (else 20)", 1, 100), "offset": number("First fact", 0, 1_000_000)}),
        ),
        tool("fact", "One fact with everything that supports it.", &["id"], json!({"id": text("Id of a fact")})),
        tool(
            "article",
            "An article: its text, and its facts with the places of their words.",
            &["id"],
            json!({"id": text("Id of an article")}),
        ),
        tool(
            "neighbors",
            "What lies within reach of a thing, with counts and the facts that lead there.",
            &["id"],
            with(
                json!({
            "id": id, "hops": number("How far (else 1)", 1, 4), "limit": number("Most things (else 20)", 1, 100)}),
                &filters,
            ),
        ),
        tool(
            "path",
            "The shortest ways between two things, each step with its facts.",
            &["a", "b"],
            with(
                json!({
            "a": id, "b": id, "limit": number("Most ways (else 3)", 1, 20)}),
                &filters,
            ),
        ),
        tool("questions", "The named questions with their parameters: use `ask` to get their answers.", &[], json!({})),
        tool(
            "ask",
            "The answer of a named question, with facts that bear its rows out.",
            &["name"],
            json!({
            "name": text("Name of the question"), "parameters": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Its parameters"},
            "limit": number("Most rows (else 50)", 1, 500)}),
        ),
        tool(
            "sparql",
            "A SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE), with facts that bear its rows out. Prefixes gm, id, rdf, rdfs, skos, schema, org, prov, oa, xsd, dcterms are known. \
Facts are nodes: ?f rdf:subject ?s ; rdf:predicate gm:ranked ; rdf:object ?o ; gm:rank ?r. Labels are @zh.",
            &["query"],
            json!({
            "query": text("The query"), "limit": number("Most rows (else 100)", 1, 500)}),
        ),
        tool(
            "why",
            "What each layer of the extractor saw in a sentence, and which rules gave facts.",
            &["text"],
            json!({
            "text": text("The sentence, at most 5000 characters"), "publisher": text("The paper: whose 我市 is meant"), "date": text("The article's date")}),
        ),
        tool(
            "why_not",
            "Why an expected fact was not read from a sentence: how far each rule came.",
            &["text", "relation"],
            json!({
            "text": text("The sentence"), "relation": {"enum": relations, "description": "The fact that was expected"},
            "publisher": text("The paper"), "date": text("The article's date")}),
        ),
    ]
}

fn with(mut own: Value, more: &Value) -> Value {
    if let (Some(own), Some(more)) = (own.as_object_mut(), more.as_object()) {
        own.extend(more.clone());
    }
    own
}

fn tool(name: &'static str, description: &'static str, required: &[&str], properties: Value) -> Tool {
    let mut schema = Map::new();
    schema.insert("type".into(), json!("object"));
    schema.insert("properties".into(), properties);
    schema.insert("required".into(), json!(required));
    schema.insert("additionalProperties".into(), json!(false));
    let hints = ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(false);
    Tool::new(name, description, schema).with_annotations(hints)
}
