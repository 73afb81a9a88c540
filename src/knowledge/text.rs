//! A text in several languages.

use std::collections::BTreeMap;

/// One text in every language that a curator wrote; the dataset's first language is always there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    original: String,
    translations: BTreeMap<String, String>,
}

impl Text {
    /// A text with its translations by language tag (`ja`).
    pub fn new(original: String, translations: BTreeMap<String, String>) -> Self {
        Self {
            original,
            translations,
        }
    }

    /// The text in this language, else in the dataset's own.
    pub fn get(&self, language: &str) -> &str {
        self.translations.get(language).unwrap_or(&self.original)
    }

    /// The text with each version changed.
    #[must_use]
    pub fn each(&self, change: impl Fn(&str) -> String) -> Self {
        let translations = self.translations.iter();
        Self {
            original: change(&self.original),
            translations: translations
                .map(|(language, it)| (language.clone(), change(it)))
                .collect(),
        }
    }

    /// Whether a version of this text has one of these words in it, each several parted by `|`. Case does not matter.
    pub fn has_one_of(&self, words: &[String]) -> bool {
        self.versions().map(str::to_lowercase).any(|version| {
            let mut words = words.iter().flat_map(|it| it.split('|'));
            words.any(|wanted| version.contains(wanted))
        })
    }

    /// Whether a version of this text gives a number in figures.
    pub fn has_number(&self, number: i64) -> bool {
        let number = number.to_string();
        self.versions()
            .flat_map(|version| version.split(|c: char| !c.is_ascii_digit()))
            .any(|it| it == number)
    }

    /// All versions, the original first.
    pub fn versions(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.original.as_str())
            .chain(self.translations.values().map(String::as_str))
    }

    /// Whether a version of this text says a version of the other, such as a name. Case matters.
    pub fn says(&self, other: &Self) -> bool {
        other
            .versions()
            .any(|wanted| self.versions().any(|version| version.contains(wanted)))
    }
}
