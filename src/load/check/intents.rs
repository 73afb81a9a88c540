//! Rules on intent tables and vocabularies.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::normalised;
use crate::answer::query::Share;
use crate::answer::resolver::Resolver;
use crate::diagnostic::{Code, Diagnostic, Label, did_you_mean};
use crate::knowledge::claim::{Aspect, CATEGORIES, MannerKind};
use crate::knowledge::id::is_kebab_case;
use crate::knowledge::person::RoleGroup;
use crate::load::Need;
use crate::load::language::Expanded;
use crate::load::schema::At;
use crate::load::world::World;
use crate::nlu::hashed::HashedMap;
use crate::nlu::locale::{CUES, TIME_PRONOUNS, VocabularySlot};
use crate::nlu::script::Script;
use crate::source_file::SourceFile;

fn unknown(
    code: Code,
    what: &str,
    file: &SourceFile,
    written: &At<String>,
    known: &[&str],
) -> Diagnostic {
    let help = match did_you_mean(&written.value, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("write one of {}", known.join(", ")),
    };
    let message = format!("no {what} is called `{}`", written.value);
    Diagnostic::new(code, message, Label::new(file, written.span, "")).help(help)
}

/// Ids of intents are words parted by dots and hyphens, each once.
pub(super) fn ids(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for table in world.languages.iter().filter_map(|it| it.intents.as_ref()) {
        let mut seen: BTreeMap<&str, Label> = BTreeMap::new();
        for intent in &table.value.intent {
            let id = &intent.id;
            let label = |text| Label::new(table.file, id.span, text);
            if !id.value.split('.').all(is_kebab_case) {
                findings.push(
                    Diagnostic::new(
                        Code::NotKebabCase,
                        format!("`{}` is not an intent's id", id.value),
                        label(""),
                    )
                    .help("use small letters and digits, parted by hyphens and dots, such as `departure.when`"),
                );
            }
            match seen.get(id.value.as_str()) {
                Some(first) => findings.push(
                    Diagnostic::new(
                        Code::DuplicateId,
                        format!("two intents are called `{}`", id.value),
                        label("again here"),
                    )
                    .and(first.clone())
                    .help("make one of the two"),
                ),
                None => {
                    seen.insert(&id.value, label("first here"));
                }
            }
        }
    }
}

/// Intents ask what the program can look up, and need slots that it can fill.
pub(super) fn resolvers(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let names = Resolver::names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let needs = Need::NAMES.map(|(name, _)| name);
    for table in world.languages.iter().filter_map(|it| it.intents.as_ref()) {
        for intent in &table.value.intent {
            let resolver = &intent.resolver;
            if Resolver::from_name(&resolver.value).is_none() {
                let code = Code::UnknownResolver;
                findings.push(unknown(code, "resolver", table.file, resolver, &names));
            }
            for need in &intent.needs {
                if !needs.contains(&need.value.as_str()) {
                    let code = Code::UnknownSlot;
                    findings.push(unknown(code, "slot to need", table.file, need, &needs));
                }
            }
        }
    }
}

/// Intents have enough examples to be told from others.
pub(super) fn enough_examples(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    const ENOUGH: usize = 5;
    for language in &world.languages {
        let Some(table) = &language.intents else {
            continue;
        };
        for (intent, examples) in table.value.intent.iter().zip(&language.examples) {
            // A template with a mistake stands for nothing; that is the finding, and not the number.
            if examples.iter().any(|it| it.utterances.is_empty()) {
                continue;
            }
            let count: usize = examples.iter().map(|it| it.utterances.len()).sum();
            if count < ENOUGH {
                findings.push(
                    Diagnostic::new(
                        Code::FewExamples,
                        format!("`{}` has {count} example utterances", intent.id.value),
                        Label::new(table.file, intent.id.span, ""),
                    )
                    .help(format!(
                        "add some, in different shapes, to {ENOUGH} or more"
                    )),
                );
            }
        }
    }
}

/// An utterance as the classifier sees it: slots stay, the rest is normalised.
fn comparable(utterance: &str) -> Cow<'_, str> {
    let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || b"{} ".contains(&c);
    if utterance.bytes().all(plain) {
        return Cow::Borrowed(utterance);
    }
    let pieces = utterance
        .split_inclusive('}')
        .map(|piece| match piece.split_once('{') {
            Some((words, slot)) => format!("{} {{{slot}", normalised(words)),
            None => normalised(piece),
        });
    let text = pieces.collect::<Vec<_>>().join(" ");
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// An example belongs to one intent.
pub(super) fn shared_examples(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for language in &world.languages {
        let Some(table) = &language.intents else {
            continue;
        };
        let ids = table.value.intent.iter().map(|it| it.id.value.as_str());
        let groups = ids.zip(&language.examples);
        let unrelated = std::iter::once(("unrelated", &language.unrelated));
        let mut seen: HashedMap<Cow<'_, str>, (&str, &Expanded)> = HashedMap::default();
        let mut reported = BTreeSet::new();
        for (id, templates) in groups.chain(unrelated) {
            for template in templates {
                for utterance in &template.utterances {
                    let key = comparable(utterance);
                    let Some((other, first)) = seen.get(&key).copied() else {
                        seen.insert(key, (id, template));
                        continue;
                    };
                    // Two templates may share dozens of utterances; one finding says it.
                    if other == id || !reported.insert((first.span, template.span)) {
                        continue;
                    }
                    let label =
                        |span, id| Label::new(table.file, span, format!("`{id}` has it here"));
                    findings.push(
                        Diagnostic::new(
                            Code::SharedExample,
                            format!("`{other}` and `{id}` share the example `{utterance}`"),
                            label(template.span, id),
                        )
                        .and(label(first.span, other))
                        .help(
                            "case and punctuation are ignored when matching; delete one of the two",
                        ),
                    );
                }
            }
        }
    }
}

/// Words fill slots that there are, with values that these take; scripts are known.
pub(super) fn vocabulary(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let slots = VocabularySlot::NAMES.map(|(name, _)| name);
    let scripts = Script::NAMES.map(|(name, _)| name);
    for file in world
        .languages
        .iter()
        .filter_map(|it| it.vocabulary.as_ref())
    {
        for script in &file.value.scripts {
            if !scripts.contains(&script.value.as_str()) {
                let code = Code::UnknownValue;
                findings.push(unknown(code, "script", file.file, script, &scripts));
            }
        }
        for word in &file.value.word {
            let slot = &word.slot;
            let known = VocabularySlot::NAMES
                .iter()
                .find(|(name, _)| *name == slot.value);
            let Some((_, slot)) = known else {
                let code = Code::UnknownSlot;
                findings.push(unknown(code, "slot for words", file.file, slot, &slots));
                continue;
            };
            if let Some(finding) = value(file.file, *slot, &word.value) {
                findings.push(finding);
            }
        }
    }
}

/// What is wrong with the value that a slot is to be filled with.
fn value(file: &SourceFile, slot: VocabularySlot, written: &At<String>) -> Option<Diagnostic> {
    let names: Vec<&str> = match slot {
        VocabularySlot::Group => RoleGroup::ALL.iter().map(|it| it.name()).collect(),
        VocabularySlot::Manner => MannerKind::ALL.iter().map(|it| it.name()).collect(),
        VocabularySlot::Reason => CATEGORIES.to_vec(),
        VocabularySlot::Pronoun => [
            "person",
            "people",
            "thing",
            "organisation",
            "others",
            "ones",
            "along",
            "interim",
            "unit",
        ]
        .into_iter()
        .chain(TIME_PRONOUNS)
        .collect(),
        VocabularySlot::All => vec!["all", "both"],
        VocabularySlot::Negation => vec!["not", "asking"],
        VocabularySlot::Share => Share::ALL.iter().map(|it| it.name()).collect(),
        VocabularySlot::Presence => vec!["still"],
        VocabularySlot::Polar => vec!["start", "end", "any"],
        VocabularySlot::Cause => vec!["cause"],
        VocabularySlot::Cue => CUES.to_vec(),
        VocabularySlot::Except => vec!["except"],
        VocabularySlot::Towards => vec!["towards"],
        VocabularySlot::Medium => vec!["medium"],
        VocabularySlot::Formerly => vec!["formerly", "alumni"],
        VocabularySlot::Continuation => vec!["continuation", "courtesy", "more", "widening"],
        VocabularySlot::Aspect => Aspect::ALL.iter().map(|it| it.name()).collect(),
        // The value is what stands before the second question and does not belong to it, or the text of a role.
        VocabularySlot::Joint | VocabularySlot::Role | VocabularySlot::Deed => return None,
        VocabularySlot::Ordinal | VocabularySlot::Number => {
            let number = written.value.parse::<i32>();
            let ordinal = slot == VocabularySlot::Ordinal;
            let fits = number.is_ok_and(|it| if ordinal { it != 0 } else { it >= 0 });
            let (what, help) = if ordinal {
                (
                    "a place in an order",
                    "write `1` for the first, `-1` for the last",
                )
            } else {
                ("a number", "write it in digits")
            };
            return (!fits).then(|| {
                Diagnostic::new(
                    Code::UnknownSlotValue,
                    format!("`{}` is not {what}", written.value),
                    Label::new(file, written.span, ""),
                )
                .help(help)
            });
        }
    };
    (!names.contains(&written.value.as_str())).then(|| {
        unknown(
            Code::UnknownSlotValue,
            "value of this slot",
            file,
            written,
            &names,
        )
    })
}
