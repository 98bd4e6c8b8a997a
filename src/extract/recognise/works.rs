//! Works without the word 项目: roads, halls, plants. Their heads name a project only where building is told right
//! beside them (…公路竣工, …研究中心施工现场), since the same words name places and bodies elsewhere.

use super::boundary::{EdgeKind, Walker};
use super::project::{has_unknown, is_generic, trim, with_phase};
use super::{Mention, MentionKind, has_at, is_han};

/// What is told of a work right behind its name.
const TOLD: &[&str] = &[
    "开工",
    "动工",
    "奠基",
    "破土",
    "竣工",
    "完工",
    "通车",
    "贯通",
    "合龙",
    "封顶",
    "投用",
    "投产",
    "投入使用",
    "投入运营",
    "建成",
    "全面建成",
    "试运行",
    "试运营",
    "建设现场",
    "施工现场",
    "建设工地",
    "施工工地",
    "工地",
    "正式开工",
    "正式通车",
    "正式投用",
    "正式投产",
    "今日开工",
    "顺利合龙",
    "顺利贯通",
    "顺利封顶",
    "全线贯通",
    "全线通车",
    "全线开工",
    "正在建设",
    "正在施工",
    "正在进行",
    "正进行",
    "主体",
    "开始填筑",
    "开始架设",
    "开始安装",
    "已完成",
    "联调联试",
    "开始联调",
    "加紧建设",
    "加紧施工",
    "目前已停工",
    "已停工",
    "停工",
    "收尾",
    "建设进度",
    "建设进展",
    "施工进度",
    "建设情况",
    "通水",
    "并网",
    "正式并网",
];

/// Words between the name and what is told of it.
const BETWEEN: &[&str] =
    &["的", "已", "已经", "正式", "于", "今天", "昨天", "昨日", "今日", "近日", "日前", "全面", "顺利", "也", "同日", "当天"];

/// Finds works; `found` are projects known already.
pub fn find(walker: &Walker, found: &[Mention]) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut known = vec![false; walker.text.len()];
    found.iter().for_each(|m| known[m.start..m.end].fill(true));
    let mut taken = known.clone();
    for end in 5..=walker.text.len() {
        let works = walker.lexicon.project_works.longest_before(walker.text, end);
        let length = works.max(walker.lexicon.project_bare.longest_before(walker.text, end));
        if length == 0 || known[end - 1] {
            continue;
        }
        let stop = with_phase(walker.text, end);
        let Some(start) = begin(walker, end - length, end) else { continue };
        if !is_told(walker, stop)
            && !is_to_be_built(walker, start, end, stop)
            && !is_topic(walker, start, stop)
            && !is_seen(walker, start, end)
        {
            continue;
        }
        if !taken[start..end].contains(&true) {
            taken[start..stop].fill(true);
            out.push(Mention { start, end: stop, kind: MentionKind::Project, reason: "a work that is told to be built" });
        }
    }
    out
}

/// The work whose ceremony an event is: X大桥 of X大桥通车仪式. `events` are the block's events.
pub fn of_ceremonies(walker: &Walker, events: &[Mention]) -> Vec<Mention> {
    const WORDS: [&str; 12] = ["开工", "奠基", "动工", "竣工", "投产", "投运", "启用", "通车", "合龙", "封顶", "开园", "落成"];
    let mut out = Vec::new();
    for event in events.iter().filter(|m| m.kind == MentionKind::Event) {
        let text = walker.text;
        let ceremony = ["仪式", "典礼", "大会"].iter().any(|w| super::ends_with(text, event.end, w));
        let word = (event.start + 4..event.end).find(|&at| WORDS.iter().any(|w| has_at(text, at, w)));
        let Some(end) = word.filter(|_| ceremony) else { continue };
        let end = ["集中", "盛大", "项目集中"].iter().find(|w| super::ends_with(text, end, w)).map_or(end, |_| event.start);
        let head = [walker.lexicon.project_bare.longest_before(text, end), walker.lexicon.project_works.longest_before(text, end)];
        let (head, own) = (head[0].max(head[1]), end.saturating_sub(event.start));
        let plain = text[event.start].is_ascii_digit() || own < 5 || is_generic(walker, event.start, end - head.min(own));
        let closed = head > 0 || ["段", "线", "路", "馆", "期", "站", "园", "桥", "厂"].iter().any(|w| super::ends_with(text, end, w));
        if closed && !plain {
            out.push(Mention { start: event.start, end, kind: MentionKind::Project, reason: "the work whose ceremony is held" });
        }
    }
    out
}

/// 由 and right behind it a company, body or place: who builds it is told.
fn names_builder(walker: &Walker, at: usize) -> bool {
    walker.text.get(at) == Some(&'由') && walker.begins.get(at + 1) == Some(&true)
}

fn is_told(walker: &Walker, mut at: usize) -> bool {
    let text = walker.text;
    if names_builder(walker, at) {
        return true;
    }
    for _ in 0..2 {
        if TOLD.iter().any(|w| has_at(text, at, w)) {
            return true;
        }
        let Some(word) = BETWEEN.iter().filter(|w| has_at(text, at, w)).max_by_key(|w| w.len()) else { return false };
        at += word.chars().count();
    }
    TOLD.iter().any(|w| has_at(text, at, w))
}

/// 拟在某市建设X配套厂，: a plan or an investor builds it, and the clause ends with its name.
fn is_to_be_built(walker: &Walker, start: usize, end: usize, stop: usize) -> bool {
    let text = walker.text;
    let ends = text.get(stop).is_none_or(|c| super::boundary::is_edge_mark(*c));
    let verb = ["建设", "新建", "兴建", "投建", "打造", "扩建", "设立", "布局"].iter().any(|v| super::ends_with(text, start, v));
    let clause: String = text[start.saturating_sub(26)..start].iter().collect();
    let clause = clause.rsplit(['。', '；', '！', '？']).next().unwrap_or_default();
    let meant = ["投资", "拟", "签", "落户", "增资", "出资", "斥资"].iter().any(|w| clause.contains(w));
    ends && verb && meant && end - start >= 6 && !clause.contains("全市") && !clause.contains("加快")
}

/// X种业中心占地…, X泵站由A设计: a work that begins its clause and whose figures or builders follow.
fn is_topic(walker: &Walker, start: usize, stop: usize) -> bool {
    const FIGURES: [&str; 12] = [
        "总投资",
        "占地",
        "规划占地",
        "建筑面积",
        "总建筑面积",
        "全长",
        "线路全长",
        "设计年产",
        "计划投资",
        "概算投资",
        "设计总",
        "业主为",
    ];
    let text = walker.text;
    let opens = start == 0 || super::boundary::is_edge_mark(text[start - 1]) || super::ends_with(text, start, "的");
    let stop = stop + usize::from(text.get(stop) == Some(&'，'));
    opens && (names_builder(walker, stop) || FIGURES.iter().any(|w| has_at(text, stop, w)))
}

/// 察看了X泵站, 走进X隧洞、Y泵站: a work that is gone to see. Halls, parks and schools are places or bodies then.
fn is_seen(walker: &Walker, start: usize, end: usize) -> bool {
    const SEEING: [&str; 14] =
        ["察看了", "查看了", "察看", "查看", "走进", "参观了", "观摩了", "考察了", "检查了", "来到", "观摩", "视察了", "调研了", "项目——"];
    const WORKS: [&str; 16] = [
        "泵站",
        "隧洞",
        "隧道",
        "大桥",
        "特大桥",
        "水厂",
        "电站",
        "灌区",
        "管廊",
        "污水处理厂",
        "发电厂",
        "变电站",
        "教学楼",
        "综合楼",
        "新院区",
        "标准厂房",
    ];
    let text = walker.text;
    let work = WORKS.iter().any(|w| super::ends_with(text, end, w));
    let clause: String = text[start.saturating_sub(20)..start].iter().collect();
    let listed = start > 0 && text[start - 1] == '、' && SEEING.iter().any(|w| clause.contains(w)) && !clause.contains(['，', '。']);
    work && end - start >= 4 && (listed || SEEING.iter().any(|w| super::ends_with(text, start, w)))
}

/// Where the name begins, if what stands before the head tells one work from another.
fn begin(walker: &Walker, head: usize, end: usize) -> Option<usize> {
    let start = trim(walker, walker.left_edge(head, EdgeKind::Project), head);
    let placed = walker.begins.get(start).copied().unwrap_or(false);
    let own = head.saturating_sub(start);
    let bare = walker.lexicon.project_bare.longest_before(walker.text, end) == end - head;
    let named = (placed || bare) && own >= 2 || own >= 5 || own >= 2 && (has_unknown(walker, start, end) || walker.text[start] == '“');
    let fits = named && end - start >= 4 && is_han(walker.text[start]) | (walker.text[start] == '“') && !is_generic(walker, start, head);
    fits.then_some(start)
}
