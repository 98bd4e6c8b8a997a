//! `guanmo ledger`: one thing over time, and what articles say against each other.

use super::super::output::{self, Failure};
use super::archive::{Archive, Source};
use super::evaluate::Format;
use clap::{Args, ValueEnum};
use guanmo::graph::Network;
use guanmo::identity::{self, Between};
use guanmo::report::{self, Entry};
use serde_json::json;
use std::io::Write;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo ledger district 新华区 --store demo/store\nExample: guanmo ledger disagreements --store demo/store\nproject: stages, amounts, parties and promises of completion with their slippage; district: rankings (also of companies and projects); person: events and visits with the part played and the place in protocol order; disagreements: several amounts, days or ranks told of one thing, several holders of one office."
)]
pub struct Ledger {
    #[arg(value_enum)]
    of: Of,
    /// Whose ledger; not for disagreements.
    name: Option<String>,
    #[command(flatten)]
    source: Source,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    Project,
    District,
    Person,
    Disagreements,
}

impl Ledger {
    pub fn run(&self) -> Result<u8, Failure> {
        let archive = self.source.load()?;
        let mut out = output::out();
        if self.of == Of::Disagreements {
            return self.disagreements(&mut out, &archive);
        }
        let Some(name) = &self.name else { return Err(Failure::wrong_use("name whose ledger is wanted")) };
        let id = Network::new(&archive.graph).one(name)?;
        let graph = &archive.graph;
        let (entries, promises) = match self.of {
            Of::Project => (report::project(graph, id), report::promises(graph, id)),
            Of::District => (report::district(graph, id), Vec::new()),
            Of::Person | Of::Disagreements => (report::person(graph, id), Vec::new()),
        };
        if self.format == Format::Json {
            let value = json!({"of": graph.node(id).label, "key": graph.node(id).key, "entries": entries, "promises": promises});
            return output::line(&mut out, value.to_string()).map(|()| output::DONE);
        }
        if entries.is_empty() {
            output::line(&mut out, format!("no article tells anything of this kind about {}", graph.node(id).label))?;
            return Ok(output::DONE);
        }
        let head = ["day", "what", "value", "notes", "words", "article"];
        output::line(&mut out, output::table(&head, entries.iter().map(row).collect()))?;
        if !promises.is_empty() {
            let rows = promises.iter().map(|p| {
                let slipped = p.slipped.map(|days| format!("{days:+} days")).unwrap_or_default();
                vec![p.told.clone().unwrap_or_default(), p.promised.clone(), slipped, p.source.clone()]
            });
            output::line(&mut out, output::table(&["told on", "to be done by", "slipped", "article"], rows.collect()))?;
        }
        Ok(output::DONE)
    }

    fn disagreements(&self, out: &mut impl Write, archive: &Archive) -> Result<u8, Failure> {
        let told = report::disagreements(&archive.graph);
        let terms = archive.terms();
        let twice: Vec<String> = identity::between(&terms.iter().collect::<Vec<_>>())
            .into_iter()
            .filter_map(|(one, other, what)| {
                let label = |term: &guanmo::model::Term| archive.graph.node(term.person).label.clone();
                let Between::Both(from, to) = what else { return None };
                Some(format!("{}: {} and {} both from {from} to {to}", one.office, label(one), label(other)))
            })
            .collect();
        if self.format == Format::Json {
            output::line(out, json!({"facts": told, "offices": twice}).to_string())?;
            return Ok(output::DONE);
        }
        for stands in &told {
            let (b, r) = (output::HEAD.render(), output::HEAD.render_reset());
            output::line(&mut *out, format!("{b}{} {}{r}", stands[0].subject, stands[0].about))?;
            for stand in stands {
                output::line(&mut *out, format!("  {}  “{}” {}", stand.value, stand.words, stand.source))?;
            }
        }
        twice.iter().try_for_each(|line| output::line(&mut *out, line))?;
        output::line(out, format!("{} facts and {} offices are told differently", told.len(), twice.len()))?;
        Ok(output::DONE)
    }
}

fn row(entry: &Entry) -> Vec<String> {
    let day = entry.day.clone().unwrap_or_default();
    vec![day, entry.what.clone(), entry.value.clone(), entry.notes.clone(), entry.words.clone(), entry.source.clone()]
}
