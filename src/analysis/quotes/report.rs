//! From the reading of a document to its faults: which mark of a pair is the wrong one, where it is best
//! shown, and what the document does so often that it is no fault.

use super::apostrophe::{window_after, window_before};
use super::attribution::Attributions;
use super::custom::StyleCounts;
use super::edit::{Site, expected};
use super::fault::{QuoteEdit, QuoteFault, QuoteFaultKind as Kind};
use super::glyph::{Level, Pair, Style};
use super::mark::{Mark, Side};
use super::reading::{Flaw, Quotation, Reading, read};
use super::search::End;
use crate::analysis::Analysis;
use crate::document::TextSpan;

/// What the quotation marks of a document say.
#[derive(Debug)]
pub struct Quotes {
    /// What is wrong with them, in the order of the text.
    pub faults: Vec<QuoteFault>,
    /// The quotations that have both of their marks, in the order of their starts.
    pub quotations: Vec<TextSpan>,
}

impl Quotes {
    /// Reads all quotation marks of a document.
    pub fn new(analysis: &Analysis<'_>) -> Self {
        let reading = read(analysis);
        let span = |quotation: &Quotation| {
            reading.marks[quotation.opener].span().to(reading.marks[quotation.closer].span())
        };
        let mut quotations: Vec<TextSpan> = reading.quotations.iter().map(span).collect();
        quotations.sort_unstable();
        Self { faults: faults(analysis, &reading), quotations }
    }
}

fn faults(analysis: &Analysis<'_>, reading: &Reading) -> Vec<QuoteFault> {
    let mut counts = StyleCounts::default();
    let sound = reading.quotations.iter().filter(|quotation| !quotation.faulty);
    sound
        .filter(|quotation| quotation.pair.level == Level::Double)
        .for_each(|quotation| counts.add(quotation.pair));
    let attributions = Attributions::new(analysis);
    let report = Report { analysis, attributions, reading, prevailing: counts.prevailing() };
    let habit = report.leaves_open();
    let mut faults = Vec::new();
    for flaw in &reading.flaws {
        let usual = habit && flaw.kind == Kind::Unclosed && flaw.end != End::Mark;
        if !usual && !report.hides_markup(flaw) {
            faults.push(report.fault(flaw));
        }
    }
    faults.extend(reading.flaws.iter().filter_map(|flaw| report.comma_resume(flaw)));
    faults
        .extend(reading.quotations.iter().filter_map(|quotation| report.stop_before_attribution(quotation)));
    faults.extend(report.style_mix(counts));
    // In place: there can be as many as marks.
    faults.sort_unstable_by_key(|fault| (fault.span, fault.kind, fault.mark));
    faults
}

struct Report<'r, 'a> {
    analysis: &'r Analysis<'a>,
    attributions: Attributions<'a>,
    reading: &'r Reading,
    prevailing: Style,
}

/// A house that does not close quotations before a paragraph in its own words does so often.
const HABIT: usize = 4;

impl Report<'_, '_> {
    /// Whether the document leaves quotations open at the ends of paragraphs throughout.
    fn leaves_open(&self) -> bool {
        let open = self
            .reading
            .flaws
            .iter()
            .filter(|flaw| flaw.kind == Kind::Unclosed && flaw.end != End::Mark)
            .count();
        open >= HABIT && open * 4 >= self.reading.quotations.len()
    }

    fn fault(&self, flaw: &Flaw) -> QuoteFault {
        let mut flaw = *flaw;
        self.blame_opener(&mut flaw);
        let mark = self.reading.marks[flaw.mark];
        let partner = flaw.partner.map(|partner| &self.reading.marks[partner]);
        let block = self.analysis.document.blocks[mark.block()].text;
        let expected = expected(&flaw, &mark, partner, self.prevailing);
        let text = self.analysis.document.text();
        let site = expected.map(|expected| Site { text, block, mark, expected });
        let edit = match flaw.kind {
            Kind::Unclosed if flaw.end != End::Mark && !flaw.opener_at_fault => {
                site.and_then(|site| site.close_at_end())
            }
            // After a finished sentence nothing is lacking: the mark is one too many.
            Kind::Empty if self.trails(flaw.mark) => Some(self.without(&mark)),
            Kind::Doubled => Site { text, block, mark, expected: mark.character }.edit(&flaw),
            _ => site.and_then(|site| site.edit(&flaw)),
        };
        let opens = flaw.opens || flaw.kind == Kind::Empty;
        if let Some(start) = self.start_of_speech(&flaw) {
            let place = TextSpan::new(start.start, start.start);
            let replacement = expected.map(String::from).unwrap_or_default();
            return QuoteFault {
                expected: replacement.clone(),
                closer: Some(mark.span()),
                edit: Some(QuoteEdit { span: place, replacement }),
                ..plain(flaw.kind, start, mark.span())
            };
        }
        let far_end = matches!(flaw.kind, Kind::Unclosed).then(|| self.last_word(block));
        QuoteFault {
            kind: flaw.kind,
            // An opener that is at fault itself was reported where it stands: this is another fault.
            span: if flaw.opener_at_fault { self.last_word(block) } else { mark.span() },
            mark: mark.span(),
            expected: expected.map(String::from).unwrap_or_default(),
            opener: partner.filter(|_| !opens).map(|partner| partner.span()),
            closer: partner.filter(|_| opens).map(|partner| partner.span()),
            paragraph_end: far_end,
            edit,
        }
    }

    /// The first word of a paragraph that starts with speech: there the quotation that the mark closes lacks its
    /// opener. None where it could have started elsewhere.
    fn start_of_speech(&self, flaw: &Flaw) -> Option<TextSpan> {
        let mark = self.reading.marks[flaw.mark];
        if flaw.kind != Kind::Unopened || !self.attributions.follows_speech(&mark) {
            return None;
        }
        let block = self.analysis.document.blocks[mark.block()].text;
        let earlier = self.reading.marks[..flaw.mark].iter().rev();
        let mut alike = earlier
            .take_while(|other| other.block() == mark.block())
            .filter(|other| other.glyph.level == mark.glyph.level);
        let is_first = alike.next().is_none();
        let said = self.analysis.document.slice(TextSpan::new(block.start, mark.span().start));
        let is_one = is_first
            && said.starts_with(char::is_uppercase)
            && !self.attributions.leads_in(said)
            && !said.trim_end_matches(['!', '?', ',']).contains(['.', '!', '?', ':', '\n']);
        let word = said.find(char::is_whitespace).unwrap_or(said.len());
        is_one.then(|| TextSpan::new(block.start, block.start + word))
    }

    /// Whether a straight mark stands alone at the end of a block, after a sentence that has ended.
    fn trails(&self, mark: usize) -> bool {
        let mark = &self.reading.marks[mark];
        let block = self.analysis.document.blocks[mark.block()].text;
        let before = window_before(self.analysis.document.text(), block.start, mark.span().start);
        mark.is_alone() && mark.after == Side::Edge && before.trim_end().ends_with(['.', '!', '?', ')'])
    }

    /// Takes a mark away, with the space before it.
    fn without(&self, mark: &Mark) -> QuoteEdit {
        let block = self.analysis.document.blocks[mark.block()].text;
        let before = self.analysis.document.slice(TextSpan::new(block.start, mark.span().start));
        let start = block.start + before.trim_end().len();
        QuoteEdit { span: TextSpan::new(start, mark.span().end), replacement: String::new() }
    }

    /// Whether markup that the flow leaves out stands at a space within the quotation: what looks like an
    /// empty place there is none.
    fn hides_markup(&self, flaw: &Flaw) -> bool {
        let mark = self.reading.marks[flaw.mark];
        let block = self.analysis.document.blocks[mark.block()].text;
        let text = self.analysis.document.text();
        let (before, after) = (
            window_before(text, block.start, mark.span().start),
            window_after(text, mark.span().end, block.end),
        );
        let space = if flaw.opens {
            TextSpan::new(mark.span().end, mark.span().end + after.len() - after.trim_start().len())
        } else {
            TextSpan::new(mark.span().start - (before.len() - before.trim_end().len()), mark.span().start)
        };
        let source = self.analysis.source_span(space.to(mark.span()));
        let shown = self.analysis.document.source.slice(source);
        flaw.kind == Kind::SpaceInside && shown.contains(['<', '>'])
    }

    /// Of a pair that does not match, the wrong mark is the single one, or the one of the rarer style.
    fn blame_opener(&self, flaw: &mut Flaw) {
        let (Some(pair), Some(opener)) = (flaw.pair, flaw.partner) else { return };
        let closer = self.reading.marks[flaw.mark].glyph;
        let blamed = match flaw.kind {
            Kind::Mismatched => pair.level == Level::Single,
            Kind::MixedPair => pair.style != self.prevailing && closer.style == self.prevailing,
            _ => false,
        };
        if blamed && !flaw.opens && closer.closes {
            flaw.partner = Some(flaw.mark);
            flaw.mark = opener;
            flaw.opens = true;
            flaw.pair = Some(Pair { style: closer.style, level: closer.level });
        }
    }

    /// The last word of a block, with its stop.
    fn last_word(&self, block: TextSpan) -> TextSpan {
        let end = block.start + self.analysis.document.slice(block).trim_end().len();
        let tail = window_before(self.analysis.document.text(), block.start, end);
        let word = tail.split_whitespace().next_back().map_or(0, str::len);
        TextSpan::new(end - word, end)
    }

    /// What closes a quotation that was never opened may go on with one that ended on a comma before.
    fn comma_resume(&self, flaw: &Flaw) -> Option<QuoteFault> {
        if flaw.kind != Kind::Unopened {
            return None;
        }
        let stray = &self.reading.marks[flaw.mark];
        let index = self.reading.quotations.partition_point(|quotation| quotation.closer < flaw.mark);
        let quotation = self.reading.quotations.get(index.checked_sub(1)?)?;
        let closer = &self.reading.marks[quotation.closer];
        let text = self.analysis.document.text();
        if closer.block() != stray.block() || !text[..closer.span().start].ends_with(',') {
            return None;
        }
        let between = &text[closer.span().end..stray.span().start];
        let sentence = between.trim_start();
        let word = sentence.split(char::is_whitespace).next()?;
        if !sentence.starts_with(char::is_uppercase) || self.attributions.has_verb(sentence) {
            return None;
        }
        let start = closer.span().end + between.len() - sentence.len();
        let span = TextSpan::new(closer.span().start - 1, start + word.len());
        Some(QuoteFault {
            opener: Some(self.reading.marks[quotation.opener].span()),
            closer: Some(stray.span()),
            ..plain(Kind::CommaResume, span, closer.span())
        })
    }

    fn stop_before_attribution(&self, quotation: &Quotation) -> Option<QuoteFault> {
        let closer = &self.reading.marks[quotation.closer];
        let text = self.analysis.document.text();
        let block = self.analysis.document.blocks[closer.block()].text;
        if quotation.faulty || !text[block.start..closer.span().start].ends_with('.') {
            return None;
        }
        let rest = window_after(text, closer.span().end, block.end);
        let words = self.attributions.whole_attribution(rest)?;
        let offset = words.len() - words.trim_start().len();
        if offset == 0 {
            return None;
        }
        let stop = TextSpan::new(closer.span().start - 1, closer.span().start);
        let span = stop.to(closer.span());
        let edit = QuoteEdit { span: stop, replacement: ",".to_owned() };
        Some(QuoteFault {
            opener: Some(self.reading.marks[quotation.opener].span()),
            edit: Some(edit),
            ..plain(Kind::StopBeforeAttribution, span, closer.span())
        })
    }

    /// The first pair of the rarer style, where both are in use.
    fn style_mix(&self, counts: StyleCounts) -> Option<QuoteFault> {
        if counts.straight == 0 || counts.curly == 0 {
            return None;
        }
        let rarer = if self.prevailing == Style::Curly { Style::Straight } else { Style::Curly };
        let is_rarer = |quotation: &&Quotation| {
            quotation.pair == Pair { style: rarer, level: Level::Double } && !quotation.faulty
        };
        let quotation = self.reading.quotations.iter().find(is_rarer)?;
        let [opener, closer] =
            [quotation.opener, quotation.closer].map(|index| self.reading.marks[index].span());
        let expected = Pair { style: self.prevailing, level: Level::Double }.opener().to_string();
        Some(QuoteFault { closer: Some(closer), expected, ..plain(Kind::StyleMix, opener, opener) })
    }
}

fn plain(kind: Kind, span: TextSpan, mark: TextSpan) -> QuoteFault {
    QuoteFault {
        kind,
        span,
        mark,
        expected: String::new(),
        opener: None,
        closer: None,
        paragraph_end: None,
        edit: None,
    }
}
