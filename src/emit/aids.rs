//! What a reader at a terminal may be given beside a finding: links to its place, and why its rule exists.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{Rule, RuleId};

/// What stands in the path of a URI as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The aids of a run; none, unless they are asked for.
#[derive(Clone, Debug, Default)]
pub struct Aids {
    /// The folder that paths count from, if they are to be links.
    folder: Option<PathBuf>,
    /// Why rules exist.
    reasons: BTreeMap<RuleId, String>,
}

impl Aids {
    /// Makes paths links; those that are relative count from this folder.
    pub fn link_from(&mut self, folder: PathBuf) {
        self.folder = Some(folder);
    }

    /// Says of each finding of these rules why it is one.
    pub fn explain<'r>(&mut self, rules: impl IntoIterator<Item = &'r Rule>) {
        for rule in rules {
            let why = rule.why().split_whitespace().collect::<Vec<_>>().join(" ");
            self.reasons.entry(rule.id.clone()).or_insert(why);
        }
    }

    /// Why a rule exists.
    pub(super) fn reason(&self, rule: &RuleId) -> Option<&str> {
        self.reasons.get(rule).map(String::as_str)
    }

    /// Some text as a link to a line of a file, or as it is. Terminals that know no links show the text alone.
    pub(super) fn linked(&self, text: &str, path: &str, line: usize) -> String {
        let Some(folder) = self.folder.as_ref().filter(|_| !path.starts_with('<')) else {
            return text.to_owned();
        };
        let place = folder.join(Path::new(path).strip_prefix(".").unwrap_or(Path::new(path)));
        let place = place.to_string_lossy().replace('\\', "/");
        let slash = if place.starts_with('/') { "" } else { "/" };
        let place = utf8_percent_encode(&place, KEPT);
        format!("\u{1b}]8;;file://{slash}{place}#{line}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
    }
}
