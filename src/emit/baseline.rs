//! The file of a baseline: JSON with an entry a line, so that merges and diffs show findings come and go.

use serde::{Deserialize, Serialize};

use crate::baseline::{Baseline, Entry, Fingerprint};

/// Counts up when older versions of prosec could no longer read the file.
const VERSION: u32 = 1;

/// The findings that are known, so that checks report new ones only. Written by `prosec baseline`.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(Serialize, schemars::JsonSchema), schemars(rename = "Baseline"))]
#[serde(deny_unknown_fields)]
pub(super) struct BaselineRecord {
    /// The version of this format.
    #[cfg_attr(not(test), expect(dead_code, reason = "it was looked at before the rest"))]
    #[cfg_attr(test, schemars(extend("const" = VERSION)))]
    version: u32,
    /// What is known, sorted by file, rule and text.
    findings: Vec<EntryRecord>,
}

/// Findings of one rule that look alike.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Finding"))]
#[serde(deny_unknown_fields)]
struct EntryRecord {
    /// The file, from the folder of the baseline on, with slashes.
    path: String,
    /// The rule that found them.
    rule: String,
    /// The text that is wrong, on one line, shortened.
    text: String,
    /// A digest of the whole text and the words around it.
    context: String,
    /// How many there are; one if it is not given.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[cfg_attr(test, schemars(range(min = 1)))]
    count: usize,
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

/// The version alone: a later one may look otherwise.
#[derive(Deserialize)]
struct VersionRecord {
    version: u32,
}

/// The text of a baseline's file.
pub fn write_baseline(baseline: &Baseline) -> String {
    let mut text = format!("{{\"version\":{VERSION},\"findings\":[");
    for (at, entry) in baseline.entries().into_iter().enumerate() {
        let Entry { path, fingerprint: Fingerprint { rule, text: found, context }, count } = entry;
        let record = EntryRecord { path, rule, text: found, context, count };
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&serde_json::to_string(&record).expect("strings and numbers are JSON"));
    }
    text.push_str("\n]}\n");
    text
}

/// Reads the file of a baseline.
///
/// # Errors
/// When it is none, or one of a later version: what is wrong, with its place.
pub fn read_baseline(text: &str) -> Result<Baseline, String> {
    let version = serde_json::from_str::<VersionRecord>(text).map_err(|error| error.to_string())?.version;
    if version != VERSION {
        return Err(format!(
            "this is version {version} of the format, and {VERSION} is the one that is known"
        ));
    }
    let record: BaselineRecord = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(Baseline::new(record.findings.into_iter().map(|record| {
        let EntryRecord { path, rule, text, context, count } = record;
        Entry { path, fingerprint: Fingerprint { rule, text, context }, count }
    })))
}
