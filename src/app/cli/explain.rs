//! `guanmo explain`: why facts are there.

use super::super::output::{self, Failure};
use super::{names, show};
use clap::Args;
use guanmo::graph::Network;
use guanmo::model::{KnowledgeGraph, Statement, Support, Target};
use guanmo::rdf::Store;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Example: guanmo explain 新华区 --store demo/store --relation ranked")]
pub struct Explain {
    name: String,
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Only facts of this relation.
    #[arg(long)]
    relation: Option<String>,
}

impl Explain {
    pub fn run(&self) -> Result<u8, Failure> {
        let relation = match &self.relation {
            Some(name) => Some(
                guanmo::model::Predicate::parse(name)
                    .ok_or_else(|| Failure::wrong_use(format!("no relation is named `{name}`; relations: {}", super::walk::relations())))?,
            ),
            None => None,
        };
        let store = Store::open(&self.store, guanmo::identity::merge)?;
        let texts: BTreeMap<String, Vec<char>> = store.articles()?.into_iter().map(|a| (a.article.id, a.text.chars().collect())).collect();
        let graph = store.graph()?;
        let network = Network::new(&graph);
        let id = names::one(&network, &self.name)?;
        let mut out = output::out();
        let about = graph.statements.iter().filter(|s| s.subject == id || s.target == Target::Node(id));
        for statement in about.filter(|s| relation.is_none_or(|r| s.predicate == r)) {
            one(&mut out, &graph, statement, &texts)?;
        }
        Ok(output::DONE)
    }
}

fn one(out: &mut impl Write, graph: &KnowledgeGraph, statement: &Statement, texts: &BTreeMap<String, Vec<char>>) -> Result<(), Failure> {
    let (b, r) = (output::HEAD.render(), output::HEAD.render_reset());
    let (subject, object) = (&graph.node(statement.subject).label, show::target(graph, &statement.target));
    output::line(out, format!("{b}{subject} {} {object}{r}  {}", statement.predicate.name(), show::qualifiers(&statement.qualifiers)))?;
    for support in &statement.supports {
        let article = &graph.articles[support.article];
        let quote = texts.get(&article.id).map_or_else(|| support.quote.clone(), |t| in_sentence(t, support));
        output::line(out, format!("    {quote}"))?;
        let (f, fr) = (output::FAINT.render(), output::FAINT.render_reset());
        let date = article.date.map(|d| d.to_string()).unwrap_or_default();
        output::line(
            out,
            format!(
                "    {f}{} · {date} · rule {} · confidence {:.2} · characters {}–{}{fr}",
                article.title.as_deref().unwrap_or(&article.id),
                support.rule,
                support.confidence,
                support.span.start,
                support.span.end
            ),
        )?;
    }
    output::line(out, "")
}

/// The words of a fact, highlighted in their sentence.
pub fn in_sentence(text: &[char], support: &Support) -> String {
    let (start, end) = (support.span.start.min(text.len()), support.span.end.min(text.len()));
    let stop = |c: &char| matches!(c, '。' | '！' | '？');
    let from = text[..start].iter().rposition(stop).map_or(start.saturating_sub(60), |i| i + 1).max(start.saturating_sub(60));
    let to = text[end..].iter().position(stop).map_or(text.len().min(end + 60), |i| end + i + 1).min(end + 60);
    let plain = |a: usize, b: usize| -> String { text[a..b].iter().filter(|c| !c.is_whitespace()).collect() };
    format!(
        "{}{}{}{}{}",
        plain(from, start),
        output::MARK.render(),
        plain(start, end),
        output::MARK.render_reset(),
        plain(end, to.max(end))
    )
}
