//! The cascade of recognisers over one article: surface values first, then names that lean on them.

use super::reading::{ReadBlock, layers};
use super::recognise::boundary::{Companies, Walker};
use super::recognise::company::ShortForms;
use super::recognise::counter::Counter;
use super::recognise::person::{self, View};
use super::recognise::words::Words;
use super::recognise::{Mention, MentionKind, TitleClass, company, event, organisation, post, project, reference, works};
use super::resources::Resources;
use super::segment::{ArticleText, Block, BlockKind, sentences};
use super::surface::{self, Surface};
use crate::model::PartialDate;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// A block on its way: what has been found so far.
struct Draft {
    words: Words,
    joined: String,
    sentences: Vec<(usize, usize)>,
    surface: Surface,
    bodies: Vec<Mention>,
    posts: Vec<Mention>,
    persons: Vec<Mention>,
}

/// Reads one article's blocks.
pub fn read(article: &ArticleText, home: Option<&surface::Home>, resources: &Resources) -> Vec<ReadBlock> {
    // All blocks are cut into words before anything else is read: the dictionary is large, and stays at hand meanwhile.
    let cut = |b: &Block| {
        let joined = b.text.text();
        (Words::cut(&resources.jieba, &joined), joined)
    };
    let words: Vec<(Words, String)> = article.blocks.iter().map(cut).collect();
    let mut drafts: Vec<Draft> = article.blocks.iter().zip(words).map(|(b, w)| draft(b, w, resources, article.told, home)).collect();
    let names = persons(article, &mut drafts, resources);
    known_persons(article, &mut drafts, &names, resources);
    let fulls = company_names(article, &drafts, resources);
    let cells = project_cells(article);
    let mut blocks: Vec<ReadBlock> =
        article.blocks.iter().zip(drafts).zip(cells).map(|((b, d), cell)| finish(b, d, cell, &fulls, resources)).collect();
    nameless_ceremonies(&mut blocks);
    blocks
}

/// In rows under 项目名称: the cell that names a project.
fn project_cells(article: &ArticleText) -> Vec<Option<(usize, usize)>> {
    let mut column = None;
    let mut one = |block: &Block| {
        if block.kind != BlockKind::TableRow {
            column = None;
            return None;
        }
        let label = |&(a, b): &(usize, usize)| block.text.slice(a, b) == "项目名称";
        if let Some(i) = block.cells.iter().position(label) {
            column = Some(i);
            return None;
        }
        column.and_then(|i: usize| block.cells.get(i)).copied().filter(|(a, b)| b - a >= 4)
    };
    article.blocks.iter().map(&mut one).collect()
}

/// Ceremonies that say what is celebrated.
const CEREMONIES: &[&str] = &["投产仪式", "开工仪式", "奠基仪式", "签约仪式", "揭牌仪式", "启动仪式", "竣工仪式", "通车仪式", "启用仪式"];

/// 出席投产仪式, where the article names no ceremony: the words for the one that it tells of are its name.
fn nameless_ceremonies(blocks: &mut [ReadBlock]) {
    let told =
        |b: &ReadBlock| b.mentions.iter().filter(|m| m.kind == MentionKind::Event).any(|m| b.text.slice(m.start, m.end).ends_with("仪式"));
    if blocks.iter().any(told) {
        return;
    }
    for block in blocks.iter_mut().filter(|b| b.is_prose()) {
        for i in 0..block.mentions.len() {
            let (start, end) = (block.mentions[i].start, block.mentions[i].end);
            let attended = ["出席", "参加", "举行", "见证"].iter().any(|w| super::recognise::ends_with(&block.text.chars, start, w));
            let reference = block.mentions[i].kind == MentionKind::Reference(crate::model::EntityKind::Event);
            if reference && attended && CEREMONIES.contains(&block.text.slice(start, end).as_str()) {
                block.mentions[i].kind = MentionKind::Event;
            }
        }
    }
}

fn draft(
    block: &Block,
    (words, joined): (Words, String),
    resources: &Resources,
    date: Option<PartialDate>,
    home: Option<&surface::Home>,
) -> Draft {
    let text = &block.text.chars;
    let surface = surface::find(text, &words, resources, date, home);
    let after_place = place_ends(&surface.places, text.len());
    let mut blocked = vec![false; text.len()];
    mark(&mut blocked, surface.values.iter().filter(|m| blocks_names(m)));
    blocked[..marker_length(block)].fill(true);
    let begins = beginnings(&surface.places, &[], text.len());
    let walker = Walker {
        text,
        words: &words,
        lexicon: &resources.lexicon,
        blocked: &blocked,
        after_place: &after_place,
        begins: &begins,
        companies: &Companies::default(),
    };
    let places: Vec<(usize, usize)> = surface.places.iter().map(|p| (p.start, p.end)).collect();
    let mut bodies = company::find_full(&walker);
    bodies.extend(organisation::find(&walker, &places));
    bodies.extend(company::find_short(&walker));
    let (mut bodies, _) = layers(bodies);
    let titles = post::titles(&resources.lexicon, text);
    post::cut_bodies(&titles, text, &mut bodies);
    let heads = post::part_bodies(&resources.lexicon, &titles, text, &mut bodies);
    let mut prefixes: Vec<(usize, usize)> = bodies.iter().map(|m| (m.start, m.end)).collect();
    prefixes.extend(&places);
    prefixes.extend(heads);
    let posts = post::find(&resources.lexicon, &titles, text, &prefixes);
    let sentences = sentences(&block.text);
    Draft { words, joined, sentences, surface, bodies, posts, persons: Vec::new() }
}

/// Day dates, money and scores stop a name; a year or a quarter may begin an event's name.
fn blocks_names(mention: &Mention) -> bool {
    match &mention.kind {
        MentionKind::Date(d) => d.day,
        MentionKind::Money(_) | MentionKind::Score(_) => true,
        _ => false,
    }
}

/// Length of an item's number (1., （一）, 一、), which belongs to no name.
fn marker_length(block: &Block) -> usize {
    if block.kind != BlockKind::ListItem {
        return 0;
    }
    let end = block
        .text
        .chars
        .iter()
        .take(6)
        .position(|c| matches!(c, '.' | '、' | '）' | '．') || ('①'..='⑳').contains(c) || "•▪◆·★●■▶►➤◇→".contains(*c));
    end.map_or(0, |e| e + 1)
}

/// A line that reads as a headline does, wherever it stands: short, and without a mark that closes a sentence.
fn is_short_line(block: &Block) -> bool {
    const MOST: usize = 60;
    block.text.len() <= MOST && !block.text.chars.iter().any(|c| matches!(c, '。' | '；' | '：'))
}

/// In headlines a gap parts phrases: the character before it ends whatever stands there.
fn edges_at_gaps(block: &Block, blocked: &mut [bool]) {
    for at in 1..block.text.len() {
        let (before, next) = (block.text.chars[at - 1], block.text.chars[at]);
        let year = || at + 4 < block.text.len() && block.text.chars[at..at + 4].iter().all(char::is_ascii_digit);
        if block.text.gap[at] && !before.is_ascii() && (!next.is_ascii() || year()) {
            blocked[at - 1] = true;
        }
    }
}

/// Positions right behind places.
fn place_ends(places: &[Mention], length: usize) -> Vec<bool> {
    let mut out = vec![false; length + 1];
    places.iter().for_each(|p| out[p.end] = true);
    out
}

/// A title ends a name; a role (游客, 村民) only where a person is named right behind it, else it is a word like others.
fn ends_names(post: &Mention, persons: &[Mention]) -> bool {
    let role = matches!(post.kind, MentionKind::Post { class: TitleClass::Role, .. });
    !role || persons.iter().any(|p| p.start >= post.end && p.start <= post.end + 1)
}

/// 张三等党员: a role right behind a person's name.
fn is_beside(post: &Mention, persons: &[Mention]) -> bool {
    persons.iter().any(|p| p.end <= post.start && post.start <= p.end + 2)
}

/// Positions at which places and bodies begin.
fn beginnings(places: &[Mention], bodies: &[Mention], length: usize) -> Vec<bool> {
    let mut out = vec![false; length + 1];
    places.iter().chain(bodies).for_each(|m| out[m.start] = true);
    out
}

fn mark<'a>(cells: &mut [bool], mentions: impl Iterator<Item = &'a Mention>) {
    for m in mentions {
        cells[m.start..m.end].fill(true);
    }
}

/// Characters that no person's name may use.
fn taken(block: &Block, draft: &Draft) -> Vec<bool> {
    let mut cells = vec![false; block.text.len()];
    mark(&mut cells, draft.bodies.iter());
    mark(&mut cells, draft.posts.iter());
    mark(&mut cells, draft.surface.values.iter().filter(|m| blocks_names(m)));
    mark(&mut cells, draft.surface.places.iter().filter(|p| p.end - p.start >= 3));
    cells
}

/// Sure names of the whole article, with how often their context made them sure.
fn persons(article: &ArticleText, drafts: &mut [Draft], resources: &Resources) -> BTreeMap<Vec<char>, usize> {
    let counter = Counter::new(drafts.iter().map(|d| d.joined.as_str()));
    let counts = |name: &[char]| counter.count(name);
    let is_word = |w: &str| resources.is_common_word(w);
    let is_place = |w: &str| resources.is_place_word(w);
    let mut names = BTreeMap::new();
    for (block, draft) in article.blocks.iter().zip(drafts.iter_mut()) {
        let taken = taken(block, draft);
        let view = View {
            text: &block.text.chars,
            gap: &block.text.gap,
            words: &draft.words,
            lexicon: &resources.lexicon,
            taken: &taken,
            is_word: &is_word,
            is_place: &is_place,
        };
        draft.persons = person::find_sure(&view, &draft.posts, &counts);
        draft.persons.extend(person::in_cells(&view, &block.cells, block.kind));
        for m in &draft.persons {
            *names.entry(block.text.chars[m.start..m.end].to_vec()).or_insert(0) += 1;
        }
    }
    person::cut_run_on(&resources.lexicon, article, drafts.iter_mut().map(|d| &mut d.persons), &mut names);
    names
}

fn known_persons(article: &ArticleText, drafts: &mut [Draft], names: &BTreeMap<Vec<char>, usize>, resources: &Resources) {
    let is_word = |w: &str| resources.is_common_word(w);
    let is_place = |w: &str| resources.is_place_word(w);
    let known = person::Known::new(names.keys());
    for (block, draft) in article.blocks.iter().zip(drafts.iter_mut()) {
        let taken = taken(block, draft);
        let view = View {
            text: &block.text.chars,
            gap: &block.text.gap,
            words: &draft.words,
            lexicon: &resources.lexicon,
            taken: &taken,
            is_word: &is_word,
            is_place: &is_place,
        };
        let mut named = vec![false; block.text.len()];
        mark(&mut named, draft.persons.iter());
        let known = person::find_known(&view, &known);
        draft.persons.extend(known.into_iter().filter(|m| !named[m.start..m.end].contains(&true)));
        draft.persons.sort_by_key(|m| m.start);
    }
}

/// Registered names of the article: their short forms are looked for everywhere.
fn company_names(article: &ArticleText, drafts: &[Draft], resources: &Resources) -> ShortForms {
    let (mut out, mut known) = (Vec::new(), FxHashSet::default());
    for (block, draft) in article.blocks.iter().zip(drafts) {
        for m in draft.bodies.iter().filter(|m| m.kind == MentionKind::Company) {
            let core = surface::company_core(&block.text.chars[m.start..m.end], draft.surface.place_at(m.start));
            // 农业投资 of 某县农业投资有限公司 is what many companies do, not what one is called.
            let own = core.len() < 2 || !resources.is_common_word(&core[..2].iter().collect::<String>());
            if core.len() >= 2 && own && known.insert(core.clone()) {
                out.push(core);
            }
        }
    }
    ShortForms::new(out)
}

fn finish(block: &Block, draft: Draft, project: Option<(usize, usize)>, fulls: &ShortForms, resources: &Resources) -> ReadBlock {
    let text = &block.text.chars;
    let after_place = place_ends(&draft.surface.places, text.len());
    let mut blocked = vec![false; text.len()];
    mark(&mut blocked, draft.surface.values.iter().filter(|m| blocks_names(m)));
    blocked[..marker_length(block)].fill(true);
    mark(&mut blocked, draft.persons.iter());
    if matches!(block.kind, BlockKind::Headline | BlockKind::Section) || is_short_line(block) {
        edges_at_gaps(block, &mut blocked);
    }
    mark(&mut blocked, draft.posts.iter().filter(|p| ends_names(p, &draft.persons)));
    let begins = beginnings(&draft.surface.places, &draft.bodies, text.len());
    let companies = Companies::new(&draft.bodies, text.len());
    let walker = Walker {
        text,
        words: &draft.words,
        lexicon: &resources.lexicon,
        blocked: &blocked,
        after_place: &after_place,
        begins: &begins,
        companies: &companies,
    };
    let mut fenced = blocked.clone();
    let parks: Vec<(usize, usize)> = draft.surface.parks();
    let mut all = draft.bodies;
    all.extend(company::short_forms(text, fulls, &blocked));
    all.extend(project::find(&walker, &parks));
    let named = |(start, end)| Mention { start, end, kind: MentionKind::Project, reason: "a cell of the column of projects" };
    all.extend(project.map(named));
    let events = event::find(&walker);
    all.extend(works::of_ceremonies(&walker, &events));
    all.extend(event::exercises(&events, text));
    all.extend(events);
    mark(&mut fenced, draft.surface.places.iter().filter(|p| p.end - p.start >= 2));
    let fenced = Walker { blocked: &fenced, ..walker };
    let open = Walker { blocked: &blocked, ..fenced };
    all.extend(event::find_assessments(&fenced, &open, &draft.sentences));
    all.extend(reference::find(text, &draft.words));
    all.extend(reference::phases(text));
    all.extend(draft.surface.values);
    all.extend(draft.surface.places);
    all.extend(draft.posts.into_iter().filter(|p| ends_names(p, &draft.persons) || is_beside(p, &draft.persons)));
    all.extend(draft.persons);
    let (mentions, inner) = layers(all);
    let (outer_count, inner_count) = (mentions.len(), inner.len());
    ReadBlock {
        kind: block.kind,
        text: block.text.clone(),
        joined: draft.joined,
        words: draft.words,
        cells: block.cells.clone(),
        sentences: draft.sentences,
        mentions,
        inner,
        entity_of: vec![None; outer_count],
        inner_entity_of: vec![None; inner_count],
    }
}
