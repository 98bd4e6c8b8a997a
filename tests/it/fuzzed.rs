//! The checks of `fuzz/` over changed seeds: the same changes each time, so that a failure comes back.
//! `cargo +nightly fuzz run NAME` looks further, guided by what code is reached.

#[path = "../../fuzz/checks.rs"]
mod checks;

use std::fs;
use std::path::Path;

/// Changed inputs a target; `FUZZ_INPUTS` asks for more.
const INPUTS: usize = 60;
/// Changes in an input, at most.
const CHANGES: u64 = 12;
/// Longest piece that is copied, dropped or doubled, in bytes.
const PIECE: u64 = 64;

/// Numbers that look random and are the same each time (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end.max(1)).expect("below the end")
    }

    fn piece(&mut self, of: &[u8]) -> std::ops::Range<usize> {
        let start = self.below(of.len() as u64 + 1);
        start..of.len().min(start + self.below(PIECE))
    }
}

/// Inputs of other tests by their ending, and what only stands in `fuzz/seeds`.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let ending = match target {
        "articles" => "txt",
        "json" => "jsonl",
        other => other,
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = root.join("fuzz/seeds").join(target);
    let folders = [own.clone(), root.join("tests/fixtures"), root.join("tests/it/fixtures")];
    let entries = folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.starts_with(&own) || path.extension().is_some_and(|found| found == ending));
    paths.sort();
    assert!(!paths.is_empty(), "{target}: no seeds");
    paths.iter().map(|path| fs::read(path).expect("a seed")).collect()
}

/// One change: a bit, a byte, a piece dropped, doubled, or put in from another seed.
fn change(input: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    let place = numbers.below(input.len() as u64);
    match numbers.below(5) {
        0 if !input.is_empty() => input[place] ^= 1 << numbers.below(8),
        1 if !input.is_empty() => input[place] = u8::try_from(numbers.below(256)).expect("a byte"),
        2 => drop(input.drain(numbers.piece(input))),
        3 => {
            let piece = input[numbers.piece(input)].to_vec();
            input.splice(place..place, piece);
        }
        _ => {
            let piece = other[numbers.piece(other)].to_vec();
            input.splice(place..place, piece);
        }
    }
}

/// Seeds as they are, then changed ones. A panic is told with the bytes that led to it.
fn fuzz(target: &str, check: fn(&[u8])) {
    let seeds = seeds(target);
    let count = std::env::var("FUZZ_INPUTS").ok().and_then(|n| n.parse().ok()).unwrap_or(INPUTS);
    let mut numbers = Numbers(target.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte)));
    seeds.iter().for_each(|seed| check(seed));
    for number in 0..count {
        let mut input = seeds[numbers.below(seeds.len() as u64)].clone();
        for _ in 0..=numbers.below(CHANGES) {
            let other = &seeds[numbers.below(seeds.len() as u64)];
            change(&mut input, other, &mut numbers);
        }
        if let Err(panic) = std::panic::catch_unwind(|| check(&input)) {
            let path = std::env::temp_dir().join(format!("guanmo-{target}-{number}"));
            fs::write(&path, &input).expect("the input is kept");
            eprintln!("{target}: input {number} is kept in {}", path.display());
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn texts() {
    fuzz("articles", checks::articles);
}

#[test]
fn pages() {
    fuzz("html", checks::html);
}

#[test]
fn pdfs() {
    fuzz("pdf", checks::pdf);
}

#[test]
fn letters() {
    fuzz("docx", checks::docx);
}

#[test]
fn lines() {
    fuzz("json", checks::json);
}

#[test]
fn requests() {
    fuzz("sparql", checks::sparql);
}
