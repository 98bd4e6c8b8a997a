//! How fast extraction is, beside the tagger it stands on, in one run and on one core: `cargo bench --bench extraction`.
//!
//! A path behind `--` (a file or folder that `guanmo extract` reads) is measured too, with the memory that the run takes:
//! `cargo bench --bench extraction -- corpus.jsonl`. Absolute figures depend on the machine; the ratios hardly do.

mod adversarial;

use guanmo::model::Document;
use guanmo::pipeline::Pipeline;
use jieba_rs::Jieba;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Own articles: read over and over for at least this long.
const LEAST: Duration = Duration::from_millis(1_500);
/// Documents between two measurements of a corpus, so that both sides meet the same load of the machine.
const CHUNK: usize = 250;

fn main() {
    let paths: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let loads: Vec<Duration> = (0..3).map(|_| timed(|| Pipeline::load().expect("the shipped rules load")).0).collect();
    println!("load: {:.0} ms (least of {})", millis(loads.iter().min()), loads.len());
    let pipeline = Pipeline::load().expect("the shipped rules load");
    let jieba = Jieba::new();
    let own = documents(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("data")]);
    let mut rates = Rates::default();
    while rates.extraction < LEAST {
        rates.measure(&own, &pipeline, &jieba);
    }
    rates.report("own articles");
    if !paths.is_empty() {
        corpus(&paths, &pipeline, &jieba);
    }
    adversarial::report(&pipeline);
}

/// The documents of files and folders; what cannot be read (annotations, tables) is left out.
fn documents(paths: &[PathBuf]) -> Vec<Document> {
    let files = guanmo::read::input_files(paths);
    files.into_iter().flatten().flat_map(|path| guanmo::read::documents(&path)).flatten().collect()
}

/// What both sides took for the same text.
#[derive(Default)]
struct Rates {
    bytes: usize,
    articles: usize,
    facts: usize,
    extraction: Duration,
    tagging: Duration,
    slowest: Duration,
}

impl Rates {
    fn measure(&mut self, documents: &[Document], pipeline: &Pipeline, jieba: &Jieba) {
        for document in documents {
            let (time, articles) = timed(|| pipeline.run(document));
            self.extraction += time;
            self.slowest = self.slowest.max(time);
            self.articles += articles.len();
            self.facts += articles.iter().map(|a| a.facts.len()).sum::<usize>();
            self.bytes += document.text.len();
        }
        for document in documents {
            self.tagging += timed(|| std::hint::black_box(jieba.tag(&document.text, false).len())).0;
        }
    }

    fn report(&self, name: &str) {
        let rate = |time: Duration| self.bytes as f64 / 1e6 / time.as_secs_f64();
        let (ours, theirs) = (rate(self.extraction), rate(self.tagging));
        println!(
            "{name}: {:.1} MB, {} articles, {} facts; extraction {ours:.2} MB/s, jieba tag {theirs:.2} MB/s, ratio {:.3}; slowest document {:.0} ms",
            self.bytes as f64 / 1e6,
            self.articles,
            self.facts,
            ours / theirs,
            self.slowest.as_secs_f64() * 1e3
        );
    }
}

fn corpus(paths: &[PathBuf], pipeline: &Pipeline, jieba: &Jieba) {
    let all = documents(paths);
    let (mut rates, before) = (Rates::default(), resident());
    let quarters = all.len().div_ceil(4).max(1);
    let mut memory = Vec::new();
    for part in all.chunks(quarters) {
        part.chunks(CHUNK).for_each(|chunk| rates.measure(chunk, pipeline, jieba));
        memory.push(resident());
    }
    rates.report("corpus");
    if let Some(before) = before {
        let grown: Vec<String> = memory.iter().flatten().map(|m| format!("{:+.1}", *m - before)).collect();
        println!("corpus: {before:.0} MB resident with the text, {} MB after each quarter", grown.join(", "));
    }
}

/// Resident memory in MB, where the system tells.
fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<f64>().ok().map(|kb| kb / 1024.0)
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let out = work();
    (start.elapsed(), out)
}

fn millis(time: Option<&Duration>) -> f64 {
    time.map_or(0.0, |t| t.as_secs_f64() * 1e3)
}
