//! The gateway: replays, reconnects, final close codes, stopping, wrong settings, and that the token stays secret.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use exitnote::discord::{Failure, Settings, run};
use exitnote::playground::{Fault, Loopback, Options};
use exitnote::store::Store;
use secrecy::SecretString;
use tokio::sync::watch;

use super::Rig;
use super::rig::{settings, shipped};

/// Runs the adapter until it ends by itself.
async fn ended(settings: Settings) -> Result<(), Failure> {
    let (bots, _) = watch::channel(shipped());
    let store = Store::open("sqlite::memory:").await.unwrap();
    let now = Arc::new(|| "2026-07-01T12:00:00Z".parse().unwrap());
    let run = run(
        bots.subscribe(),
        store,
        settings,
        now,
        std::future::pending(),
    );
    tokio::time::timeout(Duration::from_secs(20), run)
        .await
        .expect("it ends")
}

#[tokio::test]
async fn a_replayed_message_is_answered_once() {
    let rig = Rig::start().await;
    let _answer = rig
        .asks(&rig.user("alice"), "when did Greg Yang leave?")
        .await;
    assert!(rig.loopback.repeats("MESSAGE_CREATE"));
    rig.loopback.rewinds(2);
    rig.loopback.asks_to_reconnect();
    rig.loopback.resumed(1).await.unwrap();
    rig.general()
        .stays_quiet(Duration::from_millis(500))
        .await
        .unwrap();
    rig.end().await;
}

#[tokio::test]
async fn another_process_on_the_same_store_does_not_answer_again() {
    let mut rig = Rig::start().await;
    let _answer = rig
        .asks(&rig.user("alice"), "when did Greg Yang leave?")
        .await;
    let event = rig
        .loopback
        .events()
        .into_iter()
        .rfind(|it| it["t"] == "MESSAGE_CREATE" && it["d"]["author"]["bot"] != true);
    rig.restart().await;
    rig.loopback
        .sends_event("MESSAGE_CREATE", &event.unwrap()["d"]);
    rig.general()
        .stays_quiet(Duration::from_millis(500))
        .await
        .unwrap();
    rig.end().await;
}

#[tokio::test]
async fn it_comes_back_after_every_passing_trouble() {
    let rig = Rig::start().await;
    rig.loopback.closes(4000);
    rig.loopback.resumed(1).await.unwrap();
    rig.loopback.cuts();
    rig.loopback.resumed(2).await.unwrap();
    rig.loopback.invalidates_session(true);
    rig.loopback.resumed(3).await.unwrap();
    rig.loopback.sends_garbage();
    rig.loopback
        .sends_event("NEVER_HEARD_OF", &serde_json::json!({"a": 1}));
    let _answer = rig
        .asks(&rig.user("alice"), "when did Greg Yang leave?")
        .await;
    rig.end().await;
}

#[tokio::test]
async fn no_privileged_intent_is_asked_for() {
    let rig = Rig::start().await;
    // The loopback closes with 4014 on privileged intents that are not switched on; none are.
    let (identifies, _, _) = rig.loopback.gateway_counts();
    assert_eq!(identifies, 1);
    rig.end().await;
}

#[tokio::test]
async fn final_close_codes_end_the_program_with_one_line() {
    for (code, why) in [
        (4004, "refuses the token"),
        (4010, "no shard"),
        (4011, "too many servers"),
        (4012, "version"),
        (4013, "intents"),
        (4014, "intents"),
    ] {
        let loopback = Loopback::start(Options::default()).await.unwrap();
        let closing = async {
            loopback.connected().await.unwrap();
            loopback.closes(code);
            Instant::now()
        };
        let (ended, closed) = tokio::join!(ended(settings(&loopback)), closing);
        let took = closed.elapsed();
        assert!(took < Duration::from_secs(3), "{code}: {took:?}");
        let failure = ended.unwrap_err().to_string();
        assert!(failure.contains(why), "{code}: {failure}");
        assert_eq!(failure.lines().count(), 1, "{code}: {failure}");
        assert!(!failure.contains(loopback.token()), "{code}");
        // One session was asked for, and no second one.
        assert_eq!(loopback.gateway_counts().0, 1, "{code}");
    }
}

#[tokio::test]
async fn after_any_other_close_code_it_resumes_at_once_or_starts_anew() {
    let rig = Rig::start().await;
    let resumable = [1000, 1001, 4000, 4001, 4002, 4003, 4005, 4008, 4099];
    let (mut identifies, mut resumes) = (1, 0);
    for code in resumable.into_iter().chain([4007, 4009]) {
        rig.loopback.closes(code);
        // The loopback forgets the session after some codes; then a resume is refused, or not tried.
        let forgotten = matches!(code, 1000 | 1001 | 4007 | 4009);
        let started = Instant::now();
        loop {
            let (now_identified, now_resumed, _) = rig.loopback.gateway_counts();
            if (forgotten && now_identified > identifies) || (!forgotten && now_resumed > resumes) {
                (identifies, resumes) = (now_identified, now_resumed);
                break;
            }
            let waited = started.elapsed();
            assert!(waited < Duration::from_secs(8), "{code}: {waited:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
            // Sessions must be five seconds apart by the bot's clock.
            rig.passes(jiff::SignedDuration::from_millis(20));
        }
        rig.loopback.connected().await.unwrap();
    }
    let _answer = rig
        .asks(&rig.user("alice"), "when did Greg Yang leave?")
        .await;
    rig.end().await;
}

#[tokio::test]
async fn an_unanswered_heartbeat_leads_to_a_resume_and_nothing_is_lost() {
    let options = Options {
        heartbeat: Duration::from_secs(2),
        ..Options::default()
    };
    let rig = Rig::with(options, Store::open("sqlite::memory:").await.unwrap()).await;
    rig.loopback.acknowledges_heartbeats(false);
    rig.loopback.resumed(1).await.unwrap();
    rig.loopback.acknowledges_heartbeats(true);
    let _answer = rig
        .asks(&rig.user("alice"), "when did Greg Yang leave?")
        .await;
    assert_eq!(
        rig.loopback.gateway_counts().0,
        1,
        "the session is the same"
    );
    rig.end().await;
}

#[tokio::test]
async fn a_gateway_that_refuses_for_a_while_is_come_back_to() {
    let rig = Rig::start().await;
    rig.loopback.refuses_connections(2);
    rig.passes(jiff::SignedDuration::from_mins(1));
    rig.loopback.cuts();
    let started = Instant::now();
    while rig.loopback.gateway_counts().0 < 2 {
        let waited = started.elapsed();
        assert!(waited < Duration::from_secs(30), "{waited:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let _answer = rig
        .asks(&rig.user("alice"), "when did Greg Yang leave?")
        .await;
    rig.end().await;
}

#[tokio::test]
async fn a_wrong_token_is_one_clear_line() {
    let loopback = Loopback::start(Options::default()).await.unwrap();
    for token in ["wrong", "", "two words", "line\nbreak"] {
        let mut wrong = settings(&loopback);
        wrong.token = SecretString::from(token);
        let failure = ended(wrong).await.unwrap_err();
        assert!(matches!(failure, Failure::Token), "{token:?}: {failure}");
    }
}

#[tokio::test]
async fn one_address_without_the_other_is_refused() {
    let loopback = Loopback::start(Options::default()).await.unwrap();
    let mut half = settings(&loopback);
    half.gateway_url = None;
    assert!(matches!(ended(half).await, Err(Failure::HalfConfigured)));
    let mut odd = settings(&loopback);
    odd.gateway_url = Some("http://127.0.0.1/".to_owned());
    assert!(matches!(ended(odd).await, Err(Failure::Address { .. })));
    assert_eq!(loopback.requests().len(), 0);
}

#[tokio::test]
async fn an_unreachable_discord_is_one_line_and_no_other_host_is_tried() {
    let gone = Loopback::start(Options::default()).await.unwrap();
    let dead = settings(&gone);
    gone.shutdown().await;
    let failure = ended(dead).await.unwrap_err();
    assert!(matches!(failure, Failure::Unreachable(_)), "{failure}");
    assert!(!failure.to_string().contains("discord.gg"), "{failure}");
}

#[tokio::test]
async fn stopping_finishes_what_is_in_flight() {
    let mut rig = Rig::start().await;
    rig.loopback.fails(
        "POST /channels/*/messages",
        1,
        Fault::Slow(Duration::from_secs(1)),
    );
    let before = rig.loopback.requests().len();
    let _asked = rig
        .user("alice")
        .mentions_bot(&rig.general(), "when did Greg Yang leave?");
    rig.loopback
        .request("POST", "/messages", before)
        .await
        .unwrap();
    let started = Instant::now();
    rig.stop().await;
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{:?}",
        started.elapsed()
    );
    let _answer = rig.general().next_message().await.unwrap();
    rig.loopback.disconnected().await.unwrap();
    rig.sound();
}

#[tokio::test]
async fn stopping_does_not_wait_for_ever() {
    let mut rig = Rig::start().await;
    rig.loopback
        .fails("POST /channels/*/messages", 9, Fault::Silent);
    let before = rig.loopback.requests().len();
    let _asked = rig
        .user("alice")
        .mentions_bot(&rig.general(), "when did Greg Yang leave?");
    rig.loopback
        .request("POST", "/messages", before)
        .await
        .unwrap();
    let started = Instant::now();
    rig.stop().await;
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test]
async fn a_token_refused_later_ends_the_program() {
    let loopback = Loopback::start(Options::default()).await.unwrap();
    let asking = async {
        loopback.registered("ask").await.unwrap();
        loopback.fails("POST /channels/*/messages", 9, Fault::Status(401));
        let _asked = loopback
            .user("alice")
            .mentions_bot(&loopback.general(), "who left xAI?");
    };
    let (ended, ()) = tokio::join!(ended(settings(&loopback)), asking);
    assert!(matches!(ended, Err(Failure::Token)), "{ended:?}");
    let refused = loopback
        .requests()
        .iter()
        .filter(|it| it.status == 401)
        .count();
    assert_eq!(refused, 1, "nothing is sent after a 401");
}

#[tokio::test]
async fn a_used_up_session_limit_is_respected() {
    let store = Store::open("sqlite::memory:").await.unwrap();
    let noon: jiff::Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
    for number in 0..900 {
        let at = noon - jiff::SignedDuration::from_secs(6 * (1_000 - number));
        store.claim_identify(0, 900, at).await.unwrap();
    }
    let loopback = Loopback::start(Options::default()).await.unwrap();
    let (bots, _) = watch::channel(shipped());
    let now = Arc::new(move || noon);
    let run = run(
        bots.subscribe(),
        store,
        settings(&loopback),
        now,
        std::future::pending(),
    );
    let ended = tokio::time::timeout(Duration::from_secs(10), run)
        .await
        .unwrap();
    assert!(matches!(ended, Err(Failure::Sessions(_))), "{ended:?}");
    assert_eq!(loopback.gateway_counts().0, 0);
}

#[tokio::test]
async fn the_last_sessions_that_discord_grants_are_left_alone() {
    let loopback = Loopback::start(Options::default()).await.unwrap();
    loopback.leaves_sessions(9);
    let before = loopback.gateway_counts().0;
    let failure = ended(settings(&loopback)).await.unwrap_err();
    assert!(matches!(failure, Failure::Sessions(_)), "{failure}");
    // When the next one may be started: a day later, as the loopback says.
    assert!(
        failure.to_string().contains("2026-07-02T12:00"),
        "{failure}"
    );
    assert_eq!(loopback.gateway_counts().0, before);
}

#[tokio::test]
async fn an_interaction_that_cannot_be_read_is_still_answered() {
    let rig = Rig::start().await;
    let invoked = rig.user("alice").runs(&rig.general(), "help", &[]).unwrap();
    let _read = invoked.message().await.unwrap();
    let before = rig.loopback.requests().len();
    let odd = serde_json::json!({
        "id": "77", "token": "odd", "type": 2, "application_id": "1", "data": {"new": true}, "version": 1,
        "locale": "en-US", "user": {"id": "5"},
    });
    rig.loopback.sends_event("INTERACTION_CREATE", &odd);
    let answer = rig
        .loopback
        .request("POST", "/interactions/77/odd/callback", before)
        .await
        .unwrap();
    assert_eq!(
        answer.body["data"]["flags"].as_u64().unwrap() & 64,
        64,
        "{answer:?}"
    );
}

/// Collects everything that is logged at any level, spans included.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_token_is_in_no_log_at_any_level() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    // While there is one subscriber only, `tracing` asks the thread that first
    // comes past a log line whether anybody listens, and keeps the answer for
    // all threads: a test beside this one would switch lines off. With a
    // second one it asks every subscriber.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let token = Options::default().token;
    // On one thread, so that the subscriber of this thread sees it all.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    tracing::subscriber::with_default(subscriber, || {
        runtime.block_on(async {
            let rig = Rig::start().await;
            let _answer = rig
                .asks(&rig.user("alice"), "when did Greg Yang leave?")
                .await;
            rig.end().await;
        });
    });
    let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(
        text.contains("connected to Discord"),
        "the log was not collected"
    );
    assert!(!text.contains(&token), "the token was logged");
}
