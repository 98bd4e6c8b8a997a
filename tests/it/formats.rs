//! Pages as sites of several kinds build them, DOCX and PDF: the text of the article, what the markup states, nothing
//! of what stands around, and the same facts as from the plain text. All persons and companies are invented.

use guanmo::model::{Article, Document};
use guanmo::pipeline::Pipeline;
use guanmo::read;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::load().expect("the rules load"));

const TITLE: &str = "汝州市举行二季度重点项目观摩活动";

/// Words of navigation, comments, other articles, footers of the fixtures.
const AROUND: &[&str] = &[
    "首页",
    "登录",
    "脚本",
    "今天是",
    "政务公开",
    "当前位置",
    "打印",
    "关闭",
    "分享",
    "相关新闻",
    "杜天明",
    "丁得水",
    "丰收节",
    "ICP",
    "主办",
    "版权",
    "关注我们",
    "往期",
    "阅读",
    "精选留言",
    "微信号",
    "功能介绍",
    "上一期",
    "第01版",
    "广告",
    "网友",
    "支持",
    "论坛",
    "Copyright",
    "办事服务",
];

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn document(name: &str) -> Document {
    let mut all: Vec<_> = read::documents(&fixture(name)).collect();
    assert_eq!(all.len(), 1, "{name}");
    all.remove(0).unwrap_or_else(|e| panic!("{e}"))
}

fn article(document: &Document) -> Article {
    let mut all = PIPELINE.run(document);
    assert_eq!(all.len(), 1, "{}: one article", document.id);
    all.remove(0)
}

/// A text's lines without what sets them in.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(|l| l.trim_matches(['\u{3000}', ' '])).filter(|l| !l.is_empty()).collect()
}

/// The paragraphs and rows of the article, below its title and its line of day and source.
fn paragraphs() -> Vec<String> {
    lines(&document("article.txt").text)[2..].iter().map(ToString::to_string).collect()
}

/// What an article's facts say, with the words that say it.
fn facts(article: &Article) -> Vec<String> {
    let json = guanmo::export::article_json(article);
    let mut out: Vec<String> = json["facts"].as_array().expect("facts").iter().map(said).collect();
    out.sort();
    out
}

fn said(fact: &serde_json::Value) -> String {
    let words: String = fact["evidence"]["text"].as_str().unwrap_or_default().split_whitespace().collect();
    format!("{} {} {} {} {words}", fact["subject"], fact["predicate"], fact["object"], fact["qualifiers"])
}

/// Checks text, facts and offsets of one fixture against the plain text.
fn agrees(name: &str) -> Article {
    let document = document(name);
    let read = lines(&document.text);
    let wanted = paragraphs();
    let start = read.iter().position(|l| *l == wanted[0]).unwrap_or_else(|| panic!("{name}: no beginning in\n{}", document.text));
    assert_eq!(&read[start..start + wanted.len()], wanted, "{name}");
    for word in AROUND {
        assert!(!document.text.contains(word), "{name}: `{word}` leaked into\n{}", document.text);
    }
    assert!(read[..start].contains(&TITLE), "{name}: {:?}", &read[..start]);
    let article = article(&document);
    let given: Vec<char> = document.text.chars().collect();
    for fact in &article.facts {
        let span = fact.evidence.span;
        assert_eq!(given[span.start..span.end].iter().collect::<String>(), fact.evidence.text, "{name}");
    }
    let plain = self::article(&self::document("article.txt"));
    assert!(plain.facts.len() >= 10, "the plain text has {} facts", plain.facts.len());
    assert_eq!(facts(&article), facts(&plain), "{name}");
    article
}

/// Title, outlet and day, as an article states them.
fn stated(article: &Article) -> (&str, &str, String) {
    let meta = &article.meta;
    let day = meta.date.map(|d| d.to_string()).unwrap_or_default();
    (meta.title.as_deref().unwrap_or_default(), meta.publisher.as_deref().unwrap_or_default(), day)
}

#[test]
fn a_municipal_site() {
    let article = agrees("municipal.html");
    assert_eq!(stated(&article), (TITLE, "汝州日报", "2023-06-15".into()));
    assert_eq!(article.meta.url.as_deref(), Some("https://www.example.org/zwyw/202306/t20230615_1024.html"));
    assert_eq!(article.meta.authors, ["岳小程"]);
}

#[test]
fn a_wechat_page() {
    let article = agrees("wechat.html");
    assert_eq!(stated(&article), (TITLE, "汝州发布", "2023-06-15".into()));
}

#[test]
fn a_papers_digital_edition() {
    let article = agrees("digital.html");
    assert_eq!(stated(&article), (TITLE, "汝州日报", "2023-06-15".into()));
    let text = document("digital.html").text;
    assert!(text.starts_with("强信心 看变化 促发展\n"), "{text}");
}

#[test]
fn an_old_page_in_gbk() {
    let article = agrees("old-gbk.html");
    assert_eq!(stated(&article), (TITLE, "汝州日报", "2023-06-15".into()));
}

#[test]
fn a_page_without_names_is_read_by_where_its_sentences_are() {
    let article = agrees("plain.html");
    assert_eq!(stated(&article), (TITLE, "云上汝州客户端", "2023-06-15".into()), "the day is that of China, not of UTC");
}

#[test]
fn a_docx_with_a_table() {
    let article = agrees("article.docx");
    assert_eq!(stated(&article), (TITLE, "汝州日报", "2023-06-15".into()), "the day of making follows the day of the text");
    assert!(!document("article.docx").text.contains("新闻稿"), "headers of pages are left out");
}

#[test]
fn pdfs_with_fonts_of_both_kinds() {
    for name in ["cid-font.pdf", "embedded-font.pdf"] {
        let article = agrees(name);
        assert_eq!(stated(&article), (TITLE, "汝州日报", "2023-06-15".into()), "{name}");
        assert!(!document(name).text.contains('—'), "page numbers are left out");
    }
}

#[test]
fn columns_and_pages_of_a_pdf_are_joined() {
    let document = document("two-columns.pdf");
    let wanted: Vec<String> = paragraphs().into_iter().filter(|l| !l.contains('\t')).collect();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    assert_eq!(lines(&document.text), wanted.repeat(3), "no running head, no watermark, no break within a paragraph");
}

#[test]
fn scanned_and_encrypted_pdfs_are_refused() {
    for (name, reason, remedy) in [("scanned.pdf", "no text layer", "OCR"), ("encrypted.pdf", "encrypted", "save it without one")] {
        let error = read::documents(&fixture(name)).next().expect("a result").expect_err("refused");
        let said = error.to_string();
        assert!(said.contains(name) && said.contains(reason) && said.contains(remedy), "{said}");
        assert!(error.location().ends_with(name));
    }
}

#[test]
fn content_decides_whatever_the_ending() {
    let folder = tempfile::tempdir().expect("a folder");
    for (from, to) in [
        ("municipal.html", "a.txt"),
        ("article.docx", "b.txt"),
        ("cid-font.pdf", "c"),
        ("old-gbk.html", "d.aspx"),
        ("article.txt", "e.html"),
    ] {
        std::fs::copy(fixture(from), folder.path().join(to)).expect("copied");
    }
    std::fs::write(folder.path().join("f.dat"), [0_u8; 64]).expect("written");
    std::fs::create_dir(folder.path().join("a_files")).expect("made");
    let files: Vec<PathBuf> = read::input_files(&[folder.path().to_path_buf()]).into_iter().filter_map(Result::ok).collect();
    assert_eq!(files.len(), 5, "{files:?}");
    let plain = facts(&article(&document("article.txt")));
    for file in files {
        let document = read::documents(&file).next().expect("a result").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(facts(&article(&document)), plain, "{}", file.display());
    }
}

#[test]
fn the_program_prints_what_offsets_point_into() {
    let file = fixture("old-gbk.html").display().to_string();
    let run =
        |command: &str| assert_cmd::Command::cargo_bin("guanmo").expect("built").args([command, &file]).output().expect("it runs").stdout;
    let text: Vec<char> = String::from_utf8(run("text")).expect("UTF-8").chars().collect();
    let json: serde_json::Value = serde_json::from_slice(&run("extract")).expect("one line of JSON");
    for fact in json["facts"].as_array().expect("facts") {
        let at = |key: &str| fact["evidence"][key].as_u64().expect("an offset") as usize;
        assert_eq!(text[at("start")..at("end")].iter().collect::<String>(), fact["evidence"]["text"].as_str().expect("words"));
    }
}

#[test]
fn the_program_reads_pages_from_standard_input() {
    for name in ["municipal.html", "article.docx", "cid-font.pdf"] {
        let bytes = std::fs::read(fixture(name)).expect("a fixture");
        let output =
            assert_cmd::Command::cargo_bin("guanmo").expect("built").args(["extract", "-"]).write_stdin(bytes).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
        assert!(json["facts"].as_array().is_some_and(|f| f.len() >= 10), "{name}");
    }
}
