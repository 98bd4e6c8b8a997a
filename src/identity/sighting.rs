//! An article → one sighting per entity: all that may tell whether it is the entity of another article.

use super::companies::Firm;
use super::plain::plain;
use super::post::Post;
use super::works::Work;
use super::{bodies, divisions, units};
use crate::model::{Article, DateSpan, Entity, EntityKind, Fact, Level, Object, PartialDate, Predicate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How an article shows somebody in an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// In office on the article's day.
    Held,
    /// Appointed or elected.
    Appointed,
    /// Removed, resigned.
    Removed,
    /// Said to have held it: 原.
    Former,
}

impl Standing {
    /// What a fact shows; `None` for facts that are not about posts.
    pub fn of(fact: &Fact) -> Option<Self> {
        match fact.predicate {
            Predicate::HoldsPost if fact.qualifiers.former => Some(Self::Former),
            Predicate::HoldsPost => Some(Self::Held),
            Predicate::AppointedTo => Some(Self::Appointed),
            Predicate::RemovedFrom => Some(Self::Removed),
            _ => None,
        }
    }
}

/// An office as one article shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Office {
    /// Who has one seat and one name is one person.
    pub seat: String,
    /// The office in full: 石家庄市委书记.
    pub office: String,
    /// Code of the division whose leader the post makes its holder: full-time, one at a time.
    pub leads: Option<String>,
    pub standing: Standing,
}

/// One entity of one article, with what identity is decided by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// The article's id.
    pub article: String,
    /// Position of the entity in its article.
    pub entity: usize,
    /// The base key: sightings of one base key are one entity whatever else is known.
    pub key: String,
    pub kind: EntityKind,
    pub name: String,
    /// Other names in this article.
    pub aliases: Vec<String>,
    /// Code of the division whose paper the article is from.
    pub home: Option<String>,
    /// Codes of the places that the article puts it in; of a place its own.
    pub places: Vec<String>,
    pub offices: Vec<Office>,
    /// The article's day; of an event its own where it is told.
    pub date: Option<PartialDate>,
    /// Base keys of what it shares a fact with, events' names and other persons' names among them.
    pub partners: Vec<String>,
    /// Amounts in yuan, as told of a project.
    pub amounts: Vec<String>,
    /// Whether it acts as leaders do: is said to stress, to demand, to chair, to inspect.
    pub leads: bool,
    /// Known outside this article by nothing but its name; of an event: its day is only the article's.
    pub bare: bool,
}

impl Sighting {
    /// All its names in their plain form.
    pub fn names(&self) -> BTreeSet<String> {
        std::iter::once(&self.name).chain(&self.aliases).map(|name| plain(name)).collect()
    }
}

/// The sightings of an article, in the order of its entities.
pub fn sightings(article: &Article) -> Vec<Sighting> {
    let scene = Scene::of(article);
    let drafts: Vec<Sighting> = (0..article.entities.len()).map(|entity| scene.sighting(entity)).collect();
    let keys: Vec<String> = drafts.iter().map(|draft| draft.key.clone()).collect();
    let partners = scene.partners(&keys);
    drafts.into_iter().zip(partners).map(|(draft, partners)| Sighting { partners, ..draft }).collect()
}

/// An article with what is needed to look at each of its entities.
pub struct Scene<'a> {
    article: &'a Article,
    home: Option<String>,
    /// Codes of its divisions, by entity.
    codes: BTreeMap<usize, String>,
    /// Facts by subject.
    facts: BTreeMap<usize, Vec<&'a Fact>>,
}

impl<'a> Scene<'a> {
    pub fn of(article: &'a Article) -> Self {
        let mut facts: BTreeMap<usize, Vec<&Fact>> = BTreeMap::new();
        for fact in &article.facts {
            facts.entry(fact.subject.0).or_default().push(fact);
        }
        let home = home_code(article);
        let codes = codes(article, home.as_deref());
        Self { article, home, codes, facts }
    }

    fn of_subject(&self, entity: usize) -> impl Iterator<Item = &'a Fact> {
        self.facts.get(&entity).into_iter().flatten().copied()
    }

    fn sighting(&self, place: usize) -> Sighting {
        let entity = &self.article.entities[place];
        let (offices, leads) = if entity.kind == EntityKind::Person { self.offices(place) } else { (Vec::new(), false) };
        let mut out = Sighting {
            article: self.article.id.clone(),
            entity: place,
            key: String::new(),
            kind: entity.kind,
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            home: self.home.clone(),
            places: self.places(place),
            offices,
            date: self.day(place),
            partners: Vec::new(),
            amounts: self.amounts(place),
            leads,
            bare: false,
        };
        (out.key, out.bare) = self.key(entity, &out);
        out
    }

    /// Offices as the facts show them, and whether the person acts as a leader.
    fn offices(&self, person: usize) -> (Vec<Office>, bool) {
        let mut out = BTreeSet::new();
        for fact in self.of_subject(person) {
            let Some(standing) = Standing::of(fact) else { continue };
            if let Some(post) = self.post(fact) {
                let leads = post.place.clone().filter(|_| post.leads());
                out.insert(Office { seat: post.seat(), office: post.office(), leads, standing });
            }
        }
        (out.into_iter().collect(), self.of_subject(person).any(acts_as_leader))
    }

    /// The office of a fact about a post.
    pub fn post(&self, fact: &Fact) -> Option<Post> {
        let Object::Text(text) = &fact.object else { return None };
        let home = self.home.as_deref();
        // 石家庄市原副市长 in another city's paper: the place stands before the post and is no part of it.
        let unit = self.place_before(fact.evidence.span.start).map(units::path);
        let text = unit.filter(|_| fact.qualifiers.former).map_or_else(|| text.clone(), |unit| format!("{unit}{text}"));
        Post::read(&text, fact.qualifiers.organization.as_deref(), home)
    }

    /// Code of the division that is named right before a place of the text, but for one character (原).
    fn place_before(&self, at: usize) -> Option<&str> {
        let ends = |place: usize| self.article.entities[place].mentions.iter().any(|m| m.end == at || m.end + 1 == at);
        self.codes.iter().find(|(place, _)| ends(**place)).map(|(_, code)| code.as_str())
    }

    /// Codes of where it lies; of a division its own code.
    fn places(&self, entity: usize) -> Vec<String> {
        let lies = self.of_subject(entity).filter(|fact| fact.predicate == Predicate::LocatedIn);
        let there = lies.filter_map(|fact| if let Object::Entity(id) = fact.object { self.codes.get(&id.0) } else { None });
        let own = self.codes.get(&entity);
        there.chain(own).cloned().collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn amounts(&self, entity: usize) -> Vec<String> {
        let money = self.of_subject(entity).filter(|fact| fact.predicate == Predicate::Investment);
        money.filter_map(|fact| if let Object::Money(money) = &fact.object { Some(money.to_string()) } else { None }).collect()
    }

    /// An event's own day, else the article's.
    fn day(&self, entity: usize) -> Option<PartialDate> {
        self.own_day(entity).or(self.article.meta.date)
    }

    fn own_day(&self, entity: usize) -> Option<PartialDate> {
        let own = self.of_subject(entity).filter(|fact| fact.predicate == Predicate::OccurredOn);
        let own = own.filter_map(|fact| if let Object::Date(DateSpan { start, .. }) = fact.object { Some(start) } else { None }).min();
        own.filter(|day| day.day.is_some())
    }

    fn is_dated(&self, entity: usize) -> bool {
        self.own_day(entity).is_some()
    }

    fn key(&self, entity: &Entity, seen: &Sighting) -> (String, bool) {
        let kind = entity.kind.name();
        let name = plain(&entity.name);
        let home = self.home.as_deref().map(units::path).or_else(|| self.article.meta.home.clone()).unwrap_or_default();
        // 0x7E comes behind every other mark of a key, so that what is known by more gives a cluster its key.
        let local = format!("{kind}|{home}~{}|{name}", self.article.id);
        match entity.kind {
            EntityKind::Person => match main_seat(seen, &home) {
                Some(seat) => (format!("{kind}|{seat}|{name}"), false),
                None => (local, true),
            },
            EntityKind::Organization => {
                let names = std::iter::once(&entity.name).chain(&entity.aliases).map(String::as_str);
                match bodies::full_name(names, self.home.as_deref()) {
                    Some((place, form)) => (format!("{kind}|{}|{form}", place.as_deref().map(units::path).unwrap_or_default()), false),
                    None => (local, true),
                }
            }
            EntityKind::Company => match whole_name(seen) {
                Some(whole) => (format!("{kind}||{whole}"), false),
                None => (format!("{kind}|{home}|{name}"), false),
            },
            EntityKind::Place => self.place_key(entity, seen, &home),
            EntityKind::Project => self.project_key(seen, &home, local),
            EntityKind::Event => (format!("{kind}|{home}|{name}{}", self.period(seen, &name)), !self.is_dated(seen.entity)),
            EntityKind::Assessment => (format!("{kind}|{home}|{name}{}", self.period(seen, &name)), false),
        }
    }

    fn place_key(&self, entity: &Entity, seen: &Sighting, home: &str) -> (String, bool) {
        if let Some(code) = self.codes.get(&seen.entity) {
            return (format!("Place|{code}"), false);
        }
        let name = plain(&entity.name);
        let division = matches!(entity.level, Some(Level::County | Level::Prefecture)) && units::named(&name).len() > 1;
        if division {
            // Several cities have one, and nothing here tells which is meant: it is left open.
            return (format!("Place|{home}~{}|{name}", seen.article), true);
        }
        let anchor = entity.anchor.clone().unwrap_or_else(|| home.to_string());
        (format!("Place|{anchor}|{}", zone_name(&name, &anchor)), false)
    }

    fn project_key(&self, seen: &Sighting, home: &str, local: String) -> (String, bool) {
        let work = Work::read(&seen.name, self.home.as_deref());
        let place = work.place.as_ref().or_else(|| seen.places.first().filter(|_| seen.places.len() == 1));
        let phase = work.phase.map(|phase| format!("（{phase}期）")).unwrap_or_default();
        let anchor = place.map(|code| units::path(code));
        match anchor {
            Some(anchor) if place.is_some_and(|code| !code.ends_with("00")) => (format!("Project|{anchor}|{}{phase}", work.stem), false),
            _ if work.distinct => (format!("Project|{home}|{}{phase}", work.stem), false),
            _ => (local, true),
        }
    }

    /// What tells one year's meeting or ranking from another's: the day of an event, the year of an appraisal, where
    /// the name itself does not say it.
    fn period(&self, seen: &Sighting, name: &str) -> String {
        let numbered = |word: char| name.contains('第') && name.contains(word);
        let Some(day) = seen.date.filter(|_| !has_year(name) && !numbered('届')) else { return String::new() };
        if seen.kind == EntityKind::Event {
            return if numbered('次') { format!("·{}", day.year) } else { format!("·{day}") };
        }
        let month = day.month.unwrap_or(1);
        let early = month <= 3 && ["四季度", "下半年", "年终", "年度", "全年"].iter().any(|word| name.contains(word));
        let quarter = ["季度", "半年", "年"].iter().all(|word| !name.contains(word)).then(|| format!("-{month:02}"));
        format!("·{}{}", day.year - i16::from(early), quarter.unwrap_or_default())
    }

    /// Base keys of what each entity shares a fact with.
    fn partners(&self, keys: &[String]) -> Vec<Vec<String>> {
        let mut out: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); keys.len()];
        let mut attended: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for fact in &self.article.facts {
            let Object::Entity(id) = fact.object else { continue };
            out[fact.subject.0].insert(&keys[id.0]);
            out[id.0].insert(&keys[fact.subject.0]);
            if fact.predicate == Predicate::Attended {
                attended.entry(id.0).or_default().push(fact.subject.0);
            }
        }
        for present in attended.values().filter(|present| present.len() <= MOST_COMPANY) {
            for (one, other) in present.iter().flat_map(|one| present.iter().map(move |other| (*one, *other))) {
                if one != other {
                    out[one].insert(&keys[other]);
                }
            }
        }
        out.into_iter().map(|keys| keys.into_iter().map(str::to_string).collect()).collect()
    }
}

/// Those present at one event who are company to each other, at most: a hall of two hundred tells nothing of one of them.
const MOST_COMPANY: usize = 30;

/// Verbs by which papers report leaders' words.
const LEADERS_SAY: &str = "强调 要求 指出 希望 提出 部署 勉励 叮嘱";

fn acts_as_leader(fact: &Fact) -> bool {
    match fact.predicate {
        Predicate::Said => fact.qualifiers.verb.as_deref().is_some_and(|verb| LEADERS_SAY.split(' ').any(|word| verb.contains(word))),
        Predicate::Attended => matches!(fact.qualifiers.role.as_deref(), Some("chair" | "inspector")),
        Predicate::Visited => true,
        _ => false,
    }
}

/// The seat that names the sighting: in the paper's own unit first, then a leader's, a department's, one of old.
fn main_seat(seen: &Sighting, home: &str) -> Option<String> {
    let order = |office: &&Office| {
        let past = matches!(office.standing, Standing::Former | Standing::Removed);
        (past, office.leads.is_none(), office.seat != home, office.seat.clone())
    };
    seen.offices.iter().min_by_key(order).map(|office| office.seat.clone())
}

/// The registered name, if the article has one.
fn whole_name(seen: &Sighting) -> Option<String> {
    let whole = seen.names().into_iter().filter(|name| Firm::read(name).whole);
    whole.max_by_key(|name| (name.chars().count(), std::cmp::Reverse(name.clone())))
}

/// 石家庄高新区 of 石家庄市 is its 高新技术产业开发区.
fn zone_name(name: &str, anchor: &str) -> String {
    let stem = anchor.trim_end_matches(['市', '县', '区', '州']);
    let rest = [anchor, stem].iter().find_map(|head| name.strip_prefix(head).filter(|rest| !head.is_empty() && rest.chars().count() >= 3));
    rest.unwrap_or(name).to_string()
}

fn has_year(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    chars.windows(5).any(|w| w[4] == '年' && w[..4].iter().all(char::is_ascii_digit))
}

/// Code of the division whose paper this is.
fn home_code(article: &Article) -> Option<String> {
    let home = article.meta.home.as_deref()?;
    let named =
        |entity: &&Entity| entity.kind == EntityKind::Place && (entity.name == home || entity.aliases.iter().any(|alias| alias == home));
    let own = article.entities.iter().filter(named).find_map(|entity| entity.code.clone());
    own.or_else(|| units::nearest(units::named(home), None).map(Into::into))
}

/// Codes of an article's divisions as of its day: a name that several cities have means the one nearby, or stays open.
fn codes(article: &Article, home: Option<&str>) -> BTreeMap<usize, String> {
    let places = || article.entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::Place);
    let sure: Vec<&str> = places().filter_map(|(_, entity)| sure_code(entity)).collect();
    places().filter_map(|(place, entity)| Some((place, code(entity, home, &sure, article.meta.date)?))).collect()
}

/// A code that no other division's name competes for.
fn sure_code(entity: &Entity) -> Option<&str> {
    let code = entity.code.as_deref()?;
    (units::named(&plain(&entity.name)).len() <= 1).then_some(code)
}

fn code(entity: &Entity, home: Option<&str>, sure: &[&str], day: Option<PartialDate>) -> Option<String> {
    let name = plain(&entity.name);
    let given = entity.code.as_deref();
    let candidates = units::named(&name);
    let chosen = match given {
        Some(code) if candidates.len() <= 1 => Some(code),
        _ => {
            let whole = |alias: &String| units::head(&plain(alias), None).filter(|(_, rest)| rest.is_empty()).map(|(code, _)| code);
            let own = entity.aliases.iter().filter_map(whole).find(|code| candidates.contains(code));
            own.or_else(|| beside(candidates, home, sure)).or(given.filter(|_| candidates.is_empty()))
        }
    }?;
    let today = units::today(chosen, &name, day).or_else(|| units::former(chosen));
    Some(today.unwrap_or(chosen).to_string())
}

/// The one of several divisions of a name that lies in the paper's prefecture, else in that of another place of the
/// article, else alone in the paper's province.
fn beside(candidates: &'static [&'static str], home: Option<&str>, sure: &[&str]) -> Option<&'static str> {
    let in_prefecture = |near: &str| {
        let head = near.get(..4).filter(|head| !head.ends_with("00"))?;
        candidates.iter().copied().find(|code| code.starts_with(head) && divisions::above(code).is_some())
    };
    let neighbours: BTreeSet<&str> = sure.iter().filter_map(|near| in_prefecture(near)).collect();
    let neighbour = neighbours.first().copied().filter(|_| neighbours.len() == 1);
    home.and_then(in_prefecture).or(neighbour).or_else(|| {
        let province = home.and_then(|home| home.get(..2))?;
        let mut inside = candidates.iter().copied().filter(|code| code.starts_with(province));
        inside.next().filter(|_| inside.next().is_none())
    })
}
