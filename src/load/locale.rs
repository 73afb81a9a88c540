//! From a language's checked folder to what understanding and answering take.

use std::collections::BTreeMap;

use super::language::{Expanded, Language};
use super::schema::{At, Intent, ParticlesTable};
use super::{Binding, Locale, Need};
use crate::answer::resolver::Resolver;
use crate::nlu::locale::{Example, IntentSource, LocaleSource, VocabularyEntry, VocabularySlot};
use crate::nlu::particles::Particles;
use crate::nlu::script::Script;
use crate::nlu::template::representatives;
use crate::nlu::utterance::Utterance;

/// The language, if all of it can be built.
pub(super) fn build(language: &Language<'_>) -> Option<Locale> {
    let table = &language.intents.as_ref()?.value;
    let vocabulary = &language.vocabulary.as_ref()?.value;
    let written = |table: &BTreeMap<String, At<String>>| -> BTreeMap<String, String> {
        let entries = table.iter();
        entries
            .map(|(short, long)| (normalised(short), normalised(&long.value)))
            .collect()
    };
    let entries = vocabulary.word.iter().map(|word| {
        Some(VocabularyEntry {
            slot: named(&VocabularySlot::NAMES, &word.slot)?,
            value: word.value.value.clone(),
            words: word.words.iter().map(|it| it.value.clone()).collect(),
        })
    });
    let scripts = vocabulary.scripts.iter();
    let bindings: Option<BTreeMap<_, _>> = table.intent.iter().map(binding).collect();
    Some(Locale {
        source: LocaleSource {
            tag: language.tag.to_owned(),
            name: vocabulary.name.value.clone(),
            scripts: scripts
                .map(|script| named(&Script::NAMES, script))
                .collect::<Option<_>>()?,
            shorthand: written(&vocabulary.shorthand),
            endings: written(&vocabulary.endings),
            spoken: written(&vocabulary.spoken),
            particles: particles(&vocabulary.particles),
            vocabulary: entries.collect::<Option<_>>()?,
            intents: intents(language, &table.intent),
            unrelated: examples(&language.unrelated)
                .into_iter()
                .map(|it| it.text)
                .collect(),
        },
        bindings: bindings?,
        temporal: language.temporal.clone(),
        words: owned(&language.words),
        frequent_words: owned(&language.frequent_words),
        replies: language
            .wordings
            .iter()
            .map(|file| file.text.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
    })
}

fn particles(table: &ParticlesTable) -> Particles {
    let written = |words: &[At<String>]| words.iter().map(|it| it.value.clone()).collect();
    Particles {
        owner: written(&table.owner),
        cause: written(&table.cause),
        object: written(&table.object),
        agent: written(&table.agent),
        honorific: written(&table.honorific),
        behind_name: written(&table.behind_name),
        from: written(&table.from),
        one: written(&table.one),
        tested: written(&table.tested),
        finite: written(&table.finite),
        date_units: written(&table.date_units),
    }
}

fn intents(language: &Language<'_>, table: &[Intent]) -> Vec<IntentSource> {
    let sources = table.iter().zip(&language.examples);
    let source = |(intent, templates): (&Intent, &Vec<_>)| IntentSource {
        id: intent.id.value.clone(),
        examples: examples(templates),
    };
    sources.map(source).collect()
}

fn examples(templates: &[Expanded]) -> Vec<Example> {
    let utterances = templates.iter().map(|it| it.utterances.as_slice());
    representatives(utterances)
        .into_iter()
        .map(|(template, text)| Example {
            text: text.to_owned(),
            template,
        })
        .collect()
}

fn binding(intent: &Intent) -> Option<(String, Binding)> {
    let needs = intent.needs.iter().map(|it| named(&Need::NAMES, it));
    let binding = Binding {
        resolver: Resolver::from_name(&intent.resolver.value)?,
        needs: needs.collect::<Option<_>>()?,
        about: intent.about.as_ref().map(|it| it.value.clone()),
    };
    Some((intent.id.value.clone(), binding))
}

fn named<T: Copy>(names: &[(&str, T)], written: &At<String>) -> Option<T> {
    let found = names.iter().find(|(name, _)| *name == written.value);
    found.map(|(_, value)| *value)
}

fn normalised(text: &str) -> String {
    Utterance::parse(text).text().to_owned()
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
