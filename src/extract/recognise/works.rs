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
    "控制性工程",
    "先导工程",
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
        let works = walker.lexicon.project_works.longest_before(walker.text, end).max(section(walker.text, end));
        let length = works.max(walker.lexicon.project_bare.longest_before(walker.text, end));
        if length == 0 || known[end - 1] {
            continue;
        }
        let stop = with_phase(walker.text, end);
        let Some((start, sure)) = begin(walker, end - length, end) else { continue };
        let told = || is_told(walker, stop) || is_topic(walker, start, stop) || is_seen(walker, start, end);
        let built = sure && told() || is_to_be_built(walker, start, end, stop);
        if !built {
            continue;
        }
        if !taken[start..end].contains(&true) {
            taken[start..stop].fill(true);
            out.push(Mention { start, end: stop, kind: MentionKind::Project, reason: "a work that is told to be built" });
        }
    }
    out.extend(invested(walker, found));
    out
}

/// What closes the names of works that only the money in front of them shows.
const PAID: [&str; 20] = [
    "科创城",
    "产业城",
    "小镇",
    "文旅城",
    "康养城",
    "街区",
    "综合体",
    "研发中心",
    "培训中心",
    "仓储中心",
    "展示中心",
    "交易中心",
    "生产线",
    "气调库",
    "冷库",
    "度假区",
    "酒店",
    "市场",
    "园区",
    "工厂",
];

/// 总投资46亿元的蓝湾科创城已…, 投资2.8亿元打造书院文旅小镇，…: money is spent on what stands right behind it.
fn invested(walker: &Walker, found: &[Mention]) -> Vec<Mention> {
    const VERBS: [&str; 8] = ["的", "打造", "建设", "兴建", "新建", "投建", "建设的", "打造的"];
    const MAX_WORK: usize = 16;
    let text = walker.text;
    let mut out = Vec::new();
    for money in (2..text.len()).filter(|&i| text[i - 1] == '元' && "万亿".contains(text[i - 2]) && walker.blocked[i - 1]) {
        let clause: String = text[money.saturating_sub(16)..money].iter().collect();
        let clause = clause.rsplit(['，', '。', '；', '：', '、']).next().unwrap_or_default();
        let verb = VERBS.iter().filter(|v| has_at(text, money, v)).map(|v| v.chars().count()).max();
        let Some(start) = verb.map(|n| money + n).filter(|_| clause.contains("投资")) else { continue };
        let ends = (start + 5..=text.len().min(start + MAX_WORK)).find(|&e| PAID.iter().any(|w| super::ends_with(text, e, w)));
        let Some(end) = ends.filter(|&e| is_named_work(walker, start, e)) else { continue };
        let stop = with_phase(text, end);
        if !found.iter().any(|m| m.start < stop && start < m.end) {
            out.push(Mention { start, end: stop, kind: MentionKind::Project, reason: "a work that money is spent on" });
        }
    }
    out
}

/// Whether a stretch behind a sum is a name, and neither a kind of thing nor a count of things.
fn is_named_work(walker: &Walker, start: usize, end: usize) -> bool {
    const KINDS: [&str; 22] = [
        "国家",
        "全国",
        "全省",
        "全市",
        "全县",
        "国内",
        "世界",
        "一流",
        "首个",
        "首座",
        "首条",
        "现代",
        "集",
        "一个",
        "一座",
        "一条",
        "高标准",
        "标准化",
        "智能化",
        "自动化",
        "新型",
        "大型",
    ];
    let text = walker.text;
    let plain = text[start..end].iter().all(|c| is_han(*c)) && !walker.blocked[start..end].contains(&true);
    let said: String = text[start..end].iter().collect();
    let told = ["的", "了", "等", "和", "及", "与"].iter().any(|w| said.contains(w));
    let kind = KINDS.iter().any(|w| said.starts_with(w));
    let after = text.get(end).copied().unwrap_or('。');
    let closed = super::boundary::is_edge_mark(after) || "已正将在于现由目今去位（一二三".contains(after);
    plain && !told && !kind && closed && walker.words.is_boundary(end) && has_unknown(walker, start, end)
}

/// 某某铁路甲地至乙地段: the length from the line's word to the end of a section's name, or zero.
fn section(text: &[char], end: usize) -> usize {
    const LINES: [&str; 8] = ["铁路", "公路", "高速", "支线", "号线", "通道", "快线", "专线"];
    if text[end - 1] != '段' {
        return 0;
    }
    let from = (end.saturating_sub(14)..end.saturating_sub(4)).rev().find(|&i| LINES.iter().any(|w| has_at(text, i, w)));
    from.filter(|&i| text[i + 2..end].iter().filter(|c| **c == '至').count() == 1 && text[i..end].iter().all(|c| is_han(*c)))
        .map_or(0, |i| end - i)
}

/// 一期4.2万平方米厂房, 年产电驱桥: how much a project has or makes, not its name.
fn is_figure(text: &[char], start: usize, end: usize) -> bool {
    let opens = ["年产", "日产", "月产", "新增", "累计", "一期", "二期", "三期", "首期"].iter().any(|w| has_at(text, start, w));
    opens || (start..end).any(|i| has_at(text, i, "平方米") || has_at(text, i, "公里"))
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

/// How far behind a name the end of the place where it stands may be, in characters.
const MAX_WHERE: usize = 16;

fn is_told(walker: &Walker, mut at: usize) -> bool {
    let text = walker.text;
    if names_builder(walker, at) {
        return true;
    }
    // 在某县某镇建成投产
    let there = matches!(text.get(at), Some('在' | '于'));
    let told = |q: usize| walker.after_place[q] && TOLD.iter().any(|w| has_at(text, q, w));
    if there && (at + 2..text.len().min(at + MAX_WHERE)).any(told) {
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
    let verb = ["建设", "新建", "兴建", "投建", "打造", "扩建", "设立", "布局"].iter().find(|v| super::ends_with(text, start, v));
    // 主要建设X生产线: what a project consists of.
    let verb = verb.is_some_and(|v| !super::ends_with(text, start - v.chars().count(), "主要"));
    let clause: String = text[start.saturating_sub(26)..start].iter().collect();
    let clause = clause.rsplit(['。', '；', '！', '？']).next().unwrap_or_default();
    let meant = ["投资", "拟", "签", "落户", "增资", "出资", "斥资"].iter().any(|w| clause.contains(w));
    ends && verb && meant && end - start >= 6 && !clause.contains("全市") && !clause.contains("加快")
}

/// X种业中心占地…, X泵站由A设计, X新院区眼下正在装修: a work that begins its clause and whose figures, builders or
/// state follow.
fn is_topic(walker: &Walker, start: usize, stop: usize) -> bool {
    const FIGURES: [&str; 20] = [
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
        "投资方",
        "核定概算",
        "规划装机",
        "规划用地",
        "正线全长",
        "设计日",
        "总库容",
        "日处理",
    ];
    let text = walker.text;
    let opens = start == 0 || super::boundary::is_edge_mark(text[start - 1]);
    let of = super::ends_with(text, start, "的");
    let told = opens || is_invested(text, start) || of && walker.after_place.get(start - 1) == Some(&true);
    let stop = stop + usize::from(matches!(text.get(stop), Some('，' | '：')));
    let figures = names_builder(walker, stop) || FIGURES.iter().any(|w| has_at(text, stop, w));
    (opens || of) && figures || told && is_under_way(text, stop)
}

/// 由A出资的X中心, 与水库配套的X泵站: what stands before the name says that it is built.
fn is_invested(text: &[char], start: usize) -> bool {
    if !super::ends_with(text, start, "的") {
        return false;
    }
    let clause: String = text[start.saturating_sub(24)..start - 1].iter().collect();
    let clause = clause.rsplit(['，', '。', '；', '：']).next().unwrap_or_default();
    ["投资", "出资", "承建", "建设", "新建", "兴建", "配套", "施工", "开工"].iter().any(|w| clause.contains(w))
}

/// How far what a name's clause says of building may stand behind it, in characters.
const MAX_STATE: usize = 24;

/// 眼下正在装修, 设备安装基本完成, 3月初在某乡开工: the work is the subject of what is told of building.
fn is_under_way(text: &[char], at: usize) -> bool {
    const OPENING: [&str; 26] = [
        "已",
        "正",
        "目前",
        "眼下",
        "现",
        "因",
        "受",
        "尚",
        "仍",
        "计划",
        "预计",
        "拟",
        "将",
        "通过",
        "主体",
        "设备",
        "机电",
        "大坝",
        "北起",
        "南起",
        "东起",
        "西起",
        "起于",
        "暂缓",
        "未批先建",
        "开始",
    ];
    const STATE: [&str; 30] = [
        "全长",
        "设计时速",
        "开工",
        "动工",
        "竣工",
        "完工",
        "封顶",
        "通车",
        "投产",
        "投用",
        "施工",
        "装修",
        "设备安装",
        "安装设备",
        "调试",
        "承建",
        "试运行",
        "停工",
        "前期论证",
        "前期研究",
        "前期工作",
        "竣工验收",
        "总投资",
        "占地",
        "建筑面积",
        "填筑",
        "并网",
        "暂缓实施",
        "吊装",
        "合龙",
    ];
    let opened = OPENING.iter().any(|w| has_at(text, at, w)) || text.get(at).is_some_and(char::is_ascii_digit);
    let end = (at..text.len().min(at + MAX_STATE)).find(|&i| matches!(text[i], '。' | '；' | '！' | '？'));
    let end = end.unwrap_or(text.len().min(at + MAX_STATE));
    opened && (at..end).any(|i| STATE.iter().any(|w| i + w.chars().count() <= end && has_at(text, i, w)))
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

/// 平安至互助公路: a way that opens its clause begins with the place before 至.
fn way_from(walker: &Walker, start: usize, end: usize) -> usize {
    const MAX_FROM: usize = 4;
    let text = walker.text;
    let way = start >= 3 && text[start - 1] == '至' && text[start..end].iter().any(|c| "路线道".contains(*c));
    let opens = |at: &usize| *at == 0 || super::boundary::is_edge_mark(text[at - 1]);
    let from = (start.saturating_sub(1 + MAX_FROM)..start.saturating_sub(2)).find(opens).filter(|_| way);
    from.filter(|&at| text[at..start].iter().all(|c| is_han(*c)) && !walker.blocked[at]).unwrap_or(start)
}

/// Where the name begins, if something of its own stands before the head, and whether that tells one work from another.
fn begin(walker: &Walker, head: usize, end: usize) -> Option<(usize, bool)> {
    let start = way_from(walker, trim(walker, walker.left_edge(head, EdgeKind::Project), head), end);
    let placed = walker.begins.get(start).copied().unwrap_or(false);
    let own = head.saturating_sub(start);
    let bare = walker.lexicon.project_bare.longest_before(walker.text, end) == end - head || section(walker.text, end) == end - head;
    let part = ["院区", "校区"].iter().any(|w| super::ends_with(walker.text, end, w))
        && ["医院", "学校", "中学", "小学", "大学", "学院"]
            .iter()
            .any(|w| super::ends_with(walker.text, head, w) || has_at(walker.text, head, w));
    let indoors = ["车间", "厂房"].iter().any(|w| super::ends_with(walker.text, end, w));
    let known = (placed || bare) && own >= 2 || own >= 5 || part && own > 0;
    let named = known || own >= 2 && !indoors && (has_unknown(walker, start, end) || walker.text[start] == '“');
    let han = is_han(walker.text[start]) || walker.text[start] == '“';
    // 绥江铁路: a place tells one line from another, but not 正定县公路.
    let of_place = placed && own >= 2 && !"省市县区镇乡村".contains(walker.text[head - 1]);
    let own_words = part || of_place || !is_generic(walker, start, head);
    let fits = end - start >= 4 && han && own_words && !is_figure(walker.text, start, end);
    (fits && (named || own >= 3 && !indoors)).then_some((start, named))
}
