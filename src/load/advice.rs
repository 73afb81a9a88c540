//! How to mend a key or a value that nothing here is called like: where what it says is written instead.

/// What a beginner calls a return, which is no manner of leaving.
const RETURNS: [&str; 8] = [
    "reinstated",
    "reinstatement",
    "returned",
    "return",
    "rejoined",
    "came-back",
    "back",
    "rehired",
];
/// Names for the end of a stay.
const ENDS: [&str; 8] = [
    "until", "to", "end", "ended", "left", "till", "last-day", "leave",
];
/// Names for who came after or before somebody.
const SUCCESSORS: [&str; 7] = [
    "successor",
    "succeeded-by",
    "replaced-by",
    "replacement",
    "heir",
    "predecessor",
    "replaces",
];
/// Names for why somebody came back.
const WHYS: [&str; 2] = ["why", "because-of"];

/// Advice on a key that is not among those that may stand there.
pub(super) fn on_key(wrong: &str, known: &[&str]) -> Option<&'static str> {
    let may = |key: &str| known.contains(&key);
    if SUCCESSORS.contains(&wrong) {
        return Some(
            "who took over is a claim of an event or topic: a `[[claim]]` with `about = \"successor\"` whose text names both (\"Beta took over as chief from Alpha\")",
        );
    }
    if ENDS.contains(&wrong) && may("departure") {
        return Some("the end of a stay is `[[membership.departure.effective]]` with its `date`");
    }
    if WHYS.contains(&wrong) && may("announced") {
        return Some("why somebody left is `[[membership.departure.reason]]`");
    }
    None
}

/// Whether a word is another one with a slip in it: they begin with the same letter.
pub(super) fn is_slip(wrong: &str, right: &str) -> bool {
    wrong.chars().next() == right.chars().next()
}

/// Advice on a value that is not among those of its closed list.
pub(super) fn on_value(wrong: &str, known: &[&str]) -> Option<&'static str> {
    let may = |value: &str| known.contains(&value);
    if may("resigned") && RETURNS.contains(&wrong) {
        return Some(
            "a return is no manner of leaving but a second `[[membership]]` in the same organisation, with `from` as its day; the first one keeps its departure (`removed`, `on-leave`, …)",
        );
    }
    if may("resigned") {
        return Some("write the nearest of these, and the source's own word in `text`");
    }
    if may("founder") && may("staff") {
        return Some(
            "write one of these; the trade's own word for them goes into the organisation's file: `[[group]]` with `role = \"staff\"` and `name = { en = \"players\" }`",
        );
    }
    None
}
