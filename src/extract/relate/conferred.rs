//! Honours whose receiver stands in a clause before or is only referred to: …，并被评为“…”; 公司被省妇联授予“…”称号.

use super::apply::quote;
use super::apply::written_range;
use super::encode::Encoded;
use super::link::regex;
use super::subject::Reader;
use crate::extract::phrases::Phrases;
use crate::extract::reading::ReadBlock;
use crate::extract::refer::Table;
use crate::model::{EntityId, EntityKind, Fact, Object, Predicate, Qualifiers};
use regex::Regex;
use std::sync::LazyLock;

/// Verbs of receiving; a body may stand inside: 被省政府确认为, 获某杂志评为.
const GOT: &str = "被[^，。；：“”\u{E000}\u{E003}\u{E004}]{0,16}?(?:授予|评为|评定为|评选为|认定为|命名为|确认为|确定为|列为|表彰为|授牌为)|获[^，。；：“”\u{E000}\u{E003}\u{E004}]{2,16}?(?:评为|授予|颁发|命名为|认定为|颁授)|荣获|获评为?|喜获|荣膺|获颁|获授|入选|入围|蝉联|摘得|斩获|夺得|捧回|捧得|获得|获";

/// Words that close an honour's name behind a closing quotation mark.
const CLOSES: &str = "企业|单位|基地|示范区|示范县|园区|城市|乡镇|村庄|项目|工厂|平台|集体|个人|品牌|小镇|街区|团队";

/// A title in quotation marks, perhaps with words around it that belong to it.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        "(?:{GOT})(?:了|过)?(?P<before>[^，。；：！？“”《》]{{0,14}}?)“(?P<inner>[^“”]{{1,30}})”(?P<after>[^，。；：！？“”]{{0,4}}?(?:{CLOSES}|\u{E012}))?"
    ))
});

/// A title without quotation marks: what is conferred by name, up to the end of the clause.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "(?:被[^，。；：“”\u{E000}\u{E003}\u{E004}]{0,16}?(?:授予|评为|评定为|认定为|命名为|确认为)|荣获|获评为?|荣膺|获颁)(?:了)?(?P<text>[^，。；：！？“”\u{E000}\u{E003}]{1,26}?)(?:称号|荣誉|荣誉称号|奖牌)?$",
    )
});

/// Further titles right behind the first: “甲”、“乙”.
static MORE: LazyLock<Regex> = LazyLock::new(|| regex("“(?P<inner>[^“”]{1,30})”"));
static ADJACENT: LazyLock<Regex> = LazyLock::new(|| regex("^(?:(?:称号|荣誉)?[、和及]?“[^“”]{1,30}”)+"));

/// Weaker verbs confer only what says whose honour it is.
static WEAK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "(?:获得|获|摘得|夺得|斩获|入选|入围|跻身|捧回|荣登|上榜)(?:了)?(?P<text>[^，。；：！？“”的补\u{E000}\u{E003}]{1,26}?)(?:称号|荣誉|荣誉称号|奖牌|名单|榜单)?$",
    )
});

/// How such an honour begins, or that it is a prize.
static LEVELLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:国家|全国|全省|全市|全县|全区|省|市|县|中国|自治区|州|世界|国际|首批|第[一二三四五六七八九十0-9]+[批届]|[0-9]{4}|年度|[\\p{Han}]{2,3}(?:省|市|县|区|州))|(?:奖|奖章|先锋号)$",
    )
});

/// How the names of honours close.
static HONOUR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "(?:奖|传承人|小镇|基地|示范区|示范县|示范村|示范案例|典型案例|单位|企业|工厂|之乡|城市|标兵|能手|模范|工匠|集体|个人|先锋号|奖章|红旗手|园区|百强县|强县|品牌|产品|百强|试点|集中区|集聚区|创新中心|技术中心|研发中心|实验室|平台)$",
    )
});

/// A prize of a contest.
static PRIZE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "(?:夺得|摘得|斩获|获得|荣获|获|捧得|捧回|勇夺|喜获)(?:了)?(?P<text>[^，。；：！？“”的补\u{E000}-\u{E0FF}]{0,12}?(?:特等奖|一等奖|二等奖|三等奖|优秀奖|金奖|银奖|铜奖|金牌|银牌|铜牌))$",
    )
});

/// What may begin a clause that goes on with the subject before.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:并且?|还|又|也|均|都|先后|相继|曾|已|去年|今年|前年|刚刚?|刚刚|最近|新近|日前|首度|顺利|同年|当年|近年来|次年|近日|日前|\u{E008}|连续[^，]{1,5}|第[一二三四五六七八九十]次|再次|再度|多次|首次|首批|一举|成功|由此|因此|因而|双双|同时|荣幸|凭[^，]{1,14}|以[^，]{1,12}|经[^，]{1,10}|“[^”]{1,6}”前夕|在[^，]{1,16}(?:中|上))*$",
    )
});

/// 某某大学嘉定校区获评: a place inside a longer name that was not recognised.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    regex("^(?:[^，。]{0,4}(?:校区|院区|分校|分院|分公司|支行|分行|医院|大学|学院|中学|小学|工厂|车间|项目|基地|集团|公司))")
});

/// Honours of persons, and those of enterprises: nobody else receives them.
const OF_PERSONS: &[&str] = &["个人", "标兵", "能手", "工匠", "劳动模范", "劳模", "传承人", "红旗手", "奖章", "工作者", "楷模"];
const OF_ENTERPRISES: &[&str] = &["企业", "工厂", "小巨人", "单项冠军", "瞪羚", "独角兽", "车间", "商标", "研发中心", "技术中心"];

/// Whether one of the kind can receive the honour.
fn suits(kind: EntityKind, title: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|w| title.ends_with(w));
    match kind {
        EntityKind::Place => !has(OF_PERSONS) && !has(OF_ENTERPRISES),
        EntityKind::Person => !has(OF_ENTERPRISES) && !title.ends_with(['县', '市', '区', '镇', '乡', '村']),
        EntityKind::Company => !has(OF_PERSONS) && !title.ends_with(['县', '市', '镇', '乡', '村']),
        EntityKind::Organization => !has(OF_PERSONS),
        _ => true,
    }
}

/// What is wished, denied, taken away or not yet given.
static UNREAL: LazyLock<Regex> =
    LazyLock::new(|| regex("争创|力争|争取|申报|拟|未|没|取消|撤销|摘牌|有望|推荐|候选|如果|若|希望|创建|评选|颁发给|不"));

/// …，该称号已被取消: an honour taken away since.
static TAKEN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "(?:称号|荣誉|资格|该奖|奖牌|证书)[^，。；]{0,8}(?:取消|撤销|收回|摘除|摘牌)|(?:取消|撤销|收回|摘除)[^，。；]{0,6}(?:称号|荣誉|奖牌)",
    )
});

/// What references mean: 公司, 他.
#[derive(Clone, Copy, Debug, Default)]
pub struct Meant {
    pub company: Option<EntityId>,
    pub person: Option<EntityId>,
}

/// Words of which every verb of receiving has one.
static RECEIVES: Phrases = Phrases::of(&[
    "获",
    "授予",
    "评为",
    "评定为",
    "评选为",
    "认定为",
    "命名为",
    "确认为",
    "确定为",
    "列为",
    "表彰为",
    "授牌为",
    "荣膺",
    "入选",
    "入围",
    "蝉联",
    "摘得",
    "夺得",
    "捧回",
    "捧得",
    "跻身",
    "荣登",
    "上榜",
    "勇夺",
]);

/// Whether an encoded sentence has a verb that [`find`] reads.
pub fn may_confer(text: &str) -> bool {
    RECEIVES.any_in(text)
}

/// Reads what a sentence confers.
pub fn find(given: &[char], block: &ReadBlock, sentence: &Encoded, table: &Table, meant: Meant, out: &mut Vec<Fact>) {
    let mut reader = Reader::new(block, sentence);
    for clause in reader.clauses() {
        if !RECEIVES.any(&reader.symbols[clause.clone()]) {
            reader.leave_clause(&clause);
            continue;
        }
        let text = reader.text(clause.clone());
        for (verb, title, plain) in titles(&text) {
            let (verb, title) = (clause.start + verb, clause.start + title.0..clause.start + title.1);
            let lost = TAKEN.is_match(&reader.text(clause.end..reader.symbols.len()));
            if lost || UNREAL.is_match(&reader.text(clause.start..verb)) {
                continue;
            }
            let Some((a, b)) = sentence.block_range(title.start, title.end) else { continue };
            let name = block.text.slice(a, b);
            let weak = plain && WEAK.is_match(&text) && !PLAIN.is_match(&text);
            // 为获奖企业代表颁奖: 获奖 is a word, no verb with its honour.
            let short = name.chars().count() < 2 || plain && name.starts_with('奖');
            if short || plain && !HONOUR.is_match(&name) || weak && !LEVELLED.is_match(&name) {
                continue;
            }
            let Some((who, from)) = receivers(&reader, &clause, verb, meant) else { continue };
            let Some((_, end)) = sentence.block_range(from, title.end) else { continue };
            for subject in who.into_iter().filter(|&id| suits(table.get(id).kind, &name)) {
                out.push(Fact {
                    subject,
                    predicate: Predicate::Awarded,
                    object: Object::Text(written_range(given, block, a, b)),
                    qualifiers: Qualifiers::default(),
                    evidence: quote(given, block.text.given(sentence.tokens[from].start, end)),
                    rule: "awarded.clause".into(),
                    confidence: 0.9,
                });
            }
        }
        shared(given, &reader, &clause, out);
        reader.leave_clause(&clause);
    }
}

/// A、B分获…一、二等奖: a prize for each in turn.
static SHARED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "分(?:别)?(?:获得|荣获|摘得|夺得|获)[^，。；：“”\u{E000}-\u{E0FF}]{0,14}?(?P<list>[特一二三](?:等奖)?(?:[、和][特一二三](?:等奖)?)+等奖|[金银铜](?:奖|牌)?(?:[、和][金银铜](?:奖|牌)?)+(?:奖|牌))",
    )
});

fn shared(given: &[char], reader: &Reader, clause: &std::ops::Range<usize>, out: &mut Vec<Fact>) {
    let text = reader.text(clause.clone());
    let Some(captures) = SHARED.captures(&text) else { return };
    let (Some(whole), Some(list)) = (captures.get(0), captures.name("list")) else { return };
    let verb = clause.start + text[..whole.start()].chars().count();
    let own = reader.run_before(clause, verb);
    let who = own.unwrap_or_else(|| reader.subject.clone());
    let close = if list.as_str().contains("等奖") { "等奖" } else { list.as_str().get(list.as_str().len() - 3..).unwrap_or("奖") };
    let prizes: Vec<String> = list.as_str().split(['、', '和']).map(|p| format!("{}{close}", p.trim_end_matches(close))).collect();
    let end = clause.start + text[..list.end()].chars().count();
    if who.len() != prizes.len() || UNREAL.is_match(&text[..whole.start()]) {
        return;
    }
    for (&token, prize) in who.iter().zip(prizes) {
        let (Some(subject), Some((a, b))) = (reader.entity(token), reader.sentence.block_range(who[0], end)) else { continue };
        out.push(Fact {
            subject,
            predicate: Predicate::Awarded,
            object: Object::Text(prize),
            qualifiers: Qualifiers::default(),
            evidence: quote(given, reader.block.text.given(a, b)),
            rule: "awarded.in-turn".into(),
            confidence: 0.92,
        });
    }
}

/// Verb and title of each honour of a clause, in characters, and whether it stands without quotation marks.
fn titles(clause: &str) -> Vec<(usize, (usize, usize), bool)> {
    let count = |byte: usize| clause[..byte].chars().count();
    let mut out = Vec::new();
    if SHARED.is_match(clause) {
        return out;
    }
    for captures in QUOTED.captures_iter(clause) {
        let (Some(whole), Some(inner)) = (captures.get(0), captures.name("inner")) else { continue };
        let around = captures.name("after").map(|after| {
            let before = captures.name("before").filter(|b| !b.as_str().contains('的')).map_or(inner.start() - 3, |b| b.start());
            (before, after.end())
        });
        let (from, to) = around.unwrap_or((inner.start(), inner.end()));
        out.push((count(whole.start()), (count(from), count(to)), false));
        let more = MORE.captures_iter(&clause[whole.end()..]).filter_map(|m| m.name("inner"));
        let adjacent = ADJACENT.find(&clause[whole.end()..]).map_or(0, |m| m.end());
        for inner in more.filter(|m| m.end() <= adjacent) {
            out.push((count(whole.start()), (count(whole.end() + inner.start()), count(whole.end() + inner.end())), false));
        }
    }
    if out.is_empty() {
        for captures in PLAIN
            .captures_iter(clause)
            .chain(WEAK.captures_iter(clause).filter(|_| !PLAIN.is_match(clause)))
            .chain(PRIZE.captures_iter(clause))
        {
            let (Some(whole), Some(title)) = (captures.get(0), captures.name("text")) else { continue };
            out.push((count(whole.start()), (count(title.start()), count(title.end())), true));
        }
    }
    out
}

/// Who receives, and the token that the evidence begins with: the clause's own subject, 公司, or the one before.
fn receivers(reader: &Reader, clause: &std::ops::Range<usize>, verb: usize, meant: Meant) -> Option<(Vec<EntityId>, usize)> {
    let entities = |run: &[usize]| run.iter().filter_map(|&t| reader.entity(t)).collect::<Vec<_>>();
    let between = |from: usize| reader.text(from..verb);
    if let Some(run) = reader.run_before(clause, verb) {
        let after = between(run.last()? + 1);
        let inside = !matches!(reader.symbols[*run.last()?], '\u{E000}' | '\u{E003}') && PART.is_match(&after);
        let near = after.chars().count() <= 24 && !after.contains(['的', '《']) && !inside;
        return near.then(|| (entities(&run), run[0]));
    }
    if let Some(at) = (clause.start..verb).find(|&t| reader.symbols[t] == '\u{E012}') {
        let named = reader.sentence.tokens[at].mention.and_then(|m| reader.block.entity_of[m]);
        return named.or(meant.company).map(|id| (vec![id], at));
    }
    let lead = between(clause.start);
    if !LEAD.is_match(&lead) {
        return None;
    }
    let named = (0..verb).any(|t| reader.symbols[t] == '\u{E000}');
    if let Some(at) = (0..verb).rev().find(|&t| reader.symbols[t] == '\u{E013}').filter(|_| !named) {
        return meant.person.map(|id| (vec![id], at));
    }
    if reader.subject.is_empty() {
        let at = (0..verb).rev().find(|&t| reader.symbols[t] == '\u{E012}')?;
        return meant.company.map(|id| (vec![id], at));
    }
    Some((entities(&reader.subject), reader.subject[0]))
}

#[cfg(test)]
mod tests {
    use crate::extract::{Resources, extract};
    use crate::model::{Document, Object, Predicate};

    fn honours(text: &str) -> Vec<String> {
        let articles = extract(&Document::new("t", text), &Resources::load().unwrap());
        let a = &articles[0];
        let awarded = a.facts.iter().filter(|f| f.predicate == Predicate::Awarded);
        let title = |o: &Object| if let Object::Text(t) = o { t.clone() } else { String::new() };
        awarded.map(|f| format!("{} {}", a.entities[f.subject.0].name, title(&f.object))).collect()
    }

    #[test]
    fn honours_find_their_receivers() {
        for (text, wanted) in [
            ("正定县位置优越，并连续两年被评为“全国蔬菜产业示范县”。", "正定县 全国蔬菜产业示范县"),
            ("云帆光电有限公司建成投产，公司被省妇联授予“巾帼文明岗”称号。", "云帆光电有限公司 巾帼文明岗"),
            ("云帆光电有限公司获评国家级专精特新“小巨人”企业。", "云帆光电有限公司 国家级专精特新“小巨人”企业"),
            ("云帆光电有限公司荣获“省质量奖”“省优秀企业”称号。", "云帆光电有限公司 省优秀企业"),
            ("云帆光电有限公司被认定为省级企业技术中心。", "云帆光电有限公司 省级企业技术中心"),
        ] {
            let found = honours(text);
            assert!(found.contains(&wanted.to_string()), "{text} {found:?}");
        }
        let shared = honours("云帆轴承项目、星野食品项目分获创业大赛一、二等奖。");
        assert_eq!(shared, ["云帆轴承项目 一等奖", "星野食品项目 二等奖"]);
    }

    #[test]
    fn wishes_gifts_and_others_honours_are_none() {
        for text in [
            "云帆光电有限公司力争获评“国家级绿色工厂”。",
            "云帆光电有限公司申报省科技进步奖。",
            "正定县引进企业，去年获评“省级智能工厂”。",
            "云帆光电有限公司获得银行授信3亿元。",
            "正定县被取消“省级文明城市”称号。",
        ] {
            let found = honours(text);
            assert!(found.is_empty(), "{text} {found:?}");
        }
    }
}
