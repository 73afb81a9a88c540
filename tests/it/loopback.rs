//! The loopback Discord against a small serenity client that has nothing to do with the bot: what it shows here is that
//! the loopback behaves as Discord where the bot's own tests rely on it.

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
    EditInteractionResponse, EventHandler, GatewayIntents, HttpBuilder, InputTextStyle,
    InstallationContext, Interaction, InteractionContext, Message, ModalInteraction, Permissions,
    Ready,
};

use crate::openapi;
use exitnote::playground::{BOT_ID, Fault, Loopback, Options, permission};

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

/// A client of the REST side alone.
struct Rest {
    loopback: Loopback,
    http: reqwest::Client,
}

impl Rest {
    async fn start() -> Self {
        Self {
            loopback: Loopback::start(Options::default()).await.unwrap(),
            http: reqwest::Client::new(),
        }
    }

    async fn send(&self, method: reqwest::Method, path: &str, body: &Value) -> (u16, Value) {
        let url = format!("{}/api/v10{path}", self.loopback.api_url());
        let request = self
            .http
            .request(method, url)
            .header("user-agent", "DiscordBot (test, 1)");
        let request = request.header("authorization", format!("Bot {}", self.loopback.token()));
        let response = request
            .header("content-type", "application/json")
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        let status = response.status().as_u16();
        (
            status,
            serde_json::from_str(&response.text().await.unwrap()).unwrap_or(Value::Null),
        )
    }

    async fn post(&self, body: Value) -> (u16, Value) {
        let path = format!("/channels/{}/messages", self.loopback.general().id());
        self.send(reqwest::Method::POST, &path, &body).await
    }

    fn lines(&self) -> Vec<u16> {
        self.loopback
            .violations()
            .iter()
            .map(|violation| violation.line)
            .collect()
    }
}

/// `{"content": "x", "allowed_mentions": {"parse": []}}` with some keys set otherwise.
fn body(changes: Value) -> Value {
    let mut body = json!({"content": "x", "allowed_mentions": {"parse": []}});
    for (key, value) in changes.as_object().unwrap() {
        body[key] = value.clone();
    }
    body
}

#[tokio::test]
async fn what_discord_refuses_is_refused_with_its_words_and_its_line() {
    let button = json!({"type": 2, "style": 1, "label": "x", "custom_id": "a"});
    let cases = [
        (38, body(json!({"content": "é".repeat(2001)}))),
        (38, body(json!({"content": ""}))),
        (38, body(json!({"embeds": [{"title": "x".repeat(257)}]}))),
        (
            38,
            body(
                json!({"embeds": [{"description": "x".repeat(3001)}, {"description": "x".repeat(3000)}]}),
            ),
        ),
        (
            38,
            body(json!({"embeds": [{"fields": [{"name": "", "value": "x"}]}]})),
        ),
        (
            20,
            body(
                json!({"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x"}]}]}),
            ),
        ),
        (
            20,
            body(json!({"components": [{"type": 1, "components": [button, button]}]})),
        ),
        (
            20,
            body(json!({"components": [{"type": 1, "components": vec![button.clone(); 6]}]})),
        ),
        (41, body(json!({"components": [button]}))),
        (
            41,
            body(json!({"flags": 1 << 15, "components": [{"type": 10, "content": "x"}]})),
        ),
        (
            37,
            body(json!({"allowed_mentions": {"parse": ["users"], "users": ["1"]}})),
        ),
    ];
    for (line, body) in cases {
        let rest = Rest::start().await;
        let (status, answer) = rest.post(body.clone()).await;
        assert_eq!(status, 400, "{body}");
        assert!(
            [50035, 50006].contains(&answer["code"].as_u64().unwrap()),
            "{answer}"
        );
        assert!(
            rest.lines().contains(&line),
            "{body}: {:?}",
            rest.loopback.violations()
        );
        assert!(rest.loopback.general().messages().is_empty(), "{body}");
    }
}

#[tokio::test]
async fn bad_manners_are_noted_and_let_through() {
    let cases = [
        (37, json!({"content": "@everyone"})),
        (
            42,
            body(json!({"content": "https://a.example https://b.example"})),
        ),
        (44, body(json!({"content": "on <t:1700000000:D>"}))),
        (35, body(json!({"content": "see </ask:123>"}))),
        (0, body(json!({"contents": "typo"}))),
    ];
    for (line, body) in cases {
        let rest = Rest::start().await;
        assert_eq!(rest.post(body.clone()).await.0, 200, "{body}");
        assert_eq!(
            rest.lines(),
            [line],
            "{body}: {:?}",
            rest.loopback.violations()
        );
    }
}

#[tokio::test]
async fn command_definitions_are_held_to_the_rules() {
    let command = |changes: Value| {
        let mut command =
            json!({"name": "ask", "description": "x", "integration_types": [0], "contexts": [0]});
        for (key, value) in changes.as_object().unwrap() {
            command[key] = value.clone();
        }
        command
    };
    let option = |name: &str, required: bool| json!({"type": 3, "name": name, "description": "x", "required": required});
    let cases = [
        (28, vec![command(json!({"name": "Ask"}))]),
        (28, vec![command(json!({"name": "a b"}))]),
        (28, vec![command(json!({"description": ""}))]),
        (
            28,
            vec![command(
                json!({"options": [option("a", false), option("b", true)]}),
            )],
        ),
        (28, vec![command(json!({})), command(json!({}))]),
        (32, vec![command(json!({"contexts": [2]}))]),
        (
            29,
            (0..16)
                .map(|n| command(json!({"name": format!("c{n}"), "type": 3, "description": ""})))
                .collect(),
        ),
    ];
    for (line, commands) in cases {
        let rest = Rest::start().await;
        let path = format!("/applications/{BOT_ID}/commands");
        let (status, _) = rest
            .send(reqwest::Method::PUT, &path, &json!(commands))
            .await;
        assert_eq!(
            (status, rest.lines()),
            (400, vec![line]),
            "{commands:?}: {:?}",
            rest.loopback.violations()
        );
        let japanese = command(json!({"name_localizations": {"ja": "質問"}}));
        assert_eq!(
            rest.send(reqwest::Method::PUT, &path, &json!([japanese]))
                .await
                .0,
            200
        );
    }
}

#[tokio::test]
async fn interactions_are_answered_once_in_time_and_with_a_live_token() {
    let rest = Rest::start().await;
    let path = format!("/applications/{BOT_ID}/commands");
    let command =
        json!({"name": "ask", "description": "x", "integration_types": [0], "contexts": [0]});
    rest.send(reqwest::Method::POST, &path, &command).await;
    let (general, alice) = (rest.loopback.general(), rest.loopback.user("alice"));
    let answer = json!({"type": 4, "data": body(json!({}))});
    let run = || alice.runs(&general, "ask", &[]).unwrap().credentials();
    let (id, token) = run();
    let callback = |id, token: &str| format!("/interactions/{id}/{token}/callback");
    assert_eq!(
        rest.send(reqwest::Method::POST, &callback(id, "forged"), &answer)
            .await
            .1["code"],
        10062
    );
    assert_eq!(
        rest.send(reqwest::Method::POST, &callback(id, &token), &answer)
            .await
            .0,
        204
    );
    assert_eq!(
        rest.send(reqwest::Method::POST, &callback(id, &token), &answer)
            .await
            .1["code"],
        40060
    );
    assert_eq!(rest.lines(), [14]);
    let original = format!("/webhooks/{BOT_ID}/{token}/messages/@original");
    assert_eq!(
        rest.send(reqwest::Method::GET, &original, &Value::Null)
            .await
            .1["content"],
        "x"
    );
    rest.loopback.advance(Duration::from_secs(901));
    assert_eq!(
        rest.send(reqwest::Method::GET, &original, &Value::Null)
            .await
            .0,
        401
    );
    let (id, token) = run();
    rest.loopback.advance(Duration::from_secs(4));
    assert_eq!(
        rest.send(reqwest::Method::POST, &callback(id, &token), &answer)
            .await
            .1["code"],
        10062
    );
}

#[tokio::test]
async fn faults_strike_as_often_as_asked() {
    let rest = Rest::start().await;
    rest.loopback
        .fails("POST /channels/*/messages", 1, Fault::Status(500));
    rest.loopback.fails(
        "POST /channels/*/messages",
        1,
        Fault::RateLimited {
            after: 1.5,
            global: true,
            header: true,
        },
    );
    rest.loopback
        .fails("POST /channels/*/messages", 1, Fault::Undecodable);
    assert_eq!(rest.post(body(json!({}))).await.0, 500);
    let (status, limited) = rest.post(body(json!({}))).await;
    assert_eq!(
        (status, &limited["retry_after"], &limited["global"]),
        (429, &json!(1.5), &json!(true))
    );
    assert_eq!(rest.post(body(json!({}))).await, (200, Value::Null));
    assert_eq!(
        rest.loopback.general().messages().len(),
        1,
        "carried out though the answer is garbage"
    );
    let once = body(json!({"nonce": "n1", "enforce_nonce": true}));
    let (first, second) = (rest.post(once.clone()).await, rest.post(once).await);
    assert_eq!(first.1["id"], second.1["id"]);
    let general = rest.loopback.general();
    general.deny_bot(permission::SEND_MESSAGES);
    assert_eq!(rest.post(body(json!({}))).await.1["code"], 50013);
    general.deny_bot(permission::VIEW_CHANNEL);
    assert_eq!(rest.post(body(json!({}))).await.1["code"], 50001);
}

#[tokio::test]
async fn the_page_speaks_for_a_user_only_from_its_own_address() {
    let rest = Rest::start().await;
    let api = format!("{}/playground/api", rest.loopback.api_url());
    let state: Value = serde_json::from_str(
        &rest
            .http
            .get(format!("{api}/state?user=alice"))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap(),
    )
    .unwrap();
    assert_eq!(state["me"]["username"], "alice");
    let mut events = rest
        .http
        .get(format!("{api}/events?user=alice"))
        .send()
        .await
        .unwrap();
    let channel = state["channels"][0]["id"].clone();
    let say = json!({"user": "alice", "channel": channel, "content": "hello"}).to_string();
    let post = || {
        rest.http
            .post(format!("{api}/say"))
            .header("content-type", "application/json")
            .body(say.clone())
    };
    assert_eq!(post().send().await.unwrap().status(), 200);
    let event = String::from_utf8(events.chunk().await.unwrap().unwrap().to_vec()).unwrap();
    assert!(
        event.contains("MESSAGE_CREATE") && event.contains("hello"),
        "{event}"
    );
    assert_eq!(
        post()
            .header("origin", "https://evil.example")
            .send()
            .await
            .unwrap()
            .status(),
        403
    );
    assert_eq!(
        post()
            .header("host", "evil.example")
            .send()
            .await
            .unwrap()
            .status(),
        403
    );
    assert_eq!(rest.loopback.general().messages().len(), 1);
}
