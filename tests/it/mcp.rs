//! Tools for assistants, spoken to line by line over standard input and output, and over HTTP.
//! `scripts/clients.sh` runs Python's own client against both.

use super::client::Server;
use super::support::{FIXTURES, guanmo, program};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tempfile::TempDir;

fn store() -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("store").display().to_string();
    assert_eq!(guanmo(&["build", FIXTURES, "--store", &store]).code, 0);
    (folder, store)
}

struct Talk {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    last: u64,
}

impl Talk {
    fn start(store: &str) -> Self {
        let mut command = Command::new(program());
        let mut child = command.args(["mcp", "--store", store]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
        let (to, from) = (child.stdin.take().expect("a pipe"), BufReader::new(child.stdout.take().expect("a pipe")));
        let mut talk = Self { child, to, from, last: 0 };
        let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}});
        let info = talk.ask("initialize", &hello);
        assert_eq!(info["result"]["serverInfo"]["name"], "guanmo", "{info}");
        assert!(info["result"]["instructions"].as_str().is_some_and(|text| text.contains("Cite")));
        talk.say(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        talk
    }

    fn say(&mut self, message: &Value) {
        writeln!(self.to, "{message}").expect("sent");
        self.to.flush().expect("sent");
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        self.say(&json!({"jsonrpc": "2.0", "id": self.last, "method": method, "params": parameters}));
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).expect("read") > 0, "it hung up");
            let value: Value = serde_json::from_str(&line).expect("one message a line");
            if value["id"] == self.last {
                return value;
            }
        }
    }

    /// Whether the tool refused, and what it said.
    fn call(&mut self, tool: &str, arguments: &Value) -> (bool, Value) {
        let reply = self.ask("tools/call", &json!({"name": tool, "arguments": arguments}));
        let result = &reply["result"];
        let text = result["content"][0]["text"].as_str().unwrap_or_else(|| panic!("{tool}: {reply}"));
        assert_eq!(result["structuredContent"], serde_json::from_str::<Value>(text).expect("JSON"), "text and structure are one");
        (result["isError"] == true, result["structuredContent"].clone())
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether somewhere in a value there are words of an article with their rule.
fn cites(value: &Value) -> bool {
    match value {
        Value::Object(fields) => {
            let own = fields.contains_key("quote") && fields.contains_key("rule") && value["article"]["id"].is_string();
            own || fields.values().any(cites)
        }
        Value::Array(items) => items.iter().any(cites),
        _ => false,
    }
}

#[test]
fn every_tool_answers_with_its_evidence() {
    let (_folder, store) = store();
    let mut talk = Talk::start(&store);
    let tools = talk.ask("tools/list", &json!({}))["result"]["tools"].clone();
    let names: Vec<&str> = tools.as_array().expect("a list").iter().filter_map(|tool| tool["name"].as_str()).collect();
    let (refused, found) = talk.call("search", &json!({"query": "gaoyuanshan", "type": ["Person"]}));
    assert!(!refused);
    let person = found["items"][0]["id"].clone();
    let (_, page) = talk.call("entity", &json!({"id": person, "facts": 3}));
    let evidence = &page["groups"][0]["facts"][0]["evidence"][0];
    let (fact, article) = (page["groups"][0]["facts"][0]["id"].clone(), evidence["article"]["id"].clone());
    let query = "SELECT ?name ?post { ?f rdf:predicate gm:holdsPost ; rdf:subject/rdfs:label ?name ; rdf:object ?post }";
    let calls = [
        ("entity", json!({"id": "田一禾"})),
        ("facts", json!({"id": person, "relation": ["attended"], "direction": "out"})),
        ("fact", json!({"id": fact})),
        ("neighbors", json!({"id": person, "hops": 2, "type": ["Event"]})),
        ("path", json!({"a": person, "b": "新华区"})),
        ("ask", json!({"name": "posts-of", "parameters": {"person": "tianyihe"}})),
        ("ask", json!({"name": "largest-projects"})),
        ("ask", json!({"name": "held-on", "parameters": {"office": "石家庄市市长", "day": "2024-05-06"}})),
        ("sparql", json!({"query": query, "limit": 5})),
    ];
    for (tool, arguments) in &calls {
        let (refused, answer) = talk.call(tool, arguments);
        assert!(!refused && cites(&answer), "{tool} {arguments}: {answer}");
    }
    let (_, told) = talk.call("article", &json!({"id": article}));
    let words: Vec<char> = told["text"].as_str().expect("text").chars().collect();
    let place = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    let start = place(&told["start"]);
    let quote: String = words[place(&evidence["start"]) - start..place(&evidence["end"]) - start].iter().collect();
    assert_eq!(evidence["quote"], quote.as_str(), "the quotation stands in the article where it is said to");
    let sentence = json!({"text": "市长张三丰未出席开工仪式。", "relation": "attended"});
    assert!(!talk.call("why_not", &sentence).0);
    assert!(!talk.call("why", &json!({"text": "市长张三丰出席开工仪式。"})).0);
    assert_eq!(talk.call("questions", &json!({})).1["questions"].as_array().map(Vec::len), Some(guanmo::rdf::named_queries().len()));
    let tried = ["search", "article", "why", "why_not", "questions"].into_iter().chain(calls.iter().map(|(tool, _)| *tool));
    let tried: Vec<&str> = tried.collect();
    assert!(names.iter().all(|name| tried.contains(name)), "{names:?}");
}

#[test]
fn tools_refuse_so_that_an_assistant_can_go_on() {
    let (_folder, store) = store();
    let mut talk = Talk::start(&store);
    for (tool, arguments, words) in [
        ("search", json!({}), "`query` is missing"),
        ("search", json!({"query": "a", "limit": 1000}), "at most 100"),
        ("entity", json!({"id": "高远三"}), "高远山"),
        ("entity", json!({"id": "高远山", "colour": "red"}), "no parameter `colour`"),
        ("ask", json!({"name": "post-of"}), "posts-of"),
        ("ask", json!({"name": "posts-of", "parameters": {}}), "needs"),
        ("sparql", json!({"query": "SELECT * { ?x foo }"}), "line 1"),
        ("sparql", json!({"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}), "would change the store"),
        ("why_not", json!({"text": "a", "relation": "loved"}), "relations:"),
    ] {
        let (refused, answer) = talk.call(tool, &arguments);
        assert!(refused && answer.to_string().contains(words), "{tool} {arguments}: {answer}");
    }
    let unknown = talk.ask("tools/call", &json!({"name": "drop_everything", "arguments": {}}));
    assert!(unknown["error"]["message"].as_str().is_some_and(|m| m.contains("drop_everything")), "{unknown}");
}

#[test]
fn the_same_tools_are_there_over_http() {
    let (_folder, store) = store();
    let server = Server::start(&store, &[]);
    let headers = [("Content-Type", "application/json"), ("Accept", "application/json, text/event-stream")];
    let ask = |method: &str, parameters: Value, more: &[(&str, &str)]| {
        let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}).to_string();
        let all: Vec<(&str, &str)> = headers.iter().chain(more).copied().collect();
        server.send("POST", "/mcp", &all, body.as_bytes())
    };
    let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}});
    let reply = ask("initialize", hello, &[]);
    assert!(reply.status == 200 && reply.text().contains("guanmo"), "{}: {}", reply.status, reply.text());
    let version = [("MCP-Protocol-Version", "2025-06-18")];
    let reply = ask("tools/call", json!({"name": "search", "arguments": {"query": "高远山"}}), &version);
    assert!(reply.status == 200 && reply.text().contains("高远山"), "{}: {}", reply.status, reply.text());
    let elsewhere = ask("tools/list", json!({}), &[("Origin", "https://elsewhere.example")]);
    assert_eq!(elsewhere.status, 403, "{}", elsewhere.text());
    let rebound = ask("tools/list", json!({}), &[("Host", "attacker.example")]);
    assert!(rebound.status >= 400, "{}", rebound.text());
}
