//! `guanmo explain`: why facts are there.

use super::super::output::{self, Failure};
use clap::Args;
use guanmo::export::{qualifiers_line, quotation, source_line, target_line};
use guanmo::graph::{Network, relation};
use guanmo::model::{KnowledgeGraph, Statement, Support, Target};
use guanmo::rdf::{Mapping, Store};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo explain 新华区 --store demo/store --relation ranked\nA fact is named by its IRI, as in: guanmo query --store demo/store 'SELECT ?f { ?f rdf:predicate gm:ranked }'"
)]
pub struct Explain {
    /// An entity's name, or the IRI of an entity or a fact (id:fact-ranked-…).
    name: String,
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Only facts of this relation.
    #[arg(long)]
    relation: Option<String>,
}

impl Explain {
    pub fn run(&self) -> Result<u8, Failure> {
        let relation = self.relation.as_deref().map(relation).transpose()?;
        let store = Store::open(&self.store)?;
        let texts = texts(&store)?;
        let graph = store.graph()?;
        let about = self.about(&store, &graph)?;
        let chosen: Vec<&Statement> = about.into_iter().filter(|s| relation.is_none_or(|r| s.predicate == r)).collect();
        if chosen.is_empty() {
            let of = self.relation.as_deref().map_or(String::new(), |r| format!(" of the relation {r}"));
            anstream::eprintln!("notice: the store holds no fact{of} about {}", self.name);
        }
        let mut out = output::out();
        for statement in chosen {
            one(&mut out, &graph, statement, &texts)?;
        }
        Ok(output::DONE)
    }

    /// The fact of an IRI, or the facts of an entity.
    fn about<'g>(&self, store: &Store, graph: &'g KnowledgeGraph) -> Result<Vec<&'g Statement>, Failure> {
        let mapping = Mapping { base: store.base() };
        let given = self.name.trim_start_matches('<').trim_end_matches('>');
        let full = given.strip_prefix("id:").map_or_else(|| given.to_string(), |rest| format!("{}{rest}", store.base()));
        if full.starts_with(&format!("{}fact-", store.base())) {
            let found = graph.statements.iter().find(|s| mapping.fact_iri(graph, s).as_str() == full);
            return found.map(|s| vec![s]).ok_or_else(|| Failure::wrong_use(format!("no fact of the store has the IRI {full}")));
        }
        let id = match graph.nodes.iter().position(|node| mapping.node_iri(node).as_str() == full) {
            Some(place) => guanmo::model::NodeId(place),
            None => Network::new(graph).one(&self.name)?,
        };
        Ok(graph.statements.iter().filter(|s| s.subject == id || s.target == Target::Node(id)).collect())
    }
}

/// Texts of articles by id, as characters, since offsets count characters.
pub type Texts = BTreeMap<String, Vec<char>>;

/// All texts of a store.
pub fn texts(store: &Store) -> Result<Texts, Failure> {
    Ok(store.articles()?.into_iter().map(|a| (a.article.id, a.text.chars().collect())).collect())
}

fn one(out: &mut impl Write, graph: &KnowledgeGraph, statement: &Statement, texts: &Texts) -> Result<(), Failure> {
    let (b, r) = (output::HEAD.render(), output::HEAD.render_reset());
    let (subject, object) = (&graph.node(statement.subject).label, target_line(graph, &statement.target));
    let line = format!("{b}{subject} {} {object}{r}  {}", statement.predicate.name(), qualifiers_line(&statement.qualifiers));
    output::line(out, line.trim_end())?;
    let (f, fr) = (output::FAINT.render(), output::FAINT.render_reset());
    for support in &statement.supports {
        let article = &graph.articles[support.article];
        output::line(out, format!("    {}", sentence(texts, &article.id, support)))?;
        let span = format!("characters {}–{}", support.span.start, support.span.end);
        let inferred = if support.inferred { " · year or place inferred" } else { "" };
        let how = format!("rule {} · confidence {:.2} · {span}{inferred}", support.rule, support.confidence);
        output::line(out, format!("    {f}{} · {how}{fr}", source_line(article)))?;
    }
    output::line(out, "")
}

/// The words of a fact, highlighted in their sentence. Without the text, the words alone.
pub fn sentence(texts: &Texts, article: &str, support: &Support) -> String {
    let (mark, reset) = (output::MARK.render(), output::MARK.render_reset());
    let shown = quotation(texts.get(article).map(Vec::as_slice), support);
    format!("{}{mark}{}{reset}{}", shown.before, shown.words, shown.after)
}
