//! From a dataset and languages to a bot: the gazetteer's names, the training, the wordings.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Locale;
use crate::answer::search::Records;
use crate::bot::{Binding, Bot};
use crate::knowledge::Knowledge;
use crate::knowledge::text::Text;
use crate::nlu::both::both;
use crate::nlu::gazetteer::{EntityKind, Entry};
use crate::nlu::locale::{VocabularyEntry, VocabularySlot};
use crate::nlu::model::{LanguageSource, Model};
use crate::nlu::phrases::Phrases;
use crate::nlu::spelling::WordList;
use crate::nlu::temporal::{TemporalGrammar, TemporalVocabulary};
use crate::nlu::utterance::Utterance;
use crate::render::wording::Wording;

/// The bot of a dataset in these languages, trained on `threads` threads.
pub(super) fn bot(
    knowledge: Knowledge,
    languages: Vec<Locale>,
    revision: String,
    threads: usize,
) -> Bot {
    let mut wordings = Vec::new();
    let mut bindings = BTreeMap::new();
    let mut sources = Vec::new();
    let mut examples = Vec::new();
    let mut phrases = Vec::new();
    let mut known = Vec::new();
    for mut language in languages {
        // Checking has refused vocabularies that give no grammar.
        let Some(temporal) = language.temporal.or_else(bare_grammar) else {
            continue;
        };
        wordings.push(Wording::new(&language.source.tag, &language.replies));
        for (id, binding) in language.bindings {
            let resolver = binding.resolver;
            bindings.insert(id, Binding { resolver });
        }
        known.push(Phrases::new(&language.source.vocabulary));
        let posts = posts(&knowledge, &language.source.tag, known.last());
        language.source.vocabulary.extend(posts);
        phrases.push(Phrases::new(&language.source.vocabulary));
        for intent in &language.source.intents {
            let texts = intent.examples.iter().map(|it| it.text.clone());
            examples.extend(texts.map(|text| (intent.id.clone(), text)));
        }
        sources.push(LanguageSource {
            topics: questions(&knowledge, &language.source.tag),
            temporal,
            words: Arc::new(WordList::parse(&language.words.join("\n"))),
            frequent: Arc::new(WordList::parse(&language.frequent_words.join("\n"))),
            locale: language.source,
        });
    }
    let examples = examples
        .iter()
        .map(|(intent, text)| (intent.as_str(), text.as_str()));
    let names = names(&knowledge, &known);
    let (records, model) = both(
        threads,
        || Records::new(&knowledge, examples, phrases),
        || Model::train(sources, names, threads),
    );
    Bot::new(knowledge, records, model, wordings, bindings, revision)
}

/// The temporal grammar of a language without a vocabulary, which still finds dates in digits.
fn bare_grammar() -> Option<TemporalGrammar> {
    let bare = TemporalVocabulary {
        months: vec![Vec::new(); 12],
        ..TemporalVocabulary::default()
    };
    TemporalGrammar::new(&bare).ok()
}

/// The topics' own questions in a language.
fn questions(knowledge: &Knowledge, language: &str) -> Vec<(String, String)> {
    knowledge
        .topics
        .values()
        .flat_map(|topic| {
            topic
                .ask
                .get(language)
                .into_iter()
                .flatten()
                .map(|question| (topic.id.to_string(), question.clone()))
        })
        .collect()
}

/// A post is named in no more words than this, or in no more characters where words are not parted.
const POST: (usize, usize) = (3, 10);

/// The posts that people of the dataset hold, as words for a role: those that a language's vocabulary has no words for. A
/// description ("engineer of the tooling team", "co-founder and chief") is no post.
fn posts(knowledge: &Knowledge, language: &str, known: Option<&Phrases>) -> Vec<VocabularyEntry> {
    let memberships = knowledge.people.values().flat_map(|it| &it.memberships);
    let mut entries: Vec<VocabularyEntry> = Vec::new();
    for role in memberships.filter_map(|it| it.role.as_ref()) {
        let text = Utterance::parse(role.get(language)).text().to_owned();
        let spaced = text.is_ascii();
        let short = if spaced {
            text.split(' ').count() <= POST.0
        } else {
            text.chars().count() <= POST.1 && !text.contains(' ')
        };
        if !short || entries.iter().any(|it| it.words.first() == Some(&text)) {
            continue;
        }
        let named = known.is_some_and(|it| {
            let mut found = it.find(&text).into_iter();
            found.any(|it| {
                // Where words are not parted, the last one says what the post is.
                let says = spaced || it.range.end == text.len();
                says && matches!(
                    it.slot,
                    VocabularySlot::Group | VocabularySlot::Role | VocabularySlot::Deed
                )
            })
        });
        if named {
            continue;
        }
        let original = role.versions().next().unwrap_or_default();
        entries.push(VocabularyEntry {
            slot: VocabularySlot::Role,
            value: original.to_lowercase(),
            words: vec![text],
        });
    }
    entries
}

/// Everything that a question may name; the names of groups as far as no vocabulary has them as words for a group. One in
/// which the name of another group stands ("founding partners", "partners") is kept, or the shorter one would be read.
fn names(knowledge: &Knowledge, known: &[Phrases]) -> Vec<Entry> {
    let is_known = |name: &str| {
        let text = Utterance::parse(name).text().to_owned();
        known.iter().any(|it| {
            let mut found = it.find(&text).into_iter();
            found.any(|it| it.slot == VocabularySlot::Group && it.range == (0..text.len()))
        })
    };
    let all_groups = || knowledge.organisations.values().flat_map(|it| &it.groups);
    let holds_another = |name: &str| {
        let folded = name.to_lowercase();
        let mut others = all_groups().flat_map(|it| it.name.versions());
        others.any(|it| it.len() < name.len() && folded.contains(&it.to_lowercase()))
    };
    let entry = |kind, id: &str, name: &Text, aliases: &[String]| Entry {
        kind,
        id: id.to_owned(),
        names: name
            .versions()
            .map(str::to_owned)
            .chain(aliases.iter().cloned())
            .collect(),
    };
    let people = knowledge
        .people
        .values()
        .map(|it| entry(EntityKind::Person, it.id.as_str(), &it.name, &it.aliases));
    let organisations = knowledge.organisations.values().map(|it| {
        entry(
            EntityKind::Organisation,
            it.id.as_str(),
            &it.name,
            &it.aliases,
        )
    });
    let groups = knowledge.organisations.values().flat_map(|organisation| {
        organisation.groups.iter().map(|group| Entry {
            kind: EntityKind::Group,
            id: format!("{}-{}", organisation.id, group.role.name()),
            names: group
                .name
                .versions()
                .filter(|name| !is_known(name) || holds_another(name))
                .map(str::to_owned)
                .chain(group.aliases.iter().cloned())
                .collect(),
        })
    });
    let topics = knowledge.topics.values().map(|it| {
        let kind = match it.kind {
            crate::knowledge::topic::TopicKind::Event => EntityKind::Event,
            crate::knowledge::topic::TopicKind::Topic => EntityKind::Topic,
        };
        entry(kind, it.id.as_str(), &it.name, &it.aliases)
    });
    people
        .chain(organisations)
        .chain(groups)
        .chain(topics)
        .collect()
}
