//! The table of how far classes of neighbours speak for what may be meant, worked out from the model of usage.

use std::path::Path;
use std::{fs, io};

use crate::columns::columns;
use crate::model::Model;
use crate::number::{CLASSES_BESIDE, fact, mix, number_of};

/// Writes `usage-classes.bin`: for each row of `suspects.txt`, side and column, by how much more that neighbour speaks for
/// each word that may be meant than for the word of the row.
pub fn compile(data: &Path, class_sets: &[u32], out: &Path) -> io::Result<()> {
    let model = fs::read(data.join("usage.bin"))?;
    let model = Model::new(&model);
    let columns: Vec<u32> = columns(class_sets.iter().copied()).collect();
    let mut table = Vec::new();
    for row in fs::read_to_string(data.join("suspects.txt"))?.lines() {
        // The word, a number, then words and numbers in turn.
        let words: Vec<u32> = row.split(' ').step_by(2).map(number_of).collect();
        let [written, others @ ..] = words.as_slice() else { continue };
        for side in CLASSES_BESIDE {
            for &neighbour in &columns {
                let fact = mix(fact(side), neighbour);
                let more = |&other: &u32| model.weight(fact, other) - model.weight(fact, *written);
                let more = others.iter().map(|other| i8::try_from(more(other)));
                let more: Vec<i8> = more.collect::<Result<_, _>>().map_err(io::Error::other)?;
                table.extend(more.into_iter().map(|more| more as u8));
            }
        }
    }
    fs::write(out.join("usage-classes.bin"), table)
}
