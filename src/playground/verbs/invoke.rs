//! Verbs that become interactions: commands, autocomplete, context menu, buttons, menus, modals.

use std::sync::Arc;

use serde_json::{Value, json};

use super::act::{complete, press, run, submit, use_on};
use super::{Channel, Shown, Unmet, User};
use crate::playground::Shared;
use crate::playground::interaction::{Act, kind};
use crate::playground::json::{list, text};
use crate::playground::model::Id;

/// A user's act that the bot must answer.
#[derive(Clone)]
pub struct Invocation {
    shared: Arc<Shared>,
    id: Id,
}

/// A form that the bot opened for a user.
#[derive(Clone, Debug)]
pub struct Modal {
    /// The interaction that opened it.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The modal as the bot sent it.
    pub json: Value,
}

impl Modal {
    /// Its inputs in order, whether they stand in rows or in labels.
    #[must_use]
    pub fn inputs(&self) -> Vec<&Value> {
        let rows = list(&self.json, "/components").iter();
        rows.flat_map(|row| list(row, "/components").iter().chain(row.get("component")))
            .collect()
    }
}

impl User {
    /// Runs a slash command: `alice.runs(&channel, "ask", &[("question", "who left?")])`. Subcommands follow after a space.
    /// Values are written as text whatever the option's type; users and channels are given by name.
    ///
    /// # Errors
    /// When the user's client would not offer the command here, or would not let it be sent with these options.
    pub fn runs(
        &self,
        channel: &Channel,
        command: &str,
        options: &[(&str, &str)],
    ) -> Result<Invocation, Unmet> {
        let id = self
            .shared
            .change(|world| run(world, self.id, channel.id, command, options))?;
        Ok(self.invocation(id))
    }

    /// Types into an option of a slash command and returns the choices that the bot offers.
    ///
    /// # Errors
    /// When there is no such option with autocomplete, or no choices come before the deadline.
    pub async fn types(
        &self,
        channel: &Channel,
        command: &str,
        option: &str,
        text: &str,
    ) -> Result<Vec<Value>, Unmet> {
        let id = self
            .shared
            .change(|world| complete(world, self.id, channel.id, command, &[], (option, text)))?;
        self.invocation(id).choices().await
    }

    /// Uses an entry of a message's context menu.
    ///
    /// # Errors
    /// When there is no such entry for this user here.
    pub fn uses_on_message(&self, message: &Shown, command: &str) -> Result<Invocation, Unmet> {
        let id = self
            .shared
            .change(|world| use_on(world, self.id, message.id, command))?;
        Ok(self.invocation(id))
    }

    /// Presses the button with that custom id or label.
    ///
    /// # Errors
    /// When the message has no such button, it is disabled, or this user does not see the message.
    pub fn presses(&self, message: &Shown, id_or_label: &str) -> Result<Invocation, Unmet> {
        let id = self
            .shared
            .change(|world| press(world, self.id, message.id, id_or_label, None))?;
        Ok(self.invocation(id))
    }

    /// Chooses one value of the menu with that custom id.
    ///
    /// # Errors
    /// When the message has no such menu or option, it is disabled, or this user does not see the message.
    pub fn selects(
        &self,
        message: &Shown,
        custom_id: &str,
        value: &str,
    ) -> Result<Invocation, Unmet> {
        let values = [value.to_owned()];
        let id = self
            .shared
            .change(|world| press(world, self.id, message.id, custom_id, Some(&values)))?;
        Ok(self.invocation(id))
    }

    /// Sends a forged click: any custom id on any message, whatever components it has.
    #[must_use]
    pub fn forges_press(&self, message: &Shown, custom_id: &str) -> Invocation {
        let data = json!({"component_type": 2, "custom_id": custom_id, "id": 1});
        let (user, channel, message) = (self.id, message.channel, Some(message.id));
        let act = Act {
            kind: kind::COMPONENT,
            user,
            channel,
            name: String::new(),
            data,
            message,
        };
        let id = self.shared.change(|world| world.begin(act));
        self.invocation(id)
    }

    /// Fills a modal's inputs, given by custom id or label, and sends it.
    ///
    /// # Errors
    /// When an input does not exist, a required one is empty, or a text is too short or too long.
    pub fn submits(&self, modal: &Modal, fields: &[(&str, &str)]) -> Result<Invocation, Unmet> {
        let id = self
            .shared
            .change(|world| submit(world, self.id, modal.id, fields))?;
        Ok(self.invocation(id))
    }

    /// The names of the commands that this user's client offers in a channel.
    #[must_use]
    pub fn is_offered(&self, channel: &Channel) -> Vec<String> {
        let all = self
            .shared
            .read(|world| world.commands_for(self.id, channel.id));
        all.iter()
            .map(|command| text(command, "/name").to_owned())
            .collect()
    }

    fn invocation(&self, id: Id) -> Invocation {
        Invocation {
            shared: Arc::clone(&self.shared),
            id,
        }
    }
}

impl Invocation {
    /// The interaction's id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// The id and the token with which the bot answers.
    #[must_use]
    pub fn credentials(&self) -> (Id, String) {
        let token = self.shared.read(|world| {
            world
                .interactions
                .get(&self.id)
                .map(|own| own.token.clone())
        });
        (self.id, token.unwrap_or_default())
    }

    /// Waits for the first answer and returns its type: 4 message, 5 deferred, 6 deferred update, 7 update, 9 modal.
    ///
    /// # Errors
    /// When the bot does not answer before the deadline.
    pub async fn acknowledged(&self) -> Result<u8, Unmet> {
        self.shared
            .until("an answer", |world| {
                world.interactions.get(&self.id)?.answered
            })
            .await
    }

    /// Waits for the message that answers, a deferred one once it is filled, and marks it as read. For a click that
    /// updates its own message this is that message after the update.
    ///
    /// # Errors
    /// When there is none before the deadline.
    pub async fn message(&self) -> Result<Shown, Unmet> {
        self.shared
            .until("the answering message", |world| {
                let original = world.interactions.get(&self.id)?.original?;
                let post = world
                    .posts
                    .get_mut(&original)
                    .filter(|post| !post.is_loading() && !post.deleted)?;
                post.read = true;
                Some(Shown::of(world, original))
            })
            .await
    }

    /// Waits for the modal that the bot opens.
    ///
    /// # Errors
    /// When none comes before the deadline.
    pub async fn modal(&self) -> Result<Modal, Unmet> {
        let json = self
            .shared
            .until("a modal", |world| {
                world.interactions.get(&self.id)?.modal.clone()
            })
            .await?;
        Ok(Modal {
            id: self.id,
            title: text(&json, "/title").to_owned(),
            json,
        })
    }

    /// Waits for the choices of an autocomplete.
    ///
    /// # Errors
    /// When none come before the deadline.
    pub async fn choices(&self) -> Result<Vec<Value>, Unmet> {
        self.shared
            .until("choices", |world| {
                world.interactions.get(&self.id)?.choices.clone()
            })
            .await
    }
}
