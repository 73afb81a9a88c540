//! The closed list of rules: a name that never changes, how bad breaking it is, and the rule in a sentence.

use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The files cannot be used.
    Error,
    /// The files can be used; somebody should look.
    Warning,
}

impl Severity {
    /// The word in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $rule:literal;)*) => {
        /// A rule for files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $rule] $variant,)*
        }

        impl Code {
            /// All rules, errors first.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name, kebab-case; it never changes.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How bad it is to break the rule.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// The rule, one sentence.
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => $rule,)* }
            }
        }
    };
}

codes! {
    Syntax "syntax" Error "A file must be TOML, and each value of the kind that its key takes.";
    UnknownKey "unknown-key" Error "A key must be one that the file's page names.";
    MissingKey "missing-key" Error "What is required must be there; facts have no defaults.";
    UnknownValue "unknown-value" Error "A value from a closed list must be on the list.";
    MissingFile "missing-file" Error "The dataset and every language need their files.";
    StrayFile "stray-file" Error "Every TOML file must lie in a folder that is read.";
    DuplicateId "duplicate-id" Error "An id belongs to one record.";
    IdNotFileName "id-not-file-name" Error "A record's id must be the name of its file.";
    NotKebabCase "not-kebab-case" Error "An id is small letters and digits, parted by single hyphens.";
    UnknownSource "unknown-source" Error "What is cited must be a source of the dataset.";
    UnknownPerson "unknown-person" Error "A person who is named by id must have a file.";
    UnknownOrganisation "unknown-organisation" Error "An organisation that is named by id must have a file.";
    UnknownTopic "unknown-topic" Error "A topic or event that is named by id must have a file.";
    UnknownCategory "unknown-category" Error "The kind of a reason must be on the list of kinds.";
    NoCitation "no-citation" Error "Every claim needs at least one citation.";
    NoValue "no-value" Error "A claim has either a value or `none = true`, and not both.";
    MissingOriginal "missing-original" Error "Every text must be there in English, to which missing languages fall back.";
    EmptyText "empty-text" Error "A text, a name or an alias must not be empty.";
    BadDate "bad-date" Error "A date must be written in one of the forms that the curators' page lists.";
    DateOrder "date-order" Error "What comes after must not be dated before: joining after the founding, leaving after joining, reading after publication.";
    FutureDate "future-date" Error "Nothing may be dated after today, nor a departure after the day up to which the dataset knows anything.";
    EventWithoutDate "event-without-date" Error "An event must have a date.";
    SharedAlias "shared-alias" Error "A name or alias must stand for one person, organisation, event or topic of its kind.";
    NotHttps "not-https" Error "A source's address must begin with https://.";
    NoAddress "no-address" Error "A source without an address must say in `what` what it is.";
    RankWithoutReason "rank-without-reason" Error "Why a claim is refuted, or preferred to others, must be said in `because`.";
    PreferredTwice "preferred-twice" Error "Of claims that contradict each other, only one can be preferred.";
    PreferredRefuted "preferred-refuted" Error "One claim cannot be both preferred and refuted.";
    QuotationTooLong "quotation-too-long" Error "A quotation must be shorter than 25 words.";
    TooLong "too-long" Error "A text must fit into a reply: at most 1,000 characters.";
    BadTemplate "bad-template" Error "Brackets in a template must come in pairs.";
    TemplateTooLarge "template-too-large" Error "A template must not stand for more utterances than can be trained on.";
    UnknownSlot "unknown-slot" Error "A slot must be one that the program fills.";
    UnknownSlotValue "unknown-slot-value" Error "Words must stand for a value that their slot can take.";
    UnknownResolver "unknown-resolver" Error "An intent must ask a look-up that the program has.";
    BadTemporal "bad-temporal" Error "The lists and templates for dates must make a grammar.";
    SharedExample "shared-example" Error "An example utterance must belong to one intent.";
    ThresholdRange "threshold-range" Error "A threshold must lie between 0 and 1.";
    FluentSyntax "fluent-syntax" Error "Replies must be Fluent.";
    FluentSharedMessage "fluent-shared-message" Error "A sentence must be there once in a file.";
    FluentMissingMessage "fluent-missing-message" Error "Every sentence that the program says must be there in every language.";
    UnknownSetting "unknown-setting" Error "A setting must be one that the program knows.";
    BadSetting "bad-setting" Error "A setting must be of the kind that it takes.";
    SharedWord "shared-word" Warning "A word should stand for one value of a slot; only cues may share words.";
    SubjectInText "subject-in-text" Warning "A person's predicate should not begin with the name: the program writes the subject.";
    ForeignFounding "foreign-founding" Warning "The event of an organisation's founding should be about that organisation.";
    UndatedDeparture "undated-departure" Warning "A departure should have a date: announced, effective or reported.";
    StayedInWave "stayed-in-wave" Warning "Whom a wave of departures names should have a departure.";
    EmptyGroup "empty-group" Warning "A group of an organisation should have members.";
    ApartFromOthers "apart-from-others" Warning "Those of a group whom some sources do not count should be members of it.";
    MovedToItself "moved-to-itself" Warning "A destination should not be the organisation that the person left.";
    NamesakeAlias "namesake-alias" Warning "An alias should not be a word of the name of somebody else.";
    EverydayWord "everyday-word" Warning "An alias should not be a frequent word of a language.";
    MissingTranslation "missing-translation" Warning "A text should be there in every language of the configuration.";
    UnknownLanguage "unknown-language" Warning "A translation should be into a language of the configuration.";
    TrailingFullStop "trailing-full-stop" Warning "A text should not end in a full stop: the program writes it.";
    DuplicateUrl "duplicate-url" Warning "Two sources should not have the same address.";
    UnusedSource "unused-source" Warning "A source should be cited somewhere.";
    ContentFarmAlone "content-farm-alone" Warning "A claim should not rest on content farms alone, unless it is refuted or another is preferred to it.";
    Undecided "undecided" Warning "Of dates that contradict each other, one should be preferred, or `because` should say why none is.";
    MembershipOverlap "membership-overlap" Warning "Two stays at one organisation in one group should not overlap.";
    PersonWithoutAlias "person-without-alias" Warning "A person should have an alias beside the words of the name, to be found by.";
    FewExamples "few-examples" Warning "An intent should have five example utterances or more.";
    Stale "stale" Warning "The sources should have been read within the age that the settings give.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for name in names {
            assert!(
                name.split('-')
                    .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase())),
                "{name}"
            );
        }
    }

    #[test]
    fn descriptions_are_sentences() {
        for code in Code::ALL {
            let rule = code.description();
            assert!(rule.ends_with('.'), "{code}: {rule}");
            assert!(rule.starts_with(char::is_uppercase), "{code}: {rule}");
        }
    }
}
