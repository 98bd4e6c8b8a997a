//! Doors to other tools: parts with checksums, tables that other tools read, publishing to a store of somebody else.

use super::support::{built, guanmo, quads, shell, skipped};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn parts_joined_are_the_sorted_quads_and_checksums_hold() {
    let (folder, store) = built();
    let parts = folder.path().join("parts");
    let place = parts.display().to_string();
    let run = guanmo(&["export", "--store", &store, "--format", "nquads-parts", "--output", &place, "--quads-per-part", "500"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let joined = shell("cat parts/part-*.nq.gz | gzip -dc", folder.path());
    assert_eq!(joined.out, quads(&store));
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(parts.join("manifest.json")).expect("a manifest")).expect("JSON");
    assert_eq!(manifest["quads"], joined.out.lines().count());
    let files = manifest["parts"].as_array().expect("parts");
    assert!(files.len() > 2, "{manifest}");
    let sums: String = files.iter().map(|p| format!("{}  {}\n", p["sha256"].as_str().unwrap(), p["file"].as_str().unwrap())).collect();
    std::fs::write(parts.join("sums"), sums).expect("written");
    assert_eq!(shell("sha256sum -c sums", &parts).code, 0);

    guanmo(&["export", "--store", &store, "--format", "nquads-parts", "--output", &place]).refuses(3, &["not empty", "name another"]);
    guanmo(&["export", "--store", &store, "--format", "nquads-parts"]).refuses(2, &["--output DIR"]);
    let again = folder.path().join("again").display().to_string();
    guanmo(&["export", "--store", &store, "--format", "nquads-parts", "--output", &again, "--quads-per-part", "500"]);
    assert_eq!(shell("diff -r parts again --exclude sums", folder.path()).code, 0, "the same bytes again");
}

/// A store of somebody else: SPARQL Update and Query over HTTP, on a port of its own. It breaks down at the request
/// with the number `fails_at`.
pub struct Target {
    pub address: String,
    store: Arc<Store>,
    updates: Arc<AtomicUsize>,
}

impl Target {
    pub fn start(fails_at: Option<usize>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (store, updates) = (Arc::new(Store::new().expect("memory")), Arc::new(AtomicUsize::new(0)));
        let (theirs, counter) = (store.clone(), updates.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.expect("a connection"), &theirs, &counter, fails_at);
            }
        });
        Self { address, store, updates }
    }

    fn publish(&self, store: &str, more: &[&str]) -> super::support::Run {
        let to = format!("{}/update", self.address);
        guanmo(&[&["publish", "--store", store, "--to", &to, "--batch", "200"], more].concat())
    }
}

fn answer(stream: TcpStream, store: &Store, updates: &AtomicUsize, fails_at: Option<usize>) {
    let mut reader = BufReader::new(stream);
    let (mut line, mut head) = (String::new(), String::new());
    while reader.read_line(&mut line).is_ok_and(|n| n > 2) {
        head.push_str(&line);
        line.clear();
    }
    let length =
        head.lines().find_map(|l| l.to_lowercase().strip_prefix("content-length: ").and_then(|n| n.trim().parse().ok())).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    let text = String::from_utf8(body).expect("UTF-8");
    let (status, out) = if head.starts_with("POST /update") {
        let number = updates.fetch_add(1, Ordering::SeqCst);
        if fails_at == Some(number) {
            ("403 Forbidden", "not today".to_owned())
        } else {
            SparqlEvaluator::new().parse_update(&text).expect("an update").on_store(store).execute().expect("applied");
            ("204 No Content", String::new())
        }
    } else {
        let query = form(&text);
        let results = SparqlEvaluator::new().parse_query(&query).expect("a query").on_store(store).execute().expect("answered");
        let QueryResults::Solutions(rows) = results else { panic!("{query}") };
        ("200 OK", json(rows))
    };
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{out}", out.len());
    reader.into_inner().write_all(answer.as_bytes()).expect("sent");
}

/// Rows as SPARQL JSON, as far as the program reads it.
fn json(rows: oxigraph::sparql::QuerySolutionIter<'_>) -> String {
    use oxigraph::model::Term;
    let value = |term: &Term| match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    };
    let rows = rows.map(|row| {
        let row = row.expect("a row");
        let cells = row.iter().map(|(name, term)| (name.as_str().to_owned(), serde_json::json!({ "value": value(term) })));
        cells.collect::<serde_json::Map<_, _>>()
    });
    serde_json::json!({ "results": { "bindings": rows.collect::<Vec<_>>() } }).to_string()
}

/// The query of a form (`query=SELECT+%3Fn …`).
fn form(body: &str) -> String {
    let value = body.strip_prefix("query=").expect("a form").replace('+', " ");
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = (first == b'%').then(|| after.get(..2)).flatten().and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &after[2..]).1,
            None => (bytes.push(first), rest = after).1,
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// A store's quads as `guanmo export` sorts them.
fn sorted(store: &Store) -> String {
    let mut lines: Vec<String> = store.iter().map(|quad| format!("{} .\n", quad.expect("a quad"))).collect();
    lines.sort();
    lines.concat()
}

#[test]
fn what_is_published_is_what_the_store_holds() {
    let (_folder, store) = built();
    let target = Target::start(None);
    let run = target.publish(&store, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("counts agree"), "{}", run.out);
    let (ours, theirs) = (quads(&store), sorted(&target.store));
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    let differ: Vec<String> = lines(&ours).symmetric_difference(&lines(&theirs)).take(4).cloned().collect();
    assert!(differ.is_empty(), "{differ:#?}");
    let sent = target.updates.load(Ordering::SeqCst);
    assert!(sent > 3);
    assert_eq!(target.publish(&store, &[]).code, 0, "publishing again changes nothing");
    assert_eq!(sorted(&target.store), theirs);
}

#[test]
fn a_broken_run_goes_on_where_it_stopped() {
    let (_folder, store) = built();
    let target = Target::start(Some(2));
    target.publish(&store, &[]).refuses(3, &["403", "not today", "2 of", "run the same command again"]);
    assert_eq!(target.updates.load(Ordering::SeqCst), 3, "a refusal is not tried again");
    assert_eq!(target.publish(&store, &[]).code, 0);
    let all = target.updates.load(Ordering::SeqCst);
    assert_eq!(sorted(&target.store).lines().count(), quads(&store).lines().count());
    assert!(!Path::new(&format!("{store}.publish.json")).exists(), "nothing is left of a finished run");
    target.publish(&store, &[]);
    assert_eq!(target.updates.load(Ordering::SeqCst) - all, all - 1, "the resumed run sent each batch once");
}

#[test]
fn graphs_that_hold_more_are_told_and_replaced() {
    let (_folder, store) = built();
    let target = Target::start(None);
    let named = ["--default-graph", "https://example.org/facts"];
    let more = "INSERT DATA { GRAPH <https://example.org/facts> { <urn:a> <urn:b> <urn:c> } }";
    SparqlEvaluator::new().parse_update(more).expect("an update").on_store(&target.store).execute().expect("applied");
    target.publish(&store, &named).refuses(3, &["https://example.org/facts", "--replace"]);
    let run = target.publish(&store, &[&named[..], &["--replace"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(sorted(&target.store).lines().count(), quads(&store).lines().count());
}

#[test]
fn a_target_that_is_not_there_is_told() {
    let (_folder, store) = built();
    let run = guanmo(&["publish", "--store", &store, "--to", "http://127.0.0.1:9/update"]);
    run.refuses(3, &["http://127.0.0.1:9/update", "0 of"]);
}

/// Python and the packages that read the tables, where they are at hand.
fn python(packages: &str) -> bool {
    let there = shell(&format!("python3 -c 'import {packages}'"), Path::new(".")).code == 0;
    if !there {
        skipped("other_tools_read_the_tables", &format!("python3 has no {packages}"));
    }
    there
}

#[test]
fn other_tools_read_the_tables() {
    let (folder, store) = built();
    for format in ["nodes-parquet", "edges-parquet", "ftm", "gexf"] {
        let file = folder.path().join(format).display().to_string();
        assert_eq!(guanmo(&["export", "--store", &store, "--format", format, "--output", &file]).code, 0);
    }
    if python("pyarrow") {
        let script = "import pyarrow.parquet as p; n=p.read_table('nodes-parquet'); e=p.read_table('edges-parquet'); \
            ids=set(n['id'].to_pylist()); assert set(e['src'].to_pylist())|set(e['dst'].to_pylist())<=ids; print(n.num_rows, e.num_rows)";
        let run = shell(&format!("python3 -c \"{script}\""), folder.path());
        assert_eq!(run.code, 0, "{}", run.err);
    }
    if python("followthemoney") {
        let script = "import json; from followthemoney import model; es=[model.get_proxy(json.loads(l), cleaned=False) for l in open('ftm')]; \
            [e.schema.validate(e.to_dict()) for e in es]; assert all(not e.schema.abstract for e in es); print(len(es))";
        let run = shell(&format!("python3 -c \"{script}\""), folder.path());
        assert_eq!(run.code, 0, "{}", run.err);
    }
    if python("networkx") {
        let run = shell("python3 -c \"import networkx; print(networkx.read_gexf('gexf'))\"", folder.path());
        assert_eq!(run.code, 0, "{}", run.err);
    }
}
