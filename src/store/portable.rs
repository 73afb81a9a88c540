//! Backup and restore, in one form for both databases: a line of JSON for each row.
//!
//! The first line says what the file is, `{"format":"exitnote-store","version":1}`; every other one is
//! `{"table":"votes","row":{"answer":"…","user_id":1,…}}`. So a backup of `SQLite` can be restored into `PostgreSQL`
//! and the other way round, which is also how an operator moves from one to the other.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe, Row as _, Transaction};
use tokio::fs::{self, File, OpenOptions};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, BufWriter};

use super::tables::{Kind, TABLES, Table};
use super::{Engine, Store, StoreError};

/// What the first line calls the form.
const FORMAT: &str = "exitnote-store";

/// Raised when older programs could no longer read what is written.
const VERSION: u64 = 1;

/// What to do with rows that are there when a backup is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Restore nothing if there are any.
    Refuse,
    /// Delete them first.
    Replace,
}

impl Store {
    /// Writes every row into a file, as of one moment, while the store stays in use, and returns how many.
    ///
    /// The file is readable by its owner only and appears, in place of an earlier one, when it is complete.
    ///
    /// # Errors
    ///
    /// [`StoreError::File`] or [`StoreError::Database`]; then an earlier file is untouched.
    pub async fn backup(&self, path: &Path) -> Result<u64, StoreError> {
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".unfinished");
        let unfinished = PathBuf::from(unfinished);
        let written = self.write_backup(&unfinished).await;
        let renamed = match written {
            Ok(rows) => fs::rename(&unfinished, path)
                .await
                .map(|()| rows)
                .map_err(in_file(path)),
            Err(error) => Err(error),
        };
        if renamed.is_err() {
            // What went wrong is said by the error above; a left-over here would only add to it.
            drop(fs::remove_file(&unfinished).await);
        }
        renamed
    }

    async fn write_backup(&self, path: &Path) -> Result<u64, StoreError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut file = BufWriter::new(options.open(path).await.map_err(in_file(path))?);
        let mut transaction = match self.engine {
            Engine::Sqlite => self.pool.begin().await?,
            Engine::Postgres => {
                self.pool
                    .begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?
            }
        };
        let mut rows = 0;
        write_line(
            &mut file,
            path,
            &json!({"format": FORMAT, "version": VERSION}),
        )
        .await?;
        for table in &TABLES {
            let columns = table.names().join(", ");
            let query = format!("SELECT {columns} FROM {} ORDER BY {columns}", table.name);
            for row in sqlx::query(AssertSqlSafe(query))
                .fetch_all(&mut *transaction)
                .await?
            {
                write_line(
                    &mut file,
                    path,
                    &json!({"table": table.name, "row": to_json(table, &row)?}),
                )
                .await?;
                rows += 1;
            }
        }
        transaction.rollback().await?;
        file.flush().await.map_err(in_file(path))?;
        file.get_ref().sync_all().await.map_err(in_file(path))?;
        Ok(rows)
    }

    /// Puts back what [`Store::backup`] wrote, all or nothing, and returns the number of rows.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotEmpty`], [`StoreError::Backup`] with the line that is wrong, [`StoreError::File`] or
    /// [`StoreError::Database`]; in each case the store is as it was.
    pub async fn restore(&self, path: &Path, existing: Existing) -> Result<u64, StoreError> {
        let file = File::open(path).await.map_err(in_file(path))?;
        let mut lines = BufReader::new(file).lines();
        let first = lines.next_line().await.map_err(in_file(path))?;
        let wrong = |line, problem: String| StoreError::Backup {
            path: path.to_owned(),
            line,
            problem,
        };
        check_header(first.as_deref().unwrap_or_default()).map_err(|problem| wrong(1, problem))?;

        let mut transaction = self.begin().await?;
        self.make_room(&mut transaction, existing).await?;
        let mut number = 1;
        while let Some(line) = lines.next_line().await.map_err(in_file(path))? {
            number += 1;
            let row = Row::read(&line).map_err(|problem| wrong(number, problem))?;
            match row.insert(&mut transaction).await {
                Ok(()) => {}
                // A rule of the table is broken, so it is the line that is wrong and not the database.
                Err(sqlx::Error::Database(error)) => {
                    return Err(wrong(number, super::one_line(&error)));
                }
                Err(error) => return Err(error.into()),
            }
        }
        transaction.commit().await?;
        Ok(number as u64 - 1)
    }

    async fn make_room(
        &self,
        transaction: &mut Transaction<'static, Any>,
        existing: Existing,
    ) -> Result<(), StoreError> {
        for Table { name, .. } in &TABLES {
            let query = format!("DELETE FROM {name}");
            let deleted = sqlx::query(AssertSqlSafe(query))
                .execute(&mut **transaction)
                .await?
                .rows_affected();
            if deleted > 0 && existing == Existing::Refuse {
                // Dropping the transaction brings them back.
                return Err(StoreError::NotEmpty {
                    place: self.place.clone(),
                });
            }
        }
        Ok(())
    }
}

/// A row as a backup holds it.
fn to_json(table: &Table, row: &AnyRow) -> Result<Value, sqlx::Error> {
    let mut object = Map::new();
    for (column, kind) in table.columns {
        let value = match kind {
            Kind::Number => json!(row.try_get::<Option<i64>, _>(*column)?),
            Kind::Text => json!(row.try_get::<Option<String>, _>(*column)?),
        };
        object.insert((*column).to_owned(), value);
    }
    Ok(Value::Object(object))
}

/// A row of a backup, checked against its table.
struct Row {
    table: &'static Table,
    values: Vec<(&'static str, Cell)>,
}

enum Cell {
    Number(Option<i64>),
    Text(Option<String>),
}

impl Row {
    fn read(line: &str) -> Result<Self, String> {
        let line: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let name = line
            .get("table")
            .and_then(Value::as_str)
            .ok_or("expected a \"table\"")?;
        let table = TABLES
            .iter()
            .find(|table| table.name == name)
            .ok_or(format!("no table is called {name:?}"))?;
        let row = line
            .get("row")
            .and_then(Value::as_object)
            .ok_or("expected a \"row\"")?;
        let mut values = Vec::with_capacity(row.len());
        for (column, value) in row {
            let (column, kind) = table
                .columns
                .iter()
                .find(|(name, _)| name == column)
                .ok_or_else(|| format!("{name} has no column {column:?}"))?;
            let cell = match (kind, value) {
                (Kind::Number, Value::Null) => Cell::Number(None),
                (Kind::Text, Value::Null) => Cell::Text(None),
                (Kind::Number, Value::Number(number)) if number.is_i64() => {
                    Cell::Number(number.as_i64())
                }
                (Kind::Text, Value::String(text)) => Cell::Text(Some(text.clone())),
                (kind, value) => {
                    return Err(format!("{name}.{column} holds a {kind:?}, not {value}"));
                }
            };
            values.push((*column, cell));
        }
        if values.is_empty() {
            return Err("the row has no columns".to_owned());
        }
        Ok(Self { table, values })
    }

    async fn insert(self, transaction: &mut Transaction<'static, Any>) -> Result<(), sqlx::Error> {
        let columns: Vec<_> = self.values.iter().map(|(name, _)| *name).collect();
        let places: Vec<_> = (1..=self.values.len()).map(|n| format!("${n}")).collect();
        let statement = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            self.table.name,
            columns.join(", "),
            places.join(", ")
        );
        let mut query: Query<'_, Any, AnyArguments> = sqlx::query(AssertSqlSafe(statement));
        for (_, cell) in self.values {
            query = match cell {
                Cell::Number(number) => query.bind(number),
                Cell::Text(text) => query.bind(text),
            };
        }
        query.execute(&mut **transaction).await?;
        Ok(())
    }
}

fn check_header(line: &str) -> Result<(), String> {
    let header: Value = serde_json::from_str(line).unwrap_or_default();
    if header.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err("this is not a backup of a store".to_owned());
    }
    match header.get("version").and_then(Value::as_u64) {
        Some(VERSION) => Ok(()),
        _ => Err("this backup was written by a newer version".to_owned()),
    }
}

async fn write_line(
    file: &mut BufWriter<File>,
    path: &Path,
    value: &Value,
) -> Result<(), StoreError> {
    file.write_all(format!("{value}\n").as_bytes())
        .await
        .map_err(in_file(path))
}

fn in_file(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::File { path, source }
}
