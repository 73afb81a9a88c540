//! The REST side alone, against a plain HTTP client: what is refused, what is only noted, and the faults.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "a test's helpers may panic as the test itself may, and take `json!` as it comes"
)]

use std::time::Duration;

use exitnote::playground::{BOT_ID, Fault, Loopback, Options, permission};
use serde_json::{Value, json};

use crate::openapi;

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
    let opener = alice.runs(&general, "ask", &[]).unwrap();
    let (id, form) = opener.credentials();
    let input = json!({"type": 4, "custom_id": "why", "style": 2, "min_length": 3});
    let label = json!({"type": 18, "label": "Why?", "component": input});
    let modal =
        json!({"type": 9, "data": {"custom_id": "m", "title": "Form", "components": [label]}});
    assert_eq!(
        rest.send(reqwest::Method::POST, &callback(id, &form), &modal)
            .await
            .0,
        204
    );
    let modal = opener.modal().await.unwrap();
    assert!(
        alice.submits(&modal, &[("Why?", "no")]).is_err(),
        "too short"
    );
    assert!(
        rest.loopback
            .user("bob")
            .submits(&modal, &[("Why?", "because")])
            .is_err(),
        "not his form"
    );
    alice.submits(&modal, &[("Why?", "because")]).unwrap();
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

#[tokio::test]
async fn what_the_loopback_answers_is_as_discord_describes_it() {
    let rest = Rest::start().await;
    let (general, guild) = (rest.loopback.general().id(), rest.loopback.guild().id());
    let alice = rest.loopback.user("alice");
    let _ = alice.says(&rest.loopback.general(), "hello");
    let get = async |path: String| {
        let (status, answer) = rest.send(reqwest::Method::GET, &path, &Value::Null).await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    };
    for path in [
        "/gateway",
        "/gateway/bot",
        "/users/@me",
        "/applications/@me",
        "/oauth2/applications/@me",
    ] {
        get(path.to_owned()).await;
    }
    let own = format!("/members/{BOT_ID}");
    for part in ["", "/channels", "/roles", own.as_str()] {
        get(format!("/guilds/{guild}{part}")).await;
    }
    get(format!("/channels/{general}")).await;
    let messages = get(format!("/channels/{general}/messages?limit=5")).await;
    assert_eq!(
        messages[0]["content"], "",
        "without the intent a message that does not name the bot is bare"
    );
    let dm = json!({"recipient_id": alice.id().to_string()});
    let (_, dm) = rest
        .send(reqwest::Method::POST, "/users/@me/channels", &dm)
        .await;
    assert_eq!(dm["id"], alice.dm_channel().id().to_string());
    let container = json!({"type": 17, "components": [
        {"type": 9, "components": [{"type": 10, "content": "a text"}],
         "accessory": {"type": 2, "style": 5, "label": "go", "url": "https://example.org"}},
        {"type": 14},
        {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}]},
    ]});
    let (status, shown) = rest
        .post(
            json!({"flags": 1 << 15, "components": [container], "allowed_mentions": {"parse": []}}),
        )
        .await;
    assert_eq!((status, &shown["flags"]), (200, &json!(1 << 15)), "{shown}");
    assert_eq!(
        rest.loopback.general().next_message().await.unwrap().text(),
        "a text"
    );
    let edit = format!(
        "/channels/{general}/messages/{}",
        shown["id"].as_str().unwrap()
    );
    let back = json!({"flags": 0, "content": "x"});
    assert_eq!(rest.send(reqwest::Method::PATCH, &edit, &back).await.0, 400);
    assert_eq!(
        rest.send(reqwest::Method::DELETE, &edit, &Value::Null)
            .await
            .0,
        204
    );
    assert_eq!(
        rest.send(reqwest::Method::GET, &edit, &Value::Null).await.1["code"],
        10008
    );
    openapi::assert_answers_valid(&rest.loopback.requests());
}

#[tokio::test]
async fn a_late_or_missing_answer_hides_that_the_message_was_posted() {
    let rest = Rest::start().await;
    let route = "POST /channels/*/messages";
    rest.loopback
        .fails(route, 1, Fault::Slow(Duration::from_millis(300)));
    rest.loopback.fails(route, 1, Fault::Silent);
    let start = std::time::Instant::now();
    assert_eq!(rest.post(body(json!({}))).await.0, 200);
    assert!(start.elapsed() >= Duration::from_millis(300));
    let patience = Duration::from_millis(300);
    assert!(
        tokio::time::timeout(patience, rest.post(body(json!({}))))
            .await
            .is_err()
    );
    assert_eq!(rest.loopback.general().messages().len(), 2);
    rest.loopback.nothing_unread().unwrap_err();
    tokio::time::timeout(Duration::from_secs(4), rest.loopback.shutdown())
        .await
        .unwrap();
}

#[tokio::test]
async fn the_page_s_verbs_are_those_of_the_tests() {
    let rest = Rest::start().await;
    let path = format!("/applications/{BOT_ID}/commands");
    let command =
        json!({"name": "ask", "description": "x", "integration_types": [0], "contexts": [0, 1]});
    rest.send(reqwest::Method::POST, &path, &command).await;
    let api = format!("{}/playground/api", rest.loopback.api_url());
    let post = async |verb: &str, body: Value| {
        let request = rest
            .http
            .post(format!("{api}/{verb}"))
            .header("content-type", "application/json");
        let response = request.body(body.to_string()).send().await.unwrap();
        let status = response.status().as_u16();
        (
            status,
            serde_json::from_str::<Value>(&response.text().await.unwrap()).unwrap(),
        )
    };
    let channel = rest.loopback.general().id().to_string();
    let (status, run) = post(
        "run",
        json!({"user": "alice", "channel": channel, "command": "ask", "options": {}}),
    )
    .await;
    assert_eq!(status, 200, "{run}");
    let unknown = json!({"user": "alice", "channel": channel, "command": "task"});
    let (status, refused) = post("run", unknown).await;
    assert_eq!(
        (status, &refused["message"]),
        (422, &json!("no command /task is offered to this user here"))
    );
    let (_, said) = post(
        "say",
        json!({"user": "alice", "channel": channel, "content": "hi"}),
    )
    .await;
    let theirs = json!({"user": "bob", "message": said["id"], "content": "ho"});
    assert_eq!(
        post("edit", theirs.clone()).await.0,
        422,
        "nobody edits what another wrote"
    );
    let listed = rest
        .http
        .get(format!("{api}/commands?user=alice&channel={channel}"))
        .send()
        .await
        .unwrap();
    assert!(listed.text().await.unwrap().contains("\"ask\""));
}
