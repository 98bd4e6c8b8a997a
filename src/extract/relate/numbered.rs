//! Numbered lists that are an order: a line that says so (排名如下：, 按得分排序), then 1.A市 3.62, 2.B市 3.71 …
//!
//! The number is the place only where the scores rise or fall all the way, or where the line says that it is an order.

use super::apply::quote;
use super::ranking::scope_before;
use crate::extract::phrases::Chars;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::MentionKind;
use crate::model::{EntityId, EntityKind, Fact, Object, Predicate, Qualifiers};
use regex::Regex;
use std::sync::LazyLock;

/// Fewest items of such a list.
const MIN_ITEMS: usize = 3;

static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:第)?(?P<n>[0-9]{1,3})(?:[.．、)）]|名：?)?\s*").expect("the pattern is fixed"));
static SCORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*[（：]?(?:得分)?：?(?P<s>[0-9]{1,3}(?:\.[0-9]+)?)(?:分)?）?[；。，]?$").expect("the pattern is fixed")
});
static ORDERED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("排名|排行|名次|位次|排序|由高到低|从高到低|由低到高|从低到高|依次").expect("the pattern is fixed"));

/// What the words of [`ORDERED`] begin with.
static ORDER_HEADS: Chars = Chars::of(&["排名位由从依"]);

/// An item: who, with what score, and the range of its block that says so.
struct Item<'a> {
    who: EntityId,
    score: Option<String>,
    block: &'a ReadBlock,
}

/// Reads every such list; `main` is the appraisal that an unnamed order belongs to.
pub fn find(given: &[char], blocks: &[ReadBlock], main: Option<EntityId>, out: &mut Vec<Fact>) {
    let read: Vec<&ReadBlock> = blocks.iter().filter(|b| b.is_read()).collect();
    for (i, lead) in read.iter().enumerate() {
        let text = lead.joined.as_str();
        let Some(sure) = says_order(text) else { continue };
        let Some(assessment) = named(lead).or(main.filter(|_| text.contains("排名"))) else { continue };
        let items = items(&read[i + 1..]);
        let scores: Vec<f64> = items.iter().filter_map(|x| x.score.as_ref()?.parse().ok()).collect();
        let scored = scores.len() == items.len() && is_monotone(&scores);
        if items.len() < MIN_ITEMS || !(scored || sure && scores.is_empty()) {
            continue;
        }
        let scope = scope_before(text);
        out.extend(items.iter().zip(1..).map(|(item, n)| fact(given, item, n, assessment, scope.clone())));
    }
}

/// Whether a line leads to an order; `true` where it says so even without scores.
fn says_order(text: &str) -> Option<bool> {
    let leads = ORDER_HEADS.any_in(text) && (text.ends_with(['：', '）']) || text.ends_with("如下。") || text.chars().count() <= 30);
    let open = ["不分先后", "不分名次", "排名不"].iter().any(|w| text.contains(w));
    (leads && !open && ORDERED.is_match(text)).then(|| text.contains("由高到低") || text.contains("从高到低") || text.contains("排序"))
}

/// The appraisal that a line names last.
fn named(block: &ReadBlock) -> Option<EntityId> {
    block.mentions.iter().zip(&block.entity_of).rev().find(|(m, _)| m.kind == MentionKind::Assessment).and_then(|(_, id)| *id)
}

/// The items 1, 2, 3 … that begin here.
fn items<'a>(blocks: &[&'a ReadBlock]) -> Vec<Item<'a>> {
    blocks.iter().zip(1..).map_while(|(block, n)| item(block, n)).collect()
}

fn item(block: &ReadBlock, n: usize) -> Option<Item<'_>> {
    let text = block.joined.as_str();
    let found = ITEM.captures(text).filter(|c| c["n"].parse() == Ok(n))?;
    let from = found[0].chars().count();
    let i = block.mentions.iter().position(|m| m.start == from)?;
    let kind = block.mentions[i].kind.entity()?;
    let who = block.entity_of[i].filter(|_| !matches!(kind, EntityKind::Event | EntityKind::Assessment))?;
    let rest = block.text.slice(block.mentions[i].end, block.text.len());
    let score = SCORE.captures(&rest).map(|c| c["s"].to_string());
    (score.is_some() || rest.trim_matches(['；', '。', '，']).is_empty()).then_some(Item { who, score, block })
}

fn is_monotone(scores: &[f64]) -> bool {
    scores.windows(2).all(|w| w[0] >= w[1]) || scores.windows(2).all(|w| w[0] <= w[1])
}

fn fact(given: &[char], item: &Item, n: i32, assessment: EntityId, scope: Option<String>) -> Fact {
    Fact {
        subject: item.who,
        predicate: Predicate::Ranked,
        object: Object::Entity(assessment),
        qualifiers: Qualifiers { rank: Some(n), score: item.score.clone(), scope, ..Qualifiers::default() },
        evidence: quote(given, item.block.text.given(0, item.block.text.len())),
        rule: "ranked.numbered-list".into(),
        confidence: 0.94,
    }
}

#[cfg(test)]
mod tests {
    use super::super::standing::tests::ranks;

    #[test]
    fn numbers_are_places_where_an_order_is_told() {
        let head = "全市通报一季度空气质量\n\n    4月8日，市生态环境局通报各县一季度空气质量综合指数排名。具体如下：\n\n";
        let found = ranks(&format!("{head}    1.正定县 3.62\n    2.栾城区 3.71\n    3.赞皇县 4.02\n"));
        assert_eq!(found, ["正定县 1", "栾城区 2", "赞皇县 3"]);
    }

    #[test]
    fn numbers_alone_are_no_places() {
        let head = "全市通报一季度空气质量\n\n    4月8日，市生态环境局通报各县一季度空气质量综合指数排名。具体如下：\n\n";
        assert!(ranks(&format!("{head}    1.正定县 3.62\n    2.栾城区 4.71\n    3.赞皇县 4.02\n")).is_empty(), "scores in no order");
        let unordered = "全市表扬先进\n\n    4月8日，市政府通报年度考核先进单位，排名不分先后。名单如下：\n\n";
        assert!(ranks(&format!("{unordered}    1.正定县\n    2.栾城区\n    3.赞皇县\n")).is_empty(), "an open order");
    }
}
