//! The rules: one function each, and a table of them all.

mod claims;
mod dates;
mod ids;
mod names;
mod sources;
mod texts;

use unicode_normalization::UnicodeNormalization as _;

use super::world::World;
use crate::diagnostic::Diagnostic;

/// A rule: reads everything, adds what it finds.
pub(super) type Check = fn(&World<'_>, &mut Vec<Diagnostic>);

/// Every rule.
pub(super) const CHECKS: &[Check] = &[
    ids::file_names,
    ids::kebab_case,
    ids::duplicates,
    ids::people,
    ids::organisations,
    ids::topics,
    ids::sources,
    sources::unused,
    sources::addresses,
    sources::same_address,
    claims::citations,
    claims::value_or_none,
    claims::reasons_for_ranks,
    claims::preferred_twice,
    claims::preferred_and_refuted,
    claims::quotations,
    claims::categories,
    claims::content_farms,
    dates::readable,
    dates::not_in_the_future,
    dates::leaving_after_joining,
    dates::reading_after_publication,
    dates::events_have_one,
    dates::decided,
    dates::stays_apart,
    names::shared,
    names::people_have_aliases,
    texts::originals,
    texts::translations,
    texts::full_stops,
    texts::lengths,
    texts::not_empty,
];

/// A name as questions are compared with it: case, width, accents and punctuation do not count.
fn normalised(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .nfc()
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
