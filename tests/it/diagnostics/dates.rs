//! Findings on dates.

use crate::support::report;

fn person(membership: &str) -> String {
    report(&format!(
        r#"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = {{ en = "Zoë Müller" }}
aliases = ["Müller"]
{membership}"#
    ))
}

#[test]
fn a_date_is_written_in_a_known_form() {
    insta::assert_snapshot!(person(r#"
[[membership]]
organisation = "acme"
groups = ["founder"]
from = "soon"
cite = ["herald-2024-05-15"]
[[membership.departure.announced]]
date = "2024-02-30"
time = "4 pm"
elsewhere = ["2024-03-01 utc", "2024-03-01 mars"]
cite = ["herald-2024-05-15"]
"#), @"");
}

#[test]
fn nobody_leaves_before_joining() {
    insta::assert_snapshot!(person(r#"
[[membership]]
organisation = "acme"
groups = ["founder"]
from = "2024-06"
cite = ["herald-2024-05-15"]
[[membership.departure.announced]]
date = "2024-05-14"
cite = ["herald-2024-05-15"]
"#), @"");
}

#[test]
fn nothing_is_read_before_it_is_published() {
    insta::assert_snapshot!(report(r#"
//- data/sources/herald.toml
[[source]]
id = "herald-2024-05-15"
publisher = "The Herald"
url = "https://example.org/zoe"
published = "2024-06-02"
retrieved = 2024-06-01
language = "en"
class = "major-outlet"
//- data/topics/anvils.toml
id = "anvils"
name = { en = "the anvils" }
[[claim]]
aspect = "what"
text = { en = "they are heavy" }
as-of = 2024-05-01
cite = ["herald-2024-05-15"]
"#), @"");
}

#[test]
fn nothing_is_dated_in_the_future() {
    insta::assert_snapshot!(report(r#"
//- data/dataset.toml
name = { en = "Departures from Acme" }
as-of = 2024-07-02
organisation = "acme"
//- data/sources/herald.toml
[[source]]
id = "herald-2024-05-15"
publisher = "The Herald"
url = "https://example.org/zoe"
published = "2025"
retrieved = 2042-06-01
language = "en"
class = "major-outlet"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]
[[fact]]
kind = "role"
text = { en = "led" }
cite = ["herald-2024-05-15"]
as-of = 2042-06-01
[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
[[membership.departure.announced]]
date = "2024-08"
cite = ["herald-2024-05-15"]
[[membership.departure.effective]]
date = "2024-12-31"
cite = ["herald-2024-05-15"]
"#), @"");
}

#[test]
fn an_event_has_a_date() {
    insta::assert_snapshot!(report(r#"
//- data/events/gala.toml
id = "gala"
name = { en = "the gala" }
"#), @"");
}

#[test]
fn dates_that_contradict_each_other_are_decided_or_explained() {
    insta::assert_snapshot!(person(r#"
[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
[[membership.departure.effective]]
date = "2024-05-14"
cite = ["herald-2024-05-15"]
[[membership.departure.effective]]
date = "2024-05-20"
cite = ["herald-2024-05-15"]
"#), @"");
}

#[test]
fn dates_that_zones_reconcile_need_no_decision() {
    assert_eq!(
        person(
            r#"
[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
[[membership.departure.effective]]
date = "2024-05-14"
zone = "us-pacific"
elsewhere = ["2024-05-15 utc"]
cite = ["herald-2024-05-15"]
[[membership.departure.effective]]
date = "2024-05-15"
cite = ["herald-2024-05-15"]
"#
        ),
        "no findings\n"
    );
}

#[test]
fn two_stays_in_one_group_do_not_overlap() {
    insta::assert_snapshot!(person(r#"
[[membership]]
organisation = "acme"
groups = ["founder"]
from = "2023"
cite = ["herald-2024-05-15"]
[[membership.departure.effective]]
date = "2024-05-14"
cite = ["herald-2024-05-15"]
[[membership]]
organisation = "acme"
groups = ["executive", "founder"]
from = "2024-02"
cite = ["herald-2024-05-15"]
"#), @"");
}

#[test]
fn a_dataset_grows_stale_if_the_settings_say_so() {
    insta::assert_snapshot!(report(r#"
//- data/dataset.toml
name = { en = "Departures from Acme" }
as-of = 2024-05-20
organisation = "acme"
//- config/exitnote.toml
[check]
stale-after-days = 30
"#), @"");
}
