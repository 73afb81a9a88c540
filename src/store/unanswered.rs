//! Questions that got no answer, kept for curators where a guild's admins have switched that on.

use jiff::civil::Date;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::redact::{normalised, redacted};
use super::{Store, StoreError};

/// The most rows kept; the longest unasked go first.
const MAX_ROWS: i64 = 10_000;

/// A question that got no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewUnanswered<'a> {
    /// The guild in which it was asked; what is asked elsewhere is never kept.
    pub guild: u64,
    /// What was asked, as it was asked: it is redacted and cut to 300 characters before it is stored.
    pub question: &'a str,
    /// Why there was no answer, for example `out-of-scope`.
    pub reason: &'a str,
    /// The ids of the nearest intents, best first.
    pub nearest: &'a [&'a str],
}

/// A question of the review queue. It says nothing of who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnansweredQuestion {
    /// The guild in which it was asked.
    pub guild: u64,
    /// What was asked the last time, redacted, up to 300 characters.
    pub question: String,
    /// Why there was no answer the last time.
    pub reason: String,
    /// The ids of the nearest intents the last time, best first.
    pub nearest: Vec<String>,
    /// How often it was asked.
    pub count: u64,
    /// The day it was first asked.
    pub first_seen: Date,
    /// The day it was last asked.
    pub last_seen: Date,
}

impl Store {
    /// Keeps a question that got no answer, if the guild's admins have switched that on; says whether it did.
    ///
    /// Questions that differ only in case, punctuation, emoji or spaces count as one. A question of which nothing is
    /// left after redaction is not kept.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn record_unanswered(
        &self,
        asked: NewUnanswered<'_>,
        today: Date,
    ) -> Result<bool, StoreError> {
        // Asked here and not by the caller, so that no path to the table leads around the admins' choice.
        if !self.settings(asked.guild).await?.log_unanswered {
            return Ok(false);
        }
        let question = redacted(asked.question);
        let key = normalised(&question);
        if key.is_empty() {
            return Ok(false);
        }
        let mut transaction = self.begin().await?;
        let count: i64 = sqlx::query_scalar(
            "INSERT INTO unanswered (guild_id, normalised, question, reason, nearest, asked, first_seen, last_seen) \
             VALUES ($1, $2, $3, $4, $5, 1, $6, $6) \
             ON CONFLICT (guild_id, normalised) DO UPDATE SET question = excluded.question, \
             reason = excluded.reason, nearest = excluded.nearest, asked = unanswered.asked + 1, \
             last_seen = excluded.last_seen RETURNING asked",
        )
        .bind(asked.guild.cast_signed())
        .bind(key)
        .bind(question)
        .bind(asked.reason.to_owned())
        .bind(serde_json::json!(asked.nearest).to_string())
        .bind(today.to_string())
        .fetch_one(&mut *transaction)
        .await?;
        if count == 1 {
            let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM unanswered")
                .fetch_one(&mut *transaction)
                .await?;
            // Of equal age, the rarer first; the rest of the order only makes it one and the same everywhere.
            sqlx::query(
                "DELETE FROM unanswered WHERE (guild_id, normalised) IN (SELECT guild_id, normalised \
                 FROM unanswered ORDER BY last_seen, asked, guild_id, normalised LIMIT $1)",
            )
            .bind((rows - MAX_ROWS).max(0))
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// The questions that got no answer, in one guild or (for the operator) in all, the most asked first, at most
    /// `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`], or [`StoreError::Unreadable`] for a row of a newer version.
    pub async fn unanswered(
        &self,
        guild: Option<u64>,
        limit: u32,
    ) -> Result<Vec<UnansweredQuestion>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM unanswered WHERE ($1 = 0 OR guild_id = $2) \
             ORDER BY asked DESC, last_seen DESC, guild_id, normalised LIMIT $3",
        )
        .bind(i64::from(guild.is_some()))
        .bind(guild.unwrap_or_default().cast_signed())
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &AnyRow) -> Result<UnansweredQuestion, StoreError> {
    let day = |column| {
        let text: String = row.try_get(column)?;
        text.parse::<Date>().map_err(|_| StoreError::Unreadable {
            what: "day",
            value: text,
        })
    };
    let nearest: String = row.try_get("nearest")?;
    Ok(UnansweredQuestion {
        guild: row.try_get::<i64, _>("guild_id")?.cast_unsigned(),
        question: row.try_get("question")?,
        reason: row.try_get("reason")?,
        nearest: serde_json::from_str(&nearest).map_err(|_| StoreError::Unreadable {
            what: "list of intents",
            value: nearest,
        })?,
        count: row.try_get::<i64, _>("asked")?.cast_unsigned(),
        first_seen: day("first_seen")?,
        last_seen: day("last_seen")?,
    })
}
