//! A knowledge graph → a petgraph to walk, with the words behind each link.

use super::names::NameIndex;
use crate::model::{ArticleRecord, EntityKind, KnowledgeGraph, NodeId, Predicate, Statement, Support, Target};
use petgraph::graph::{NodeIndex, UnGraph};
use std::collections::BTreeSet;

/// A knowledge graph made ready for walking. It borrows the graph and never changes it.
pub struct Network<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) names: NameIndex,
    walkable: UnGraph<NodeId, Link>,
    degrees: Vec<usize>,
    publishers: BTreeSet<NodeId>,
}

/// One statement as a connection between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Link {
    pub from: NodeId,
    pub to: NodeId,
    /// Position in [`KnowledgeGraph::statements`].
    pub statement: usize,
    pub via: Via,
}

/// Which part of a statement names the other node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Via {
    /// The object.
    Object,
    /// The qualifier `organization`: a post connects its holder with the body it belongs to.
    Organization,
    /// The qualifier `project`: an agreement connects its parties with what it is about.
    Project,
}

/// A link together with the words that say it.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'g> {
    pub link: Link,
    pub statement: &'g Statement,
    /// The surest support; of equals the first.
    pub support: &'g Support,
    pub article: &'g ArticleRecord,
}

impl<'g> Network<'g> {
    pub fn new(graph: &'g KnowledgeGraph) -> Self {
        let names = NameIndex::new(graph);
        let mut walkable = UnGraph::with_capacity(graph.nodes.len(), graph.statements.len());
        for index in 0..graph.nodes.len() {
            walkable.add_node(NodeId(index));
        }
        for link in links(graph, &names) {
            walkable.add_edge(NodeIndex::new(link.from.0), NodeIndex::new(link.to.0), link);
        }
        let degrees = walkable.node_indices().map(|node| walkable.neighbors(node).collect::<BTreeSet<_>>().len()).collect();
        let publishers = publishers(graph, &names);
        Self { graph, names, walkable, degrees, publishers }
    }

    pub fn graph(&self) -> &'g KnowledgeGraph {
        self.graph
    }

    /// How many other nodes it is connected with.
    pub fn degree(&self, node: NodeId) -> usize {
        self.degrees[node.0]
    }

    /// Whether it publishes an article of the graph. A paper meets everybody: no walk leads through it.
    pub fn is_publisher(&self, node: NodeId) -> bool {
        self.publishers.contains(&node)
    }

    /// Every link of a node, in the order of the other end, then of the statement.
    pub fn links(&self, node: NodeId) -> Vec<Link> {
        let mut links: Vec<Link> = self.walkable.edges(NodeIndex::new(node.0)).map(|edge| *edge.weight()).collect();
        links.sort_unstable_by_key(|link| (link.other(node), link.statement, link.via, link.from));
        links
    }

    /// Every link of the graph, in the order of the statements.
    pub fn all_links(&self) -> impl Iterator<Item = Link> + '_ {
        self.walkable.edge_references().map(|edge| *edge.weight())
    }

    /// The link with its best evidence; `None` for a statement that nothing supports.
    pub fn cite(&self, link: Link) -> Option<Cited<'g>> {
        let statement = &self.graph.statements[link.statement];
        let support = surest(&statement.supports)?;
        let article = self.graph.articles.get(support.article)?;
        Some(Cited { link, statement, support, article })
    }
}

impl Link {
    /// The end that is not `node`.
    pub fn other(&self, node: NodeId) -> NodeId {
        if self.from == node { self.to } else { self.from }
    }
}

/// The first of the supports with the highest confidence.
fn surest(supports: &[Support]) -> Option<&Support> {
    supports.iter().reduce(|best, next| if next.confidence > best.confidence { next } else { best })
}

fn links(graph: &KnowledgeGraph, names: &NameIndex) -> Vec<Link> {
    let mut links = Vec::with_capacity(graph.statements.len());
    for (index, statement) in graph.statements.iter().enumerate() {
        let ends = [
            (Via::Object, object(statement)),
            (Via::Organization, organization(graph, names, statement)),
            (Via::Project, project(graph, names, statement)),
        ];
        for (via, end) in ends {
            if let Some(to) = end.filter(|to| *to != statement.subject) {
                links.push(Link { from: statement.subject, to, statement: index, via });
            }
        }
    }
    links
}

fn object(statement: &Statement) -> Option<NodeId> {
    match statement.target {
        Target::Node(node) => Some(node),
        _ => None,
    }
}

fn organization(graph: &KnowledgeGraph, names: &NameIndex, statement: &Statement) -> Option<NodeId> {
    use Predicate::{AppointedTo, HoldsPost, RemovedFrom};
    if !matches!(statement.predicate, HoldsPost | AppointedTo | RemovedFrom) {
        return None;
    }
    let kinds = [EntityKind::Organization, EntityKind::Company];
    qualifier_node(graph, names, statement.subject, statement.qualifiers.organization.as_deref()?, &kinds)
}

fn project(graph: &KnowledgeGraph, names: &NameIndex, statement: &Statement) -> Option<NodeId> {
    let label = statement.qualifiers.project.as_deref()?;
    qualifier_node(graph, names, statement.subject, label, &[EntityKind::Project])
}

/// The node that a label in a qualifier means. Two cities have a 市委 each: a label that could mean a body of
/// another city connects nothing.
fn qualifier_node(graph: &KnowledgeGraph, names: &NameIndex, subject: NodeId, label: &str, kinds: &[EntityKind]) -> Option<NodeId> {
    let candidates: Vec<NodeId> = names.by_label(label).iter().copied().filter(|id| kinds.contains(&graph.node(*id).kind)).collect();
    let anchor = &graph.node(subject).anchor;
    let same: Vec<NodeId> = candidates.iter().copied().filter(|id| anchor.is_some() && graph.node(*id).anchor == *anchor).collect();
    match (same.as_slice(), candidates.as_slice()) {
        ([only], _) => Some(*only),
        ([], [only]) if anchor.is_none() || graph.node(*only).anchor.is_none() => Some(*only),
        _ => None,
    }
}

fn publishers(graph: &KnowledgeGraph, names: &NameIndex) -> BTreeSet<NodeId> {
    let labels: BTreeSet<&str> = graph.articles.iter().filter_map(|article| article.publisher.as_deref()).collect();
    labels
        .into_iter()
        .flat_map(|label| names.by_label_or_alias(label))
        .filter(|id| matches!(graph.node(*id).kind, EntityKind::Organization | EntityKind::Company))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sketch::Sketch;

    #[test]
    fn a_post_connects_its_holder_with_the_body_of_the_same_city() {
        let mut sketch = Sketch::default();
        sketch.anchored(EntityKind::Person, "邢望川", "邢台市");
        sketch.anchored(EntityKind::Organization, "市委", "邢台市");
        sketch.anchored(EntityKind::Organization, "市委", "衡水市");
        sketch.literal("邢望川", Predicate::HoldsPost, Target::Text("市委副书记".into()));
        sketch.last().qualifiers.organization = Some("市委".into());
        let graph = sketch.finish();
        let network = Network::new(&graph);
        let links: Vec<Link> = network.all_links().collect();
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].via, Via::Organization);
        assert_eq!(graph.node(links[0].to).anchor.as_deref(), Some("邢台市"));
    }

    #[test]
    fn a_body_of_another_city_is_not_connected() {
        let mut sketch = Sketch::default();
        sketch.anchored(EntityKind::Person, "邢望川", "邢台市");
        sketch.anchored(EntityKind::Organization, "市委", "衡水市");
        sketch.literal("邢望川", Predicate::HoldsPost, Target::Text("市委副书记".into()));
        sketch.last().qualifiers.organization = Some("市委".into());
        let graph = sketch.finish();
        assert_eq!(Network::new(&graph).all_links().count(), 0);
    }

    #[test]
    fn literals_are_no_links_and_degrees_count_nodes() {
        let mut sketch = Sketch::default();
        sketch.link("甲公司", Predicate::SignedWith, "乙公司");
        sketch.link("乙公司", Predicate::SignedWith, "甲公司");
        sketch.literal("甲公司", Predicate::Capacity, Target::Text("占地90亩".into()));
        let graph = sketch.finish();
        let network = Network::new(&graph);
        assert_eq!(network.all_links().count(), 2);
        assert_eq!(network.degree(NodeId(0)), 1);
    }

    #[test]
    fn the_surest_support_is_cited() {
        let mut sketch = Sketch::default();
        sketch.link("甲公司", Predicate::SignedWith, "乙公司");
        let mut better = sketch.last().supports[0].clone();
        better.confidence = 0.99;
        better.quote = "双方签约".into();
        sketch.last().supports.push(better);
        let graph = sketch.finish();
        let network = Network::new(&graph);
        let link = network.links(NodeId(0))[0];
        assert_eq!(network.cite(link).expect("it has supports").support.quote, "双方签约");
    }
}
