//! Markdown as blocks, links and parts that are no prose.

use crate::document::check::{check, check_outside, check_span};

const NAME: &str = "a.md";

#[test]
fn inline_markup_leaves_no_trace() {
    check(NAME, "A *b*old, ~~old~~ and __new__ word\\*.", "p: A bold, old and new word*.");
    check_span(NAME, "A *b*old word", ("bold", "b*old"));
    check(NAME, "A&amp;B &copy; &bogus;", "p: A&B © &bogus;");
    check_span(NAME, "A&amp;B", ("&", "&amp;"));
    check_span(NAME, "It\\'s", ("It's", "It\\'s"));
    check(
        NAME,
        "Call `f()`s of $x$ for $5–$10.[^1]\n\n[^1]: Or *so*.",
        "p: Call ▢s of ▢ for $5–$10.\np: Or so.",
    );
    check(NAME, "\"It's\" -- so... 'quoted'", "p: \"It's\" -- so... 'quoted'");
}

#[test]
fn line_ends_are_kept_without_what_leads_the_next_line() {
    check(NAME, "one\r\ntwo  \nthree\\\nfour", "p: one⏎two⏎three⏎four");
    check(NAME, "> one\n> two\nthree", ">p: one⏎two⏎three");
    check_span(NAME, "> one\r\n> two", ("one\ntwo", "one\r\n> two"));
}

#[test]
fn blocks_have_their_kinds() {
    check(NAME, "# One {#id}\n\nTwo\n===\ntext", "h1: One\nh1: Two\np: text");
    check(NAME, "* a\n\n  b\n* [x] c\n  1. d\n\n> * e\n>   > f", "i: a\ni: b\ni: c\ni: d\n>i: e\n>i: f");
    check(NAME, "| a | b\\|c |\n|--|--|\n| `x` | *d* |", "c: a\nc: b|c\nc: d");
    check(NAME, "Term\n: Meaning\n\n> [!NOTE]\n> Mind.", "i: Term\ni: Meaning\n>p: Mind.");
}

#[test]
fn links_and_images_are_listed() {
    check(
        NAME,
        "See [the *map*](/a_b \"T\").",
        "p: See the map.\nlink [the map](/a_b) [the *map*](/a_b \"T\")",
    );
    check(NAME, "See [map][m].\n\n[m]: /a?b&amp;c 'Title'", "p: See map.\nlink [map](/a?b&c) [map][m]");
    check(
        NAME,
        "At <https://a.b>, https://c.d.",
        "p: At https://a.b, https://c.d.\nauto [https://a.b](https://a.b) <https://a.b>",
    );
    check(
        NAME,
        "A ![red *fox*](f.png) ran.",
        "p: A ▢ ran.\nalt: red fox\nimage [red fox](f.png) ![red *fox*](f.png)",
    );
    check(
        NAME,
        "[![fox](f.png)](/fox)\n\nEnd",
        "alt: fox\np: End\nlink [▢](/fox) [![fox](f.png)](/fox)\nimage [fox](f.png) ![fox](f.png)",
    );
}

#[test]
fn code_and_metadata_are_verbatim() {
    check(
        NAME,
        "---\ntitle: It\n---\nText\n\n```sh\nls\n```\n",
        "p: Text\nverbatim ---⏎title: It⏎---⏎\nverbatim ```sh⏎ls⏎```",
    );
    check(NAME, "\u{feff}+++\na = 1\n+++\nText", "p: Text\nverbatim \u{feff}+++⏎a = 1⏎+++⏎");
    check(NAME, "One\n\n---\nTwo\n\n---\n", "p: One\np: Two");
    check(NAME, "One\n\n    code\n\nTwo", "p: One\np: Two\nverbatim code⏎");
}

#[test]
fn targets_code_and_metadata_have_their_places() {
    check_outside(NAME, "[a **b**](/c 'T') [/d](</d e>)", "target /c\ntarget /d e");
    check_outside(
        NAME,
        "[![f](g.png)](/h) `](`[`](`](i)",
        "target /h\ntarget g.png\ntarget i\ncode ](\ncode ](",
    );
    check_outside(
        NAME,
        "[m] [M][m] <a@b.c> ![][m]\n\n[m]: /n&amp;o",
        "target /n&amp;o\ntarget /n&amp;o\ntarget a@b.c\ntarget /n&amp;o",
    );
    check_outside(NAME, "> [a\n> b](\n> /c_\\_d)", "target /c_\\_d");
    check_outside(NAME, "a <a href=' /x '>b</a><!-- c -->", "target /x\ncomment  c ");
    check_outside(
        NAME,
        "---\na: 1\n---\n```sh\nls\n```\n\n    let a;\n    b",
        "front matter a: 1⏎\ncode ls⏎\ncode let a;⏎    b",
    );
    check_outside(NAME, "Write `` a`b `` or <kbd>c</kbd> for $d$.", "code a`b\ncode c");
}

#[test]
fn html_is_read_as_html() {
    check(NAME, "a<b>b</b>c<br>d <kbd>Esc</kbd> <!-- no -->e", "p: abc⏎d ▢ e\nverbatim <!-- no -->");
    check(
        NAME,
        "Go <a href=\"/x?a&amp;b\">there *now*</a>.",
        "p: Go there now.\nlink [there now](/x?a&b) <a href=\"/x?a&amp;b\">there *now*</a>",
    );
    check(NAME, "<div>\nOne &amp;\n  two\n</div>\n\n*Three*", "p: One & two\np: Three");
    check(NAME, "<blockquote>\n\n*One*\n\n</blockquote>\n\nTwo", ">p: One\np: Two");
    check(NAME, "> <p>one\n> two</p>\n", ">p: one two");
    check_span(NAME, "> <p>one\n> two</p>\n", ("one two", "one\n> two"));
    check(NAME, "An open <code> tag.\n\nNext.", "p: An open ▢\np: Next.");
    check(
        NAME,
        "<script>\nlet a;\n\nlet b;\n</script>\n\nText",
        "p: Text\nverbatim <script>⏎let a;⏎⏎let b;⏎</script>",
    );
    check(
        NAME,
        "<img alt=\"A fox\" src=\"f.png\">\n",
        "alt: A fox\nimage [A fox](f.png) <img alt=\"A fox\" src=\"f.png\">",
    );
}

#[test]
fn containers_leave_their_title() {
    check(NAME, ":::note\nMind *it*.\n:::", "p: Mind it.");
    check(NAME, "::: tip\n\nMind it.\n\n:::\n\nNext: a ::: b", "p: tip\np: Mind it.\np: Next: a ::: b");
    check(NAME, "So\n:::note The gap\nMind it.", "p: So\np: The gap\np: Mind it.");
}

#[test]
fn imports_are_no_prose() {
    check(NAME, "import A from '@a/b'\n\nimport it", "p: import it\nverbatim import A from '@a/b'⏎");
}

#[test]
fn template_tags_are_no_prose() {
    check(NAME, "[it](/x){:target=\"_blank\"}.", "p: it.\nlink [it](/x) [it](/x)");
    check(
        NAME,
        "See [it]({% link a_b.md %}) and {{< ref \"x\" >}}.",
        "p: See it and ▢.\nlink [it]({% link a_b.md %}) [it]({% link a_b.md %})",
    );
    check(NAME, "[it]\n\n[it]: {{ a }}/b", "p: it\nlink [it]({{ a }}/b) [it]");
    check(NAME, "{% if a %}\nText\n{% endif %}\nmore", "p: Text⏎more");
    check(NAME, "Dear {{ name }}, hello", "p: Dear {{ name }}, hello");
    check(NAME, "<p>a {% b\n  c %} d</p>", "p: a ▢ d");
}
