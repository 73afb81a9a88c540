//! What may be done only once, or only so often, by all processes together.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::{Store, StoreError, next_number};

/// The name under which [`Store::set_meta`] keeps the data revision that was last announced.
pub const META_ANNOUNCED_REVISION: &str = "announced-revision";

/// The name under which [`Store::set_meta`] keeps the hash of the registered commands.
pub const META_COMMANDS: &str = "commands";

/// Sessions are limited within this window.
const IDENTIFY_WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// Sessions of one bucket must be this far apart.
const IDENTIFY_GAP: SignedDuration = SignedDuration::from_secs(5);

/// How long a message stays claimed: longer than any process goes back to catch up.
const MESSAGE_RETENTION: SignedDuration = SignedDuration::from_hours(48);

/// Whether a gateway session may be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identify {
    /// It may, and has been counted.
    Granted {
        /// Sessions started within 24 hours, this one included.
        used: u64,
    },
    /// It may not; nothing was counted.
    Refused {
        /// When to ask again.
        retry_at: Timestamp,
    },
}

/// What [`Store::prune`] deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pruned {
    /// Unanswered questions past their retention.
    pub unanswered: u64,
    /// Claims of messages past theirs.
    pub messages: u64,
}

impl Store {
    /// Claims an announcement; true for exactly one caller among all processes, who then must send it.
    ///
    /// `key` names all that makes it one message, for example channel, departure and revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`]; then it must not be sent.
    pub async fn claim_announcement(&self, key: &str, now: Timestamp) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO announcements (name, claimed_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        )
        .bind(key.to_owned())
        .bind(now.as_second())
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Gives a claim back after Discord has certainly refused the announcement, so that it can be tried again.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn release_announcement(&self, key: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM announcements WHERE name = $1")
            .bind(key.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Claims a message that asks something; true for exactly one caller among all processes, who then answers it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn claim_message(&self, message: u64, now: Timestamp) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO messages (message_id, claimed_at) VALUES ($1, $2) ON CONFLICT (message_id) DO NOTHING",
        )
        .bind(message.cast_signed())
        .bind(now.as_second())
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// A small value kept under a name, for example [`META_COMMANDS`].
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn meta(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT value FROM meta WHERE name = $1")
            .bind(name.to_owned())
            .fetch_optional(&self.pool)
            .await?)
    }

    /// Keeps a small value under a name, in place of an earlier one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn set_meta(&self, name: &str, value: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(name.to_owned())
        .bind(value.to_owned())
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Asks to start a gateway session, and counts it if it may be started.
    ///
    /// At most `limit` within 24 hours, and in one `bucket` (shard id modulo `max_concurrency`) one in 5 seconds,
    /// over restarts and over all processes on this store.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`]; then none should be started.
    pub async fn claim_identify(
        &self,
        bucket: u64,
        limit: u32,
        now: Timestamp,
    ) -> Result<Identify, StoreError> {
        let mut transaction = self.begin().await?;
        // The counter first: its row is the lock under which the sessions are counted.
        let id = next_number(&mut transaction, "identify").await?;
        let window_start = now
            .saturating_sub(IDENTIFY_WINDOW)
            .unwrap_or(Timestamp::MIN)
            .as_millisecond();
        sqlx::query("DELETE FROM identifies WHERE at_milliseconds <= $1")
            .bind(window_start)
            .execute(&mut *transaction)
            .await?;
        let moments: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT at_milliseconds, bucket FROM identifies ORDER BY at_milliseconds DESC, id DESC",
        )
        .fetch_all(&mut *transaction)
        .await?;
        let latest_here = moments
            .iter()
            .find(|(_, other)| *other == bucket.cast_signed());
        let after_gap = latest_here.map(|(at, _)| moment(*at, IDENTIFY_GAP));
        // When the limit is reached: the session that must leave the window before there is room.
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let after_window = match limit.checked_sub(1) {
            Some(last) => moments
                .get(last)
                .map(|(at, _)| moment(*at, IDENTIFY_WINDOW)),
            None => now.saturating_add(IDENTIFY_WINDOW).ok(),
        };
        if let Some(retry_at) = after_gap
            .max(after_window)
            .filter(|retry_at| *retry_at > now)
        {
            transaction.rollback().await?;
            return Ok(Identify::Refused { retry_at });
        }
        sqlx::query("INSERT INTO identifies (id, bucket, at_milliseconds) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(bucket.cast_signed())
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Identify::Granted {
            used: u64::try_from(moments.len())
                .unwrap_or(u64::MAX)
                .saturating_add(1),
        })
    }

    /// Deletes what is past its retention: unanswered questions not asked for `unanswered_days`, and claims of
    /// messages older than 48 hours. To be called about once an hour.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn prune(&self, now: Timestamp, unanswered_days: u32) -> Result<Pruned, StoreError> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let oldest_day = today.saturating_sub(i64::from(unanswered_days).days());
        let oldest_claim = now
            .saturating_sub(MESSAGE_RETENTION)
            .unwrap_or(Timestamp::MIN);
        let unanswered = sqlx::query("DELETE FROM unanswered WHERE last_seen < $1")
            .bind(oldest_day.to_string())
            .execute(&self.pool)
            .await?;
        let messages = sqlx::query("DELETE FROM messages WHERE claimed_at < $1")
            .bind(oldest_claim.as_second())
            .execute(&self.pool)
            .await?;
        Ok(Pruned {
            unanswered: unanswered.rows_affected(),
            messages: messages.rows_affected(),
        })
    }
}

/// The moment `later` than a stored one.
fn moment(milliseconds: i64, later: SignedDuration) -> Timestamp {
    let at = Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::MAX);
    at.saturating_add(later).unwrap_or(Timestamp::MAX)
}
