//! The colours: on every panel at least 4.5 : 1 for text and marks, 3 : 1 for lines; never the only distinction.

use std::fmt::Write as _;

/// Dark or light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Theme {
    /// Dark text on a light panel.
    Light,
    /// Light text on a dark panel.
    Dark,
    /// Light, and dark where the viewer of the SVG prefers it; a PNG of it is light.
    Both,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Both];

    /// The name in settings and options.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Both => "both",
        }
    }
}

struct Palette {
    panel: &'static str,
    stripe: &'static str,
    ink: &'static str,
    soft: &'static str,
    line: &'static str,
    exit: &'static str,
    event: &'static str,
    step: &'static str,
}

const LIGHT: Palette = Palette {
    panel: "#ffffff",
    stripe: "#f3f5f8",
    ink: "#1f2328",
    soft: "#4f5862",
    line: "#7d8691",
    exit: "#0a5aa8",
    event: "#6d34a8",
    step: "#9a3b0c",
};

const DARK: Palette = Palette {
    panel: "#1e1f22",
    stripe: "#27292d",
    ink: "#f2f3f5",
    soft: "#bcc2cb",
    line: "#808793",
    exit: "#7cc4ff",
    event: "#cdb4ff",
    step: "#ffb877",
};

/// The style sheet of a theme: classes by what they are for.
pub(super) fn style(theme: Theme) -> String {
    match theme {
        Theme::Light => rules(&LIGHT),
        Theme::Dark => rules(&DARK),
        Theme::Both => format!(
            "{}@media (prefers-color-scheme: dark){{{}}}",
            rules(&LIGHT),
            rules(&DARK)
        ),
    }
}

fn rules(palette: &Palette) -> String {
    let mut css = String::new();
    for (class, colour) in [
        ("panel", palette.panel),
        ("stripe", palette.stripe),
        ("ink", palette.ink),
        ("soft", palette.soft),
        ("exit", palette.exit),
        ("event", palette.event),
        ("step", palette.step),
    ] {
        // Writing to a string cannot fail.
        let _ = write!(css, ".{class}{{fill:{colour}}}");
    }
    for (class, colour) in [
        ("line-stroke", palette.line),
        ("exit-stroke", palette.exit),
        ("event-stroke", palette.event),
        ("step-stroke", palette.step),
    ] {
        let _ = write!(css, ".{class}{{stroke:{colour}}}");
    }
    let panel = palette.panel;
    let _ = write!(
        css,
        ".halo{{stroke:{panel};stroke-width:7px;stroke-linejoin:round;paint-order:stroke}}"
    );
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let value = u32::from_str_radix(colour.trim_start_matches('#'), 16).unwrap();
        let channel = |shift: u32| {
            let part = f64::from((value >> shift) & 0xff) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn everything_stands_out_from_its_panel() {
        assert!(contrast("#000000", "#ffffff") > 20.9);
        for palette in [LIGHT, DARK] {
            for ground in [palette.panel, palette.stripe] {
                for colour in [
                    palette.ink,
                    palette.soft,
                    palette.exit,
                    palette.event,
                    palette.step,
                ] {
                    let ratio = contrast(colour, ground);
                    assert!(ratio >= 4.5, "{colour} on {ground}: {ratio:.2}");
                }
                let ratio = contrast(palette.line, ground);
                assert!(ratio >= 3.0, "{} on {ground}: {ratio:.2}", palette.line);
            }
        }
    }
}
