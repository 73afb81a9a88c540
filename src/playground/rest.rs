//! The REST side: every request is recorded, checked against Discord's rules, then carried out or refused as Discord would.

mod answers;
mod commands;
mod messages;
mod routes;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::Shared;
use super::faults::Fault;
use super::message::Upload;
use super::model::World;

/// One request as the loopback received it, with the answer it got.
#[derive(Clone, Debug)]
pub struct Capture {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path without `/api/v10`: `/channels/1/messages`.
    pub path: String,
    /// The query string's pairs.
    pub query: BTreeMap<String, String>,
    /// The JSON body, that of `payload_json` in a multipart request, or null.
    pub body: Value,
    /// The files of a multipart request.
    pub files: Vec<Upload>,
    /// The status of the answer; 0 if a fault kept it back.
    pub status: u16,
    /// The answer's body.
    pub answer: Value,
}

/// A rule that the bot broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The number of the rule in the project's list of Discord rules; 0 for unknown properties, which have no number.
    pub line: u16,
    /// What was wrong, with the place in the body.
    pub text: String,
    /// Whether Discord would refuse the request; if not, it is a rule of good conduct.
    pub refused: bool,
    /// The index of the request among the captured ones, where there is one.
    pub request: Option<usize>,
}

impl Violation {
    pub(super) fn refused(line: u16, text: String) -> Self {
        Self {
            line,
            text,
            refused: true,
            request: None,
        }
    }

    pub(super) fn noted(line: u16, text: String) -> Self {
        Self {
            line,
            text,
            refused: false,
            request: None,
        }
    }
}

/// An error answer in Discord's form.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub status: u16,
    pub body: Value,
}

impl Refusal {
    pub(super) fn new(status: u16, code: u32, message: &str) -> Self {
        Self {
            status,
            body: json!({"message": message, "code": code}),
        }
    }

    pub(super) fn unknown(what: &str, code: u32) -> Self {
        Self::new(404, code, &format!("Unknown {what}"))
    }
}

/// A status and a body, or a refusal.
pub(super) type Answer = Result<(u16, Value), Refusal>;

/// The largest request that is read, in bytes.
const LIMIT: usize = 32 * 1024 * 1024;

/// Everything under `/api`.
pub(super) async fn enter(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LIMIT).await else {
        return answer(
            413,
            &json!({"message": "Request entity too large", "code": 40005}),
        );
    };
    let method = parts.method.to_string();
    let full = parts.uri.path().to_owned();
    let query = pairs(parts.uri.query().unwrap_or(""));
    let (body, files) = read(&parts.headers, bytes).await;
    let Some(path) = full.strip_prefix("/api/v10").map(str::to_owned) else {
        shared.change(|world| {
            world.violations.push(Violation::refused(
                58,
                format!("request outside of API version 10: {full}"),
            ));
        });
        return answer(404, &json!({"message": "404: Not Found", "code": 0}));
    };
    let capture = Capture {
        method,
        path,
        query,
        body,
        files,
        status: 0,
        answer: Value::Null,
    };
    let (outcome, fault) = shared.change(|world| take(world, capture, &parts.headers));
    match fault {
        Some(Fault::Slow(delay)) => tokio::time::sleep(delay).await,
        Some(Fault::Silent) => {
            let mut shutdown = shared.shutdown.subscribe();
            let _over = shutdown.changed().await;
        }
        Some(Fault::Undecodable) => {
            return (StatusCode::OK, "<html>not what you expected").into_response();
        }
        Some(Fault::RateLimited {
            after,
            global,
            header,
        }) => return limited(after, global, header),
        Some(Fault::Status(_)) | None => {}
    }
    answer(outcome.0, &outcome.1)
}

/// Records a request and carries it out, unless a fault keeps it from happening.
fn take(
    world: &mut World,
    mut capture: Capture,
    headers: &HeaderMap,
) -> ((u16, Value), Option<Fault>) {
    let index = world.captures.len();
    let before = world.violations.len();
    let header = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    };
    if !header(header::USER_AGENT).starts_with("DiscordBot (") {
        let text = format!("User-Agent is {:?}", header(header::USER_AGENT));
        world.violations.push(Violation::noted(57, text));
    }
    let fault = world.faults.take(&capture.method, &capture.path);
    let outcome = match &fault {
        Some(Fault::Status(status)) => Err(made_up(*status)),
        Some(Fault::RateLimited { .. }) => Err(Refusal::new(429, 0, "You are being rate limited.")),
        _ => routes::serve(world, &capture, header(header::AUTHORIZATION)),
    };
    let (status, body) = outcome.unwrap_or_else(|refusal| (refusal.status, refusal.body));
    capture.status = if fault == Some(Fault::Silent) {
        0
    } else {
        status
    };
    capture.answer = body.clone();
    for violation in world.violations.iter_mut().skip(before) {
        violation.request = Some(index);
        violation.text = format!("{} {}: {}", capture.method, capture.path, violation.text);
    }
    world.captures.push(capture);
    ((status, body), fault)
}

/// An error of a status that a fault asked for, with the code Discord most often gives it.
fn made_up(status: u16) -> Refusal {
    match status {
        400 => Refusal::new(400, 50035, "Invalid Form Body"),
        401 => Refusal::new(401, 0, "401: Unauthorized"),
        403 => Refusal::new(403, 50013, "Missing Permissions"),
        404 => Refusal::new(404, 10003, "Unknown Channel"),
        _ => Refusal::new(status, 0, &format!("{status}: made up by a fault")),
    }
}

/// A 429.
fn limited(after: f64, global: bool, header: bool) -> Response {
    let body = json!({
        "message": "You are being rate limited.", "retry_after": after, "global": global, "code": 0,
    });
    let mut response = answer(429, &body);
    if header {
        let scope = if global { "global" } else { "user" };
        for (name, value) in [
            ("retry-after", after.to_string()),
            ("x-ratelimit-scope", scope.to_owned()),
        ] {
            if let Ok(value) = value.parse() {
                response.headers_mut().insert(name, value);
            }
        }
    }
    response
}

/// A JSON answer, or an empty one for status 204.
pub(super) fn answer(status: u16, body: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status == StatusCode::NO_CONTENT {
        return status.into_response();
    }
    (
        status,
        [(header::CONTENT_TYPE, "application/json")],
        body.to_string(),
    )
        .into_response()
}

/// The pairs of a query string; Discord's queries of bots need no percent decoding.
pub(super) fn pairs(query: &str) -> BTreeMap<String, String> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .collect()
}

/// The JSON and the files of a request body.
async fn read(headers: &HeaderMap, bytes: Bytes) -> (Value, Vec<Upload>) {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or("");
    if !kind.starts_with("multipart/") {
        return (
            serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            Vec::new(),
        );
    }
    let mut rebuilt = Request::new(bytes.into());
    *rebuilt.headers_mut() = headers.clone();
    let mut parts = BTreeMap::new();
    let mut files = Vec::new();
    let Ok(mut form) = Multipart::from_request(rebuilt, &()).await else {
        return (Value::Null, files);
    };
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.name().unwrap_or("").to_owned();
        let filename = field.file_name().map(str::to_owned);
        let content_type = field
            .content_type()
            .unwrap_or("application/octet-stream")
            .to_owned();
        let Ok(bytes) = field.bytes().await else {
            break;
        };
        match filename {
            Some(filename) => {
                let index = name
                    .trim_start_matches("files[")
                    .trim_end_matches(']')
                    .parse()
                    .unwrap_or(0);
                files.push(Upload {
                    index,
                    filename,
                    content_type,
                    bytes: bytes.to_vec(),
                });
            }
            None => {
                parts.insert(name, bytes);
            }
        }
    }
    let json = parts
        .get("payload_json")
        .and_then(|json| serde_json::from_slice(json).ok());
    (json.unwrap_or_else(|| Value::Object(Map::new())), files)
}

/// A file by the address that an attachment gave.
pub(super) async fn file(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let id = request
        .uri()
        .path()
        .split('/')
        .nth(3)
        .and_then(|id| id.parse().ok())
        .unwrap_or(0);
    match shared.read(|world| world.files.get(&id).cloned()) {
        Some(file) => ([(header::CONTENT_TYPE, file.content_type)], file.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The time a caller waits when nothing else says.
pub(super) const DEADLINE: Duration = Duration::from_secs(5);
