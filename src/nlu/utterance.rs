//! The only place where text is normalised: everything that compares words compares these.
//!
//! Case, width, accents, quotes, punctuation, Markdown, emoji and invisible characters are how a
//! question is typed, not what it asks, so none of them reaches the rest of the program.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_properties::{GeneralCategoryGroup, UnicodeEmoji as _, UnicodeGeneralCategory as _};
use unicode_script::{Script, UnicodeScript as _};

/// The most characters of a question that are read.
pub const MAX_CHARS: usize = 4_000;
/// The most words of a question that are used.
pub const MAX_TOKENS: usize = 64;
/// The most characters that a Discord mention such as `<@123>` may have.
const MAX_MENTION_CHARS: usize = 100;

/// A question after normalisation: lower-case words separated by one space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    text: String,
    tokens: Vec<Token>,
    truncated: bool,
}

/// One word of an [`Utterance`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where the word stands in [`Utterance::text`], in bytes.
    pub range: Range<usize>,
}

impl Utterance {
    /// Normalises `raw`. Never fails: a text without a word gives an utterance without tokens.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        let end = raw.char_indices().nth(MAX_CHARS).map(|(at, _)| at);
        let read = end.and_then(|end| raw.get(..end)).unwrap_or(raw);
        let folded = if may_hold_address(read) {
            fold(&without_addresses(read))
        } else {
            fold(read)
        };
        let mut utterance = Self {
            text: String::with_capacity(folded.len()),
            tokens: Vec::new(),
            truncated: end.is_some(),
        };
        utterance.split(&folded);
        utterance
    }

    /// Splits folded characters into words.
    fn split(&mut self, chars: &[char]) {
        let mut last = Kind::Gap;
        for (i, &c) in chars.iter().enumerate() {
            let mut kind = kind(c);
            // A mark of a script with marks of its own (Hindi, Arabic, Thai) continues the word.
            if !c.is_ascii() && is_combining_mark(c) {
                if last != Kind::Gap {
                    self.push(c);
                }
                continue;
            }
            if kind == Kind::Gap {
                match within_number(chars, i) {
                    Within::Kept => kind = Kind::Spaced,
                    Within::Dropped => continue,
                    Within::No => {}
                }
            }
            if kind != Kind::Gap {
                if kind != last || c == '$' {
                    if self.tokens.len() == MAX_TOKENS {
                        self.truncated = true;
                        return;
                    }
                    self.begin();
                }
                self.push(c);
            }
            last = kind;
        }
    }

    /// Begins a word, which the next character makes longer than nothing.
    fn begin(&mut self) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let at = self.text.len();
        self.tokens.push(Token { range: at..at });
    }

    /// Adds a character to the last word.
    fn push(&mut self, c: char) {
        self.text.push(c);
        if let Some(word) = self.tokens.last_mut() {
            word.range.end = self.text.len();
        }
    }

    /// The normalised text, its words separated by one space.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words, in order; at most [`MAX_TOKENS`].
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The words as text, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.tokens
            .iter()
            .filter_map(|token| self.text.get(token.range.clone()))
    }

    /// Whether the end of the question was left out because it was too long.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }
}

/// Whether there is anything for [`without_addresses`] to look at; most questions have nothing.
fn may_hold_address(text: &str) -> bool {
    text.contains('<')
        || text
            .as_bytes()
            .windows(4)
            .any(|four| four.eq_ignore_ascii_case(b"http") || four.eq_ignore_ascii_case(b"www."))
}

/// Removes what is an address and not a word: URLs, mentions, custom emoji, command links.
fn without_addresses(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = chars.as_slice();
    while let Some((&first, tail)) = rest.split_first() {
        let length = if first == '<' {
            mention_length(rest)
        } else if out.chars().next_back().is_none_or(|c| !c.is_alphanumeric()) {
            url_length(rest)
        } else {
            0
        };
        if length > 0 {
            out.push(' ');
            rest = rest.get(length..).unwrap_or_default();
        } else {
            out.push(first);
            rest = tail;
        }
    }
    out
}

/// How many characters of `chars`, which begins with `<`, are a Discord mention or custom emoji.
fn mention_length(chars: &[char]) -> usize {
    let marked = matches!(
        chars,
        ['<', '@' | '#' | ':' | '/', ..] | ['<', 'a' | 't', ':', ..] | ['<', 'i', 'd', ':', ..]
    );
    let end = chars
        .iter()
        .take(MAX_MENTION_CHARS)
        .skip(1)
        .position(|&c| c == '>' || c == '<' || c == '\n');
    match end {
        Some(end) if marked && chars.get(end + 1) == Some(&'>') => end + 2,
        _ => 0,
    }
}

/// How many characters at the beginning of `chars` are a URL.
fn url_length(chars: &[char]) -> usize {
    const OPENINGS: [&str; 3] = ["https://", "http://", "www."];
    let opens = OPENINGS.iter().any(|opening| {
        opening.chars().count() < chars.len()
            && opening
                .chars()
                .zip(chars)
                .all(|(a, b)| a == b.to_ascii_lowercase())
    });
    if !opens {
        return 0;
    }
    chars
        .iter()
        .take_while(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ')' | '|' | '"'))
        .count()
}

/// NFKC, case folding and accents, and every character that is not part of a word turned into a
/// space or dropped.
fn fold(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    if text.is_ascii() {
        let visible = text
            .chars()
            .filter(|&c| (!c.is_ascii_control() || c.is_whitespace()) && !is_decoration(c));
        out.extend(visible.map(|c| c.to_ascii_lowercase()));
        return out;
    }
    // So are most Japanese texts: nothing in them has a case, an accent or a second form.
    let plain = |c: char| c.is_ascii() || is_plain_unspaced(c) || is_plain_mark(c);
    if text.chars().all(plain) {
        let visible = text
            .chars()
            .filter(|&c| !c.is_ascii_control() || c.is_whitespace())
            .filter(|&c| !is_decoration(c));
        out.extend(visible.map(|c| c.to_ascii_lowercase()));
        return out;
    }
    // Emoji are taken out before NFKC, which would turn some of them (™, ℹ) into letters.
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
    let visible = visible.map(|c| if c.is_whitespace() { ' ' } else { c });
    // Case goes up and then down so that "ß", "SS" and "ss", or "ς" and "Σ", fall together.
    let folded = visible
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

/// Whether this is a letter of Japanese that is its own normal form.
fn is_plain_unspaced(c: char) -> bool {
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

/// What a character is to the splitter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter or digit of a script that puts spaces between words.
    Spaced,
    /// A letter of a script that does not: Han, Hiragana, Katakana, Thai and its neighbours.
    Unspaced,
    /// Everything else.
    Gap,
}

fn kind(c: char) -> Kind {
    if c.is_ascii_alphanumeric() {
        return Kind::Spaced;
    }
    match c {
        'ー' | '々' | '〆' | '〇' => return Kind::Unspaced,
        _ if is_plain_unspaced(c) => return Kind::Unspaced,
        _ if c.is_ascii() => return Kind::Gap,
        _ => {}
    }
    let unspaced = matches!(
        c.script(),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
    );
    match c.general_category_group() {
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark if unspaced => Kind::Unspaced,
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number => Kind::Spaced,
        _ => Kind::Gap,
    }
}

/// Whether a sign belongs to the number around it.
enum Within {
    No,
    Kept,
    Dropped,
}

/// Judges the sign at `i`: `-`, `/`, `.`, `,` and `:` between digits, `$` before and `%` after.
fn within_number(chars: &[char], i: usize) -> Within {
    let digit = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let (before, after) = (i.checked_sub(1), i.checked_add(1));
    match chars.get(i) {
        Some(',')
            if digit(before)
                && (1..=3).all(|n| digit(i.checked_add(n)))
                && !digit(i.checked_add(4)) =>
        {
            Within::Dropped
        }
        Some('-' | '/' | '.' | ',' | ':') if digit(before) && digit(after) => Within::Kept,
        Some('$') if digit(after) && !digit(before) => Within::Kept,
        Some('%') if digit(before) && !digit(after) => Within::Kept,
        _ => Within::No,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(raw: &str) -> String {
        Utterance::parse(raw).text().to_owned()
    }

    #[test]
    fn words_are_separated_and_folded() {
        for (raw, expected) in [
            ("Who's left at xAI?", "who s left at xai"),
            ("Ba\u{2019}s last day…", "ba s last day"),
            ("didn’t “quit”", "didn t quit"),
            ("Ｗｈｅｎ　ｄｉｄ", "when did"),
            ("Ǽrø Ǿre", "aero ore"),
            ("STRAẞE", "strasse"),
            (
                "Kosić Székely Łukasz Straße",
                "kosic szekely lukasz strasse",
            ),
            (
                "when<:sad:12345>did <@!123> <@&9> <#4> </ask now:7> he",
                "when did he",
            ),
            ("see https://x.com/a?b=(1) now www.x.ai", "see now"),
            (
                "**when** did __Tony__ le**ft** > # x | y",
                "when did tony left x y",
            ),
            (
                "on 2026-02-10, or 10/02/2026. 1,250,000 1.25 10:30",
                "on 2026-02-10 or 10/02/2026 1250000 1.25 10:30",
            ),
            (
                "$1.25 20%, US$5 5 % x-ray 6/12",
                "$1.25 20% us $5 5 x ray 6/12",
            ),
            (
                "トニー・ウーはxAIをいつ辞めた？",
                "トニーウーは xai をいつ辞めた",
            ),
            ("2026年2月11日に", "2026 年 2 月 11 日に"),
            ("ﾊﾞﾌﾞｼｭｷﾝ ガ", "バブシュキン ガ"),
            ("Żółć ёлка Ά", "zolc елка α"),
            ("left👀xAI👨‍👩‍👧 ™ 1️⃣", "left xai 1"),
            ("zero\u{200b}width\u{ad} bell\u{7}s", "zerowidth bells"),
            ("bell\u{7}s\there", "bells here"),
            ("हिन्दी में", "हिन्दी में"),
            ("...?!", ""),
        ] {
            assert_eq!(text(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn long_texts_are_cut_and_say_so() {
        assert!(!Utterance::parse(&"a ".repeat(64)).truncated());
        let long = Utterance::parse(&"a ".repeat(65));
        assert!(long.truncated());
        assert_eq!(long.tokens().len(), MAX_TOKENS);
        assert!(Utterance::parse(&"a".repeat(4_001)).truncated());
    }

    /// A way of typing the same sentence, chosen by the numbers.
    fn retyped(words: &[String], noise: &[u8]) -> String {
        let mut out = String::new();
        let mut noise = noise.iter().copied().cycle();
        for word in words {
            for c in word.chars() {
                match noise.next().unwrap_or(0) % 12 {
                    0 => out.extend(c.to_uppercase()),
                    1 => out.extend([c, '\u{200b}']),
                    2 => out.extend([c, '\u{301}']),
                    3 => out.extend(['*', c, '*']),
                    4 if c.is_ascii_lowercase() => {
                        out.extend(char::from_u32(u32::from(c) - 0x61 + 0xff41));
                    }
                    5 => out.extend([c, '\u{2060}', '\u{fe0f}']),
                    _ => out.push(c),
                }
            }
            out.push_str(match noise.next().unwrap_or(0) % 9 {
                0 => ", ",
                1 => "  \t",
                2 => "? ",
                3 => " 😀 ",
                4 => "” “",
                5 => " <@123> ",
                6 => "\u{3000}",
                7 => "… ",
                _ => " ",
            });
        }
        out
    }

    #[test]
    fn every_character_is_folded_in_one_pass() {
        for c in '\0'..=char::MAX {
            let once = text(&c.to_string());
            assert_eq!(text(&once), once, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn typing_habits_change_nothing(
            words in prop::collection::vec("[a-z]{1,8}", 1..9),
            noise in prop::collection::vec(any::<u8>(), 1..60),
        ) {
            // "www" before a full stop is an address, so it is not a word to be retyped.
            prop_assume!(words.iter().all(|word| word != "www"));
            prop_assert_eq!(text(&retyped(&words, &noise)), words.join(" "));
        }

        #[test]
        fn parsing_twice_is_parsing_once(raw in "\\PC{0,60}") {
            let once = text(&raw);
            prop_assert_eq!(text(&once), once);
        }

        #[test]
        fn any_text_gives_tokens_that_cover_the_words(raw in any::<String>()) {
            let utterance = Utterance::parse(&raw);
            let words: Vec<&str> = utterance.words().collect();
            prop_assert_eq!(words.len(), utterance.tokens().len());
            prop_assert_eq!(words.join(" "), utterance.text());
        }
    }
}
