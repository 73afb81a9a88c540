//! Findings on languages, intent tables and settings.

use crate::support::report;

fn intents(table: &str) -> String {
    report(&format!("\n//- config/locales/en/intents.toml{table}"))
}

#[test]
fn a_language_needs_its_files() {
    insta::assert_snapshot!(report("//- -config/locales/en/replies.ftl\n"), @r#"
    error[missing-file]: there is no `replies.ftl` in `en`
    --> config/locales/en/replies.ftl
     = help: a language is a folder with intents.toml, vocabulary.toml and replies.ftl

    1 error
    "#);
}

#[test]
fn templates_are_read_and_blamed_inside_of_the_string() {
    insta::assert_snapshot!(intents(r#"
[[intent]]
id = "departure.when"
resolver = "when"
examples = [
  "山 (when|what day did {person} leave",
  "é {persn} left",
  "when|what",
]
"#), @r#"
    error[bad-template]: `(` is never closed
     --> config/locales/en/intents.toml:5:6
      |
    5 |   "山 (when|what day did {person} leave",
      |       ^
      |
      = help: `(a|b)` is one of several, `[a]` may be left out

    error[unknown-slot]: no slot is called `persn`
     --> config/locales/en/intents.toml:6:6
      |
    6 |   "é {persn} left",
      |      ^^^^^^^
      |
      = help: did you mean `{person}`?

    error[bad-template]: `|` stands outside of brackets
     --> config/locales/en/intents.toml:7:8
      |
    7 |   "when|what",
      |        ^
      |
      = help: put the alternatives into brackets: `(when|what day) did …`

    3 errors
    "#);
}

#[test]
fn a_template_that_explodes_is_a_finding() {
    insta::assert_snapshot!(intents(r#"
[[intent]]
id = "departure.when"
resolver = "when"
examples = ["(a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h)"]
"#), @r#"
    error[template-too-large]: the template stands for 512 utterances
     --> config/locales/en/intents.toml:4:14
      |
    4 | examples = ["(a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h)"]
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: split it, or cut alternatives, to at most 400

    1 error
    "#);
}

#[test]
fn an_intent_asks_what_there_is() {
    insta::assert_snapshot!(intents(r#"
[[intent]]
id = "departure.when"
resolver = "wen"
needs = ["persona"]
examples = ["(a|b|c|d|e) f"]
"#), @r#"
    error[unknown-resolver]: no resolver is called `wen`
     --> config/locales/en/intents.toml:3:12
      |
    3 | resolver = "wen"
      |            ^^^^^
      |
      = help: did you mean `when`?

    error[unknown-slot]: no slot to need is called `persona`
     --> config/locales/en/intents.toml:4:10
      |
    4 | needs = ["persona"]
      |          ^^^^^^^^^
      |
      = help: did you mean `person`?

    2 errors
    "#);
}

#[test]
fn an_intent_needs_examples_of_its_own() {
    insta::assert_snapshot!(intents(r#"
[[intent]]
id = "departure.when"
resolver = "when"
examples = ["when did {person} (leave|go|quit|resign)", "wann? {person}"]

[[intent]]
id = "departure.why"
resolver = "why"
examples = ["why did {person} leave", "Wann {person}", "when did {person} [really] (leave|go)"]
"#), @r#"
    error[shared-example]: `departure.when` and `departure.why` share the example `Wann {person}`
     --> config/locales/en/intents.toml:9:39
      |
    4 | examples = ["when did {person} (leave|go|quit|resign)", "wann? {person}"]
      |                                                         ---------------- `departure.when` has it here
    ...
    9 | examples = ["why did {person} leave", "Wann {person}", "when did {person} [really] (leave|go)"]
      |                                       ^^^^^^^^^^^^^^^ `departure.why` has it here
      |
      = help: case and punctuation are ignored when matching; delete one of the two

    error[shared-example]: `departure.when` and `departure.why` share the example `when did {person} leave`
     --> config/locales/en/intents.toml:9:56
      |
    4 | examples = ["when did {person} (leave|go|quit|resign)", "wann? {person}"]
      |             ------------------------------------------ `departure.when` has it here
    ...
    9 | examples = ["why did {person} leave", "Wann {person}", "when did {person} [really] (leave|go)"]
      |                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `departure.why` has it here
      |
      = help: case and punctuation are ignored when matching; delete one of the two

    2 errors
    "#);
}

#[test]
fn four_examples_are_few() {
    insta::assert_snapshot!(intents(r#"
[[intent]]
id = "departure.when"
resolver = "when"
examples = ["when did {person} (leave|go|quit|resign)"]
"#), @r#"
    warning[few-examples]: `departure.when` has 4 example utterances
     --> config/locales/en/intents.toml:2:6
      |
    2 | id = "departure.when"
      |      ^^^^^^^^^^^^^^^^
      |
      = help: add some, in different shapes, to 5 or more

    1 warning
    "#);
}

#[test]
fn words_fill_slots_that_there_are_with_values_that_these_take() {
    insta::assert_snapshot!(report(r#"
//- config/locales/en/vocabulary.toml
name = "English"
scripts = ["latin", "runes"]

[[word]]
slot = "groups"
value = "founder"
words = ["founders"]

[[word]]
slot = "group"
value = "founders"
words = ["founders"]

[[word]]
slot = "ordinal"
value = "first"
words = ["first"]

[[word]]
slot = "manner"
value = "resigned"
words = ["lèft"]

[[word]]
slot = "manner"
value = "removed"
words = ["left"]
"#), @r#"
    error[unknown-value]: no script is called `runes`
     --> config/locales/en/vocabulary.toml:2:21
      |
    2 | scripts = ["latin", "runes"]
      |                     ^^^^^^^
      |
      = help: write one of latin, kana, han, cyrillic, hangul, other

    error[unknown-slot]: no slot for words is called `groups`
     --> config/locales/en/vocabulary.toml:5:8
      |
    5 | slot = "groups"
      |        ^^^^^^^^
      |
      = help: did you mean `group`?

    error[unknown-slot-value]: no value of this slot is called `founders`
      --> config/locales/en/vocabulary.toml:11:9
       |
    11 | value = "founders"
       |         ^^^^^^^^^^
       |
       = help: did you mean `founder`?

    error[unknown-slot-value]: `first` is not a place in an order
      --> config/locales/en/vocabulary.toml:16:9
       |
    16 | value = "first"
       |         ^^^^^^^
       |
       = help: write `1` for the first, `-1` for the last

    warning[shared-word]: `left` means both `resigned` and `removed`
      --> config/locales/en/vocabulary.toml:27:10
       |
    22 | words = ["lèft"]
       |          ------ `resigned` has it here
    ...
    27 | words = ["left"]
       |          ^^^^^^ `removed` has it here
       |
       = help: delete one of the two

    4 errors, 1 warning
    "#);
}

#[test]
fn replies_are_fluent_and_the_same_in_every_language() {
    insta::assert_snapshot!(report(r#"
//- config/locales/en/replies.ftl
left = { $person } left.
größe = x
asked = You asked { $what
//- config/locales/de/intents.toml
//- config/locales/de/vocabulary.toml
name = "Deutsch"
scripts = ["latin"]
//- config/locales/de/replies.ftl
asked = Du fragtest.
asked = Du fragst.
//- data/organisations/acme.toml
id = "acme"
name = { en = "Acme", de = "Acme" }
//- data/dataset.toml
name = { en = "Departures", de = "Abgänge" }
as-of = 2024-06-30
organisation = "acme"
//- data/people/zoe-mueller.toml
id = "zoe-mueller"
name = { en = "Zoë Müller", de = "Zoë Müller" }
aliases = ["Müller"]
[[membership]]
organisation = "acme"
groups = ["founder"]
cite = ["herald-2024-05-15"]
"#), @r#"
    error[fluent-missing-message]: the message `left` is not there in `de`
     --> config/locales/de/replies.ftl
      |
     ::: config/locales/en/replies.ftl:1:1
      |
    1 | left = { $person } left.
      | ---- it is here

    error[fluent-shared-message]: the message `asked` is there twice
     --> config/locales/de/replies.ftl:2:1
      |
    1 | asked = Du fragtest.
      | ----- it is here
    2 | asked = Du fragst.
      | ^^^^^ it is said again here
      |
      = help: rename or delete one of the two

    error[fluent-syntax]: expected a token starting with "="
     --> config/locales/en/replies.ftl:2:3
      |
    2 | größe = x
      |   ^

    error[fluent-syntax]: expected a token starting with "}"
     --> config/locales/en/replies.ftl:3:27
      |
    3 | asked = You asked { $what
      |                          ^

    4 errors
    "#);
}

#[test]
fn settings_are_known_and_fit() {
    insta::assert_snapshot!(report(r#"
//- config/exitnote.toml
[discord]
api-ulr = "http://127.0.0.1:1"
gateway-url = "http://127.0.0.1:1"
[http]
bind = "localhost"
[log]
format = "xml"
filter = 3
[matching]
threshold = 70
ambiguity-threshold = -0.5
"#), @r#"
    error[unknown-setting]: unknown setting `api-ulr`, expected `api-url` or `gateway-url`
     --> config/exitnote.toml:2:1
      |
    2 | api-ulr = "http://127.0.0.1:1"
      | ^^^^^^^
      |
      = help: did you mean `api-url`?

    error[bad-setting]: the address begins with none of `wss://`, `ws://`
     --> config/exitnote.toml:3:15
      |
    3 | gateway-url = "http://127.0.0.1:1"
      |               ^^^^^^^^^^^^^^^^^^^^
      |
      = help: write the whole address, such as `ws://127.0.0.1:8080`

    error[bad-setting]: `localhost` is not an address and a port
     --> config/exitnote.toml:5:8
      |
    5 | bind = "localhost"
      |        ^^^^^^^^^^^
      |
      = help: write `127.0.0.1:9090`, or `0.0.0.0:9090` to listen on every interface

    error[bad-setting]: `xml` is no format of logs
     --> config/exitnote.toml:7:10
      |
    7 | format = "xml"
      |          ^^^^^
      |
      = help: write `text` or `json`

    error[bad-setting]: invalid type: integer `3`, expected a string
     --> config/exitnote.toml:8:10
      |
    8 | filter = 3
      |          ^

    error[threshold-range]: `threshold` is 70, but confidences run from 0 to 1
      --> config/exitnote.toml:10:13
       |
    10 | threshold = 70
       |             ^^
       |
       = help: for 70 percent write 0.7

    error[threshold-range]: `ambiguity-threshold` is -0.5, but confidences run from 0 to 1
      --> config/exitnote.toml:11:23
       |
    11 | ambiguity-threshold = -0.5
       |                       ^^^^
       |
       = help: write a number from 0 to 1

    7 errors
    "#);
}

#[test]
fn the_words_for_dates_make_a_grammar() {
    insta::assert_snapshot!(report(r#"
//- config/locales/en/temporal.toml
months = [["jänner"]]

[[pattern]]
meaning = "date"
templates = ["the {dey} of {month}"]
"#), @r#"
    error[bad-temporal]: `months` has 1 entries and must have 12
     --> config/locales/en/temporal.toml:1:1
      |
    1 | months = [["jänner"]]
      | ^^^^^^^^

    error[bad-temporal]: template `the {dey} of {month}` has an unknown slot `{dey}`
     --> config/locales/en/temporal.toml:5:14
      |
    5 | templates = ["the {dey} of {month}"]
      |              ^^^^^^^^^^^^^^^^^^^^^^

    2 errors
    "#);
}

#[test]
fn cues_may_share_a_word() {
    assert_eq!(
        report(
            r#"
//- config/locales/en/vocabulary.toml
name = "English"
scripts = ["latin"]
[[word]]
slot = "cue"
value = "team"
words = ["unit"]
[[word]]
slot = "cue"
value = "unit"
words = ["unit"]
"#
        ),
        "no findings\n"
    );
}
