//! What becomes a token, and that it takes time in proportion to the text.

use proptest::prelude::*;

use super::*;

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
    tokens
}

/// Checks the tokens of a text, each written as the first letter of its kind and its text; “Emoji” is
/// J and “Handle” A.
fn check(text: &str, expected: &str) {
    let letter = |kind| match kind {
        TokenKind::Word => 'W',
        TokenKind::Number => 'N',
        TokenKind::Quote => 'Q',
        TokenKind::Punctuation => 'P',
        TokenKind::Url => 'U',
        TokenKind::Email => 'E',
        TokenKind::Handle => 'A',
        TokenKind::Hashtag => 'H',
        TokenKind::Emoji => 'J',
        TokenKind::Object => 'O',
        TokenKind::Symbol => 'S',
    };
    let found: Vec<String> =
        tokens(text).iter().map(|token| format!("{}:{}", letter(token.kind), token.text(text))).collect();
    assert_eq!(found.join(" "), expected, "in {text:?}");
}

#[test]
fn words() {
    for (text, expected) in [
        ("", ""),
        ("Two words.", "W:Two W:words P:."),
        ("don't O’Brien’s ma\u{2bc}am", "W:don't W:O’Brien’s W:ma\u{2bc}am"),
        ("the dogs’ 'tis ’em", "W:the W:dogs Q:’ Q:' W:tis Q:’ W:em"),
        ("rock 'n' roll", "W:rock Q:' W:n Q:' W:roll"),
        ("well-known", "W:well P:- W:known"),
        ("H2O wmt24 v1.2.3", "W:H2O W:wmt24 W:v1.2.3"),
        ("snake_case _soft_ __init__", "W:snake_case P:_ W:soft P:_ P:_ P:_ W:init P:_ P:_"),
        ("naïve cafe\u{301} Straße Ёлка", "W:naïve W:cafe\u{301} W:Straße W:Ёлка"),
        ("co\u{ad}op a\u{200b} b\u{a0}c\u{202f}d", "W:co\u{ad}op W:a W:b W:c W:d"),
        ("end.Next", "W:end P:. W:Next"),
    ] {
        check(text, expected);
    }
}

#[test]
fn numbers() {
    for (text, expected) in [
        ("1,000.5 at 15:07.", "N:1,000.5 W:at N:15:07 P:."),
        ("21st 10kg 3D 1990’s", "N:21st N:10kg N:3D N:1990’s"),
        ("-5% $3.", "P:- N:5 S:% S:$ N:3 P:."),
        ("3-year-old", "N:3 P:- W:year P:- W:old"),
        ("1’000 ½ ٣", "N:1’000 N:½ N:٣"),
        ("10,,000", "N:10 P:, P:, N:000"),
    ] {
        check(text, expected);
    }
}

#[test]
fn marks() {
    for (text, expected) in [
        ("“Yes,” he", "Q:“ W:Yes P:, Q:” W:he"),
        (
            "``a'' „b“ «c» ‹d› 「e」 5′",
            "Q:` Q:` W:a Q:' Q:' Q:„ W:b Q:“ Q:« W:c Q:» Q:‹ W:d Q:› Q:「 W:e Q:」 N:5 Q:′",
        ),
        ("Well... no?! …", "W:Well P:... W:no P:? P:! P:…"),
        ("a — b–c", "W:a P:— W:b P:– W:c"),
        ("see \u{fffc}.", "W:see O:\u{fffc} P:."),
        ("€5 + §3 ©", "S:€ N:5 S:+ P:§ N:3 S:©"),
        ("👍🏽 👩‍💻🇩🇪🇫🇷 1️⃣ #⃣ ❤️ ™", "J:👍🏽 J:👩‍💻 J:🇩🇪 J:🇫🇷 J:1️⃣ J:#⃣ J:❤️ S:™"),
        ("@name @some_one. a@ @7 @@x", "A:@name A:@some_one P:. W:a S:@ S:@ N:7 S:@ A:@x"),
        ("@me@example.social", "A:@me@example.social"),
        ("#topic #1 C#x #añb_c_", "H:#topic S:# N:1 W:C S:# W:x H:#añb_c P:_"),
    ] {
        check(text, expected);
    }
}

#[test]
fn blocks_are_cut_at_their_borders() {
    let text = "one two.com/x three";
    let mut tokens = Vec::new();
    tokenize(text, TextSpan::new(4, 11), &mut tokens);
    let found: Vec<&str> = tokens.iter().map(|token| token.text(text)).collect();
    assert_eq!(found, ["two.com"]);
}

#[test]
fn time_is_linear_in_hostile_text() {
    let pieces = [
        "a",
        ".",
        "a.",
        "a-",
        "@",
        "a@",
        "a@b.1",
        "http://",
        "http://(",
        "1://",
        "a.x/",
        "_",
        "a_",
        "'",
        "(",
        "www.",
        "a'",
        "\u{200b}",
        "e\u{301}",
        "↔\u{200d}",
        "\u{600}",
        "👩\u{200d}",
        "#",
        "#a",
        "mailto:",
        "a+",
        "1.",
        "1:",
        "ahttp://",
        "ü.",
        "a.B",
        "@a.B",
        "it.",
        "🇩",
        "©\u{200d}",
        "http://a(",
        "x.com/(",
        "a\u{200b}",
    ];
    for piece in pieces {
        let text = piece.repeat(300_000 / piece.len());
        let text = format!("x{text}");
        let start = std::time::Instant::now();
        assert!(!tokens(&text).is_empty());
        // A quadratic scan of this length takes minutes, a linear one milliseconds.
        assert!(start.elapsed().as_secs() < 5, "{piece:?} is slow");
    }
}

proptest! {
    #[test]
    fn tokens_cover_all_that_is_not_space(text in "(\\PC|[ -~]|[.@:/'_a-c]|[\u{200b}\u{301}\u{fe0f}\u{200d}👍’]){0,60}") {
        let mut end = 0;
        for token in tokens(&text) {
            let span = token.span();
            prop_assert!(span.start >= end && span.end > span.start);
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert!(text[end..span.start].chars().all(is_space));
            end = span.end;
        }
        prop_assert!(text[end..].chars().all(is_space));
    }

    #[test]
    fn any_text_can_be_cut(text in ".*") {
        let total: usize = tokens(&text).iter().map(|token| token.span().len()).sum();
        prop_assert!(total <= text.len());
    }
}
