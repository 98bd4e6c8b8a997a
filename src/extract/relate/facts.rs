//! One article's facts: sentence by sentence, structures first, then rules; then what contradicts itself is settled.

use super::apply::{self, Frame};
use super::context::Context;
use super::encode::Encoded;
use super::said::{self, Speech};
use super::{
    ceremonies, conferred, decisions, events, fields, headed, honours, link, names, numbered, posts, project_table, ranking, settle,
    stacked, standing, tables,
};
use crate::extract::reading::ReadBlock;
use crate::extract::refer::Table;
use crate::extract::resources::Resources;
use crate::extract::segment::BlockKind;
use crate::model::{EntityId, EntityKind, Fact, PartialDate};

/// What is known about the article before its facts are read.
pub struct Setting<'a> {
    pub given: &'a [char],
    pub home: Option<EntityId>,
    pub date: Option<PartialDate>,
}

/// Reads all facts of an article.
pub fn read(setting: &Setting, blocks: &[ReadBlock], table: &Table, resources: &Resources) -> Vec<Fact> {
    let mut context = events::prepare(blocks, table);
    let mut out = Vec::new();
    let assessment = names::main_assessment(blocks);
    context.assessment = assessment;
    context.scene.exercise = names::main_exercise(blocks);
    for block in blocks.iter().filter(|b| b.is_read()) {
        context.enter_block(block);
        block_facts(setting, block, table, resources, &mut context, assessment, &mut out);
    }
    ranking::table(setting.given, blocks, assessment, &mut out);
    stacked::find(setting.given, blocks, assessment, &mut out);
    numbered::find(setting.given, blocks, assessment, &mut out);
    project_table::find(setting.given, blocks, table, &mut out);
    tables::posts(setting.given, blocks, table, &mut out);
    decisions::find(setting.given, blocks, &mut out);
    fields::find(setting.given, blocks, table, &mut out);
    headed::find(setting.given, blocks, &mut out);
    names::by_ceremony(setting.given, blocks, table, context.main_event, &mut out);
    honours::find(setting.given, blocks, assessment, &mut out);
    honours::table(setting.given, blocks, &mut out);
    names::phases(setting.given, blocks, table, &mut out);
    names::inside_projects(setting.given, blocks, table, &mut out);
    settle::settle(out, table)
}

fn block_facts(
    setting: &Setting,
    block: &ReadBlock,
    table: &Table,
    resources: &Resources,
    context: &mut Context,
    assessment: Option<EntityId>,
    out: &mut Vec<Fact>,
) {
    if block.kind == BlockKind::Headline {
        return;
    }
    posts::find(setting.given, block, table, None, out);
    let mut company_posts = Vec::new();
    let mut speaking: Option<EntityId> = None;
    for &(start, end) in &block.sentences {
        let sentence = Encoded::new(&block.text.chars, &block.mentions, start, end);
        context.enter_sentence(block, &sentence);
        let named = fields::label(block).is_some_and(|l| fields::PROJECT_LABELS.contains(&l.as_str()));
        if (block.kind == BlockKind::ListItem && context.item.is_none() || named) && start == 0 {
            context.item = first_project(block);
        }
        let said = if block.is_prose() { said::find(setting.given, block, &sentence, context, out) } else { None };
        speaking = go_on_speaking(speaking, said.as_ref(), &sentence);
        context.in_speech_block = said.is_none() && speaking.is_some();
        topic_of_speaker(block, &sentence, table, context, out);
        events::read(setting, block, &sentence, table, context, out);
        ceremonies::find(setting.given, block, &sentence, context, out);
        let speech = said.as_ref().map_or(usize::MAX..usize::MAX, |s| s.tokens.clone());
        ranking::find(setting.given, block, &sentence, context.scene.exercise.or(assessment), out);
        standing::find(setting.given, block, &sentence, table, &mut context.scene, &speech, out);
        let told = |s: &std::ops::Range<usize>| link::reports(&sentence.symbols[..s.start].iter().collect::<String>());
        if conferred::may_confer(&sentence.text) && (speech.is_empty() || told(&speech)) {
            conferred::find(setting.given, block, &sentence, table, meant(context, table), out);
        }
        let reported = !speech.is_empty() && speech.start < sentence.symbols.len() && told(&speech);
        let frame = Frame { given: setting.given, home: setting.home, date: setting.date, reported };
        for rule in resources.triggers.candidates(&sentence.text).into_iter().map(|i| &resources.rules[i]) {
            apply::run(rule, &frame, block, &sentence, context, speech.clone(), out);
        }
        if let Some(speech) = &said {
            context.speaker = Some(speech.speaker);
        } else if let Some(person) = first_person(block, &sentence) {
            context.speaker = Some(person);
        }
        context.leave_sentence(block, &sentence);
        context.scene.leave_sentence(block, &sentence);
        company_posts.push(start);
    }
}

/// What 公司 and 他 mean; 公司 also where the article names only one.
fn meant(context: &Context, table: &Table) -> conferred::Meant {
    let mut all = table.entities().iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Company).map(|(i, _)| EntityId(i));
    let only = all.next().filter(|_| all.next().is_none());
    conferred::Meant { company: context.company.or(only), person: context.speaker }
}

/// After 张三强调，…。 the next sentences of the paragraph are still his, until another person or the reporter speaks.
fn go_on_speaking(before: Option<EntityId>, said: Option<&Speech>, sentence: &Encoded) -> Option<EntityId> {
    if let Some(speech) = said {
        return Some(speech.speaker);
    }
    let named = sentence.text.contains(['\u{E000}', '\u{E004}', '\u{E003}', '\u{E005}']);
    let turns = [
        "会上",
        "会议",
        "随后",
        "据介绍",
        "据了解",
        "目前",
        "仪式",
        "活动",
        "当天",
        "记者",
        "此前",
        "公开资料",
        "公开简历",
        "资料显示",
        "简历显示",
        "据悉",
    ]
    .iter()
    .any(|w| sentence.text.starts_with(w));
    // 他此前任…: of himself nobody speaks as 他.
    let of_him = sentence.text.starts_with(['\u{E013}', '她']) || sentence.text.starts_with('他') && !sentence.text.starts_with("他们");
    before.filter(|_| !named && !turns && !of_him)
}

/// The project that an item begins with.
fn first_project(block: &ReadBlock) -> Option<EntityId> {
    let i = block.mentions.iter().position(|m| m.kind.entity() == Some(EntityKind::Project))?;
    let projects = block.mentions.iter().filter(|m| m.kind.entity() == Some(EntityKind::Project)).count();
    (block.mentions[i].start <= 8 && (projects == 1 || block.text.chars.get(block.mentions[i].end).is_some_and(|c| "。：".contains(*c))))
        .then_some(block.entity_of[i])
        .flatten()
}

fn first_person(block: &ReadBlock, sentence: &Encoded) -> Option<EntityId> {
    sentence
        .tokens
        .iter()
        .filter_map(|t| t.mention)
        .find(|&m| block.mentions[m].kind.entity() == Some(EntityKind::Person))
        .and_then(|m| block.entity_of[m])
}

/// What a company's manager says about 项目 is about the project that bears the company's name.
fn topic_of_speaker(block: &ReadBlock, sentence: &Encoded, table: &Table, context: &mut Context, facts: &[Fact]) {
    let Some(person) = first_person(block, sentence) else { return };
    let employer =
        facts.iter().find(|f| f.subject == person && f.qualifiers.organization.is_some()).and_then(|f| f.qualifiers.organization.clone());
    let Some(company) = employer.and_then(|name| table.find(EntityKind::Company, &name)) else { return };
    context.company = Some(company);
    let owns = |id: EntityId| facts.iter().any(|f| f.subject == company && f.object == crate::model::Object::Entity(id));
    let named = table.entities().iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Project).map(|(i, e)| (EntityId(i), e));
    let found = named
        .filter(|(id, e)| {
            owns(*id) || table.get(company).aliases.iter().chain([&table.get(company).name]).any(|n| e.name.contains(n.as_str()))
        })
        .map(|(id, _)| id)
        .next();
    if found.is_some() {
        context.project = found;
        context.holder = found;
    }
}
