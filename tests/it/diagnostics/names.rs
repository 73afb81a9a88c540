//! Findings on names, aliases and texts.

use crate::support::report;

#[test]
fn two_people_do_not_share_a_name_whatever_the_accents() {
    insta::assert_snapshot!(report(r#"
//- data/people/max-muller.toml
id = "max-muller"
name = { en = "Max Muller" }
aliases = ["山田 Max", "MULLER!"]
"#), @r#"
    error[shared-alias]: people `max-muller` and `zoe-mueller` share the name `Müller`
     --> data/people/zoe-mueller.toml:3:12
      |
    3 | aliases = ["Müller"]
      |            ^^^^^^^^ `zoe-mueller` has it here
      |
     ::: data/people/max-muller.toml:3:22
      |
    3 | aliases = ["山田 Max", "MULLER!"]
      |                        --------- `max-muller` has it here
      |
      = help: case, accents and punctuation do not count; delete both if it is a surname or given name: the words of a name match by themselves

    1 error
    "#);
}

#[test]
fn one_person_may_repeat_a_name_and_kinds_do_not_collide() {
    assert_eq!(
        report(
            r#"
//- data/people/max-weber.toml
id = "max-weber"
name = { en = "Max Weber" }
aliases = ["weber", "Weber", "Acme"]
"#
        ),
        "no findings\n"
    );
}

#[test]
fn a_person_needs_an_alias() {
    insta::assert_snapshot!(report(r#"
//- data/people/max-weber.toml
id = "max-weber"
name = { en = "Max Weber" }
"#), @r#"
    warning[person-without-alias]: `max-weber` has no alias
     --> data/people/max-weber.toml:2:8
      |
    2 | name = { en = "Max Weber" }
      |        ^^^^^^^^^^^^^^^^^^^^
      |
      = help: add other spellings, handles or scripts: `aliases = ["…"]`; the words of the name match by themselves, so a shared surname is no alias

    1 warning
    "#);
}

#[test]
fn an_alias_is_no_everyday_word() {
    insta::assert_snapshot!(report(r#"
//- data/topics/anvils.toml
id = "anvils"
name = { en = "the anvils" }
aliases = ["thing"]
//- config/locales/en/frequent-words.txt
# a note
people
thing
"#), @r#"
    warning[everyday-word]: `thing` is an everyday word in `en`
     --> data/topics/anvils.toml:3:12
      |
    3 | aliases = ["thing"]
      |            ^^^^^^^
      |
      = help: every question with this word would find it; name it by two words

    1 warning
    "#);
}

#[test]
fn texts_are_there_in_english_and_in_every_language() {
    insta::assert_snapshot!(report(r#"
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acme" }
//- data/topics/anvils.toml
id = "anvils"
name = { ja = "金床" }
[[claim]]
aspect = "what"
text = { en = "they are heavy", jp = "重い" }
cite = ["herald-2024-05-15"]
[[claim]]
aspect = "who"
text = { en = "Acme makes them" }
cite = ["herald-2024-05-15"]
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller", ja = "ゾーイ" }
aliases = ["Müller"]
//- data/dataset.toml
name = { en = "Departures from Acme", ja = "離脱" }
as-of = 2024-06-30
organisation = "acme"
//- config/locales/ja/intents.toml
//- config/locales/ja/vocabulary.toml
name = "日本語"
scripts = ["kana", "han"]
//- config/locales/ja/replies.ftl
left = { $person }は去った。
"#), @r#"
    error[missing-original]: this text is not there in English
     --> data/topics/anvils.toml:2:8
      |
    2 | name = { ja = "金床" }
      |        ^^^^^^^^^^^^^^^
      |
      = help: add `en = "…"`; other languages fall back to it

    warning[unknown-language]: no language of the configuration is called `jp`
     --> data/topics/anvils.toml:5:8
      |
    5 | text = { en = "they are heavy", jp = "重い" }
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: languages are the folders of config/locales: en, ja

    warning[missing-translation]: the text is not there in `ja`
     --> data/topics/anvils.toml:9:8
      |
    9 | text = { en = "Acme makes them" }
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error, 2 warnings
    "#);
}

#[test]
fn texts_leave_the_full_stop_to_the_program_and_are_not_empty() {
    insta::assert_snapshot!(report(r#"
//- data/topics/anvils.toml
id = "anvils"
name = { en = "the anvils" }
aliases = ["é", " "]
[[claim]]
aspect = "what"
text = { en = "they are heavy." }
cite = ["herald-2024-05-15"]
"#), @r#"
    error[empty-text]: this is empty
     --> data/topics/anvils.toml:3:17
      |
    3 | aliases = ["é", " "]
      |                 ^^^

    warning[trailing-full-stop]: this text ends in a full stop
     --> data/topics/anvils.toml:6:15
      |
    6 | text = { en = "they are heavy." }
      |               ^^^^^^^^^^^^^^^^^
      |
      = help: delete it: the program writes it

    1 error, 1 warning
    "#);
}

#[test]
fn a_text_fits_into_a_reply() {
    let text = "é".repeat(1_001);
    let report = report(&format!(
        r#"
//- data/topics/anvils.toml
id = "anvils"
name = {{ en = "the anvils" }}
[[claim]]
aspect = "what"
text = {{ en = "{text}" }}
cite = ["herald-2024-05-15"]
"#
    ));
    let report = report.replace(&text, "é…");
    assert!(
        report.starts_with(
            "error[too-long]: this text has 1001 characters, and at most 1000 are allowed\n"
        ),
        "{report}"
    );
}

#[test]
fn a_predicate_does_not_begin_with_the_name() {
    insta::assert_snapshot!(report(r#"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller" }
aliases = ["Müller"]
[[fact]]
kind = "role"
text = { en = "Zoë Müller led research" }
cite = ["herald-2024-05-15"]
[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
[[membership.departure.announced]]
date = "2024-05-14"
cite = ["herald-2024-05-15"]
[[membership.departure.reason]]
by = "self"
text = { en = "Müller said that she was tired" }
cite = ["herald-2024-05-15"]
[[membership.departure.reason]]
by = "report"
text = { en = "Müller was tired" }
cite = ["herald-2024-05-15"]
"#), @r#"
    warning[subject-in-text]: this predicate begins with the name of Zoë Müller
     --> data/people/zoe-mueller.toml:6:15
      |
    6 | text = { en = "Zoë Müller led research" }
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: begin with the verb: the program writes the name before it

    warning[subject-in-text]: this predicate begins with the name of Zoë Müller
      --> data/people/zoe-mueller.toml:17:15
       |
    17 | text = { en = "Müller said that she was tired" }
       |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: begin with the verb: the program writes the name before it

    2 warnings
    "#);
}

#[test]
fn a_shared_surname_is_nobodys_alias() {
    insta::assert_snapshot!(report(r#"
//- data/people/max-mueller.toml
id = "max-mueller"
name = { en = "Max Müller" }
aliases = ["mmueller"]
[[membership]]
organisation = "acme"
groups = ["staff"]
cite = ["herald-2024-05-15"]
"#), @r#"
    warning[namesake-alias]: `Müller` is a word of the name of `max-mueller`, too
     --> data/people/zoe-mueller.toml:3:12
      |
    3 | aliases = ["Müller"]
      |            ^^^^^^^^ an alias here
      |
     ::: data/people/max-mueller.toml:2:15
      |
    2 | name = { en = "Max Müller" }
      |               ------------ a part of this name
      |
      = help: delete it: the words of a name match by themselves, and a question with this one is asked back

    1 warning
    "#);
}
