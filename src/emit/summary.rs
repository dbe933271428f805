//! The counts of a whole run, and the sentence that closes the text output.

use std::fmt;

use serde::Serialize;

use super::Statistics;

/// What a run saw and found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Findings of severity `error`.
    pub errors: usize,
    /// Findings of severity `warning`.
    pub warnings: usize,
    /// Findings of severity `note`.
    pub notes: usize,
    /// Findings with a fix that is safe to apply unseen.
    pub fixable: usize,
    /// Findings whose fixes all change the wording, and so are only suggested.
    pub suggested: usize,
    /// Files that could not be read, and so were not checked.
    pub unreadable: usize,
    /// Findings that comments and marks in the files silence.
    pub suppressed: usize,
    /// Findings that the baseline knows.
    pub known: usize,
    /// Findings that are counted among the others and not shown, since there are too many of their rule.
    pub not_shown: usize,
    /// The highest score for spam that a file has.
    pub highest_spam: f64,
    /// The highest score for quality that a file has; high is bad.
    pub highest_quality: f64,
    /// The findings by rule, most first, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statistics: Option<Statistics>,
}

/// A score for spam that no finding gives alone: from here on the file as a whole is worth a word.
const TELLING_SPAM: f64 = 10.0;

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let mut found: Vec<String> = found
            .into_iter()
            .filter(|&(count, _)| count > 0)
            .map(|(count, noun)| counted(count, noun))
            .collect();
        if found.is_empty() {
            found.push("no findings".to_owned());
        }
        write!(f, "{} in {}", found.join(", "), counted(self.files, "file"))?;
        if self.suppressed > 0 {
            write!(f, "; {} suppressed", self.suppressed)?;
        }
        if self.known > 0 {
            write!(f, "; {} known", self.known)?;
        }
        if self.not_shown > 0 {
            write!(f, "; {} not shown", self.not_shown)?;
        }
        if self.unreadable > 0 {
            write!(f, "; {} could not be read", counted(self.unreadable, "file"))?;
        }
        if self.highest_spam >= TELLING_SPAM {
            let which = if self.files == 1 { "" } else { "highest " };
            write!(f, "; {which}spam score {:.1}", self.highest_spam)?;
        }
        Ok(())
    }
}

pub(super) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: [usize; 3], files: [usize; 2], expected: &str) {
        let [errors, warnings, notes] = found;
        let [files, unreadable] = files;
        let summary = Summary { files, errors, warnings, notes, unreadable, ..Summary::default() };
        assert_eq!(summary.to_string(), expected);
    }

    #[test]
    fn the_sentence_counts_what_there_is() {
        check([0, 0, 0], [3, 0], "no findings in 3 files");
        check([0, 0, 0], [0, 0], "no findings in 0 files");
        check([5, 1, 0], [1, 0], "5 errors, 1 warning in 1 file");
        check([1, 12, 4], [2, 0], "1 error, 12 warnings, 4 notes in 2 files");
        check([0, 0, 1], [2, 1], "1 note in 2 files; 1 file could not be read");
    }

    #[test]
    fn the_sentence_speaks_of_what_was_suppressed() {
        let summary = Summary { files: 1, warnings: 1, suppressed: 3, ..Summary::default() };
        assert_eq!(summary.to_string(), "1 warning in 1 file; 3 suppressed");
        let summary = Summary { files: 2, known: 12, ..Summary::default() };
        assert_eq!(summary.to_string(), "no findings in 2 files; 12 known");
        let summary = Summary { files: 1, notes: 7, not_shown: 5, ..Summary::default() };
        assert_eq!(summary.to_string(), "7 notes in 1 file; 5 not shown");
    }

    #[test]
    fn the_sentence_speaks_of_spam_where_findings_add_up() {
        let summary = |files, highest_spam| Summary { files, highest_spam, ..Summary::default() }.to_string();
        assert_eq!(summary(1, 5.0), "no findings in 1 file");
        assert_eq!(summary(1, 12.0), "no findings in 1 file; spam score 12.0");
        assert_eq!(summary(2, 12.54), "no findings in 2 files; highest spam score 12.5");
    }
}
