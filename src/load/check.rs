//! The rules: one function each, and a table of them all.

mod claims;
mod dates;
mod groups;
mod ids;
mod intents;
mod languages;
mod names;
mod sources;
mod stays;
mod texts;

use super::world::World;
use crate::diagnostic::Diagnostic;
use crate::nlu::utterance::Utterance;

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
    stays::apart,
    stays::begun,
    dates::within_the_data,
    stays::after_the_founding,
    stays::founding_of_its_own,
    stays::dated,
    stays::in_waves,
    stays::onwards,
    groups::members,
    names::shared,
    names::of_namesakes,
    names::people_have_aliases,
    texts::originals,
    texts::translations,
    texts::full_stops,
    texts::lengths,
    texts::not_empty,
    texts::subjects,
    dates::fresh,
    languages::files,
    languages::fluent,
    languages::messages_once,
    languages::messages_everywhere,
    languages::group_words,
    languages::words,
    intents::ids,
    intents::resolvers,
    intents::enough_examples,
    intents::shared_examples,
    intents::vocabulary,
];

/// A name as questions are compared with it: case, width, accents and punctuation do not count.
fn normalised(text: &str) -> String {
    Utterance::parse(text).text().to_owned()
}
