//! Terms of office: bounds from what is told, ends from successors by the days of events, in any order of reading.

use guanmo::identity::{Between, Judgements, asked, between, incumbents, merge_judged, terms};
use guanmo::model::{Article, Bound, DateSpan, Document, Given, KnowledgeGraph, OnDay, PartialDate, Predicate, Tenure, Term};
use guanmo::pipeline::Pipeline;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::load().expect("the shipped rules load"));

const TOLD: &[(&str, &str, &str)] = &[
    ("a1", "2019-02-01", "市长田一禾到正定县调研。"),
    ("a2", "2021-03-20", "市长田一禾主持召开会议。"),
    ("b1", "2021-04-21", "4月20日，会议决定任命邢望川为石家庄市代市长。"),
    ("b2", "2021-05-10", "代市长邢望川到新华区调研。"),
    ("b3", "2021-08-02", "市长邢望川主持召开会议。"),
    ("b4", "2022-01-15", "市长邢望川主持召开会议。"),
    ("c1", "2022-06-11", "会议决定免去邢望川的石家庄市市长职务。"),
    ("d1", "2022-09-01", "市长田一禾主持召开会议。"),
    ("d2", "2023-02-01", "市长田一禾到正定县调研。"),
];

fn articles(told: &[(&str, &str, &str)]) -> Vec<Article> {
    let read = |(id, day, text): &(&str, &str, &str)| {
        let given = Given { title: Some("要闻".into()), date: Some((*day).into()), publisher: Some("石家庄日报".into()), url: None };
        PIPELINE.run(&Document { given, ..Document::new(*id, format!("　　{text}\n")) })
    };
    let mut out: Vec<Article> = told.iter().flat_map(read).collect();
    // The day before the article, as where a rule reads it.
    let removed = out.iter_mut().flat_map(|a| &mut a.facts).filter(|fact| fact.predicate == Predicate::RemovedFrom);
    removed.for_each(|fact| fact.qualifiers.date = Some(DateSpan::on(day("2022-06-10"))));
    out
}

fn read(told: &[(&str, &str, &str)]) -> (KnowledgeGraph, Vec<Term>) {
    let articles = articles(told);
    let graph = merge_judged(&articles, &Judgements::default());
    let all = terms(&graph, &articles, &Judgements::default());
    (graph, all)
}

fn day(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a day")
}

fn holders(graph: &KnowledgeGraph, all: &[Term], on: &str) -> Vec<(String, OnDay)> {
    let mayors = asked(all, "石家庄市市长");
    incumbents(&mayors, day(on)).into_iter().map(|(term, sure)| (graph.node(term.person).label.clone(), sure)).collect()
}

#[test]
fn who_held_an_office_on_a_day() {
    let (graph, all) = read(TOLD);
    let on = |on: &str| holders(&graph, &all, on);
    let one = |name: &str, sure| vec![(name.to_string(), sure)];
    assert_eq!(on("2020-05-01"), one("田一禾", OnDay::Certain));
    assert_eq!(on("2021-04-01"), one("田一禾", OnDay::Likely), "after the last that is told, before the day of the next one");
    assert_eq!(on("2021-05-01"), one("邢望川", OnDay::Certain), "acting, from the day of the appointment");
    assert_eq!(on("2021-12-01"), one("邢望川", OnDay::Certain));
    assert_eq!(on("2022-07-01"), one("田一禾", OnDay::Possible), "one is removed, and the next is told only later");
    assert_eq!(on("2022-12-01"), one("田一禾", OnDay::Certain));
    assert_eq!(on("2018-01-01"), vec![], "nothing is told of that time");
}

#[test]
fn two_times_in_one_office_are_two_terms() {
    let (graph, all) = read(TOLD);
    let mayors: Vec<&Term> = asked(&all, "石家庄市市长");
    let name = |term: &Term| graph.node(term.person).label.clone();
    let told: Vec<(String, Tenure)> = mayors.iter().map(|term| (name(term), term.tenure)).collect();
    let expected = [("田一禾", Tenure::Held), ("邢望川", Tenure::Acting), ("邢望川", Tenure::Held), ("田一禾", Tenure::Held)];
    assert_eq!(told, expected.map(|(name, tenure)| (name.to_string(), tenure)));
    assert_eq!(mayors[0].end, Bound { earliest: Some(day("2021-03-20")), latest: Some(day("2021-04-20")) }, "the successor ends it");
    assert_eq!(mayors[1].start, Bound::on(day("2021-04-20")));
    assert_eq!(mayors[2].end, Bound::on(day("2022-06-10")), "the day of the removal, not of the article");
    assert_eq!(mayors[3].start, Bound { earliest: Some(day("2022-06-10")), latest: Some(day("2022-09-01")) });
    assert!(between(&mayors).iter().any(|(_, _, what)| *what == Between::Untold(day("2022-06-10"), day("2022-09-01"))));
}

#[test]
fn the_order_of_reading_does_not_matter() {
    let expected = read(TOLD);
    let mut told = TOLD.to_vec();
    for turn in 0..TOLD.len() {
        told.rotate_left(1);
        if turn % 2 == 1 {
            told.reverse();
        }
        assert_eq!(read(&told), expected, "turn {turn}");
    }
}

#[test]
fn deputies_do_not_end_each_other_and_overlaps_are_shown() {
    let (_, all) = read(&[
        ("a1", "2020-02-01", "副市长田一禾到正定县调研。"),
        ("b1", "2020-05-01", "副市长邢望川到正定县调研。"),
        ("a2", "2020-09-01", "副市长田一禾到正定县调研。"),
        ("b2", "2020-12-01", "副市长邢望川到正定县调研。"),
    ]);
    assert!(all.len() == 2 && all.iter().all(|term| !term.single && term.end.latest.is_none()), "{all:#?}");
    let (_, all) = read(&[
        ("a1", "2020-02-01", "市长田一禾到正定县调研。"),
        ("b1", "2020-05-01", "市长邢望川到正定县调研。"),
        ("a2", "2020-09-01", "市长田一禾到正定县调研。"),
        ("b2", "2020-12-01", "市长邢望川到正定县调研。"),
    ]);
    let mayors: Vec<&Term> = all.iter().collect();
    assert_eq!(between(&mayors)[0].2, Between::Both(day("2020-05-01"), day("2020-09-01")));
}

#[test]
fn what_is_only_said_to_be_past_is_former() {
    let (graph, all) = read(&[("a1", "2020-02-01", "原副市长邢望川参加活动。")]);
    assert_eq!((all.len(), all[0].tenure, all[0].end.latest), (1, Tenure::Former, Some(day("2020-02-01"))));
    assert!(incumbents(&all.iter().collect::<Vec<_>>(), day("2020-01-01")).is_empty(), "{graph:?}");
}
