//! Data and configuration that are edited while the bot runs take effect at once, if they are sound.

use std::sync::Arc;
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::{mpsc, watch};

use crate::bot::Bot;
use crate::diagnostic;
use crate::disk::{Folders, Origin};

/// An editor writes a file in several steps, and a checkout writes many files: so long must it be quiet.
const QUIET: Duration = Duration::from_millis(300);

/// Watches the folders, and sends a new bot whenever they change. Dropping it ends that.
pub(super) struct Reload {
    _watcher: RecommendedWatcher,
    task: tokio::task::JoinHandle<()>,
}

impl Reload {
    /// Begins to watch; files built into the binary never change.
    ///
    /// # Errors
    /// If the system refuses to watch a folder.
    pub(super) fn start(folders: Folders, bots: watch::Sender<Arc<Bot>>) -> notify::Result<Self> {
        // Room for one: more changes than one are still one reason to look.
        let (tell, changes) = mpsc::channel(1);
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reading is no change, and reading is what a reload does.
            if !event.is_ok_and(|it| matches!(it.kind, EventKind::Access(_))) {
                let _another_is_waiting = tell.try_send(());
            }
        })?;
        for origin in folders.origins() {
            if let Origin::Folder(folder) = origin {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        let task = tokio::spawn(keep_fresh(folders, bots, changes));
        Ok(Self {
            _watcher: watcher,
            task,
        })
    }
}

impl Drop for Reload {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep_fresh(
    folders: Folders,
    bots: watch::Sender<Arc<Bot>>,
    mut changes: mpsc::Receiver<()>,
) {
    while changes.recv().await.is_some() {
        while let Ok(Some(())) = tokio::time::timeout(QUIET, changes.recv()).await {}
        let folders = folders.clone();
        let current = bots.borrow().revision().to_owned();
        let read = tokio::task::spawn_blocking(move || read(&folders, &current)).await;
        let result = match read {
            Ok(Ok(Some(bot))) => {
                tracing::info!(revision = bot.revision(), "reloaded data and configuration");
                bots.send_replace(Arc::new(bot));
                "done"
            }
            Ok(Ok(None)) => continue,
            Ok(Err(findings)) => {
                for finding in findings {
                    tracing::error!("{finding}");
                }
                tracing::error!("nothing was reloaded; the bot goes on with what it had");
                "refused"
            }
            Err(error) => {
                tracing::error!(%error, "a reload failed");
                "failed"
            }
        };
        metrics::counter!("exitnote_reloads_total", "result" => result).increment(1);
    }
}

/// The bot of these files; nothing if they are those of the `current` revision; else a line for each finding.
fn read(folders: &Folders, current: &str) -> Result<Option<Bot>, Vec<String>> {
    let files = folders.read().map_err(|error| vec![format!("{error:#}")])?;
    if crate::load::revision(&files) == current {
        return Ok(None);
    }
    super::bot_of(&files).map(Some).map_err(|findings| {
        let lines = diagnostic::short(&findings, &files);
        lines.lines().map(str::to_owned).collect()
    })
}
