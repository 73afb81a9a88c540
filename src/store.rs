//! The durable state: settings, subscriptions, votes, corrections, unanswered questions, and what was already done.
//!
//! The only module that names sqlx. One file of `SQLite` by default, `PostgreSQL` by URL when several processes
//! share the state. Both are reached through sqlx's `Any` driver: the same statements, migrations and tests run on
//! both, which two typed pools would need every query twice for. Its price is that columns are `BIGINT` or `TEXT` only.
//!
//! Nothing here reads a clock: every moment is an argument.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;

use sqlx::{Any, AnyPool, Transaction};

mod claims;
mod feedback;
mod open;
mod portable;
mod redact;
mod settings;
mod subscriptions;
mod tables;
mod unanswered;

use open::without_password;

pub use claims::{Identify, META_ANNOUNCED_REVISION, META_COMMANDS, Pruned};
pub use feedback::{Correction, CorrectionStatus, Forgotten, NewCorrection, VoteCounts};
pub use portable::Existing;
pub use settings::{AnswerChannels, GuildSettings, ReplyLength, Subscribers};
pub use subscriptions::Subscription;
pub use unanswered::{NewUnanswered, UnansweredQuestion};

/// A handle on the durable state. Cheap to clone; all clones share the connections.
#[derive(Clone)]
pub struct Store {
    pool: AnyPool,
    engine: Engine,
    /// The address without a password, for messages.
    place: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// Why the store could not do what it was asked. The text is one line and holds no password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The store at `place` could not be opened or brought up to date.
    #[error("cannot open the store {place}: {reason}")]
    Open {
        /// The URL or path as given, without a password.
        place: String,
        /// What went wrong, on one line.
        reason: String,
    },
    /// The database refused or failed a statement.
    #[error("the store failed: {}", one_line(.0))]
    Database(#[from] sqlx::Error),
    /// What was to be stored breaks a bound; the text says which, for the person who sent it.
    #[error("{0}")]
    Refused(Cow<'static, str>),
    /// A row holds something that this version does not write, for example a status it does not know.
    #[error("the store holds an unknown {what}: {value:?}")]
    Unreadable {
        /// What the value should have been.
        what: &'static str,
        /// The value found.
        value: String,
    },
    /// A backup file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A backup file is not what [`Store::backup`] writes. Nothing was changed.
    #[error("{}:{line}: {problem}", path.display())]
    Backup {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// A backup was to be restored over existing rows without [`Existing::Replace`].
    #[error("the store {place} is not empty; nothing was restored")]
    NotEmpty {
        /// The URL or path of the store, without a password.
        place: String,
    },
}

impl Store {
    /// Opens the store and brings its tables up to date.
    ///
    /// `url` is `sqlite:PATH` (the file and its folder are created), `sqlite::memory:` (gone when the last clone is
    /// dropped) or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`. Several processes may open one store at once.
    ///
    /// # Errors
    ///
    /// [`StoreError::Open`] in one line that names the URL without its password.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let place = without_password(url);
        Self::connect(url, place.clone())
            .await
            .map_err(|reason| StoreError::Open {
                place,
                reason: one_line(&reason),
            })
    }

    /// Whether the database answers, for a readiness probe.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] when it does not within ten seconds.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Waits for statements in flight and closes the connections of all clones.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Begins a transaction that will write. `SQLite` must take its write lock at the start: one that reads first and
    /// writes later fails at once, without waiting, when another process wrote in between.
    async fn begin(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        match self.engine {
            Engine::Sqlite => self.pool.begin_with("BEGIN IMMEDIATE").await,
            Engine::Postgres => self.pool.begin().await,
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Store")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

/// Gives out the next number of a counter, from 1, and holds its row until the transaction ends.
async fn next_number(
    transaction: &mut Transaction<'static, Any>,
    counter: &str,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO counters (name, value) VALUES ($1, 1) \
         ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value",
    )
    .bind(counter.to_owned())
    .fetch_one(&mut **transaction)
    .await
}

/// An error's text on one line.
fn one_line(error: &impl Display) -> String {
    error
        .to_string()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Drops control characters, which `PostgreSQL` partly refuses, and surrounding space.
fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_has_no_control_characters() {
        assert_eq!(clean(" a\0b\u{7}\nc\t "), "ab\nc");
    }
}
