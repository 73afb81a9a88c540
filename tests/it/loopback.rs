//! The loopback Discord against a small serenity client that has nothing to do with the bot: what it shows here is that
//! the loopback behaves as Discord where the bot's own tests rely on it.

#![expect(
    clippy::unwrap_used,
    reason = "a test's helpers may panic as the test itself may"
)]

mod rest;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{
    AutocompleteChoice, ButtonStyle, Client, ClientBuilder, Command, CommandInteraction,
    CommandOptionType, CommandType, ComponentInteraction, Context, CreateActionRow,
    CreateAllowedMentions, CreateAttachment, CreateAutocompleteResponse, CreateButton,
    CreateCommand, CreateCommandOption, CreateEmbed, CreateInputText, CreateInteractionResponse,
    CreateInteractionResponseFollowup, CreateInteractionResponseMessage, CreateMessage,
    CreateModal, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
    EditInteractionResponse, Event, EventHandler, GatewayEvent, GatewayIntents, HttpBuilder,
    InputTextStyle, InstallationContext, Interaction, InteractionContext, Message,
    ModalInteraction, Permissions, Ready,
};

use crate::openapi;
use exitnote::playground::{BOT_ID, Loopback, Options, permission};

/// A client that answers everything by echoing.
struct Echo;

fn silent() -> CreateAllowedMentions {
    CreateAllowedMentions::new()
}

fn slash(name: &str) -> CreateCommand {
    CreateCommand::new(name)
        .description(format!("the command {name}"))
        .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
        .contexts(vec![
            InteractionContext::Guild,
            InteractionContext::BotDm,
            InteractionContext::PrivateChannel,
        ])
}

fn ask() -> CreateCommand {
    let option = CreateCommandOption::new(CommandOptionType::String, "question", "what to ask");
    slash("ask").add_option(option.required(true).set_autocomplete(true))
}

fn row() -> Vec<CreateActionRow> {
    let menu = CreateSelectMenuKind::String {
        options: vec![
            CreateSelectMenuOption::new("One", "1"),
            CreateSelectMenuOption::new("Two", "2"),
        ],
    };
    vec![
        CreateActionRow::Buttons(vec![
            CreateButton::new("v1:more")
                .label("More")
                .style(ButtonStyle::Secondary),
            CreateButton::new("v1:form").label("Form"),
        ]),
        CreateActionRow::SelectMenu(CreateSelectMenu::new("v1:menu", menu)),
    ]
}

fn said(text: &str) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .content(text)
        .allowed_mentions(silent())
}

#[serenity::async_trait]
impl EventHandler for Echo {
    async fn ready(&self, ctx: Context, _: Ready) {
        let menu = CreateCommand::new("Check this")
            .kind(CommandType::Message)
            .integration_types(vec![InstallationContext::Guild])
            .contexts(vec![InteractionContext::Guild]);
        let admin = slash("settings").default_member_permissions(Permissions::MANAGE_GUILD);
        let later = slash("later");
        Command::set_global_commands(&ctx.http, vec![ask(), menu, admin, later])
            .await
            .unwrap();
    }

    async fn message(&self, ctx: Context, message: Message) {
        if message.author.bot {
            return;
        }
        let mentioned = message.mentions.iter().any(|user| user.id.get() == BOT_ID);
        if mentioned || message.guild_id.is_none() {
            let embed = CreateEmbed::new()
                .title("echo")
                .description(format!("you said: {}", message.content));
            let image = CreateAttachment::bytes(b"not really a picture".to_vec(), "a.png")
                .description("a picture");
            let reply = CreateMessage::new()
                .embed(embed.attachment("a.png"))
                .add_file(image)
                .components(row())
                .allowed_mentions(silent())
                .reference_message(&message);
            message
                .channel_id
                .send_message(&ctx.http, reply)
                .await
                .unwrap();
        } else if message.content.is_empty() {
            let reply = CreateMessage::new()
                .content("nothing to read")
                .allowed_mentions(silent());
            message
                .channel_id
                .send_message(&ctx.http, reply)
                .await
                .unwrap();
        }
    }

    async fn interaction_create(&self, ctx: Context, interaction: Interaction) {
        match interaction {
            Interaction::Command(command) => run(&ctx, &command).await,
            Interaction::Autocomplete(command) => {
                let typed = command.data.autocomplete().unwrap().value.to_owned();
                let choice =
                    AutocompleteChoice::new(format!("{typed}ular"), format!("{typed}ular"));
                let choices = CreateAutocompleteResponse::new().set_choices(vec![choice]);
                command
                    .create_response(&ctx.http, CreateInteractionResponse::Autocomplete(choices))
                    .await
                    .unwrap();
            }
            Interaction::Component(component) => click(&ctx, &component).await,
            Interaction::Modal(modal) => form(&ctx, &modal).await,
            _ => {}
        }
    }
}

async fn run(ctx: &Context, command: &CommandInteraction) {
    match command.data.name.as_str() {
        "later" => {
            let defer = CreateInteractionResponse::Defer(
                CreateInteractionResponseMessage::new().ephemeral(true),
            );
            command.create_response(&ctx.http, defer).await.unwrap();
            let edit = EditInteractionResponse::new()
                .content("at last")
                .allowed_mentions(silent());
            command.edit_response(&ctx.http, edit).await.unwrap();
            let more = CreateInteractionResponseFollowup::new()
                .content("and more")
                .allowed_mentions(silent());
            command.create_followup(&ctx.http, more).await.unwrap();
        }
        "Check this" => {
            let target = command
                .data
                .resolved
                .messages
                .values()
                .next()
                .unwrap()
                .content
                .clone();
            let answer = said(&format!("checked: {target}")).ephemeral(true);
            command
                .create_response(&ctx.http, CreateInteractionResponse::Message(answer))
                .await
                .unwrap();
        }
        _ => {
            let value = command
                .data
                .options
                .first()
                .and_then(|option| option.value.as_str())
                .unwrap_or("nothing");
            let answer = said(&format!(
                "{}: {value} ({:?})",
                command.data.name, command.context
            ))
            .components(row());
            command
                .create_response(&ctx.http, CreateInteractionResponse::Message(answer))
                .await
                .unwrap();
        }
    }
}

async fn click(ctx: &Context, click: &ComponentInteraction) {
    let answer = match click.data.custom_id.as_str() {
        "v1:form" => {
            let input = CreateInputText::new(InputTextStyle::Short, "Source", "source");
            CreateInteractionResponse::Modal(
                CreateModal::new("v1:wrong", "Wrong?")
                    .components(vec![CreateActionRow::InputText(input)]),
            )
        }
        "v1:menu" => CreateInteractionResponse::UpdateMessage(
            CreateInteractionResponseMessage::new()
                .content("chosen")
                .components(vec![]),
        ),
        other => {
            CreateInteractionResponse::Message(said(&format!("pressed {other}")).ephemeral(true))
        }
    };
    click.create_response(&ctx.http, answer).await.unwrap();
}

async fn form(ctx: &Context, modal: &ModalInteraction) {
    let filled = serde_json::to_value(&modal.data.components).unwrap();
    let source = filled
        .pointer("/0/components/0/value")
        .and_then(Value::as_str)
        .unwrap_or("")
        .to_owned();
    let answer = said(&format!("thanks for {source}")).ephemeral(true);
    modal
        .create_response(&ctx.http, CreateInteractionResponse::Message(answer))
        .await
        .unwrap();
}

/// A loopback with the client connected and its commands registered.
struct Rig {
    loopback: Loopback,
    manager: Arc<serenity::all::ShardManager>,
    running: tokio::task::JoinHandle<Result<(), serenity::Error>>,
}

async fn client(loopback: &Loopback, token: &str, intents: GatewayIntents) -> Client {
    let http = HttpBuilder::new(token)
        .proxy(loopback.api_url())
        .ratelimiter_disabled(true)
        .build();
    let client = ClientBuilder::new_with_http(http, intents)
        .event_handler(Echo)
        .await
        .unwrap();
    *client.ws_url.lock().await = loopback.gateway_url();
    client
}

fn modest() -> GatewayIntents {
    GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES
}

impl Rig {
    async fn start() -> Self {
        let loopback = Loopback::start(Options::default()).await.unwrap();
        let mut client = client(&loopback, loopback.token(), modest()).await;
        let manager = Arc::clone(&client.shard_manager);
        let running = tokio::spawn(async move { client.start().await });
        loopback.registered("ask").await.unwrap();
        Self {
            loopback,
            manager,
            running,
        }
    }

    /// Ends everything and checks what holds at the end of every test.
    async fn end(self) {
        self.loopback.nothing_unread().unwrap();
        assert_eq!(self.loopback.violations(), vec![]);
        openapi::assert_valid(&self.loopback.requests());
        openapi::assert_answers_valid(&self.loopback.requests());
        for event in self.loopback.events() {
            // serenity drops what does not fit its models without a word, so the loopback must never send such.
            let parsed = serde_json::from_value::<GatewayEvent>(event.clone());
            let understood = matches!(&parsed, Ok(GatewayEvent::Dispatch(_, known)) if !matches!(known, Event::Unknown(_)));
            assert!(understood, "{parsed:?}: {event}");
        }
        self.manager.shutdown_all().await;
        self.running.await.unwrap().unwrap();
        self.loopback.shutdown().await;
    }
}

#[tokio::test]
async fn a_mention_is_delivered_with_its_text_and_the_reply_is_shown() {
    let rig = Rig::start().await;
    let (general, alice) = (rig.loopback.general(), rig.loopback.user("alice"));
    let question = alice.mentions_bot(&general, "who left? @everyone <@&1>");
    let reply = general.next_message().await.unwrap();
    assert_eq!(
        reply.text(),
        format!("echo\nyou said: {}", question.content())
    );
    assert_eq!(reply.replies_to(), Some(question.id));
    assert!(reply.pings.nobody(), "{:?}", reply.pings);
    assert!(question.pings.everyone);
    assert_eq!(reply.buttons(), ["More", "Form"]);
    assert_eq!(reply.menu_options(), [("1", "One"), ("2", "Two")]);
    let url = reply.attachments()[0]["url"].as_str().unwrap();
    assert_eq!(reply.embeds()[0]["image"]["url"], url);
    let image = reqwest::get(url).await.unwrap().bytes().await.unwrap();
    assert_eq!(&image[..], b"not really a picture");
    rig.end().await;
}

#[tokio::test]
async fn without_the_privileged_intent_only_what_names_the_bot_has_text() {
    let rig = Rig::start().await;
    let (general, alice) = (rig.loopback.general(), rig.loopback.user("alice"));
    let _ = alice.says(&general, "just talking");
    assert_eq!(
        general.next_message().await.unwrap().text(),
        "nothing to read"
    );
    let _ = alice.mentions_role(&general, "you there?");
    let first = general.next_message().await.unwrap();
    assert_eq!(first.text(), "nothing to read");
    let _ = alice.replies_to(&first, "really?");
    assert_eq!(
        general.next_message().await.unwrap().text(),
        "echo\nyou said: really?"
    );
    let _ = alice.replies_silently_to(&first, "really?");
    assert_eq!(
        general.next_message().await.unwrap().text(),
        "nothing to read"
    );
    let _ = alice.dm("in private");
    assert_eq!(
        alice.dm_channel().next_message().await.unwrap().text(),
        "echo\nyou said: in private"
    );
    let _ = rig
        .loopback
        .other_bot("rival")
        .mentions_bot(&general, "loop?");
    general
        .stays_quiet(Duration::from_millis(200))
        .await
        .unwrap();
    rig.end().await;
}

#[tokio::test]
async fn a_command_is_completed_run_and_answered() {
    let rig = Rig::start().await;
    let (general, alice) = (rig.loopback.general(), rig.loopback.user("alice"));
    let choices = alice
        .types(&general, "ask", "question", "reg")
        .await
        .unwrap();
    assert_eq!(choices, [json!({"name": "regular", "value": "regular"})]);
    let run = alice
        .runs(&general, "ask", &[("question", "who?")])
        .unwrap();
    assert_eq!(run.acknowledged().await.unwrap(), 4);
    assert_eq!(
        run.message().await.unwrap().text(),
        "ask: who? (Some(Guild))"
    );
    assert!(
        alice.runs(&general, "ask", &[]).is_err(),
        "a required option is missing"
    );
    assert!(
        alice.runs(&general, "ask", &[("quest", "x")]).is_err(),
        "an option that is none"
    );
    assert!(
        alice.runs(&general, "settings", &[]).is_err(),
        "not for members"
    );
    let admin = rig.loopback.admin("root");
    assert_eq!(
        admin.is_offered(&general),
        ["ask", "Check this", "settings", "later"]
    );
    let run = admin.runs(&general, "settings", &[]).unwrap();
    assert_eq!(
        run.message().await.unwrap().text(),
        "settings: nothing (Some(Guild))"
    );
    let run = alice
        .runs(&alice.dm_channel(), "ask", &[("question", "who?")])
        .unwrap();
    assert_eq!(
        run.message().await.unwrap().text(),
        "ask: who? (Some(BotDm))"
    );
    rig.end().await;
}

#[tokio::test]
async fn a_user_install_follows_the_user_and_nobody_else() {
    let rig = Rig::start().await;
    let (alice, bob) = (rig.loopback.user("alice"), rig.loopback.user("bob"));
    let group = rig.loopback.group_dm(&[&alice, &bob]);
    let foreign = rig
        .loopback
        .found_guild("Elsewhere", false)
        .channel("lobby");
    assert!(alice.runs(&group, "ask", &[("question", "x")]).is_err());
    alice.installs_app();
    let run = alice.runs(&group, "ask", &[("question", "x")]).unwrap();
    assert_eq!(
        run.message().await.unwrap().text(),
        "ask: x (Some(PrivateChannel))"
    );
    assert!(bob.runs(&group, "ask", &[("question", "x")]).is_err());
    let run = alice
        .with_permissions(permission::SEND_MESSAGES)
        .runs(&foreign, "ask", &[("question", "y")])
        .unwrap();
    let forced = run.message().await.unwrap();
    assert!(
        forced.is_ephemeral(),
        "without USE_EXTERNAL_APPS the answer is for the asker alone"
    );
    rig.end().await;
}

#[tokio::test]
async fn a_deferred_answer_is_filled_and_followed_up() {
    let rig = Rig::start().await;
    let (general, alice) = (rig.loopback.general(), rig.loopback.user("alice"));
    let run = alice.runs(&general, "later", &[]).unwrap();
    assert_eq!(run.acknowledged().await.unwrap(), 5);
    let filled = run.message().await.unwrap();
    assert_eq!(
        (filled.text().as_str(), filled.visible_to),
        ("at last", Some(alice.id()))
    );
    let more = general.next_message().await.unwrap();
    assert_eq!((more.text().as_str(), more.visible_to), ("and more", None));
    rig.end().await;
}

#[tokio::test]
async fn buttons_menus_modals_and_the_context_menu_reach_the_client() {
    let rig = Rig::start().await;
    let (general, alice) = (rig.loopback.general(), rig.loopback.user("alice"));
    let _ = alice.mentions_bot(&general, "hello");
    let reply = general.next_message().await.unwrap();
    let pressed = alice
        .presses(&reply, "More")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert_eq!(
        (pressed.text().as_str(), pressed.is_ephemeral()),
        ("pressed v1:more", true)
    );
    let forged = alice
        .forges_press(&reply, "v0:old")
        .message()
        .await
        .unwrap();
    assert_eq!(forged.text(), "pressed v0:old");
    let modal = alice
        .presses(&reply, "v1:form")
        .unwrap()
        .modal()
        .await
        .unwrap();
    assert_eq!(modal.title, "Wrong?");
    assert!(
        alice.submits(&modal, &[("source", "")]).is_err(),
        "required"
    );
    let thanks = alice
        .submits(&modal, &[("Source", "https://example.org")])
        .unwrap();
    assert_eq!(
        thanks.message().await.unwrap().text(),
        "thanks for https://example.org"
    );
    assert!(
        alice.selects(&reply, "v1:menu", "3").is_err(),
        "no such option"
    );
    let updated = alice
        .selects(&reply, "v1:menu", "2")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert_eq!((updated.id, updated.content()), (reply.id, "chosen"));
    assert!(updated.buttons().is_empty());
    let claim = alice.says(&general, "is this real?");
    assert_eq!(
        general.next_message().await.unwrap().text(),
        "nothing to read"
    );
    let checked = alice
        .uses_on_message(&claim, "Check this")
        .unwrap()
        .message()
        .await
        .unwrap();
    assert_eq!(checked.text(), "checked: is this real?");
    rig.end().await;
}

#[tokio::test]
async fn after_op_7_the_client_resumes_and_gets_what_it_missed_and_more() {
    let rig = Rig::start().await;
    let (general, alice) = (rig.loopback.general(), rig.loopback.user("alice"));
    let _ = alice.mentions_bot(&general, "before");
    general.next_message().await.unwrap();
    // The bot's own message is the last event, the question the one before.
    rig.loopback.rewinds(2);
    rig.loopback.asks_to_reconnect();
    rig.loopback.resumed(1).await.unwrap();
    let again = general.next_message().await.unwrap();
    assert!(
        again.text().contains("before"),
        "a replayed event is answered again by a client that keeps no record"
    );
    rig.loopback.cuts();
    let _ = alice.mentions_bot(&general, "meanwhile");
    assert!(
        general
            .next_message()
            .await
            .unwrap()
            .text()
            .contains("meanwhile")
    );
    rig.loopback.closes(4000);
    rig.loopback.resumed(3).await.unwrap();
    assert!(rig.loopback.repeats("MESSAGE_CREATE"));
    let (identifies, resumes, _) = rig.loopback.gateway_counts();
    assert_eq!((identifies, resumes), (1, 3));
    rig.end().await;
}

#[tokio::test]
async fn wrong_tokens_and_forbidden_intents_end_the_client() {
    let loopback = Loopback::start(Options::default()).await.unwrap();
    let mut wrong = client(&loopback, "not.the.token", modest()).await;
    let ended = tokio::time::timeout(Duration::from_secs(10), wrong.start())
        .await
        .unwrap()
        .unwrap_err();
    assert!(
        format!("{ended:?}").contains("InvalidAuthentication"),
        "{ended:?}"
    );
    let privileged = modest() | GatewayIntents::MESSAGE_CONTENT;
    let mut greedy = client(&loopback, loopback.token(), privileged).await;
    let ended = tokio::time::timeout(Duration::from_secs(10), greedy.start())
        .await
        .unwrap()
        .unwrap_err();
    assert!(
        format!("{ended:?}").contains("DisallowedGatewayIntents"),
        "{ended:?}"
    );
    assert_eq!(
        loopback
            .violations()
            .iter()
            .map(|violation| violation.line)
            .collect::<Vec<_>>(),
        [1]
    );
    loopback.shutdown().await;
}
