//! Lines → blocks: what is headline, what is text, which broken lines belong together.

use super::lines::Line;
use super::{Block, BlockKind};
use crate::extract::clean::Clean;
use regex::Regex;
use std::sync::LazyLock;

/// Words that make a line the heading of a table.
const COLUMNS: &[&str] = &[
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "学历",
    "现任职务",
    "拟任职务",
    "单位",
    "名次",
    "排名",
    "得分",
    "总分",
    "序号",
    "项目名称",
    "位次",
    "县区",
    "总得分",
    "综合得分",
    "建设单位",
    "总投资",
    "建设地点",
    "备注",
    "部门",
    "乡镇",
    "地区",
    "等次",
    "县（市、区）",
    "完成率",
    "县市区",
    "分数",
    "区县",
    "企业名称",
    "投资额",
    "进度",
    "增速",
    "得票",
    "职务",
    "代表队",
    "街道",
];

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:【[^】]{2,14}】|[^，。：；“（）0-9]{0,14}?(?:本报|日报|晚报|时报|晨报|商报|网|社|台|中心|融媒|新闻|发布|本刊)[^，。：；“（）]{0,16}?(?:讯|电|消息)(?:（[^）]{0,50}）)?|（(?:[^（）]{0,16})(?:记者|通讯员)[^（）]{0,50}）|(?:本报|本台|本网)(?:记者|讯)(?:（[^）]{0,50}）)?)").expect("the pattern is fixed")
});

static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "（(?:[^（）。，]{0,16}(?:记者|通讯员|作者|文/|文|供稿|摄影)[^（）。]{0,50}|(?:[\\p{Han}]{2,4})(?:[ 、][\\p{Han}]{2,4}){0,4})）$",
    )
    .expect("the pattern is fixed")
});

/// Builds an article's blocks.
pub fn build(lines: &[Line]) -> Vec<Block> {
    let first_body = first_body(lines);
    let indents = lines.iter().skip(first_body).filter(|l| l.indented && l.text.len() > 12).count() >= 2;
    let mut out: Vec<Block> = Vec::new();
    let mut columns = 0;
    let mut open = false;
    for (i, line) in lines.iter().enumerate() {
        let kind = kind_of(line, i, first_body, &mut columns, open);
        let joins = matches!(kind, BlockKind::Body) && i > first_body && goes_on(line, out.last(), open, indents);
        if joins {
            if let Some(last) = out.last_mut() {
                last.text.append(&line.text);
            }
        } else if i == 0 || kind != BlockKind::Body || !line.text.is_empty() {
            out.push(block(kind, line));
        }
        open = matches!(kind, BlockKind::Body | BlockKind::ListItem) && i >= first_body && !line.is_ended();
    }
    let mut out = cut_datelines(out);
    sections(&mut out);
    out
}

/// The first line of the text: it opens an article, is long, is set in, or has a sentence.
fn first_body(lines: &[Line]) -> usize {
    let is_text = |l: &Line| {
        l.look != BlockKind::Furniture
            && l.look != BlockKind::Meta
            && (super::lines::is_opening(l) && l.text.len() > 25
                || l.has_sentence() && l.text.len() > 25
                || l.text.len() > 60
                || l.joined.ends_with('。')
                || l.joined.ends_with('；') && l.text.len() > 8
                || l.joined.starts_with('各') && l.joined.ends_with('：')
                || l.joined.starts_with('【') && l.text.len() > 40)
    };
    lines.iter().position(is_text).unwrap_or(lines.len())
}

fn kind_of(line: &Line, at: usize, first_body: usize, columns: &mut usize, open: bool) -> BlockKind {
    if line.look == BlockKind::Furniture {
        return BlockKind::Furniture;
    }
    if line.look == BlockKind::Meta && !open {
        return BlockKind::Meta;
    }
    if at < first_body {
        return BlockKind::Headline;
    }
    let cells = cells(&line.text);
    let named = cells.iter().filter(|&&(a, b)| COLUMNS.iter().any(|c| line.text.slice(a, b).starts_with(c))).count();
    if named >= 2 && cells.len() >= 3 && cells.iter().all(|(a, b)| b - a <= 14) {
        *columns = cells.len();
        return BlockKind::TableRow;
    }
    if *columns > 0 && cells.len() >= 3.min(*columns) && !line.joined.ends_with('。') {
        return BlockKind::TableRow;
    }
    *columns = 0;
    if line.look == BlockKind::ListItem && !open { BlockKind::ListItem } else { BlockKind::Body }
}

/// Whether a line continues the block before it.
fn goes_on(line: &Line, last: Option<&Block>, open: bool, indents: bool) -> bool {
    let Some(last) = last.filter(|b| matches!(b.kind, BlockKind::Body | BlockKind::ListItem)) else { return false };
    if open {
        let heading = last.text.len() <= 26 && !last.text.text().contains(['，', '。']);
        return !(heading || indents && line.indented);
    }
    indents && !line.indented && last.text.len() > 40 && line.has_sentence() && last.kind == BlockKind::Body
}

fn block(kind: BlockKind, line: &Line) -> Block {
    if kind != BlockKind::TableRow {
        return Block { kind, text: line.text.clone(), cells: Vec::new() };
    }
    let mut text = Clean::default();
    let mut ranges = Vec::new();
    for (a, b) in cells(&line.text) {
        if !text.is_empty() {
            text.chars.push('|');
            text.origin.push(line.text.origin[a].saturating_sub(1));
            text.gap.push(true);
        }
        ranges.push((text.len(), text.len() + b - a));
        let cell = line.text.part(a, b);
        text.chars.extend(&cell.chars);
        text.origin.extend(&cell.origin);
        text.gap.extend(&cell.gap);
    }
    Block { kind, text, cells: ranges }
}

/// Runs between gaps and bars.
fn cells(text: &Clean) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in 0..=text.len() {
        let bar = at < text.len() && matches!(text.chars[at], '|' | '｜');
        if at == text.len() || bar || text.gap[at] && at > start {
            if at > start {
                out.push((start, at));
            }
            start = if bar { at + 1 } else { at };
        }
    }
    out
}

/// Cuts 本报讯（记者 …） from the front and （张三 李四） from the end of text blocks.
fn cut_datelines(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len() + 2);
    for block in blocks {
        if !matches!(block.kind, BlockKind::Body | BlockKind::ListItem) {
            out.push(block);
            continue;
        }
        let text = block.text.text();
        let count = |bytes: usize| text[..bytes].chars().count();
        let front = DATELINE.find(&text).map_or(0, |m| count(m.end()));
        let back = SIGNATURE.find(&text).map_or(block.text.len(), |m| count(m.start()));
        let whole = back == 0 && front == 0;
        let ended = back == 0 || block.text.chars.get(back - 1).is_some_and(|c| "。！？”…".contains(*c));
        let back = if (back > front || whole) && ended { back } else { block.text.len() };
        for (kind, a, b) in [(BlockKind::Meta, 0, front), (block.kind, front, back), (BlockKind::Meta, back, block.text.len())] {
            if a < b {
                out.push(Block { kind, text: block.text.part(a, b), cells: Vec::new() });
            }
        }
    }
    out
}

/// A short line without a sentence between paragraphs heads what follows.
fn sections(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|b| b.kind == BlockKind::Body) {
        let text = block.text.text();
        if block.text.len() <= 30 && !text.ends_with(['。', '！', '？', '”', '；']) && !text.contains('，') {
            block.kind = BlockKind::Section;
        }
    }
}
