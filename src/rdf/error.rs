//! What can go wrong with a store or a query, with the place and the remedy.

use std::path::PathBuf;

/// Why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{path}: there is no store here; build one with `guanmo build FILES --store {path}`", path = path.display())]
    Missing { path: PathBuf },
    #[error("{path}: this folder is not a guanmo store (it holds other files); name an empty or a new folder", path = path.display())]
    NotAStore { path: PathBuf },
    #[error("{path}: the store is in use by another process; wait until it is done, or stop it", path = path.display())]
    InUse { path: PathBuf },
    #[error("{path}: the store is open already in this process; close it first", path = path.display())]
    OpenHere { path: PathBuf },
    #[error("{path}: the store is of layout {found}, this program knows layout {known}; use a newer guanmo, or build the store again", path = path.display())]
    NewerLayout { path: PathBuf, found: String, known: u32 },
    #[error("{path}: the store is of layout {found}, made by an older guanmo; carry it over with `guanmo migrate --store {path}`", path = path.display())]
    OlderLayout { path: PathBuf, found: String },
    #[error("{path}: there is something here already; name a folder that is not there", path = path.display())]
    Occupied { path: PathBuf },
    #[error("{path}: there is no backup here; make one with `guanmo backup --store STORE {path}`", path = path.display())]
    NoBackup { path: PathBuf },
    #[error("{path}: the store is empty, its making was broken off; run `guanmo build FILES --store {path}`", path = path.display())]
    Unfinished { path: PathBuf },
    #[error("{path}: permission denied; check who owns the folder", path = path.display())]
    Permission { path: PathBuf },
    #[error("{path}: the disk is full; free some room and run the command again; the store holds what it held before", path = path.display())]
    DiskFull { path: PathBuf },
    #[error("{path}: the store is damaged ({detail}); restore a copy, or build it again from its articles", path = path.display())]
    Damaged { path: PathBuf, detail: String },
    #[error("{path}: the store cannot be read or written: {detail}", path = path.display())]
    Other { path: PathBuf, detail: String },
}

/// Why a folder of N-Quads was not made a store.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("{folder}: there is no manifest.json; the run that wrote the folder was broken off, or it is none of guanmo: write it again", folder = folder.display())]
    NoManifest { folder: PathBuf },
    #[error("{path}: not a manifest of guanmo: {problem}", path = path.display())]
    BadManifest { path: PathBuf, problem: String },
    #[error("{path}: the manifest says {said}, found were {found}; copy the folder again, or write it again", path = path.display())]
    Differs { path: PathBuf, said: String, found: String },
    #[error("{folder}: the folder holds a graph without the articles that it was read out of, and a store needs both; write it again with `guanmo export --format nquads-parts --whole`, or with guanmo.spark", folder = folder.display())]
    GraphAlone { folder: PathBuf },
    #[error("{folder}: the folder was written for stores of layout {found}, this program knows layout {known}; write it again", folder = folder.display())]
    OtherLayout { folder: PathBuf, found: u32, known: u32 },
    #[error("{path}: a folder is loaded into a new store; name a new or an empty folder", path = path.display())]
    NotEmpty { path: PathBuf },
    #[error("{path}: {problem}", path = path.display())]
    Io { path: PathBuf, problem: String },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a query gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    #[error("line {line}, column {column}: {problem}\n    {text}\n    {marker}")]
    Syntax { line: usize, column: usize, problem: String, text: String, marker: String },
    #[error("the query took longer than {0} seconds and was stopped; narrow it, or raise --timeout")]
    TooLong(u64),
    #[error("no query is named `{name}`{hint}; `guanmo queries` lists them")]
    UnknownName { name: String, hint: String },
    #[error("query `{query}` needs --param {name}=… ({what})")]
    MissingParameter { query: String, name: String, what: String },
    #[error("query `{query}` has no parameter `{name}`; it takes: {known}")]
    UnknownParameter { query: String, name: String, known: String },
    #[error("--param {name}: expected {expected}, got `{value}`")]
    BadParameter { name: String, expected: String, value: String },
    #[error("{0}")]
    Failed(String),
}
