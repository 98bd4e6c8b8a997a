//! Large changes: what comes goes in by oxigraph's bulk loader, which takes it as a whole or not at all; what goes is
//! written into a file before. A program that is killed between the two leaves the file, and the next one that opens the
//! store ends what was begun.

use super::contents::Step;
use super::error::StoreError;
use super::folder::storage_error;
use super::store::Store;
use super::vocabulary::gm;
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, Quad, Term};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Changes with fewer new quads than this are one plain transaction.
pub const BULK_QUADS: usize = 5_000;

/// Memory that the bulk loader may use, in megabytes, for each lot.
const LOADER_MEGABYTES: usize = 512;

/// How long a reader waits for a writer that is between the two steps.
const PATIENCE: Duration = Duration::from_secs(2);

/// The file of what is still to go, in the store's folder.
const PENDING: &str = "guanmo-pending";

impl Store {
    /// Writes a large change into a store on disk.
    pub(super) fn write_bulk(&self, step: Step) -> Result<(), StoreError> {
        let dropped = step.dropped.clone();
        let gone = self.begin_bulk(step)?;
        self.take_away(gone.iter(), &dropped).map_err(|e| self.fail(e))?;
        fs::remove_file(self.path.join(PENDING)).map_err(|e| storage_error(&self.path, &e))
    }

    /// Notes what is to go, and loads what comes. Gives back what is to go.
    fn begin_bulk(&self, step: Step) -> Result<Vec<Quad>, StoreError> {
        let last = self.lot()?;
        let lot = last.as_ref().map_or(0, |(number, _)| *number) + 1;
        let gone: Vec<Quad> = step.delta.gone.into_iter().chain(last.map(|(_, quad)| quad)).collect();
        write_pending(&self.path, lot, &gone, &step.dropped).map_err(|e| storage_error(&self.path, &e))?;
        let mut loader = self.inner.bulk_loader().with_max_memory_size_in_megabytes(LOADER_MEGABYTES);
        let loaded = loader.load_quads(step.delta.new.into_iter().chain([mark(lot)])).and_then(|()| loader.commit());
        loaded.map(|()| gone).map_err(|error| {
            // Nothing of the change is there: there is nothing to end. A file that stays is seen to be of no use.
            let _ = fs::remove_file(self.path.join(PENDING));
            self.fail(error)
        })
    }

    fn take_away<'q>(&self, gone: impl Iterator<Item = &'q Quad>, dropped: &[NamedNode]) -> io::Result<()> {
        let mut transaction = self.inner.start_transaction()?;
        gone.for_each(|quad| transaction.remove(quad));
        for graph in dropped {
            transaction.remove_named_graph(graph)?;
        }
        transaction.commit()?;
        self.keep()
    }

    /// The number of the last large change, and its quad.
    fn lot(&self) -> Result<Option<(u64, Quad)>, StoreError> {
        let (subject, property, graph) = (Self::settings_iri(), gm("lot"), gm("index"));
        let graph = Some(GraphNameRef::NamedNode(graph.as_ref()));
        let mut last: Option<(u64, Quad)> = None;
        for quad in self.inner.quads_for_pattern(Some(subject.as_ref().into()), Some(property.as_ref()), None, graph) {
            let quad = quad.map_err(|e| self.fail(e))?;
            let number = if let Term::Literal(literal) = &quad.object { literal.value().parse().ok() } else { None };
            last = last.into_iter().chain(number.map(|number| (number, quad))).max_by_key(|(number, _)| *number);
        }
        Ok(last)
    }

    /// Ends a large change that another program left half done. Needs a store that is open for writing.
    pub(super) fn end_pending(&self) -> Result<(), StoreError> {
        let fail = |e: io::Error| storage_error(&self.path, &e);
        let file = self.path.join(PENDING);
        let Some((lot, gone, dropped)) = read_pending(&file).map_err(fail)? else { return Ok(()) };
        if self.inner.contains(&mark(lot)).map_err(|e| self.fail(e))? {
            self.take_away(gone.iter(), &dropped).map_err(|e| self.fail(e))?;
        }
        fs::remove_file(file).map_err(fail)
    }

    /// Before a store is read: ends what a killed writer left; waits a little for one that is at work.
    pub(super) fn settle_pending(path: &Path) -> Result<(), StoreError> {
        let started = Instant::now();
        while path.join(PENDING).exists() && started.elapsed() < PATIENCE {
            match Self::open_or_create(path, None) {
                Ok(_) => return Ok(()),
                Err(StoreError::InUse { .. }) => std::thread::sleep(PATIENCE / 100),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn mark(lot: u64) -> Quad {
    Quad::new(Store::settings_iri(), gm("lot"), Literal::from(lot), gm("index"))
}

/// The number in the first line, graphs to drop in the second, then quads. Whole or not at all.
fn write_pending(store: &Path, lot: u64, gone: &[Quad], dropped: &[NamedNode]) -> io::Result<()> {
    let part = store.join(format!("{PENDING}.part"));
    let mut out = BufWriter::new(File::create(&part)?);
    let graphs: Vec<&str> = dropped.iter().map(NamedNode::as_str).collect();
    writeln!(out, "{lot}\n{}", graphs.join(" "))?;
    let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(&mut out);
    for quad in gone {
        writer.serialize_quad(quad.as_ref())?;
    }
    writer.finish()?;
    out.flush()?;
    out.get_ref().sync_all()?;
    fs::rename(part, store.join(PENDING))
}

type Pending = (u64, Vec<Quad>, Vec<NamedNode>);

fn read_pending(file: &PathBuf) -> io::Result<Option<Pending>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let bad = || io::Error::new(io::ErrorKind::InvalidData, format!("{PENDING} cannot be read"));
    let (first, rest) = text.split_once('\n').ok_or_else(bad)?;
    let (graphs, quads) = rest.split_once('\n').ok_or_else(bad)?;
    let lot = first.parse().map_err(|_| bad())?;
    let dropped = graphs.split(' ').filter(|graph| !graph.is_empty()).map(NamedNode::new_unchecked).collect();
    let gone = RdfParser::from_format(RdfFormat::NQuads).for_slice(quads).collect::<Result<_, _>>().map_err(|_| bad())?;
    Ok(Some((lot, gone, dropped)))
}

#[cfg(test)]
mod tests {
    use super::super::contents::tests::{Dice, article, everything};
    use super::*;
    use crate::rdf::StoredArticle;

    /// A store on disk of some articles, and a step that replaces some, adds some and removes one.
    fn begun(folder: &Path) -> (Vec<StoredArticle>, Vec<StoredArticle>, Store) {
        let mut dice = Dice(77);
        let first: Vec<StoredArticle> = (0..6).map(|id| article(&mut dice, id)).collect();
        let then: Vec<StoredArticle> = (3..9).map(|id| article(&mut dice, id)).collect();
        let store = Store::open_or_create(folder, None).expect("a store");
        store.add(&first).expect("added");
        (first, then, store)
    }

    /// All but the number of the lot.
    fn contents(store: &Store) -> Vec<String> {
        everything(store).into_iter().filter(|quad| !quad.contains("ns#lot>")).collect()
    }

    fn built(articles: &[StoredArticle]) -> Vec<String> {
        let store = Store::in_memory(None).expect("a store");
        store.add(articles).expect("added");
        contents(&store)
    }

    #[test]
    fn a_large_change_is_ended_by_the_next_program() {
        let folder = tempfile::tempdir().expect("a folder");
        let (first, then, store) = begun(folder.path());
        let left: Vec<StoredArticle> = first[1..3].iter().chain(&then).cloned().collect();
        let step = store.step(&then.iter().collect::<Vec<_>>(), &["a0"]).expect("a step");
        store.begin_bulk(step).expect("loaded");
        drop(store);
        drop(Store::open(folder.path()).expect("opened"));
        assert!(!folder.path().join(PENDING).exists());
        let store = Store::open_or_create(folder.path(), None).expect("opened");
        store.settle().expect("settled");
        assert!(contents(&store) == built(&left));
        let step = store.step(&first.iter().collect::<Vec<_>>(), &["a6", "a7", "a8"]).expect("a step");
        store.write_bulk(step).expect("written");
        store.settle().expect("settled");
        assert!(contents(&store) == built(&first), "and it goes on from there");
    }

    #[test]
    fn a_large_change_that_was_not_loaded_never_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let (first, then, store) = begun(folder.path());
        let step = store.step(&then.iter().collect::<Vec<_>>(), &["a0"]).expect("a step");
        write_pending(folder.path(), 1, &step.delta.gone, &step.dropped).expect("written");
        drop(store);
        let store = Store::open_or_create(folder.path(), None).expect("opened");
        assert!(contents(&store) == built(&first) && !folder.path().join(PENDING).exists());
    }
}
