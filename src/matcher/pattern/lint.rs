//! What is wrong with a regular expression that compiles: it matches the empty text, or its anchors hold for
//! one branch each.

use std::ops::Range;

use regex_syntax::ast::{AssertionKind, Ast};
use regex_syntax::hir::Hir;
use regex_syntax::hir::translate::Translator;

use crate::settings::{Faults, Spanned};

/// Reports what is wrong with an expression; whether nothing is.
pub(super) fn check(text: &Spanned<String>, ast: &Ast, hir: &Hir, faults: &Faults) -> bool {
    if is_empty(hir) {
        let part = empty_part(&text.value, ast);
        let place = faults.part(text, shown(&text.value, part));
        let help = "let it need at least one character";
        faults.add_with_help("rules/matches-nothing", place, "the regex matches the empty text", help);
        return false;
    }
    if let Some((branches, inner)) = half_anchored(&text.value, ast) {
        let help = format!(
            "write “^(?:{inner})$” if both are meant for all branches, and set each branch in brackets if not"
        );
        let message = "“^” holds for the first branch alone, and “$” for the last";
        faults.add_with_help("rules/half-anchored", faults.part(text, branches), message, help);
        return false;
    }
    true
}

fn is_empty(hir: &Hir) -> bool {
    hir.properties().minimum_len() == Some(0)
}

/// The innermost group or branch that matches the empty text by itself.
fn empty_part<'a>(text: &str, ast: &'a Ast) -> &'a Ast {
    match ast {
        Ast::Group(group) => empty_part(text, &group.ast),
        Ast::Alternation(branches) => {
            let matches_empty =
                |branch: &&Ast| Translator::new().translate(text, branch).is_ok_and(|hir| is_empty(&hir));
            branches.asts.iter().find(matches_empty).map_or(ast, |branch| empty_part(text, branch))
        }
        _ => ast,
    }
}

/// Where a part stands. A branch without any sign is shown by the bar next to it.
fn shown(text: &str, part: &Ast) -> Range<usize> {
    let (start, end) = (part.span().start.offset, part.span().end.offset);
    if start < end {
        start..end
    } else if text[..start].ends_with('|') {
        start - 1..end
    } else {
        start..(end + 1).min(text.len())
    }
}

/// The branches of `^foo|bar$`, and what stands between the anchors.
fn half_anchored<'t>(text: &'t str, ast: &Ast) -> Option<(Range<usize>, &'t str)> {
    let branches = match ast {
        Ast::Group(group) => return half_anchored(text, &group.ast),
        Ast::Alternation(branches) => branches,
        _ => return None,
    };
    let anchors: Vec<(bool, bool)> = branches.asts.iter().map(anchors).collect();
    let ((first, inner), last) = (anchors.split_first()?, anchors.last()?);
    let between = &inner[..inner.len().checked_sub(1)?];
    let is_half =
        *first == (true, false) && *last == (false, true) && between.iter().all(|a| *a == (false, false));
    let (start, end) = (branches.span.start.offset, branches.span.end.offset);
    // Anchors are a sign, or two such as `\A`.
    let inside = text[start..end].trim_start_matches('^').trim_start_matches("\\A");
    let inside = inside.trim_end_matches('$').trim_end_matches("\\z");
    is_half.then_some((start..end, inside))
}

/// Whether a branch that holds more than an anchor starts with one, and whether it ends with one.
fn anchors(branch: &Ast) -> (bool, bool) {
    let Ast::Concat(parts) = branch else { return (false, false) };
    let is = |part: Option<&Ast>, kinds: [AssertionKind; 2]| matches!(part, Some(Ast::Assertion(assertion)) if kinds.contains(&assertion.kind));
    (
        is(parts.asts.first(), [AssertionKind::StartLine, AssertionKind::StartText]),
        is(parts.asts.last(), [AssertionKind::EndLine, AssertionKind::EndText]),
    )
}
