//! Interactions: each is answered once, within three seconds, by a message, a form or choices.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::adapter::{Adapter, Asked, Replied};
use super::custom_id::{self, Action};
use super::inbound::{Act, Given, Options, Press, Wish};
use super::outbound::{self, hidden, line};
use super::picture::{self, Span};
use super::recent::Pace;
use super::rest::File;
use super::texts::{Phrase, Voice};
use super::{admin, alerts};
use crate::bot::Bot;
use crate::knowledge::id::{OrganisationId, PersonId};
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
    let language = adapter.language(
        &bot,
        &settings,
        [Some(&act.locale), act.guild_locale.as_deref()],
    );
    line(&Voice::new(&bot, &language).label("discord-error"))
}

fn is_private(name: &str, options: &Options) -> bool {
    match name {
        "ask" => options.get("private") == Some(&Given::Flag(true)),
        "person" | "timeline" | "check" | "sources" => false,
        _ => true,
    }
}

async fn outcome(adapter: &Adapter, act: &Act, wish: Option<Wish>) -> Outcome {
    let bot = adapter.bot();
    let settings = adapter.guild_settings(act.guild).await;
    let language = adapter.language(
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
        Some(Wish::CheckMessage(text)) => check_message(&scene, &text).await,
        Some(Wish::Component(press)) => component(&scene, &press).await,
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
                    correct(&scene, &correction).await
                }
                _ => stale(&scene),
            }
        }
        None => stale(&scene),
    }
}

fn stale(scene: &Scene<'_>) -> Outcome {
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
        self.adapter.store_failed(what, error);
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

fn text<'a>(options: &'a Options, name: &str) -> Option<&'a str> {
    match options.get(name) {
        Some(Given::Text(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}

async fn command(scene: &Scene<'_>, name: &str, options: &Options) -> Outcome {
    if let Some(outcome) = admin::command(scene, name, options).await {
        return outcome;
    }
    if let Some(outcome) = alerts::command(scene, name, options).await {
        return outcome;
    }
    match name {
        "help" => Outcome::Message(hidden(scene.adapter.help(scene.voice, None))),
        "privacy" => Outcome::Message(hidden(outbound::privacy(scene.voice))),
        _ => asking(scene, name, options).await,
    }
}

/// The commands that ask the bot something.
async fn asking(scene: &Scene<'_>, name: &str, options: &Options) -> Outcome {
    let private = is_private(name, options);
    if !private && !answers_here(scene) {
        return scene.says("discord-not-here");
    }
    let act = scene.act;
    let adapter = scene.adapter;
    if adapter.recent.pace(act.user, act.channel, adapter.clock()) != Pace::Fine {
        return scene.says("discord-slow-down");
    }
    let Some(question) = question(scene, name, options) else {
        return scene.says("discord-unclear-date");
    };
    let mut asked = adapter.asked(&question, scene.voice.language, scene.settings, act.user);
    if let Some(written) = text(options, "as-of") {
        match last_day(written) {
            Some(day) => asked.day = day.min(asked.day),
            None => return scene.says("discord-unclear-date"),
        }
    }
    let mut replied = ask(scene, &asked);
    if name == "check" && replied.reply.decline.is_some() {
        let bare = Asked {
            text: text(options, "claim").unwrap_or_default().to_owned(),
            ..asked.clone()
        };
        let again = ask(scene, &bare);
        if again.reply.decline.is_none() {
            replied = again;
        }
    }
    let picture = match name {
        "timeline" if act.may_attach() => span(scene, options, asked.day),
        "ask" if act.may_attach() => Span::of(scene.bot, &replied.reply),
        _ => None,
    };
    let picture = match picture {
        Some(span) => draw(scene, span).await,
        None => None,
    };
    show(scene, &asked.text, replied, private, picture).await
}

/// What the picture of a timeline spans; nothing if no departure from there is recorded.
fn span(scene: &Scene<'_>, options: &Options, day: Date) -> Option<Span> {
    let knowledge = &scene.bot.knowledge;
    let organisation = match text(options, "organisation") {
        Some(given) => scene.organisation(given)?,
        None => knowledge.organisation.clone(),
    };
    knowledge
        .exits()
        .any(|exit| exit.membership.organisation == organisation)
        .then(|| Span {
            organisation,
            from: text(options, "from").and_then(first_day),
            until: text(options, "to").and_then(last_day),
            as_of: day.min(knowledge.as_of),
        })
}

/// Draws in the language of the one who asked.
async fn draw(scene: &Scene<'_>, span: Span) -> Option<(File, String)> {
    picture::drawn(scene.adapter.bot(), scene.voice.language, span).await
}

/// Whether the guild's admins let the bot answer in public here.
fn answers_here(scene: &Scene<'_>) -> bool {
    let allowed = &scene.settings.answer_in;
    allowed.allow(scene.act.channel) || scene.act.parent.is_some_and(|parent| allowed.allow(parent))
}

fn ask(scene: &Scene<'_>, asked: &Asked) -> Replied {
    let adapter = scene.adapter;
    let now = adapter.clock();
    let memory = adapter
        .recent
        .memory(None, scene.act.channel, asked.asker, now);
    adapter.reply(scene.bot, asked, memory.as_ref())
}

async fn show(
    scene: &Scene<'_>,
    text: &str,
    replied: Replied,
    private: bool,
    picture: Option<(File, String)>,
) -> Outcome {
    let adapter = scene.adapter;
    let act = scene.act;
    adapter
        .note_unanswered(act.guild, text, &replied.reply)
        .await;
    if let Some(memory) = replied.memory {
        adapter
            .recent
            .remember(act.channel, act.user, memory, adapter.clock());
    }
    let mut message = adapter
        .shown(
            scene.bot,
            &replied.reply,
            replied.state,
            act.user,
            0,
            act.plain(),
        )
        .await;
    if private {
        message = hidden(message);
    }
    match picture {
        Some((file, alt)) => {
            picture::described(&mut message, &file, &alt);
            Outcome::Picture(message, file)
        }
        None => Outcome::Message(message),
    }
}

/// The question that a command asks; nothing if a date in it cannot be read.
fn question(scene: &Scene<'_>, name: &str, options: &Options) -> Option<String> {
    let voice = scene.voice;
    Some(match name {
        "person" => {
            let given = text(options, "name").unwrap_or_default();
            // Chosen from the list it is an id, typed freely a name.
            if scene.bot.knowledge.people.contains_key(given) {
                voice.say(&Phrase::new("ask-who-is").with("person", PersonId::new(given)))
            } else {
                voice.with("discord-ask-person", "name", outbound::typed(given))
            }
        }
        "timeline" => timeline(scene, options)?,
        "check" => {
            let claim = text(options, "claim").unwrap_or_default();
            voice.with("discord-ask-check", "claim", outbound::typed(claim))
        }
        "sources" => voice.label("discord-ask-sources"),
        _ => text(options, "question").unwrap_or_default().to_owned(),
    })
}

fn timeline(scene: &Scene<'_>, options: &Options) -> Option<String> {
    let voice = scene.voice;
    let given = text(options, "organisation");
    let known = match given {
        Some(given) => scene.organisation(given),
        None => Some(scene.bot.knowledge.organisation.clone()),
    };
    // A name that is not known is asked about all the same: the bot says that it knows no such organisation.
    let organisation = known
        .as_ref()
        .map(OrganisationId::as_str)
        .or(given)
        .unwrap_or_default();
    let (from, to) = (text(options, "from"), text(options, "to"));
    if [from, to]
        .into_iter()
        .flatten()
        .any(|it| last_day(it).is_none())
    {
        return None;
    }
    let span = match (from, to) {
        (None, None) => return Some(scene.adapter.timeline_question(voice, organisation)),
        (Some(_), None) => "from",
        (None, Some(_)) => "to",
        (Some(_), Some(_)) => "between",
    };
    let name = scene.adapter.organisation_name(voice, organisation);
    Some(
        voice.say(
            &Phrase::new("discord-ask-timeline")
                .with("organisation", outbound::typed(&name))
                .with("span", span)
                .with("from", outbound::typed(from.unwrap_or_default()))
                .with("to", outbound::typed(to.unwrap_or_default())),
        ),
    )
}

/// The first day of a written day, month or year.
fn first_day(written: &str) -> Option<Date> {
    let last = last_day(written)?;
    match written.len() {
        4 => Some(last.first_of_year()),
        7 => Some(last.first_of_month()),
        _ => Some(last),
    }
}

/// The last day of a written day, month or year: `2026-02-11`, `2026-02`, `2026`.
fn last_day(written: &str) -> Option<Date> {
    if let Ok(day) = written.parse::<Date>() {
        return (written.len() == 10).then_some(day);
    }
    let whole = match written.len() {
        7 => format!("{written}-01"),
        4 => format!("{written}-12-01"),
        _ => return None,
    };
    whole.parse::<Date>().ok().map(Date::last_of_month)
}

async fn check_message(scene: &Scene<'_>, message: &str) -> Outcome {
    if message.trim().is_empty() {
        return scene.says("discord-nothing-to-check");
    }
    let mut options = Options::new();
    options.insert("claim".to_owned(), Given::Text(message.trim().to_owned()));
    asking(scene, "check", &options).await
}

/// A button or a menu. Ids that are not on the message were not written by the bot.
async fn component(scene: &Scene<'_>, press: &Press) -> Outcome {
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

async fn correct(scene: &Scene<'_>, correction: &NewCorrection) -> Outcome {
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_written_date_stands_for_its_last_day() {
        assert_eq!(last_day("2026-02-11"), Some(date(2026, 2, 11)));
        assert_eq!(last_day("2026-02"), Some(date(2026, 2, 28)));
        assert_eq!(last_day("2025"), Some(date(2025, 12, 31)));
        for text in [
            "",
            "soon",
            "2026-13",
            "2026-02-30",
            "26-02-11",
            "2026-02-11T00:00:00",
            "@everyone",
        ] {
            assert_eq!(last_day(text), None, "{text}");
        }
    }
}
