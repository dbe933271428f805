//! The words that may stand where another is meant, and how far classes of neighbours speak for what may be meant, worked
//! out from the model of usage.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use crate::columns::columns;
use crate::hash::hash;
use crate::model::{Model, UNIT};
use crate::number::{CLASSES_BESIDE, MOST_OTHERS, fact, mix, number_of};

/// A row of `suspects.txt`: a word, the first look that is enough for it, and what may be meant by it, each with its margin.
/// Its numbers are tenths of what stands for a factor of *e*.
struct Row<'r> {
    word: &'r str,
    enough: i32,
    others: Vec<(&'r str, i32)>,
}

impl<'r> Row<'r> {
    fn read(row: &'r str) -> Self {
        let mut fields = row.split(' ');
        let mut pair = || Some((fields.next()?, fields.next()?.parse::<i32>().ok()? * UNIT / 10));
        let (word, enough) = pair().expect("a row has a word and a number");
        let others: Vec<(&str, i32)> = std::iter::from_fn(pair).collect();
        assert!(fields.next().is_none(), "{row}: words and numbers come in turn");
        assert!((1..=MOST_OTHERS).contains(&others.len()), "{row}: so many may be meant");
        Self { word, enough, others }
    }
}

/// Writes `suspects.rs` and `usage-classes.bin`.
pub fn compile(data: &Path, class_sets: &[u32], out: &Path) -> io::Result<()> {
    let model = fs::read(data.join("usage.bin"))?;
    let model = Model::new(&model);
    let columns: Vec<u32> = columns(class_sets.iter().copied()).collect();
    let text = fs::read_to_string(data.join("suspects.txt"))?;
    let rows: Vec<Row<'_>> = text.lines().map(Row::read).collect();
    fs::write(out.join("suspects.rs"), suspects(&rows, &model, columns.len(), &text))?;
    fs::write(out.join("usage-classes.bin"), of_classes(&rows, &model, &columns)?)
}

/// The suspects in Rust. Words are told by where they stand in the text of the file, so that nothing of them need be put
/// in place when the program starts.
fn suspects(rows: &[Row<'_>], model: &Model<'_>, columns: usize, text: &str) -> String {
    let (mut suspects, mut others) = (String::new(), String::new());
    let mut slots = vec![NO_ROW; (2 * rows.len()).next_power_of_two()];
    let (mut first, mut of_classes) = (0, 0);
    let written = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        format!("Written {{ start: {start}, length: {} }}", word.len())
    };
    for (number, row) in rows.iter().enumerate() {
        let hash = hash(row.word.as_bytes());
        let mut slot = hash as usize % slots.len();
        while slots[slot] != NO_ROW {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = hash >> 16 << 16 | u32::from(u16::try_from(number).expect("there are fewer rows"));
        let prior_of = |word: &str| model.weight(BY_ITSELF, number_of(word));
        let prior = prior_of(row.word);
        let mut margins = [0; MOST_OTHERS];
        for (margin, (other, _)) in margins.iter_mut().zip(&row.others) {
            *margin = prior_of(other) - prior;
        }
        let count = row.others.len();
        let least = row.others.iter().map(|(_, margin)| margin).min().expect("there is one");
        let (word, enough) = (written(row.word), row.enough);
        writeln!(
            suspects,
            "Suspect {{ word: {word}, number: {}, prior: {prior}, enough: {enough}, first: {first}, margins: {margins:?}, \
             least: {least}, of_classes: OfClasses {{ start: {of_classes}, others: {count} }} }},",
            number_of(row.word)
        )
        .expect("a string takes all");
        for (other, margin) in &row.others {
            let (word, number) = (written(other), number_of(other));
            writeln!(others, "Other {{ word: {word}, number: {number}, margin: {margin} }},")
                .expect("a string takes all");
        }
        first += count;
        of_classes += CLASSES_BESIDE.len() * columns * count;
    }
    format!(
        "static SUSPECTS: [Suspect; {}] = [{suspects}];\nstatic OTHERS: [Other; {first}] = [{others}];\n\
         static SLOTS: [u32; {}] = {slots:?};\n",
        rows.len(),
        slots.len()
    )
}

/// The fact that speaks of a word by itself.
const BY_ITSELF: u32 = fact(0);

/// Stands in a slot without a row; others hold the number of one and the upper half of the hash of its word.
const NO_ROW: u32 = u32::MAX;

/// For each row, side and column, by how much more that neighbour speaks for each word that may be meant than for the word
/// of the row.
fn of_classes(rows: &[Row<'_>], model: &Model<'_>, columns: &[u32]) -> io::Result<Vec<u8>> {
    let mut table = Vec::new();
    for Row { word, others, .. } in rows {
        let written = number_of(word);
        let others: Vec<u32> = others.iter().map(|(other, _)| number_of(other)).collect();
        for side in CLASSES_BESIDE {
            for &neighbour in columns {
                let fact = mix(fact(side), neighbour);
                let more = |&other: &u32| model.weight(fact, other) - model.weight(fact, written);
                let more = others.iter().map(|other| i8::try_from(more(other)));
                let more: Vec<i8> = more.collect::<Result<_, _>>().map_err(io::Error::other)?;
                table.extend(more.into_iter().map(|more| more as u8));
            }
        }
    }
    Ok(table)
}
