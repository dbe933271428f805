//! Compiles the word tables of `data/` into finite-state maps: the key is the folded word, the value packs
//! what is known of it, or says where its corrections stand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use crate::class::Classes;
use crate::entry::{Dialects, Entry, form};
use crate::fold::fold;
pub(crate) use crate::hash::hash;
use crate::hash::{NO_CLASSES, NO_ENTRY, NO_RECORD, OFFSET_BITS};
use crate::letters::GROUPS;
use crate::near;
use crate::sound::skeleton;

/// Writes `words.bin`, `common.bin`, `near.bin`, `spellings.txt`, `sounds.fst`, `typos.fst`, `corrections.txt` and
/// `class-sets.bin`. Returns how common a word is, 0 if it is none, and the sets of classes.
pub fn compile(data: &Path, out: &Path) -> io::Result<(impl Fn(&str) -> u8 + use<>, Vec<u32>)> {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    for line in fs::read_to_string(data.join("words.txt"))?.lines() {
        let mut fields = line.split(' ');
        let spelling = fields.next().unwrap_or_default();
        let frequency: u64 = fields.next().and_then(|field| field.parse().ok()).unwrap_or(0);
        let dialects = bits(fields.next().unwrap_or(Dialects::LETTERS), Dialects::LETTERS);
        add(&mut words, spelling, frequency, dialects << Entry::DIALECTS);
    }
    for line in fs::read_to_string(data.join("names.txt"))?.lines() {
        let mut fields = line.split(' ');
        let spelling = fields.next().unwrap_or_default();
        let frequency: u64 = fields.next().and_then(|field| field.parse().ok()).unwrap_or(0);
        let kinds = bits(fields.next().unwrap_or_default(), "mfspd") * Entry::MALE;
        add(&mut words, spelling, frequency, kinds | 15 << Entry::DIALECTS);
    }
    let mut sounds: Vec<_> = words
        .iter()
        .filter(|(_, word)| word.frequency >= LEAST_FREQUENCY_BY_EAR)
        .map(|(key, _)| format!("{} {key}", skeleton(key)))
        .collect();
    sounds.sort();
    let sounds = fst::Set::from_iter(sounds).map_err(io::Error::other)?;
    fs::write(out.join("sounds.fst"), sounds.as_fst().as_bytes())?;

    let mut spellings = Blob::default();
    let facts: BTreeMap<String, u64> =
        words.into_iter().map(|(key, word)| (key, word.pack(&mut spellings))).collect();
    fs::write(out.join("spellings.txt"), spellings.text)?;

    let mut corrections = Blob::default();
    let mut typos = BTreeMap::new();
    for line in fs::read_to_string(data.join("typos.txt"))?.lines() {
        if let Some((typo, list)) = line.split_once(' ') {
            typos.insert(typo.to_owned(), corrections.offset(list));
        }
    }
    write_map(&out.join("typos.fst"), typos)?;
    fs::write(out.join("corrections.txt"), corrections.text)?;
    let frequency = |word: &str| facts.get(word).map_or(0, |&entry| Entry::from_bits(entry).frequency());
    let (classes, sets) = compile_classes(data, frequency, out)?;
    let [words, common, near] = tables(&facts, &classes);
    fs::write(out.join("words.bin"), words)?;
    fs::write(out.join("common.bin"), common)?;
    fs::write(out.join("near.bin"), near)?;
    let entry = move |word: &str| facts.get(fold(word).as_ref()).copied().map(Entry::from_bits);
    Ok((move |word: &str| entry(word).map_or(0, |entry| entry.frequency() + 1), sets))
}

/// The table of all words, that of the most common ones, and the table of near words over the records of the first.
fn tables(facts: &BTreeMap<String, u64>, classes: &BTreeMap<String, u8>) -> [Vec<u8>; 3] {
    let words: BTreeSet<&String> = facts.keys().chain(classes.keys()).collect();
    let words = words.into_iter().filter(|word| word.len() <= usize::from(u8::MAX));
    let mut words: Vec<Row> = words.map(|word| Row::new(word, facts, classes)).collect();
    words.sort_by_key(|row| (near::order(row.word, row.entry), row.word));
    let (all, offsets) = table(&words);
    let grouped = words.iter().zip(offsets).filter_map(|(row, offset)| {
        let (group, _) = near::order(row.word, row.entry);
        (group < GROUPS).then_some((group, row.word, offset))
    });
    let near = near::table(&grouped.collect::<Vec<_>>());
    words.retain(|row| {
        row.entry.is_some_and(|entry| Entry::from_bits(entry).frequency() >= LEAST_FREQUENCY_OF_COMMON)
    });
    [all, table(&words).0, near]
}

/// Some seven thousand words are so common: nine of ten in running text. Their table is small enough to stay near a core.
const LEAST_FREQUENCY_OF_COMMON: u8 = 17;

/// What is stored of a word.
struct Row<'w> {
    word: &'w str,
    entry: Option<u64>,
    /// The place of its set of classes.
    classes: Option<u8>,
}

impl<'w> Row<'w> {
    fn new(word: &'w str, facts: &BTreeMap<String, u64>, classes: &BTreeMap<String, u8>) -> Self {
        Self { word, entry: facts.get(word).copied(), classes: classes.get(word).copied() }
    }
}

/// An open-addressed hash table of words: the slots, a power of two of them, each with the offset of a record and the upper
/// bits of the hash of its word, or [`NO_RECORD`]; then the records: the length of the word, the word, its entry, the place
/// of its set of classes. Also the offsets of the records.
fn table(words: &[Row<'_>]) -> (Vec<u8>, Vec<u32>) {
    let slots = (words.len() * 3 / 2).next_power_of_two();
    let mut taken = vec![NO_RECORD; slots];
    let (mut records, mut offsets) = (Vec::new(), Vec::new());
    for row in words {
        let hash = hash(row.word.as_bytes());
        let mut slot = hash as usize & (slots - 1);
        while taken[slot] != NO_RECORD {
            slot = (slot + 1) & (slots - 1);
        }
        let offset = u32::try_from(records.len()).expect("the tables are far below 4 GiB");
        assert!(offset < (1 << OFFSET_BITS) - 1, "so many bits hold an offset");
        taken[slot] = offset | hash >> OFFSET_BITS << OFFSET_BITS;
        offsets.push(offset);
        records.push(row.word.len() as u8);
        records.extend(row.word.as_bytes());
        records.extend(row.entry.unwrap_or(NO_ENTRY).to_le_bytes());
        records.push(row.classes.unwrap_or(NO_CLASSES));
    }
    let mut table = u32::try_from(slots).expect("fewer slots than bytes").to_le_bytes().to_vec();
    table.extend(taken.into_iter().flat_map(u32::to_le_bytes));
    table.extend(records);
    (table, offsets)
}

/// Few sets of classes are met, so that a word's value is the place of its set among them. Those of the most used words
/// come first.
fn compile_classes(
    data: &Path,
    frequency: impl Fn(&str) -> u8,
    out: &Path,
) -> io::Result<(BTreeMap<String, u8>, Vec<u32>)> {
    let text = fs::read_to_string(data.join("classes.txt"))?;
    let rows = || text.lines().filter_map(|line| line.split_once(' '));
    let mut uses: BTreeMap<u32, f64> = BTreeMap::new();
    for (word, letters) in rows() {
        // Four steps of a frequency are a power of ten.
        *uses.entry(Classes::bits_of(letters)).or_default() += 10_f64.powf(f64::from(frequency(word)) / 4.0);
    }
    let mut sets: Vec<u32> = uses.keys().copied().collect();
    sets.sort_by(|a, b| uses[b].total_cmp(&uses[a]));
    let place = |letters: &str| {
        let set = Classes::bits_of(letters);
        let place = sets.iter().position(|known| *known == set).and_then(|place| u8::try_from(place).ok());
        place.filter(|&place| place != NO_CLASSES).expect("some two hundred sets of classes are met")
    };
    let places = rows().map(|(word, letters)| (word.to_owned(), place(letters))).collect();
    let bytes: Vec<u8> = sets.iter().copied().flat_map(u32::to_le_bytes).collect();
    fs::write(out.join("class-sets.bin"), bytes)?;
    Ok((places, sets))
}

/// Whoever spells by ear means a word that is heard.
const LEAST_FREQUENCY_BY_EAR: u64 = 9;

#[derive(Default)]
struct Word {
    facts: u64,
    /// Where it is spelled so in lower case, and otherwise: that *Gray* is a name everywhere says nothing of *gray*.
    lower_dialects: u64,
    other_dialects: u64,
    frequency: u64,
    is_plain: bool,
    spellings: Vec<String>,
}

impl Word {
    fn pack(mut self, blob: &mut Blob) -> u64 {
        // Whoever knows *Paris* need not be told of *París*.
        self.spellings.retain(|spelling| !self.is_plain || spelling.is_ascii());
        self.spellings.sort();
        let place = if self.spellings.is_empty() { 0 } else { blob.offset(&self.spellings.join(" ")) + 1 };
        let dialects = if self.lower_dialects == 0 { self.other_dialects } else { self.lower_dialects };
        self.facts | dialects | self.frequency << Entry::FREQUENCY | place << Entry::SPELLINGS
    }
}

fn add(words: &mut BTreeMap<String, Word>, spelling: &str, frequency: u64, facts: u64) {
    let key = fold(spelling);
    if !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'') {
        return;
    }
    let form = form(spelling);
    let word = words.entry(key.into_owned()).or_default();
    let dialects = facts & 15 << Entry::DIALECTS;
    word.facts |= form | facts & !dialects;
    if form == Entry::LOWER {
        word.lower_dialects |= dialects;
    } else {
        word.other_dialects |= dialects;
    }
    word.frequency = word.frequency.max(frequency);
    word.is_plain |= form != Entry::MIXED && spelling.is_ascii();
    // A spelling that cannot be told from the key and its case is kept as it is.
    if (form == Entry::MIXED || !spelling.is_ascii()) && !word.spellings.iter().any(|known| known == spelling)
    {
        word.spellings.push(spelling.to_owned());
    }
}

fn bits(letters: &str, alphabet: &str) -> u64 {
    letters.chars().filter_map(|letter| alphabet.find(letter)).fold(0, |bits, place| bits | 1 << place)
}

/// Lines of text, each once, named by the byte offset of its start.
#[derive(Default)]
struct Blob {
    text: String,
    offsets: BTreeMap<String, u64>,
}

impl Blob {
    fn offset(&mut self, line: &str) -> u64 {
        if let Some(&offset) = self.offsets.get(line) {
            return offset;
        }
        let offset = self.text.len() as u64;
        self.text.push_str(line);
        self.text.push('\n');
        self.offsets.insert(line.to_owned(), offset);
        offset
    }
}

fn write_map<K: AsRef<[u8]>>(path: &Path, sorted: impl IntoIterator<Item = (K, u64)>) -> io::Result<()> {
    let map = fst::Map::from_iter(sorted).map_err(io::Error::other)?;
    fs::write(path, map.as_fst().as_bytes())
}
