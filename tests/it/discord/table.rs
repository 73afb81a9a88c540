//! The table at the head of this folder's parent: it has a line for each of the 75 rules, and every test in it exists.

use std::collections::BTreeSet;
use std::path::Path;

use exitnote::disk;

const TABLE: &str = include_str!("../discord.rs");

/// The numbers of the rules and what is said of them, line by line.
fn lines() -> impl Iterator<Item = (Vec<u32>, &'static str)> {
    TABLE.lines().filter_map(|line| {
        let (rule, tested) = line.strip_prefix("//! | ")?.split_once(" | ")?;
        let words = rule.split([',', ' ']).filter(|word| !word.is_empty());
        let numbers: Vec<u32> = words.map_while(|word| word.parse().ok()).collect();
        (!numbers.is_empty()).then_some((numbers, tested))
    })
}

#[test]
fn every_rule_has_its_line() {
    let numbers: Vec<u32> = lines().flat_map(|(numbers, _)| numbers).collect();
    assert_eq!(numbers, (1..=75).collect::<Vec<_>>());
}

#[test]
fn every_test_that_is_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = BTreeSet::new();
    for (_, tested) in lines() {
        let names = tested.split('`').skip(1).step_by(2);
        named.extend(names.filter_map(|name| name.split_once("::")));
    }
    assert!(named.len() > 40, "{named:?}");
    for (file, test) in named {
        let texts = [format!("discord/{file}.rs"), format!("{file}.rs")];
        let exists = texts.iter().any(|path| {
            disk::read_text(&root.join("tests/it").join(path))
                .is_ok_and(|text| text.contains(&format!("fn {test}()")))
        });
        assert!(exists, "{file}::{test}");
    }
}
