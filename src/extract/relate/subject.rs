//! The clauses of a sentence and whose clause each is: a list of names that no preposition governs, here or before.

use super::encode::Encoded;
use super::link;
use crate::extract::clean::string;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::MentionKind;
use crate::model::{EntityId, Level};
use std::ops::Range;

/// A sentence under reading.
pub struct Reader<'a> {
    pub block: &'a ReadBlock,
    pub sentence: &'a Encoded,
    pub symbols: &'a [char],
    /// Who a clause before was about: tokens.
    pub subject: Vec<usize>,
}

pub fn is_member(symbol: char) -> bool {
    ('\u{E000}'..='\u{E004}').contains(&symbol) || symbol == '\u{E014}'
}

impl<'a> Reader<'a> {
    pub fn new(block: &'a ReadBlock, sentence: &'a Encoded) -> Self {
        Self { block, sentence, symbols: &sentence.symbols, subject: Vec::new() }
    }

    /// After a clause: whom the next ones are about, unless somebody only tells of it.
    pub fn leave_clause(&mut self, clause: &Range<usize>) {
        if self.subject.is_empty() && !self.symbols[clause.clone()].iter().any(|c| is_member(*c)) {
            return;
        }
        if link::tells(&self.text(clause.clone())) {
            self.subject.clear();
        } else if let Some(run) = self.run_before(clause, clause.end) {
            self.subject = run;
        }
    }

    pub fn clauses(&self) -> Vec<Range<usize>> {
        let (mut out, mut from, mut depth) = (Vec::new(), 0, 0_i32);
        for (i, c) in self.symbols.iter().enumerate() {
            match c {
                '（' | '“' | '《' => depth += 1,
                '）' | '”' | '》' => depth = (depth - 1).max(0),
                '，' | '；' | '：' | '。' | '！' | '？' if depth == 0 => {
                    out.push(from..i);
                    from = i + 1;
                }
                _ => {}
            }
        }
        out.push(from..self.symbols.len());
        out
    }

    pub fn text(&self, range: Range<usize>) -> String {
        string(&self.symbols[range])
    }

    pub fn score(&self, token: usize) -> Option<String> {
        self.sentence.tokens.get(token)?.mention.and_then(|m| match &self.block.mentions[m].kind {
            MentionKind::Score(score) => Some(score.clone()),
            _ => None,
        })
    }

    /// The last list of members of a clause before `to` that no preposition governs.
    pub fn run_before(&self, clause: &Range<usize>, to: usize) -> Option<Vec<usize>> {
        let mut at = to;
        while at > clause.start {
            at -= 1;
            if !is_member(self.symbols[at]) || self.entity(at).is_none() || self.in_brackets(clause, at) {
                continue;
            }
            let run = self.run_to(clause, at);
            let first = *run.first()?;
            let before = self.text(clause.start..first);
            let follows = self.text(at + 1..to.min(at + 12));
            // 的长三角城市…排名榜: a place at the head of the appraisal's name.
            let in_name = follows.starts_with('\u{E006}') && before.ends_with('的');
            if !link::is_governed(&before) && !link::is_scope(&follows) && !in_name {
                return Some(run);
            }
            at = first;
        }
        None
    }

    pub fn in_brackets(&self, clause: &Range<usize>, at: usize) -> bool {
        let opened = self.symbols[clause.start..at].iter().rev().find(|c| "（）《》“”".contains(**c));
        matches!(opened, Some('（' | '《' | '“'))
    }

    /// The list that ends in the member at `last`: A、B和C, each perhaps with its score.
    pub fn run_to(&self, clause: &Range<usize>, last: usize) -> Vec<usize> {
        let mut run = vec![last];
        let mut at = self.past_container(clause, last);
        while at > clause.start + 1 && matches!(self.symbols[at - 1], '、' | '和' | '与' | '及') {
            let mut before = at - 2;
            if self.score(before).is_some() && before > clause.start {
                before -= 1;
                let got = matches!(self.symbols[before], '得' | '以') && before > clause.start;
                before -= usize::from(got);
            }
            if !is_member(self.symbols[before]) || self.entity(before).is_none() {
                break;
            }
            run.push(before);
            at = self.past_container(clause, before);
        }
        run.reverse();
        run
    }

    /// 某某地区甲县: the wider place right in front of a place belongs to it.
    fn past_container(&self, clause: &Range<usize>, at: usize) -> usize {
        let before = &self.symbols[clause.start..at];
        if self.symbols[at] != '\u{E001}' {
            return at;
        }
        if before.last() == Some(&'\u{E001}') {
            return at - 1;
        }
        if before.ends_with(&['\u{E001}', '地', '区']) {
            return at - 3;
        }
        let han = before.iter().rev().take_while(|c| ('\u{4E00}'..='\u{9FFF}').contains(*c)).count();
        if before.ends_with(&['地', '区']) && (4..=6).contains(&han) { at - han } else { at }
    }

    /// The entity of a token; no list of winners has countries.
    pub fn entity(&self, token: usize) -> Option<EntityId> {
        let country = |m: usize| matches!(&self.block.mentions[m].kind, MentionKind::Place(p) if p.level == Level::Country);
        self.sentence.tokens[token].mention.filter(|&m| !country(m)).and_then(|m| self.block.entity_of[m])
    }
}
