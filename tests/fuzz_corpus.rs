//! The corpus of the fuzz targets, replayed: each past finding is a regression test. Beside it, inputs that are put
//! together from the corpus, the same each time; a fuzzer goes on from there (`fuzz/README.md`).

use std::fs;
use std::path::{Path, PathBuf};

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use fuzz::pieces::PIECES;
use fuzz::{TARGETS, Target};

/// Bytes that all corpora may have together.
const LARGEST: usize = 300_000;

#[test]
fn the_corpus_is_replayed() {
    let mut size = 0;
    for &(name, target) in TARGETS {
        let inputs = corpus(name);
        assert!(inputs.len() >= 5, "{name} has a corpus");
        for (path, bytes) in inputs {
            size += bytes.len();
            hold(target, &bytes, &path.display().to_string());
        }
    }
    assert!(size <= LARGEST, "the corpora have {size} bytes");
}

#[test]
fn each_target_has_its_file_and_its_corpus() {
    let known: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    for folder in ["fuzz/fuzz_targets", "fuzz/corpus"] {
        let mut found: Vec<String> = names(Path::new(folder));
        found.sort();
        let mut expected: Vec<&str> = known.clone();
        expected.sort_unstable();
        assert_eq!(found, expected, "{folder}");
    }
}

#[test]
fn inputs_made_of_the_corpus_hold_too() {
    hold_made("", |random, inputs| random.mixed(inputs));
}

#[test]
fn documents_made_of_words_and_pieces_hold_too() {
    hold_made("markdown html plain check fixes", |random, inputs| random.pieced(inputs));
}

/// Runs the targets, or those of these names, with inputs that are made of their corpora: some hundreds, or as many as
/// `PROSEC_INPUTS` says.
fn hold_made(names: &str, make: impl Fn(&mut Random, &[Vec<u8>]) -> Vec<u8>) {
    let count = std::env::var("PROSEC_INPUTS").map_or(300, |count| count.parse().expect("a number"));
    let is_wanted = |name: &str| names.is_empty() || names.split(' ').any(|wanted| wanted == name);
    for (at, &(name, target)) in TARGETS.iter().enumerate().filter(|(_, (name, _))| is_wanted(name)) {
        let inputs: Vec<Vec<u8>> = corpus(name).into_iter().map(|(_, bytes)| bytes).collect();
        let mut random = Random(at as u64);
        for _ in 0..count {
            hold(target, &make(&mut random, &inputs), name);
        }
    }
}

/// Runs a target, which says by itself what does not hold, and not of which input.
fn hold(target: Target, input: &[u8], name: &str) {
    let holds = std::panic::catch_unwind(|| target(input)).is_ok();
    assert!(holds, "{name}: {:?}", String::from_utf8_lossy(input));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let paths = entries.map(|entry| entry.expect("readable").path());
    paths.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect()
}

/// The inputs of a target, with their paths, in order.
fn corpus(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new("fuzz/corpus").join(target);
    let entries = fs::read_dir(folder).expect("readable");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("readable"))).collect()
}

/// Numbers that look random and are the same each time (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).expect("a bound is a length")
    }

    /// A byte, words of the inputs, and pieces of markup and of what is rare in prose between them.
    fn pieced(&mut self, inputs: &[Vec<u8>]) -> Vec<u8> {
        const MOST_PARTS: usize = 40;
        const MOST_WORDS: usize = 8;
        let mut made = vec![self.next().to_le_bytes()[0]];
        for _ in 0..1 + self.below(MOST_PARTS) {
            match self.below(2) {
                0 => {
                    let pieces = PIECES[self.below(PIECES.len())];
                    made.extend(pieces[self.below(pieces.len())].as_bytes());
                }
                _ => {
                    let words: Vec<&[u8]> =
                        inputs[self.below(inputs.len())].split(u8::is_ascii_whitespace).collect();
                    let start = self.below(words.len());
                    let some = words[start..].iter().take(1 + self.below(MOST_WORDS));
                    made.extend(some.copied().collect::<Vec<_>>().join(&b' '));
                }
            }
            made.extend(["", " ", ". ", "\n\n"][self.below(4)].as_bytes());
        }
        made
    }

    /// The start of one input, a stretch of a second, and the end of a third, with a few bytes changed.
    fn mixed(&mut self, inputs: &[Vec<u8>]) -> Vec<u8> {
        const CHANGES: usize = 3;
        let mut picked = || &inputs[self.below(inputs.len())];
        let [first, second, third] = [picked(), picked(), picked()];
        let mut mixed = first[..self.below(first.len() + 1)].to_vec();
        let start = self.below(second.len());
        mixed.extend(&second[start..start + self.below(second.len() - start)]);
        mixed.extend(&third[self.below(third.len())..]);
        for _ in 0..self.below(CHANGES + 1) {
            if let Some(at) = mixed.len().checked_sub(1).map(|last| self.below(last + 1)) {
                mixed[at] = self.next().to_le_bytes()[0];
            }
        }
        mixed
    }
}
