//! Divisions of China, townships, zones, countries: names → what they are.

use super::has_at;
use super::words::Words;
use crate::extract::charset::Pairs;
use crate::model::Level;
use rustc_hash::{FxHashMap, FxHashSet};

/// Peoples whose names stand inside autonomous divisions' names.
const PEOPLES: &[&str] = &[
    "满族",
    "回族",
    "蒙古族",
    "蒙古",
    "藏族",
    "维吾尔族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "塔吉克",
    "怒族",
    "普米族",
    "裕固族",
    "保安族",
    "独龙族",
    "鄂温克族",
    "鄂伦春",
    "各族",
    "门巴族",
    "珞巴族",
];

/// Characters of an article from which its home is inferred.
const MAX_HOME_CHARS: usize = 1_500;

/// About how many names the tables have: the filters in front of them are made for so many.
const MOST_NAMES: usize = 1 << 16;

/// One division of the table.
#[derive(Clone, Debug)]
pub struct Division {
    pub code: String,
    pub name: String,
    pub level: Level,
    pub former: bool,
}

/// What a name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// Index of a division; whether the name is its short form.
    Division(usize, bool),
    /// A township of the county with this index into the county codes.
    Township(usize),
    Fixed(Level),
}

/// What follows a name's first two characters, and what the name may be.
type Rest = (Vec<char>, Entry);

/// Names by their first two characters.
pub struct Gazetteer {
    divisions: Vec<Division>,
    /// The division that has a code now.
    by_code: FxHashMap<String, usize>,
    counties: Vec<String>,
    index: FxHashMap<(char, char), Vec<Rest>>,
    /// The first two characters of names.
    pairs: Pairs,
    /// The first three, or two where the name has no more.
    threes: Pairs,
    stopwords: FxHashSet<String>,
}

/// The division whose paper an article is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    pub code: String,
    pub full_name: String,
    pub short: String,
    pub level: Level,
    pub province: Option<String>,
    pub prefecture: Option<String>,
}

/// A place found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    pub start: usize,
    pub end: usize,
    pub level: Level,
    pub code: Option<String>,
    pub full_name: Option<String>,
    pub park: bool,
    /// A name without its suffix: 正定 for 正定县.
    pub short: bool,
}

impl Gazetteer {
    /// Reads the shipped tables.
    pub fn load() -> Self {
        let mut out = Self {
            divisions: Vec::new(),
            by_code: FxHashMap::default(),
            counties: Vec::new(),
            index: FxHashMap::default(),
            pairs: Pairs::for_words(MOST_NAMES / 2),
            threes: Pairs::for_words(MOST_NAMES),
            stopwords: FxHashSet::default(),
        };
        out.stopwords =
            rows(include_str!("../../../data/lexicons/place_stopwords.tsv")).flat_map(str::split_whitespace).map(str::to_string).collect();
        for row in rows(include_str!("../../../data/lexicons/divisions.tsv")) {
            out.add_division(row);
        }
        for row in rows(include_str!("../../../data/lexicons/townships.tsv")) {
            if let Some((county, names)) = row.split_once('\t') {
                out.counties.push(county.to_string());
                let at = out.counties.len() - 1;
                names.split_whitespace().for_each(|n| out.add(n, Entry::Township(at)));
            }
        }
        for row in rows(include_str!("../../../data/lexicons/zones.tsv")) {
            let Some((level, names)) = row.split_once('\t') else { continue };
            let level = Level::parse(level).unwrap_or(Level::Zone);
            for name in names.split_whitespace() {
                out.add(name, Entry::Fixed(level));
                if level == Level::Prefecture && !name.ends_with(['市', '省']) {
                    out.add(&format!("{name}市"), Entry::Fixed(level));
                }
            }
        }
        for list in out.index.values_mut() {
            list.sort_by_key(|(name, entry)| (std::cmp::Reverse(name.len()), order(*entry)));
        }
        out
    }

    fn add_division(&mut self, row: &str) {
        let mut cells = row.split('\t');
        let (Some(code), Some(level), Some(name)) = (cells.next(), cells.next(), cells.next()) else { return };
        let former = level == "former";
        let level = Level::parse(level).unwrap_or(Level::County);
        let at = self.divisions.len();
        if !former {
            self.by_code.entry(code.to_string()).or_insert(at);
        }
        self.divisions.push(Division { code: code.into(), name: name.into(), level, former });
        self.add(name, Entry::Division(at, false));
        for short in short_forms(name) {
            let whole = short.ends_with(['县', '州', '旗', '区', '市']);
            self.add(&short, Entry::Division(at, !whole));
        }
    }

    fn add(&mut self, name: &str, entry: Entry) {
        let chars: Vec<char> = name.chars().collect();
        if let [a, b, rest @ ..] = chars.as_slice() {
            self.pairs.add(*a, *b);
            self.threes.add_three(*a, *b, rest.first().copied());
            self.index.entry((*a, *b)).or_default().push((rest.to_vec(), entry));
        }
    }

    /// Entries of the longest name at `at`, and its length.
    fn longest_at(&self, text: &[char], at: usize) -> Option<(usize, Vec<Entry>)> {
        let (a, b) = (*text.get(at)?, *text.get(at + 1)?);
        if !self.pairs.may_hold(a, b) {
            return None;
        }
        let third = text.get(at + 2).is_some_and(|c| self.threes.may_hold_three(a, b, Some(*c)));
        if !third && !self.threes.may_hold_three(a, b, None) {
            return None;
        }
        let list = self.index.get(&(a, b))?;
        let fits = |rest: &[char]| text.len() >= at + 2 + rest.len() && text[at + 2..at + 2 + rest.len()] == *rest;
        let first = list.iter().find(|(rest, _)| fits(rest))?;
        let length = first.0.len();
        let same = list.iter().filter(|(rest, _)| rest.len() == length && fits(rest)).map(|(_, e)| *e).collect();
        Some((length + 2, same))
    }

    /// Divisions, townships, zones, regions and countries of the tables, one mention per unit of a chain.
    pub fn find_places(&self, text: &[char], words: &Words, home: Option<&Home>) -> Vec<PlaceMention> {
        let mut out: Vec<PlaceMention> = Vec::new();
        let mut at = 0;
        while at + 1 < text.len() {
            let previous = out.last().filter(|p| p.end == at).cloned();
            let found =
                self.longest_at(text, at).and_then(|(n, entries)| self.judge(text, words, home, at, n, &entries, previous.as_ref()));
            match found {
                Some(mut place) => {
                    place.end += usize::from(was_county(text, &place));
                    at = place.end;
                    out.push(place);
                }
                None => at += 1,
            }
        }
        out
    }

    #[expect(clippy::too_many_arguments, reason = "one candidate with everything that decides about it")]
    fn judge(
        &self,
        text: &[char],
        words: &Words,
        home: Option<&Home>,
        at: usize,
        length: usize,
        entries: &[Entry],
        previous: Option<&PlaceMention>,
    ) -> Option<PlaceMention> {
        let end = at + length;
        let chained = previous.is_some();
        let edge = words.is_boundary(at) || chained;
        let place = |level, code: Option<String>, full: Option<String>, short| PlaceMention {
            start: at,
            end,
            level,
            code,
            full_name: full,
            park: false,
            short,
        };
        let division = self.choose(entries, home, previous);
        if let Some((index, short)) = division {
            let d = &self.divisions[index.0];
            if short && !self.short_stands(text, words, home, at, end, d, chained)
                || !short && !edge && words.is_boundary(at + 1) && length <= 2
            {
                return None;
            }
            if !short && !self.full_stands(text, words, at, end) {
                return None;
            }
            return Some(place(d.level, index.1.then(|| d.code.clone()), Some(d.name.clone()), short));
        }
        let township = entries.iter().any(|e| matches!(e, Entry::Township(_)));
        if township && self.township_stands(text, words, home, at, end, entries, previous) {
            return Some(place(Level::Township, None, None, false));
        }
        entries
            .iter()
            .find_map(|e| if let Entry::Fixed(level) = e { Some(*level) } else { None })
            .filter(|level| edge && (words.is_boundary(end) || *level == Level::Country && leads_a_state(text, end)))
            .map(|level| place(level, None, None, false))
    }

    /// The division a name means: of several, that of the unit before it, of the home's prefecture or province.
    /// The flag says whether the choice is certain.
    fn choose(&self, entries: &[Entry], home: Option<&Home>, previous: Option<&PlaceMention>) -> Option<((usize, bool), bool)> {
        let all: Vec<(usize, bool)> =
            entries.iter().filter_map(|e| if let Entry::Division(i, s) = e { Some((*i, *s)) } else { None }).collect();
        let full: Vec<(usize, bool)> = all.iter().copied().filter(|(_, s)| !s).collect();
        let pool = if full.is_empty() { all } else { full };
        let first = *pool.first()?;
        let near = |prefix: &str| pool.iter().copied().find(|(i, _)| self.divisions[*i].code.starts_with(prefix));
        let parent = previous.and_then(|p| p.code.as_deref()).and_then(|c| near(&c[..4]).or_else(|| near(&c[..2])));
        let local = home.and_then(|h| near(&h.code[..4]).or_else(|| near(&h.code[..2])));
        match parent.or(local) {
            Some((i, s)) => Some(((i, true), s)),
            None => {
                let widest = pool.iter().copied().min_by_key(|(i, _)| level_order(self.divisions[*i].level)).unwrap_or(first);
                let single = pool.iter().all(|(i, _)| self.divisions[*i].code == self.divisions[widest.0].code);
                let wide = matches!(self.divisions[widest.0].level, Level::Province | Level::Prefecture);
                Some(((widest.0, single || wide), widest.1))
            }
        }
    }

    /// A full name is not read out of a longer word: 北京市场, 海州区域.
    fn full_stands(&self, text: &[char], words: &Words, at: usize, end: usize) -> bool {
        let next = text.get(end).copied().unwrap_or('。');
        if end - at == 2 && matches!(text[at], '代' | '副') && text.get(end) == Some(&'长') {
            return false;
        }
        let swallowed = match text[end - 1] {
            '市' => "场政委直属区中长容民井值面级辖".contains(next) && matches!(next, '场' | '值' | '容' | '井' | '面'),
            '区' => matches!(next, '域' | '间' | '块') || end - at < 3 && matches!(next, '别' | '分'),
            '县' => next == '域',
            _ => false,
        };
        !swallowed && (words.is_boundary(at) || !words.is_boundary(end) || end - at >= 3)
    }

    #[expect(clippy::too_many_arguments, reason = "one candidate with everything that decides about it")]
    fn short_stands(&self, text: &[char], words: &Words, home: Option<&Home>, at: usize, end: usize, d: &Division, chained: bool) -> bool {
        let name: String = text[at..end].iter().collect();
        let next = text.get(end).copied().unwrap_or('。');
        if self.stopwords.contains(&name) && d.level == Level::County || d.former || name.starts_with('全') {
            return false;
        }
        if matches!(next, '路' | '街' | '道' | '桥' | '江' | '河' | '湖' | '山' | '社' | '装' | '人' | '话' | '菜' | '戏' | '籍')
            && next != '人'
            && !words.is_boundary(end)
        {
            return false;
        }
        if matches!(
            next,
            '沟' | '镇' | '乡' | '村' | '岭' | '坪' | '屯' | '庄' | '寨' | '营' | '堡' | '塘' | '湾' | '坝' | '坡' | '峪' | '巷'
        ) {
            return false;
        }
        if matches!(next, '路' | '街') {
            return false;
        }
        let edges = words.is_boundary(at) && words.is_boundary(end);
        match d.level {
            Level::Province | Level::Prefecture => edges || chained,
            _ => {
                let local = home.is_some_and(|h| {
                    d.code.starts_with(&h.code[..4])
                        || h.level == Level::Province && d.code.starts_with(&h.code[..2])
                        || h.code[..2] == d.code[..2] && end - at >= 2
                });
                local && (edges || chained || words.is_boundary(at))
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one candidate with everything that decides about it")]
    fn township_stands(
        &self,
        text: &[char],
        words: &Words,
        home: Option<&Home>,
        at: usize,
        end: usize,
        entries: &[Entry],
        previous: Option<&PlaceMention>,
    ) -> bool {
        let length = end - at;
        let is_mark = at > 0 && (!super::is_han(text[at - 1]) || "在到赴和与及从往向由对为是的了入至".contains(text[at - 1]));
        let chained = previous.is_some_and(|p| matches!(p.level, Level::County | Level::Prefecture | Level::Zone));
        let local =
            entries.iter().any(|e| matches!(e, Entry::Township(c) if home.is_some_and(|h| self.counties[*c].starts_with(&h.code[..4]))));
        let open = at == 0
            || matches!(words.class(words.before(at)), b'v' | b'p' | b'c' | b'u' | b'd' | b'f' | b'w' | b'x' | b'm')
                && (words.before(at) + 1 < at || !matches!(words.class(words.before(at)), b'x'));
        chained || words.is_boundary(at) && (local || length >= 3) && (open || is_mark)
    }

    /// The division whose outlet this is, else the one that headline and first paragraphs name most.
    /// `lines` are headline and paragraphs.
    pub fn infer_home<'a>(&self, publisher: Option<&str>, lines: impl Iterator<Item = &'a [char]>) -> Option<Home> {
        if let Some(found) = publisher.and_then(|p| self.division_in(p)) {
            return Some(self.home(found));
        }
        let mut text: Vec<char> = Vec::new();
        for line in lines {
            text.extend(line);
            text.push('\n');
        }
        text.truncate(MAX_HOME_CHARS);
        self.most_named(&text).map(|i| self.home(i))
    }

    /// The narrowest division at the beginning of an outlet's name.
    fn division_in(&self, publisher: &str) -> Option<usize> {
        let simple = publisher.trim_start_matches("中共").trim_start_matches('《');
        let chars: Vec<char> = simple.chars().collect();
        let mut at = 0;
        let mut found: Option<usize> = None;
        while let Some((n, entries)) = self.longest_at(&chars, at) {
            let previous = found.map(|i| PlaceMention {
                start: 0,
                end: at,
                level: self.divisions[i].level,
                code: Some(self.divisions[i].code.clone()),
                full_name: None,
                park: false,
                short: false,
            });
            let Some(((index, _), _)) = self.choose(&entries, None, previous.as_ref()) else { break };
            found = Some(index);
            at += n;
        }
        found.filter(|_| !has_at(&chars, 0, "中国") && !has_at(&chars, 0, "北京青年"))
    }

    /// The division that a text is about: named most, headline first; their prefecture where several counties are.
    fn most_named(&self, chars: &[char]) -> Option<usize> {
        let headline = chars.iter().position(|c| *c == '\n').unwrap_or(0);
        let mut counts: FxHashMap<usize, (usize, std::cmp::Reverse<usize>)> = FxHashMap::default();
        let mut at = 0;
        while at + 1 < chars.len() {
            let Some((n, entries)) = self.longest_at(chars, at) else {
                at += 1;
                continue;
            };
            if let Some(((i, certain), short)) = self.choose(&entries, None, None)
                && (certain || !short)
                && (!short || self.divisions[i].level != Level::County)
                && self.divisions[i].level != Level::Province
            {
                let slot = counts.entry(i).or_insert((0, std::cmp::Reverse(at)));
                slot.0 += if at < headline { 6 } else { 1 };
            }
            at += n;
        }
        let best = counts.iter().max_by_key(|(i, c)| (**c, std::cmp::Reverse(**i))).map(|(i, _)| *i)?;
        let prefecture = &self.divisions[best].code[..4];
        let siblings = counts
            .keys()
            .filter(|i| self.divisions[**i].level == Level::County && self.divisions[**i].code.starts_with(prefecture))
            .count();
        if self.divisions[best].level != Level::County || siblings < 3 {
            return Some(best);
        }
        let parent = format!("{prefecture}00");
        self.by_code.get(&parent).copied().or(Some(best))
    }

    /// In a prefecture's paper, an article whose headline begins with a county-level city speaks of it as 市.
    pub fn narrowed(&self, home: Home, title: &str) -> Home {
        let chars: Vec<char> = title.chars().collect();
        let Some((n, entries)) = self.longest_at(&chars, 0) else { return home };
        if home.level == Level::Province {
            return self.division_in(title).filter(|i| self.divisions[*i].code.starts_with(&home.code[..2])).map_or(home, |i| self.home(i));
        }
        let local = entries.iter().find_map(|e| match e {
            Entry::Division(i, false) if self.divisions[*i].code.starts_with(&home.code[..4]) => Some(*i),
            _ => None,
        });
        match local.filter(|_| home.level == Level::Prefecture && chars[n - 1] == '市') {
            Some(i) if self.divisions[i].level == Level::County => self.home(i),
            _ => home,
        }
    }

    fn home(&self, index: usize) -> Home {
        let d = &self.divisions[index];
        let by_code = |code: String| self.name_of(&code).map(str::to_string);
        let province = by_code(format!("{}0000", &d.code[..2]));
        let prefecture = (d.level == Level::County).then(|| by_code(format!("{}00", &d.code[..4])).or_else(|| province.clone())).flatten();
        let short = short_forms(&d.name).into_iter().min_by_key(|s| s.chars().count()).unwrap_or_else(|| d.name.clone());
        Home { code: d.code.clone(), full_name: d.name.clone(), short, level: d.level, province, prefecture }
    }

    /// Full name of the division with a code.
    pub fn name_of(&self, code: &str) -> Option<&str> {
        self.by_code.get(code).map(|&at| self.divisions[at].name.as_str())
    }
}

/// 德国｜总理, 日本｜首相: words of a dictionary that name a state and who leads it.
fn leads_a_state(text: &[char], end: usize) -> bool {
    ["总理", "首相", "总统", "国王", "外长", "议长"].iter().any(|w| has_at(text, end, w))
}

/// 凤翔县: what is a district or a city now was a county in its day.
fn was_county(text: &[char], place: &PlaceMention) -> bool {
    let next = text.get(place.end + 1);
    place.short
        && place.level == Level::County
        && text.get(place.end) == Some(&'县')
        && !next.is_some_and(|c| "委政府长城域级人直里".contains(*c))
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty())
}

fn order(entry: Entry) -> u8 {
    match entry {
        Entry::Division(..) => 0,
        Entry::Fixed(_) => 1,
        Entry::Township(_) => 2,
    }
}

fn level_order(level: Level) -> u8 {
    match level {
        Level::Province => 0,
        Level::Prefecture => 1,
        _ => 2,
    }
}

/// 石家庄市 → 石家庄; 凉山彝族自治州 → 凉山, 凉山州; 松桃苗族自治县 → 松桃, 松桃自治县, 松桃县.
fn short_forms(name: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (suffix, ending) in [("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("自治区", "区")] {
        let Some(stem) = name.strip_suffix(suffix) else { continue };
        let mut bare = stem.to_string();
        while let Some(shorter) =
            PEOPLES.iter().filter_map(|p| bare.strip_suffix(p)).min_by_key(|s| s.len()).filter(|s| s.chars().count() >= 2)
        {
            bare = shorter.to_string();
        }
        if PEOPLES.contains(&bare.as_str()) {
            bare = bare.trim_end_matches('族').to_string();
        }
        if bare == "内" {
            bare = "内蒙古".into();
        }
        out.extend([format!("{bare}{ending}"), format!("{bare}{suffix}"), bare]);
        out.retain(|s| s != name && s.chars().count() >= 2);
        return out;
    }
    for suffix in ["特别行政区", "地区", "林区", "特区", "省", "市", "盟", "县", "区", "旗"] {
        if let Some(stem) = name.strip_suffix(suffix).filter(|s| s.chars().count() >= 2) {
            out.push(stem.to_string());
            break;
        }
    }
    out
}
