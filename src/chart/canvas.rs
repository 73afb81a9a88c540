//! A few shapes of SVG, with every text escaped and made to fit.

use std::fmt::Write as _;

/// Collects shapes, in the order in which they are painted.
pub(super) struct Canvas {
    body: String,
}

/// Which end of a text lies at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Font {
    /// A class of the style sheet.
    pub(super) class: &'static str,
    /// In units of the picture.
    pub(super) size: i64,
    /// Whether it is heavier than the rest.
    pub(super) bold: bool,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self {
            body: String::new(),
        }
    }

    /// Adds an element from its name and attributes, which must need no escaping.
    pub(super) fn shape(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body, "<{element}/>");
    }

    /// Adds a text at its baseline, smaller or cut so that it fits into the width.
    pub(super) fn text(
        &mut self,
        (x, y): (i64, i64),
        font: Font,
        anchor: Anchor,
        width: i64,
        text: &str,
    ) {
        let (size, text) = fit(text, font.size, width);
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if font.bold { 600 } else { 400 };
        let _ = writeln!(
            self.body,
            r#"<text x="{x}" y="{y}" class="{}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}">{}</text>"#,
            font.class,
            escape(&text)
        );
    }

    /// The finished document.
    pub(super) fn finish(
        self,
        width: i64,
        height: i64,
        style: &str,
        language: &str,
        title: &str,
    ) -> String {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" xml:lang="{}" role="img" font-family="'Inter', 'Noto Sans CJK JP', sans-serif">
<title>{}</title>
<style>{style}</style>
{}</svg>
"#,
            escape(language),
            escape(title),
            self.body
        )
    }
}

/// The text for XML: markup escaped, characters that XML forbids left out.
fn escape(text: &str) -> String {
    let allowed: String = text.chars().filter(|it| !it.is_control()).collect();
    quick_xml::escape::escape(allowed.as_str()).into_owned()
}

/// The size, at least three quarters of the given one, at which the text fits, and the text, cut if it still does not.
fn fit(text: &str, size: i64, width: i64) -> (i64, String) {
    let needed = extent(text, size).max(1);
    if needed <= width {
        return (size, text.to_owned());
    }
    let smaller = (size * width / needed).max(size * 3 / 4);
    if extent(text, smaller) <= width {
        return (smaller, text.to_owned());
    }
    let mut cut = String::new();
    for character in text.chars() {
        if extent(&cut, smaller) + extent("m…", smaller) > width {
            break;
        }
        cut.push(character);
    }
    (smaller, format!("{}…", cut.trim_end()))
}

/// About how wide a text is; drawing knows no font, so this errs on the wide side.
pub(super) fn extent(text: &str, size: i64) -> i64 {
    let hundredths: i64 = text
        .chars()
        .map(|character| match character {
            'i' | 'j' | 'l' | 'I' | ' ' | '.' | ',' | '\'' | ':' | ';' | '|' | '!' => 31,
            'm' | 'w' | 'M' | 'W' | '–' | '…' => 90,
            'A'..='Z' => 70,
            '\u{2e80}'.. => 100,
            _ => 61,
        })
        .sum();
    hundredths * size / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_shrinks_and_then_is_cut() {
        assert_eq!(fit("Kyle", 30, 300), (30, "Kyle".to_owned()));
        let (size, text) = fit("アンソニー・アームストロング", 30, 350);
        assert!(size < 30 && text.ends_with('グ'), "{size} {text}");
        let (size, text) = fit(&"name ".repeat(20), 30, 300);
        assert_eq!(size, 22);
        assert!(text.ends_with('…') && extent(&text, size) <= 300, "{text}");
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(
            escape("a<b>&\"\u{8}\u{202e}c"),
            "a&lt;b&gt;&amp;&quot;\u{202e}c"
        );
    }
}
