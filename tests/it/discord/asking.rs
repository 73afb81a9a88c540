//! Questions by mention, reply, direct message and command.

use std::time::Duration;

use super::Rig;

#[tokio::test]
async fn a_mention_is_answered_as_a_reply_with_sources() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let asked = alice.mentions_bot(&rig.general(), "when did Igor Babuschkin leave?");
    let answer = rig.general().next_message().await.unwrap();
    assert_eq!(answer.replies_to(), Some(asked.id));
    assert!(
        answer.text().contains("13 August 2025"),
        "{}",
        answer.text()
    );
    assert!(answer.text().contains("Understood as"), "{}", answer.text());
    assert!(
        answer.text().contains("As of 28 June 2026"),
        "{}",
        answer.text()
    );
    assert!(answer.text().contains("[1](https://"), "{}", answer.text());
    // Discord would move such a date into the reader's time zone.
    assert!(!answer.text().contains("<t:"), "{}", answer.text());
    rig.end().await;
}

#[tokio::test]
async fn a_slash_command_gets_the_same_answer() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let question = "who's left at xAI?";
    let by_mention = rig.asks(&alice, question).await;
    let invoked = alice
        .runs(&rig.general(), "ask", &[("question", question)])
        .unwrap();
    let by_command = invoked.message().await.unwrap();
    assert_eq!(by_mention.text(), by_command.text());
    assert_eq!(by_mention.embeds(), by_command.embeds());
    rig.end().await;
}

#[tokio::test]
async fn a_direct_message_needs_no_mention() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let _asked = alice.dm("where did Christian Szegedy go?");
    let answer = alice.dm_channel().next_message().await.unwrap();
    assert!(answer.text().contains("Morph"), "{}", answer.text());
    rig.end().await;
}

#[tokio::test]
async fn a_reply_follows_up() {
    let rig = Rig::start().await;
    let (alice, bob) = (rig.user("alice"), rig.user("bob"));
    let first = rig.asks(&alice, "when did Igor Babuschkin leave?").await;
    let _read = rig.asks(&bob, "when did Greg Yang leave?").await;
    let _follow = bob.replies_to(&first, "why?");
    let second = rig.general().next_message().await.unwrap();
    assert!(second.text().contains("Babuschkin"), "{}", second.text());
    rig.end().await;
}

#[tokio::test]
async fn what_is_not_meant_for_the_bot_is_left_alone() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let _talk = alice.says(&rig.general(), "when did Igor Babuschkin leave?");
    let _shout = alice.says(&rig.general(), "@everyone who left xAI?");
    let _role = alice.says(&rig.general(), "<@&4711> who left xAI?");
    let mention = format!("<@{}> who left xAI?", exitnote::playground::BOT_ID);
    let id = alice.says(&rig.general(), "hello").id.to_string();
    let events = rig.loopback.events();
    let event = events.into_iter().rfind(|it| it["d"]["id"] == id.as_str());
    let mut hook = event.unwrap()["d"].clone();
    hook["id"] = "4712".into();
    hook["webhook_id"] = "4713".into();
    hook["content"] = mention.into();
    rig.loopback.sends_event("MESSAGE_CREATE", &hook);
    let _other = rig
        .loopback
        .other_bot("parrot")
        .mentions_bot(&rig.general(), "who left xAI?");
    rig.general()
        .stays_quiet(Duration::from_millis(400))
        .await
        .unwrap();
    rig.end().await;
}

#[tokio::test]
async fn help_and_privacy() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let help = rig.asks(&alice, "").await;
    for expected in [
        "</ask:",
        "28 June 2026",
        "sources",
        "revision",
        env!("CARGO_PKG_VERSION"),
    ] {
        assert!(
            help.text().contains(expected),
            "{expected}: {}",
            help.text()
        );
    }
    let help = alice
        .runs(&rig.general(), "help", &[])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(help.is_ephemeral());
    assert!(
        help.text().contains("support.example.org"),
        "{}",
        help.text()
    );
    let privacy = alice
        .runs(&rig.general(), "privacy", &[])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(privacy.is_ephemeral());
    for kept in [
        "No message is stored",
        "vote",
        "correction",
        "settings",
        "two days",
    ] {
        assert!(privacy.text().contains(kept), "{kept}: {}", privacy.text());
    }
    let gone = alice
        .presses(&privacy, "Forget me")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(gone.text().contains("Done"), "{}", gone.text());
    rig.end().await;
}

#[tokio::test]
async fn a_timeline_comes_with_its_picture_however_it_is_asked_for() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let question = "timeline of xAI exits";
    let answer = rig.asks(&alice, question).await;
    let attached = answer.attachments();
    assert_eq!(attached.len(), 1);
    let description = attached[0]["description"].as_str().unwrap();
    assert!(description.contains("Kyle Kosic"), "{description}");
    let invoked = alice
        .runs(&rig.general(), "ask", &[("question", question)])
        .unwrap();
    assert_eq!(invoked.message().await.unwrap().attachments().len(), 1);
    rig.end().await;
}

#[tokio::test]
async fn both_forms_of_a_mention_are_answered() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let bot = exitnote::playground::BOT_ID;
    for mention in [format!("<@{bot}>"), format!("<@!{bot}>")] {
        let _asked = alice.says(
            &rig.general(),
            &format!("when did {mention} Greg Yang leave?"),
        );
        let answer = rig.general().next_message().await.unwrap();
        assert!(answer.text().contains("Yang"), "{}", answer.text());
    }
    rig.end().await;
}
