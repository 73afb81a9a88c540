//! The page's files, embedded in the binary, and the questions that it offers. The page asks no other host for anything, and
//! its Content-Security-Policy lets it ask none.

use axum::extract::Path;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use rust_embed::RustEmbed;

/// The folder `assets/playground`.
#[derive(RustEmbed)]
#[folder = "assets/playground/"]
struct Assets;

/// What the page may do: run and style itself, show its own pictures, and talk to its own server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page as routes for [`Options::routes`](super::Options::routes): it is served at `/playground/`, to which `/` leads.
/// `hints` are questions that a newcomer may click, the most telling first; an empty list offers none.
pub fn page(hints: impl IntoIterator<Item = impl Into<String>>) -> Router {
    let hints: Vec<String> = hints.into_iter().map(Into::into).collect();
    Router::new()
        .route("/playground/", get(async || file("index.html")))
        .route(
            "/playground/{file}",
            get(async |Path(name): Path<String>| file(&name)),
        )
        .route(
            "/playground/api/hints",
            get(async move || Json(hints.clone())),
        )
}

/// One embedded file with its type and the headers that keep the page to itself.
fn file(name: &str) -> Response {
    let Some(found) = Assets::get(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    (headers, found.data).into_response()
}
