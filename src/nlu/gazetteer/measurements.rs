//! How many misspelt names are found, how many ordinary questions yield one, and how long it takes with many people.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::normaliser::normalise;
use super::{Commonness, EntityKind, Entry, Gazetteer};

/// A linear congruential generator, so that every run tries the same misspellings.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// A letter replaced, left out, put in, or swapped with the next.
    fn typo(&mut self, name: &str) -> String {
        let mut letters: Vec<char> = name.chars().collect();
        let places: Vec<usize> = (0..letters.len())
            .filter(|&at| letters[at].is_alphabetic())
            .collect();
        let at = places[self.below(places.len())];
        let letter = char::from(b'a' + u8::try_from(self.below(26)).unwrap());
        match self.below(4) {
            0 => {
                letters.remove(at);
            }
            1 => letters.insert(at, letter),
            2 if at + 1 < letters.len() && letters[at + 1].is_alphabetic() => {
                letters.swap(at, at + 1);
            }
            _ => letters[at] = letter,
        }
        letters.into_iter().collect()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the measurement reads public data that is not part of the project"
)]
fn read(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// A file of the folder `shared` beside the project, which not every checkout has.
#[expect(
    clippy::print_stderr,
    reason = "a measurement that is skipped must say so"
)]
fn shared(path: &str) -> Option<String> {
    let places = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared").join(path));
    let found = places
        .filter(|path| path.exists())
        .find_map(|path| read(&path));
    if found.is_none() {
        eprintln!("SKIPPED: nothing is measured, for shared/{path} is not beside the project");
    }
    found
}

/// The word lists that the project ships, or nothing while the long one is not there.
#[expect(
    clippy::print_stderr,
    reason = "a measurement that is skipped must say so"
)]
fn lexicon() -> Option<impl Fn(&str) -> Commonness> {
    let config: PathBuf = [env!("CARGO_MANIFEST_DIR"), "config", "locales", "en"]
        .iter()
        .collect();
    let list = |name: &str| -> BTreeSet<String> {
        read(&config.join(name))
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect()
    };
    let (frequent, known) = (list("frequent-words.txt"), list("words.txt"));
    assert!(frequent.len() > 10_000);
    if known.len() < frequent.len() {
        eprintln!("SKIPPED: nothing is measured without config/locales/en/words.txt");
        return None;
    }
    Some(move |word: &str| {
        if frequent.contains(word) {
            Commonness::Frequent
        } else if known.contains(word) {
            Commonness::Known
        } else {
            Commonness::Unknown
        }
    })
}

/// The people of the project's own dataset.
#[expect(
    clippy::disallowed_methods,
    reason = "the measurement is about the names that the project ships"
)]
fn people() -> Vec<Entry> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "data", "people"]
        .iter()
        .collect();
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    paths.sort();
    let mut entries = Vec::new();
    for path in paths.iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    }) {
        let person: toml::Table = toml::from_str(&read(path).unwrap()).unwrap();
        let aliases = person
            .get("aliases")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten();
        let names = person["name"]
            .as_table()
            .unwrap()
            .values()
            .chain(aliases)
            .map(|name| name.as_str().unwrap().to_owned())
            .collect();
        entries.push(Entry {
            kind: EntityKind::Person,
            id: path.file_stem().unwrap().to_string_lossy().into_owned(),
            names,
        });
    }
    assert!(entries.len() > 20);
    entries
}

/// Misspelt `tries` times with `typos`: how many in a thousand are still linked to the person.
fn found_in_a_thousand(
    people: &[Entry],
    common: &dyn Fn(&str) -> Commonness,
    typos: usize,
    tries: usize,
    name_of: impl Fn(&str) -> Option<String>,
) -> usize {
    let gazetteer = Gazetteer::new(people.to_vec(), &normalise);
    let mut random = Random(1);
    let (mut asked, mut found) = (0, 0);
    for person in people {
        let Some(name) = name_of(&normalise(&person.names[0])) else {
            continue;
        };
        for _ in 0..tries {
            let misspelt = (0..typos).fold(name.clone(), |name, _| random.typo(&name));
            let mentions = gazetteer.link(&format!("when did {misspelt} leave"), common);
            asked += 1;
            found += usize::from(mentions.iter().any(|mention| {
                mention
                    .candidates
                    .iter()
                    .any(|candidate| candidate.id == person.id)
            }));
        }
    }
    found * 1_000 / asked
}

#[test]
#[expect(
    clippy::print_stderr,
    reason = "the figures of a measurement are its result"
)]
fn misspelt_names_are_found() {
    let people = people();
    let Some(common) = lexicon() else { return };
    let surname = |long: bool| {
        move |name: &str| {
            name.rsplit(' ')
                .next()
                .filter(|surname| (surname.len() >= 5) == long)
                .map(str::to_owned)
        }
    };
    let full = |name: &str| Some(name.to_owned());
    assert_eq!(found_in_a_thousand(&people, &common, 0, 1, full), 1_000);
    assert_eq!(
        found_in_a_thousand(&people, &common, 0, 1, surname(true)),
        1_000
    );
    assert_eq!(
        found_in_a_thousand(&people, &common, 0, 1, surname(false)),
        1_000
    );
    let one = [
        found_in_a_thousand(&people, &common, 1, 200, full),
        found_in_a_thousand(&people, &common, 1, 200, surname(true)),
    ];
    let two = [
        found_in_a_thousand(&people, &common, 2, 200, full),
        found_in_a_thousand(&people, &common, 2, 200, surname(true)),
    ];
    eprintln!(
        "found in a thousand, full name and surname of five letters and more: {one:?} with one typo, {two:?} with two"
    );
    assert!(one[0] >= 980 && one[1] >= 980, "{one:?}");
    assert!(two[0] >= 950 && two[1] >= 500, "{two:?}");
}

#[test]
#[expect(
    clippy::print_stderr,
    reason = "the figures of a measurement are its result"
)]
fn ordinary_questions_name_nobody() {
    let people = people();
    let Some(common) = lexicon() else { return };
    let gazetteer = Gazetteer::new(people, &normalise);
    let (mut texts, mut misread, mut named) = (0, Vec::new(), 0);
    for set in ["clinc150", "banking77"] {
        let Some(table) = shared(&format!("benchmarks/{set}/intents.toml")) else {
            return;
        };
        let table: toml::Value = toml::from_str(&table).unwrap();
        let examples = table["intent"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|intent| intent["examples"].as_array().unwrap());
        let validation = shared(&format!("benchmarks/{set}/val.jsonl")).unwrap();
        let questions = validation.lines().map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["text"]
                .as_str()
                .unwrap()
                .to_owned()
        });
        for text in examples
            .map(|text| text.as_str().unwrap().to_owned())
            .chain(questions)
        {
            texts += 1;
            for mention in gazetteer.link(&normalise(&text), &common) {
                let candidate = &mention.candidates[0];
                named += usize::from(candidate.exact);
                if !candidate.exact {
                    misread.push(format!("{} in {text}", candidate.matched));
                }
            }
        }
    }
    eprintln!(
        "{texts} questions: {named} use the very given name or surname of somebody, {} are misread: {misread:#?}",
        misread.len()
    );
    // Call John, pay Lee: real names are names. Only what is no such name is a mistake.
    assert!(
        misread.len() * 1_000 < texts && named * 1_000 < texts * 5,
        "{misread:?}"
    );
}

#[test]
#[expect(
    clippy::print_stderr,
    reason = "the figures of a measurement are its result"
)]
fn ten_thousand_people_take_no_longer() {
    let mut random = Random(3);
    let syllables = [
        "ka", "to", "mi", "ren", "shi", "bel", "gor", "van", "li", "zhu", "an", "os", "der", "ny",
        "pa", "el", "ski", "mon", "tar", "wu",
    ];
    let mut word = |least: usize| {
        (0..least + random.below(2))
            .map(|_| syllables[random.below(20)])
            .collect::<String>()
    };
    let given: Vec<String> = (0..600).map(|_| word(2)).collect();
    let family: Vec<String> = (0..6_000).map(|_| word(3)).collect();
    let person = |number: usize, random: &mut Random| {
        let (one, other, last) = (
            &given[random.below(600)],
            &given[random.below(600)],
            &family[random.below(6_000)],
        );
        Entry {
            kind: EntityKind::Person,
            id: format!("p{number}"),
            names: vec![
                format!("{one} {last}"),
                format!("{last}_{number}"),
                format!("{other} {last}"),
            ],
        }
    };
    let entries: Vec<Entry> = (0..10_000)
        .map(|number| person(number, &mut random))
        .collect();
    let start = Instant::now();
    let gazetteer = Gazetteer::new(entries.clone(), &normalise);
    let built = start.elapsed();
    let Some(common) = lexicon() else { return };
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..1_000 {
        let chosen = random.below(10_000);
        let name = random.typo(&entries[chosen].names[0]);
        let text = format!("who left first {name} or {}", given[random.below(600)]);
        let start = Instant::now();
        let mentions = gazetteer.link(&text, &common);
        times.push(start.elapsed());
        assert!(!mentions.is_empty(), "{text}");
    }
    times.sort();
    eprintln!(
        "10,000 people: built in {built:?}, a question in {:?} at the median, {:?} at the 99th percentile",
        times[500], times[990]
    );
    // Wide of the figures of an optimised build, for tests run unoptimised and on busy machines.
    assert!(
        built < Duration::from_secs(30) && times[500] < Duration::from_millis(20),
        "{built:?} {:?}",
        times[500]
    );
}
