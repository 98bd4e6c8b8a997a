//! Short forms that only the article explains: 大桥位于… after X特大桥, 改造项目总投资… after X改造项目, 前者 and 后者.
//!
//! In: blocks whose mentions have their entities. Out: the same with further mentions of projects and companies.

use super::table::Table;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{Mention, MentionKind, has_at};
use crate::model::{EntityId, EntityKind};

/// How many of the projects named last a short form may mean.
const MAX_ANTECEDENTS: usize = 40;

/// Longest short form, in characters.
const MAX_SHORT: usize = 8;

/// What is told of a project right behind its short form.
const TOLD: [&str; 44] = [
    "位于",
    "地处",
    "坐落",
    "选址",
    "落户",
    "总投资",
    "投资",
    "计划",
    "规划",
    "设计",
    "占地",
    "用地",
    "建筑面积",
    "总建筑面积",
    "全长",
    "长约",
    "长",
    "主跨",
    "桥长",
    "由",
    "预计",
    "已",
    "目前",
    "正",
    "现",
    "将于",
    "建成",
    "采用",
    "起于",
    "北起",
    "南起",
    "东起",
    "西起",
    "年产",
    "日处理",
    "主体",
    "施工",
    "开工",
    "竣工",
    "通车",
    "投用",
    "估算",
    "概算",
    "共",
];

/// Short forms of two characters: other pairs say too little.
const PAIRS: [&str; 14] = ["大桥", "隧道", "隧洞", "水库", "电站", "泵站", "灌区", "码头", "小镇", "水厂", "新区", "干渠", "管廊", "机场"];

/// What tells only which kind of project is meant.
const KINDS: [&str; 16] =
    ["建设", "重点", "产业", "工业", "签约", "开工", "投资", "合作", "民生", "重大", "基础设施", "配套", "新建", "技改", "续建", "在建"];

/// What may stand before a short form.
const THIS: [&str; 6] = ["该", "整个", "这座", "这条", "这一", "此"];

/// Gives short forms their entities.
pub fn resolve(blocks: &mut [ReadBlock], table: &mut Table) {
    let mut known: Vec<(Vec<char>, EntityId)> = Vec::new();
    let group = only_group(table);
    for block in blocks.iter_mut().filter(|b| b.is_read()) {
        groups(block, group, table);
        let mut found = in_block(block, &mut known);
        found.extend(former_and_latter(block));
        for (mention, id) in found {
            let at = block.mentions.partition_point(|m| m.start < mention.start);
            let referred = block.mentions.get(at).is_some_and(|m| is_reference(m) && m.start == mention.start);
            table.mention(id, block.text.given(mention.start, mention.end));
            if referred {
                block.entity_of[at] = Some(id);
            } else {
                block.mentions.insert(at, mention);
                block.entity_of.insert(at, Some(id));
            }
        }
    }
}

/// The company that 集团 means: the only one of the article whose name closes so.
fn only_group(table: &Table) -> Option<EntityId> {
    const GROUPS: [&str; 4] = ["集团", "集团有限公司", "集团股份有限公司", "集团公司"];
    let is_group = |name: &String| GROUPS.iter().any(|g| name.ends_with(g));
    let of_kind = table.entities().iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Company);
    let mut groups = of_kind.filter(|(_, e)| is_group(&e.name) || e.aliases.iter().any(is_group)).map(|(i, _)| EntityId(i));
    groups.next().filter(|_| groups.next().is_none())
}

/// Gives 集团 and 该集团 their company.
fn groups(block: &mut ReadBlock, group: Option<EntityId>, table: &mut Table) {
    let Some(group) = group else { return };
    for m in 0..block.mentions.len() {
        let mention = &block.mentions[m];
        let word = mention.kind == MentionKind::Reference(EntityKind::Company) && block.words_of(mention).ends_with("集团");
        if word && block.entity_of[m].is_none() {
            table.mention(group, block.text.given(mention.start, mention.end));
            block.entity_of[m] = Some(group);
            block.mentions[m].kind = MentionKind::Company;
        }
    }
}

/// A word for a project that the recognisers know already: 产业园, 该基地. 项目 and 工程 fit every project.
fn is_reference(mention: &Mention) -> bool {
    mention.kind == MentionKind::Reference(EntityKind::Project)
}

fn in_block(block: &ReadBlock, known: &mut Vec<(Vec<char>, EntityId)>) -> Vec<(Mention, EntityId)> {
    let text = &block.text.chars;
    let (mut out, mut next) = (Vec::new(), 0);
    for at in 0..text.len() {
        while let Some(mention) = block.mentions.get(next).filter(|m| m.start < at) {
            learn(block, mention, block.entity_of[next], known);
            next += 1;
        }
        let opens = at == 0 || matches!(text[at - 1], '，' | '。' | '；' | '：' | '“' | '！' | '？');
        if !opens || next > 0 && block.mentions[next - 1].end > at {
            continue;
        }
        let from = THIS.iter().find(|w| has_at(text, at, w)).map_or(at, |w| at + w.chars().count());
        let free = block.mentions.get(next);
        let word = free.filter(|m| m.start == at && is_reference(m) && block.entity_of[next].is_none());
        let limit = word.map_or_else(|| free.map_or(text.len(), |m| m.start), |m| m.end);
        let found = known.iter().rev().find_map(|(name, id)| tail(&text[from.min(limit)..limit], name).map(|k| (from + k, *id)));
        let Some((end, id)) = found else { continue };
        let mention = Mention { start: at, end, kind: MentionKind::Project, reason: "a short form of a project named before" };
        match word {
            Some(m) if m.end == end => out.push((m.clone(), id)),
            None if TOLD.iter().any(|w| has_at(text, end, w)) => out.push((mention, id)),
            _ => {}
        }
    }
    for (mention, id) in block.mentions.iter().zip(&block.entity_of).skip(next) {
        learn(block, mention, *id, known);
    }
    out
}

fn learn(block: &ReadBlock, mention: &Mention, id: Option<EntityId>, known: &mut Vec<(Vec<char>, EntityId)>) {
    let phase = mention.reason == crate::extract::recognise::reference::PHASE;
    let (MentionKind::Project, Some(id), false) = (&mention.kind, id, phase) else { return };
    let name: String = block.words_of(mention).chars().filter(|c| !"“”".contains(*c)).collect();
    known.retain(|(_, other)| *other != id);
    known.push((name.chars().collect(), id));
    if known.len() > MAX_ANTECEDENTS {
        known.remove(0);
    }
}

/// The length of the longest proper tail of a name, or of a name without 项目, with which the text begins.
fn tail(text: &[char], name: &[char]) -> Option<usize> {
    let bare = name.strip_suffix(&['项', '目']).unwrap_or(name);
    let fits = |whole: &[char], k: usize| k < whole.len() && text.len() >= k && whole.ends_with(&text[..k]);
    (2..=MAX_SHORT).rev().find(|&k| (fits(name, k) || fits(bare, k)) && says_enough(&text[..k]))
}

fn says_enough(short: &[char]) -> bool {
    let word: String = short.iter().collect();
    let own = word.strip_suffix("项目").or_else(|| word.strip_suffix("工程")).unwrap_or(&word);
    match own.chars().count() {
        0 | 1 => false,
        2 if own.len() == word.len() => PAIRS.contains(&own),
        _ => !KINDS.contains(&own) && !word.starts_with(['（', '）', '期', '的']) && !word.ends_with(['）', '期']),
    }
}

/// 前者 and 后者 where exactly two projects, or else two companies, stand before them in the sentence or the one before.
fn former_and_latter(block: &ReadBlock) -> Vec<(Mention, EntityId)> {
    let text = &block.text.chars;
    let mut out = Vec::new();
    for (s, &(start, end)) in block.sentences.iter().enumerate() {
        for at in start..end.min(text.len().saturating_sub(1)) {
            let second = match (text[at], text[at + 1]) {
                ('前', '者') => 0,
                ('后', '者') => 1,
                _ => continue,
            };
            let before = if s > 0 { block.sentences[s - 1].0..start } else { start..start };
            let pair = pair(block, start..at).or_else(|| pair(block, before));
            let Some((kind, pair)) = pair else { continue };
            let covered = block.mentions.iter().any(|m| m.start < at + 2 && at < m.end);
            if !covered {
                out.push((Mention { start: at, end: at + 2, kind, reason: "the former or the latter of two" }, pair[second]));
            }
        }
    }
    out
}

/// The two projects, or else the two companies, that a range names.
fn pair(block: &ReadBlock, range: std::ops::Range<usize>) -> Option<(MentionKind, [EntityId; 2])> {
    [MentionKind::Project, MentionKind::Company].into_iter().find_map(|kind| {
        let inside = block.mentions.iter().zip(&block.entity_of).filter(|(m, _)| range.contains(&m.start) && m.kind == kind);
        let mut ids: Vec<EntityId> = inside.filter_map(|(_, id)| *id).collect();
        ids.dedup();
        <[EntityId; 2]>::try_from(ids).ok().map(|ids| (kind, ids))
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::{Resources, extract};
    use crate::model::{Document, Predicate};

    fn money(text: &str) -> Vec<String> {
        let articles = extract(&Document::new("t", text), &Resources::load().unwrap());
        let a = &articles[0];
        let facts = a.facts.iter().filter(|f| f.predicate == Predicate::Investment);
        facts.map(|f| format!("{} {}", a.entities[f.subject.0].name, f.object)).collect()
    }

    #[test]
    fn a_closing_part_means_the_project_that_has_it() {
        let text =
            "云州市推进建设\n    云帆热电厂脱硝改造项目位于正定县，星野冷链物流园项目位于栾城区。改造项目总投资3亿元，物流园投资5亿元。\n";
        let found = money(text);
        assert_eq!(found, ["云帆热电厂脱硝改造项目 300000000", "星野冷链物流园项目 500000000"]);
    }

    #[test]
    fn kinds_of_projects_mean_none() {
        let text = "云州市推进建设\n    云帆热电厂环保建设项目位于正定县。全市共有项目30个。建设项目总投资90亿元。\n";
        assert!(money(text).is_empty(), "{:?}", money(text));
    }

    #[test]
    fn former_and_latter() {
        let text = "云州市推进建设\n    云帆刹车盘项目、星野茶叶加工项目同时开工，前者投资8亿元，后者投资9000万元。\n";
        assert_eq!(money(text), ["云帆刹车盘项目 800000000", "星野茶叶加工项目 90000000"]);
    }
}
