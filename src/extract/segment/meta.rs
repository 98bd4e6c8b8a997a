//! Title, outlet, authors and date of an article, from its headline, meta lines, datelines and signature.

use super::{Block, BlockKind};
use crate::extract::phrases::Phrases;
use crate::model::ArticleMeta;
use regex::{Captures, Regex};
use std::sync::LazyLock;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

/// Read on text with blanks: the source ends where the white space begins.
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "(?:来源|稿源|信息来源|发布单位|发布机构|发文机关) ?[：丨|｜】] ?([^\\s，。：；（）【】|丨]{2,24}?)(?:作者|责任|责编|编辑|记者|时间|浏览|阅读|字体|字号|发布时间|发布日期|点击|分享|通讯员|[0-9]| |（|）|【|】|$)",
    )
});
/// The words of which it demands one.
static SOURCES: Phrases = Phrases::of(&["来源", "稿源", "发布单位", "发布机构", "发文机关"]);

static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "([\\p{Han}A-Za-z]{2,14}?(?:日报|晚报|时报|晨报|商报|早报|新报|快报|时讯|农民报|青年报|都市报|导报|商讯|新闻网|政府网|中新网|台湾网|人民网|新华网|通讯社|新华社|电视台|广播电视台|融媒体中心|融媒体|融媒|发布|组工网|在线|公报|新闻中心|客户端|新闻联播))(?:首席|特约|见习|实习|全媒体|融媒体|多媒体|数字报|数字版|电子报|记者|通讯员|讯|电|消息|社|版|$|[0-9（ ，：/|｜·>—-])",
    )
});

/// 某县报 2024-07-23, 某报（汉文版） 2018年12月4日, 2016年7月8日 某湖晚讯: a paper of any name in front of or behind the day of issue.
static LOCAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:(?:19|20)[0-9]{2} ?(?:年|-|/|\\.) ?[0-9]{1,2} ?(?:月|-|/|\\.) ?[0-9]{1,2} ?日?(?: [0-9:]{4,8})? )?([\\p{Han}]{1,8}?(?:报|晚讯|周刊))(?:（[\\p{Han}]{1,6}）)?(?: ?(?:19|20)[0-9]{2} ?(?:年|-|/|\\.)| ?[二一][〇零○九][〇零○一二三四五六七八九]{2}年| (?:本报)?(?:记者|通讯员))",
    )
});

/// The words of which [`OUTLET`] demands one.
static OUTLETS: Phrases = Phrases::of(&[
    "日报",
    "晚报",
    "时报",
    "晨报",
    "商报",
    "早报",
    "新报",
    "快报",
    "时讯",
    "农民报",
    "青年报",
    "都市报",
    "导报",
    "商讯",
    "新闻网",
    "政府网",
    "中新网",
    "台湾网",
    "人民网",
    "新华网",
    "通讯社",
    "新华社",
    "电视台",
    "融媒",
    "发布",
    "组工网",
    "在线",
    "公报",
    "新闻中心",
    "客户端",
    "新闻联播",
]);

/// The words of which [`MASTHEAD`] demands one.
static PAPERS: Phrases = Phrases::of(&["报", "时讯", "周刊", "电视台", "网", "频道", "客户端", "人民政府", "融媒体中心", "发布"]);

/// The outlet that a text names.
fn outlet(text: &str) -> Option<Captures<'_>> {
    if OUTLETS.any_in(text) { OUTLET.captures(text) } else { None }
}

/// Reports and notices of public bodies that end like papers.
const NO_PAPERS: [&str; 13] = ["通报", "简报", "公报", "汇报", "预报", "情报", "申报", "海报", "喜报", "月报", "年报", "播报", "本报"];

/// The paper that a head line names beside its day.
fn local_paper(blocks: &[Block]) -> Option<String> {
    let heads = blocks.iter().take(5).filter(|b| b.kind == BlockKind::Meta).map(|b| b.text.spaced());
    let mut papers = heads.filter_map(|t| LOCAL.captures(&t).map(|c| c[1].to_string()));
    papers.find(|p| !NO_PAPERS.iter().any(|w| p.ends_with(w)))
}

/// （原载《某日报》2011年4月15日）
static REPRINT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^（?(?:原载|转载自|转自|摘自)?(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)?《([^》]{2,14}?报)》(?:[0-9]{4}年|，|）|$)|^（?(?:原载|转载自|转自|摘自)《([^》]{2,16})》",
    )
});

/// Reads what the article says about itself.
pub fn read(blocks: &[Block]) -> ArticleMeta {
    ArticleMeta {
        title: title(blocks),
        publisher: publisher(blocks),
        authors: super::authors::read(blocks),
        date: super::date::read(blocks),
        url: None,
        home: None,
    }
}

fn texts(blocks: &[Block], kinds: &[BlockKind]) -> Vec<String> {
    blocks.iter().filter(|b| kinds.contains(&b.kind)).map(|b| b.text.text()).collect()
}

/// 【2022年8月23日】 in front of a title.
static DAY_BOXED: LazyLock<Regex> = LazyLock::new(|| regex("^【[0-9年月日 .-]{6,14}】 ?"));

/// The number of an official letter.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex("^.{0,12}〔[0-9]{4}〕[0-9]+号$"));

/// A line that names the paper, the site or the issue and no article: 某日报数字报 2016年4月21日 第02版.
static MASTHEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^[\\p{Han}]{2,14}(?:报|时讯|周刊|电视台|网|网站|频道|客户端|人民政府|融媒体中心|发布)(?: ?(?:多媒体|数字报|数字版|电子报|电子版))*(?: ?[·|｜/>—-].{0,30}| (?:要闻|本地新闻|综合|头版|第?[A-Z]?[0-9]).{0,30}| ?(?:19|20)[0-9]{2} ?年.{0,40}| ?第?[A-Z]?[0-9]{1,2}版.{0,20})?$",
    )
});

/// Whether a headline line is only the paper's name, a way through a site or the head of an official letter.
fn is_masthead(block: &Block) -> bool {
    let text = block.text.text();
    let letter = text.ends_with("文件") && text.chars().count() <= 30;
    // 某市发布2022年…结果: the verb, and no account of that name.
    let outlet = outlet(&text).is_some_and(|c| !c[1].ends_with("发布") || c[1].chars().count() == block.text.len());
    block.text.len() <= 24 && outlet
        || text.contains("公报")
        || text.contains(['>', '→'])
        || letter
        || !text.contains(['，', '。', '第'])
            && !["结果", "排名", "名单"].iter().any(|w| text.ends_with(w))
            && PAPERS.any(&block.text.chars)
            && MASTHEAD.is_match(&block.text.spaced())
        || is_body_name(&text) && block.text.len() <= 24
        || block.text.spaced().contains(" / ")
}

/// The first headline line as cleaned text, with a space where the given line had a gap.
fn title(blocks: &[Block]) -> Option<String> {
    let lines: Vec<&Block> = blocks.iter().filter(|b| b.kind == BlockKind::Headline).collect();
    let first = lines
        .iter()
        .position(|b| !(is_masthead(b) || b.text.chars.contains(&'〔') && NUMBER.is_match(&b.text.text())))
        .or(if lines.is_empty() { None } else { Some(0) })?;
    // A page that was Markdown marks its headings.
    let mut out = DAY_BOXED.replace(spaced(lines[first]).trim_start_matches(['#', ' ']), "").to_string();
    let leads_in =
        out.ends_with("强调") || out.ends_with("指出") || out.ends_with("要求") || out.ends_with('：') || out.ends_with("时强调");
    if let Some(next) = lines.get(first + 1) {
        if leads_in {
            out = format!("{out} {}", spaced(next));
        } else if is_wrapped(&out, &spaced(next)) {
            out += &spaced(next);
        }
    }
    Some(out)
}

/// Whether a title goes on in the next line: 关于某市 | 空气质量排名情况的通报; 督导安全生产 | 和项目建设.
fn is_wrapped(first: &str, next: &str) -> bool {
    const KINDS: [&str; 10] = ["通报", "通知", "公示", "公告", "意见", "决定", "方案", "报告", "批复", "名单"];
    let closes = |t: &str| KINDS.iter().any(|k| t.ends_with(k));
    let notice = first.contains("关于") && !closes(first) && closes(next) && !next.contains("关于");
    notice
        || next.starts_with(['和', '与', '及', '、']) && !next.starts_with("和平") && !next.starts_with("和谐") && !next.starts_with("和美")
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
    if let Some(found) = source(blocks) {
        return Some(found);
    }
    let agencies = ["新华社", "中新社", "中新网", "人民网", "新华网", "央视网", "中国新闻网", "光明网", "中央广播电视总台"];
    if let Some(found) = metas.iter().find_map(|t| agencies.iter().find(|a| t.trim_start_matches('（').starts_with(**a))) {
        return Some((*found).to_string());
    }
    let head = blocks.iter().filter(|b| b.kind == BlockKind::Meta).map(|b| b.text.spaced());
    let all = head.chain(metas).chain(blocks.iter().filter(|b| b.kind == BlockKind::Headline).map(|b| b.text.spaced()));
    for text in all {
        let stripped = text.trim_start_matches(['□', '■', '（', '【', '◎', '●']).trim_start_matches("本报").to_string();
        if let Some(found) = outlet(&stripped) {
            return Some(found[1].to_string());
        }
    }
    local_paper(blocks)
        .or_else(|| issued_by(blocks))
        .or_else(|| issuing_body(blocks))
        .or_else(|| title_body(blocks))
        .or_else(|| body_at_head(blocks))
}

/// What 来源： names; 本站 and the like name nobody. Of 某网—某日报 and 某日报/某客户端 the paper.
fn source(blocks: &[Block]) -> Option<String> {
    let lines = blocks.iter().filter(|b| matches!(b.kind, BlockKind::Meta | BlockKind::Furniture)).map(|b| b.text.spaced());
    let named = lines.filter_map(|t| {
        let stated = SOURCES.any_in(&t).then(|| SOURCE.captures(&t)).flatten();
        let reprint = || t.contains('《').then(|| REPRINT.captures(&t)).flatten();
        stated.or_else(reprint).and_then(|c| c.get(1).or_else(|| c.get(2)).map(|m| m.as_str().to_string()))
    });
    let mut known = named.filter(|n| !["本站", "本网", "本报", "原创", "网络", "互联网", "转载", "综合"].contains(&n.as_str()));
    known.next().map(|name| {
        let paper = |p: &&str| ["日报", "晚报", "时报", "晨报", "商报", "早报"].iter().any(|w| p.ends_with(w));
        name.split(['—', '-', '/']).find(paper).map_or(name.clone(), str::to_string)
    })
}

/// X人民政府关于…的通知 is published by X人民政府.
fn title_body(blocks: &[Block]) -> Option<String> {
    let titles = texts(blocks, &[BlockKind::Headline]);
    let found = titles.iter().find_map(|t| t.split_once("关于").map(|(head, _)| head.to_string()))?;
    let ends = ["政府", "委员会", "办公室", "局", "厅", "部", "委", "指挥部", "中心", "领导小组", "会"].iter().any(|w| found.ends_with(w));
    (ends && (4..=24).contains(&found.chars().count())).then_some(found)
}

/// The body whose name, alone or before a dot, stands above the title: 某县人民政府 · 今日某县.
fn body_at_head(blocks: &[Block]) -> Option<String> {
    let heads = blocks.iter().filter(|b| b.kind == BlockKind::Headline).take(2).map(|b| b.text.spaced());
    let names = heads.map(|t| t.split([' ', '·', '|', '>']).next().unwrap_or_default().trim_end_matches("文件").to_string());
    let meta = blocks.iter().take(4).filter(|b| b.kind == BlockKind::Meta).map(|b| b.text.spaced());
    let signed = meta.filter_map(|t| t.split(' ').next().map(str::to_string));
    names.into_iter().chain(signed).find(|n| is_body_name(n))
}

/// 中共某市委督查室 2022年12月5日: the body that a line of a notice's head names in front of the day.
fn issued_by(blocks: &[Block]) -> Option<String> {
    let dated = blocks.iter().filter(|b| b.kind == BlockKind::Meta && super::date::full(&b.text).is_some()).map(|b| b.text.spaced());
    let mut heads = dated.filter_map(|t| t.split(' ').next().map(str::to_string));
    heads.find(|h| is_body_name(h) || h.ends_with('室') && h.chars().count() >= 6 && h.chars().all(|c| !c.is_ascii()))
}

/// A notice is published by the body that signs it.
fn issuing_body(blocks: &[Block]) -> Option<String> {
    let low = blocks.iter().rev().filter(|b| b.kind != BlockKind::Furniture).take(4);
    let mut short = low.filter(|b| b.text.len() <= MAX_BODY_NAME).map(|b| b.text.text());
    short.find(|t| is_body_name(t))
}

/// Longest name that [`is_body_name`] knows, in characters.
const MAX_BODY_NAME: usize = 28;

/// Whether a text is the name of a public body and nothing else.
pub(super) fn is_body_name(text: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            "^[\\p{Han}（）]{2,24}(?:部|局|厅|委员会|办公室|督查室|研究室|指挥部|人民政府|政府|中心|公司|领导小组|组委会|管委会|市委|县委|区委|州委|省委)$",
        )
    });
    text.ends_with(['部', '局', '厅', '会', '室', '府', '心', '司', '组', '委']) && NAME.is_match(text)
}
