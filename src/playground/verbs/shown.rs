//! A message as a person sees it, with what a test asks of it.

use serde_json::Value;

use crate::playground::json::{list, number, text};
use crate::playground::message::{EPHEMERAL, Pings};
use crate::playground::model::{Id, World};

/// A message at the moment it was read. Its later changes are not seen here.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub channel: Id,
    /// Who wrote it.
    pub author: Id,
    /// The user who alone sees it, or `None` if all in the channel do.
    pub visible_to: Option<Id>,
    /// Whom it notified.
    pub pings: Pings,
    /// How often it had been changed, the filling of a deferred answer included.
    pub edits: u32,
    /// Discord's message object.
    pub json: Value,
}

impl Shown {
    pub(super) fn of(world: &World, id: Id) -> Self {
        let post = world.posts.get(&id);
        Self {
            id,
            channel: post.map_or(0, |post| post.channel),
            author: post.map_or(0, |post| post.author),
            visible_to: post.and_then(|post| post.only_for),
            pings: post.map(|post| post.pings.clone()).unwrap_or_default(),
            edits: post.map_or(0, |post| post.edits),
            json: post.map_or(Value::Null, |post| post.json.clone()),
        }
    }

    /// The content, without embeds.
    #[must_use]
    pub fn content(&self) -> &str {
        text(&self.json, "/content")
    }

    /// The embeds.
    #[must_use]
    pub fn embeds(&self) -> &[Value] {
        list(&self.json, "/embeds")
    }

    /// The components at top level.
    #[must_use]
    pub fn components(&self) -> &[Value] {
        list(&self.json, "/components")
    }

    /// The attachments; their `url` can be fetched.
    #[must_use]
    pub fn attachments(&self) -> &[Value] {
        list(&self.json, "/attachments")
    }

    /// The flags.
    #[must_use]
    pub fn flags(&self) -> u64 {
        number(&self.json, "/flags").unwrap_or(0)
    }

    /// Whether only the person who asked sees it.
    #[must_use]
    pub fn is_ephemeral(&self) -> bool {
        self.flags() & EPHEMERAL != 0
    }

    /// The message it replies to.
    #[must_use]
    pub fn replies_to(&self) -> Option<Id> {
        number(&self.json, "/message_reference/message_id")
    }

    /// All that a person reads, top to bottom: content, embeds (author, title, description, fields, footer) and texts
    /// among the components. Buttons and menus are not in it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut parts = vec![self.content()];
        for embed in self.embeds() {
            parts.extend([
                text(embed, "/author/name"),
                text(embed, "/title"),
                text(embed, "/description"),
            ]);
            for field in list(embed, "/fields") {
                parts.extend([text(field, "/name"), text(field, "/value")]);
            }
            parts.push(text(embed, "/footer/text"));
        }
        for component in self.every_component() {
            if number(component, "/type") == Some(10) {
                parts.push(text(component, "/content"));
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    /// The labels of the buttons, in order.
    #[must_use]
    pub fn buttons(&self) -> Vec<&str> {
        let buttons = self
            .every_component()
            .into_iter()
            .filter(|one| number(one, "/type") == Some(2));
        buttons.map(|button| text(button, "/label")).collect()
    }

    /// The values and labels of a menu's options: of the only menu, or of all in order.
    #[must_use]
    pub fn menu_options(&self) -> Vec<(&str, &str)> {
        let menus = self
            .every_component()
            .into_iter()
            .filter(|one| number(one, "/type") == Some(3));
        let options = menus.flat_map(|menu| list(menu, "/options"));
        options
            .map(|option| (text(option, "/value"), text(option, "/label")))
            .collect()
    }

    /// The component with that custom id or label.
    #[must_use]
    pub fn component(&self, id_or_label: &str) -> Option<&Value> {
        let all = self.every_component();
        let by = |key: &str| {
            all.iter()
                .copied()
                .find(|one| !id_or_label.is_empty() && text(one, key) == id_or_label)
        };
        by("/custom_id").or_else(|| by("/label"))
    }

    /// All components, outer before inner, in order.
    #[must_use]
    pub fn every_component(&self) -> Vec<&Value> {
        fn walk<'a>(one: &'a Value, all: &mut Vec<&'a Value>) {
            all.push(one);
            list(one, "/components")
                .iter()
                .chain(one.get("accessory"))
                .for_each(|inner| walk(inner, all));
        }
        let mut all = Vec::new();
        self.components().iter().for_each(|one| walk(one, &mut all));
        all
    }
}
