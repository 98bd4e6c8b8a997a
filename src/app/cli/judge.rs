//! `guanmo judge` and `guanmo review`: what people decide about pairs, and the pairs that want a decision.

use super::super::ask::page::Window;
use super::super::ask::review;
use super::super::output::{self, Failure};
use super::archive::{self, Archive, Source};
use super::evaluate::Format;
use clap::{ArgGroup, Args};
use guanmo::graph::Network;
use guanmo::identity::{self, Doubt, Judgement, Side, Verdict};
use guanmo::model::EntityKind;
use guanmo::rdf::{Store, StoreError};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

#[derive(Args)]
#[command(
    group(ArgGroup::new("verdict").required(true).args(["same", "different", "unsure", "undo"])),
    after_help = "Example: guanmo judge 新华区 灵寿县 --different --why 'two districts' --by editor --store demo/store\nExample: guanmo judge 新华区 灵寿县 --undo --why 'judged by mistake' --by editor --store demo/store\nJudgements are lines of a ledger beside the store, which is only ever added to; they hold when the store is built anew, and come before every rule; the store follows at once, `query` included. Keys as `guanmo review` prints them name one of several of a name."
)]
pub struct Judge {
    /// A name or key.
    one: String,
    other: String,
    /// They are one.
    #[arg(long)]
    same: bool,
    /// They are two.
    #[arg(long)]
    different: bool,
    /// Nobody can tell yet: the pair stays on the list for review.
    #[arg(long)]
    unsure: bool,
    /// Takes the last judgement about the two back.
    #[arg(long)]
    undo: bool,
    /// What shows it.
    #[arg(long)]
    why: String,
    /// Who judges.
    #[arg(long)]
    by: String,
    /// The day of the judgement; today where none is named.
    #[arg(long, value_name = "DATE")]
    when: Option<String>,
    #[command(flatten)]
    source: Source,
}

impl Judge {
    pub fn run(&self) -> Result<u8, Failure> {
        let path = archive::ledger(&self.source.store, self.source.judgements.as_deref());
        let archive = self.source.load()?;
        let network = Network::new(&archive.graph);
        let (one, other) = (self.key(&archive, &network, &self.one)?, self.key(&archive, &network, &self.other)?);
        let verdict = match (self.same, self.different, self.unsure) {
            (true, ..) => Some(Verdict::Same),
            (_, true, _) => Some(Verdict::Different),
            (_, _, true) => Some(Verdict::Unsure),
            _ => None,
        };
        let kind = |key: &str| key.split('|').next().unwrap_or_default().to_string();
        if kind(&one) != kind(&other) {
            return Err(Failure::wrong_use(format!("{one} and {other} are of two kinds and cannot be one")));
        }
        if verdict.is_none() && archive.judgements.of(&one, &other).is_none() {
            return Err(Failure::wrong_use(format!("nothing has been judged about {one} and {other}")));
        }
        let when = self.when.clone().unwrap_or_else(archive::today);
        let judgement = Judgement::new((&one, &other), verdict, &self.by, &when, &self.why).map_err(Failure::wrong_use)?;
        if !path.exists() {
            // A store restored elsewhere follows judgements whose ledger is not here: the new one begins with them.
            append(&path, &archive.judgements.standing().map(Judgement::line).collect::<String>())?;
        }
        append(&path, &judgement.line())?;
        let word = verdict.map_or("taken back", |verdict| match verdict {
            Verdict::Same => "same",
            Verdict::Different => "different",
            Verdict::Unsure => "unsure",
        });
        output::line(&mut output::out(), format!("{word}: {one} and {other} → {}", path.display()))?;
        self.follow()?;
        Ok(output::DONE)
    }

    /// The store follows its ledger at once, unless another program writes it just now. A ledger of another name is for
    /// looking at what it would give.
    fn follow(&self) -> Result<(), Failure> {
        if self.source.judgements.is_some() {
            return Ok(());
        }
        match Store::open_or_create(&self.source.store, None) {
            Err(StoreError::InUse { .. }) => {
                let later = "kept; the store is being written, and follows it with the next build, removal or judgement";
                output::line(&mut std::io::stderr(), later)
            }
            store => archive::follow(&store?, &self.source.store),
        }
    }

    /// The key of what is named. A key that a judgement has joined to another stays one that can be named.
    fn key(&self, archive: &Archive, network: &Network, name: &str) -> Result<String, Failure> {
        let judged = archive.judgements.keys().any(|key| key == name);
        let sighted = || name.contains('|') && archive.articles.iter().flat_map(identity::sightings).any(|sighting| sighting.key == name);
        if judged || sighted() {
            return Ok(name.to_string());
        }
        Ok(archive.graph.node(network.one(name)?).key.clone())
    }
}

/// Adds a line, and makes sure that it is on the disk before anybody is told so.
fn append(path: &Path, line: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::failed(format!("{}: {error}", path.display()));
    let mut file = OpenOptions::new().create(true).append(true).open(path).map_err(failed)?;
    file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
}

#[derive(Args)]
#[command(
    after_help = "Example: guanmo review --store demo/store --type Person\nEach pair is decided by: guanmo judge KEY KEY --same (or --different, --unsure) --why … --by … --store DIR"
)]
pub struct Review {
    #[command(flatten)]
    source: Source,
    /// Only entities of this type (Person, Company …).
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Most pairs shown.
    #[arg(long, default_value_t = 50)]
    limit: usize,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Review {
    pub fn run(&self) -> Result<u8, Failure> {
        let kind = self.kind.as_deref().map(|name| {
            let all = || EntityKind::ALL.map(EntityKind::name).join(", ");
            EntityKind::parse(name).ok_or_else(|| Failure::wrong_use(format!("no type is named `{name}`; types: {}", all())))
        });
        let kind = kind.transpose()?;
        let archive = self.source.load()?;
        let articles: Vec<_> = archive.articles.iter().collect();
        let doubts = identity::doubts(&articles, &archive.judgements);
        let window = Window { offset: 0, limit: self.limit };
        let found = review::part(&doubts, kind.as_slice(), window);
        let mut out = output::out();
        if self.format == Format::Json {
            output::line(&mut out, serde_json::json!({"unsure": found.total, "pairs": found.items}).to_string())?;
            return Ok(output::DONE);
        }
        for (at, doubt) in found.items.iter().enumerate() {
            pair(&mut out, at + 1, doubt)?;
        }
        let shown = if found.total > self.limit { format!(", {} shown: raise --limit for more", self.limit) } else { String::new() };
        output::line(&mut out, format!("{} unsure pairs{shown}", found.total))?;
        Ok(output::DONE)
    }
}

/// Both sides, row by row.
fn pair(out: &mut impl Write, number: usize, doubt: &Doubt) -> Result<(), Failure> {
    let (b, r) = (output::HEAD.render(), output::HEAD.render_reset());
    output::line(&mut *out, format!("{b}{number}. {}{r}", doubt.reasons.join("; ")))?;
    let both = |of: &dyn Fn(&Side) -> String| vec![of(&doubt.one), of(&doubt.other)];
    let days = |side: &Side| side.days.as_ref().map(|(a, b)| if a == b { a.clone() } else { format!("{a} – {b}") }).unwrap_or_default();
    let quotes = |side: &Side| {
        let quote = |q: &identity::Quote| format!("“{}” {} {}", q.words, q.article, q.day.as_deref().unwrap_or_default());
        side.quotes.iter().map(quote).collect::<Vec<_>>().join("\n")
    };
    let rows = vec![
        both(&|side| side.names.join(", ")),
        both(&|side| side.offices.join(", ")),
        both(&|side| format!("{}  {} articles", days(side), side.articles)),
        both(&quotes),
    ];
    output::line(&mut *out, output::table(&[&doubt.one.key, &doubt.other.key], rows))?;
    output::line(out, "")
}
