//! What `/metrics` counts, in the text format of Prometheus.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use std::time::Duration;

/// What a request is counted under. Routes, not addresses: there are few of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    route: String,
    status: u16,
}

/// Counters of a service.
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Histogram,
    busy: Gauge,
    entities: Gauge,
    facts: Gauge,
    articles: Gauge,
}

impl Metrics {
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("guanmo");
        let requests = Family::<Labels, Counter>::default();
        // From a millisecond to half a minute.
        let seconds = Histogram::new(exponential_buckets(0.001, 2.0, 16));
        let [busy, entities, facts, articles] = std::array::from_fn(|_| Gauge::default());
        registry.register("requests", "Requests by route and status", requests.clone());
        registry.register("request_seconds", "Time to the first byte of an answer", seconds.clone());
        registry.register("busy_workers", "Workers that are answering", busy.clone());
        registry.register("entities", "Things in the store", entities.clone());
        registry.register("facts", "Facts in the store", facts.clone());
        registry.register("articles", "Articles in the store", articles.clone());
        Self { registry, requests, seconds, busy, entities, facts, articles }
    }

    /// Counts a request.
    pub fn count(&self, route: &str, status: u16, took: Duration) {
        self.requests.get_or_create(&Labels { route: route.to_string(), status }).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// Everything as text, with these gauges as they are now.
    pub fn text(&self, busy: usize, graph: &guanmo::model::KnowledgeGraph) -> String {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.busy.set(number(busy));
        self.entities.set(number(graph.nodes.len()));
        self.facts.set(number(graph.statements.len()));
        self.articles.set(number(graph.articles.len()));
        let mut out = String::new();
        // Writing into a string cannot fail.
        let _ = encode(&mut out, &self.registry);
        out
    }
}
