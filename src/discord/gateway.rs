//! The connection: before it, the checks that need no guess; while it stands, events handed to the adapter; at its end,
//! what is in flight is finished.

mod entrance;
mod events;
mod registration;

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use secrecy::ExposeSecret as _;
use serenity::all::{Client, ClientBuilder, GatewayIntents, HttpBuilder};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::adapter::{Adapter, store_failed};
use super::relay::Relay;
use super::rest::Rest;
use super::{Clock, Failure, Settings, alerts};
use crate::bot::Bot;
use crate::store::Store;
use entrance::{check, entrance};
use events::{Handler, Unreadable};

/// How long answers in flight may take to finish when the bot stops.
const FINISH: Duration = Duration::from_secs(6);
/// How long the gateway may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(2);
/// How long the gateway may stay unusable while Discord's HTTP API is well.
const DEAD: Duration = Duration::from_mins(3);
/// How often what is past its retention is deleted, and how long an unanswered question is kept that nobody repeats.
const HOUR: Duration = Duration::from_hours(1);
const RETENTION_DAYS: u32 = 90;
/// What is listened to: nothing privileged.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES);

/// See [`super::run`].
pub(super) async fn run(
    bots: watch::Receiver<Arc<Bot>>,
    store: Store,
    settings: Settings,
    now: Clock,
    shutdown: impl Future<Output = ()> + Send,
) -> Result<(), Failure> {
    check(&settings)?;
    let closing = CancellationToken::new();
    let cut_off = CancellationToken::new();
    let rest = Rest::new(
        settings.token.clone(),
        settings.api_url.clone(),
        cut_off.clone(),
    )
    .map_err(|error| Failure::Unreachable(error.to_string()))?;
    tokio::pin!(shutdown);
    let start = tokio::select! {
        () = &mut shutdown => return Ok(()),
        start = entrance(&rest, &settings, &now) => start?,
    };
    let revoked = rest.revoked();
    let adapter = Arc::new(Adapter::new(
        bots,
        store,
        rest,
        settings,
        now,
        closing.clone(),
    ));
    let (fatal, mut failures) = mpsc::channel::<Failure>(4);
    let relay = Relay {
        gateway: start.gateway,
        pinned: adapter.settings.gateway_url.is_some(),
        store: adapter.store.clone(),
        now: Arc::clone(&adapter.now),
        fatal: fatal.clone(),
    };
    let relay = relay
        .start()
        .await
        .map_err(|error| Failure::Gateway(error.to_string()))?;
    let client = client(&adapter, &relay.url).await?;
    let manager = Arc::clone(&client.shard_manager);
    let mut running = tokio::spawn(connection(client, start.shards));
    let helpers = [
        tokio::spawn(watch_token(revoked, fatal.clone())),
        tokio::spawn(watch_reloads(Arc::clone(&adapter))),
        tokio::spawn(watch_connection(Arc::clone(&adapter), fatal)),
    ];
    let ended = tokio::select! {
        () = &mut shutdown => None,
        failure = failures.recv() => failure,
        ended = &mut running => Some(match ended {
            Ok(Err(failure)) => failure,
            Ok(Ok(())) => Failure::Gateway("the client ended by itself".to_owned()),
            Err(error) => Failure::Gateway(error.to_string()),
        }),
    };
    // First no new work, then what is under way, then the connection: an answer needs no gateway, but a gateway that is
    // closed first would bring Discord to show the bot as offline while it still answers.
    closing.cancel();
    for helper in &helpers {
        helper.abort();
    }
    adapter.tracker.close();
    if timeout(FINISH, adapter.tracker.wait()).await.is_err() {
        tracing::warn!(
            count = adapter.tracker.len(),
            "some answers could not be finished"
        );
        cut_off.cancel();
    }
    if timeout(GOODBYE, manager.shutdown_all()).await.is_err() {
        tracing::debug!("the gateway did not answer the goodbye");
    }
    if !running.is_finished()
        && timeout(Duration::from_millis(500), &mut running)
            .await
            .is_err()
    {
        running.abort();
    }
    ended.map_or(Ok(()), Err)
}

async fn client(adapter: &Arc<Adapter>, gateway: &str) -> Result<Client, Failure> {
    let settings = &adapter.settings;
    // serenity itself asks only for the gateway's address, which is then replaced. Its rate limiter is off because
    // nothing else is sent through it, and because with it on the proxy would be ignored.
    let mut http = HttpBuilder::new(settings.token.expose_secret())
        .client(adapter.rest.client())
        .ratelimiter_disabled(true);
    if let Some(url) = &settings.api_url {
        http = http.proxy(url.trim_end_matches('/'));
    }
    let client = ClientBuilder::new_with_http(http.build(), INTENTS)
        .event_handler(Handler::new(adapter))
        .raw_event_handler(Unreadable::new(adapter))
        .await
        .map_err(|error| Failure::Gateway(error.to_string()))?;
    gateway.clone_into(&mut *client.ws_url.lock().await);
    Ok(client)
}

/// Runs the connection until it ends.
async fn connection(mut client: Client, shards: u32) -> Result<(), Failure> {
    let ended = client.start_shards(shards).await;
    ended.map_err(|error| Failure::Gateway(error.to_string()))
}

/// Ends everything when a request is answered with 401.
async fn watch_token(mut revoked: watch::Receiver<bool>, fatal: mpsc::Sender<Failure>) {
    if revoked.wait_for(|revoked| *revoked).await.is_ok() {
        let _ended_already = fatal.send(Failure::Token).await;
    }
}

/// Announces what a reload has brought.
async fn watch_reloads(adapter: Arc<Adapter>) {
    let mut bots = adapter.bots.clone();
    bots.mark_unchanged();
    while bots.changed().await.is_ok() {
        adapter
            .tracker
            .track_future(alerts::announce(&adapter))
            .await;
    }
}

/// Ends everything when the gateway stays unusable although Discord is well.
async fn watch_connection(adapter: Arc<Adapter>, fatal: mpsc::Sender<Failure>) {
    let mut since = tokio::time::Instant::now();
    let mut pruned = since;
    loop {
        tokio::time::sleep(Duration::from_secs(15)).await;
        if pruned.elapsed() > HOUR {
            pruned = tokio::time::Instant::now();
            if let Err(error) = adapter.store.prune(adapter.clock(), RETENTION_DAYS).await {
                store_failed("prune", &error);
            }
        }
        if adapter.connected.load(Ordering::Relaxed) {
            since = tokio::time::Instant::now();
        } else if since.elapsed() > DEAD && adapter.rest.gateway().await.is_ok() {
            let reason = "the gateway accepts no session although Discord is reachable";
            let _ended_already = fatal.send(Failure::Gateway(reason.to_owned())).await;
            return;
        }
    }
}
