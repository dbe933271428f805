//! What is reported, and what fails a run.

use clap::ValueEnum;

use super::args::{CheckArgs, FailLevel, SeverityChoice};
use crate::config::Config;
use crate::diagnostic::{Score, Severity};

/// These limits: as the command line has it, or else the configuration.
pub(super) struct Limits {
    pub(super) min_severity: Severity,
    pub(super) fail_on: FailLevel,
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
            max_spam: self.max_spam.or(config.max_spam().map(|set| set.value)),
            max_quality: self.max_quality.or(config.max_quality().map(|set| set.value)),
        }
    }
}

impl Limits {
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
