//! Signs that the normaliser would take for gaps, written out before a text is read.

/// The units of dates in Japanese.
const UNITS: [char; 3] = ['年', '月', '日'];

/// A text in which a wave dash between two dates is written out ("1〜3月", "2月10日〜13日"), with the unit that only stands
/// behind the second.
pub(super) fn stretches(text: &str) -> String {
    let wave = |it: char| matches!(it, '〜' | '～');
    if !text.contains(wave) {
        return text.to_owned();
    }
    let mut parts = text.split(wave);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.trim_start_matches(|it: char| it.is_ascii_digit());
        let unit = digits.chars().next().filter(|it| UNITS.contains(it));
        let last = written.chars().next_back();
        match unit.filter(|_| digits.len() < part.len()) {
            Some(unit) if last.is_some_and(|it| it.is_ascii_digit()) => {
                written.push(unit);
                written.push_str(FROM);
            }
            Some(_) if last.is_some_and(|it| UNITS.contains(&it)) => written.push_str(FROM),
            _ => written.push('〜'),
        }
        written.push_str(part);
    }
    written
}

/// What stands behind the beginning of a stretch.
const FROM: &str = "から";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_dash_between_dates_is_written_out() {
        for (typed, read) in [
            ("2026年の1〜3月で何人", "2026年の1月から3月で何人"),
            ("2026年1月～3月", "2026年1月から3月"),
            ("すごい〜", "すごい〜"),
            ("2月〜だよね", "2月〜だよね"),
        ] {
            assert_eq!(stretches(typed), read);
        }
    }
}
