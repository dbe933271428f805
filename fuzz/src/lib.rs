//! What must be true of prosec whatever it is given. Fuzz targets call these functions with what a fuzzer comes up
//! with, and the ordinary tests with the corpus and with what they make of it.

pub mod document;
pub mod hold;
pub mod mending;
pub mod output;
pub mod pieces;
pub mod report;
pub mod rules;
pub mod settings;

/// A fuzz target: it panics where something is not true of its input.
pub type Target = fn(&[u8]);

/// The targets by name, which is also that of a file in `fuzz_targets/` and of a folder in `corpus/`.
pub const TARGETS: &[(&str, Target)] = &[
    ("markdown", hold::markdown),
    ("html", hold::html),
    ("plain", hold::plain),
    ("check", hold::check),
    ("fixes", hold::fixes),
    ("rules", hold::rules),
    ("config", hold::config),
    ("known", hold::known),
];
