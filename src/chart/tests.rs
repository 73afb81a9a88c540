//! The picture of a small organisation: what stands where, and what is left out.

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
