//! `neighbors`, `path`, `central`, `components`, `co-attendance`: walks over the graph.

use super::super::output::{self, Failure};
use super::names;
use clap::{Args, ValueEnum};
use guanmo::graph::{Filter, Network};
use guanmo::model::{EntityKind, KnowledgeGraph, NodeId, PartialDate, Predicate};
use guanmo::rdf::Store;
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

/// All relations, for messages.
pub fn relations() -> String {
    Predicate::ALL.map(Predicate::name).join(", ")
}

impl FilterArguments {
    fn filter(&self) -> Result<Filter, Failure> {
        let predicates = self
            .relation
            .iter()
            .map(|n| {
                Predicate::parse(n).ok_or_else(|| Failure::wrong_use(format!("no relation is named `{n}`; relations: {}", relations())))
            })
            .collect::<Result<_, _>>()?;
        let kinds = self
            .kinds
            .iter()
            .map(|n| {
                EntityKind::parse(n).ok_or_else(|| {
                    Failure::wrong_use(format!("no type is named `{n}`; types: {}", EntityKind::ALL.map(EntityKind::name).join(", ")))
                })
            })
            .collect::<Result<_, _>>()?;
        let day = |v: &Option<String>| {
            v.as_deref()
                .map(|t| {
                    PartialDate::parse(t)
                        .ok_or_else(|| Failure::wrong_use(format!("`{t}` is no date; expected 2023-05-17, 2023-05 or 2023")))
                })
                .transpose()
        };
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

fn graph(store: &std::path::Path) -> Result<KnowledgeGraph, Failure> {
    Ok(Store::open(store, guanmo::identity::merge)?.graph()?)
}

fn label(graph: &KnowledgeGraph, id: NodeId) -> String {
    format!("{} ({})", graph.node(id).label, graph.node(id).kind)
}

#[derive(Args)]
#[command(after_help = "Example: guanmo neighbors 新华区 --store demo/store --hops 2 --type Person,Event")]
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
        let graph = graph(&self.store)?;
        let network = Network::new(&graph);
        let start = names::one(&network, &self.name)?;
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
#[command(after_help = "Example: guanmo path 高远山 灵寿县 --store demo/store")]
pub struct PathBetween {
    from_name: String,
    to_name: String,
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Most paths shown.
    #[arg(long, default_value_t = 5)]
    limit: usize,
    #[command(flatten)]
    filter: FilterArguments,
}

impl PathBetween {
    pub fn run(&self) -> Result<u8, Failure> {
        let filter = self.filter.filter()?;
        let graph = graph(&self.store)?;
        let network = Network::new(&graph);
        let (a, b) = (names::one(&network, &self.from_name)?, names::one(&network, &self.to_name)?);
        let found = network.shortest_paths(a, b, &filter, self.limit);
        let mut out = output::out();
        let Some(length) = found.length else {
            output::line(&mut out, format!("no way from {} to {}", label(&graph, a), label(&graph, b)))?;
            return Ok(output::DONE);
        };
        output::line(
            &mut out,
            format!(
                "{} shortest path{} of {length} step{}",
                found.total,
                if found.total == 1 { "" } else { "s" },
                if length == 1 { "" } else { "s" }
            ),
        )?;
        for (i, path) in found.paths.iter().enumerate() {
            output::line(
                &mut out,
                format!("\n{}. {}", i + 1, path.nodes.iter().map(|n| graph.node(*n).label.as_str()).collect::<Vec<_>>().join(" — ")),
            )?;
            for hop in &path.hops {
                let Some(cited) = hop.links.first() else { continue };
                let (subject, predicate) = (graph.node(cited.statement.subject), cited.statement.predicate.name());
                output::line(
                    &mut out,
                    format!("   {} {predicate} {}", subject.label, super::show::target(&graph, &cited.statement.target)),
                )?;
                let quote: String = cited.support.quote.split_whitespace().collect();
                output::line(
                    &mut out,
                    format!(
                        "      “{}{quote}{}” ({})",
                        output::MARK.render(),
                        output::MARK.render_reset(),
                        cited.article.title.as_deref().unwrap_or(&cited.article.id)
                    ),
                )?;
            }
        }
        Ok(output::DONE)
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Measure {
    Degree,
    Pagerank,
    Betweenness,
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
        let graph = graph(&self.store)?;
        let network = Network::new(&graph);
        let adjacency = network.adjacency(&filter);
        let scores = match self.measure {
            Measure::Degree => adjacency.degree(),
            Measure::Pagerank => adjacency.pagerank(),
            Measure::Betweenness => adjacency.betweenness(),
        };
        let ranked = adjacency.ranking(&scores).into_iter().filter(|(id, _)| kinds.is_empty() || kinds.contains(&graph.node(*id).kind));
        let rows = ranked.take(self.top).map(|(id, s)| vec![label(&graph, id), format!("{s:.4}")]).collect();
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
        let graph = graph(&self.store)?;
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
        let graph = graph(&self.store)?;
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
