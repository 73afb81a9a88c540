//! `exitnote playground`: the real bot, connected to a Discord of its own on this machine, with a page to talk to it.

use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use secrecy::SecretString;
use tokio::sync::watch;

use super::serve::{now, reload, settings_of, stop_on_signals};
use super::{Day, Exit, Global, complain, say};
use crate::bot::{Bot, Question};
use crate::discord::{self, Clock};
use crate::playground::{Loopback, Options, page};
use crate::render::Outcome;
use crate::settings::{LogFormat, Settings};
use crate::store::Store;
use crate::telemetry;

/// The options of `playground`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The port of the page [default: 4200, or a free one if that is taken]
    #[arg(long)]
    port: Option<u16>,
    #[command(flatten)]
    day: Day,
}

/// Where the page is unless somebody wants it elsewhere.
const PORT: u16 = 4_200;

/// The person whom the page speaks for; an admin, to try the admins' commands.
const YOU: &str = "you";

/// Starts both and says where the page is; ends when asked to stop.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Exit {
    let prepared = || {
        let files = global.files()?;
        let bot = super::sound_bot(&files)?;
        Ok((bot, settings_of(&files)?))
    };
    let (bot, settings) = match prepared() {
        Ok(prepared) => prepared,
        Err(exit) => return exit,
    };
    match super::block_on(play(global, arguments, bot, &settings)) {
        Ok(Ok(())) => Exit::Done,
        Ok(Err(error)) => {
            complain(&error);
            Exit::Found
        }
        Err(exit) => exit,
    }
}

async fn play(
    global: &Global,
    arguments: &Arguments,
    bot: Bot,
    settings: &Settings,
) -> anyhow::Result<()> {
    // Who tries the bot looks at the page; the terminal is for what goes wrong, unless more is asked for.
    let filter = if settings.log_filter == Settings::default().log_filter {
        // The client warns of every connection that ends, and this one ends when it is asked to.
        "warn,serenity=error"
    } else {
        &settings.log_filter
    };
    telemetry::log(filter, settings.log_format == LogFormat::Json, &[])?;
    let stop = stop_on_signals()?;
    let loopback = listen(arguments.port, &hints(&bot, arguments.day.today())).await?;
    let _you = loopback.admin(YOU);
    let store = Store::open("sqlite::memory:").await?;
    let (bots, bot) = watch::channel(Arc::new(bot));
    let _reload = reload(global, bots);
    let connection = discord::Settings {
        token: SecretString::from(loopback.token()),
        api_url: Some(loopback.api_url()),
        gateway_url: Some(loopback.gateway_url()),
        support_url: None,
    };
    say(&format!(
        "The playground is at {}/ (Ctrl-C stops it)\n",
        loopback.api_url()
    ));
    let ended = discord::run(
        bot,
        store.clone(),
        connection,
        clock(arguments.day.now),
        stop.cancelled_owned(),
    )
    .await;
    loopback.shutdown().await;
    store.close().await;
    Ok(ended?)
}

/// The page at the port asked for; if none was asked for and the usual one is taken, at any.
async fn listen(port: Option<u16>, hints: &[String]) -> anyhow::Result<Loopback> {
    use anyhow::Context as _;
    let options = |port| Options {
        port,
        routes: page(hints.iter().map(String::as_str)),
        ..Options::default()
    };
    let wanted = port.unwrap_or(PORT);
    match Loopback::start(options(wanted)).await {
        Err(_) if port.is_none() => Ok(Loopback::start(options(0)).await?),
        started => started.with_context(|| format!("cannot listen on port {wanted}")),
    }
}

/// The clock, moved to begin on the day asked for, if one was.
fn clock(day: Option<Date>) -> Clock {
    let start = now();
    let offset = day
        .and_then(|day| day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok())
        .map(|then| then.timestamp().duration_since(start))
        .unwrap_or_default();
    Arc::new(move || -> Timestamp {
        let now = now();
        now.checked_add(offset).unwrap_or(now)
    })
}

/// Five questions that show what the bot can do: a list, a picture, what sources disagree on, what they do not say, and a
/// person.
fn hints(bot: &Bot, today: Date) -> Vec<String> {
    let language = bot
        .languages()
        .find(|it| *it == "en")
        .or(bot.languages().next());
    let questions = bot.questions(language.unwrap_or_default());
    let answered = |outcome: Outcome| {
        questions.iter().skip(GENERAL).find(|question| {
            let (reply, _) = bot.reply(&Question::new(question, today));
            reply.outcome == outcome
        })
    };
    let mut hints: Vec<String> = Vec::new();
    let chosen = questions
        .iter()
        .take(GENERAL)
        .chain(answered(Outcome::Disputed))
        .chain(answered(Outcome::Declined))
        .chain(questions.iter().skip(GENERAL));
    for question in chosen {
        if hints.len() < HINTS && !hints.contains(question) {
            hints.push(question.clone());
        }
    }
    hints
}

/// How many questions are offered.
const HINTS: usize = 5;
/// So many of [`Bot::questions`] are general ones worth a hint: who left, why, the timeline.
const GENERAL: usize = 3;
