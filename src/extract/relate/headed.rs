//! Lists of projects under a line that says what became of them: 签约项目：, 分会场开工项目：.

use super::apply::quote;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{Mention, MentionKind};
use crate::extract::segment::BlockKind;
use crate::model::{EntityId, Fact, Object, Predicate, Qualifiers, Stage};
use regex::Regex;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Longest line that heads a list, and longest line of a field (投资方：…) inside one, in characters.
const MAX_HEADING: usize = 30;
const MAX_FIELD: usize = 80;

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<what>签约|开工|竣工|投产|投用)(?:的)?项目(?:名单|清单|简介|如下|（[^）]{1,8}）)*[：:]?$").expect("the pattern is fixed")
});

/// Words that put a heading's list into the future, or take an item out of it.
const NOT_YET: [&str; 8] = ["拟", "计划", "储备", "谋划", "待", "原定", "意向", "未"];
const TAKEN_OUT: [&str; 6] = ["未", "取消", "推迟", "暂缓", "终止", "拟"];

/// Reads the items of such lists whose own words say no stage.
pub fn find(given: &[char], blocks: &[ReadBlock], out: &mut Vec<Fact>) {
    let told: FxHashSet<EntityId> = out.iter().filter(|f| f.predicate == Predicate::Stage).map(|f| f.subject).collect();
    let mut stage = None;
    for block in blocks.iter().filter(|b| b.is_read() && b.kind != BlockKind::Headline) {
        let text = block.joined.as_str();
        if let (Some(stage), Some((mention, id))) = (stage, item(block)) {
            if !told.contains(&id) && !TAKEN_OUT.iter().any(|w| text.contains(w)) {
                out.push(fact(given, block, mention, id, stage));
            }
            continue;
        }
        let field = text.chars().count() <= MAX_FIELD && text.chars().take(8).any(|c| c == '：');
        match heading(text) {
            Some(found) => stage = Some(found),
            None if field => {}
            None => stage = None,
        }
    }
}

fn heading(text: &str) -> Option<Stage> {
    if text.chars().count() > MAX_HEADING || NOT_YET.iter().any(|w| text.contains(w)) {
        return None;
    }
    Some(match &HEADING.captures(text)?["what"] {
        "签约" => Stage::Signed,
        "开工" => Stage::Started,
        "竣工" => Stage::Completed,
        _ => Stage::Operating,
    })
}

/// The project with which an item begins, where nothing but its figures or parties follow.
fn item(block: &ReadBlock) -> Option<(&Mention, EntityId)> {
    let i = block.mentions.iter().position(|m| m.kind == MentionKind::Project).filter(|&i| block.mentions[i].start <= 6)?;
    let next = block.text.chars.get(block.mentions[i].end).copied().unwrap_or('。');
    let listed = block.kind == BlockKind::ListItem || "。，；：（".contains(next);
    block.entity_of[i].filter(|_| listed).map(|id| (&block.mentions[i], id))
}

fn fact(given: &[char], block: &ReadBlock, mention: &Mention, subject: EntityId, stage: Stage) -> Fact {
    Fact {
        subject,
        predicate: Predicate::Stage,
        object: Object::Stage(stage),
        qualifiers: Qualifiers::default(),
        evidence: quote(given, block.text.given(mention.start, mention.end)),
        rule: "stage.listed-under-heading".into(),
        confidence: 0.88,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::{Resources, extract};
    use crate::model::{Document, Predicate};

    fn stages(text: &str) -> Vec<String> {
        let articles = extract(&Document::new("t", text), &Resources::load().unwrap());
        let a = &articles[0];
        let facts = a.facts.iter().filter(|f| f.predicate == Predicate::Stage);
        facts.map(|f| format!("{} {}", a.entities[f.subject.0].name, f.object)).collect()
    }

    #[test]
    fn a_heading_says_what_became_of_its_items() {
        let head = "云州市推进建设\n    4月3日，云州市召开会议，研究项目建设。\n";
        let items = "    1.云帆轴承产业化项目：云帆光电有限公司投资，总投资3亿元。\n    2.星野茶饮加工项目：总投资9000万元。\n";
        assert_eq!(stages(&format!("{head}    开工项目：\n{items}")), ["云帆轴承产业化项目 started", "星野茶饮加工项目 started"]);
        assert!(stages(&format!("{head}    拟开工项目：\n{items}")).is_empty());
        assert!(stages(&format!("{head}    开工项目：\n    全市上下正在总结经验，推动高质量发展再上新台阶。\n{items}")).is_empty());
    }
}
