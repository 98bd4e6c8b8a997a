//! `guanmo show`: all that is known of something.

use super::super::output::{self, Failure};
use super::names;
use clap::Args;
use guanmo::graph::Network;
use guanmo::model::{KnowledgeGraph, Modality, NodeId, Qualifiers, Statement, Target};
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
        let id = names::one(&network, &self.name)?;
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
        (statement.predicate.name().to_string(), target(graph, &statement.target))
    } else {
        (format!("← {}", statement.predicate.name()), graph.node(statement.subject).label.clone())
    };
    let articles: std::collections::BTreeSet<usize> = statement.supports.iter().map(|s| s.article).collect();
    vec![relation, what, qualifiers(&statement.qualifiers), articles.len().to_string()]
}

/// What a statement points to, as a reader wants it.
pub fn target(graph: &KnowledgeGraph, target: &Target) -> String {
    match target {
        Target::Node(id) => graph.node(*id).label.clone(),
        Target::Text(text) => text.clone(),
        Target::Money(money) if money.currency == "CNY" => format!("{} yuan", money.decimal()),
        Target::Money(money) => money.to_string(),
        Target::Date(date) => date.to_string(),
        Target::Stage(stage) => stage.name().to_string(),
    }
}

/// Qualifiers as `key=value` in one line.
pub fn qualifiers(q: &Qualifiers) -> String {
    let mut out = Vec::new();
    let mut add = |k: &str, v: Option<String>| out.extend(v.map(|v| format!("{k}={v}")));
    add("role", q.role.clone());
    add("organization", q.organization.clone());
    add("former", q.former.then(|| "yes".to_string()));
    add("rank", q.rank.map(|r| r.to_string()));
    add("among first", q.rank_max.map(|r| r.to_string()));
    add("score", q.score.clone());
    add("scope", q.scope.clone());
    add("verb", q.verb.clone());
    add("date", q.date.map(|d| d.to_string()));
    add("measure", q.measure.clone());
    add("project", q.project.clone());
    // What happened needs no word; what is planned or urged does.
    add("modality", q.modality.filter(|m| *m != Modality::Done).map(|m| m.name().to_string()));
    out.join(" ")
}
