//! Posts: a title with the body in front of it.

use super::boundary::is_edge_mark;
use super::lexicon::Lexicon;
use super::{Mention, MentionKind, TitleClass, has_at};

/// What follows a title when it is part of another word: 主任会议, 书记办公会, 市长热线.
const NOT_AFTER: &[&str] = &[
    "小组",
    "作组",
    "处书记",
    "处常务书记",
    "处候补书记",
    "国",
    "台",
    "干部",
    "公司",
    "一职",
    "团",
    "性",
    "大会",
    "会",
    "会议",
    "办公会",
    "办公室",
    "信箱",
    "热线",
    "专题会",
    "例会",
    "负责制",
    "联席会",
    "制",
    "级",
    "单位",
    "会成员",
    "们",
    "助理",
    "培训",
    "队伍",
    "论坛",
    "接待日",
    "候选",
    "人选",
    "质量奖",
    "令",
    "工程",
    "台",
    "干部",
    "班子",
];

/// Words that join a body to its title: 市委组织部部长, 区委政法委书记.
const DEPARTMENTS: &[&str] = &[
    "管委会",
    "管理委员会",
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "办公室",
    "督查室",
    "政研室",
    "研究室",
    "党校",
    "秘书处",
    "机关",
    "党组",
    "党委",
    "党工委",
    "纪委监委",
    "纪委",
    "监委",
    "综合部",
    "社会工作部",
    "网信办",
    "编办",
    "巡察办",
    "中国区",
    "大中华区",
    "亚太区",
    "华东区",
    "华南区",
    "华北区",
    "全国",
    "全球",
    "项目部",
    "研究院",
    "博物馆",
    "医院",
    "学院",
    "学校",
    "销售",
    "市场",
    "生产",
    "技术",
    "研发",
    "运营",
    "人力资源",
    "采购",
    "品牌",
    "质量",
    "商务",
    "人大",
    "政协",
    "全国人大常委会",
    "人大常委会",
    "中共中央",
    "中共中央政治局",
    "中共中央书记处",
    "中共中央纪委",
    "中央政治局",
    "政治局",
    "中央书记处",
    "书记处",
    "中央军委",
    "中央纪委",
    "国务院",
    "国家",
    "国会",
    "议会",
    "众议院",
    "参议院",
    "越共中央",
    "联合国",
    "世界卫生组织",
    "世卫组织",
    "欧盟",
    "欧盟委员会",
    "欧洲理事会",
    "东盟",
    "上合组织",
    "北约",
    "阿盟",
    "非盟",
    "非盟委员会",
    "美联储",
    "国际原子能机构",
    "国际货币基金组织",
    "世界银行",
    "世贸组织",
    "世界贸易组织",
    "国际奥委会",
    "助理",
    "民革中央",
    "民盟中央",
    "民建中央",
    "民进中央",
    "农工党中央",
    "致公党中央",
    "九三学社中央",
    "台盟中央",
    "大会主席团",
    "外交",
    "国防",
    "财政",
    "陆军",
    "海军",
    "空军",
    "残联",
    "妇联",
    "工商联",
    "武装部",
    "派出所",
    "办",
    "部",
    "局",
    "委",
    "科",
    "处",
    "室",
    "工会",
    "团委",
];

/// A title of the table at a place: start, end, class.
pub type Title = (usize, usize, TitleClass);

/// The titles of a block, leftmost and longest, in characters.
pub fn titles(lexicon: &Lexicon, text: &[char]) -> Vec<Title> {
    lexicon.titles.find(text)
}

/// 自治区工信厅党组｜成员, 某集团董事局｜主席: a body ends where the longest title that it runs into begins.
pub fn cut_bodies(titles: &[Title], text: &[char], bodies: &mut [Mention]) {
    const LEAST: usize = 3;
    bodies.sort_by_key(|b| b.start);
    let longest = bodies.iter().map(|b| b.end - b.start).max().unwrap_or(0);
    for &(head, end, _) in titles {
        let firm = ["集团", "公司", "银行", "厂"].iter().any(|w| super::ends_with(text, head, w));
        if !firm && !["党组", "分党组", "董事", "监事"].iter().any(|w| has_at(text, head, w)) {
            continue;
        }
        let (low, high) = (bodies.partition_point(|b| b.start + longest < head), bodies.partition_point(|b| b.start < head));
        for body in bodies[low..high].iter_mut().filter(|b| b.start + LEAST <= head && head < b.end && b.end < end) {
            body.end = head;
            body.kind = if firm { MentionKind::Company } else { MentionKind::Organization };
        }
    }
}

/// Finds posts in a block. `bodies` are organisations, companies and places of the block as (start, end).
pub fn find(lexicon: &Lexicon, titles: &[Title], text: &[char], bodies: &[(usize, usize)]) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut served: Option<(usize, usize)> = None;
    let mut sorted = bodies.to_vec();
    sorted.sort_by_key(|b| b.0);
    for &(head, end, class) in titles {
        let end = take_rank(text, end);
        // Bodies that are far away belong to other titles.
        let low = sorted.partition_point(|b| b.0 + MAX_REACH < head);
        let bodies = &sorted[low..sorted.partition_point(|b| b.0 < end)];
        // 包建业主持会议: 业主 is no title there.
        let presides = text[end - 1] == '主' && has_at(text, end, "持");
        if presides
            || NOT_AFTER.iter().any(|w| has_at(text, end, w)) && !has_at(text, end, "令狐")
            || bodies.iter().any(|b| b.0 < end && end < b.1 && !is_titled_name(text, head, end, *b))
            || is_long(text, head, end, bodies)
            || is_name_and_verb(lexicon, text, end, class)
        {
            continue;
        }
        let floor = out.last().map_or(0, |m| m.end);
        // 某控股集团｜董事长, 县委教育工委｜副书记: the longest title begins inside the body's name.
        let head = bodies.iter().find(|b| b.0 < head && head < b.1 && is_title(lexicon, &text[b.1.min(end)..end])).map_or(head, |b| b.1);
        let start = prefix_start(text, head, floor, bodies);
        let start =
            out.last().and_then(|m| stacked_body(text, m.end, title_of(start, head, bodies))).filter(|&s| s < start).unwrap_or(start);
        let start = office_of(text, start, floor, bodies).unwrap_or(start);
        let start = relieved_body(text, start, end).filter(|&s| s >= floor).unwrap_or(start);
        let start = past_holding(text, start, head);
        // 总统｜顾问, 秘书长｜发言人: whose adviser or speaker somebody is, not what they are.
        let start = served.take().filter(|s| s.1 == head).map_or(start, |s| s.0);
        if serves(titles, text, end) {
            served = Some((start, end));
            continue;
        }
        out.push(Mention { start, end, kind: MentionKind::Post { head, class }, reason: "a title with the body before it" });
    }
    out
}

/// Whether a title begins at `end` whose holder serves the holder of the one that ends there.
fn serves(titles: &[Title], text: &[char], end: usize) -> bool {
    const SERVING: [&str; 8] = ["顾问", "特别顾问", "高级顾问", "特使", "特别代表", "发言人", "新闻发言人", "经济顾问"];
    let next = titles.partition_point(|t| t.0 < end);
    titles.get(next).is_some_and(|t| t.0 == end && SERVING.contains(&text[t.0..t.1].iter().collect::<String>().as_str()))
}

/// How far in front of a title the bodies that it belongs to begin at most, in characters.
const MAX_REACH: usize = 240;

/// 历任｜乡党委书记: words of holding are no part of a post, even where a place might begin with them.
fn past_holding(text: &[char], start: usize, head: usize) -> usize {
    let told = HOLDING.iter().find(|w| has_at(text, start, w)).map_or(start, |w| start + w.chars().count());
    if told < head { told } else { start }
}

/// Words of holding in front of a post.
const HOLDING: &[&str] = &["历任", "曾任", "时任", "现任", "原任", "担任"];

/// 高新区长安…, 池州长江…: what seems 区长 is the end of a place and the beginning of 长安, 长江, 长期.
fn is_long(text: &[char], head: usize, end: usize, bodies: &[(usize, usize)]) -> bool {
    let zone = bodies.iter().any(|b| b.0 < head && b.1 == end - 1);
    zone && end - head == 2 && text[end - 1] == '长' && text.get(end).is_some_and(|c| "安春江沙城期三治".contains(*c))
}

/// 代州长沙某某: of 长沙 the first character belongs to the title.
fn is_titled_name(text: &[char], head: usize, end: usize, place: (usize, usize)) -> bool {
    place.0 + 1 == end && place.1 == end + 1 && text[end - 1] == '长' && end - head >= 3
}

/// 包建业主持, 机电工程: what seems 业主 or 电工 is the end of a name and the beginning of a verb, or part of a word.
fn is_name_and_verb(lexicon: &Lexicon, text: &[char], end: usize, class: TitleClass) -> bool {
    class == TitleClass::Role
        && (lexicon.name_right.longest_at(text, end - 1) >= 2
            || text[end - 1] == '工' && text.get(end) == Some(&'程') && !super::ends_with(text, end, "级高工"))
}

/// Bodies whose end runs into a title (某局党|组成员, 某集团董事|局主席) are cut where the title begins; what is left is
/// kept where it is a body by itself. The rest goes to the title, as ranges that it takes in.
pub fn part_bodies(lexicon: &Lexicon, titles: &[Title], text: &[char], bodies: &mut Vec<Mention>) -> Vec<(usize, usize)> {
    let mut taken = Vec::new();
    for &(head, end, _) in titles {
        let before = bodies.partition_point(|b| b.start < head).checked_sub(1);
        let Some(at) = before.filter(|&at| head < bodies[at].end && bodies[at].end < end) else { continue };
        // 某港务集团｜董事长: 集团 closes the company's name, however long the title in the table.
        if has_at(text, head, "集团") && bodies[at].end == head + 2 {
            continue;
        }
        let company = lexicon.company_full.longest_before(text, head) > 0;
        let body = lexicon.body_suffix.longest_before(text, head) > 0
            || lexicon.body_fixed.iter().any(|f| super::ends_with(text, head, f) && head - f.chars().count() >= bodies[at].start);
        if company || body {
            bodies[at].end = head;
            bodies[at].kind = if company && !body { MentionKind::Company } else { bodies[at].kind.clone() };
        } else {
            let whole = bodies.remove(at);
            taken.push((past_holding(text, whole.start, head), head));
        }
    }
    taken
}

/// Longest body in front of a stacked title, in characters.
const MAX_STACKED_BODY: usize = 24;

/// 市委常委、重点项目推进领导小组副组长: what stands between a post's 、 and the next title is the body of that title.
fn stacked_body(text: &[char], before: usize, title: usize) -> Option<usize> {
    let begin = before + 1;
    // 常务副市长，某工作领导小组常务副组长: behind a comma only what closes as such bodies do.
    let grouped = || ["领导小组", "指挥部", "专班", "工作组"].iter().any(|w| super::ends_with(text, title, w));
    let joined = matches!(text.get(before), Some('、' | '兼')) || text.get(before) == Some(&'，') && grouped();
    if !joined || begin >= title || title - begin > MAX_STACKED_BODY {
        return None;
    }
    let between = &text[begin..title];
    let closes = between.last().is_some_and(|c| "组会庭院室团处办局委部心司站所校厅科队团".contains(*c));
    (closes && between.iter().all(|c| super::is_han(*c))).then_some(begin)
}

/// Whether a text is a title and nothing else.
fn is_title(lexicon: &Lexicon, text: &[char]) -> bool {
    lexicon.titles.has(text)
}

/// Where the part of a post begins before which its body is looked for: at the body found, else at the title.
fn title_of(start: usize, head: usize, bodies: &[(usize, usize)]) -> usize {
    if bodies.iter().any(|b| b.0 == start) { start } else { head }
}

/// 市教育局基教科｜科长, 市委第三巡察组｜组长: an office inside the body that stands a few characters before the title.
fn office_of(text: &[char], start: usize, floor: usize, bodies: &[(usize, usize)]) -> Option<usize> {
    const MAX_OFFICE: usize = 7;
    let body = bodies.iter().filter(|b| b.0 >= floor && b.1 < start && start - b.1 <= MAX_OFFICE).max_by_key(|b| b.1)?;
    let between = &text[body.1..start];
    let plain = between.iter().all(|&c| super::is_han(c) && !"各的和与及对向在由要请听是为了任把被有多".contains(c));
    let closes = between.len() >= 2 && between.last().is_some_and(|c| "科处室组队站所".contains(*c));
    (plain && closes).then_some(body.0)
}

/// 丁某的某市农业与农村工作委员会主任职务, 免去其某审判区庭长职务: between 的 or 其 and 职务 stands nothing but the post and its body.
fn relieved_body(text: &[char], start: usize, end: usize) -> Option<usize> {
    if !has_at(text, end, "职务") {
        return None;
    }
    let of = (start.saturating_sub(MAX_STACKED_BODY)..start).rev().find(|&i| !super::is_han(text[i]) || "的其".contains(text[i]))?;
    ("的其".contains(text[of]) && start > of + 1).then_some(of + 1)
}

/// 局长（正县级）, 主任（兼）: a rank in brackets belongs to the post only for reading on.
fn take_rank(text: &[char], end: usize) -> usize {
    for rank in [
        "（兼）",
        "（正县级）",
        "（副县级）",
        "（正处级）",
        "（副处级）",
        "（正厅级）",
        "（副厅级）",
        "（正科级）",
        "（挂职）",
        "（正局级）",
        "（副局级）",
        "（代）",
    ] {
        if has_at(text, end, rank) {
            return end + rank.chars().count();
        }
    }
    end
}

/// Walks left over bodies, departments and level words that touch the title.
fn prefix_start(text: &[char], head: usize, floor: usize, bodies: &[(usize, usize)]) -> usize {
    let mut start = head;
    loop {
        let body = bodies.iter().filter(|b| b.1 == start && b.0 >= floor && b.0 < b.1).map(|b| b.0).min();
        if let Some(begin) = body {
            start = begin;
            continue;
        }
        let department = DEPARTMENTS
            .iter()
            .filter(|d| super::ends_with(text, start, d) && start - d.chars().count() >= floor)
            .max_by_key(|d| d.chars().count());
        if let Some(word) = department {
            let begin = start - word.chars().count();
            let joined = begin > 0 && !is_edge_mark(text[begin - 1]);
            if word.chars().count() > 1 || joined && bodies.iter().any(|b| b.1 == begin) {
                start = begin;
                continue;
            }
        }
        // 西班牙驻广州总领事: the seat, then the state that sends.
        if start > floor && start < head && text[start - 1] == '驻' {
            start -= 1;
            continue;
        }
        if start > floor && "市省县区州盟旗镇乡村".contains(text[start - 1]) && start == head && starts_level(text, start - 1) {
            start -= 1;
            continue;
        }
        // 自治区｜常务副主席, 某县原｜副县长: the level in full, and what says that the post is past behind its body.
        let level = ["自治区", "自治州", "自治县"].iter().any(|w| super::ends_with(text, start, w) && starts_level(text, start - 3));
        if level && start >= floor + 3 && start == head {
            start -= 3;
            continue;
        }
        if start == head && start > floor + 1 && text[start - 1] == '原' && bodies.iter().any(|b| b.1 == start - 1 && b.0 >= floor) {
            start -= 1;
            continue;
        }
        return start;
    }
}

/// A bare level word in front of a title (县委 is a body already; this is 县工信局 without one) begins at an edge.
fn starts_level(text: &[char], at: usize) -> bool {
    at == 0 || is_edge_mark(text[at - 1]) || matches!(text[at - 1], '为' | '任')
}

/// The class's weight as evidence that a name follows.
pub fn is_strong(class: TitleClass) -> bool {
    !matches!(class, TitleClass::Role)
}
