//! Signs that the normaliser would take for gaps, written out before a text is read.

use super::Bot;
use crate::nlu::particles::Particles;

impl Bot {
    /// A text in which a wave dash between two dates is written out, as any of the languages has it.
    pub(super) fn stretches(&self, text: String) -> String {
        let languages = self.model.languages().iter();
        languages.fold(text, |text, language| {
            stretches(&text, language.particles())
        })
    }
}

/// Whether a character is a wave dash.
fn is_wave(character: char) -> bool {
    matches!(character, '〜' | '～')
}

/// A text in which a wave dash between two dates is written out ("1〜3月", "2月10日〜13日"), with the unit that only stands
/// behind the second.
fn stretches(text: &str, particles: &Particles) -> String {
    let Some(from) = particles.from.first().filter(|_| text.contains(is_wave)) else {
        return text.to_owned();
    };
    let mut parts = text.split(is_wave);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.trim_start_matches(|it: char| it.is_ascii_digit());
        let unit = digits
            .chars()
            .next()
            .filter(|it| particles.is_date_unit(*it));
        let last = written.chars().next_back();
        match unit.filter(|_| digits.len() < part.len()) {
            Some(unit) if last.is_some_and(|it| it.is_ascii_digit()) => {
                written.push(unit);
                written.push_str(from);
            }
            Some(_) if last.is_some_and(|it| particles.is_date_unit(it)) => written.push_str(from),
            _ => written.push('〜'),
        }
        written.push_str(part);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_dash_between_dates_is_written_out() {
        let written = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect();
        let particles = Particles {
            from: written(&["から"]),
            date_units: written(&["年", "月", "日"]),
            ..Particles::default()
        };
        for (typed, read) in [
            ("2026年の1〜3月で何人", "2026年の1月から3月で何人"),
            ("2026年1月～3月", "2026年1月から3月"),
            ("すごい〜", "すごい〜"),
            ("2月〜だよね", "2月〜だよね"),
        ] {
            assert_eq!(stretches(typed, &particles), read);
        }
    }
}
