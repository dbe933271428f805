//! What a repeat is, and the search for all of a document.

use std::cell::OnceCell;

use super::prose::Prose;
use super::{clause, joined, sentence};
use crate::analysis::facts::Analysis;
use crate::analysis::people::Mention;

/// How a name is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepeatKind {
    /// “Ann Lee and Ann Lee”.
    Joined,
    /// “Woolworths and Woolworths”: a name that is hardly a person’s.
    JoinedNames,
    /// “talks between Lee and Lee”.
    Between,
    /// “Ann Lee, Bo Day and Bo Day”.
    RollCall,
    /// “Mr. Lee waved to Mr. Lee”.
    SelfDirected,
    /// Both names of one person twice in a clause.
    FullNameAgain,
    /// One person named twice in a clause.
    SameClause,
    /// The subject of a sentence named again where “he” or “she” would stand.
    SubjectAgain,
}

/// Two mentions of one person, of which the second is odd.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// What makes it odd.
    pub kind: RepeatKind,
    /// The mention that is in order.
    pub first: Mention,
    /// The mention in the place of somebody, or something, else.
    pub second: Mention,
    /// The token of the verb between them, if that is what makes the fault.
    pub verb: Option<usize>,
}

impl Repeat {
    pub(super) fn new(kind: RepeatKind, first: &Mention, second: &Mention) -> Self {
        Self { kind, first: first.clone(), second: second.clone(), verb: None }
    }
}

/// The repeats of a document, in no certain order.
pub(in crate::analysis) fn repeats(analysis: &Analysis<'_>) -> Vec<Repeat> {
    let people = analysis.people();
    let mut repeats = Vec::new();
    if people.mentions().len() < 2 {
        return repeats;
    }
    let prose = Prose::new(analysis);
    let bearings = OnceCell::new();
    let block = |mention: &Mention| analysis.block_of(mention.tokens.start);
    let of_blocks = people.mentions().chunk_by(|one, other| block(one) == block(other));
    for mentions in of_blocks.filter(|mentions| name_one_twice(mentions)) {
        let first = repeats.len();
        joined::find(&prose, mentions, &mut repeats);
        clause::find(&prose, mentions, &mut repeats);
        sentence::find(&prose, &bearings, mentions, first, &mut repeats);
    }
    repeats
}

/// Whether a surname stands twice among some mentions. Where they are many, that is taken for granted.
fn name_one_twice(mentions: &[Mention]) -> bool {
    let is_named_before = |(index, mention): (usize, &Mention)| {
        mentions[..index].iter().any(|earlier| earlier.surname() == mention.surname())
    };
    mentions.len() > MANY || mentions.iter().enumerate().any(is_named_before)
}

/// Mentions of a block that are too many to be held against each other.
const MANY: usize = 50;
