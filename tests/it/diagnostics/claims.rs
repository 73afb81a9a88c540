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
"#), @"");
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
"#), @"");
}

#[test]
fn a_kind_of_reason_is_on_the_list() {
    insta::assert_snapshot!(person(r#"
[[membership.departure.reason]]
by = "self"
text = { en = "wanted to rest" }
categories = ["rest", "saftey", "boredom"]
cite = ["herald-2024-05-15"]
"#), @"");
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
"#), @"");
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
"#), @"");
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
"#), @"");
}

#[test]
fn a_quotation_is_short() {
    insta::assert_snapshot!(person(r#"
[[membership.departure.statement]]
quote = "one two three four five six seven eight nine ten one two three four five six seven eight nine ten one two three four five"
text = { en = "counted" }
cite = ["herald-2024-05-15"]
"#), @"");
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
"#), @"");
}
