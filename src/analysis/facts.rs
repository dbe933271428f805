//! The analysis of one document: its tokens at once, everything else when first asked for.

mod tokens;

use std::cell::OnceCell;
use std::ops::Range;

use super::classes::classes_at;
use super::dates::{Clock, Day, clocks, days};
use super::echoes::{Echo, echoes};
use super::inventory::Inventory;
use super::links::Links;
use super::lists::Lists;
use super::measure::{BareText, RunningText, Words};
use super::people::People;
use super::places::Places;
use super::promo::Promos;
use super::quotes::{QuoteFault, Quotes};
use super::region::{RegionalWord, regional_words};
use super::repeats::{Repeat, repeats};
use super::scope::Place;
use super::signs::{Sign, signs};
use super::spelling::{Misspelling, misspellings};
use super::texture::Texture;
use super::topic::{Topic, tells_topic};
use super::usage::{Doubt, UsageWords, doubts};
use super::vocabulary::{Vocabulary, WordId};
use crate::document::{Document, TextSpan};
use crate::lexicon::{Classes, Entry, Known, Lexicon};
use crate::source::Span;
use crate::text::{Abbreviation, CharacterSet, Token, TokenKind, sentences, tokenize};

/// Facts about one document.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// The words of the language.
    pub lexicon: &'a Lexicon,
    /// The lists of the rule set.
    pub lists: &'a Lists,
    tokens: Vec<Token>,
    /// How many of them are words.
    words: usize,
    block_tokens: Vec<Range<usize>>,
    /// The block of each token.
    blocks_of_tokens: Vec<u32>,
    vocabulary: Vocabulary,
    later: Later,
}

/// Facts that are computed when first asked for.
#[derive(Debug, Default)]
struct Later {
    inventory: OnceCell<Inventory>,
    numbers: OnceCell<Vec<usize>>,
    echoes: OnceCell<Vec<Echo>>,
    signs: OnceCell<Vec<Sign>>,
    sentences: OnceCell<Vec<Range<usize>>>,
    sentences_of_tokens: OnceCell<Vec<u32>>,
    known: OnceCell<Vec<Known>>,
    function_words: OnceCell<Vec<bool>>,
    characters: OnceCell<CharacterSet>,
    characters_of_blocks: OnceCell<Vec<CharacterSet>>,
    people: OnceCell<People>,
    repeats: OnceCell<Vec<Repeat>>,
    topic: OnceCell<Topic>,
    links: OnceCell<Links>,
    texture: OnceCell<Texture>,
    promos: OnceCell<Promos>,
    misspellings: OnceCell<Vec<Misspelling>>,
    running_text: OnceCell<RunningText>,
    bare_words: OnceCell<Words>,
    days: OnceCell<Vec<Day>>,
    clocks: OnceCell<Vec<Clock>>,
    regional_words: OnceCell<Vec<RegionalWord>>,
    quotes: OnceCell<Quotes>,
    places: OnceCell<Places>,
    usage_words: OnceCell<UsageWords>,
    doubts: OnceCell<Vec<Doubt>>,
}

impl<'a> Analysis<'a> {
    /// Takes a document apart into tokens; all else waits.
    pub fn new(document: &'a Document<'a>, lexicon: &'a Lexicon, lists: &'a Lists) -> Self {
        let mut tokens = Vec::with_capacity(document.text().len() / 5);
        let mut block_tokens = Vec::with_capacity(document.blocks.len());
        for block in &document.blocks {
            let first = tokens.len();
            tokenize(document.text(), block.text, &mut tokens);
            block_tokens.push(first..tokens.len());
        }
        let blocks_of_tokens = indices_of_ranges(&block_tokens, tokens.len());
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        let vocabulary = Vocabulary::new(document.text(), &tokens);
        let later = Later::default();
        Self { document, lexicon, lists, tokens, words, block_tokens, blocks_of_tokens, vocabulary, later }
    }

    /// What the lexicon holds of a word of the document.
    pub fn entry(&self, word: WordId) -> Option<Entry> {
        self.known(word).entry
    }

    /// The classes that the lexicon allows a word of the document.
    pub(super) fn lexicon_classes(&self, word: WordId) -> Classes {
        self.known(word).classes
    }

    fn known(&self, word: WordId) -> Known {
        let words = self.later.known.get_or_init(|| {
            let words = self.vocabulary.ids();
            words.map(|id| self.lexicon.known(self.vocabulary.text(id), self.vocabulary.hash(id))).collect()
        });
        words[word.index()]
    }

    /// What the lexicon holds of the word at `index`; nothing if that is no word.
    #[inline]
    pub fn entry_at(&self, index: usize) -> Option<Entry> {
        self.entry(self.vocabulary.of_token(index)?)
    }

    /// Whether the token at `index` is one of the small words that hold sentences together.
    #[inline]
    pub fn is_function_word(&self, index: usize) -> bool {
        let words = self.later.function_words.get_or_init(|| {
            let list = self.lists.get("function-words");
            self.vocabulary.ids().map(|id| list.contains_word(&self.vocabulary, id)).collect()
        });
        self.vocabulary.of_token(index).is_some_and(|word| words[word.index()])
    }

    /// The indices of the tokens that are numbers, in order.
    pub fn numbers(&self) -> &[usize] {
        self.later.numbers.get_or_init(|| {
            let tokens = self.tokens.iter().enumerate();
            tokens.filter(|(_, token)| token.kind == TokenKind::Number).map(|(index, _)| index).collect()
        })
    }

    /// The characters beyond plain ASCII, and where they stand in the flow.
    pub fn inventory(&self) -> &Inventory {
        self.later.inventory.get_or_init(|| Inventory::new(self.document.text()))
    }

    /// The characters that the flow holds.
    pub fn characters(&self) -> CharacterSet {
        *self.later.characters.get_or_init(|| {
            let mut all = CharacterSet::default();
            let mut end = 0;
            for (index, block) in self.document.blocks.iter().enumerate() {
                let before = self.document.text().get(end..block.text.start).unwrap_or_default();
                all = all.or(CharacterSet::of_text(before)).or(self.characters_of_block(index));
                end = block.text.end;
            }
            all.or(CharacterSet::of_text(&self.document.text()[end..]))
        })
    }

    /// Where a word stands again within a few tokens, in the order of the text.
    pub fn echoes(&self) -> &[Echo] {
        self.later.echoes.get_or_init(|| echoes(&self.vocabulary, self.tokens.len()))
    }

    /// The tokens that are one of these ASCII marks, in order.
    pub fn signs<'s>(&'s self, marks: &'s [u8]) -> impl Iterator<Item = usize> + 's {
        let signs = self.later.signs.get_or_init(|| signs(self)).iter();
        signs.filter(move |sign| sign.is_one_of(marks)).map(|sign| sign.token())
    }

    /// The characters that the block at `index` holds.
    pub fn characters_of_block(&self, index: usize) -> CharacterSet {
        let sets = self.later.characters_of_blocks.get_or_init(|| {
            let blocks = self.document.blocks.iter();
            blocks.map(|block| CharacterSet::of_text(self.document.slice(block.text))).collect()
        });
        sets[index]
    }

    /// The indices of the tokens that hold any of these characters, in order.
    pub fn tokens_with(&self, wanted: CharacterSet) -> Vec<usize> {
        let is_wanted = wanted.bytes();
        let mut found = Vec::new();
        for (at, (block, tokens)) in self.blocks().enumerate() {
            if !wanted.meet(self.characters_of_block(at)) {
                continue;
            }
            let mut tokens = tokens.peekable();
            let bytes = self.document.slice(block.text).bytes().enumerate();
            for (offset, _) in bytes.filter(|&(_, byte)| is_wanted[usize::from(byte)]) {
                let offset = block.text.start + offset;
                while tokens.next_if(|&index| self.tokens[index].span().end <= offset).is_some() {}
                found.extend(tokens.next_if(|&index| self.tokens[index].span().start <= offset));
            }
        }
        found
    }

    /// The sentences of all blocks as ranges of tokens, in order. None crosses a block's border.
    pub fn sentences(&self) -> &[Range<usize>] {
        self.later.sentences.get_or_init(|| {
            let [never_last, before_number, may_be_last] =
                ["abbreviations", "abbreviations-before-numbers", "abbreviations-that-end"]
                    .map(|name| self.lists.get(name));
            let abbreviation = |word: &str| {
                if never_last.contains(word) {
                    Abbreviation::NeverLast
                } else if before_number.contains(word) {
                    Abbreviation::BeforeNumber
                } else if may_be_last.contains(word) {
                    Abbreviation::MayBeLast
                } else {
                    Abbreviation::No
                }
            };
            let mut all = Vec::new();
            for tokens in &self.block_tokens {
                let of_block = &self.tokens[tokens.clone()];
                sentences(self.document.text(), of_block, abbreviation, |found| {
                    all.push(found.start + tokens.start..found.end + tokens.start);
                });
            }
            all
        })
    }

    /// The sentence that holds the token at `index`.
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        let sentences = self.sentences();
        let of_tokens =
            self.later.sentences_of_tokens.get_or_init(|| indices_of_ranges(sentences, self.tokens.len()));
        let at = of_tokens.get(index).map_or(usize::MAX, |&at| at as usize);
        sentences.get(at).cloned().unwrap_or(index..index + 1)
    }

    /// The word classes that remain to the token at `index` in its sentence; none if it is no word.
    pub fn classes(&self, index: usize) -> Classes {
        classes_at(self, index)
    }

    /// The people of the document, and where they are named.
    pub fn people(&self) -> &People {
        self.later.people.get_or_init(|| People::new(self))
    }

    /// The places where one person is named and two are meant.
    pub fn repeats(&self) -> &[Repeat] {
        self.later.repeats.get_or_init(|| repeats(self))
    }

    /// How often each content word is met, whatever its number.
    pub fn topic(&self) -> &Topic {
        self.later.topic.get_or_init(|| Topic::new(self))
    }

    /// Whether the token at `index` is a word that tells what a text is about.
    pub fn tells_topic(&self, index: usize) -> bool {
        tells_topic(self, index)
    }

    /// The links to other places on the web.
    pub fn links(&self) -> &Links {
        self.later.links.get_or_init(|| Links::new(self))
    }

    /// What the tokens are made of.
    pub fn texture(&self) -> &Texture {
        self.later.texture.get_or_init(|| Texture::new(self))
    }

    /// What might have been put into the document to promote something.
    pub fn promos(&self) -> &Promos {
        self.later.promos.get_or_init(|| Promos::new(self))
    }

    /// The faults of spelling in the document, in the order of the text.
    pub fn misspellings(&self) -> &[Misspelling] {
        self.later.misspellings.get_or_init(|| misspellings(self))
    }

    /// The words that their surroundings speak against, in the order of the text.
    pub fn doubts(&self) -> &[Doubt] {
        self.later.doubts.get_or_init(|| doubts(self))
    }

    pub(super) fn usage_words(&self) -> &UsageWords {
        self.later.usage_words.get_or_init(|| UsageWords::new(&self.vocabulary))
    }

    /// The quotation marks that do not fit together, in the order of the text.
    pub fn quote_faults(&self) -> &[QuoteFault] {
        &self.quotes().faults
    }

    /// The quotations that have both of their marks, marks included, in the order of the text. One may hold
    /// another, and run on over several blocks.
    pub fn quotations(&self) -> &[TextSpan] {
        &self.quotes().quotations
    }

    fn quotes(&self) -> &Quotes {
        self.later.quotes.get_or_init(|| Quotes::new(self))
    }

    /// Whether some bytes of the file stand in a place of this kind.
    pub fn stands_in(&self, span: Span, place: Place) -> bool {
        self.later.places.get_or_init(|| Places::new(self)).hold(self, span, place)
    }

    /// What the running text is made of.
    pub fn running_text(&self) -> &RunningText {
        self.later.running_text.get_or_init(|| RunningText::new(self))
    }

    /// The text as one string, for measures that know no documents.
    pub fn bare_text(&self) -> BareText<'_> {
        BareText::of_document(self.document, self.later.bare_words.get_or_init(Words::default))
    }

    /// The days that the document names, in the order of the text.
    pub fn days(&self) -> &[Day] {
        self.later.days.get_or_init(|| days(self))
    }

    /// The times of day that the document names, in the order of the text.
    pub fn clocks(&self) -> &[Clock] {
        self.later.clocks.get_or_init(|| clocks(self))
    }

    /// The words that only some regions spell so, in the order of their first place.
    pub fn regional_words(&self) -> &[RegionalWord] {
        self.later.regional_words.get_or_init(|| regional_words(self))
    }
}

/// For each of `count` tokens, the index of the first range that ends behind it. The ranges are sorted.
fn indices_of_ranges(ranges: &[Range<usize>], count: usize) -> Vec<u32> {
    let mut indices = Vec::with_capacity(count);
    for (index, range) in ranges.iter().enumerate() {
        indices.resize(range.end.max(indices.len()), index as u32);
    }
    indices.resize(count, ranges.len() as u32);
    indices
}
