//! What can be done with an answer: sources, pages, votes, corrections, deletion, choices; also after a restart.

use exitnote::store::CorrectionStatus;

use exitnote::playground::{Shown, User};

use super::Rig;

const LONG: &str = "Why are people leaving xAI?";

#[tokio::test]
async fn votes_count_once_a_person_and_can_be_changed() {
    let rig = Rig::start().await;
    let (alice, bob) = (rig.user("alice"), rig.user("bob"));
    let answer = rig.asks(&alice, "when did Igor Babuschkin leave?").await;
    assert!(
        answer.buttons().contains(&"Helpful"),
        "{:?}",
        answer.buttons()
    );
    let after = alice
        .presses(&answer, "Helpful")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        after.buttons().contains(&"Helpful · 1"),
        "{:?}",
        after.buttons()
    );
    assert_eq!(after.text(), answer.text());
    let after = alice
        .presses(&after, "Helpful · 1")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        after.buttons().contains(&"Helpful · 1"),
        "{:?}",
        after.buttons()
    );
    let after = bob
        .presses(&after, "Helpful · 1")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        after.buttons().contains(&"Helpful · 2"),
        "{:?}",
        after.buttons()
    );
    let after = bob
        .presses(&after, "Not helpful")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        after.buttons().contains(&"Helpful · 1"),
        "{:?}",
        after.buttons()
    );
    assert!(
        after.buttons().contains(&"Not helpful · 1"),
        "{:?}",
        after.buttons()
    );
    rig.end().await;
}

#[tokio::test]
async fn a_correction_needs_a_source_and_lands_in_the_queue() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let answer = rig.asks(&alice, "when did Igor Babuschkin leave?").await;
    let form = alice
        .presses(&answer, "Wrong or outdated?")
        .unwrap()
        .modal()
        .await
        .unwrap();
    assert_eq!(form.inputs().len(), 3);
    let fields = [
        ("field", "the day"),
        ("value", "14 August 2025"),
        ("source", "http://plain.example"),
    ];
    let refused = alice
        .submits(&form, &fields)
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        refused.is_ephemeral() && refused.text().contains("https"),
        "{}",
        refused.text()
    );
    let fields = [
        ("field", "the day"),
        ("value", "14 August 2025"),
        ("source", "https://news.example/a"),
    ];
    let taken = alice
        .submits(&form, &fields)
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        taken.is_ephemeral() && taken.text().contains("curator"),
        "{}",
        taken.text()
    );
    let queue = rig
        .store
        .corrections(CorrectionStatus::New, 10)
        .await
        .unwrap();
    let [correction] = queue.as_slice() else {
        panic!("{queue:?}")
    };
    assert_eq!(correction.sent.value, "14 August 2025");
    assert_eq!(correction.sent.user, alice.id());
    assert!(
        correction.sent.answer.starts_with("departure.when"),
        "{}",
        correction.sent.answer
    );
    let privacy = alice
        .runs(&rig.general(), "privacy", &[])
        .unwrap()
        .message()
        .await
        .unwrap();
    let _gone = alice
        .presses(&privacy, "Forget me")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert_eq!(
        rig.store
            .corrections(CorrectionStatus::New, 10)
            .await
            .unwrap(),
        []
    );
    rig.end().await;
}

#[tokio::test]
async fn only_who_asked_or_a_moderator_deletes_an_answer() {
    let rig = Rig::start().await;
    let (alice, bob) = (rig.user("alice"), rig.user("bob"));
    let answer = rig.asks(&alice, "when did Igor Babuschkin leave?").await;
    let refused = bob
        .presses(&answer, "Delete")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(refused.is_ephemeral(), "{}", refused.text());
    let _pressed = alice.presses(&answer, "Delete").unwrap();
    rig.general().is_rid_of(&answer).await.unwrap();
    let answer = rig.asks(&alice, "when did Greg Yang leave?").await;
    let _pressed = rig
        .loopback
        .admin("mod")
        .presses(&answer, "Delete")
        .unwrap();
    rig.general().is_rid_of(&answer).await.unwrap();
    rig.end().await;
}

#[tokio::test]
async fn pages_lead_through_every_statement_and_keep_their_sources() {
    let rig = Rig::start().await;
    rig.answers_shortly().await;
    let alice = rig.user("alice");
    let mut page = rig.asks(&alice, LONG).await;
    let first = page.text();
    let mut pages = 1;
    while page.buttons().contains(&"More") {
        page = alice
            .presses(&page, "More")
            .unwrap()
            .message()
            .await
            .unwrap();
        pages += 1;
        assert!(
            page.text().contains(&format!("page {pages} of")),
            "{}",
            page.text()
        );
        assert!(page.text().contains("](https://"), "{}", page.text());
        assert!(pages < 30, "pages do not end");
    }
    assert!(pages > 1, "the timeline fits on one page: {first}");
    while page.buttons().contains(&"Back") {
        page = alice
            .presses(&page, "Back")
            .unwrap()
            .message()
            .await
            .unwrap();
    }
    assert_eq!(page.text(), first);
    rig.end().await;
}

#[tokio::test]
async fn buttons_work_after_a_restart() {
    let mut rig = Rig::start().await;
    rig.answers_shortly().await;
    let alice = rig.user("alice");
    let page = rig.asks(&alice, LONG).await;
    rig.restart().await;
    let second = alice
        .presses(&page, "More")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(second.text().contains("page 2 of"), "{}", second.text());
    let sources = alice
        .presses(&second, "Sources")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        sources.is_ephemeral() && sources.text().contains("](https://"),
        "{}",
        sources.text()
    );
    let voted = alice
        .presses(&second, "Helpful")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        voted.buttons().contains(&"Helpful · 1"),
        "{:?}",
        voted.buttons()
    );
    assert!(
        voted.text().contains("page 2 of"),
        "a vote turns no page: {}",
        voted.text()
    );
    rig.end().await;
}

/// Follow-ups by the person, in the channel, each leaning on those before it.
#[tokio::test]
async fn buttons_of_follow_ups_work_after_a_restart() {
    let mut rig = Rig::start().await;
    let alice = rig.user("alice");
    let conversation = [
        "who is igor babuschkin",
        "when did he leave?",
        "why?",
        "and Ba?",
        "where did he go?",
        "which founders left in 2024?",
        "and in 2025?",
    ];
    let mut answers = Vec::new();
    for question in conversation {
        answers.push(rig.asks(&alice, question).await);
        // Who asks too fast is slowed down.
        rig.passes(jiff::SignedDuration::from_secs(30));
    }
    let mut before = Vec::new();
    for answer in &answers {
        before.push(shown_sources(&alice, answer).await);
    }
    rig.restart().await;
    for (answer, before) in answers.iter().zip(before) {
        assert_eq!(
            shown_sources(&alice, answer).await,
            before,
            "{}",
            answer.text()
        );
        let Some(before) = before else { continue };
        assert!(before.contains("](https://"), "{before}");
        let voted = alice.presses(answer, "Helpful").unwrap();
        let voted = voted.message().await.unwrap();
        assert_eq!(voted.text(), answer.text(), "a vote changes no answer");
    }
    rig.end().await;
}

/// What the button *Sources* shows; nothing where there are none.
async fn shown_sources(user: &User, answer: &Shown) -> Option<String> {
    if !answer.buttons().contains(&"Sources") {
        return None;
    }
    let sources = user.presses(answer, "Sources").unwrap();
    let sources = sources.message().await.unwrap();
    assert!(sources.is_ephemeral());
    Some(sources.text())
}

#[tokio::test]
async fn a_reply_follows_up_after_a_restart_too() {
    let mut rig = Rig::start().await;
    let (alice, bob) = (rig.user("alice"), rig.user("bob"));
    let first = rig.asks(&alice, "who is igor babuschkin").await;
    let _follow = alice.replies_to(&first, "why did he leave?");
    let second = rig.general().next_message().await.unwrap();
    rig.restart().await;
    let _follow = bob.replies_to(&second, "and when?");
    let third = rig.general().next_message().await.unwrap();
    assert!(third.text().contains("13 August 2025"), "{}", third.text());
    // The answer of a command can be replied to as well.
    let run = alice.runs(
        &rig.general(),
        "ask",
        &[("question", "when did Greg Yang leave?")],
    );
    let asked = run.unwrap().message().await.unwrap();
    let _follow = bob.replies_to(&asked, "why?");
    let why = rig.general().next_message().await.unwrap();
    assert!(why.text().contains("Greg Yang"), "{}", why.text());
    rig.end().await;
}

/// What a follow-up leant on may be too much to be carried: then its buttons last as long as the process.
#[tokio::test]
async fn a_button_whose_answer_is_gone_says_so() {
    let mut rig = Rig::start().await;
    let alice = rig.user("alice");
    let _first = rig.asks(&alice, "who left first?").await;
    // The sign that parts questions cannot be part of one that is carried.
    let answer = rig.asks(&alice, "who was next ␟ ?").await;
    let _now = shown_sources(&alice, &answer).await.unwrap();
    rig.restart().await;
    let gone = shown_sources(&alice, &answer).await.unwrap();
    assert!(gone.contains("expired"), "{gone}");
    rig.end().await;
}

#[tokio::test]
async fn the_timeline_button_answers_the_person_alone_with_a_picture() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let answer = rig.asks(&alice, "when did Igor Babuschkin leave?").await;
    let timeline = alice
        .presses(&answer, "Timeline")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert_eq!(timeline.visible_to, Some(alice.id()));
    assert!(timeline.text().contains("Kosic"), "{}", timeline.text());
    assert_eq!(timeline.attachments().len(), 1);
    rig.end().await;
}

#[tokio::test]
async fn a_choice_from_the_menu_is_answered() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let answer = rig.asks(&alice, "what is the capital of France?").await;
    let options: Vec<String> = answer
        .menu_options()
        .iter()
        .map(|(value, _)| (*value).to_owned())
        .collect();
    assert!(!options.is_empty(), "{}", answer.text());
    let menu = answer
        .every_component()
        .into_iter()
        .find_map(|it| {
            it.get("custom_id")
                .and_then(|id| id.as_str())
                .filter(|id| id.starts_with("v1:choose"))
        })
        .unwrap()
        .to_owned();
    let chosen = alice
        .selects(&answer, &menu, &options[0])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert_ne!(chosen.id, answer.id);
    assert!(chosen.text().contains("Understood as"), "{}", chosen.text());
    rig.end().await;
}

#[tokio::test]
async fn stale_and_forged_ids_get_a_civil_line() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let answer = rig.asks(&alice, "when did Igor Babuschkin leave?").await;
    for id in [
        "v0:sources|",
        "v1:dance|",
        "v1:delete:1|",
        "",
        "v1:forget|",
        "v1:page:99999999999999999999|",
        "🎉",
    ] {
        let line = alice.forges_press(&answer, id).message().await.unwrap();
        assert!(
            line.is_ephemeral() && line.text().contains("expired"),
            "{id}: {}",
            line.text()
        );
    }
    assert!(rig.loopback.message(answer.id).is_some());
    rig.end().await;
}
