//! The store, by one suite on every database: always on `SQLite` in a temporary folder, and on `PostgreSQL` where
//! `EXITNOTE_TEST_POSTGRES_URL` names an empty database (`.ci/postgres` starts one).

#![expect(
    clippy::indexing_slicing,
    reason = "a test whose list is too short fails there"
)]

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::Write as _;

use exitnote::store::{
    AnswerChannels, CorrectionStatus, Existing, Forgotten, GuildSettings, Identify, NewCorrection,
    NewUnanswered, Pruned, ReplyLength, Store, StoreError, Subscribers, Subscription, VoteCounts,
};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

mod backups;
mod guilds;
mod people;
mod processes;

type Outcome = Result<(), Box<dyn Error>>;

/// An empty store for one case, and a folder of its own.
struct Place {
    url: String,
    folder: TempDir,
}

impl Place {
    fn sqlite() -> Result<Self, Box<dyn Error>> {
        let folder = TempDir::new()?;
        let url = format!("sqlite:{}", folder.path().join("state.db").display());
        Ok(Self { url, folder })
    }

    async fn postgres(url: &str) -> Result<Self, Box<dyn Error>> {
        let place = Self {
            url: url.to_owned(),
            folder: TempDir::new()?,
        };
        let nothing = place.folder.path().join("nothing.jsonl");
        fs::write(&nothing, HEADER)?;
        place
            .open()
            .await?
            .restore(&nothing, Existing::Replace)
            .await?;
        Ok(place)
    }

    async fn open(&self) -> Result<Store, StoreError> {
        Store::open(&self.url).await
    }
}

/// Runs each case on `SQLite` as a test of its own, and all of them on `PostgreSQL`, which they share, in turn.
macro_rules! suite {
    ($($group:ident::$case:ident),+ $(,)?) => {
        mod sqlite {
            use super::{Outcome, Place};

            $(#[tokio::test]
            async fn $case() -> Outcome {
                super::$group::$case(&Place::sqlite()?).await
            })+
        }

        #[tokio::test]
        async fn postgres() -> Outcome {
            let Some(url) = postgres_url() else {
                return Ok(());
            };
            $(let place = Place::postgres(&url).await?;
            $group::$case(&place).await.map_err(|error| format!("{}: {error}", stringify!($case)))?;)+
            Ok(())
        }
    };
}

suite![
    guilds::settings_have_defaults_and_change_one_by_one,
    guilds::settings_changed_at_once_both_count,
    guilds::subscriptions_come_and_go,
    guilds::a_guild_is_forgotten,
    guilds::large_ids_survive,
    guilds::the_log_is_off_until_it_is_switched_on,
    guilds::the_log_merges_and_redacts,
    guilds::the_log_is_bounded,
    guilds::old_rows_are_pruned,
    people::a_person_has_one_vote,
    people::corrections_wait_for_a_decision,
    people::corrections_keep_their_bounds,
    people::a_person_is_forgotten,
    processes::an_announcement_is_claimed_once,
    processes::a_message_is_claimed_once,
    processes::sessions_are_limited,
    processes::sessions_are_limited_across_processes,
    processes::meta_is_kept,
    processes::state_survives_a_restart,
    processes::processes_may_start_at_once,
    backups::a_backup_restores_everything,
    backups::a_backup_moves_between_databases,
    backups::a_restore_does_not_mix,
    backups::a_broken_backup_changes_nothing,
];

const HEADER: &str = "{\"format\":\"exitnote-store\",\"version\":1}\n";

/// The address of the throw-away database, or a line that cannot be overlooked: it goes around the capture of output.
fn postgres_url() -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the environment says where a database for tests is"
    )]
    let url = std::env::var("EXITNOTE_TEST_POSTGRES_URL").ok();
    if url.is_none() {
        let line =
            b"SKIPPED: the store's suite on PostgreSQL, as EXITNOTE_TEST_POSTGRES_URL is not set\n";
        drop(std::io::stderr().write_all(line));
    }
    url
}

fn now() -> Timestamp {
    Timestamp::constant(1_770_800_000, 0) // 11 February 2026
}

fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn correction(user: u64) -> NewCorrection {
    NewCorrection {
        answer: "9f3a".to_owned(),
        field: "effective".to_owned(),
        value: "10 February 2026".to_owned(),
        source_url: "https://example.com/news?id=1".to_owned(),
        note: String::new(),
        user,
    }
}

fn subscription(channel: u64, organisation: &str) -> Subscription {
    Subscription {
        guild: 1,
        channel,
        organisation: organisation.to_owned(),
        set_by: Some(7),
    }
}

fn asked(question: &str) -> NewUnanswered<'_> {
    NewUnanswered {
        guild: 1,
        question,
        reason: "out-of-scope",
        nearest: &["departure.when", "departure.why"],
    }
}

async fn with_log(place: &Place) -> Result<Store, StoreError> {
    let store = place.open().await?;
    store
        .change_settings(1, |settings| settings.log_unanswered = true)
        .await?;
    Ok(store)
}

const TODAY: Date = date(2026, 2, 11);

#[tokio::test]
async fn folders_are_made_and_odd_names_kept() -> Outcome {
    let folder = TempDir::new()?;
    let path = folder.path().join("new folder/ü?#%20/state of 100%.db");
    let url = format!("sqlite://{}", path.display());
    Store::open(&url).await?.set_meta("commands", "1").await?;
    assert!(path.is_file(), "the file has the name that was asked for");
    assert_eq!(
        Store::open(&url).await?.meta("commands").await?.as_deref(),
        Some("1")
    );
    Ok(())
}

#[tokio::test]
async fn a_new_file_may_be_opened_by_many_at_once() -> Outcome {
    // Ten times, because a race is not lost every time.
    for _ in 0..10 {
        processes::processes_may_start_at_once(&Place::sqlite()?).await?;
    }
    Ok(())
}

#[tokio::test]
async fn memory_is_private_and_shared_by_clones() -> Outcome {
    let store = Store::open("sqlite::memory:").await?;
    store.set_meta("commands", "1").await?;
    assert_eq!(store.clone().meta("commands").await?.as_deref(), Some("1"));
    assert_eq!(
        Store::open("sqlite::memory:")
            .await?
            .meta("commands")
            .await?,
        None
    );
    Ok(())
}

#[tokio::test]
async fn a_store_that_does_not_open_says_why_in_one_line() -> Outcome {
    let folder = TempDir::new()?;
    let file = folder.path().join("notes.txt");
    fs::write(
        &file,
        "This is no database, and it is long enough to be read as one. ".repeat(20),
    )?;
    for (url, part) in [
        (format!("sqlite:{}", file.display()), "notes.txt: "),
        (
            format!("sqlite:{}/state.db", file.display()),
            "notes.txt/state.db: ",
        ),
        (
            "mysql://bot:hunter2@localhost/x".to_owned(),
            "mysql://bot@localhost/x: expected sqlite:PATH",
        ),
        ("state.db".to_owned(), "state.db: expected sqlite:PATH"),
        ("sqlite:".to_owned(), "sqlite:: expected sqlite:PATH"),
        (
            "postgres://bot:hunter2@127.0.0.1:1/x?connect_timeout=1".to_owned(),
            "postgres://bot@127.0.0.1:1/x: ",
        ),
        (
            "postgres://bot:hunter2@127.0.0.1:port/x".to_owned(),
            "postgres://bot@127.0.0.1:port/x: ",
        ),
    ] {
        let error = Store::open(&url)
            .await
            .expect_err("it cannot be opened")
            .to_string();
        assert!(error.starts_with("cannot open the store "), "{error}");
        assert!(error.contains(part), "{url}: {error}");
        assert!(
            !error.contains("hunter2") && !error.contains('\n'),
            "{url}: {error}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn debug_output_holds_no_password() -> Outcome {
    let Some(url) = postgres_url() else {
        return Ok(());
    };
    let store = Store::open(&url).await?;
    let password = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('@')?.0.split_once(':'));
    let (_, password) = password.ok_or("the database for tests has a password")?;
    assert!(!format!("{store:?}").contains(password), "{store:?}");
    Ok(())
}
