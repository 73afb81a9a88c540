//! A running bot with all that a test needs around it.

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use exitnote::bot::Bot;
use exitnote::discord::{Failure, Settings, run};
use exitnote::playground::{Channel, Loopback, Options, Shown, User};
use exitnote::store::{GuildSettings, ReplyLength, Store};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use crate::openapi;

/// The day of the tests: after the data's own.
const NOON: &str = "2026-07-01T12:00:00Z";

/// The shipped bot, trained once.
pub(crate) fn shipped() -> Arc<Bot> {
    static BOT: OnceLock<Arc<Bot>> = OnceLock::new();
    Arc::clone(BOT.get_or_init(|| Arc::new(load(&[]))))
}

/// The shipped bot with some files' texts changed: path, what stands there, what shall.
pub(crate) fn load(changes: &[(&str, &str, &str)]) -> Bot {
    let folders = exitnote::disk::Folders {
        data: None,
        config: None,
    };
    let mut files = folders.read().unwrap();
    for (path, old, new) in changes {
        let file = files.iter_mut().find(|file| file.path == *path).unwrap();
        assert!(file.text.contains(old), "{path} lacks {old}");
        file.text = file.text.replace(old, new);
    }
    // Until the Japanese replies are written, the English ones stand in for them.
    if files
        .iter()
        .all(|file| file.path != "config/locales/ja/replies.ftl")
    {
        let english = files
            .iter()
            .find(|file| file.path == "config/locales/en/replies.ftl")
            .unwrap();
        let replies = exitnote::source_file::SourceFile::new(
            "config/locales/ja/replies.ftl",
            english.text.clone(),
        );
        files.push(replies);
    }
    let revision = exitnote::load::revision(&files);
    let loaded = exitnote::load::load(&files, jiff::civil::Date::MAX);
    let findings = loaded.findings.clone();
    loaded.into_bot(revision, 2).unwrap_or_else(|| {
        let errors = findings
            .iter()
            .filter(|it| it.severity() == exitnote::diagnostic::Severity::Error);
        panic!("{:?}", errors.take(3).collect::<Vec<_>>())
    })
}

pub(crate) struct Rig {
    pub(crate) loopback: Loopback,
    pub(crate) store: Store,
    pub(crate) bots: watch::Sender<Arc<Bot>>,
    pub(crate) now: Arc<Mutex<Timestamp>>,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<Result<(), Failure>>,
}

impl Rig {
    /// The shipped bot, connected.
    pub(crate) async fn start() -> Self {
        let store = Store::open("sqlite::memory:").await.unwrap();
        Self::with(Options::default(), store).await
    }

    pub(crate) async fn with(options: Options, store: Store) -> Self {
        let loopback = Loopback::start(options).await.unwrap();
        let (bots, _) = watch::channel(shipped());
        let now = Arc::new(Mutex::new(NOON.parse().unwrap()));
        let (stop, running) = connect(&loopback, &bots, &store, &now);
        let rig = Self {
            loopback,
            store,
            bots,
            now,
            stop: Some(stop),
            running,
        };
        rig.loopback.registered("unanswered").await.unwrap();
        rig
    }

    /// Stops the bot and starts it anew on the same store.
    pub(crate) async fn restart(&mut self) {
        self.stop().await;
        // Sessions must be five seconds apart.
        self.passes(SignedDuration::from_secs(6));
        let (stop, running) = connect(&self.loopback, &self.bots, &self.store, &self.now);
        self.stop = Some(stop);
        self.running = running;
        self.loopback.connected().await.unwrap();
    }

    /// Asks the bot to stop and waits until it has.
    pub(crate) async fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(10), &mut self.running);
        ended
            .await
            .expect("stops within ten seconds")
            .unwrap()
            .unwrap();
    }

    /// Moves the bot's clock on.
    pub(crate) fn passes(&self, time: SignedDuration) {
        let mut now = self.now.lock().unwrap();
        *now = now.checked_add(time).unwrap();
    }

    /// Makes answers short in the first server, so that they have pages.
    pub(crate) async fn answers_shortly(&self) {
        let guild = self.loopback.guild().id();
        let short = |settings: &mut GuildSettings| settings.reply_length = ReplyLength::Short;
        self.store.change_settings(guild, short).await.unwrap();
    }

    pub(crate) fn general(&self) -> Channel {
        self.loopback.general()
    }

    pub(crate) fn user(&self, name: &str) -> User {
        self.loopback.user(name)
    }

    /// Asks the bot in the general channel by a mention, and waits for its answer.
    pub(crate) async fn asks(&self, user: &User, question: &str) -> Shown {
        let _asked = user.mentions_bot(&self.general(), question);
        self.general().next_message().await.unwrap()
    }

    /// What must hold at the end of every test: everything said was read, and every request kept Discord's rules.
    #[track_caller]
    pub(crate) fn sound(&self) {
        self.loopback.nothing_unread().unwrap();
        assert_eq!(self.loopback.violations(), []);
        let found = openapi::findings(&self.loopback.requests());
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    /// The same, after the bot has stopped.
    pub(crate) async fn end(mut self) {
        self.stop().await;
        self.sound();
    }
}

pub(crate) fn settings(loopback: &Loopback) -> Settings {
    Settings {
        token: SecretString::from(loopback.token()),
        api_url: Some(loopback.api_url()),
        gateway_url: Some(loopback.gateway_url()),
        support_url: Some("https://support.example.org/".to_owned()),
    }
}

fn connect(
    loopback: &Loopback,
    bots: &watch::Sender<Arc<Bot>>,
    store: &Store,
    now: &Arc<Mutex<Timestamp>>,
) -> (oneshot::Sender<()>, JoinHandle<Result<(), Failure>>) {
    let (stop, stopped) = oneshot::channel();
    let clock = {
        let now = Arc::clone(now);
        Arc::new(move || {
            // Each look at the clock takes a millisecond, so that gaps which are waited for come to pass.
            let mut now = now.lock().unwrap();
            *now = now.checked_add(SignedDuration::from_millis(1)).unwrap();
            *now
        })
    };
    let shutdown = async {
        let _dropped = stopped.await;
    };
    let bot = run(
        bots.subscribe(),
        store.clone(),
        settings(loopback),
        clock,
        shutdown,
    );
    (stop, tokio::spawn(bot))
}
