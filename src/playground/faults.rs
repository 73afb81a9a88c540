//! Faults that a test can switch on: what the next answers and the gateway do wrong.

use std::time::Duration;

/// What goes wrong with a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The request is refused with this HTTP status and an error body as Discord's, without being carried out.
    Status(u16),
    /// 429 with `retry_after` seconds in the body and, if `header`, in `Retry-After`.
    RateLimited {
        /// Seconds to wait.
        after: f64,
        /// Whether it is the limit over all routes.
        global: bool,
        /// Whether the header is present; Cloudflare's own answers lack it.
        header: bool,
    },
    /// The request is carried out at once, the answer comes this much later.
    Slow(Duration),
    /// The request is carried out, and no answer ever comes.
    Silent,
    /// The request is carried out, the answer is status 200 with a body that is not JSON.
    Undecodable,
}

/// A fault that waits for its requests.
#[derive(Clone, Debug)]
struct Armed {
    method: String,
    pattern: String,
    left: u32,
    fault: Fault,
}

/// The faults that are switched on.
#[derive(Debug, Default)]
pub(super) struct Faults {
    armed: Vec<Armed>,
}

impl Faults {
    /// Arms a fault for the next `times` requests of a route: `"POST /channels/*/messages"`, `*` being one segment.
    pub(super) fn arm(&mut self, route: &str, times: u32, fault: Fault) {
        let (method, pattern) = route.split_once(' ').unwrap_or(("*", route));
        let (method, pattern) = (method.to_owned(), pattern.to_owned());
        self.armed.push(Armed {
            method,
            pattern,
            left: times,
            fault,
        });
    }

    /// The fault for this request, used up by one.
    pub(super) fn take(&mut self, method: &str, path: &str) -> Option<Fault> {
        let matching = self.armed.iter_mut().find(|armed| {
            armed.left > 0
                && (armed.method == "*" || armed.method == method)
                && matches(&armed.pattern, path)
        })?;
        matching.left -= 1;
        Some(matching.fault.clone())
    }

    /// Switches all off.
    pub(super) fn clear(&mut self) {
        self.armed.clear();
    }
}

/// Whether a path fits a pattern, segment by segment.
fn matches(pattern: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == "*" || wanted == given => {}
            _ => return false,
        }
    }
}
