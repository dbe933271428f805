//! What a check does between reading a document and asking the rules: facts about it, each of which may build on others.

use prosec::analysis::{Analysis, Unit};

/// A stage: its name, and what works the fact out and counts it.
pub type Stage = (&'static str, fn(&Analysis<'_>) -> usize);

/// The stages in an order in which none needs a later one.
pub const STAGES: &[Stage] = &[
    ("sentences", |analysis| analysis.sentences().len()),
    ("inventory", |analysis| usize::from(analysis.inventory().holds(|character| character == '\u{fffd}'))),
    ("people", |analysis| analysis.people().mentions().len()),
    ("repeats", |analysis| analysis.repeats().len()),
    ("quotes", |analysis| analysis.quote_faults().len()),
    ("links", |analysis| analysis.links().all().len()),
    ("promos", |analysis| analysis.promos().of(Unit::Sentence).count()),
    ("spelling", |analysis| analysis.misspellings().len()),
    ("usage", |analysis| analysis.doubts().len()),
    ("dates", |analysis| analysis.days().len()),
];

/// Works out all facts that come before a stage.
pub fn before(stage: &str, analysis: &Analysis<'_>) {
    STAGES.iter().take_while(|(name, _)| *name != stage).for_each(|(_, work)| {
        work(analysis);
    });
}
