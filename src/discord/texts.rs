//! What the adapter says besides answers: the ids of its wordings, and how values are put into them.

use sha2::{Digest as _, Sha256};

use crate::bot::Bot;
pub(super) use crate::bot::{Phrase, Value as Word};

/// Every wording that this module asks for, so that `check` can demand them of each language.
pub const MESSAGES: &[&str] = &[
    "ask-timeline",
    "ask-when",
    "ask-who-is",
    "discord-as-of",
    "discord-ask-check",
    "discord-ask-person",
    "discord-ask-sources",
    "discord-ask-timeline",
    "discord-changed",
    "discord-changed-date",
    "discord-changed-destination",
    "discord-changed-manner",
    "discord-changed-reason",
    "discord-changed-response",
    "discord-changed-statement",
    "discord-choose",
    "discord-correction-bad-source",
    "discord-correction-field",
    "discord-correction-field-hint",
    "discord-correction-full",
    "discord-correction-source",
    "discord-correction-source-hint",
    "discord-correction-thanks",
    "discord-correction-title",
    "discord-correction-unclear",
    "discord-correction-value",
    "discord-correction-value-hint",
    "discord-delete",
    "discord-error",
    "discord-forget",
    "discord-forgotten",
    "discord-further-sources",
    "discord-help",
    "discord-help-commands",
    "discord-help-data",
    "discord-help-support",
    "discord-helpful",
    "discord-left-out",
    "discord-more-sources",
    "discord-new",
    "discord-next",
    "discord-not-here",
    "discord-nothing-to-check",
    "discord-only-admins",
    "discord-only-asker",
    "discord-only-servers",
    "discord-page",
    "discord-previous",
    "discord-privacy",
    "discord-role-hint",
    "discord-settings",
    "discord-settings-admins",
    "discord-settings-channels",
    "discord-settings-channels-all",
    "discord-settings-channels-none",
    "discord-settings-everyone",
    "discord-settings-full",
    "discord-settings-language",
    "discord-settings-language-any",
    "discord-settings-length",
    "discord-settings-off",
    "discord-settings-on",
    "discord-settings-saved",
    "discord-settings-short",
    "discord-settings-subscribers",
    "discord-settings-unanswered",
    "discord-slow-down",
    "discord-source-class",
    "discord-sources",
    "discord-sources-of-answer",
    "discord-stale",
    "discord-timeline",
    "discord-unanswered",
    "discord-unanswered-empty",
    "discord-unanswered-line",
    "discord-unanswered-off",
    "discord-unclear-date",
    "discord-understood",
    "discord-unhelpful",
    "discord-unknown-organisation",
    "discord-voted",
    "discord-watch-list",
    "discord-watch-none",
    "discord-watch-started",
    "discord-watch-stopped",
    "discord-wrong",
    "picture-exact",
    "picture-months",
    "picture-remaining",
    "picture-span",
    "picture-title",
    "picture-undated",
];

/// The bot together with the language to speak.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice<'a> {
    /// What knows the words.
    pub(super) bot: &'a Bot,
    /// A language of the bot's, as a tag.
    pub(super) language: &'a str,
}

impl<'a> Voice<'a> {
    /// The bot speaking a language of its own.
    pub(super) fn new(bot: &'a Bot, language: &'a str) -> Self {
        Self { bot, language }
    }

    /// A wording without values.
    pub(super) fn label(&self, id: &str) -> String {
        self.bot.label(self.language, id)
    }

    /// A wording with values.
    pub(super) fn say(&self, phrase: &Phrase) -> String {
        self.bot.say(self.language, phrase)
    }

    /// An organisation's name for people.
    pub(super) fn organisation(&self, id: &str) -> String {
        let organisations = &self.bot.knowledge.organisations;
        organisations
            .get(id)
            .map_or(id, |it| it.name.get(self.language))
            .to_owned()
    }

    /// A wording with one value.
    pub(super) fn with(
        &self,
        id: &'static str,
        name: &'static str,
        value: impl Into<Word>,
    ) -> String {
        self.say(&Phrase::new(id).with(name, value))
    }
}

/// The bot's language for one of Discord's locales such as `en-GB`, if it speaks it.
pub(super) fn spoken<'a>(bot: &'a Bot, locale: Option<&str>) -> Option<&'a str> {
    let locale = locale?;
    let stem = locale.split('-').next().unwrap_or(locale);
    bot.languages()
        .find(|own| *own == locale)
        .or_else(|| bot.languages().find(|own| *own == stem))
}

/// The language to speak where nothing tells which.
pub(super) fn fallback(bot: &Bot) -> &str {
    bot.languages()
        .find(|own| *own == "en")
        .or_else(|| bot.languages().next())
        .unwrap_or("en")
}

/// The first `bytes` bytes of a text's SHA-256, in hexadecimal digits.
pub(super) fn hex(text: &[u8], bytes: usize) -> String {
    let mut digits = String::with_capacity(2 * bytes);
    for byte in Sha256::digest(text).iter().take(bytes) {
        for half in [byte >> 4, byte & 15] {
            digits.extend(char::from_digit(u32::from(half), 16));
        }
    }
    digits
}
