//! The lines of a text and what each looks like on its own.

use super::BlockKind;
use crate::extract::clean::{Clean, Folder, clean};
use crate::extract::phrases::Chars;
use regex::Regex;
use std::sync::LazyLock;

/// One line that has something in it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Offsets into the given text.
    pub start: usize,
    pub end: usize,
    pub text: Clean,
    /// The same as a string.
    pub joined: String,
    /// Whether it is set in by two columns or more.
    pub indented: bool,
    /// Whether an empty line, or the top of the text, is before it.
    pub blank_before: bool,
    /// What it looks like by itself; `Body` where nothing shows.
    pub look: BlockKind,
}

impl Line {
    /// Whether a sentence ends with the line.
    pub fn is_ended(&self) -> bool {
        let behind = |n: usize| self.text.len().checked_sub(n).map(|i| self.text.chars[i]);
        let stops = |c: Option<char>| c.is_some_and(|c| "。！？；：…".contains(c));
        stops(behind(1)) || behind(1).is_some_and(|c| "”）】’".contains(c)) && (stops(behind(2)) || self.text.len() <= 30)
    }

    /// Whether the line has a sentence in it.
    pub fn has_sentence(&self) -> bool {
        self.joined.contains(['。', '；']) || self.joined.matches('，').count() >= 2
    }
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

/// What never belongs to an article.
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:[【\\[]?(?:当前位置|您的位置|您当前|上一篇|下一篇|上一条|下一条|相关新闻|相关链接|相关阅读|推荐阅读|延伸阅读|往期推荐|往期回顾|热门推荐|热点推荐|分享到|扫一扫|扫码|打印本|打印此|关闭窗口|返回顶部|返回首页|版权所有|Copyright|©|主办单位|网站地图|字号|字体|浏览|点赞|关注我们|纠错|网友评论|免责声明|分享让更多|网站标识码|点击[^，。]{0,6}关注)|（?(?:下转|上接|紧接|转)[^。，]{0,8}版|[A-Z]?[0-9]{1,2}版|第?[A-Z]?[0-9]{1,2}版：?|第[一二三四五六七八九十0-9]+版|.*ICP备|.*公网安备|.*>.*>|首页.*>|来源：$)",
    )
});

/// Words that begin furniture only on a short line that is no sentence.
static WEAK_FURNITURE: LazyLock<Regex> =
    LazyLock::new(|| regex("^【?(?:首页|打印|关闭|返回|点击|阅读|收藏|更多|微信|热门|声明：|分享|阅读原文)"));

/// Headings of links to other articles: the titles behind them are no text of this one.
static LINKS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^[【\\[]?(?:相关新闻|相关链接|相关阅读|推荐阅读|延伸阅读|往期推荐|往期回顾|热门推荐|热点推荐|上一篇|下一篇|上一条|下一条)[】\\]]?[：:]?$",
    )
});

/// Those who make the page; read on text with blanks.
static STAFF: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^[（【\\[◎]? ?(?:(?:责任 ?编辑|责编|(?:本期|本版|值班|执行|新媒体)?编辑|审核|校对|值班[^ ：]{0,3}|总值班|主编|编审|监制|总监制|初审|复审|终审|一审|二审|三审|签发|统筹|策划|供稿|供图|摄影|图片|美编|制作|排版|出品|视频) ?[：丨|｜/].{0,60}|(?:责任编辑|责编|编辑|审核|校对|主编|编审|监制|摄影) [\\p{Han}·]{1,4}(?: [\\p{Han}]{1,5})*[）】\\]]?)$",
    )
});

/// A line that begins with a date or with an outlet and a date.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| regex("^.{0,24}?(?:19|20)[0-9]{2}(?:-|/|\\.|年)[0-9]{1,2}(?:-|/|\\.|月)[0-9]{1,2}"));

/// A day with nothing but an outlet, a weekday or an issue beside it.
static ONLY_DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:[\\p{Han}A-Za-z·]{0,19}[^于在至从自为到])?(?:19|20)[0-9]{2}(?:-|/|\\.|年)[0-9]{1,2}(?:-|/|\\.|月)[0-9]{1,2}日?[（(]?(?:(?:星期|周).)?(?:农历[^。，]*|(?:总?第)?[0-9]+期)?[）)]?$",
    )
});

/// （《某日报》2011年4月15日）, （2011年4月15日《某日报》）: where a text was taken from.
static REPRINTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^（(?:《[^》，。]{2,14}(?:报|网|周刊)》[^，。]{0,20}|(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日《[^》，。]{2,14}(?:报|网|周刊)》)）$",
    )
});

/// The day of issue in words: 二〇二四年三月一日 星期五.
static HAN_DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^[^，。]{0,12}[二一][〇零○九][〇零○一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日[^，。]{0,12}$",
    )
});

/// The fields of a public body's page above the text: 索引号：… 发布时间：….
static LABELS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:索引号|信息索引|信息类别|组配分类|成文时间|名称|文号|发文字号|公开方式|公开类别|信息分类|主题分类|主题词|体裁分类|生成日期|成文日期|发文日期|有效性|有效期|发布机构|发文机关|点击数|阅读量|浏览量|访问量|浏览次数|信息名称)[：:]",
    )
});

/// 某日报 2019年9月7日 第二版 …: the issue that a text was taken from.
static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^[\\p{Han}]{2,8}(?:日报|晚报|时报|晨报|商报|早报|时讯|新闻网|融媒|发布|周刊)(?:19|20)[0-9]{2}(?:-|/|\\.|年)[0-9]{1,2}(?:-|/|\\.|月)[0-9]{1,2}日?(?:第|星期|[A-Z]?[0-9]|版|农历)",
    )
});

/// A paper's name alone.
static MASTHEAD: LazyLock<Regex> =
    LazyLock::new(|| regex("^[\\p{Han}]{2,8}(?:日报|晚报|时报|晨报|商报|早报|青年报|都市报|导报|新闻网|融媒体中心)$"));

static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:[0-9]{1,3}(?:\\.[^0-9]|[、）])|（[一二三四五六七八九十0-9]{1,3}）|[①-⑳]|[一二三四五六七八九十]{1,3}、[^一二三四五六七八九十]|第[一二三四五六七八九十]+[、，])",
    )
});

/// What an item's number begins with; circled numbers are asked for one by one.
static ITEM_HEADS: Chars = Chars::of(&["0123456789（一二三四五六七八九十第①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"]);

/// Longest label of [`LABELS`], in characters.
const MAX_LABEL: usize = 5;

/// Longest number of a document and longest heading of links, in characters.
const MAX_NUMBER: usize = 28;
const MAX_LINKS: usize = 12;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex("^[\\p{Han}]{2,12}[〔（(\\[【](?:19|20)[0-9]{2}[〕）)\\]】]第?[0-9]{1,4}号$"));

static BULLETS: Chars = Chars::of(&["•▪◆·★●■▶►➤◇→"]);

/// Splits into lines and cleans each.
pub fn split(given: &[char], folder: &Folder) -> Vec<Line> {
    let mut out = Vec::new();
    let (mut start, mut blank, mut links) = (0, true, Links::Closed);
    for at in 0..=given.len() {
        if at < given.len() && !matches!(given[at], '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' | '\u{85}') {
            continue;
        }
        let text = clean(given, start, at, folder);
        if !text.is_empty() {
            let mut line = line(given, start, at, text, blank);
            links = links.after(&mut line);
            out.push(line);
        }
        let crlf = at == start && start > 0 && given[start - 1] == '\r' && given.get(at) == Some(&'\n');
        if !crlf {
            blank = out.last().is_none_or(|l: &Line| l.start != start);
        }
        start = at + 1;
    }
    out
}

/// Whether the titles of other articles are expected.
#[derive(Clone, Copy)]
enum Links {
    Closed,
    /// Behind 上一篇： only one.
    One,
    Many,
}

impl Links {
    /// Turns a title behind such a heading into furniture; a sentence ends the list.
    fn after(self, line: &mut Line) -> Self {
        if line.text.len() <= MAX_LINKS && LINKS.is_match(&line.joined) {
            return if line.joined.contains(['篇', '条']) { Self::One } else { Self::Many };
        }
        let title = line.text.len() <= 45
            && !line.joined.contains('。')
            && matches!(line.look, BlockKind::Body | BlockKind::ListItem | BlockKind::Furniture);
        match self {
            Self::Closed => return Self::Closed,
            _ if !title => return Self::Closed,
            _ => line.look = BlockKind::Furniture,
        }
        if matches!(self, Self::One) { Self::Closed } else { self }
    }
}

fn line(given: &[char], start: usize, end: usize, text: Clean, blank_before: bool) -> Line {
    let joined = text.text();
    let wide = given[start..end].iter().take_while(|c| c.is_whitespace()).map(|c| if *c == '\u{3000}' { 2 } else { 1 }).sum::<usize>();
    let look = look(&joined, &text);
    Line { start, end, text, joined, indented: wide >= 2, blank_before, look }
}

fn look(joined: &str, text: &Clean) -> BlockKind {
    let length = text.len();
    let crumb = joined.matches('>').count() >= 2 || joined.contains('>') && joined.starts_with(['首', '当', '您']);
    if length <= 160 && !crumb && is_record(joined) {
        return BlockKind::Meta;
    }
    if length <= 120 && !crumb && is_dateline(joined, length) {
        return BlockKind::Meta;
    }
    if length <= 90 && is_furniture(joined, length) {
        return BlockKind::Furniture;
    }
    if length <= 80 && is_credit(joined, text) {
        return BlockKind::Meta;
    }
    if length <= MAX_NUMBER && is_number(joined) {
        return BlockKind::Meta;
    }
    let begins = |set: &Chars| text.chars.first().is_some_and(|c| set.has(*c));
    if begins(&ITEM_HEADS) && ITEM.is_match(joined) || begins(&BULLETS) { BlockKind::ListItem } else { BlockKind::Body }
}

/// 索引号：… 发布时间：…: the record that sites of public bodies put above a text.
fn is_record(joined: &str) -> bool {
    let labelled = joined.chars().take(MAX_LABEL + 1).any(|c| matches!(c, '：' | ':'));
    labelled && !joined.contains('。') && LABELS.is_match(joined)
}

fn is_number(joined: &str) -> bool {
    joined.ends_with('号') && NUMBER.is_match(joined)
}

/// Whether four digits of a year stand in a text.
fn has_year(text: &str) -> bool {
    let digits = |w: &[u8]| matches!(&w[..2], b"19" | b"20") && w.iter().all(u8::is_ascii_digit);
    text.as_bytes().windows(4).any(digits)
}

fn is_furniture(joined: &str, length: usize) -> bool {
    let sentence = joined.contains(['。', '！']);
    let marks = length <= 4 && !sentence && joined.chars().all(|c| !('\u{3400}'..='\u{9fff}').contains(&c) && c != '〇');
    marks || !sentence && FURNITURE.is_match(joined) || length <= 40 && !joined.contains(['。', '，']) && WEAK_FURNITURE.is_match(joined)
}

/// 2023-11-10 08:12:37 来源：某日报, or a day alone.
fn is_dateline(joined: &str, length: usize) -> bool {
    if joined.contains('。') {
        return false;
    }
    if !joined.contains(['0', '1', '2', '二', '一']) {
        return false;
    }
    let source = ["来源", "来稿", "作者：", "发布时间", "发布日期", "发文时间", "时间："].iter().any(|w| joined.contains(w));
    let clock = length <= 60 && joined.contains(':') && !joined.contains('，');
    let issue = (joined.contains("版面") || joined.contains('第')) && joined.contains('版');
    let masthead = length <= 60 && (joined.contains("星期") || issue) && !joined.contains('，');
    let year = has_year(joined);
    let taken = year && length <= 60 && !joined.contains('，') && ISSUE.is_match(joined);
    let written = joined.contains('年') && joined.contains(['〇', '零', '○', '九']);
    taken
        || year && (source || clock || masthead) && DATELINE.is_match(joined)
        || length <= 40 && (year && ONLY_DATE.is_match(joined) || written && HAN_DATE.is_match(joined))
}

/// Lines about those who wrote, took pictures or edited, and where the text is from.
fn is_credit(joined: &str, text: &Clean) -> bool {
    if joined.contains('。') {
        return false;
    }
    let spaced = text.spaced();
    let source = [
        "来源：",
        "来源丨",
        "来源|",
        "来源｜",
        "来稿：",
        "作者：",
        "发布时间：",
        "发布日期：",
        "文章来源：",
        "信息来源：",
        "稿源：",
        "（来源：",
        "（原载",
        "时间：",
    ]
    .iter()
    .any(|w| joined.starts_with(w));
    source && text.len() <= 60
        || joined.starts_with('（') && REPRINTED.is_match(joined)
        || spaced.contains(['：', '丨', '｜', '/', ' ']) && STAFF.is_match(&spaced)
        || super::authors::is_byline(&spaced)
        || super::trim::tail_kind(&spaced, true) == Some(BlockKind::Meta)
}

/// Whether a line is a paper's name alone.
pub fn is_masthead(line: &Line) -> bool {
    line.joined.ends_with(['报', '网', '心']) && MASTHEAD.is_match(&line.joined)
}

/// Whether a line states day and source of an article.
pub fn is_source_line(line: &Line) -> bool {
    line.look == BlockKind::Meta && DATELINE.is_match(&line.joined) && (line.joined.contains("来源") || line.joined.contains(':'))
}

/// Whether a line begins an article's text: 本报讯（记者 …）, □…记者 ….
pub fn is_opening(line: &Line) -> bool {
    let byline = line.look == BlockKind::Meta
        && !line.joined.starts_with('（')
        && super::authors::is_byline(&line.text.spaced())
        && !line.joined.ends_with('摄');
    byline || super::trim::dateline(&line.joined) > 0 && !is_signature(line)
}

/// 某政人〔2015〕27号: the number of a document, which stands below its heading.
pub fn is_document_number(line: &Line) -> bool {
    line.text.len() <= 24 && is_number(&line.joined)
}

/// Whether a line is a bracket with authors, as it stands below an article.
pub fn is_signature(line: &Line) -> bool {
    line.look == BlockKind::Meta && line.joined.starts_with('（') && line.joined.ends_with('）')
}
