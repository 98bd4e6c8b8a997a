//! Bad input gets a clear error or notice with its place, and the rest goes on.

use super::support::{PAGE, PAGE_FILE, Run, built, guanmo, program, quads, shell, skipped};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("written");
    path.display().to_string()
}

#[test]
fn what_cannot_be_read_is_refused_and_the_rest_goes_on() {
    let folder = TempDir::new().expect("a folder");
    let cases = [
        (file(&folder, "empty.txt", b""), "empty.txt: the file is empty"),
        (file(&folder, "blank.txt", "\u{3000}\n \n".as_bytes()), "blank.txt: the file is empty"),
        (file(&folder, "binary.txt", &[0x7f, b'E', b'L', b'F', 0, 1, 2, 0, 0, 0]), "binary.txt: this is a binary file"),
        (folder.path().join("none.txt").display().to_string(), "none.txt: no such file"),
        (file(&folder, "bad.jsonl", b"{\"id\":\"a\"\n"), "bad.jsonl:1: not a JSON object"),
    ];
    for (path, reason) in &cases {
        guanmo(&["extract", path]).refuses(1, &["refused: ", reason]);
    }
    let mixed = guanmo(&["extract", &cases[0].0, PAGE_FILE]);
    assert_eq!((mixed.code, mixed.out.lines().count()), (1, 2), "the rest goes on");
    let store = folder.path().join("store").display().to_string();
    let run = guanmo(&["build", &cases[2].0, &cases[3].0, PAGE_FILE, "--store", &store]);
    assert!(run.code == 1 && run.err.matches("refused").count() == 2 && run.out.contains("2 articles"), "{}{}", run.out, run.err);
}

#[test]
fn invalid_bytes_are_a_notice() {
    let folder = TempDir::new().expect("a folder");
    let mut bytes = PAGE.as_bytes().to_vec();
    bytes[3000] = 0xff;
    let path = file(&folder, "damaged.txt", &bytes);
    let run = guanmo(&["extract", &path]);
    assert!(run.code == 0 && run.err.contains("notice: damaged"), "{}", run.err);
    let first: serde_json::Value = serde_json::from_str(run.out.lines().next().expect("an article")).expect("JSON");
    assert!(first["facts"].as_array().is_some_and(|facts| facts.len() > 30), "the rest is read");
}

/// Runs the program and watches the most memory it held, in MiB.
fn peak_memory(arguments: &[&str], input: Option<&Path>) -> (Run, u64) {
    let stdin = input.map_or_else(Stdio::null, |path| fs::File::open(path).expect("the input").into());
    let mut child =
        Command::new(program()).args(arguments).stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let code = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
        most = most.max(peak.unwrap_or(0) / 1024);
        if let Some(code) = child.try_wait().expect("waits") {
            break code;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    child.stdout.take().expect("piped").read_to_end(&mut out).expect("read");
    child.stderr.take().expect("piped").read_to_end(&mut err).expect("read");
    (Run::of(&std::process::Output { status: code, stdout: out, stderr: err }), most)
}

/// A hundred megabytes in one line, between two good lines.
fn long_line(path: &Path, json: bool) {
    let mut out = std::io::BufWriter::new(fs::File::create(path).expect("a file"));
    let good = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"市长高远山到正定县调研。\"}}\n");
    let (head, tail) = if json { (good("a") + "{\"id\":\"long\",\"text\":\"", format!("\"}}\n{}", good("b"))) } else { Default::default() };
    out.write_all(head.as_bytes()).expect("written");
    for _ in 0..1024 {
        out.write_all("市长调研重点项目。".repeat(3641).as_bytes()).expect("written");
    }
    out.write_all(tail.as_bytes()).expect("written");
}

#[test]
fn a_line_of_a_hundred_megabytes_is_refused_in_bounded_memory() {
    const MOST: u64 = 300;
    let folder = TempDir::new().expect("a folder");
    let (lines, text) = (folder.path().join("lines.jsonl"), folder.path().join("long.txt"));
    long_line(&lines, true);
    long_line(&text, false);
    assert!(fs::metadata(&text).expect("written").len() > 95 << 20);
    let (run, most) = peak_memory(&["extract", &lines.display().to_string()], None);
    assert!(run.code == 1 && run.err.contains("lines.jsonl:2: ") && run.err.contains("limit"), "{}", run.err);
    assert_eq!(run.out.lines().count(), 2, "the lines before and after are read");
    assert!(most < MOST, "{most} MiB");
    let (run, most) = peak_memory(&["extract", &text.display().to_string()], None);
    run.refuses(1, &["long.txt: ", "more than the limit"]);
    assert!(most < MOST, "{most} MiB");
    let (run, most) = peak_memory(&["extract", "-"], Some(&text));
    run.refuses(1, &["stdin: ", "more than the limit"]);
    assert!(most < MOST, "{most} MiB");
}

#[test]
fn what_may_not_be_read_or_written_is_told() {
    let folder = TempDir::new().expect("a folder");
    let copy = folder.path().join("guanmo");
    fs::copy(program(), &copy).expect("copied");
    file(&folder, "locked.txt", PAGE.as_bytes());
    let command = "chmod 755 . guanmo && mkdir locked && chmod 700 locked && chmod 000 locked.txt && ./guanmo build \"$PAGE\" --store st && \
        chmod -R go-rwx st && setpriv --reuid 65534 --regid 65534 --clear-groups true";
    let prepared = shell(&format!("PAGE='{PAGE_FILE}'; {command}"), folder.path());
    let as_nobody =
        |arguments: &str| shell(&format!("exec setpriv --reuid 65534 --regid 65534 --clear-groups ./guanmo {arguments}"), folder.path());
    if prepared.code != 0 {
        // Only root may become another user, and root itself may read everything.
        skipped("what_may_not_be_read_or_written_is_told", &prepared.err);
        return;
    }
    as_nobody("extract locked.txt").refuses(1, &["locked.txt: permission denied"]);
    as_nobody("extract locked").refuses(1, &["locked: permission denied"]);
    as_nobody("articles --store st").refuses(3, &["st: permission denied", "who owns"]);
    as_nobody("build guanmo --store locked/st").refuses(3, &["locked/st: permission denied"]);
    as_nobody("build guanmo --store st").refuses(3, &["st: permission denied"]);
    as_nobody("build guanmo --store new").refuses(3, &["new: permission denied"]);
}

#[test]
fn bad_questions_are_shown_with_line_and_column() {
    let (_folder, store) = built();
    let before = quads(&store);
    let ask = |arguments: &[&str]| guanmo(&[&["query", "--store", store.as_str()], arguments].concat());
    ask(&["SELECT ?x WHERE {\n  ?x foo }"]).refuses(2, &["line 2, column 6", "`foo`", "\n      ?x foo }\n         ^"]);
    ask(&["SELECT ?x { ?x nope:a ?y }"]).refuses(2, &["line 1, column 16", "`nope:` is not declared"]);
    ask(&["SELECT ?x { ?x gm:rank ?y"]).refuses(2, &["line 1, column 26", "`{` is not closed"]);
    ask(&["DELETE WHERE { ?s ?p ?o }"]).refuses(2, &["line 1, column 1", "would change the store"]);
    ask(&["SELECT ?x { SERVICE <http://localhost/> { ?x ?y ?z } }"]).refuses(2, &["service", "not supported"]);
    ask(&["--file", "none.rq"]).refuses(2, &["none.rq"]);
    ask(&["--name", "rankng"]).refuses(2, &["`ranking`"]);
    ask(&["--name", "ranking"]).refuses(2, &["--param assessment="]);
    ask(&["--name", "ranking", "--param", "assessment"]).refuses(2, &["KEY=VALUE"]);
    ask(&["--format", "turtle", "ASK { ?s ?p ?o }"]).refuses(2, &["CONSTRUCT"]);
    ask(&["--format", "csv", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"]).refuses(2, &["--format turtle"]);
    ask(&[]).refuses(2, &["--file"]);
    assert_eq!(before, quads(&store));
}

#[test]
fn unknown_names_are_refused_with_the_nearest() {
    let (_folder, store) = built();
    let run = |arguments: &[&str]| guanmo(&[arguments, &["--store", store.as_str()]].concat());
    for command in ["show", "explain", "neighbors"] {
        run(&[command, "张朝超"]).refuses(2, &["nothing here is named `张朝超`", "did you mean 张超超"]);
    }
    run(&["path", "新华区", "灵寿市"]).refuses(2, &["灵寿市", "灵寿县"]);
    run(&["show", "qqqq"]).refuses(2, &["nothing here is named `qqqq`"]);
    run(&["show", "xin"]).refuses(2, &["`xin` means several"]);
    run(&["explain", "新华区", "--relation", "rankd"]).refuses(2, &["no relation is named `rankd`", "ranked"]);
    run(&["explain", "id:fact-ranked-000000000000"]).refuses(2, &["no fact of the store has the IRI"]);
    run(&["neighbors", "新华区", "--type", "City"]).refuses(2, &["no type is named `City`", "Place"]);
    run(&["neighbors", "新华区", "--from", "May"]).refuses(2, &["`May` is no date", "2023-05-17"]);
    run(&["remove", "nothing"]).refuses(2, &["no article has the id `nothing`"]);
    run(&["export", "--format", "dott"]).refuses(2, &["dot"]);
}

#[test]
fn a_broken_rule_file_is_named_with_its_place() {
    let rule = |pattern: &str| {
        format!(
            "[[rule]]\nname = \"x.y\"\npattern = \"{pattern}\"\nfacts = [\"attended(p, @event)\"]\nexamples = [{{ text = \"a\", gives = [] }}]\ncounter = [\"b\"]\n"
        )
    };
    let cases = [
        ("[[rule]\nname = \"x\"\n".to_string(), vec!["mine.toml", "line 1"]),
        (rule("<p:Person>") + "\nunknown_key = 1\n", vec!["mine.toml", "line 8", "unknown_key"]),
        (rule("<p:Persn>"), vec!["mine.toml", "x.y", "unknown slot type `Persn`"]),
        (rule("<q:Person>"), vec!["mine.toml", "x.y", "`p`", "no slot"]),
        (rule("<p:Person>("), vec!["mine.toml", "x.y"]),
        (
            "[[rule]]\nname = \"x.y\"\npattern = \"a\"\nfacts = []\nexamples = []\ncounter = []\n".into(),
            vec!["mine.toml", "x.y", "expected at least one"],
        ),
    ];
    for (text, words) in cases {
        let folder = TempDir::new().expect("a folder");
        file(&folder, "mine.toml", text.as_bytes());
        let rules = folder.path().display().to_string();
        guanmo(&["extract", PAGE_FILE, "--rules", &rules]).refuses(2, &words);
        let store = folder.path().join("store").display().to_string();
        guanmo(&["build", PAGE_FILE, "--rules", &rules, "--store", &store]).refuses(2, &words);
        assert!(!Path::new(&store).exists(), "no store is begun with broken rules");
    }
    guanmo(&["extract", PAGE_FILE, "--rules", "no/such/folder"]).refuses(2, &["no/such/folder", "expected a folder of rule files"]);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let (_folder, store) = built();
    for command in ["export --format nquads", "articles", "components"] {
        let run = shell(&format!("\"$GUANMO\" {command} --store '{store}' | head -c 10 >/dev/null"), Path::new("."));
        assert!(run.err.is_empty(), "{command}: {}", run.err);
    }
}
