//! The links of a document that lead to other places on the web: where they stand, where they lead, and
//! how well their hosts are known, to the world and to the document.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::address::Address;
use super::call::bare_address;
use super::facts::Analysis;
use super::light_markup::light_link;
use super::topic::is_telling;
use crate::document::{Hidden, LinkKind, TextSpan};
use crate::source::Span;
use crate::text::TokenKind;

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkForm {
    /// A text that leads elsewhere.
    Anchor,
    /// The address itself, as markup or bare.
    Address,
}

/// A link to a host of the web.
#[derive(Clone, Debug)]
pub struct Link {
    /// How it is written.
    pub form: LinkForm,
    /// Its text in the flow.
    pub text: TextSpan,
    /// The tokens of its text.
    pub tokens: Range<usize>,
    /// The whole of it in the file, markup included.
    pub span: Span,
    /// Its target, decoded.
    pub target: String,
    /// The bytes of the file in which the target is written; the whole link, where that is not known.
    pub target_span: Span,
    /// The words of its `rel` attribute.
    pub rel: String,
    /// How the markup hides it from readers, if it does.
    pub hidden: Option<Hidden>,
    /// Its target taken apart.
    pub address: Address,
}

/// The links of a document to hosts of the web, in the order of the flow.
#[derive(Clone, Debug, Default)]
pub struct Links {
    all: Vec<Link>,
    domains: FxHashMap<String, usize>,
}

impl Links {
    pub(super) fn new(analysis: &Analysis<'_>) -> Self {
        let document = analysis.document;
        let mut all: Vec<Link> = document
            .links
            .iter()
            .filter(|link| link.kind != LinkKind::Image && !link.text.is_empty())
            .filter_map(|link| {
                let form = match link.kind {
                    LinkKind::Anchor => LinkForm::Anchor,
                    _ => LinkForm::Address,
                };
                let hidden = link.hidden.or_else(|| {
                    let block = analysis.block_at(link.text.start)?;
                    document.blocks[block].hidden
                });
                Some(Link {
                    form,
                    text: link.text,
                    tokens: analysis.tokens_within(link.text),
                    span: link.span,
                    address: Address::of_target(&link.target)?,
                    target: link.target.clone(),
                    target_span: link.target_span,
                    rel: link.rel.clone(),
                    hidden,
                })
            })
            .collect();
        let mut marked: Vec<TextSpan> = all.iter().map(|link| link.text).collect();
        marked.sort_unstable();
        // Up to where the last link in light markup reaches.
        let mut passed = 0;
        for (index, token) in analysis.tokens().iter().enumerate() {
            let tokens = match token.kind {
                TokenKind::Url => index..index + 1,
                TokenKind::Punctuation if is_within_name(analysis, index) => index - 1..index + 2,
                _ => continue,
            };
            let text = analysis.span_of(tokens.clone());
            let after = marked.partition_point(|span| span.start <= text.start);
            let is_marked = after.checked_sub(1).is_some_and(|before| marked[before].contains(text));
            if is_marked || text.start < passed {
                continue;
            }
            let target = document.slice(text);
            let Some(address) = Address::of_text(target) else { continue };
            let light = light_link(analysis, text);
            let (form, whole, text) = match light {
                Some(light) => (LinkForm::Anchor, light.whole, light.text),
                None => (LinkForm::Address, text, text),
            };
            passed = whole.end;
            all.push(Link {
                form,
                text,
                tokens: analysis.tokens_within(text),
                span: analysis.source_span(whole),
                target: target.to_owned(),
                target_span: analysis.source_span(analysis.span_of(tokens)),
                rel: String::new(),
                hidden: analysis.block_at(text.start).and_then(|block| document.blocks[block].hidden),
                address,
            });
        }
        all.sort_by_key(|link| link.text);
        let mut domains = FxHashMap::default();
        for link in &all {
            *domains.entry(link.address.domain.clone()).or_default() += 1;
        }
        Self { all, domains }
    }

    /// The links.
    pub fn all(&self) -> &[Link] {
        &self.all
    }

    /// The links whose text starts within some tokens.
    pub fn within(&self, tokens: &Range<usize>) -> &[Link] {
        let start = self.all.partition_point(|link| link.tokens.start < tokens.start);
        let end = self.all.partition_point(|link| link.tokens.start < tokens.end);
        &self.all[start..end.max(start)]
    }

    /// How many links lead to a domain.
    pub fn count(&self, domain: &str) -> usize {
        self.domains.get(domain).copied().unwrap_or(0)
    }

    /// Whether a host is a stranger to the world and to the document: no well-known site, no office or
    /// school, and no word of its name met outside of `unit`.
    pub fn is_stranger(&self, analysis: &Analysis<'_>, address: &Address, unit: &Range<usize>) -> bool {
        let known = analysis.lists.get("known-hosts");
        let is_known = [address.domain.as_str(), &address.host, address.suffix()]
            .iter()
            .any(|name| known.contains(name));
        !is_known
            && !address.is_official()
            && !address.is_example()
            && !is_name_met(analysis, address.name(), unit)
    }

    /// Whether a domain is linked from outside of some tokens.
    pub fn is_met_outside(&self, domain: &str, unit: &Range<usize>) -> bool {
        let (all, links) = (self.count(domain), self.within(unit));
        all > links.len() || all > links.iter().filter(|link| link.address.domain == domain).count()
    }
}

/// Whether the token at `index` is the stop of an address that could as well be a forgotten space, were
/// its name a word.
fn is_within_name(analysis: &Analysis<'_>, index: usize) -> bool {
    let is_stop = index > 0 && index + 1 < analysis.tokens().len() && analysis.token_text(index) == ".";
    is_stop
        && analysis.gap_after(index - 1).is_empty()
        && analysis.gap_after(index).is_empty()
        && bare_address(analysis, &(index - 1..index + 2)).is_some()
}

/// Whether the document speaks of what a name names: the name is met outside of `unit`, or a telling word
/// that is met there is part of the name. Words below five letters are part of too many names.
fn is_name_met(analysis: &Analysis<'_>, name: &str, unit: &Range<usize>) -> bool {
    const SHORTEST: usize = 5;
    if is_money_name(analysis, name) {
        // “custom-paper-writing” is about nothing that is written of elsewhere.
        return analysis.topic().is_met_outside(analysis, name, unit);
    }
    let is_met = |part: &str| analysis.topic().is_met_outside(analysis, part, unit);
    if is_met(name)
        || name
            .split('-')
            .any(|part| part.len() + 1 >= SHORTEST && is_met(part) && is_telling(analysis, part))
    {
        return true;
    }
    let borders: Vec<usize> =
        name.char_indices().map(|(index, _)| index).chain([name.len()]).take(LONGEST).collect();
    borders.iter().enumerate().any(|(first, &start)| {
        borders.iter().skip(first + SHORTEST).any(|&end| {
            let part = &name[start..end];
            is_met(part) && is_telling(analysis, part)
        })
    })
}

/// How many letters of a name are looked at; hosts allow 63.
const LONGEST: usize = 64;

/// Whether the name of a host is made of what is advertised much.
pub(super) fn is_money_name(analysis: &Analysis<'_>, name: &str) -> bool {
    let name = name.replace('-', "");
    ["money-phrases", "money-names"].iter().any(|list| analysis.lists.get(list).is_within_name(&name))
}
