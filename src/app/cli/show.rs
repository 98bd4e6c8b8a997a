//! `guanmo show`: all that is known of something.

use super::super::output::{self, Failure};
use clap::Args;
use guanmo::export::{qualifiers_line, target_line};
use guanmo::graph::Network;
use guanmo::model::{KnowledgeGraph, NodeId, Statement, Target};
use guanmo::rdf::Store;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo show 新华区 --store demo/store\nNames may be in characters, an alias, pinyin (xinhuaqu) or a beginning that only one name has."
)]
pub struct Show {
    name: String,
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl Show {
    pub fn run(&self) -> Result<u8, Failure> {
        let graph = Store::open(&self.store)?.graph()?;
        let network = Network::new(&graph);
        let id = network.one(&self.name)?;
        let node = graph.node(id);
        let mut out = output::out();
        let (b, r) = (output::HEAD.render(), output::HEAD.render_reset());
        output::line(&mut out, format!("{b}{}{r}  {}  {}", node.label, node.kind, node.pinyin))?;
        let code = node.code.as_deref().map(|code| format!("code {code}"));
        let about: Vec<String> = node.anchor.iter().map(|anchor| format!("of {anchor}")).chain(code).collect();
        if !about.is_empty() {
            output::line(&mut out, about.join(", "))?;
        }
        if !node.aliases.is_empty() {
            output::line(&mut out, format!("also: {}", node.aliases.join(", ")))?;
        }
        output::line(&mut out, "")?;
        let rows: Vec<Vec<String>> =
            graph.statements.iter().filter(|s| s.subject == id || s.target == Target::Node(id)).map(|s| row(&graph, s, id)).collect();
        output::line(&mut out, output::table(&["relation", "what", "qualifiers", "articles"], rows))?;
        Ok(output::DONE)
    }
}

fn row(graph: &KnowledgeGraph, statement: &Statement, id: NodeId) -> Vec<String> {
    let (relation, what) = if statement.subject == id {
        (statement.predicate.name().to_string(), target_line(graph, &statement.target))
    } else {
        (format!("← {}", statement.predicate.name()), graph.node(statement.subject).label.clone())
    };
    let articles: std::collections::BTreeSet<usize> = statement.supports.iter().map(|s| s.article).collect();
    vec![relation, what, qualifiers_line(&statement.qualifiers), articles.len().to_string()]
}
