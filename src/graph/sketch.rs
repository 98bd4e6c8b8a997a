//! Small hand-made graphs for tests: names → nodes and statements in the order that the model promises.

use crate::model::{
    ArticleRecord, EntityKind, KnowledgeGraph, Node, NodeId, PartialDate, Predicate, Qualifiers, Span, Statement, Support, Target,
};

#[derive(Clone, Default)]
pub(crate) struct Sketch {
    graph: KnowledgeGraph,
}

impl Sketch {
    /// The node with this name, made if there is none.
    pub fn node(&mut self, kind: EntityKind, label: &str) -> &mut Node {
        self.anchored(kind, label, "")
    }

    pub fn anchored(&mut self, kind: EntityKind, label: &str, anchor: &str) -> &mut Node {
        let key = format!("{kind}|{anchor}|{label}");
        let found = self.graph.nodes.iter().position(|node| node.key == key);
        let position = found.unwrap_or(self.graph.nodes.len());
        if found.is_none() {
            self.graph.nodes.push(Node {
                key,
                kind,
                label: label.into(),
                aliases: vec![],
                pinyin: String::new(),
                level: None,
                code: None,
                within: None,
                anchor: (!anchor.is_empty()).then(|| anchor.into()),
            });
        }
        &mut self.graph.nodes[position]
    }

    /// Joins two names; a name that no node has becomes a person.
    pub fn link(&mut self, subject: &str, predicate: Predicate, object: &str) {
        let target = Target::Node(self.named(object));
        self.literal(subject, predicate, target);
    }

    pub fn literal(&mut self, subject: &str, predicate: Predicate, target: Target) {
        if self.graph.articles.is_empty() {
            self.article("a1", self.article_date());
        }
        let subject = self.named(subject);
        self.graph.statements.push(Statement {
            subject,
            predicate,
            target,
            qualifiers: Qualifiers::default(),
            body: None,
            supports: vec![Support {
                article: self.graph.articles.len() - 1,
                span: Span::new(0, 4),
                quote: "原文如此".into(),
                rule: "test.rule".into(),
                confidence: 0.9,
                inferred: false,
            }],
        });
    }

    /// Further statements are made by this article.
    pub fn article(&mut self, id: &str, date: PartialDate) {
        self.graph.articles.push(ArticleRecord {
            id: id.into(),
            source: format!("{id}.txt"),
            title: Some(format!("标题{id}")),
            publisher: None,
            authors: vec![],
            date: Some(date),
            url: None,
            home: None,
        });
    }

    pub fn publisher(&mut self, name: &str) {
        if self.graph.articles.is_empty() {
            self.article("a1", self.article_date());
        }
        if let Some(article) = self.graph.articles.last_mut() {
            article.publisher = Some(name.into());
        }
    }

    pub fn article_date(&self) -> PartialDate {
        PartialDate::day(2024, 3, 8)
    }

    /// The statement made last.
    pub fn last(&mut self) -> &mut Statement {
        self.graph.statements.last_mut().expect("a statement was made")
    }

    /// Sorts nodes and statements as the model promises.
    pub fn finish(self) -> KnowledgeGraph {
        let mut graph = self.graph;
        let mut order: Vec<usize> = (0..graph.nodes.len()).collect();
        order.sort_by(|a, b| graph.nodes[*a].key.cmp(&graph.nodes[*b].key));
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        graph.nodes = order.iter().map(|old| graph.nodes[*old].clone()).collect();
        for statement in &mut graph.statements {
            statement.subject = NodeId(place[statement.subject.0]);
            if let Target::Node(node) = &mut statement.target {
                *node = NodeId(place[node.0]);
            }
            statement.body = statement.body.map(|body| NodeId(place[body.0]));
        }
        graph
            .statements
            .sort_by(|a, b| (a.subject, a.predicate, &a.target, &a.qualifiers).cmp(&(b.subject, b.predicate, &b.target, &b.qualifiers)));
        graph
    }

    fn named(&mut self, label: &str) -> NodeId {
        let found = self.graph.nodes.iter().position(|node| node.label == label);
        if found.is_none() {
            self.node(EntityKind::Person, label);
        }
        NodeId(found.unwrap_or(self.graph.nodes.len() - 1))
    }
}
