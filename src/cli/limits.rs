//! What is reported, and what fails a run.

use std::num::NonZeroUsize;

use clap::ValueEnum;

use super::args::{CheckArgs, FailLevel, SeverityChoice};
use crate::config::Config;
use crate::diagnostic::{Score, Severity};

/// How many findings of one rule are shown of a file if nobody says otherwise: more than anybody reads, and what
/// others than a hostile file hold is shown whole.
pub(super) const MAX_FINDINGS: usize = 1_000;

/// So many times as many are made, since some give way to others, are suppressed, or are known from before.
const MADE: NonZeroUsize = NonZeroUsize::new(10).expect("it is not zero");

/// These limits: as the command line has it, or else the configuration.
pub(super) struct Limits {
    pub(super) min_severity: Severity,
    pub(super) fail_on: FailLevel,
    /// How many findings of one rule are shown of a file, if not all are.
    pub(super) max_findings: Option<NonZeroUsize>,
    max_spam: Option<f64>,
    max_quality: Option<f64>,
}

impl CheckArgs {
    pub(super) fn limits(&self, config: &Config) -> Limits {
        let min_severity = self.min_severity.map(Severity::from);
        let fail_on = config.fail_on().and_then(|set| FailLevel::from_str(&set.value, false).ok());
        Limits {
            min_severity: min_severity
                .or(config.min_severity().map(|set| set.value))
                .unwrap_or(Severity::Note),
            fail_on: self.fail_on.or(fail_on).unwrap_or(FailLevel::Warning),
            max_findings: NonZeroUsize::new(
                self.max_findings.or(config.max_findings().map(|set| set.value)).unwrap_or(MAX_FINDINGS),
            ),
            max_spam: self.max_spam.or(config.max_spam().map(|set| set.value)),
            max_quality: self.max_quality.or(config.max_quality().map(|set| set.value)),
        }
    }
}

impl Limits {
    /// How many findings of one rule are made of a file at most.
    pub(super) fn most_made(&self) -> Option<NonZeroUsize> {
        self.max_findings.map(|shown| shown.saturating_mul(MADE))
    }

    /// What to say of scores that are above their limits.
    pub(super) fn excesses(&self, score: &Score) -> Vec<String> {
        [("spam", score.spam, self.max_spam), ("quality", score.quality, self.max_quality)]
            .into_iter()
            .filter_map(|(name, score, limit)| {
                let limit = limit.filter(|&limit| score > limit)?;
                Some(format!("{name} score {score:.1} is above {limit}"))
            })
            .collect()
    }
}

impl FailLevel {
    pub(super) fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

impl From<SeverityChoice> for Severity {
    fn from(choice: SeverityChoice) -> Self {
        match choice {
            SeverityChoice::Error => Self::Error,
            SeverityChoice::Warning => Self::Warning,
            SeverityChoice::Note => Self::Note,
        }
    }
}
