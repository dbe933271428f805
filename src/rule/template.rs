//! Templates: text with `{placeholders}`. They hold nothing else, so that rule files stay data.

use crate::settings::{Faults, Spanned};
use crate::source::Span;

/// A message with places for values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Value(String),
}

/// Longest value in a message, in characters; the snippet shows the rest.
const LONGEST_VALUE: usize = 200;

impl Template {
    /// Reads a template; a placeholder that is not among `known` is reported at its place, where it is known
    /// which there are. `{{` and `}}` stand for braces.
    pub fn read(text: &Spanned<String>, known: Option<&[&str]>, faults: &Faults) -> Option<Self> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut sound = true;
        let mut rest = text.value.as_str();
        while let Some(at) = rest.find(['{', '}']) {
            plain.push_str(&rest[..at]);
            let mark = &rest[at..at + 1];
            let after = &rest[at + 1..];
            if let Some(after) = after.strip_prefix(mark) {
                plain.push_str(mark);
                rest = after;
                continue;
            }
            let offset = text.value.len() - rest.len() + at;
            match after.split_once('}').filter(|(name, _)| mark == "{" && !name.contains('{')) {
                Some((name, after)) => {
                    if let Some(known) = known.filter(|known| !known.contains(&name)) {
                        let span = place(text, offset + 1, name.len());
                        faults.add_unknown("rules/unknown-placeholder", span, "placeholder", name, known);
                        sound = false;
                    }
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                    parts.push(Part::Value(name.to_owned()));
                    rest = after;
                }
                None => {
                    let help = "write {{ or }} for a brace itself";
                    faults.add_with_help(
                        "rules/stray-brace",
                        place(text, offset, 1),
                        "a brace without its partner",
                        help,
                    );
                    sound = false;
                    rest = after;
                }
            }
        }
        plain.push_str(rest);
        parts.push(Part::Text(plain));
        parts.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
        sound.then_some(Self { parts })
    }

    /// The template of the empty text.
    pub fn empty() -> Self {
        Self { parts: Vec::new() }
    }

    /// The text with its values, each shortened and on one line.
    pub fn fill(&self, values: &[(String, String)]) -> String {
        self.fill_with(values, |value| {
            let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
            match line.char_indices().nth(LONGEST_VALUE) {
                Some((cut, _)) => format!("{}…", &line[..cut]),
                None => line,
            }
        })
    }

    /// The same, or nothing if a value that it speaks of is empty.
    pub fn fill_if_known(&self, values: &[(String, String)]) -> Option<String> {
        let known = |name: &str| values.iter().any(|(key, value)| key == name && !value.is_empty());
        let complete = self.parts.iter().all(|part| match part {
            Part::Text(_) => true,
            Part::Value(name) => known(name),
        });
        complete.then(|| self.fill(values))
    }

    /// The text with its values just as they are: for replacements.
    pub fn fill_verbatim(&self, values: &[(String, String)]) -> String {
        self.fill_with(values, str::to_owned)
    }

    fn fill_with(&self, values: &[(String, String)], shape: impl Fn(&str) -> String) -> String {
        let value =
            |name: &str| values.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Value(name) => shape(value(name)),
            })
            .collect()
    }
}

/// The place of a part of a TOML string in its file; the whole string where escapes hide it.
fn place(text: &Spanned<String>, offset: usize, len: usize) -> Span {
    if text.span.len() == text.value.len() {
        Span::new(text.span.start + offset, text.span.start + offset + len)
    } else {
        text.span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, expected: Result<&str, &[&str]>) {
        let text = Spanned { value: template.to_owned(), span: Span::new(0, template.len()) };
        let faults = Faults::default();
        let filled = Template::read(&text, Some(&["match", "name"]), &faults)
            .map(|template| template.fill(&[("match".to_owned(), "teh".to_owned())]));
        let faults: Vec<String> =
            faults.into_sorted().iter().map(|fault| format!("{} {}", fault.span, fault.message)).collect();
        match expected {
            Ok(text) => assert_eq!((filled.as_deref(), faults.len()), (Some(text), 0), "{template}"),
            Err(messages) => assert_eq!(faults, messages, "{template}"),
        }
    }

    #[test]
    fn templates_hold_placeholders_and_nothing_else() {
        check("“{match}” is {name}wrong", Ok("“teh” is wrong"));
        check("{{x}} {match}", Ok("{x} teh"));
        check("{mach}", Err(&["1..5 unknown placeholder “mach”"]));
        check("a { b", Err(&["2..3 a brace without its partner"]));
        check("a } b {", Err(&["2..3 a brace without its partner", "6..7 a brace without its partner"]));
    }
}
