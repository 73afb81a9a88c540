//! Names in scripts without spaces, found inside runs of text: Han, kana and Hangul.
//!
//! Han and Hangul names are matched as substrings, Hangul only at the start of a word because particles follow. A katakana name must fill a whole
//! katakana run, alone or together with other names, for katakana is where foreign words begin and end. It may also be
//! typed in hiragana, where only its length and what stands around it tell it from ordinary words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::EntityKind;

/// The names of one gazetteer in these scripts.
#[derive(Clone, Debug, Default)]
pub(super) struct UnspacedNames {
    automaton: Option<AhoCorasick>,
    /// Name index by pattern; several patterns may be written alike.
    names: Vec<Vec<u32>>,
    /// Forms that are also written for a name and are shorter than it: a particle must follow one of two characters.
    loose: BTreeSet<String>,
    /// What stands behind a name as behind any noun, and not inside a word that begins like it.
    pub(super) behind: Vec<String>,
}

impl UnspacedNames {
    /// Builds the automaton over written forms, those that are also written, and the names that they stand for.
    pub(super) fn new(
        forms: BTreeMap<String, Vec<u32>>,
        loose: BTreeMap<String, Vec<u32>>,
    ) -> Self {
        let also = loose.keys().cloned().collect();
        let (patterns, names): (Vec<String>, Vec<Vec<u32>>) =
            forms.into_iter().chain(loose).unzip();
        // The automaton cannot be built only if there are more patterns than its state numbers hold; then these names are not found.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok();
        Self {
            automaton: automaton.filter(|_| !patterns.is_empty()),
            names,
            loose: also,
            behind: Vec::new(),
        }
    }

    /// Names in `text`: bytes and name indices, left to right, not overlapping.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, &[u32])> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        if text.is_ascii() {
            return Vec::new();
        }
        let mut found: Vec<(Range<usize>, &[u32])> = automaton
            .find_iter(text)
            .filter_map(|hit| {
                Some((
                    hit.range(),
                    self.names.get(hit.pattern().as_usize())?.as_slice(),
                ))
            })
            .collect();
        // A dropped match can leave its neighbour without a border, so the rule is applied until nothing changes.
        loop {
            let ranges: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
            found.retain(|(range, _)| {
                let touches = |at: usize| {
                    ranges
                        .iter()
                        .any(|other| other != range && (other.start == at || other.end == at))
                };
                self.bordered(text, range, touches)
            });
            if found.len() == ranges.len() {
                return found;
            }
        }
    }

    /// True if a name may start and end where `range` does; `touches` says whether another name starts or ends at a place.
    fn bordered(&self, text: &str, range: &Range<usize>, touches: impl Fn(usize) -> bool) -> bool {
        let (Some(before), Some(said), Some(after)) = (
            text.get(..range.start),
            text.get(range.clone()),
            text.get(range.end..),
        ) else {
            return false;
        };
        if said.chars().all(|it| is_hiragana(it) || it == 'ー') {
            return self.stands_in_hiragana(before, said, after);
        }
        let runs_on = |left: &str, right: &str, script: fn(char) -> bool| {
            left.chars().next_back().is_some_and(script) && right.chars().next().is_some_and(script)
        };
        let short = said.chars().count() <= SHORT && self.loose.contains(said);
        if short && !(after.is_empty() || after.starts_with(' ') || self.follows(after)) {
            return false;
        }
        let latin = |it: char| it.is_ascii_alphanumeric();
        let left_open = runs_on(before, said, is_katakana)
            || runs_on(before, said, is_hangul)
            || runs_on(before, said, latin);
        let right_open = runs_on(said, after, is_katakana) || runs_on(said, after, latin);
        (!left_open || touches(range.start)) && (!right_open || touches(range.end))
    }

    /// Whether a name typed in hiragana stands by itself: the shorter it is, the more it takes to tell it from a part of an
    /// ordinary word (じゃん, ちゃんと).
    fn stands_in_hiragana(&self, before: &str, said: &str, after: &str) -> bool {
        let length = said.chars().count();
        let begins = before.chars().next_back();
        let open = begins.is_none_or(|it| !is_hiragana(it) && it != 'ー');
        let apart = begins.is_none_or(|it| it == ' ');
        match length {
            LONG.. => true,
            4 => open,
            _ => apart && (after.starts_with(' ') || self.follows(after)),
        }
    }

    /// Whether a text begins with what stands behind a name.
    fn follows(&self, after: &str) -> bool {
        self.behind.iter().any(|it| after.starts_with(it))
    }
}

/// A katakana name as it is typed by somebody who does not change the script, if it is long enough to be told from other
/// words: of people from three characters on, or two with a long vowel, of anything else from [`LONG`] on.
pub(super) fn in_hiragana(form: &str, kind: EntityKind) -> Option<String> {
    let length = form.chars().count();
    let least = match kind {
        EntityKind::Person if form.ends_with('ー') => 2,
        EntityKind::Person => 3,
        _ => LONG,
    };
    if length < least {
        return None;
    }
    form.chars()
        .map(|character| match character {
            'ー' => Some(character),
            '\u{30a1}'..='\u{30f4}' => char::from_u32(u32::from(character) - 0x60),
            _ => None,
        })
        .collect()
}

/// A katakana name without its long vowels, if it has any and at least two other characters.
pub(super) fn shortened(form: &str) -> Option<String> {
    let katakana = form.chars().all(|it| is_katakana(it) || it == ' ');
    let short: String = form.chars().filter(|it| *it != 'ー').collect();
    let long = short.chars().count() >= SHORT;
    (katakana && long && short != form).then_some(short)
}

/// A form of no more characters may be a part of another word.
const SHORT: usize = 2;

/// A name of so many characters is no part of other words, whatever stands around it.
const LONG: usize = 5;

/// Hiragana without the long-vowel mark, which both kana share.
fn is_hiragana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}')
}

/// Katakana and its long-vowel mark.
pub fn is_katakana(character: char) -> bool {
    matches!(character, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}')
}

/// Hangul syllables.
pub(super) fn is_hangul(character: char) -> bool {
    matches!(character, '\u{ac00}'..='\u{d7a3}')
}

/// Scripts whose names are found inside runs.
pub(super) fn is_unspaced(character: char) -> bool {
    is_hangul(character)
        || matches!(character, '\u{2e80}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
