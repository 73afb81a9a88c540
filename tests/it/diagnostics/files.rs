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
"#), @r#"
    error[syntax]: invalid basic string, expected `"`
     --> data/sources/herald.toml:2:24
      |
    2 | id = "herald-2024-05-15
      |                        ^

    error[syntax]: string values must be quoted, expected literal string
     --> data/sources/herald.toml:4:9
      |
    4 | class = major-outlet
      |         ^^^^^^^^^^^^

    2 errors
    "#);
}

#[test]
fn a_key_that_is_not_known_has_a_suggestion() {
    insta::assert_snapshot!(report(r#"
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acmé 山" }
alias = ["ACME Corp"]
"#), @r#"
    error[unknown-key]: unknown key `alias`, expected one of `id`, `name`, `aliases`, `group`, `founding`
     --> data/organisations/acme.toml:3:1
      |
    3 | alias = ["ACME Corp"]
      | ^^^^^
      |
      = help: did you mean `aliases`?

    1 error
    "#);
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
"#), @r#"
    error[missing-key]: missing key `text`
     --> data/people/zoe-mueller.toml:5:1
      |
    5 | [[fact]]
      | ^^^^^^^^

    1 error
    "#);
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
"#), @r#"
    error[unknown-value]: unknown value `fouder`, expected one of `founder`, `executive`, `staff`
     --> data/people/zoe-mueller.toml:7:20
      |
    7 | groups = ["staff", "fouder"]
      |                    ^^^^^^^^
      |
      = help: did you mean `founder`?

    1 error
    "#);
}

#[test]
fn a_return_an_end_a_successor_and_a_word_of_the_trade_are_written_elsewhere() {
    insta::assert_snapshot!(report(r#"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]

[[membership]]
organisation = "acme"
groups = ["player"]
until = "2020"
successor = "jane-doe"
cite = ["herald-2024-05-15"]
"#), @r#"
    error[unknown-value]: unknown value `player`, expected one of `founder`, `executive`, `staff`
     --> data/people/zoe-mueller.toml:7:11
      |
    7 | groups = ["player"]
      |           ^^^^^^^^
      |
      = help: write one of these; the trade's own word for them goes into the organisation's file: `[[group]]` with `role = "staff"` and `name = { en = "players" }`

    error[unknown-key]: unknown key `until`, expected one of `organisation`, `groups`, `role`, `from`, `cite`, `departure`
     --> data/people/zoe-mueller.toml:8:1
      |
    8 | until = "2020"
      | ^^^^^
      |
      = help: the end of a stay is `[[membership.departure.effective]]` with its `date`

    error[unknown-key]: unknown key `successor`, expected one of `organisation`, `groups`, `role`, `from`, `cite`, `departure`
     --> data/people/zoe-mueller.toml:9:1
      |
    9 | successor = "jane-doe"
      | ^^^^^^^^^
      |
      = help: who took over is a claim of an event or topic: a `[[claim]]` with `about = "successor"` whose text names both ("Beta took over as chief from Alpha")

    3 errors
    "#);
}

#[test]
fn a_value_of_the_wrong_kind_is_no_missing_value() {
    insta::assert_snapshot!(report(r#"
//- data/dataset.toml
name = { en = "Departures from Acme" }
as-of = "2024-06-30"
organisation = "acme"
"#), @r#"
    error[syntax]: invalid type: string "2024-06-30", expected a TOML datetime
     --> data/dataset.toml:2:9
      |
    2 | as-of = "2024-06-30"
      |         ^^^^^^^^^^^^
      |
      = help: write the day without quotation marks, such as 2026-06-28

    1 error
    "#);
}

#[test]
fn a_missing_dataset_is_named() {
    insta::assert_snapshot!(report("//- -data/dataset.toml\n"), @r#"
    error[missing-file]: there is no `dataset.toml`
    --> data/dataset.toml
     = help: write what the dataset is called, its as-of date and its main organisation

    1 error
    "#);
}

#[test]
fn a_file_in_a_wrong_folder_is_named() {
    insta::assert_snapshot!(report(r#"
//- data/poeple/jane-doe.toml
id = "jane-doe"
//- config/locales/en/intent.toml
x = 1
"#), @r#"
    error[stray-file]: nothing reads `config/locales/en/intent.toml`
    --> config/locales/en/intent.toml
     = help: did you mean `intents.toml`?

    error[stray-file]: nothing reads `data/poeple/jane-doe.toml`
    --> data/poeple/jane-doe.toml
     = help: did you mean the folder `data/people/`?

    2 errors
    "#);
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
"#), @r#"
    error[duplicate-id]: two records are called `herald-2024-05-15`
     --> data/sources/zürich.toml:3:6
      |
    3 | id = "herald-2024-05-15"
      |      ^^^^^^^^^^^^^^^^^^^ again here
      |
     ::: data/sources/herald.toml:2:6
      |
    2 | id = "herald-2024-05-15"
      |      ------------------- first here
      |
      = help: give one of them another id

    1 error
    "#);
}

#[test]
fn an_id_is_the_name_of_its_file_and_kebab_case() {
    insta::assert_snapshot!(report(r#"
//- data/organisations/acme.toml
id = "Acme_Corp"
name = { en = "Acme" }
"#), @r#"
    error[id-not-file-name]: `Acme_Corp` is in a file called `acme.toml`
     --> data/organisations/acme.toml:1:6
      |
    1 | id = "Acme_Corp"
      |      ^^^^^^^^^^^
      |
      = help: write `acme`, or rename the file to `Acme_Corp.toml`

    error[not-kebab-case]: `Acme_Corp` is not kebab-case
     --> data/organisations/acme.toml:1:6
      |
    1 | id = "Acme_Corp"
      |      ^^^^^^^^^^^
      |
      = help: use small letters and digits, parted by single hyphens, such as `jane-doe`

    2 errors
    "#);
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
"#), @r#"
    error[unknown-topic]: no topic is called `anvils`
     --> data/people/zoe-mueller.toml:8:11
      |
    8 | topics = ["anvils"]
      |           ^^^^^^^^ named here
      |
      = help: add data/topics/anvils.toml

    error[unknown-source]: no source is called `herald-2024-05-14`
     --> data/people/zoe-mueller.toml:9:9
      |
    9 | cite = ["herald-2024-05-14", "gazette, page 3"]
      |         ^^^^^^^^^^^^^^^^^^^ cited here
      |
      = help: did you mean `herald-2024-05-15`? Otherwise add a [[source]] with this id to a file in data/sources/

    error[unknown-source]: no source is called `gazette`
     --> data/people/zoe-mueller.toml:9:30
      |
    9 | cite = ["herald-2024-05-14", "gazette, page 3"]
      |                              ^^^^^^^^^^^^^^^^^ cited here
      |
      = help: add a [[source]] with this id to a file in data/sources/

    error[unknown-organisation]: no organisation is called `acmee`
      --> data/people/zoe-mueller.toml:12:16
       |
    12 | organisation = "acmee"
       |                ^^^^^^^ named here
       |
       = help: did you mean `acme`? Otherwise add data/organisations/acmee.toml

    error[unknown-person]: no person is called `zoe-muller`
      --> data/people/zoe-mueller.toml:17:6
       |
    17 | by = "zoe-muller"
       |      ^^^^^^^^^^^^ named here
       |
       = help: did you mean `zoe-mueller`? Otherwise add data/people/zoe-muller.toml

    5 errors
    "#);
}

#[test]
fn a_person_whose_file_is_broken_is_not_unknown() {
    let report = report(
        r#"
//- data/people/jane-doe.toml
id = "jane-doe"
name = {
//- data/topics/anvils.toml
id = "anvils"
name = { en = "the anvils" }
people = ["jane-doe"]
"#,
    );
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
"#), @r#"
    warning[unused-source]: nothing cites `gazette`
     --> data/sources/more.toml:2:6
      |
    2 | id = "gazette"
      |      ^^^^^^^^^
      |
      = help: cite it where it says something, or delete it

    error[not-https]: `http://example.org/é` is not an https address
     --> data/sources/more.toml:4:7
      |
    4 | url = "http://example.org/é"
      |       ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `https://example.org/é`

    warning[unused-source]: nothing cites `copy`
      --> data/sources/more.toml:10:6
       |
    10 | id = "copy"
       |      ^^^^^^
       |
       = help: cite it where it says something, or delete it

    warning[duplicate-url]: two sources have the address `https://example.org/zoe/`
      --> data/sources/more.toml:12:7
       |
    12 | url = "https://example.org/zoe/"
       |       ^^^^^^^^^^^^^^^^^^^^^^^^^^ `copy` has it here
       |
      ::: data/sources/herald.toml:5:7
       |
     5 | url = "https://example.org/zoe"
       |       ------------------------- `herald-2024-05-15` has it here
       |
       = help: keep one, and cite it in both places

    error[no-address]: `nowhere` has neither `url` nor `what`
      --> data/sources/more.toml:18:6
       |
    18 | id = "nowhere"
       |      ^^^^^^^^^
       |
       = help: add its https address, or say in `what` what this document is

    warning[unused-source]: nothing cites `nowhere`
      --> data/sources/more.toml:18:6
       |
    18 | id = "nowhere"
       |      ^^^^^^^^^
       |
       = help: cite it where it says something, or delete it

    2 errors, 4 warnings
    "#);
}
