//! The connection: before it, the checks that need no guess; while it stands, events handed to the adapter; at its end,
//! what is in flight is finished.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use serenity::all::{
    Client, ClientBuilder, Context, Event, EventHandler, GatewayIntents, Guild, GuildChannel,
    GuildMemberUpdateEvent, HttpBuilder, Interaction, Member, Message, PartialGuild,
    RawEventHandler, Ready, ResumedEvent, Role, UnavailableGuild,
};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::adapter::{Adapter, language, store_failed};
use super::inbound::Act;
use super::relay::{Relay, is_discords};
use super::rest::{Rest, RestError};
use super::{
    Clock, Failure, Settings, alerts, commands, inbound, interactions, messages, outbound,
};
use crate::bot::Bot;
use crate::store::{META_COMMANDS, Store};

/// How long answers in flight may take to finish when the bot stops.
const FINISH: Duration = Duration::from_secs(6);
/// How long the gateway may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(2);
/// Of the sessions that Discord grants in a day, so many are left alone.
const FLOOR: u64 = 10;
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

/// What can be seen to be wrong without any connection.
fn check(settings: &Settings) -> Result<(), Failure> {
    if settings.api_url.is_some() != settings.gateway_url.is_some() {
        return Err(Failure::HalfConfigured);
    }
    let token = settings.token.expose_secret();
    if token.trim().is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Failure::Token);
    }
    let address = |name, url: &Option<String>, schemes: [&str; 2]| match url {
        Some(url) if !schemes.iter().any(|scheme| url.starts_with(scheme)) => {
            Err(Failure::Address {
                name,
                reason: format!("it must begin with {} or {}", schemes[0], schemes[1]),
            })
        }
        _ => Ok(()),
    };
    address(
        "discord.api-url",
        &settings.api_url,
        ["http://", "https://"],
    )?;
    address(
        "discord.gateway-url",
        &settings.gateway_url,
        ["ws://", "wss://"],
    )
}

/// Where and how to connect.
struct Start {
    gateway: String,
    shards: u32,
}

/// Asks Discord where to connect: this also finds out whether it can be reached and takes the token, and whether it lets
/// another session be started.
async fn entrance(rest: &Rest, settings: &Settings, now: &Clock) -> Result<Start, Failure> {
    let answer = rest.gateway().await.map_err(|error| match error {
        RestError::Refused { status: 401, .. } | RestError::Revoked => Failure::Token,
        other => Failure::Unreachable(other.to_string()),
    })?;
    let number = |pointer: &str| answer.pointer(pointer).and_then(Value::as_u64);
    let gateway = match (
        &settings.gateway_url,
        answer.get("url").and_then(Value::as_str),
    ) {
        (Some(own), _) => own.clone(),
        (None, Some(url)) if is_discords(url) => url.to_owned(),
        (None, url) => {
            return Err(Failure::Unreachable(format!(
                "it names a gateway that is not Discord's: {}",
                url.unwrap_or("none")
            )));
        }
    };
    if number("/session_start_limit/remaining").is_some_and(|left| left < FLOOR) {
        let wait = number("/session_start_limit/reset_after").unwrap_or(0);
        let wait = jiff::SignedDuration::from_millis(i64::try_from(wait).unwrap_or(0));
        let at = now().saturating_add(wait).unwrap_or_else(|_| now());
        return Err(Failure::Sessions(at));
    }
    let shards = number("/shards")
        .and_then(|it| u32::try_from(it).ok())
        .unwrap_or(1);
    Ok(Start {
        gateway,
        shards: shards.max(1),
    })
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
    let handler = Handler {
        adapter: Arc::clone(adapter),
        announced: AtomicBool::new(false),
    };
    let client = ClientBuilder::new_with_http(http.build(), INTENTS)
        .event_handler_arc(Arc::new(handler))
        .raw_event_handler(Unreadable {
            adapter: Arc::clone(adapter),
        })
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

/// What serenity hands over.
struct Handler {
    adapter: Arc<Adapter>,
    /// Whether announcements were looked after since the start.
    announced: AtomicBool,
}

impl Handler {
    /// Does some work unless the bot is stopping; stopping waits for it.
    async fn work(&self, work: impl Future<Output = ()>) {
        if !self.adapter.closing.is_cancelled() {
            self.adapter.tracker.track_future(work).await;
        }
    }
}

#[serenity::async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Context, ready: Ready) {
        let adapter = &self.adapter;
        {
            let mut me = adapter.me.write().unwrap_or_else(PoisonError::into_inner);
            me.user = ready.user.id.get();
            me.application = ready.application.id.get();
        }
        adapter.connected.store(true, Ordering::Relaxed);
        adapter.known.send_replace(true);
        metrics::gauge!("exitnote_discord_connected").set(1.0);
        tracing::info!(guilds = ready.guilds.len(), "connected to Discord");
        self.work(register(adapter)).await;
        if !self.announced.swap(true, Ordering::Relaxed) {
            self.work(alerts::announce(adapter)).await;
        }
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.adapter.connected.store(true, Ordering::Relaxed);
        metrics::gauge!("exitnote_discord_connected").set(1.0);
    }

    async fn shard_stage_update(&self, _: Context, event: serenity::all::ShardStageUpdateEvent) {
        let connected = event.new == serenity::all::ConnectionStage::Connected;
        self.adapter.connected.store(connected, Ordering::Relaxed);
        metrics::gauge!("exitnote_discord_connected").set(if connected { 1.0 } else { 0.0 });
    }

    async fn message(&self, _: Context, message: Message) {
        self.work(Box::pin(async {
            self.adapter.acquainted().await;
            messages::handle(&self.adapter, message).await;
        }))
        .await;
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let (act, wish) = match &interaction {
            Interaction::Command(it) | Interaction::Autocomplete(it) => inbound::command(it),
            Interaction::Component(it) => inbound::component(it),
            Interaction::Modal(it) => inbound::form(it),
            _ => return,
        };
        self.work(async {
            self.adapter.acquainted().await;
            interactions::handle(&self.adapter, act, wish).await;
        })
        .await;
    }

    async fn guild_create(&self, _: Context, guild: Guild, _: Option<bool>) {
        self.adapter.acquainted().await;
        self.adapter.met(&guild);
    }

    async fn guild_update(&self, _: Context, _: Option<Guild>, guild: PartialGuild) {
        self.adapter
            .met_locale(guild.id.get(), &guild.preferred_locale);
    }

    async fn guild_role_create(&self, _: Context, role: Role) {
        self.adapter.met_role(&role);
    }

    async fn guild_role_update(&self, _: Context, _: Option<Role>, role: Role) {
        self.adapter.met_role(&role);
    }

    async fn guild_member_update(
        &self,
        _: Context,
        _: Option<Member>,
        _: Option<Member>,
        event: GuildMemberUpdateEvent,
    ) {
        if event.user.id.get() == self.adapter.identity().user {
            let roles = event.roles.iter().map(|role| role.get()).collect();
            self.adapter.places().has_roles(event.guild_id.get(), roles);
        }
    }

    async fn channel_create(&self, _: Context, channel: GuildChannel) {
        self.adapter.places().met_channel(&channel);
    }

    async fn channel_update(&self, _: Context, _: Option<GuildChannel>, channel: GuildChannel) {
        self.adapter.places().met_channel(&channel);
    }

    async fn thread_create(&self, _: Context, thread: GuildChannel) {
        self.adapter.places().met_channel(&thread);
    }

    async fn guild_delete(&self, _: Context, gone: UnavailableGuild, _: Option<Guild>) {
        // An outage is no farewell.
        if gone.unavailable {
            return;
        }
        self.adapter.places().left(gone.id.get());
        self.work(async {
            if let Err(error) = self.adapter.store.forget_guild(gone.id.get()).await {
                store_failed("forget_guild", &error);
            }
        })
        .await;
    }
}

/// Events that serenity cannot read: it drops them silently, so they are counted here, and an interaction among them is
/// at least told that it failed.
struct Unreadable {
    adapter: Arc<Adapter>,
}

#[serenity::async_trait]
impl RawEventHandler for Unreadable {
    async fn raw_event(&self, _: Context, event: Event) {
        let Event::Unknown(event) = event else {
            return;
        };
        if !matches!(
            event.kind.as_str(),
            "MESSAGE_CREATE" | "INTERACTION_CREATE" | "GUILD_CREATE"
        ) {
            return;
        }
        metrics::counter!("exitnote_discord_unreadable_events_total", "event" => event.kind.clone())
            .increment(1);
        tracing::warn!(event = event.kind, "an event could not be read");
        if event.kind != "INTERACTION_CREATE" || self.adapter.closing.is_cancelled() {
            return;
        }
        let Some(act) = Act::of_unreadable(&event.value) else {
            return;
        };
        let bot = self.adapter.bot();
        let settings = self.adapter.guild_settings(act.guild).await;
        let language = language(&bot, &settings, [Some(&act.locale), None]);
        let answer =
            json!({"type": 4, "data": outbound::line(&bot.label(&language, "discord-error"))});
        if let Err(error) = self
            .adapter
            .rest
            .answer(act.id, &act.token, &answer, None)
            .await
        {
            tracing::warn!(%error, "an unreadable interaction could not be answered");
        }
    }
}

/// Registers the commands if they differ from those registered last, and learns their ids.
async fn register(adapter: &Adapter) {
    let bot = adapter.bot();
    let definitions = commands::definitions(&bot);
    let application = adapter.application();
    let stamp = format!("{application}:{}", commands::hash(&definitions));
    let last = match adapter.store.meta(META_COMMANDS).await {
        Ok(last) => last,
        Err(error) => {
            store_failed("commands", &error);
            None
        }
    };
    let same = last.as_deref() == Some(stamp.as_str());
    let registered = if same {
        adapter.rest.commands(application).await
    } else {
        adapter.rest.put_commands(application, &definitions).await
    };
    let registered = match registered {
        Ok(registered) => registered,
        Err(error) => {
            tracing::error!(%error, "the commands could not be registered");
            return;
        }
    };
    if !same {
        tracing::info!("registered the commands");
        if let Err(error) = adapter.store.set_meta(META_COMMANDS, &stamp).await {
            store_failed("commands", &error);
        }
    }
    let ids = registered
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|command| {
            let name = command.get("name")?.as_str()?.to_owned();
            let id = command.get("id")?.as_str()?.parse().ok()?;
            Some((name, id))
        });
    *adapter
        .command_ids
        .write()
        .unwrap_or_else(PoisonError::into_inner) = ids.collect();
}
