//! Discord misbehaves: refusals, limits, slowness, silence.

use std::time::{Duration, Instant};

use exitnote::playground::{Fault, permission};

use super::Rig;

const MESSAGES: &str = "POST /channels/*/messages";
const CALLBACK: &str = "POST /interactions/*/*/callback";

#[tokio::test]
async fn a_message_survives_failures_and_is_posted_once() {
    for (times, fault) in [
        (2, Fault::Status(500)),
        (1, Fault::Status(502)),
        (1, Fault::Undecodable),
        (
            1,
            Fault::RateLimited {
                after: 0.3,
                global: false,
                header: true,
            },
        ),
        (
            1,
            Fault::RateLimited {
                after: 0.3,
                global: true,
                header: false,
            },
        ),
        (1, Fault::Silent),
        (1, Fault::Slow(Duration::from_millis(500))),
    ] {
        let rig = Rig::start().await;
        rig.loopback.fails(MESSAGES, times, fault.clone());
        let started = Instant::now();
        let answer = rig
            .asks(&rig.user("alice"), "when did Greg Yang leave?")
            .await;
        if let Fault::RateLimited { .. } = fault {
            assert!(started.elapsed() >= Duration::from_millis(300), "{fault:?}");
        }
        let mut rig = rig;
        rig.stop().await;
        let posted = rig.general().messages();
        let own = posted
            .iter()
            .filter(|it| it.author == answer.author)
            .count();
        assert_eq!(own, 1, "{fault:?}");
        rig.sound();
    }
}

#[tokio::test]
async fn a_refusal_is_not_repeated() {
    let rig = Rig::start().await;
    rig.loopback.fails(MESSAGES, 9, Fault::Status(404));
    let before = rig.loopback.requests().len();
    let _asked = rig
        .user("alice")
        .mentions_bot(&rig.general(), "when did Greg Yang leave?");
    rig.loopback
        .request("POST", "/messages", before)
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;
    let tries = rig
        .loopback
        .requests()
        .iter()
        .skip(before)
        .filter(|it| it.path.ends_with("/messages"))
        .count();
    assert_eq!(tries, 1);
    rig.loopback.heals();
    let _answer = rig
        .asks(&rig.user("bob"), "when did Greg Yang leave?")
        .await;
    rig.end().await;
}

#[tokio::test]
async fn an_interaction_survives_a_failure_and_is_answered_once() {
    for fault in [
        Fault::Status(500),
        Fault::Silent,
        Fault::Undecodable,
        Fault::RateLimited {
            after: 0.2,
            global: false,
            header: true,
        },
    ] {
        let rig = Rig::start().await;
        rig.loopback.fails(CALLBACK, 1, fault.clone());
        let asked = rig.user("alice").runs(
            &rig.general(),
            "ask",
            &[("question", "when did Greg Yang leave?")],
        );
        let answer = asked.unwrap().message().await.unwrap();
        assert!(
            answer.text().contains("Yang"),
            "{fault:?}: {}",
            answer.text()
        );
        let mut rig = rig;
        rig.stop().await;
        rig.loopback.nothing_unread().unwrap();
        // After a silence the bot cannot know whether it was heard: it answers once more and is told that it was.
        let repeated = rig.loopback.violations();
        let unheard = matches!(fault, Fault::Silent);
        assert!(
            repeated.iter().all(|it| unheard && it.line == 14),
            "{fault:?}: {repeated:?}"
        );
    }
}

#[tokio::test]
async fn an_unknown_interaction_is_not_tried_again() {
    let rig = Rig::start().await;
    rig.loopback.fails(CALLBACK, 9, Fault::Status(404));
    let before = rig.loopback.requests().len();
    let _asked = rig.user("alice").runs(&rig.general(), "help", &[]).unwrap();
    rig.loopback
        .request("POST", "/callback", before)
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;
    let tries = rig
        .loopback
        .requests()
        .iter()
        .skip(before)
        .filter(|it| it.path.ends_with("/callback"))
        .count();
    assert_eq!(tries, 1);
    rig.loopback.heals();
    rig.end().await;
}

#[tokio::test]
async fn without_embeds_the_same_is_said_as_text() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    rig.general().deny_bot(permission::EMBED_LINKS);
    let before = rig.loopback.requests().len();
    let asked = alice.runs(
        &rig.general(),
        "ask",
        &[("question", "when did Igor Babuschkin leave?")],
    );
    let answer = asked.unwrap().message().await.unwrap();
    assert_eq!(answer.embeds().len(), 0);
    assert!(
        answer.content().contains("13 August 2025"),
        "{}",
        answer.content()
    );
    assert!(
        answer.content().contains("<https://"),
        "{}",
        answer.content()
    );
    // What the bot may do here it was told along with the command.
    let requests = rig.loopback.requests();
    let paths: Vec<&str> = requests
        .iter()
        .skip(before)
        .map(|it| it.path.as_str())
        .collect();
    assert!(
        matches!(paths.as_slice(), [one] if one.ends_with("/callback")),
        "{paths:?}"
    );
    rig.end().await;
}

#[tokio::test]
async fn where_it_may_not_read_what_was_said_the_bot_answers_without_a_reference() {
    let rig = Rig::start().await;
    rig.general().deny_bot(permission::READ_MESSAGE_HISTORY);
    tokio::time::sleep(Duration::from_millis(200)).await;
    let answer = rig
        .asks(&rig.user("alice"), "when did Igor Babuschkin leave?")
        .await;
    assert_eq!(answer.replies_to(), None);
    assert!(
        answer.text().contains("13 August 2025"),
        "{}",
        answer.text()
    );
    rig.end().await;
}

#[tokio::test]
async fn where_it_may_not_write_the_bot_stays_quiet() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    rig.general().deny_bot(permission::SEND_MESSAGES);
    tokio::time::sleep(Duration::from_millis(200)).await;
    let _asked = alice.mentions_bot(&rig.general(), "when did Igor Babuschkin leave?");
    rig.general()
        .stays_quiet(Duration::from_millis(500))
        .await
        .unwrap();
    let refused = rig
        .loopback
        .requests()
        .iter()
        .filter(|it| it.status == 403)
        .count();
    assert_eq!(refused, 0, "it is known beforehand");
    rig.general().deny_bot(0);
    tokio::time::sleep(Duration::from_millis(200)).await;
    let _answer = rig.asks(&alice, "when did Igor Babuschkin leave?").await;
    rig.end().await;
}

#[tokio::test]
async fn a_slow_bot_acknowledges_first() {
    let rig = Rig::start().await;
    // Nothing else in the bot is slow: a question to the store is held up by a long transaction.
    let guild = rig.loopback.guild().id();
    let store = rig.store.clone();
    let (release, wait) = std::sync::mpsc::channel::<()>();
    let busy = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime
            .block_on(store.change_settings(guild, move |_| wait.recv().unwrap()))
            .unwrap();
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let started = Instant::now();
    let options = [
        ("question", "when did Greg Yang leave?"),
        ("private", "true"),
    ];
    let asked = rig
        .user("alice")
        .runs(&rig.general(), "ask", &options)
        .unwrap();
    assert_eq!(asked.acknowledged().await.unwrap(), 5);
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "{:?}",
        started.elapsed()
    );
    release.send(()).unwrap();
    let answer = asked.message().await.unwrap();
    assert!(
        answer.is_ephemeral() && answer.text().contains("Yang"),
        "{}",
        answer.text()
    );
    busy.join().unwrap();
    rig.end().await;
}
