//! How alike two names of one article are.

/// An event's or appraisal's name without what varies between its mentions.
pub fn event_core(name: &str) -> String {
    let mut text: String = name.chars().filter(|c| !"“”《》‘’".contains(*c)).collect();
    for (from, to) in [("会议", "会"), ("全市", ""), ("全省", ""), ("全县", ""), ("全区", ""), ("我市", "")] {
        text = text.replace(from, to);
    }
    text
}

/// Whether two cores of event names of one article name one event.
#[cfg(test)]
pub fn same_core(a: &str, b: &str) -> bool {
    Face::of(a.to_string()).is_like(&Face::of(b.to_string()))
}

/// Least overlap of two names of one event.
const ALIKE: f64 = 0.72;

/// What counts sessions of one thing: 第一次 and 第二次, 一季度 and 二季度 are different events whatever else is alike.
const SESSIONS: [&str; 5] = ["次", "季度", "届", "批", "期"];

/// An event's name with what tells quickly that another cannot be the same.
#[derive(Debug)]
pub struct Face {
    core: String,
    all: Vec<char>,
    /// Neighbouring characters, in ascending order.
    bigrams: Vec<(char, char)>,
    /// What stands before each word of [`SESSIONS`], where the name has one.
    sessions: [Option<char>; 5],
    /// One of 64 bits per character, and per pair of characters.
    chars: u64,
    pairs: u64,
}

impl Face {
    pub fn new(name: &str) -> Self {
        Self::of(event_core(name))
    }

    fn of(core: String) -> Self {
        let all: Vec<char> = core.chars().collect();
        let mut bigrams: Vec<(char, char)> = all.windows(2).map(|w| (w[0], w[1])).collect();
        bigrams.sort_unstable();
        let bit = |n: u32| 1_u64 << (n.wrapping_mul(0x9E37_79B9) >> 26);
        let session = |unit: &str| core.find(unit).and_then(|at| core[..at].chars().next_back());
        Self {
            chars: all.iter().fold(0, |set, c| set | bit(u32::from(*c))),
            pairs: bigrams.iter().fold(0, |set, w| set | bit(u32::from(w.0).wrapping_mul(31) ^ u32::from(w.1))),
            sessions: SESSIONS.map(session),
            bigrams,
            all,
            core,
        }
    }

    /// Whether the names may be alike: one closes or runs through the other, or enough pairs are shared.
    pub fn may_be(&self, other: &Self) -> bool {
        let (short, long) = if self.all.len() <= other.all.len() { (self, other) } else { (other, self) };
        if short.all.last() == long.all.last() && short.chars & !long.chars == 0 {
            return true;
        }
        let pairs = |face: &Self| face.bigrams.len() as f64;
        let shared = pairs(short) - f64::from((short.pairs & !long.pairs).count_ones());
        2.0 * shared >= ALIKE * (pairs(short) + pairs(long))
    }

    /// Whether both name one event.
    pub fn is_like(&self, other: &Self) -> bool {
        let (short, long) = if self.all.len() <= other.all.len() { (self, other) } else { (other, self) };
        let differ = |(a, b): (&Option<char>, &Option<char>)| matches!((a, b), (Some(x), Some(y)) if x != y);
        if short.sessions.iter().zip(&long.sessions).any(differ) {
            return false;
        }
        short.core == long.core
            || short.all.len() >= 3 && long.core.ends_with(&short.core)
            || short.runs_through(long)
            || short.dice(long) >= ALIKE
    }

    /// A short form keeps the head and drops words in front or between: 项目观摩总结暨推进会.
    fn runs_through(&self, long: &Self) -> bool {
        let mut rest = long.all.iter();
        self.all.len() >= 6 && self.all.last() == long.all.last() && self.all.iter().all(|c| rest.any(|d| d == c))
    }

    /// Dice overlap of character bigrams, 0 to 1.
    fn dice(&self, other: &Self) -> f64 {
        let total = self.bigrams.len() + other.bigrams.len();
        let (mut a, mut b) = (self.bigrams.iter().peekable(), other.bigrams.iter().peekable());
        let mut shared = 0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    a.next();
                    b.next();
                }
            }
        }
        if total == 0 { 0.0 } else { 2.0 * f64::from(shared) / total as f64 }
    }
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
