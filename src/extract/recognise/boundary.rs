//! Where a name begins: from its head word leftwards to a word that cannot belong to it.

use super::lexicon::Lexicon;
use super::words::Words;

/// Single characters that always end the way left. Other listed single characters may begin a name
/// (中能…, 上林…) and end it only where something stands before them.
const HARD_SINGLES: &str = "的在对将把由被从到是了着为";

/// Longest name in characters; what is longer is not a name.
pub const MAX_NAME_CHARS: usize = 40;

/// Which extra stop words apply.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind {
    Company,
    Project,
    Event,
}

/// A block as the walker sees it.
pub struct Walker<'a> {
    pub text: &'a [char],
    pub words: &'a Words,
    pub lexicon: &'a Lexicon,
    /// Characters of mentions that no name runs over (day dates, money, persons, posts).
    pub blocked: &'a [bool],
}

impl Walker<'_> {
    /// The leftmost position from which `[.., head)` can still be one name.
    pub fn left_edge(&self, head: usize, kind: EdgeKind) -> usize {
        let floor = head.saturating_sub(MAX_NAME_CHARS);
        let mut at = head;
        while at > floor {
            match self.step(at, floor, kind) {
                Step::To(next) => at = next,
                Step::Stop => return at,
                Step::Soft(next) => return self.past_soft(at, next, floor, kind),
            }
        }
        at
    }

    /// After a soft stop word: the name begins with it only if a hard edge stands right before it.
    fn past_soft(&self, edge: usize, soft: usize, floor: usize, kind: EdgeKind) -> usize {
        let mut at = soft;
        for _ in 0..2 {
            if at == 0 || at <= floor {
                return if at == 0 { 0 } else { edge };
            }
            match self.step(at, floor, kind) {
                Step::Stop => return at,
                Step::Soft(next) => at = next,
                Step::To(_) => return edge,
            }
        }
        edge
    }

    fn step(&self, at: usize, floor: usize, kind: EdgeKind) -> Step {
        let last = self.text[at - 1];
        if self.blocked[at - 1] {
            return Step::Stop;
        }
        if let Some(open) = opening_of(last) {
            return self.jump(at, floor, open, last, kind);
        }
        if is_edge_mark(last) {
            return Step::Stop;
        }
        let start = self.words.before(at).max(floor);
        let word: String = self.text[start..at].iter().collect();
        if self.blocked[start] {
            return Step::Stop;
        }
        self.judge(&word, start, kind)
    }

    /// A closing quote or bracket: the whole quoted part belongs to the name if it is short.
    fn jump(&self, at: usize, floor: usize, open: char, close: char, kind: EdgeKind) -> Step {
        let longest = if close == '）' { 14 } else { 16 };
        let low = floor.max(at.saturating_sub(longest + 2));
        match (low..at - 1).rev().find(|&i| self.text[i] == open) {
            Some(i) if close == '）' && kind == EdgeKind::Project => {
                if i + 2 < at && i > 0 { Step::To(i) } else { Step::Stop }
            }
            Some(i) if i + 2 < at => Step::To(i),
            _ => Step::Stop,
        }
    }

    fn judge(&self, word: &str, start: usize, kind: EdgeKind) -> Step {
        let listed = self.lexicon.stops_all.contains(word)
            || match kind {
                EdgeKind::Company | EdgeKind::Project => self.lexicon.stops_project.contains(word),
                EdgeKind::Event => self.lexicon.stops_event.contains(word),
            };
        if !listed {
            return Step::To(start);
        }
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if !HARD_SINGLES.contains(c) => Step::Soft(start),
            _ => Step::Stop,
        }
    }
}

enum Step {
    To(usize),
    Stop,
    Soft(usize),
}

fn opening_of(close: char) -> Option<char> {
    Some(match close {
        '”' => '“',
        '’' => '‘',
        '）' => '（',
        '》' => '《',
        _ => return None,
    })
}

/// Marks that no name contains.
pub fn is_edge_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '；' | '：' | '！' | '？' | '、' | '“' | '‘' | '（' | '《' | '【' | '】' | '…' | '—' | '｜' | '|' | ' ' | '□' | '■' | '●' | '▲' | '◆' | '[' | ']' | '>' | '<' | '〔' | '〕' | '\n' | '\t' | '○' | '◎' | '★' | '△' | '▪' | '+' | '='
    )
}
