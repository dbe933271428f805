//! TOML tables in bytes that are read where they lie: those of the built-in rules are stored by the build script, so
//! that none is parsed when prosec starts. A value is a mark of its type, its place in the file, its length and what it
//! holds; a table holds keys, each with its place, and values.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// The entries of a table, sorted by key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stored<'t>(&'t [u8]);

/// A key and its place in the file.
#[derive(Clone, Debug)]
pub(crate) struct StoredKey<'t> {
    pub(crate) name: &'t str,
    pub(crate) place: Range<usize>,
}

/// A value and its place in the file.
#[derive(Clone, Debug)]
pub(crate) struct StoredValue<'t> {
    mark: u8,
    pub(crate) place: Range<usize>,
    held: &'t [u8],
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Held<'t> {
    /// A string, and its place within its quotation marks.
    Text(&'t str, Range<usize>),
    /// A number, if it is one that can be counted with.
    Integer(Option<i64>),
    Float(Option<f64>),
    Flag(bool),
    Date,
    Array(Items<'t>),
    Table(Stored<'t>),
}

/// The items of an array.
#[derive(Clone, Debug)]
pub(crate) struct Items<'t>(&'t [u8]);

const TEXT: u8 = b't';
const INTEGER: u8 = b'i';
const FLOAT: u8 = b'f';
const TRUE: u8 = b'1';
const FALSE: u8 = b'0';
const DATE: u8 = b'd';
const ARRAY: u8 = b'a';
const TABLE: u8 = b'm';

/// A table of a file with this text in bytes.
pub(crate) fn store(table: &DeTable<'_>, text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    store_table(table, text, &mut bytes);
    bytes
}

fn store_table(table: &DeTable<'_>, text: &str, bytes: &mut Vec<u8>) {
    for (key, value) in table {
        store_place(key.span(), bytes);
        store_bytes(key.get_ref().as_bytes(), bytes);
        store_value(value, text, bytes);
    }
}

fn store_value(value: &toml::Spanned<DeValue<'_>>, text: &str, bytes: &mut Vec<u8>) {
    let mut held = Vec::new();
    let mark = match value.get_ref() {
        DeValue::String(string) => {
            store_place(inner(value.span(), string, text), &mut held);
            held.extend(string.as_bytes());
            TEXT
        }
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(&number.as_str().replace('_', ""), number.radix());
            held.extend(number.into_iter().flat_map(i64::to_le_bytes));
            INTEGER
        }
        DeValue::Float(number) => {
            let number = number.as_str().replace('_', "").parse();
            held.extend(number.into_iter().flat_map(f64::to_le_bytes));
            FLOAT
        }
        DeValue::Boolean(true) => TRUE,
        DeValue::Boolean(false) => FALSE,
        DeValue::Datetime(_) => DATE,
        DeValue::Array(items) => {
            items.iter().for_each(|item| store_value(item, text, &mut held));
            ARRAY
        }
        DeValue::Table(table) => {
            store_table(table, text, &mut held);
            TABLE
        }
    };
    bytes.push(mark);
    store_place(value.span(), bytes);
    store_bytes(&held, bytes);
}

fn store_place(place: Range<usize>, bytes: &mut Vec<u8>) {
    store_number(place.start, bytes);
    store_number(place.end, bytes);
}

fn store_bytes(held: &[u8], bytes: &mut Vec<u8>) {
    store_number(held.len(), bytes);
    bytes.extend(held);
}

fn store_number(number: usize, bytes: &mut Vec<u8>) {
    let number = u32::try_from(number).expect("files are below 4 GiB");
    bytes.extend(number.to_le_bytes());
}

/// The place of a string's text inside its quotation marks; the whole if escapes make them differ.
fn inner(place: Range<usize>, string: &str, text: &str) -> Range<usize> {
    let raw = &text[place.clone()];
    let opening = raw.len() - raw.trim_start_matches(['"', '\'']).len();
    let at = if raw[opening..].starts_with(string) { Some(opening) } else { raw.find(string) };
    match at {
        Some(at) => place.start + at..place.start + at + string.len(),
        None => place,
    }
}

impl<'t> Stored<'t> {
    /// The table that was stored in these bytes.
    pub(crate) fn new(bytes: &'t [u8]) -> Self {
        Self(bytes)
    }

    /// Its keys and values.
    pub(crate) fn entries(self) -> impl Iterator<Item = (StoredKey<'t>, StoredValue<'t>)> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let place = take_place(&mut rest)?;
            let name = str::from_utf8(take_bytes(&mut rest)?).ok()?;
            Some((StoredKey { name, place }, take_value(&mut rest)?))
        })
    }

    /// The key of this name and its value.
    pub(crate) fn get(self, name: &str) -> Option<(StoredKey<'t>, StoredValue<'t>)> {
        let mut rest = self.0;
        loop {
            let (place, key) = (take_place(&mut rest)?, take_bytes(&mut rest)?);
            let value = take_value(&mut rest)?;
            if key == name.as_bytes() {
                return Some((StoredKey { name: str::from_utf8(key).ok()?, place }, value));
            }
        }
    }
}

impl<'t> StoredValue<'t> {
    /// What it is.
    pub(crate) fn held(&self) -> Held<'t> {
        match self.mark {
            TEXT => {
                let mut rest = self.held;
                let place = take_place(&mut rest).unwrap_or_default();
                Held::Text(str::from_utf8(rest).unwrap_or_default(), place)
            }
            INTEGER => Held::Integer(self.held.first_chunk().copied().map(i64::from_le_bytes)),
            FLOAT => Held::Float(self.held.first_chunk().copied().map(f64::from_le_bytes)),
            TRUE => Held::Flag(true),
            FALSE => Held::Flag(false),
            ARRAY => Held::Array(Items(self.held)),
            TABLE => Held::Table(Stored(self.held)),
            _ => Held::Date,
        }
    }

    /// The items of an array; none if it is none.
    pub(crate) fn items(&self) -> Items<'t> {
        match self.held() {
            Held::Array(items) => items,
            _ => Items(&[]),
        }
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = StoredValue<'t>;

    fn next(&mut self) -> Option<StoredValue<'t>> {
        take_value(&mut self.0)
    }
}

fn take_value<'t>(rest: &mut &'t [u8]) -> Option<StoredValue<'t>> {
    let mark = *rest.split_off_first()?;
    Some(StoredValue { mark, place: take_place(rest)?, held: take_bytes(rest)? })
}

fn take_place(rest: &mut &[u8]) -> Option<Range<usize>> {
    Some(take_number(rest)?..take_number(rest)?)
}

fn take_bytes<'t>(rest: &mut &'t [u8]) -> Option<&'t [u8]> {
    let length = take_number(rest)?;
    rest.split_off(..length)
}

fn take_number(rest: &mut &[u8]) -> Option<usize> {
    let (number, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(u32::from_le_bytes(*number) as usize)
}
