//! A plain normaliser for the tests of this module: lower case, words and scripts parted by one space, the middle dot dropped.

use super::unspaced::{is_hangul, is_unspaced};

/// What the utterance parser does, as far as these tests need it.
pub(super) fn normalise(raw: &str) -> String {
    let mut out = String::new();
    let mut last = None;
    for character in raw
        .to_lowercase()
        .chars()
        .filter(|character| *character != '・')
    {
        let unspaced = is_unspaced(character) && !is_hangul(character);
        let kind = character.is_alphanumeric().then_some(unspaced);
        if kind != last && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.extend(kind.map(|_| character));
        last = kind;
    }
    out.trim().to_owned()
}
