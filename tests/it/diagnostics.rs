//! What a curator reads, rule by rule.

mod claims;
mod config;
mod dates;
mod files;
mod names;
mod stays;

use crate::support::{loaded, report, world};
use exitnote::diagnostic::{self, Code};
use exitnote::load::load;

#[test]
fn the_small_world_has_no_findings() {
    assert_eq!(report(""), "no findings\n");
    let loaded = loaded("");
    assert!(loaded.is_usable());
    let knowledge = loaded.knowledge.unwrap();
    assert_eq!(knowledge.exits().count(), 1);
    assert_eq!(loaded.locales.len(), 1);
    let locale = &loaded.locales[0];
    assert_eq!(locale.source.intents[0].examples.len(), 7);
    assert_eq!(locale.bindings.len(), 1);
}

#[test]
fn every_rule_has_a_case_here() {
    let cases = [
        include_str!("diagnostics/claims.rs"),
        include_str!("diagnostics/config.rs"),
        include_str!("diagnostics/dates.rs"),
        include_str!("diagnostics/files.rs"),
        include_str!("diagnostics/names.rs"),
        include_str!("diagnostics/stays.rs"),
    ];
    for code in Code::ALL {
        let shown = format!("{}[{code}]:", code.severity().name());
        assert!(
            cases.iter().any(|file| file.contains(&shown)),
            "no test shows what a curator reads who breaks the rule `{code}`"
        );
    }
}

#[test]
fn every_mistake_of_shape_in_a_file_is_found_at_once() {
    let changes = r#"
//- data/sources/herald.toml
[[source]]
id = "Herald"
publisher = "The Herald"
url = "http://example.org/zoe"
published = "May 2024"
retrieved = 2025-06-01
language = "en"
class = "newspaper"
adress = "x"
[[source]]
id = "gazette"
publisher = 7
retrieved = "2024-06-01"
"#;
    let files = world(changes);
    let findings = load(&files, crate::support::TODAY).findings;
    insta::assert_snapshot!(diagnostic::short(&findings, &files), @r#"
    data/sources/herald.toml:8:9: error[unknown-value]: unknown value `newspaper`, expected one of `primary-statement`, `major-outlet`, `syndicated-copy`, `trade-outlet`, `aggregator`, `wiki`, `blog`, `forum`, `content-farm`
    data/sources/herald.toml:9:1: error[unknown-key]: unknown key `adress`, expected one of `id`, `title`, `publisher`, `newsroom`, `aliases`, `author`, `url`, `what`, `published`, `retrieved`, `language`, `class`, `caveats`
    data/sources/herald.toml:12:13: error[syntax]: invalid type: integer `7`, expected a string
    data/sources/herald.toml:13:13: error[syntax]: invalid type: string "2024-06-01", expected a TOML datetime
    "#);
}

#[test]
fn the_other_forms_have_the_same_places() {
    let files = world(
        r#"
//- data/organisations/acme.toml
id = "acme"
name = { en = "アクメ é" }
aliases = ["ミュラー", ""]
"#,
    );
    let findings = load(&files, crate::support::TODAY).findings;
    insta::assert_snapshot!(diagnostic::short(&findings, &files), @"data/organisations/acme.toml:3:20: error[empty-text]: this is empty");
    let json = diagnostic::json(&findings, &files);
    assert_eq!(json[0]["line"], 3);
    assert_eq!(json[0]["column"], 20);
    assert_eq!(json[0]["code"], "empty-text");
    let sarif = diagnostic::sarif(&findings, &files);
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "empty-text");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 3);
    assert_eq!(region["startColumn"], 20);
    assert_eq!(region["endColumn"], 22);
}

#[test]
fn a_file_is_named_where_it_was_read() {
    let mut files = world("");
    for file in &mut files {
        if file.path == "data/organisations/acme.toml" {
            file.place = "/srv/exitnote/organisations/acme.toml".to_owned();
            file.text = "id = \"acme\"\nname = { en = \"\" }\n".to_owned();
        }
    }
    let findings = load(&files, crate::support::TODAY).findings;
    insta::assert_snapshot!(diagnostic::short(&findings, &files), @"/srv/exitnote/organisations/acme.toml:2:15: error[empty-text]: this is empty");
    assert!(diagnostic::report(&findings, &files, false).contains("--> /srv/exitnote/"));
}

#[test]
fn broken_configuration_keeps_the_dataset_and_the_other_way_round() {
    let no_config = loaded("//- config/locales/en/intents.toml\nx = [\n");
    assert!(no_config.knowledge.is_some());
    assert!(no_config.locales.is_empty());
    assert!(!no_config.is_usable());
    let no_data = loaded("//- data/dataset.toml\nx = [\n");
    assert!(no_data.knowledge.is_none());
    assert_eq!(no_data.locales.len(), 1);
}
