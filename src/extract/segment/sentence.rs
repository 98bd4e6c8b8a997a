//! Sentences and clauses of a run.

use crate::extract::clean::Clean;

/// Longest sentence in characters; a longer one is cut, so that no input takes more than linear time.
pub const MAX_SENTENCE_CHARS: usize = 2_000;

/// Ranges of sentences. Marks inside quotation or brackets do not end one, unless the quotation ends there too.
pub fn sentences(text: &Clean) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    let chars = &text.chars;
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '“' | '（' | '《' => depth += 1,
            '”' | '）' | '》' => depth = (depth - 1).max(0),
            _ => {}
        }
        let mut end = at + 1;
        let mark = matches!(chars[at], '。' | '！' | '？');
        if mark {
            while end < chars.len() && matches!(chars[end], '”' | '’' | '）' | '！' | '？') {
                depth = (depth - i32::from(chars[end] != '！' && chars[end] != '？')).max(0);
                end += 1;
            }
        }
        let closed = mark && depth == 0 && !is_quotation_with_speaker(chars, at, end);
        if closed || end - start >= MAX_SENTENCE_CHARS {
            out.push((start, end));
            start = end;
            depth = 0;
        }
        at = end;
    }
    if start < chars.len() {
        out.push((start, chars.len()));
    }
    out
}

/// “…。”张三说，… and “…？”他问。 are one sentence: the quotation belongs to its speaker.
fn is_quotation_with_speaker(chars: &[char], mark: usize, end: usize) -> bool {
    if end == mark + 1 || chars[end - 1] != '”' || end >= chars.len() {
        return false;
    }
    // 张三说：“…。”他表示，…: the quotation has its speaker in front, another saying begins.
    let open = (0..mark).rev().take(MAX_SENTENCE_CHARS).find(|&i| chars[i] == '“');
    if open.is_some_and(|o| o > 0 && chars[o - 1] == '：') {
        return false;
    }
    if closes_with_verb(chars, end) {
        return true;
    }
    let stop = (end..chars.len().min(end + 40)).find(|&i| matches!(chars[i], '，' | '。' | '：' | '；' | '“'));
    let head: String = chars[end..stop.unwrap_or(end)].iter().collect();
    const TOLD: [&str; 11] = ["说", "问", "表示", "道", "答", "介绍", "感慨", "坦言", "告诉记者", "回忆", "喊"];
    // “…。”某县某镇，某公司董事长张三坦言。: place and time may stand before the speaker.
    let full = (end..chars.len().min(end + 50)).find(|&i| matches!(chars[i], '。' | '：' | '；' | '“'));
    let whole: String = chars[end..full.unwrap_or(end)].iter().collect();
    TOLD.iter().any(|v| head.ends_with(v) || head.contains(&format!("{v}，")) || whole.contains('，') && whole.ends_with(v))
}

/// “…。”项目经理张三放下图纸，笑着说。: nothing but the speaker, what he does and the verb stands behind the quotation.
fn closes_with_verb(chars: &[char], end: usize) -> bool {
    const MAX_SPEAKER: usize = 60;
    let Some(stop) = (end..chars.len().min(end + MAX_SPEAKER)).find(|&i| matches!(chars[i], '。' | '！' | '？' | '：' | '“')) else {
        return false;
    };
    let head: String = chars[end..stop].iter().collect();
    let verb = ["说", "说道", "坦言", "感慨", "感叹", "喊", "喊道", "问", "问道", "答道", "回答", "表示", "介绍", "回忆", "补充道"];
    chars[stop] == '。' && verb.iter().any(|v| head.ends_with(v))
}

/// Ranges of clauses within `[start, end)`: split at ，；：, not inside quotation or brackets.
pub fn clauses(text: &Clean, start: usize, end: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut from, mut depth) = (start, 0_i32);
    for at in start..end {
        match text.chars[at] {
            '“' | '（' | '《' => depth += 1,
            '”' | '）' | '》' => depth = (depth - 1).max(0),
            '，' | '；' | '：' | '。' | '！' | '？' if depth == 0 => {
                out.push((from, at + 1));
                from = at + 1;
            }
            _ => {}
        }
    }
    if from < end {
        out.push((from, end));
    }
    out
}
