//! Findings on languages, intent tables and settings.

use crate::support::report;

fn intents(table: &str) -> String {
    report(&format!("\n//- config/locales/en/intents.toml{table}"))
}

#[test]
fn a_language_needs_its_files() {
    insta::assert_snapshot!(report("//- -config/locales/en/replies.ftl\n"), @"");
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
"#), @"");
}

#[test]
fn a_template_that_explodes_is_a_finding() {
    insta::assert_snapshot!(intents(r#"
[[intent]]
id = "departure.when"
resolver = "when"
examples = ["(a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h) (a|b|c|d|e|f|g|h)"]
"#), @"");
}

#[test]
fn an_intent_asks_what_there_is() {
    insta::assert_snapshot!(intents(r#"
[[intent]]
id = "departure.when"
resolver = "wen"
needs = ["persona"]
examples = ["(a|b|c|d|e) f"]
"#), @"");
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
"#), @"");
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
"#), @"");
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
"#), @"");
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
"#), @"");
}
