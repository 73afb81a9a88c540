//! What a channel shows: the bot's next message, edits, removals, silence.

use std::time::Duration;

use super::{Channel, Shown, Unmet};
use crate::playground::intent;
use crate::playground::model::{BOT_ID, Id};

impl Channel {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// Takes permissions from the bot here; 0 gives all back.
    pub fn deny_bot(&self, bits: u64) {
        self.shared.change(|world| {
            world
                .places
                .entry(self.id)
                .and_modify(|place| place.denied = bits);
            let guild = world.places.get(&self.id).and_then(|place| place.guild);
            let channel = world.channel_json(self.id);
            world.emit("CHANNEL_UPDATE", guild, intent::GUILDS, |_| channel.clone());
        });
    }

    /// The oldest message of the bot's here that no verb has read, once it says something.
    ///
    /// # Errors
    /// When none comes before the deadline.
    pub async fn next_message(&self) -> Result<Shown, Unmet> {
        self.shared
            .until("the bot's next message", |world| {
                let unread = world.posts.iter_mut().find(|(_, post)| {
                    post.channel == self.id
                        && post.author == BOT_ID
                        && !post.read
                        && !post.is_loading()
                });
                let (id, post) = unread?;
                post.read = true;
                let id = *id;
                Some(Shown::of(world, id))
            })
            .await
    }

    /// A message as it is after its next change.
    ///
    /// # Errors
    /// When it is not changed before the deadline.
    pub async fn next_edit(&self, of: &Shown) -> Result<Shown, Unmet> {
        self.shared
            .until("an edit", |world| {
                let changed = world
                    .posts
                    .get(&of.id)
                    .is_some_and(|post| post.edits > of.edits && !post.deleted);
                changed.then(|| Shown::of(world, of.id))
            })
            .await
    }

    /// Waits until a message was removed.
    ///
    /// # Errors
    /// When it is still there at the deadline.
    pub async fn is_rid_of(&self, message: &Shown) -> Result<(), Unmet> {
        self.shared
            .until("a removal", |world| {
                world
                    .posts
                    .get(&message.id)
                    .is_none_or(|post| post.deleted)
                    .then_some(())
            })
            .await
    }

    /// All that stands here now, oldest first, ephemeral messages included.
    #[must_use]
    pub fn messages(&self) -> Vec<Shown> {
        self.shared.read(|world| {
            let here = world
                .posts
                .iter()
                .filter(|(_, post)| post.channel == self.id && !post.deleted);
            here.map(|(id, _)| Shown::of(world, *id)).collect()
        })
    }

    /// How often the bot showed that it is typing here.
    #[must_use]
    pub fn typing_shown(&self) -> usize {
        self.shared.read(|world| {
            world
                .typing
                .iter()
                .filter(|channel| **channel == self.id)
                .count()
        })
    }

    /// Waits, and says whether the bot left this channel alone meanwhile.
    ///
    /// # Errors
    /// When there is an unread message of the bot's after that time.
    pub async fn stays_quiet(&self, time: Duration) -> Result<(), Unmet> {
        tokio::time::sleep(time).await;
        let unread = self.shared.read(|world| {
            let mut posts = world.posts.iter();
            let unread = posts
                .find(|(_, post)| post.channel == self.id && post.author == BOT_ID && !post.read);
            unread.map(|(id, _)| Shown::of(world, *id))
        });
        unread.map_or(Ok(()), |shown| {
            Err(Unmet::new(format!("unread: {}", shown.text())))
        })
    }
}
