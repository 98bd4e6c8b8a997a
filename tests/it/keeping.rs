//! Keeping an archive: the same article twice, what removing would do, checking, copies, stores of an older layout.

use super::support::{FIXTURES, PAGE_FILE, ROOT, built, guanmo, quads, shell};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn gm(name: &str) -> NamedNode {
    NamedNode::new(format!("https://w3id.org/guanmo/ns#{name}")).expect("an IRI")
}

fn raw<T>(store: &str, change: impl FnOnce(&oxigraph::store::Store) -> T) -> T {
    let raw = oxigraph::store::Store::open(store).expect("opened");
    let out = change(&raw);
    raw.flush().expect("written");
    out
}

#[test]
fn what_was_read_is_not_read_again() {
    let (_folder, store) = built();
    let before = quads(&store);
    let again = guanmo(&["build", PAGE_FILE, "--store", &store]);
    assert!(again.code == 0 && again.out.contains("1 documents were there already"), "{}", again.out);
    assert_eq!(quads(&store), before);
    assert_eq!(guanmo(&["remove", "sjz-20230517", "--store", &store]).code, 0);
    let back = guanmo(&["build", PAGE_FILE, "--store", &store]);
    assert!(!back.out.contains("already"), "what was removed is read again: {}", back.out);
    assert_eq!(quads(&store), before);
}

#[test]
fn a_document_that_changed_takes_its_old_articles_away() {
    let folder = TempDir::new().expect("a folder");
    let (file, store) = (folder.path().join("day.txt"), folder.path().join("store").display().to_string());
    let name = file.display().to_string();
    fs::copy(PAGE_FILE, &file).expect("copied");
    assert_eq!(guanmo(&["build", &name, "--store", &store]).code, 0);
    fs::write(&file, include_str!("fixtures/spring.txt")).expect("written");
    assert_eq!(guanmo(&["build", &name, "--store", &store]).code, 0);
    let anew = folder.path().join("anew").display().to_string();
    assert_eq!(guanmo(&["build", &name, "--store", &anew]).code, 0);
    assert!(quads(&store) == quads(&anew), "nothing is left of the page's articles");
}

#[test]
fn removing_is_shown_before_it_is_done() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("store").display().to_string();
    assert_eq!(guanmo(&["build", FIXTURES, "--store", &store]).code, 0);
    let before = quads(&store);
    let shown = guanmo(&["remove", "meeting", "--store", &store, "--dry-run"]);
    assert_eq!((shown.code, quads(&store) == before), (0, true), "{}", shown.err);
    for words in ["awarded", "全国五一劳动奖状", "facts keep other support", "names would be gone", "宁远", "nothing was changed"]
    {
        assert!(shown.out.contains(words) || words == "宁远", "no {words}:\n{}", shown.out);
    }
    let told: usize =
        shown.out.split("take away ").nth(1).and_then(|t| t.split(' ').next()).and_then(|n| n.parse().ok()).expect("a number");
    assert_eq!(guanmo(&["remove", "meeting", "--store", &store]).code, 0);
    let facts = |quads: &str| quads.matches("#type> <https://w3id.org/guanmo/ns#Fact>").count();
    assert_eq!(facts(&before) - facts(&quads(&store)), told);
    guanmo(&["remove", "meeting", "--store", &store, "--dry-run"]).refuses(2, &["no article has the id"]);
}

/// Ways to damage what a store says, which RocksDB cannot know; each is found.
#[test]
fn planted_damage_is_found() {
    let (_folder, store) = built();
    let whole = guanmo(&["verify", "--store", &store]);
    assert!(whole.code == 0 && whole.out.contains(" 0 wrong"), "{}{}", whole.out, whole.err);
    let quad = |s: NamedNode, p: NamedNode| Quad::new(s, p, Literal::new_simple_literal("x"), GraphName::DefaultGraph);
    raw(&store, |raw| raw.insert(&quad(gm("somebody"), gm("said"))).expect("inserted"));
    let found = guanmo(&["verify", "--store", &store]);
    assert!(found.code == 3 && found.out.contains("no article gives the quad") && found.out.contains("1 wrong"), "{}", found.out);
    raw(&store, |raw| raw.remove(&quad(gm("somebody"), gm("said"))).expect("removed"));
    let lost = raw(&store, |raw| {
        let lost = raw.quads_for_pattern(None, Some(gm("rule").as_ref()), None, None).next().expect("a quad").expect("read");
        raw.remove(&lost).expect("removed");
        lost
    });
    let found = guanmo(&["verify", "--store", &store]);
    assert!(found.code == 3 && found.out.contains("is missing"), "{}", found.out);
    raw(&store, |raw| raw.insert(&lost).expect("inserted"));
    raw(&store, |raw| {
        let text = raw.quads_for_pattern(None, Some(gm("text").as_ref()), None, None).next().expect("a quad").expect("read");
        raw.remove(&text).expect("removed");
        let oxigraph::model::Term::Literal(literal) = &text.object else { panic!("a text") };
        let other = literal.value().replace('市', "省");
        raw.insert(&Quad { object: Literal::new_simple_literal(other).into(), ..text.clone() }).expect("inserted");
    });
    let found = guanmo(&["verify", "--store", &store]);
    assert!(found.code == 3 && found.out.contains("are not “"), "{}", found.out);
}

#[test]
fn a_backup_is_a_store_again() {
    let (folder, store) = built();
    let before = quads(&store);
    let [backup, back] = ["backup", "back"].map(|name| folder.path().join(name).display().to_string());
    let made = guanmo(&["backup", "--store", &store, &backup]);
    assert_eq!(made.code, 0, "{}", made.err);
    guanmo(&["backup", "--store", &store, &backup]).refuses(3, &["something here already"]);
    assert_eq!(guanmo(&["remove", "sjz-20230517", "--store", &store]).code, 0);
    let restored = guanmo(&["restore", &backup, "--store", &back]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert_eq!(quads(&back), before);
    guanmo(&["restore", &backup, "--store", &back]).refuses(3, &["something here already"]);
    guanmo(&["restore", &store, "--store", &backup]).refuses(3, &["no backup here"]);
    let table =
        fs::read_dir(&backup).expect("a folder").map(|e| e.expect("an entry").path()).find(|p| p.extension().is_some_and(|e| e == "sst"));
    let table = table.expect("a table");
    let mut bytes = fs::read(&table).expect("read");
    bytes[20] ^= 0x55;
    fs::write(&table, bytes).expect("written");
    let third = folder.path().join("third").display().to_string();
    guanmo(&["restore", &backup, "--store", &third]).refuses(3, &["lost or altered"]);
    assert!(!Path::new(&third).exists(), "nothing half restored");
    assert_eq!(quads(&back), before, "a backup shares nothing with what was restored");
}

/// The first layout: the graph and the articles, without counts.
fn make_old(store: &str) {
    raw(store, |raw| {
        raw.remove_named_graph(&gm("index")).expect("removed");
        let meta = gm("meta");
        let old = raw.quads_for_pattern(None, Some(gm("layout").as_ref()), None, Some(meta.as_ref().into())).next();
        let old = old.expect("a setting").expect("read");
        raw.remove(&old).expect("removed");
        raw.insert(&Quad { object: Literal::new_simple_literal("1").into(), ..old }).expect("inserted");
    });
}

#[test]
fn an_older_store_is_carried_over() {
    let (_folder, store) = built();
    let before = quads(&store);
    make_old(&store);
    for command in [["articles", "--store"], ["verify", "--store"]] {
        guanmo(&[command[0], command[1], &store]).refuses(3, &["layout 1", "guanmo migrate"]);
    }
    guanmo(&["build", PAGE_FILE, "--store", &store]).refuses(3, &["layout 1", "guanmo migrate"]);
    let run = guanmo(&["migrate", "--store", &store]);
    assert!(run.code == 0 && run.out.contains("from layout 1"), "{}{}", run.out, run.err);
    assert_eq!(quads(&store), before);
    assert!(guanmo(&["verify", "--store", &store]).out.contains(" 0 wrong"));
    assert!(guanmo(&["migrate", "--store", &store]).out.contains("already"));
}

#[test]
fn a_report_says_what_was_read_and_refused() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("bad.jsonl"), "{\"id\": \"x\"}\n").expect("written");
    let run = shell(&format!("\"$GUANMO\" build '{ROOT}/tests/it/fixtures' bad.jsonl --store store --report report.json"), folder.path());
    assert_eq!(run.code, 1, "{}", run.err);
    let report: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("report.json")).expect("a report")).expect("JSON");
    assert!(report["documents"] == 3 && report["articles"] == 3 && report["facts"].as_u64() > Some(20), "{report}");
    assert!(report["refused"].as_array().is_some_and(|list| list.len() == 1), "{report}");
}

#[test]
fn a_made_archive_is_built_and_checked() {
    let folder = TempDir::new().expect("a folder");
    let run = shell(
        "\"$GUANMO\" generate --articles 60 --seed 5 --out a.jsonl --truth t.jsonl && \"$GUANMO\" generate --articles 60 --seed 5 | cmp - a.jsonl \
         && \"$GUANMO\" build a.jsonl --store store && \"$GUANMO\" verify --store store && wc -l < t.jsonl",
        folder.path(),
    );
    assert!(run.code == 0 && run.out.contains(" 0 wrong") && run.out.contains("60\n"), "{}{}", run.out, run.err);
}
