//! Findings on claims: citations, values, ranks, quotations.

use crate::support::report;

fn person(claims: &str) -> String {
    report(&format!(
        r#"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = {{ en = "Zoë Müller" }}
aliases = ["Müller"]
[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
{claims}"#
    ))
}

#[test]
fn a_claim_without_a_citation_is_no_claim() {
    insta::assert_snapshot!(person(r#"
[[membership.departure.announced]]
date = "2024-05-14"
cite = []
"#), @r#"
    error[no-citation]: nothing backs the claim `2024-05-14`
      --> data/people/zoe-mueller.toml:11:8
       |
    11 | cite = []
       |        ^^ empty
       |
       = help: name at least one source id, or delete the claim

    1 error
    "#);
}

#[test]
fn a_claim_has_a_value_or_says_that_there_is_none() {
    insta::assert_snapshot!(person(r#"
[[membership.departure.reason]]
by = "self"
cite = ["herald-2024-05-15"]
[[membership.departure.destination]]
none = true
text = { en = "joined a circus" }
cite = ["herald-2024-05-15"]
"#), @r#"
    error[no-value]: this reason says nothing
      --> data/people/zoe-mueller.toml:11:8
       |
    11 | cite = ["herald-2024-05-15"]
       |        ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add `text`, or `none = true` if the sources show that nothing was stated

    error[no-value]: this destination has a value and says `none`
      --> data/people/zoe-mueller.toml:13:8
       |
    13 | none = true
       |        ^^^^
       |
       = help: delete `none`, or the value

    2 errors
    "#);
}

#[test]
fn a_kind_of_reason_is_on_the_list() {
    insta::assert_snapshot!(person(r#"
[[membership.departure.reason]]
by = "self"
text = { en = "wanted to rest" }
categories = ["rest", "saftey", "boredom"]
cite = ["herald-2024-05-15"]
"#), @r#"
    error[unknown-category]: `saftey` is no kind of reason
      --> data/people/zoe-mueller.toml:12:23
       |
    12 | categories = ["rest", "saftey", "boredom"]
       |                       ^^^^^^^^
       |
       = help: did you mean `safety`?

    error[unknown-category]: `boredom` is no kind of reason
      --> data/people/zoe-mueller.toml:12:33
       |
    12 | categories = ["rest", "saftey", "boredom"]
       |                                 ^^^^^^^^^
       |
       = help: the kinds are health, burnout, family, safety, research, venture, rest, performance, dispute, reorganisation, conviction, hours, money, other

    2 errors
    "#);
}

#[test]
fn ranks_have_reasons() {
    insta::assert_snapshot!(person(r#"
[[membership.departure.announced]]
date = "2024-05-14"
rank = "preferred"
cite = ["herald-2024-05-15"]
[[membership.departure.announced]]
date = "2024-05-13"
rank = "refuted"
cite = ["herald-2024-05-15"]
"#), @r#"
    error[rank-without-reason]: nothing says why this claim is preferred
      --> data/people/zoe-mueller.toml:11:8
       |
    11 | rank = "preferred"
       |        ^^^^^^^^^^^
       |
       = help: add `because`, one short sentence

    error[rank-without-reason]: nothing says why this claim is refuted
      --> data/people/zoe-mueller.toml:15:8
       |
    15 | rank = "refuted"
       |        ^^^^^^^^^
       |
       = help: add `because`, one short sentence

    2 errors
    "#);
}

#[test]
fn a_claim_that_stands_alone_needs_no_reason_to_be_preferred() {
    assert_eq!(
        person(
            r#"
[[membership.departure.announced]]
date = "2024-05-14"
rank = "preferred"
cite = ["herald-2024-05-15"]
"#
        ),
        "no findings\n"
    );
}

#[test]
fn two_dates_cannot_both_be_preferred() {
    insta::assert_snapshot!(person(r#"
[[membership.departure.announced]]
date = "2024-05-14"
rank = "preferred"
because = { en = "it is her own post" }
cite = ["herald-2024-05-15"]
[[membership.departure.announced]]
date = "2024-05-20"
rank = "preferred"
because = { en = "it is her own post, too" }
cite = ["herald-2024-05-15"]
"#), @r#"
    error[preferred-twice]: two claims on `announced` are preferred
      --> data/people/zoe-mueller.toml:15:8
       |
    10 | date = "2024-05-14"
       |        ------------ and this one
    ...
    15 | date = "2024-05-20"
       |        ^^^^^^^^^^^^ this one
       |
       = help: prefer the better supported, or make both `normal`: then they are shown as a dispute

    1 error
    "#);
}

#[test]
fn one_manner_cannot_be_preferred_and_refuted() {
    insta::assert_snapshot!(person(r#"
[[membership.departure.manner]]
kind = "resigned"
text = { en = "résigned" }
rank = "preferred"
because = { en = "she says so" }
cite = ["herald-2024-05-15"]
[[membership.departure.manner]]
kind = "resigned"
text = { en = "résigned" }
rank = "refuted"
because = { en = "he says so" }
cite = ["herald-2024-05-15"]
"#), @r#"
    error[preferred-refuted]: `résigned` is both preferred and refuted
      --> data/people/zoe-mueller.toml:17:8
       |
    11 | text = { en = "résigned" }
       |        ------------------- preferred here
    ...
    17 | text = { en = "résigned" }
       |        ^^^^^^^^^^^^^^^^^^^ refuted here
       |
       = help: delete one of the two

    1 error
    "#);
}

#[test]
fn a_quotation_is_short() {
    insta::assert_snapshot!(person(r#"
[[membership.departure.statement]]
quote = "one two three four five six seven eight nine ten one two three four five six seven eight nine ten one two three four five"
text = { en = "counted" }
cite = ["herald-2024-05-15"]
"#), @r#"
    error[quotation-too-long]: the quotation has 25 words, and fewer than 25 are allowed
      --> data/people/zoe-mueller.toml:10:9
       |
    10 | quote = "one two three four five six seven eight nine ten one two three four five six seven eight nine ten one two three four five"
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: quote the words that matter and say the rest in `text`

    1 error
    "#);
}

#[test]
fn a_content_farm_alone_is_not_enough() {
    insta::assert_snapshot!(report(r#"
//- data/sources/farm.toml
[[source]]
id = "farm"
publisher = "Clicks Daily"
url = "https://example.org/farm"
retrieved = 2024-06-01
language = "en"
class = "content-farm"
//- data/topics/anvils.toml
id = "anvils"
name = { en = "the anvils" }
[[claim]]
aspect = "what"
text = { en = "the anvils are a kind of naïve joke that nobody but a content farm has ever told" }
cite = ["farm, end"]
[[claim]]
aspect = "who"
text = { en = "nobody makes them" }
rank = "refuted"
because = { en = "Acme makes them" }
cite = ["farm"]
"#), @r#"
    warning[content-farm-alone]: only content farms say `the anvils are a kind of naïve joke that nobody but a conten…`
     --> data/topics/anvils.toml:6:8
      |
    6 | cite = ["farm, end"]
      |        ^^^^^^^^^^^^^
      |
      = help: add a better source, delete the claim, or refute it

    1 warning
    "#);
}

#[test]
fn a_weak_claim_beside_a_preferred_one_is_only_the_other_version() {
    assert_eq!(
        report(
            r#"
//- data/sources/farm.toml
[[source]]
id = "farm"
publisher = "Farm"
url = "https://example.org/farm"
retrieved = 2024-06-01
language = "en"
class = "content-farm"
//- data/topics/anvils.toml
id = "anvils"
name = { en = "the anvils" }
[[claim]]
aspect = "how-many"
about = "number"
text = { en = "there are fifty anvils" }
rank = "preferred"
because = { en = "the Herald counted them" }
cite = ["herald-2024-05-15"]
[[claim]]
aspect = "how-many"
about = "number"
text = { en = "there are eighty anvils" }
cite = ["farm"]
"#
        ),
        "no findings\n"
    );
}
