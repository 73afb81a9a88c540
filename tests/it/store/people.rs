//! What people say about answers, and the wish to be forgotten.

use super::*;

pub(super) async fn a_person_has_one_vote(place: &Place) -> Outcome {
    let store = place.open().await?;
    assert_eq!(store.votes("a").await?, VoteCounts::default());
    assert_eq!(
        store.vote("a", 1, true, now()).await?,
        VoteCounts {
            helpful: 1,
            unhelpful: 0
        }
    );
    assert_eq!(
        store.vote("a", 1, true, now()).await?,
        VoteCounts {
            helpful: 1,
            unhelpful: 0
        }
    );
    assert_eq!(
        store.vote("a", 2, true, now()).await?,
        VoteCounts {
            helpful: 2,
            unhelpful: 0
        }
    );
    assert_eq!(
        store.vote("a", 1, false, later(5)).await?,
        VoteCounts {
            helpful: 1,
            unhelpful: 1
        }
    );
    assert_eq!(
        store.vote("b", 1, true, now()).await?,
        VoteCounts {
            helpful: 1,
            unhelpful: 0
        }
    );
    assert_eq!(
        store.votes("a").await?,
        VoteCounts {
            helpful: 1,
            unhelpful: 1
        }
    );
    Ok(())
}

pub(super) async fn corrections_wait_for_a_decision(place: &Place) -> Outcome {
    let store = place.open().await?;
    let first = store.add_correction(&correction(1), now()).await?;
    let note = "  two\nlines\0 ".to_owned();
    let second = store
        .add_correction(
            &NewCorrection {
                note,
                ..correction(2)
            },
            later(1),
        )
        .await?;
    assert_eq!((first, second), (1, 2));

    let waiting = store.corrections(CorrectionStatus::New, 10).await?;
    assert_eq!(
        waiting.iter().map(|c| c.id).collect::<Vec<_>>(),
        [first, second]
    );
    assert_eq!(waiting[0].sent, correction(1));
    assert_eq!((waiting[0].sent_at, waiting[0].decided_at), (now(), None));
    assert_eq!(waiting[1].sent.note, "two\nlines");
    assert_eq!(
        store.corrections(CorrectionStatus::New, 1).await?,
        waiting[..1]
    );

    assert!(
        store
            .decide_correction(first, CorrectionStatus::Accepted, later(9))
            .await?
    );
    assert!(
        !store
            .decide_correction(99, CorrectionStatus::Accepted, later(9))
            .await?
    );
    let accepted = store.corrections(CorrectionStatus::Accepted, 10).await?;
    assert_eq!(
        (accepted[0].id, accepted[0].status),
        (first, CorrectionStatus::Accepted)
    );
    assert_eq!(accepted[0].decided_at, Some(later(9)));
    assert_eq!(
        store.corrections(CorrectionStatus::New, 10).await?,
        waiting[1..]
    );
    assert!(
        store
            .corrections(CorrectionStatus::Rejected, 10)
            .await?
            .is_empty()
    );
    Ok(())
}

pub(super) async fn corrections_keep_their_bounds(place: &Place) -> Outcome {
    let store = place.open().await?;
    for wrong in [
        NewCorrection {
            source_url: "http://example.com".to_owned(),
            ..correction(1)
        },
        NewCorrection {
            source_url: "https://".to_owned(),
            ..correction(1)
        },
        NewCorrection {
            source_url: "https://a b.com/".to_owned(),
            ..correction(1)
        },
        NewCorrection {
            source_url: format!("https://example.com/{}", "x".repeat(2000)),
            ..correction(1)
        },
        NewCorrection {
            value: " \n".to_owned(),
            ..correction(1)
        },
        NewCorrection {
            value: "x".repeat(1001),
            ..correction(1)
        },
        NewCorrection {
            field: String::new(),
            ..correction(1)
        },
        NewCorrection {
            note: "x".repeat(1001),
            ..correction(1)
        },
    ] {
        let error = store
            .add_correction(&wrong, now())
            .await
            .expect_err("a bound is broken");
        assert!(matches!(error, StoreError::Refused(_)), "{error}");
    }
    store
        .add_correction(
            &NewCorrection {
                value: "é".repeat(1000),
                ..correction(1)
            },
            now(),
        )
        .await?;
    for _ in 1..25 {
        store.add_correction(&correction(1), now()).await?;
    }
    let error = store
        .add_correction(&correction(1), now())
        .await
        .expect_err("25 are waiting");
    assert_eq!(
        error.to_string(),
        "25 corrections of yours are waiting for a decision already"
    );
    assert_eq!(
        store.add_correction(&correction(2), now()).await?,
        26,
        "a refused one takes no number"
    );
    store
        .decide_correction(1, CorrectionStatus::Rejected, now())
        .await?;
    store.add_correction(&correction(1), now()).await?;
    Ok(())
}

pub(super) async fn a_person_is_forgotten(place: &Place) -> Outcome {
    let store = place.open().await?;
    for (answer, user) in [("a", 7), ("b", 7), ("a", 8)] {
        store.vote(answer, user, true, now()).await?;
    }
    let id = store.add_correction(&correction(7), now()).await?;
    store
        .decide_correction(id, CorrectionStatus::Accepted, now())
        .await?;
    store.add_correction(&correction(8), now()).await?;
    store.subscribe(&subscription(10, "xai"), now()).await?;

    assert_eq!(
        store.forget(7).await?,
        Forgotten {
            votes: 2,
            corrections: 1,
            subscriptions: 1
        }
    );
    assert_eq!(store.forget(7).await?, Forgotten::default());
    assert_eq!(
        store.votes("a").await?,
        VoteCounts {
            helpful: 1,
            unhelpful: 0
        }
    );
    assert!(
        store
            .corrections(CorrectionStatus::Accepted, 10)
            .await?
            .is_empty()
    );
    assert_eq!(store.corrections(CorrectionStatus::New, 10).await?.len(), 1);
    assert_eq!(
        store.subscriptions(1).await?,
        [Subscription {
            set_by: None,
            ..subscription(10, "xai")
        }]
    );

    let rest = place.folder.path().join("rest.jsonl");
    store.backup(&rest).await?;
    let rest = fs::read(&rest)?;
    let rest = String::from_utf8(rest)?;
    assert!(
        !rest.contains("\"user_id\":7") && !rest.contains("\"set_by\":7"),
        "{rest}"
    );
    Ok(())
}
