//! References of rules (`@project`, `@event` …) → entities, from the sentence first and then from the context.

use super::context::Context;
use super::encode::Encoded;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::MentionKind;
use crate::model::{EntityId, EntityKind};

/// What a rule may refer to.
pub const NAMES: &[&str] = &[
    "project",
    "company",
    "holder",
    "event",
    "events",
    "home",
    "visitor",
    "persons",
    "place",
    "speaker",
    "told",
    "date",
    "tour",
    "assessment",
    "item",
];

/// A match inside a sentence of a block: token positions.
pub struct Site<'a> {
    pub block: &'a ReadBlock,
    pub sentence: &'a Encoded,
    pub from: usize,
    pub to: usize,
    pub context: &'a Context,
    pub home: Option<EntityId>,
}

impl Site<'_> {
    /// The entities that `@name` means here; none where nothing fits.
    pub fn resolve(&self, name: &str) -> Vec<EntityId> {
        let one = |id: Option<EntityId>| id.into_iter().collect::<Vec<_>>();
        match name {
            "project" => one(self.project()),
            "company" => one(self.nearest(&[EntityKind::Company]).or(self.context.company)),
            "holder" => one(self.holder()),
            "event" => one(self.event()),
            "events" => self.events(),
            "home" => one(self.home),
            "visitor" => one(self.visitor()),
            "persons" => self.persons(),
            "place" => one(self.nearest(&[EntityKind::Place])),
            "speaker" => one(self.context.speaker),
            "told" => one(self.context.told_of),
            "tour" => one(self.context.tour),
            "item" => one(self.context.item),
            "assessment" => one(self.nearest(&[EntityKind::Assessment]).or(self.context.assessment)),
            _ => Vec::new(),
        }
    }

    /// The entity and kind of a token.
    fn entity(&self, token: usize) -> Option<(EntityKind, EntityId)> {
        let mention = self.sentence.tokens[token].mention?;
        let kind = match &self.block.mentions[mention].kind {
            MentionKind::Reference(kind) => *kind,
            other => other.entity()?,
        };
        let id = self.block.entity_of[mention].or_else(|| self.named_before(token, kind)).or_else(|| self.meant(kind))?;
        Some((kind, id))
    }

    /// What a project's reference means where its own sentence names one before it: X项目由A承建，项目总投资….
    fn named_before(&self, token: usize, kind: EntityKind) -> Option<EntityId> {
        let named = (0..token).rev().filter_map(|t| self.sentence.tokens[t].mention);
        let mut same =
            named.filter(|&m| kind == EntityKind::Project && self.block.mentions[m].kind.entity() == Some(kind) && !self.block.is_phase(m));
        same.next().and_then(|m| self.block.entity_of[m])
    }

    /// What a bare reference of a kind means.
    fn meant(&self, kind: EntityKind) -> Option<EntityId> {
        match kind {
            EntityKind::Project => self.context.project.or(self.context.last_project),
            EntityKind::Company => self.context.company,
            EntityKind::Event => self.context.event.or(self.context.main_event),
            EntityKind::Person => self.context.speaker,
            _ => None,
        }
    }

    /// The nearest entity of one of the kinds before the match, in its sentence.
    fn nearest(&self, kinds: &[EntityKind]) -> Option<EntityId> {
        (0..self.from).rev().filter_map(|t| self.entity(t)).find(|(k, _)| kinds.contains(k)).map(|(_, id)| id)
    }

    /// A project right behind the match: 投资15亿元的…项目.
    fn following_project(&self) -> Option<EntityId> {
        let chars = &self.sentence.symbols;
        if self.to > 0 && matches!(chars.get(self.to - 1), Some('；' | '。')) {
            return None;
        }
        let limit = chars.len().min(self.to + 12);
        let stop = (self.to..limit).find(|&i| "，。；：！？".contains(chars[i])).unwrap_or(limit);
        if !chars[self.to.min(stop)..stop].contains(&'的') && chars.get(self.to) != Some(&'\u{E004}') {
            return None;
        }
        (self.to..stop).filter_map(|t| self.entity(t)).find(|(k, _)| *k == EntityKind::Project).map(|(_, id)| id)
    }

    fn project(&self) -> Option<EntityId> {
        let before =
            self.context.project.filter(|_| !self.has_own_title()).or_else(|| self.context.last_project.filter(|_| self.looks_back()));
        self.context.item.or_else(|| self.following_project()).or_else(|| {
            let (near, unnamed) = self.project_before();
            near.or(before.filter(|_| !unnamed))
        })
    }

    /// The nearest project before the match, and whether what is told of belongs to a part of one that has no known name.
    fn project_before(&self) -> (Option<EntityId>, bool) {
        let mut whole = false;
        for token in (0..self.from).rev() {
            match self.entity(token) {
                Some((EntityKind::Project, _)) if self.is_whole(token) => whole = true,
                Some((EntityKind::Project, id)) => return (Some(id), false),
                _ => {}
            }
        }
        (None, whole)
    }

    /// X是Y的控制性工程，全长…; Y控制性工程——X…，全长…: the figures are those of X.
    fn is_whole(&self, token: usize) -> bool {
        const PARTS: [&str; 8] = ["控制性工程", "控制工程", "关键工程", "关键节点工程", "标志性工程", "先导工程", "组成部分", "子项目"];
        let after: String = self.sentence.symbols[token + 1..self.from].iter().take(16).collect();
        let Some((lead, rest)) = PARTS.iter().find_map(|w| after.split_once(w)) else { return false };
        let close = lead.chars().count() <= 5 && !lead.contains(['是', '为', '，', '。', '、']);
        let before: String = self.sentence.symbols[token.saturating_sub(8)..token].iter().collect();
        let is = before.rsplit(['，', '。', '；']).next().is_some_and(|b| b.contains('是') || b.contains("作为") || b.ends_with('为'));
        close && (is || rest.starts_with('—'))
    }

    /// 全部建成后，…: a paragraph that goes on with the project of the one before.
    fn looks_back(&self) -> bool {
        let head: String = self.sentence.text.chars().take(12).collect();
        ["全部建成", "建成后", "项目建成", "达产后", "全面建成", "投产后", "建成投产后", "建成达产后", "竣工后"]
            .iter()
            .any(|w| head.contains(w))
    }

    /// 某市种业中心：占地…: the sentence begins with a title of its own, which is no project that was recognised.
    fn has_own_title(&self) -> bool {
        let chars: Vec<char> = self.sentence.text.chars().take(self.from.min(30)).collect();
        let Some(colon) = chars.iter().position(|c| *c == '：') else { return false };
        let head = &chars[..colon];
        let named = head.iter().any(|c| ('\u{E001}'..='\u{E003}').contains(c));
        named && head.len() >= 4 && !head.iter().any(|c| matches!(c, '，' | '。' | '\u{E000}' | '\u{E004}' | '\u{E010}'))
    }

    fn holder(&self) -> Option<EntityId> {
        self.context.item.or_else(|| self.following_project()).or_else(|| {
            let (near, unnamed) = self.project_before();
            near.or_else(|| self.context.project.filter(|_| !unnamed && !self.names_company() && !self.has_own_title()))
                .or_else(|| self.nearest(&[EntityKind::Company]))
                .or(self.context.holder.filter(|_| !unnamed))
        })
    }

    /// Whether the sentence names a company (and does not only say 公司) before the match.
    fn names_company(&self) -> bool {
        let subject = (0..self.from).rev().filter_map(|t| self.sentence.tokens[t].mention);
        subject.map(|m| &self.block.mentions[m].kind).any(|k| *k == MentionKind::Company)
            && !(0..self.from).any(|t| {
                self.sentence.tokens[t].mention.is_some_and(|m| self.block.mentions[m].kind == MentionKind::Reference(EntityKind::Company))
            })
    }

    fn event(&self) -> Option<EntityId> {
        self.nearest(&[EntityKind::Event])
            .or_else(|| {
                (self.to..self.sentence.tokens.len())
                    .filter_map(|t| self.entity(t))
                    .find(|(k, _)| *k == EntityKind::Event)
                    .map(|(_, id)| id)
            })
            .or(self.context.event)
            .or(self.context.main_event)
    }

    /// The events of this paragraph where it names any, else the one under discussion.
    fn events(&self) -> Vec<EntityId> {
        if self.context.block_events.is_empty() {
            return self.context.event.or(self.context.main_event).into_iter().collect();
        }
        self.context.block_events.clone()
    }

    /// Who visits: the tour where it is a named event, else the leader of the party.
    fn visitor(&self) -> Option<EntityId> {
        self.context.tour.or_else(|| self.persons().first().copied()).or_else(|| self.context.leaders.first().copied())
    }

    /// 高远山的贺信, 高远山书记特别代表, 在高远山陪同下, 受高远山委托: not who does what follows.
    fn is_owner(&self, token: usize) -> bool {
        let behind = self.sentence.symbols[token + 1..].iter().skip_while(|c| **c == '\u{E007}').take(4).collect::<String>();
        let charged = token > 0 && self.sentence.symbols[token - 1] == '受';
        charged
            || behind.starts_with("陪同")
            || behind.starts_with('的')
            || behind.starts_with("特别代表")
            || behind.starts_with("特使")
            || behind.starts_with("夫人")
    }

    /// The persons who are the subject before the match: the last run of names in the sentence.
    fn persons(&self) -> Vec<EntityId> {
        let (mut out, mut passed) = (Vec::new(), false);
        for token in (0..self.from).rev() {
            match self.entity(token) {
                Some((EntityKind::Person, _)) if out.is_empty() && (passed || self.is_owner(token)) => passed = true,
                Some((EntityKind::Person, id)) => out.push(id),
                _ if out.is_empty() => passed &= "、和与及\u{E007}\u{E00F}\u{E001}\u{E002}".contains(self.sentence.symbols[token]),
                _ => {
                    let c = self.sentence.symbols.get(token).copied().unwrap_or('。');
                    if !"、和与及，；\u{E007}\u{E00F}".contains(c) {
                        break;
                    }
                }
            }
        }
        out.reverse();
        out
    }
}
