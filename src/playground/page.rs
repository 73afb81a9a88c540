//! The page's API: what a person sees, a stream of what changes, and the verbs over HTTP. All objects are Discord's own.
//!
//! * `GET  /playground/api/state?user=NAME`: `me`, `bot`, `guild`, `channels`, `messages` (by channel, oldest first)
//! * `GET  /playground/api/commands?user=NAME&channel=ID`: the commands offered there
//! * `GET  /playground/api/events?user=NAME`: server-sent events, each `{"t":…,"d":…}`: `MESSAGE_CREATE`, `MESSAGE_UPDATE`,
//!   `MESSAGE_DELETE`, `TYPING_START`, `COMMANDS`, `MODAL_OPEN` (the modal with `id`), `INTERACTION_ANSWERED` (`id`, `type`)
//! * `POST /playground/api/VERB` with JSON `{"user":NAME, …}`: `say` (channel, content, optionally `reply_to`), `edit` (message, content),
//!   `delete` (message), `run` (channel, command, options), `complete` (channel, command, option, value, options; answers
//!   `choices`), `menu` (message, command), `press` (message, component), `select` (message, component, values),
//!   `submit` (modal, fields). Those that start an interaction answer `{"id":…}`; a refused one 422 with `message`.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::stream::{Stream, unfold};
use serde_json::{Map, Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::json::{list, number, text};
use super::message::Draft;
use super::model::{BOT_ID, Id, World};
use super::verbs::page_verbs as verbs;
use super::{Shared, Unmet};

type Pairs = Query<std::collections::BTreeMap<String, String>>;

/// The routes of the API.
pub(super) fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/playground/api/state", get(state))
        .route("/playground/api/commands", get(commands))
        .route("/playground/api/events", get(events))
        .route("/playground/api/{verb}", post(act))
}

/// Lets only requests pass that name this very address as their host and, if they name an origin, as that too: so no other
/// site that is open in the same browser can speak for the user, not even by pointing its own name at 127.0.0.1.
pub(super) async fn guard(
    State(address): State<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let port = address.port();
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let named = |name: header::HeaderName, headers: &HeaderMap| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("").to_owned())
    };
    let host = named(header::HOST, request.headers()).is_some_and(|host| own.contains(&host));
    let origin = named(header::ORIGIN, request.headers()).is_none_or(|origin| {
        origin
            .strip_prefix("http://")
            .is_some_and(|origin| own.iter().any(|own| own == origin))
    });
    if host && origin {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

/// The user that a request speaks for; `you` if it names none.
fn user(world: &mut World, name: Option<&str>) -> Id {
    world.person(name.filter(|name| !name.is_empty()).unwrap_or("you"))
}

async fn state(State(shared): State<Arc<Shared>>, Query(query): Pairs) -> Json<Value> {
    Json(shared.change(|world| {
        let me = user(world, query.get("user").map(String::as_str));
        world.dm_with(me);
        let places = world.places.values().filter(|place| place.guild.is_some() || place.recipients.contains(&me));
        let places: Vec<Id> = places.map(|place| place.id).collect();
        let guild = world.guilds.values().next();
        let guild = guild.map(|guild| {
            let roles: Vec<Value> = guild.roles.iter().map(World::role_json).collect();
            let people: Vec<Value> = guild.members.keys().map(|id| world.user_json(*id)).collect();
            json!({"id": guild.id.to_string(), "name": guild.name, "roles": roles, "members": people})
        });
        let messages: Map<String, Value> = places
            .iter()
            .map(|place| {
                let here = world.posts.values().filter(|post| {
                    post.channel == *place && !post.deleted && post.only_for.is_none_or(|only| only == me)
                });
                (place.to_string(), here.map(|post| post.json.clone()).collect())
            })
            .collect();
        let channels: Vec<Value> = places.iter().map(|id| world.channel_json(*id)).collect();
        json!({
            "me": world.user_json(me), "bot": world.user_json(BOT_ID), "guild": guild, "channels": channels,
            "messages": messages,
        })
    }))
}

async fn commands(State(shared): State<Arc<Shared>>, Query(query): Pairs) -> Json<Value> {
    let channel = query
        .get("channel")
        .and_then(|id| id.parse().ok())
        .unwrap_or(0);
    Json(shared.change(|world| {
        let me = user(world, query.get("user").map(String::as_str));
        Value::Array(world.commands_for(me, channel))
    }))
}

async fn events(State(shared): State<Arc<Shared>>, Query(query): Pairs) -> impl IntoResponse {
    let (me, receiver) = shared.change(|world| {
        let me = user(world, query.get("user").map(String::as_str));
        (me, world.page.subscribe())
    });
    Sse::new(stream(&shared, me, receiver)).keep_alive(KeepAlive::default())
}

/// The events that one user may see, until the loopback shuts down or the reader is too slow to keep up. A reader whose
/// stream ends connects again and reads the state afresh.
fn stream(
    shared: &Shared,
    me: Id,
    receiver: tokio::sync::broadcast::Receiver<super::model::PageEvent>,
) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    let shutdown = shared.shutdown.subscribe();
    unfold(
        (receiver, shutdown),
        move |(mut receiver, mut shutdown)| async move {
            loop {
                let event = tokio::select! {
                    event = receiver.recv() => event,
                    _ = shutdown.changed() => return None,
                };
                match event {
                    Ok(event) if event.visible_to.is_none_or(|only| only == me) => {
                        let event = Event::default().data(event.body.to_string());
                        return Some((Ok(event), (receiver, shutdown)));
                    }
                    Ok(_) => {}
                    Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
                }
            }
        },
    )
}

async fn act(
    State(shared): State<Arc<Shared>>,
    Path(verb): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let started = shared.change(|world| {
        let me = user(world, body.get("user").and_then(Value::as_str));
        perform(world, me, &verb, &body)
    });
    let done = match started {
        Ok(id) if verb == "complete" => {
            let choices = shared
                .until("choices", |world| {
                    world.interactions.get(&id)?.choices.clone()
                })
                .await;
            choices.map(|choices| json!({"choices": choices}))
        }
        other => other.map(|id| json!({"id": id.to_string()})),
    };
    match done {
        Ok(body) => Json(body).into_response(),
        Err(unmet) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Json(json!({"message": unmet.to_string()})),
        )
            .into_response(),
    }
}

/// Carries out a verb; returns the id of the message or interaction.
fn perform(world: &mut World, me: Id, verb: &str, body: &Value) -> Result<Id, Unmet> {
    let id = |key: &str| number(body, &format!("/{key}")).unwrap_or(0);
    let given = |key: &str| text(body, &format!("/{key}"));
    let pairs = |key: &str| -> Vec<(String, String)> {
        let map = body
            .get(key)
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        map.map(|(key, value)| {
            (
                key.clone(),
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned),
            )
        })
        .collect()
    };
    let (options, fields) = (pairs("options"), pairs("fields"));
    let options: Vec<(&str, &str)> = options
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    match verb {
        "say" => say(world, me, body),
        "edit" | "delete" => {
            let message = id("message");
            if world
                .posts
                .get(&message)
                .is_none_or(|post| post.author != me)
            {
                return Err(Unmet::new("not your message"));
            }
            if verb == "edit" {
                world.edit(message, &json!({"content": given("content")}), &[]);
            } else {
                world.erase(message);
            }
            Ok(message)
        }
        "run" => verbs::run(world, me, id("channel"), given("command"), &options),
        "complete" => {
            let focused = (given("option"), given("value"));
            verbs::complete(
                world,
                me,
                id("channel"),
                given("command"),
                &options,
                focused,
            )
        }
        "menu" => verbs::use_on(world, me, id("message"), given("command")),
        "press" => verbs::press(world, me, id("message"), given("component"), None),
        "select" => {
            let values = list(body, "/values")
                .iter()
                .filter_map(|value| value.as_str().map(str::to_owned));
            let values: Vec<String> = values.collect();
            verbs::press(world, me, id("message"), given("component"), Some(&values))
        }
        "submit" => verbs::submit(world, me, id("modal"), &fields),
        _ => Err(Unmet::new(format!("no verb {verb:?}"))),
    }
}

fn say(world: &mut World, me: Id, body: &Value) -> Result<Id, Unmet> {
    let channel = number(body, "/channel").unwrap_or(0);
    let content = text(body, "/content");
    if !world.places.contains_key(&channel) {
        return Err(Unmet::new("no such channel"));
    }
    if content.trim().is_empty() || content.chars().count() > 4000 {
        return Err(Unmet::new("a message has 1 to 4000 characters"));
    }
    let reply_to = number(body, "/reply_to");
    let allowed = json!({"parse": ["users", "roles", "everyone"], "replied_user": true});
    let body = json!({"content": content, "allowed_mentions": allowed});
    Ok(world.post(&Draft {
        channel,
        author: me,
        kind: if reply_to.is_some() { 19 } else { 0 },
        body: &body,
        files: &[],
        flags: 0,
        only_for: None,
        interaction: None,
        reply_to,
    }))
}
