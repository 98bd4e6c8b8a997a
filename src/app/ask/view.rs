//! A store → what questions are answered from: the merged graph, made ready for walking, and the articles' texts.

use super::AskError;
use super::facts::Ref;
use super::search::{self, Keys};
use guanmo::graph::{Lookup, Network};
use guanmo::identity::{self, Doubt, Judgements};
use guanmo::model::{Article, KnowledgeGraph, NodeId};
use guanmo::rdf::{Mapping, Store, StoreError};
use std::collections::HashMap;
use std::sync::OnceLock;

/// An article with its own part of the document's text.
pub struct Told {
    /// The last part of the article's IRI.
    pub id: String,
    pub article: Article,
    /// The characters of the article's span.
    pub text: Vec<char>,
}

/// Everything that was read from the store once.
pub struct Loaded {
    pub graph: KnowledgeGraph,
    /// In the order of [`KnowledgeGraph::articles`].
    pub articles: Vec<Told>,
    pub base: String,
    /// For each node the part of its IRI behind the base.
    pub node_ids: Vec<String>,
    /// For each statement the part of its fact's IRI behind the base.
    pub fact_ids: Vec<String>,
    /// For each node its names as they are searched.
    pub keys: Vec<Keys>,
    /// For each article the statements that it supports.
    pub by_article: Vec<Vec<usize>>,
    nodes: HashMap<String, NodeId>,
    facts: HashMap<String, usize>,
}

self_cell::self_cell!(
    /// The loaded store together with the network that borrows its graph.
    struct Ready {
        owner: Loaded,
        #[covariant]
        dependent: Network,
    }
);

/// A loaded store.
pub struct View {
    ready: Ready,
    judgements: Judgements,
    /// Worked out when it is first asked for.
    doubts: OnceLock<Vec<Doubt>>,
}

impl View {
    /// Reads all articles of a store and merges them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load(store: &Store) -> Result<Self, StoreError> {
        let stored = store.articles()?;
        let list: Vec<Article> = stored.iter().map(|a| a.article.clone()).collect();
        let judgements = store.judgements()?;
        let graph = identity::merge_judged(&list, &judgements);
        drop(list);
        let tell = |a: guanmo::rdf::StoredArticle| {
            let id = store.article_iri(&a.article.id).rsplit('/').next().unwrap_or_default().to_string();
            let text = a.text.chars().skip(a.article.span.start).take(a.article.span.len()).collect();
            Told { id, text, article: a.article }
        };
        let articles = stored.into_iter().map(tell).collect();
        let loaded = Loaded::new(graph, articles, store.base());
        let ready = Ready::new(loaded, |loaded| Network::new(&loaded.graph));
        Ok(Self { ready, judgements, doubts: OnceLock::new() })
    }

    pub fn loaded(&self) -> &Loaded {
        self.ready.borrow_owner()
    }

    pub fn graph(&self) -> &KnowledgeGraph {
        &self.loaded().graph
    }

    pub fn network(&self) -> &Network<'_> {
        self.ready.borrow_dependent()
    }

    /// Pairs that nobody has decided, by key.
    pub fn doubts(&self) -> &[Doubt] {
        self.doubts.get_or_init(|| {
            let articles: Vec<&Article> = self.loaded().articles.iter().map(|told| &told.article).collect();
            identity::doubts(&articles, &self.judgements)
        })
    }

    pub fn told(&self, article: usize) -> &Told {
        &self.loaded().articles[article]
    }

    /// The node of an id (`person-…`), of a full IRI, or of a name as on the command line.
    ///
    /// # Errors
    /// When nothing, or more than one thing, has the name; the error names what is near.
    pub fn node(&self, name: &str) -> Result<NodeId, AskError> {
        let local = name.strip_prefix(self.loaded().base.as_str()).unwrap_or(name);
        if let Some(id) = self.loaded().nodes.get(local) {
            return Ok(*id);
        }
        let near = |ids: &[NodeId]| ids.iter().map(|id| Ref::of(self, *id)).collect::<Vec<_>>();
        match self.network().find(name) {
            Lookup::Found(id, _) => Ok(id),
            Lookup::Ambiguous(ids, _) => {
                Err(AskError::Unknown { message: format!("`{name}` means several things; name one by its id"), near: near(&ids) })
            }
            Lookup::Unknown(ids) => Err(AskError::Unknown { message: format!("nothing here is named `{name}`"), near: near(&ids) }),
        }
    }

    /// The statement of a fact's id or IRI.
    ///
    /// # Errors
    /// When there is none.
    pub fn statement(&self, name: &str) -> Result<usize, AskError> {
        let local = name.strip_prefix(self.loaded().base.as_str()).unwrap_or(name);
        self.loaded().facts.get(local).copied().ok_or_else(|| AskError::unknown(format!("no fact has the id `{name}`")))
    }

    /// The article of an id: the last part of its IRI, or what `guanmo articles` shows.
    ///
    /// # Errors
    /// When there is none.
    pub fn article(&self, name: &str) -> Result<usize, AskError> {
        let local = name.rsplit('/').next().unwrap_or(name);
        let found = self.loaded().articles.iter().position(|told| told.id == local || told.article.id == name);
        found.ok_or_else(|| AskError::unknown(format!("no article has the id `{name}`; GET /api/articles lists them")))
    }

    /// Statements about a node, in order: it is their subject, their object, or the body or project that they name.
    pub fn statements_of(&self, node: NodeId) -> Vec<usize> {
        let all = &self.graph().statements;
        let own = all.partition_point(|s| s.subject < node)..all.partition_point(|s| s.subject <= node);
        let mut out: Vec<usize> = own.chain(self.network().links(node).into_iter().map(|link| link.statement)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

impl Loaded {
    /// Whether a node has this id.
    pub fn has_node(&self, id: &str) -> bool {
        self.nodes.contains_key(id)
    }

    fn new(graph: KnowledgeGraph, articles: Vec<Told>, base: &str) -> Self {
        let mapping = Mapping { base };
        let local = |iri: &str| iri.strip_prefix(base).unwrap_or(iri).to_string();
        let node_ids: Vec<String> = graph.nodes.iter().map(|node| local(mapping.node_iri(node).as_str())).collect();
        let fact_ids: Vec<String> = graph.statements.iter().map(|s| local(mapping.fact_iri(&graph, s).as_str())).collect();
        let nodes = node_ids.iter().enumerate().map(|(i, id)| (id.clone(), NodeId(i))).collect();
        let facts = fact_ids.iter().enumerate().map(|(i, id)| (id.clone(), i)).collect();
        let mut by_id: HashMap<String, Told> = articles.into_iter().map(|told| (told.article.id.clone(), told)).collect();
        // The order of the graph's articles, so that a support's number finds its text.
        let articles = graph.articles.iter().filter_map(|record| by_id.remove(&record.id)).collect();
        Self {
            keys: search::keys(&graph),
            by_article: by_article(&graph),
            graph,
            articles,
            base: base.into(),
            node_ids,
            fact_ids,
            nodes,
            facts,
        }
    }
}

fn by_article(graph: &KnowledgeGraph) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); graph.articles.len()];
    for (number, statement) in graph.statements.iter().enumerate() {
        for support in &statement.supports {
            // Supports are sorted by article: one statement stands once.
            if out[support.article].last() != Some(&number) {
                out[support.article].push(number);
            }
        }
    }
    out
}
