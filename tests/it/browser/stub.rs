//! A bot that stands in for the real one where only the page is looked at: it uses each thing that Discord offers, once.

use std::sync::Arc;

use serde_json::Value;
use serenity::all::{
    AutocompleteChoice, ButtonStyle, ClientBuilder, Command, CommandInteraction, CommandOptionType,
    CommandType, ComponentInteraction, Context, CreateActionRow, CreateAllowedMentions,
    CreateAttachment, CreateAutocompleteResponse, CreateButton, CreateCommand, CreateCommandOption,
    CreateEmbed, CreateEmbedFooter, CreateInputText, CreateInteractionResponse,
    CreateInteractionResponseMessage, CreateMessage, CreateModal, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption, EditInteractionResponse, EventHandler,
    GatewayIntents, HttpBuilder, InputTextStyle, InstallationContext, Interaction,
    InteractionContext, Message, ModalInteraction, Ready, ShardManager,
};

use exitnote::playground::{BOT_ID, Loopback};

/// A running stub.
pub(super) struct Stub {
    manager: Arc<ShardManager>,
    running: tokio::task::JoinHandle<Result<(), serenity::Error>>,
}

impl Stub {
    /// Connects the stub to a loopback and waits until its commands stand.
    pub(super) async fn connect(loopback: &Loopback) -> Self {
        let http = HttpBuilder::new(loopback.token())
            .proxy(loopback.api_url())
            .ratelimiter_disabled(true)
            .build();
        let intents = GatewayIntents::GUILDS
            | GatewayIntents::GUILD_MESSAGES
            | GatewayIntents::DIRECT_MESSAGES;
        let mut client = ClientBuilder::new_with_http(http, intents)
            .event_handler(Handler)
            .await
            .unwrap();
        *client.ws_url.lock().await = loopback.gateway_url();
        let manager = Arc::clone(&client.shard_manager);
        let running = tokio::spawn(async move { client.start().await });
        loopback.registered("ask").await.unwrap();
        Self { manager, running }
    }

    /// Disconnects.
    pub(super) async fn end(self) {
        self.manager.shutdown_all().await;
        self.running.await.unwrap().unwrap();
    }
}

struct Handler;

fn silent() -> CreateAllowedMentions {
    CreateAllowedMentions::new()
}

fn everywhere(command: CreateCommand) -> CreateCommand {
    command
        .integration_types(vec![InstallationContext::Guild])
        .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm])
}

fn commands() -> Vec<CreateCommand> {
    let text = CommandOptionType::String;
    let question = CreateCommandOption::new(text, "question", "What you want to know")
        .required(true)
        .set_autocomplete(true);
    let day = CreateCommandOption::new(text, "as-of", "Answer as of this day, like 2026-03-01");
    let private = CreateCommandOption::new(
        CommandOptionType::Boolean,
        "private",
        "Only you see the answer",
    );
    let ask = CreateCommand::new("ask").description("Ask a question and get a sourced answer");
    let ask = ask.add_option(question).add_option(day).add_option(private);
    let help = CreateCommand::new("help").description("What can be asked, and how");
    let check = CreateCommand::new("Check this claim").kind(CommandType::Message);
    vec![everywhere(ask), everywhere(help), everywhere(check)]
}

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="720" height="240" viewBox="0 0 720 240">
<rect width="720" height="240" rx="12" fill="#1e1f29"/><path d="M40 50H200V90H330V130H520V170H680" fill="none" stroke="#8b93ff" stroke-width="4"/>
<g fill="#f2c14e"><circle cx="200" cy="90" r="6"/><circle cx="330" cy="130" r="6"/><circle cx="520" cy="170" r="6"/></g></svg>"##;

fn embed(question: &str) -> CreateEmbed {
    CreateEmbed::new()
        .author(serenity::all::CreateEmbedAuthor::new(
            "Understood as: who left the Example Society",
        ))
        .title("Three people left the Example Society")
        .description(format!(
            "**A. Adams** left on *10 February 2026*. [\\[1\\]](https://example.org/a) ||maybe||\n\
             __B. Brown__ left in April 2024; `day unknown`. [\\[2\\]](https://example.org/b_(c))\n\
             - first\n  - nested\n- second\n> You asked: {}\n### Note\n-# Escaped: \\*not italic\\*",
            question.replace('<', "\\<")
        ))
        .field("Stated", "10 Feb 2026", true)
        .field("Derived", "2 of 3", true)
        .field("Disputed", "~~one~~ two days", true)
        .field("Sources", "1. [Example News](https://example.org/news) · 11 Feb 2026\n2. [Example Post](https://example.org/post)", false)
        .footer(CreateEmbedFooter::new("As of 28 June 2026 · data 3f9c2a71"))
        .color(0x57_F2_87)
}

fn rows() -> Vec<CreateActionRow> {
    let menu = CreateSelectMenuKind::String {
        options: vec![
            CreateSelectMenuOption::new("A. Adams", "a").description("left in February 2026"),
            CreateSelectMenuOption::new("B. Brown", "b").description("left in April 2024"),
        ],
    };
    let menu = CreateSelectMenu::new("v1:which", menu).placeholder("Whom do you mean?");
    let button = |id: &str, label: &str| CreateButton::new(id).label(label);
    vec![
        CreateActionRow::Buttons(vec![
            button("v1:sources", "Sources").style(ButtonStyle::Primary),
            button("v1:helpful", "Helpful?").style(ButtonStyle::Secondary),
            button("v1:wrong", "Wrong or outdated?").style(ButtonStyle::Danger),
            button("v1:older", "Older").disabled(true),
            CreateButton::new_link("https://example.org/page").label("Page"),
        ]),
        CreateActionRow::SelectMenu(menu),
    ]
}

fn said(text: impl Into<String>) -> CreateInteractionResponseMessage {
    let message = CreateInteractionResponseMessage::new().allowed_mentions(silent());
    message.content(text).ephemeral(true)
}

#[serenity::async_trait]
impl EventHandler for Handler {
    async fn ready(&self, ctx: Context, _: Ready) {
        Command::set_global_commands(&ctx.http, commands())
            .await
            .unwrap();
    }

    async fn message(&self, ctx: Context, message: Message) {
        let mentioned = message.mentions.iter().any(|user| user.id.get() == BOT_ID);
        if message.author.bot || !(mentioned || message.guild_id.is_none()) {
            return;
        }
        let picture = CreateAttachment::bytes(DRAWING.as_bytes(), "timeline.svg")
            .description("Three people left, one after another");
        let reply = CreateMessage::new()
            .embed(embed(&message.content).attachment("timeline.svg"))
            .add_file(picture)
            .components(rows())
            .allowed_mentions(silent())
            .reference_message(&message);
        let typing = message.channel_id.broadcast_typing(&ctx.http).await;
        typing.unwrap();
        let sent = message.channel_id.send_message(&ctx.http, reply).await;
        sent.unwrap();
    }

    async fn interaction_create(&self, ctx: Context, interaction: Interaction) {
        match interaction {
            Interaction::Command(command) => run(&ctx, &command).await,
            Interaction::Autocomplete(command) => {
                let typed = command.data.autocomplete().unwrap().value.to_lowercase();
                let all = [
                    "who left the Example Society",
                    "who remains",
                    "when did A. Adams leave",
                ];
                let fitting = all.iter().filter(|one| one.to_lowercase().contains(&typed));
                let choices = fitting.map(|one| AutocompleteChoice::new(*one, *one));
                let choices = CreateAutocompleteResponse::new().set_choices(choices.collect());
                let answer = CreateInteractionResponse::Autocomplete(choices);
                command.create_response(&ctx.http, answer).await.unwrap();
            }
            Interaction::Component(click) => clicked(&ctx, &click).await,
            Interaction::Modal(modal) => filled(&ctx, &modal).await,
            _ => {}
        }
    }
}

async fn run(ctx: &Context, command: &CommandInteraction) {
    let given = |name: &str| {
        let option = command.data.options.iter().find(|one| one.name == name);
        option.map(|option| option.value.clone())
    };
    let answer = match command.data.name.as_str() {
        "ask" => {
            let private = given("private").and_then(|value| value.as_bool()) == Some(true);
            let deferral = CreateInteractionResponseMessage::new().ephemeral(private);
            let deferral = CreateInteractionResponse::Defer(deferral);
            command.create_response(&ctx.http, deferral).await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            let question = given("question").and_then(|value| value.as_str().map(str::to_owned));
            let edit = EditInteractionResponse::new()
                .embed(embed(&question.unwrap_or_default()))
                .components(rows())
                .allowed_mentions(silent());
            command.edit_response(&ctx.http, edit).await.unwrap();
            return;
        }
        "Check this claim" => {
            let target = command.data.resolved.messages.values().next().unwrap();
            said(format!("Checked: {}", target.content))
        }
        _ => said("# Help\nMention me, use </ask:1>, or right-click a message."),
    };
    let answer = CreateInteractionResponse::Message(answer);
    command.create_response(&ctx.http, answer).await.unwrap();
}

async fn clicked(ctx: &Context, click: &ComponentInteraction) {
    let answer = match click.data.custom_id.as_str() {
        "v1:wrong" => {
            let field = CreateInputText::new(InputTextStyle::Short, "Which fact?", "fact");
            let source = CreateInputText::new(InputTextStyle::Short, "Source (https)", "source");
            let note = CreateInputText::new(InputTextStyle::Paragraph, "Anything else", "note");
            let rows = [
                field.max_length(100).placeholder("the date"),
                source.min_length(10).max_length(200),
                note.required(false),
            ];
            let rows = rows.map(CreateActionRow::InputText).to_vec();
            let modal = CreateModal::new("v1:correction", "Wrong or outdated?").components(rows);
            CreateInteractionResponse::Modal(modal)
        }
        "v1:which" => {
            let update = CreateInteractionResponseMessage::new().allowed_mentions(silent());
            let update = update.content("You chose.").embeds(vec![]);
            CreateInteractionResponse::UpdateMessage(update.components(vec![]))
        }
        "v1:helpful" => CreateInteractionResponse::Message(said("Thank you for your vote.")),
        _ => CreateInteractionResponse::Message(said("1. Example News\n2. Example Post")),
    };
    click.create_response(&ctx.http, answer).await.unwrap();
}

async fn filled(ctx: &Context, modal: &ModalInteraction) {
    let rows = serde_json::to_value(&modal.data.components).unwrap();
    let source = rows
        .pointer("/1/components/0/value")
        .and_then(Value::as_str);
    let answer = said(format!("Noted, from <{}>", source.unwrap_or("nothing")));
    let answer = CreateInteractionResponse::Message(answer);
    modal.create_response(&ctx.http, answer).await.unwrap();
}
