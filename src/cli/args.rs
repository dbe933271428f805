//! What the command line takes. The doc comments are the help texts.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::outputs::OutputChoice;
use crate::emit::OutputFormat;

/// Checks prose as a compiler checks code: promo links, people named twice, typos, quotes that do not
/// match.
#[derive(Debug, Parser)]
#[command(
    name = "prosec",
    version,
    about,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 nothing found at or above the fail level, 1 findings, 2 prosec could not do its work."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check drafts and report what is wrong with them.
    Check(Box<CheckArgs>),
    /// Mend what can be mended unseen, and write the files anew.
    Fix(FixArgs),
    /// Write what is found now to a file of known findings, so that checks report new ones only.
    Baseline(BaselineArgs),
    /// List the rules, run their examples, write new ones.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Measure documents: readability, ratios, and what filters of corpora look at.
    Measure(MeasureArgs),
    /// Show what is in force here, and where each setting came from.
    Config(ConfigArgs),
    /// Look at the working directory and write a small prosec.toml for it.
    Init(InitArgs),
    /// Explain a rule: what it finds, why, and on which examples.
    Explain(ExplainArgs),
    /// Print what a shell needs to complete commands and flags.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files and folders to check; “-” is the standard input. In folders, .md, .txt and .html files are
    /// checked; hidden, ignored and binary ones are not.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How to report on the standard output.
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    pub format: OutputFormat,
    /// Write the report to this file in place of the standard output; with a format, write one more report
    /// (repeatable).
    #[arg(long, value_name = "[FORMAT=]FILE", value_parser = OutputChoice::parse)]
    pub output: Vec<OutputChoice>,
    /// Report one line for each file with findings, the worst first, in place of the findings.
    #[arg(long, conflicts_with = "format")]
    pub summary: bool,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Run only this rule or group (repeatable, or parted by commas).
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Do not run this rule or group (repeatable, or parted by commas).
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub without: Vec<String>,
    /// Run the rules that are still in preview as well.
    #[arg(long)]
    pub preview: bool,
    /// Report what comments and marks in the drafts silence as well.
    #[arg(long)]
    pub no_suppress: bool,
    #[command(flatten)]
    pub since: SinceArgs,
    /// Mend what can be mended unseen first, as `prosec fix` does, and report what is left.
    #[arg(long)]
    pub fix: bool,
    /// Mend by fixes that change the wording as well.
    #[arg(long, requires = "fix")]
    pub suggested: bool,
    /// The least severity that makes the exit code 1; “warning”, if nobody says otherwise.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailLevel>,
    /// The least severity that is reported at all; “note”, if nobody says otherwise.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub min_severity: Option<SeverityChoice>,
    /// How many findings of one rule are shown of a file; the others are only counted. 1000, if nobody says otherwise; 0
    /// shows all.
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
    /// The highest score for spam that a file may have; one above makes the exit code 1. Higher is worse.
    #[arg(long, value_name = "SCORE")]
    pub max_spam: Option<f64>,
    /// The highest score for quality that a file may have, likewise.
    #[arg(long, value_name = "SCORE")]
    pub max_quality: Option<f64>,
    /// The name of what comes from the standard input: reports show it, and its extension says the format.
    #[arg(long, value_name = "NAME")]
    pub stdin_path: Option<String>,
    /// How many files to check at once; as many as the machine can, if nobody says otherwise. The report is the same.
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Keep reports in DIR, and take them from there for files with which nothing has changed; .prosec-cache, if no DIR
    /// is named. Whoever can write there can say what is found.
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true)]
    pub cache: Option<Option<PathBuf>>,
    /// Go on: check files again when they change, and all of them when settings or rules do.
    #[arg(long, conflicts_with_all = ["output", "diff", "stdin_path"])]
    pub watch: bool,
    /// Count the findings by rule at the end of the report.
    #[arg(long)]
    pub statistics: bool,
    /// Say beside each finding why its rule exists.
    #[arg(long)]
    pub explain: bool,
    /// Print no report and only errors; the exit code tells the rest.
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say which configuration holds, how many rules run on how many files, and what took how long.
    #[arg(long, short)]
    pub verbose: bool,
}

/// What is not new, and so is not reported.
#[derive(Debug, Args)]
pub struct SinceArgs {
    /// The file of known findings, in place of the one that the configuration names.
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub baseline: Option<PathBuf>,
    /// Report known findings as well.
    #[arg(long)]
    pub no_baseline: bool,
    /// Report only what touches lines that were changed since this revision of git, or rather since the work parted
    /// from it.
    #[arg(long, value_name = "REV", conflicts_with = "diff")]
    pub changed_since: Option<String>,
    /// Report only what touches lines that a unified diff adds: that in FILE, or on the standard input.
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    pub diff: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct BaselineArgs {
    /// Files and folders to check, as `prosec check` does; of other files, the baseline keeps what it has.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The file to write, in place of the one that the configuration names, or else prosec-baseline.json beside it.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Only take out what is no longer found, and add nothing.
    #[arg(long)]
    pub prune: bool,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Debug, Args)]
pub struct FixArgs {
    /// Files and folders to mend, as `prosec check` takes them; of “-”, the standard input, the mended text goes to
    /// the standard output.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Apply the first fix of findings whose fixes change the wording as well.
    #[arg(long)]
    pub suggested: bool,
    /// Show what would change as a unified diff, and write nothing; the exit code is 1 if something would.
    #[arg(long, conflicts_with = "interactive")]
    pub diff: bool,
    /// Ask for each finding whether and how to mend it.
    #[arg(long, conflicts_with = "suggested")]
    pub interactive: bool,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Mend only what this rule or group finds (repeatable, or parted by commas).
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Do not mend what this rule or group finds (repeatable, or parted by commas).
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub without: Vec<String>,
    /// Mend what rules find that are still in preview as well.
    #[arg(long)]
    pub preview: bool,
    /// The least severity that is mended; “note”, if nobody says otherwise.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub min_severity: Option<SeverityChoice>,
    /// The name of what comes from the standard input: its extension says the format.
    #[arg(long, value_name = "NAME")]
    pub stdin_path: Option<String>,
}

#[derive(Debug, Args)]
pub struct RuleArgs {
    /// A folder of further rules: GROUP/NAME.toml (repeatable).
    #[arg(long = "rules", value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// The configuration of all files, in place of the nearest prosec.toml above each.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Go by no configuration at all.
    #[arg(long)]
    pub no_config: bool,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List the rules.
    List(RuleArgs),
    /// Run the examples of all rules, and those of DIR.
    Test {
        /// A folder of further rules.
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Write the skeleton of a new rule: GROUP/NAME.toml in the folder.
    New(NewRuleArgs),
    /// Write reference pages for all rules, those of further folders included.
    Docs(RuleDocsArgs),
    /// Print the JSON schema by which editors complete and check rule files.
    Schema {
        /// What it is for.
        #[arg(value_enum, default_value_t = SchemaChoice::Rule)]
        what: SchemaChoice,
    },
}

#[derive(Debug, Args)]
pub struct NewRuleArgs {
    /// What the rule will be called, as in house/plain-words.
    #[arg(value_name = "GROUP/NAME")]
    pub rule: String,
    /// The folder of your rules.
    #[arg(long = "in", value_name = "DIR", default_value = "rules")]
    pub folder: PathBuf,
    /// The kind of the rule: phrases, pattern, and so on.
    #[arg(long, value_name = "KIND", default_value = "phrases")]
    pub kind: String,
}

#[derive(Debug, Args)]
pub struct RuleDocsArgs {
    /// The folder to write to.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaChoice {
    /// Rule files.
    Rule,
    /// Lists that rules share.
    List,
}

#[derive(Debug, Args)]
pub struct MeasureArgs {
    /// Files and folders to measure; “-” is the standard input.
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How to print the values.
    #[arg(long, value_enum, default_value_t = MeasureFormat::Text)]
    pub format: MeasureFormat,
    /// Print only this measure, or those of a filter, as in gopher@datatrove-0.10.1 (repeatable, or parted by
    /// commas).
    #[arg(long, value_name = "MEASURE", value_delimiter = ',')]
    pub of: Vec<String>,
    /// List the measures and what each is, and measure nothing.
    #[arg(long)]
    pub list: bool,
    /// The name of what comes from the standard input: its extension says the format.
    #[arg(long, value_name = "NAME")]
    pub stdin_path: Option<String>,
}

#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// Show what is in force for this file or folder, with RULE why that rule has its severity there.
    #[arg(long, value_name = "FILE")]
    pub why: Option<PathBuf>,
    /// The rule to ask about.
    #[arg(value_name = "RULE", requires = "why")]
    pub rule: Option<String>,
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Print the JSON schema by which editors complete and check prosec.toml.
    #[arg(long, conflicts_with_all = ["why", "rule"])]
    pub schema: bool,
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// The preset to build on, in place of the one that the files suggest.
    #[arg(long, value_name = "PRESET")]
    pub preset: Option<String>,
    /// Print what would be written, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule, as in spam/bait-link.
    pub rule: String,
    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// Where the output is a terminal and NO_COLOR is not set.
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MeasureFormat {
    /// A table for people.
    Text,
    /// One JSON object a line, for each document.
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SeverityChoice {
    Error,
    Warning,
    Note,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailLevel {
    Error,
    Warning,
    Note,
    /// Findings never fail the run.
    Never,
}
