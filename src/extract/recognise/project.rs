//! Projects: a head word (项目, 工程, 产业园 …) and the stretch before it; lists that are called projects as a whole.

use super::boundary::{EdgeKind, Walker, is_edge_mark};
use super::{Mention, MentionKind, has_at, is_han};

/// Words that say nothing about which project is meant; a name of only these is a class of projects.
const GENERIC_WORDS: &[&str] = &[
    "重点",
    "重大",
    "产业",
    "产业类",
    "签约",
    "在建",
    "新",
    "新开工",
    "开工",
    "招商",
    "招商引资",
    "建设",
    "工业",
    "投资",
    "优质",
    "省级",
    "市级",
    "县级",
    "区级",
    "国家级",
    "民生",
    "亿元",
    "外资",
    "内资",
    "合作",
    "示范",
    "基础设施",
    "观摩",
    "续建",
    "储备",
    "先进",
    "制造业",
    "技改",
    "科技",
    "农业",
    "文旅",
    "旅游",
    "教育",
    "省",
    "市",
    "县",
    "区",
    "全市",
    "全省",
    "全县",
    "全区",
    "我市",
    "我省",
    "我县",
    "我区",
    "年度",
    "前期",
    "大",
    "好",
    "小",
    "大型",
    "中型",
    "小型",
    "工程",
    "项目",
    "类",
    "型",
    "级",
    "亿",
    "元",
    "万",
    "上",
    "以上",
    "战略性",
    "新兴",
    "产业链",
    "高质量",
    "标志性",
    "引领性",
    "支撑性",
    "牵引性",
    "带动性",
    "高",
    "专项",
    "债券",
    "专项债",
    "中央",
    "预算内",
    "实体",
    "政府",
    "社会",
    "民间",
    "公益",
    "水利",
    "交通",
    "能源",
    "服务业",
    "拟",
    "新型",
    "工业化",
    "台资",
    "德资",
    "日资",
    "港资",
    "红榜",
    "黑榜",
    "标杆",
    "样板",
    "亮点",
    "龙头",
    "骨干",
    "支柱",
    "试点",
    "最具",
    "成长性",
    "城市",
    "更新",
    "城市更新",
    "棚户区",
    "改造",
    "安置房",
    "污水处理",
    "光伏",
    "风电",
    "充电桩",
    "主体",
    "总部",
    "绿色",
    "低碳",
    "经济",
    "智能",
    "现代",
    "物流",
    "文化",
    "体育",
    "卫生",
    "医疗",
    "养老",
    "生态",
    "环保",
    "节能",
    "补短板",
    "惠民",
    "实事",
    "十大",
    "百大",
    "关键",
    "核心",
    "技术改造",
    "固定资产",
    "房地产",
    "商业",
    "住宅",
    "市政",
    "道路",
    "引水",
    "灌区",
    "产业化",
    "一体化",
    "国际",
    "国内",
    "境外",
    "该",
    "老",
    "旧",
    "大中小",
    "中小",
    "高质量",
    "高端",
    "优质",
    "优势",
    "特色",
    "品牌",
    "传统",
    "未来",
    "攻坚",
    "惠企",
    "扶贫",
    "帮扶",
    "援建",
    "援疆",
    "援藏",
    "配套",
    "基础",
    "支柱",
    "投产",
    "达产",
    "竣工",
    "完工",
    "入库",
    "联审",
    "谋划",
    "包装",
    "意向",
    "洽谈",
    "落地",
    "申报",
    "支持",
    "质量",
    "效益",
    "融资",
    "贷款",
    "债",
    "共建",
    "合资",
    "风险",
    "问题",
    "停滞",
    "停工",
    "复工",
    "烂尾",
    "控制性",
    "先导",
    "起步",
    "首开",
    "先期",
    "子",
    "集中",
    "开竣工",
    "集中开竣工",
    "集中开工",
    "集中签约",
    "上半年",
    "下半年",
    "双千亿",
    "千亿",
    "百亿",
    "三个一批",
    "十百千",
];

/// What may follow a head word when it still closes a name.
fn closes(walker: &Walker, end: usize) -> bool {
    let text = walker.text;
    let next = text.get(end).copied().unwrap_or('。');
    if ["部", "组", "区", "库", "制", "化", "师", "长", "量", "款", "书", "法", "局", "学", "院", "队", "类"]
        .iter()
        .any(|w| has_at(text, end, w))
        && is_han(next)
    {
        return has_at(text, end, "区") && !has_at(text, end, "区域") && walker.words.is_boundary(end);
    }
    for longer in [
        "有限公司",
        "股份",
        "集团",
        "公司",
        "管委会",
        "管理委员会",
        "党工委",
        "工程",
        "项目",
        "大学",
        "医院",
        "建设项目",
        "产业化",
        "建设工程",
        "二期",
        "一期",
        "三期",
    ] {
        if has_at(text, end, longer) {
            return false;
        }
    }
    true
}

/// Names that close with 项目 or 工程, with a phase in brackets, and bare heads such as 产业园.
pub fn find(walker: &Walker, parks: &[(usize, usize)]) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut end = walker.text.len();
    while end > 3 {
        let full = walker.lexicon.project_heads.longest_before(walker.text, end);
        let bare = walker.lexicon.project_bare.longest_before(walker.text, end);
        let length = full.max(bare);
        if length == 0 || !closes(walker, end) {
            end -= 1;
            continue;
        }
        let honour =
            |s: usize| ["命名为", "评为", "认定为", "确认为", "获评", "荣获", "授予"].iter().any(|w| super::ends_with(walker.text, s, w));
        let found = named(walker, end, length).filter(|&s| !honour(s)).filter(|&s| full > 0 || bare_is_project(walker, s, end, parks));
        match found {
            Some(start) => {
                let stop = with_phase(walker.text, end);
                out.push(Mention { start, end: stop, kind: MentionKind::Project, reason: "a name that closes with a project's head" });
                end = start.max(3);
            }
            None => end -= 1,
        }
    }
    out.extend(listed(walker, &out));
    out.extend(beside(walker, &out));
    out.sort_by_key(|m| (m.start, m.end));
    out
}

/// （一期）, 二期 after the head belongs to the name.
fn with_phase(text: &[char], end: usize) -> usize {
    for phase in ["（一期）", "（二期）", "（三期）", "（四期）", "（一期、二期）", "一期", "二期", "三期", "（首期）", "（扩建）"]
    {
        if has_at(text, end, phase) {
            return end + phase.chars().count();
        }
    }
    end
}

fn named(walker: &Walker, end: usize, length: usize) -> Option<usize> {
    let head = end - length;
    let edge = walker.left_edge(head, EdgeKind::Project);
    let start = trim(walker, edge, head);
    let start = from_there(walker, start);
    let honour = start > 0
        && matches!(walker.text[start - 1], '“')
        && walker.text.get(end) == Some(&'”')
        && ["评为", "评", "授予", "列为", "获", "称号", "入选", "定为"].iter().any(|w| super::ends_with(walker.text, start - 1, w));
    let cut = head > start && matches!(walker.text[head - 1], '和' | '与' | '及' | '、');
    let longer = head - start > 4 && (start + 1..head - 1).any(|i| has_at(walker.text, i, "项目"));
    (head > start && !longer && !honour && !cut && !is_generic(walker, start, head)).then_some(start)
}

/// 宜昌至五峰公路: a way begins with the place that stands before 至.
fn from_there(walker: &Walker, start: usize) -> usize {
    let text = walker.text;
    let and = if text.get(start) == Some(&'至') { start } else { start.wrapping_sub(1) };
    if text.get(and) != Some(&'至') || !walker.after_place.get(and).copied().unwrap_or(false) {
        return start;
    }
    walker.words.before(and)
}

/// Drops what is said about a project in front of its name.
fn trim(walker: &Walker, mut start: usize, head: usize) -> usize {
    let text = walker.text;
    loop {
        let before = start;
        for word in [
            "全市",
            "全省",
            "全县",
            "全区",
            "我市",
            "我县",
            "我区",
            "我省",
            "省重点",
            "市重点",
            "区重点",
            "县重点",
            "省级重点",
            "市级重点",
            "重点项目",
            "重点工程",
            "重大项目",
            "标志性工程",
            "民生工程",
            "一号工程",
            "等",
            "和",
            "及",
            "与",
            "暨",
            "以及",
            "大",
            "总部项目",
            "其",
            "新建的",
            "建设的",
            "合作建设",
            "共同建设",
            "投资建设",
            "建设",
            "推进",
        ] {
            let length = word.chars().count();
            let alone = length > 1 || !walker.words.is_boundary(start) || walker.words.after(start) == start + 1;
            if has_at(text, start, word) && start + length < head && alone {
                start += length;
            }
        }
        if let Some(verb_end) = built_there(walker, start, head) {
            start = verb_end;
        }
        while start < head && matches!(text[start], '）' | '”' | '·' | ',' | '.' | '，') {
            start += 1;
        }
        if start == before {
            return start;
        }
    }
}

/// 在X镇建设Y项目: place and verb are said about the project; the end of the verb.
fn built_there(walker: &Walker, start: usize, head: usize) -> Option<usize> {
    const BUILDING: [&str; 9] = ["建设", "新建", "兴建", "投建", "打造", "布局", "落地", "投资建设", "规划建设"];
    (start + 1..head).filter(|&at| walker.after_place[at]).find_map(|at| {
        let verb = BUILDING.iter().filter(|v| has_at(walker.text, at, v)).map(|v| at + v.chars().count()).max()?;
        (walker.words.is_boundary(verb) && verb + 4 <= head).then_some(verb)
    })
}

/// Whether every word of the stretch says only what kind of project it is.
fn is_generic(walker: &Walker, start: usize, head: usize) -> bool {
    if head - start < 2 {
        return true;
    }
    let core: String = walker.text[start..head].iter().collect();
    if GENERIC_WORDS.contains(&core.as_str()) {
        return true;
    }
    let quoted = walker.text[start] == '“';
    let mut at = start;
    let mut own = 0;
    while at < head {
        let next = walker.words.after(at).min(head);
        let word: String = walker.text[at..next].iter().collect();
        let digits = word.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十百千万两多余.".contains(c));
        if !digits && !GENERIC_WORDS.contains(&word.as_str()) {
            own += next - at;
        }
        at = next;
    }
    own < if quoted { 1 } else { 3 } && !(own == 2 && has_unknown(walker, start, head))
}

/// A stretch that the dictionary does not know as words is a name (云帆, 锰川).
fn has_unknown(walker: &Walker, start: usize, head: usize) -> bool {
    (start..head.saturating_sub(1)).any(|i| {
        walker.words.is_boundary(i)
            && walker.words.is_boundary(i + 1)
            && walker.words.is_boundary(i + 2)
            && is_han(walker.text[i])
            && is_han(walker.text[i + 1])
    })
}

/// A bare head makes a project where the name is long enough, or is not just a place to visit.
fn bare_is_project(walker: &Walker, start: usize, end: usize, parks: &[(usize, usize)]) -> bool {
    let is_park = parks.iter().any(|p| p.1 == end && p.0 <= start + 1);
    let length = end - start;
    let followed = ["（一期）", "（二期）", "项目", "二期", "一期"].iter().any(|w| has_at(walker.text, end, w));
    let quoted = start > 0 && walker.text[start - 1] == '“' && walker.text.get(end) == Some(&'”');
    let aim = ["打造", "建成", "成为", "形成", "建设", "争创", "作为", "一个", "个", "全国", "国家级", "省级"]
        .iter()
        .any(|w| super::ends_with(walker.text, start, w));
    if quoted || aim || walker.text[start].is_ascii_digit() {
        return false;
    }
    let noun_goes_on = end < walker.text.len() && is_han(walker.text[end]) && !walker.words.is_boundary(end);
    !noun_goes_on && (followed || length >= 6 && !is_park)
}

/// “A、B、C等6个项目”, “A、B两个项目”: the members are projects, whatever their heads.
fn listed(walker: &Walker, found: &[Mention]) -> Vec<Mention> {
    let text = walker.text;
    let mut out = Vec::new();
    for end in 2..=text.len() {
        if !(has_at(text, end - 2, "项目")) {
            continue;
        }
        let bare = end >= 3 && text[end - 3] == '等';
        let Some(count_at) = counted(text, end - 2).or(bare.then_some(end - 2)) else { continue };
        let list_end = if count_at > 0 && text[count_at - 1] == '等' { count_at - 1 } else { count_at };
        if bare && !found.iter().any(|m| m.end <= list_end && m.end + 60 > list_end) {
            continue;
        }
        members(walker, list_end, found, &mut out);
    }
    out
}

/// Start of a count such as 6个, 两个, 等21个 (with up to six characters of kind) before 项目.
fn counted(text: &[char], head: usize) -> Option<usize> {
    let low = head.saturating_sub(8);
    let measure = (low..head).rev().find(|&i| matches!(text[i], '个' | '大'))?;
    let mut at = measure;
    while at > 0 && (text[at - 1].is_ascii_digit() || "一二三四五六七八九十两多余百".contains(text[at - 1])) {
        at -= 1;
    }
    (at < measure).then_some(at)
}

fn members(walker: &Walker, list_end: usize, found: &[Mention], out: &mut Vec<Mention>) {
    let text = walker.text;
    let mut end = list_end;
    let mut names: Vec<(usize, usize)> = Vec::new();
    loop {
        let start = walker.left_edge(end, EdgeKind::Project);
        if end < start + 4 {
            break;
        }
        names.push((start, end));
        if start == 0 || text[start - 1] != '、' {
            break;
        }
        end = start - 1;
    }
    let joined = names.len() > 1 || text.get(list_end) == Some(&'等');
    for (start, end) in names.into_iter().filter(|_| joined) {
        let known = found.iter().chain(out.iter()).any(|m| m.start < end && start < m.end);
        if !known && !is_edge_mark(text[start]) && !is_generic(walker, start, end) && !walker.blocked[start] {
            out.push(Mention { start, end, kind: MentionKind::Project, reason: "a member of a list that is called projects" });
        }
    }
}

/// 观摩了A、B项目: what stands beside a project in a list of stops is one too.
fn beside(walker: &Walker, found: &[Mention]) -> Vec<Mention> {
    const SEEN: [&str; 12] = ["观摩了", "察看了", "查看了", "参观了", "考察了", "察看", "观摩", "查看", "参观", "看了", "走进", "来到"];
    let mut out = Vec::new();
    for project in found {
        let mut end = project.start;
        let mut items: Vec<(usize, usize)> = Vec::new();
        while end > 0 && matches!(walker.text[end - 1], '、') {
            let start = walker.left_edge(end - 1, EdgeKind::Project);
            if end - 1 < start + 4 || found.iter().any(|m| m.start < end - 1 && start < m.end) {
                break;
            }
            items.push((start, end - 1));
            end = start;
        }
        if !items.is_empty() && SEEN.iter().any(|w| super::ends_with(walker.text, end, w)) {
            let members = items.into_iter().filter(|&(a, b)| !is_generic(walker, a, b));
            out.extend(members.map(|(start, end)| Mention { start, end, kind: MentionKind::Project, reason: "a stop beside a project" }));
        }
    }
    out
}
