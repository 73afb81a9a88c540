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

/// `config/exitnote.toml`: settings for operators; what is left out has its default.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SettingsFile {
    /// Discord.
    pub discord: DiscordSettings,
    /// What must survive a restart.
    pub store: StoreSettings,
    /// Health and metrics.
    pub http: HttpSettings,
    /// Logging.
    pub log: LogSettings,
    /// When a question counts as understood.
    pub matching: MatchingSettings,
    /// `exitnote check`.
    pub check: CheckSettings,
}

/// `[discord]`: where Discord is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct DiscordSettings {
    /// The address of the REST interface, instead of Discord's own.
    pub api_url: Option<At<String>>,
    /// The address of the gateway, instead of the one that the REST interface names.
    pub gateway_url: Option<At<String>>,
}

/// `[store]`: where the state is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct StoreSettings {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: Option<At<String>>,
}

/// `[http]`: health and metrics.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct HttpSettings {
    /// The address and port to listen on; off if it is left out.
    pub bind: Option<At<String>>,
}

/// `[log]`: what is logged, and how.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct LogSettings {
    /// `text` or `json`.
    pub format: Option<At<String>>,
    /// From which level on, by module if need be: `info`, `exitnote=debug,warn`.
    pub filter: Option<At<String>>,
}

/// `[matching]`: when a question counts as understood; both are fitted to the intent table if they are left out.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct MatchingSettings {
    /// Below this confidence a question is declined, from 0 to 1.
    pub threshold: Option<At<f64>>,
    /// Below this confidence the bot asks what was meant, from 0 to 1.
    pub ambiguity_threshold: Option<At<f64>>,
}

/// `[check]`: what `exitnote check` finds.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct CheckSettings {
    /// After so many days since the dataset's as-of date it is stale; never if it is left out.
    pub stale_after_days: Option<At<i64>>,
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
    /// What is put behind a question without asking anything (laughter), or in short, and what it stands for; for
    /// scripts without spaces, where it is no word of its own. May stand for nothing.
    #[serde(default)]
    pub endings: BTreeMap<String, At<String>>,
    /// Runs of letters as people speak and what they are read as, in scripts without spaces, where a question is better
    /// understood so.
    #[serde(default)]
    pub spoken: BTreeMap<String, At<String>>,
    /// The small words that join names, dates and causes.
    #[serde(default)]
    pub particles: ParticlesTable,
    /// Words that fill slots.
    #[serde(default)]
    pub word: Vec<Word>,
}

/// `[particles]`: what is written beside names, causes and dates.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ParticlesTable {
    /// Behind an owner.
    pub owner: Vec<At<String>>,
    /// Behind a cause.
    pub cause: Vec<At<String>>,
    /// Behind whom or what something is done to.
    pub object: Vec<At<String>>,
    /// Before whoever did something that is told of the other.
    pub agent: Vec<At<String>>,
    /// Behind the name of a person and hardly anything else.
    pub honorific: Vec<At<String>>,
    /// Behind a name as behind any noun.
    pub behind_name: Vec<At<String>>,
    /// Behind the beginning of a stretch of time; the first is what a wave dash between two dates is read as.
    pub from: Vec<At<String>>,
    /// Before a unit of time of which one is meant.
    pub one: Vec<At<String>>,
    /// Before a sentence, to ask whether it is so; with it, a message that says something outright is put to the test.
    pub tested: Vec<At<String>>,
    /// Behind the subject of a sentence, where it says something of it.
    pub finite: Vec<At<String>>,
    /// The units of dates, one character each.
    pub date_units: Vec<At<String>>,
}

/// Words that fill a slot with a value.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Word {
    /// The slot: group, ordinal, number, manner, reason, pronoun, all, negation, except.
    pub slot: At<String>,
    /// With which value.
    pub value: At<String>,
    /// The words or phrases, or templates of them as in the table of intents.
    pub words: Vec<At<String>>,
}
