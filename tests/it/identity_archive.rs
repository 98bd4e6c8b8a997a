//! Who is one in a generated archive with known truth: officials of many cities whose names are drawn from a small pool,
//! so that most of them have namesakes; careers within a city, moves that are told, mentions without a post.

use guanmo::identity::{Judgements, Sighting, resolve, sightings};
use guanmo::model::{Document, EntityKind, Given};
use guanmo::pipeline::Pipeline;
use std::collections::BTreeMap;

const CITIES: &[(&str, &[&str])] = &[
    ("石家庄", &["正定县", "平山县", "灵寿县"]),
    ("沧州", &["青县", "东光县", "肃宁县"]),
    ("邯郸", &["临漳县", "成安县", "大名县"]),
    ("济南", &["历下区", "章丘区", "商河县"]),
    ("济宁", &["任城区", "微山县", "鱼台县"]),
    ("南阳", &["南召县", "方城县", "西峡县"]),
];
const SURNAMES: [&str; 5] = ["王", "李", "刘", "高", "田"];
const GIVEN: [&str; 6] = ["强", "伟", "志远", "建国", "晓东", "振华"];
const BUREAUS: [&str; 4] = ["市财政局", "市公安局", "市发改委", "市商务局"];

/// A small generator with a seed: the same seed gives the same archive.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn name(&mut self) -> String {
        format!("{}{}", self.of(&SURNAMES), self.of(&GIVEN))
    }
}

/// An article, and which true person each name in it is.
struct Told {
    paper: String,
    day: String,
    text: String,
    truth: Vec<(String, usize)>,
}

#[derive(Default)]
struct Archive {
    told: Vec<Told>,
    people: usize,
}

impl Archive {
    fn person(&mut self) -> usize {
        self.people += 1;
        self.people
    }

    fn tell(&mut self, paper: &str, year: usize, dice: &mut Dice, text: String, truth: Vec<(String, usize)>) {
        let day = format!("{year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
        self.told.push(Told { paper: paper.into(), day, text, truth });
    }
}

fn generate(seed: u64) -> Archive {
    let mut dice = Dice(seed);
    let mut out = Archive::default();
    let mut past: Vec<(String, usize, String)> = Vec::new();
    for (city, counties) in CITIES {
        let paper = format!("{city}日报");
        leaders(&mut out, &mut dice, city, &paper, &mut past);
        for bureau in BUREAUS {
            let (who, name) = (out.person(), dice.name());
            for year in [2019, 2020] {
                out.tell(
                    &paper,
                    year,
                    &mut dice,
                    format!("{bureau}副局长{name}参加会议。").replace("委副局长", "委副主任"),
                    vec![(name.clone(), who)],
                );
            }
            out.tell(&paper, 2021, &mut dice, format!("{bureau}局长{name}参加会议。").replace("委局长", "委主任"), vec![(name, who)]);
        }
        for county in *counties {
            let (who, name) = (out.person(), dice.name());
            out.tell(
                &paper,
                2019,
                &mut dice,
                format!("{county}委副书记、{}长{name}主持召开会议。", &county[county.len() - 3..]),
                vec![(name.clone(), who)],
            );
            out.tell(&paper, 2020, &mut dice, format!("{county}委书记{name}到企业调研。"), vec![(name, who)]);
        }
        for company in ["重工", "光电"] {
            let (who, name) = (out.person(), dice.name());
            for _ in 0..2 {
                out.tell(
                    &paper,
                    2020,
                    &mut dice,
                    format!("{city}云帆{company}有限公司董事长{name}参加签约仪式。"),
                    vec![(name.clone(), who)],
                );
            }
        }
    }
    out
}

/// Mayor, secretary and a deputy with a past elsewhere; a meeting of the first two told again without their posts.
fn leaders(out: &mut Archive, dice: &mut Dice, city: &str, paper: &str, past: &mut Vec<(String, usize, String)>) {
    let (mayor, secretary, names) = (out.person(), out.person(), [dice.name(), dice.name()]);
    if names[0] == names[1] {
        return;
    }
    let [m, s] = &names;
    for year in [2018, 2019, 2020] {
        let text = format!("全市项目建设推进会召开。市委书记{s}出席，市长{m}主持。");
        out.tell(paper, year, dice, text, vec![(m.clone(), mayor), (s.clone(), secretary)]);
    }
    out.tell("河北日报", 2020, dice, format!("{city}市委书记{s}参加会议。"), vec![(s.clone(), secretary)]);
    out.tell(paper, 2020, dice, format!("市长{m}到企业调研。{m}强调，要加快项目建设。"), vec![(m.clone(), mayor)]);
    let (name, who, from) = past.pop().unwrap_or_else(|| (dice.name(), out.person(), String::new()));
    let stated = if from.is_empty() { String::new() } else { format!("（原{from}市副市长）") };
    if name != *m && name != *s {
        out.tell(paper, 2022, dice, format!("市委副书记{name}{stated}主持召开会议。"), vec![(name.clone(), who)]);
        out.tell(paper, 2022, dice, format!("市委副书记{name}到企业调研。"), vec![(name, who)]);
    }
    let (deputy, name) = (out.person(), dice.name());
    if name != *m && name != *s {
        out.tell(paper, 2019, dice, format!("副市长{name}主持召开会议。"), vec![(name.clone(), deputy)]);
        past.push((name, deputy, city.to_string()));
    }
}

/// Pairs joined rightly, wrongly, and left apart wrongly.
fn score(archive: &Archive, pipeline: &Pipeline) -> (usize, usize, usize) {
    let document = |(at, told): (usize, &Told)| Document {
        given: Given { title: Some("要闻".into()), date: Some(told.day.clone()), publisher: Some(told.paper.clone()), url: None },
        ..Document::new(at.to_string(), format!("　　{}\n", told.text))
    };
    let all: Vec<Sighting> =
        archive.told.iter().enumerate().map(document).flat_map(|d| pipeline.run(&d)).flat_map(|article| sightings(&article)).collect();
    let mut cluster_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, cluster) in resolve(&all, &Judgements::default()).iter().enumerate() {
        cluster_of.extend(cluster.sightings.iter().map(|&at| (at, number)));
    }
    let mut mentions = Vec::new();
    for (at, told) in archive.told.iter().enumerate() {
        for (name, who) in &told.truth {
            let sighting = all.iter().position(|s| s.article == at.to_string() && s.kind == EntityKind::Person && s.name == *name);
            mentions.extend(sighting.map(|sighting| (*who, cluster_of[&sighting])));
        }
    }
    let told: usize = archive.told.iter().map(|told| told.truth.len()).sum();
    assert!(mentions.len() * 100 >= told * 95, "{} of {told} mentions are read", mentions.len());
    let mut out = (0, 0, 0);
    for (i, one) in mentions.iter().enumerate() {
        for other in &mentions[i + 1..] {
            match (one.0 == other.0, one.1 == other.1) {
                (true, true) => out.0 += 1,
                (false, true) => out.1 += 1,
                (true, false) => out.2 += 1,
                (false, false) => {}
            }
        }
    }
    out
}

#[test]
fn an_archive_of_namesakes_is_told_apart() {
    let pipeline = Pipeline::load().expect("the shipped rules load");
    let (mut right, mut wrongly_one, mut wrongly_two) = (0, 0, 0);
    for seed in 0..8 {
        let (a, b, c) = score(&generate(seed), &pipeline);
        (right, wrongly_one, wrongly_two) = (right + a, wrongly_one + b, wrongly_two + c);
    }
    println!("{right} pairs joined rightly, {wrongly_one} wrongly, {wrongly_two} left apart wrongly");
    assert!(right > 500, "{right} pairs");
    assert!(right * 100 >= (right + wrongly_one) * 99, "precision: {right} right, {wrongly_one} wrong");
    assert!(right * 100 >= (right + wrongly_two) * 95, "recall: {right} found, {wrongly_two} not");
}
