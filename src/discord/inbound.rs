//! From Discord's messages and interactions to what is asked of the bot. Pure: nothing here asks or sends.

mod heard;

use std::collections::BTreeMap;

use serenity::all::{
    ActionRow, ActionRowComponent, ButtonKind, CommandDataOption, CommandDataOptionValue,
    CommandInteraction, CommandType, ComponentInteraction, ComponentInteractionDataKind, Message,
    ModalInteraction, Permissions,
};

use heard::spoken;

pub(super) use heard::{Heard, Identity, heard};

/// What all interactions have in common.
#[derive(Debug, Clone)]
pub(super) struct Act {
    /// The interaction's id.
    pub(super) id: u64,
    /// The token to answer with.
    pub(super) token: String,
    /// Who acts.
    pub(super) user: u64,
    /// The server, if it is in one.
    pub(super) guild: Option<u64>,
    /// The channel or thread.
    pub(super) channel: u64,
    /// The channel that a thread belongs to.
    pub(super) parent: Option<u64>,
    /// The person's language.
    pub(super) locale: String,
    /// The server's language.
    pub(super) guild_locale: Option<String>,
    /// What the person may do here.
    may: Permissions,
    /// What the bot may do here; in direct messages everything that matters.
    app: Option<Permissions>,
}

impl Act {
    /// What can be told of an interaction that does not fit the model; nothing for autocomplete, which shows no message.
    pub(super) fn of_unreadable(value: &serde_json::Value) -> Option<Self> {
        let text = |pointer: &str| value.pointer(pointer).and_then(serde_json::Value::as_str);
        let id = |pointer: &str| text(pointer).and_then(|id| id.parse::<u64>().ok());
        if value.get("type").and_then(serde_json::Value::as_u64) == Some(4) {
            return None;
        }
        Some(Self {
            id: id("/id")?,
            token: text("/token")?.to_owned(),
            user: id("/member/user/id")
                .or_else(|| id("/user/id"))
                .unwrap_or(0),
            guild: id("/guild_id"),
            channel: id("/channel_id").unwrap_or(0),
            parent: None,
            locale: text("/locale").unwrap_or_default().to_owned(),
            guild_locale: None,
            may: Permissions::empty(),
            app: None,
        })
    }

    /// Whether the person may manage the server.
    pub(super) fn is_admin(&self) -> bool {
        self.may
            .intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
    }

    /// Whether the person may delete other people's messages here.
    pub(super) fn moderates(&self) -> bool {
        self.may
            .intersects(Permissions::MANAGE_MESSAGES | Permissions::ADMINISTRATOR)
    }

    /// Whether the bot may not post embeds here.
    pub(super) fn plain(&self) -> bool {
        self.app.is_some_and(|app| {
            !app.intersects(Permissions::EMBED_LINKS | Permissions::ADMINISTRATOR)
        })
    }

    /// Whether the bot may attach files here.
    pub(super) fn may_attach(&self) -> bool {
        self.app.is_none_or(|app| {
            app.intersects(Permissions::ATTACH_FILES | Permissions::ADMINISTRATOR)
        })
    }
}

macro_rules! act {
    ($interaction:expr) => {{
        let it = $interaction;
        Act {
            id: it.id.get(),
            token: it.token.clone(),
            user: it.user.id.get(),
            guild: it.guild_id.map(|id| id.get()),
            channel: it.channel_id.get(),
            parent: it
                .channel
                .as_ref()
                .and_then(|channel| channel.parent_id)
                .map(|id| id.get()),
            locale: it.locale.clone(),
            guild_locale: it.guild_locale.clone(),
            may: it
                .member
                .as_ref()
                .and_then(|member| member.permissions)
                .unwrap_or_default(),
            app: it.app_permissions,
        }
    }};
}

/// What an interaction asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// A slash command; a subcommand's name follows after a space.
    Command {
        /// Its name.
        name: String,
        /// Its options by name.
        options: Options,
    },
    /// The context-menu command, on a message of that text.
    CheckMessage(String),
    /// A button or a menu.
    Component(Press),
    /// A form that was sent.
    Form {
        /// The form's id.
        custom_id: String,
        /// Its inputs by id.
        fields: BTreeMap<String, String>,
    },
    /// What somebody is typing into an option of a command.
    Typing {
        /// The command, as in [`Wish::Command`].
        name: String,
        /// The option.
        option: String,
        /// What stands there so far.
        typed: String,
    },
}

/// Options of a command.
pub(super) type Options = BTreeMap<String, Given>;

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// Words, or the value of a choice.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A channel's id.
    Channel(u64),
}

/// A press of a button, or a choice from a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Press {
    /// The component's id.
    pub(super) custom_id: String,
    /// What was chosen.
    pub(super) values: Vec<String>,
    /// The ids of all components of the message.
    pub(super) components: Vec<String>,
}

/// A command, or what is being typed into one.
pub(super) fn command(interaction: &CommandInteraction) -> (Act, Option<Wish>) {
    let act = act!(interaction);
    let data = &interaction.data;
    if data.kind == CommandType::Message {
        let text = data
            .resolved
            .messages
            .values()
            .next()
            .map(readable)
            .unwrap_or_default();
        return (act, Some(Wish::CheckMessage(text)));
    }
    let mut name = data.name.clone();
    let mut given = &data.options;
    while let [
        CommandDataOption {
            name: sub, value, ..
        },
    ] = given.as_slice()
    {
        let (CommandDataOptionValue::SubCommand(inner)
        | CommandDataOptionValue::SubCommandGroup(inner)) = value
        else {
            break;
        };
        name.push(' ');
        name.push_str(sub);
        given = inner;
    }
    for option in given {
        if let CommandDataOptionValue::Autocomplete { value, .. } = &option.value {
            let wish = Wish::Typing {
                name,
                option: option.name.clone(),
                typed: value.clone(),
            };
            return (act, Some(wish));
        }
    }
    let options = given
        .iter()
        .filter_map(|option| {
            let value = match &option.value {
                CommandDataOptionValue::String(text) => Given::Text(text.trim().to_owned()),
                CommandDataOptionValue::Boolean(flag) => Given::Flag(*flag),
                CommandDataOptionValue::Channel(id) => Given::Channel(id.get()),
                _ => return None,
            };
            Some((option.name.clone(), value))
        })
        .collect();
    (act, Some(Wish::Command { name, options }))
}

/// The words of a message that somebody wants checked: its text, else that of its embeds.
fn readable(message: &Message) -> String {
    if !message.content.trim().is_empty() {
        return spoken(message, 0, None);
    }
    let embeds = message.embeds.iter().flat_map(|embed| {
        [embed.title.as_deref(), embed.description.as_deref()]
            .into_iter()
            .flatten()
    });
    embeds.collect::<Vec<_>>().join("\n")
}

/// A button or a menu.
pub(super) fn component(interaction: &ComponentInteraction) -> (Act, Option<Wish>) {
    let values = match &interaction.data.kind {
        ComponentInteractionDataKind::Button => Vec::new(),
        ComponentInteractionDataKind::StringSelect { values } => values.clone(),
        _ => return (act!(interaction), None),
    };
    let press = Press {
        custom_id: interaction.data.custom_id.clone(),
        values,
        components: custom_ids(&interaction.message.components),
    };
    (act!(interaction), Some(Wish::Component(press)))
}

/// The ids of a message's components.
fn custom_ids(rows: &[ActionRow]) -> Vec<String> {
    rows.iter()
        .flat_map(|row| &row.components)
        .filter_map(|component| match component {
            ActionRowComponent::Button(button) => match &button.data {
                ButtonKind::NonLink { custom_id, .. } => Some(custom_id.clone()),
                _ => None,
            },
            ActionRowComponent::SelectMenu(menu) => menu.custom_id.clone(),
            _ => None,
        })
        .collect()
}

/// A form.
pub(super) fn form(interaction: &ModalInteraction) -> (Act, Option<Wish>) {
    let rows = interaction.data.components.iter();
    let fields = rows
        .flat_map(|row| &row.components)
        .filter_map(|component| match component {
            ActionRowComponent::InputText(input) => Some((
                input.custom_id.clone(),
                input.value.clone().unwrap_or_default(),
            )),
            _ => None,
        })
        .collect();
    let wish = Wish::Form {
        custom_id: interaction.data.custom_id.clone(),
        fields,
    };
    (act!(interaction), Some(wish))
}
