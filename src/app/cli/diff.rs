//! `guanmo diff`: what changed between two stores, or between two days in one.

use super::super::output::{self, Failure};
use super::archive::{self, Archive};
use clap::{Args, ValueEnum};
use guanmo::rdf::{GraphFormat, Mapping, write_quads};
use guanmo::report;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo diff --store demo/store --from 2023-05-16 --to 2023-05-18\nExample: guanmo diff --store demo/store --from 2023-05-16 --to 2023-05-18 --format nquads\nBetween two stores: guanmo diff OLD NEW. Between two days: what articles published by --to tell that those published by --from do not."
)]
pub struct Diff {
    /// The store before and the store after.
    #[arg(num_args = 2, value_names = ["OLD", "NEW"], required_unless_present = "store", conflicts_with = "store")]
    stores: Vec<PathBuf>,
    /// One store, with --from and --to.
    #[arg(long, value_name = "DIR", requires = "from", requires = "to")]
    store: Option<PathBuf>,
    #[arg(long, value_name = "DATE", requires = "store")]
    from: Option<String>,
    #[arg(long, value_name = "DATE", requires = "store")]
    to: Option<String>,
    /// The ledger of judgements, for both; without it the one beside each store.
    #[arg(long, value_name = "FILE")]
    judgements: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Form::Markdown)]
    format: Form,
    /// With nquads: the quads that are gone instead of those that are new.
    #[arg(long)]
    gone: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For reading.
    Markdown,
    /// Quads that are new (with --gone: that are gone), sorted.
    Nquads,
    /// RDF Patch: quads that go (D) and that come (A), sorted.
    Patch,
}

impl Diff {
    pub fn run(&self) -> Result<u8, Failure> {
        let (before, after) = self.sides()?;
        let mut out = output::out();
        if self.format == Form::Markdown {
            let changes = report::diff(&before.graph, &after.graph);
            output::line(&mut out, changes.to_string().trim_end())?;
            return Ok(output::DONE);
        }
        let (old, new) = (lines(&before)?, lines(&after)?);
        let gone = old.iter().filter(|line| new.binary_search(line).is_err());
        let come = new.iter().filter(|line| old.binary_search(line).is_err());
        match (self.format, self.gone) {
            (Form::Patch, _) => {
                let rows = gone.map(|line| format!("D {line}")).chain(come.map(|line| format!("A {line}")));
                rows.into_iter().try_for_each(|line| output::line(&mut out, line))?;
            }
            (_, true) => gone.into_iter().try_for_each(|line| output::line(&mut out, line))?,
            (_, false) => come.into_iter().try_for_each(|line| output::line(&mut out, line))?,
        }
        Ok(output::DONE)
    }

    fn sides(&self) -> Result<(Archive, Archive), Failure> {
        let open = |store: &PathBuf| archive::open(store, &archive::ledger(store, self.judgements.as_deref()));
        match (&self.store, &self.stores[..]) {
            (Some(store), _) => {
                let (from, to) = (self.from.as_deref().unwrap_or_default(), self.to.as_deref().unwrap_or_default());
                let (from, to) = (archive::day(from)?, archive::day(to)?);
                if to < from {
                    return Err(Failure::wrong_use(format!("--to {to} lies before --from {from}")));
                }
                let all = open(store)?;
                Ok((all.known_on(from), all.known_on(to)))
            }
            (None, [old, new]) => Ok((open(old)?, open(new)?)),
            (None, _) => Err(Failure::wrong_use("name two stores, or --store with --from and --to")),
        }
    }
}

/// The quads of a graph as sorted lines.
fn lines(archive: &Archive) -> Result<Vec<String>, Failure> {
    let mut bytes = Vec::new();
    write_quads(&Mapping { base: &archive.base }.quads(&archive.graph), GraphFormat::NQuads, &mut bytes)?;
    let mut out: Vec<String> = String::from_utf8_lossy(&bytes).lines().map(str::to_string).collect();
    out.sort();
    Ok(out)
}
