//! Weights are data: the same articles, seed and rounds give the same bytes; what is shipped is what the command gives.

use super::support::{ROOT, guanmo};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What the shipped table was learned from, as its head names it; `make models` uses the same.
const SHIPPED: &str = "data/models/person.tsv";

fn table() -> String {
    fs::read_to_string(Path::new(ROOT).join(SHIPPED)).expect("the shipped table")
}

/// The values of a key in a table's head.
fn head(table: &str, key: &str) -> Vec<String> {
    let prefix = format!("# {key}: ");
    table.lines().filter_map(|line| line.strip_prefix(&prefix)).map(str::to_string).collect()
}

/// Trains on some places; the table's text and what was printed.
fn trained(places: &[&str], more: &[&str]) -> (String, String) {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("w.tsv").display().to_string();
    let run = guanmo(&[&["train", "person"], places, &["--out", &out], more].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    (fs::read_to_string(out).expect("a table"), run.out)
}

#[test]
fn the_shipped_table_is_what_the_command_gives() {
    let shipped = table();
    let places: Vec<String> = head(&shipped, "learned from").iter().map(|l| l.split(" (").next().unwrap_or(l).to_string()).collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    for unseen in ["blind", "held-out", "unseen"] {
        assert!(places.len() > 3 && !places.iter().any(|p| p.contains(unseen)), "{places:?}");
    }
    let (again, printed) = trained(&places, &["--seed", &head(&shipped, "seed")[0], "--epochs", &head(&shipped, "epochs")[0]]);
    assert!(again == shipped, "articles, cases or recognition have changed: run `make models`\n{printed}");
}

#[test]
fn weights_do_better_than_rules_alone_on_what_is_held_back() {
    let shipped = table();
    let counts = |name: &str| -> Vec<usize> {
        let line = head(&shipped, &format!("held out, {name}")).remove(0);
        let inside = line.split(['(', ')']).nth(1).expect("counts");
        inside.split(", ").map(|c| c.split(' ').next().and_then(|n| n.parse().ok()).expect("a count")).collect()
    };
    let (rules, together) = (counts("rules"), counts("together"));
    assert!(together[1] <= rules[1] && together[2] <= rules[2] && together != rules, "{rules:?} {together:?}");
}

#[test]
fn the_seed_fixes_the_bytes() {
    let place = ["data/gold/unread"];
    let (one, printed) = trained(&place, &["--seed", "7", "--epochs", "3"]);
    assert_eq!(one, trained(&place, &["--seed", "7", "--epochs", "3"]).0);
    assert_ne!(one, trained(&place, &["--seed", "8", "--epochs", "3"]).0);
    assert_eq!((head(&one, "kind"), head(&one, "seed"), head(&one, "epochs")), (vec!["person".into()], vec!["7".into()], vec!["3".into()]));
    assert!(head(&one, "learned from")[0].starts_with("data/gold/unread (24 articles, sha256 "), "{one}");
    assert!(printed.lines().any(|l| l.starts_with("rules ")) && printed.lines().any(|l| l.starts_with("together ")), "{printed}");
    let rows: Vec<&str> = one.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').next().unwrap_or(l)).collect();
    assert!(rows.len() > 50 && rows.is_sorted(), "{} rows", rows.len());
}

#[test]
fn weights_can_be_taken_away_and_given() {
    let folder = TempDir::new().expect("a folder");
    let never = table()
        .lines()
        .map(|l| if l.starts_with("# margin") { l.split(": ").next().unwrap_or(l).to_string() + ": never" } else { l.into() })
        .collect::<Vec<_>>()
        .join("\n");
    let path = folder.path().join("never.tsv");
    fs::write(&path, never).expect("written");
    let sentence = "石桥镇的党员走好群众路线，新办的合作社带动种植户年人均增收5000元。";
    let (with, without) = (guanmo(&["why", sentence]), guanmo(&["why", sentence, "--weights", &path.display().to_string()]));
    for word in ["路线", "年人均"] {
        assert!(with.out.contains(&format!("weighed   no name, by the rules {word}: sum -")), "{}", with.out);
        assert!(without.out.contains(&format!("mention   Person {word}")), "{}", without.out);
    }
    assert!(!with.out.contains("mention   Person") && !without.out.contains("weighed"), "{}", with.out);
}

#[test]
fn a_damaged_table_is_refused_with_line_and_remedy() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("w.tsv").display().to_string();
    fs::write(&path, table().replacen("\nbias\t", "\nbias ", 1)).expect("written");
    let line = table().lines().position(|l| l.starts_with("bias\t")).expect("a bias") + 1;
    for command in [vec!["extract", "data/articles"], vec!["evaluate", "data/gold/cities"], vec!["why", "市长李明远讲话。"]] {
        guanmo(&[command, vec!["--weights", &path]].concat()).refuses(2, &[&format!("w.tsv:{line}: "), "a tab", "guanmo train"]);
    }
    guanmo(&["extract", "data/articles", "--weights", "none.tsv"]).refuses(3, &["none.tsv", "guanmo train"]);
}

#[test]
fn what_cannot_be_learned_from_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let one = folder.path().join("one");
    fs::create_dir(&one).expect("a folder");
    guanmo(&["train", "person", "no/such/folder"]).refuses(3, &["no/such/folder"]);
    guanmo(&["train", "person", &one.display().to_string()]).refuses(2, &["no gold here"]);
    for ending in ["json", "txt"] {
        fs::copy(format!("{ROOT}/data/gold/cities/H01.{ending}"), one.join(format!("H01.{ending}"))).expect("copied");
    }
    guanmo(&["train", "person", &one.display().to_string()]).refuses(2, &["1 articles are too few", "at least 10"]);
    guanmo(&["train", "person", "data/gold/cities", "--epochs", "0"]).refuses(2, &["--epochs"]);
    let out = folder.path().join("none/w.tsv").display().to_string();
    let run = guanmo(&["train", "person", "data/gold/cities", "--epochs", "1", "--out", &out]);
    assert!(run.code == 3 && run.err.contains("w.tsv") && !Path::new(&out).exists(), "{} {}", run.code, run.err);
}
