//! A third language is a folder: a made-up one beside English is understood and answered in its own words, as it lies on the
//! disk, with no line of Rust about it.

#![expect(
    clippy::unwrap_used,
    reason = "a test's helpers may panic as the test itself may"
)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use exitnote::bot::{Bot, Question};
use exitnote::disk;
use exitnote::render::{Outcome, Reply};
use jiff::civil::date;

use crate::support;

/// English and the made-up language, read from a folder of their own.
static BOT: LazyLock<Bot> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = tempfile::tempdir().unwrap();
    let english = root.join("config/locales/en");
    let velka = config.path().join("locales/xx");
    copy(&english, &config.path().join("locales/en"), |_| true);
    // What is not worded yet is said in English: a translation begins as a copy. Of files that word the same, the later
    // one counts.
    copy(&english, &velka, |name| name == "discord.ftl");
    fs::copy(english.join("replies.ftl"), velka.join("english.ftl")).unwrap();
    copy(&root.join("tests/locales/xx"), &velka, |_| true);
    let mut files = disk::read(&root.join("tests/datasets/two_guilds"), "data").unwrap();
    files.extend(disk::read(config.path(), "config").unwrap());
    support::bot(&files)
});

fn copy(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) {
    fs::create_dir_all(to).unwrap();
    for name in [
        "discord.ftl",
        "replies.ftl",
        "intents.toml",
        "vocabulary.toml",
        "temporal.toml",
    ]
    .into_iter()
    .chain(["words.txt", "frequent-words.txt"])
    .filter(|name| wanted(name) && from.join(name).exists())
    {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

fn ask(text: &str) -> Reply {
    BOT.reply(&Question::new(text, date(2025, 7, 1))).0
}

/// The text is a question of the made-up language, and these are the sentences of its answer.
#[track_caller]
fn says(question: &str, intent: &str, sentences: &[&str]) {
    let reply = ask(question);
    let said: Vec<&str> = reply.statements.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(reply.language, "xx", "{question}: {said:?}");
    assert_eq!(
        reply.intent.as_deref(),
        Some(intent),
        "{question}: {said:?}"
    );
    assert_eq!(reply.outcome, Outcome::Answered, "{question}: {said:?}");
    for sentence in sentences {
        assert!(said.contains(sentence), "{question}: {said:?}");
    }
}

#[test]
fn questions_in_it_are_answered_in_its_words() {
    says(
        "zel tovan Marek Sandoval?",
        "departure.when",
        &["Marek Sandoval anunset tovanu ul Tidewell di 2019/3/15!"],
    );
    says(
        "Zel Ilse Thornquist tovan ul Tidewell",
        "departure.when",
        &["Ilse Thornquist tovanet ul Tidewell di 2020/6/30!"],
    );
    says(
        "raket tovan Marek Sandoval",
        "departure.why",
        // A text that the dataset has in no other language is told as it is.
        &["Marek Sandoval wrote that he wanted a workshop of his own!"],
    );
    says(
        "holu vadi Henrik Lund",
        "departure.destination",
        &["Henrik Lund joined Brackenmoor as head of engraving!"],
    );
    says(
        "miro resta em Brackenmoor",
        "departure.remaining",
        &["1 el 3 fundari restat em Brackenmoor: Tova Ashgrove!"],
    );
}

#[test]
fn its_groups_dates_and_lists_are_understood() {
    says(
        "sundi fundari tovan ul Tidewell em 2022",
        "departure.count",
        &["1 el 6 fundari ul Tidewell tovanet em 2022!"],
    );
    says(
        "sundi fundari tovan ul Tidewell astat 31 dudekem 2020",
        "departure.count",
        &["2 el 6 fundari ul Tidewell tovanet ti 2020/12/31!"],
    );
    says(
        "miro resta em Tidewell",
        "departure.remaining",
        &[
            "4 el 6 fundari restat em Tidewell: Bram Vasquez, Ilse Thornquist, Odile Fenwick ki Petra Okonjo!",
        ],
    );
    let first = ask("miro tovan primu ul Tidewell");
    assert!(first.text().contains("Marek Sandoval"), "{}", first.text());
}

#[test]
fn it_declines_in_its_words_and_english_stays_english() {
    let reply = ask("skribu poemo pri luno");
    assert_eq!(
        (reply.language.as_str(), reply.outcome),
        ("xx", Outcome::Declined)
    );
    assert_eq!(reply.remark.as_deref(), Some("Mi ni savi tu!"));
    let reply = ask("zel tovan Odile Fenwick");
    assert_eq!(
        (reply.language.as_str(), reply.outcome),
        ("xx", Outcome::Declined)
    );
    assert_eq!(
        reply.remark.as_deref(),
        Some("Ni tovanu Odile Fenwick ul Tidewell ti 2025/6/30!")
    );
    for question in ["when did Marek Sandoval leave?", "who is still at Tidewell"] {
        let reply = ask(question);
        assert_eq!(
            (reply.language.as_str(), reply.outcome),
            ("en", Outcome::Answered)
        );
    }
    let languages: Vec<&str> = BOT.languages().collect();
    assert_eq!(languages, ["en", "xx"]);
}
