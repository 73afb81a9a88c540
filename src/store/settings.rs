//! What the admins of a guild have set.

use std::collections::BTreeSet;

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Store, StoreError};

/// Settings of one guild. The default is what a guild has whose admins never set anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GuildSettings {
    /// Where the bot answers.
    pub answer_in: AnswerChannels,
    /// A language tag such as `ja` that overrides the guild's and the person's own language.
    pub language: Option<String>,
    /// How much a reply says.
    pub reply_length: ReplyLength,
    /// Whether questions that got no answer are kept for review. Off by default.
    pub log_unanswered: bool,
    /// Who may subscribe a channel to announcements.
    pub subscribers: Subscribers,
}

/// The channels of a guild in which the bot answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AnswerChannels {
    /// Every channel that the bot can see.
    #[default]
    All,
    /// Only these channel ids; none at all if empty.
    Only(BTreeSet<u64>),
}

impl AnswerChannels {
    /// Whether the bot answers in `channel`. For a thread ask with the id of its parent channel too.
    pub fn allow(&self, channel: u64) -> bool {
        match self {
            Self::All => true,
            Self::Only(channels) => channels.contains(&channel),
        }
    }
}

/// How much a reply says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReplyLength {
    /// The answer and its citations.
    Short,
    /// The answer with all that belongs to it.
    #[default]
    Full,
}

/// Who may subscribe a channel to announcements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Subscribers {
    /// Those who may manage the guild.
    #[default]
    Admins,
    /// Every member.
    Everyone,
}

impl Store {
    /// The settings of a guild, or the default if none were made.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`], or [`StoreError::Unreadable`] for a row of a newer version.
    pub async fn settings(&self, guild: u64) -> Result<GuildSettings, StoreError> {
        let row = sqlx::query("SELECT * FROM guild_settings WHERE guild_id = $1")
            .bind(guild.cast_signed())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref()
            .map_or_else(|| Ok(GuildSettings::default()), read)
    }

    /// Changes the settings of a guild and returns them as they then are. Two changes at once both take effect.
    /// Switching the log of unanswered questions off deletes what it holds of the guild.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`], or [`StoreError::Unreadable`] for a row of a newer version; then nothing is changed.
    pub async fn change_settings(
        &self,
        guild: u64,
        change: impl FnOnce(&mut GuildSettings) + Send,
    ) -> Result<GuildSettings, StoreError> {
        let mut transaction = self.begin().await?;
        // An update that changes nothing: it locks the row against another process until the transaction ends.
        let default = Written::of(&GuildSettings::default());
        let row = sqlx::query(
            "INSERT INTO guild_settings (guild_id, answer_channels, language, reply_length, log_unanswered, \
             subscribers) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (guild_id) DO UPDATE SET guild_id = excluded.guild_id RETURNING *",
        )
        .bind(guild.cast_signed())
        .bind(default.answer_channels)
        .bind(default.language)
        .bind(default.reply_length)
        .bind(default.log_unanswered)
        .bind(default.subscribers)
        .fetch_one(&mut *transaction)
        .await?;
        let mut settings = read(&row)?;
        change(&mut settings);
        let new = Written::of(&settings);
        sqlx::query(
            "UPDATE guild_settings SET answer_channels = $2, language = $3, reply_length = $4, \
             log_unanswered = $5, subscribers = $6 WHERE guild_id = $1",
        )
        .bind(guild.cast_signed())
        .bind(new.answer_channels)
        .bind(new.language)
        .bind(new.reply_length)
        .bind(new.log_unanswered)
        .bind(new.subscribers)
        .execute(&mut *transaction)
        .await?;
        if !settings.log_unanswered {
            sqlx::query("DELETE FROM unanswered WHERE guild_id = $1")
                .bind(guild.cast_signed())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(settings)
    }

    /// Deletes all that was set or logged in a guild: for the moment at which the bot is removed from it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`]; then nothing is deleted.
    pub async fn forget_guild(&self, guild: u64) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for statement in [
            "DELETE FROM guild_settings WHERE guild_id = $1",
            "DELETE FROM subscriptions WHERE guild_id = $1",
            "DELETE FROM unanswered WHERE guild_id = $1",
        ] {
            sqlx::query(statement)
                .bind(guild.cast_signed())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// Settings as the columns hold them.
struct Written {
    answer_channels: Option<String>,
    language: Option<String>,
    reply_length: &'static str,
    log_unanswered: i64,
    subscribers: &'static str,
}

impl Written {
    fn of(settings: &GuildSettings) -> Self {
        Self {
            answer_channels: match &settings.answer_in {
                AnswerChannels::All => None,
                AnswerChannels::Only(channels) => Some(serde_json::json!(channels).to_string()),
            },
            language: settings.language.clone(),
            reply_length: match settings.reply_length {
                ReplyLength::Short => "short",
                ReplyLength::Full => "full",
            },
            log_unanswered: i64::from(settings.log_unanswered),
            subscribers: match settings.subscribers {
                Subscribers::Admins => "admins",
                Subscribers::Everyone => "everyone",
            },
        }
    }
}

fn read(row: &AnyRow) -> Result<GuildSettings, StoreError> {
    let unreadable = |what, value: &str| StoreError::Unreadable {
        what,
        value: value.to_owned(),
    };
    Ok(GuildSettings {
        answer_in: match row.try_get::<Option<String>, _>("answer_channels")? {
            None => AnswerChannels::All,
            Some(list) => AnswerChannels::Only(
                serde_json::from_str(&list).map_err(|_| unreadable("list of channels", &list))?,
            ),
        },
        language: row.try_get("language")?,
        reply_length: match row.try_get::<String, _>("reply_length")?.as_str() {
            "short" => ReplyLength::Short,
            "full" => ReplyLength::Full,
            other => return Err(unreadable("reply length", other)),
        },
        log_unanswered: row.try_get::<i64, _>("log_unanswered")? != 0,
        subscribers: match row.try_get::<String, _>("subscribers")?.as_str() {
            "admins" => Subscribers::Admins,
            "everyone" => Subscribers::Everyone,
            other => return Err(unreadable("group of subscribers", other)),
        },
    })
}
