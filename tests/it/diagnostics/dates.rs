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
"#), @r#"
    error[bad-date]: `soon` is not a date
     --> data/people/zoe-mueller.toml:8:8
      |
    8 | from = "soon"
      |        ^^^^^^
      |
      = help: write `2025-08-13`, `2024-04`, `2024`, `late 2026-03`, `summer 2025`, `week of 2026-03-09`, `2026-02-26 or 2026-02-27`, `2026-02 to 2026-05`, `by 2025-07-09` or `about 2026-01`

    error[bad-date]: there is no day `2024-02-30` in the calendar
      --> data/people/zoe-mueller.toml:11:8
       |
    11 | date = "2024-02-30"
       |        ^^^^^^^^^^^^
       |
       = help: write one that is, or less of the date, such as `2024-02` or `2024`

    error[bad-date]: `4 pm` is not a time
      --> data/people/zoe-mueller.toml:12:8
       |
    12 | time = "4 pm"
       |        ^^^^^^
       |
       = help: write `16:05`

    error[bad-date]: `2024-03-01 mars` is not a date and a zone
      --> data/people/zoe-mueller.toml:13:32
       |
    13 | elsewhere = ["2024-03-01 utc", "2024-03-01 mars"]
       |                                ^^^^^^^^^^^^^^^^^
       |
       = help: write `2026-02-11 utc`, with one of utc, us-pacific, us-eastern, asia, europe

    4 errors
    "#);
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
"#), @r#"
    error[date-order]: `zoe-mueller` left before joining
      --> data/people/zoe-mueller.toml:11:8
       |
     8 | from = "2024-06"
       |        --------- joined
    ...
    11 | date = "2024-05-14"
       |        ^^^^^^^^^^^^ left
       |
       = help: correct one of the two dates

    1 error
    "#);
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
"#), @r#"
    error[date-order]: `herald-2024-05-15` was read before it was published
     --> data/sources/herald.toml:6:13
      |
    5 | published = "2024-06-02"
      |             ------------ published
    6 | retrieved = 2024-06-01
      |             ^^^^^^^^^^ read
      |
      = help: correct one of the two dates

    error[date-order]: the claim is as of 2024-05-01, before a source was published
     --> data/topics/anvils.toml:6:9
      |
    6 | as-of = 2024-05-01
      |         ^^^^^^^^^^
      |
     ::: data/sources/herald.toml:5:13
      |
    5 | published = "2024-06-02"
      |             ------------ published
      |
      = help: write the day you last read the cited sources

    2 errors
    "#);
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
"#), @r#"
    error[future-date]: as-of date 2024-07-02 is in the future
     --> data/dataset.toml:2:9
      |
    2 | as-of = 2024-07-02
      |         ^^^^^^^^^^ today is 2024-07-01
      |
      = help: write the day up to which the sources were read

    error[future-date]: as-of date 2042-06-01 is in the future
     --> data/people/zoe-mueller.toml:8:9
      |
    8 | as-of = 2042-06-01
      |         ^^^^^^^^^^ today is 2024-07-01
      |
      = help: write the day you last read the cited sources

    error[future-date]: the date 2024-08 is in the future
      --> data/people/zoe-mueller.toml:14:8
       |
    14 | date = "2024-08"
       |        ^^^^^^^^^ nothing after 2024-07-02 is known, says data/dataset.toml
       |
       = help: correct the date, or move `as-of` in data/dataset.toml on

    error[future-date]: the publication on 2025 is in the future
     --> data/sources/herald.toml:5:13
      |
    5 | published = "2025"
      |             ^^^^^^ today is 2024-07-01
      |
      = help: write the day it was published

    error[future-date]: the retrieval on 2042-06-01 is in the future
     --> data/sources/herald.toml:6:13
      |
    6 | retrieved = 2042-06-01
      |             ^^^^^^^^^^ today is 2024-07-01
      |
      = help: write the day it was read

    5 errors
    "#);
}

#[test]
fn an_event_has_a_date() {
    insta::assert_snapshot!(report(r#"
//- data/events/gala.toml
id = "gala"
name = { en = "the gala" }
"#), @r#"
    error[event-without-date]: the event `gala` has no date
     --> data/events/gala.toml:1:6
      |
    1 | id = "gala"
      |      ^^^^^^
      |
      = help: add [[date]] with `date` and `cite`, or move the file to data/topics/

    1 error
    "#);
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
"#), @r#"
    warning[undecided]: `2024-05-14` and `2024-05-20` contradict each other, and nothing says why
      --> data/people/zoe-mueller.toml:13:8
       |
    10 | date = "2024-05-14"
       |        ------------
    ...
    13 | date = "2024-05-20"
       |        ^^^^^^^^^^^^
       |
       = help: if the sources decide it, give one `rank = "preferred"` and `because`; if they do not, say so in `because`

    1 warning
    "#);
}

#[test]
fn a_reason_leaves_a_dispute_undecided_on_purpose() {
    assert_eq!(
        person(
            r#"
[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
[[membership.departure.effective]]
date = "2024-05-14"
cite = ["herald-2024-05-15"]
[[membership.departure.effective]]
date = "2024-05-20"
because = { en = "two reports disagree, and she has not said" }
cite = ["herald-2024-05-15"]
"#
        ),
        "no findings\n"
    );
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
"#), @r#"
    warning[membership-overlap]: two stays at `acme` overlap
      --> data/people/zoe-mueller.toml:14:16
       |
     6 | organisation = "acme"
       |                ------ and this one
    ...
    14 | organisation = "acme"
       |                ^^^^^^ this stay
       |
       = help: correct `from` or the departure, or make one stay of the two

    1 warning
    "#);
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
"#), @r#"
    warning[stale]: the dataset is 42 days old, and 30 are allowed
     --> data/dataset.toml:2:9
      |
    2 | as-of = 2024-05-20
      |         ^^^^^^^^^^
      |
      = help: read the sources again, enter what is new and move `as-of` on

    1 warning
    "#);
}

#[test]
fn a_claim_is_not_first_known_after_all_that_is_known() {
    insta::assert_snapshot!(report(r#"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]
[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
[[membership.departure.announced]]
date = "2024-05-14"
cite = ["herald-2024-05-15"]
since = "2024-07-02"
"#), @r#"
    error[future-date]: `since` 2024-07-02 is in the future
      --> data/people/zoe-mueller.toml:11:9
       |
    11 | since = "2024-07-02"
       |         ^^^^^^^^^^^^ nothing after 2024-06-30 is known, says data/dataset.toml
       |
       = help: correct it, or move `as-of` on: until then no answer has this claim

    1 error
    "#);
}
