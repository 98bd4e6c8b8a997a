//! A graph in compressed parts becomes the store that `guanmo build` makes, or none: missing, changed and miscounted parts.

use super::support::{FIXTURES, guanmo};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn written() -> (TempDir, PathBuf) {
    let place = TempDir::new().expect("a folder");
    let folder = place.path().join("graph");
    write_graph(&folder);
    (place, folder)
}

/// Makes a folder of a whole store of the invented articles; the store is made beside it.
pub fn write_graph(folder: &Path) {
    let built = folder.with_file_name("built");
    let words = |text: &str| text.split(' ').map(str::to_string).collect::<Vec<_>>();
    for arguments in [
        words(&format!("build {FIXTURES} --store {}", built.display())),
        words(&format!(
            "export --format nquads-parts --whole --quads-per-part 200 --store {} --output {}",
            built.display(),
            folder.display()
        )),
    ] {
        let run = guanmo(&arguments);
        assert_eq!(run.code, 0, "{}", run.err);
    }
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
    let dump = |store: &Path| {
        let store = guanmo::rdf::Store::open(store).expect("opened");
        (store.quads().expect("quads"), store.articles().expect("articles"), store.verify().expect("verified"))
    };
    assert_eq!(dump(&loaded), dump(&built));
    assert_eq!(dump(&loaded).2.findings, Vec::<String>::new());
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
    change(&folder, |manifest| manifest["parts"][0]["file"] = json!("../graph/part-00000.nq.gz"));
    refuse(&["is no name of a file"]);
    fs::write(folder.join("manifest.json"), "{}").expect("written");
    refuse(&["not a manifest of guanmo", "missing field"]);
    fs::remove_file(folder.join("manifest.json")).expect("removed");
    refuse(&["there is no manifest.json", "write it again"]);
}

#[test]
fn a_graph_without_its_articles_is_no_store() {
    let (place, folder) = written();
    let store = place.path().join("store");
    change(&folder, |manifest| manifest["store"]["articles"] = json!(4));
    load(&folder, &store).refuses(3, &["the manifest says 4 articles", "found were 3 articles"]);
    change(&folder, |manifest| manifest["store"]["layout"] = json!(1));
    load(&folder, &store).refuses(3, &["layout 1, this program knows layout 3"]);
    change(&folder, |manifest| drop(manifest.as_object_mut().expect("an object").remove("store")));
    load(&folder, &store).refuses(3, &["a graph without the articles", "--whole"]);
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
        manifest["parts"][0] = json!({"file": "part-00000.nq.gz", "quads": 1, "bytes": bytes.len(), "sha256": digest})
    });
    load(&folder, &place.path().join("store")).refuses(3, &["part-00000.nq.gz", "line 1"]);
}
