//! Places by their form: X经开区, X产业园, X镇, X村, X路, X片区.

use super::boundary::{EdgeKind, Walker, is_edge_mark};
use super::gazetteer::PlaceMention;
use super::{has_at, is_han};
use crate::extract::charset::CharSet;
use crate::model::Level;
use std::sync::LazyLock;

/// Closing words, the level they give, and how many characters a name before them may have (0: the bare word counts).
const FORMS: &[(&str, Level, usize, usize)] = &[
    ("高新技术产业开发区", Level::Zone, 0, 8),
    ("经济技术开发区", Level::Zone, 0, 8),
    ("高新技术开发区", Level::Zone, 0, 8),
    ("经济开发区", Level::Zone, 2, 10),
    ("生态经济开发区", Level::Zone, 2, 8),
    ("高新区", Level::Zone, 0, 8),
    ("经开区", Level::Zone, 0, 8),
    ("综合保税区", Level::Zone, 0, 8),
    ("综保区", Level::Zone, 0, 8),
    ("保税港区", Level::Zone, 2, 8),
    ("保税区", Level::Zone, 2, 8),
    ("旅游度假区", Level::Zone, 2, 8),
    ("度假区", Level::Zone, 0, 8),
    ("示范区", Level::Zone, 3, 12),
    ("自贸区", Level::Zone, 0, 6),
    ("自贸试验区", Level::Zone, 2, 8),
    ("自贸片区", Level::Zone, 2, 8),
    ("合作区", Level::Zone, 3, 10),
    ("开发区", Level::Zone, 2, 10),
    ("工业集中区", Level::Zone, 1, 8),
    ("产业集聚区", Level::Zone, 1, 8),
    ("工业园区", Level::Zone, 1, 8),
    ("产业园区", Level::Zone, 2, 8),
    ("工业园", Level::Zone, 1, 6),
    ("科技园区", Level::Zone, 2, 6),
    ("化工园区", Level::Zone, 2, 6),
    ("物流园区", Level::Zone, 2, 6),
    ("循环经济园区", Level::Zone, 1, 6),
    ("创业园", Level::Zone, 2, 8),
    ("产业园", Level::Zone, 2, 3),
    ("互市贸易区", Level::Zone, 2, 6),
    ("自由贸易试验区", Level::Zone, 2, 6),
    ("经济合作区", Level::Zone, 2, 12),
    ("空港经济区", Level::Zone, 2, 8),
    ("经济区", Level::Zone, 2, 8),
    ("化工集中区", Level::Zone, 1, 8),
    ("集中区", Level::Zone, 3, 8),
    ("集聚区", Level::Zone, 3, 8),
    ("商务城", Level::Zone, 2, 6),
    ("科学园", Level::Zone, 2, 5),
    ("软件园", Level::Zone, 2, 5),
    ("科技园", Level::Zone, 2, 5),
    ("科创园", Level::Zone, 2, 5),
    ("港区", Level::Zone, 2, 4),
    ("口岸", Level::Zone, 2, 6),
    ("智造小镇", Level::Zone, 1, 5),
    ("古镇", Level::Area, 1, 4),
    ("风景区", Level::Area, 2, 6),
    ("景区", Level::Area, 2, 6),
    ("产业新城", Level::Area, 1, 6),
    ("科技城", Level::Zone, 1, 6),
    ("新区", Level::Zone, 2, 5),
    ("自由贸易港", Level::Zone, 2, 4),
    ("商务区", Level::Area, 2, 6),
    ("片区", Level::Area, 2, 6),
    ("新城", Level::Area, 2, 4),
    ("国际会议中心", Level::Area, 1, 6),
    ("会议中心", Level::Area, 1, 8),
    ("会展中心", Level::Area, 1, 8),
    ("博览中心", Level::Area, 1, 8),
    ("国际博览中心", Level::Area, 1, 6),
    ("会议展览中心", Level::Area, 1, 6),
    ("影剧院", Level::Area, 1, 6),
    ("文化艺术中心", Level::Area, 1, 6),
    ("主题公园", Level::Area, 2, 6),
    ("工人文化宫", Level::Area, 1, 4),
    ("体育馆", Level::Area, 1, 6),
    ("大剧院", Level::Area, 1, 6),
    ("大酒店", Level::Area, 2, 6),
    ("国际酒店", Level::Area, 2, 6),
    ("宾馆", Level::Area, 2, 5),
    ("大礼堂", Level::Area, 2, 6),
    ("人民会堂", Level::Area, 1, 6),
    ("大会堂", Level::Area, 2, 6),
    ("街道", Level::Township, 2, 4),
    ("镇", Level::Township, 1, 4),
    ("乡", Level::Township, 1, 4),
    ("苏木", Level::Township, 1, 5),
    ("社区", Level::Area, 2, 4),
    ("村", Level::Area, 1, 4),
    ("嘎查", Level::Area, 2, 6),
];

/// Words that end in a closing word and are no place.
const NOT_PLACES: &[&str] = &[
    "乡镇",
    "城镇",
    "小镇",
    "村镇",
    "集镇",
    "重镇",
    "农村",
    "乡村",
    "全村",
    "新村",
    "行政村",
    "贫困村",
    "各村",
    "家乡",
    "城乡",
    "下乡",
    "返乡",
    "老乡",
    "故乡",
    "本村",
    "该村",
    "进村",
    "驻村",
    "示范村",
    "美丽乡村",
    "自然村",
    "中心村",
    "强村",
    "建制镇",
    "中心镇",
    "一村",
    "文明村",
    "脱贫村",
    "各镇",
    "该镇",
    "全镇",
    "水乡",
    "异乡",
    "国家级经开区",
    "省级开发区",
    "各开发区",
    "市属开发区",
    "国家级高新区",
    "全省经开区",
    "特色小镇",
    "康养小镇",
    "中国新区",
    "国家级新区",
    "老旧小区",
    "同乡",
    "入乡",
    "还乡",
    "离乡",
    "梦之乡",
    "之乡",
    "片区",
    "该片区",
    "街道",
    "各街道",
    "城区",
    "园区",
    "先行示范区",
    "示范区",
];

static HEADS: LazyLock<CharSet> = LazyLock::new(|| CharSet::firsts(FORMS.iter().map(|f| f.0)));

/// Finds places by form where the gazetteer has none. `known` are its mentions.
pub fn find(walker: &Walker, known: &[PlaceMention]) -> Vec<PlaceMention> {
    let text = walker.text;
    let mut out: Vec<PlaceMention> = Vec::new();
    let mut at = 0;
    let heads = &*HEADS;
    while at < text.len() {
        if !heads.has(text[at]) {
            at += 1;
            continue;
        }
        let Some(form) = FORMS.iter().filter(|f| has_at(text, at, f.0)).max_by_key(|f| f.0.len()) else {
            at += 1;
            continue;
        };
        let end = at + form.0.chars().count();
        match one(walker, known, &out, at, end, form) {
            Some(place) => {
                out.push(place);
                at = end;
            }
            None => at += 1,
        }
    }
    let listed: Vec<PlaceMention> = known.iter().flat_map(|k| beside(text, k)).filter(|p| apart(p, known) && apart(p, &out)).collect();
    out.extend(listed);
    out
}

fn apart(place: &PlaceMention, others: &[PlaceMention]) -> bool {
    others.iter().all(|o| o.end <= place.start || place.end <= o.start)
}

/// 甲区、乙区 where one of them is known: districts that are no more, or new, are named in lists with others.
fn beside(text: &[char], known: &PlaceMention) -> Vec<PlaceMention> {
    let unit = |i: usize| matches!(text.get(i), Some('县' | '区' | '市' | '旗'));
    if known.level != Level::County || !unit(known.end - 1) {
        return Vec::new();
    }
    let edge = |i: usize| i == 0 || is_edge_mark(text[i - 1]) || matches!(text[i - 1], '和' | '与');
    let before = (known.start >= 4 && text[known.start - 1] == '、' && unit(known.start - 2))
        .then(|| (3..=4).find(|n| known.start > *n && edge(known.start - 1 - n)).map(|n| (known.start - 1 - n, known.start - 1)));
    let after = (text.get(known.end) == Some(&'、'))
        .then(|| (3..=4).find(|n| unit(known.end + n)).map(|n| (known.end + 1, known.end + 1 + n)))
        .flatten()
        .filter(|(_, end)| text.get(*end).is_none_or(|c| is_edge_mark(*c) || matches!(c, '分' | '等' | '和' | '与' | '均' | '位' | '并')));
    before.flatten().into_iter().chain(after).filter_map(|(start, end)| district(text, start, end)).collect()
}

fn district(text: &[char], start: usize, end: usize) -> Option<PlaceMention> {
    let name: String = text[start..end].iter().collect();
    let generic =
        ["全", "各", "该", "本", "我", "两", "三", "其", "新", "老", "开发", "园", "城", "辖", "景", "高新", "经开", "市辖", "保税", "街"];
    let plain = text[start..end].iter().all(|c| is_han(*c)) && !generic.iter().any(|g| name.starts_with(g));
    let other = ["园区", "城区", "社区", "新区", "县区", "地区", "片区", "景区", "小区", "校区", "城市", "县市", "辖区"]
        .iter()
        .any(|w| name.ends_with(w));
    let place = PlaceMention { start, end, level: Level::County, code: None, full_name: None, park: false, short: false };
    (plain && !other).then_some(place)
}

fn one(
    walker: &Walker,
    known: &[PlaceMention],
    found: &[PlaceMention],
    head: usize,
    end: usize,
    form: &(&str, Level, usize, usize),
) -> Option<PlaceMention> {
    let text = walker.text;
    if known.iter().any(|k| k.start < end && head < k.end && k.end >= end) || !ends_well(walker, end, form.0) {
        return None;
    }
    let floor = found.last().map_or(0, |f| f.end);
    let start = left(walker, known, head, form.3, form.1).max(floor);
    let prefix = ["县城", "城区", "辖区", "著名", "附近"].iter().find(|w| has_at(text, start, w) && start + 3 <= head);
    let start = prefix.map_or(start, |_| start + 2);
    // B组石盘乡: the group is no part of the name.
    let group = text[start].is_ascii_uppercase() && matches!(text.get(start + 1), Some('组' | '类')) && start + 2 < head;
    let start = if group { start + 2 } else { start };
    // 、市湖滨新区, 在县工业园区: whose zone it is belongs to its name.
    let zone = form.1 == Level::Zone && start >= 2 && matches!(text[start - 1], '市' | '县' | '区');
    let start = if zone && "、和与及，在到".contains(text[start - 2]) { start - 1 } else { start };
    let length = head - start;
    let name: String = text[start..end].iter().collect();
    // 朱鹮之乡, 第一侨乡, 撤区并乡, 促进农村: titles and kinds of place, and none that stands on a map.
    let kind = ["之乡", "侨乡", "并乡", "农村", "故乡", "家乡"].iter().any(|w| name.ends_with(w));
    if length < form.2 || kind || NOT_PLACES.contains(&name.as_str()) {
        return None;
    }
    let touched = known.iter().any(|k| k.end > start.saturating_sub(1) && k.start < head && k.end <= head);
    if walker.left_edge(head, EdgeKind::Company) < start && !touched && start == head.saturating_sub(form.3)
        || name.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let edge = start == 0 || is_edge_mark(text[start - 1]) || known.iter().any(|k| k.end == start) || walker.words.is_boundary(start);
    let generic = [
        "中国",
        "先进",
        "优秀",
        "各",
        "全",
        "本",
        "该",
        "一些",
        "多个",
        "重点",
        "国家级",
        "省级",
        "市级",
        "市属",
        "省重点",
        "现代",
        "高新技术",
        "若干",
    ]
    .iter()
    .any(|g| name.starts_with(g));
    let sure = form.1 != Level::Area && form.1 != Level::Township || length >= 2 || known.iter().any(|k| k.end == start);
    (edge && !generic && sure).then_some(PlaceMention {
        start,
        end,
        level: form.1,
        code: None,
        full_name: None,
        park: matches!(form.0, "产业园" | "创业园"),
        short: false,
    })
}

fn ends_well(walker: &Walker, end: usize, form: &str) -> bool {
    let next = walker.text.get(end).copied().unwrap_or('。');
    let joins = match form {
        "镇" | "乡" | "村" => {
            matches!(
                next,
                '压' | '静'
                    | '村'
                    | '镇'
                    | '亲'
                    | '土'
                    | '愁'
                    | '居'
                    | '规'
                    | '级'
                    | '落'
                    | '寨'
                    | '庄'
                    | '子'
                    | '里'
                    | '痛'
                    | '长'
                    | '民'
                    | '容'
                    | '道'
                    | '定'
                    | '办'
            ) && !matches!(next, '长' | '民' | '村' | '居')
        }
        "开发区" | "示范区" => next == '域',
        "产业园" | "科技园" | "创业园" | "软件园" | "科创园" | "科学园" => matches!(next, '区' | '项'),
        "口岸" => matches!(next, '办' | '局' | '管'),
        "街道" => next == '化',
        "社区" => false,
        _ => false,
    };
    !(joins
        || is_han(next) && !walker.words.is_boundary(end) && form.chars().count() == 1 && walker.words.after(end.saturating_sub(1)) > end)
}

/// Start of the name: places that touch it belong to it for zones; else words up to the form's limit.
fn left(walker: &Walker, known: &[PlaceMention], head: usize, longest: usize, level: Level) -> usize {
    let edge = walker.left_edge(head, EdgeKind::Company).max(head.saturating_sub(longest));
    let inside = known.iter().filter(|k| k.end <= head && k.end > edge.max(head.saturating_sub(longest)));
    let zone = matches!(level, Level::Zone) || level == Level::Area && walker.text.get(head).is_some_and(|c| "国会博体大宾人".contains(*c));
    let touching: Vec<&PlaceMention> = inside.collect();
    match touching.iter().map(|k| k.end).max() {
        Some(last) if !zone => last,
        Some(last) => {
            let mut start = touching.iter().find(|k| k.end == last).map_or(last, |k| k.start);
            if last == head {
                return start;
            }
            while let Some(k) = known.iter().find(|k| k.end == start && (k.short || k.level == Level::Province)) {
                start = k.start;
            }
            let host = touching.iter().find(|k| k.end == last);
            if host.is_some_and(|k| !k.short && matches!(k.level, Level::County | Level::Prefecture)) { last.min(head) } else { start }
        }
        None => edge,
    }
}
