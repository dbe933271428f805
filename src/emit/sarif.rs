//! SARIF 2.1.0, the format in which code scanning takes what tools find. Results are written as they come; what
//! the rules are that found them stands at the end.

mod descriptor;
mod record;

use std::io;

use rustc_hash::FxHashMap;
use serde::Serialize;

use self::descriptor::Descriptor;
use self::record::ResultRecord;
use crate::emit::Folder;
use crate::emit::emitter::{FormatWriter, Run};
use crate::emit::fingerprint::Fingerprints;
use crate::emit::json_list::JsonList;
use crate::{Report, RuleId, Severity, Source};

/// How the document begins.
const OPENING: &str = concat!(
    "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",",
    "\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":\"utf16CodeUnits\",\"results\":["
);

/// Writes one run.
#[derive(Debug)]
pub(super) struct SarifWriter {
    folder: Folder,
    list: JsonList,
    /// The rules that found something, in the order in which results name them.
    rules: Vec<(RuleId, Severity)>,
    places: FxHashMap<RuleId, usize>,
}

impl SarifWriter {
    /// A writer for readers that look for files below a folder.
    pub(super) fn new(folder: Folder) -> Self {
        Self { folder, list: JsonList::default(), rules: Vec::new(), places: FxHashMap::default() }
    }

    /// The place of a rule among those that the document will describe.
    fn place(&mut self, rule: &RuleId, severity: Severity) -> usize {
        *self.places.entry(rule.clone()).or_insert_with(|| {
            self.rules.push((rule.clone(), severity));
            self.rules.len() - 1
        })
    }
}

impl FormatWriter for SarifWriter {
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let (path, uri) = (self.folder.path(source.name()), self.folder.uri(source.name()));
        let mut fingerprints = Fingerprints::default();
        for diagnostic in &report.diagnostics {
            let rule_index = self.place(&diagnostic.rule, diagnostic.severity);
            let fingerprint = fingerprints.of(&path, source, diagnostic);
            let result =
                ResultRecord::new(&uri, source, diagnostic, rule_index).with_fingerprint(fingerprint);
            self.list.push(OPENING, &result, out)?;
        }
        Ok(())
    }

    fn finish(&mut self, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        self.list.close(OPENING, "],\"invocations\":[", out)?;
        let invocation = Invocation { execution_successful: run.summary.unreadable == 0 };
        serde_json::to_writer(&mut *out, &invocation)?;
        out.write_all(b"],\"tool\":{\"driver\":{\"name\":")?;
        serde_json::to_writer(&mut *out, env!("CARGO_PKG_NAME"))?;
        out.write_all(b",\"semanticVersion\":")?;
        serde_json::to_writer(&mut *out, env!("CARGO_PKG_VERSION"))?;
        out.write_all(b",")?;
        let mut rules = JsonList::default();
        for (id, severity) in &self.rules {
            let descriptor = match run.rules.rule(id) {
                Some(rule) => Descriptor::of(rule),
                None => Descriptor::unknown(id, *severity),
            };
            rules.push("\"rules\":[", &descriptor, out)?;
        }
        rules.close("\"rules\":[", "]}}}]}\n", out)
    }
}

/// How the run went.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    /// Whether every file could be read.
    execution_successful: bool,
}

/// The word for a severity.
fn level(severity: Severity) -> &'static str {
    severity.as_str()
}
