//! How alike two names of one article are.

use rustc_hash::FxHashMap;

/// Dice overlap of character bigrams, 0 to 1.
pub fn dice(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (x, y) = (bigrams(a), bigrams(b));
    let total: usize = x.values().sum::<usize>() + y.values().sum::<usize>();
    let shared: usize = x.iter().map(|(k, n)| n.min(y.get(k).unwrap_or(&0))).sum();
    if total == 0 { 0.0 } else { 2.0 * shared as f64 / total as f64 }
}

fn bigrams(text: &str) -> FxHashMap<(char, char), usize> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = FxHashMap::default();
    for pair in chars.windows(2) {
        *out.entry((pair[0], pair[1])).or_insert(0) += 1;
    }
    out
}

/// An event's or appraisal's name without what varies between its mentions.
pub fn event_core(name: &str) -> String {
    let mut text: String = name.chars().filter(|c| !"“”《》‘’".contains(*c)).collect();
    for (from, to) in [("会议", "会"), ("全市", ""), ("全省", ""), ("全县", ""), ("全区", ""), ("我市", "")] {
        text = text.replace(from, to);
    }
    text
}

/// Whether two cores of event names of one article name one event.
pub fn same_core(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    if differing_sessions(short, long) {
        return false;
    }
    short == long || short.chars().count() >= 3 && long.ends_with(short) || is_subsequence_tail(short, long) || dice(short, long) >= ALIKE
}

/// Least overlap of two names of one event.
const ALIKE: f64 = 0.72;

/// An event's name with what tells quickly that another cannot be the same.
#[derive(Debug)]
pub struct Face {
    pub core: String,
    last: Option<char>,
    /// One of 64 bits per character, and per pair of characters.
    chars: u64,
    pairs: u64,
    count: u32,
}

impl Face {
    pub fn new(name: &str) -> Self {
        let core = event_core(name);
        let all: Vec<char> = core.chars().collect();
        let bit = |n: u32| 1_u64 << (n.wrapping_mul(0x9E37_79B9) >> 26);
        Self {
            last: all.last().copied(),
            chars: all.iter().fold(0, |set, c| set | bit(u32::from(*c))),
            pairs: all.windows(2).fold(0, |set, w| set | bit(u32::from(w[0]).wrapping_mul(31) ^ u32::from(w[1]))),
            count: u32::try_from(all.len()).unwrap_or(u32::MAX),
            core,
        }
    }

    /// Whether the names may be alike: one closes or runs through the other, or enough pairs are shared.
    pub fn may_be(&self, other: &Self) -> bool {
        let (short, long) = if self.count <= other.count { (self, other) } else { (other, self) };
        if short.last == long.last && short.chars & !long.chars == 0 {
            return true;
        }
        let pairs = |face: &Self| f64::from(face.count.saturating_sub(1));
        let shared = pairs(short) - f64::from((short.pairs & !long.pairs).count_ones());
        2.0 * shared >= ALIKE * (pairs(short) + pairs(long))
    }
}

/// 第一次 and 第二次, 一季度 and 二季度 are different events whatever else is alike.
fn differing_sessions(a: &str, b: &str) -> bool {
    ["次", "季度", "届", "批", "期"].iter().any(|unit| {
        let of = |t: &str| t.split(unit).next().filter(|h| h.len() < t.len()).and_then(|h| h.chars().next_back());
        matches!((of(a), of(b)), (Some(x), Some(y)) if x != y)
    })
}

/// A short form keeps the head and drops words in front or between: 项目观摩总结暨推进会.
fn is_subsequence_tail(short: &str, long: &str) -> bool {
    if short.chars().count() < 6 {
        return false;
    }
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|d| d == c)) && short.chars().next_back() == long.chars().next_back()
}

/// A project's name without 项目, quotes and brackets around its phase.
pub fn project_core(name: &str) -> String {
    let text: String = name.chars().filter(|c| !"“”《》‘’（）".contains(*c)).collect();

    text.replace("建设项目", "").replace("工程项目", "工程").replace("项目", "")
}

/// A short form without 公司, 集团 or 股份 behind it.
pub fn company_short(name: &str) -> &str {
    ["公司", "集团", "股份"].iter().fold(name, |s, w| s.strip_suffix(w).filter(|r| r.chars().count() >= 2).unwrap_or(s))
}

/// Longest part, in characters, that a body's short form leaves out in front.
pub const MAX_BODY_HEAD: usize = 9;

/// 鞍山市商务局 and 市商务局, 商务局: the short one closes the long one, which begins with a place.
pub fn body_tail(long: &str, short: &str) -> bool {
    long.strip_suffix(short).is_some_and(|head| {
        !head.is_empty()
            && short.chars().nth(2).is_some()
            && head.chars().nth(MAX_BODY_HEAD).is_none()
            && (head.ends_with(['市', '县', '区', '省', '州', '盟', '旗', '共']) || short.starts_with(['市', '省', '县', '区', '州']))
    })
}

/// What says only which kind of zone is meant.
pub const ZONES: [&str; 8] = ["高新区", "经开区", "开发区", "度假区", "综保区", "新区", "高新技术产业开发区", "经济技术开发区"];

/// 苏州高新区 and 高新区.
pub fn zone_tail(long: &str, short: &str) -> bool {
    ZONES.contains(&short) && long.ends_with(short) && long != short
}

/// 马库斯·霍恩 and 霍恩.
pub fn dotted_tail(long: &str, short: &str) -> bool {
    long.contains('·') && short.chars().count() >= 2 && long.split('·').next_back() == Some(short)
}
