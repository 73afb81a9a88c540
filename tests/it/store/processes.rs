//! What several processes may do only once, or only so often, and what a restart keeps.

use super::*;

pub(super) async fn an_announcement_is_claimed_once(place: &Place) -> Outcome {
    let (one, other) = (place.open().await?, place.open().await?);
    let mut won = [0, 0];
    for n in 0..50 {
        let key = format!("10/departure-{n}/3f9c2a71");
        let (a, b) = tokio::join!(
            one.claim_announcement(&key, now()),
            other.claim_announcement(&key, now())
        );
        let (a, b) = (a?, b?);
        assert!(
            a != b,
            "{key}: claimed by {}",
            if a { "both" } else { "neither" }
        );
        won[usize::from(b)] += 1;
    }
    assert_eq!(won[0] + won[1], 50);
    one.release_announcement("10/departure-0/3f9c2a71").await?;
    assert!(
        other
            .claim_announcement("10/departure-0/3f9c2a71", now())
            .await?
    );
    assert!(
        !one.claim_announcement("10/departure-0/3f9c2a71", now())
            .await?
    );
    Ok(())
}

pub(super) async fn a_message_is_claimed_once(place: &Place) -> Outcome {
    let (one, other) = (place.open().await?, place.open().await?);
    for message in 1..=50 {
        let (a, b) = tokio::join!(
            one.claim_message(message, now()),
            other.claim_message(message, now())
        );
        assert!(a? != b?, "message {message}");
    }
    Ok(())
}

pub(super) async fn sessions_are_limited(place: &Place) -> Outcome {
    let store = place.open().await?;
    assert_eq!(
        store.claim_identify(0, 3, now()).await?,
        Identify::Granted { used: 1 }
    );
    let early = store.claim_identify(0, 3, later(2)).await?;
    assert_eq!(
        early,
        Identify::Refused { retry_at: later(5) },
        "one in 5 seconds in a bucket"
    );
    assert_eq!(
        store.claim_identify(1, 3, later(2)).await?,
        Identify::Granted { used: 2 },
        "another bucket"
    );
    assert_eq!(
        store.claim_identify(0, 3, later(5)).await?,
        Identify::Granted { used: 3 }
    );

    let day = 24 * 3600;
    let store = place.open().await?;
    assert_eq!(
        store.claim_identify(0, 3, later(60)).await?,
        Identify::Refused {
            retry_at: later(day)
        }
    );
    assert_eq!(
        store.claim_identify(0, 2, later(60)).await?,
        Identify::Refused {
            retry_at: later(day + 2)
        }
    );
    assert_eq!(
        store.claim_identify(0, 0, later(60)).await?,
        Identify::Refused {
            retry_at: later(day + 60)
        }
    );
    assert_eq!(
        store.claim_identify(0, 3, later(day)).await?,
        Identify::Granted { used: 3 }
    );
    Ok(())
}

pub(super) async fn sessions_are_limited_across_processes(place: &Place) -> Outcome {
    let (one, other) = (place.open().await?, place.open().await?);
    let mut granted = 0;
    for bucket in 0..10 {
        let (a, b) = tokio::join!(
            one.claim_identify(bucket, 7, now()),
            other.claim_identify(bucket, 7, now())
        );
        granted += [a?, b?]
            .iter()
            .filter(|answer| matches!(answer, Identify::Granted { .. }))
            .count();
        let expected = usize::try_from(bucket)?.saturating_add(1).min(7);
        assert_eq!(
            granted, expected,
            "bucket {bucket}: one of the two, up to the limit"
        );
    }
    Ok(())
}

pub(super) async fn meta_is_kept(place: &Place) -> Outcome {
    let store = place.open().await?;
    assert_eq!(store.meta("commands").await?, None);
    store.set_meta("commands", "1").await?;
    store.set_meta("commands", "2").await?;
    store.set_meta("announced-revision", "3f9c2a71").await?;
    assert_eq!(store.meta("commands").await?.as_deref(), Some("2"));
    Ok(())
}

pub(super) async fn state_survives_a_restart(place: &Place) -> Outcome {
    let store = place.open().await?;
    store.vote("a", 1, true, now()).await?;
    store.close().await;
    assert!(store.ping().await.is_err(), "closed is closed");
    let store = place.open().await?;
    store.ping().await?;
    assert_eq!(
        store.votes("a").await?,
        VoteCounts {
            helpful: 1,
            unhelpful: 0
        }
    );
    Ok(())
}

pub(super) async fn processes_may_start_at_once(place: &Place) -> Outcome {
    let (a, b, c, d) = tokio::join!(place.open(), place.open(), place.open(), place.open());
    for store in [a?, b?, c?, d?] {
        store.ping().await?;
    }
    Ok(())
}
