//! A graph in compressed parts becomes the store that `guanmo build` makes, or none: missing, changed and miscounted parts.

use super::support::{FIXTURES, PIPELINE, guanmo};
use flate2::Compression;
use flate2::write::GzEncoder;
use guanmo::model::Article;
use guanmo::rdf::vocabulary::DEFAULT_BASE;
use guanmo::rdf::{GraphFormat, Mapping, Quad, write_quads};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Writes a part and gives its line of the manifest.
fn part(folder: &Path, name: &str, quads: &[Quad]) -> Value {
    let mut lines = Vec::new();
    write_quads(quads, GraphFormat::NQuads, &mut lines).expect("written");
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&lines).expect("packed");
    let bytes = packed.finish().expect("packed");
    fs::write(folder.join(name), &bytes).expect("written");
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    json!({"name": name, "quads": quads.len(), "bytes": bytes.len(), "sha256": digest})
}

fn written() -> (TempDir, PathBuf) {
    let place = TempDir::new().expect("a folder");
    let folder = place.path().join("graph");
    write_graph(&folder);
    (place, folder)
}

/// Makes a folder with the graph of the invented articles in two parts, and the articles in a third.
pub fn write_graph(folder: &Path) {
    fs::create_dir(folder).expect("made");
    let documents: Vec<_> = guanmo::read::input_files(&[FIXTURES.into()])
        .into_iter()
        .flat_map(|file| guanmo::read::documents(&file.expect("a file")).collect::<Vec<_>>())
        .map(|document| document.expect("a document"))
        .collect();
    let mapping = Mapping { base: DEFAULT_BASE };
    let found: Vec<(Article, &str)> =
        documents.iter().flat_map(|d| PIPELINE.run(d).into_iter().map(|article| (article, d.text.as_str()))).collect();
    let articles: Vec<Article> = found.iter().map(|(article, _)| article.clone()).collect();
    let quads = mapping.quads(&guanmo::identity::merge(&articles));
    let kept: Vec<Quad> = found.iter().flat_map(|(article, text)| mapping.stored_quads(article, text)).collect();
    let (one, other) = quads.split_at(quads.len() / 3);
    let manifest = json!({
        "base": DEFAULT_BASE,
        "articles": articles.len(),
        "quads": quads.len(),
        "parts": [part(folder, "part-00000.nq.gz", one), part(folder, "part-00001.nq.gz", other)],
        "article_parts": [part(folder, "articles-00000.nq.gz", &kept)],
    });
    fs::write(folder.join("manifest.json"), manifest.to_string()).expect("written");
}

fn load(folder: &Path, store: &Path) -> super::support::Run {
    guanmo(&["load".as_ref(), folder.as_os_str(), "--store".as_ref(), store.as_os_str()])
}

fn change(folder: &Path, change: impl FnOnce(&mut Value)) {
    let path = folder.join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&fs::read_to_string(&path).expect("read")).expect("JSON");
    change(&mut manifest);
    fs::write(path, manifest.to_string()).expect("written");
}

#[test]
fn what_is_loaded_is_what_is_built() {
    let (place, folder) = written();
    let (loaded, built) = (place.path().join("loaded"), place.path().join("built"));
    let run = load(&folder, &loaded);
    assert!(run.code == 0 && run.out.starts_with("3 articles, "), "{}{}", run.out, run.err);
    let arguments: [&std::ffi::OsStr; 4] = ["build".as_ref(), FIXTURES.as_ref(), "--store".as_ref(), built.as_os_str()];
    assert_eq!(guanmo(&arguments).code, 0);
    let dump = |store: &Path| {
        let store = guanmo::rdf::Store::open(store, guanmo::identity::merge).expect("opened");
        (store.quads().expect("quads"), store.articles().expect("articles"))
    };
    assert_eq!(dump(&loaded), dump(&built));
    let count = ["query", "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", "--store"];
    let asked = |store: &Path| guanmo(&[&count[..], &[&store.display().to_string()]].concat()).out;
    assert_eq!(asked(&loaded), asked(&built), "settings and ontology are there too");
    // What was loaded can be added to and removed from.
    let text = format!("{FIXTURES}/spring.txt");
    assert_eq!(guanmo(&["build", &text, "--store", &loaded.display().to_string()]).code, 0);
    assert_eq!(dump(&loaded), dump(&built));
    load(&folder, &loaded).refuses(2, &["loaded", "a folder is loaded into a new store"]);
}

#[test]
fn parts_that_are_not_as_described_leave_no_store() {
    let (place, folder) = written();
    let store = place.path().join("store");
    let refuse = |words: &[&str]| {
        load(&folder, &store).refuses(3, words);
        assert!(!store.exists() && !place.path().join("store.loading").exists(), "nothing half-made is left");
    };
    let path = folder.join("part-00001.nq.gz");
    let bytes = fs::read(&path).expect("read");
    let mut other = bytes.clone();
    let last = other.len() - 20;
    other[last] ^= 1;
    fs::write(&path, &other).expect("written");
    refuse(&["part-00001.nq.gz", "the manifest says", "copy the folder again"]);
    fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
    refuse(&["part-00001.nq.gz", "the manifest says"]);
    fs::remove_file(&path).expect("removed");
    refuse(&["part-00001.nq.gz", "No such file"]);
    fs::write(&path, &bytes).expect("written");

    change(&folder, |manifest| manifest["parts"][0]["quads"] = json!(7));
    refuse(&["the manifest says", "quads, found were"]);
    change(&folder, |manifest| manifest["parts"][0]["name"] = json!("../graph/part-00000.nq.gz"));
    refuse(&["is no name of a file"]);
    fs::write(folder.join("manifest.json"), "{}").expect("written");
    refuse(&["not a manifest of guanmo", "missing field"]);
    fs::remove_file(folder.join("manifest.json")).expect("removed");
    refuse(&["there is no manifest.json", "write it again"]);
}

#[test]
fn a_graph_without_its_articles_is_no_store() {
    let (place, folder) = written();
    change(&folder, |manifest| manifest["article_parts"] = json!([]));
    load(&folder, &place.path().join("store")).refuses(3, &["the manifest says 3 articles", "found were 0 articles"]);
}

#[test]
fn parts_that_are_no_quads_are_told() {
    let (place, folder) = written();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(b"no quads at all\n").expect("packed");
    let bytes = packed.finish().expect("packed");
    fs::write(folder.join("part-00000.nq.gz"), &bytes).expect("written");
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    change(&folder, |manifest| {
        manifest["parts"][0] = json!({"name": "part-00000.nq.gz", "quads": 1, "bytes": bytes.len(), "sha256": digest})
    });
    load(&folder, &place.path().join("store")).refuses(3, &["part-00000.nq.gz", "line 1"]);
}
