//! Which channels hear of new and changed departures.

use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Store, StoreError};

/// One channel's wish to hear of one organisation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subscription {
    /// The guild's id.
    pub guild: u64,
    /// The channel's id.
    pub channel: u64,
    /// The organisation's id in the dataset.
    pub organisation: String,
    /// The id of the person who subscribed the channel; none once that person asked to be forgotten.
    pub set_by: Option<u64>,
}

impl Store {
    /// Subscribes a channel; says whether it was not subscribed to that organisation before.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn subscribe(
        &self,
        subscription: &Subscription,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO subscriptions (guild_id, channel_id, organisation, set_by, set_at) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (channel_id, organisation) DO NOTHING",
        )
        .bind(subscription.guild.cast_signed())
        .bind(subscription.channel.cast_signed())
        .bind(subscription.organisation.clone())
        .bind(subscription.set_by.map(u64::cast_signed))
        .bind(now.as_second())
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Ends one subscription; says whether there was one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn unsubscribe(&self, channel: u64, organisation: &str) -> Result<bool, StoreError> {
        let done =
            sqlx::query("DELETE FROM subscriptions WHERE channel_id = $1 AND organisation = $2")
                .bind(channel.cast_signed())
                .bind(organisation.to_owned())
                .execute(&self.pool)
                .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Ends all subscriptions of a channel, for one that was deleted or closed to the bot, and returns how many.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn unsubscribe_channel(&self, channel: u64) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM subscriptions WHERE channel_id = $1")
            .bind(channel.cast_signed())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected())
    }

    /// The subscriptions of one guild, by channel and organisation.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn subscriptions(&self, guild: u64) -> Result<Vec<Subscription>, StoreError> {
        let rows = sqlx::query("SELECT * FROM subscriptions WHERE guild_id = $1")
            .bind(guild.cast_signed())
            .fetch_all(&self.pool)
            .await?;
        read(&rows)
    }

    /// The subscriptions to one organisation in all guilds, by guild and channel.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn subscribers(&self, organisation: &str) -> Result<Vec<Subscription>, StoreError> {
        let rows = sqlx::query("SELECT * FROM subscriptions WHERE organisation = $1")
            .bind(organisation.to_owned())
            .fetch_all(&self.pool)
            .await?;
        read(&rows)
    }
}

/// Sorted here and not in SQL, because the databases order text by different rules.
fn read(rows: &[AnyRow]) -> Result<Vec<Subscription>, StoreError> {
    let mut subscriptions = Vec::with_capacity(rows.len());
    for row in rows {
        subscriptions.push(Subscription {
            guild: row.try_get::<i64, _>("guild_id")?.cast_unsigned(),
            channel: row.try_get::<i64, _>("channel_id")?.cast_unsigned(),
            organisation: row.try_get("organisation")?,
            set_by: row
                .try_get::<Option<i64>, _>("set_by")?
                .map(i64::cast_unsigned),
        });
    }
    subscriptions.sort();
    Ok(subscriptions)
}
