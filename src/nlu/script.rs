//! The scripts that languages are written in, and what the script of a text says of its language.

use std::collections::BTreeSet;

use super::phrases::is_unspaced;

/// A script, as far as the choice of a language needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Hiragana and katakana.
    Kana,
    /// Chinese characters.
    Han,
    /// Cyrillic letters.
    Cyrillic,
    /// Hangul.
    Hangul,
    /// Any other.
    Other,
}

impl Script {
    /// The names in files.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("latin", Self::Latin),
        ("kana", Self::Kana),
        ("han", Self::Han),
        ("cyrillic", Self::Cyrillic),
        ("hangul", Self::Hangul),
        ("other", Self::Other),
    ];

    /// The script that says most about the language of a text: kana before Chinese characters before the others, and any
    /// of them before Latin, since names and addresses in Latin letters stand in texts of every language. `None` if the
    /// text has no letters.
    pub fn telling(raw: &str) -> Option<Self> {
        let mut found = BTreeSet::new();
        for character in raw.chars() {
            let script = match character {
                '\u{3040}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9d}' => Self::Kana,
                _ if is_unspaced(character) => Self::Han,
                '\u{0400}'..='\u{052f}' => Self::Cyrillic,
                '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Self::Hangul,
                _ if character.is_ascii_alphanumeric() => Self::Latin,
                '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}' => {
                    Self::Latin
                }
                _ if character.is_alphabetic() => Self::Other,
                _ => continue,
            };
            found.insert(script);
        }
        [
            Self::Kana,
            Self::Hangul,
            Self::Cyrillic,
            Self::Han,
            Self::Other,
            Self::Latin,
        ]
        .into_iter()
        .find(|script| found.contains(script))
    }
}
