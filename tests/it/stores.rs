//! Stores that cannot be used say why, and stay as they were: missing, foreign, newer, in use, damaged, on a full disk.

use super::support::{PAGE, PAGE_FILE, built, guanmo, quads, shell, skipped};
use guanmo::rdf::Store;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Commands that read a store, and one that writes it.
fn every_way(store: &str) -> Vec<super::support::Run> {
    [
        vec!["articles", "--store", store],
        vec!["show", "新华区", "--store", store],
        vec!["query", "ASK { ?s ?p ?o }", "--store", store],
        vec!["export", "--format", "nquads", "--store", store],
        vec!["build", PAGE_FILE, "--store", store],
        vec!["remove", "sjz-20230517", "--store", store],
    ]
    .iter()
    .map(|arguments| guanmo(arguments))
    .collect()
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    names.sort();
    names
}

#[test]
fn missing_and_foreign_folders_are_told() {
    let folder = TempDir::new().expect("a folder");
    let missing = folder.path().join("none").display().to_string();
    guanmo(&["show", "新华区", "--store", &missing]).refuses(3, &["there is no store here", "guanmo build"]);
    guanmo(&["remove", "x", "--store", &missing]).refuses(3, &["there is no store here"]);
    assert!(!Path::new(&missing).exists(), "reading makes no store");
    let other = folder.path().join("other");
    fs::create_dir(&other).expect("made");
    fs::write(other.join("notes.txt"), "x").expect("written");
    for run in every_way(&other.display().to_string()) {
        run.refuses(3, &["not a guanmo store"]);
    }
    for run in every_way(&other.join("notes.txt").display().to_string()) {
        run.refuses(3, &["not a guanmo store"]);
    }
    assert_eq!(names(&other), [other.join("notes.txt")]);
}

/// Writes another number of layout into a store, as a later program would.
fn set_layout(store: &str, number: &str) {
    use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
    let raw = oxigraph::store::Store::open(store).expect("opened");
    let gm = |name: &str| NamedNode::new(format!("https://w3id.org/guanmo/ns#{name}")).expect("an IRI");
    let layout = |value: &str| Quad::new(gm("store"), gm("layout"), Literal::new_simple_literal(value), GraphName::from(gm("meta")));
    let old: Vec<Quad> = raw
        .quads_for_pattern(None, Some(gm("layout").as_ref()), None, Some(gm("meta").as_ref().into()))
        .map(|q| q.expect("a quad"))
        .collect();
    assert_eq!(old.len(), 1);
    raw.remove(&old[0]).expect("removed");
    raw.insert(&layout(number)).expect("inserted");
    raw.flush().expect("written");
}

#[test]
fn a_newer_store_is_left_alone() {
    let (_folder, store) = built();
    set_layout(&store, "99");
    for run in every_way(&store) {
        run.refuses(3, &["layout 99", "newer guanmo"]);
    }
    set_layout(&store, &guanmo::rdf::LAYOUT.to_string());
    assert!(quads(&store).contains("马宇骏"), "nothing was lost");
}

#[test]
fn a_store_in_use_is_not_written_but_read() {
    let (_folder, store) = built();
    let before = quads(&store);
    let held = Store::open_or_create(Path::new(&store), None).expect("opened");
    guanmo(&["build", PAGE_FILE, "--store", &store]).refuses(3, &["in use by another process"]);
    guanmo(&["remove", "sjz-20230517", "--store", &store]).refuses(3, &["in use by another process"]);
    assert_eq!(before, quads(&store), "others may read");
    drop(held);
    assert_eq!(guanmo(&["build", PAGE_FILE, "--store", &store]).code, 0);
    assert_eq!(before, quads(&store));
}

/// Ways to damage a store; each is told by every command, and nothing panics.
#[test]
fn a_damaged_store_is_told() {
    let (folder, store) = built();
    let largest = |ending: &str, copy: &Path| {
        let files = names(copy).into_iter().filter(|p| p.extension().is_some_and(|e| e == ending));
        files.max_by_key(|p| fs::metadata(p).map_or(0, |m| m.len())).expect("a file")
    };
    let manifest = |copy: &Path| names(copy).into_iter().find(|p| p.display().to_string().contains("MANIFEST")).expect("a manifest");
    type Harm<'h> = (&'static str, Box<dyn Fn(&Path) + 'h>);
    let harms: Vec<Harm> = vec![
        ("a cut table", Box::new(|c| fs::write(largest("sst", c), b"short").expect("written"))),
        ("a lost table", Box::new(|c| fs::remove_file(largest("sst", c)).expect("removed"))),
        ("a lost manifest", Box::new(|c| fs::remove_file(manifest(c)).expect("removed"))),
        ("a cut manifest", Box::new(|c| fs::write(manifest(c), b"xxxxxxxxxxxxxxxxxxxxxxxx").expect("written"))),
        ("garbage in CURRENT", Box::new(|c| fs::write(c.join("CURRENT"), [7, 0, 255, 13]).expect("written"))),
        ("another CURRENT", Box::new(|c| fs::write(c.join("CURRENT"), "MANIFEST-999999\n").expect("written"))),
        ("an empty CURRENT", Box::new(|c| fs::write(c.join("CURRENT"), "").expect("written"))),
        ("a lost CURRENT", Box::new(|c| fs::remove_file(c.join("CURRENT")).expect("removed"))),
    ];
    for (number, (what, harm)) in harms.iter().enumerate() {
        let copy = folder.path().join(format!("copy{number}"));
        assert_eq!(shell(&format!("cp -r '{store}' '{}'", copy.display()), folder.path()).code, 0);
        harm(&copy);
        for run in every_way(&copy.display().to_string()) {
            assert!(
                run.code == 3 && run.err.contains("the store is damaged") && run.err.contains("build it again"),
                "{what}: {} {}",
                run.code,
                run.err
            );
        }
    }
}

/// A table with other bytes of the same length: only a checksum can tell.
#[test]
fn a_table_with_wrong_bytes_is_told_or_not_read() {
    let (_folder, store) = built();
    let whole = quads(&store);
    for table in names(Path::new(&store)).into_iter().filter(|p| p.extension().is_some_and(|e| e == "sst")) {
        let good = fs::read(&table).expect("a table");
        let mut bad = good.clone();
        let middle = bad.len() / 3;
        bad[middle..middle + 8].iter_mut().for_each(|byte| *byte ^= 0x5a);
        fs::write(&table, bad).expect("written");
        let run = guanmo(&["export", "--store", &store, "--format", "nquads"]);
        assert!(run.code == 3 && run.err.contains("damaged") || run.out == whole, "{}: {} {}", table.display(), run.code, run.err);
        fs::write(&table, good).expect("written");
    }
    assert_eq!(quads(&store), whole);
}

/// Many articles that are the page under other ids.
fn copies(path: &Path, count: usize) {
    let line = |i: usize| format!("{}\n", serde_json::json!({"id": format!("copy-{i}"), "text": PAGE}));
    fs::write(path, (0..count).map(line).collect::<String>()).expect("written");
}

#[test]
fn a_full_disk_leaves_the_store_as_it_was() {
    let folder = TempDir::new().expect("a folder");
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("made");
    let many = folder.path().join("many.jsonl");
    copies(&many, 80);
    let mounted = shell("mount -t tmpfs -o size=6m tmpfs disk", folder.path()).code == 0;
    if !mounted {
        skipped("a_full_disk_leaves_the_store_as_it_was", "no small disk can be mounted here; file sizes are limited instead");
    }
    let limit = if mounted { "" } else { "trap '' XFSZ; ulimit -f 4000;" };
    let build = |what: &str| shell(&format!("{limit} exec \"$GUANMO\" build {what} --store disk/store"), folder.path());
    let store = disk.join("store").display().to_string();
    let first = build(PAGE_FILE);
    let before = quads(&store);
    let full = build("many.jsonl");
    let after = quads(&store);
    let again = shell(
        &format!("{} exec \"$GUANMO\" build many.jsonl --store disk/store", if mounted { "mount -o remount,size=400m disk;" } else { "" }),
        folder.path(),
    );
    let complete = quads(&store);
    let unmounted = !mounted || shell("umount disk", folder.path()).code == 0;
    assert!(unmounted && first.code == 0, "{}", first.err);
    full.refuses(3, &["the disk is full", "holds what it held before"]);
    assert_eq!(before, after);
    assert!(again.code == 0 && complete.contains("copy-79"), "{}", again.err);
}

/// A file system that takes no more than so much of one file is as good as full.
#[test]
fn a_limit_on_file_size_is_told() {
    let folder = TempDir::new().expect("a folder");
    copies(&folder.path().join("many.jsonl"), 60);
    let run = shell("trap '' XFSZ; ulimit -f 1000; exec \"$GUANMO\" build many.jsonl --store store", folder.path());
    run.refuses(3, &["the disk is full"]);
    let list = shell("exec \"$GUANMO\" articles --store store", folder.path());
    assert!(list.code == 0 && !list.out.contains("copy-"), "{}{}", list.out, list.err);
    let drawing = shell(
        "\"$GUANMO\" build many.jsonl --store store >/dev/null; trap '' XFSZ; ulimit -f 10; \"$GUANMO\" export --store store --format nquads --output all.nq",
        folder.path(),
    );
    drawing.refuses(3, &["all.nq"]);
    assert!(!names(folder.path()).iter().any(|p| p.display().to_string().contains("all.nq")), "no half file stays");
}
