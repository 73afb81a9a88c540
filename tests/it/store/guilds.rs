//! What the admins of a guild set, and what is logged for them.

use serde_json::json;

use super::*;

pub(super) async fn settings_have_defaults_and_change_one_by_one(place: &Place) -> Outcome {
    let store = place.open().await?;
    let default = store.settings(1).await?;
    assert_eq!(default, GuildSettings::default());
    assert!(!default.log_unanswered, "the log is off by default");
    assert!(default.answer_in.allow(5));

    store
        .change_settings(1, |settings| {
            settings.answer_in = AnswerChannels::Only(BTreeSet::from([5, 6]));
        })
        .await?;
    let changed = store
        .change_settings(1, |settings| {
            settings.language = Some("ja".to_owned());
            settings.reply_length = ReplyLength::Short;
            settings.log_unanswered = true;
            settings.subscribers = Subscribers::Everyone;
        })
        .await?;
    assert_eq!(
        changed,
        GuildSettings {
            answer_in: AnswerChannels::Only(BTreeSet::from([5, 6])),
            language: Some("ja".to_owned()),
            reply_length: ReplyLength::Short,
            log_unanswered: true,
            subscribers: Subscribers::Everyone,
        }
    );
    assert_eq!(store.settings(1).await?, changed);
    assert!(changed.answer_in.allow(6) && !changed.answer_in.allow(7));
    assert_eq!(
        store.settings(2).await?,
        GuildSettings::default(),
        "another guild has its own"
    );

    let nowhere = store
        .change_settings(1, |settings| {
            settings.answer_in = AnswerChannels::Only(BTreeSet::new());
        })
        .await?;
    assert!(!nowhere.answer_in.allow(5));
    assert_eq!(store.settings(1).await?, nowhere);
    let everywhere = store
        .change_settings(1, |settings| *settings = GuildSettings::default())
        .await?;
    assert_eq!(store.settings(1).await?, everywhere);
    assert_eq!(everywhere, GuildSettings::default());
    Ok(())
}

pub(super) async fn settings_changed_at_once_both_count(place: &Place) -> Outcome {
    let (one, other) = (place.open().await?, place.open().await?);
    for channel in 0..10 {
        let allow = move |settings: &mut GuildSettings, id: u64| {
            let mut channels = match &settings.answer_in {
                AnswerChannels::All => BTreeSet::new(),
                AnswerChannels::Only(channels) => channels.clone(),
            };
            channels.insert(id);
            settings.answer_in = AnswerChannels::Only(channels);
        };
        let (a, b) = tokio::join!(
            one.change_settings(1, |settings| allow(settings, channel)),
            other.change_settings(1, |settings| allow(settings, channel + 100)),
        );
        a?;
        b?;
    }
    let expected = (0..10).chain(100..110).collect();
    assert_eq!(
        one.settings(1).await?.answer_in,
        AnswerChannels::Only(expected)
    );
    Ok(())
}

pub(super) async fn subscriptions_come_and_go(place: &Place) -> Outcome {
    let store = place.open().await?;
    assert!(store.subscribe(&subscription(10, "xai"), now()).await?);
    assert!(
        !store.subscribe(&subscription(10, "xai"), now()).await?,
        "twice is once"
    );
    assert!(store.subscribe(&subscription(10, "openai"), now()).await?);
    let elsewhere = Subscription {
        guild: 2,
        channel: 20,
        organisation: "xai".to_owned(),
        set_by: None,
    };
    assert!(store.subscribe(&elsewhere, now()).await?);

    assert_eq!(
        store.subscriptions(1).await?,
        [subscription(10, "openai"), subscription(10, "xai")]
    );
    assert_eq!(
        store.subscribers("xai").await?,
        [subscription(10, "xai"), elsewhere.clone()]
    );

    assert!(store.unsubscribe(10, "openai").await?);
    assert!(!store.unsubscribe(10, "openai").await?);
    assert_eq!(store.unsubscribe_channel(10).await?, 1);
    assert_eq!(store.subscribers("xai").await?, [elsewhere]);
    Ok(())
}

pub(super) async fn a_guild_is_forgotten(place: &Place) -> Outcome {
    let store = with_log(place).await?;
    store.record_unanswered(asked("who is she"), TODAY).await?;
    store.subscribe(&subscription(10, "xai"), now()).await?;
    store
        .change_settings(2, |settings| settings.language = Some("ja".to_owned()))
        .await?;
    store.forget_guild(1).await?;
    assert_eq!(store.settings(1).await?, GuildSettings::default());
    assert!(store.subscriptions(1).await?.is_empty());
    assert!(store.unanswered(None, 10).await?.is_empty());
    assert_eq!(store.settings(2).await?.language.as_deref(), Some("ja"));
    Ok(())
}

pub(super) async fn large_ids_survive(place: &Place) -> Outcome {
    let store = place.open().await?;
    let wanted = Subscription {
        guild: u64::MAX,
        channel: u64::MAX - 1,
        organisation: "組織 ' \" \\ %".to_owned(),
        set_by: Some(1 << 63),
    };
    store.subscribe(&wanted, now()).await?;
    assert_eq!(store.subscriptions(u64::MAX).await?, [wanted]);
    Ok(())
}

pub(super) async fn the_log_is_off_until_it_is_switched_on(place: &Place) -> Outcome {
    let store = place.open().await?;
    assert!(!store.record_unanswered(asked("who is she"), TODAY).await?);
    store
        .change_settings(1, |settings| settings.log_unanswered = true)
        .await?;
    assert!(
        store.unanswered(None, 10).await?.is_empty(),
        "nothing was kept while it was off"
    );
    assert!(store.record_unanswered(asked("who is she"), TODAY).await?);
    let elsewhere = NewUnanswered {
        guild: 2,
        ..asked("who is he")
    };
    assert!(
        !store.record_unanswered(elsewhere, TODAY).await?,
        "each guild decides for itself"
    );
    assert_eq!(store.unanswered(None, 10).await?.len(), 1);
    store
        .change_settings(1, |settings| settings.log_unanswered = false)
        .await?;
    assert!(
        store.unanswered(None, 10).await?.is_empty(),
        "switching it off deletes what it holds"
    );
    Ok(())
}

pub(super) async fn the_log_merges_and_redacts(place: &Place) -> Outcome {
    let store = with_log(place).await?;
    store
        .record_unanswered(asked("is <@123> gone?"), TODAY)
        .await?;
    store
        .record_unanswered(asked("IS  <@456> gone?! 🙃"), date(2026, 2, 12))
        .await?;
    store
        .record_unanswered(asked("mail me@example.com"), TODAY)
        .await?;
    assert!(
        !store.record_unanswered(asked("🙃"), TODAY).await?,
        "nothing to learn from"
    );

    let kept = store.unanswered(Some(1), 10).await?;
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].question, "IS [mention] gone?! 🙃");
    assert_eq!(
        (kept[0].count, kept[0].first_seen, kept[0].last_seen),
        (2, TODAY, date(2026, 2, 12))
    );
    assert_eq!(kept[0].reason, "out-of-scope");
    assert_eq!(kept[0].nearest, ["departure.when", "departure.why"]);
    assert_eq!(kept[1].question, "mail [email]");
    assert_eq!(store.unanswered(Some(1), 1).await?, kept[..1]);
    assert!(
        store.unanswered(Some(2), 10).await?.is_empty(),
        "another guild's admins see none of it"
    );
    Ok(())
}

pub(super) async fn the_log_is_bounded(place: &Place) -> Outcome {
    let store = place.open().await?;
    let full = place.folder.path().join("full.jsonl");
    let mut lines = HEADER.to_owned();
    let row = json!({"guild_id": 1, "reply_length": "full", "log_unanswered": 1, "subscribers": "admins"});
    lines += &json!({"table": "guild_settings", "row": row}).to_string();
    lines.push('\n');
    for n in 0..10_000 {
        // Number 77 was not asked for longest.
        let day = if n == 77 { "2026-01-01" } else { "2026-01-02" };
        let row = json!({"guild_id": 1, "normalised": format!("q {n}"), "question": format!("q {n}"),
            "reason": "r", "nearest": "[]", "asked": 1, "first_seen": day, "last_seen": day});
        lines += &json!({"table": "unanswered", "row": row}).to_string();
        lines.push('\n');
    }
    fs::write(&full, lines)?;
    assert_eq!(store.restore(&full, Existing::Replace).await?, 10_001);

    assert!(store.record_unanswered(asked("q 5"), TODAY).await?);
    assert_eq!(
        store.unanswered(None, 20_000).await?.len(),
        10_000,
        "a known question takes no room"
    );
    assert!(
        store
            .record_unanswered(asked("something new"), TODAY)
            .await?
    );
    let kept = store.unanswered(None, 20_000).await?;
    assert_eq!(kept.len(), 10_000);
    assert!(kept.iter().any(|row| row.question == "something new"));
    assert!(
        !kept.iter().any(|row| row.question == "q 77"),
        "the longest unasked had to go"
    );
    Ok(())
}

pub(super) async fn old_rows_are_pruned(place: &Place) -> Outcome {
    let store = with_log(place).await?;
    store
        .record_unanswered(asked("old"), date(2026, 1, 11))
        .await?;
    store
        .record_unanswered(asked("young"), date(2026, 1, 12))
        .await?;
    store.claim_message(1, now()).await?;
    store.claim_message(2, later(100)).await?;
    let two_days = 48 * 3600;
    assert_eq!(
        store.prune(later(0), 30).await?,
        Pruned {
            unanswered: 1,
            messages: 0
        }
    );
    assert_eq!(
        store.prune(later(two_days + 1), 365).await?,
        Pruned {
            unanswered: 0,
            messages: 1
        }
    );
    assert_eq!(store.unanswered(None, 10).await?[0].question, "young");
    assert!(!store.claim_message(2, later(two_days)).await?);
    Ok(())
}
