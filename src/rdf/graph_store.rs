//! Graphs as whole things, as the Graph Store Protocol has them: write, load, drop.

use super::protocol::{AnswerSink, ProtocolError, failed, graph_media, graph_name, within};
use super::query::serializer;
use super::store::Store;
use oxigraph::io::{RdfParser, RdfSyntaxError};
use oxigraph::model::{GraphName, GraphNameRef, Quad};

/// A graph of the store: the default graph, or the one of an IRI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphTarget<'a> {
    Default,
    Named(&'a str),
}

/// What loading did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Whether the graph was not there before.
    pub created: bool,
    pub triples: usize,
}

impl GraphTarget<'_> {
    fn name(self) -> Result<GraphName, ProtocolError> {
        match self {
            Self::Default => Ok(GraphName::DefaultGraph),
            Self::Named(iri) => Ok(graph_name(iri)?.into()),
        }
    }
}

impl Store {
    /// Whether a graph is there. The default graph always is.
    ///
    /// # Errors
    /// When the name is no IRI or the store cannot be read.
    pub fn has_graph(&self, target: GraphTarget<'_>) -> Result<bool, ProtocolError> {
        match target.name()? {
            GraphName::NamedNode(name) => self.inner.contains_named_graph(&name).map_err(failed),
            _ => Ok(true),
        }
    }

    /// Writes the triples of a graph, at most `most` of them.
    ///
    /// # Errors
    /// See [`ProtocolError`].
    pub fn write_graph(&self, target: GraphTarget<'_>, format: &str, most: usize, out: &mut dyn AnswerSink) -> Result<(), ProtocolError> {
        let name = target.name()?;
        let (format, media) = graph_media(format)?;
        out.begin(media)?;
        let mut writer = serializer(format).for_writer(out);
        let name: GraphNameRef<'_> = name.as_ref();
        for (count, quad) in self.inner.quads_for_pattern(None, None, None, Some(name)).enumerate() {
            let quad = quad.map_err(failed)?;
            within(count, most)?;
            writer.serialize_triple(quad.as_ref())?;
        }
        writer.finish()?;
        Ok(())
    }

    /// Puts triples into a graph, in place of what it held (`replace`) or beside it: all of them or none.
    ///
    /// # Errors
    /// When the bytes are not of the format (with the line), and as [`ProtocolError`] has it.
    pub fn load_graph(&self, target: GraphTarget<'_>, format: &str, bytes: &[u8], replace: bool) -> Result<Loaded, ProtocolError> {
        let name = target.name()?;
        let (format, _) = graph_media(format)?;
        let base = match &name {
            GraphName::NamedNode(name) => name.as_str().to_string(),
            _ => self.base().to_string(),
        };
        let parser = RdfParser::from_format(format).with_base_iri(base).map_err(|e| ProtocolError::Wrong(e.to_string()))?;
        let parser = parser.without_named_graphs().rename_blank_nodes().with_default_graph(name.clone());
        // The parser's message names the line.
        let parsed = parser.for_slice(bytes).collect::<Result<_, RdfSyntaxError>>();
        let quads: Vec<Quad> = parsed.map_err(|e| ProtocolError::Wrong(e.to_string()))?;
        let created = !self.has_graph(target)?;
        let mut transaction = self.inner.start_transaction().map_err(failed)?;
        if replace {
            transaction.clear_graph(name.as_ref()).map_err(failed)?;
        }
        if let GraphName::NamedNode(name) = &name {
            transaction.insert_named_graph(name);
        }
        for quad in &quads {
            transaction.insert(quad);
        }
        self.commit(transaction)?;
        Ok(Loaded { created, triples: quads.len() })
    }

    /// Drops a graph; the default graph is emptied. Says whether it was there.
    ///
    /// # Errors
    /// See [`ProtocolError`].
    pub fn drop_graph(&self, target: GraphTarget<'_>) -> Result<bool, ProtocolError> {
        let there = self.has_graph(target)?;
        let mut transaction = self.inner.start_transaction().map_err(failed)?;
        match target.name()? {
            GraphName::NamedNode(name) => transaction.remove_named_graph(&name).map_err(failed)?,
            name => transaction.clear_graph(name.as_ref()).map_err(failed)?,
        }
        self.commit(transaction)?;
        Ok(there)
    }
}
