//! Findings on files, keys and ids.

use crate::support::report;

#[test]
fn every_syntax_error_of_a_file_is_found_and_nothing_that_follows_from_them() {
    insta::assert_snapshot!(report(r#"
//- data/sources/herald.toml
[[source]]
id = "herald-2024-05-15
publisher = "The Herald"
class = major-outlet
"#), @"");
}

#[test]
fn a_key_that_is_not_known_has_a_suggestion() {
    insta::assert_snapshot!(report(r#"
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acmé 山" }
alias = ["ACME Corp"]
"#), @"");
}

#[test]
fn a_key_that_is_missing_has_the_place_of_its_table() {
    insta::assert_snapshot!(report(r#"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]

[[fact]]
kind = "role"
cite = ["herald-2024-05-15"]

[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
"#), @"");
}

#[test]
fn a_value_that_is_not_on_the_list_has_a_suggestion() {
    insta::assert_snapshot!(report(r#"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]

[[membership]]
organisation = "acme"
groups = ["staff", "fouder"]
cite = ["herald-2024-05-15"]
"#), @"");
}

#[test]
fn a_value_of_the_wrong_kind_is_no_missing_value() {
    insta::assert_snapshot!(report(r#"
//- data/dataset.toml
name = { en = "Departures from Acme" }
as-of = "2024-06-30"
organisation = "acme"
"#), @"");
}

#[test]
fn a_missing_dataset_is_named() {
    insta::assert_snapshot!(report("//- -data/dataset.toml\n"), @"");
}

#[test]
fn a_file_in_a_wrong_folder_is_named() {
    insta::assert_snapshot!(report(r#"
//- data/poeple/jane-doe.toml
id = "jane-doe"
//- config/locales/en/intent.toml
x = 1
"#), @"");
}

#[test]
fn two_sources_of_one_id_are_both_shown() {
    insta::assert_snapshot!(report(r#"
//- data/sources/zürich.toml
[[source]]
publisher = "Zürcher Blatt"
id = "herald-2024-05-15"
what = "a printed page"
retrieved = 2024-06-01
language = "de"
class = "major-outlet"
"#), @"");
}

#[test]
fn an_id_is_the_name_of_its_file_and_kebab_case() {
    insta::assert_snapshot!(report(r#"
//- data/organisations/acme.toml
id = "Acme_Corp"
name = { en = "Acme" }
"#), @"");
}

#[test]
fn ids_that_nothing_has_are_found_where_they_are_named() {
    insta::assert_snapshot!(report(r#"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]

[[fact]]
kind = "lead"
text = { en = "ran the anvil works" }
topics = ["anvils"]
cite = ["herald-2024-05-14", "gazette, page 3"]

[[membership]]
organisation = "acmee"
groups = ["founder"]
cite = ["herald-2024-05-15"]

[[membership.departure.response]]
by = "zoe-muller"
text = { en = "thanked her" }
cite = ["herald-2024-05-15"]
"#), @"");
}

#[test]
fn a_person_whose_file_is_broken_is_not_unknown() {
    let report = report(r#"
//- data/people/jane-doe.toml
id = "jane-doe"
name = {
//- data/topics/anvils.toml
id = "anvils"
name = { en = "the anvils" }
people = ["jane-doe"]
"#);
    assert!(!report.contains("unknown-person"), "{report}");
    assert!(report.contains("error[syntax]"), "{report}");
}

#[test]
fn sources_are_cited_have_an_address_and_differ() {
    insta::assert_snapshot!(report(r#"
//- data/sources/more.toml
[[source]]
id = "gazette"
publisher = "Gazette"
url = "http://example.org/é"
retrieved = 2024-06-01
language = "en"
class = "blog"

[[source]]
id = "copy"
publisher = "Copycat"
url = "https://example.org/zoe/"
retrieved = 2024-06-01
language = "en"
class = "syndicated-copy"

[[source]]
id = "nowhere"
publisher = "Nowhere"
retrieved = 2024-06-01
language = "en"
class = "wiki"
"#), @"");
}
