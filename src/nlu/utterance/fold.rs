//! Characters as they are compared: one width, one case, no accents, nothing that is not part of a word.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_properties::{
    GeneralCategory, GeneralCategoryGroup, UnicodeEmoji as _, UnicodeGeneralCategory as _,
};
use unicode_script::{Script, UnicodeScript as _};

/// NFKC, case folding and accents, and every character that is not part of a word turned into a
/// space or dropped.
pub(super) fn fold(text: &str) -> Vec<char> {
    // Most texts are plain, English and Japanese ones: nothing in them has an accent or a second form.
    let plain = |c: char| c.is_ascii() || is_plain_unspaced(c) || is_plain_mark(c);
    if text.is_ascii() || text.chars().all(plain) {
        let visible = text
            .chars()
            .filter(|&c| (!c.is_ascii_control() || c.is_whitespace()) && !is_decoration(c));
        let mut out = Vec::with_capacity(text.len());
        out.extend(visible.map(|c| c.to_ascii_lowercase()));
        return out;
    }
    let mut out = Vec::with_capacity(text.len());
    // Case goes up and then down so that "ß", "SS" and "ss", or "ς" and "Σ", fall together.
    let folded = visible(text)
        .nfkc()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfkc();
    let mut marks_belong = false;
    for c in folded {
        if is_combining_mark(c) {
            // A mark belongs to a Thai, Hindi or Japanese word but not to a Latin one.
            if marks_belong {
                out.push(c);
            }
            continue;
        }
        let takes_accents = takes_accents(c);
        marks_belong = c.is_alphanumeric() && !takes_accents;
        if takes_accents {
            push_without_accent(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}

/// The characters that can be part of a word or part words. Emoji are taken out before NFKC, which would turn some of them
/// (™, ℹ) into letters.
fn visible(text: &str) -> impl Iterator<Item = char> {
    let visible = text.chars().filter_map(|c| match c {
        _ if c.is_whitespace() => Some(c),
        _ if is_decoration(c) => None,
        _ if c.is_ascii() => (!c.is_ascii_control()).then_some(c),
        '\u{fe00}'..='\u{fe0f}' | '\u{20e3}' => None,
        _ if c.general_category_group() == GeneralCategoryGroup::Other => None,
        '\u{00ad}' | '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => None,
        '™' | '©' | '®' => Some(' '),
        _ if c.is_emoji_char() => Some(' '),
        _ => Some(c),
    });
    visible.map(|c| if c.is_whitespace() { ' ' } else { c })
}

/// A text without the characters that nobody sees and that part no words: a zero-width space, a soft hyphen.
pub fn without_unseen(text: &str) -> String {
    let unseen = |c: &char| c.general_category() == GeneralCategory::Format;
    text.chars().filter(|c| !unseen(c)).collect()
}

/// Whether this is a letter of Japanese that is its own normal form.
pub(super) fn is_plain_unspaced(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{4e00}'..='\u{9ffc}')
}

/// Whether this is a mark of Japanese that only parts words.
fn is_plain_mark(c: char) -> bool {
    matches!(c, '？' | '！' | '、' | '。' | '「' | '」')
}

/// Whether this is a sign that people put inside a word and that leaves no gap (`le**ft**`).
fn is_decoration(c: char) -> bool {
    matches!(c, '*' | '＊' | '~' | '～' | '`' | '｀' | '・' | '･')
}

/// Whether marks on this letter are accents, which people leave out when they type.
fn takes_accents(c: char) -> bool {
    matches!(c.script(), Script::Latin | Script::Greek | Script::Cyrillic) || c.is_ascii()
}

/// Writes a Latin, Greek or Cyrillic letter as people type it on a keyboard without it.
fn push_without_accent(c: char, out: &mut Vec<char>) {
    if c.is_ascii() {
        out.push(c);
        return;
    }
    // The accent goes first: what is left of "ǽ" is a letter to be spelled out itself.
    decompose_canonical(c, |part| match part {
        _ if is_combining_mark(part) => {}
        'æ' => out.extend(['a', 'e']),
        'œ' => out.extend(['o', 'e']),
        'ß' => out.extend(['s', 's']),
        'þ' => out.extend(['t', 'h']),
        'ð' | 'đ' => out.push('d'),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        _ => out.push(part),
    });
}
