//! What people say about answers: votes, corrections, and the wish to be forgotten.

use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Store, StoreError, clean, next_number};

/// The most corrections of one person that may wait for a decision at once.
const MAX_WAITING: i64 = 25;

/// How an answer was voted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VoteCounts {
    /// People who found it helpful.
    pub helpful: u64,
    /// People who did not.
    pub unhelpful: u64,
}

/// A correction as a person sends it. Control characters and surrounding space are dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCorrection {
    /// The key of the answer it is about, 1 to 100 characters.
    pub answer: String,
    /// What is wrong, for example a fact's name; 1 to 100 characters.
    pub field: String,
    /// What it should be; 1 to 1,000 characters.
    pub value: String,
    /// An `https` address that shows it; up to 2,000 characters.
    pub source_url: String,
    /// What else the person says; up to 1,000 characters, may be empty.
    pub note: String,
    /// The person's id.
    pub user: u64,
}

/// A correction in the review queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its number, from 1; never given to another one.
    pub id: i64,
    /// What was sent.
    pub sent: NewCorrection,
    /// What became of it.
    pub status: CorrectionStatus,
    /// When it was sent, to the second.
    pub sent_at: Timestamp,
    /// When its status was last changed, to the second.
    pub decided_at: Option<Timestamp>,
}

/// What became of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionStatus {
    /// Nobody has decided yet.
    New,
    /// A curator found it right. The dataset changes by the curator's edit, never by this.
    Accepted,
    /// A curator found it wrong or unproved.
    Rejected,
}

impl CorrectionStatus {
    /// The word for it in the table and on the command line: `new`, `accepted` or `rejected`.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    fn read(name: &str) -> Result<Self, StoreError> {
        [Self::New, Self::Accepted, Self::Rejected]
            .into_iter()
            .find(|status| status.name() == name)
            .ok_or_else(|| StoreError::Unreadable {
                what: "status of a correction",
                value: name.to_owned(),
            })
    }
}

/// What was deleted when a person asked to be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// Votes deleted.
    pub votes: u64,
    /// Corrections deleted, decided or not.
    pub corrections: u64,
    /// Subscriptions that stay, as they belong to a channel, but no longer say who made them.
    pub subscriptions: u64,
}

impl Store {
    /// Counts a person's vote on an answer, in place of an earlier one of theirs, and returns the new counts.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn vote(
        &self,
        answer: &str,
        user: u64,
        helpful: bool,
        now: Timestamp,
    ) -> Result<VoteCounts, StoreError> {
        sqlx::query(
            "INSERT INTO votes (answer, user_id, helpful, voted_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (answer, user_id) DO UPDATE SET helpful = excluded.helpful, voted_at = excluded.voted_at",
        )
        .bind(answer.to_owned())
        .bind(user.cast_signed())
        .bind(i64::from(helpful))
        .bind(now.as_second())
        .execute(&self.pool)
        .await?;
        self.votes(answer).await
    }

    /// How an answer was voted on.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn votes(&self, answer: &str) -> Result<VoteCounts, StoreError> {
        let rows: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT helpful, COUNT(*) FROM votes WHERE answer = $1 GROUP BY helpful",
        )
        .bind(answer.to_owned())
        .fetch_all(&self.pool)
        .await?;
        let mut counts = VoteCounts::default();
        for (helpful, count) in rows {
            let side = if helpful == 0 {
                &mut counts.unhelpful
            } else {
                &mut counts.helpful
            };
            *side = count.cast_unsigned();
        }
        Ok(counts)
    }

    /// Puts a correction into the review queue and returns its number.
    ///
    /// # Errors
    ///
    /// [`StoreError::Refused`] when a field is empty or too long, when the address is not `https`, or when 25
    /// corrections of the person are waiting; [`StoreError::Database`].
    pub async fn add_correction(
        &self,
        correction: &NewCorrection,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let correction = correction.checked()?;
        let mut transaction = self.begin().await?;
        // The counter first: its row is the lock under which the waiting ones are counted.
        let id = next_number(&mut transaction, "correction").await?;
        let waiting: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM corrections WHERE user_id = $1 AND status = 'new'",
        )
        .bind(correction.user.cast_signed())
        .fetch_one(&mut *transaction)
        .await?;
        if waiting >= MAX_WAITING {
            transaction.rollback().await?;
            return Err(StoreError::Refused(
                "25 corrections of yours are waiting for a decision already".into(),
            ));
        }
        sqlx::query(
            "INSERT INTO corrections (id, answer, field, value, source_url, note, user_id, status, sent_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'new', $8)",
        )
        .bind(id)
        .bind(correction.answer)
        .bind(correction.field)
        .bind(correction.value)
        .bind(correction.source_url)
        .bind(correction.note)
        .bind(correction.user.cast_signed())
        .bind(now.as_second())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// The corrections of one status, oldest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn corrections(
        &self,
        status: CorrectionStatus,
        limit: u32,
    ) -> Result<Vec<Correction>, StoreError> {
        let rows = sqlx::query("SELECT * FROM corrections WHERE status = $1 ORDER BY id LIMIT $2")
            .bind(status.name())
            .bind(i64::from(limit))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(read).collect()
    }

    /// Sets what became of a correction; says whether there is one of that number.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`].
    pub async fn decide_correction(
        &self,
        id: i64,
        to: CorrectionStatus,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query("UPDATE corrections SET status = $2, decided_at = $3 WHERE id = $1")
            .bind(id)
            .bind(to.name())
            .bind((to != CorrectionStatus::New).then_some(now.as_second()))
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Deletes a person's votes and corrections and their name from subscriptions: all that is stored of them.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`]; then nothing is deleted.
    pub async fn forget(&self, user: u64) -> Result<Forgotten, StoreError> {
        let mut transaction = self.begin().await?;
        let mut affected = [0; 3];
        for (count, statement) in affected.iter_mut().zip([
            "DELETE FROM votes WHERE user_id = $1",
            "DELETE FROM corrections WHERE user_id = $1",
            "UPDATE subscriptions SET set_by = NULL WHERE set_by = $1",
        ]) {
            let done = sqlx::query(statement)
                .bind(user.cast_signed())
                .execute(&mut *transaction)
                .await?;
            *count = done.rows_affected();
        }
        transaction.commit().await?;
        let [votes, corrections, subscriptions] = affected;
        Ok(Forgotten {
            votes,
            corrections,
            subscriptions,
        })
    }
}

impl NewCorrection {
    /// The correction with clean text, if it keeps the bounds.
    fn checked(&self) -> Result<Self, StoreError> {
        let bounded = |what, text: &str, shortest, longest| {
            let text = clean(text);
            let length = text.chars().count();
            if (shortest..=longest).contains(&length) {
                return Ok(text);
            }
            Err(StoreError::Refused(
                format!("the {what} must have {shortest} to {longest} characters, not {length}")
                    .into(),
            ))
        };
        let source_url = bounded("source", &self.source_url, 1, 2000)?;
        let host = source_url
            .strip_prefix("https://")
            .and_then(|rest| rest.split(['/', '?', '#']).next());
        if !host.is_some_and(|host| host.contains('.')) || source_url.contains(char::is_whitespace)
        {
            return Err(StoreError::Refused(
                "the source must be an https address".into(),
            ));
        }
        Ok(Self {
            answer: bounded("answer's key", &self.answer, 1, 100)?,
            field: bounded("field", &self.field, 1, 100)?,
            value: bounded("value", &self.value, 1, 1000)?,
            source_url,
            note: bounded("note", &self.note, 0, 1000)?,
            user: self.user,
        })
    }
}

fn read(row: &AnyRow) -> Result<Correction, StoreError> {
    let moment = |seconds: i64| {
        Timestamp::from_second(seconds).map_err(|_| StoreError::Unreadable {
            what: "moment",
            value: seconds.to_string(),
        })
    };
    Ok(Correction {
        id: row.try_get("id")?,
        sent: NewCorrection {
            answer: row.try_get("answer")?,
            field: row.try_get("field")?,
            value: row.try_get("value")?,
            source_url: row.try_get("source_url")?,
            note: row.try_get("note")?,
            user: row.try_get::<i64, _>("user_id")?.cast_unsigned(),
        },
        status: CorrectionStatus::read(&row.try_get::<String, _>("status")?)?,
        sent_at: moment(row.try_get("sent_at")?)?,
        decided_at: row
            .try_get::<Option<i64>, _>("decided_at")?
            .map(moment)
            .transpose()?,
    })
}
