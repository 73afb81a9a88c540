//! What people ask by commands, buttons and the context menu: made into a question, answered, shown.

use jiff::civil::Date;

use super::adapter::{Asked, Replied};
use super::inbound::{Given, Options};
use super::interactions::{Outcome, Scene, is_private, text};
use super::outbound::{self, hidden};
use super::picture::{self, Span};
use super::recent::Pace;
use super::rest::File;
use super::texts::Phrase;
use crate::knowledge::id::{OrganisationId, PersonId};

/// The commands that ask the bot something.
pub(super) async fn asking(scene: &Scene<'_>, name: &str, options: &Options) -> Outcome {
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
    knowledge.is_left(&organisation).then(|| Span {
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
    let before = adapter
        .recent
        .of_person(scene.act.channel, asked.asker, now);
    adapter.reply(scene.bot, asked, before.as_ref())
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
    if let Some(context) = replied.context {
        adapter
            .recent
            .remember(act.channel, act.user, context, adapter.clock());
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
        (None, None) => {
            return Some(
                voice.say(
                    &Phrase::new("ask-timeline")
                        .with("organisation", OrganisationId::new(organisation)),
                ),
            );
        }
        (Some(_), None) => "from",
        (None, Some(_)) => "to",
        (Some(_), Some(_)) => "between",
    };
    let name = voice.organisation(organisation);
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

/// Checks the message that the context menu was opened on.
pub(super) async fn check_message(scene: &Scene<'_>, message: &str) -> Outcome {
    if message.trim().is_empty() {
        return scene.says("discord-nothing-to-check");
    }
    let mut options = Options::new();
    options.insert("claim".to_owned(), Given::Text(message.trim().to_owned()));
    asking(scene, "check", &options).await
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
