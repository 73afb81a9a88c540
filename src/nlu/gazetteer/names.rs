//! Names as a curator writes them, taken apart into the words that are looked for.

use super::EntityKind;
use super::unspaced::{is_hangul, is_katakana, is_unspaced};

/// A katakana or Hangul part of a person's name that stands for the whole has at least so many characters.
const SHORTEST_PART: usize = 3;

/// One way to write an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    /// As the curator wrote it.
    pub(super) written: String,
    /// Its words, normalised.
    pub(super) words: Vec<String>,
    /// A handle or the like: its words say nothing one by one.
    pub(super) whole: bool,
}

/// A name in katakana as it is typed in haste, without the marks that only lengthen a sound; none of a name that is too
/// short to be told by the rest.
fn without_length(form: &str) -> Option<String> {
    const TOLD: usize = 3;
    let lengthens = |it: char| matches!(it, 'ー' | 'ッ');
    let rest: String = form.chars().filter(|it| !lengthens(*it)).collect();
    let told = rest != form && rest.chars().count() >= TOLD;
    (told && form.chars().all(is_katakana)).then_some(rest)
}

impl Spelling {
    /// Takes a name apart; `None` if nothing of it is left after normalisation.
    pub(super) fn new(name: &str, normalise: &dyn Fn(&str) -> String) -> Option<Self> {
        // The parser drops the middle dot inside katakana, but it parts given name and surname.
        let words: Vec<String> = name
            .split(|character: char| {
                character.is_whitespace() || matches!(character, '・' | '·' | '_' | '＝' | '=')
            })
            .flat_map(|part| {
                normalise(part)
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        let whole =
            name.contains(['_', '@']) || name.chars().any(|character| character.is_ascii_digit());
        (!words.is_empty()).then(|| Self {
            written: name.to_owned(),
            words,
            whole,
        })
    }

    /// True if the name is written in a script whose names are found inside runs of text.
    pub(super) fn is_unspaced(&self) -> bool {
        self.words.iter().any(|word| word.chars().any(is_unspaced))
    }

    /// What to look for inside runs of text: the whole name, and for people its parts that are long enough.
    pub(super) fn forms(&self, kind: EntityKind) -> Vec<String> {
        let joined = self.words.concat();
        let mut forms = Vec::new();
        // A name of one character ("バ") is told from a part of another word by the script around it.
        let short = kind == EntityKind::Person && joined.chars().all(is_katakana);
        let length = joined.chars().count();
        if length > 1 || (length == 1 && short) {
            if self.words.len() > 1 {
                forms.push(self.words.join(" "));
            }
            forms.push(joined);
        }
        if kind == EntityKind::Person && self.words.len() > 1 && !self.whole {
            let phonetic = |word: &&String| {
                word.chars()
                    .all(|character| is_katakana(character) || is_hangul(character))
            };
            forms.extend(
                self.words
                    .iter()
                    .filter(phonetic)
                    .filter(|word| word.chars().count() >= SHORTEST_PART)
                    .cloned(),
            );
        }
        if kind == EntityKind::Person {
            let hasty: Vec<String> = forms.iter().filter_map(|it| without_length(it)).collect();
            forms.extend(hasty);
        }
        forms
    }

    /// The possessive of a name of one word, written without its apostrophe.
    pub(super) fn possessive(&self) -> Option<Self> {
        let [word] = self.words.as_slice() else {
            return None;
        };
        let plain = word.len() >= SHORTEST_PART && word.bytes().all(|it| it.is_ascii_lowercase());
        (plain && !word.ends_with('s')).then(|| Self {
            written: self.written.clone(),
            words: vec![format!("{word}s")],
            whole: self.whole,
        })
    }

    /// The same name with its last word in the plural, or in the singular.
    pub(super) fn other_number(&self) -> Option<Self> {
        let last = self.words.last()?;
        if last.len() < 3 || !last.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let other = if let Some(stem) = last.strip_suffix("ies") {
            format!("{stem}y")
        } else if last.ends_with("ss") {
            format!("{last}es")
        } else if let Some(stem) = last.strip_suffix('s') {
            stem.to_owned()
        } else if let Some(stem) = last.strip_suffix('y') {
            format!("{stem}ies")
        } else {
            format!("{last}s")
        };
        let words = self
            .words
            .iter()
            .take(self.words.len() - 1)
            .cloned()
            .chain([other])
            .collect();
        Some(Self {
            written: self.written.clone(),
            words,
            whole: self.whole,
        })
    }
}
