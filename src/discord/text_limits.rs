//! Lengths as Discord may count them, and cutting to them. Counted are UTF-16 units, of which no text has fewer than
//! characters: what fits by this count fits by any.

/// The length of a text in UTF-16 units.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The text, or its beginning with `…` if it has more than `most` units.
pub(super) fn cut(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let mut used = 1;
    let mut kept: String = text
        .chars()
        .take_while(|character| {
            used += character.len_utf16();
            used <= most
        })
        .collect();
    // Not in the middle of a composed sign: a joiner or a variation mark would hang over.
    while kept.ends_with(['\u{200d}', '\u{fe0f}']) {
        kept.pop();
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_fits_and_shows_that_it_was_cut() {
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "ab…");
        assert_eq!(cut("👍👍👍", 5), "👍👍…");
        for most in 1..12 {
            assert!(units(&cut("誰が👩‍🚀辞めた👍", most)) <= most);
        }
    }
}
