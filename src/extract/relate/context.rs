//! What a reader keeps in mind from sentence to sentence: the project under discussion, the meeting, who is touring.

use super::encode::Encoded;
use crate::extract::phrases::Phrases;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{MentionKind, is_han};
use crate::model::{DateSpan, EntityId, EntityKind, Fact, Object, Predicate};
use rustc_hash::{FxHashMap, FxHashSet};

/// Verbs that show that an event took place or takes place.
pub static HELD: Phrases = Phrases::of(&[
    "举行",
    "召开",
    "举办",
    "开幕",
    "闭幕",
    "启动",
    "组织开展",
    "开展",
    "组织",
    "举行了",
    "启幕",
    "落幕",
    "拉开帷幕",
    "如期",
    "开赛",
    "开讲",
    "出席",
    "参加",
    "主持",
    "在京",
    "上，",
    "现场",
    "见证",
    "致辞",
    "列席",
    "亮相",
    "参会",
    "会场",
    "开班",
    "隆重",
    "已于",
    "\u{E005}决定",
    "\u{E005}研究",
    "\u{E005}审议",
    "\u{E005}通过",
    "\u{E005}表决",
    "\u{E005}听取",
    "落下帷幕",
    "收官",
    "圆满结束",
]);

/// Words of a sentence that tells of another time.
static PAST: Phrases = Phrases::of(&["此前", "去年", "早在", "曾于", "上次", "上届"]);

/// The state that references are resolved against.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The project under discussion in this paragraph.
    pub project: Option<EntityId>,
    /// The last project named at all: what 该项目 means in a new paragraph.
    pub last_project: Option<EntityId>,
    /// The company under discussion.
    pub company: Option<EntityId>,
    /// The project that a numbered item is about.
    pub item: Option<EntityId>,
    /// The project or company that is the subject now, whichever was named last.
    pub holder: Option<EntityId>,
    /// The article's first event that took place.
    pub main_event: Option<EntityId>,
    /// The event that 会上 means now.
    pub event: Option<EntityId>,
    /// Events that took place by this block's own words.
    pub block_events: Vec<EntityId>,
    /// The appraisal that the article is about.
    pub assessment: Option<EntityId>,
    /// What is ranked now, and who stood where last.
    pub scene: super::standing::Scene,
    /// The tour as an event, where it has a name.
    pub tour: Option<EntityId>,
    /// The persons who tour, first the leader.
    pub leaders: Vec<EntityId>,
    /// Who spoke last: what 他强调 means.
    pub speaker: Option<EntityId>,
    /// Whose life the block tells (张三，男，1970年生…): what 曾任 without a subject means.
    pub told_of: Option<EntityId>,
    /// The stop that 在经开区，… set for the rest of the sentence.
    pub stop: Option<EntityId>,
    /// The last date known to the day.
    pub date: Option<DateSpan>,
    /// The last such date of the block under reading.
    pub block_date: Option<DateSpan>,
    /// Whether the block under reading is what somebody is reported to say.
    pub in_speech_block: bool,
    /// What the facts read so far say.
    pub told: Told,
}

/// What has been told of entities, so that no sentence looks through all facts of the article.
#[derive(Clone, Debug, Default)]
pub struct Told {
    read: usize,
    /// The body of a person's first post that has one.
    pub employers: FxHashMap<EntityId, String>,
    /// Events whose day is known.
    pub dated: FxHashSet<EntityId>,
    /// What an entity has a fact with.
    pub with: FxHashMap<EntityId, FxHashSet<EntityId>>,
}

impl Told {
    /// Takes in the facts that have come since it was asked last.
    pub fn update(&mut self, facts: &[Fact]) {
        for fact in &facts[self.read.min(facts.len())..] {
            if let Some(body) = &fact.qualifiers.organization {
                self.employers.entry(fact.subject).or_insert_with(|| body.clone());
            }
            if fact.predicate == Predicate::OccurredOn {
                self.dated.insert(fact.subject);
            }
            if let Object::Entity(other) = fact.object {
                self.with.entry(fact.subject).or_default().insert(other);
            }
        }
        self.read = facts.len();
    }
}

impl Context {
    /// A new block: the topic of the last one goes, what references mean stays. A line such as 投资方：… goes on
    /// with the item above it.
    pub fn enter_block(&mut self, block: &ReadBlock) {
        self.scene.enter_block();
        let colon = block.text.chars.iter().take(7).position(|c| *c == '：');
        if self.item.is_some() && colon.is_some_and(|c| c >= 2) && block.text.len() <= 60 {
            self.block_events.clear();
            self.in_speech_block = false;
            return;
        }
        self.block_date = None;
        self.told_of = life_of(block);
        self.project = None;
        self.company = None;
        self.item = None;
        self.holder = None;
        self.block_events.clear();
        self.stop = None;
        self.in_speech_block = false;
    }

    /// Takes in what a sentence names, after its facts were read.
    pub fn leave_sentence(&mut self, block: &ReadBlock, sentence: &Encoded) {
        let named = |kind: EntityKind| -> Vec<EntityId> {
            sentence
                .tokens
                .iter()
                .filter_map(|t| t.mention)
                .filter(|&m| block.mentions[m].kind.entity() == Some(kind) && !block.is_phase(m))
                .filter_map(|m| block.entity_of[m])
                .collect()
        };
        let mut projects = named(EntityKind::Project);
        if projects.is_empty() {
            let inside = sentence.tokens.iter().filter_map(|t| t.mention).find_map(|m| super::ceremonies::inner_project(block, m));
            projects.extend(inside.map(|(id, _)| id));
        }
        projects.dedup();
        if let Some(&last) = projects.last() {
            self.last_project = Some(last);
            self.project = if is_listed(block, sentence) { None } else { Some(last) };
            self.holder = self.project;
        }
        if let Some(&last) = named(EntityKind::Company).last() {
            self.company = Some(last);
            if projects.is_empty() {
                self.holder = Some(last);
            }
        }
        if let Some(date) = last_day(block, sentence).filter(|_| !PAST.any(&sentence.symbols)) {
            self.date = Some(date);
            self.block_date = Some(date);
        }
        self.stop = None;
    }

    /// Before a sentence's facts are read: which of its events took place.
    pub fn enter_sentence(&mut self, block: &ReadBlock, sentence: &Encoded) {
        self.turn_to_opening(block, sentence);
        if !sentence.symbols.contains(&'\u{E005}') {
            return;
        }
        for (t, token) in sentence.tokens.iter().enumerate() {
            let Some(m) = token.mention else { continue };
            let (MentionKind::Event, Some(id)) = (&block.mentions[m].kind, block.entity_of[m]) else { continue };
            let held = HELD.any(clause_of(sentence, t)) || counts_days(sentence, t) || decides(sentence, t);
            if !held || is_other_time(sentence, token.start) || is_called_off(sentence, t) || is_attributive(sentence, t) {
                continue;
            }
            self.event = Some(id);
            if !self.block_events.contains(&id) {
                self.block_events.push(id);
            }
        }
    }
}

impl Context {
    /// 29日上午的开幕式上, where no event is named: the opening and the close are the main event's.
    fn turn_to_opening(&mut self, block: &ReadBlock, sentence: &Encoded) {
        let ceremonies = ["开幕式", "闭幕式", "开幕会", "闭幕会"];
        let mut mentions = sentence.tokens.iter().filter_map(|t| t.mention).map(|m| &block.mentions[m]);
        let opening = mentions.any(|m| {
            m.kind == MentionKind::Reference(EntityKind::Event) && ceremonies.contains(&block.text.slice(m.start, m.end).as_str())
        });
        if opening && self.main_event.is_some() && !sentence.symbols.contains(&'\u{E005}') {
            self.event = self.main_event;
            self.block_events = self.main_event.into_iter().collect();
        }
    }
}

/// The person whose sex, people or birth stands right behind the name that begins a block.
fn life_of(block: &ReadBlock) -> Option<EntityId> {
    let first = block.mentions.first().filter(|m| m.kind == MentionKind::Person)?;
    // 公开资料显示，张三，男: where it is read may stand in front.
    let lead = block.text.slice(0, first.start);
    let sources =
        ["", "公开资料显示，", "公开简历显示，", "简历显示，", "公开信息显示，", "公开资料显示：", "据公开资料，", "个人简历：", "简历："];
    if !sources.contains(&lead.as_str()) {
        return None;
    }
    let rest = block.text.slice(first.end, block.text.len().min(first.end + 8));
    let told = ["，男", "，女", "（男", "（女", "，汉族", "，19", "，1", "同志，男", "同志，女"].iter().any(|w| rest.starts_with(w));
    block.entity_of.first().copied().flatten().filter(|_| told)
}

/// 某会第九次会议决定, 通过, 审议: a session that does something is held.
fn decides(sentence: &Encoded, token: usize) -> bool {
    let after: String = sentence.text.chars().skip(token + 1).take(8).collect();
    let after = after.trim_start_matches(['已', '上', '，']);
    ["研究", "决定", "审议", "通过", "表决", "听取", "任命", "研究决定", "讨论", "接受", "选举"].iter().any(|w| after.starts_with(w))
}

/// The clause that holds an event, with the mark that closes it, and the next one where the event is its subject: 某大会
/// 圆满完成各项议程，于12日闭幕.
fn clause_of(sentence: &Encoded, event: usize) -> &[char] {
    let closes = |c: &char| "，；。：".contains(*c);
    let symbols = &sentence.symbols;
    let from = symbols[..event].iter().rposition(closes).map_or(0, |i| i + 1);
    let after = |at: usize| symbols[at..].iter().position(closes).map_or(symbols.len(), |i| at + i + 1);
    let to = after(event);
    let subject = !symbols[from..event].iter().any(|c| is_han(*c));
    &symbols[from..if subject { after(to) } else { to }]
}

/// 在某活动的第二天: an event that days are counted from was held.
fn counts_days(sentence: &Encoded, event: usize) -> bool {
    let mut after = sentence.symbols[event + 1..].iter().filter(|c| **c != '”');
    after.next() == Some(&'的') && after.next() == Some(&'第')
}

/// Words by which an event of the sentence is not held as told.
const OFF: &[&str] = &[
    "没有如期",
    "未如期",
    "未能如期",
    "延期",
    "推迟",
    "取消",
    "改期",
    "未能举行",
    "没有举行",
    "未举行",
    "暂停举办",
    "停办",
    "择期",
    "暂缓",
    "未能召开",
    "没有召开",
    "原定",
    "原计划",
    "不再举办",
    "无法举行",
    "无法如期",
    "未能成行",
];

/// Whether the words around an event, up to the next one, call it off.
fn is_called_off(sentence: &Encoded, token: usize) -> bool {
    let symbols: Vec<char> = sentence.text.chars().collect();
    let event = '\u{E005}';
    let until = (token + 1..symbols.len()).find(|&i| symbols[i] == event).unwrap_or(symbols.len());
    let from = (0..token).rev().find(|&i| symbols[i] == event).map_or(0, |i| i + 1);
    let after: String = symbols[token..until].iter().take(40).collect();
    let before: String = symbols[from..token].iter().rev().take(20).rev().collect();
    let ahead = ["原定", "原计划", "取消", "推迟", "延期", "改期", "暂缓"].iter().any(|w| before.contains(w));
    ahead || OFF.iter().any(|w| after.contains(w))
}

/// An event that is only looked back at or ahead to: 自去年…以来, 将于…举行, 在…之后.
fn is_other_time(sentence: &Encoded, start: usize) -> bool {
    let before: String = sentence
        .tokens
        .iter()
        .zip(sentence.text.chars())
        .filter(|(t, _)| t.end <= start && t.start + 14 >= start)
        .map(|(_, c)| c)
        .collect();
    [
        "作为",
        "结束出席",
        "结束参加",
        "去年",
        "上届",
        "此前",
        "将举办",
        "将举行",
        "将召开",
        "将于",
        "拟于",
        "即将",
        "筹备",
        "备战",
        "贯彻",
        "落实",
        "学习",
        "传达",
        "参加过",
    ]
    .iter()
    .any(|w| before.contains(w))
}

/// 会见来华出席…博览会的外宾, …博览会的筹备情况: the event only says who or what is meant.
fn is_attributive(sentence: &Encoded, event: usize) -> bool {
    let before: String = sentence.symbols[event.saturating_sub(3)..event].iter().collect();
    let after: String = sentence.symbols[event + 1..].iter().filter(|c| **c != '”').take(8).collect();
    let guests = ["出席", "参加"].iter().any(|w| before.ends_with(w)) && after.starts_with('的');
    let coming = ["会见", "会谈", "来华", "来访"].iter().any(|w| sentence.text.contains(w));
    let office = ["新闻中心", "组委会", "执委会", "筹委会", "今天举行记者会", "举行记者会"].iter().any(|w| after.starts_with(w));
    let press = sentence.text.contains("记者会") && !after.contains("开幕") && after.contains("举行");
    // 提请某会审议, 某会主席团成员, 看望参加某会的记者: what is put before it, who sits in it, who takes part.
    let put = ["提请", "提交", "拟向", "报请", "列入"].iter().any(|w| before.ends_with(w));
    let seated = after.starts_with('\u{E007}') || after.starts_with("主席团") || after.starts_with("主持人");
    // 某大会选举产生的…: what came out of it is told of, not itself.
    let outcome = ["选举产生", "审议通过的", "通过的", "确定的", "提出的", "部署的", "作出的"].iter().any(|w| after.starts_with(w));
    let others = guests && !["的领导", "的还有", "的有", "的嘉宾"].iter().any(|w| after.starts_with(w));
    office
        || outcome
        || press
        || put
        || seated
        || others
        || guests && coming
        || ["筹备", "准备情况", "准备工作"].iter().any(|w| after.contains(w)) && sentence.text.contains("介绍")
}

/// Whether the sentence lists several projects side by side: none of them is the topic then.
fn is_listed(block: &ReadBlock, sentence: &Encoded) -> bool {
    let symbols = &sentence.symbols;
    let project = '\u{E004}';
    let _ = block;
    symbols.windows(3).any(|w| w[0] == project && "、和与及，".contains(w[1]) && w[2] == project)
}

fn last_day(block: &ReadBlock, sentence: &Encoded) -> Option<DateSpan> {
    sentence.tokens.iter().filter_map(|t| t.mention).rev().find_map(|m| match &block.mentions[m].kind {
        MentionKind::Date(d) if d.day && !d.before => Some(d.value),
        _ => None,
    })
}
