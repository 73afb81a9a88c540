//! A language's sentences: Fluent messages, and how names, dates and lists are put into them.
//!
//! The only module that names `fluent_bundle`.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;

use crate::answer::phrase::{Phrase, Value};
use crate::knowledge::Knowledge;
use crate::knowledge::date::{Form, Part, PartialDate, Season};
use crate::knowledge::source::Source;

/// The sentences of one language.
pub struct Wording {
    language: String,
    bundle: FluentBundle<FluentResource>,
    /// The names of the months, which stand in most dates.
    months: Vec<String>,
}

impl std::fmt::Debug for Wording {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wording")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Wording {
    /// The wording of a language from the text of its `.ftl` file. Loading has reported what cannot be read of it; that
    /// part is left out here.
    pub fn new(language: &str, text: &str) -> Self {
        let tag = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks would show as boxes on some terminals and count against Discord's limits.
        bundle.set_use_isolating(false);
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        let mut wording = Self {
            language: language.to_owned(),
            bundle,
            months: Vec::new(),
        };
        let month = |month: i64| wording.with("month", [("month", month.into())]);
        wording.months = (1..=12).map(month).collect();
        wording
    }

    /// The language's tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether the language has a wording of this id.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A wording without values: a label, a heading. An id that the language lacks is returned as it is.
    pub fn label<'a>(&self, id: &'a str) -> Cow<'a, str> {
        match self.format(id, None) {
            Some(text) => Cow::Owned(text),
            None => Cow::Borrowed(id),
        }
    }

    /// A phrase in this language.
    pub fn say(&self, knowledge: &Knowledge, phrase: &Phrase) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &phrase.values {
            args.set(*name, self.value(knowledge, value));
        }
        self.format(phrase.id, Some(&args))
            .unwrap_or_else(|| phrase.id.to_owned())
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        Some(
            self.bundle
                .format_pattern(pattern, args, &mut errors)
                .into_owned(),
        )
    }

    fn value(&self, knowledge: &Knowledge, value: &Value) -> FluentValue<'static> {
        let text = match value {
            Value::Number(number) => return FluentValue::from(*number),
            Value::Word(word) => (*word).to_owned(),
            Value::Verbatim(text) => text.clone(),
            Value::Text(text) => text.get(&self.language).to_owned(),
            Value::Person(id) => knowledge
                .people
                .get(id)
                .map_or(id.as_str(), |it| it.name.get(&self.language))
                .to_owned(),
            Value::Organisation(id) => knowledge
                .organisations
                .get(id)
                .map_or(id.as_str(), |it| it.name.get(&self.language))
                .to_owned(),
            Value::Topic(id) => knowledge
                .topics
                .get(id)
                .map_or(id.as_str(), |it| it.name.get(&self.language))
                .to_owned(),
            Value::Source(id) => match knowledge.sources.get(id) {
                Some(source) => self.source(source),
                None => id.to_string(),
            },
            Value::Date(date) => self.date(date),
            Value::Day(day) => self.day(*day),
            Value::Time(time) => time.strftime("%H:%M").to_string(),
            Value::Zone(zone) => self.with("zone", [("zone", zone.name().into())]),
            Value::Phrase(phrase) => self.say(knowledge, phrase),
            Value::List(items) => self.list(&self.texts(knowledge, items), "list-last"),
            Value::Choice(items) => self.list(&self.texts(knowledge, items), "list-choice"),
        };
        FluentValue::from(text)
    }

    fn with<const N: usize>(
        &self,
        id: &str,
        values: [(&'static str, FluentValue<'static>); N],
    ) -> String {
        let args = FluentArgs::from_iter(values);
        self.format(id, Some(&args))
            .unwrap_or_else(|| id.to_owned())
    }

    /// The values of a list as texts.
    fn texts(&self, knowledge: &Knowledge, items: &[Value]) -> Vec<String> {
        let texts = items.iter().map(|item| match self.value(knowledge, item) {
            FluentValue::String(text) => text.into_owned(),
            FluentValue::Number(number) => number.as_string().into_owned(),
            _ => String::new(),
        });
        texts.collect()
    }

    /// Items joined as the language joins lists, the last one by the wording of this id: "a", "a and b", "a, b and c".
    fn list(&self, items: &[String], last_by: &str) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let mut joined = String::new();
                for item in first {
                    joined = if joined.is_empty() {
                        item.clone()
                    } else {
                        self.with(
                            "list-more",
                            [("list", joined.into()), ("item", item.clone().into())],
                        )
                    };
                }
                self.with(
                    last_by,
                    [("list", joined.into()), ("item", last.clone().into())],
                )
            }
        }
    }

    /// Who says it: a copy is credited to the newsroom whose text it is.
    fn source(&self, source: &Source) -> String {
        match (&source.newsroom, &source.author) {
            (Some(newsroom), _) if *newsroom != source.publisher => self.with(
                "source-copy",
                [
                    ("newsroom", newsroom.clone().into()),
                    ("publisher", source.publisher.clone().into()),
                ],
            ),
            _ => source.publisher.clone(),
        }
    }

    /// A day as text: "13 August 2025".
    pub fn day(&self, day: Date) -> String {
        self.with(
            "date-day",
            [
                ("day", i64::from(day.day()).into()),
                ("month", self.month(day.month()).into()),
                ("year", i64::from(day.year()).to_string().into()),
            ],
        )
    }

    fn month(&self, month: i8) -> String {
        let place = usize::try_from(month - 1).ok();
        let name = place.and_then(|place| self.months.get(place));
        name.cloned().unwrap_or_default()
    }

    /// A partial date as text, no finer than it is.
    pub fn date(&self, date: &PartialDate) -> String {
        let year = |year: i16| FluentValue::from(i64::from(year).to_string());
        let month_of = |number: i16, month: i8| {
            self.with(
                "date-month",
                [("month", self.month(month).into()), ("year", year(number))],
            )
        };
        let part = |part: Part| match part {
            Part::Early => FluentValue::from("early"),
            Part::Mid => FluentValue::from("mid"),
            Part::Late => FluentValue::from("late"),
        };
        match &date.form {
            Form::Day(day) => self.day(*day),
            Form::Month(number, month) => month_of(*number, *month),
            Form::Year(number) => self.with("date-year", [("year", year(*number))]),
            Form::PartOfMonth(third, number, month) => self.with(
                "date-part",
                [
                    ("part", part(*third)),
                    ("whole", month_of(*number, *month).into()),
                ],
            ),
            Form::PartOfYear(third, number) => self.with(
                "date-part",
                [
                    ("part", part(*third)),
                    (
                        "whole",
                        self.with("date-year", [("year", year(*number))]).into(),
                    ),
                ],
            ),
            Form::Season(season, number) => {
                let name = match season {
                    Season::Spring => "spring",
                    Season::Summer => "summer",
                    Season::Autumn => "autumn",
                    Season::Winter => "winter",
                };
                self.with(
                    "date-season",
                    [("season", name.into()), ("year", year(*number))],
                )
            }
            Form::Week(monday) => self.with("date-week", [("monday", self.day(*monday).into())]),
            Form::Either(first, second) => self.either(*first, *second),
            Form::Between(from, until) => self.with(
                "date-between",
                [
                    ("from", self.date(from).into()),
                    ("until", self.date(until).into()),
                ],
            ),
            Form::By(until) => self.with("date-by", [("date", self.date(until).into())]),
            Form::About(near) => self.with("date-about", [("date", self.date(near).into())]),
        }
    }

    /// "26 or 27 February 2026": what both days share is said once.
    fn either(&self, first: Date, second: Date) -> String {
        if first.first_of_month() == second.first_of_month() {
            return self.with(
                "date-either-day",
                [
                    ("first", i64::from(first.day()).into()),
                    ("second", i64::from(second.day()).into()),
                    ("month", self.month(first.month()).into()),
                    ("year", i64::from(first.year()).to_string().into()),
                ],
            );
        }
        self.with(
            "date-either",
            [
                ("first", self.day(first).into()),
                ("second", self.day(second).into()),
            ],
        )
    }

    /// A sentence with its first letter raised and its end marked. A name that begins with a small letter keeps it.
    pub fn sentence(&self, text: &str) -> String {
        let text = text.trim();
        let first_word: &str = text.split_whitespace().next().unwrap_or_default();
        let mut chars = text.chars();
        let mut sentence = String::with_capacity(text.len() + 1);
        if let Some(first) = chars.next() {
            if first_word.chars().skip(1).any(char::is_uppercase) {
                sentence.push(first);
            } else {
                sentence.extend(first.to_uppercase());
            }
            sentence.push_str(chars.as_str());
        }
        let ended = sentence
            .trim_end_matches(['"', '”', '»', ')'])
            .ends_with(['.', '!', '?', '。', '！', '？', ':', '：']);
        if !ended {
            sentence.push_str(&self.label("sentence-end"));
        }
        sentence
    }
}
