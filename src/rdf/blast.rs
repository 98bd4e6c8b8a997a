//! What taking articles away would do, before it is done.

use super::error::StoreError;
use super::store::Store;
use super::vocabulary::{RDF, RDFS, article, gm, iri};
use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// What would go with articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blast {
    /// Facts that only these articles support: subject, relation, object; sorted.
    pub facts_gone: Vec<[String; 3]>,
    /// Facts that keep other support.
    pub facts_kept: usize,
    /// Labels of entities that no other article names; sorted.
    pub entities_gone: Vec<String>,
    /// Entities that would be called by another of their names: now and then; sorted.
    pub renamed: Vec<(String, String)>,
    /// Quads removed and quads written in their place.
    pub quads: (usize, usize),
}

impl Store {
    /// What removing these articles would do. Nothing is changed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn blast(&self, ids: &[&str]) -> Result<Blast, StoreError> {
        let step = self.step(&[], ids)?;
        let is = |quad: &&Quad, property: &NamedNode, object: Option<&Term>| {
            quad.predicate == *property && object.is_none_or(|object| quad.object == *object)
        };
        let gone = |property: NamedNode, object: Option<Term>| -> Vec<&Quad> {
            step.delta.gone.iter().filter(|quad| is(quad, &property, object.as_ref())).collect()
        };
        let facts = gone(iri(RDF, "type"), Some(gm("Fact").into()));
        let keys = gone(gm("key"), None);
        let leaving: BTreeSet<String> = keys.iter().map(|quad| quad.subject.to_string()).collect();
        let mut out = Blast { quads: (step.delta.gone.len(), step.delta.new.len()), ..Blast::default() };
        out.facts_kept = self.supported(ids)?.len() - facts.len();
        for quad in facts {
            let part = |name: &str| self.read_one(&quad.subject, &iri(RDF, name));
            let texts = ["subject", "predicate", "object"].map(|name| part(name).and_then(|term| self.readable(term)));
            let [subject, predicate, object] = texts;
            out.facts_gone.push([subject?, predicate?, object?]);
        }
        for quad in keys {
            out.entities_gone.push(self.readable(Some(quad.subject.clone().into()))?);
        }
        let label = iri(RDFS, "label");
        let later: BTreeMap<String, &Term> =
            step.delta.new.iter().filter(|quad| quad.predicate == label).map(|quad| (quad.subject.to_string(), &quad.object)).collect();
        for quad in gone(label, None).into_iter().filter(|quad| !leaving.contains(&quad.subject.to_string())) {
            if let Some(then) = later.get(&quad.subject.to_string()) {
                out.renamed.push((text(&quad.object), text(then)));
            }
        }
        out.facts_gone.sort();
        out.entities_gone.sort();
        out.renamed.sort();
        Ok(out)
    }

    /// Facts that these articles support.
    fn supported(&self, ids: &[&str]) -> Result<BTreeSet<String>, StoreError> {
        let mut out = BTreeSet::new();
        for id in ids {
            let graph = article(self.base(), id);
            let rule = gm("rule");
            for quad in self.inner.quads_for_pattern(None, Some(rule.as_ref()), None, Some(GraphNameRef::NamedNode(graph.as_ref()))) {
                out.insert(quad.map_err(|e| self.fail(e))?.subject.to_string());
            }
        }
        Ok(out)
    }

    fn read_one(&self, subject: &NamedOrBlankNode, property: &NamedNode) -> Result<Option<Term>, StoreError> {
        let graph = Some(GraphNameRef::DefaultGraph);
        let mut found = self.inner.quads_for_pattern(Some(subject.as_ref()), Some(property.as_ref()), None, graph);
        Ok(found.next().transpose().map_err(|e| self.fail(e))?.map(|quad| quad.object))
    }

    /// A thing by its label, everything else as it is written.
    fn readable(&self, term: Option<Term>) -> Result<String, StoreError> {
        let Some(term) = term else { return Ok(String::new()) };
        let label = match &term {
            Term::NamedNode(node) => self.read_one(&node.clone().into(), &iri(RDFS, "label"))?,
            _ => None,
        };
        Ok(text(&label.unwrap_or(term)))
    }
}

fn text(term: &Term) -> String {
    super::query::show(term)
}
