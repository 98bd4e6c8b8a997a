//! What must hold whatever bytes come from outside: nothing panics, a failure is an error of the library, and an answer
//! keeps its promises. `cargo fuzz` calls these without end; `tests/it/fuzzed.rs` calls them a while with a fixed seed.

use guanmo::model::Document;
use guanmo::pipeline::Pipeline;
use guanmo::rdf::{AnswerSink, ProtocolQuery, QueryError, QueryLimits, Store, StoredArticle, named_queries};
use std::io::{self, Write};
use std::sync::LazyLock;

/// Rows of an answer.
const ROWS: usize = 50;
/// Parts an input for SPARQL is cut into, where it has this byte: a graph, the format, a value of a parameter, the query.
const CUT: u8 = 0;
/// Stack that the service gives to who answers queries, in bytes.
const STACK_BYTES: usize = 64 << 20;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::load().expect("the shipped rules load"));

const PAGE: &str = "高远山到正定县调研\n石家庄日报 2024-04-13\n\n　　4月12日，市委书记高远山到正定县调研。云帆轴承生产基地项目位于正定县，总投资12.5亿元。\n";

static STORE: LazyLock<Store> = LazyLock::new(|| {
    let store = Store::in_memory(None).expect("a store in memory");
    let articles = PIPELINE.run(&Document::new("page", PAGE));
    let stored: Vec<_> = articles.into_iter().map(|article| StoredArticle { article, text: PAGE.into() }).collect();
    store.add(&stored).expect("stored");
    store
});

/// A text as an article: every fact quotes the characters that its span names, and points to entities of its article.
pub fn articles(bytes: &[u8]) {
    if let Some(decoded) = guanmo::read::decode(bytes) {
        extracted(&Document::new("fuzzed", decoded.text));
    }
}

fn extracted(document: &Document) {
    let given: Vec<char> = document.text.chars().collect();
    for article in PIPELINE.run(document) {
        for fact in &article.facts {
            let span = fact.evidence.span;
            let said: String = given[span.start..span.end].iter().collect();
            assert_eq!(fact.evidence.text, said, "the quotation of {}", fact.rule);
            assert!((0.0..=1.0).contains(&fact.confidence), "the confidence of {}", fact.rule);
            article.entity(fact.subject);
        }
        serde_json::to_string(&article).expect("an article is JSON");
    }
}

/// Bytes in a file of this name: documents or errors with a place.
fn read(name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    for result in guanmo::read::documents(&path) {
        match result {
            Ok(document) => assert!(!document.text.trim().is_empty(), "a document says something"),
            Err(error) => assert!(error.to_string().contains(name), "an error names its place: {error}"),
        }
    }
}

/// A page of the web.
pub fn html(bytes: &[u8]) {
    read("page.html", bytes);
}

/// A PDF.
pub fn pdf(bytes: &[u8]) {
    read("paper.pdf", bytes);
}

/// A DOCX.
pub fn docx(bytes: &[u8]) {
    read("letter.docx", bytes);
}

/// JSON Lines.
pub fn json(bytes: &[u8]) {
    read("lines.jsonl", bytes);
}

/// What a request of the SPARQL protocol holds, and a value of a parameter of every named question.
pub fn sparql(bytes: &[u8]) {
    let mut parts = bytes.splitn(4, |byte| *byte == CUT).map(|part| String::from_utf8_lossy(part).into_owned());
    let mut next = || parts.next().unwrap_or_default();
    let (graph, format, value, text) = (next(), next(), next(), next());
    let asking = move || {
        ask(&graph, &format, &text);
        bound(&value);
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(asking).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[derive(Default)]
struct Sink {
    begun: usize,
    bytes: Vec<u8>,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        assert_eq!(self.begun, 1, "the media type is told once, before the first byte");
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl AnswerSink for Sink {
    fn begin(&mut self, _media: &'static str) -> io::Result<()> {
        self.begun += 1;
        Ok(())
    }
}

fn ask(graph: &str, format: &str, text: &str) {
    let graphs: Vec<String> = (!graph.is_empty()).then(|| graph.to_string()).into_iter().collect();
    let query = ProtocolQuery {
        text,
        base: Some("http://127.0.0.1/sparql"),
        default_graphs: &graphs,
        named_graphs: &[],
        results: Some(if format.is_empty() { "json" } else { format }),
        triples: Some(if format.is_empty() { "nt" } else { format }),
        rows: ROWS,
    };
    let mut sink = Sink::default();
    if STORE.answer(&query, &mut sink).is_ok() {
        assert_eq!(sink.begun, 1);
        let answer = String::from_utf8(sink.bytes).expect("an answer is UTF-8");
        if answer.starts_with('{') && format == "json" {
            let rows: serde_json::Value = serde_json::from_str(&answer).expect("an answer is JSON");
            assert!(rows["results"]["bindings"].as_array().is_none_or(|rows| rows.len() <= ROWS));
        }
    }
}

/// A value is a value, whatever it holds: it never makes a question another one, or one that cannot be read.
fn bound(value: &str) {
    for question in named_queries() {
        let given: Vec<_> = question.parameters.iter().map(|parameter| (parameter.name.clone(), value.to_string())).collect();
        match question.bind(&given) {
            Ok(values) => {
                let answer = STORE.query_with(question.sparql, &values, QueryLimits::default());
                assert!(answer.is_ok(), "{} with {value:?}: {answer:?}", question.name);
            }
            Err(error) => assert!(matches!(error, QueryError::BadParameter { .. }), "{error}"),
        }
    }
}
