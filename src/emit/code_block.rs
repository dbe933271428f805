//! Code blocks of Markdown.

/// The text in a fence that is longer than any within it, with carriage returns shown.
pub(super) fn code_block(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let text = text.trim_end_matches('\n').replace('\r', "␍");
    format!("{fence}{language}\n{text}\n{fence}\n")
}
