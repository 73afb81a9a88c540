//! A loopback Discord: an in-memory model of Discord's REST endpoints and gateway on 127.0.0.1, to which a bot connects as
//! to the real one. It knows nothing of the bot. Tests drive it with verbs in a user's words; the page does so over HTTP.

mod assets;
mod faults;
mod gateway;
mod interaction;
mod json;
mod message;
mod model;
mod page;
mod rest;
mod rules;
mod verbs;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::routing::{any, get};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use assets::page;
pub use faults::Fault;
pub use gateway::intent;
pub use message::{COMPONENTS_V2, EPHEMERAL, LOADING, Pings, SUPPRESS_EMBEDS, Upload};
pub use model::{BOT_ID, Id, permission};
pub use rest::{Capture, Violation};
pub use verbs::{Channel, Guild, Invocation, Modal, Shown, Unmet, User};

use model::World;

/// How a loopback Discord starts.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// The bot's name, also that of its managed role.
    pub bot_name: String,
    /// The only token that is accepted.
    pub token: String,
    /// The heartbeat interval that HELLO announces.
    pub heartbeat: Duration,
    /// Privileged intents that are switched on for the app; asking for others closes with 4014.
    pub privileged_intents: u64,
    /// How long a verb waits for the bot.
    pub deadline: Duration,
    /// More routes to serve at the same address, such as those of a page's files. They are guarded as the page's API is:
    /// only requests with this address as their host, and from no other origin, arrive.
    pub routes: Router,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            bot_name: "exitnote".into(),
            // Shaped like a real token, its first part the bot's id in base64, and visibly none.
            token: "MTMwMDAwMDAwMDAwMDAwMDAwMQ.Lpback.not-a-secret-only-for-the-loopback".into(),
            heartbeat: Duration::from_millis(41_250),
            privileged_intents: 0,
            deadline: rest::DEADLINE,
            routes: Router::new(),
        }
    }
}

/// What the parts of the loopback share: the world behind a lock, and news of changes.
pub(crate) struct Shared {
    world: Mutex<World>,
    changed: watch::Sender<u64>,
    shutdown: watch::Sender<bool>,
    deadline: Duration,
}

impl Shared {
    /// Looks at the world.
    fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the world and wakes everyone who waits for something.
    fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed
            .send_modify(|count| *count = count.wrapping_add(1));
        result
    }

    /// Waits until the world yields something, at most until the deadline.
    async fn until<T>(
        &self,
        what: &str,
        mut yields: impl FnMut(&mut World) -> Option<T>,
    ) -> Result<T, Unmet> {
        let mut changed = self.changed.subscribe();
        let wait = async {
            loop {
                let found = yields(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner));
                if let Some(found) = found {
                    return Some(found);
                }
                if changed.changed().await.is_err() {
                    return None;
                }
            }
        };
        let found = tokio::time::timeout(self.deadline, wait)
            .await
            .ok()
            .flatten();
        found.ok_or_else(|| {
            let last = self.read(|world| {
                let recent = world.captures.iter().rev().take(3);
                let lines =
                    recent.map(|c| format!("{} {} → {} {}", c.method, c.path, c.status, c.body));
                lines.collect::<Vec<_>>().join("\n  ")
            });
            Unmet::new(format!(
                "{what}: not within {:?}; the last requests:\n  {last}",
                self.deadline
            ))
        })
    }
}

/// A running loopback Discord with one server, `Loopback`, and in it one channel, `general`.
/// Dropping it stops it; [`Loopback::shutdown`] also waits for the end.
pub struct Loopback {
    shared: Arc<Shared>,
    address: SocketAddr,
    token: String,
    server: Option<JoinHandle<io::Result<()>>>,
    guild: Id,
    general: Id,
}

impl Loopback {
    /// Starts listening on 127.0.0.1.
    ///
    /// # Errors
    /// When the port cannot be bound.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let address = listener.local_addr()?;
        let sessions = gateway::Sessions::new(options.heartbeat, options.privileged_intents);
        let mut world = World::new(
            options.bot_name,
            options.token.clone(),
            address.to_string(),
            sessions,
        );
        let guild = world.found("Loopback", true);
        let general = world.open(Some(guild), 0, "general", None, &[]);
        let shared = Arc::new(Shared {
            world: Mutex::new(world),
            changed: watch::Sender::new(0),
            shutdown: watch::Sender::new(false),
            deadline: options.deadline,
        });
        let guard = axum::middleware::from_fn_with_state(address, page::guard);
        let page = page::router()
            .with_state(Arc::clone(&shared))
            .merge(options.routes)
            .layer(guard);
        let app = Router::new()
            .route("/", get(gateway::enter))
            .route("/api/{*path}", any(rest::enter))
            .route("/attachments/{*path}", get(rest::file))
            .with_state(Arc::clone(&shared))
            .merge(page);
        let mut stop = shared.shutdown.subscribe();
        let serve = axum::serve(listener, app).with_graceful_shutdown(async move {
            let _gone = stop.wait_for(|stop| *stop).await;
        });
        let server = Some(tokio::spawn(async move { serve.await }));
        Ok(Self {
            shared,
            address,
            token: options.token,
            server,
            guild,
            general,
        })
    }

    /// The address it listens on.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// What to set as the bot's REST proxy: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What to set as the bot's gateway: `ws://127.0.0.1:PORT/`.
    #[must_use]
    pub fn gateway_url(&self) -> String {
        format!("ws://{}/", self.address)
    }

    /// The token that is accepted.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Ends all connections and waits until nothing is served any more.
    pub async fn shutdown(mut self) {
        self.shared.shutdown.send_replace(true);
        if let Some(mut server) = self.server.take()
            && tokio::time::timeout(Duration::from_secs(2), &mut server)
                .await
                .is_err()
        {
            // A client that keeps its connection open must not keep the loopback alive.
            server.abort();
        }
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.shared.shutdown.send_replace(true);
    }
}
