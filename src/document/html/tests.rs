//! Small pages of HTML, and the documents that are read from them.

use crate::document::check::{check, check_outside, check_span};

const NAME: &str = "a.html";

#[test]
fn block_elements_part_the_prose() {
    check(NAME, "<p>One<p>Two</p>three<div>four</div>", "p: One\np: Two\np: three\np: four");
    check(
        NAME,
        "<title>A &lt; B</title><h2>Head</h2><ul><li>a<li>b<p>c</ul>d",
        "h0: A < B\nh2: Head\ni: a\ni: b\ni: c\np: d",
    );
    check(NAME, "<table><caption>T</caption><tr><th>a<td>b</table>c", "caption: T\nc: a\nc: b\np: c");
    check(NAME, "<blockquote>a<blockquote>b</blockquote>c</blockquote>d", ">p: a\n>p: b\n>p: c\np: d");
    check(NAME, "<h1>a</h2>b</li>c</blockquote></ul>", "h1: a\np: b\np: c");
}

#[test]
fn inline_elements_break_no_word() {
    check(NAME, "x<sup>2</sup> <em>un</em>seen<wbr>ly", "p: x2 unseenly");
    check_span(NAME, "<em>un</em>seen", ("unseen", "un</em>seen"));
    check(NAME, "one<br>\n two", "p: one⏎two");
    check(NAME, "Use <code>a <b>b</b></code>, <kbd>c</kbd>.", "p: Use ▢, ▢.");
    check(NAME, "<p>Use <code>a</p><p>b", "p: Use ▢\np: b");
}

#[test]
fn white_space_collapses_and_references_are_decoded() {
    check(NAME, "\n a  b\r\n\tc&nbsp; <b> d</b>", "p: a b c⍽ d");
    check_span(NAME, "a \r\n b", ("a b", "a \r\n b"));
    check_span(NAME, "it&rsquo;s", ("it’s", "it&rsquo;s"));
    check_span(NAME, "it&rsquo;s", ("’", "&rsquo;"));
    check(NAME, "a < b & c &bogus; &#x41;", "p: a < b & c &bogus; A");
}

#[test]
fn scripts_and_comments_are_verbatim() {
    check(
        NAME,
        "<pre>x</pre>a<!-- b --> c<style>d</style>",
        "p: a c\nverbatim <pre>x</pre>\nverbatim <!-- b -->\nverbatim <style>d</style>",
    );
    check(
        NAME,
        "a<template><p>x<template></template>y</template>b",
        "p: a\np: b\nverbatim <template><p>x<template></template>y</template>",
    );
    check(NAME, "a<script>if (a<b) '</p>'", "p: a\nverbatim <script>if (a<b) '</p>'");
    check(
        NAME,
        "<!doctype html><?php x ?><![CDATA[y]]>a",
        "p: a\nverbatim <!doctype html>\nverbatim <?php x ?>\nverbatim <![CDATA[y]]>",
    );
}

#[test]
fn targets_code_and_comments_have_their_places() {
    check_outside(
        NAME,
        "<a href=' /b?c&amp;d '>e</a><img src=f alt=g><pre>h</pre><code>i</code><!--j--><svg>k</svg>",
        "target /b?c&amp;d\ntarget f\ncode h\ncode i\ncomment j",
    );
    check_outside(NAME, "<!doctype html><script>a</script><p><code>b<p>c<!-- d", "code b\ncomment  d");
}

#[test]
fn links_and_images_are_listed() {
    check(
        NAME,
        "<a name=x>a</a> <a href='/b?c&amp;d'>e <b>f</b></a>",
        "p: a e f\nlink [e f](/b?c&d) <a href='/b?c&amp;d'>e <b>f</b></a>",
    );
    check(
        NAME,
        "<a href=/x><img src=y alt=\"An &eacute;l&eacute;phant\"><h3>Big</h3><p>More</a>",
        "alt: An éléphant\nh3: Big\np: More\nlink [Big](/x) <a href=/x><img src=y alt=\"An &eacute;l&eacute;phant\"><h3>Big</h3><p>More</a>\nimage [An éléphant](y) <img src=y alt=\"An &eacute;l&eacute;phant\">",
    );
    check(NAME, "<code><a href=/x>f</a></code> is", "p: ▢ is\nlink [](/x) <a href=/x>f</a>");
    check(
        NAME,
        "<a href='https:/\r\n/a.ex&#10;ample/\tb'>c</a>",
        "p: c\nlink [c](https://a.example/b) <a href='https:/␍⏎/a.ex&#10;ample/\tb'>c</a>",
    );
}

#[test]
fn hidden_text_is_kept_apart() {
    check(
        NAME,
        "<p>One <span style=\"display:none\">two <a href=/x>three</a> four</span> five</p>six",
        "p: One five\n(Undisplayed) p: two three four\np: six\nlink [three](/x) <a href=/x>three</a>",
    );
    check(
        NAME,
        "<div hidden><h2>One</h2><p>two <div>three</div></div>four",
        "(Undisplayed) h2: One\n(Undisplayed) p: two\n(Undisplayed) p: three\np: four",
    );
    check(NAME, "<table><tr><td style='font-size:0'>a<td>b<tr><td>c</table>", "(Tiny) c: a\nc: b\nc: c");
    check(NAME, "<body><p>a<font color=#fff>b<p>c</font><p>d", "p: a\n(Uncoloured) p: b\np: c\np: d");
    check(NAME, "<style>p{}</style><body><font color=white>a", "p: a\nverbatim <style>p{}</style>");
    check(
        NAME,
        "a <i hidden>b</i> <a href=/x><b hidden>c</b></a> d",
        "p: a d\n(Undisplayed) p: b\n(Undisplayed) p: c\nlink [c](/x) <a href=/x><b hidden>c</b></a>",
    );
    check(NAME, "<span class=sr-only style='clip:rect(0,0,0,0)'>a</span>", "p: a");
}

#[test]
fn what_parts_a_word_is_a_trick() {
    check(
        NAME,
        "pi<!-- x -->lls, i<i></i>n<b>o</b>w, <!-- y -->g<span hidden>q</span>o",
        "p: pills, inow, go\n(Undisplayed) p: q\nverbatim <!-- x -->\nverbatim <!-- y -->\nsplit pi|<!-- x -->\nsplit i|<i></i>\nsplit g|<span hidden>q</span>",
    );
    check(NAME, "a<!-- -->b", "p: ab\nverbatim <!-- -->");
    check("a.md", "pi<!-- x -->lls n<b>o</b>w", "p: pills now\nverbatim <!-- x -->\nsplit pi|<!-- x -->");
}

#[test]
fn pages_that_lead_on_say_where() {
    check(
        NAME,
        "<meta http-equiv=Refresh content=\"3; URL='https://a.b/c'\">d",
        "p: d\nrefresh https://a.b/c after 3",
    );
    check(
        NAME,
        "<meta http-equiv=refresh content='0;url=https:/\n/a.\tb/c'>d",
        "p: d\nrefresh https://a.b/c after 0",
    );
    check(NAME, "<meta http-equiv=refresh content=30>d", "p: d");
}

#[test]
fn deep_and_broken_markup_is_read_in_linear_time() {
    let deep = "<blockquote><ul><li>".repeat(20_000) + "x" + &"</p></td>".repeat(20_000);
    check(NAME, &deep, ">i: x");
}
