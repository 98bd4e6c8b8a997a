//! Who said what: a person, a reporting verb, and the words to the end of the sentence.

use super::apply::{quote, written_range};
use super::context::Context;
use super::encode::Encoded;
use super::pattern::Pattern;
use crate::extract::clean::string;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::MentionKind;
use crate::model::{EntityId, Fact, Object, Predicate, Qualifiers};
use regex_automata::util::captures::Captures;
use std::ops::Range;
use std::sync::LazyLock;

/// Reporting verbs, longest first.
const VERBS: &str = "批示|承认|激动地说|自豪地说|高兴地说|介绍说|介绍道|补充说|接着说|回忆说|回忆道|回忆|感慨地说|感慨道|坦言道|解释说|续称|透露说|勉励说|坦承|提议|倡议|期望|期盼|反问|笑言|直说|吐露|责成|一一作答|作答|回答说|回答|表态说|强调|指出|要求|表示|说道|说|认为|希望|坦言|叮嘱|提醒|勉励|嘱咐|回应说|回应|告诉(?:本报记者|本刊记者|本台记者|本网记者|笔者|媒体|记者|大家|我们|代表们|[^，。“”\u{E000}]{0,8}\u{E007}|考察组|调研组|代表团|观摩团)|告诉|当场表态|寄语(?:[^，。“]{0,6})|透露|称|谈到|建议|呼吁|直言|感慨|提出|介绍|寄语|重申|号召|笑着说|解释|补充道|补充|问道|追问|问|感叹|答道|喊道|喊|承诺|坚信|期待|指|道";

/// The speaker is named right before the verb, perhaps with where and when in between.
static DIRECT: LazyLock<Pattern> = LazyLock::new(|| {
    let between = "(?:[^，。；：！？“”\u{E000}]{0,24}?)";
    Pattern::new(&format!("(?P<who>\u{E000}|\u{E013})(?:（[^（）]*）)?(?P<mid>{between})(?P<verb>{VERBS})(?P<mark>[，：,:]?[“‘]?)"))
        .expect("the pattern is fixed")
});

/// The speaker is named in an earlier clause: 张三拨通电话，要求….
static CARRIED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("[，；](?:并|还|又|同时|随后|当即|现场|进一步|再次|也|特别|会上|他|她){0,2}(?P<verb>强调|指出|要求|表示|希望|叮嘱|提醒|勉励)(?P<mark>[，：]?[“‘]?)").expect("the pattern is fixed")
});

/// “…。”张三放下图纸，笑着说。: the speaker does something else first.
static CLOSING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!("^“(?P<words>[^“”]+)”[^“”\u{E000}]{{0,40}}(?P<who>\u{E000})[^“”\u{E000}]{{0,40}}(?P<verb>{VERBS})[。！]$"))
        .expect("the pattern is fixed")
});

/// The tokens of a group that takes part in every match; of the whole match for no name.
fn range(captures: &Captures, group: &str) -> Range<usize> {
    let span = if group.is_empty() { captures.get_group(0) } else { captures.get_group_by_name(group) };
    span.expect("the group is not optional").range()
}

/// What a sentence's saying covers, in tokens, and whether an official says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    pub tokens: Range<usize>,
    pub speaker: EntityId,
}

/// Finds sayings in a sentence. Headlines are not read for them.
pub fn find(given: &[char], block: &ReadBlock, sentence: &Encoded, context: &Context, out: &mut Vec<Fact>) -> Option<Speech> {
    let symbols = &sentence.symbols;
    if !symbols.iter().any(|c| matches!(c, '\u{E000}' | '\u{E013}')) {
        return None;
    }
    let mut speech: Option<Speech> = None;
    let mut reached = 0;
    for captures in DIRECT.captures(symbols) {
        let (whole, verb) = (range(&captures, ""), range(&captures, "verb"));
        let who = range(&captures, "who").start;
        let words = string(&symbols[verb.clone()]);
        let [mid, mark] = ["mid", "mark"].map(|name| string(&symbols[range(&captures, name)]));
        if who < reached || !is_saying(&mid, &words, &mark, &string(&symbols[verb.end..])) {
            continue;
        }
        let Some(speaker) = speaker_at(block, sentence, who, context) else { continue };
        let lead = &string(&symbols[..whole.start]);
        if lead.ends_with(['对', '向', '同', '给', '请', '由', '被', '让'])
            || lead.ends_with("\u{E007}") && lead.trim_end_matches('\u{E007}').ends_with(['对', '向', '给', '请', '由', '让'])
        {
            continue;
        }
        if in_open_quote(&symbols[..verb.start]) || many_speakers(lead) {
            continue;
        }
        let content = whole.end;
        let (from, to) = content_range(block, sentence, who, content);
        if let Some((a, b)) = sentence.block_range(from, to) {
            // 他说，张三…: nobody speaks so of himself.
            let pronoun = sentence.symbols[who] == '\u{E013}';
            let mut named = sentence.tokens[from..to].iter().filter_map(|t| t.mention);
            if pronoun && named.any(|m| block.entity_of[m] == Some(speaker)) {
                continue;
            }
            let start = sentence.tokens[who.min(from)].start;
            let end = b.max(sentence.tokens[content.min(sentence.tokens.len()) - 1].end);
            out.push(fact(given, block, speaker, &words, (a, b), (start, end), "said.speaker-before-verb"));
            reached = sentence.tokens.len();
            speech = Some(Speech { tokens: from..to, speaker });
        }
    }
    speech.or_else(|| closing(given, block, sentence, out)).or_else(|| carried(given, block, sentence, context, out))
}

fn closing(given: &[char], block: &ReadBlock, sentence: &Encoded, out: &mut Vec<Fact>) -> Option<Speech> {
    if sentence.symbols.first() != Some(&'“') {
        return None;
    }
    let captures = CLOSING.first(&sentence.symbols)?;
    let (words, who) = (range(&captures, "words"), range(&captures, "who"));
    let speaker = block.entity_of[sentence.tokens[who.start].mention?]?;
    let (from, to) = (words.start, words.end);
    let verb = string(&sentence.symbols[range(&captures, "verb")]);
    let content = sentence.block_range(from, to)?;
    let whole = sentence.block_range(0, sentence.tokens.len())?;
    out.push(fact(given, block, speaker, &verb, content, whole, "said.verb-behind-quotation"));
    Some(Speech { tokens: from..to, speaker })
}

/// Whether the verb reports speech here: 介绍了情况 and 部署要求 do not.
fn is_saying(mid: &str, verb: &str, mark: &str, after: &str) -> bool {
    // 回答中外记者提问: that somebody answers, and not what.
    if verb == "回答" && mark.is_empty() && (after.contains("提问") || after.contains("问题")) {
        return false;
    }
    let weak = matches!(
        verb,
        "介绍"
            | "提出"
            | "问"
            | "喊"
            | "期望"
            | "提议"
            | "称"
            | "道"
            | "建议"
            | "回应"
            | "解释"
            | "补充"
            | "承诺"
            | "告诉"
            | "期待"
            | "谈到"
            | "寄语"
            | "号召"
            | "重申"
            | "认为"
            | "希望"
            | "说"
            | "透露"
            | "感叹"
            | "感慨"
            | "回忆"
            | "指"
            | "倡议"
            | "吐露"
            | "期盼"
            | "当场表态"
    );
    if weak
        && mark.is_empty()
        && !after.starts_with('。')
        && !after.is_empty()
        && !matches!(verb, "希望" | "期望" | "提议" | "认为" | "建议" | "说" | "承诺" | "透露")
    {
        return false;
    }
    if [
        "按照", "根据", "的", "听取", "落实", "符合", "对照", "提出", "部署", "工作", "任务", "达到", "这样", "可以", "能", "请", "听",
        "有关", "贯彻", "会议", "通报", "通知", "小", "传",
    ]
    .iter()
    .any(|w| mid.ends_with(w) || verb == "要求" && mid.contains("请"))
    {
        return false;
    }
    // 《…建议》, 访问, 慰问: a title or a longer word, no verb.
    let title = mid.ends_with('《') || mid.rfind('《') > mid.rfind('》');
    if title || verb == "问" && mid.ends_with(['访', '慰', '顾', '学', '疑', '过']) || mark.starts_with('“') && quotes_within(after)
    {
        return false;
    }
    // 与大家一道，回顾…: together, and nothing said.
    if verb == "道" && mid.ends_with('一') {
        return false;
    }
    if mid.ends_with('被') || mid.contains('未') || mid.contains("没有") || mid.contains('被') {
        return false;
    }
    if verb == "表示"
        && mark.is_empty()
        && ["欢迎", "感谢", "祝贺", "慰问", "肯定", "热烈", "衷心", "赞赏", "诚挚", "敬意", "满意", "赞同", "支持", "同意", "认可", "最"]
            .iter()
            .any(|w| after.starts_with(w))
    {
        return false;
    }
    let goes_on = ["了", "完", "的", "过", "明", "会", "法", "服", "号", "起", "情况", "事项", "人员"]
        .iter()
        .any(|w| mark.is_empty() && after.starts_with(w));
    !goes_on
}

/// 强调“甲”“乙”符合…: what is quoted is only the beginning of what the sentence says of it.
fn quotes_within(after: &str) -> bool {
    let mut rest = after;
    while let Some(close) = rest.find('”') {
        rest = &rest[close + '”'.len_utf8()..];
        match rest.strip_prefix('“') {
            Some(more) => rest = more,
            None => return rest.starts_with(['符', '体', '是', '表', '展', '彰', '契', '具', '为', '给']),
        }
    }
    false
}

fn in_open_quote(before: &[char]) -> bool {
    let count = |mark| before.iter().filter(|c| **c == mark).count();
    count('“') > count('”')
}

/// 张三、李四分别表示 gives no saying to the last one alone.
fn many_speakers(before: &str) -> bool {
    before.ends_with(['、', '和', '与']) && before.trim_end_matches(['、', '和', '与']).ends_with('\u{E000}')
}

fn speaker_at(block: &ReadBlock, sentence: &Encoded, token: usize, context: &Context) -> Option<EntityId> {
    let mention = sentence.tokens[token].mention?;
    // 张三问他…，他说…: the second 他 is who was asked, and nobody named.
    let asked = sentence.symbols[..token].windows(2).any(|w| "\u{E013}他她".contains(w[1]) && "问对向给让请诉".contains(w[0]));
    if sentence.symbols[token] == '\u{E013}' && asked {
        return None;
    }
    // 他 means the subject of the sentence where it begins with a person, else who spoke last.
    let subject = (0..token).filter_map(|t| sentence.tokens[t].mention).find(|&m| block.mentions[m].kind == MentionKind::Person);
    block.entity_of[mention].or_else(|| subject.and_then(|m| block.entity_of[m])).or(context.speaker)
}

/// The words said: after the verb, or, where nothing follows it, the quotation in front of the speaker.
fn content_range(block: &ReadBlock, sentence: &Encoded, who: usize, content: usize) -> (usize, usize) {
    let symbols = &sentence.symbols;
    let mut from = content;
    while from < symbols.len() && matches!(symbols[from], '，' | '：' | '“' | '‘') {
        from += 1;
    }
    let mut to = symbols.len();
    while to > from && matches!(symbols[to - 1], '”' | '’') {
        to -= 1;
    }
    let _ = block;
    let nothing = to.saturating_sub(from) < 2 || symbols[from..to].iter().all(|c| "。！？”’".contains(*c));
    if !nothing {
        return (from, to);
    }
    let close = (0..who).rev().find(|&i| symbols[i] == '”');
    let open = close.and_then(|c| (0..c).rev().find(|&i| symbols[i] == '“'));
    match (open, close) {
        (Some(o), Some(c)) if o + 1 < c => (o + 1, c),
        // 将继续给予倾斜，张三表示。: the words stand before the speaker without quotation marks.
        _ if who > 6 && symbols[who - 1] == '，' && !symbols[..who].contains(&'\u{E000}') => (0, who - 1),
        _ => (from, from),
    }
}

fn carried(given: &[char], block: &ReadBlock, sentence: &Encoded, context: &Context, out: &mut Vec<Fact>) -> Option<Speech> {
    let captures = CARRIED.first(&sentence.symbols)?;
    let whole = range(&captures, "");
    let symbols = &sentence.symbols[..whole.start];
    if in_open_quote(symbols) {
        return None;
    }
    let person = |i: &usize| matches!(symbols[*i], '\u{E000}' | '\u{E013}');
    let first = (0..symbols.len()).find(person)?;
    let others = symbols[first + 1..].contains(&'\u{E000}') || symbols[..first].iter().any(|c| "\u{E002}\u{E011}\u{E005}".contains(*c));
    // 得知这一情况，张三当即…，要求…: behind a longer lead the subject begins its clause.
    let begins = first <= 14 || symbols[first - 1] == '，';
    if others || !begins {
        return None;
    }
    let named = block.entity_of[sentence.tokens[first].mention?];
    let speaker = named.or(context.speaker.filter(|_| symbols[first] == '\u{E013}'))?;
    let from = whole.end;
    let (a, b) = sentence.block_range(from, sentence.tokens.len())?;
    let verb = string(&sentence.symbols[range(&captures, "verb")]);
    out.push(fact(given, block, speaker, &verb, (a, b), (sentence.tokens[first].start, b), "said.verb-after-comma"));
    Some(Speech { tokens: from..sentence.tokens.len(), speaker })
}

/// A verb without whom it tells: 告诉, not 告诉记者 where that is a mention.
fn bare(verb: &str) -> String {
    if verb.contains('\u{E007}') { "告诉".into() } else { verb.to_string() }
}

fn fact(
    given: &[char],
    block: &ReadBlock,
    speaker: EntityId,
    verb: &str,
    content: (usize, usize),
    evidence: (usize, usize),
    rule: &str,
) -> Fact {
    Fact {
        subject: speaker,
        predicate: Predicate::Said,
        object: Object::Text(written_range(given, block, content.0, content.1)),
        qualifiers: Qualifiers { verb: Some(bare(verb)), ..Qualifiers::default() },
        evidence: quote(given, block.text.given(evidence.0, evidence.1)),
        rule: rule.to_string(),
        confidence: 0.97,
    }
}
