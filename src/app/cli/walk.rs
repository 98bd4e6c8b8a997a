//! `neighbors`, `path`, `central`, `components`, `co-attendance`: walks over the graph.

use super::super::output::{self, Failure};
use super::explain;
use clap::{Args, ValueEnum};
use guanmo::export::{qualifiers_line, source_line, target_line};
use guanmo::graph::{self, Filter, Hop, Network};
use guanmo::model::{KnowledgeGraph, NodeId};
use guanmo::rdf::Store;
use std::io::Write;
use std::path::PathBuf;

/// What a walk may use.
#[derive(Args)]
struct FilterArguments {
    /// Only these relations (attended, visited, locatedIn …).
    #[arg(long, value_delimiter = ',')]
    relation: Vec<String>,
    /// Only nodes of these types (Person, Place …).
    #[arg(long = "type", value_delimiter = ',')]
    kinds: Vec<String>,
    /// Only what can be true on or after this day.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only what can be true on or before this day.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Only what so many articles state.
    #[arg(long, default_value_t = 0)]
    min_articles: usize,
    /// Not through nodes with more neighbours than this.
    #[arg(long)]
    max_degree: Option<usize>,
}

impl FilterArguments {
    fn filter(&self) -> Result<Filter, Failure> {
        let predicates = self.relation.iter().map(|word| graph::relation(word)).collect::<Result<_, _>>()?;
        let kinds = self.kinds.iter().map(|word| graph::kind(word)).collect::<Result<_, _>>()?;
        let day = |word: &Option<String>| word.as_deref().map(graph::day).transpose();
        Ok(Filter {
            predicates,
            kinds,
            from: day(&self.from)?,
            to: day(&self.to)?,
            min_supports: self.min_articles,
            max_degree: self.max_degree,
        })
    }
}

fn load(store: &std::path::Path) -> Result<KnowledgeGraph, Failure> {
    Ok(Store::open(store)?.graph()?)
}

fn label(graph: &KnowledgeGraph, id: NodeId) -> String {
    format!("{} ({})", graph.node(id).label, graph.node(id).kind)
}

#[derive(Args)]
#[command(after_help = "Example: guanmo neighbors 新华区 --store demo/store --hops 2 --type Person,Event --from 2023-05-01")]
pub struct Neighbors {
    name: String,
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    #[arg(long, default_value_t = 1)]
    hops: usize,
    #[command(flatten)]
    filter: FilterArguments,
}

impl Neighbors {
    pub fn run(&self) -> Result<u8, Failure> {
        let filter = self.filter.filter()?;
        let graph = load(&self.store)?;
        let network = Network::new(&graph);
        let start = network.one(&self.name)?;
        let rows = network
            .neighbors(start, self.hops, &filter)
            .into_iter()
            .map(|n| {
                let via: std::collections::BTreeSet<&str> = n.links.iter().map(|l| l.statement.predicate.name()).collect();
                let quote = n.links.first().map(|l| l.support.quote.split_whitespace().collect::<String>()).unwrap_or_default();
                vec![n.distance.to_string(), label(&graph, n.node), via.into_iter().collect::<Vec<_>>().join(", "), shorten(&quote)]
            })
            .collect();
        output::line(&mut output::out(), output::table(&["hops", "node", "relation", "words"], rows))?;
        Ok(output::DONE)
    }
}

/// The beginning of long words, for a table.
fn shorten(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_string() } else { text.chars().take(58).chain("……".chars()).collect() }
}

#[derive(Args)]
#[command(after_help = "Example: guanmo path 新华区 灵寿县 --store demo/store")]
pub struct PathBetween {
    from_name: String,
    to_name: String,
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Most paths shown.
    #[arg(long, default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    filter: FilterArguments,
}

impl PathBetween {
    pub fn run(&self) -> Result<u8, Failure> {
        let filter = self.filter.filter()?;
        let store = Store::open(&self.store)?;
        let texts = explain::texts(&store)?;
        let graph = store.graph()?;
        let network = Network::new(&graph);
        let (a, b) = (network.one(&self.from_name)?, network.one(&self.to_name)?);
        let found = network.shortest_paths(a, b, &filter, self.limit);
        let mut out = output::out();
        let Some(length) = found.length else {
            output::line(&mut out, format!("no way from {} to {}", label(&graph, a), label(&graph, b)))?;
            return Ok(output::DONE);
        };
        let (steps, paths) = (if length == 1 { "step" } else { "steps" }, if found.total == 1 { "path" } else { "paths" });
        let all = found.paths.len() as u64 == found.total;
        let shown = if all { String::new() } else { format!(", {} shown: raise --limit for more", found.paths.len()) };
        output::line(&mut out, format!("{} shortest {paths} of {length} {steps}{shown}", found.total))?;
        for (i, path) in found.paths.iter().enumerate() {
            let names: Vec<&str> = path.nodes.iter().map(|n| graph.node(*n).label.as_str()).collect();
            output::line(&mut out, format!("\n{}. {}", i + 1, names.join(" — ")))?;
            for hop in &path.hops {
                step(&mut out, &graph, hop, &texts)?;
            }
        }
        Ok(output::DONE)
    }
}

/// One hop: what is stated, and the sentence that states it.
fn step(out: &mut impl Write, graph: &KnowledgeGraph, hop: &Hop, texts: &explain::Texts) -> Result<(), Failure> {
    let Some(cited) = hop.links.first() else { return Ok(()) };
    let statement = cited.statement;
    let (subject, object) = (&graph.node(statement.subject).label, target_line(graph, &statement.target));
    let qualifiers = qualifiers_line(&statement.qualifiers);
    output::line(out, format!("   {subject} {} {object}  {qualifiers}", statement.predicate.name()).trim_end())?;
    output::line(out, format!("      {}", explain::sentence(texts, &cited.article.id, cited.support)))?;
    let (f, r) = (output::FAINT.render(), output::FAINT.render_reset());
    output::line(out, format!("      {f}{}{r}", source_line(cited.article)))
}

#[derive(Clone, Copy, ValueEnum)]
enum Measure {
    /// With how many others a node is joined.
    Degree,
    /// Where a walker who now and then jumps is found most.
    Pagerank,
    /// How many shortest paths between others lead through a node.
    Betweenness,
}

impl Measure {
    fn show(self, score: f64) -> String {
        match self {
            Self::Degree => format!("{score:.0}"),
            Self::Pagerank => format!("{score:.4}"),
            Self::Betweenness => format!("{score:.1}"),
        }
    }
}

#[derive(Args)]
#[command(after_help = "Example: guanmo central --store demo/store --measure pagerank --type Person")]
pub struct Central {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    #[arg(long, value_enum, default_value_t = Measure::Degree)]
    measure: Measure,
    #[arg(long, default_value_t = 20)]
    top: usize,
    #[command(flatten)]
    filter: FilterArguments,
}

impl Central {
    pub fn run(&self) -> Result<u8, Failure> {
        // The type narrows what is shown, not what is walked: a person's place depends on events and districts too.
        let mut filter = self.filter.filter()?;
        let kinds = std::mem::take(&mut filter.kinds);
        let graph = load(&self.store)?;
        let network = Network::new(&graph);
        let adjacency = network.adjacency(&filter);
        let scores = match self.measure {
            Measure::Degree => adjacency.degree(),
            Measure::Pagerank => adjacency.pagerank(),
            Measure::Betweenness => adjacency.betweenness(),
        };
        let ranked = adjacency.ranking(&scores).into_iter().filter(|(id, _)| kinds.is_empty() || kinds.contains(&graph.node(*id).kind));
        let rows = ranked.take(self.top).map(|(id, s)| vec![label(&graph, id), self.measure.show(s)]).collect();
        output::line(&mut output::out(), output::table(&["node", "score"], rows))?;
        Ok(output::DONE)
    }
}

#[derive(Args)]
#[command(after_help = "Example: guanmo components --store demo/store --communities")]
pub struct Components {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Communities instead of connected components.
    #[arg(long)]
    communities: bool,
    #[command(flatten)]
    filter: FilterArguments,
}

impl Components {
    pub fn run(&self) -> Result<u8, Failure> {
        let filter = self.filter.filter()?;
        let graph = load(&self.store)?;
        let network = Network::new(&graph);
        let groups = if self.communities { network.adjacency(&filter).communities() } else { network.components(&filter) };
        let rows = groups
            .iter()
            .enumerate()
            .map(|(i, g)| {
                let names: Vec<&str> = g.iter().take(12).map(|id| graph.node(*id).label.as_str()).collect();
                vec![(i + 1).to_string(), g.len().to_string(), names.join("、")]
            })
            .collect();
        output::line(&mut output::out(), output::table(&["no", "nodes", "members (at most 12)"], rows))?;
        Ok(output::DONE)
    }
}

#[derive(Args)]
#[command(after_help = "Example: guanmo co-attendance --store demo/store --top 20")]
pub struct CoAttendance {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    #[arg(long, default_value_t = 20)]
    top: usize,
    #[command(flatten)]
    filter: FilterArguments,
}

impl CoAttendance {
    pub fn run(&self) -> Result<u8, Failure> {
        let filter = self.filter.filter()?;
        let graph = load(&self.store)?;
        let network = Network::new(&graph);
        let met = network.co_attendance(&filter);
        let rows = met
            .strongest()
            .into_iter()
            .take(self.top)
            .map(|p| {
                vec![graph.node(p.a).label.clone(), graph.node(p.b).label.clone(), format!("{:.3}", p.weight), p.events.len().to_string()]
            })
            .collect();
        output::line(&mut output::out(), output::table(&["one", "other", "weight Σ1/(n−1)", "events"], rows))?;
        Ok(output::DONE)
    }
}
