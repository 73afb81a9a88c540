//! The tables of the store as backups hold them.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Text,
}

/// A table as a backup holds it.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The columns, those of the primary key first; rows are written in the order of all.
    pub(super) columns: &'static [(&'static str, Kind)],
}

/// Every table. A test compares the list with the database, so a migration cannot leave a table out of the backups.
pub(super) const TABLES: [Table; 10] = {
    use Kind::{Number, Text};
    [
        Table {
            name: "guild_settings",
            columns: &[
                ("guild_id", Number),
                ("answer_channels", Text),
                ("language", Text),
                ("reply_length", Text),
                ("log_unanswered", Number),
                ("subscribers", Text),
            ],
        },
        Table {
            name: "subscriptions",
            columns: &[
                ("channel_id", Number),
                ("organisation", Text),
                ("guild_id", Number),
                ("set_by", Number),
                ("set_at", Number),
            ],
        },
        Table {
            name: "votes",
            columns: &[
                ("answer", Text),
                ("user_id", Number),
                ("helpful", Number),
                ("voted_at", Number),
            ],
        },
        Table {
            name: "corrections",
            columns: &[
                ("id", Number),
                ("answer", Text),
                ("field", Text),
                ("value", Text),
                ("source_url", Text),
                ("note", Text),
                ("user_id", Number),
                ("status", Text),
                ("sent_at", Number),
                ("decided_at", Number),
            ],
        },
        Table {
            name: "unanswered",
            columns: &[
                ("guild_id", Number),
                ("normalised", Text),
                ("question", Text),
                ("reason", Text),
                ("nearest", Text),
                ("asked", Number),
                ("first_seen", Text),
                ("last_seen", Text),
            ],
        },
        Table {
            name: "announcements",
            columns: &[("name", Text), ("claimed_at", Number)],
        },
        Table {
            name: "messages",
            columns: &[("message_id", Number), ("claimed_at", Number)],
        },
        Table {
            name: "identifies",
            columns: &[
                ("id", Number),
                ("bucket", Number),
                ("at_milliseconds", Number),
            ],
        },
        Table {
            name: "meta",
            columns: &[("name", Text), ("value", Text)],
        },
        Table {
            name: "counters",
            columns: &[("name", Text), ("value", Number)],
        },
    ]
};

impl Table {
    /// The names of the columns, in order.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|(name, _)| *name).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::store::Store;

    #[tokio::test]
    async fn every_table_and_column_is_in_a_backup() {
        let store = Store::open("sqlite::memory:")
            .await
            .expect("a store in memory opens");
        let found: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name <> '_sqlx_migrations' AND m.name NOT LIKE 'sqlite_%'",
        )
        .fetch_all(&store.pool)
        .await
        .expect("SQLite tells its tables");
        let mut database: BTreeMap<&str, BTreeSet<(&str, bool)>> = BTreeMap::new();
        for (table, column, kind) in &found {
            assert!(
                kind == "BIGINT" || kind == "TEXT",
                "{table}.{column} is {kind}"
            );
            database
                .entry(table)
                .or_default()
                .insert((column, kind == "BIGINT"));
        }
        let backup = TABLES
            .iter()
            .map(|table| {
                (
                    table.name,
                    table
                        .columns
                        .iter()
                        .map(|(name, kind)| (*name, *kind == Kind::Number))
                        .collect(),
                )
            })
            .collect();
        assert_eq!(database, backup);
    }
}
