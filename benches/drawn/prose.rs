//! Prose of drawn words: sentences with people, quotations, numbers, slips of the pen and links, in paragraphs.

use super::{Random, Words};

const GIVEN: &[&str] = &["Ana", "Tom", "Lena", "Pavel", "Ruth", "Igor", "Maya", "Hugh", "Nils", "Zoe"];
const SURNAMES: &[&str] =
    &["Ruiz", "Okafor", "Voss", "Novak", "Ellery", "Marsh", "Quist", "Baptiste", "Lindqvist", "O’Neill"];

/// How the prose is marked up.
#[derive(Clone, Copy, PartialEq)]
pub enum Markup {
    Plain,
    Markdown,
    Html,
}

impl Markup {
    /// A name for a file of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "drawn.txt",
            Self::Markdown => "drawn.md",
            Self::Html => "drawn.html",
        }
    }
}

/// At least this many bytes of prose.
pub fn prose(length: usize, markup: Markup) -> String {
    let mut writer = Writer { words: Words::read(), random: Random(4), markup };
    let mut text = String::with_capacity(length + 2_000);
    while text.len() < length {
        if writer.random.below(8) == 0 {
            let heading = writer.capitalised(4);
            text.push_str(&match markup {
                Markup::Plain => format!("{heading}\n\n"),
                Markup::Markdown => format!("## {heading}\n\n"),
                Markup::Html => format!("<h2>{heading}</h2>\n"),
            });
        }
        let sentences: Vec<String> = (0..2 + writer.random.below(4)).map(|_| writer.sentence()).collect();
        let paragraph = sentences.join(" ");
        text.push_str(&match markup {
            Markup::Html => format!("<p>{paragraph}</p>\n"),
            _ => format!("{paragraph}\n\n"),
        });
    }
    text
}

struct Writer {
    words: Words,
    random: Random,
    markup: Markup,
}

impl Writer {
    fn sentence(&mut self) -> String {
        let length = 6 + self.random.below(16);
        match self.random.below(8) {
            0 => format!("“{},” {} said.", self.capitalised(length), self.person()),
            1 => format!("{} {} {}.", self.person(), self.run(3), self.run(length)),
            2 => format!("{}, {}.", self.capitalised(5), self.run(length)),
            _ => format!("{}.", self.capitalised(length)),
        }
    }

    fn person(&mut self) -> String {
        let surname = SURNAMES[self.random.below(SURNAMES.len())];
        match self.random.below(3) {
            0 => format!("Mr. {surname}"),
            1 => surname.to_owned(),
            _ => format!("{} {surname}", GIVEN[self.random.below(GIVEN.len())]),
        }
    }

    fn capitalised(&mut self, length: usize) -> String {
        let run = self.run(length);
        run[..1].to_uppercase() + &run[1..]
    }

    /// So many words, the first of which is a word of letters.
    fn run(&mut self, length: usize) -> String {
        let mut run = vec![self.words.common(&mut self.random).to_owned()];
        while run.len() < length {
            let word = match self.random.below(200) {
                0 => self.slip(),
                1..4 => self.random.below(10_000).to_string(),
                4 => self.link(),
                5..8 => self.stressed(),
                _ => self.words.common(&mut self.random).to_owned(),
            };
            run.push(word);
        }
        run.join(" ")
    }

    /// A word with two letters in the wrong order.
    fn slip(&mut self) -> String {
        let mut letters: Vec<char> = self.words.common(&mut self.random).chars().collect();
        let last = letters.len() - 1;
        letters.swap(last, last.saturating_sub(1));
        letters.into_iter().collect()
    }

    fn link(&mut self) -> String {
        let (text, host) = (self.run(2), self.words.rare(&mut self.random));
        match self.markup {
            Markup::Plain => format!("https://{host}.example/a"),
            Markup::Markdown => format!("[{text}](https://{host}.example/a)"),
            Markup::Html => format!("<a href=\"https://{host}.example/a?b=1&amp;c=2\">{text}</a>"),
        }
    }

    fn stressed(&mut self) -> String {
        let word = self.words.common(&mut self.random);
        match self.markup {
            Markup::Plain => word.to_owned(),
            Markup::Markdown => format!("*{word}*"),
            Markup::Html => format!("<em>{word}</em>"),
        }
    }
}
