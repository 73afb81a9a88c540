//! Findings on stays: apart, after the founding, dated at their end, in the waves that name them.

use crate::support::report;

#[test]
fn nobody_joins_before_the_founding() {
    insta::assert_snapshot!(report(r#"
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acme" }
aliases = ["Acme Anvils"]
founding = "acme-founding"
//- data/events/acme-founding.toml
id = "acme-founding"
name = { en = "the founding of Acme" }
organisations = ["acme"]
[[date]]
date = "2019-05"
cite = ["herald-2024-05-15"]
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]
[[membership]]
organisation = "acme"
groups = ["founder"]
from = "2019-04"
cite = ["herald-2024-05-15"]
"#), @r#"
    error[date-order]: `zoe-mueller` joined `acme` before its founding
     --> data/people/zoe-mueller.toml:7:8
      |
    7 | from = "2019-04"
      |        ^^^^^^^^^ joined
      |
     ::: data/events/acme-founding.toml:5:8
      |
    5 | date = "2019-05"
      |        --------- founded
      |
      = help: correct one of the two dates, or leave `from` out

    1 error
    "#);
}

#[test]
fn a_year_may_hold_the_founding_and_the_joining() {
    assert_eq!(
        report(
            r#"
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acme" }
aliases = ["Acme Anvils"]
founding = "acme-founding"
//- data/events/acme-founding.toml
id = "acme-founding"
name = { en = "the founding of Acme" }
organisations = ["acme"]
[[date]]
date = "2019-05"
cite = ["herald-2024-05-15"]
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]
[[membership]]
organisation = "acme"
groups = ["founder"]
from = "2019"
cite = ["herald-2024-05-15"]
"#
        ),
        "no findings\n"
    );
}

#[test]
fn a_founding_is_about_the_organisation_that_names_it() {
    insta::assert_snapshot!(report(r#"
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acme" }
aliases = ["Acme Anvils"]
founding = "acme-founding"
//- data/events/acme-founding.toml
id = "acme-founding"
name = { en = "the founding of Acme" }
organisations = []
[[date]]
date = "2019-05"
cite = ["herald-2024-05-15"]
"#), @r#"
    warning[foreign-founding]: the event `acme-founding` is not about `acme`
     --> data/organisations/acme.toml:4:12
      |
    4 | founding = "acme-founding"
      |            ^^^^^^^^^^^^^^^ named as the founding here
      |
     ::: data/events/acme-founding.toml:1:6
      |
    1 | id = "acme-founding"
      |      --------------- this event
      |
      = help: name the event of this founding, or add `acme` to the `organisations` of the event

    1 warning
    "#);
}

#[test]
fn a_departure_has_a_date() {
    insta::assert_snapshot!(report(r#"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]
[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
[[membership.departure.manner]]
kind = "resigned"
cite = ["herald-2024-05-15"]
"#), @r#"
    warning[undated-departure]: `zoe-mueller` left `acme`, and no date says when
     --> data/people/zoe-mueller.toml:5:16
      |
    5 | organisation = "acme"
      |                ^^^^^^ this stay
      |
      = help: add [[membership.departure.reported]] with the day of the first report, or a date as coarse as `by 2024`

    1 warning
    "#);
}

#[test]
fn whom_a_wave_names_has_left() {
    insta::assert_snapshot!(report(r#"
//- data/people/max-weber.toml
id = "max-weber"
name = { en = "Max Weber" }
aliases = ["mweber"]
[[membership]]
organisation = "acme"
groups = ["staff"]
cite = ["herald-2024-05-15"]
//- data/events/cuts.toml
id = "cuts"
name = { en = "the cuts" }
organisations = ["acme"]
departures = "removed"
people = ["zoe-mueller", "max-weber"]
[[date]]
date = "2024-05"
cite = ["herald-2024-05-15"]
"#), @r#"
    warning[stayed-in-wave]: `max-weber` is in this wave of departures and never left
     --> data/events/cuts.toml:5:26
      |
    5 | people = ["zoe-mueller", "max-weber"]
      |                          ^^^^^^^^^^^ named here
      |
     ::: data/people/max-weber.toml:1:6
      |
    1 | id = "max-weber"
      |      ----------- no stay of this person has a departure there
      |
      = help: add the departure to the person's stay, or take the person out of `people`

    1 warning
    "#);
}

#[test]
fn an_organisation_that_is_not_there_may_be_meant_by_a_name() {
    insta::assert_snapshot!(report(r#"
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acme" }
aliases = ["Acme Anvils"]
founding = "acme-works-founding"
//- data/events/acme-founding.toml
id = "acme-founding"
name = { en = "the founding of Acme" }
organisations = ["acme"]
[[date]]
date = "2019-05"
cite = ["herald-2024-05-15"]
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]
[[membership]]
organisation = "acme-anvils"
groups = ["founder"]
cite = ["herald-2024-05-15"]
[[membership]]
organisation = ""
groups = ["founder"]
cite = ["herald-2024-05-15"]
"#), @r#"
    error[unknown-topic]: no event is called `acme-works-founding`
     --> data/organisations/acme.toml:4:12
      |
    4 | founding = "acme-works-founding"
      |            ^^^^^^^^^^^^^^^^^^^^^ named here
      |
      = help: did you mean `acme-founding`? Otherwise add data/events/acme-works-founding.toml

    error[unknown-organisation]: no organisation is called `acme-anvils`
     --> data/people/zoe-mueller.toml:5:16
      |
    5 | organisation = "acme-anvils"
      |                ^^^^^^^^^^^^^ named here
      |
      = help: did you mean `acme`? Otherwise add data/organisations/acme-anvils.toml

    error[unknown-organisation]: no organisation is named here
     --> data/people/zoe-mueller.toml:9:16
      |
    9 | organisation = ""
      |                ^^ empty
      |
      = help: write the id of a file in data/organisations/

    3 errors
    "#);
}

#[test]
fn a_group_has_members_and_those_apart_are_among_them() {
    insta::assert_snapshot!(report(r#"
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acme" }
[[group]]
role = "founder"
name = { en = "founders" }
apart = ["max-weber"]
cite = ["herald-2024-05-15"]
[[group]]
role = "executive"
name = { en = "stewards" }
cite = ["herald-2024-05-15"]
//- data/people/max-weber.toml
id = "max-weber"
name = { en = "Max Weber" }
aliases = ["mweber"]
[[membership]]
organisation = "acme"
groups = ["staff"]
cite = ["herald-2024-05-15"]
"#), @r#"
    warning[apart-from-others]: `max-weber` is not in this group
     --> data/organisations/acme.toml:6:10
      |
    6 | apart = ["max-weber"]
      |          ^^^^^^^^^^^ named as a member that some do not count
      |
      = help: name members only, or add the group to `groups` of the person's stay

    warning[empty-group]: nobody of `acme` is in this group
     --> data/organisations/acme.toml:9:8
      |
    9 | role = "executive"
      |        ^^^^^^^^^^^ no stay names it
      |
      = help: correct `groups` of the stays that belong to it, or delete the [[group]]

    2 warnings
    "#);
}

#[test]
fn nobody_goes_where_they_leave() {
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
[[membership.departure.destination]]
organisation = "acme"
text = { en = "joined Acme" }
cite = ["herald-2024-05-15"]
"#), @r#"
    warning[moved-to-itself]: `zoe-mueller` leaves `acme` for itself
      --> data/people/zoe-mueller.toml:12:16
       |
     5 | organisation = "acme"
       |                ------ left here
    ...
    12 | organisation = "acme"
       |                ^^^^^^ went here
       |
       = help: correct `organisation`, or write `kind = "moved"` if it was for another post there

    1 warning
    "#);
}
