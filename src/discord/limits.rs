//! Discord's limits, as its answers tell them: for each bucket, over all routes, and on refused requests.

use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// Requests in a second over all routes; Discord allows 50.
const PER_SECOND: usize = 45;
/// Refused requests in ten minutes after which nothing is sent for a while; Discord blocks an address at 10,000.
const INVALID: usize = 8_000;
/// The window of [`INVALID`].
const INVALID_WINDOW: Duration = Duration::from_mins(10);
/// The buckets kept; those that have reset go first.
const BUCKETS: usize = 2_000;

/// What is known of the limits.
#[derive(Debug, Default)]
pub(super) struct Limits {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    buckets: BTreeMap<String, Bucket>,
    /// Nothing is sent on any route before this.
    paused_until: Option<Instant>,
    sent: VecDeque<Instant>,
    invalid: VecDeque<Instant>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    remaining: u32,
    resets: Instant,
}

impl Limits {
    /// Waits until a request of this key may be sent, and counts it.
    pub(super) async fn wait(&self, key: &str, counts_globally: bool, now: impl Fn() -> Instant) {
        while let Some(until) = self.claim(key, counts_globally, now()) {
            sleep_until(until).await;
        }
    }

    /// Takes a place for a request, or says when to ask again.
    fn claim(&self, key: &str, counts_globally: bool, now: Instant) -> Option<Instant> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = state
            .paused_until
            .filter(|until| counts_globally && *until > now)
        {
            return Some(until);
        }
        let window = now.checked_sub(INVALID_WINDOW);
        while state
            .invalid
            .front()
            .is_some_and(|at| window.is_some_and(|from| *at < from))
        {
            state.invalid.pop_front();
        }
        if state.invalid.len() >= INVALID {
            return Some(now + Duration::from_secs(5));
        }
        if counts_globally {
            let second_ago = now.checked_sub(Duration::from_secs(1));
            while state
                .sent
                .front()
                .is_some_and(|at| second_ago.is_some_and(|from| *at <= from))
            {
                state.sent.pop_front();
            }
            if let Some(first) = state
                .sent
                .front()
                .filter(|_| state.sent.len() >= PER_SECOND)
            {
                return Some(*first + Duration::from_secs(1));
            }
        }
        if let Some(bucket) = state.buckets.get_mut(key) {
            if bucket.resets <= now {
                state.buckets.remove(key);
            } else if bucket.remaining == 0 {
                return Some(bucket.resets);
            } else {
                bucket.remaining -= 1;
            }
        }
        if counts_globally {
            state.sent.push_back(now);
        }
        None
    }

    /// Takes in what an answer says of its bucket. Routes that share a bucket are kept apart here, and each learns of
    /// its limit by itself.
    pub(super) fn learnt(&self, key: &str, remaining: u32, reset_after: Duration, now: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.buckets.len() >= BUCKETS {
            state.buckets.retain(|_, bucket| bucket.resets > now);
        }
        if state.buckets.len() >= BUCKETS {
            state.buckets.pop_first();
        }
        state.buckets.insert(
            key.to_owned(),
            Bucket {
                remaining,
                resets: now + reset_after,
            },
        );
    }

    /// Takes in a 429: this key, or with `global` every route, waits.
    pub(super) fn refused(&self, key: &str, global: bool, pause: Duration, now: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let until = now + pause;
        if global {
            state.paused_until = state.paused_until.max(Some(until));
        }
        state.buckets.insert(
            key.to_owned(),
            Bucket {
                remaining: 0,
                resets: until,
            },
        );
        metrics::counter!("exitnote_discord_rate_limited_total", "global" => global.to_string())
            .increment(1);
    }

    /// Counts a refused request (401, 403, 429 that is our own fault).
    pub(super) fn invalid(&self, now: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.invalid.push_back(now);
        metrics::counter!("exitnote_discord_invalid_requests_total").increment(1);
        if state.invalid.len() == INVALID / 2 {
            tracing::warn!(
                count = state.invalid.len(),
                "Discord refused many requests in ten minutes; at 10,000 it blocks this address"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn an_empty_bucket_holds_back_its_key_only() {
        let limits = Limits::default();
        let now = Instant::now();
        limits.learnt("a", 0, secs(2), now);
        assert_eq!(limits.claim("a", true, now), Some(now + secs(2)));
        assert_eq!(limits.claim("b", true, now), None);
        assert_eq!(limits.claim("a", true, now + secs(2)), None);
    }

    #[test]
    fn a_global_limit_holds_back_all_but_answers_to_interactions() {
        let limits = Limits::default();
        let now = Instant::now();
        limits.refused("a", true, secs(3), now);
        assert_eq!(limits.claim("b", true, now), Some(now + secs(3)));
        assert_eq!(limits.claim("c", false, now), None);
        assert_eq!(limits.claim("b", true, now + secs(3)), None);
    }

    #[test]
    fn a_second_holds_so_many_requests() {
        let limits = Limits::default();
        let now = Instant::now();
        for _ in 0..PER_SECOND {
            assert_eq!(limits.claim("a", true, now), None);
        }
        assert_eq!(limits.claim("a", true, now), Some(now + secs(1)));
        assert_eq!(limits.claim("a", true, now + secs(1)), None);
    }

    #[test]
    fn refused_requests_stop_everything_before_discord_does() {
        let limits = Limits::default();
        let now = Instant::now();
        for _ in 0..INVALID {
            limits.invalid(now);
        }
        assert!(limits.claim("a", false, now).is_some());
        assert_eq!(limits.claim("a", false, now + secs(601)), None);
    }
}
