//! The only place where text is normalised: everything that compares words compares these.
//!
//! Case, width, accents, quotes, punctuation, Markdown, emoji and invisible characters are how a
//! question is typed, not what it asks, so none of them reaches the rest of the program.

mod addresses;
mod fold;

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};
use unicode_script::{Script, UnicodeScript as _};

use addresses::{may_hold_address, without_addresses};
pub use fold::without_unseen;
use fold::{fold, is_plain_unspaced};

/// The most characters of a question that are read.
pub const MAX_CHARS: usize = 4_000;
/// The most words of a question that are used.
pub const MAX_TOKENS: usize = 64;
/// A question after normalisation: lower-case words separated by one space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    text: String,
    tokens: Vec<Token>,
    truncated: bool,
    /// The words that are written like names, in lower case.
    capitals: Vec<String>,
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
        let mut utterance = if is_plain(raw) {
            Self::parted(raw)
        } else {
            Self::folded(raw)
        };
        utterance.capitals = capitals(raw);
        utterance
    }

    /// The utterance of any text.
    fn folded(raw: &str) -> Self {
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
            capitals: Vec::new(),
        };
        utterance.split(&folded);
        utterance
    }

    /// The utterance of a text in which every letter or digit belongs to a word, and everything else parts words: most of
    /// what is read is so written.
    fn parted(plain: &str) -> Self {
        let lower = plain.to_ascii_lowercase();
        let words = lower.split(|it: char| !it.is_ascii_alphanumeric());
        let mut utterance = Self {
            text: String::with_capacity(lower.len()),
            tokens: Vec::new(),
            truncated: false,
            capitals: Vec::new(),
        };
        for word in words.filter(|it| !it.is_empty()) {
            if utterance.tokens.len() == MAX_TOKENS {
                utterance.truncated = true;
                break;
            }
            utterance.begin();
            utterance.text.push_str(word);
            if let Some(token) = utterance.tokens.last_mut() {
                token.range.end = utterance.text.len();
            }
        }
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

    /// Whether a word is written like a name: with a capital, behind the beginning, in a text of lower case.
    #[must_use]
    pub fn is_capital(&self, word: &str) -> bool {
        self.capitals.iter().any(|it| it == word)
    }

    /// Whether the end of the question was left out because it was too long.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }
}

/// The words behind the first one of a text that begin with a capital and go on in lower case, in lower case; none where
/// half of the words do, as in a heading, where capitals say nothing.
fn capitals(raw: &str) -> Vec<String> {
    // Most texts have no capital behind the first word, and looking at every letter takes longer than finding that out.
    if !raw.chars().skip(1).any(char::is_uppercase) {
        return Vec::new();
    }
    let is_letters = |it: &&str| it.starts_with(char::is_alphabetic);
    let words = raw.split(|it: char| !it.is_alphanumeric());
    let words: Vec<&str> = words.filter(is_letters).take(MAX_TOKENS).collect();
    let name = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    let written: Vec<&str> = words.iter().skip(1).copied().filter(name).collect();
    if written.len() * 2 > words.len() {
        return Vec::new();
    }
    written.into_iter().map(str::to_lowercase).collect()
}

/// Whether everything in a text but letters and digits parts words: no sign belongs to a number, an address or emphasis.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    let mut addresses = false;
    let parts = |byte: u8| {
        let digits = std::mem::replace(&mut before, byte).is_ascii_digit();
        addresses |= matches!(byte, b'.' | b':');
        byte.is_ascii_alphanumeric()
            || match byte {
                b'-' | b'/' | b'.' | b',' | b':' | b'%' => !digits,
                b' ' | b'!' | b'"' | b'#' | b'&' | b'\'' | b'(' | b')' | b'+' | b';' | b'='
                | b'?' | b'@' | b'[' | b']' | b'^' | b'_' | b'{' | b'|' | b'}' => true,
                _ => false,
            }
    };
    text.len() <= MAX_CHARS && text.bytes().all(parts) && !(addresses && may_hold_address(text))
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

    proptest! {
        #[test]
        fn plain_text_is_parted_as_any_other(
            text in "([a-zA-Z0-9 !\"#&'()+;=?@\\[\\]^_{|}.,:/%-]|[a-z]{4} |[0-9][.,:/-][0-9]|www[.]|http://){0,60}",
        ) {
            if is_plain(&text) {
                prop_assert_eq!(Utterance::parted(&text), Utterance::folded(&text));
            }
        }
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
