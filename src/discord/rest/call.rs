//! A request before it is sent: where it goes, what it carries, and how hard it is tried.

use std::time::Duration;

use serde_json::Value;
use serenity::all::CreateAttachment;
use serenity::http::{LightMethod, Multipart, MultipartUpload, Request, Route};

use super::{ATTEMPT, RestError};

/// What matters of a request for how hard it is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effort {
    /// All attempts and waits together may take so long.
    pub(super) deadline: Duration,
    /// One attempt may take so long.
    pub(super) attempt: Duration,
    /// So many attempts at most.
    pub(super) attempts: u32,
    /// Whether the limit over all routes holds for it. Answers to interactions are exempt.
    pub(super) counts_globally: bool,
}

impl Effort {
    /// The first answer to an interaction: Discord shows a failure after three seconds.
    pub(super) const ANSWER: Self = Self {
        deadline: Duration::from_millis(2_600),
        attempt: Duration::from_millis(1_200),
        attempts: 3,
        counts_globally: false,
    };
    /// Messages, edits, registrations. Well under the fifteen minutes that an interaction's token lives.
    pub(super) const ORDINARY: Self = Self {
        deadline: Duration::from_secs(30),
        attempt: ATTEMPT,
        attempts: 4,
        counts_globally: true,
    };
}

/// A file to attach; its id in the message is 0.
#[derive(Debug, Clone)]
pub(in crate::discord) struct File {
    /// Its name.
    pub(in crate::discord) name: String,
    /// Its bytes.
    pub(in crate::discord) bytes: Vec<u8>,
}

/// A request, before it is sent.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    route: Route<'a>,
    method: LightMethod,
    body: Option<&'a Value>,
    file: Option<&'a File>,
    pub(super) effort: Effort,
}

impl<'a> Call<'a> {
    /// A request without a body, with the ordinary effort.
    pub(super) fn new(method: LightMethod, route: Route<'a>) -> Self {
        Self {
            route,
            method,
            body: None,
            file: None,
            effort: Effort::ORDINARY,
        }
    }

    /// With a body.
    pub(super) fn carrying(self, body: &'a Value) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }

    /// With a file beside the body, if there is one.
    pub(super) fn attaching(self, file: Option<&'a File>) -> Self {
        Self { file, ..self }
    }

    /// Tried as hard as that.
    pub(super) fn with(self, effort: Effort) -> Self {
        Self { effort, ..self }
    }

    /// What the limits count it under: the method, and the path without what is not a major parameter. The tokens of
    /// interactions are left out too: each is used a few times only, and the map of limits must not grow by one entry
    /// with each.
    pub(super) fn key(&self) -> String {
        let bucket = match self.route {
            Route::InteractionResponse { .. } => "interaction".to_owned(),
            Route::WebhookOriginalInteractionResponse { .. } => "webhook".to_owned(),
            Route::ChannelMessage { channel_id, .. } => format!("channel {channel_id} message"),
            other => other.path().into_owned(),
        };
        format!("{} {bucket}", self.method.reqwest_method())
    }

    /// The request, to Discord or to `api_url`.
    pub(super) fn request(
        &self,
        client: &reqwest::Client,
        token: &str,
        api_url: Option<&str>,
    ) -> Result<reqwest::Request, RestError> {
        let malformed = |error: &dyn std::fmt::Display| RestError::Malformed(error.to_string());
        let mut request = Request::new(self.route, self.method);
        let text = self.body.map(Value::to_string);
        request = match self.file {
            None => request.body(text.map(String::into_bytes)),
            Some(file) => {
                let attachment = CreateAttachment::bytes(file.bytes.clone(), &file.name);
                request.multipart(Some(Multipart {
                    upload: MultipartUpload::Attachments(vec![attachment]),
                    fields: Vec::new(),
                    payload_json: text,
                }))
            }
        };
        request
            .build(client, token, api_url)
            .map_err(|error| malformed(&error))?
            .build()
            .map_err(|error| malformed(&error))
    }
}
