//! From a URL to an open store: what the URL asks for, the pool of connections, and the tables brought up to date.

use std::path::Path;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _, SqlSafeStr as _};

use super::{Engine, Store};

/// How long to wait for a connection, in the pool or on the network, before giving up.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait before asking again for a file that another process is just creating.
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(10);

impl Store {
    /// Opens the store that `url` asks for; `place` names it in messages.
    pub(super) async fn connect(url: &str, place: String) -> Result<Self, OpenFailure> {
        sqlx::any::install_default_drivers();
        let target = Target::parse(url)?;
        // One connection in memory, never closed: the database lives as long as it does.
        let connections = if target.in_memory { 1 } else { 5 };
        let options: AnyConnectOptions = target.url.parse()?;
        // The pool repeats what fails until its patience ends, and then says only that it ended; this says why.
        let probe = async {
            // SQLite waits for no lock while it turns a new file to its write-ahead log, whatever its time-out.
            while let Err(error) = connect_once(&options, target.engine).await {
                if !is_busy(&error) {
                    return Err(error);
                }
                tokio::time::sleep(BETWEEN_ATTEMPTS).await;
            }
            Ok(())
        };
        tokio::time::timeout(PATIENCE, probe)
            .await
            .map_err(|_| OpenFailure::Silent)??;
        let pool = AnyPoolOptions::new()
            .min_connections(u32::from(target.in_memory))
            .max_connections(connections)
            .idle_timeout(None)
            .max_lifetime((!target.in_memory).then_some(Duration::from_mins(30)))
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| Box::pin(prepare(connection, target.engine)))
            .connect_with(options)
            .await?;
        let store = Self {
            pool,
            engine: target.engine,
            place,
        };
        store.migrate().await?;
        Ok(store)
    }

    async fn migrate(&self) -> Result<(), OpenFailure> {
        let migrator = migrator();
        match self.engine {
            // sqlx takes an advisory lock here, so that two processes do not migrate at once.
            Engine::Postgres => migrator.run(&self.pool).await?,
            // There is no such lock for SQLite; a write transaction around everything serves as one.
            Engine::Sqlite => {
                let mut transaction = self.begin().await?;
                migrator.run(&mut *transaction).await?;
                transaction.commit().await?;
            }
        }
        Ok(())
    }
}

/// Connects, sets the connection up and closes it again.
async fn connect_once(options: &AnyConnectOptions, engine: Engine) -> Result<(), sqlx::Error> {
    let mut connection = options.connect().await?;
    prepare(&mut connection, engine).await?;
    connection.close().await
}

/// Whether another process holds `SQLite`'s lock: its result code 5, whose extended forms keep it in the low byte.
fn is_busy(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .and_then(|code| code.parse::<u32>().ok())
        .is_some_and(|code| code & 0xff == 5)
}

/// Sets up a new connection.
async fn prepare(connection: &mut AnyConnection, engine: Engine) -> Result<(), sqlx::Error> {
    if engine == Engine::Sqlite {
        // Wait for another writer instead of failing; write-ahead log, so that readers never wait.
        for statement in [
            "PRAGMA busy_timeout = 5000",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = NORMAL",
        ] {
            connection.execute(statement).await?;
        }
    }
    Ok(())
}

/// The migrations, oldest first. A released one is never edited: its checksum is in every database.
fn migrator() -> Migrator {
    Migrator::with_migrations(vec![Migration::new(
        1,
        "state".into(),
        MigrationType::Simple,
        include_str!("migrations/0001_state.sql").into_sql_str(),
        false,
    )])
}

/// What a URL asks for, in the form that sqlx takes.
#[derive(Debug)]
struct Target {
    engine: Engine,
    in_memory: bool,
    url: String,
}

impl Target {
    fn parse(url: &str) -> Result<Self, OpenFailure> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self {
                engine: Engine::Postgres,
                in_memory: false,
                url: url.to_owned(),
            });
        }
        let Some(path) = url
            .strip_prefix("sqlite://")
            .or_else(|| url.strip_prefix("sqlite:"))
        else {
            return Err(OpenFailure::Url);
        };
        if path == ":memory:" {
            return Ok(Self {
                engine: Engine::Sqlite,
                in_memory: true,
                url: "sqlite::memory:".to_owned(),
            });
        }
        Ok(Self {
            engine: Engine::Sqlite,
            in_memory: false,
            url: sqlite_url(Path::new(path))?,
        })
    }
}

/// Creates the folder of `path` and writes the path as a URL that sqlx reads back unchanged.
fn sqlite_url(path: &Path) -> Result<String, OpenFailure> {
    let name = path.file_name().ok_or(OpenFailure::Url)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    // Resolved first, because a URL parser would fold `..` without asking the file system.
    let file = folder.canonicalize()?.join(name);
    let file = file.to_str().ok_or(OpenFailure::Url)?;
    let mut url = String::from("sqlite://");
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                url.push(char::from(byte));
            }
            _ => url.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    url.push_str("?mode=rwc");
    Ok(url)
}

/// The hexadecimal digit of a number below 16.
fn hex(number: u8) -> char {
    char::from_digit(u32::from(number), 16).unwrap_or_default()
}

/// What can go wrong between a URL and an open store.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenFailure {
    #[error("expected sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE")]
    Url,
    #[error("no answer within {} s", PATIENCE.as_secs())]
    Silent,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error(transparent)]
    File(#[from] std::io::Error),
}

/// The URL for messages: without password and without parameters, which may hold one.
pub(super) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url
        .split_once("://")
        .filter(|(scheme, _)| *scheme != "sqlite")
    else {
        return url.to_owned();
    };
    let (address, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    match address.rsplit_once('@') {
        // A password with an unescaped question mark: no telling where it ends.
        _ if parameters.contains('@') => format!("{scheme}://…"),
        Some((person, host)) => {
            let name = person.split(':').next().unwrap_or_default();
            format!("{scheme}://{name}@{host}")
        }
        None => format!("{scheme}://{address}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_never_holds_the_password() {
        for url in [
            "postgres://bot:hunter2@db.example:5432/exitnote",
            "postgres://bot:hunter2@db.example:5432/exitnote?sslmode=require",
            "postgres://db.example:5432/exitnote?user=bot&password=hunter2",
            "postgresql://bot:hunter2?x@db.example/exitnote",
            "postgres://bot:p@hunter2@db.example/exitnote",
            "mysql://bot:hunter2@db.example/exitnote",
        ] {
            assert!(
                !without_password(url).contains("hunter2"),
                "{url} became {}",
                without_password(url)
            );
        }
        assert_eq!(
            without_password("postgres://bot:pw@db:5432/x?a=b"),
            "postgres://bot@db:5432/x"
        );
        assert_eq!(
            without_password("sqlite://var/state.db"),
            "sqlite://var/state.db"
        );
    }
}
