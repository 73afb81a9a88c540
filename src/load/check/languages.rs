//! Rules on languages: the files that they need, and what they say to people.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

use super::normalised;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::load::language::{Language, NEEDED};
use crate::load::world::World;
use crate::source_file::{SourceFile, Span};

/// Every language has the files that it needs; there is one language at least.
pub(super) fn files(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let missing = |tag: &str, name: &str| {
        let path = format!("config/locales/{tag}/{name}");
        Diagnostic::new(
            Code::MissingFile,
            format!("there is no `{name}` in `{tag}`"),
            Label::file(path),
        )
        .help("a language is a folder with intents.toml, vocabulary.toml and replies.ftl")
    };
    if world.languages.is_empty() {
        findings.extend(NEEDED.map(|name| missing(crate::load::schema::ORIGINAL, name)));
    }
    for language in &world.languages {
        for name in NEEDED {
            if !language.present.contains(&name) {
                findings.push(missing(language.tag, name));
            }
        }
    }
}

/// Replies are Fluent.
pub(super) fn fluent(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for file in world.languages.iter().flat_map(|it| &it.wordings) {
        let Err((_, errors)) = parser::parse(file.text.as_str()) else {
            continue;
        };
        for error in errors {
            // The parser points behind a missing token; an empty stretch still shows where.
            let message = error.kind.to_string();
            findings.push(Diagnostic::new(
                Code::FluentSyntax,
                lower_case(&message),
                Label::new(file, error.pos.into(), ""),
            ));
        }
    }
}

fn lower_case(message: &str) -> String {
    let mut characters = message.trim_end_matches('.').chars();
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(characters.clone()).collect()
}

/// The ids of the messages in a file, with their places.
fn messages(file: &SourceFile) -> BTreeMap<String, Span> {
    let (Ok(resource) | Err((resource, _))) = parser::parse(file.text.as_str());
    let mut ids = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let name: &str = message.id.name;
            ids.insert(name.to_owned(), place_of(file, name));
        }
    }
    ids
}

/// A message is there once in a file: of two the later one would silently be said. A later file may say it anew.
pub(super) fn messages_once(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for file in world.languages.iter().flat_map(|it| &it.wordings) {
        let (Ok(resource) | Err((resource, _))) = parser::parse(file.text.as_str());
        let mut seen: BTreeMap<&str, Label> = BTreeMap::new();
        for entry in &resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let name: &str = message.id.name;
            let place = place_of(file, name);
            let Some(first) = seen.get(name) else {
                seen.insert(name, Label::new(file, place, "it is here"));
                continue;
            };
            let label = Label::new(file, place, "it is said again here");
            let said = format!("the message `{name}` is there twice");
            let finding = Diagnostic::new(Code::FluentSharedMessage, said, label);
            findings.push(
                finding
                    .and(first.clone())
                    .help("rename or delete one of the two"),
            );
        }
    }
}

/// Where a name stands that is a part of the file's text: the distance of the two is its place.
fn place_of(file: &SourceFile, name: &str) -> Span {
    let start = (name.as_ptr() as usize).saturating_sub(file.text.as_ptr() as usize);
    Span {
        start,
        end: start + name.len(),
    }
}

/// Every message that one language has, the others have too.
pub(super) fn messages_everywhere(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let said: Vec<(&Language<'_>, BTreeMap<String, Label>)> = world
        .languages
        .iter()
        .filter(|language| !language.wordings.is_empty())
        .map(|language| {
            let ids = language.wordings.iter().flat_map(|file| {
                let ids = messages(file).into_iter();
                ids.map(|(id, span)| (id, Label::new(file, span, "it is here")))
            });
            (language, ids.collect())
        })
        .collect();
    let broken = |file: &SourceFile| parser::parse(file.text.as_str()).is_err();
    let mut needed: BTreeMap<&str, &Label> = BTreeMap::new();
    for (name, label) in said.iter().flat_map(|(_, ids)| ids) {
        needed.entry(name).or_insert(label);
    }
    for (language, ids) in &said {
        // In a broken file, a message may only seem to be missing.
        if language.wordings.iter().any(|file| broken(file)) {
            continue;
        }
        for (name, elsewhere) in &needed {
            if ids.contains_key(*name) {
                continue;
            }
            let finding = Diagnostic::new(
                Code::FluentMissingMessage,
                format!("the message `{name}` is not there in `{}`", language.tag),
                Label::file(format!("config/locales/{}/replies.ftl", language.tag)),
            );
            findings.push(finding.and((*elsewhere).clone()));
        }
    }
}

/// The slot of [`crate::nlu::locale::VocabularySlot::Cue`].
const CUE: &str = "cue";

/// Words for anybody, which name no group: every question about people would be read as one about that group.
const ANYBODY: [&str; 15] = [
    "people",
    "person",
    "persons",
    "members",
    "guys",
    "folks",
    "everyone",
    "everybody",
    "anyone",
    "somebody",
    "人",
    "人々",
    "メンバー",
    "全員",
    "皆",
];

/// The names of groups are no words for anybody.
pub(super) fn group_words(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for organisation in &world.organisations {
        for group in &organisation.value.group {
            let names = group.name.versions.value.values();
            for name in names.chain(&group.aliases) {
                if !ANYBODY.contains(&normalised(&name.value).as_str()) {
                    continue;
                }
                findings.push(
                    Diagnostic::new(
                        Code::EverydayWord,
                        format!("`{}` stands for anybody, and for no group", name.value),
                        Label::new(organisation.file, name.span, ""),
                    )
                    .help("delete it, or name the group by what its people do"),
                );
            }
        }
    }
}

/// Aliases are not everyday words, and a word fills one value of a slot of which one value is read.
pub(super) fn words(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for language in &world.languages {
        let frequent: BTreeSet<&str> = language.frequent_words.iter().copied().collect();
        for (file, alias) in world.aliases() {
            if frequent.contains(normalised(&alias.value).as_str()) {
                let message = format!(
                    "`{}` is an everyday word in `{}`",
                    alias.value, language.tag
                );
                findings.push(
                    Diagnostic::new(
                        Code::EverydayWord,
                        message,
                        Label::new(file, alias.span, ""),
                    )
                    .help("every question with this word would find it; name it by two words"),
                );
            }
        }
        let Some(vocabulary) = &language.vocabulary else {
            continue;
        };
        let mut seen: BTreeMap<(&str, String), (&str, Label)> = BTreeMap::new();
        for entry in &vocabulary.value.word {
            // One word may give several cues: each is looked for by itself.
            if entry.slot.value == CUE {
                continue;
            }
            let value = entry.value.value.as_str();
            for word in &entry.words {
                let key = (entry.slot.value.as_str(), normalised(&word.value));
                let text = format!("`{value}` has it here");
                let label = Label::new(vocabulary.file, word.span, text);
                match seen.get(&key) {
                    Some((other, _)) if *other == value => {}
                    Some((other, first)) => findings.push(
                        Diagnostic::new(
                            Code::SharedWord,
                            format!("`{}` means both `{other}` and `{value}`", word.value),
                            label,
                        )
                        .and(first.clone())
                        .help("delete one of the two"),
                    ),
                    None => {
                        seen.insert(key, (value, label));
                    }
                }
            }
        }
    }
}
