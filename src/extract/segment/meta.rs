//! Title, outlet, authors and date of an article, from its headline, meta lines, datelines and signature.

use super::{Block, BlockKind};
use crate::model::{ArticleMeta, PartialDate};
use regex::Regex;
use std::sync::LazyLock;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "(?:来源|稿源|文章来源|信息来源|发布单位|发布机构)：([^\\s，。：；（）【】|]{2,24}?)(?:作者|责任|编辑|记者|时间|浏览|阅读|字体|字号|发布|点击|分享|通讯员|[0-9]|$)",
    )
});
static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "([\\p{Han}A-Za-z]{2,14}?(?:日报|晚报|时报|晨报|商报|早报|农民报|青年报|都市报|导报|商讯|新闻网|政府网|中新网|台湾网|人民网|新华网|通讯社|新华社|电视台|广播电视台|融媒体中心|融媒体|融媒|发布|组工网|在线|公报|新闻中心|客户端|新闻联播))(?:首席|特约|见习|实习|全媒体|融媒体|记者|通讯员|讯|电|消息|社|版|$|[0-9（ ，：])",
    )
});
static DATE: LazyLock<Regex> = LazyLock::new(|| regex("((?:19|20)[0-9]{2})(?:-|/|\\.|年)([0-9]{1,2})(?:-|/|\\.|月)([0-9]{1,2})"));
static HAN_DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex("([二一][〇零○九][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
});
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| regex("([0-9]{1,2})月([0-9]{1,2})日"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| regex("((?:19|20)[0-9]{2})年"));

/// Reads what the article says about itself.
pub fn read(blocks: &[Block]) -> ArticleMeta {
    ArticleMeta {
        title: title(blocks),
        publisher: publisher(blocks),
        authors: super::authors::read(blocks),
        date: date(blocks),
        url: None,
        home: None,
    }
}

fn texts(blocks: &[Block], kinds: &[BlockKind]) -> Vec<String> {
    blocks.iter().filter(|b| kinds.contains(&b.kind)).map(|b| b.text.text()).collect()
}

/// The first headline line as cleaned text, with a space where the given line had a gap.
fn title(blocks: &[Block]) -> Option<String> {
    let lines: Vec<&Block> = blocks.iter().filter(|b| b.kind == BlockKind::Headline).collect();
    let is_masthead =
        |b: &Block| b.text.len() <= 24 && OUTLET.is_match(&b.text.text()) || b.text.text().contains("公报") || b.text.text().contains('>');
    let number = regex("^.{0,12}〔[0-9]{4}〕[0-9]+号$");
    let first =
        lines.iter().position(|b| !is_masthead(b) && !number.is_match(&b.text.text())).or(if lines.is_empty() { None } else { Some(0) })?;
    let mut out = spaced(lines[first]);
    let leads_in =
        out.ends_with("强调") || out.ends_with("指出") || out.ends_with("要求") || out.ends_with('：') || out.ends_with("时强调");
    if let Some(next) = lines.get(first + 1).filter(|_| leads_in) {
        out = format!("{out} {}", spaced(next));
    }
    Some(out)
}

/// A headline with its inner gaps as spaces, but not those inside numbers and dates.
fn spaced(block: &Block) -> String {
    let mut out = String::new();
    for (i, &c) in block.text.chars.iter().enumerate() {
        let near_digit = c.is_ascii_digit() || i > 0 && block.text.chars[i - 1].is_ascii_digit();
        if i > 0 && block.text.gap[i] && !near_digit {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

fn publisher(blocks: &[Block]) -> Option<String> {
    let metas = texts(blocks, &[BlockKind::Meta, BlockKind::Furniture]);
    if let Some(found) = metas.iter().find_map(|t| SOURCE.captures(t).map(|c| c[1].to_string())) {
        return Some(found);
    }
    let agencies = ["新华社", "中新社", "中新网", "人民网", "新华网", "央视网", "中国新闻网", "光明网", "中央广播电视总台"];
    if let Some(found) = metas.iter().find_map(|t| agencies.iter().find(|a| t.trim_start_matches('（').starts_with(**a))) {
        return Some((*found).to_string());
    }
    let head = texts(blocks, &[BlockKind::Meta]);
    let all = head.iter().chain(&metas).cloned().chain(texts(blocks, &[BlockKind::Headline]));
    for text in all {
        let stripped = text.trim_start_matches(['□', '■', '（', '【', '◎', '●']).trim_start_matches("本报").to_string();
        if let Some(found) = OUTLET.captures(&stripped) {
            return Some(found[1].to_string());
        }
    }
    issuing_body(blocks).or_else(|| title_body(blocks))
}

/// X人民政府关于…的通知 is published by X人民政府.
fn title_body(blocks: &[Block]) -> Option<String> {
    let titles = texts(blocks, &[BlockKind::Headline]);
    let found = titles.iter().find_map(|t| t.split_once("关于").map(|(head, _)| head.to_string()))?;
    let ends = ["政府", "委员会", "办公室", "局", "厅", "部", "委", "指挥部", "中心", "领导小组", "会"].iter().any(|w| found.ends_with(w));
    (ends && (4..=24).contains(&found.chars().count())).then_some(found)
}

/// A notice is published by the body that signs it.
fn issuing_body(blocks: &[Block]) -> Option<String> {
    let signs = regex("^[\\p{Han}]{4,24}(?:部|局|厅|委员会|办公室|指挥部|人民政府|中心|公司|领导小组|组委会)$");
    let short = blocks.iter().rev().filter(|b| !matches!(b.kind, BlockKind::Furniture)).take(4).map(|b| b.text.text());
    short.into_iter().find(|t| signs.is_match(t))
}

fn date(blocks: &[Block]) -> Option<PartialDate> {
    let metas = texts(blocks, &[BlockKind::Meta]);
    if let Some(found) = metas.iter().find_map(|t| full_date(t)) {
        return Some(found);
    }
    let rest = texts(blocks, &[BlockKind::Furniture, BlockKind::Headline]);
    if let Some(found) = rest.iter().find_map(|t| full_date(t)) {
        return Some(found);
    }
    let tail = blocks.iter().rev().take(4).filter(|b| b.text.len() <= 24).map(|b| b.text.text());
    tail.into_iter().find_map(|t| full_date(&t)).or_else(|| lead_date(blocks))
}

/// A date with year, month and day in Arabic or Chinese numerals.
fn full_date(text: &str) -> Option<PartialDate> {
    if let Some(c) = DATE.captures(text) {
        return PartialDate::parse(&format!("{}-{:0>2}-{:0>2}", &c[1], &c[2], &c[3]));
    }
    let c = HAN_DATE.captures(text)?;
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == if c == '零' || c == '○' { '〇' } else { c });
    let year: String = c[1].chars().filter_map(digit).map(|d| d.to_string()).collect();
    let small = |t: &str| -> usize {
        match t.split_once('十') {
            Some((a, b)) => a.chars().next().and_then(digit).unwrap_or(1) * 10 + b.chars().next().and_then(digit).unwrap_or(0),
            None => t.chars().next().and_then(digit).unwrap_or(0),
        }
    };
    PartialDate::parse(&format!("{year}-{:02}-{:02}", small(&c[2]), small(&c[3])))
}

/// The first month and day of the text with the year that headline or text names.
fn lead_date(blocks: &[Block]) -> Option<PartialDate> {
    let mut all = texts(blocks, &[BlockKind::Headline, BlockKind::Meta]);
    all.extend(
        texts(blocks, &[BlockKind::Body]).into_iter().take(2).map(|t| t.replace("年底", "").replace("年前", "").replace("年上半年", "")),
    );
    let year = all.iter().find_map(|t| YEAR.captures(t).map(|c| c[1].to_string()))?;
    let body = texts(blocks, &[BlockKind::Meta, BlockKind::Body]);
    let found = body.iter().take(3).find_map(|t| {
        full_date(t).map(|d| d.to_string()).or_else(|| MONTH_DAY.captures(t).map(|c| format!("{year}-{:0>2}-{:0>2}", &c[1], &c[2])))
    })?;
    PartialDate::parse(&found)
}
