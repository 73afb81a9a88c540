//! What serenity hands over while the connection stands: each event to who handles it, as long as the bot is not stopping.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};

use serde_json::json;
use serenity::all::{
    ConnectionStage, Context, Event, EventHandler, Guild, GuildChannel, GuildMemberUpdateEvent,
    Interaction, Member, Message, PartialGuild, RawEventHandler, Ready, ResumedEvent, Role,
    ShardStageUpdateEvent, UnavailableGuild,
};

use super::registration::register;
use crate::discord::adapter::{Adapter, language, store_failed};
use crate::discord::inbound::Act;
use crate::discord::{alerts, inbound, interactions, messages, outbound};

/// What serenity hands over.
pub(super) struct Handler {
    adapter: Arc<Adapter>,
    /// Whether announcements were looked after since the start.
    announced: AtomicBool,
}

impl Handler {
    pub(super) fn new(adapter: &Arc<Adapter>) -> Self {
        Self {
            adapter: Arc::clone(adapter),
            announced: AtomicBool::new(false),
        }
    }

    /// Does some work unless the bot is stopping; stopping waits for it.
    async fn work(&self, work: impl Future<Output = ()>) {
        if !self.adapter.closing.is_cancelled() {
            self.adapter.tracker.track_future(work).await;
        }
    }

    /// Notes whether the connection can be used.
    fn connected(&self, connected: bool) {
        self.adapter.connected.store(connected, Ordering::Relaxed);
        metrics::gauge!("exitnote_discord_connected").set(if connected { 1.0 } else { 0.0 });
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
        self.connected(true);
        adapter.known.send_replace(true);
        tracing::info!(guilds = ready.guilds.len(), "connected to Discord");
        self.work(register(adapter)).await;
        if !self.announced.swap(true, Ordering::Relaxed) {
            self.work(alerts::announce(adapter)).await;
        }
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.connected(true);
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        self.connected(event.new == ConnectionStage::Connected);
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
pub(super) struct Unreadable {
    adapter: Arc<Adapter>,
}

impl Unreadable {
    pub(super) fn new(adapter: &Arc<Adapter>) -> Self {
        Self {
            adapter: Arc::clone(adapter),
        }
    }

    /// Tells whoever acted that it failed.
    async fn regret(&self, act: &Act) {
        let bot = self.adapter.bot();
        let settings = self.adapter.guild_settings(act.guild).await;
        let language = language(&bot, &settings, [Some(&act.locale), None]);
        let line = outbound::line(&bot.label(&language, "discord-error"));
        let answer = json!({"type": 4, "data": line});
        let sent = self.adapter.rest.answer(act.id, &act.token, &answer, None);
        if let Err(error) = sent.await {
            tracing::warn!(%error, "an unreadable interaction could not be answered");
        }
    }
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
        self.regret(&act).await;
    }
}
