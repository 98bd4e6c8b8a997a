//! The W3C's tests of SPARQL 1.1 Protocol, Graph Store Protocol and Service Description, run against a service. Their
//! manifests are looked for beside the project (`../shared/w3c/sparql11`) or where `W3C_TESTS` says.

use super::client::{Reply, Server, TOKEN, encoded};
use super::support::{ROOT, built, skipped};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::{Graph, NamedNodeRef, NamedOrBlankNode, Term, TermRef};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const HT: &str = "http://www.w3.org/2011/http#";
const CNT: &str = "http://www.w3.org/2011/content#";
const UT: &str = "http://www.w3.org/2009/sparql/tests/test-update#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";

/// Tests that may fail, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

fn tests() -> Option<PathBuf> {
    let folder = std::env::var("W3C_TESTS").map_or_else(|_| Path::new(ROOT).join("../shared/w3c/sparql11"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// A manifest as a graph.
struct Manifest {
    graph: Graph,
    folder: PathBuf,
}

impl Manifest {
    fn read(file: &Path) -> Self {
        let text = std::fs::read(file).expect("a manifest");
        let base = format!("file://{}", file.display());
        let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(base).expect("an IRI");
        let graph = parser.for_slice(&text).map(|quad| quad.expect("Turtle").into()).collect::<Vec<oxigraph::model::Triple>>();
        Self { graph: graph.into_iter().collect(), folder: file.parent().expect("a folder").to_path_buf() }
    }

    fn all(&self, subject: &Term, property: &str) -> Vec<Term> {
        let subject: NamedOrBlankNode = match subject {
            Term::NamedNode(n) => n.clone().into(),
            Term::BlankNode(n) => n.clone().into(),
            Term::Literal(_) => return Vec::new(),
        };
        let found = self.graph.objects_for_subject_predicate(&subject, NamedNodeRef::new_unchecked(property));
        found.map(TermRef::into_owned).collect()
    }

    fn one(&self, subject: &Term, property: &str) -> Option<Term> {
        self.all(subject, property).into_iter().next()
    }

    fn text(&self, subject: &Term, property: &str) -> Option<String> {
        self.one(subject, property).map(|term| match term {
            Term::Literal(l) => l.value().to_string(),
            other => other.to_string().trim_matches(['<', '>']).to_string(),
        })
    }

    /// Items of a list; a list in a list counts as its items.
    fn list(&self, head: &Term) -> Vec<Term> {
        let mut out = Vec::new();
        let mut next = Some(head.clone());
        while let Some(cell) = next {
            let Some(item) = self.one(&cell, &format!("{RDF}first")) else { break };
            if self.one(&item, &format!("{RDF}first")).is_some() {
                out.extend(self.list(&item))
            } else {
                out.push(item)
            }
            next = self.one(&cell, &format!("{RDF}rest"));
        }
        out
    }

    fn entries(&self) -> Vec<Term> {
        let lists = self.graph.triples_for_predicate(NamedNodeRef::new_unchecked(&format!("{MF}entries")));
        let heads: Vec<Term> = lists.map(|triple| triple.object.into_owned()).collect();
        heads.iter().flat_map(|head| self.list(head)).collect()
    }
}

fn name(test: &Term) -> String {
    test.to_string().trim_matches(['<', '>']).rsplit('#').next().unwrap_or_default().to_string()
}

/// Runs every request of a test; says what is wrong.
fn run(server: &Server, manifest: &Manifest, test: &Term) -> Result<(), String> {
    prepare(server, manifest, test);
    let action = manifest.one(test, &format!("{MF}action")).ok_or("no action")?;
    let requests = manifest.one(&action, &format!("{HT}requests")).ok_or("no requests")?;
    let host = manifest.text(&action, &format!("{HT}connectionAuthority")).unwrap_or_default();
    let mut location = String::new();
    for (number, request) in manifest.list(&requests).iter().enumerate() {
        let reply = ask(server, manifest, request, &host, &location);
        let response = manifest.one(request, &format!("{HT}resp")).ok_or("no response")?;
        check(manifest, &response, &reply).map_err(|e| format!("request {}: {e}", number + 1))?;
        if manifest.one(&response, &format!("{MF}expectedLocation")).is_some() {
            location = reply.header("location").ok_or("no Location")?.to_string();
        }
    }
    Ok(())
}

/// An empty store, with the graphs that the test wants.
fn prepare(server: &Server, manifest: &Manifest, test: &Term) {
    let bearer = format!("Bearer {TOKEN}");
    let emptied = server.send("POST", "/sparql", &[("Content-Type", "application/sparql-update"), ("Authorization", &bearer)], b"DROP ALL");
    assert_eq!(emptied.status, 204, "{}", emptied.text());
    for data in manifest.all(test, &format!("{UT}graphData")) {
        let file = manifest.text(&data, &format!("{UT}graph")).expect("a file");
        let label = manifest.text(&data, &format!("{RDFS}label")).expect("a graph");
        let bytes = std::fs::read(manifest.folder.join(file.rsplit('/').next().expect("a name"))).expect("data");
        let path = format!("/store?graph={}", encoded(&label));
        let put = server.send("PUT", &path, &[("Content-Type", "application/n-triples"), ("Authorization", &bearer)], &bytes);
        assert_eq!(put.status, 201, "{}", put.text());
    }
}

fn ask(server: &Server, manifest: &Manifest, request: &Term, host: &str, location: &str) -> Reply {
    let text = |property: &str| manifest.text(request, &format!("{HT}{property}"));
    let path = text("absolutePath").or_else(|| text("requestURI")).unwrap_or_default().replace("$LOCATION$", location);
    let path = if let Some(rest) = path.strip_prefix("/gsp") { format!("/store{rest}") } else { path };
    let mut headers = headers(manifest, request);
    headers.push(("Host".into(), host.to_string()));
    headers.push(("Authorization".into(), format!("Bearer {TOKEN}")));
    let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let body = manifest.one(request, &format!("{HT}body")).map(|body| bytes(manifest, &body, location)).unwrap_or_default();
    server.send(&text("methodName").unwrap_or_default(), &path, &headers, &body)
}

fn headers(manifest: &Manifest, of: &Term) -> Vec<(String, String)> {
    let Some(list) = manifest.one(of, &format!("{HT}headers")) else { return Vec::new() };
    let pair =
        |header: &Term| Some((manifest.text(header, &format!("{HT}fieldName"))?, manifest.text(header, &format!("{HT}fieldValue"))?));
    manifest.list(&list).iter().filter_map(pair).collect()
}

fn bytes(manifest: &Manifest, body: &Term, location: &str) -> Vec<u8> {
    let text = manifest.text(body, &format!("{CNT}chars")).unwrap_or_default().replace("$LOCATION$", location);
    match manifest.text(body, &format!("{CNT}characterEncoding")).as_deref() {
        Some("UTF-16") => [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        _ => text.into_bytes(),
    }
}

fn check(manifest: &Manifest, response: &Term, reply: &Reply) -> Result<(), String> {
    let expected: Vec<String> = manifest.all(response, &format!("{MF}expectedStatus")).iter().map(name).collect();
    if !expected.is_empty() && !expected.iter().any(|class| fits(class, reply.status)) {
        return Err(format!("status {} is none of {expected:?}: {}", reply.status, reply.text()));
    }
    let media = reply.header("content-type").unwrap_or("").split(';').next().unwrap_or("").to_string();
    if let Some(format) = manifest.text(response, &format!("{MF}expectedFormat")) {
        let known: &[&str] = match format.as_str() {
            "RDF" => &["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"],
            "tabular" => &["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
            _ => &["application/sparql-results+json", "application/sparql-results+xml"],
        };
        if !known.contains(&media.as_str()) {
            return Err(format!("`{media}` is no format of the kind {format}"));
        }
    }
    if let Some(truth) = manifest.text(response, &format!("{MF}expectedBoolean")) {
        let given: serde_json::Value = serde_json::from_slice(&reply.body).map_err(|e| e.to_string())?;
        if given["boolean"].as_bool().map(|b| b.to_string()) != Some(truth.clone()) {
            return Err(format!("expected {truth}, got {}", reply.text()));
        }
    }
    check_graph(manifest, response, reply)
}

/// `StatusCode2xx` or the name of a status.
fn fits(class: &str, status: u16) -> bool {
    let named = BTreeMap::from([("OK", 200), ("Created", 201), ("NoContent", 204), ("NotFound", 404)]);
    match class.strip_prefix("StatusCode").and_then(|c| c.chars().next()?.to_digit(10)) {
        Some(first) => u32::from(status / 100) == first,
        None => named.get(class) == Some(&status),
    }
}

fn check_graph(manifest: &Manifest, response: &Term, reply: &Reply) -> Result<(), String> {
    let expected_media = headers(manifest, response).into_iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    if let Some((_, media)) = &expected_media {
        let given = reply.header("content-type").unwrap_or("");
        if given.replace(' ', "") != media.replace(' ', "") {
            return Err(format!("expected `{media}`, got `{given}`"));
        }
    }
    let Some(body) = manifest.one(response, &format!("{HT}body")) else { return Ok(()) };
    let parse = |bytes: &[u8]| -> Result<Graph, String> {
        let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri("http://www.example/").expect("an IRI");
        let triples = parser.for_slice(bytes).map(|q| q.map(oxigraph::model::Triple::from)).collect::<Result<Vec<_>, _>>();
        let mut graph: Graph = triples.map_err(|e| e.to_string())?.into_iter().collect();
        graph.canonicalize(CanonicalizationAlgorithm::Unstable);
        Ok(graph)
    };
    let (expected, given) = (parse(&bytes(manifest, &body, ""))?, parse(&reply.body)?);
    if expected == given { Ok(()) } else { Err(format!("another graph: {}", reply.text())) }
}

/// Runs the tests of manifests; gives how many there were.
fn run_all(files: &[&str]) -> usize {
    let Some(folder) = tests() else {
        skipped("w3c", "the W3C's tests are not at hand (../shared/w3c/sparql11 or W3C_TESTS)");
        return 0;
    };
    let (_folder, store) = built();
    let server = Server::writable(&store, &[]);
    let (mut total, mut failures) = (0, Vec::new());
    for file in files {
        let manifest = Manifest::read(&folder.join(file));
        for test in manifest.entries() {
            total += 1;
            let result = run(&server, &manifest, &test);
            let excused = EXCEPTIONS.iter().find(|(exception, _)| *exception == name(&test));
            match (result, excused) {
                (Err(error), None) => failures.push(format!("{}: {error}", name(&test))),
                (Ok(()), Some(_)) => failures.push(format!("{}: passes, take it off the exceptions", name(&test))),
                _ => {}
            }
        }
    }
    assert!(failures.is_empty(), "{} of {total} fail:\n{}", failures.len(), failures.join("\n"));
    total
}

#[test]
fn the_protocol_tests_pass() {
    let total = run_all(&["protocol/manifest.ttl"]);
    assert!(total == 0 || total == 34, "{total} tests");
}

#[test]
fn the_graph_store_tests_pass() {
    let total = run_all(&["graph-store-protocol/manifest-direct.ttl", "graph-store-protocol/manifest-indirect.ttl"]);
    assert!(total == 0 || total == 13, "{total} tests");
}

/// The three tests of the Service Description have no machine-readable form: the endpoint gives RDF, names itself, and
/// uses the vocabulary as it is meant.
#[test]
fn the_service_description_tests_pass() {
    let (_folder, store) = built();
    let server = Server::start(&store, &[]);
    let sd = |local: &str| format!("http://www.w3.org/ns/sparql-service-description#{local}");
    for (accept, format) in [("text/turtle", RdfFormat::Turtle), ("application/rdf+xml", RdfFormat::RdfXml)] {
        let reply = server.get_as("/sparql", accept);
        assert_eq!((reply.status, reply.header("content-type").map(|m| m.starts_with(accept))), (200, Some(true)));
        let parsed = RdfParser::from_format(format).for_slice(&reply.body).map(|q| q.map(oxigraph::model::Triple::from));
        let triples: Vec<oxigraph::model::Triple> = parsed.collect::<Result<_, _>>().expect("RDF");
        let endpoint = format!("http://{}/sparql", server.address);
        let has = |property: &str, object: Option<&str>| {
            triples
                .iter()
                .any(|t| t.predicate.as_str() == property && object.is_none_or(|o| t.object.to_string().trim_matches(['<', '>']) == o))
        };
        assert!(has(&sd("endpoint"), Some(&endpoint)), "{}", reply.text());
        assert!(has(&format!("{RDF}type"), Some(&sd("Service"))));
        assert!(has(&sd("supportedLanguage"), Some(&sd("SPARQL11Query"))));
        assert!(!has(&sd("supportedLanguage"), Some(&sd("SPARQL11Update"))), "the service only reads");
        for property in ["resultFormat", "defaultDataset", "defaultGraph"] {
            assert!(has(&sd(property), None), "{property}");
        }
    }
}
