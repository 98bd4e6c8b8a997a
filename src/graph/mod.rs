//! A knowledge graph → neighbours, shortest paths with their evidence, rank, communities, parts of the graph.
//!
//! The only folder that knows petgraph. Statements from node to node are walked in both directions; statements
//! with a literal belong to their node. Every order is fixed: ties go by the node's key.

mod adjacency;
mod betweenness;
mod coattendance;
mod communities;
mod dates;
mod filter;
mod find;
mod layout;
mod names;
mod neighbors;
mod network;
mod pagerank;
mod paths;
#[cfg(test)]
pub(crate) mod sketch;
mod subgraph;
mod words;

pub use adjacency::Adjacency;
pub use betweenness::EXACT_BETWEENNESS_NODES;
pub use coattendance::{CoAttendance, Pair};
pub use filter::Filter;
pub use find::{Lookup, MatchedBy};
pub use layout::positions;
pub use neighbors::Neighbor;
pub use network::{Cited, Link, Network, Via};
pub use paths::{Hop, Path, ShortestPaths};
pub use subgraph::{ego, subgraph};
pub use words::{WordError, day, kind, relation};
