//! What the adapter says besides answers: the ids of its wordings, and how values are put into them.

use sha2::{Digest as _, Sha256};

use crate::bot::Bot;
pub(super) use crate::bot::{Phrase, Value as Word};

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
