//! Short lists that a person is typing into: names and questions, ranked as they type.
//!
//! The only module that names `fuzzy_matcher`. It scores subsequences, which is what somebody types who looks for an
//! entry of a list; it never scores a whole question (it finds no name with a wrong letter).

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::utterance::Utterance;

/// The entries that match what was typed so far, best first, at most `limit`, each once. Nothing typed matches all, in
/// their own order.
pub fn complete<'a>(typed: &str, entries: &[&'a str], limit: usize) -> Vec<&'a str> {
    let wanted = Utterance::parse(typed).text().to_owned();
    let mut scored: Vec<(i64, usize, &str)> = Vec::new();
    let matcher = SkimMatcherV2::default();
    for (index, entry) in entries.iter().enumerate() {
        let score = if wanted.is_empty() {
            Some(0)
        } else {
            matcher.fuzzy_match(Utterance::parse(entry).text(), &wanted)
        };
        if let Some(score) = score {
            scored.push((score, index, entry));
        }
    }
    scored.sort_by_key(|(score, index, _)| (std::cmp::Reverse(*score), *index));
    let mut complete: Vec<&str> = Vec::new();
    for (_, _, entry) in scored {
        if complete.len() == limit {
            break;
        }
        if !complete.contains(&entry) {
            complete.push(entry);
        }
    }
    complete
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_found_wherever_it_stands() {
        let entries = ["Zoë Müller", "Max Álvarez", "Zoë Müller", "Ida Zöllner"];
        assert_eq!(complete("zo", &entries, 5), ["Zoë Müller", "Ida Zöllner"]);
        assert_eq!(complete("", &entries, 2), ["Zoë Müller", "Max Álvarez"]);
        assert_eq!(complete("alv", &entries, 5), ["Max Álvarez"]);
        assert!(complete("quux", &entries, 5).is_empty());
    }
}
