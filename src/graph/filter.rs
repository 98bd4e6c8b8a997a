//! What a walk may use → whether a link or node is admitted.

use super::{Link, Network};
use crate::model::{EntityKind, NodeId, PartialDate, Predicate};
use std::collections::BTreeSet;

/// What a walk may use. The default lets everything pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these relations; empty for all.
    pub predicates: Vec<Predicate>,
    /// Only nodes of these kinds, the ends that the user named excepted; empty for all.
    pub kinds: Vec<EntityKind>,
    /// Only what can have been true on or after this day. What has no known date does not pass.
    pub from: Option<PartialDate>,
    /// Only what can have been true on or before this day.
    pub to: Option<PartialDate>,
    /// Only statements that at least so many different articles make.
    pub min_supports: usize,
    /// No walk leads through a node with more neighbours than this: a city would connect everybody.
    pub max_degree: Option<usize>,
}

impl Filter {
    /// Whether this statement may be walked along.
    pub fn admits_link(&self, network: &Network<'_>, link: Link) -> bool {
        let statement = &network.graph.statements[link.statement];
        let predicate = self.predicates.is_empty() || self.predicates.contains(&statement.predicate);
        predicate && self.admits_supports(network, link) && self.admits_date(network, link)
    }

    /// Whether this node may be reached.
    pub(super) fn admits_node(&self, network: &Network<'_>, node: NodeId) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&network.graph.node(node).kind)
    }

    /// Whether a walk may go on from this node.
    pub(super) fn leads_through(&self, network: &Network<'_>, node: NodeId) -> bool {
        let hub = self.max_degree.is_some_and(|most| network.degree(node) > most);
        !hub && !network.is_publisher(node) && self.admits_node(network, node)
    }

    fn admits_supports(&self, network: &Network<'_>, link: Link) -> bool {
        let supports = &network.graph.statements[link.statement].supports;
        self.min_supports <= 1 || supports.iter().map(|support| support.article).collect::<BTreeSet<_>>().len() >= self.min_supports
    }

    fn admits_date(&self, network: &Network<'_>, link: Link) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        network.dates(link).iter().any(|date| {
            self.from.is_none_or(|from| date.latest() >= from.earliest()) && self.to.is_none_or(|to| date.earliest() <= to.latest())
        })
    }
}
