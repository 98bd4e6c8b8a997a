//! Every named question: its documented example has the expected answer on the fixtures, and it is listed.

use super::support::{FIXTURES, fixtures, guanmo, in_memory, rows};
use guanmo::rdf::{QueryError, QueryLimits, Store, named_queries, named_query};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tempfile::TempDir;

static STORE: LazyLock<Store> = LazyLock::new(|| in_memory(&fixtures()));

/// Question → the first columns of its answer with the parameters of its documentation. `*` admits anything.
const ANSWERS: &[(&str, &[&[&str]])] = &[
    ("agreements", &[&["云帆光电有限公司", "正定县人民政府"]]),
    ("appointments", &[&["柳启明", "石家庄市发展和改革委员会主任"]]),
    ("articles-about", &[&["我市举行2024年春季项目观摩活动", "2024-04-13", "石家庄日报"]]),
    ("attendees", &[&["田一禾", "gm:role-chair"], &["邢望川", "gm:role-participant"], &["高远山", "*"]]),
    ("awards", &[&["云帆光电有限公司", "全国五一劳动奖状"]]),
    ("entities-by-type", &[&["gm:Person", "4"], &["gm:Assessment", "1"], &["gm:Project", "1"]]),
    ("events-between", &[&["2024年春季项目观摩活动", "2024-04-12"]]),
    ("events-of-person", &[&["2024年春季项目观摩活动", "gm:role-chair", "2024-04-12"], &["全市重点项目建设推进会", "*", "2024-05-19"]]),
    ("evidence", &[&["gm:ranked", "季度综合考核", "新华区排名全市最后一位", "*", "我市举行2024年春季项目观摩活动"]]),
    ("facts-by-relation", &[&["gm:attended", "5"], &["gm:signedWith", "1"], &["gm:removedFrom", "1"]]),
    ("held-on", &[&["石家庄市长", "田一禾", "市长", "在任", "certain", "", "2024-04-13"]]),
    ("investment-by-place", &[&["栾城区", "1280000000", "1"]]),
    ("largest-projects", &[&["云帆轴承生产基地项目", "1280000000"]]),
    ("met-with", &[&["田一禾", "2"], &["邢望川", "1"]]),
    ("officials-of", &[&["高远山", "市委书记"]]),
    ("parties-of-project", &[&["云帆光电有限公司", "gm:role-investor"]]),
    ("posts-of", &[&["市长", "*", "", "2024-04-13", "2024-05-20"]]),
    ("project", &[&["gm:investment", "1280000000"], &["gm:locatedIn", "栾城区"], &["gm:expectedCompletion", "2024-10"]]),
    ("projects-in", &[&["云帆轴承生产基地项目", "1280000000", "*", "2024-10"]]),
    ("projects-of-company", &[&["云帆轴承生产基地项目", "gm:role-investor"]]),
    ("ranking", &[&["正定县", "1"], &["新华区", "-1"]]),
    ("rankings-of", &[&["季度综合考核", "-1"]]),
    ("removals", &[&["邢望川", "石家庄市人民政府副市长"]]),
    ("sayings", &[&["强调", "要加快项目建设。"]]),
    ("sources", &[&["gm:ranked", "季度综合考核", "1", "1"]]),
    ("stops", &[&["正定县", "gm:Place"], &["栾城区", "gm:Place"], &["新华区", "gm:Place"]]),
    ("to-be-completed", &[&["云帆轴承生产基地项目", "2024-10"]]),
    ("who-holds", &[&["高远山", "*"]]),
];

/// The example values of a question's own documentation.
fn documented(name: &str) -> Vec<(String, String)> {
    let query = named_query(name).expect("a shipped question");
    query.parameters.iter().map(|p| (p.name.clone(), p.example.clone())).collect()
}

fn answer(name: &str, pairs: &[(String, String)]) -> Vec<Vec<String>> {
    let query = named_query(name).expect("a shipped question");
    let values = query.bind(pairs).expect("its parameters");
    rows(STORE.query_with(query.sparql, &values, QueryLimits::default()).unwrap_or_else(|e| panic!("{name}: {e}")))
}

fn fits(row: &[String], expected: &[&str]) -> bool {
    row.len() >= expected.len() && row.iter().zip(expected).all(|(cell, wanted)| *wanted == "*" || cell == wanted)
}

#[test]
fn every_question_has_its_expected_answer() {
    let listed: BTreeSet<&str> = named_queries().iter().map(|q| q.name).collect();
    let tested: BTreeSet<&str> = ANSWERS.iter().map(|(name, _)| *name).collect();
    assert_eq!(listed, tested, "every question is tested here");
    assert!(listed.len() >= 20);
    for (name, expected) in ANSWERS {
        let found = answer(name, &documented(name));
        let mut places = Vec::new();
        for row in *expected {
            let place = found.iter().position(|r| fits(r, row));
            places.push(place.unwrap_or_else(|| panic!("{name}: expected {row:?} in {found:?}")));
        }
        let ordered = !["project", "facts-by-relation", "entities-by-type"].contains(name);
        assert!(!ordered || places.is_sorted(), "{name}: {expected:?} in this order, found {found:?}");
    }
}

#[test]
fn a_question_is_narrowed_by_its_parameters() {
    for query in named_queries() {
        for parameter in &query.parameters {
            let mut pairs = documented(query.name);
            let other = if parameter.kind == "date" { "1949-10-01" } else { "没有这个名字" };
            let wide = parameter.kind == "date" && parameter.name == "from";
            for pair in pairs.iter_mut().filter(|(key, _)| *key == parameter.name) {
                pair.1 = other.into();
            }
            let found = answer(query.name, &pairs);
            assert_eq!(found.is_empty(), !wide, "{} with {}={other}: {found:?}", query.name, parameter.name);
        }
    }
}

#[test]
fn wrong_parameters_are_refused() {
    let bind = |name: &str, pairs: &[(&str, &str)]| {
        let pairs: Vec<(String, String)> = pairs.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
        named_query(name).expect("a shipped question").bind(&pairs)
    };
    assert!(matches!(bind("met-with", &[]), Err(QueryError::MissingParameter { .. })));
    assert!(matches!(bind("met-with", &[("name", "甲")]), Err(QueryError::UnknownParameter { .. })));
    assert!(matches!(bind("to-be-completed", &[("by", "May")]), Err(QueryError::BadParameter { .. })));
    let injected = answer("met-with", &[("person".into(), "x\"@zh } } # ".into())]);
    assert!(injected.is_empty(), "a value stays a value");
}

#[test]
fn the_program_lists_and_asks_every_question() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("store").display().to_string();
    assert_eq!(guanmo(&["build", FIXTURES, "--store", &store]).code, 0);
    let list = guanmo(&["queries"]).out;
    for query in named_queries() {
        assert!(list.contains(query.name), "{} is not listed", query.name);
        let mut arguments: Vec<String> = ["query", "--store", &store, "--format", "csv", "--name", query.name].map(Into::into).into();
        for (key, value) in documented(query.name) {
            arguments.extend(["--param".into(), format!("{key}={value}")]);
        }
        let run = guanmo(&arguments);
        assert!(run.code == 0 && run.out.lines().count() > 1, "{}: {}{}", query.name, run.out, run.err);
    }
    let unknown = guanmo(&["query", "--store", &store, "--name", "met-with", "--param", "person=高远水"]);
    unknown.refuses(2, &["did you mean 高远山"]);
    let pinyin = guanmo(&["query", "--store", &store, "--name", "met-with", "--param", "person=gaoyuanshan", "--format", "csv"]);
    assert!(pinyin.out.contains("田一禾"), "{}", pinyin.err);
}
