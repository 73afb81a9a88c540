//! The picture of departures: who left, when and how precisely that is known, who remains, what happened meanwhile.
//!
//! An arrow from `chart` to `knowledge` and nothing else: every word in the picture comes from the dataset or from the
//! caller, and the result is SVG text that any program can draw.

mod axis;
mod canvas;
mod draw;
pub mod outline;
pub mod theme;

use jiff::civil::Date;

use crate::knowledge::Knowledge;
use crate::knowledge::date::PartialDate;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::RoleGroup;
use outline::Outline;
use theme::Theme;

/// What to draw.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Whom people left.
    pub organisation: &'a OrganisationId,
    /// Whose departures; none for the organisation's first named group.
    pub groups: &'a [RoleGroup],
    /// The first day to draw; by default the month of the first departure.
    pub from: Option<Date>,
    /// The last day to draw; never after `as_of`.
    pub until: Option<Date>,
    /// Nothing that became known after this day is drawn.
    pub as_of: Date,
    /// The language of names (`en`).
    pub language: &'a str,
    /// Dark or light.
    pub theme: Theme,
}

/// Every word in the picture that is not a name.
#[derive(Clone, Copy)]
pub struct Labels<'a> {
    /// The heading.
    pub title: &'a str,
    /// What a dot means: the day is known.
    pub exact: &'a str,
    /// What a bar means: some day in this span.
    pub span: &'a str,
    /// In place of a date that no source tells.
    pub undated: &'a str,
    /// What the falling line counts.
    pub remaining: &'a str,
    /// The last line: as-of date and data revision.
    pub footer: &'a str,
    /// Short names of the months, January first.
    pub months: [&'a str; 12],
    /// How a date is written in this language.
    pub date: &'a dyn Fn(&PartialDate) -> String,
}

/// The picture as SVG, 1200 units wide; the height depends on the number of people.
pub fn timeline(knowledge: &Knowledge, options: &Options<'_>, labels: &Labels<'_>) -> String {
    draw::draw(&Outline::new(knowledge, options), options, labels)
}

/// What the picture shows, in words, for those who do not see it: at most 1,024 characters, cut between entries.
///
/// Heading, people with dates, the number that remains, events with dates; parted by punctuation only.
pub fn alt_text(knowledge: &Knowledge, options: &Options<'_>, labels: &Labels<'_>) -> String {
    const LIMIT: usize = 1024;
    const ELLIPSIS: &str = " …";
    let outline = Outline::new(knowledge, options);
    let remaining = outline
        .remaining
        .as_ref()
        .map(|it| format!("{}: {} → {}", labels.remaining, it.members, it.at_end()));
    let people = outline.rows.iter().map(|row| {
        let name = row.person.name.get(options.language);
        format!("{name}, {}", row.when(labels))
    });
    let events = outline.events.iter().map(|event| {
        let name = event.topic.name.get(options.language);
        format!("{name}, {}", (labels.date)(event.date))
    });
    let mut text = labels.title.to_owned();
    for (index, entry) in remaining
        .into_iter()
        .chain(people)
        .chain(events)
        .enumerate()
    {
        let joint = if index == 0 { ". " } else { "; " };
        let length = [text.as_str(), joint, &entry, ELLIPSIS]
            .iter()
            .map(|part| part.chars().count())
            .sum::<usize>();
        if length > LIMIT {
            text.push_str(ELLIPSIS);
            break;
        }
        text.push_str(joint);
        text.push_str(&entry);
    }
    text
}

/// A date without words, for a caller that has none: `2025-08-13`, `2024-04`, `2026-03-21 – 2026-03-31`.
pub fn plain_date(date: &PartialDate) -> String {
    use crate::knowledge::date::Form;
    match &date.form {
        Form::Day(day) => day.to_string(),
        Form::Month(year, month) => format!("{year:04}-{month:02}"),
        Form::Year(year) => format!("{year:04}"),
        Form::By(by) => format!("≤ {}", plain_date(by)),
        Form::About(about) => format!("≈ {}", plain_date(about)),
        _ => format!("{} – {}", date.earliest(), date.latest()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::knowledge::claim::{Citation, Citations, Claim, Rank, When};
    use crate::knowledge::id::{PersonId, SourceId, TopicId};
    use crate::knowledge::organisation::{Group, Organisation};
    use crate::knowledge::person::{Departure, Membership, Person};
    use crate::knowledge::text::Text;
    use crate::knowledge::topic::{Topic, TopicKind};

    fn text(original: &str) -> Text {
        Text::new(original.to_owned(), BTreeMap::new())
    }

    fn citations(sources: usize) -> Citations {
        Citations::new((0..sources).map(|index| Citation {
            source: SourceId::new(&format!("paper-{index}")),
            locator: None,
        }))
        .unwrap()
    }

    fn when(date: &str, sources: usize) -> Claim<When> {
        Claim {
            value: When {
                date: date.parse().unwrap(),
                time: None,
                zone: None,
                elsewhere: Vec::new(),
                text: None,
                after: Vec::new(),
            },
            citations: citations(sources),
            rank: Rank::Normal,
            because: None,
            since: None,
            as_of: jiff::civil::date(2025, 7, 1),
        }
    }

    fn person(id: &str, name: &str, group: RoleGroup, left: Option<&[&str]>) -> Person {
        Person {
            id: PersonId::new(id),
            name: text(name),
            aliases: Vec::new(),
            facts: Vec::new(),
            memberships: vec![Membership {
                organisation: OrganisationId::new("acme"),
                groups: vec![group],
                role: None,
                from: Some("2023".parse().unwrap()),
                citations: citations(1),
                departure: left.map(|dates| Departure {
                    effective: dates.iter().map(|it| when(it, 1)).collect(),
                    ..Departure::default()
                }),
            }],
        }
    }

    fn event(id: &str, name: &str, date: &str, sources: usize) -> Topic {
        Topic {
            id: TopicId::new(id),
            kind: TopicKind::Event,
            name: text(name),
            aliases: Vec::new(),
            dates: vec![when(date, sources)],
            statements: Vec::new(),
            ask: BTreeMap::new(),
            people: Vec::new(),
            organisations: vec![OrganisationId::new("acme")],
            departures: None,
        }
    }

    fn knowledge() -> Knowledge {
        use RoleGroup::{Founder, Staff};
        Knowledge::new(
            text("Leaving Acme"),
            date(2025, 6, 30),
            OrganisationId::new("acme"),
            Vec::new(),
            vec![
                person("ada", "Ada <One> & Co", Founder, Some(&["2024-03-05"])),
                person("bea", "Bea Two", Founder, Some(&["2024-11"])),
                person("cai", "Cai Three", Founder, Some(&["late 2023-12"])),
                person("dov", "Dov Four", Founder, None),
                person("eve", "Eve Five", Founder, Some(&[])),
                person("fay", "Fay Six", Staff, Some(&["2024-05-01"])),
            ],
            vec![Organisation {
                id: OrganisationId::new("acme"),
                name: text("Acme"),
                aliases: Vec::new(),
                founding: None,
                groups: vec![Group {
                    role: Founder,
                    name: text("founders"),
                    aliases: Vec::new(),
                    apart: Vec::new(),
                    citations: citations(1),
                }],
            }],
            vec![
                event("big-sale", "the big sale", "2024-06-01", 3),
                event("big-party", "the big party", "2024-06-04", 1),
                event("old-tale", "the old tale", "2020-06-04", 9),
            ],
        )
    }

    fn options(organisation: &OrganisationId) -> Options<'_> {
        Options {
            organisation,
            groups: &[],
            from: None,
            until: None,
            as_of: date(2025, 6, 30),
            language: "en",
            theme: Theme::Both,
        }
    }

    fn labels() -> Labels<'static> {
        Labels {
            title: "Leaving Acme",
            exact: "day known",
            span: "some day in this span",
            undated: "date unknown",
            remaining: "founders remain",
            footer: "as of 2025-06-30",
            months: [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
            ],
            date: &plain_date,
        }
    }

    fn texts(svg: &str) -> Vec<String> {
        let document = resvg::usvg::roxmltree::Document::parse(svg).unwrap();
        document
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .map(|node| node.text().unwrap_or_default().to_owned())
            .collect()
    }

    #[track_caller]
    fn place(texts: &[String], wanted: &str) -> usize {
        texts
            .iter()
            .position(|it| it == wanted)
            .unwrap_or_else(|| panic!("`{wanted}` is not among {texts:?}"))
    }

    #[test]
    fn rows_stand_in_the_order_of_departures_with_their_dates() {
        let acme = OrganisationId::new("acme");
        let texts = texts(&timeline(&knowledge(), &options(&acme), &labels()));
        let wanted = [
            "Cai Three",
            "2023-12-21 – 2023-12-31",
            "Ada <One> & Co",
            "2024-03-05",
            "Bea Two",
            "2024-11",
            "Eve Five",
            "date unknown",
            "5 → 1",
        ];
        let places: Vec<_> = wanted.iter().map(|it| place(&texts, it)).collect();
        assert!(places.is_sorted(), "{texts:?}");
        for absent in ["Dov Four", "Fay Six"] {
            assert!(!texts.iter().any(|it| it == absent), "{absent}");
        }
    }

    #[test]
    fn a_bar_where_the_day_is_not_known_and_a_dot_where_it_is() {
        let acme = OrganisationId::new("acme");
        let svg = timeline(&knowledge(), &options(&acme), &labels());
        // One of each stands in the key.
        assert_eq!(svg.matches(r#"r="12" class="exit""#).count(), 1 + 1);
        assert_eq!(svg.matches(r#"rx="5" class="exit""#).count(), 1 + 2);
    }

    #[test]
    fn what_lies_outside_the_days_asked_for_is_cut() {
        let acme = OrganisationId::new("acme");
        let narrow = Options {
            from: Some(date(2024, 1, 1)),
            until: Some(date(2024, 11, 15)),
            ..options(&acme)
        };
        let svg = timeline(&knowledge(), &narrow, &labels());
        let texts = texts(&svg);
        assert!(!texts.iter().any(|it| it == "Cai Three" || it == "Eve Five"));
        place(&texts, "Bea Two");
        // Cai had left before; her month reaches beyond the last day, which an arrow says.
        place(&texts, "4 → 1");
        assert_eq!(svg.matches("Z\" class=\"exit\"").count(), 1);
    }

    #[test]
    fn nothing_is_drawn_that_became_known_later() {
        let acme = OrganisationId::new("acme");
        let early = Options {
            as_of: date(2024, 4, 1),
            ..options(&acme)
        };
        let knowledge = knowledge();
        let outline = Outline::new(&knowledge, &early);
        let names: Vec<_> = outline
            .rows
            .iter()
            .map(|row| row.person.id.as_str())
            .collect();
        assert_eq!(names, ["cai", "ada", "eve"]);
        assert!(outline.events.is_empty());
        assert_eq!(outline.until, date(2024, 4, 1));
    }

    #[test]
    fn of_events_too_close_the_better_supported_one_is_marked() {
        let acme = OrganisationId::new("acme");
        let knowledge = knowledge();
        let outline = Outline::new(&knowledge, &options(&acme));
        let events: Vec<_> = outline
            .events
            .iter()
            .map(|it| it.topic.id.as_str())
            .collect();
        assert_eq!(events, ["big-sale"]);
    }

    #[test]
    fn the_words_for_those_who_do_not_see_it_are_bounded() {
        let acme = OrganisationId::new("acme");
        let words = alt_text(&knowledge(), &options(&acme), &labels());
        assert!(
            words.starts_with("Leaving Acme. founders remain: 5 → 1; Cai Three, 2023-12-21"),
            "{words}"
        );
        assert!(words.ends_with("the big sale, 2024-06-01"), "{words}");
        let long = "x".repeat(400);
        let date = |_: &PartialDate| long.clone();
        let wordy = Labels {
            date: &date,
            ..labels()
        };
        let words = alt_text(&knowledge(), &options(&acme), &wordy);
        assert!(
            words.chars().count() <= 1024 && words.ends_with('…'),
            "{words}"
        );
    }

    #[test]
    fn a_date_too_long_for_its_place_is_written_without_words() {
        let acme = OrganisationId::new("acme");
        let date = |date: &PartialDate| match date.exact() {
            Some(day) => day.to_string(),
            None => "some day that the sources do not tell any better than this".to_owned(),
        };
        let wordy = Labels {
            date: &date,
            ..labels()
        };
        place(
            &texts(&timeline(&knowledge(), &options(&acme), &wordy)),
            "2023-12-21 – 2023-12-31",
        );
    }

    #[test]
    fn an_organisation_without_departures_has_an_empty_picture() {
        let nobody = OrganisationId::new("nobody");
        let texts = texts(&timeline(&knowledge(), &options(&nobody), &labels()));
        place(&texts, "Leaving Acme");
    }
}
