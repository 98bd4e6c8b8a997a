//! Values and places of a block: dates, money, quantities, ranks, scores; divisions, zones, parks.

use super::clean::string;
use super::recognise::boundary::{Companies, Walker};
use super::recognise::words::Words;
use super::recognise::{DateInfo, Mention, MentionKind, MoneyInfo, PlaceInfo, RankInfo, amount, date, place_forms, quantity};
use super::resources::Resources;
use super::segment::{ArticleText, BlockKind};
use crate::model::PartialDate;

pub use super::recognise::gazetteer::Home;

/// What a block's surface gives, before any name is looked for.
#[derive(Debug, Default)]
pub struct Surface {
    pub values: Vec<Mention>,
    pub places: Vec<Mention>,
}

impl Surface {
    /// Parks: places that may as well be projects.
    pub fn parks(&self) -> Vec<(usize, usize)> {
        let park = |m: &&Mention| matches!(&m.kind, MentionKind::Place(p) if p.park);
        self.places.iter().filter(park).map(|m| (m.start, m.end)).collect()
    }

    /// End of the place that begins at `start`, if one does.
    pub fn place_at(&self, start: usize) -> Option<usize> {
        self.places.iter().find(|m| m.start == start).map(|m| m.end - m.start)
    }
}

/// The division whose paper an article is from.
pub fn home(article: &ArticleText, resources: &Resources) -> Option<Home> {
    let of = |kind: BlockKind| article.blocks.iter().filter(move |b| b.kind == kind).map(|b| b.text.chars.as_slice());
    let title: Vec<char> = of(BlockKind::Headline).flatten().copied().collect();
    let lines = std::iter::once(title.as_slice()).chain(of(BlockKind::Body).take(3));
    let found = resources.gazetteer.infer_home(article.meta.publisher.as_deref(), lines);
    found.map(|h| resources.gazetteer.narrowed(h, &string(&title)))
}

/// Finds values and places.
pub fn find(text: &[char], words: &Words, resources: &Resources, article: Option<PartialDate>, home: Option<&Home>) -> Surface {
    let mut values = Vec::new();
    for d in date::find_dates(text, &date::Anchor { article }) {
        let day = d.value.start.day.is_some();
        values.push(mention(d.start, d.end, MentionKind::Date(DateInfo { value: d.value, day, before: d.before }), "a date"));
    }
    // 三元区 and 五元里 are places.
    let place = |end: usize| text[end - 1] == '元' && matches!(text.get(end), Some('区' | '里'));
    for m in amount::find_money(text).into_iter().filter(|m| !place(m.end)) {
        values.push(mention(m.start, m.end, MentionKind::Money(MoneyInfo { value: m.value, approx: m.approx }), "an amount of money"));
    }
    for r in quantity::find_ranks(text) {
        let rank = match r.rank {
            quantity::Rank::At(n) => RankInfo::At(n),
            quantity::Rank::Top(n) => RankInfo::Top(n),
            quantity::Rank::Last(n) => RankInfo::At(-n),
            quantity::Rank::Bottom(n) => RankInfo::Bottom(n),
        };
        values.push(mention(r.start, r.end, MentionKind::Rank(rank), "a place in an order"));
    }
    for s in quantity::find_scores(text) {
        values.push(mention(s.start, s.end, MentionKind::Score(s.text), "a score"));
    }
    for q in quantity::find_quantities(text) {
        values.push(mention(q.start, q.end, MentionKind::Quantity, "a count with its unit"));
    }
    let places = places(text, words, resources, home);
    Surface { values, places }
}

fn mention(start: usize, end: usize, kind: MentionKind, reason: &'static str) -> Mention {
    Mention { start, end, kind, reason }
}

/// Places of the gazetteer and places by form.
fn places(text: &[char], words: &Words, resources: &Resources, home: Option<&Home>) -> Vec<Mention> {
    let mut known = resources.gazetteer.find_places(text, words, home);
    let blocked = vec![false; text.len()];
    let walker = Walker {
        text,
        words,
        lexicon: &resources.lexicon,
        blocked: &blocked,
        after_place: &[],
        begins: &[],
        companies: &Companies::default(),
    };
    let formed = place_forms::find(&walker, &known);
    known.extend(formed);
    known.sort_by_key(|p| (p.start, p.end));
    known
        .into_iter()
        .map(|p| {
            let info = PlaceInfo { level: p.level, code: p.code, full_name: p.full_name, park: p.park };
            mention(p.start, p.end, MentionKind::Place(info), "a place of the gazetteer or of a place's form")
        })
        .collect()
}

/// A registered name without the place in front (its length is given) and the closing words: what short forms keep.
pub fn company_core(name: &[char], place: Option<usize>) -> Vec<char> {
    let text: String = name.iter().collect();
    let mut core: Vec<char> = name.to_vec();
    if let Some(open) = core.iter().position(|&c| c == '（') {
        core.truncate(open.max(2));
    }
    for suffix in
        ["集团股份有限公司", "集团有限公司", "股份有限公司", "有限责任公司", "有限公司", "集团公司", "总公司", "公司", "控股集团", "集团"]
    {
        if text.ends_with(suffix) {
            let tail: Vec<char> = suffix.chars().collect();
            if core.ends_with(&tail) {
                core.truncate(core.len() - tail.len());
            }
            break;
        }
    }
    // The place in front goes where something is left to be called by.
    core.split_off(place.filter(|&n| n + 2 <= core.len()).unwrap_or(0))
}
