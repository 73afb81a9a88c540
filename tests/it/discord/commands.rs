//! Every command, its options and completions, in every place where it can be used.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use exitnote::discord::labels;

use super::Rig;
use super::rig::{load, shipped};

#[test]
fn every_wording_is_there_in_every_language() {
    let bot = shipped();
    for language in bot.languages() {
        let wording = bot.wording(language).unwrap();
        let ids = labels().into_iter();
        let missing: Vec<String> = ids.filter(|id| !wording.has(id)).collect();
        assert_eq!(missing, Vec::<String>::new(), "{language}");
    }
}

#[tokio::test]
async fn commands_are_registered_globally_and_only_when_they_changed() {
    let mut rig = Rig::start().await;
    let puts = |rig: &Rig| {
        rig.loopback
            .requests()
            .iter()
            .filter(|it| it.method == "PUT")
            .count()
    };
    assert_eq!(puts(&rig), 1);
    let commands = rig.loopback.commands(None);
    let names: BTreeSet<&str> = commands
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    let expected = [
        "Check this claim",
        "ask",
        "check",
        "help",
        "person",
        "privacy",
        "settings",
        "sources",
        "timeline",
        "unanswered",
        "watch",
    ];
    assert_eq!(names, BTreeSet::from(expected));
    for command in &commands {
        let admin =
            ["settings", "watch", "unanswered"].contains(&command["name"].as_str().unwrap());
        assert_eq!(
            command["default_member_permissions"] == "32",
            admin,
            "{command}"
        );
        let has = |list: &str, number: u64| {
            let list = command[list].as_array().unwrap();
            list.iter().any(|it| it.as_u64() == Some(number))
        };
        assert!(
            has("contexts", 0) && has("integration_types", 0),
            "{command}"
        );
        // In private channels of others there are only the commands that a person has brought along.
        assert_eq!(
            (has("contexts", 2), has("integration_types", 1)),
            (!admin, !admin),
            "{command}"
        );
        assert!(
            command["name_localizations"]["ja"].is_string() || shipped().languages().count() < 2,
            "{command}"
        );
    }
    rig.restart().await;
    rig.loopback.request("GET", "/commands", 0).await.unwrap();
    assert_eq!(puts(&rig), 1);
    let hint = "command-privacy-hint = What is stored";
    let changed = load(&[(
        "config/locales/en/discord.ftl",
        hint,
        "command-privacy-hint = What is kept",
    )]);
    let _old = rig.bots.send_replace(std::sync::Arc::new(changed));
    let before = rig.loopback.requests().len();
    rig.restart().await;
    rig.loopback
        .request("PUT", "/commands", before)
        .await
        .unwrap();
    assert_eq!(puts(&rig), 2);
    rig.end().await;
}

#[tokio::test]
async fn completions_are_unique_short_and_quick() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    for (command, option, typed) in [
        ("ask", "question", ""),
        ("ask", "question", "babu"),
        ("ask", "question", "@everyone 🎉 誰"),
        ("person", "name", "ig"),
        ("timeline", "organisation", ""),
        ("watch start", "organisation", "x"),
    ] {
        let user = if command.starts_with("watch") {
            rig.loopback.admin("root")
        } else {
            alice.clone()
        };
        let started = Instant::now();
        let choices = user
            .types(&rig.general(), command, option, typed)
            .await
            .unwrap();
        assert!(
            started.elapsed() < Duration::from_secs(1),
            "{command} {typed}: {:?}",
            started.elapsed()
        );
        assert!(choices.len() <= 25, "{command} {typed}");
        let names: BTreeSet<&str> = choices
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(names.len(), choices.len(), "{command} {typed}");
        assert!(
            names
                .iter()
                .all(|name| (1..=100).contains(&name.encode_utf16().count()))
        );
    }
    let found = alice
        .types(&rig.general(), "person", "name", "babu")
        .await
        .unwrap();
    assert_eq!(found[0]["value"], "igor-babuschkin");
    rig.end().await;
}

#[tokio::test]
async fn each_command_answers() {
    let rig = Rig::start().await;
    let run = async |user: &str, command: &str, options: &[(&str, &str)]| {
        rig.user(user)
            .runs(&rig.general(), command, options)
            .unwrap()
            .message()
            .await
            .unwrap()
    };
    let answer = run("a", "person", &[("name", "igor-babuschkin")]).await;
    assert!(
        answer.text().contains("Babuschkin") && !answer.is_ephemeral(),
        "{}",
        answer.text()
    );
    let answer = run("b", "person", &[("name", "Igor Babuschkin")]).await;
    assert!(
        answer.text().contains("13 August 2025"),
        "{}",
        answer.text()
    );
    let answer = run("c", "person", &[("name", "Nobody Atall")]).await;
    assert!(
        answer.text().contains("Nobody") || answer.text().contains("nobody"),
        "{}",
        answer.text()
    );
    let answer = run("d", "timeline", &[]).await;
    assert!(answer.text().contains("Kosic"), "{}", answer.text());
    let [picture] = answer.attachments() else {
        panic!("no picture")
    };
    assert!(
        picture["description"].as_str().unwrap().contains("Kosic"),
        "{picture}"
    );
    let answer = run("e", "timeline", &[("from", "2026-01"), ("to", "2026-02")]).await;
    assert!(!answer.text().contains("Kosic"), "{}", answer.text());
    assert!(answer.text().contains("Wu"), "{}", answer.text());
    let answer = run("f", "check", &[("claim", "Jimmy Ba joined OpenAI")]).await;
    assert!(!answer.text().contains("out of scope"), "{}", answer.text());
    let answer = run("g", "sources", &[]).await;
    assert!(!answer.is_ephemeral(), "{}", answer.text());
    let answer = run(
        "h",
        "ask",
        &[("question", "who's left at xAI?"), ("private", "true")],
    )
    .await;
    assert!(answer.is_ephemeral());
    rig.end().await;
}

#[tokio::test]
async fn as_of_a_past_date() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    let ask = async |as_of: &str| {
        let options = [
            ("question", "how many founders have left?"),
            ("as-of", as_of),
        ];
        alice
            .runs(&rig.general(), "ask", &options)
            .unwrap()
            .message()
            .await
            .unwrap()
    };
    let then = ask("2026-02-11").await;
    assert!(
        then.text().contains("As of 11 February 2026"),
        "{}",
        then.text()
    );
    let month = ask("2026-02").await;
    assert!(
        month.text().contains("As of 28 February 2026"),
        "{}",
        month.text()
    );
    let ahead = ask("2031").await;
    assert!(
        ahead.text().contains("As of 28 June 2026"),
        "{}",
        ahead.text()
    );
    let unclear = ask("soonish").await;
    assert!(
        unclear.is_ephemeral() && unclear.text().contains("2026-02-11"),
        "{}",
        unclear.text()
    );
    rig.end().await;
}

#[tokio::test]
async fn a_message_is_checked_from_its_menu() {
    let rig = Rig::start().await;
    let (alice, bob) = (rig.user("alice"), rig.user("bob"));
    let claim = bob.says(&rig.general(), "Elon Musk has left xAI @everyone");
    let checked = alice
        .uses_on_message(&claim, "Check this claim")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(checked.text().contains("Musk"), "{}", checked.text());
    let nothing = bob.says(&rig.general(), "");
    let line = alice
        .uses_on_message(&nothing, "Check this claim")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(
        line.is_ephemeral() && line.text().contains("no text"),
        "{}",
        line.text()
    );
    rig.end().await;
}

#[tokio::test]
async fn commands_work_in_threads_posts_direct_messages_and_groups() {
    let rig = Rig::start().await;
    let alice = rig.user("alice");
    alice.installs_app();
    let bob = rig.user("bob");
    let thread = rig.loopback.guild().thread(&rig.general(), "a thread");
    let post = rig.loopback.guild().forum_post("a post");
    let group = rig.loopback.group_dm(&[&alice, &bob]);
    for place in [&thread, &post, &alice.dm_channel(), &group] {
        let invoked = alice
            .runs(place, "ask", &[("question", "when did Greg Yang leave?")])
            .unwrap();
        let answer = invoked.message().await.unwrap();
        assert!(answer.text().contains("Yang"), "{}", answer.text());
    }
    for place in [&thread, &post] {
        let asked = bob.mentions_bot(place, "when did Greg Yang leave?");
        let answer = place.next_message().await.unwrap();
        assert_eq!(answer.replies_to(), Some(asked.id));
    }
    assert!(!alice.is_offered(&group).contains(&"settings".to_owned()));
    rig.end().await;
}
