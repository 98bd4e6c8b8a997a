//! Rankings written as lists: 由高到低依次为A 97分、B 96分; 前三位：A（98分）、B; numbered items; flattened tables.

use super::apply::quote;
use super::encode::Encoded;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{MentionKind, RankInfo};
use crate::extract::segment::BlockKind;
use crate::model::{EntityId, Fact, Object, Predicate, Qualifiers};
use regex::Regex;
use std::sync::LazyLock;

/// Members of a ranking: places, bodies, companies, projects, persons.
const MEMBER: &str = "[\u{E000}-\u{E004}]";

static ORDERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!("(?:[由从]高到低(?:分别|依次)?[为是]|依次为|依次是|依次排名为|排名依次为|分别为|分别是|前(?:三|[0-9]+)(?:位|名)(?:的)?(?:为|是|分别为|分别是|依次为|依次是)?)[：:]?(?P<list>{MEMBER}[^。；！？]*)")).expect("the pattern is fixed")
});

static HEADED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!("(?P<rank>\u{E00B})(?:的)?(?:（[^）]{{2,8}}）)?(?:县（市、区）|县市区|县区|单位|开发区|乡镇|镇街|企业|区县)?(?:为|是|分别为|分别是|依次为|：)+(?:[^，。；：\u{E000}-\u{E0FF}]{{2,4}}地区)?(?P<list>{MEMBER}(?:[^，。；！？]|，{MEMBER})*)")).expect("the pattern is fixed")
});

/// What a list of a sentence is ranked in, and how its order is to be read.
struct Listing {
    assessment: EntityId,
    scope: Option<String>,
    order: Order,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The first is first.
    Descending,
    /// The first is last: 后三位由低到高依次为.
    Ascending,
    /// All of them are among the first (or, below zero, last) N.
    Among(i32),
    /// A single place.
    At(i32),
}

/// Reads ranked lists of a sentence. `assessment` is the one under discussion, `scope` the article's own (全市).
pub fn find(given: &[char], block: &ReadBlock, sentence: &Encoded, assessment: Option<EntityId>, out: &mut Vec<Fact>) {
    let member = sentence.text.contains(|c| ('\u{E000}'..='\u{E004}').contains(&c));
    if !member || !sentence.text.contains(['\u{E00B}', '依', '分', '前', '位']) {
        return;
    }
    for captures in ORDERED.captures_iter(&sentence.text) {
        let list = captures.name("list").expect("not optional");
        let lead = &sentence.text[..list.start()];
        let place = lead.chars().rev().take(8).any(|c| c == '\u{E00B}');
        if !(is_ranking_lead(lead) || place) || captures[0].starts_with('前') && is_of_another(lead) {
            continue;
        }
        let Some(assessment) = own_assessment(block, sentence, list.start()).or(assessment) else { continue };
        let ordered = captures[0].contains("依次") || lead.contains("由高到低") || lead.contains("从高到低");
        let lowest = bottom(lead);
        let order = match (lowest, ordered) {
            (true, _) if lead.contains("低到高") => Order::Ascending,
            (true, _) => continue,
            (false, true) if lead.contains("低到高") => continue,
            (false, true) => Order::Descending,
            (false, false) => among(&captures[0]),
        };
        let listing = Listing { assessment, scope: scope_before(lead), order };
        members(given, block, sentence, list.start(), list.end(), &listing, out);
    }
    spelled(given, block, sentence, assessment, out);
    for captures in HEADED.captures_iter(&sentence.text).chain(PLACED.captures_iter(&sentence.text)) {
        let list = captures.name("list").expect("not optional");
        let stops = |rest: &str| rest.chars().next().is_none_or(|c| "；，。、：".contains(c));
        let placed = captures[0].trim_start_matches(['；', '，', '：', '。', '、']).starts_with('\u{E00B}');
        if placed && !stops(&sentence.text[list.end()..]) {
            continue;
        }
        if is_of_another(&sentence.text[..captures.name("rank").map_or(0, |r| r.start())]) {
            continue;
        }
        let Some(assessment) = own_assessment(block, sentence, list.start()).or(assessment) else { continue };
        let token = sentence.token_at(captures.name("rank").expect("not optional").start());
        let Some(MentionKind::Rank(rank)) = sentence.tokens[token].mention.map(|m| &block.mentions[m].kind) else { continue };
        let ordered = captures[0].contains("依次");
        let order = match rank {
            RankInfo::Top(_) if ordered => Order::Descending,
            RankInfo::Top(n) => Order::Among(*n),
            RankInfo::Bottom(_) if sentence.text[..list.start()].contains("低到高") => Order::Ascending,
            RankInfo::Bottom(n) => Order::Among(-*n),
            RankInfo::At(n) => Order::At(*n),
        };
        let listing = Listing { assessment, scope: scope_before(&sentence.text[..list.start()]), order };
        members(given, block, sentence, list.start(), list.end(), &listing, out);
    }
}

/// 第一名 甲县 96.8分；第二名 乙县: the place right in front of who holds it.
static PLACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!("(?:^|[；，：。、])(?P<rank>\u{E00B})(?:（[^）]*）)?：?(?P<list>{MEMBER}(?:（[^）]*）)?(?:得分?)?\u{E00C}?)"))
        .expect("the pattern is fixed")
});

static SPELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!("(?P<who>{MEMBER}(?:[、和与]{MEMBER})+)(?:分列|分获|分别列|分别获|分别位列|分别位居|分别居|依次列|位列)(?:全国|全省|全市|全县|全区|全州)?(?:第)?(?P<first>[0-9]+|[一二三四五六七八九十])(?P<rest>(?:、(?:第)?(?:[0-9]+|[一二三四五六七八九十]))*|至(?:第)?(?:[0-9]+|[一二三四五六七八九十]))(?:位|名|\u{E00B})")).expect("the pattern is fixed")
});

/// A、B分列二、三位; A、B、C分列第4至第6位: consecutive places from the first.
fn spelled(given: &[char], block: &ReadBlock, sentence: &Encoded, assessment: Option<EntityId>, out: &mut Vec<Fact>) {
    for captures in SPELLED.captures_iter(&sentence.text) {
        let group = captures.name("who").expect("not optional");
        let who: Vec<usize> =
            (sentence.token_at(group.start())..sentence.token_at(group.end())).filter_map(|t| sentence.tokens[t].mention).collect();
        let first: Vec<char> = captures["first"].chars().collect();
        let number = crate::extract::recognise::number::read(&first, 0).and_then(|n| n.whole()).and_then(|n| i32::try_from(n).ok());
        let several = captures["rest"].starts_with('至') || captures["rest"].matches('、').count() + 1 == who.len();
        let Some(assessment) = own_assessment(block, sentence, group.start()).or(assessment) else { continue };
        let (Some(number), true) = (number, several) else { continue };
        let whole = captures.get(0).expect("the match");
        let Some((a, b)) = sentence.block_range(sentence.token_at(whole.start()), sentence.token_at(whole.end())) else { continue };
        for (i, member) in who.iter().enumerate() {
            let Some(id) = block.entity_of[*member] else { continue };
            out.push(Fact {
                subject: id,
                predicate: Predicate::Ranked,
                object: Object::Entity(assessment),
                qualifiers: Qualifiers { rank: Some(number + i as i32), scope: scope_before(&captures[0]), ..Qualifiers::default() },
                evidence: quote(given, block.text.given(a, b)),
                rule: "ranked.spelled-places".into(),
                confidence: 0.94,
            });
        }
    }
}

fn is_ranking_lead(lead: &str) -> bool {
    ["排名", "得分", "名次", "由高到低", "从高到低", "低到高", "位次", "前三", "前3", "榜", "\u{E006}", "评分", "成绩", "排序"]
        .iter()
        .any(|w| lead.contains(w))
}

/// Whether a list is of the last ones: 末三位, 后两名, 倒数.
fn bottom(lead: &str) -> bool {
    let near: String = lead.chars().rev().take(16).collect::<Vec<_>>().into_iter().rev().collect();
    ["末三", "末两", "末五", "后三", "后两", "后五", "倒数", "靠后", "末尾", "末位", "垫底"].iter().any(|w| near.contains(w))
        || near.contains('\u{E00B}') && near.contains("低到高")
}

/// Words in front of a place that only say among whom or how it is counted.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("综合|总分|总|得分|得票|排名|名次|成绩|位次|其中|分别|目前|位列|位居|排在|列|居|的|在|全[国省市县区州盟旗]|各|县（市、区）|县市区|区县|县区|开发区|乡镇|镇街|街道|部门|单位|园区|组|类|由高到低|从高到低|由低到高|从低到高|考核|考评|评比|评价|测评|结果|依次|获得|荣获|获|对|为|和|与|本次|此次|一档|档次|第[一二三四]").expect("the pattern is fixed")
});

/// “签约一批”前三名, 水环境质量前三位: the place is in something that stands right before it and was not recognised.
fn is_of_another(lead: &str) -> bool {
    let clause = lead.rsplit(['，', '。', '；', '：', '、', '！', '？']).next().unwrap_or(lead);
    let named = clause.contains('\u{E006}');
    let rest = PLAIN.replace_all(clause, "");
    !named && (clause.ends_with('”') || rest.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count() > 2)
}

fn among(text: &str) -> Order {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    Order::Among(digits.parse().unwrap_or(3))
}

fn own_assessment(block: &ReadBlock, sentence: &Encoded, before: usize) -> Option<EntityId> {
    let to = sentence.token_at(before);
    sentence.tokens[..to]
        .iter()
        .rev()
        .filter_map(|t| t.mention)
        .find(|&m| block.mentions[m].kind == MentionKind::Assessment)
        .and_then(|m| block.entity_of[m])
}

/// 全市, 全省, 县（市、区）, 市属开发区: among whom the list ranks.
pub fn scope_before(lead: &str) -> Option<String> {
    let scopes = [
        "全国",
        "全省",
        "全市",
        "全县",
        "全区",
        "全州",
        "市属开发区",
        "开发区",
        "县（市、区）",
        "县市区",
        "县区",
        "乡镇",
        "镇街",
        "全盟",
        "全旗",
    ];
    scopes.iter().filter_map(|s| lead.rfind(s).map(|i| (i, s))).max().map(|(_, s)| (*s).to_string())
}

fn members(given: &[char], block: &ReadBlock, sentence: &Encoded, from: usize, to: usize, listing: &Listing, out: &mut Vec<Fact>) {
    let (from, to) = (sentence.token_at(from), sentence.token_at(to));
    let symbols: Vec<char> = sentence.text.chars().collect();
    let mut position = 0;
    let mut at = from;
    while at < to && is_member(symbols[at]) {
        if symbols.get(at + 1).is_some_and(|c| is_member(*c)) {
            at += 1;
            continue;
        }
        let end = item_end(&symbols, at, to);
        if symbols.get(end).is_some_and(|c| goes_on(*c)) {
            break;
        }
        position += 1;
        out.extend(member(given, block, sentence, (at, end), position, listing));
        let goes_on = end + 1 < to && matches!(symbols[end], '、' | '，' | '和' | '与' | '及') && is_member(symbols[end + 1]);
        at = if goes_on { end + 1 } else { to };
    }
}

fn is_member(symbol: char) -> bool {
    ('\u{E000}'..='\u{E004}').contains(&symbol)
}

/// 某区玫瑰香橙: a name inside a longer one that was not recognised is no member.
fn goes_on(symbol: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&symbol) && !"等和与及在三两四五六七八九十各均都并且则因以其继".contains(symbol)
}

/// The end of a list's item: the member with its score, its own place or a bracket.
fn item_end(symbols: &[char], member: usize, to: usize) -> usize {
    let mut at = member + 1;
    while at < to {
        match symbols[at] {
            '（' => at = (at..to).find(|&i| symbols[i] == '）').map_or(to, |i| i + 1),
            '得' | '分' | '为' | '以' | '共' | '\u{E00B}' | '\u{E00C}' => at += 1,
            _ => break,
        }
    }
    at
}

fn member(
    given: &[char],
    block: &ReadBlock,
    sentence: &Encoded,
    (at, end): (usize, usize),
    position: i32,
    listing: &Listing,
) -> Option<Fact> {
    let subject = sentence.tokens[at].mention.and_then(|m| block.entity_of[m])?;
    let after: Vec<usize> = (at + 1..end).collect();
    let (score, own) = values(block, sentence, &after);
    let (rank, rank_max) = place(listing.order, position, own);
    let (a, b) = sentence.block_range(at, end)?;
    let qualifiers = Qualifiers {
        rank,
        rank_max,
        score,
        scope: listing.scope.clone(),
        list_order: u32::try_from(position).ok(),
        ..Qualifiers::default()
    };
    Some(Fact {
        subject,
        predicate: Predicate::Ranked,
        object: Object::Entity(listing.assessment),
        qualifiers,
        evidence: quote(given, block.text.given(a, b)),
        rule: "ranked.listed-in-order".into(),
        confidence: 0.93,
    })
}

fn values(block: &ReadBlock, sentence: &Encoded, tokens: &[usize]) -> (Option<String>, Option<RankInfo>) {
    let kinds = || tokens.iter().filter_map(|&t| sentence.tokens[t].mention).map(|m| &block.mentions[m].kind);
    let score = kinds().find_map(|k| if let MentionKind::Score(s) = k { Some(s.clone()) } else { None });
    let rank = kinds().find_map(|k| if let MentionKind::Rank(r) = k { Some(*r) } else { None });
    (score, rank)
}

fn place(order: Order, position: i32, own: Option<RankInfo>) -> (Option<i32>, Option<i32>) {
    if let Some(RankInfo::At(n)) = own {
        return (Some(n), None);
    }
    match order {
        Order::Descending => (Some(position), None),
        Order::Ascending => (Some(-position), None),
        Order::Among(n) => (None, Some(n)),
        Order::At(n) => (Some(n), None),
    }
}

/// Rows of a flattened table under a heading with 名次 or 排名 and 单位 or a score.
pub fn table(given: &[char], blocks: &[ReadBlock], assessment: Option<EntityId>, out: &mut Vec<Fact>) {
    let mut header: Option<(usize, Option<usize>)> = None;
    let mut heading: Option<EntityId> = None;
    for block in blocks {
        if block.kind != BlockKind::TableRow {
            header = header.filter(|_| block.kind == BlockKind::Furniture);
            heading = ranking_heading(block);
            continue;
        }
        let cells: Vec<String> = block.cells.iter().map(|&(a, b)| block.text.slice(a, b)).collect();
        if let Some(rank) = cells.iter().position(|c| matches!(c.as_str(), "名次" | "排名" | "序号" | "位次")) {
            let score = cells.iter().position(|c| ["得分", "总分", "成绩", "分值", "评分", "分数"].iter().any(|w| c.contains(w)));
            header = (cells[rank] != "序号" || score.is_some() || heading.is_some()).then_some((rank, score));
            continue;
        }
        if let (Some((rank, score)), Some(assessment)) = (header, heading.or(assessment)) {
            out.extend(row(given, block, rank, score, assessment));
        }
    }
}

/// The appraisal of a heading that says that its table is in order: 形象进度前3名的项目.
fn ranking_heading(block: &ReadBlock) -> Option<EntityId> {
    let ordered = block.mentions.iter().any(|m| matches!(m.kind, MentionKind::Rank(RankInfo::Top(_)))) && block.text.len() <= 40;
    let named = block.mentions.iter().position(|m| m.kind == MentionKind::Assessment).filter(|_| ordered);
    named.and_then(|m| block.entity_of[m])
}

fn row(given: &[char], block: &ReadBlock, rank: usize, score: Option<usize>, assessment: EntityId) -> Option<Fact> {
    let cell = |i: usize| block.cells.get(i).map(|&(a, b)| block.text.slice(a, b));
    let place: i32 = cell(rank)?.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
    let member = block.mentions.iter().position(
        |m| matches!(m.kind.entity(), Some(k) if k != crate::model::EntityKind::Assessment && k != crate::model::EntityKind::Event),
    )?;
    let id = block.entity_of[member]?;
    Some(Fact {
        subject: id,
        predicate: Predicate::Ranked,
        object: Object::Entity(assessment),
        qualifiers: Qualifiers {
            rank: Some(place),
            score: score.and_then(cell).filter(|s| s.parse::<f64>().is_ok()),
            ..Qualifiers::default()
        },
        evidence: quote(given, block.text.given(0, block.text.len())),
        rule: "ranked.table-row".into(),
        confidence: 0.95,
    })
}
