//! The graph as N-Quads in gzip parts, for loaders of other stores, with a manifest of counts and checksums; on demand
//! with all that a store keeps beside the graph, so that a store can be made of the folder ([`load`](super::load())).

use super::error::StoreError;
use super::formats::{GraphFormat, write_quads};
use super::store::{LAYOUT, Store};
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
    /// Together they are the N-Quads of the graph; of one machine in order, so that joined and unpacked they are sorted.
    pub parts: Vec<Part>,
    /// What a store keeps beside the graph, where the folder holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<Kept>,
}

/// What a store keeps beside the graph: the articles as they were extracted, with their texts, and its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The layout of the counts, as in [`LAYOUT`].
    pub layout: u32,
    pub articles: u64,
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
    /// Writes the graph into a new or empty folder; the `whole` store, if wanted. The manifest comes last: a folder
    /// without one is not whole.
    ///
    /// # Errors
    /// When the store cannot be read, the folder holds something or cannot be written.
    pub fn export_parts(&self, folder: &Path, quads_per_part: u64, whole: bool) -> Result<Manifest, StoreError> {
        let fail = |e: io::Error| StoreError::Other { path: folder.into(), detail: e.to_string() };
        std::fs::create_dir_all(folder).map_err(fail)?;
        if std::fs::read_dir(folder).map_err(fail)?.next().is_some() {
            let detail = "the folder is not empty: parts of two exports would be mixed; name another".into();
            return Err(StoreError::Other { path: folder.into(), detail });
        }
        let size = usize::try_from(quads_per_part.max(1)).unwrap_or(usize::MAX);
        let write = |name: &str, quads: &[Quad]| -> Result<Vec<Part>, StoreError> {
            let chunks = quads.chunks(size).enumerate();
            chunks.map(|(number, chunk)| part(folder, &format!("{name}-{number:05}.nq.gz"), chunk).map_err(fail)).collect()
        };
        let quads = self.quads()?;
        let mut manifest = describe(self.base(), &quads, write("part", &quads)?);
        drop(quads);
        if whole {
            let parts = write("store", &self.kept_quads()?)?;
            manifest.store = Some(Kept { layout: LAYOUT, articles: self.count()?, parts });
        }
        let json = serde_json::to_vec_pretty(&manifest).map_err(|e| fail(e.into()))?;
        std::fs::write(folder.join(PARTS_MANIFEST), json).map_err(fail)?;
        Ok(manifest)
    }
}

fn part(folder: &Path, file: &str, quads: &[Quad]) -> io::Result<Part> {
    // No name and no time in the header: the same quads give the same bytes.
    let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::default());
    write_quads(quads, GraphFormat::NQuads, &mut packed)?;
    let bytes = packed.finish()?;
    std::fs::write(folder.join(file), &bytes)?;
    let sha256 = hex(&Sha256::digest(&bytes));
    Ok(Part { file: file.into(), quads: quads.len() as u64, bytes: bytes.len() as u64, sha256 })
}

/// A digest as manifests write it.
pub(super) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
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
        store: None,
    }
}
