//! Takes out of a question what could lead to a person who did not ask for it, before anything is stored. Pure.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::clean;

/// The most characters of a question that are kept.
const MAX_CHARACTERS: usize = 300;

/// What is replaced, and by what, in this order: an address in a link must not be taken for an e-mail address.
static RULES: LazyLock<[(Regex, &str); 6]> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are literals, and every test here compiles them"
    )]
    let rule = |pattern| Regex::new(pattern).expect("a pattern of this table compiles");
    [
        // Discord's own markup first: <@1>, <@!1>, <@&1>, <#1>, </ask:1>, <t:1>; of an emoji the name stays.
        (rule(r"<a?:(\w+):\d+>"), ":$1:"),
        (
            rule(r"<(?:@[!&]?|#|/[^<>:]{1,100}:|id:|t:)[\w:]*>"),
            "[mention]",
        ),
        (
            rule(r"(?i)\b[a-z][a-z0-9+.-]{1,15}://\S+|\bwww\.\S+|\b(?:discord\.gg|t\.me)/\S+"),
            "[link]",
        ),
        (rule(r"(?i)[\w.%+-]+@[\w-]+(?:\.[\w-]+)+"), "[email]"),
        (rule(r"@[\w.]{2,32}"), "[mention]"),
        // Telephone numbers and ids; a year, a date or a sum of up to six digits stays.
        (rule(r"\+?\d(?:[ ./()-]{0,2}\d){8,}|\d{7,}"), "[number]"),
    ]
});

/// The question without mentions, e-mail addresses, links and long numbers, on one line, at most 300 characters.
pub(super) fn redacted(question: &str) -> String {
    let mut text = Cow::Owned(clean(question));
    for (pattern, by) in RULES.iter() {
        if let Cow::Owned(replaced) = pattern.replace_all(&text, *by) {
            text = Cow::Owned(replaced);
        }
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(MAX_CHARACTERS).collect();
    cut.trim_end().to_owned()
}

/// What two questions must share to count as one: their letters and digits, in lower case, with single spaces.
pub(super) fn normalised(question: &str) -> String {
    let folded = question.to_lowercase().replace(['\'', '’'], "");
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_a_person_is_taken_out() {
        for (question, kept) in [
            (
                "<@123456789012345678> why did <@!42> leave?",
                "[mention] why did [mention] leave?",
            ),
            (
                "ask <@&99> in <#77> or </ask:1234>",
                "ask [mention] in [mention] or [mention]",
            ),
            ("hi @everyone and @some.one!", "hi [mention] and [mention]!"),
            ("mail a.b+c@example.co.uk now", "mail [email] now"),
            ("メールは taro@example.jp です", "メールは [email] です"),
            ("see https://example.com/u/1?x=a@b.c ok", "see [link] ok"),
            ("WWW.example.com/x and discord.gg/abc", "[link] and [link]"),
            ("call +44 20 7946 0958 today", "call [number] today"),
            ("id 123456789012345678", "id [number]"),
            (
                "wow <:sad:123456789012345678> <a:wave:1>",
                "wow :sad: :wave:",
            ),
            (
                "who left between 2025-01-02 and 2026?",
                "who left between 2025-01-02 and 2026?",
            ),
            ("did SpaceX pay $250000?", "did SpaceX pay $250000?"),
            ("line one\nline\ttwo\0", "line one linetwo"),
        ] {
            assert_eq!(redacted(question), kept, "of {question:?}");
        }
    }

    #[test]
    fn long_text_is_cut_by_characters() {
        let question = "é".repeat(4000);
        assert_eq!(redacted(&question).chars().count(), 300);
    }

    #[test]
    fn an_address_across_the_cut_is_gone_before_it() {
        let question = format!("{} someone@example.com", "x".repeat(290));
        assert!(
            !redacted(&question).contains("some"),
            "{}",
            redacted(&question)
        );
    }

    #[test]
    fn wording_counts_and_form_does_not() {
        let form = normalised("who’s LEFT   xAI?? 🙃");
        assert_eq!(form, "whos left xai");
        assert_eq!(normalised("Who's left xAI"), form);
        assert_ne!(normalised("who left xAI"), form);
        assert_eq!(normalised("🙃 ??"), "");
    }
}
