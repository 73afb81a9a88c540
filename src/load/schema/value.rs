//! Values that return everywhere: something with its place, a text, a day, a name from a closed list, a claim's keys.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::knowledge::claim::{Aspect, FactKind, MannerKind, Rank, Voice, Zone};
use crate::knowledge::person::RoleGroup;
use crate::knowledge::source::SourceClass;
use crate::source_file::Span;

/// A value and where it stands; quotes and brackets belong to the place.
#[derive(Debug, Clone)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = toml::Spanned::<T>::deserialize(deserializer)?;
        Ok(Self {
            span: spanned.span().into(),
            value: spanned.into_inner(),
        })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// One text, in one language or in several: `{ en = "…", ja = "…" }`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(extend("required" = ["en"]))]
#[serde(transparent)]
pub struct Text {
    /// The texts by language, and where the table stands.
    pub versions: At<BTreeMap<String, At<String>>>,
}

impl Text {
    /// The text to which missing languages fall back.
    pub fn original(&self) -> Option<&At<String>> {
        self.versions.value.get(ORIGINAL)
    }
}

/// The dataset's own language.
pub(crate) const ORIGINAL: &str = "en";

/// A native TOML date.
#[derive(Debug, Clone, Copy)]
pub struct Day(pub Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml::value::Datetime::deserialize(deserializer)?;
        let (Some(date), None) = (written.date, written.time) else {
            return Err(D::Error::custom("a day is expected, such as 2026-06-28"));
        };
        let day = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
        i16::try_from(date.year)
            .ok()
            .and_then(|year| Date::new(year, day(date.month), day(date.day)).ok())
            .map(Self)
            .ok_or_else(|| D::Error::custom("there is no such day"))
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// What a message about a value outside of its closed list begins with; findings are told apart by it.
pub(crate) const UNKNOWN_VALUE: &str = "unknown value";

macro_rules! names {
    ($($(#[doc = $doc:literal])* $name:ident($type:ty) = $all:expr;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub $type);

        impl $name {
            fn all() -> impl Iterator<Item = (&'static str, $type)> {
                $all.into_iter()
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let written = String::deserialize(deserializer)?;
                Self::all()
                    .find(|(name, _)| *name == written)
                    .map(|(_, value)| Self(value))
                    .ok_or_else(|| D::Error::custom(unknown(&written, Self::all().map(|it| it.0))))
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let names: Vec<_> = Self::all().map(|it| it.0).collect();
                json_schema!({ "type": "string", "enum": names })
            }
        }
    )*};
}

fn unknown(written: &str, names: impl Iterator<Item = &'static str>) -> impl fmt::Display {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    format!(
        "{UNKNOWN_VALUE} `{written}`, expected one of {}",
        names.join(", ")
    )
}

names! {
    /// A claim's rank.
    RankName(Rank) = [
        ("preferred", Rank::Preferred),
        ("normal", Rank::Normal),
        ("refuted", Rank::Refuted),
    ];
    /// Whose words a text renders.
    VoiceName(Voice) = [("self", Voice::Own), ("report", Voice::Report)];
    /// What kind of fact on a person.
    FactName(FactKind) = [
        ("role", FactKind::Role),
        ("lead", FactKind::Lead),
        ("contribution", FactKind::Contribution),
        ("background", FactKind::Background),
        ("education", FactKind::Education),
        ("internship", FactKind::Internship),
    ];
    /// A group of roles.
    GroupName(RoleGroup) = RoleGroup::ALL.map(|it| (it.name(), it));
    /// A manner of leaving.
    MannerName(MannerKind) = MannerKind::ALL.map(|it| (it.name(), it));
    /// A time zone.
    ZoneName(Zone) = Zone::ALL.map(|it| (it.name(), it));
    /// Which question a statement answers.
    AspectName(Aspect) = Aspect::ALL.map(|it| (it.name(), it));
    /// A kind of source.
    ClassName(SourceClass) = SourceClass::ALL.map(|it| (it.name(), it));
}

/// What any claim says, in one shape for the rules; what a kind of claim does not have is empty.
#[derive(Debug, Clone, Default)]
pub struct View<'a> {
    /// The key under which the claim stands (`announced`).
    pub field: &'static str,
    /// Where its citations stand.
    pub cite: Option<&'a At<Vec<At<String>>>>,
    /// How good it is.
    pub rank: Option<&'a At<RankName>>,
    /// Why.
    pub because: Option<&'a Text>,
    /// From when it is known.
    pub since: Option<&'a At<String>>,
    /// Until when its sources were read.
    pub as_of: Option<&'a At<Day>>,
    /// Whether it says that nothing was stated; `None` where that cannot be said.
    pub none: Option<Option<&'a At<bool>>>,
    /// Its date.
    pub date: Option<&'a At<String>>,
    /// The clock time of the date.
    pub time: Option<&'a At<String>>,
    /// The date elsewhere, with zones.
    pub elsewhere: &'a [At<String>],
    /// Its text.
    pub text: Option<&'a Text>,
    /// A quotation.
    pub quote: Option<&'a At<String>>,
    /// What it is about.
    pub about: Option<&'a At<String>>,
    /// The manner of leaving.
    pub manner: Option<MannerKind>,
    /// Kinds of reasons.
    pub categories: &'a [At<String>],
    /// Organisations that it names.
    pub organisations: Vec<&'a At<String>>,
    /// Topics that it names.
    pub topics: Vec<&'a At<String>>,
    /// People whom it names.
    pub people: Vec<&'a At<String>>,
}

impl View<'_> {
    /// How good the claim is.
    pub fn rank(&self) -> Rank {
        self.rank.map_or(Rank::Normal, |rank| rank.value.0)
    }

    /// Whether the claim says that nothing was stated.
    pub fn says_none(&self) -> bool {
        self.none.flatten().is_some_and(|none| none.value)
    }
}
