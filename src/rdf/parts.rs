//! The graph as N-Quads in gzip parts, for loaders of other stores, with a manifest of counts and checksums.

use super::error::StoreError;
use super::formats::{GraphFormat, write_quads};
use super::store::Store;
use flate2::{Compression, GzBuilder};
use oxigraph::model::{GraphName, Quad};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// The name of the manifest in its folder.
pub const PARTS_MANIFEST: &str = "manifest.json";

/// What stands in a folder of parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `application/n-quads`.
    pub format: String,
    pub compression: String,
    /// The IRI that entities' IRIs begin with.
    pub base: String,
    pub quads: u64,
    /// Quads of the default graph: the merged facts.
    pub default_graph_quads: u64,
    /// Named graphs, those of articles and of metadata.
    pub graphs: u64,
    /// In order: joined and unpacked they are the sorted N-Quads.
    pub parts: Vec<Part>,
}

/// One file of quads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub file: String,
    pub quads: u64,
    /// Size of the file.
    pub bytes: u64,
    /// Of the file, hexadecimal: `sha256sum` gives the same.
    pub sha256: String,
}

impl Store {
    /// Writes the graph into a new or empty folder. The manifest comes last: a folder without one is not whole.
    ///
    /// # Errors
    /// When the store cannot be read, the folder holds something or cannot be written.
    pub fn export_parts(&self, folder: &Path, quads_per_part: u64) -> Result<Manifest, StoreError> {
        let fail = |e: io::Error| StoreError::Other { path: folder.into(), detail: e.to_string() };
        std::fs::create_dir_all(folder).map_err(fail)?;
        if std::fs::read_dir(folder).map_err(fail)?.next().is_some() {
            let detail = "the folder is not empty: parts of two exports would be mixed; name another".into();
            return Err(StoreError::Other { path: folder.into(), detail });
        }
        let quads = self.quads()?;
        let size = usize::try_from(quads_per_part.max(1)).unwrap_or(usize::MAX);
        let mut parts = Vec::new();
        for (number, chunk) in quads.chunks(size).enumerate() {
            parts.push(part(folder, number, chunk).map_err(fail)?);
        }
        let manifest = describe(self.base(), &quads, parts);
        let json = serde_json::to_vec_pretty(&manifest).map_err(|e| fail(e.into()))?;
        std::fs::write(folder.join(PARTS_MANIFEST), json).map_err(fail)?;
        Ok(manifest)
    }
}

fn part(folder: &Path, number: usize, quads: &[Quad]) -> io::Result<Part> {
    // No name and no time in the header: the same quads give the same bytes.
    let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::default());
    write_quads(quads, GraphFormat::NQuads, &mut packed)?;
    let bytes = packed.finish()?;
    let file = format!("part-{number:05}.nq.gz");
    std::fs::write(folder.join(&file), &bytes)?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Part { file, quads: quads.len() as u64, bytes: bytes.len() as u64, sha256 })
}

fn describe(base: &str, quads: &[Quad], parts: Vec<Part>) -> Manifest {
    let named: BTreeSet<String> =
        quads.iter().filter(|q| q.graph_name != GraphName::DefaultGraph).map(|q| q.graph_name.to_string()).collect();
    Manifest {
        format: "application/n-quads".into(),
        compression: "gzip".into(),
        base: base.into(),
        quads: quads.len() as u64,
        default_graph_quads: quads.iter().filter(|q| q.graph_name == GraphName::DefaultGraph).count() as u64,
        graphs: named.len() as u64,
        parts,
    }
}
