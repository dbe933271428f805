//! What is true of every document, whatever its source.

use prosec::Span;
use prosec::document::{Document, TextSpan, Trick};

/// Holds that blocks, links and asides stand in order, within the text and on its characters, and that every character
/// of a block leads back to the source.
pub fn hold(document: &Document<'_>) {
    let (flow, source) = (document.text(), document.source.text());
    hold_blocks(document);
    for link in &document.links {
        assert!(flow.get(link.text.range()).is_some() && source.get(link.span.range()).is_some());
        assert!(source.get(link.target_span.range()).is_some());
        let written = document.source.slice(link.target_span);
        let is_plain = link.target_span != link.span && !written.contains(['&', '\\', '\0']);
        assert!(
            !is_plain || is_written(&link.target, written),
            "{written:?} is {:?} in {source:?}",
            link.target
        );
        assert_eq!(document.target_flow(link).text(), link.target);
    }
    for pair in document.links.windows(2) {
        assert!(pair[0].span.start <= pair[1].span.start, "links stand in order");
    }
    for span in &document.verbatim {
        assert!(!span.is_empty() && source.get(span.range()).is_some());
    }
    for pair in document.verbatim.windows(2) {
        assert!(pair[0].end <= pair[1].start, "verbatim spans stand in order, apart");
    }
    for aside in &document.asides {
        assert!(!aside.inside.is_empty() && source.get(aside.inside.range()).is_some());
    }
    for span in &document.hidden {
        assert!(source.get(span.range()).is_some(), "{span} in {source:?}");
        document.hides(*span);
    }
    for trick in &document.tricks {
        let span = match trick {
            Trick::SplitWord { span, at } => {
                assert!(flow.is_char_boundary(*at), "{at} in {source:?}");
                span
            }
            Trick::Refresh { span, .. } => span,
        };
        assert!(source.get(span.range()).is_some(), "{span} in {source:?}");
    }
}

/// Whether a target is what is written. HTML leaves tabs and line ends out of it; of several lines the marks of what
/// stands around them are left out as well, and nothing else may be there.
fn is_written(target: &str, written: &str) -> bool {
    let bare = written.replace(['\t', '\n', '\r'], "");
    let mut rest = written.chars();
    written == target
        || bare == target
        || written.contains(['\n', '\r']) && target.chars().all(|wanted| rest.any(|found| found == wanted))
}

fn hold_blocks(document: &Document<'_>) {
    let source = document.source.text();
    let mut last = 0;
    for block in &document.blocks {
        assert!(block.text.start >= last, "blocks stand in order");
        last = block.text.end;
        let text = document.slice(block.text);
        assert!(!text.is_empty() && text == text.trim(), "a block is trimmed: {text:?}");
        let mut before = Span::default();
        for (index, character) in text.char_indices() {
            let start = block.text.start + index;
            let place = TextSpan::new(start, start + character.len_utf8());
            let span = document.span(place);
            assert!(source.is_char_boundary(span.start) && source.is_char_boundary(span.end), "{span}");
            assert!(
                span.start >= before.start && span.end >= before.end,
                "{before} then {span} in {source:?}"
            );
            if document.is_verbatim(place) {
                assert_eq!(document.source.slice(span), document.slice(place), "{span} in {source:?}");
            }
            before = span;
        }
        let whole = document.span(block.text);
        assert_eq!(whole.end, before.end, "a block ends where its last character does");
    }
}
