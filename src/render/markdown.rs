//! Discord's Markdown: what people and datasets wrote is shown as written, never as formatting, link or mention.

/// The text with every character escaped that Discord would read as formatting or as a mention.
///
/// Rules: <https://docs.discord.com/developers/reference#message-formatting>. A zero-width space behind `@` keeps the
/// text readable and pings nobody even where mentions are allowed.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            escaped.push('\n');
        }
        for (column, character) in line.chars().enumerate() {
            let heading = column == 0 && matches!(character, '#' | '-' | '+');
            match character {
                '\\' | '*' | '_' | '~' | '`' | '|' | '>' | '<' | '[' | ']' | '(' | ')' => {
                    escaped.push('\\');
                    escaped.push(character);
                }
                '@' => {
                    escaped.push('@');
                    escaped.push('\u{200b}');
                }
                _ if heading => {
                    escaped.push('\\');
                    escaped.push(character);
                }
                _ => escaped.push(character),
            }
        }
    }
    escaped
}

/// A masked link; a text that could close the mask early is escaped, and an address that could is percent-encoded.
pub fn link(text: &str, url: &str) -> String {
    let url: String = url
        .chars()
        .map(|character| match character {
            '(' => "%28".to_owned(),
            ')' => "%29".to_owned(),
            ' ' => "%20".to_owned(),
            other => other.to_string(),
        })
        .collect();
    format!("[{}]({url})", escape(text))
}

/// The host of an https address, without `www.`.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_shown_and_pings_nobody() {
        assert_eq!(escape("@everyone *hi*"), "@\u{200b}everyone \\*hi\\*");
        assert_eq!(escape("<@&1>"), "\\<@\u{200b}&1\\>");
        assert_eq!(escape("# no heading"), "\\# no heading");
    }

    #[test]
    fn a_link_cannot_be_closed_early() {
        assert_eq!(
            link("a](https://evil.example)", "https://example.org/x(y)"),
            "[a\\]\\(https://evil.example\\)](https://example.org/x%28y%29)"
        );
        assert_eq!(host("https://www.example.org/a?b"), Some("example.org"));
    }
}
