//! A merged graph made ready for walking. Nodes and statements are numbers here, in the order of the graph's JSON;
//! the package makes objects of them.

use crate::article::Article;
use crate::errors;
use guanmo::export::{ExportOptions, LabelLanguage, exporter, qualifiers_line, quotation, source_line, target_line};
use guanmo::graph::{self, Filter, Network as Walkable, Via, WordError};
use guanmo::identity::{self, Judgements};
use guanmo::model::{self, KnowledgeGraph, NodeId, Predicate, Target};
use guanmo::rdf::{GraphFormat, Mapping, Quad, Store, StoreError, StoredArticle, write_quads};
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

self_cell::self_cell!(
    struct Walk {
        owner: Arc<KnowledgeGraph>,
        #[covariant]
        dependent: Walkable,
    }
);

/// The texts of articles by id.
pub type Texts = Arc<HashMap<String, String>>;

#[pyclass(module = "guanmo._guanmo", frozen)]
pub struct Network {
    walk: Walk,
    /// What the whole graph is made of; a part of a graph has none.
    whole: Option<(Vec<model::Article>, Judgements)>,
    texts: Texts,
    base: String,
}

/// Two who met: their nodes, the weight, the events.
type Met = (usize, usize, f64, Vec<usize>);

/// A sentence before the words of a fact, the words, behind them; the source.
type Sentence = (String, String, String, String);

/// A path or a neighbour's way: nodes, and the statements of each hop.
type Way = (Vec<usize>, Vec<Vec<usize>>);

impl Network {
    pub fn new(articles: Vec<model::Article>, judgements: Judgements, texts: Texts, base: String) -> Self {
        let graph = identity::merge_judged(&articles, &judgements);
        Self { whole: Some((articles, judgements)), ..Self::of(graph, texts, base) }
    }

    fn of(graph: KnowledgeGraph, texts: Texts, base: String) -> Self {
        let walk = Walk::new(Arc::new(graph), |graph| Walkable::new(graph));
        Self { walk, whole: None, texts, base }
    }

    /// The quads that a store of the articles exports: terms of office and reprints are in no merged graph. Of a part
    /// of a graph, those of its nodes and statements.
    fn quads(&self) -> Result<Vec<Quad>, StoreError> {
        let Some((articles, judgements)) = &self.whole else { return Ok(self.mapping().quads(self.graph())) };
        let text = |id: &str| self.texts.get(id).cloned().unwrap_or_default();
        let stored = articles.iter().map(|article| StoredArticle { article: article.clone(), text: text(&article.id) });
        let store = Store::in_memory(Some(&self.base))?;
        store.add(&stored.collect::<Vec<_>>())?;
        store.judge(judgements)?;
        store.quads()
    }

    fn graph(&self) -> &KnowledgeGraph {
        self.walk.borrow_owner()
    }

    fn mapping(&self) -> Mapping<'_> {
        Mapping { base: &self.base }
    }

    fn node(&self, place: usize) -> PyResult<NodeId> {
        let count = self.graph().nodes.len();
        if place < count { Ok(NodeId(place)) } else { Err(PyIndexError::new_err(format!("node {place} of {count}"))) }
    }
}

/// What a walk may use, in the words of the user.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Words {
    relations: Vec<String>,
    types: Vec<String>,
    since: Option<String>,
    until: Option<String>,
    min_articles: usize,
    max_degree: Option<usize>,
}

impl Words {
    fn filter(&self) -> PyResult<Filter> {
        let day = |word: &Option<String>| word.as_deref().map(graph::day).transpose();
        let read = || -> Result<Filter, WordError> {
            Ok(Filter {
                predicates: self.relations.iter().map(|word| graph::relation(word)).collect::<Result<_, _>>()?,
                kinds: self.types.iter().map(|word| graph::kind(word)).collect::<Result<_, _>>()?,
                from: day(&self.since)?,
                to: day(&self.until)?,
                min_supports: self.min_articles,
                max_degree: self.max_degree,
            })
        };
        read().map_err(errors::word)
    }
}

fn numbers(groups: Vec<Vec<NodeId>>) -> Vec<Vec<usize>> {
    groups.into_iter().map(|group| group.into_iter().map(|node| node.0).collect()).collect()
}

#[pymethods]
impl Network {
    /// Nodes, statements with their supports, and articles.
    fn json(&self, py: Python<'_>) -> PyResult<String> {
        self.export(py, "json", None, "zh")
    }

    #[getter]
    fn base(&self) -> &str {
        &self.base
    }

    fn counts(&self) -> (usize, usize, usize) {
        let graph = self.graph();
        (graph.nodes.len(), graph.statements.len(), graph.articles.len())
    }

    fn node_iris(&self) -> Vec<String> {
        self.graph().nodes.iter().map(|node| self.mapping().node_iri(node).into_string()).collect()
    }

    fn fact_iris(&self) -> Vec<String> {
        let graph = self.graph();
        graph.statements.iter().map(|statement| self.mapping().fact_iri(graph, statement).into_string()).collect()
    }

    /// From, to, statement, and which part of the statement names the other node.
    fn links(&self) -> Vec<(usize, usize, usize, &'static str)> {
        let part = |via: Via| match via {
            Via::Object => "object",
            Via::Organization => "organization",
            Via::Project => "project",
        };
        self.walk.borrow_dependent().all_links().map(|link| (link.from.0, link.to.0, link.statement, part(link.via))).collect()
    }

    fn one(&self, name: &str) -> PyResult<usize> {
        self.walk.borrow_dependent().one(name).map(|node| node.0).map_err(errors::word)
    }

    fn reference(&self, node: usize) -> PyResult<String> {
        Ok(self.walk.borrow_dependent().reference(self.node(node)?))
    }

    /// Node, hops from the start, statements that lead there.
    fn neighbors(&self, py: Python<'_>, start: usize, hops: usize, words: Words) -> PyResult<Vec<(usize, usize, Vec<usize>)>> {
        let (start, filter) = (self.node(start)?, words.filter()?);
        let walk = self.walk.borrow_dependent();
        let found = py.detach(|| walk.neighbors(start, hops, &filter));
        let row =
            |near: guanmo::graph::Neighbor<'_>| (near.node.0, near.distance, near.links.iter().map(|cited| cited.link.statement).collect());
        Ok(found.into_iter().map(row).collect())
    }

    /// Hops (nothing where there is no way), how many ways there are, and at most `limit` of them.
    fn paths(&self, py: Python<'_>, a: usize, b: usize, limit: usize, words: Words) -> PyResult<(Option<usize>, u64, Vec<Way>)> {
        let (a, b, filter) = (self.node(a)?, self.node(b)?, words.filter()?);
        let walk = self.walk.borrow_dependent();
        let found = py.detach(|| walk.shortest_paths(a, b, &filter, limit));
        let hop = |hop: &guanmo::graph::Hop<'_>| hop.links.iter().map(|cited| cited.link.statement).collect();
        let way = |path: &guanmo::graph::Path<'_>| (path.nodes.iter().map(|node| node.0).collect(), path.hops.iter().map(hop).collect());
        Ok((found.length, found.total, found.paths.iter().map(way).collect()))
    }

    /// Nodes with their scores, highest first.
    fn central(&self, py: Python<'_>, measure: &str, words: Words) -> PyResult<Vec<(usize, f64)>> {
        // The type narrows what is shown, not what is walked, as in the program.
        let mut filter = words.filter()?;
        let kinds = std::mem::take(&mut filter.kinds);
        let walk = self.walk.borrow_dependent();
        let ranked = py.detach(|| {
            let adjacency = walk.adjacency(&filter);
            let scores = match measure {
                "degree" => adjacency.degree(),
                "pagerank" => adjacency.pagerank(),
                "betweenness" => adjacency.betweenness(),
                _ => return None,
            };
            Some(adjacency.ranking(&scores))
        });
        let ranked = ranked
            .ok_or_else(|| PyValueError::new_err(format!("no measure is named `{measure}`; measures: degree, pagerank, betweenness")))?;
        let wanted = |node: NodeId| kinds.is_empty() || kinds.contains(&self.graph().node(node).kind);
        Ok(ranked.into_iter().filter(|(node, _)| wanted(*node)).map(|(node, score)| (node.0, score)).collect())
    }

    fn components(&self, py: Python<'_>, words: Words) -> PyResult<Vec<Vec<usize>>> {
        let filter = words.filter()?;
        let walk = self.walk.borrow_dependent();
        Ok(numbers(py.detach(|| walk.components(&filter))))
    }

    fn communities(&self, py: Python<'_>, words: Words) -> PyResult<Vec<Vec<usize>>> {
        let filter = words.filter()?;
        let walk = self.walk.borrow_dependent();
        Ok(numbers(py.detach(|| walk.adjacency(&filter).communities())))
    }

    /// One, other, weight, events; the strongest first.
    fn co_attendance(&self, py: Python<'_>, words: Words) -> PyResult<Vec<Met>> {
        let filter = words.filter()?;
        let walk = self.walk.borrow_dependent();
        let met = py.detach(|| walk.co_attendance(&filter));
        let row = |pair: &guanmo::graph::Pair| (pair.a.0, pair.b.0, pair.weight, pair.events.iter().map(|e| e.0).collect());
        Ok(met.strongest().into_iter().map(row).collect())
    }

    /// What lies within `hops` of a node, as a graph of its own.
    fn ego(&self, py: Python<'_>, start: usize, hops: usize, words: Words) -> PyResult<Self> {
        let (start, filter) = (self.node(start)?, words.filter()?);
        let walk = self.walk.borrow_dependent();
        let part = py.detach(|| guanmo::graph::ego(walk, start, hops, &filter));
        Ok(Self::of(part, Arc::clone(&self.texts), self.base.clone()))
    }

    /// The numbers of the statements about a node, of one relation where it is named.
    #[pyo3(signature = (node, relation = None))]
    fn about(&self, node: usize, relation: Option<&str>) -> PyResult<Vec<usize>> {
        let node = self.node(node)?;
        let only: Option<Predicate> = relation.map(graph::relation).transpose().map_err(errors::word)?;
        let statements = self.graph().statements.iter().enumerate();
        let about = statements.filter(|(_, s)| s.subject == node || s.target == Target::Node(node));
        Ok(about.filter(|(_, s)| only.is_none_or(|only| s.predicate == only)).map(|(number, _)| number).collect())
    }

    /// A statement in one line, and for each support: before, words, behind, source.
    fn shown(&self, statement: usize) -> PyResult<(String, Vec<Sentence>)> {
        let graph = self.graph();
        let Some(statement) = graph.statements.get(statement) else {
            return Err(PyIndexError::new_err(format!("statement {statement} of {}", graph.statements.len())));
        };
        let (subject, object) = (&graph.node(statement.subject).label, target_line(graph, &statement.target));
        let line = format!("{subject} {} {object}  {}", statement.predicate.name(), qualifiers_line(&statement.qualifiers));
        let supports = statement.supports.iter().map(|support| {
            let article = &graph.articles[support.article];
            let text: Option<Vec<char>> = self.texts.get(&article.id).map(|text| text.chars().collect());
            let shown = quotation(text.as_deref(), support);
            (shown.before, shown.words, shown.after, source_line(article))
        });
        Ok((line.trim_end().to_string(), supports.collect()))
    }

    /// The graph in one of the formats of the program.
    fn export(&self, py: Python<'_>, format: &str, title: Option<String>, labels: &str) -> PyResult<String> {
        let bytes = py.detach(|| -> Result<Vec<u8>, String> {
            let mut bytes = Vec::new();
            let rdf = match format {
                "nquads" => Some(GraphFormat::NQuads),
                "turtle" => Some(GraphFormat::Turtle),
                "jsonld" => Some(GraphFormat::JsonLd),
                _ => None,
            };
            if let Some(rdf) = rdf {
                let quads = self.quads().map_err(|e| e.to_string())?;
                return write_quads(&quads, rdf, &mut bytes).map(|()| bytes).map_err(|e| e.to_string());
            }
            let labels = match labels {
                "zh" => LabelLanguage::Chinese,
                "en" => LabelLanguage::English,
                "both" => LabelLanguage::Both,
                other => return Err(format!("labels `{other}`: expected zh, en or both")),
            };
            let Some(export) = exporter(format) else {
                let known: Vec<&str> = guanmo::export::exporters().iter().map(|export| export.name()).collect();
                return Err(format!("no format is named `{format}`; formats: {}, nquads, turtle, jsonld", known.join(", ")));
            };
            let options = ExportOptions { title, labels, ..ExportOptions::default() };
            export.write(self.graph(), &options, &mut bytes).map_err(|e| e.to_string())?;
            Ok(bytes)
        });
        String::from_utf8(bytes.map_err(PyValueError::new_err)?).map_err(|e| PyValueError::new_err(e.to_string()))
    }
}

/// Articles → one graph; of articles with the same id the last one counts.
#[pyfunction]
#[pyo3(signature = (articles, base = None))]
pub fn merge(py: Python<'_>, articles: Vec<Bound<'_, Article>>, base: Option<String>) -> Network {
    let held: Vec<_> = articles.iter().map(|article| Arc::clone(&article.get().held)).collect();
    py.detach(|| {
        let by_id: HashMap<&str, _> = held.iter().map(|held| (held.article.id.as_str(), held)).collect();
        let list: Vec<_> = by_id.values().map(|held| held.article.clone()).collect();
        let texts = by_id.iter().map(|(id, held)| ((*id).to_string(), held.page.text.clone())).collect();
        let base = base.unwrap_or_else(|| guanmo::rdf::vocabulary::DEFAULT_BASE.into());
        Network::new(list, Judgements::default(), Arc::new(texts), base)
    })
}
