//! Words that stand for something named before: 该项目, 公司, 我市, 他.

use super::boundary::is_edge_mark;
use super::words::Words;
use super::{Mention, MentionKind, has_at};
use crate::extract::charset::CharSet;
use crate::model::EntityKind;
use std::sync::LazyLock;

/// Always references.
const SURE: [(&str, EntityKind); 32] = [
    ("该项目", EntityKind::Project),
    ("这个项目", EntityKind::Project),
    ("这一项目", EntityKind::Project),
    ("此项目", EntityKind::Project),
    ("该工程", EntityKind::Project),
    ("该产业园", EntityKind::Project),
    ("该基地", EntityKind::Project),
    ("该园区", EntityKind::Project),
    ("该生产线", EntityKind::Project),
    ("该中心", EntityKind::Project),
    ("该桥", EntityKind::Project),
    ("该公司", EntityKind::Company),
    ("该企业", EntityKind::Company),
    ("该集团", EntityKind::Company),
    ("该厂", EntityKind::Company),
    ("这家公司", EntityKind::Company),
    ("这家企业", EntityKind::Company),
    ("我市", EntityKind::Place),
    ("我省", EntityKind::Place),
    ("我县", EntityKind::Place),
    ("我区", EntityKind::Place),
    ("我州", EntityKind::Place),
    ("我旗", EntityKind::Place),
    ("我盟", EntityKind::Place),
    ("该市", EntityKind::Place),
    ("该县", EntityKind::Place),
    ("该区", EntityKind::Place),
    ("该州", EntityKind::Place),
    ("全市", EntityKind::Place),
    ("全县", EntityKind::Place),
    ("本次活动", EntityKind::Event),
    ("此次活动", EntityKind::Event),
];

/// References only at the beginning of a clause.
const INITIAL: &[(&str, EntityKind)] = &[
    ("项目", EntityKind::Project),
    ("工程", EntityKind::Project),
    ("产业园", EntityKind::Project),
    ("园区", EntityKind::Project),
    ("基地", EntityKind::Project),
    ("公司", EntityKind::Company),
    ("企业", EntityKind::Company),
    ("集团", EntityKind::Company),
    ("他", EntityKind::Person),
    ("她", EntityKind::Person),
    ("建成后", EntityKind::Project),
    ("全部建成后", EntityKind::Project),
    ("其", EntityKind::Project),
];

static HEADS: LazyLock<CharSet> = LazyLock::new(|| CharSet::firsts(SURE.iter().chain(INITIAL).map(|(w, _)| *w)));

/// Finds references in a block. 全市 is a scope and stays out.
pub fn find(text: &[char], words: &Words) -> Vec<Mention> {
    let mut out = Vec::new();
    let heads = &*HEADS;
    for at in (0..text.len()).filter(|&at| heads.has(text[at])) {
        if let Some(end) = this_project(text, at) {
            out.push(Mention { start: at, end, kind: MentionKind::Reference(EntityKind::Project), reason: "a word that refers back" });
            continue;
        }
        let sure = SURE.iter().find(|(w, _)| has_at(text, at, w));
        if let Some((word, kind)) = sure.filter(|(w, _)| !w.starts_with('全')) {
            out.push(mention(at, word, *kind));
            continue;
        }
        if text[at] == '集' && is_party(text, at) {
            out.push(mention(at, "集团", EntityKind::Company));
            continue;
        }
        let initial = at == 0 || is_edge_mark(text[at - 1]) || matches!(text[at - 1], '”');
        let found = INITIAL.iter().filter(|(w, _)| has_at(text, at, w)).max_by_key(|(w, _)| w.chars().count());
        if let Some((word, kind)) = found.filter(|(w, _)| initial && words.is_boundary(at + w.chars().count())) {
            if word.ends_with('后') || *word == "其" {
                continue;
            }
            out.push(mention(at, word, *kind));
        }
    }
    out
}

/// 与集团签订, 由集团投资: a party that only its article knows.
fn is_party(text: &[char], at: usize) -> bool {
    const DEEDS: [&str; 11] = ["签", "达成", "投资", "出资", "斥资", "承建", "投建", "全资", "共同", "建设", "负责"];
    let joined = at > 0 && matches!(text[at - 1], '与' | '和' | '同' | '由');
    joined && has_at(text, at, "集团") && DEEDS.iter().any(|w| has_at(text, at + 2, w))
}

/// Phases of the project under discussion: 一期, 二期工程.
const PHASES: [(&str, &str); 5] =
    [("一期", "（一期）"), ("二期", "（二期）"), ("三期", "（三期）"), ("四期", "（四期）"), ("首期", "（一期）")];

/// The numbered phases as words.
pub const NUMBERED_PHASES: [&str; 4] = ["一期", "二期", "三期", "四期"];

/// What may stand right before a phase that is told of by itself.
const BEFORE_PHASE: [&str; 14] = ["其中", "项目", "工程", "目前", "现", "去年", "今年", "而", "其", "前期", "先期", "该园", "园区", "基地"];

/// Phases that stand alone: they name a part of the project before them.
pub fn phases(text: &[char]) -> Vec<Mention> {
    let mut out = Vec::new();
    for at in (0..text.len().saturating_sub(1)).filter(|&at| text[at + 1] == '期') {
        let Some((word, _)) = PHASES.iter().find(|(w, _)| has_at(text, at, w)) else { continue };
        let opens = at == 0 || is_edge_mark(text[at - 1]) || BEFORE_PHASE.iter().any(|w| super::ends_with(text, at, w));
        let mut end = at + word.chars().count();
        let next = text.get(end).copied().unwrap_or('。');
        if !opens || matches!(next, '间' | '待' | '货' | '望' | '内' | '一' | '班' | '学') {
            continue;
        }
        end += ["工程", "项目"].iter().find(|w| has_at(text, end, w)).map_or(0, |w| w.chars().count());
        out.push(Mention { start: at, end, kind: MentionKind::Project, reason: PHASE });
    }
    out
}

/// The reason that marks a mention as a phase of the project before it.
pub const PHASE: &str = "a phase of the project before it";

/// The phase that closes a project's name for a phase mention's words: 一期工程 → （一期）.
pub fn phase_of(words: &str) -> Option<&'static str> {
    PHASES.iter().find(|(w, _)| words.starts_with(w)).map(|(_, name)| *name)
}

/// 该物流园, 该污水处理厂: 该 and a project's head with up to four characters between.
fn this_project(text: &[char], at: usize) -> Option<usize> {
    if text[at] != '该' || at > 0 && text[at - 1] == '应' {
        return None;
    }
    let heads = [
        "产业园",
        "物流园",
        "园区",
        "基地",
        "电站",
        "大桥",
        "隧道",
        "工厂",
        "小镇",
        "综合体",
        "生产线",
        "水库",
        "车间",
        "博览园",
        "科技园",
        "项目",
        "工程",
        "中心",
    ];
    (at + 1..text.len().min(at + 6)).find_map(|i| heads.iter().find(|h| has_at(text, i, h)).map(|h| i + h.chars().count()))
}

fn mention(at: usize, word: &str, kind: EntityKind) -> Mention {
    Mention { start: at, end: at + word.chars().count(), kind: MentionKind::Reference(kind), reason: "a word that refers back" }
}
