//! The shape of a language's `temporal.toml`.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::nlu::temporal as nlu;

/// `config/locales/<language>/temporal.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TemporalFile {
    months: Vec<Vec<String>>,
    #[serde(default)]
    weekdays: Vec<Vec<String>>,
    #[serde(default)]
    quarters: Vec<Vec<String>>,
    #[serde(default)]
    halves: Vec<Vec<String>>,
    #[serde(default)]
    numbers: Vec<Vec<String>>,
    #[serde(default)]
    ordinals: Vec<Vec<String>>,
    #[serde(default)]
    day_suffixes: Vec<String>,
    #[serde(default)]
    ambiguous: Vec<String>,
    #[serde(default)]
    fillers: Vec<String>,
    #[serde(default)]
    connectors: Vec<String>,
    #[serde(default)]
    ranges: Vec<String>,
    #[serde(default)]
    ranks: Vec<String>,
    #[serde(default)]
    copulas: Vec<String>,
    #[serde(default)]
    day: Vec<DayNames>,
    #[serde(default)]
    season: Vec<Season>,
    #[serde(default)]
    part: Vec<PartWords>,
    #[serde(default)]
    unit: Vec<UnitWords>,
    #[serde(default)]
    fixed: Vec<Fixed>,
    #[serde(default)]
    pattern: Vec<Pattern>,
    #[serde(default)]
    relation: Vec<RelationWords>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Season {
    words: Vec<String>,
    from: i8,
    until: i8,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DayNames {
    templates: Vec<String>,
    month: i8,
    day: i8,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PartWords {
    part: Part,
    words: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UnitWords {
    unit: Unit,
    words: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Fixed {
    words: Vec<String>,
    unit: Unit,
    offset: i32,
    part: Option<Part>,
    #[serde(default)]
    now: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Pattern {
    meaning: Meaning,
    templates: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RelationWords {
    relation: Relation,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}

/// Mirrors an enumeration of `nlu`, which does not know serde.
macro_rules! twin {
    ($name:ident { $($variant:ident),+ }) => {
        #[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        enum $name { $($variant),+ }

        impl From<$name> for nlu::$name {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

twin!(Part {
    Early,
    Middle,
    Late,
    Start,
    End
});
twin!(Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year
});
twin!(Relation {
    In,
    Since,
    Before,
    After,
    Until,
    AsOf,
    SameDay,
    SameWeek,
    SameMonth
});
twin!(Meaning {
    Date,
    This,
    Previous,
    Next,
    Rolling,
    Ago,
    ToDate,
    WeekOf
});

impl From<TemporalFile> for nlu::TemporalVocabulary {
    fn from(file: TemporalFile) -> Self {
        Self {
            months: file.months,
            weekdays: file.weekdays,
            quarters: file.quarters,
            halves: file.halves,
            numbers: file.numbers,
            ordinals: file.ordinals,
            day_suffixes: file.day_suffixes,
            ambiguous: file.ambiguous,
            fillers: file.fillers,
            connectors: file.connectors,
            ranges: file.ranges,
            ranks: file.ranks,
            copulas: file.copulas,
            days: file
                .day
                .into_iter()
                .map(
                    |DayNames {
                         templates,
                         month,
                         day,
                     }| nlu::DayNames {
                        templates,
                        month,
                        day,
                    },
                )
                .collect(),
            seasons: file
                .season
                .into_iter()
                .map(|Season { words, from, until }| nlu::SeasonWords { words, from, until })
                .collect(),
            parts: file
                .part
                .into_iter()
                .map(|PartWords { part, words }| nlu::PartWords {
                    part: part.into(),
                    words,
                })
                .collect(),
            units: file
                .unit
                .into_iter()
                .map(|UnitWords { unit, words }| nlu::UnitWords {
                    unit: unit.into(),
                    words,
                })
                .collect(),
            fixed: file.fixed.into_iter().map(Fixed::into_words).collect(),
            patterns: file
                .pattern
                .into_iter()
                .map(|Pattern { meaning, templates }| nlu::PatternTemplates {
                    meaning: meaning.into(),
                    templates,
                })
                .collect(),
            relations: file
                .relation
                .into_iter()
                .map(
                    |RelationWords {
                         relation,
                         before,
                         after,
                     }| nlu::RelationWords {
                        relation: relation.into(),
                        before,
                        after,
                    },
                )
                .collect(),
        }
    }
}

impl Fixed {
    fn into_words(self) -> nlu::FixedWords {
        nlu::FixedWords {
            words: self.words,
            unit: self.unit.into(),
            offset: self.offset,
            part: self.part.map(Into::into),
            now: self.now,
        }
    }
}
