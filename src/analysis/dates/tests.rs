//! What is read as a day or a time, and what the calendar says of it.

use crate::analysis::{Analysis, Lists};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::source::Source;

fn with_analysis<R>(text: &str, look: impl FnOnce(&Analysis<'_>) -> R) -> R {
    let source = Source::new("draft.txt", text);
    let document = Document::parse(&source);
    let lexicon = Lexicon::english();
    let lists = Lists::default();
    look(&Analysis::new(&document, &lexicon, &lists))
}

/// Checks the days of a text: each as it is called, with “!” where there is no such day and the right day of
/// the week where it has a wrong one.
fn check_days(text: &str, expected: &[&str]) {
    let found: Vec<String> = with_analysis(text, |analysis| {
        analysis
            .days()
            .iter()
            .map(|day| {
                let name = day.readings[0].name();
                let missing = if day.exists() { "" } else { "!" };
                let weekday = day.right_weekday().map_or_else(String::new, |right| format!(" {right}"));
                format!("{name}{missing}{weekday}")
            })
            .collect()
    });
    assert_eq!(found, expected, "in {text:?}");
}

/// Checks the times of a text: each in minutes after midnight, or “!” where there is no such time, with the
/// minutes after midnight UTC that it may stand for.
fn check_times(text: &str, expected: &[&str]) {
    let found: Vec<String> = with_analysis(text, |analysis| {
        analysis
            .clocks()
            .iter()
            .map(|clock| {
                let own = clock.minutes().map_or_else(|| "?".to_owned(), |own| own.to_string());
                let missing = if clock.exists() { "" } else { "!" };
                let universal: Vec<String> =
                    clock.universal().iter().map(|minutes| format!(" {minutes}")).collect();
                format!("{own}{missing}{}", universal.concat())
            })
            .collect()
    });
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn days_are_read_in_the_usual_forms() {
    for (text, expected) in [
        ("On Friday, 14 March 2025, it rained.", &["14 March 2025"][..]),
        ("On Thursday, 14 March 2025, it rained.", &["14 March 2025 Friday"]),
        ("It was March 14th, 2025 (Thursday).", &["14 March 2025 Friday"]),
        ("It was March 14th, 2025 (Friday).", &["14 March 2025"]),
        ("14 March 2025 was a Monday.", &["14 March 2025 Friday"]),
        ("Thu., Mar. 14, 2025", &["14 March 2025 Fri"]),
        ("Fri 14 Mar", &["14 March"]),
        ("the 14th of March, 2025", &["14 March 2025"]),
        ("2025-03-14 and 14/03/2025", &["14 March 2025", "14 March 2025"]),
        ("Thursday 03/14/2025", &["3  2025 Friday"]),
        (
            "Friday 04/07/2025, Monday 04/07/2025, Sunday 04/07/2025",
            &["4 July 2025", "4 July 2025", "4 July 2025 Friday"],
        ),
        ("On 31 April and 30 June", &["31 April!", "30 June"]),
        ("29 February 2023, 29 February 2024", &["29 February 2023!", "29 February 2024"]),
        ("2025-02-30", &["30 February 2025!"]),
        ("March 14–16, 2025", &["14 March"]),
        ("Sunday, 14 March 1702", &["14 March 1702"]),
        ("On 14 March 1500 people came.", &["14 March"]),
        ("it may 20 times or march 14 miles", &[]),
        ("version 14.13.2025 or 2025-03-14-7", &[]),
    ] {
        check_days(text, expected);
    }
}

#[test]
fn old_calendars_are_known() {
    for (text, expected) in [
        // The old calendar's day of the week in Russia.
        ("Wednesday, 25 October 1917", &["25 October 1917"][..]),
        ("Thursday, 25 October 1917", &["25 October 1917"]),
        ("Friday, 25 October 1917", &["25 October 1917 Thursday"]),
        ("29 February 1900", &["29 February 1900"]),
        ("30 February 1712", &["30 February 1712"]),
    ] {
        check_days(text, expected);
    }
}

#[test]
fn times_are_read_in_the_usual_forms() {
    for (text, expected) in [
        ("at 15:07 GMT", &["907 907"][..]),
        ("at 18:07 MSK", &["1087 907 847"]),
        ("3.30 pm, 3:30pm, 3 p.m. and 3pm", &["930", "930", "900", "900"]),
        ("12 am and 12 pm", &["0", "720"]),
        ("1507 UTC+3", &["907 727"]),
        ("23:00 UTC", &["1380 1380"]),
        ("25:10 GMT", &["?!"]),
        ("14:30 pm", &["?!"]),
        ("at 12:60", &["?!"]),
        ("by 25:10, and Psalm 119:70", &["?"]),
        ("In 1984 GMT was kept", &["?"]),
        ("a ratio of 3.75 or version 3.30", &[]),
        ("I am 15 am I not?", &[]),
        ("a wavelength of 15 pm", &["?"]),
    ] {
        check_times(text, expected);
    }
}
