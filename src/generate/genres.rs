//! One article of a genre, with its truth. Shares are about those of a city daily's front pages.

use super::world::{World, outlet};
use super::{Dice, Said, Truth, Who};
use crate::model::{Document, Given, PartialDate};

/// Genres by share in a hundred.
const GENRES: [(&str, usize); 6] = [("meeting", 30), ("tour", 22), ("project", 20), ("signing", 13), ("appointment", 7), ("ranking", 8)];

const TOPICS: [&str; 8] = ["重点项目建设", "安全生产", "优化营商环境", "乡村振兴", "生态环境保护", "招商引资", "城市更新", "防汛备汛"];
const CLOSINGS: [&str; 5] = [
    "要压实工作责任，加快项目建设，确保各项任务落到实处。",
    "要坚持问题导向，细化措施，推动工作提质增效。",
    "要加强统筹协调，形成工作合力，努力完成全年目标。",
    "要守牢安全底线，强化服务保障，推动高质量发展。",
    "要抢抓机遇，乘势而上，以实干实绩推动工作再上新台阶。",
];
/// Sentences that say nothing; a number makes each the article's own.
const FILLING: [&str; 6] = [
    "据了解，今年以来当地把这项工作作为重要抓手，建立台账{}项，逐项推进。",
    "有关部门负责人表示，将继续完善{}项配套措施，做好跟踪服务。",
    "现场机器轰鸣，{}名工人正在加紧施工，一派繁忙景象。",
    "{}名与会人员还就下一步工作进行了交流。",
    "在{}份问卷中，这项工作得到了群众的普遍认可。",
    "下一步，各地将对照{}条目标，倒排工期，抓好落实。",
];

/// What is being written.
struct Draft {
    title: String,
    body: Vec<String>,
    persons: Vec<Who>,
    facts: Vec<Said>,
}

impl Draft {
    fn say(&mut self, subject: &str, predicate: &'static str, object: impl Into<String>) {
        self.facts.push(Said { subject: subject.into(), predicate, object: object.into() });
    }

    fn name(&mut self, who: &Who) {
        self.say(&who.name, "holdsPost", &who.post);
        self.persons.push(who.clone());
    }
}

/// Writes an article of a genre that the dice choose.
pub fn article(dice: &mut Dice, world: &mut World, id: &str, day: PartialDate) -> (Document, Truth) {
    let city = dice.below(world.cities.len());
    let genre = genre(dice);
    let mut draft = Draft { title: String::new(), body: Vec::new(), persons: Vec::new(), facts: Vec::new() };
    match genre {
        "meeting" => meeting(dice, world, city, day, &mut draft),
        "tour" => tour(dice, world, city, day, &mut draft),
        "project" => project(dice, world, city, &mut draft),
        "signing" => signing(dice, world, city, &mut draft),
        "appointment" => appointment(dice, world, city, day, &mut draft),
        _ => ranking(dice, world, city, day, &mut draft),
    }
    for _ in 0..2 + dice.below(4) {
        let number = (2 + dice.below(5000)).to_string();
        draft.body.push(dice.pick(&FILLING).replace("{}", &number));
    }
    let publisher = outlet(&world.cities[city].name);
    let text =
        format!("{}\n{publisher} {day}\n\n　　本报讯（记者 {}）{}\n", draft.title, super::names::person(dice), draft.body.join("\n　　"));
    let given = Given { title: Some(draft.title), date: Some(day.to_string()), publisher: Some(publisher), url: None };
    let document = Document { given, ..Document::new(id, text) };
    (document, Truth { article: id.into(), genre, reprint_of: None, persons: draft.persons, facts: draft.facts })
}

fn genre(dice: &mut Dice) -> &'static str {
    let mut left = dice.below(GENRES.iter().map(|(_, share)| share).sum());
    for (genre, share) in GENRES {
        if left < share {
            return genre;
        }
        left -= share;
    }
    GENRES[0].0
}

fn spoken(day: PartialDate) -> String {
    format!("{}月{}日", day.month.unwrap_or(1), day.day.unwrap_or(1))
}

fn meeting(dice: &mut Dice, world: &World, city: usize, day: PartialDate, draft: &mut Draft) {
    let there = &world.cities[city];
    let event = format!("全市{}{}", dice.pick(&TOPICS), dice.pick(&["推进会", "工作会议", "调度会"]));
    let (first, second) = (&there.officials[0], &there.officials[1]);
    let third = &there.officials[2 + dice.below(4)];
    draft.title = format!("{event}召开");
    let closing = dice.pick(&CLOSINGS);
    draft.body.push(format!(
        "{}，{event}召开。{}{}出席并讲话，{}{}主持，{}{}参加会议。",
        spoken(day),
        first.post,
        first.name,
        second.post,
        second.name,
        third.post,
        third.name
    ));
    draft.body.push(format!("{}强调，{closing}", first.name));
    for who in [first, second, third] {
        draft.name(who);
        draft.say(&who.name, "attended", &event);
    }
    draft.say(&event, "occurredOn", day.to_string());
    draft.say(&first.name, "said", *closing);
}

fn tour(dice: &mut Dice, world: &mut World, city: usize, day: PartialDate, draft: &mut Draft) {
    let leader = dice.below(4);
    let (name, place, company, amount) = world.project(dice, city);
    let there = &world.cities[city];
    let (who, district) = (&there.officials[leader], &there.districts[place].1);
    let other = dice.pick(&there.districts).1.clone();
    draft.title = format!("{}到{district}调研重点项目建设", who.name);
    draft.body.push(format!("{}，{}{}到{district}、{other}调研重点项目建设。", spoken(day), who.post, who.name));
    draft.body.push(format!("{name}位于{district}，总投资{}亿元，由{company}投资建设。", decimal(amount)));
    draft.body.push(format!("{}指出，{}", who.name, dice.pick(&CLOSINGS)));
    draft.name(who);
    draft.say(&who.name, "visited", district.clone());
    draft.say(&who.name, "visited", other);
    draft.say(&name, "locatedIn", district.clone());
    draft.say(&name, "investment", (amount * 10_000).to_string());
}

fn project(dice: &mut Dice, world: &mut World, city: usize, draft: &mut Draft) {
    let (name, place, company, amount) = world.project(dice, city);
    let there = &world.cities[city];
    let (district, secretary) = (&there.districts[place].1, &there.officials[6 + place]);
    let stage = *dice.pick(&["开工", "竣工", "投产", "封顶"]);
    draft.title = format!("{name}{stage}");
    draft.body.push(format!("日前，位于{district}的{name}正式{stage}。该项目总投资{}亿元，由{company}投资建设。", decimal(amount)));
    draft.body.push(format!("{district}{}{}表示，{}", secretary.post, secretary.name, dice.pick(&CLOSINGS)));
    draft.name(secretary);
    draft.say(&name, "locatedIn", district.clone());
    draft.say(&name, "stage", stage);
    draft.say(&name, "investment", (amount * 10_000).to_string());
}

fn signing(dice: &mut Dice, world: &mut World, city: usize, draft: &mut Draft) {
    let (name, place, company, amount) = world.project(dice, city);
    let there = &world.cities[city];
    let (district, witness) = (&there.districts[place].1, &there.officials[1]);
    draft.title = format!("{company}与{district}签约");
    draft.body.push(format!("日前，{company}与{district}人民政府签订战略合作协议。{}{}出席签约仪式。", witness.post, witness.name));
    draft.body.push(format!("根据协议，双方将共同建设{name}，总投资{}亿元。", decimal(amount)));
    draft.name(witness);
    draft.say(&company, "signedWith", format!("{district}人民政府"));
    draft.say(&name, "investment", (amount * 10_000).to_string());
}

fn appointment(dice: &mut Dice, world: &mut World, city: usize, day: PartialDate, draft: &mut Draft) {
    let place = 2 + dice.below(4);
    let old = world.succeed(dice, city, place);
    let there = &world.cities[city];
    let new = &there.officials[place];
    draft.title = format!("{}人大常委会任免名单", there.name);
    draft.body.push(format!("（{day}{}人民代表大会常务委员会会议通过）", there.name));
    let post = format!("{}人民政府{}", there.name, old.post.trim_start_matches("市政府"));
    draft.body.push(format!("任命{}为{post}；", new.name));
    draft.body.push(format!("免去{}的{post}职务。", old.name));
    draft.persons.extend([new.clone(), old.clone()]);
    draft.say(&new.name, "appointedTo", post.clone());
    draft.say(&old.name, "removedFrom", post);
}

fn ranking(dice: &mut Dice, world: &World, city: usize, day: PartialDate, draft: &mut Draft) {
    let there = &world.cities[city];
    let quarter = *dice.pick(&["一", "二", "三", "四"]);
    let assessment = format!("{}年{quarter}季度经济发展绩效考核", day.year);
    let start = dice.below(there.districts.len());
    let ranked: Vec<&str> = (0..3).map(|i| there.districts[(start + i) % there.districts.len()].1.as_str()).collect();
    draft.title = format!("全市通报{assessment}结果");
    draft.body.push(format!("在{assessment}中，{}排名全市第一位，{}排名全市第二位，{}排名全市第三位。", ranked[0], ranked[1], ranked[2]));
    let mayor = &there.officials[1];
    draft.body.push(format!("{}{}要求，{}", mayor.post, mayor.name, dice.pick(&CLOSINGS)));
    draft.name(mayor);
    for district in ranked {
        draft.say(district, "ranked", assessment.clone());
    }
}

/// Ten thousands as hundred millions: 12800 → 1.28.
fn decimal(ten_thousands: usize) -> String {
    format!("{}.{:02}", ten_thousands / 10_000, ten_thousands % 10_000 / 100)
}
