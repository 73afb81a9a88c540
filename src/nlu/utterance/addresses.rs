//! What in a text is an address and not a word: URLs, mentions, custom emoji, command links.

/// The most characters that a Discord mention such as `<@123>` may have.
const MAX_MENTION_CHARS: usize = 100;

/// Whether there is anything for [`without_addresses`] to look at; most questions have nothing.
pub(super) fn may_hold_address(text: &str) -> bool {
    text.contains('<')
        || text
            .as_bytes()
            .windows(4)
            .any(|four| four.eq_ignore_ascii_case(b"http") || four.eq_ignore_ascii_case(b"www."))
}

/// Removes what is an address and not a word: URLs, mentions, custom emoji, command links.
pub(super) fn without_addresses(text: &str) -> String {
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
