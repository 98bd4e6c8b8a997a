//! `guanmo terms` and `guanmo incumbent`: times in office, and who held one on a day, with the sentences that say it.

use super::super::output::{self, Failure};
use super::archive::{self, Archive, Source};
use super::evaluate::Format;
use super::{explain, names};
use clap::Args;
use guanmo::graph::{Lookup, Network};
use guanmo::identity::{self, Between};
use guanmo::model::{Bound, EntityKind, OnDay, Sign, Support, Term};
use serde_json::{Value, json};
use std::io::Write;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo terms 石家庄市委书记 --store demo/store\nExample: guanmo terms 石家庄市 --store demo/store --format json\nA beginning or end that no article tells has bounds: when it can have been at the earliest and at the latest."
)]
pub struct Terms {
    /// A person, an office (石家庄市市长) or a unit or body (石家庄市).
    name: String,
    #[command(flatten)]
    source: Source,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Terms {
    pub fn run(&self) -> Result<u8, Failure> {
        let archive = self.source.load()?;
        let all = archive.terms();
        let network = Network::new(&archive.graph);
        let of_office = || identity::asked(&all, &self.name);
        let chosen: Vec<&Term> = match network.find(&self.name) {
            Lookup::Found(id, _) if archive.graph.node(id).kind == EntityKind::Person => all.iter().filter(|t| t.person == id).collect(),
            Lookup::Ambiguous(..) if of_office().is_empty() => {
                let id = names::one(&network, &self.name)?;
                all.iter().filter(|t| t.person == id).collect()
            }
            _ => of_office(),
        };
        if chosen.is_empty() {
            let reason = names::one(&network, &self.name).err().map(|failure| failure.message);
            let reason = reason.unwrap_or_else(|| format!("no article shows a term of office of {}", self.name));
            return Err(Failure::wrong_use(reason));
        }
        let mut out = output::out();
        if self.format == Format::Json {
            let terms: Vec<Value> = chosen.iter().map(|term| as_json(&archive, term)).collect();
            return output::line(&mut out, json!({"terms": terms}).to_string()).map(|()| output::DONE);
        }
        let rows = chosen.iter().map(|term| row(&archive, term)).collect();
        output::line(&mut out, output::table(&["office", "person", "as", "from", "to", "shown in office", "articles"], rows))?;
        between(&mut out, &archive, &chosen)?;
        Ok(output::DONE)
    }
}

fn label(archive: &Archive, term: &Term) -> String {
    archive.graph.node(term.person).label.clone()
}

fn row(archive: &Archive, term: &Term) -> Vec<String> {
    let articles: std::collections::BTreeSet<usize> = term.signs.iter().map(|sign| sign.article).collect();
    let shown = term.attested.map(|(first, last)| if first == last { first.to_string() } else { format!("{first} – {last}") });
    vec![
        term.office.clone(),
        label(archive, term),
        term.tenure.name().into(),
        bound(term.start),
        bound(term.end),
        shown.unwrap_or_default(),
        articles.len().to_string(),
    ]
}

/// A bound in words.
fn bound(bound: Bound) -> String {
    match (bound.earliest, bound.latest) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a} … {b}"),
        (Some(a), None) => format!("not before {a}"),
        (None, Some(b)) => format!("by {b}"),
        (None, None) => "not told".into(),
    }
}

/// What is vacant, untold or held twice between holders.
fn between(out: &mut impl Write, archive: &Archive, terms: &[&Term]) -> Result<(), Failure> {
    for (one, next, what) in identity::between(terms) {
        let (a, b) = (label(archive, one), label(archive, next));
        let line = match what {
            Between::Vacant(from, to) => format!("{}: vacant from {from} to {to}, after {a} and before {b}", one.office),
            Between::Untold(from, to) => format!("{}: not told between {a} ({from}) and {b} ({to})", one.office),
            Between::Both(from, to) => format!("{}: both {a} and {b} are shown in office from {from} to {to}", one.office),
        };
        output::line(out, line)?;
    }
    Ok(())
}

fn as_json(archive: &Archive, term: &Term) -> Value {
    let bound = |bound: Bound| json!({"earliest": bound.earliest.map(|d| d.to_string()), "latest": bound.latest.map(|d| d.to_string())});
    let signs: Vec<Value> = term.signs.iter().map(|sign| sign_json(archive, sign)).collect();
    json!({
        "office": term.office, "seat": term.seat, "post": term.post, "person": label(archive, term),
        "key": archive.graph.node(term.person).key, "tenure": term.tenure.name(), "single": term.single,
        "start": bound(term.start), "end": bound(term.end),
        "attested": term.attested.map(|(a, b)| [a.to_string(), b.to_string()]), "signs": signs,
    })
}

fn sign_json(archive: &Archive, sign: &Sign) -> Value {
    let article = &archive.graph.articles[sign.article];
    json!({
        "day": sign.day.to_string(), "shows": sign.kind.name(), "post": sign.post, "words": sign.quote,
        "start": sign.span.start, "end": sign.span.end, "article": article.id, "source": explain::source(article),
    })
}

#[derive(Args)]
#[command(
    after_help = "Example: guanmo incumbent 石家庄市委书记 --on 2023-05-17 --store demo/store\nExample: guanmo incumbent 石家庄市 --on 2023-06-01 --store demo/store\ncertain: shown in office before and after the day; likely: before it, and neither an end nor a successor is told; possible: only after it, when the one before may have gone."
)]
pub struct Incumbent {
    /// An office (石家庄市市长), a unit or body (石家庄市), or a post as articles write it (市长).
    office: String,
    #[arg(long, value_name = "DATE")]
    on: String,
    #[command(flatten)]
    source: Source,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Sentences that are shown of one holder, at most: the nearest before the day and the nearest after it.
const NEAREST: usize = 2;

impl Incumbent {
    pub fn run(&self) -> Result<u8, Failure> {
        let day = archive::day(&self.on)?;
        let archive = self.source.load()?;
        let all = archive.terms();
        let asked = identity::asked(&all, &self.office);
        if asked.is_empty() {
            return Err(Failure::wrong_use(format!(
                "no article shows anybody as {}; an office is named with its unit, as in 石家庄市市长",
                self.office
            )));
        }
        let found = identity::incumbents(&asked, day);
        let mut out = output::out();
        if self.format == Format::Json {
            let one = |(term, on): &(&Term, OnDay)| json!({"sure": sure(*on), "term": as_json(&archive, term)});
            return output::line(&mut out, json!({"on": self.on, "incumbents": found.iter().map(one).collect::<Vec<_>>()}).to_string())
                .map(|()| output::DONE);
        }
        if found.is_empty() {
            output::line(&mut out, format!("nobody is shown as {} on {day}; terms that are told:", self.office))?;
            let rows = asked.iter().map(|term| row(&archive, term)).collect();
            output::line(&mut out, output::table(&["office", "person", "as", "from", "to", "shown in office", "articles"], rows))?;
        }
        for (term, on) in found {
            told(&mut out, &archive, term, on, day)?;
        }
        Ok(output::DONE)
    }
}

fn sure(on: OnDay) -> &'static str {
    match on {
        OnDay::Certain => "certain",
        OnDay::Likely => "likely",
        OnDay::Possible => "possible",
        OnDay::Not => "not",
    }
}

fn told(out: &mut impl Write, archive: &Archive, term: &Term, on: OnDay, day: guanmo::model::PartialDate) -> Result<(), Failure> {
    let (b, r) = (output::HEAD.render(), output::HEAD.render_reset());
    let acting = if term.tenure == guanmo::model::Tenure::Acting { ", acting" } else { "" };
    output::line(&mut *out, format!("{b}{}{r}  {}{acting}  {}", label(archive, term), term.office, sure(on)))?;
    output::line(&mut *out, format!("  from {}, to {}", bound(term.start), bound(term.end)))?;
    let (before, after): (Vec<&Sign>, Vec<&Sign>) = term.signs.iter().partition(|sign| sign.day.earliest() <= day);
    let nearest = before.iter().rev().take(NEAREST).rev().chain(after.iter().take(NEAREST));
    for sign in nearest {
        let article = &archive.graph.articles[sign.article];
        let support = Support {
            article: sign.article,
            span: sign.span,
            quote: sign.quote.clone(),
            rule: String::new(),
            confidence: 1.0,
            inferred: false,
        };
        output::line(
            &mut *out,
            format!("  {} {}: {}", sign.day, sign.kind.name(), explain::sentence(&archive.texts, &article.id, &support)),
        )?;
        let (f, fr) = (output::FAINT.render(), output::FAINT.render_reset());
        output::line(&mut *out, format!("    {f}{}{fr}", explain::source(article)))?;
    }
    Ok(())
}
