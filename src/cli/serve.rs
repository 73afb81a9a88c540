//! `exitnote serve`: the bot on Discord.

use std::net::SocketAddr;
use std::sync::Arc;

use clap::Args;
use jiff::Timestamp;
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::reload::Reload;
use super::{Exit, Global, complain, complain_of};
use crate::bot::Bot;
use crate::discord::{self, Failure};
use crate::settings::{self, LogFormat, Settings};
use crate::source_file::SourceFile;
use crate::store::Store;
use crate::telemetry;

/// `serve` takes its settings from the configuration and the environment.
#[derive(Debug, Args)]
pub(super) struct Arguments {}

/// Connects and answers until it is asked to stop.
pub(super) fn run(global: &Global, _: &Arguments) -> Exit {
    let (bot, settings, token) = match prepare(global) {
        Ok(prepared) => prepared,
        Err(exit) => return exit,
    };
    super::block_on(serve(global, bot, settings, token)).unwrap_or_else(|exit| exit)
}

/// All that can be wrong without a connection is found here, and the data first.
fn prepare(global: &Global) -> Result<(Bot, Settings, SecretString), Exit> {
    let files = global.files()?;
    let bot = super::sound_bot(&files)?;
    let settings = settings_of(&files)?;
    let broken = |error| {
        complain(&error);
        Exit::Broken
    };
    let token = settings::token().map_err(broken)?;
    let json = settings.log_format == LogFormat::Json;
    telemetry::log(&settings.log_filter, json, std::slice::from_ref(&token)).map_err(broken)?;
    Ok((bot, settings, token))
}

/// The settings of the files, which are sound, and of the environment; says what is wrong with that.
pub(super) fn settings_of(files: &[SourceFile]) -> Result<Settings, Exit> {
    let read = settings::from_environment(files);
    if read.is_broken() {
        complain_of(&read.files, &read.findings);
        return Err(Exit::Broken);
    }
    Ok(read.settings)
}

async fn serve(global: &Global, bot: Bot, settings: Settings, token: SecretString) -> Exit {
    match connect(global, bot, settings, token).await {
        Ok(()) => Exit::Done,
        Err(error) => {
            let exit = match error.downcast_ref::<Failure>() {
                // What a restart does not cure has its own status, so that a supervisor can leave it at that.
                Some(
                    Failure::HalfConfigured
                    | Failure::Address { .. }
                    | Failure::Token
                    | Failure::Refused(_),
                ) => Exit::Broken,
                _ => Exit::Found,
            };
            complain(&error);
            exit
        }
    }
}

async fn connect(
    global: &Global,
    bot: Bot,
    settings: Settings,
    token: SecretString,
) -> anyhow::Result<()> {
    let stop = stop_on_signals()?;
    let store = Store::open(&settings.store_url).await?;
    tracing::info!(
        revision = bot.revision(),
        version = env!("CARGO_PKG_VERSION"),
        "starting"
    );
    let health = match settings.http_bind {
        Some(address) => Some(health(address, store.clone(), stop.clone()).await?),
        None => None,
    };
    let (bots, bot) = watch::channel(Arc::new(bot));
    let _reload = reload(global, bots);
    let connection = discord::Settings {
        token,
        api_url: settings.api_url,
        gateway_url: settings.gateway_url,
        support_url: None,
    };
    let ended = discord::run(
        bot,
        store.clone(),
        connection,
        Arc::new(now),
        stop.clone().cancelled_owned(),
    )
    .await;
    stop.cancel();
    if let Some(health) = health {
        let _ended_with_the_process = health.await;
    }
    store.close().await;
    tracing::info!("stopped");
    Ok(ended?)
}

/// Files that cannot be watched do not keep the bot from serving them.
pub(super) fn reload(global: &Global, bots: watch::Sender<Arc<Bot>>) -> Option<Reload> {
    Reload::start(global.folders(), bots)
        .inspect_err(|error| tracing::warn!(%error, "changed files will not be reloaded"))
        .ok()
}

async fn health(
    address: SocketAddr,
    store: Store,
    stop: CancellationToken,
) -> anyhow::Result<tokio::task::JoinHandle<std::io::Result<()>>> {
    use anyhow::Context as _;
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("http.bind: cannot listen on {address}"))?;
    let metrics = telemetry::count()?;
    let handle = metrics.clone();
    let ready = move || {
        let (store, metrics) = (store.clone(), metrics.clone());
        async move { telemetry::is_connected(&metrics) && store.ping().await.is_ok() }
    };
    Ok(tokio::spawn(telemetry::serve(
        listener, handle, ready, stop,
    )))
}

/// The clock's time.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the clock is read"
)]
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

/// Cancelled on Ctrl-C and on SIGTERM.
pub(super) fn stop_on_signals() -> anyhow::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let asked = stop.clone();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            tracing::info!("stopping");
            asked.cancel();
        });
    }
    #[cfg(not(unix))]
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            asked.cancel();
        }
    });
    Ok(stop)
}
