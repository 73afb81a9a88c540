//! What a language brings: its intent table, its vocabulary, its temporal grammar. All of it is data.

use std::collections::BTreeMap;

use super::particles::Particles;
use super::script::Script;

/// The checked content of one language's folder, as plain values.
#[derive(Debug, Clone)]
pub struct LocaleSource {
    /// BCP 47 tag, equal to the folder's name (`en`).
    pub tag: String,
    /// The language's own name for itself (`English`).
    pub name: String,
    /// The scripts that its text is written in; the first language to claim a script gets texts in it by default.
    pub scripts: Vec<Script>,
    /// Short forms of chat and what they stand for, both normalised (`y` → `why`).
    pub shorthand: BTreeMap<String, String>,
    /// What stands behind a question in a script without spaces and what it is read as, both normalised (`草` → nothing).
    pub endings: BTreeMap<String, String>,
    /// Runs of letters as people speak, in a script without spaces, and what they are read as where a question is better
    /// understood so (`ほんま` → `本当`).
    pub spoken: BTreeMap<String, String>,
    /// The small words that join names, dates and causes.
    pub particles: Particles,
    /// Words that fill a slot.
    pub vocabulary: Vec<VocabularyEntry>,
    /// The intent table.
    pub intents: Vec<IntentSource>,
    /// Utterances that no intent is meant to catch.
    pub unrelated: Vec<String>,
}

/// Words that fill a slot with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyEntry {
    /// Which slot.
    pub slot: VocabularySlot,
    /// With which value (`founder`, `health`, `3`, `-1`).
    pub value: String,
    /// The words or phrases, as written; normalised by the model.
    pub words: Vec<String>,
}

/// The slots that a vocabulary fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VocabularySlot {
    /// A role group: `founder`, `executive`, `staff`. Replaced by `{group}` before classification.
    Group,
    /// A role by its name: the value is what the text of a role holds (`chief financial officer`), several parted by `|`.
    /// Replaced by `{group}` before classification.
    Role,
    /// A place in an order: `1` for the first, `-1` for the last. Replaced by `{ordinal}`.
    Ordinal,
    /// A number. Digits need no entry. Replaced by `{number}`.
    Number,
    /// A manner of leaving: `resigned`, `removed`, … Left in place.
    Manner,
    /// A kind of reason: `health`, … Left in place.
    Reason,
    /// A word that stands for somebody or something named before. Left in place.
    Pronoun,
    /// A word that says *all of them*. Left in place.
    All,
    /// A word that turns a statement into its opposite. Left in place.
    Negation,
    /// A word that takes members out of a group: "without", "besides". Left in place.
    Except,
    /// What stands before an organisation that somebody went to, or behind it: "to", "joined". Left in place.
    Towards,
    /// What stands before an organisation that is only the place of a publication: "on". Left in place.
    Medium,
    /// What makes a fragment a question like the last one: "and", "what about". Left in place.
    Continuation,
    /// What is asked of a topic: `when`, `why`, `how-much`, … Left in place.
    Aspect,
    /// What joins a second question to the first: "and why". Left in place.
    Joint,
    /// What stands before an organisation that people came from: "ex", "from". Left in place.
    Formerly,
    /// What somebody is said to have done: the value is what texts of the data say of it (`co-founded|founded`), several
    /// parted by `|`, and behind `!` what rules it out. Left in place.
    Deed,
    /// A part of a group: `half`, `most`. Left in place.
    Share,
    /// Words that say that somebody is or was still there. Left in place.
    Presence,
    /// What asks whether something is so: `start` for what does at the beginning of a question, `end` for what does at
    /// its end where nothing else is asked, `any` for what does anywhere. Left in place.
    Polar,
    /// What names a cause: "because of". Left in place.
    Cause,
    /// A turn of phrase that changes what is asked for: [`CUES`]. Left in place.
    Cue,
}

impl VocabularySlot {
    /// The name in files.
    pub const NAMES: [(&'static str, Self); 22] = [
        ("group", Self::Group),
        ("role", Self::Role),
        ("ordinal", Self::Ordinal),
        ("number", Self::Number),
        ("manner", Self::Manner),
        ("reason", Self::Reason),
        ("pronoun", Self::Pronoun),
        ("all", Self::All),
        ("negation", Self::Negation),
        ("except", Self::Except),
        ("towards", Self::Towards),
        ("medium", Self::Medium),
        ("continuation", Self::Continuation),
        ("aspect", Self::Aspect),
        ("joint", Self::Joint),
        ("formerly", Self::Formerly),
        ("deed", Self::Deed),
        ("share", Self::Share),
        ("presence", Self::Presence),
        ("polar", Self::Polar),
        ("cause", Self::Cause),
        ("cue", Self::Cue),
    ];
}

/// The values of [`VocabularySlot::Cue`]: turns of phrase that say how a question is meant. What each of them says stands
/// above its words in the vocabularies (`config/locales/*/vocabulary.toml`).
pub const CUES: &[&str] = &[
    "before-that",
    "jointly-done",
    "counted-in",
    "first-of",
    "crew",
    "seniors",
    "reports-to",
    "anyone",
    "so-said",
    "told-by",
    "former-one",
    "latter-one",
    "should",
    "better",
    "creative",
    "at-last",
    "along-with",
    "belongs",
    "whole-list",
    "chair",
    "remainder",
    "hired-away",
    "blamed",
    "combined",
    "among-them",
    "at-most",
    "fewer-than",
    "at-least",
    "more-than",
    "length-days",
    "length-weeks",
    "length-months",
    "length-years",
    "older",
    "to-come",
    "by-then",
    "given-name",
    "briefly",
    "whoever",
    "lately",
    "by-name",
    "other-one",
    "one-of-them",
    "ongoing",
    "relative",
    "qualifies",
    "limits",
    "abilities",
    "former-holder",
    "weighing",
    "private-trait",
    "leaves-only",
    "reinstated",
    "more-leaving",
    "more",
    "aside",
    "repeatedly",
    "for-good",
    "how-often",
    "theories",
    "asks-what",
    "making",
    "bygone",
    "in-days",
    "or-between",
    "preface",
    "described",
    "somebody",
    "settled",
    "judged",
    "persists",
    "exact-day",
    "starts",
    "addressed",
    "others-too",
    "replaced-by",
    "everywhere",
    "either-of-them",
    "alone",
    "with-whom",
    "same-place",
    "treatment",
    "concerted",
    "came-true",
    "came-out",
    "joined-first",
    "back-at",
    "lasting",
    "exact-words",
    "raises",
    "gains",
    "condition",
    "doubt",
    "hour",
    "meaning",
    "introduces",
    "reports",
    "defined",
    "headed",
    "occasion",
    "copula",
    "stretch",
    "voluntary",
    "counting",
    "doing-now",
    "either-side",
    "lacks-reason",
    "lacks-statement",
    "lacks-destination",
    "next",
    "maker",
    "contrast",
    "announced",
    "venture",
    "predecessor",
    "replaces",
    "post",
    "nearly",
    "pair",
    "part",
    "narrows",
    "names",
    "onwards",
    "succeeds",
    "wrong",
    "team",
    "unit",
    "departed",
    "left-for",
    "who-left",
    "longest",
    "shortest",
    "day",
    "gone",
    "staying",
    "how-long",
    "takes-over",
    "past",
    "same-day",
    "outright",
    "in-order",
    "solo",
    "leaving-noun",
    "weighs",
    "lasts",
    "paid",
    "rank",
    "told",
    "meanwhile",
    "new-job",
    "near",
    "held",
    "being",
    "yearly",
    "returns",
    "while",
    "still-gone",
    "once-more",
    "back-again",
    "together",
    "story",
    "gossip",
    "turns-to",
    "heads",
    "according",
    "grievance",
    "foretold",
    "gives-reason",
    "corrects",
    "day-of",
    "week-of",
    "month-of",
    "year-of",
    "leaving",
    "figure-only",
    "since-when",
    "until-when",
    "own-post",
    "instructions",
    "at-end",
    "weekday",
    "or",
    "zone",
    "hearsay",
    "inclusive",
    "everybody",
    "academia",
    "scale",
    "present",
    "renown",
    "scholarly",
    "removes",
    "ranks",
    "there-are",
    "outnumbers",
    "sole",
    "total",
    "span",
    "own-sources",
    "likened",
    "reaction",
    "naming",
    "denies",
    "later",
    "called",
    "career",
    "reacts",
    "addressee",
    "trusts",
    "choice",
    "has-left",
    "or-not",
    "works",
    "has-done",
    "leaves-verb",
    "state-then",
    "outlasts",
    "one-week",
    "how-long-ago",
    "gone-for-good",
    "percentage",
    "hires",
    "sets-up",
    "joins",
    "nobody",
    "left-over",
    "post-held",
    "feels",
    "sues",
    "shareholding",
    "none-of",
    "surname",
    "most-leaving",
    "which-organisation",
    "held-then",
    "preamble",
    "headquarters",
];

/// The pronouns that stand for a time that was spoken of, as values in a vocabulary: the time itself, and the stretch of
/// time around, before or after it, or a week by its place in the month.
pub const TIME_PRONOUNS: [&str; 26] = [
    "moment",
    "day",
    "week",
    "month",
    "year",
    "day-before",
    "week-before",
    "month-before",
    "year-before",
    "day-after",
    "week-after",
    "month-after",
    "year-after",
    "week-before-2",
    "week-after-2",
    "month-before-2",
    "month-after-2",
    "month-before-3",
    "month-after-3",
    "month-before-6",
    "month-after-6",
    "year-before-2",
    "year-after-2",
    "week-number-2",
    "week-number-3",
    "week-number-4",
];

/// One intent of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntentSource {
    /// The id (`departure.when`).
    pub id: String,
    /// Example utterances with slots in braces; of each template those that stand for the others.
    pub examples: Vec<Example>,
}

/// An example utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The utterance, with slots in braces (`when did {person} leave`).
    pub text: String,
    /// Which template of the intent it came from; examples of one template stay together in cross-validation.
    pub template: u32,
}
