//! A paragraph → its dateline, its text, its signature: 本报讯（记者 …） in front, （张三 李四） and （下转02版） behind.

use super::authors;
use super::{Block, BlockKind};
use crate::extract::clean::string;
use regex::Regex;
use std::sync::LazyLock;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

/// 【本报某市讯】, 【记者某某/某市报道】
static BOXED: LazyLock<Regex> = LazyLock::new(|| regex("^【[^】]{0,24}(?:讯|电|消息|报道|报导|报|网|社|记者[^】]*)】"));

/// 本报讯, 某市日报3月2日讯, 新华社某市10月12日电: an outlet, perhaps a place and a day, and the word for a report.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:[^，。：；“（）【】]{0,16}?(?:[\\p{Han}]{2,5}报|本报|本台|本网|本刊|日报|晚报|时报|晨报|商报|早报|青年报|都市报|导报|网|社|台|中心|融媒|发布)[^，。：；“（）]{0,16}?)(?P<word>讯|消息|电)",
    )
});

/// （记者 …）, 本报记者某某报道
static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
    regex("^(?:（[^（）。]{0,24}(?:记者|通讯员)[^（）。]{1,60}）|[^，。：；（）“]{0,14}记者[^，。：；（）“从在]{2,20}(?:摄影)?报道[：，]?)")
});

/// What stands behind the last sentence: a signature or a note of the layout.
static TAIL: LazyLock<Regex> = LazyLock::new(|| regex("(?:（[^（）。]{1,70}）|\\[[^\\]。]{1,40}\\]|【[^】。]{1,40}】|[①-⑳][0-9]{1,2})$"));

static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:（(?:完|续|下转|上接|紧接|转|责编|责任编辑|编辑|供图|图片|图/|摄影|本文|此件)|（?[^（）]{0,20}摄）$|\\[(?:责|编)|【(?:责|编)|[①-⑳])",
    )
});

/// Most signatures and notes behind one paragraph.
const MAX_TAILS: usize = 4;

/// Within how many characters the words of a dateline stand: an outlet and what is before and behind it.
const DATELINE_CHARS: usize = 48;

/// Longest of them, in characters.
const TAIL_CHARS: usize = 80;

/// Parts a paragraph; what is no text goes into blocks of its own.
pub fn part(block: Block, out: &mut Vec<Block>) {
    let front = dateline_length(&block.text.chars);
    let tails = tails(&block, front);
    let end = tails.first().map_or(block.text.len(), |t| t.1);
    let mut push = |kind, a: usize, b: usize| {
        if a < b {
            out.push(Block { kind, text: block.text.part(a, b), cells: Vec::new() });
        }
    };
    push(BlockKind::Meta, 0, front);
    push(block.kind, front, end);
    for (kind, a, b) in tails {
        push(kind, a, b);
    }
}

/// Of each dateline one stands within its first characters.
const DATELINE_SIGNS: [char; 6] = ['【', '讯', '消', '电', '记', '通'];

/// Length in characters of what stands before the first sentence.
fn dateline_length(chars: &[char]) -> usize {
    if !chars.iter().take(DATELINE_CHARS).any(|c| DATELINE_SIGNS.contains(c)) {
        return 0;
    }
    let text = string(chars);
    text[..dateline(&text)].chars().count()
}

/// Length in bytes of what stands before the first sentence.
pub fn dateline(text: &str) -> usize {
    // Everything that a dateline is known by stands within the first characters.
    let head = text.char_indices().nth(DATELINE_CHARS).map_or(text, |(i, _)| &text[..i]);
    if !head.contains(DATELINE_SIGNS) {
        return 0;
    }
    let mut end = if text.starts_with('【') { BOXED.find(text).map_or(0, |m| m.end()) } else { 0 };
    // 【某市日报】本报讯（记者…）: both may stand there.
    end += outlet(&text[end..]);
    if let Some(found) = reporter(&text[end..]) {
        end += found.end();
    } else if end > 0 && text[end..].starts_with('（') {
        end += text[end..].find('）').filter(|&i| text[end..end + i].chars().count() <= 60).map_or(0, |i| i + '）'.len_utf8());
    }
    if end > 0 {
        end += text[end..].len() - text[end..].trim_start_matches(['：', '，', '—', ' ']).len();
    }
    end
}

/// Length of an outlet's dateline; a word such as 供电 or 通讯 is none.
fn outlet(text: &str) -> usize {
    if !may_be_outlet(text) {
        return 0;
    }
    let Some(captures) = DATELINE.captures(text) else { return 0 };
    let word = captures.name("word").expect("the group is not optional");
    let (head, rest) = (&text[..word.start()], &text[word.end()..]);
    let dated = head.ends_with('日') || head.ends_with(|c: char| c.is_ascii_digit());
    let part_of_word = match word.as_str() {
        "讯" => {
            head.ends_with(['通', '资', '电', '简', '短', '腾', '视', '喜', '问', '审'])
                || rest.starts_with(['员', '息', '问', '飞', '号', '录'])
        }
        "电" => {
            !dated && !["新华社", "中新社", "中新网"].iter().any(|a| head.starts_with(a))
                || rest.starts_with(['力', '网', '商', '子', '站', '视', '话', '信', '器'])
        }
        _ => rest.starts_with(['称', '人', '灵']),
    };
    let own = ["本报", "本台", "本网", "本刊"].iter().any(|o| head.starts_with(o));
    let stands_alone = own
        || dated
        || rest.starts_with(['（', '：', '，', ' '])
        || rest.is_empty()
        || rest.starts_with(|c: char| c.is_ascii_digit())
        || head.ends_with("日报")
        || head.ends_with("晚报");
    if part_of_word || !stands_alone { 0 } else { word.end() }
}

/// Whether a word for a report stands behind one that outlets' names end with, before the first mark.
fn may_be_outlet(text: &str) -> bool {
    let mut named = false;
    for c in text.chars().take(DATELINE_CHARS) {
        match c {
            '，' | '。' | '：' | '；' | '“' | '（' | '）' => return false,
            '讯' | '息' | '电' if named => return true,
            '报' | '台' | '网' | '刊' | '社' | '心' | '媒' | '布' => named = true,
            _ => {}
        }
    }
    false
}

/// What [`REPORTER`] finds: 记者 or 通讯员 stands within the first characters of it.
fn reporter(text: &str) -> Option<regex::Match<'_>> {
    const WITHIN: usize = 30;
    let head = text.char_indices().nth(WITHIN).map_or(text, |(i, _)| &text[..i]);
    let named = head.contains("记者") || head.contains("通讯员");
    if named { REPORTER.find(text) } else { None }
}

/// Signatures and notes behind the text, in order.
fn tails(block: &Block, front: usize) -> Vec<(BlockKind, usize, usize)> {
    let mut out = Vec::new();
    let mut end = block.text.len();
    while end > front && out.len() < MAX_TAILS {
        let low = front.max(end.saturating_sub(TAIL_CHARS));
        if !matches!(block.text.chars[end - 1], '）' | ']' | '】' | '0'..='9') {
            break;
        }
        let text = string(&block.text.chars[low..end]);
        let Some(found) = TAIL.find(&text) else { break };
        let start = low + text[..found.start()].chars().count();
        let ended = start == front || block.text.chars.get(start - 1).is_some_and(|c| "。！？”…）】".contains(*c));
        let kind = if ended { tail_kind(&block.text.part(start, end).spaced(), start == front) } else { None };
        let Some(kind) = kind else { break };
        out.insert(0, (kind, start, end));
        end = start;
    }
    out
}

/// What a bracket behind the text is; `None` where it belongs to the text.
pub fn tail_kind(text: &str, alone: bool) -> Option<BlockKind> {
    let noted = text.starts_with(['（', '[', '【']) || circled(text) || text.ends_with("摄）");
    if noted && NOTE.is_match(text) && !(alone && circled(text)) {
        return Some(BlockKind::Furniture);
    }
    let reporter = reporter(text).is_some_and(|m| m.end() == text.len())
        || text.starts_with('（') && authors::is_byline(text.trim_start_matches('（'));
    (reporter || authors::bare(text).is_some()).then_some(BlockKind::Meta)
}

fn circled(text: &str) -> bool {
    text.starts_with(|c: char| ('①'..='⑳').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_end_where_the_sentence_begins() {
        for (text, rest) in [
            ("本报讯（记者岳小程）5月6日，会议召开。", "5月6日，会议召开。"),
            ("某市日报讯（记者甲乙文/图）会议召开。", "会议召开。"),
            ("本报3月2日讯（记者蓝大天）3月1日，会议召开。", "3月1日，会议召开。"),
            ("新华社某市10月12日电（记者王大静、李明）10月12日，大会开幕。", "10月12日，大会开幕。"),
            ("【本报某市讯】项目签约。", "项目签约。"),
            ("【记者陈又新/台中报导】市长视察。", "市长视察。"),
            ("（记者丁一平）会议召开。", "会议召开。"),
        ] {
            assert_eq!(&text[dateline(text)..], rest);
        }
    }

    #[test]
    fn other_words_are_no_dateline() {
        for text in [
            "国网某市供电公司负责人介绍，项目已开工。",
            "市融媒体中心通讯员培训班开班。",
            "【红榜】综合排名前三位：甲县。",
            "该网络通讯产业园总投资3亿元。",
            "某电视台消息人士称，会议召开。",
        ] {
            assert_eq!(dateline(text), 0, "{text}");
        }
    }

    #[test]
    fn tails_are_signatures_or_notes() {
        assert_eq!(tail_kind("（记者 匡大正 通讯员 禹小山）", false), Some(BlockKind::Meta));
        assert_eq!(tail_kind("（苏 北 舒怀山）", true), Some(BlockKind::Meta));
        assert_eq!(tail_kind("（下转 06 版）", false), Some(BlockKind::Furniture));
        assert_eq!(tail_kind("（完）", false), Some(BlockKind::Furniture));
        for text in ["（含代建项目）", "（县级）", "（一期）", "（按得分高低排序）"] {
            assert_eq!(tail_kind(text, false), None, "{text}");
        }
    }
}
