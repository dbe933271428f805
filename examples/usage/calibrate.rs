//! Sets the margin of each pair by texts that were held out: how often it would speak where the word that is written is
//! right, and how often where it is not.

use std::collections::BTreeMap;
use std::fmt::Write;

use prosec::analysis::usage::{FIRST_LOOK, Model, UNIT};
use prosec::lexicon::Lexicon;
use rustc_hash::FxHashMap;

use crate::corpus::Places;
use crate::pairs::Pairs;
use crate::words::Words;

/// Of so many uses of a word, one is another by mistake: of words that are listed, and of others.
const LISTED_FAULTS: f64 = 1.0 / 1_000.0;
const OTHER_FAULTS: f64 = 1.0 / 5_000.0;
/// What a fault that is found must weigh against a false alarm.
const FOUND_FOR_FALSE: f64 = 4.0;
/// The margin is at least this.
const LEAST_MARGIN: f32 = 2.5;
/// A false alarm that the held-out texts show speaks of others that they do not show, the fewer the higher the margin.
const REACH: f64 = 0.7;
/// A pair that finds less of its faults is not worth its cost.
const LEAST_FOUND: f64 = 0.04;
/// A first look may cost this share of what is found.
const LOST_AT_FIRST_LOOK: f64 = 0.02;

/// What the held-out texts say of a pair.
#[derive(Default)]
struct Evidence {
    /// Margins where the written word is right, and the other would be said to be meant.
    right: Vec<f32>,
    /// Margins where the other is meant, with the first look at what is written.
    wrong: Vec<(f32, f32)>,
    /// How often the other stands in the texts.
    uses: u32,
}

/// The rows of `data/suspects.txt`.
pub fn calibrate(
    places: &Places,
    held_out_words: usize,
    (pairs, words): (&Pairs, &Words),
    model: &Model<'_>,
) -> String {
    let mut evidence: FxHashMap<(usize, usize), Evidence> = FxHashMap::default();
    let mut scores: Vec<(usize, f32)> = Vec::new();
    let weight = |fact: &u32, number: u32| model.weight(*fact, number) as f32 / UNIT as f32;
    for (word, facts) in places.iter() {
        scores.clear();
        let mut score = |word: usize| -> f32 {
            if let Some(&(_, score)) = scores.iter().find(|(known, _)| *known == word) {
                return score;
            }
            let number = words.number(word);
            let score = facts.iter().map(|fact| weight(fact, number)).sum();
            scores.push((word, score));
            score
        };
        let mut best = |written: usize| {
            let own = score(written);
            let margins = words.meant(written).iter().map(|&other| (score(other) - own, other));
            margins.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|best| best.0 > 0.0)
        };
        if let Some((margin, meant)) = best(word) {
            evidence.entry((word, meant)).or_default().right.push(margin);
        }
        for &written in words.written(word) {
            let pair = evidence.entry((written, word)).or_default();
            pair.uses += 1;
            if let Some((margin, meant)) = best(written)
                && meant == word
            {
                let number = words.number(written);
                let look = facts[..FIRST_LOOK].iter().map(|fact| weight(fact, number)).sum();
                pair.wrong.push((margin, look));
            }
        }
    }
    let named =
        evidence.into_iter().map(|((written, meant), pair)| ((words.name(written), words.name(meant)), pair));
    rows(pairs, &named.collect(), held_out_words)
}

/// What may be meant by a word, each with its margin; and the first looks at places where it is wrong.
type Row<'p> = (Vec<(&'p str, f32)>, Vec<f32>);

fn rows(pairs: &Pairs, evidence: &BTreeMap<(&str, &str), Evidence>, held_out_words: usize) -> String {
    let mut rows: BTreeMap<&str, Row<'_>> = BTreeMap::new();
    let lexicon = Lexicon::english();
    let (mut false_alarms, mut kept, mut found, mut faults) = (0, 0, 0.0, 0.0);
    for (&(written, meant), pair) in evidence {
        let is_listed = pairs.listed.contains(&(written.to_owned(), meant.to_owned()));
        let rate = if is_listed { LISTED_FAULTS } else { OTHER_FAULTS };
        faults += f64::from(pair.uses) * rate;
        let Some(margin) = margin(pair, rate * FOUND_FOR_FALSE) else { continue };
        let alarms = pair.right.iter().filter(|&&right| right >= margin).count();
        let looks: Vec<f32> =
            pair.wrong.iter().filter(|wrong| wrong.0 >= margin).map(|wrong| wrong.1).collect();
        if (looks.len() as f64) < LEAST_FOUND * f64::from(pair.uses) {
            continue;
        }
        if !pairs.may_be_reported(written, meant, &lexicon) {
            rows.entry(written).or_default().1.extend(looks);
            continue;
        }
        false_alarms += alarms;
        kept += 1;
        found += looks.len() as f64 * rate;
        let row = rows.entry(written).or_default();
        row.0.push((meant, margin));
        row.1.extend(looks);
    }
    eprintln!(
        "{kept} pairs; {false_alarms} false alarms in {held_out_words} tokens held out ({:.2} in 10,000); \
         {:.1} % of faults found",
        false_alarms as f64 * 10_000.0 / held_out_words as f64,
        100.0 * found / faults,
    );
    let mut text = String::new();
    rows.retain(|_, (meant, _)| !meant.is_empty());
    for (written, (meant, mut looks)) in rows {
        looks.sort_by(f32::total_cmp);
        let last = ((1.0 - LOST_AT_FIRST_LOOK) * (looks.len() - 1) as f64).ceil() as usize;
        let tenths = |value: f32| (value * 10.0).ceil() as i32;
        let _ = write!(text, "{written} {}", tenths(looks[last]) + 1);
        for (meant, margin) in meant {
            let _ = write!(text, " {meant} {}", tenths(margin));
        }
        text.push('\n');
    }
    text
}

/// The margin at which most faults are found for the false alarms that they cost; `rate` is what a place with a fault
/// weighs.
fn margin(pair: &Evidence, rate: f64) -> Option<f32> {
    let mut wrong: Vec<f32> = pair.wrong.iter().map(|wrong| wrong.0).collect();
    wrong.sort_by(|a, b| b.total_cmp(a));
    let cost = |margin: f32| -> f64 {
        let reached = |right: f32| (-f64::from(margin - right).max(0.0) / REACH).exp();
        pair.right.iter().map(|&right| reached(right)).sum()
    };
    let steps = (0..).map(|step| LEAST_MARGIN + 0.25 * step as f32).take_while(|&margin| margin <= 15.0);
    let worth = steps.map(|margin| {
        let found = wrong.partition_point(|&value| value >= margin) as f64;
        (found * rate - cost(margin), margin)
    });
    worth.filter(|&(worth, _)| worth > 0.0).max_by(|a, b| a.0.total_cmp(&b.0)).map(|best| best.1)
}
