//! Lines → blocks: what is headline, what is text, which broken lines belong together.

use super::lines::Line;
use super::{Block, BlockKind};
use crate::extract::clean::Clean;

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
    "工作单位",
    "投资方",
    "评分",
    "镇街",
];

/// Words with which running text begins, but no heading: a short line that begins so is a broken paragraph.
const BEGINS_TEXT: &[&str] =
    &["在", "据", "随着", "截至", "作为", "走进", "位于", "记者", "目前", "其中", "此外", "同时", "当天", "今年", "由"];

/// What a broken line goes on with: no paragraph begins so.
const CONTINUES: &[char] = &['，', '。', '；', '、', '）', '”', '：', '！', '？', '》'];

/// Builds an article's blocks.
pub fn build(lines: &[Line]) -> Vec<Block> {
    let first_body = first_body(lines);
    let indents = lines.iter().skip(first_body).filter(|l| l.indented && l.text.len() > 12).count() >= 2;
    let mut out: Vec<Block> = Vec::new();
    let mut columns = 0;
    let mut open = false;
    for (i, line) in lines.iter().enumerate() {
        let kind = kind_of(line, i, first_body, &mut columns, open);
        let joins = kind == BlockKind::Body && i > first_body && goes_on(line, out.last(), open, indents);
        match out.last_mut().filter(|_| joins) {
            Some(last) => last.text.append(&line.text),
            None => out.push(block(kind, line)),
        }
        open = matches!(kind, BlockKind::Body | BlockKind::ListItem) && i >= first_body && !line.is_ended();
    }
    let mut parted = Vec::with_capacity(out.len() + 2);
    for block in out {
        if matches!(block.kind, BlockKind::Body | BlockKind::ListItem) {
            super::trim::part(block, &mut parted);
        } else {
            parted.push(block);
        }
    }
    sections(&mut parted);
    signatures(&mut parted);
    parted
}

/// The first line of the text: it opens an article, is long, is set in, or has a sentence. What stands at the top
/// is the title even where it has commas, unless it begins with a day.
fn first_body(lines: &[Line]) -> usize {
    let read = |l: &Line| !matches!(l.look, BlockKind::Furniture | BlockKind::Meta);
    let top = lines.iter().position(read).unwrap_or(lines.len());
    let label = |l: &Line| COLUMNS.contains(&l.joined.as_str());
    let table = |i: usize| is_table_head(&lines[i], &cells(&lines[i].text)) || label(&lines[i]) && lines.get(i + 1).is_some_and(label);
    lines.iter().enumerate().position(|(i, l)| read(l) && (begins_text(l, i == top) || table(i))).unwrap_or(lines.len())
}

/// Names of columns side by side.
fn is_table_head(line: &Line, cells: &[(usize, usize)]) -> bool {
    if cells.len() < 2 || cells.iter().any(|(a, b)| b - a > 14) {
        return false;
    }
    let named = cells.iter().filter(|&&(a, b)| COLUMNS.iter().any(|c| begins(&line.text.chars[a..b], c))).count();
    named >= 2 && (cells.len() >= 3 || named == cells.len())
}

fn begins(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

fn begins_text(line: &Line, top: bool) -> bool {
    let length = line.text.len();
    let stops = line.joined.contains(['。', '；']);
    let opening: String = line.text.chars.iter().take(14).collect();
    let dated = opening.split_once('日').is_some_and(|(day, rest)| day.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('，'));
    let sentence =
        length > 25 && (stops || line.has_sentence() && (!top || line.indented || line.joined.ends_with('：'))) || dated && length > 15;
    let addressed = line.joined.starts_with('各') && line.joined.ends_with('：');
    let broadcast = line.joined.split_once('】').is_some_and(|(day, _)| day.ends_with('日') && day.chars().count() <= 12);
    let boxed = line.joined.starts_with('【') && length > 40 && line.joined.contains(['。', '，']) && !broadcast;
    let ended = line.joined.ends_with('。') || line.joined.ends_with('；') && length > 8;
    let opens = super::lines::is_opening(line) && length > 25;
    opens || sentence || length > 60 || ended || addressed || boxed
}

fn kind_of(line: &Line, at: usize, first_body: usize, columns: &mut usize, open: bool) -> BlockKind {
    if line.look == BlockKind::Furniture {
        return BlockKind::Furniture;
    }
    if line.look == BlockKind::Meta || at < first_body && super::lines::is_masthead(line) {
        return BlockKind::Meta;
    }
    if at < first_body {
        return BlockKind::Headline;
    }
    let cells = cells(&line.text);
    if is_table_head(line, &cells) {
        *columns = cells.len();
        return BlockKind::TableRow;
    }
    if *columns > 0 && cells.len() >= 3.min(*columns) && !line.joined.ends_with('。') {
        return BlockKind::TableRow;
    }
    *columns = 0;
    let bullet = line.joined.starts_with(['·', '•', '●', '■', '★', '◆', '▪']);
    if line.look == BlockKind::ListItem && !(bullet && open) { BlockKind::ListItem } else { BlockKind::Body }
}

/// Whether a line continues the block before it.
fn goes_on(line: &Line, last: Option<&Block>, open: bool, indents: bool) -> bool {
    let Some(last) = last.filter(|b| matches!(b.kind, BlockKind::Body | BlockKind::ListItem)) else { return false };
    if line.text.chars.first().is_some_and(|c| CONTINUES.contains(c)) {
        return true;
    }
    if open {
        return !(is_heading(last) || is_caption(line) || indents && line.indented);
    }
    indents && !line.indented && !line.blank_before && last.text.len() > 40 && line.has_sentence() && last.kind == BlockKind::Body
}

/// A short line without a mark: a heading, unless it begins as running text does.
fn is_heading(block: &Block) -> bool {
    if block.text.len() > 26 {
        return false;
    }
    let text = block.text.text();
    let gaps = block.text.gap.iter().skip(1).any(|g| *g);
    let running = block.text.len() >= 14 && !gaps && BEGINS_TEXT.iter().any(|w| text.starts_with(w));
    !running && !text.contains(['，', '。']) && !text.ends_with(['、', '和', '及', '与', '的'])
}

/// 图为… and ▲… stand for themselves.
fn is_caption(line: &Line) -> bool {
    line.joined.starts_with(['▲', '△', '↑'])
        || line.joined.starts_with("图为")
        || line.joined.starts_with("图｜")
        || line.joined.starts_with("图/")
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

/// A short line without a sentence between paragraphs heads what follows.
fn sections(blocks: &mut [Block]) {
    let mut heads = false;
    for at in (1..blocks.len()).rev() {
        let text_behind = heads;
        heads |= matches!(blocks[at].kind, BlockKind::Body | BlockKind::ListItem | BlockKind::TableRow);
        if blocks[at].kind == BlockKind::Body && blocks[at].text.len() <= 30 && text_behind && is_section(&blocks[at].text.text()) {
            blocks[at].kind = BlockKind::Section;
        }
    }
}

/// Whether a short line is a heading by its marks: neither a sentence nor an address nor a name with its office.
fn is_section(text: &str) -> bool {
    let ended = text.ends_with(['。', '！', '？', '；', '：', '）']);
    let labelled = ["电话", "地址", "邮箱"].iter().any(|w| text.contains(w));
    !ended && !labelled && !text.contains(['，', '。', '、'])
}

/// The body and the day below a notice sign it.
fn signatures(blocks: &mut [Block]) {
    let low = blocks.len().saturating_sub(6);
    for at in (low..blocks.len()).rev().filter(|&at| at > 0) {
        let day = blocks[at].kind == BlockKind::Meta && blocks[at].text.len() <= 16 && super::date::full(&blocks[at].text).is_some();
        if day && is_short(&blocks[at - 1]) && super::meta::is_body_name(&blocks[at - 1].text.text()) {
            blocks[at - 1].kind = BlockKind::Meta;
        }
    }
}

fn is_short(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Body | BlockKind::Section) && block.text.len() <= 30
}
