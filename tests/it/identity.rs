//! Who is one across articles: hand-made hard cases, read from `tests/identity/*.md`, pair by pair.

use guanmo::identity::{Cluster, Judgements, Sighting, Verdict, blocks, resolve, sightings};
use guanmo::model::{Document, EntityKind, Given};
use guanmo::pipeline::Pipeline;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::load().expect("the shipped rules load"));

/// One `=` or `?` line: what is named, and in which articles.
#[derive(Debug)]
struct Line {
    kind: EntityKind,
    names: Vec<String>,
    articles: Vec<usize>,
}

#[derive(Debug, Default)]
struct Case {
    heading: String,
    /// Paper, day, text.
    articles: Vec<(String, String, String)>,
    one: Vec<Line>,
    unsure: Vec<Line>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/identity");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| !path.ends_with("README.md"));
    files.sort();
    files.iter().flat_map(|path| parse(&std::fs::read_to_string(path).expect("a file of cases"))).collect()
}

fn parse(text: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            out.push(Case { heading: heading.into(), ..Case::default() });
            continue;
        }
        let Some(case) = out.last_mut() else { continue };
        match line.split_once(' ') {
            Some(("=", rest)) => case.one.push(expected(rest)),
            Some(("?", rest)) => case.unsure.push(expected(rest)),
            Some((number, rest)) if number.ends_with('.') => {
                let (head, body) = rest.split_once('：').expect("paper and day, a colon, the text");
                let (paper, day) = head.split_once(' ').expect("paper and day");
                case.articles.push((paper.into(), day.into(), body.into()));
            }
            _ => assert!(line.is_empty(), "no line of a case: {line}"),
        }
    }
    out
}

fn expected(rest: &str) -> Line {
    let (head, articles) = rest.rsplit_once(": ").expect("names, a colon, articles");
    let (kind, names) = head.split_once(' ').expect("a kind and names");
    Line {
        kind: EntityKind::parse(kind).expect("a kind"),
        names: names.split(", ").map(str::to_string).collect(),
        articles: articles.split(' ').map(|n| n.parse().expect("a number")).collect(),
    }
}

fn read(case: &Case) -> Vec<Sighting> {
    let document = |(i, (paper, day, text)): (usize, &(String, String, String))| Document {
        given: Given { title: Some("要闻".into()), date: Some(day.clone()), publisher: Some(paper.clone()), url: None },
        ..Document::new((i + 1).to_string(), format!("　　{text}\n"))
    };
    let documents: Vec<Document> = case.articles.iter().enumerate().map(document).collect();
    documents.iter().flat_map(|document| PIPELINE.run(document)).flat_map(|article| sightings(&article)).collect()
}

/// The cluster of what a line names in an article.
fn found(all: &[Sighting], clusters: &[Cluster], line: &Line, article: usize) -> Option<usize> {
    let id = article.to_string();
    let fits =
        |s: &Sighting| s.article == id && s.kind == line.kind && line.names.iter().any(|name| s.name == *name || s.aliases.contains(name));
    let at = all.iter().position(fits)?;
    clusters.iter().position(|cluster| cluster.sightings.contains(&at))
}

#[derive(Default)]
struct Tally {
    right: usize,
    wrongly_one: usize,
    wrongly_two: usize,
    complaints: Vec<String>,
}

fn judge(case: &Case, tally: &mut Tally) {
    let all = read(case);
    let clusters = resolve(&all, &Judgements::default());
    let mut mentions = Vec::new();
    for (number, line) in case.one.iter().enumerate() {
        for &article in &line.articles {
            match found(&all, &clusters, line, article) {
                Some(cluster) => mentions.push((number, article, cluster)),
                None => tally.complaints.push(format!("{}: {:?} is not read in article {article}", case.heading, line.names)),
            }
        }
    }
    for (i, one) in mentions.iter().enumerate() {
        for other in &mentions[i + 1..] {
            if case.one[one.0].kind != case.one[other.0].kind {
                continue;
            }
            let wrong = match (one.0 == other.0, one.2 == other.2) {
                (true, true) => {
                    tally.right += 1;
                    continue;
                }
                (false, false) => continue,
                (true, false) => {
                    tally.wrongly_two += 1;
                    "are two"
                }
                (false, true) => {
                    tally.wrongly_one += 1;
                    "are one"
                }
            };
            let names = &case.one[one.0].names;
            let told = |at: usize| format!("{} {:#?} {:#?}", clusters[at].key, clusters[at].joins, clusters[at].others);
            let why = format!("{}\n{}", told(one.2), told(other.2));
            tally.complaints.push(format!("{}: {names:?} in {} and {} {wrong}\n{why}", case.heading, one.1, other.1));
        }
    }
    for line in &case.unsure {
        let at: Vec<usize> = line.articles.iter().filter_map(|article| found(&all, &clusters, line, *article)).collect();
        let [one, other] = at[..] else { panic!("{}: a doubt is about two", case.heading) };
        let listed = |link: &guanmo::identity::Link| {
            link.verdict == Verdict::Unsure
                && [&link.one, &link.other].iter().all(|key| clusters[one].members.contains(key) || clusters[other].members.contains(key))
        };
        if !clusters[one].others.iter().any(listed) {
            tally.complaints.push(format!("{}: {:?} is not listed for review", case.heading, line.names));
        }
    }
}

#[test]
fn hard_cases_are_decided_rightly() {
    let mut tally = Tally::default();
    let cases = cases();
    cases.iter().for_each(|case| judge(case, &mut tally));
    let Tally { right, wrongly_one, wrongly_two, complaints } = tally;
    println!("{} cases: {right} pairs joined rightly, {wrongly_one} wrongly, {wrongly_two} left apart wrongly", cases.len());
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
    assert!(right * 100 >= (right + wrongly_one) * 99, "precision");
    assert!(right * 100 >= (right + wrongly_two) * 95, "recall");
    assert!(cases.len() >= 40 && right >= 55, "{} cases, {right} pairs", cases.len());
}

/// What a store keeps of sightings decides as the sightings do.
#[test]
fn essences_decide_as_whole_sightings_do() {
    let mut joined = 0;
    for case in cases() {
        let all = read(&case);
        let kept: Vec<Sighting> = all
            .iter()
            .map(|sighting| match sighting.essence() {
                Some(text) => Sighting::of_essence(&sighting.key, &text).expect("an essence"),
                None => Sighting::of_key(&sighting.key),
            })
            .collect();
        let keys = |sightings: &[Sighting]| -> Vec<(String, Vec<String>)> {
            resolve(sightings, &Judgements::default()).into_iter().map(|c| (c.key, c.members)).collect()
        };
        let whole = keys(&all);
        joined += whole.iter().filter(|(_, members)| members.len() > 1).count();
        assert_eq!(keys(&kept), whole, "{}", case.heading);
    }
    assert!(joined >= 8, "{joined} are joined");
}

/// What the parts of an archive say of their own, set by set of blocks, is what the whole says.
#[test]
fn clusters_are_local_to_blocks_and_independent_of_order() {
    let all: Vec<Sighting> = cases()
        .iter()
        .enumerate()
        .flat_map(|(i, case)| read(case).into_iter().map(move |s| Sighting { article: format!("{i}-{}", s.article), ..s }))
        .collect();
    let keys = |sightings: &[Sighting]| -> BTreeSet<(String, Vec<String>)> {
        resolve(sightings, &Judgements::default()).into_iter().map(|c| (c.key, c.members)).collect()
    };
    let whole = keys(&all);
    let reversed: Vec<Sighting> = all.iter().rev().cloned().collect();
    assert_eq!(keys(&reversed), whole);
    let mut left: Vec<&Sighting> = all.iter().collect();
    let mut parts = BTreeSet::new();
    while let Some(first) = left.first() {
        let mut touched: BTreeSet<String> = blocks(first).into_iter().collect();
        loop {
            let before = touched.len();
            for sighting in &left {
                let own = blocks(sighting);
                if own.iter().any(|block| touched.contains(block)) {
                    touched.extend(own);
                }
            }
            if touched.len() == before {
                break;
            }
        }
        let (part, rest): (Vec<&Sighting>, Vec<&Sighting>) = left.into_iter().partition(|s| blocks(s).iter().any(|b| touched.contains(b)));
        parts.extend(keys(&part.into_iter().cloned().collect::<Vec<_>>()));
        left = rest;
    }
    assert_eq!(parts, whole);
}
