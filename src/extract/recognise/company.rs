//! Companies: registered names by their closing word; short names by trade words where the context shows a company.

use super::boundary::{EdgeKind, Walker};
use super::{Mention, MentionKind, has_at, is_han};
use rustc_hash::FxHashMap;

/// What stands for companies in general.
const GENERIC: &[&str] = &[
    "公司",
    "集团",
    "企业集团",
    "子公司",
    "分公司",
    "总公司",
    "集团公司",
    "有限公司",
    "银行",
    "上市公司",
    "房地产公司",
    "物业公司",
    "投资公司",
    "平台公司",
    "国有公司",
    "保险公司",
    "建筑公司",
    "施工公司",
    "科技公司",
    "外资银行",
    "商业银行",
    "证券公司",
    "运营公司",
    "项目公司",
    "合资公司",
    "新公司",
    "母公司",
    "合作社",
    "专业合作社",
    "国有银行",
    "担保公司",
    "融资担保公司",
    "供水公司",
    "燃气公司",
    "电力公司",
    "农业银行",
    "律师事务所",
    "会计师事务所",
    "资本",
    "保险",
];

/// Words before which a trade word closes a company's short name.
const RIGHT_OF_SHORT: &[&str] = &[
    "董事长",
    "总经理",
    "副总经理",
    "总裁",
    "负责人",
    "相关负责人",
    "公司",
    "集团",
    "投资建设",
    "投资的",
    "承建",
    "总部",
    "创始人",
    "厂区",
    "生产基地",
    "生产车间",
    "副总裁",
    "首席",
];

/// Registered names.
pub fn find_full(walker: &Walker) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut end = walker.text.len();
    while end > 2 {
        let length = walker.lexicon.company_full.longest_before(walker.text, end);
        if length == 0 || !closes(walker, end) {
            end -= 1;
            continue;
        }
        match full_at(walker, end, length) {
            Some(start) => {
                out.push(Mention { start, end, kind: MentionKind::Company, reason: "a name that closes with a company word" });
                end = start.max(2);
            }
            None => end -= 1,
        }
    }
    out.reverse();
    out
}

/// The closing word really closes: 集团有限公司 is read whole, 公司化 and 银行业 are no companies.
fn closes(walker: &Walker, end: usize) -> bool {
    let text = walker.text;
    let longer = ["有限公司", "股份有限公司", "公司", "有限责任公司", "总公司"].iter().any(|w| has_at(text, end, w));
    let next = text.get(end).copied().unwrap_or('。');
    !longer && !"化业法制园区卡股部户".contains(next) && (end == text.len() || walker.words.is_boundary(end) || !is_han(next))
}

fn full_at(walker: &Walker, end: usize, length: usize) -> Option<usize> {
    let head = end - length;
    let mut start = walker.left_edge(head - trade_verb(walker, head), EdgeKind::Company);
    // 代表团来集团考察: 集团 alone behind a verb.
    if super::has_at(walker.text, head, "集团") && start < head && "来到赴往在与和由向对据".contains(walker.text[head - 1]) {
        return None;
    }
    // 旗下有某某公司
    let owns = ["旗下", "下辖", "下设", "名下"].iter().any(|w| super::ends_with(walker.text, start, w));
    start += usize::from(owns && walker.text[start] == '有');
    start = behind_place(walker, trim(walker, start, head), head);
    let name: String = walker.text[start..end].iter().collect();
    let core = head - start;
    let head_word: String = walker.text[head..end].iter().collect();
    let strong = head_word.contains("有限") || head_word.contains("集团") || head_word == "公司" || head_word.ends_with("行");
    (core >= if strong { 2 } else { 3 } && !GENERIC.contains(&name.as_str()) && !generic_core(&name)).then_some(start)
}

/// The length of a verb right before the closing word: 某某铸造有限公司 is named after what it does.
fn trade_verb(walker: &Walker, head: usize) -> usize {
    let start = walker.words.before(head);
    let word: String = walker.text[start..head].iter().collect();
    let verb = head - start == 2
        && walker.words.class(start) == b'v'
        && (has_at(walker.text, head, "有限") || has_at(walker.text, head, "股份有限"));
    let listed = walker.lexicon.stops_all.contains(&word) || walker.lexicon.stops_company.contains(&word);
    if verb && !listed && !walker.blocked[start] { 2 } else { 0 }
}

/// 某市某区山西晋禾食品有限公司: a county before a wider place says where the company is; its name begins behind it.
fn behind_place(walker: &Walker, start: usize, head: usize) -> usize {
    let is = |cells: &[bool], at: usize| cells.get(at).copied().unwrap_or(false);
    let wider = |at: &usize| {
        let end = (at + 2..=head).find(|&q| is(walker.after_place, q));
        "县区镇乡市旗州".contains(walker.text[at - 1]) && end.is_some_and(|q| !"省县区镇乡市旗州道园".contains(walker.text[q - 1]))
    };
    (start + 2..head.saturating_sub(2)).rev().filter(|&at| is(walker.after_place, at) && is(walker.begins, at)).find(wider).unwrap_or(start)
}

/// Drops what is said about a company in front of its name: 龙头企业, 日资企业, numbers.
fn trim(walker: &Walker, mut start: usize, head: usize) -> usize {
    let text = walker.text;
    for word in [
        "全资子公司",
        "控股子公司",
        "子公司",
        "总投资",
        "知名",
        "当地",
        "本地",
        "国内",
        "全球",
        "世界500强",
        "世界五百强",
        "央企",
        "国企",
        "民企",
        "国有",
        "我国",
        "家",
        "上市",
    ] {
        if has_at(text, start, word) && start + word.chars().count() < head {
            start += word.chars().count();
        }
    }
    start
}

fn generic_core(name: &str) -> bool {
    ["各", "多家", "有关", "相关", "一家", "两家", "该", "本", "这家", "所属", "全资", "控股子", "旗下", "外资", "中外", "合资"]
        .iter()
        .any(|g| name.starts_with(g))
}

/// Short names such as 盛禾食品: a trade word with a left edge close by and a company context on one side.
pub fn find_short(walker: &Walker) -> Vec<Mention> {
    let text = walker.text;
    let mut out = Vec::new();
    for end in 4..=text.len() {
        let length = walker.lexicon.company_trade.longest_before(text, end);
        if length == 0 || !walker.words.is_boundary(end) {
            continue;
        }
        let edge = walker.left_edge(end - length, EdgeKind::Company);
        // A county in front says where the company is; it is no part of a short name.
        let behind = |p: &usize| walker.after_place.get(*p).copied().unwrap_or(false) && "县区市州镇".contains(text[*p - 1]);
        let start = (edge + 2..=(end - length).max(edge + 2)).rev().find(behind).unwrap_or(edge);
        let core = (end - length).saturating_sub(start);
        let right = RIGHT_OF_SHORT.iter().any(|w| has_at(text, end, w));
        let whole = !walker.words.is_boundary(start + 1) && core == 2;
        if (2..=6).contains(&core) && right && !whole {
            out.push(Mention { start, end, kind: MentionKind::Company, reason: "a trade name in front of a company's post" });
        }
    }
    out
}

/// What the companies of an article may be called, by the first two characters.
#[derive(Debug, Default)]
pub struct ShortForms(FxHashMap<[char; 2], Vec<Vec<char>>>);

impl ShortForms {
    /// `cores` are registered names without the place in front and the closing words, of two characters at least.
    pub fn new(cores: Vec<Vec<char>>) -> Self {
        let mut by_start: FxHashMap<[char; 2], Vec<Vec<char>>> = FxHashMap::default();
        for core in cores.into_iter().filter(|c| c.len() >= 2) {
            by_start.entry([core[0], core[1]]).or_default().push(core);
        }
        for cores in by_start.values_mut() {
            cores.sort_unstable();
            cores.dedup();
        }
        Self(by_start)
    }
}

/// Places where a short form of one of the article's registered names stands. `cores` are those names without the
/// place in front and the closing words: of 盛禾食品 also 盛禾 counts, where no longer form fits.
pub fn short_forms(text: &[char], forms: &ShortForms, blocked: &[bool]) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for (at, pair) in text.windows(2).enumerate() {
        let Some(length) = forms.0.get(pair).filter(|_| !blocked[at]).and_then(|cores| longest_form(cores, &text[at..])) else { continue };
        let end =
            ["公司", "集团", "股份"].iter().find(|w| has_at(text, at + length, w)).map_or(at + length, |w| at + length + w.chars().count());
        out.push(Mention { start: at, end, kind: MentionKind::Company, reason: "a short form of a company named in full" });
    }
    out
}

/// The longest beginning of one of the sorted cores that the text begins with and that is enough of it. The core with
/// the longest common beginning stands beside the text's place in their order; only short ones ask for a look at all.
fn longest_form(cores: &[Vec<char>], text: &[char]) -> Option<usize> {
    let common = |core: &[char]| core.iter().zip(text).take_while(|(a, b)| a == b).count();
    let place = cores.partition_point(|core| core.as_slice() < text);
    let nearest = place.checked_sub(1).into_iter().chain([place]).filter_map(|i| cores.get(i)).map(|core| common(core)).max()?;
    if nearest >= 4 {
        return Some(nearest);
    }
    let enough = |core: &Vec<char>| {
        let length = common(core);
        (length == core.len() || length == 2 && core.len() >= 4).then_some(length).filter(|&l| l >= 2)
    };
    cores.iter().filter_map(enough).max()
}

#[cfg(test)]
mod tests {
    use super::longest_form;

    fn longest(cores: &[&str], text: &str) -> Option<usize> {
        let mut cores: Vec<Vec<char>> = cores.iter().map(|core| core.chars().collect()).collect();
        cores.sort_unstable();
        longest_form(&cores, &text.chars().collect::<Vec<char>>())
    }

    #[test]
    fn the_longest_beginning_counts_and_short_ones_need_enough_behind_them() {
        assert_eq!(longest(&["盛禾食品", "盛禾物流"], "盛禾物流的货车"), Some(4));
        assert_eq!(longest(&["盛禾食品", "盛安"], "盛禾的货车"), Some(2));
        assert_eq!(longest(&["盛禾粮"], "盛禾的货车"), None, "two of three characters");
        assert_eq!(longest(&["盛禾食品", "盛禾粮"], "盛禾粮的货车"), Some(3));
        assert_eq!(longest(&["盛禾食品加工"], "盛禾食品的货车"), Some(4));
    }
}
