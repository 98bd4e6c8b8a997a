//! The lines of a text and what each looks like on its own.

use super::BlockKind;
use crate::extract::clean::{Clean, Folder, clean};
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
    /// What it looks like by itself; `Body` where nothing shows.
    pub look: BlockKind,
}

impl Line {
    /// Whether a sentence ends with the line.
    pub fn is_ended(&self) -> bool {
        self.text.chars.last().is_some_and(|c| "。！？；：…”）】".contains(*c))
    }

    /// Whether the line has a sentence in it.
    pub fn has_sentence(&self) -> bool {
        self.joined.contains(['。', '；']) || self.joined.matches('，').count() >= 2
    }
}

static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:当前位置|您的位置|您当前|首页|上一篇|下一篇|上一条|下一条|相关新闻|相关链接|相关阅读|推荐阅读|热门|分享到|扫一扫|扫码|打印|【?打印|【?关闭|返回|版权所有|Copyright|主办单位|网站地图|点击|字号|字体|浏览|阅读|收藏|点赞|（?下转|（?上接|（?紧接|关注我们|来源：.{0,4}$|[0-9]+版$|第[0-9]+版|.*ICP备|.*公网安备|.*>.*>|【?纠错|网友评论|免责声明|更多|微信|声明：|分享让更多|（?转[0-9]+版)")
        .expect("the pattern is fixed")
});

static STAFF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[（【]?(?:责任?编辑|责编|编辑|审核|校对|值班|主编|编审|监制|初审|复审|终审|签发|统筹|策划|供稿|供图|美编|制作|排版|出品|总监制)[：:　 丨|/]?.{0,60}$").expect("the pattern is fixed")
});

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^.{0,24}?(?:19|20)[0-9]{2}(?:-|/|\\.|年)[0-9]{1,2}(?:-|/|\\.|月)[0-9]{1,2}").expect("the pattern is fixed")
});

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:□|■|◎|●|文/|文字|作者|记者：|通讯员：|（?(?:本报|本刊|[^，。（）：]{0,14}?(?:报|台|社|网|中心|融媒|融媒体))?(?:首席|特约|见习|实习|全媒体|融媒体|全媒|驻[^，。]{1,4})?(?:记者|通讯员|通訊員|記者)[：:/ ]?[^，。：]{2,40}$)").expect("the pattern is fixed")
});

static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[0-9]{1,3}(?:[.、）]|．)|（[一二三四五六七八九十0-9]{1,3}）|[①-⑳]|[•▪◆·★●■]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[、，])").expect("the pattern is fixed")
});

/// Splits into lines and cleans each.
pub fn split(given: &[char], folder: &Folder) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in 0..=given.len() {
        if at < given.len() && !matches!(given[at], '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}') {
            continue;
        }
        let text = clean(given, start, at, folder);
        if !text.is_empty() {
            out.push(line(given, start, at, text));
        }
        start = at + 1;
    }
    out
}

fn line(given: &[char], start: usize, end: usize, text: Clean) -> Line {
    let joined = text.text();
    let wide = given[start..end].iter().take_while(|c| c.is_whitespace()).map(|c| if *c == '\u{3000}' { 2 } else { 1 }).sum::<usize>();
    let look = look(&joined, text.len());
    Line { start, end, text, joined, indented: wide >= 2, look }
}

fn look(text: &str, length: usize) -> BlockKind {
    if length <= 90 && FURNITURE.is_match(text)
        || length <= 4 && !text.contains(['。', '！']) && text.chars().all(|c| !('\u{4e00}'..='\u{9fff}').contains(&c))
    {
        return BlockKind::Furniture;
    }
    let source = ["来源", "来稿", "作者：", "发布时间", "发布日期", "时间："].iter().any(|w| text.contains(w));
    if length <= 80
        && (STAFF.is_match(text) || DATELINE.is_match(text) && !text.contains('。') && (source || length <= 48 && !text.contains('，')))
    {
        return BlockKind::Meta;
    }
    if length <= 70
        && !text.contains('。')
        && (BYLINE.is_match(text)
            || source && text.contains('：') && length <= 40 && text.starts_with(['来', '发', '时', '作', '文', '信']))
    {
        return BlockKind::Meta;
    }
    if ITEM.is_match(text) {
        return BlockKind::ListItem;
    }
    BlockKind::Body
}

/// Whether a line begins an article's text: 本报讯（记者 …）, □…记者 ….
pub fn is_opening(line: &Line) -> bool {
    static OPENING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^(?:□|■)|^(?:本报讯|本台讯|本网讯|本报[^，。]{1,6}讯|[^，。（）]{2,10}(?:日报|晚报|时报|晨报|新闻网|融媒)[^，。（）]{0,4}讯|【本报[^】]{0,8}】|（记者|本报记者|新华社[^，。]{0,14}电)").expect("the pattern is fixed")
    });
    OPENING.is_match(&line.joined)
}
