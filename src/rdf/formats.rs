//! The graph as N-Quads, Turtle (default graph only) or JSON-LD.

use super::query::serializer;
use super::store::Store;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::model::{GraphName, Quad};
use std::io::{self, Write};

/// A format that a store's graph is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphFormat {
    /// Everything, one quad a line, sorted: the same store gives the same bytes.
    NQuads,
    /// The merged facts without their evidence graphs.
    Turtle,
    JsonLd,
}

impl Store {
    /// Writes the graph.
    ///
    /// # Errors
    /// When the store cannot be read or `out` not be written.
    pub fn export(&self, format: GraphFormat, out: &mut dyn Write) -> io::Result<()> {
        let quads = self.quads().map_err(io::Error::other)?;
        write_quads(&quads, format, out)
    }
}

/// Writes quads, which are sorted already.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_quads(quads: &[Quad], format: GraphFormat, out: &mut dyn Write) -> io::Result<()> {
    let kind = match format {
        GraphFormat::NQuads => RdfFormat::NQuads,
        GraphFormat::Turtle => RdfFormat::Turtle,
        GraphFormat::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
    };
    let mut writer = serializer(kind).for_writer(out);
    for quad in quads {
        if format == GraphFormat::Turtle {
            if quad.graph_name == GraphName::DefaultGraph {
                writer.serialize_triple(
                    oxigraph::model::Triple::new(quad.subject.clone(), quad.predicate.clone(), quad.object.clone()).as_ref(),
                )?;
            }
        } else {
            writer.serialize_quad(quad.as_ref())?;
        }
    }
    writer.finish()?;
    Ok(())
}
