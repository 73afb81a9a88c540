//! Backup and restore, within a database and between two.

use super::*;

/// A row in every table.
async fn fill(store: &Store) -> Outcome {
    store
        .change_settings(1, |settings| settings.log_unanswered = true)
        .await?;
    store
        .change_settings(2, |settings| {
            settings.answer_in = AnswerChannels::Only(BTreeSet::from([u64::MAX]));
        })
        .await?;
    store.subscribe(&subscription(10, "xai"), now()).await?;
    store.vote("a", 1, false, now()).await?;
    let id = store
        .add_correction(
            &NewCorrection {
                note: "\"q\"\nß組".to_owned(),
                ..correction(9)
            },
            now(),
        )
        .await?;
    store
        .decide_correction(id, CorrectionStatus::Rejected, later(1))
        .await?;
    store.add_correction(&correction(9), now()).await?;
    store.record_unanswered(asked("who is she"), TODAY).await?;
    store.claim_announcement("k", now()).await?;
    store.claim_message(5, now()).await?;
    store.claim_identify(0, 10, now()).await?;
    store.set_meta("commands", "abc").await?;
    Ok(())
}

fn lines_of(path: &std::path::Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    Ok(String::from_utf8(fs::read(path)?)?
        .lines()
        .map(str::to_owned)
        .collect())
}

pub(super) async fn a_backup_restores_everything(place: &Place) -> Outcome {
    let store = place.open().await?;
    fill(&store).await?;
    let (first, second) = (
        place.folder.path().join("1.jsonl"),
        place.folder.path().join("2.jsonl"),
    );
    let rows = store.backup(&first).await?;
    assert_eq!(rows, 13);
    let tables: BTreeSet<_> = lines_of(&first)?
        .iter()
        .filter_map(|line| {
            serde_json::from_str::<serde_json::Value>(line)
                .ok()?
                .get("table")
                .cloned()
        })
        .map(|table| table.to_string())
        .collect();
    assert_eq!(
        tables.len(),
        10,
        "a row of every table is in it: {tables:?}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            fs::metadata(&first)?.permissions().mode() & 0o777,
            0o600,
            "for its owner only"
        );
    }

    store.vote("a", 2, true, now()).await?;
    store.set_meta("commands", "changed").await?;
    assert_eq!(store.restore(&first, Existing::Replace).await?, rows);
    assert_eq!(store.meta("commands").await?.as_deref(), Some("abc"));
    assert_eq!(
        store.votes("a").await?,
        VoteCounts {
            helpful: 0,
            unhelpful: 1
        }
    );
    assert_eq!(
        store.add_correction(&correction(3), now()).await?,
        3,
        "numbers go on after a restore"
    );
    store.restore(&first, Existing::Replace).await?;
    store.backup(&second).await?;
    assert_eq!(fs::read(&first)?, fs::read(&second)?);
    Ok(())
}

pub(super) async fn a_backup_moves_between_databases(place: &Place) -> Outcome {
    let store = place.open().await?;
    fill(&store).await?;
    let (here, there) = (
        place.folder.path().join("here.jsonl"),
        place.folder.path().join("there.jsonl"),
    );
    store.backup(&here).await?;
    let sqlite = Store::open("sqlite::memory:").await?;
    sqlite.restore(&here, Existing::Refuse).await?;
    assert_eq!(sqlite.settings(2).await?, store.settings(2).await?);
    assert_eq!(
        sqlite.corrections(CorrectionStatus::Rejected, 9).await?,
        store.corrections(CorrectionStatus::Rejected, 9).await?
    );
    sqlite.backup(&there).await?;
    store.restore(&there, Existing::Replace).await?;
    store.backup(&here).await?;
    // The databases may order text differently, so the lines are compared and not their order.
    assert_eq!(lines_of(&here)?, lines_of(&there)?);
    Ok(())
}

pub(super) async fn a_restore_does_not_mix(place: &Place) -> Outcome {
    let store = place.open().await?;
    let file = place.folder.path().join("backup.jsonl");
    store.set_meta("commands", "old").await?;
    store.backup(&file).await?;
    store.set_meta("commands", "new").await?;
    let error = store
        .restore(&file, Existing::Refuse)
        .await
        .expect_err("there are rows");
    assert!(matches!(error, StoreError::NotEmpty { .. }), "{error}");
    assert_eq!(store.meta("commands").await?.as_deref(), Some("new"));
    Ok(())
}

pub(super) async fn a_broken_backup_changes_nothing(place: &Place) -> Outcome {
    let store = place.open().await?;
    store.set_meta("commands", "kept").await?;
    let file = place.folder.path().join("backup.jsonl");
    let row = "{\"table\":\"meta\",\"row\":{\"name\":\"a\",\"value\":\"b\"}}\n";
    for (content, line, problem) in [
        (String::new(), 1, "not a backup"),
        ("SQLite format 3".to_owned(), 1, "not a backup"),
        (
            "{\"format\":\"exitnote-store\",\"version\":2}\n".to_owned(),
            1,
            "newer version",
        ),
        (format!("{HEADER}{row}{{"), 3, "EOF"),
        (
            format!("{HEADER}{row}{{\"table\":\"metta\",\"row\":{{}}}}"),
            3,
            "no table is called",
        ),
        (
            format!("{HEADER}{{\"table\":\"meta\",\"row\":{{\"nome\":\"a\"}}}}"),
            2,
            "no column",
        ),
        (
            format!("{HEADER}{{\"table\":\"meta\",\"row\":{{\"name\":1,\"value\":\"b\"}}}}"),
            2,
            "holds a Text",
        ),
        (
            format!("{HEADER}{{\"table\":\"messages\",\"row\":{{\"message_id\":1.5}}}}"),
            2,
            "holds a Number",
        ),
        (
            format!("{HEADER}{row}{{\"table\":\"meta\",\"row\":{{\"name\":\"b\"}}}}"),
            3,
            "value",
        ),
        (format!("{HEADER}{row}{row}"), 3, "meta"),
    ] {
        fs::write(&file, &content)?;
        let error = store
            .restore(&file, Existing::Replace)
            .await
            .expect_err("the file is broken")
            .to_string();
        let place = format!("{}:{line}: ", file.display());
        assert!(
            error.starts_with(&place) && error.contains(problem) && !error.contains('\n'),
            "{content}: {error}"
        );
        assert_eq!(
            store.meta("commands").await?.as_deref(),
            Some("kept"),
            "{content}"
        );
        assert_eq!(store.meta("a").await?, None, "{content}");
    }
    let missing = place.folder.path().join("missing.jsonl");
    let error = store
        .restore(&missing, Existing::Replace)
        .await
        .expect_err("there is no file");
    assert!(
        error
            .to_string()
            .starts_with(&missing.display().to_string()),
        "{error}"
    );
    let nowhere = place.folder.path().join("no/such/folder.jsonl");
    assert!(matches!(
        store.backup(&nowhere).await,
        Err(StoreError::File { .. })
    ));
    Ok(())
}
