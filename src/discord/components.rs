//! Buttons, menus and the form: each leads back to the answer that it stands under.

use serde_json::Value;

use super::asking::asking;
use super::custom_id::{self, Action};
use super::inbound::{Given, Options, Press};
use super::interactions::{Outcome, Scene, stale};
use super::outbound::{self, hidden, line};
use super::texts::Phrase;
use crate::store::{NewCorrection, StoreError};

/// A button or a menu. Ids that are not on the message were not written by the bot.
pub(super) async fn component(scene: &Scene<'_>, press: &Press) -> Outcome {
    if !press.components.contains(&press.custom_id) {
        return stale(scene);
    }
    let Some(action) = Action::read(&press.custom_id) else {
        return stale(scene);
    };
    match action {
        Action::Vote { helpful, answer } => vote(scene, press, helpful, &answer).await,
        Action::Wrong(answer) => Outcome::Modal(outbound::correction_modal(scene.voice, &answer)),
        Action::Delete(asker) => {
            if asker == scene.act.user || scene.act.moderates() {
                Outcome::Delete
            } else {
                scene.says("discord-only-asker")
            }
        }
        Action::Forget => forget(scene).await,
        Action::Timeline(organisation) => {
            if !scene
                .bot
                .knowledge
                .organisations
                .contains_key(organisation.as_str())
            {
                return stale(scene);
            }
            let mut options = Options::new();
            options.insert("organisation".to_owned(), Given::Text(organisation));
            let answer = asking(scene, "timeline", &options).await;
            private(answer)
        }
        Action::Choose => {
            let Some(chosen) = press.values.first() else {
                return stale(scene);
            };
            let mut options = Options::new();
            options.insert("question".to_owned(), Given::Text(chosen.clone()));
            asking(scene, "ask", &options).await
        }
        Action::Sources | Action::Page { .. } => turn(scene, press, &action).await,
        Action::Correction(_) => stale(scene),
    }
}

/// The same for the person alone.
fn private(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Message(message) => Outcome::Message(hidden(message)),
        Outcome::Picture(message, file) => Outcome::Picture(hidden(message), file),
        other => other,
    }
}

/// Another page, or the sources, of the answer that the message carries.
async fn turn(scene: &Scene<'_>, press: &Press, action: &Action) -> Outcome {
    let Some(state) = custom_id::state(press.components.iter().map(String::as_str)) else {
        return stale(scene);
    };
    let Some(reply) = scene.adapter.again(scene.bot, &state) else {
        return stale(scene);
    };
    let Action::Page { page, .. } = action else {
        return Outcome::Message(hidden(outbound::all_sources(scene.bot, &reply)));
    };
    let message = scene
        .adapter
        .shown(
            scene.bot,
            &reply,
            state,
            asker(press, scene),
            *page,
            scene.act.plain(),
        )
        .await;
    Outcome::Update(message)
}

/// Counts a vote and shows the new counts. Where the answer cannot be had again, a line thanks instead.
async fn vote(scene: &Scene<'_>, press: &Press, helpful: bool, answer: &str) -> Outcome {
    let adapter = scene.adapter;
    let counted = adapter
        .store
        .vote(answer, scene.act.user, helpful, adapter.clock())
        .await;
    let votes = match counted {
        Ok(votes) => votes,
        Err(error) => return scene.failed("vote", &error),
    };
    if let Some(message) = redrawn(scene, press, answer).await {
        return Outcome::Update(message);
    }
    let phrase = Phrase::new("discord-voted")
        .with("vote", if helpful { "helpful" } else { "unhelpful" })
        .with("helpful", i64::try_from(votes.helpful).unwrap_or(i64::MAX))
        .with(
            "unhelpful",
            i64::try_from(votes.unhelpful).unwrap_or(i64::MAX),
        );
    Outcome::Message(line(&scene.voice.say(&phrase)))
}

/// The message of a component as it is now, if what it carries still leads to the answer of that key.
async fn redrawn(scene: &Scene<'_>, press: &Press, answer: &str) -> Option<Value> {
    let state = custom_id::state(press.components.iter().map(String::as_str))?;
    let reply = scene.adapter.again(scene.bot, &state)?;
    if outbound::key(&reply) != answer {
        return None;
    }
    let page = press
        .components
        .iter()
        .find_map(|id| match Action::read(id)? {
            Action::Page { page, back: true } => Some(page + 1),
            Action::Page { page, back: false } => page.checked_sub(1),
            _ => None,
        })
        .unwrap_or(0);
    let shown = scene.adapter.shown(
        scene.bot,
        &reply,
        state,
        asker(press, scene),
        page,
        scene.act.plain(),
    );
    Some(shown.await)
}

/// Who asked, as the message carries it.
fn asker(press: &Press, scene: &Scene<'_>) -> u64 {
    let carried = press
        .components
        .iter()
        .find_map(|id| match Action::read(id) {
            Some(Action::Delete(asker)) => Some(asker),
            _ => None,
        });
    carried.unwrap_or(scene.act.user)
}

/// Puts a correction into the review queue.
pub(super) async fn correct(scene: &Scene<'_>, correction: &NewCorrection) -> Outcome {
    let stored = scene
        .adapter
        .store
        .add_correction(correction, scene.adapter.clock())
        .await;
    match stored {
        Ok(_) => scene.says("discord-correction-thanks"),
        Err(StoreError::Refused(reason)) => {
            // The store's words are for operators; which bound was broken decides what the person is told.
            let id = if reason.contains("https") {
                "discord-correction-bad-source"
            } else if reason.contains("waiting") {
                "discord-correction-full"
            } else {
                "discord-correction-unclear"
            };
            scene.says(id)
        }
        Err(error) => scene.failed("correction", &error),
    }
}

/// Deletes all that is kept of the person.
async fn forget(scene: &Scene<'_>) -> Outcome {
    scene.adapter.recent.forget(scene.act.user);
    match scene.adapter.store.forget(scene.act.user).await {
        Ok(gone) => {
            let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            let phrase = Phrase::new("discord-forgotten")
                .with("votes", number(gone.votes))
                .with("corrections", number(gone.corrections))
                .with("subscriptions", number(gone.subscriptions));
            Outcome::Message(line(&scene.voice.say(&phrase)))
        }
        Err(error) => scene.failed("forget", &error),
    }
}
