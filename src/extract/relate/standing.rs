//! Ranks told in a scene: A县蝉联第一，B县以97分紧随其后，C县垫底. A sentence goes in, a fact per member and place comes out.
//!
//! Clause by clause: whose place it is may stand in a clause before, in what it is held in another sentence.

use super::apply::quote;
use super::encode::Encoded;
use super::link::{self, Order};
use super::ranking::scope_before;
use super::subject::{Reader, is_member};
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{MentionKind, RankInfo};
use crate::extract::refer::Table;
use crate::model::{EntityId, Fact, Object, Predicate, Qualifiers};
use std::ops::Range;

/// What earlier sentences leave to be understood.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The exercise named last: 考核, 评比, 观摩点评.
    pub exercise: Option<EntityId>,
    /// The figure named last in this paragraph: 开工率, 增速.
    pub measure: Option<EntityId>,
    /// The last place given in this paragraph: what 紧随其后 follows.
    last: Option<i32>,
}

impl Scene {
    /// A new paragraph keeps only the exercise.
    pub fn enter_block(&mut self) {
        self.measure = None;
        self.last = None;
    }

    /// Takes in the appraisals that a sentence names.
    pub fn leave_sentence(&mut self, block: &ReadBlock, sentence: &Encoded) {
        for m in sentence.tokens.iter().filter_map(|t| t.mention).filter(|&m| block.mentions[m].kind == MentionKind::Assessment) {
            if link::is_measure(&block.words_of(&block.mentions[m])) {
                self.measure = block.entity_of[m];
            } else {
                self.exercise = block.entity_of[m];
                self.measure = None;
            }
        }
    }
}

/// Who stands where, as tokens.
struct Standing {
    who: Vec<usize>,
    carried: bool,
    order: Order,
    /// Tokens of the words that give the order.
    at: Range<usize>,
    link: String,
}

/// Reads the places that a sentence gives; `speech` is what somebody is reported to say.
pub fn find(
    given: &[char],
    block: &ReadBlock,
    sentence: &Encoded,
    table: &Table,
    scene: &mut Scene,
    speech: &Range<usize>,
    out: &mut Vec<Fact>,
) {
    if !sentence.text.contains(['\u{E00B}', '\u{E00C}']) && !link::may_order(&sentence.text) {
        scene.last = None;
        return;
    }
    let told_of = speech.start < sentence.tokens.len() && link::reports(&sentence.symbols[..speech.start].iter().collect::<String>());
    let speech = if told_of { usize::MAX..usize::MAX } else { speech.clone() };
    let mut reader = Reader::new(block, sentence);
    let mut told = false;
    for clause in reader.clauses() {
        for (at, order) in reader.orders(&clause) {
            let Some(standing) = reader.standing(&clause, at, order).filter(|s| !speech.contains(&s.at.start)) else { continue };
            told |= reader.facts(given, &standing, table, scene, out);
        }
        reader.leave_clause(&clause);
    }
    if !told {
        scene.last = None;
        reader.bare_scores(given, out);
    }
}

impl Reader<'_> {
    fn rank(&self, token: usize) -> Option<RankInfo> {
        self.sentence.tokens.get(token)?.mention.and_then(|m| match self.block.mentions[m].kind {
            MentionKind::Rank(rank) => Some(rank),
            _ => None,
        })
    }

    /// The orders that a clause gives: runs of ranks (第一、第二; 第4至第8位), and words such as 居首.
    fn orders(&self, clause: &Range<usize>) -> Vec<(Range<usize>, Order)> {
        let mut out = Vec::new();
        let mut at = clause.start;
        while at < clause.end {
            let Some(first) = self.rank(at) else {
                if let Some((length, order)) = link::order_word(&self.symbols[at..clause.end]) {
                    out.push((at..at + length, order));
                    at += length;
                } else {
                    at += 1;
                }
                continue;
            };
            let (mut ranks, mut end, mut span) = (vec![first], at + 1, false);
            while matches!(self.symbols.get(end), Some('、' | '和' | '与' | '及' | '至')) && end + 1 < clause.end {
                let Some(next) = self.rank(end + 1) else { break };
                span |= self.symbols[end] == '至';
                ranks.push(next);
                end += 2;
            }
            out.push((at..end, Order::of(&ranks, span)));
            at = end;
        }
        out
    }

    /// Whose place it is, if the words between say so.
    fn standing(&self, clause: &Range<usize>, at: Range<usize>, order: Order) -> Option<Standing> {
        if link::is_unreal(&self.text(clause.start..at.start)) || link::goes_on(&self.text(at.end..self.symbols.len().min(at.end + 3))) {
            return None;
        }
        let closes = at.end == clause.end || matches!(self.symbols[at.end], '、' | '（');
        if let Some(who) = self.run_before(clause, at.start) {
            let link = self.text(*who.last()? + 1..at.start);
            return Some(Standing { who, carried: false, order, at, link });
        }
        let link = self.text(clause.start..at.start);
        let listed = self.symbols.get(at.end) == Some(&'、') && self.symbols[at.end..clause.end].contains(&'的');
        let fits = !listed && (link::has_verb(&link) || closes);
        let persons = self.subject.iter().any(|&t| self.symbols[t] == '\u{E000}');
        (fits && !self.subject.is_empty() && !persons && at.start < self.symbols.len()).then(|| Standing {
            who: self.subject.clone(),
            carried: true,
            order,
            at,
            link,
        })
    }

    /// The appraisal that the places are held in: the sentence's own, else the scene's.
    fn assessment(&self, standing: &Standing, table: &Table, scene: &Scene) -> Option<EntityId> {
        let own = |t: &usize| {
            let m = self.sentence.tokens[*t].mention?;
            let is = self.block.mentions[m].kind == MentionKind::Assessment;
            is.then(|| (self.block.words_of(&self.block.mentions[m]), self.block.entity_of[m]))
        };
        let named: Vec<_> = (0..standing.at.start).rev().filter_map(|t| own(&t)).collect();
        let exercise = named.iter().find(|(name, _)| !link::is_measure(name));
        if let Some((_, id)) = exercise.or(named.first()) {
            return (*id).filter(|_| link::joins(&standing.link, true));
        }
        let unknown = link::names_exercise(&self.text(0..standing.at.start));
        if unknown || !link::joins(&standing.link, false) {
            return None;
        }
        let between = self.text(standing.who[0]..standing.at.start);
        if link::has_figure(&between) && scene.measure.is_some() {
            return scene.measure;
        }
        let scope = scope_before(&between);
        let held = |id: &EntityId| link::fits_scope(scope.as_deref(), &table.get(*id).name);
        scene.exercise.filter(held).filter(|_| !link::has_trade(&between))
    }

    fn facts(&self, given: &[char], standing: &Standing, table: &Table, scene: &mut Scene, out: &mut Vec<Fact>) -> bool {
        let Some(assessment) = self.assessment(standing, table, scene) else { return false };
        let scores: Vec<Option<String>> = standing.who.iter().map(|&t| self.score_of(t, standing)).collect();
        let Some(places) = standing.order.places(standing.who.len(), &standing.link, &scores, scene.last) else { return false };
        for ((token, place), score) in standing.who.iter().zip(&places).zip(scores) {
            let Some((subject, (a, b))) = self.entity(*token).zip(self.sentence.block_range(standing.who[0], standing.at.end)) else {
                continue;
            };
            let scope = scope_before(&self.text(standing.who[0]..standing.at.end));
            let list_order = u32::try_from(standing.who.iter().position(|t| t == token).unwrap_or(0) + 1).ok();
            let list_order = list_order.filter(|_| standing.who.len() > 1);
            out.push(Fact {
                subject,
                predicate: Predicate::Ranked,
                object: Object::Entity(assessment),
                qualifiers: Qualifiers { rank: place.0, rank_max: place.1, score, scope, list_order, ..Qualifiers::default() },
                evidence: quote(given, self.block.text.given(a, b)),
                rule: if standing.carried { "ranked.clause-before" } else { "ranked.stands" }.into(),
                confidence: if standing.carried { 0.9 } else { 0.94 },
            });
        }
        scene.last = places.last().and_then(|p| p.0).filter(|n| *n > 0).or(scene.last);
        true
    }

    /// 甲县得分97分: a score without a place, in an exercise that the sentence names.
    fn bare_scores(&self, given: &[char], out: &mut Vec<Fact>) {
        let mut exercise = None;
        for t in 0..self.symbols.len() {
            let Some(m) = self.sentence.tokens[t].mention else { continue };
            let mention = &self.block.mentions[m];
            if mention.kind == MentionKind::Assessment && !link::is_measure(&self.block.words_of(mention)) {
                exercise = self.block.entity_of[m];
            }
            let (Some(assessment), Some(score)) = (exercise, self.score(t)) else { continue };
            let Some(who) = self.scored(t) else { continue };
            let (Some(subject), Some((a, b))) = (self.entity(who), self.sentence.block_range(who, t + 1)) else { continue };
            out.push(Fact {
                subject,
                predicate: Predicate::Ranked,
                object: Object::Entity(assessment),
                qualifiers: Qualifiers { score: Some(score), ..Qualifiers::default() },
                evidence: quote(given, self.block.text.given(a, b)),
                rule: "ranked.score".into(),
                confidence: 0.9,
            });
        }
    }

    /// Whose score stands at `t`: 甲县得分97分, 甲县以97分….
    fn scored(&self, t: usize) -> Option<usize> {
        let low = t.saturating_sub(6);
        let who = (low..t).rev().find(|&i| is_member(self.symbols[i]))?;
        let link = self.text(who + 1..t);
        let unreal = link::is_unreal(&self.text(0..t));
        (!unreal && matches!(link.as_str(), "得分" | "得" | "综合得分" | "得分为" | "获" | "以" | "总分" | "最终得分")).then_some(who)
    }

    /// The member's own score: right behind it, or the one that its place is told with.
    fn score_of(&self, member: usize, standing: &Standing) -> Option<String> {
        if let Some(score) = self.score(member + 1) {
            return Some(score);
        }
        let last = *standing.who.last()?;
        if standing.link.starts_with("分别以") {
            let each: Vec<String> = (last + 1..standing.at.start).filter_map(|t| self.score(t)).collect();
            let place = standing.who.iter().position(|&t| t == member)?;
            return each.get(place).filter(|_| each.len() == standing.who.len()).cloned();
        }
        if standing.who.len() > 1 && !standing.link.contains('均') {
            return None;
        }
        let lost = |t: usize| matches!(self.symbols[t - 1], '扣' | '加' | '差' | '距' | '分' | '高' | '低' | '了');
        (last + 1..standing.at.start).filter(|&t| t > 0 && !lost(t)).find_map(|t| self.score(t))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::extract::{Resources, extract};
    use crate::model::{Document, Predicate};

    /// Every ranking of a text as its member and place; `<` before the last of the first places.
    pub fn ranks(text: &str) -> Vec<String> {
        let articles = extract(&Document::new("t", text), &Resources::load().unwrap());
        let a = &articles[0];
        let ranked = a.facts.iter().filter(|f| f.predicate == Predicate::Ranked);
        let place = |f: &crate::model::Fact| f.qualifiers.rank.map_or_else(|| format!("<{:?}", f.qualifiers.rank_max), |r| r.to_string());
        ranked.map(|f| format!("{} {}", a.entities[f.subject.0].name, place(f))).collect()
    }

    const HEAD: &str = "全市三季度项目建设观摩点评活动举行\n10月12日，全市三季度项目建设观摩点评活动举行。现场打分，";

    #[test]
    fn places_are_read_clause_by_clause() {
        for (text, wanted) in [
            ("正定县蝉联第一，栾城区以97.9分紧随其后。", ["正定县 1", "栾城区 2"]),
            ("正定县由上季度的第六位跃升至第三位，栾城区得分垫底。", ["正定县 3", "栾城区 -1"]),
            ("正定县、栾城区分列第4至第5位。", ["正定县 4", "栾城区 5"]),
            ("正定县、栾城区分别列倒数第二、倒数第一。", ["正定县 -2", "栾城区 -1"]),
            ("正定县、栾城区并列第一。", ["正定县 1", "栾城区 1"]),
            ("正定县得分96.4，排全市第二；栾城区名列三甲。", ["正定县 2", "栾城区 <Some(3)"]),
        ] {
            let found = ranks(&format!("{HEAD}{text}\n"));
            assert!(wanted.iter().all(|w| found.contains(&w.to_string())), "{text} {found:?}");
        }
    }

    #[test]
    fn wishes_goals_and_figures_are_no_places_in_an_exercise() {
        for text in [
            "正定县力争下季度进入前三名。",
            "对排名末位的正定县进行约谈。",
            "正定县未进入前三名。",
            "正定县年产轴承20万套，居全国第二位。",
            "正定县与第一名差距明显。",
            "去年同期正定县排名第五。",
        ] {
            let found = ranks(&format!("{HEAD}{text}\n"));
            assert!(found.is_empty(), "{text} {found:?}");
        }
    }
}
