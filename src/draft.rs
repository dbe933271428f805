//! A draft that is checked while it is written: after an edit within one paragraph, that paragraph alone is checked
//! again.

use memchr::memmem;
use rustc_hash::FxHashSet;

use crate::check::{check_at, give_way, sort};
use crate::diagnostic::{Diagnostic, Edit, Report};
use crate::document::{Block, Document, MARK, TextSpan};
use crate::matcher::Reach;
use crate::rule::{Levels, Rule, RuleSet};
use crate::score::score;
use crate::source::{Source, Span};
use crate::text::{TokenKind, fold, tokenize};

/// A draft with its findings, for editors.
///
/// ```
/// use prosec::{Checked, Draft, Levels, RuleSet, Source, Span};
///
/// let rules = RuleSet::builtin();
/// let source = Source::new("draft.md", "He came home.\n\nShe stayed.\n");
/// let mut draft = Draft::new(source, &rules, Levels::default());
/// let checked = draft.edit(Span::new(3, 7), "came came");
/// assert_eq!(checked, Checked::Paragraph(Span::new(0, 19)));
/// assert_eq!(draft.report().diagnostics[0].rule.as_str(), "repetition/doubled-word");
/// ```
#[derive(Debug)]
pub struct Draft<'r> {
    rules: &'r RuleSet,
    levels: Levels,
    source: Source,
    report: Report,
    /// The blocks, each with its bytes in the source, in the order of these.
    blocks: Vec<(Span, Block)>,
    /// The words of the draft in lower case, as of the last check of the whole.
    words: FxHashSet<String>,
}

/// How much of a draft was checked again after an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// The paragraph at these bytes. What was found by rules that look further than one paragraph stays as it was, but
    /// for what the edit overwrote, until [`Draft::check`], and others still give way to it; so do the words that are
    /// counted, and what is suppressed.
    Paragraph(Span),
    /// All of it: the report is that of [`check`](crate::check()).
    All,
}

impl<'r> Draft<'r> {
    /// A draft, checked as a whole.
    pub fn new(source: Source, rules: &'r RuleSet, levels: Levels) -> Self {
        let (report, blocks, words) = Default::default();
        let mut draft = Self { rules, levels, source, report, blocks, words };
        draft.check();
        draft
    }

    /// The text as it is now.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What is known of the draft.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Checks the whole draft.
    pub fn check(&mut self) {
        self.report = check_at(&self.source, self.rules, &self.levels);
        let document = Document::parse(&self.source);
        let blocks = document.blocks.iter().map(|block| (document.span(block.text), block.clone()));
        self.blocks = blocks.collect();
        self.blocks.sort_by_key(|(span, _)| *span);
        self.words = words(document.text()).into_iter().collect();
    }

    /// Puts `replacement` in place of a span of the source, and checks again the paragraph that it stands in, or all of
    /// the draft where the edit may change more.
    ///
    /// # Panics
    /// When the span does not lie in the source, or cuts a character.
    pub fn edit(&mut self, span: Span, replacement: &str) -> Checked {
        let text = self.source.text();
        let edited = |part: Span| {
            let name = self.source.name();
            Source::new(
                name,
                [&text[part.start..span.start], replacement, &text[span.end..part.end]].concat(),
            )
        };
        let whole = edited(Span::new(0, text.len()));
        let paragraph = self.paragraph_of(span).and_then(|(lines, block)| {
            let now = edited(lines);
            let alone = self.stays_alone(block, lines, &now)?;
            Some((lines, block, alone, now))
        });
        let Some((lines, block, alone, now)) = paragraph else {
            self.source = whole;
            self.check();
            return Checked::All;
        };
        let shift = Shift { edit: span, length: replacement.len() };
        self.merge(lines, &now, shift);
        self.blocks.iter_mut().for_each(|(span, _)| *span = shift.of(*span));
        self.blocks[block].0 = alone.moved(lines.start);
        self.source = whole;
        Checked::Paragraph(Span::new(lines.start, lines.start + now.text().len()))
    }

    /// The lines of the one block that holds a span, if blank lines or nothing stand around them; and the block's
    /// index.
    fn paragraph_of(&self, span: Span) -> Option<(Span, usize)> {
        let text = self.source.text();
        let at = self.blocks.partition_point(|(block, _)| block.end < span.end);
        let (block, _) = self.blocks.get(at).filter(|(block, _)| block.start <= span.start)?;
        let start = text[..block.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[block.end..].find('\n').map_or(text.len(), |end| block.end + end + 1);
        let is_blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
        let stands_apart =
            is_blank(text[..start].lines().next_back()) && is_blank(text[end..].lines().next());
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut beside = beside.filter_map(|other| self.blocks.get(other));
        let is_alone = beside.all(|(other, _)| other.end <= start || other.start >= end);
        (stands_apart && is_alone).then_some((Span::new(start, end), at))
    }

    /// Where in them the block of some lines stands when they read as `now`, if they are that block by themselves as
    /// well, before and after.
    fn stays_alone(&self, block: usize, lines: Span, now: &Source) -> Option<Span> {
        let speaks = |source: &Source| memmem::find(source.text().as_bytes(), MARK.as_bytes()).is_some();
        if speaks(&self.source) || speaks(now) {
            return None;
        }
        let (span, block) = &self.blocks[block];
        // The blocks of a text by itself, if they are like the one of before.
        let blocks = |text: String| {
            let source = Source::new(self.source.name(), text);
            let document = Document::parse(&source);
            let is_alike = |other: &Block| {
                (other.kind, other.quoted, other.hidden) == (block.kind, block.quoted, block.hidden)
            };
            let spans =
                document.blocks.iter().map(|block| is_alike(block).then(|| document.span(block.text)));
            spans.collect::<Option<Vec<Span>>>()
        };
        let (before, now) = (self.source.slice(lines), now.text());
        let own = Span::new(span.start - lines.start, span.end - lines.start);
        if blocks(before.to_owned())? != [own] {
            return None;
        }
        let [alone] = blocks(now.to_owned())?[..] else { return None };
        // What is opened there and not closed, as a fence of code, reaches over what follows.
        let followed = blocks([now, BLANK_LINE, before].concat())?;
        (followed == [alone, own.moved(now.len() + BLANK_LINE.len())]).then_some(alone)
    }

    /// Takes over what is found in one paragraph by itself.
    fn merge(&mut self, lines: Span, now: &Source, shift: Shift) {
        let mut found = check_at(now, self.rules, &self.levels).diagnostics;
        found.retain(|finding| self.may_stand(finding, now));
        found.iter_mut().for_each(|finding| finding.move_spans(|span| span.moved(lines.start)));
        let mut all = std::mem::take(&mut self.report.diagnostics);
        all.retain(|finding| {
            let looks_no_further = lines.contains(finding.span) && self.reach(finding) != Reach::Document;
            !looks_no_further && !finding.span.touches(shift.edit)
        });
        all.iter_mut().for_each(|finding| {
            let is_overwritten = |edit: &Edit| edit.span.touches(shift.edit);
            finding.fixes.retain(|fix| !fix.edits.iter().any(is_overwritten));
            finding.move_spans(|span| shift.of(span));
        });
        let suppressed = &mut self.report.suppressed;
        suppressed.retain(|finding| !finding.span.touches(shift.edit));
        suppressed.iter_mut().for_each(|finding| finding.move_spans(|span| shift.of(span)));
        all.extend(found);
        sort(&mut all);
        let Report { beyond, words, .. } = &mut self.report;
        beyond.iter_mut().for_each(|beyond| beyond.first = shift.of(beyond.first));
        let all = give_way(all, beyond, self.rules);
        self.report.score = score(&all, beyond, *words);
        self.report.diagnostics = all;
    }

    /// Whether what was found in a paragraph by itself is a finding in the draft as well.
    fn may_stand(&self, finding: &Diagnostic, now: &Source) -> bool {
        match self.reach(finding) {
            Reach::Block => true,
            Reach::Vocabulary => {
                let text = now.slice(finding.span);
                let is_same =
                    |other: &Diagnostic| other.rule == finding.rule && self.source.slice(other.span) == text;
                words(text).iter().all(|word| !self.words.contains(word))
                    || self.report.diagnostics.iter().any(is_same)
            }
            Reach::Document => false,
        }
    }

    fn reach(&self, finding: &Diagnostic) -> Reach {
        self.rules.rule(finding.rule.as_str()).map_or(Reach::Document, Rule::reach)
    }
}

/// What parts paragraphs.
const BLANK_LINE: &str = "\n\n";

/// Where things stand after an edit.
#[derive(Clone, Copy)]
struct Shift {
    edit: Span,
    /// The length of what was put in place of it.
    length: usize,
}

impl Shift {
    fn of(self, span: Span) -> Span {
        let after = |offset: usize| offset - self.edit.len() + self.length;
        let start = match span.start {
            start if start >= self.edit.end => after(start),
            start => start.min(self.edit.start),
        };
        let end = match span.end {
            end if end <= self.edit.start => end,
            end => after(end.max(self.edit.end)),
        };
        Span::new(start, end.max(start))
    }
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    words.map(|word| fold(word.text(text)).into_owned()).collect()
}
