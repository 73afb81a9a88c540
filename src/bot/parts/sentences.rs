//! Where the sentences of a message end.

/// A text parted behind the characters that `ends`, given what follows each.
pub(super) fn split_behind(raw: &str, ends: impl Fn(char, &str) -> bool) -> Vec<String> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in raw.char_indices() {
        let end = at + c.len_utf8();
        let stop = c == '.' && raw.get(start..at).is_some_and(ends_with_abbreviation);
        if !stop && ends(c, raw.get(end..).unwrap_or_default()) {
            parts.extend(raw.get(start..end).map(str::to_owned));
            start = end;
        }
    }
    parts.extend(raw.get(start..).map(str::to_owned));
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    parts
}

/// Whether the last word of a text is an abbreviation ("Dr", "vs"): letters without a vowel, and more than one.
fn ends_with_abbreviation(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    let consonant = |it: char| it.is_ascii_alphabetic() && !"aeiouy".contains(it);
    word.len() > 1 && word.to_ascii_lowercase().chars().all(consonant)
}

/// A line with one space between words.
pub(super) fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sentence ends at its mark; a full stop also stands in numbers and names.
pub(super) fn ends_sentence(c: char, behind: &str) -> bool {
    match c {
        '?' | '？' | '！' | '。' | '\n' => true,
        '.' | '!' => behind.is_empty() || behind.starts_with(char::is_whitespace),
        _ => false,
    }
}
