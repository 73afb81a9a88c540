//! Whom a message notifies, by its text and its `allowed_mentions`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::playground::json::{has, ids_between, is_true, list, number, text};
use crate::playground::model::Id;

/// Whom a message would notify, by the text and the `allowed_mentions` it was sent with.
/// Counted generously: the sender's lack of the permission to mention everyone is not taken as an excuse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pings {
    /// `@everyone` or `@here`.
    pub everyone: bool,
    /// Users mentioned in the text.
    pub users: BTreeSet<Id>,
    /// Roles mentioned in the text.
    pub roles: BTreeSet<Id>,
    /// The author of the message replied to.
    pub replied_user: Option<Id>,
}

impl Pings {
    /// Whether nobody is notified, not even the person replied to.
    #[must_use]
    pub fn nobody(&self) -> bool {
        *self == Self::default()
    }

    /// Whether nobody is notified but perhaps the person replied to.
    #[must_use]
    pub fn nobody_but_the_asker(&self) -> bool {
        Self {
            replied_user: None,
            ..self.clone()
        }
        .nobody()
    }
}

/// Whom a body would ping. `by_interaction` changes the default: answers to interactions ping users only.
pub(in crate::playground) fn pings(
    body: &Value,
    content: &str,
    by_interaction: bool,
    replied: Option<Id>,
) -> Pings {
    let everyone = content.contains("@everyone") || content.contains("@here");
    let mut users: BTreeSet<Id> = ids_between(content, "<@", '>').into_iter().collect();
    users.extend(ids_between(content, "<@!", '>'));
    let roles: BTreeSet<Id> = ids_between(content, "<@&", '>').into_iter().collect();
    if !has(body, "/allowed_mentions") {
        let open = !by_interaction;
        let roles = if open { roles } else { BTreeSet::new() };
        return Pings {
            everyone: everyone && open,
            users,
            roles,
            replied_user: replied,
        };
    }
    let parses = |kind: &str| {
        list(body, "/allowed_mentions/parse")
            .iter()
            .any(|parsed| parsed.as_str() == Some(kind))
    };
    let named = |key: &str| -> BTreeSet<Id> {
        let ids = list(body, &format!("/allowed_mentions/{key}"));
        ids.iter().filter_map(|id| number(id, "")).collect()
    };
    let chosen = |found: BTreeSet<Id>, kind: &str| -> BTreeSet<Id> {
        if parses(kind) {
            found
        } else {
            found.intersection(&named(kind)).copied().collect()
        }
    };
    Pings {
        everyone: everyone && parses("everyone"),
        users: chosen(users, "users"),
        roles: chosen(roles, "roles"),
        replied_user: replied.filter(|_| is_true(body, "/allowed_mentions/replied_user")),
    }
}

/// All text of a body that Discord would look for mentions in: the content and, in Components V2, text displays.
pub(in crate::playground) fn mentionable_text(body: &Value) -> String {
    let mut all = text(body, "/content").to_owned();
    let mut stack: Vec<&Value> = list(body, "/components").iter().collect();
    while let Some(component) = stack.pop() {
        if number(component, "/type") == Some(10) {
            all.push('\n');
            all.push_str(text(component, "/content"));
        }
        stack.extend(list(component, "/components"));
        stack.extend(component.get("accessory"));
    }
    all
}
