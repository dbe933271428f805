//! A TOML table that was held against its fields. Reading a value again cannot fail: what was faulty is
//! reported once and then missing.

use toml::de::DeTable;

use super::faults::Faults;
use super::field::{Field, Value};
use super::stored::{Held, Stored, StoredValue, store};
use crate::source::Span;

/// A value and where it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the file; of a string, without its quotation marks where it holds no escape.
    pub span: Span,
}

/// A table whose faults were reported.
#[derive(Clone, Copy, Debug)]
pub struct Table<'t> {
    entries: Stored<'t>,
    /// Where the table stands: its header or its braces.
    pub span: Span,
    text: &'t str,
}

impl<'t> Table<'t> {
    /// A table without faults that was stored earlier. `text` is that of its file.
    pub(crate) fn of_stored(bytes: &'t [u8], text: &'t str) -> Self {
        Self { entries: Stored::new(bytes), span: Span::at(0), text }
    }

    /// Parses a file and hands its root table to `read`, after all faults of syntax, keys and types were
    /// reported to `faults`.
    pub fn parse<R>(text: &str, fields: &[Field], faults: &Faults, read: impl FnOnce(Table<'_>) -> R) -> R {
        faults.read_from(text);
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut errors: Vec<SyntaxError> = errors.iter().map(|error| SyntaxError::new(error, text)).collect();
        errors.sort_by_key(|error| error.span);
        let stored = store(root.get_ref(), text);
        let table = Table::of_stored(&stored, text);
        table.hold_against(fields, "the file", faults);
        let value = read(table);
        let lost_from = errors.first().filter(|_| is_lost(&errors, text)).map(|first| first.span.start);
        if let Some(start) = lost_from {
            faults.keep_before(start);
        }
        let mut told = usize::MAX;
        for error in errors {
            let follows = told == error.line || lost_from.is_some() && told != usize::MAX;
            if !follows {
                told = error.line;
                match lost_from {
                    Some(_) => faults.add_with_help("rules/syntax", error.span, error.message, LOST),
                    None => faults.add("rules/syntax", error.span, error.message),
                }
            }
        }
        value
    }

    /// Reports what of the table the fields do not allow; `name` is what it is called.
    pub fn hold_against(&self, fields: &[Field], name: &str, faults: &Faults) {
        for (key, value) in self.entries.entries() {
            match fields.iter().find(|field| field.key == key.name) {
                Some(field) => self.hold_value(field.key, (field.value, field.doc), &value, faults),
                None => {
                    let span = bytes_of(key.place);
                    let known: Vec<&str> = fields.iter().map(|field| field.key).collect();
                    faults.add_unknown("rules/unknown-key", span, "key", key.name, &known);
                }
            }
        }
        for field in fields.iter().filter(|field| field.required && !self.has(field.key)) {
            let message = format!("{name} lacks “{}”", field.key);
            faults.add_with_help("rules/missing-key", self.span, message, field.doc);
        }
    }

    /// Holds a value against what it must be; `doc` says what it is for.
    fn hold_value(&self, name: &str, (wanted, doc): (Value, &str), value: &StoredValue<'_>, faults: &Faults) {
        let span = bytes_of(value.place.clone());
        // The parser stands in for a value that is not there, and has said so.
        if span.is_empty() {
            return;
        }
        let wrong = |wanted: &str| {
            let message = format!("“{name}” must be {wanted}, not {}", type_name(&value.held()));
            faults.add_with_help("rules/wrong-type", span, message, doc);
        };
        match (wanted, value.held()) {
            (Value::Text, Held::Text(text, _)) => self.hold_text(name, text, span, faults),
            (Value::Text, _) => wrong("a string"),
            (Value::TextOr(_), Held::Text(text, _)) => self.hold_text(name, text, span, faults),
            (Value::TextOr(fields), Held::Table(entries)) => {
                let table = Table { entries, span, text: self.text };
                table.hold_against(fields, &format!("“{name}”"), faults);
            }
            (Value::TextOr(_), _) => wrong("a string or a table"),
            (Value::AnyText, Held::Text(..)) => {}
            (Value::AnyText, _) => wrong("a string"),
            (Value::Texts, Held::Array(items)) => {
                for item in items {
                    let item_span = bytes_of(item.place.clone());
                    match item.held() {
                        // White space can be an item: what a rule about it flags.
                        Held::Text(text, _) if !text.is_empty() => {}
                        Held::Text(text, _) => self.hold_text(name, text, item_span, faults),
                        other => {
                            let message = format!(
                                "each item of “{}” must be a string, not {}",
                                name,
                                type_name(&other)
                            );
                            faults.add("rules/wrong-type", item_span, message);
                        }
                    }
                }
            }
            (Value::Texts, _) => wrong("an array of strings"),
            (Value::Flag, Held::Flag(_)) => {}
            (Value::Flag, _) => wrong("true or false"),
            (Value::Integer(low, high), Held::Integer(number)) => {
                let within = number.is_some_and(|n| (low..=high).contains(&n));
                if !within {
                    let message = format!("“{name}” must be from {low} to {high}");
                    faults.add_with_help("rules/out-of-range", span, message, doc);
                }
            }
            (Value::Integer(..), _) => wrong("an integer"),
            (Value::Number(low, high), held @ (Held::Integer(_) | Held::Float(_))) => {
                let within = number(&held).is_some_and(|n| (low..=high).contains(&n));
                if !within {
                    let message = format!("“{name}” must be from {low} to {high}");
                    faults.add_with_help("rules/out-of-range", span, message, doc);
                }
            }
            (Value::Number(..), _) => wrong("a number"),
            (Value::Choice(words), Held::Text(text, place)) => {
                if !words.contains(&text) {
                    faults.add_unknown("rules/unknown-value", bytes_of(place), name, text, words);
                }
            }
            (Value::Choice(_), _) => wrong("a string"),
            (Value::Table(fields), Held::Table(entries)) => {
                let table = Table { entries, span, text: self.text };
                table.hold_against(fields, &format!("[{name}]"), faults);
            }
            (Value::Table(_), _) => wrong("a table"),
            (Value::Tables(fields), Held::Array(items)) => {
                for item in items {
                    match item.held() {
                        Held::Table(entries) => {
                            let table =
                                Table { entries, span: bytes_of(item.place.clone()), text: self.text };
                            table.hold_against(fields, &format!("[[{name}]]"), faults);
                        }
                        other => {
                            let message =
                                format!("each item of “{}” must be a table, not {}", name, type_name(&other));
                            faults.add("rules/wrong-type", bytes_of(item.place.clone()), message);
                        }
                    }
                }
            }
            (Value::Tables(_), _) => wrong("an array of tables"),
            (Value::MapOf(each), Held::Table(entries)) => {
                for (key, value) in entries.entries() {
                    if key.name.trim().is_empty() {
                        let message = format!("a key of “{name}” is empty");
                        faults.add_with_help("rules/empty", bytes_of(key.place.clone()), message, doc);
                    }
                    self.hold_value(key.name, (*each, doc), &value, faults);
                }
            }
            (Value::FreeTable, Held::Table(_)) => {}
            (Value::MapOf(_) | Value::FreeTable, _) => wrong("a table"),
        }
    }

    fn hold_text(&self, key: &str, text: &str, span: Span, faults: &Faults) {
        if text.trim().is_empty() {
            faults.add("rules/empty", span, format!("“{key}” holds an empty string"));
        }
    }

    /// Whether the table has the key, whatever its value.
    pub fn has(&self, key: &str) -> bool {
        self.entries.get(key).is_some()
    }

    /// Where a key stands.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.get(key).map(|(key, _)| bytes_of(key.place))
    }

    /// The keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &'t str> {
        self.entries.entries().map(|(key, _)| key.name)
    }

    /// The value under `key` as it stands in the file.
    pub fn raw(&self, key: &str) -> Option<&'t str> {
        self.text.get(self.value(key)?.place)
    }

    /// The string under `key`.
    pub fn text(&self, key: &str) -> Option<Spanned<String>> {
        as_text(&self.value(key)?)
    }

    /// The strings under `key`; none if it is not there.
    pub fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        self.items(key).filter_map(|item| as_text(&item)).collect()
    }

    /// The flag under `key`; false if it is not there.
    pub fn flag(&self, key: &str) -> bool {
        matches!(self.held(key), Some(Held::Flag(true)))
    }

    /// The integer under `key`.
    pub fn integer(&self, key: &str) -> Option<i64> {
        match self.held(key)? {
            Held::Integer(number) => number,
            _ => None,
        }
    }

    /// The number under `key`.
    pub fn number(&self, key: &str) -> Option<f64> {
        number(&self.held(key)?)
    }

    /// The table under `key`.
    pub fn table(&self, key: &str) -> Option<Table<'t>> {
        self.as_table(&self.value(key)?)
    }

    /// The tables under `key`; none if it is not there.
    pub fn tables(&self, key: &str) -> Vec<Table<'t>> {
        self.items(key).filter_map(|item| self.as_table(&item)).collect()
    }

    /// The pairs of a table from free keys to strings, sorted by key.
    pub fn map(&self, key: &str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let table = self.table(key).map(|table| table.entries);
        let pairs = table.into_iter().flat_map(Stored::entries).filter_map(|(key, value)| {
            let key = Spanned { value: key.name.to_owned(), span: bytes_of(key.place) };
            Some((key, as_text(&value)?))
        });
        pairs.collect()
    }

    fn value(&self, key: &str) -> Option<StoredValue<'t>> {
        self.entries.get(key).map(|(_, value)| value)
    }

    fn held(&self, key: &str) -> Option<Held<'t>> {
        self.value(key).map(|value| value.held())
    }

    fn items(&self, key: &str) -> impl Iterator<Item = StoredValue<'t>> + use<'t> {
        self.value(key).into_iter().flat_map(|value| value.items())
    }

    fn as_table(&self, value: &StoredValue<'t>) -> Option<Table<'t>> {
        let Held::Table(entries) = value.held() else { return None };
        Some(Table { entries, span: bytes_of(value.place.clone()), text: self.text })
    }
}

fn as_text(value: &StoredValue<'_>) -> Option<Spanned<String>> {
    let Held::Text(text, place) = value.held() else { return None };
    Some(Spanned { value: text.to_owned(), span: bytes_of(place) })
}

fn bytes_of(range: std::ops::Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

fn number(held: &Held<'_>) -> Option<f64> {
    match held {
        Held::Integer(number) => number.map(|number| number as f64),
        Held::Float(number) => *number,
        _ => None,
    }
}

/// What the parser could not read.
struct SyntaxError {
    span: Span,
    /// Counted from the start of the file.
    line: usize,
    message: String,
}

impl SyntaxError {
    fn new(error: &toml::de::Error, text: &str) -> Self {
        let range = error.span().unwrap_or(0..0);
        let start = range.start.min(text.len());
        // Where the parser points between two characters, the next one shows the place.
        let next =
            text[start..].chars().next().filter(|next| !next.is_whitespace()).map_or(0, char::len_utf8);
        let span = Span::new(start, range.end.min(text.len()).max(start + next));
        let line = text[..span.start].matches('\n').count();
        Self { span, line, message: syntax_message(error.message()) }
    }
}

/// Whether the parser lost its way at the first error, as behind a bracket that nobody closed: then nearly
/// every line after it is at fault, and none of that is worth telling.
fn is_lost(errors: &[SyntaxError], text: &str) -> bool {
    let (Some(first), Some(last)) = (errors.first(), errors.last()) else { return false };
    let between = text.lines().skip(first.line).take(last.line + 1 - first.line);
    let lines = between.filter(|line| !line.trim().is_empty() && !line.starts_with('#')).count();
    let faulty = errors.chunk_by(|a, b| a.line == b.line).count();
    faulty > MOST_SEPARATE && faulty * 3 >= lines * 2
}

/// What to do where the parser lost its way.
const LOST: &str = "close the bracket or quotation mark that was opened before this place";

/// More faulty lines than this in a row are one fault.
const MOST_SEPARATE: usize = 3;

/// The parser's message on one line.
fn syntax_message(message: &str) -> String {
    message.lines().map(str::trim).collect::<Vec<_>>().join("; ")
}

fn type_name(held: &Held<'_>) -> &'static str {
    match held {
        Held::Text(..) => "a string",
        Held::Integer(_) => "an integer",
        Held::Float(_) => "a float",
        Held::Flag(_) => "a boolean",
        Held::Date => "a date",
        Held::Array(_) => "an array",
        Held::Table(_) => "a table",
    }
}
