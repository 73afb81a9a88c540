//! The commands as Discord knows them.

use std::sync::PoisonError;

use crate::discord::adapter::{Adapter, store_failed};
use crate::discord::commands;
use crate::store::META_COMMANDS;

/// Registers the commands if they differ from those registered last, and learns their ids.
pub(super) async fn register(adapter: &Adapter) {
    let bot = adapter.bot();
    let definitions = commands::definitions(&bot);
    let application = adapter.application();
    let stamp = format!("{application}:{}", commands::hash(&definitions));
    let last = match adapter.store.meta(META_COMMANDS).await {
        Ok(last) => last,
        Err(error) => {
            store_failed("commands", &error);
            None
        }
    };
    let same = last.as_deref() == Some(stamp.as_str());
    let registered = if same {
        adapter.rest.commands(application).await
    } else {
        adapter.rest.put_commands(application, &definitions).await
    };
    let registered = match registered {
        Ok(registered) => registered,
        Err(error) => {
            tracing::error!(%error, "the commands could not be registered");
            return;
        }
    };
    if !same {
        tracing::info!("registered the commands");
        if let Err(error) = adapter.store.set_meta(META_COMMANDS, &stamp).await {
            store_failed("commands", &error);
        }
    }
    let ids = registered
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|command| {
            let name = command.get("name")?.as_str()?.to_owned();
            let id = command.get("id")?.as_str()?.parse().ok()?;
            Some((name, id))
        });
    *adapter
        .command_ids
        .write()
        .unwrap_or_else(PoisonError::into_inner) = ids.collect();
}
