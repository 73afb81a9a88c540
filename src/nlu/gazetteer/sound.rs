//! A key that is equal for spellings of a name that sound alike, for misspellings further off than a letter or two.
//!
//! It folds what people confuse when they write a foreign name from memory: doubled letters, `ph`/`f`, `sz`/`s`, `sch`/`sh`, `ck`/`c`/`k`, `zh`/`z`/`s`,
//! `y`/`i`, a silent `h` or final `e`.

/// Spellings and what stands for them, the longest first; `1` is the sound of "sh".
const FOLDS: [(&str, &str); 24] = [
    ("tsch", "1"),
    ("sch", "1"),
    ("tch", "1"),
    ("sh", "1"),
    ("ch", "1"),
    ("cz", "1"),
    ("ph", "f"),
    ("sz", "s"),
    ("zs", "s"),
    ("zh", "s"),
    ("ts", "s"),
    ("ck", "k"),
    ("kh", "k"),
    ("gh", "g"),
    ("th", "t"),
    ("qu", "kv"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ey", "i"),
    ("ei", "i"),
    ("ce", "se"),
    ("ci", "si"),
];
/// Keys of fewer characters are shared by too many words.
const SHORTEST_KEY: usize = 2;
/// Skeletons of fewer characters are shared by too many words.
const SHORTEST_SKELETON: usize = 4;

/// The sound key of a Latin word, or `None` for other scripts and for words too short to tell.
pub(super) fn key(word: &str) -> Option<String> {
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut key = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let fold = FOLDS
            .iter()
            .find(|(spelling, _)| rest.starts_with(spelling));
        if let Some((spelling, sound)) = fold {
            sound
                .chars()
                .for_each(|character| push(&mut key, character));
            rest = rest.get(spelling.len()..).unwrap_or_default();
            continue;
        }
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
        let after_vowel = key.chars().next_back().is_some_and(is_vowel);
        let before_vowel = rest.chars().next().is_some_and(is_vowel);
        match first {
            'h' if after_vowel && !before_vowel => {}
            'c' | 'q' => push(&mut key, 'k'),
            'z' => push(&mut key, 's'),
            'y' => push(&mut key, 'i'),
            'x' => {
                push(&mut key, 'k');
                push(&mut key, 's');
            }
            'e' if rest.is_empty() && word.len() >= 5 => {}
            other => push(&mut key, other),
        }
    }
    (key.len() >= SHORTEST_KEY).then_some(key)
}

/// The first character and the consonants of a key, for words of six and more letters.
pub(super) fn skeleton(word: &str, key: &str) -> Option<String> {
    if word.len() < 6 {
        return None;
    }
    let skeleton: String = key
        .char_indices()
        .filter(|(at, character)| *at == 0 || !is_vowel(*character))
        .map(|(_, character)| character)
        .collect();
    (skeleton.len() >= SHORTEST_SKELETON).then_some(skeleton)
}

fn push(key: &mut String, character: char) {
    if !key.ends_with(character) {
        key.push(character);
    }
}

fn is_vowel(character: char) -> bool {
    matches!(character, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
