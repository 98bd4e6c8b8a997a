//! A folder of N-Quads in compressed parts, as a run over many machines writes it → a store.
//!
//! The manifest is believed in nothing: bytes, digest and lines of every part are counted, and so are the quads and
//! articles of the store at the end. The store is made beside its place and moved there when all is right.

use super::error::{LoadError, StoreError};
use super::store::{Merge, Store};
use super::vocabulary::gm;
use flate2::read::MultiGzDecoder;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::GraphNameRef;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// The file that describes the parts.
pub const MANIFEST: &str = "manifest.json";

/// What a folder of N-Quads holds.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// What entities' IRIs begin with.
    pub base: String,
    /// How many articles the graph is of.
    pub articles: usize,
    /// The files of the graph.
    pub parts: Vec<Part>,
    /// The files of the articles as they were extracted, with their texts.
    pub article_parts: Vec<Part>,
}

/// A file of the folder: its name there, and what must be found in it.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    pub name: String,
    /// Lines, each of them one quad.
    pub quads: usize,
    /// Bytes as they lie there.
    pub bytes: u64,
    /// Digest of these bytes, as `sha256sum` prints it.
    pub sha256: String,
}

impl Manifest {
    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// When there is none (the run that wrote the folder was broken off), or it is none of ours.
    pub fn read(folder: &Path) -> Result<Self, LoadError> {
        let path = folder.join(MANIFEST);
        let text = std::fs::read_to_string(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => LoadError::NoManifest { folder: folder.into() },
            _ => LoadError::Io { path: path.clone(), problem: error.to_string() },
        })?;
        serde_json::from_str(&text).map_err(|error| LoadError::BadManifest { path, problem: error.to_string() })
    }

    fn files(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().chain(&self.article_parts)
    }
}

/// Makes a store of a folder, and gives its manifest.
///
/// # Errors
/// When a part is missing, is not what the manifest says, or holds no N-Quads; when the store's folder is not new or
/// empty; when the store cannot be written. Then no store is left.
pub fn load(folder: &Path, path: &Path, merge: Merge) -> Result<Manifest, LoadError> {
    let manifest = Manifest::read(folder)?;
    for part in manifest.files() {
        check(folder, part)?;
    }
    if std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some()) || path.is_file() {
        return Err(LoadError::NotEmpty { path: path.into() });
    }
    let beside = beside(path);
    // A folder of a run that was killed is of no use.
    let _ = std::fs::remove_dir_all(&beside);
    let made = fill(folder, &manifest, &beside, merge).and_then(|()| {
        // An empty folder would keep the store from its place on some systems; there may be none.
        let _ = std::fs::remove_dir(path);
        std::fs::rename(&beside, path).map_err(|error| LoadError::Io { path: path.into(), problem: error.to_string() })
    });
    if made.is_err() {
        // What was made of it is of no use, and the failure is what has to be told.
        let _ = std::fs::remove_dir_all(&beside);
    }
    made.map(|()| manifest)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".loading");
    PathBuf::from(name)
}

/// Bytes and digest of a part, before anything is made of any.
fn check(folder: &Path, part: &Part) -> Result<(), LoadError> {
    let path = folder.join(&part.name);
    let fail = |error: io::Error| LoadError::Io { path: path.clone(), problem: error.to_string() };
    let plain = Path::new(&part.name).file_name().is_some_and(|name| name == part.name.as_str());
    if !plain {
        return Err(LoadError::BadManifest { path: folder.join(MANIFEST), problem: format!("`{}` is no name of a file", part.name) });
    }
    let mut file = File::open(&path).map_err(fail)?;
    let mut digest = Sha256::new();
    let (mut bytes, mut buffer) = (0_u64, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer).map_err(fail)?;
        if read == 0 {
            break;
        }
        bytes += read as u64;
        digest.update(&buffer[..read]);
    }
    let found: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if (bytes, found.as_str()) == (part.bytes, part.sha256.to_lowercase().as_str()) {
        return Ok(());
    }
    Err(LoadError::Differs {
        path,
        said: format!("{} bytes, SHA-256 {}", part.bytes, part.sha256),
        found: format!("{bytes} bytes, {found}"),
    })
}

fn fill(folder: &Path, manifest: &Manifest, beside: &Path, merge: Merge) -> Result<(), LoadError> {
    let store = Store::open_or_create(beside, Some(&manifest.base), merge)?;
    let own = store.inner.len().map_err(|e| store.fail(e))?;
    let mut loader = store.inner.bulk_loader();
    for part in manifest.files() {
        let path = folder.join(&part.name);
        let fail = |problem: String| LoadError::Io { path: path.clone(), problem };
        let file = File::open(&path).map_err(|error| fail(error.to_string()))?;
        let lines = BufReader::new(MultiGzDecoder::new(BufReader::new(file)));
        loader.load_from_reader(RdfParser::from_format(RdfFormat::NQuads), lines).map_err(|error| fail(error.to_string()))?;
    }
    loader.commit().map_err(|e| store.fail(e))?;
    store.inner.flush().map_err(|e| store.fail(e))?;
    let quads = store.inner.len().map_err(|e| store.fail(e))? - own;
    count(folder, "quads", manifest.files().map(|part| part.quads).sum(), quads)?;
    count(folder, "articles", manifest.articles, articles(&store)?)
}

/// Articles that the store can show, by their extractions.
fn articles(store: &Store) -> Result<usize, StoreError> {
    let (predicate, graph) = (gm("extraction"), gm("articles"));
    let graph = GraphNameRef::NamedNode(graph.as_ref());
    let found = store.inner.quads_for_pattern(None, Some(predicate.as_ref()), None, Some(graph));
    found.map(|quad| quad.map(|_| 1).map_err(|e| store.fail(e))).sum()
}

fn count(folder: &Path, what: &'static str, said: usize, found: usize) -> Result<(), LoadError> {
    if said == found {
        return Ok(());
    }
    Err(LoadError::Differs { path: folder.into(), said: format!("{said} {what}"), found: format!("{found} {what}") })
}
