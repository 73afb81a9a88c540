//! Any text is understood as something, in bounded time: `cargo +nightly fuzz run interpret`.
//!
//! `tests/it/robustness.rs` asks the same of the stable compiler, with fewer texts.

#![no_main]

use std::sync::OnceLock;

use exitnote::bot::{Bot, Question};
use exitnote::{disk, load};
use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;

const TODAY: Date = date(2026, 11, 21);

fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(|| {
        let files = disk::Folders::default().read().expect("the built-in files are text");
        load::load(&files, Date::MAX)
            .into_bot(load::revision(&files), 1)
            .expect("the built-in files have no error")
    })
}

fuzz_target!(|text: &str| {
    let question = Question::new(text, TODAY);
    if let Some((_, interpretation)) = bot().interpret(&question) {
        assert!((0.0..=1.0).contains(&interpretation.ranking.confidence));
    }
    let (reply, _) = bot().reply(&question);
    assert!(reply.statements.iter().all(|it| !it.citations.is_empty()));
});
