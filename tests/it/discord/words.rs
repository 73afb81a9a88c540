//! Odd words: too long, none, emoji, other languages, mass mentions, Markdown; and asking too fast.

use std::time::Duration;

use jiff::SignedDuration;

use super::Rig;

#[tokio::test]
async fn odd_questions_get_a_civil_reply() {
    let rig = Rig::start().await;
    let long = "why did they all leave and what does it mean ".repeat(90);
    let texts = [
        long.get(..3_900).unwrap(),
        "🎉🎉🎉",
        "<:party:123456789012345678>",
        "Warum haben so viele Gründer das Unternehmen in diesem Jahr verlassen?",
        "Почему основатели ушли из компании?",
        "誰が辞めましたか",
        "`code` **bold** [x](https://evil.example) > quote # head",
        "\u{202e}\u{200b}\u{0}",
    ];
    for (index, text) in texts.into_iter().enumerate() {
        let user = rig.user(&format!("user{index}"));
        let answer = rig.asks(&user, text).await;
        assert!(!answer.text().trim().is_empty(), "{text}");
        let dm = user.dm(text);
        let answer = user.dm_channel().next_message().await.unwrap();
        assert_eq!(answer.replies_to(), Some(dm.id));
    }
    rig.end().await;
}

#[tokio::test]
async fn nobody_is_ever_pinged() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let role = rig.loopback.guild().bot_role().unwrap();
    let text = format!(
        "@everyone @here <@&{role}> <@{}> when did Igor Babuschkin leave",
        alice.id()
    );
    let answer = rig.asks(&alice, &text).await;
    assert_eq!(answer.pings, exitnote::playground::Pings::default());
    let claim = "@everyone was fired";
    let checked = alice
        .runs(&rig.general(), "check", &[("claim", claim)])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert_eq!(checked.pings, exitnote::playground::Pings::default());
    for request in rig.loopback.requests() {
        let body = request.body.get("data").unwrap_or(&request.body);
        let says = body.get("content").is_some() || body.get("embeds").is_some();
        assert!(
            !says || body["allowed_mentions"]["parse"] == serde_json::json!([]),
            "{request:?}"
        );
    }
    rig.end().await;
}

#[tokio::test]
async fn the_role_counts_as_a_mention() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let _asked = alice.mentions_role(&rig.general(), "when did Greg Yang leave?");
    let answer = rig.general().next_message().await.unwrap();
    let text = answer.text();
    assert!(text.contains("Yang") || text.contains("my role"), "{text}");
    rig.end().await;
}

#[tokio::test]
async fn a_reply_without_a_ping_or_without_words_is_left_alone() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let answer = rig.asks(&alice, "when did Greg Yang leave?").await;
    let _silent = alice.replies_silently_to(&answer, "thanks");
    let _sticker = alice.replies_to(&answer, "");
    rig.general()
        .stays_quiet(Duration::from_millis(300))
        .await
        .unwrap();
    rig.end().await;
}

#[tokio::test]
async fn who_asks_too_fast_is_told_once_and_may_go_on_later() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    for _ in 0..6 {
        let _answer = rig.asks(&alice, "who left xAI?").await;
    }
    let told = rig.asks(&alice, "who left xAI?").await;
    assert!(told.text().contains("wait"), "{}", told.text());
    let _asked = alice.mentions_bot(&rig.general(), "who left xAI?");
    rig.general()
        .stays_quiet(Duration::from_millis(300))
        .await
        .unwrap();
    let told = alice
        .runs(&rig.general(), "ask", &[("question", "who left xAI?")])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        told.is_ephemeral() && told.text().contains("wait"),
        "{}",
        told.text()
    );
    rig.passes(SignedDuration::from_secs(30));
    let answer = rig.asks(&alice, "who left xAI?").await;
    assert!(!answer.text().contains("wait"), "{}", answer.text());
    rig.end().await;
}

#[tokio::test]
async fn the_conversation_before_is_remembered_for_ten_minutes() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let ask = async |text: &str| rig.asks(&alice, text).await;
    let _first = ask("who is Igor Babuschkin?").await;
    let second = ask("when did he leave?").await;
    assert!(
        second.text().contains("13 August 2025"),
        "{}",
        second.text()
    );
    let sources = alice
        .presses(&second, "Sources")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(sources.text().contains("](https://"), "{}", sources.text());
    rig.passes(SignedDuration::from_mins(11));
    let third = ask("when did he leave?").await;
    let understood = third.text().lines().next().unwrap().to_owned();
    assert!(!understood.contains("Babuschkin"), "{understood}");
    rig.end().await;
}

#[tokio::test]
async fn answers_come_in_the_language_of_the_question() {
    let rig = Rig::start().await;
    let alice = rig.user("alice").with_locale("ja");
    let help = alice
        .runs(&rig.general(), "help", &[])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(help.text().contains("出典"), "{}", help.text());
    // A question is answered in its own language, whatever the person's is.
    let options = [("question", "who left xAI first?")];
    let english = alice.runs(&rig.general(), "ask", &options).unwrap();
    let english = english.message().await.unwrap();
    assert!(
        english.text().contains("Understood as"),
        "{}",
        english.text()
    );
    let japanese = rig.asks(&rig.user("bob"), "誰がxAIを辞めましたか").await;
    assert!(japanese.text().contains("年"), "{}", japanese.text());
    assert!(
        !japanese.text().contains("Understood as"),
        "{}",
        japanese.text()
    );
    // What has no language of its own is answered in that of the server.
    rig.loopback.guild().speaks("ja");
    tokio::time::sleep(Duration::from_millis(200)).await;
    let help = rig.asks(&rig.user("carol"), "").await;
    assert!(help.text().contains("出典"), "{}", help.text());
    rig.end().await;
}
