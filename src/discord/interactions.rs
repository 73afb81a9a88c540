//! Interactions: each is answered once, within three seconds, by a message, a form or choices.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::adapter::{Adapter, language, store_failed};
use super::custom_id::Action;
use super::inbound::{Act, Given, Options, Wish};
use super::outbound::{self, hidden, line};
use super::rest::File;
use super::texts::Voice;
use super::{admin, asking, components, watching};
use crate::bot::Bot;
use crate::knowledge::id::OrganisationId;
use crate::store::{GuildSettings, NewCorrection, StoreError};

/// Discord's kinds of first answers.
const MESSAGE: u8 = 4;
const DEFER: u8 = 5;
const UPDATE: u8 = 7;
const DEFER_UPDATE: u8 = 6;
const CHOICES: u8 = 8;
const MODAL: u8 = 9;

/// The most choices that Discord shows, and the most units of one.
const MOST_CHOICES: usize = 25;
const CHOICE: usize = 100;

/// After this the interaction is acknowledged, and the answer follows.
const PROMPT: Duration = Duration::from_millis(1_500);

/// What an interaction is answered with.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A new message.
    Message(Value),
    /// A new message with a picture.
    Picture(Value, File),
    /// The message of the component, changed.
    Update(Value),
    /// A form.
    Modal(Value),
    /// Choices of an autocomplete.
    Choices(Vec<Value>),
    /// The message of the component, removed.
    Delete,
}

/// What everything in here needs to know.
pub(super) struct Scene<'a> {
    pub(super) adapter: &'a Adapter,
    pub(super) bot: &'a Bot,
    pub(super) act: &'a Act,
    pub(super) settings: &'a GuildSettings,
    pub(super) voice: Voice<'a>,
}

/// Answers an interaction.
pub(super) async fn handle(adapter: &Arc<Adapter>, act: Act, wish: Option<Wish>) {
    let act = Arc::new(act);
    let private =
        matches!(&wish, Some(Wish::Command { name, options }) if is_private(name, options));
    let update = matches!(wish, Some(Wish::Component(_)));
    let typing = matches!(wish, Some(Wish::Typing { .. }));
    // In a task of its own, so that it goes on while the interaction is acknowledged.
    let mut work = {
        let (adapter, act) = (Arc::clone(adapter), Arc::clone(&act));
        tokio::spawn(async move { outcome(&adapter, &act, wish).await })
    };
    let patient = tokio::time::timeout(PROMPT, &mut work).await;
    let done = match patient {
        Ok(done) => done,
        Err(_) if typing => {
            work.abort();
            return;
        }
        Err(_) => {
            let kind = if update { DEFER_UPDATE } else { DEFER };
            let mut data = json!({});
            if private && !update {
                outbound::set(&mut data, "flags", json!(outbound::EPHEMERAL));
            }
            let answer = json!({"type": kind, "data": data});
            if !answered(adapter, &act, &answer, None).await {
                work.abort();
                return;
            }
            late(adapter, &act, work.await).await;
            return;
        }
    };
    let answer = match done {
        Ok(outcome) => outcome,
        Err(error) => {
            tracing::error!(%error, "an interaction failed");
            Outcome::Message(trouble(adapter, &act).await)
        }
    };
    first_answer(adapter, &act, answer).await;
}

async fn first_answer(adapter: &Adapter, act: &Act, outcome: Outcome) {
    let mut file = None;
    let answer = match outcome {
        Outcome::Message(data) => json!({"type": MESSAGE, "data": data}),
        Outcome::Picture(data, picture) => {
            file = Some(picture);
            json!({"type": MESSAGE, "data": data})
        }
        Outcome::Update(data) => json!({"type": UPDATE, "data": data}),
        Outcome::Modal(data) => json!({"type": MODAL, "data": data}),
        Outcome::Choices(choices) => json!({"type": CHOICES, "data": {"choices": choices}}),
        Outcome::Delete => {
            if answered(adapter, act, &json!({"type": DEFER_UPDATE}), None).await {
                delete(adapter, act).await;
            }
            return;
        }
    };
    answered(adapter, act, &answer, file.as_ref()).await;
}

/// Fills a deferred answer.
async fn late(adapter: &Adapter, act: &Act, done: Result<Outcome, tokio::task::JoinError>) {
    let mut file = None;
    let message = match done {
        Ok(Outcome::Message(data) | Outcome::Update(data)) => data,
        Ok(Outcome::Picture(data, picture)) => {
            file = Some(picture);
            data
        }
        Ok(Outcome::Delete) => {
            delete(adapter, act).await;
            return;
        }
        // Neither a form nor choices can follow an acknowledgement.
        Ok(Outcome::Modal(_) | Outcome::Choices(_)) | Err(_) => trouble(adapter, act).await,
    };
    let edited = adapter
        .rest
        .edit_answer(adapter.application(), &act.token, &message, file.as_ref())
        .await;
    if let Err(error) = edited {
        tracing::warn!(%error, "a deferred answer could not be filled");
    }
}

async fn delete(adapter: &Adapter, act: &Act) {
    let done = adapter
        .rest
        .delete_answer(adapter.application(), &act.token)
        .await;
    if let Err(error) = done {
        tracing::warn!(%error, "an answer could not be removed");
    }
}

/// Sends the first answer; an interaction that is unknown or answered already is counted, not tried again.
async fn answered(adapter: &Adapter, act: &Act, answer: &Value, file: Option<&File>) -> bool {
    match adapter.rest.answer(act.id, &act.token, answer, file).await {
        Ok(()) => true,
        Err(error) => {
            let code = error.code().unwrap_or(0);
            metrics::counter!("exitnote_discord_unanswered_interactions_total", "code" => code.to_string())
                .increment(1);
            tracing::warn!(%error, "an interaction could not be answered");
            // It was answered after all: by an attempt whose result did not arrive, or by another process.
            code == 40_060
        }
    }
}

/// The line that says that something went wrong.
async fn trouble(adapter: &Adapter, act: &Act) -> Value {
    let bot = adapter.bot();
    let settings = adapter.guild_settings(act.guild).await;
    let language = language(
        &bot,
        &settings,
        [Some(&act.locale), act.guild_locale.as_deref()],
    );
    line(&Voice::new(&bot, &language).label("discord-error"))
}

/// Whether only the person sees the answer to a command.
pub(super) fn is_private(name: &str, options: &Options) -> bool {
    match name {
        "ask" => options.get("private") == Some(&Given::Flag(true)),
        "person" | "timeline" | "check" | "sources" => false,
        _ => true,
    }
}

async fn outcome(adapter: &Adapter, act: &Act, wish: Option<Wish>) -> Outcome {
    let bot = adapter.bot();
    let settings = adapter.guild_settings(act.guild).await;
    let language = language(
        &bot,
        &settings,
        [Some(&act.locale), act.guild_locale.as_deref()],
    );
    let scene = Scene {
        adapter,
        bot: &bot,
        act,
        settings: &settings,
        voice: Voice::new(&bot, &language),
    };
    match wish {
        Some(Wish::Typing {
            name,
            option,
            typed,
        }) => Outcome::Choices(choices(&scene, &name, &option, &typed)),
        Some(Wish::Command { name, options }) => command(&scene, &name, &options).await,
        Some(Wish::CheckMessage(text)) => asking::check_message(&scene, &text).await,
        Some(Wish::Component(press)) => components::component(&scene, &press).await,
        Some(Wish::Form { custom_id, fields }) => {
            let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
            match Action::read(&custom_id) {
                Some(Action::Correction(answer)) => {
                    let correction = NewCorrection {
                        answer,
                        field: field("field"),
                        value: field("value"),
                        source_url: field("source"),
                        note: String::new(),
                        user: act.user,
                    };
                    components::correct(&scene, &correction).await
                }
                _ => stale(&scene),
            }
        }
        None => stale(&scene),
    }
}

/// The line for a button that leads nowhere any more.
pub(super) fn stale(scene: &Scene<'_>) -> Outcome {
    scene.says("discord-stale")
}

impl Scene<'_> {
    /// An organisation by id, as the list of choices sends it, or by name, as somebody may type it.
    pub(super) fn organisation(&self, given: &str) -> Option<OrganisationId> {
        let organisations = &self.bot.knowledge.organisations;
        if let Some(found) = organisations.get(given) {
            return Some(found.id.clone());
        }
        let wanted = given.to_lowercase();
        organisations
            .values()
            .find(|it| it.name.versions().any(|name| name.to_lowercase() == wanted))
            .map(|it| it.id.clone())
    }

    /// A line for the person alone.
    pub(super) fn says(&self, id: &str) -> Outcome {
        Outcome::Message(line(&self.voice.label(id)))
    }

    /// A failure of the store, told civilly.
    pub(super) fn failed(&self, what: &'static str, error: &StoreError) -> Outcome {
        store_failed(what, error);
        self.says("discord-error")
    }
}

/// What is offered while somebody types.
fn choices(scene: &Scene<'_>, name: &str, option: &str, typed: &str) -> Vec<Value> {
    let language = scene.voice.language;
    let bot = scene.bot;
    let named =
        |found: Vec<(String, String)>| found.into_iter().map(|(id, name)| (name, id)).collect();
    let found: Vec<(String, String)> = match (name, option) {
        ("ask", "question") => bot
            .complete_question(typed, language, MOST_CHOICES * 2)
            .into_iter()
            .map(|question| (question.clone(), question))
            .collect(),
        ("person", "name") => named(bot.complete_person(typed, language, MOST_CHOICES * 2)),
        (_, "organisation") => named(bot.complete_organisation(typed, language, MOST_CHOICES * 2)),
        _ => Vec::new(),
    };
    // Of two choices with one name Discord's phones can only send the first; and what is too long cannot be sent.
    let mut shown: Vec<(String, String)> = Vec::new();
    for (name, value) in found {
        let fits = |text: &str| !text.is_empty() && super::text_limits::units(text) <= CHOICE;
        if fits(&name) && fits(&value) && shown.iter().all(|(other, _)| *other != name) {
            shown.push((name, value));
        }
    }
    shown
        .into_iter()
        .take(MOST_CHOICES)
        .map(|(name, value)| json!({"name": name, "value": value}))
        .collect()
}

/// An option's words, if it has some.
pub(super) fn text<'a>(options: &'a Options, name: &str) -> Option<&'a str> {
    match options.get(name) {
        Some(Given::Text(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}

async fn command(scene: &Scene<'_>, name: &str, options: &Options) -> Outcome {
    if let Some(outcome) = admin::command(scene, name, options).await {
        return outcome;
    }
    if let Some(outcome) = watching::command(scene, name, options).await {
        return outcome;
    }
    match name {
        "help" => Outcome::Message(hidden(scene.adapter.help(scene.voice, None))),
        "privacy" => Outcome::Message(hidden(outbound::privacy(scene.voice))),
        _ => asking::asking(scene, name, options).await,
    }
}
