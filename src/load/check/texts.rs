//! Rules on texts: in every language, short, without the full stop that the program writes.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Label, did_you_mean};
use crate::knowledge::claim::Voice;
use crate::load::schema::{At, Departure, ORIGINAL, Text};
use crate::load::world::World;
use crate::source_file::{SourceFile, Span};

/// The most characters of a text.
const MOST_CHARACTERS: usize = 1_000;

/// Texts that become sentences: values, reasons for ranks, caveats.
fn sentences<'w>(world: &'w World<'_>) -> Vec<(&'w SourceFile, &'w Text)> {
    let mut texts = Vec::new();
    for claim in world.claims() {
        let of_claim = claim.view.text.into_iter().chain(claim.view.because);
        texts.extend(of_claim.map(|text| (claim.file, text)));
    }
    for source in &world.sources {
        texts.extend(source.value.caveats.iter().map(|text| (source.file, text)));
    }
    texts
}

fn all<'w>(world: &'w World<'_>) -> Vec<(&'w SourceFile, &'w Text)> {
    let mut texts = sentences(world);
    texts.extend(world.names());
    texts
}

/// Every text is there in the dataset's own language.
pub(super) fn originals(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for (file, text) in all(world) {
        if text.original().is_none() {
            findings.push(
                Diagnostic::new(
                    Code::MissingOriginal,
                    "this text is not there in English",
                    Label::new(file, text.versions.span, ""),
                )
                .help("add `en = \"…\"`; other languages fall back to it"),
            );
        }
    }
}

/// Every text is there in every language of the configuration, and in no other.
pub(super) fn translations(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let tags = world.language_tags();
    if tags.is_empty() {
        return;
    }
    // Organisations are mostly called alike everywhere; theirs are the names that may fall back.
    let organisations: BTreeSet<Span> = world
        .organisations
        .iter()
        .map(|it| it.value.name.versions.span)
        .collect();
    let is_organisation = |file: &SourceFile, text: &Text| {
        file.path.starts_with("data/organisations/") && organisations.contains(&text.versions.span)
    };
    let texts = all(world);
    let absent: Vec<&str> = tags
        .iter()
        .copied()
        .filter(|tag| *tag != ORIGINAL)
        .filter(|tag| {
            let mut versions = texts.iter().map(|(_, text)| &text.versions.value);
            !versions.any(|it| it.contains_key(*tag))
        })
        .collect();
    untranslated(world, &absent, findings);
    for (file, text) in texts {
        let written: BTreeSet<&str> = text.versions.value.keys().map(String::as_str).collect();
        let missing: Vec<&str> = tags
            .iter()
            .copied()
            .filter(|tag| *tag != ORIGINAL && !written.contains(tag) && !absent.contains(tag))
            .collect();
        let foreign: Vec<&str> = written
            .iter()
            .copied()
            .filter(|tag| *tag != ORIGINAL && !tags.contains(tag))
            .collect();
        let label = || Label::new(file, text.versions.span, "");
        for tag in &foreign {
            let message = format!("no language of the configuration is called `{tag}`");
            let finding = Diagnostic::new(Code::UnknownLanguage, message, label());
            findings.push(match did_you_mean(tag, tags.iter().copied()) {
                Some(name) => finding.help(format!("did you mean `{name}`?")),
                None => finding.help(format!(
                    "languages are the folders of config/locales: {}",
                    tags.iter().copied().collect::<Vec<_>>().join(", ")
                )),
            });
        }
        // A translation under a wrong tag is one mistake and not two.
        if foreign.is_empty() && !missing.is_empty() && !is_organisation(file, text) {
            let message = format!("the text is not there in `{}`", missing.join("`, `"));
            findings.push(Diagnostic::new(Code::MissingTranslation, message, label()));
        }
    }
}

/// A language that no text of the dataset is written in is one finding, and not one for each text.
fn untranslated(world: &World<'_>, absent: &[&str], findings: &mut Vec<Diagnostic>) {
    let Some(dataset) = world.dataset.as_ref().filter(|_| !absent.is_empty()) else {
        return;
    };
    let span = dataset.value.name.versions.span;
    findings.push(
        Diagnostic::new(
            Code::MissingTranslation,
            format!("no text of the dataset is there in `{}`", absent.join("`, `")),
            Label::new(dataset.file, span, ""),
        )
        .help(format!(
            "questions in it are answered with English texts: add translations, or delete config/locales/{}",
            absent.join(", config/locales/")
        )),
    );
}

/// Sentences do not end in a full stop.
pub(super) fn full_stops(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for (file, text) in sentences(world) {
        for version in text.versions.value.values() {
            if ends_in_full_stop(&version.value) {
                findings.push(
                    Diagnostic::new(
                        Code::TrailingFullStop,
                        "this text ends in a full stop",
                        Label::new(file, version.span, ""),
                    )
                    .help("delete it: the program writes it"),
                );
            }
        }
    }
}

fn ends_in_full_stop(text: &str) -> bool {
    const ABBREVIATIONS: [&str; 7] = ["Inc.", "Corp.", "Ltd.", "Co.", "Jr.", "Sr.", "etc."];
    let text = text.trim_end();
    if text.ends_with('。') {
        return true;
    }
    let Some(last) = text.split_whitespace().next_back() else {
        return false;
    };
    // `U.S.` and `a.m.` end in a full stop that is theirs.
    last.strip_suffix('.')
        .is_some_and(|word| !word.contains('.'))
        && !ABBREVIATIONS.contains(&last)
}

/// Texts fit into a reply.
pub(super) fn lengths(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for (file, text) in all(world) {
        for version in text.versions.value.values() {
            let characters = version.value.chars().count();
            if characters > MOST_CHARACTERS {
                findings.push(
                    Diagnostic::new(
                        Code::TooLong,
                        format!("this text has {characters} characters, and at most {MOST_CHARACTERS} are allowed"),
                        Label::new(file, version.span, ""),
                    )
                    .help("shorten it, or make two claims of it"),
                );
            }
        }
    }
}

/// Texts, names and aliases are not empty.
pub(super) fn not_empty(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let texts = all(world);
    let versions = texts
        .iter()
        .flat_map(|(file, text)| text.versions.value.values().map(|version| (*file, version)));
    let aliases = world.aliases();
    let strings: Vec<(&SourceFile, &At<String>)> = versions.chain(aliases).collect();
    for (file, string) in strings {
        if string.value.trim().is_empty() {
            findings.push(Diagnostic::new(
                Code::EmptyText,
                "this is empty",
                Label::new(file, string.span, ""),
            ));
        }
    }
}

/// Predicates of a person do not begin with the name.
pub(super) fn subjects(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for person in &world.people {
        let name = &person.value.name;
        let departures = person.value.membership.iter();
        let departures = departures.filter_map(|it| it.departure.as_ref());
        let facts = person.value.fact.iter().map(|it| &it.text);
        let texts = facts.chain(departures.flat_map(predicates));
        let versions = texts.flat_map(|text| &text.versions.value);
        for (tag, version) in versions {
            let own = name.versions.value.get(tag).or_else(|| name.original());
            let Some(own) = own.filter(|own| begins_with_name(&version.value, &own.value)) else {
                continue;
            };
            findings.push(
                Diagnostic::new(
                    Code::SubjectInText,
                    format!("this predicate begins with the name of {}", own.value),
                    Label::new(person.file, version.span, ""),
                )
                .help("begin with the verb: the program writes the name before it"),
            );
        }
    }
}

/// The texts of a departure that stand behind the person's name.
fn predicates(departure: &Departure) -> impl Iterator<Item = &Text> {
    let reasons = departure
        .reason
        .iter()
        .filter(|it| it.by.value.0 == Voice::Own);
    let notes = departure
        .note
        .iter()
        .filter(|it| it.by.value.0 == Voice::Own);
    let reasons = reasons.filter_map(|it| it.text.as_ref());
    let manners = departure.manner.iter().filter_map(|it| it.text.as_ref());
    let destinations = departure.destination.iter();
    let statements = departure.statement.iter();
    reasons
        .chain(notes.map(|it| &it.text))
        .chain(manners)
        .chain(destinations.filter_map(|it| it.text.as_ref()))
        .chain(statements.filter_map(|it| it.text.as_ref()))
}

/// Whether a text begins with a name, or with a word of it that is written with a capital.
fn begins_with_name(text: &str, name: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let mut words = name.split_whitespace();
    words.any(|word| word == first && word.starts_with(char::is_uppercase))
        || (!name.is_empty() && text.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_of_an_abbreviation_is_its_own() {
        for (text, expected) in [
            ("left xAI.", true),
            ("xAIを離れた。", true),
            ("moved to the U.S.", false),
            ("joined Example Inc.", false),
            ("left xAI", false),
        ] {
            assert_eq!(ends_in_full_stop(text), expected, "{text}");
        }
    }
}
