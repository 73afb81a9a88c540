//! A transcript against what the program prints: `…` stands for what may change from one day's data to the next.

/// Whether the transcript holds. A line that is `…` stands for any lines, also none; a line that ends with `…` for any line
/// that begins like it.
pub(crate) fn holds(expected: &str, actual: &str) -> bool {
    let lines = |text| str::trim_end(text).lines().map(str::trim_end).collect();
    let (expected, actual): (Vec<_>, Vec<_>) = (lines(expected), lines(actual));
    matches(&expected, &actual)
}

fn matches(expected: &[&str], actual: &[&str]) -> bool {
    match expected.split_first() {
        None => actual.is_empty(),
        Some((&"…", rest)) => (0..=actual.len()).any(|skip| {
            let left = actual.get(skip..);
            left.is_some_and(|left| matches(rest, left))
        }),
        Some((line, rest)) => actual
            .split_first()
            .is_some_and(|(printed, others)| same(line, printed) && matches(rest, others)),
    }
}

fn same(expected: &str, actual: &str) -> bool {
    match expected.strip_suffix('…') {
        Some(beginning) => actual.starts_with(beginning),
        None => expected == actual,
    }
}

#[test]
fn an_ellipsis_stands_for_lines_and_for_ends_of_lines() {
    let actual = "a\nb\n\nc · 12ab\n";
    for transcript in ["a\nb\n\nc · 12ab", "a\n…\nc · …", "…\nc · …", "a\n…", "…"] {
        assert!(holds(transcript, actual), "{transcript}");
    }
    for transcript in ["a", "b\n…", "a\n…\nd · …", "…\nb", "a\nb\nc · …", ""] {
        assert!(!holds(transcript, actual), "{transcript}");
    }
}
