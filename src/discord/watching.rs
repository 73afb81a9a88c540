//! `/watch`: which channels are told of departures from which organisation.

use super::inbound::{Given, Options};
use super::interactions::{Outcome, Scene};
use super::outbound::{self, line};
use super::texts::Phrase;
use crate::render::markdown::escape;
use crate::store::{Subscribers, Subscription};

/// Carries out `/watch`; `None` if it is another command.
pub(super) async fn command(scene: &Scene<'_>, name: &str, options: &Options) -> Option<Outcome> {
    let verb = name.strip_prefix("watch ")?;
    let Some(guild) = scene.act.guild else {
        return Some(scene.says("discord-only-servers"));
    };
    if !scene.act.is_admin() && scene.settings.subscribers != Subscribers::Everyone {
        return Some(scene.says("discord-only-admins"));
    }
    let store = &scene.adapter.store;
    if verb == "list" {
        return Some(match store.subscriptions(guild).await {
            Ok(all) => list(scene, &all),
            Err(error) => scene.failed("subscriptions", &error),
        });
    }
    let own = scene.bot.knowledge.organisation.to_string();
    let organisation = match options.get("organisation") {
        Some(Given::Text(given)) if !given.is_empty() => match scene.organisation(given) {
            Some(id) => id.to_string(),
            None => return Some(scene.says("discord-unknown-organisation")),
        },
        _ => own,
    };
    let channel = match options.get("channel") {
        Some(Given::Channel(channel)) => *channel,
        _ => scene.act.channel,
    };
    let subscription = Subscription {
        guild,
        channel,
        organisation: organisation.clone(),
        set_by: Some(scene.act.user),
    };
    let (done, id) = if verb == "start" {
        let done = store.subscribe(&subscription, scene.adapter.clock()).await;
        (done, "discord-watch-started")
    } else {
        (
            store.unsubscribe(channel, &organisation).await,
            "discord-watch-stopped",
        )
    };
    if let Err(error) = done {
        return Some(scene.failed("subscriptions", &error));
    }
    let name = scene.voice.organisation(&organisation);
    let phrase = Phrase::new(id)
        .with("organisation", outbound::typed(&escape(&name)))
        .with("channel", outbound::typed(&format!("<#{channel}>")));
    Some(Outcome::Message(line(&scene.voice.say(&phrase))))
}

fn list(scene: &Scene<'_>, all: &[Subscription]) -> Outcome {
    if all.is_empty() {
        return scene.says("discord-watch-none");
    }
    let mut lines = vec![scene.voice.label("discord-watch-list")];
    lines.extend(all.iter().take(40).map(|it| {
        let name = scene.voice.organisation(&it.organisation);
        format!("<#{}> · {}", it.channel, escape(&name))
    }));
    Outcome::Message(line(&lines.join("\n")))
}
