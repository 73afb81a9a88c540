//! The files of one language in `config/locales/<tag>/`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::value::At;

/// `intents.toml`: what can be asked.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IntentsFile {
    /// The intents.
    #[serde(default)]
    pub intent: Vec<Intent>,
    /// Utterances that no intent is meant to catch.
    #[serde(default)]
    pub unrelated: Unrelated,
}

/// One intent.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Intent {
    /// The id, words parted by dots and hyphens (`departure.when`).
    pub id: At<String>,
    /// The look-up that it asks.
    pub resolver: At<String>,
    /// Slots without which it cannot be answered: person, people, organisation, topic, time, number.
    #[serde(default)]
    pub needs: Vec<At<String>>,
    /// What the look-up should be about, for those that take a subject.
    pub about: Option<At<String>>,
    /// Templates of utterances: `(when|what day) did {person} (leave|quit) [{org}]`.
    #[serde(default)]
    pub examples: Vec<At<String>>,
}

/// What no intent is meant to catch.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Unrelated {
    /// Templates of utterances.
    #[serde(default)]
    pub examples: Vec<At<String>>,
}

/// `vocabulary.toml`: the language's words.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VocabularyFile {
    /// The language's own name for itself.
    pub name: At<String>,
    /// The scripts that its text is written in: latin, kana, han, cyrillic, hangul, other.
    pub scripts: Vec<At<String>>,
    /// Short forms of chat and what they stand for.
    #[serde(default)]
    pub shorthand: BTreeMap<String, At<String>>,
    /// Words that fill slots.
    #[serde(default)]
    pub word: Vec<Word>,
}

/// Words that fill a slot with a value.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Word {
    /// The slot: group, ordinal, number, manner, reason, pronoun, all, negation, except.
    pub slot: At<String>,
    /// With which value; left out for slots that are only present or absent.
    pub value: Option<At<String>>,
    /// The words or phrases.
    pub words: Vec<At<String>>,
}
