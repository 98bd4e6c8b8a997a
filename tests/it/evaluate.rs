//! The scorer: its verdicts equal those of the fact contract's own script, where that is at hand; the commands around it.

use super::support::guanmo;
use guanmo::evaluate::figures::{Row, rows};
use guanmo::evaluate::gold;
use guanmo::evaluate::record::predictions;
use guanmo::evaluate::score::{Evaluation, Item, evaluate};
use guanmo::export::article_json;
use guanmo::pipeline::Pipeline;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Gold of the project and, where there is any, beside it: annotations and texts.
fn sets() -> Vec<(PathBuf, PathBuf)> {
    let at = |p: &str| Path::new(ROOT).join(p);
    let mut out = vec![(at("data/gold"), at("data/articles")), (at("data/gold/cities"), at("data/gold/cities"))];
    match shared() {
        Some(folder) => out.push((folder.join("dev"), folder.join("dev"))),
        None => eprintln!("evaluate: ../shared/eval is not at hand, its part is skipped"),
    }
    out
}

/// `../shared/eval` beside the project's folder.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(ROOT).parent()?.join("shared/eval");
    folder.join("score.py").is_file().then_some(folder)
}

/// Predictions as the program writes them.
fn lines(files: &[gold::GoldFile], pipeline: &Pipeline) -> String {
    files.iter().flat_map(|f| pipeline.run(&f.document)).map(|a| format!("{}\n", article_json(&a))).collect()
}

#[test]
fn values_and_json_lines_give_the_same_verdicts() {
    let pipeline = Pipeline::load().expect("the shipped rules load");
    for (annotations, texts) in sets() {
        let files = gold::load(&annotations, &texts).expect("gold");
        let read = predictions(lines(&files, &pipeline).as_bytes(), "lines").expect("well-formed");
        let (a, b) = (evaluate(&files, &gold::extract(&files, &pipeline)), evaluate(&files, &read));
        assert_eq!(a, b, "{}", annotations.display());
        assert_eq!(a.ungrounded, 0);
    }
}

#[test]
fn verdicts_equal_those_of_the_contract() {
    let Some(script) = shared().map(|f| f.join("score.py")) else {
        return eprintln!("evaluate: skipped, ../shared/eval/score.py is not at hand");
    };
    let pipeline = Pipeline::load().expect("the shipped rules load");
    for (annotations, texts) in sets() {
        let files = gold::load(&annotations, &texts).expect("gold");
        let folder = TempDir::new().expect("a folder");
        for file in &files {
            for (from, ending) in [(&annotations, "json"), (&texts, "txt")] {
                let name = format!("{}.{ending}", file.stem);
                fs::copy(from.join(&name), folder.path().join(&name)).expect("copied");
            }
        }
        let predicted = folder.path().join("predicted.jsonl");
        fs::write(&predicted, lines(&files, &pipeline)).expect("written");
        let Ok(output) = Command::new("python3").arg(&script).arg(folder.path()).arg(&predicted).output() else {
            return eprintln!("evaluate: skipped, python3 is not at hand");
        };
        let theirs = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(ours(&evaluate(&files, &gold::extract(&files, &pipeline))), theirs, "{}", annotations.display());
    }
}

/// Our verdicts in the form of the script.
fn ours(evaluation: &Evaluation) -> String {
    let row = |r: Row| {
        let (p, c, f) = (r.precision.value, r.recall.value, r.f1.value);
        format!("  {:18} {p:.3}  {c:.3}  {f:.3}  {:5} {:5} {:5}\n", r.name, r.found, r.missed, r.wrong)
    };
    let part = |label: &str, item| {
        let lines: String = rows(evaluation, item).into_iter().map(row).collect();
        format!("{label:20}   P      R      F1    found missed false\n{lines}")
    };
    let last = format!("articles {}, facts without exact evidence {}\n", evaluation.articles, evaluation.ungrounded);
    part("entities", Item::Entity) + &part("facts", Item::Fact) + &last
}

/// A small gold folder and two runs over it.
fn small() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("a.txt", "市长高远山出席开工仪式。天气晴朗。\n");
    let fact =
        |s: &str, p: &str, o: &str, e: &str| format!("{{\"subject\":\"{s}\",\"predicate\":\"{p}\",\"object\":\"{o}\",\"evidence\":{e}}}");
    let article = |facts: &[String]| format!("{{\"id\":\"a\",\"article\":{{}},\"entities\":[],\"facts\":[{}]}}\n", facts.join(","));
    let gold = [fact("高远山", "holdsPost", "市长", "\"市长高远山\""), fact("高远山", "attended", "开工仪式", "\"出席开工仪式\"")];
    write("a.json", &article(&gold));
    let wrong = fact("高远山", "visited", "天气", "{\"start\":12,\"end\":14,\"text\":\"天气\"}");
    write("before.jsonl", &article(&[gold[0].clone(), wrong]));
    write("now.jsonl", &article(&gold[1..]));
    folder
}

#[test]
fn misses_and_changes_are_shown_with_their_sentence() {
    let folder = small();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (gold, before, now) = (at(""), at("before.jsonl"), at("now.jsonl"));
    let run = guanmo(&["evaluate", &gold, &before, "--misses"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for words in
        ["MISSED  高远山 attended 开工仪式\n    市长高远山出席开工仪式。", "FALSE   高远山 visited 天气\n    天气晴朗。", "articles 1"]
    {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    let json = guanmo(&["evaluate", &gold, &now, "--compare", &before, "--misses", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    for (key, text) in [("gained", "高远山 attended 开工仪式"), ("lost", "高远山 holdsPost 市长"), ("fixed_false", "高远山 visited 天气")]
    {
        assert_eq!(value["compare"][key][0]["text"], text, "{key}");
    }
    assert_eq!(value["facts"][0]["name"], "holdsPost");
    assert_eq!(value["misses"][0]["quote"]["words"], "市长高远山");
    let table = guanmo(&["evaluate", &gold, &now, "--compare", &before]);
    assert!(table.out.contains("gained 1, lost 1, new false 0, fixed false 1"), "{}", table.out);
    assert_eq!(table.out, guanmo(&["evaluate", &gold, &now, "--compare", &before]).out);
}

#[test]
fn wrong_use_names_place_and_remedy() {
    let folder = small();
    let gold = folder.path().display().to_string();
    let bad = folder.path().join("bad.jsonl").display().to_string();
    fs::write(&bad, "{\"id\":\"a\"}\n[]\n").expect("written");
    let empty = TempDir::new().expect("a folder");
    let empty = empty.path().display().to_string();
    let case = folder.path().join("c.md").display().to_string();
    fs::write(&case, "## A\n```text\n甲。\n```\n```facts\n甲 | knows | 乙\n```\n").expect("written");
    let cases: [(&[&str], i32, &str); 6] = [
        (&["evaluate"], 2, "GOLD_DIR"),
        (&["evaluate", &gold, &bad], 2, "bad.jsonl:2"),
        (&["evaluate", &gold, "none.jsonl"], 3, "none.jsonl"),
        (&["evaluate", &empty], 2, "no gold here"),
        (&["evaluate", "--cases", &case], 2, "c.md:6: no predicate is named `knows`"),
        (&["silence", "none.txt"], 1, "no such file"),
    ];
    for (arguments, code, words) in cases {
        let run = guanmo(arguments);
        assert!(run.code == code && run.err.contains(words), "{arguments:?}: {} {}", run.code, run.err);
    }
}

#[test]
fn cases_can_be_run_without_a_test() {
    let folder = TempDir::new().expect("a folder");
    let body = |facts: &str| format!("```text\n市长李明远讲话。\n```\n```facts\n{facts}\n```\n");
    let text = format!("## Plain\n{}## Much (open)\n{}", body("李明远 | holdsPost | 市长\n? 李明远 | attended"), body("乙 | said | 好"));
    let path = folder.path().join("c.md").display().to_string();
    fs::write(&path, text.replace("? 李明远 | attended\n", "")).expect("written");
    let run = guanmo(&["evaluate", "--cases", &path, "--misses"]);
    assert!(run.code == 0 && run.out.contains("c.md:8  Much (open)") && run.out.contains("missing  line 13"), "{} {}", run.out, run.err);
    let one = guanmo(&["evaluate", "--cases", &path, "--find", "Plain"]);
    assert!(one.out.contains("  holds\n") && !one.out.contains("Much"), "{}", one.out);
    let json: serde_json::Value = serde_json::from_str(&guanmo(&["evaluate", "--cases", &path, "--format", "json"]).out).expect("JSON");
    assert_eq!((&json["files"][0]["count"]["hold"], &json["files"][0]["cases"][1]["open"]), (&1.into(), &true.into()));
}

#[test]
fn silent_sentences_are_shown_by_verb() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.txt").display().to_string();
    fs::write(&path, "云帆项目工作会议\n\n　　5月3日，市委书记高远山出席云帆项目开工仪式并讲话。市长李明远视察。天气晴朗。\n")
        .expect("written");
    let table = guanmo(&["silence", &path]);
    assert!(table.code == 0 && table.out.contains("视察\n    市长李明远视察。  李明远, a"), "{} {}", table.out, table.err);
    let json: serde_json::Value = serde_json::from_str(&guanmo(&["silence", &path, "--format", "json"]).out).expect("JSON");
    let verb = &json["verbs"][0];
    assert_eq!((&verb["verb"], &verb["silent"], &verb["share"]), (&"视察".into(), &1.into(), &1.0.into()));
    assert_eq!((&json["silent"], &json["sentences"]), (&1.into(), &2.into()));
}
