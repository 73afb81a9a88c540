//! What is kept in memory for a short while, bounded, and never as text that somebody wrote: which messages were
//! answered, what follow-ups may lean on, recent replies to follow-ups, and how often somebody asked.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::recall::Context;
use crate::render::Reply;

/// How many of each are kept.
const KEPT: usize = 2_000;
/// How long a person's last question in a channel counts as the one before.
const CONVERSATION: SignedDuration = SignedDuration::from_mins(10);
/// The window in which questions are counted.
const WINDOW: SignedDuration = SignedDuration::from_secs(20);
/// Questions of one person, and in one channel, within the window.
const PER_PERSON: usize = 6;
const PER_CHANNEL: usize = 30;

/// A map that forgets its oldest entry when it is full.
#[derive(Debug)]
struct Bounded<K, V> {
    values: BTreeMap<K, (u64, V)>,
    order: BTreeMap<u64, K>,
    next: u64,
}

impl<K, V> Default for Bounded<K, V> {
    fn default() -> Self {
        Self {
            values: BTreeMap::new(),
            order: BTreeMap::new(),
            next: 0,
        }
    }
}

impl<K: Ord + Clone, V> Bounded<K, V> {
    fn put(&mut self, key: K, value: V) {
        if let Some((at, _)) = self.values.remove(&key) {
            self.order.remove(&at);
        }
        while self.values.len() >= KEPT {
            let Some((_, oldest)) = self.order.pop_first() else {
                break;
            };
            self.values.remove(&oldest);
        }
        self.order.insert(self.next, key.clone());
        self.values.insert(key, (self.next, value));
        self.next += 1;
    }

    fn get(&self, key: &K) -> Option<&V> {
        self.values.get(key).map(|(_, value)| value)
    }

    fn retain(&mut self, mut keep: impl FnMut(&K) -> bool) {
        let order = &mut self.order;
        self.values.retain(|key, (at, _)| {
            let kept = keep(key);
            if !kept {
                order.remove(at);
            }
            kept
        });
    }
}

/// Whether a question may be answered now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// It may.
    Fine,
    /// Too many questions, and nobody was told yet in this window.
    TooFast,
    /// Too many questions, and the person was told already.
    StillTooFast,
}

#[derive(Debug, Default)]
struct Counted {
    at: VecDeque<Timestamp>,
    told: Option<Timestamp>,
}

/// What is kept.
#[derive(Debug, Default)]
pub(super) struct Recent {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    seen: Bounded<u64, ()>,
    by_answer: Bounded<u64, Context>,
    by_person: Bounded<(u64, u64), (Timestamp, Context)>,
    replies: Bounded<String, Arc<Reply>>,
    people: Bounded<u64, Counted>,
    channels: Bounded<u64, Counted>,
}

impl Recent {
    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        act(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether this is the first time that the message is seen by this process.
    pub(super) fn first_time(&self, message: u64) -> bool {
        self.with(|inner| {
            let first = inner.seen.get(&message).is_none();
            if first {
                inner.seen.put(message, ());
            }
            first
        })
    }

    /// What a reply to that message of the bot's may lean on.
    pub(super) fn of_answer(&self, message: u64) -> Option<Context> {
        self.with(|inner| inner.by_answer.get(&message).cloned())
    }

    /// What the next question of that person there may lean on: the one before, if it was lately.
    pub(super) fn of_person(&self, channel: u64, person: u64, now: Timestamp) -> Option<Context> {
        self.with(|inner| {
            let (at, context) = inner.by_person.get(&(channel, person))?;
            (now.duration_since(*at) <= CONVERSATION).then(|| context.clone())
        })
    }

    /// Keeps what the next question of that person there may lean on.
    pub(super) fn remember(&self, channel: u64, person: u64, context: Context, now: Timestamp) {
        self.with(|inner| inner.by_person.put((channel, person), (now, context)));
    }

    /// Keeps what a reply to that message of the bot's may lean on.
    pub(super) fn remember_answer(&self, message: u64, context: Context) {
        self.with(|inner| inner.by_answer.put(message, context));
    }

    /// Keeps a reply that cannot be had again by asking, without the words of the question.
    pub(super) fn keep_reply(&self, key: &str, reply: &Reply) {
        let mut reply = reply.clone();
        reply.question.clear();
        self.with(|inner| inner.replies.put(key.to_owned(), Arc::new(reply)));
    }

    /// A reply that was kept.
    pub(super) fn reply(&self, key: &str) -> Option<Arc<Reply>> {
        self.with(|inner| inner.replies.get(&key.to_owned()).cloned())
    }

    /// Drops what is kept of a person.
    pub(super) fn forget(&self, person: u64) {
        self.with(|inner| inner.by_person.retain(|(_, who)| *who != person));
    }

    /// Counts a question and says whether it comes too fast.
    pub(super) fn pace(&self, person: u64, channel: u64, now: Timestamp) -> Pace {
        self.with(|inner| {
            let own = count(&mut inner.people, person, PER_PERSON, now);
            if own != Pace::Fine {
                return own;
            }
            count(&mut inner.channels, channel, PER_CHANNEL, now)
        })
    }
}

fn count(all: &mut Bounded<u64, Counted>, key: u64, most: usize, now: Timestamp) -> Pace {
    let mut counted = match all.values.remove(&key) {
        Some((at, counted)) => {
            all.order.remove(&at);
            counted
        }
        None => Counted::default(),
    };
    while counted
        .at
        .front()
        .is_some_and(|at| now.duration_since(*at) >= WINDOW)
    {
        counted.at.pop_front();
    }
    let pace = if counted.at.len() < most {
        counted.at.push_back(now);
        counted.told = None;
        Pace::Fine
    } else if counted
        .told
        .is_some_and(|at| now.duration_since(at) < WINDOW)
    {
        Pace::StillTooFast
    } else {
        counted.told = Some(now);
        Pace::TooFast
    };
    all.put(key, counted);
    pace
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds).unwrap()
    }

    #[test]
    fn a_message_is_new_once() {
        let recent = Recent::default();
        assert!(recent.first_time(1));
        assert!(!recent.first_time(1));
        assert!(recent.first_time(2));
    }

    #[test]
    fn the_oldest_go_when_it_is_full() {
        let mut bounded = Bounded::default();
        for key in 0..KEPT + 10 {
            bounded.put(key, key);
        }
        assert_eq!(bounded.values.len(), KEPT);
        assert_eq!(bounded.order.len(), KEPT);
        assert_eq!(bounded.get(&9), None);
        assert_eq!(bounded.get(&10), Some(&10));
    }

    #[test]
    fn who_asks_too_fast_is_told_once() {
        let recent = Recent::default();
        for _ in 0..PER_PERSON {
            assert_eq!(recent.pace(1, 1, at(0)), Pace::Fine);
        }
        assert_eq!(recent.pace(1, 1, at(1)), Pace::TooFast);
        assert_eq!(recent.pace(1, 1, at(2)), Pace::StillTooFast);
        assert_eq!(recent.pace(2, 1, at(2)), Pace::Fine);
        assert_eq!(recent.pace(1, 1, at(20)), Pace::Fine);
    }

    #[test]
    fn a_busy_channel_is_slowed_down_too() {
        let recent = Recent::default();
        for person in 0..30 {
            assert_eq!(recent.pace(person, 7, at(0)), Pace::Fine);
        }
        assert_eq!(recent.pace(99, 7, at(0)), Pace::TooFast);
        assert_eq!(recent.pace(99, 8, at(0)), Pace::Fine);
    }
}
