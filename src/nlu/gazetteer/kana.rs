//! The consonants of a name, alike for its Latin spelling and for whatever katakana somebody writes it in.
//!
//! How a foreign name is put into kana is not settled: vowels, their length, doubled and voiced consonants vary from
//! writer to writer. The consonants that remain after folding tell a long name apart from other words.

/// Fewer consonants are shared by too many words.
const SHORTEST: usize = 4;

/// The consonants of a katakana word, if they are enough to tell a name.
pub(super) fn heard(word: &str) -> Option<String> {
    // The nasal at the end of a syllable is written with and without a stop behind it.
    let word = word.replace("ング", "ン");
    let consonants: String = word.chars().filter_map(consonant).collect();
    (consonants.len() >= SHORTEST).then_some(consonants)
}

/// The consonants of a Latin name, with and without an "r" that no vowel follows: kana have a long vowel in its place, or
/// a syllable of its own. Nothing for names of other scripts or of too few consonants.
pub(super) fn spelt(name: &str) -> Vec<String> {
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut forms: Vec<String> = [true, false]
        .into_iter()
        .map(|keeps| consonants(name, keeps))
        .filter(|it| it.len() >= SHORTEST)
        .collect();
    forms.dedup();
    forms
}

/// Spellings of one consonant, the longest first; `_` stands for none.
const SPELLINGS: [(&str, &str); 14] = [
    ("tsch", "s"),
    ("sch", "s"),
    ("tch", "s"),
    ("sh", "s"),
    ("ch", "s"),
    ("sz", "s"),
    ("zh", "s"),
    ("ts", "s"),
    ("ng", "n"),
    ("ph", "h"),
    ("ck", "k"),
    ("gh", "k"),
    ("th", "s"),
    ("x", "ks"),
];

fn consonants(name: &str, keeps_r: bool) -> String {
    let mut found = String::with_capacity(name.len());
    let mut rest = name;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let spelling = SPELLINGS.iter().find(|(it, _)| rest.starts_with(it));
        let length = spelling.map_or(1, |(it, _)| it.len());
        rest = rest.get(length..).unwrap_or_default();
        let vowel_follows = rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
        match spelling {
            Some((_, sound)) => found.push_str(sound),
            None if before == Some(first) => {}
            None => found.extend(match first {
                'c' | 'q' | 'k' | 'g' => Some('k'),
                's' | 'z' | 'j' => Some('s'),
                't' | 'd' => Some('t'),
                'b' | 'p' | 'v' => Some('b'),
                'f' => Some('h'),
                'h' if vowel_follows => Some('h'),
                'm' => Some('m'),
                'n' => Some('n'),
                'l' => Some('r'),
                'r' if keeps_r || vowel_follows => Some('r'),
                _ => None,
            }),
        }
        before = Some(first).filter(|_| spelling.is_none());
    }
    found
}

/// The consonant that a katakana syllable begins with, folded.
fn consonant(kana: char) -> Option<char> {
    match kana {
        'カ'..='ゴ' => Some('k'),
        'サ'..='ゾ' | 'チ' | 'ヂ' | 'ツ' | 'ヅ' => Some('s'),
        'タ' | 'ダ' | 'テ' | 'デ' | 'ト' | 'ド' => Some('t'),
        'ナ'..='ノ' | 'ン' => Some('n'),
        'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => Some('h'),
        'バ'..='ポ' | 'ヴ' => Some('b'),
        'マ'..='モ' => Some('m'),
        'ラ'..='ロ' => Some('r'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{heard, spelt};

    #[test]
    fn writings_of_one_name_are_alike() {
        for (name, kana) in [
            ("armstrong", "アームストロング"),
            ("liberatore", "リベラトレ"),
            ("dekraker", "デクラーカー"),
            ("nordeenross", "ノーディーンロス"),
        ] {
            let heard = heard(kana).expect("these names have consonants enough");
            assert!(spelt(name).contains(&heard), "{name} {kana}");
        }
        assert_eq!(heard("マスク"), None);
    }
}
