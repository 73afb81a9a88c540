//! Looking words of a vocabulary up at a place in the text, and the rules of where a word ends.

use std::collections::BTreeMap;

use rapidfuzz::distance::osa;

use crate::nlu::hashed::HashedMap;

/// Shortest month name that is also found with one wrong letter.
const MISSPELLABLE: usize = 5;

/// A word found: bytes, the value that goes with it, and whether a letter was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit<T> {
    pub(super) length: usize,
    pub(super) value: T,
    pub(super) misspelt: bool,
    pub(super) ambiguous: bool,
}

/// One word of a table.
#[derive(Clone, Debug)]
struct Entry<T> {
    word: String,
    value: T,
    ambiguous: bool,
}

/// Words and their values.
#[derive(Clone, Debug)]
pub(super) struct WordTable<T> {
    /// By what they begin with, as [`beginning`] reads it.
    by_beginning: HashedMap<String, Known<T>>,
    /// Those that may have a wrong letter, by their first, longest first.
    misspellable: BTreeMap<char, Vec<Entry<T>>>,
}

/// The words of one beginning.
#[derive(Clone, Debug)]
struct Known<T> {
    /// Words of one kind of script, which stand in a text as they are written; in the order of their letters.
    plain: Vec<Entry<T>>,
    /// Words in which scripts meet, so that a text may have a space there; longest first.
    mixed: Vec<Entry<T>>,
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self {
            plain: Vec::new(),
            mixed: Vec::new(),
        }
    }
}

impl<T> Known<T> {
    fn push(&mut self, entry: Entry<T>) {
        // A space that a word has stands in the text as it does in the word.
        let letters = entry.word.chars().filter(|it| *it != ' ');
        let mut scripts = letters.map(is_unspaced);
        let first = scripts.next();
        if scripts.all(|it| first == Some(it)) {
            self.plain.push(entry);
        } else {
            self.mixed.push(entry);
        }
    }

    /// Puts the words in order; of those that are given twice, the first stays.
    fn sort(&mut self) {
        self.plain.sort_by(|a, b| a.word.cmp(&b.word));
        self.plain
            .dedup_by(|later, earlier| later.word == earlier.word);
        self.mixed
            .sort_by_key(|entry| std::cmp::Reverse(entry.word.len()));
    }

    /// The longest word that `text` starts with, and its length there.
    fn at(&self, text: &str) -> Option<(&Entry<T>, usize)> {
        let mixed = self
            .mixed
            .iter()
            .find_map(|entry| Some((entry, literal_at(&entry.word, text)?)));
        let longest = mixed.into_iter().chain(self.plain_at(text));
        longest.max_by_key(|(_, length)| *length)
    }

    /// The longest word of `plain`: every word that `text` starts with stands before it in the order of letters, and
    /// behind a word that parts from `text` somewhere none is longer than what those two share.
    fn plain_at(&self, text: &str) -> Option<(&Entry<T>, usize)> {
        let (mut words, mut shared) = (self.plain.as_slice(), text);
        loop {
            let before = words.partition_point(|entry| entry.word.as_str() <= shared);
            let (entry, rest) = words.get(..before)?.split_last()?;
            if let Some(length) = literal_at(&entry.word, text) {
                return Some((entry, length));
            }
            let same = entry.word.chars().zip(text.chars());
            let same = same.take_while(|(own, other)| own == other);
            let length = same.map(|(own, _)| own.len_utf8()).sum();
            (words, shared) = (rest, text.get(..length)?);
        }
    }
}

impl<T: Copy> WordTable<T> {
    /// All words, in no order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let known = self.by_beginning.values();
        let words = known.flat_map(|it| it.plain.iter().chain(&it.mixed));
        words.map(|it| it.word.as_str())
    }

    /// A table of `(words, value)`; `misspelling` lets names of five and more letters have one wrong letter.
    pub(super) fn new<'a>(
        lists: impl IntoIterator<Item = (&'a [String], T)>,
        ambiguous: &[String],
        misspelling: bool,
    ) -> Self {
        let mut by_beginning: HashedMap<String, Known<T>> = HashedMap::default();
        let mut misspellable: BTreeMap<char, Vec<Entry<T>>> = BTreeMap::new();
        for (words, value) in lists {
            for word in words {
                let Some(first) = word.chars().next() else {
                    continue;
                };
                let entry = Entry {
                    word: word.clone(),
                    value,
                    ambiguous: ambiguous.contains(word),
                };
                let long = word.chars().count() >= MISSPELLABLE;
                if misspelling && long && word.chars().all(is_spaced_letter) {
                    misspellable.entry(first).or_default().push(entry.clone());
                }
                let known = by_beginning.entry(beginning(word).to_owned());
                known.or_default().push(entry);
            }
        }
        by_beginning.values_mut().for_each(Known::sort);
        for entries in misspellable.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.word.len()));
        }
        Self {
            by_beginning,
            misspellable,
        }
    }

    /// The first characters of all words.
    pub(super) fn first_characters(&self) -> impl Iterator<Item = char> + '_ {
        self.by_beginning.keys().filter_map(|it| it.chars().next())
    }

    /// The longest word that `text` starts with and that ends there.
    pub(super) fn at(&self, text: &str) -> Option<Hit<T>> {
        let known = self.by_beginning.get(beginning(text));
        if let Some((entry, length)) = known.and_then(|known| known.at(text)) {
            return Some(Hit {
                length,
                value: entry.value,
                misspelt: false,
                ambiguous: entry.ambiguous,
            });
        }
        let near = self.misspellable.get(&text.chars().next()?)?;
        let word = leading_word(text);
        let letters = word.chars().count();
        if !(MISSPELLABLE - 1..=12).contains(&letters) {
            return None;
        }
        let near = near.iter().find(|entry| {
            let length = entry.word.chars().count();
            length.abs_diff(letters) <= 1 && osa::distance(entry.word.chars(), word.chars()) <= 1
        })?;
        Some(Hit {
            length: word.len(),
            value: near.value,
            misspelt: true,
            ambiguous: near.ambiguous,
        })
    }
}

/// The length of `literal` in `text`, if `text` starts with it and it ends there.
///
/// The utterance parser parts scripts with spaces from scripts without ("2026 年"), so a space that the literal does not have is passed over there.
pub(super) fn literal_at(literal: &str, text: &str) -> Option<usize> {
    let end = if text.starts_with(literal) {
        literal.len()
    } else if literal.is_ascii() {
        // No scripts meet in it.
        return None;
    } else {
        loose_end(literal, text)?
    };
    ends_between(literal, text.get(end..)?).then_some(end)
}

fn loose_end(literal: &str, text: &str) -> Option<usize> {
    let mut at = 0;
    let mut last = None;
    for wanted in literal.chars() {
        let rest = text.get(at..)?;
        if rest.starts_with(' ')
            && last.is_some_and(|last| is_unspaced(last) != is_unspaced(wanted))
        {
            at += 1;
        }
        if !text.get(at..)?.starts_with(wanted) {
            return None;
        }
        at += wanted.len_utf8();
        last = Some(wanted);
    }
    Some(at)
}

/// Passes over the space that the utterance parser puts between scripts, if there is one at the start of `text`.
pub(super) fn script_space(before: &str, text: &str) -> usize {
    if !text.starts_with(' ') {
        return 0;
    }
    let (left, mut right) = (before.chars().next_back(), text.chars());
    match (left, right.next(), right.next()) {
        (Some(left), Some(' '), Some(next)) if is_unspaced(left) != is_unspaced(next) => 1,
        _ => 0,
    }
}

/// A letter of a script that puts spaces between words.
pub(super) fn is_spaced_letter(character: char) -> bool {
    !is_unspaced(character) && character.is_alphabetic()
}

/// Scripts written without spaces between words: Han, kana.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// True if a word that ends in `left` may end before `right`, inside a template: a number may touch a letter there.
pub(super) fn ends_between(left: &str, right: &str) -> bool {
    match (left.chars().next_back(), right.chars().next()) {
        (Some(left), Some(right)) => {
            !(is_spaced_letter(left) && is_spaced_letter(right)
                || left.is_ascii_digit() && right.is_ascii_digit())
        }
        _ => true,
    }
}

/// True if an expression may start or end here: letters and digits of spaced scripts do not touch,
/// and a number does not continue behind a point, a colon, a slash or a hyphen, nor behind a comma that parts thousands.
pub(super) fn is_border(left: &str, right: &str) -> bool {
    let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else {
        return true;
    };
    let spaced = |character: char| character.is_ascii_digit() || is_spaced_letter(character);
    if spaced(before) && spaced(after) {
        return false;
    }
    let mut rest = right.chars();
    let (joint, next) = (rest.next(), rest.next());
    if before.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit()) {
        if matches!(joint, Some('.' | ':' | '/' | '-')) {
            return false;
        }
        if joint == Some(',') {
            return right
                .chars()
                .skip(1)
                .take_while(char::is_ascii_digit)
                .count()
                != 3;
        }
    }
    let mut rest = left.chars().rev();
    let (joint, previous) = (rest.next(), rest.next());
    !(after.is_ascii_digit()
        && previous.is_some_and(|previous| previous.is_ascii_digit())
        && matches!(joint, Some('.' | ':' | '/' | '-')))
}

/// What a word of a table that stands at the start of `text` must begin with: the first word whole, in a script with
/// spaces, or else the first character.
fn beginning(text: &str) -> &str {
    let word = leading_word(text);
    if word.is_empty() {
        let first = text.chars().next().map_or(0, char::len_utf8);
        text.get(..first).unwrap_or_default()
    } else {
        word
    }
}

/// The run of letters of a spaced script at the start of `text`.
pub(super) fn leading_word(text: &str) -> &str {
    let end = text
        .find(|character: char| !is_spaced_letter(character))
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}
