//! A folder of N-Quads in compressed parts, as a run over many machines writes it → a store.
//!
//! The manifest is believed in nothing: bytes, digest and lines of every part are counted, and so are the quads and
//! articles of the store at the end. The store is made beside its place and moved there when all is right.

use super::error::LoadError;
use super::parts::{Kept, Manifest, PARTS_MANIFEST, Part, hex};
use super::store::{LAYOUT, Store};
use flate2::read::MultiGzDecoder;
use oxigraph::io::{RdfFormat, RdfParser};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

impl Manifest {
    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// When there is none (the run that wrote the folder was broken off), or it is none of ours.
    pub fn read(folder: &Path) -> Result<Self, LoadError> {
        let path = folder.join(PARTS_MANIFEST);
        let text = std::fs::read_to_string(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => LoadError::NoManifest { folder: folder.into() },
            _ => LoadError::Io { path: path.clone(), problem: error.to_string() },
        })?;
        serde_json::from_str(&text).map_err(|error| LoadError::BadManifest { path, problem: error.to_string() })
    }

    fn files(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().chain(self.store.iter().flat_map(|kept| &kept.parts))
    }

    /// What a store needs beside the graph.
    fn kept(&self, folder: &Path) -> Result<&Kept, LoadError> {
        match &self.store {
            Some(kept) if kept.layout == LAYOUT => Ok(kept),
            Some(kept) => Err(LoadError::OtherLayout { folder: folder.into(), found: kept.layout, known: LAYOUT }),
            None => Err(LoadError::GraphAlone { folder: folder.into() }),
        }
    }
}

/// Makes a store of a folder, and gives its manifest.
///
/// # Errors
/// When a part is missing, is not what the manifest says, or holds no N-Quads; when the store's folder is not new or
/// empty; when the store cannot be written. Then no store is left.
pub fn load(folder: &Path, path: &Path) -> Result<Manifest, LoadError> {
    let manifest = Manifest::read(folder)?;
    manifest.kept(folder)?;
    for part in manifest.files() {
        check(folder, part)?;
    }
    if std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some()) || path.is_file() {
        return Err(LoadError::NotEmpty { path: path.into() });
    }
    let beside = beside(path);
    // A folder of a run that was killed is of no use.
    let _ = std::fs::remove_dir_all(&beside);
    let made = fill(folder, &manifest, &beside).and_then(|()| {
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
    let path = folder.join(&part.file);
    let fail = |error: io::Error| LoadError::Io { path: path.clone(), problem: error.to_string() };
    let plain = Path::new(&part.file).file_name().is_some_and(|name| name == part.file.as_str());
    if !plain {
        return Err(LoadError::BadManifest { path: folder.join(PARTS_MANIFEST), problem: format!("`{}` is no name of a file", part.file) });
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
    let found = hex(&digest.finalize());
    if (bytes, found.as_str()) == (part.bytes, part.sha256.to_lowercase().as_str()) {
        return Ok(());
    }
    Err(LoadError::Differs {
        path,
        said: format!("{} bytes, SHA-256 {}", part.bytes, part.sha256),
        found: format!("{bytes} bytes, {found}"),
    })
}

fn fill(folder: &Path, manifest: &Manifest, beside: &Path) -> Result<(), LoadError> {
    let store = Store::open_or_create(beside, Some(&manifest.base))?;
    let size = || store.inner.len().map_err(|e| store.fail(e)).map(|n| n as u64);
    let own = size()?;
    let mut loader = store.inner.bulk_loader();
    for part in manifest.files() {
        let path = folder.join(&part.file);
        let fail = |problem: String| LoadError::Io { path: path.clone(), problem };
        let file = File::open(&path).map_err(|error| fail(error.to_string()))?;
        let lines = BufReader::new(MultiGzDecoder::new(BufReader::new(file)));
        loader.load_from_reader(RdfParser::from_format(RdfFormat::NQuads), lines).map_err(|error| fail(error.to_string()))?;
    }
    loader.commit().map_err(|e| store.fail(e))?;
    store.inner.flush().map_err(|e| store.fail(e))?;
    let quads = size()? - own;
    count(folder, "quads", manifest.files().map(|part| part.quads).sum(), quads)?;
    count(folder, "articles", manifest.kept(folder)?.articles, store.count()?)
}

fn count(folder: &Path, what: &'static str, said: u64, found: u64) -> Result<(), LoadError> {
    if said == found {
        return Ok(());
    }
    Err(LoadError::Differs { path: folder.into(), said: format!("{said} {what}"), found: format!("{found} {what}") })
}
