//! What the lexicon knows, and what it suggests; and that its data says where it is from.

use std::fs;
use std::path::Path;

use super::{Gender, Lexicon, fold};

fn check_known(words: &str, expected: bool) {
    let lexicon = Lexicon::english();
    let wrong: Vec<&str> =
        words.split_ascii_whitespace().filter(|word| lexicon.is_known(word) != expected).collect();
    assert!(wrong.is_empty(), "known should be {expected}: {wrong:?}");
}

fn check_first(typos: &[(&str, &str)]) {
    let lexicon = Lexicon::english();
    let first =
        |typo: &str| lexicon.suggest(typo, 1).pop().map_or_else(String::new, |suggestion| suggestion.word);
    let wrong: Vec<_> = typos.iter().map(|&(typo, meant)| (typo, meant, first(typo))).collect();
    let wrong: Vec<_> = wrong.into_iter().filter(|(_, meant, first)| first != meant).collect();
    assert!(wrong.is_empty(), "(typed, meant, suggested first): {wrong:#?}");
}

#[test]
fn words_are_known_in_the_case_they_are_written_in() {
    check_known("house houses House HOUSE gardener unhappily colour color organise organize café cafe", true);
    check_known("London LONDON Amsterdam Maria Kowalski Dutch Nigerian NATO Nato HTML iPhone GitHub", true);
    check_known("london amsterdam nato kowalski norwegian html Iphone Html5x hOuse", false);
}

#[test]
fn possessives_contractions_and_names_with_particles_are_known() {
    check_known("don't Don’t we'll they've sister's sisters' James' Maria’s O'Connor McAllister PDFs", true);
    check_known("21st 22nd 113th 1990s naïve naive façade Zürich Zurich", true);
    check_known("dont' wel'l sistre's 21th 22st 1990x O'Qwertz", false);
}

#[test]
fn misspellings_are_unknown() {
    check_known("recieve teh hte thier wich occured seperate definately untill wierd freind acheive", false);
    check_known("alot infact becuase adress enviroment goverment tommorow neccessary begining", false);
    check_known("brethe gardenner happyly runing stopd wendsday kichen qwertz", false);
}

#[test]
fn slips_of_the_fingers_are_corrected() {
    check_first(&[
        ("gardne", "garden"),
        ("gadren", "garden"),
        ("windwo", "window"),
        ("bridgde", "bridge"),
        ("mountian", "mountain"),
        ("mountainn", "mountain"),
        ("kitchne", "kitchen"),
        ("lettters", "letters"),
        ("winetr", "winter"),
        ("yesterdya", "yesterday"),
        ("peopel", "people"),
        ("nmuber", "number"),
        ("questoin", "question"),
        ("simpel", "simple"),
        ("hosue", "house"),
        ("wrold", "world"),
        ("childern", "children"),
        ("vilage", "village"),
        ("shoulf", "should"),
        ("morninf", "morning"),
        ("poasible", "possible"),
        ("evenimg", "evening"),
        ("libarry", "library"),
        ("neighbuor", "neighbour"),
        ("tonihgt", "tonight"),
        ("machinr", "machine"),
    ]);
}

#[test]
fn words_spelled_by_ear_are_corrected() {
    check_first(&[
        ("nessesary", "necessary"),
        ("definatly", "definitely"),
        ("acommodation", "accommodation"),
        ("embarasing", "embarrassing"),
        ("existance", "existence"),
        ("independant", "independent"),
        ("responsable", "responsible"),
        ("seperated", "separated"),
        ("calender", "calendar"),
        ("grammer", "grammar"),
        ("priviledge", "privilege"),
        ("rythm", "rhythm"),
        ("resturant", "restaurant"),
        ("restaraunt", "restaurant"),
        ("beleive", "believe"),
        ("recieved", "received"),
        ("buisness", "business"),
        ("fourty", "forty"),
        ("parralel", "parallel"),
        ("bycicle", "bicycle"),
        ("fysical", "physical"),
        ("fotograph", "photograph"),
        ("knowlige", "knowledge"),
        ("imediatly", "immediately"),
        ("tomorow", "tomorrow"),
        ("suprise", "surprise"),
        ("wether", "whether"),
        ("temprature", "temperature"),
        ("vegtable", "vegetable"),
        ("jewlery", "jewelry"),
        ("mischievious", "mischievous"),
        ("diclised", "disclosed"),
        ("anounsed", "announced"),
        ("exelent", "excellent"),
        ("comitee", "committee"),
    ]);
}

#[test]
fn words_run_together_are_taken_apart() {
    check_first(&[
        ("alot", "a lot"),
        ("infact", "in fact"),
        ("ofcourse", "of course"),
        ("inthe", "in the"),
        ("eachother", "each other"),
        ("thankyou", "thank you"),
        ("Aswell", "As well"),
        ("atleast", "at least"),
        ("somepeople", "some people"),
        ("ithink", "I think"),
    ]);
}

#[test]
fn suggestions_keep_the_case_and_know_how_names_are_written() {
    check_first(&[
        ("Gardne", "Garden"),
        ("GARDNE", "GARDEN"),
        ("amsterdamm", "Amsterdam"),
        ("Londno", "London"),
        ("dont", "don't"),
        ("Youre", "You're"),
        ("thats", "that's"),
        ("isnt", "isn't"),
        ("wensday", "Wednesday"),
        ("gardne's", "garden's"),
        ("Brasilian", "Brazilian"),
        ("paris", "Paris"),
    ]);
}

#[test]
fn nothing_is_suggested_for_noise_or_for_nothing() {
    let lexicon = Lexicon::english();
    for noise in ["", "'", "'s", "xqzwvkjq", "слово", &"long".repeat(20)] {
        assert_eq!(lexicon.suggest(noise, 5), [], "{noise}");
    }
    assert_eq!(lexicon.suggest("gardne", 0), []);
    assert!(lexicon.suggest("gardne", 3).len() <= 3);
}

#[test]
fn suggestions_are_ranked_and_differ_from_what_was_typed() {
    let suggestions = Lexicon::english().suggest("gardne", 5);
    assert!(suggestions.is_sorted_by(|one, other| one.score >= other.score), "{suggestions:?}");
    assert!(suggestions.iter().all(|suggestion| suggestion.word != "gardne"));
    assert_eq!(suggestions[0].distance, 1);
}

#[test]
fn the_users_words_are_known_and_suggested() {
    let mut lexicon = Lexicon::english();
    assert!(!lexicon.is_known("frobnicator"));
    lexicon.add_words(["frobnicator".to_owned(), "ProseKit".to_owned()]);
    for known in ["frobnicator", "Frobnicator", "frobnicator's", "ProseKit", "PROSEKIT"] {
        assert!(lexicon.is_known(known), "{known}");
    }
    assert!(!lexicon.is_known("prosekit"));
    assert_eq!(lexicon.suggest("frobnicater", 1)[0].word, "frobnicator");
    assert_eq!(lexicon.suggest("prosekti", 1)[0].word, "ProseKit");
}

#[test]
fn entries_hold_what_is_known_of_a_word() {
    let lexicon = Lexicon::english();
    let entry = |word: &str| lexicon.lookup(&fold(word)).unwrap_or_else(|| panic!("{word} is missing"));
    assert!(entry("the").frequency() > entry("garden").frequency());
    assert!(entry("garden").frequency() > entry("pergola").frequency());
    assert!(entry("colour").dialects().is_british() && !entry("colour").dialects().is_american());
    assert!(entry("color").dialects().is_american() && !entry("color").dialects().is_british());
    assert!(entry("garden").dialects().is_common());
    assert_eq!(entry("Maria").given_name(), Some(Gender::Female));
    assert_eq!(entry("Robert").given_name(), Some(Gender::Male));
    assert_eq!(entry("Robin").given_name(), Some(Gender::Either));
    assert_eq!(entry("garden").given_name(), None);
    assert!(entry("Johnson").is_surname() && !entry("table").is_surname());
    assert!(entry("Norway").is_place() && entry("Norwegian").is_demonym());
    assert!(entry("mark").is_lower() && entry("mark").is_title());
    assert!(entry("nato").is_upper() && entry("iphone").is_mixed());
}

#[test]
fn known_misspellings_have_corrections_and_words_have_none() {
    let lexicon = Lexicon::english();
    assert_eq!(lexicon.corrections("recieve").collect::<Vec<_>>(), ["receive"]);
    assert_eq!(lexicon.corrections("house").count(), 0);
    assert_eq!(lexicon.corrections("").count(), 0);
}

#[test]
fn no_well_known_misspelling_is_a_known_word() {
    let lexicon = Lexicon::english();
    let rows = table("typos.txt");
    let known =
        rows.lines().filter(|row| row.split(' ').next().is_some_and(|typo| lexicon.is_known(typo))).count();
    assert!(known * 1000 < rows.lines().count() * 3, "{known}");
}

#[test]
fn the_tables_are_sorted_and_described() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let readme = table("README.md");
    for file in fs::read_dir(folder).expect("the package has its data").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        assert!(name == "README.md" || readme.contains(&name), "README.md does not say what {name} is");
        if name.ends_with(".txt") {
            let text = table(&name);
            assert!(text.lines().is_sorted(), "{name} is not sorted");
            assert!(text.lines().all(|row| !row.is_empty()), "{name} has empty rows");
        }
    }
}

fn table(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}
