//! What admins of a server see and set, and the announcements.

use std::sync::Arc;
use std::time::Duration;

use exitnote::store::{AnswerChannels, ReplyLength};

use super::Rig;
use super::rig::load;

#[tokio::test]
async fn only_admins_change_settings_and_they_take_effect() {
    let rig = Rig::start().await;
    let (alice, admin) = (rig.user("alice"), rig.loopback.admin("root"));
    assert!(
        alice.runs(&rig.general(), "settings show", &[]).is_err(),
        "not offered"
    );
    let guild = rig.loopback.guild();
    let shown = admin
        .runs(&rig.general(), "settings show", &[])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        shown.is_ephemeral() && shown.text().contains("in every channel"),
        "{}",
        shown.text()
    );
    let options = [
        ("length", "short"),
        ("unanswered", "true"),
        ("subscribers", "everyone"),
    ];
    let changed = admin
        .runs(&rig.general(), "settings change", &options)
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(changed.text().contains("short"), "{}", changed.text());
    let settings = rig.store.settings(guild.id()).await.unwrap();
    assert_eq!(settings.reply_length, ReplyLength::Short);
    assert!(settings.log_unanswered);
    let other = guild.channel("other");
    let options = [("where", "also-here"), ("channel", "other")];
    let _moved = admin
        .runs(&rig.general(), "settings channels", &options)
        .unwrap()
        .message()
        .await
        .unwrap();
    let settings = rig.store.settings(guild.id()).await.unwrap();
    assert_eq!(
        settings.answer_in,
        AnswerChannels::Only([other.id()].into())
    );
    let _unheard = alice.mentions_bot(&rig.general(), "who left xAI?");
    rig.general()
        .stays_quiet(Duration::from_millis(300))
        .await
        .unwrap();
    let refused = alice
        .runs(&rig.general(), "ask", &[("question", "who left xAI?")])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        refused.is_ephemeral() && refused.text().contains("private"),
        "{}",
        refused.text()
    );
    let thread = guild.thread(&other, "in other");
    let _heard = alice.mentions_bot(&thread, "who left xAI?");
    let _answer = thread.next_message().await.unwrap();
    rig.end().await;
}

/// An admin may have allowed a command to everybody; the bot looks for itself who asks.
#[tokio::test]
async fn who_is_no_admin_is_refused_whatever_discord_let_through() {
    let rig = Rig::start().await;
    let admin = rig.loopback.admin("root");
    for (command, options) in [
        ("settings change", [("length", "short")].as_slice()),
        ("settings channels", &[("where", "everywhere")]),
        ("watch start", &[]),
        ("unanswered", &[]),
    ] {
        let run = admin.runs(&rig.general(), command, options).unwrap();
        let _done = run.message().await.unwrap();
        let events = rig.loopback.events();
        let event = events
            .into_iter()
            .rfind(|it| it["t"] == "INTERACTION_CREATE")
            .unwrap();
        let guild = rig.loopback.guild().id();
        let settings = rig.store.settings(guild).await.unwrap();
        let mut forged = event["d"].clone();
        forged["id"] = "4711".into();
        forged["token"] = "forged".into();
        forged["member"]["permissions"] = "2048".into();
        let before = rig.loopback.requests().len();
        rig.loopback.sends_event("INTERACTION_CREATE", &forged);
        let path = "/interactions/4711/forged/callback";
        let refused = rig.loopback.request("POST", path, before).await.unwrap();
        let says = refused.body["data"]["content"].as_str().unwrap_or_default();
        assert!(says.contains("manage"), "{command}: {:?}", refused.body);
        assert_eq!(refused.body["data"]["flags"].as_u64().unwrap() & 64, 64);
        assert_eq!(
            rig.store.settings(guild).await.unwrap(),
            settings,
            "{command}"
        );
    }
}

#[tokio::test]
async fn unanswered_questions_are_kept_only_when_switched_on() {
    let rig = Rig::start().await;
    let (alice, admin) = (rig.user("alice"), rig.loopback.admin("root"));
    let list = async || {
        admin
            .runs(&rig.general(), "unanswered", &[])
            .unwrap()
            .message()
            .await
            .unwrap()
    };
    let ask = async |text: &str| rig.asks(&alice, text).await;
    let _answer = ask("what is the capital of France?").await;
    assert!(list().await.text().contains("not kept"));
    let _on = admin
        .runs(&rig.general(), "settings change", &[("unanswered", "true")])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(list().await.text().contains("Every question"));
    let _answer = ask("what is the capital of Italy?").await;
    let shown = list().await;
    assert!(
        shown.text().contains("Italy") && !shown.text().contains("France"),
        "{}",
        shown.text()
    );
    assert!(shown.is_ephemeral());
    rig.end().await;
}

#[tokio::test]
async fn a_reload_is_announced_once_in_every_channel_that_watches() {
    let mut rig = Rig::start().await;
    let admin = rig.loopback.admin("root");
    let news = rig.loopback.guild().channel("news");
    let none = admin
        .runs(&rig.general(), "watch list", &[])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(none.text().contains("No channel"), "{}", none.text());
    let started = admin
        .runs(&rig.general(), "watch start", &[("channel", "news")])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(started.text().contains("xAI"), "{}", started.text());
    let changed = load(&[(
        "data/people/igor-babuschkin.toml",
        "2025-08-13",
        "2025-08-12",
    )]);
    let _old = rig.bots.send_replace(Arc::new(changed));
    let told = news.next_message().await.unwrap();
    assert!(
        told.text().contains("Changed") && told.text().contains("date"),
        "{}",
        told.text()
    );
    assert!(
        told.text().contains("12 August 2025") && told.text().contains("](https://"),
        "{}",
        told.text()
    );
    assert!(!told.buttons().contains(&"Delete"), "{:?}", told.buttons());
    // Neither another reload of the same, nor a restart, nor a second process tells it again.
    rig.bots.send_modify(|_| {});
    rig.restart().await;
    news.stays_quiet(Duration::from_millis(500)).await.unwrap();
    let stopped = admin
        .runs(&news, "watch stop", &[])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(stopped.text().contains("no more"), "{}", stopped.text());
    rig.end().await;
}

#[tokio::test]
async fn a_server_that_is_left_is_forgotten_and_one_that_is_down_is_not() {
    let rig = Rig::start().await;
    let admin = rig.loopback.admin("root");
    let guild = rig.loopback.guild().id();
    let _on = admin
        .runs(&rig.general(), "settings change", &[("length", "short")])
        .unwrap()
        .message()
        .await
        .unwrap();
    rig.loopback.loses_guild(guild, true);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(
        rig.store.settings(guild).await.unwrap().reply_length,
        ReplyLength::Short
    );
    rig.loopback.loses_guild(guild, false);
    for _ in 0..50 {
        if rig.store.settings(guild).await.unwrap().reply_length == ReplyLength::Full {
            rig.end().await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the server's settings were kept");
}
