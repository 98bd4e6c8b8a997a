//! Dates of statements and events → when a link can have been true.

use super::{Link, Network};
use crate::model::{DateSpan, EntityKind, NodeId, Predicate, Target};

impl Network<'_> {
    /// When a statement held, as far as is known: its own date, else the dates of the event that it is about,
    /// else the dates of the articles that make it. In order, without repetition.
    pub fn dates(&self, link: Link) -> Vec<DateSpan> {
        let statement = &self.graph.statements[link.statement];
        if let Some(date) = statement.qualifiers.date {
            return vec![date];
        }
        let mut dates: Vec<DateSpan> = [link.from, link.to].into_iter().flat_map(|end| self.event_dates(end)).collect();
        if dates.is_empty() {
            let articles = statement.supports.iter().filter_map(|support| self.graph.articles.get(support.article));
            dates = articles.filter_map(|article| article.date).map(DateSpan::on).collect();
        }
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    /// The days on which an event took place; nothing for other nodes.
    pub fn event_dates(&self, node: NodeId) -> Vec<DateSpan> {
        if self.graph.node(node).kind != EntityKind::Event {
            return Vec::new();
        }
        let first = self.graph.statements.partition_point(|statement| statement.subject < node);
        self.graph.statements[first..]
            .iter()
            .take_while(|statement| statement.subject == node)
            .filter(|statement| statement.predicate == Predicate::OccurredOn)
            .filter_map(|statement| match statement.target {
                Target::Date(date) => Some(date),
                _ => None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::graph::sketch::Sketch;
    use crate::model::PartialDate;

    #[test]
    fn an_event_dates_its_attendance_before_the_article_does() {
        let mut sketch = Sketch::default();
        sketch.node(EntityKind::Event, "春季观摩");
        sketch.link("韩若冰", Predicate::Attended, "春季观摩");
        let graph = sketch.clone().finish();
        let network = Network::new(&graph);
        let link = network.all_links().next().expect("one link");
        assert_eq!(network.dates(link), vec![DateSpan::on(sketch.article_date())]);

        let day = DateSpan::on(PartialDate::day(2021, 4, 2));
        sketch.literal("春季观摩", Predicate::OccurredOn, Target::Date(day));
        let graph = sketch.finish();
        let network = Network::new(&graph);
        let link = network.all_links().next().expect("one link");
        assert_eq!(network.dates(link), vec![day]);
        let during = |from, to| Filter { from, to, ..Filter::default() }.admits_link(&network, link);
        assert!(during(Some(PartialDate::year(2021)), Some(PartialDate::month(2021, 4))));
        assert!(!during(Some(PartialDate::day(2021, 4, 3)), None));
        assert!(!during(None, Some(PartialDate::month(2021, 3))));
    }
}
