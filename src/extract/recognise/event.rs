//! Events and assessments: a head word and the stretch before it; bare heads are references.

use super::boundary::{EdgeKind, Walker};
use super::{Mention, MentionKind, has_at, is_han};
use crate::extract::phrases::Phrases;
use crate::model::EntityKind;

/// Stretches that do not tell one event from another.
const GENERIC_PARTS: &[&str] = &[
    "",
    "总结",
    "工作",
    "专题",
    "本次",
    "此次",
    "这次",
    "现场",
    "座谈",
    "调度",
    "推进",
    "签约",
    "开工",
    "表彰",
    "汇报",
    "启动",
    "揭牌",
    "系列",
    "主题",
    "各类",
    "各项",
    "重大",
    "大型",
    "有关",
    "相关",
    "重要",
    "文体",
    "文化",
    "体育",
    "全市性",
    "经济",
    "社会",
    "生产",
    "经营",
    "教育",
    "宣传",
    "公益",
    "志愿",
    "志愿服务",
    "商务",
    "交流",
    "实践",
    "培训",
    "创建",
    "执法",
    "犯罪",
    "建设",
    "一系列",
    "线上",
    "线下",
    "视频",
    "党建",
    "走访",
    "慰问",
    "竞赛",
    "调研",
    "考察",
    "参观",
    "观摩",
    "主体",
];

/// What a session's presidium is called in the names of its own meetings, longest first.
const PRESIDIA: &[&str] = &["主席团常务主席会议", "主席团常务主席", "主席团会议", "主席团"];

/// Words that, after a head, make it part of another word.
const NOT_AFTER: &[&str] = &[
    "室", "中心", "精神", "堂", "所", "费", "者", "场", "员", "纪要", "议", "厅", "馆", "期间", "以来", "主义", "秘书", "主席", "代表",
    "常务", "常委", "性", "力", "界", "化", "报", "量", "律", "约", "日",
];

/// Which heads close an event's name only after a long stretch (节, 周, 月 are mostly something else).
const WEAK_HEADS: &[&str] = &["节", "周", "月", "活动", "大会", "会议", "比赛", "听证", "演练", "座谈"];

/// Events, and references to events (会上, 仪式, 活动 alone).
pub fn find(walker: &Walker) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut end = walker.text.len();
    while end > 1 {
        let length = walker.lexicon.event_heads.longest_before(walker.text, end);
        if length == 0 || !closes(walker, end) {
            end -= 1;
            continue;
        }
        let head = end - length;
        let start = past_abbreviation(walker.text, trim(walker, walker.left_edge(head, EdgeKind::Event), head), head);
        let start = past_name(walker, start, head);
        let start = of_presidium(walker, head).filter(|&s| s < start).unwrap_or(start);
        if is_name(walker, start, head, end) {
            out.push(Mention { start, end, kind: MentionKind::Event, reason: "a name that closes with an event's head" });
            end = start.max(1);
        } else {
            if let Some(reference) = reference(walker, head, end) {
                out.push(reference);
            }
            end = head.max(1);
        }
    }
    out.reverse();
    out
}

/// 某省人大一次会议主席团常务主席第三次会议: the name begins with that of the session which the presidium leads.
fn of_presidium(walker: &Walker, head: usize) -> Option<usize> {
    let text = walker.text;
    let number = |c: &char| c.is_ascii_digit() || "第一二三四五六七八九十次".contains(*c);
    let counted = head - text[..head].iter().rev().take(6).take_while(|c| number(c)).count();
    let presidium = PRESIDIA.iter().find(|p| super::ends_with(text, counted, p))?;
    let session = counted - presidium.chars().count();
    let length = walker.lexicon.event_heads.longest_before(text, session);
    let inner = session - length;
    (length > 0).then(|| past_abbreviation(text, trim(walker, walker.left_edge(inner, EdgeKind::Event), inner), inner))
}

fn closes(walker: &Walker, end: usize) -> bool {
    let text = walker.text;
    let next = text.get(end).copied().unwrap_or('。');
    if NOT_AFTER.iter().any(|w| has_at(text, end, w)) && !has_at(text, end, "议程") && !has_at(text, end, "场上") {
        return has_at(text, end, "期间") || has_at(text, end, "代表") || has_at(text, end, "日前");
    }
    let at_it = next == '上' && matches!(text[end - 1], '会' | '式') && !has_at(text, end, "上半年");
    !is_han(next) || walker.words.is_boundary(end) || at_it
}

fn trim(walker: &Walker, mut start: usize, head: usize) -> usize {
    let text = walker.text;
    // 拟向某会推荐, 提请某会审议, 《热烈祝贺某会开幕》: what is done with it or to it.
    let done = ["拟向", "提请", "提交", "热烈祝贺", "讨论"];
    start = behind_last(text, start, head, &done).filter(|&s| s + 2 < head).unwrap_or(start);
    start = past_holding(text, start, head);
    // 和平, 和谐: a word that only begins as “and” does.
    if ["和平", "和谐", "和解", "和睦", "和美"].iter().any(|w| has_at(text, start, w)) {
        return start;
    }
    for word in [
        "并报",
        "通报",
        "报",
        "经",
        "应付",
        "和",
        "与",
        "暨",
        "及",
        "我市",
        "我省",
        "我县",
        "我区",
        "我州",
        "该市",
        "等",
        "由",
        "为",
        "）",
        "，",
        "大型",
        "隆重的",
        "盛大的",
        "正式",
        "启动",
        "过",
        "了",
    ] {
        if has_at(text, start, word) && start + word.chars().count() < head {
            start += word.chars().count();
        }
    }
    start
}

/// 首都隆重举行｜升旗仪式, 某会议决定｜十四届全国人大四次会议, 工作情况和｜某次全会: what stands before a verb of holding, or is
/// told beside the event, is no part of its name.
fn past_holding(text: &[char], start: usize, head: usize) -> usize {
    const HOLDING: [&str; 9] = ["举行", "召开", "举办", "出席", "共同观看", "情况和", "情况及", "情况与", "情况以及"];
    let counts = |i: usize| text.get(i).is_some_and(|c| c.is_ascii_digit() || "第十二三四五六七八九首本".contains(*c));
    let held = behind_last(text, start, head, &HOLDING);
    let decided = (start..head).rev().find(|&i| has_at(text, i, "决定") && counts(i + 2)).map(|i| i + 2);
    held.max(decided).filter(|&s| s < head).unwrap_or(start)
}

/// Where the last of these words that begins in `start..head` ends.
fn behind_last(text: &[char], start: usize, head: usize, words: &[&str]) -> Option<usize> {
    (start..head).rev().find_map(|i| words.iter().find(|w| has_at(text, i, w)).map(|w| i + w.chars().count()))
}

/// 中乌｜治国理政研讨会, 第二批在韩｜志愿军烈士安葬仪式, 陈某同志｜诞辰…座谈会: the way left ended inside a pair of states, behind
/// 在 and a state, or at a person's name that the event is named after.
fn past_name(walker: &Walker, start: usize, head: usize) -> usize {
    const STATES: &str = "美俄日韩朝英法德澳越老柬泰缅哈乌吉塔土巴蒙欧非阿印意西葡希埃沙以加拉";
    let text = walker.text;
    let before = |n: usize| start.checked_sub(n).map(|i| text[i]);
    let pair = start + 1 < head && before(1) == Some('中') && STATES.contains(text[start]) && !has_at(text, start, "非公");
    if pair && before(2).is_none_or(|c| !is_han(c) || "暨届次和与在".contains(c) || walker.words.is_boundary(start - 1)) {
        return if before(2) == Some('届') { walker.left_edge(start - 1, EdgeKind::Event) } else { start - 1 };
    }
    if before(1) == Some('在') && before(2) == Some('批') && "韩华朝".contains(text[start]) {
        return walker.left_edge(start - 1, EdgeKind::Event);
    }
    let born = ["诞辰", "同志诞辰", "先生诞辰", "同志逝世", "先生逝世", "烈士牺牲"].iter().any(|w| has_at(text, start, w));
    if !born {
        return start;
    }
    let name = (start.saturating_sub(4)..start).rev().take_while(|&i| walker.blocked[i] && is_han(text[i])).last().unwrap_or(start);
    if super::ends_with(text, name, "纪念") { name - 2 } else { name }
}

/// 石市2023年…: a city's abbreviation in front of the year says where, not what.
fn past_abbreviation(text: &[char], start: usize, head: usize) -> usize {
    let digit = |i: usize| text.get(i).is_some_and(|c| c.is_ascii_digit());
    if start + 3 < head && matches!(text[start + 1], '市' | '县' | '区' | '州' | '省') && digit(start + 2) { start + 2 } else { start }
}

/// A name needs a stretch of its own: a session (第三次会议), a year, or words beyond the generic ones.
fn is_name(walker: &Walker, start: usize, head: usize, end: usize) -> bool {
    let part: String = walker.text[start..head].iter().collect();
    let name: String = walker.text[head..end].iter().collect();
    if GENERIC_PARTS.contains(&part.as_str()) || part.chars().count() < 2 {
        return false;
    }
    if is_bare_session(&part, &name) || is_torn(walker, start, &part) {
        return false;
    }
    if name == "全会" && !part.contains(['中', '届', '次']) {
        return false;
    }
    if ["多场", "数场", "多项", "形式多样", "丰富多彩"].iter().any(|w| part.contains(w)) {
        return false;
    }
    let many = ["余场", "多个"].iter().any(|w| part.contains(w)) && part.starts_with(|c: char| c.is_ascii_digit());
    if many || name == "活动" && ["犯罪", "违法", "意见"].iter().any(|w| part.ends_with(w)) {
        return false;
    }
    if part.starts_with(['不', '未', '没']) || name == "年会" && part.ends_with(['明', '今', '去', '每']) {
        return false;
    }
    // 县委常委会会议, 市政府常务会议: a body's own meeting.
    let own = name.starts_with("常委") && part.ends_with('委') || name == "常务会议" && part.ends_with("政府");
    if own && part.chars().count() <= 4 {
        return true;
    }
    // 报云州市人民代表大会备案: the body and no session of it.
    if name == "代表大会" && part.ends_with("人民") && !part.contains(['第', '届', '次']) {
        return false;
    }
    if part == "领导干部" && matches!(name.as_str(), "会议" | "大会") {
        return true;
    }
    if matches!(name.as_str(), "观摩" | "拉练") && is_done(walker.text, &part, end) {
        return false;
    }
    let length = part.chars().count();
    // 首届开学典礼: an ordinal is a name of its own before a head that says what is held.
    let first = part == "首届" && name.chars().count() >= 4;
    let has_number = first || part.contains('第') || part.chars().any(|c| c.is_ascii_digit());
    if name == "次会议" {
        return part.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)) && length >= 4;
    }
    if matches!(name.as_str(), "节" | "周" | "月") {
        let calendar = part.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十个本上下每半—".contains(c));
        let holiday = name == "节" && HOLIDAYS.iter().any(|h| part.ends_with(h));
        let held = has_number || part.contains('届') || is_held(walker.text, end) || is_held_near(walker, end);
        return length >= 4 && !calendar && !holiday && held;
    }
    if WEAK_HEADS.contains(&name.as_str()) {
        return length >= 5 || has_number && length >= 4;
    }
    length >= 3 || has_number
}

/// 大会第43届年会, 一周年纪念活动: the first word leans on one that the name has lost.
fn is_torn(walker: &Walker, start: usize, part: &str) -> bool {
    let leans = ["大会第", "会议第", "论坛第", "年会第", "年会和", "周年"].iter().any(|w| part.starts_with(w));
    let counted = part.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c));
    let years = counted != part && counted.starts_with("周年") && start > 0 && is_han(walker.text[start - 1]);
    leans || years
}

/// 第一次全体会议, 第45次会议: a session that does not say of what. It means the event that the article tells of.
fn is_bare_session(part: &str, head: &str) -> bool {
    let Some(rest) = part.strip_prefix('第') else { return false };
    let counted = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    counted != rest
        && matches!(counted, "次全体" | "次" | "场" | "次集体" | "")
        && matches!(head, "会议" | "大会" | "全会" | "次会议" | "全体会议" | "全体大会" | "次全体会议" | "峰会")
}

/// 深入园区实地观摩项目, 认真学习借鉴观摩: what somebody does, and no event.
fn is_done(text: &[char], part: &str, end: usize) -> bool {
    const MANNERS: [&str; 9] = ["实地", "现场", "认真", "深入", "借鉴", "集中", "逐一", "分组", "交叉"];
    const HELD: [&str; 20] = [
        "活动", "在", "于", "启动", "结束", "中", "开始", "期间", "时", "举行", "圆满", "暨", "和", "点评", "检查", "督查", "督导", "考核",
        "评比", "测评",
    ];
    let numbered = part.contains(|c: char| c.is_ascii_digit() || "第届”".contains(c));
    let goes_on = text.get(end).is_some_and(|c| is_han(*c)) && !HELD.iter().any(|w| has_at(text, end, w));
    goes_on || !numbered && MANNERS.iter().any(|m| part.ends_with(m))
}

/// Whether what follows tells that something takes place: 花椒节在…开幕.
fn is_held(text: &[char], end: usize) -> bool {
    ["在", "于", "开幕", "启幕", "举行", "举办", "闭幕", "开节", "启动", "暨", "盛大", "拉开", "如期"].iter().any(|w| has_at(text, end, w))
}

/// What 节 closes besides the names of festivals that somebody holds.
const HOLIDAYS: &[&str] = &[
    "环",
    "细",
    "季",
    "调",
    "关",
    "情",
    "音",
    "章",
    "春",
    "中秋",
    "端午",
    "国庆",
    "元宵",
    "清明",
    "重阳",
    "劳动",
    "教师",
    "时",
    "枝",
    "气",
    "建军",
    "妇女",
    "儿童",
    "圣诞",
    "青年",
    "护士",
    "记者",
    "泼水",
    "七夕",
    "佳",
    "双",
    "过",
    "古尔邦",
];

/// Whether words of holding stand right behind a festival's name.
fn is_held_near(walker: &Walker, end: usize) -> bool {
    let after: String = walker.text[end..walker.text.len().min(end + 24)].iter().collect();
    let clause = after.split(['。', '；']).next().unwrap_or_default();
    ["开幕", "启幕", "举行", "举办", "闭幕", "落幕", "落下帷幕", "启动", "开启", "拉开帷幕", "收官", "圆满"]
        .iter()
        .any(|w| clause.contains(w))
}

/// 会上, 仪式上, 活动中, and a bare head as subject or object: one of the article's events.
fn reference(walker: &Walker, head: usize, end: usize) -> Option<Mention> {
    let text = walker.text;
    let name: String = text[head..end].iter().collect();
    let fits =
        name.ends_with("会") || name.ends_with("会议") || name.ends_with("仪式") || matches!(name.as_str(), "活动" | "论坛" | "峰会");
    let edge = head == 0 || walker.words.is_boundary(head);
    (fits && edge).then_some(Mention { start: head, end, kind: MentionKind::Reference(EntityKind::Event), reason: "an event's head alone" })
}

/// What is held in an event and may rank: 观摩点评 in 2024年观摩点评活动. Inner mentions, named only where a place needs them.
pub fn exercises(events: &[Mention], text: &[char]) -> Vec<Mention> {
    const TAILS: [&str; 12] =
        ["发布会", "发布仪式", "颁奖典礼", "颁奖大会", "活动", "会议", "总结会议", "总结会", "大会", "现场会", "会", "推进会"];
    const HEADS: [&str; 16] = [
        "强",
        "榜",
        "榜单",
        "百强企业",
        "观摩",
        "点评",
        "拉练",
        "检查",
        "打擂台",
        "评比",
        "测评",
        "擂台赛",
        "考评",
        "考核",
        "督查",
        "打擂",
    ];
    let held = |m: &&Mention| m.kind == MentionKind::Event;
    let cut = |m: &Mention| {
        let tail = TAILS.iter().filter(|t| super::ends_with(text, m.end, t)).max_by_key(|t| t.chars().count());
        let end = m.end - tail.map_or(0, |t| t.chars().count());
        let ranks = HEADS.iter().any(|h| super::ends_with(text, end, h)) && end >= m.start + 4;
        ranks.then_some(Mention { start: m.start, end, kind: MentionKind::Assessment, reason: "what is held in an event" })
    };
    events.iter().filter(held).filter_map(cut).filter(|a| events.iter().all(|e| e.end != a.end)).collect()
}

/// Words that show that an appraisal or an order is meant.
static RANK_SIGNS: Phrases = Phrases::of(&[
    "排名", "名列", "位列", "位居", "居", "得分", "第一", "第二", "第三", "末位", "倒数", "前三", "前3", "依次", "名次", "前列", "领跑",
    "垫底", "上榜", "红榜", "黑榜", "结果", "通报", "最高", "最低", "前十", "前10", "后三", "后两", "评为", "成绩", "前2", "前5",
]);

fn ranks(sentence: &[char]) -> bool {
    RANK_SIGNS.any(sentence) || !super::quantity::find_ranks(sentence).is_empty()
}

/// Assessments: only in sentences that rank or score. `walker` stops at places, `plain` does not.
pub fn find_assessments(walker: &Walker, plain: &Walker, sentences: &[(usize, usize)]) -> Vec<Mention> {
    let mut out = Vec::new();
    let ranks: Vec<bool> = sentences.iter().map(|&(from, to)| ranks(&walker.text[from..to])).collect();
    for (i, &(from, to)) in sentences.iter().enumerate() {
        // A figure is compared in the next sentence: 全市开工率68.5%。其中，甲县居第一。
        let goes_on = sentences.get(i + 1).is_some_and(|next| has_at(walker.text, next.0, "其中") && ranks[i + 1]);
        if !ranks[i] && !goes_on {
            continue;
        }
        let mut end = to;
        while end > from + 2 {
            let length = walker.lexicon.assessment_heads.longest_before(walker.text, end);
            match assessment_at(walker, plain, from, end, length) {
                Some(start) => {
                    out.push(Mention { start, end, kind: MentionKind::Assessment, reason: "an appraisal in a sentence that ranks" });
                    end = start;
                }
                None => end -= 1,
            }
        }
    }
    out.extend(sentences.iter().flat_map(|&(from, to)| quoted(walker.text, from, to)));
    out.sort_by_key(|m| m.start);
    out
}

/// “签约一批”前三名：: what stands in quotation marks right before a place that heads a list.
fn quoted(text: &[char], from: usize, to: usize) -> Vec<Mention> {
    let mut out = Vec::new();
    for rank in super::quantity::find_ranks(&text[from..to]) {
        let (end, after) = (from + rank.start, from + rank.end);
        let open = (from..end).rev().take(14).find(|&i| text[i] == '“');
        let heads = matches!(text.get(after), Some('：' | '（')) && end > from && text[end - 1] == '”';
        if let Some(start) = open.filter(|start| heads && end - start >= 4) {
            out.push(Mention { start, end, kind: MentionKind::Assessment, reason: "a quoted name before a place in an order" });
        }
    }
    out
}

fn assessment_at(walker: &Walker, plain: &Walker, from: usize, end: usize, length: usize) -> Option<usize> {
    if length == 0 || end - length < from {
        return None;
    }
    let head = end - length;
    let next = walker.text.get(end).copied().unwrap_or('。');
    let told = ["成绩", "结果", "排名", "得分", "名次", "情况"].iter().any(|w| has_at(walker.text, end, w));
    let of_body = ["办公室", "领导小组", "小组", "委员会", "专班"].iter().any(|w| has_at(walker.text, end, w));
    if is_han(next) && !walker.words.is_boundary(end) && !told || goes_on(walker, end) || of_body {
        return None;
    }
    let start = trim(walker, walker.left_edge(head, EdgeKind::Event).max(from), head);
    let start = with_period(plain, start, from, head);
    let own: String = walker.text[start..head].iter().collect();
    if own.starts_with(['不', '未', '无', '细']) || own.ends_with("指标") {
        return None;
    }
    let own = SCOPES.iter().fold(own, |t, s| t.replace(s, ""));
    let edge = start == from || !is_han(walker.text[start - 1]) || walker.words.is_boundary(start);
    let name: String = walker.text[head..end].iter().collect();
    let by_order = matches!(name.as_str(), "进度" | "环境质量" | "空气质量" | "水质") && !compared(walker.text, end);
    if is_bare_verb(&own, &name) || by_order || is_only_told(&own, &name) || name.ends_with("排名") && is_verb(walker.text, end) {
        return None;
    }
    // A rate names itself: 开工率; other heads say nothing without what is appraised.
    let rate = walker.text[end - 1] == '率' || name == "改善幅度" || name == "实际到资";
    let least = if rate && length >= 3 {
        0
    } else if rate || head - start < 3 {
        2
    } else {
        3
    };
    (own.chars().count() >= least && edge).then_some(start)
}

/// A name that begins with its period may have places inside: 2024年上半年某省辖市…考评.
fn with_period(plain: &Walker, start: usize, from: usize, head: usize) -> usize {
    let open = trim(plain, plain.left_edge(head, EdgeKind::Event).max(from), head);
    let lead: String = plain.text[open..head.min(open + 8)].iter().collect();
    let period = lead.starts_with(|c: char| c.is_ascii_digit() || "一二三四上下".contains(c))
        && ["年", "季度", "月"].iter().any(|w| lead.contains(w));
    let start = if period && open < start { open } else { start };
    // 1至6月: a span of months is one period.
    let text = &plain.text[from..start];
    let digits = |t: &[char]| t.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    match text.split_last() {
        Some(('至' | '—' | '-' | '~', lead)) if digits(lead) > 0 && plain.text[start].is_ascii_digit() => start - 1 - digits(lead),
        _ => start,
    }
}

/// Whether an order stands right behind a figure: 形象进度前3名.
fn compared(text: &[char], end: usize) -> bool {
    ["前", "第", "排名", "居", "列", "由高到低", "位居"].iter().any(|w| has_at(text, end, w))
}

/// 季度排名, 通报评价, 两县排名: when it was held, that it is told, who is in it – none of them what is appraised.
fn is_only_told(own: &str, head: &str) -> bool {
    const PERIODS: [&str; 8] = ["季度", "本季度", "上季度", "月度", "本月", "上月", "当月", "本期"];
    let order = head.ends_with("排名") && (PERIODS.contains(&own) || own.ends_with(['）', '县', '镇']));
    order || matches!(own, "通报" | "公布")
}

/// 某区排名第三: to rank, not a ranking.
fn is_verb(text: &[char], end: usize) -> bool {
    ["第", "倒数", "全国第", "全省第", "全市第", "末位", "榜首", "靠"].iter().any(|w| has_at(text, end, w))
}

/// Verbs that name an exercise only with enough of their own before them: 观摩点评, but not 现场点评.
fn is_bare_verb(own: &str, head: &str) -> bool {
    let weak = matches!(head, "打分" | "点评" | "评分" | "评选" | "复审" | "评估" | "评定");
    weak && own.chars().count() < 4 && !["观摩", "检查", "拉练", "擂台", "测评"].iter().any(|w| own.ends_with(w))
}

/// Words that only say among whom or how it is counted.
const SCOPES: &[&str] = &[
    "全市",
    "全省",
    "全县",
    "全区",
    "全州",
    "县（市、区）",
    "县市区",
    "名次",
    "单位",
    "综合",
    "总",
    "结果",
    "本次",
    "此次",
    "最终",
    "由高到低",
    "平均",
    "情况",
    "现场",
    "重新",
    "当场",
    "集中",
    "统一",
    "专家",
    "评委",
    "逐一",
    "连续两次",
    "连续三次",
];

/// 考核排名 and 考核结果 are told by 考核: the order is no part of the name.
fn goes_on(walker: &Walker, end: usize) -> bool {
    let heads = ["考核", "考评", "评价", "评议", "测评", "评估", "评比"];
    let tails = ["排名", "得分", "综合得分", "综合排名", "结果"];
    tails
        .iter()
        .any(|t| super::ends_with(walker.text, end, t) && heads.iter().any(|h| super::ends_with(walker.text, end - t.chars().count(), h)))
}
