//! Terms, judgements, review, ledgers and differences as a user meets them: the program over small articles.

use super::support::{Run, guanmo};
use std::path::Path;
use tempfile::TempDir;

/// Articles as JSON Lines: id, paper, day, text.
const TOLD: &[(&str, &str, &str, &str)] = &[
    ("a1", "石家庄日报", "2021-02-01", "市长田一禾到正定县调研。"),
    ("a2", "石家庄日报", "2021-06-20", "市长田一禾主持召开会议。"),
    ("a3", "石家庄日报", "2021-06-21", "云帆重工有限公司董事长田一禾参加签约仪式。"),
    ("b1", "石家庄日报", "2022-03-01", "市长邢望川主持召开会议。云帆轴承生产基地项目位于正定县，总投资3亿元，预计2022年10月建成。"),
    ("b2", "石家庄日报", "2022-09-01", "市长邢望川到正定县调研。云帆轴承生产基地项目总投资5亿元，预计2023年10月建成。"),
    ("b3", "石家庄日报", "2022-09-05", "在一季度综合考核中，正定县排名全市第一位，平山县排名全市最后一位。"),
];

fn write(folder: &Path, told: &[(&str, &str, &str, &str)]) -> String {
    let line = |(id, paper, day, text): &(&str, &str, &str, &str)| {
        format!("{}\n", serde_json::json!({"id": id, "title": "要闻", "publisher": paper, "date": day, "text": format!("　　{text}\n")}))
    };
    let path = folder.join("told.jsonl");
    std::fs::write(&path, told.iter().map(line).collect::<String>()).expect("written");
    path.display().to_string()
}

fn store(folder: &TempDir) -> String {
    let store = folder.path().join("store").display().to_string();
    let built = guanmo(&["build", &write(folder.path(), TOLD), "--store", &store]);
    assert_eq!(built.code, 0, "{}", built.err);
    store
}

fn done(arguments: &[&str]) -> String {
    let Run { code, out, err } = guanmo(arguments);
    assert_eq!(code, 0, "{arguments:?}: {err}");
    out
}

#[test]
fn who_was_mayor_and_how_do_we_know() {
    let folder = TempDir::new().expect("a folder");
    let store = store(&folder);
    let told = done(&["incumbent", "石家庄市市长", "--on", "2021-05-01", "--store", &store]);
    for words in ["田一禾", "certain", "市长田一禾到正定县调研。", "石家庄日报 · 2021-02-01", "2021-06-20"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("邢望川"));
    let later = done(&["incumbent", "石家庄市", "--on", "2022-05-01", "--store", &store]);
    assert!(later.contains("邢望川") && !later.contains("田一禾"), "{later}");
    let known = done(&["incumbent", "市长", "--on", "2022-05-01", "--store", &store, "--as-known-on", "2021-12-31"]);
    assert!(known.contains("田一禾") && known.contains("likely") && !known.contains("邢望川"), "{known}");
    let terms = done(&["terms", "石家庄市市长", "--store", &store]);
    assert!(terms.contains("2021-06-20 … 2022-03-01") && terms.contains("not told between 田一禾 (2021-06-20)"), "{terms}");
    guanmo(&["incumbent", "石家庄市市长", "--on", "May", "--store", &store]).refuses(2, &["2023-05-17"]);
    guanmo(&["incumbent", "火星市市长", "--on", "2021-05-01", "--store", &store]).refuses(2, &["no article shows"]);
}

#[test]
fn judgements_hold_over_rules_and_outlive_the_store() {
    let folder = TempDir::new().expect("a folder");
    let store = store(&folder);
    let review = done(&["review", "--store", &store, "--type", "Person"]);
    let keys = ["Person|石家庄市|田一禾", "Person|云帆重工有限公司|田一禾"];
    assert!(keys.iter().all(|key| review.contains(key)) && review.contains("1 unsure pairs"), "{review}");
    let judge = |verdict: &str| {
        let mut arguments = vec!["judge", keys[0], keys[1], verdict, "--why", "one portrait", "--by", "editor", "--store", &store];
        arguments.extend(["--when", "2024-01-02"]);
        done(&arguments)
    };
    let quads = |store: &str| done(&["export", "--store", store, "--format", "nquads"]);
    let bodies = |store: &str| done(&["query", "--name", "posts-of", "--param", "person=田一禾", "--store", store]);
    let unjudged = quads(&store);
    judge("--same");
    let same = quads(&store);
    assert_ne!(same, unjudged, "what is stored follows the judgement");
    assert!(bodies(&store).contains("董事长"));
    let pairs = |store: &str| done(&["review", "--store", store, "--type", "Person", "--format", "json"]);
    assert!(pairs(&store).contains("\"unsure\":0"));
    let offices = done(&["terms", "田一禾", "--store", &store]);
    assert!(offices.contains("石家庄市长") && offices.contains("云帆重工有限公司董事长"), "one person now: {offices}");
    let ledger = std::fs::read_to_string(format!("{store}.judgements.jsonl")).expect("the ledger");
    assert!(ledger.contains("one portrait") && ledger.contains("2024-01-02") && ledger.lines().count() == 1);
    std::fs::remove_dir_all(&store).expect("removed");
    assert_eq!(guanmo(&["build", &folder.path().join("told.jsonl").display().to_string(), "--store", &store]).code, 0);
    assert!(pairs(&store).contains("\"unsure\":0"), "built anew, judged the same");
    assert_eq!(quads(&store), same, "built anew of articles and judgements");
    done(&["verify", "--store", &store]);
    judge("--undo");
    assert_eq!(quads(&store), unjudged, "as if nothing had been judged");
    assert!(pairs(&store).contains("\"unsure\":1"), "taken back");
    judge("--different");
    assert!(pairs(&store).contains("\"unsure\":0"), "decided");
    judge("--unsure");
    assert!(pairs(&store).contains("judged by editor on 2024-01-02: one portrait"), "asked again");
    let refused = ["judge", keys[0], "正定县", "--same", "--why", "x", "--by", "y", "--store", &store];
    guanmo(&refused).refuses(2, &["two kinds"]);
    std::fs::write(format!("{store}.judgements.jsonl"), "no json\n").expect("written");
    guanmo(&["review", "--store", &store]).refuses(3, &["line 1", "guanmo judge"]);
}

#[test]
fn ledgers_show_time_and_disagreement() {
    let folder = TempDir::new().expect("a folder");
    let store = store(&folder);
    let project = done(&["ledger", "project", "云帆轴承生产基地项目", "--store", &store]);
    for words in ["300000000", "500000000", "2022-10", "2023-10", "+365 days"] {
        assert!(project.contains(words), "{words}: {project}");
    }
    let district = done(&["ledger", "district", "正定县", "--store", &store]);
    assert!(district.contains("一季度综合考核") && district.contains("rank 1"), "{district}");
    let person = done(&["ledger", "person", "邢望川", "--store", &store, "--format", "json"]);
    assert!(person.contains("正定县"), "{person}");
    let against = done(&["ledger", "disagreements", "--store", &store]);
    assert!(against.contains("云帆轴承生产基地项目 investment") && against.contains("1 facts and 0 offices"), "{against}");
}

#[test]
fn differences_between_days_and_stores() {
    let folder = TempDir::new().expect("a folder");
    let store = store(&folder);
    let days = done(&["diff", "--store", &store, "--from", "2021-12-31", "--to", "2022-12-31"]);
    for words in ["## New projects", "云帆轴承生产基地项目 investment 300000000", "## Rankings", "正定县 ranked 一季度综合考核 (rank 1"]
    {
        assert!(days.contains(words), "{words}: {days}");
    }
    assert!(!days.contains("No longer supported"));
    let other = folder.path().join("other").display().to_string();
    std::fs::create_dir(folder.path().join("fewer")).expect("a folder");
    let fewer = write(&folder.path().join("fewer"), &TOLD[..5]);
    assert_eq!(guanmo(&["build", &fewer, "--store", &other]).code, 0);
    let lost = done(&["diff", &store, &other]);
    assert!(lost.starts_with("## No longer supported") && lost.contains("平山县 ranked"), "{lost}");
    assert_eq!(done(&["diff", &store, &store]).trim(), "Nothing changed.");
    let gone = done(&["diff", &store, &other, "--format", "nquads", "--gone"]);
    assert!(gone.contains("ns#ranked") && done(&["diff", &store, &other, "--format", "nquads"]).is_empty(), "{gone}");
    let patch = done(&["diff", &other, &store, "--format", "patch"]);
    assert!(patch.lines().all(|line| line.starts_with("A ")) && patch.contains("ns#ranked"), "{patch}");
    guanmo(&["diff", "--store", &store, "--from", "2022-12-31", "--to", "2021-12-31"]).refuses(2, &["lies before"]);
}
