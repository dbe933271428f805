//! Template tags of site generators in Markdown: `{% … %}` and `{{ … }}` of Liquid and Jinja, Hugo's
//! shortcodes `{{< … >}}` and `{{% … %}}`, kramdown's `{: … }`, and the comments of MDX. Markdown knows none of them,
//! and would read emphasis, quotes and tags into them.

use std::borrow::Cow;

use memchr::memchr2;

use crate::source::Span;

/// No tag in use is longer; the bound keeps a stray opening from hiding prose.
const LONGEST: usize = 2000;

/// How kramdown's attributes of the element before them start.
const ATTRIBUTES: &str = "{:";

/// How a comment of MDX starts and ends.
pub(super) const COMMENT: (&str, &str) = ("{/*", "*/}");

/// A template tag that is no prose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template {
    /// The whole of it.
    pub(super) span: Span,
    /// Whether it leaves no trace in the prose: nothing else stands on its lines, or it is kramdown's or a comment.
    pub(super) is_traceless: bool,
}

/// The tags of `text`, which starts at byte `offset` of its source, and the text with each tag
/// overwritten by as many letters, for Markdown to read. Colons that lead a line and a plain
/// `{{ name }}` are overwritten as well but not listed: they stay in the prose, for a variable that is
/// left over there is a fault.
pub(super) fn find(text: &str, offset: usize) -> (Cow<'_, str>, Vec<Template>) {
    let mut templates = Vec::new();
    let mut masked: Option<Vec<u8>> = None;
    let mut from = 0;
    while let Some(start) = memchr2(b'{', b':', &text.as_bytes()[from..]).map(|found| from + found) {
        from = start + 1;
        let found = tag(&text[start..]).or_else(|| colons(text, start).map(|length| (length, true)));
        let Some((length, is_prose)) = found else { continue };
        from = start + length;
        masked.get_or_insert_with(|| text.into())[start..from].fill(b'x');
        if !is_prose {
            let span = Span::new(offset + start, offset + from);
            let is_silent = [ATTRIBUTES, COMMENT.0].iter().any(|opening| text[start..].starts_with(opening));
            let is_traceless = is_silent || is_alone(text, start, from);
            templates.push(Template { span, is_traceless });
        }
    }
    let masked = masked.map(|bytes| String::from_utf8(bytes).expect("whole characters were overwritten"));
    (masked.map_or(Cow::Borrowed(text), Cow::Owned), templates)
}

/// The length of the tag that `text` starts with, and whether it stays in the prose.
fn tag(text: &str) -> Option<(usize, bool)> {
    const TAGS: [(&str, &str); 6] =
        [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"), (ATTRIBUTES, "}"), COMMENT];
    let (opening, closing) = TAGS.into_iter().find(|(opening, _)| text.starts_with(opening))?;
    let end = (0..=LONGEST.min(text.len())).rev().find(|&end| text.is_char_boundary(end))?;
    let window = &text[..end];
    let inside = &window[opening.len()..];
    let length = inside.find(closing)?;
    let inside = &inside[..length];
    // A backtick speaks of code that shows the delimiters, a second opening of a stray first one.
    let is_line = opening != ATTRIBUTES || !inside.contains('\n');
    let is_shown = opening != COMMENT.0 && inside.contains(['`', '{']);
    let is_tag = is_line && !has_blank_line(inside) && !is_shown;
    is_tag.then_some((opening.len() + length + closing.len(), opening == "{{"))
}

/// The length of the colons at `start` if they lead a line and would wrongly make a definition of it, as
/// in `:::note` and `:smile:`.
fn colons(text: &str, start: usize) -> Option<usize> {
    let leads = text[..start].trim_end_matches([' ', '\t', '>']);
    if !leads.is_empty() && !leads.ends_with('\n') {
        return None;
    }
    let length = text[start..].bytes().take_while(|&byte| byte == b':').count();
    // One colon before a space is a definition, before a hyphen the alignment of a table's column.
    let is_markup = length == 1 && text[start + 1..].starts_with([' ', '\t', '-']);
    (length > 0 && !is_markup).then_some(length)
}

fn has_blank_line(text: &str) -> bool {
    let mut lines = text.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && line.trim().is_empty() {
            return true;
        }
    }
    false
}

fn is_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '\t']);
    let after = text[end..].trim_start_matches([' ', '\t', '\r']);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_overwritten_and_listed_unless_they_are_variables() {
        check("a {% link x_y.md %} b", "a xxxxxxxxxxxxxxxxx b", &["{% link x_y.md %}"]);
        check("{{< ref \"x\" >}}", "xxxxxxxxxxxxxxx", &["{{< ref \"x\" >}} alone"]);
        check("text\n{: .lead}\n", "text\nxxxxxxxxx\n", &["{: .lead} alone"]);
        check("Dear {{ name }}, hello", "Dear xxxxxxxxxx, hello", &[]);
        check("Write `{%` and `%}` here", "Write `{%` and `%}` here", &[]);
        check("{% open\n\nnew paragraph %}", "{% open\n\nnew paragraph %}", &[]);
        check(":::note\n:a: b\n: c\n:--|\nd ::: e", "xxxnote\nxa: b\n: c\n:--|\nd ::: e", &[]);
        check("a { b } c", "a { b } c", &[]);
    }

    fn check(text: &str, masked: &str, tags: &[&str]) {
        let (found, templates) = find(text, 0);
        let listed: Vec<String> = templates
            .iter()
            .map(|template| {
                format!(
                    "{}{}",
                    &text[template.span.range()],
                    if template.is_traceless { " alone" } else { "" }
                )
            })
            .collect();
        assert_eq!(
            (found.as_ref(), listed.iter().map(String::as_str).collect::<Vec<_>>()),
            (masked, tags.to_vec())
        );
    }
}
