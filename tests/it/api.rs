//! The JSON API: every address answers as its description says, over invented articles and the reference page.

use super::client::{Server, encoded};
use super::support::{FIXTURES, ROOT, guanmo};
use serde_json::Value;
use std::collections::BTreeSet;
use tempfile::TempDir;

/// A service over the invented articles.
fn served() -> (TempDir, Server) {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("store").display().to_string();
    assert_eq!(guanmo(&["build", FIXTURES, "--store", &store]).code, 0);
    let server = Server::start(&store, &[]);
    (folder, server)
}

fn description() -> Value {
    let text = std::fs::read_to_string(format!("{ROOT}/src/app/http/openapi.json")).expect("the description");
    serde_json::from_str(&text).expect("JSON")
}

/// What does not fit a schema, with its place.
fn misfit(whole: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let schema = whole.pointer(name.trim_start_matches('#')).unwrap_or(&Value::Null);
        return misfit(whole, schema, value, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let all: Vec<Option<String>> = choices.iter().map(|choice| misfit(whole, choice, value, at)).collect();
        let fits = all.iter().filter(|m| m.is_none()).count();
        return (fits != 1).then(|| format!("{at}: {fits} of the forms fit {value}: {all:?}"));
    }
    if schema["const"].is_string() && schema["const"] != *value {
        return Some(format!("{at}: {value} is not {}", schema["const"]));
    }
    if schema["enum"].as_array().is_some_and(|all| !all.contains(value)) {
        return Some(format!("{at}: {value} is not listed"));
    }
    let kinds: Vec<&str> =
        schema["type"].as_str().into_iter().chain(schema["type"].as_array().into_iter().flatten().filter_map(Value::as_str)).collect();
    let is = |kind: &&str| match *kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    };
    if !kinds.is_empty() && !kinds.iter().any(is) {
        return Some(format!("{at}: {value} is none of {kinds:?}"));
    }
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    if let Some(name) = required.into_iter().find(|name| value.get(name).is_none()) {
        return Some(format!("{at}: `{name}` is missing in {value}"));
    }
    // What is not described is a slip, too.
    if let (Some(known), Some(given)) = (schema["properties"].as_object(), value.as_object()) {
        if let Some(name) = given.keys().find(|name| !known.contains_key(*name)) {
            return Some(format!("{at}: `{name}` is not described"));
        }
        return given.iter().find_map(|(name, value)| misfit(whole, &known[name], value, &format!("{at}.{name}")));
    }
    let items = value.as_array().into_iter().flatten().enumerate();
    if schema["items"].is_object() {
        return items.into_iter().find_map(|(i, item)| misfit(whole, &schema["items"], item, &format!("{at}[{i}]")));
    }
    None
}

/// Addresses with parameters that must be answered, for every address of the description.
fn examples(server: &Server) -> Vec<(&'static str, String)> {
    let id = |q: &str| server.json(&format!("/api/search?q={}", encoded(q)))["items"][0]["id"].as_str().map(encoded).expect("found");
    let (person, place) = (id("高远山"), id("新华区"));
    let fact = server.json(&format!("/api/entities/{person}"))["groups"][0]["facts"][0]["id"].as_str().map(encoded).expect("a fact");
    let article = server.json("/api/articles")["items"][0]["id"].as_str().expect("an article").to_string();
    let text = encoded("市委书记高远山主持会议。");
    vec![
        ("/api/", "/api/".into()),
        ("/api/search", "/api/search?q=yuan&type=Person,Place&limit=3&offset=0".into()),
        ("/api/entities", "/api/entities?type=Event".into()),
        ("/api/entities/{id}", format!("/api/entities/{person}?facts=2")),
        ("/api/entities/{id}", format!("/api/entities/{place}")),
        ("/api/entities/{id}/facts", format!("/api/entities/{place}/facts?relation=ranked,visited&direction=in")),
        (
            "/api/entities/{id}/neighbors",
            format!("/api/entities/{person}/neighbors?hops=3&from=2024&to=2024-12&minArticles=1&maxDegree=99"),
        ),
        ("/api/facts/{id}", format!("/api/facts/{fact}")),
        ("/api/articles", "/api/articles".into()),
        ("/api/articles/{id}", format!("/api/articles/{article}")),
        ("/api/path", format!("/api/path?a={person}&b={place}")),
        ("/api/graph", format!("/api/graph?node={person}&node={place}&hops=2&most=5")),
        ("/api/graph.svg", format!("/api/graph.svg?node={person}&lang=en")),
        ("/api/graph.dot", format!("/api/graph.dot?node={person}")),
        ("/api/queries", "/api/queries".into()),
        ("/api/queries/{name}", format!("/api/queries/posts-of?person={}&limit=5", encoded("田一禾"))),
        ("/api/review", "/api/review?type=Person,Company&limit=500".into()),
        ("/api/why", format!("/api/why?text={text}")),
        ("/api/why-not", format!("/api/why-not?text={text}&relation=attended")),
        ("/api/openapi.json", "/api/openapi.json".into()),
    ]
}

#[test]
fn every_address_answers_as_it_is_described() {
    let (_folder, server) = served();
    let whole = description();
    let examples = examples(&server);
    for (path, address) in &examples {
        let reply = server.get(address);
        assert_eq!(reply.status, 200, "{address}: {}", reply.text());
        assert!(reply.header("etag").is_some(), "{address}");
        let content = whole["paths"][path]["get"]["responses"]["200"]["content"].as_object().expect("described");
        let (media, described) = content.iter().next().expect("a form");
        assert!(reply.header("content-type").is_some_and(|given| given.starts_with(media.as_str())), "{address}: {media}");
        if media == "application/json" {
            let value: Value = serde_json::from_slice(&reply.body).expect("JSON");
            if let Some(misfit) = misfit(&whole, &described["schema"], &value, path) {
                panic!("{address}: {misfit}");
            }
        }
    }
    let tried: BTreeSet<&str> = examples.iter().map(|(path, _)| *path).collect();
    let listed: BTreeSet<&str> = whole["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    assert_eq!(tried, listed, "every address is tried");
    let source = std::fs::read_to_string(format!("{ROOT}/src/app/http/api.rs")).expect("the routes");
    let routes: BTreeSet<&str> =
        source.split(".route(\"").skip(1).filter_map(|r| r.split('"').next()).filter(|r| *r != "/api" && !r.contains('*')).collect();
    assert_eq!(routes, listed, "every route is described");
}

#[test]
fn slips_are_named() {
    let (_folder, server) = served();
    let cases = [
        ("/api/search", 400, "`q` is missing"),
        ("/api/search?q=a&limit=0", 400, "1 to 500"),
        ("/api/search?q=a&limit=501", 400, "1 to 500"),
        ("/api/search?q=a&limit=x", 400, "whole number"),
        ("/api/search?q=a&typ=Person", 400, "no parameter `typ`"),
        ("/api/entities?type=Human", 400, "Assessment"),
        ("/api/entities/%E6%97%A0%E6%AD%A4%E4%BA%BA", 404, "nothing here"),
        ("/api/entities/%E7%94%B0%E4%B8%80%E7%A6%BE/neighbors?hops=9", 400, "at most 4"),
        ("/api/entities/%E7%94%B0%E4%B8%80%E7%A6%BE/neighbors?from=soon", 400, "no date"),
        ("/api/entities/%E7%94%B0%E4%B8%80%E7%A6%BE/facts?direction=up", 400, "out, in or via"),
        ("/api/facts/fact-none", 404, "no fact"),
        ("/api/articles/none", 404, "no article"),
        ("/api/graph", 400, "`node=`"),
        ("/api/path?a=%E7%94%B0%E4%B8%80%E7%A6%BE", 400, "`b` is missing"),
        ("/api/queries/post-of", 404, "did you mean `posts-of`"),
        ("/api/queries/posts-of", 400, "needs --param person"),
        ("/api/why", 400, "`text` is missing"),
        ("/api/why-not?text=a", 400, "`relation` is missing"),
        ("/api/search?q=%FF%FE", 400, "not UTF-8"),
        ("/api/nowhere", 404, "openapi"),
    ];
    for (address, status, words) in cases {
        let reply = server.get(address);
        assert_eq!(reply.status, status, "{address}: {}", reply.text());
        let value: Value = serde_json::from_slice(&reply.body).expect("JSON");
        let message = value["error"]["message"].as_str().expect("a message");
        assert!(message.contains(words), "{address}: {message}");
        assert!(reply.header("etag").is_none(), "{address}: a refusal is not kept");
    }
    let near = server.get(&format!("/api/entities/{}", encoded("高远三")));
    assert!(near.status == 404 && near.text().contains("高远山"), "{}", near.text());
    let posted = server.send("POST", "/api/why", &[("Content-Type", "application/json")], b"{\"txt\": 1}");
    assert!(posted.status >= 400 && posted.text().contains("txt"), "{}", posted.text());
    assert_eq!(server.send("DELETE", "/api/search", &[], b"").status, 405);
}

#[test]
fn lists_are_cut_where_they_are_asked_to_be() {
    let (_folder, server) = served();
    let all = server.json("/api/entities?limit=500");
    let total = all["total"].as_u64().expect("a number");
    let mut pages = Vec::new();
    for offset in (0..total).step_by(7) {
        let page = server.json(&format!("/api/entities?limit=7&offset={offset}"));
        assert_eq!(page["total"], total);
        pages.extend(page["items"].as_array().expect("a list").clone());
    }
    assert_eq!(Value::from(pages), all["items"]);
    assert_eq!(server.json(&format!("/api/entities?offset={}", total + 5))["items"], Value::Array(vec![]));
}

/// The runs of an article join to its text, and the words of every fact are where they are said to be.
#[test]
fn articles_show_the_words_of_their_facts() {
    let (_folder, server) = served();
    for item in server.json("/api/articles")["items"].as_array().expect("a list") {
        let article = server.json(&format!("/api/articles/{}", item["id"].as_str().expect("an id")));
        let text: Vec<char> = article["text"].as_str().expect("text").chars().collect();
        let start = usize::try_from(article["start"].as_u64().expect("a number")).expect("small");
        let joined: String = article["runs"].as_array().expect("runs").iter().filter_map(|run| run["text"].as_str()).collect();
        assert_eq!(joined, text.iter().collect::<String>());
        let place = |of: &Value, name: &str| usize::try_from(of[name].as_u64().expect("a number")).expect("small") - start;
        for words in article["words"].as_array().expect("words") {
            let cut: String = text[place(words, "start")..place(words, "end")].iter().collect();
            let fact = server.json(&format!("/api/facts/{}", encoded(words["fact"].as_str().expect("an id"))));
            let quotes: Vec<&str> = fact["evidence"].as_array().expect("evidence").iter().filter_map(|e| e["quote"].as_str()).collect();
            assert!(quotes.contains(&cut.as_str()), "{cut}: {quotes:?}");
        }
        assert!(!article["mentions"].as_array().expect("mentions").is_empty());
    }
}

#[test]
fn the_named_questions_answer_as_on_the_command_line() {
    let (folder, server) = served();
    let store = folder.path().join("store").display().to_string();
    for query in server.json("/api/queries")["questions"].as_array().expect("a list") {
        let name = query["name"].as_str().expect("a name");
        let parameters = query["parameters"].as_array().expect("parameters");
        let value = |p: &Value, key: &str| p[key].as_str().expect("text").to_string();
        let given: Vec<String> = parameters.iter().map(|p| format!("{}={}", value(p, "name"), encoded(&value(p, "example")))).collect();
        let rows = server.json(&format!("/api/queries/{name}?limit=500&{}", given.join("&")));
        let mut arguments: Vec<String> = ["query", "--store", &store, "--name", name, "--format", "json"].map(String::from).to_vec();
        for p in parameters {
            arguments.extend(["--param".to_string(), format!("{}={}", value(p, "name"), value(p, "example"))]);
        }
        let printed: Value = serde_json::from_str(&guanmo(&arguments).out).expect("JSON");
        let values = |row: &Value, columns: &Value| -> Vec<Value> {
            columns.as_array().expect("columns").iter().map(|c| row[c.as_str().expect("text")]["value"].clone()).collect()
        };
        let expected: Vec<Vec<Value>> =
            printed["results"]["bindings"].as_array().expect("rows").iter().map(|row| values(row, &printed["head"]["vars"])).collect();
        let found: Vec<Vec<Value>> = rows["items"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row.as_array().expect("cells").iter().map(|cell| cell["value"].clone()).collect())
            .collect();
        assert!(!found.is_empty() && found == expected, "{name}: {found:?} {expected:?}");
    }
}

#[test]
fn pairs_for_review_are_those_of_the_command_line() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("store").display().to_string();
    let namesakes = format!("{ROOT}/web/tests/articles");
    assert_eq!(guanmo(&["build", FIXTURES, &namesakes, "--store", &store]).code, 0);
    let server = Server::start(&store, &[]);
    let told = guanmo(&["review", "--store", &store, "--format", "json", "--limit", "500"]);
    let told: Value = serde_json::from_str(&told.out).expect("JSON");
    let asked = server.json("/api/review?limit=500");
    assert!(asked["total"].as_u64().is_some_and(|total| total > 0), "two of a name");
    assert_eq!((&asked["total"], &asked["store"]), (&told["unsure"], &Value::from(store.as_str())));
    let keys = |pairs: &Value| -> Vec<String> {
        let pairs = pairs.as_array().expect("a list").iter();
        pairs.map(|pair| format!("{} {} {}", pair["one"]["key"], pair["other"]["key"], pair["reasons"])).collect()
    };
    assert_eq!(keys(&asked["items"]), keys(&told["pairs"]));
    let first = &asked["items"][0];
    let page = |side: &Value| format!("/api/entities/{}", encoded(side["entity"]["id"].as_str().expect("an id")));
    assert_eq!(server.get(&page(&first["one"])).status, 200);
    let sides = asked["items"].as_array().into_iter().flatten().flat_map(|pair| [&pair["one"], &pair["other"]]);
    let mut quotes = sides.filter_map(|side| side["quotes"].get(0));
    let article = quotes.next().and_then(|quote| quote["id"].as_str()).expect("a quotation");
    assert_eq!(server.get(&format!("/api/articles/{article}")).status, 200);
    let (one, other) = (first["one"]["key"].as_str().expect("a key"), first["other"]["key"].as_str().expect("a key"));
    let judged = guanmo(&["judge", one, other, "--different", "--why=two desks", "--by=editor", "--store", &store]);
    assert_eq!(judged.code, 0, "{}", judged.err);
    let begun = std::time::Instant::now();
    while server.json("/api/review?limit=500")["total"].as_u64() == asked["total"].as_u64() {
        assert!(begun.elapsed().as_secs() < 30, "a judged pair is no longer asked for");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}
