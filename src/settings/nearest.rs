//! Did-you-mean: the known name that a mistyped one was probably meant to be.

/// The candidate nearest to `name`, if it is near enough to be what was meant: at most a third of its
/// letters differ (Damerau–Levenshtein), or one is the other's ending after a slash (`bait-link` for
/// `spam/bait-link`).
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let fold = |text: &str| text.to_lowercase().replace('_', "-");
    let wanted = fold(name);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let folded = fold(candidate);
            let tail = folded.rsplit_once('/').map(|(_, tail)| tail);
            let whole = strsim::osa_distance(&wanted, &folded);
            let distance = match tail {
                Some(tail) if !wanted.contains('/') => whole.min(strsim::osa_distance(&wanted, tail)),
                _ => whole,
            };
            (distance <= wanted.chars().count().div_ceil(3)).then_some((distance, candidate))
        })
        .min_by_key(|&(distance, candidate)| (distance, candidate))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let known = ["severity", "summary", "spam/bait-link", "names/joined"];
        assert_eq!(nearest("severty", known), Some("severity"));
        assert_eq!(nearest("Summary", known), Some("summary"));
        assert_eq!(nearest("bait-links", known), Some("spam/bait-link"));
        assert_eq!(nearest("spam/bait_link", known), Some("spam/bait-link"));
        assert_eq!(nearest("colour", known), None);
    }
}
