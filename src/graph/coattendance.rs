//! Attendance projected through events: who met whom.

use super::{Adjacency, Filter, Network};
use crate::model::{EntityKind, Modality, NodeId, Predicate};
use std::collections::{BTreeMap, BTreeSet};

/// Who met whom: attendance seen from the attendees.
#[derive(Clone, Debug, PartialEq)]
pub struct CoAttendance {
    /// Everybody who attended an event, alone or not, in node order.
    pub attendees: Vec<NodeId>,
    /// In the order of the pair.
    pub pairs: Vec<Pair>,
}

/// Two attendees and the events that both attended.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub a: NodeId,
    pub b: NodeId,
    /// Σ 1/(n−1) over the events, n attendees each (Newman 2001): a large congress makes few acquaintances.
    pub weight: f64,
    pub events: Vec<NodeId>,
}

impl Network<'_> {
    /// Attendance projected through the events. Without `kinds` in the filter, only persons are taken; planned
    /// and urged attendance is none.
    pub fn co_attendance(&self, filter: &Filter) -> CoAttendance {
        let events = self.attended(filter);
        let mut pairs: BTreeMap<(NodeId, NodeId), (f64, Vec<NodeId>)> = BTreeMap::new();
        for (event, people) in &events {
            let weight = 1.0 / (people.len().max(2) - 1) as f64;
            for (a, b) in people.iter().flat_map(|a| people.range(a..).skip(1).map(move |b| (*a, *b))) {
                let pair = pairs.entry((a, b)).or_default();
                pair.0 += weight;
                pair.1.push(*event);
            }
        }
        let attendees = events.values().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let pairs = pairs.into_iter().map(|((a, b), (weight, events))| Pair { a, b, weight, events }).collect();
        CoAttendance { attendees, pairs }
    }

    fn attended(&self, filter: &Filter) -> BTreeMap<NodeId, BTreeSet<NodeId>> {
        let filter = Filter { predicates: vec![Predicate::Attended], ..filter.clone() };
        let mut events: BTreeMap<NodeId, BTreeSet<NodeId>> = BTreeMap::new();
        for link in self.all_links().filter(|link| filter.admits_link(self, *link)) {
            let modality = self.graph.statements[link.statement].qualifiers.modality;
            let kind = self.graph.node(link.from).kind;
            let wanted = if filter.kinds.is_empty() { kind == EntityKind::Person } else { filter.kinds.contains(&kind) };
            if wanted && !matches!(modality, Some(Modality::Planned | Modality::Urged)) {
                events.entry(link.to).or_default().insert(link.from);
            }
        }
        events
    }
}

impl CoAttendance {
    /// Heaviest pairs first, then by key.
    pub fn strongest(&self) -> Vec<&Pair> {
        let mut pairs: Vec<&Pair> = self.pairs.iter().collect();
        pairs.sort_by(|x, y| y.weight.total_cmp(&x.weight).then((x.a, x.b).cmp(&(y.a, y.b))));
        pairs
    }

    /// The network of attendees, for rank and communities.
    pub fn adjacency(&self) -> Adjacency {
        Adjacency::new(self.attendees.clone(), self.pairs.iter().map(|pair| (pair.a, pair.b, pair.weight)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sketch::Sketch;

    #[test]
    fn small_meetings_weigh_more_than_large_ones() {
        let mut sketch = Sketch::default();
        for event in ["大会", "小会"] {
            sketch.node(EntityKind::Event, event);
        }
        for person in ["丁一", "王二", "陈三", "李四"] {
            sketch.link(person, Predicate::Attended, "大会");
        }
        sketch.link("丁一", Predicate::Attended, "小会");
        sketch.link("陈三", Predicate::Attended, "小会");
        sketch.link("李四", Predicate::Attended, "小会");
        sketch.last().qualifiers.modality = Some(Modality::Planned);
        sketch.node(EntityKind::Company, "衡岳重工");
        sketch.link("衡岳重工", Predicate::Attended, "小会");
        let graph = sketch.finish();
        let network = Network::new(&graph);
        let met = network.co_attendance(&Filter::default());
        assert_eq!(met.pairs.len(), 6);
        let best = met.strongest()[0];
        let names = [graph.node(best.a).label.as_str(), graph.node(best.b).label.as_str()];
        assert_eq!(names, ["丁一", "陈三"]);
        assert!((best.weight - (1.0 / 3.0 + 1.0)).abs() < 1e-12);
        assert_eq!(best.events.len(), 2);
        let strength: f64 = met.adjacency().strength().iter().sum();
        assert!((strength - 6.0).abs() < 1e-9, "each attendee gains one for each event not attended alone");
    }

    #[test]
    fn who_attends_alone_meets_nobody() {
        let mut sketch = Sketch::default();
        sketch.node(EntityKind::Event, "小会");
        sketch.link("丁一", Predicate::Attended, "小会");
        let graph = sketch.finish();
        let met = Network::new(&graph).co_attendance(&Filter::default());
        assert_eq!((met.attendees.len(), met.pairs.len()), (1, 0));
    }
}
