//! Whether a text is in a language that no table covers. The only module that names `whatlang`.

/// Whether a text is written in a language other than those of these tags, as far as its trigrams tell. Short texts and
/// doubtful ones are given the benefit of the doubt.
pub fn is_foreign(text: &str, supported: &[&str]) -> bool {
    // Nothing but Japanese is written in kana.
    let kana = |it: char| matches!(it, '\u{3041}'..='\u{30fa}');
    if supported.contains(&"ja") && text.chars().any(kana) {
        return false;
    }
    // How wide the gaps between words are says nothing of the language.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(info) = whatlang::detect(&text) else {
        return false;
    };
    let tag = match info.lang() {
        whatlang::Lang::Eng => "en",
        whatlang::Lang::Jpn => "ja",
        other => other.code(),
    };
    let known = supported
        .iter()
        .any(|it| tag == *it || info.lang().code().starts_with(*it));
    // Chinese characters without kana are Chinese more often than Japanese; the reading as Japanese must be sure.
    !known
        && (info.is_reliable()
            || info.script() == whatlang::Script::Mandarin
            || text.chars().count() > 12)
}
