//! `prosec init`: looks at a tree and writes a small configuration for it.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::InitArgs;
use super::input::{Input, walk};
use super::run::Exit;
use super::terminal::Terminal;
use crate::analysis::{Analysis, Lists};
use crate::config::{FILE_NAMES, PRESETS};
use crate::document::Document;
use crate::lexicon::{Language, Lexicon};
use crate::settings::nearest;
use crate::source::Source;

/// So many files are read to tell the English of a tree.
const READ: usize = 300;
/// So many words must tell it, and this share of them the same.
const LEAST_WORDS: usize = 20;
const LEAST_PERCENT: usize = 90;

/// What stands in a tree of documentation, or of posts.
const OF_DOCS: &[&str] = &[
    "mkdocs.yml",
    "mkdocs.yaml",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "book.toml",
    "antora.yml",
    "docs",
    "doc",
    "README.md",
];
const OF_POSTS: &[&str] = &["_posts", "content/posts", "content/post", "content/blog", "src/content/blog"];
/// What others wrote, or tools.
const OF_OTHERS: &[&str] = &["CHANGELOG.md", "vendor", "third_party", "third-party", "node_modules"];
/// Where Vale keeps the words of a house.
const OF_VALE: &str = "config/vocabularies";

/// Writes `prosec.toml`, or prints what it would hold.
pub(super) fn run(args: &InitArgs, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    let folder = Path::new(".");
    if let Some(unknown) = args.preset.as_deref().filter(|name| !is_preset(name)) {
        let known = PRESETS.iter().map(|(name, _)| *name);
        let help = match nearest(unknown, known.clone()) {
            Some(meant) => format!("did you mean “{meant}”?"),
            None => format!("one of: {}", known.collect::<Vec<_>>().join(", ")),
        };
        terminal.complain("error", format!("no preset is called “{unknown}”; {help}"));
        return Ok(Exit::Failed);
    }
    let survey = Survey::of(folder, args.preset.as_deref());
    let text = survey.write();
    if args.dry_run {
        write!(terminal.out, "{text}")?;
        return Ok(Exit::Clean);
    }
    if let Some(there) = FILE_NAMES.iter().find(|name| folder.join(name).exists()) {
        terminal.complain("error", format!("{there} is there already; `prosec config` shows what it says"));
        return Ok(Exit::Failed);
    }
    let path = folder.join(FILE_NAMES[0]);
    let written = OpenOptions::new().write(true).create_new(true).open(&path);
    match written.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => {
            writeln!(terminal.out, "wrote {}:\n\n{text}", FILE_NAMES[0])?;
            writeln!(
                terminal.out,
                "Next: `prosec check` shows what is found; `prosec baseline` writes that down, so that only new findings fail."
            )?;
            Ok(Exit::Clean)
        }
        Err(cause) => {
            terminal.complain("error", format!("cannot write {}: {cause}", path.display()));
            Ok(Exit::Failed)
        }
    }
}

fn is_preset(name: &str) -> bool {
    PRESETS.iter().any(|(known, _)| *known == name)
}

/// What a tree tells of itself.
struct Survey {
    files: usize,
    preset: Option<String>,
    /// What spoke for the preset.
    sign: Option<&'static str>,
    /// The English of most words that tell one, how many those are, and of how many.
    language: Option<(Language, usize, usize)>,
    others: Vec<&'static str>,
    vocabularies: Vec<PathBuf>,
}

impl Survey {
    fn of(folder: &Path, preset: Option<&str>) -> Self {
        let is_there = |name: &&&'static str| folder.join(name).exists();
        let (inputs, _) = walk(folder);
        let posts = OF_POSTS.iter().find(is_there).map(|sign| ("blog", *sign));
        let docs = OF_DOCS.iter().find(is_there).map(|sign| ("docs", *sign));
        let guess = posts.or(docs).filter(|_| preset.is_none());
        Self {
            files: inputs.len(),
            preset: preset.or(guess.map(|(name, _)| name)).map(str::to_owned),
            sign: guess.map(|(_, sign)| sign),
            language: language(&inputs),
            others: OF_OTHERS.iter().filter(is_there).copied().collect(),
            vocabularies: vocabularies(folder),
        }
    }

    fn write(&self) -> String {
        let mut text = String::from("# Settings of prosec. `prosec config` shows what is in force.\n\n");
        let files = if self.files == 1 { "1 file".to_owned() } else { format!("{} files", self.files) };
        match (&self.preset, self.sign) {
            (Some(preset), Some(sign)) => {
                text += &format!(
                    "# {files} of prose, and {sign}: the preset for such trees.\nextends = [\"{preset}\"]\n"
                );
            }
            (Some(preset), None) => text += &format!("# {files} of prose.\nextends = [\"{preset}\"]\n"),
            (None, _) => {
                text += &format!(
                    "# {files} of prose. Presets: news, docs, blog, ugc, corpus.\n# extends = [\"news\"]\n"
                );
            }
        }
        match self.language {
            Some((language, count, all)) => {
                let adjective = language.adjective();
                text += &format!(
                    "\n# {count} of {all} words that tell are {adjective}.\nlang = \"{}\"\n",
                    language.tag()
                );
            }
            None => {
                text += "\n# The English that is written here: en-US, en-GB, en-CA or en-AU.\n# lang = \"en-GB\"\n"
            }
        }
        if self.vocabularies.is_empty() {
            text += "\n# Words that are spelled right here.\n# words = [\"prosec\"]\n";
        } else {
            text +=
                &format!("\n# Words that Vale accepts here.\nvocabulary = {}\n", array(&self.vocabularies));
        }
        if self.others.is_empty() {
            text += "\n# Files that are never checked, as in a .gitignore.\n# exclude = [\"vendor/\"]\n";
        } else {
            text += &format!("\n# What others wrote, or tools.\nexclude = {}\n", array(&self.others));
        }
        text + "\n# [severity]\n# \"spelling/unknown-word\" = \"note\"   # by rule, by group, or for all: error, warning, note, off\n"
    }
}

fn array(items: &[impl AsRef<Path>]) -> String {
    let quoted: Vec<String> = items
        .iter()
        .map(|item| format!("{:?}", item.as_ref().to_string_lossy().replace('\\', "/")))
        .collect();
    format!("[{}]", quoted.join(", "))
}

/// The English in which most words are spelled that only some regions spell so.
fn language(inputs: &[Input]) -> Option<(Language, usize, usize)> {
    let (lexicon, lists) = (Lexicon::english(), Lists::default());
    let mut votes = [0; Language::ALL.len()];
    let mut all = 0;
    for path in inputs.iter().filter_map(Input::path).take(READ) {
        let Ok(source) = Source::read(path) else { continue };
        let document = Document::parse(&source);
        let analysis = Analysis::new(&document, &lexicon, &lists);
        for word in analysis.regional_words() {
            all += 1;
            for (vote, language) in votes.iter_mut().zip(Language::ALL) {
                *vote += usize::from(language.is_of(word.dialects));
            }
        }
    }
    let (count, language) = votes.into_iter().zip(Language::ALL).rev().max_by_key(|(votes, _)| *votes)?;
    (all >= LEAST_WORDS && count * 100 >= all * LEAST_PERCENT).then_some((language, count, all))
}

/// The lists of accepted words of Vale, below any folder of styles, as far as they are plain words.
fn vocabularies(folder: &Path) -> Vec<PathBuf> {
    let styles = ["styles", ".vale/styles", ".github/styles", ".vale", "vale/styles", ".styles"];
    let folders =
        styles.iter().filter_map(|style| folder.join(style).join(OF_VALE).read_dir().ok()).flatten();
    let mut found: Vec<PathBuf> = folders
        .flatten()
        .map(|entry| entry.path().join("accept.txt"))
        .filter(|path| std::fs::read_to_string(path).is_ok_and(|text| text.lines().all(is_plain)))
        .map(|path| path.strip_prefix(folder).map(Path::to_owned).unwrap_or(path))
        .collect();
    found.sort();
    found
}

/// Whether a line is a word and no pattern.
fn is_plain(line: &str) -> bool {
    !line.contains(['(', ')', '[', ']', '|', '?', '*', '+', '\\', '^', '$'])
}
