//! How an answer is had again after its message was sent: by asking anew. A follow-up leans on what was asked before, so
//! its message carries that as well, in the words in which the bot understood it. Nothing that people wrote is kept for
//! that, and it works after a restart.

use std::sync::Arc;

use super::adapter::{Adapter, Asked, EVERYTHING};
use super::custom_id::{self, BETWEEN, Recall, State};
use super::text_limits::units;
use crate::bot::{Bot, Memory, Question};
use crate::render::Reply;

/// How many questions before the last one are kept in mind.
const BEFORE: usize = 3;
/// The most units of the questions that a message carries; below this all its buttons fit.
const CARRIED: usize = 220;

/// What a follow-up may lean on.
#[derive(Debug, Clone)]
pub(super) struct Context {
    /// The slots of what was asked before.
    pub(super) memory: Memory,
    /// How the questions before were understood, in the bot's words, the latest last.
    understood: Vec<String>,
}

impl Context {
    /// The context after one more answer.
    pub(super) fn after(before: Option<&Self>, memory: Memory, reply: &Reply) -> Self {
        let known = before.map_or([].as_slice(), |it| it.understood.as_slice());
        let kept = known
            .iter()
            .skip((known.len() + 1).saturating_sub(BEFORE))
            .cloned();
        Self {
            memory,
            understood: kept.chain([reply.understood_as.clone()]).collect(),
        }
    }
}

/// How an answer can be had again, with the answer as it then is: it says and cites the same. `None` if that takes more
/// than what can be carried.
pub(super) fn recall(
    bot: &Bot,
    asked: &Asked,
    before: Option<&Context>,
    reply: &Reply,
) -> Option<(Recall, Reply)> {
    if before.is_none() && units(&asked.text) <= CARRIED && !asked.text.contains(BETWEEN) {
        let alone = Recall::Asked(vec![asked.text.clone()]);
        return Some((alone, reply.clone()));
    }
    let understood = before.map_or([].as_slice(), |it| it.understood.as_slice());
    let last = [&asked.text, &reply.understood_as];
    let alone = last.map(|last| vec![last.clone()]);
    let chains = (1..=understood.len()).flat_map(|count| {
        let known = understood.iter().skip(understood.len() - count);
        last.map(|last| known.clone().chain([last]).cloned().collect())
    });
    alone
        .into_iter()
        .chain(chains)
        .filter(|chain: &Vec<String>| {
            chain.iter().map(|it| units(it) + 1).sum::<usize>() <= CARRIED
        })
        .find_map(|chain| {
            let recall = Recall::Asked(chain);
            // What cannot be told apart again cannot be carried.
            let state = State {
                question: recall,
                ..asked.state()
            };
            let carried = State::parse(&state.to_string())?;
            let (mut again, _) = replay(bot, &carried)?;
            again.question.clone_from(&reply.question);
            again.confidence = reply.confidence;
            says_the_same(&again, reply).then_some((state.question, again))
        })
}

/// Whether two replies show the same. By which intent they came about shows only in what buttons carry.
fn says_the_same(one: &Reply, other: &Reply) -> bool {
    let shown = |reply: &Reply| Reply {
        intent: None,
        slots: std::collections::BTreeMap::new(),
        ..reply.clone()
    };
    shown(one) == shown(other)
}

/// Asks again what a state carries.
fn replay(bot: &Bot, state: &State) -> Option<(Reply, Option<Memory>)> {
    let Recall::Asked(chain) = &state.question else {
        return None;
    };
    let mut memory = None;
    let mut last = None;
    for text in chain {
        let (reply, next) = bot.reply(&Question {
            text,
            today: state.day,
            language: Some(&state.language),
            memory: memory.as_ref(),
            budget: EVERYTHING,
        });
        memory = next.or(memory);
        last = Some(reply);
    }
    Some((last?, memory))
}

impl Adapter {
    /// A reply found again by what its buttons carry.
    pub(super) fn again(&self, bot: &Bot, state: &State) -> Option<Arc<Reply>> {
        match &state.question {
            Recall::Recent(key) => self.recent.reply(key),
            Recall::Asked(_) => Some(Arc::new(replay(bot, state)?.0)),
        }
    }
}

/// What a reply to a message of the bot's may lean on, by what the message's buttons carry.
pub(super) fn context_of<'a>(
    bot: &Bot,
    custom_ids: impl IntoIterator<Item = &'a str>,
) -> Option<Context> {
    let state = custom_id::state(custom_ids)?;
    let (reply, memory) = replay(bot, &state)?;
    let Recall::Asked(chain) = state.question else {
        return None;
    };
    let before = chain
        .split_last()
        .map_or([].as_slice(), |(_, before)| before);
    let before = Context {
        memory: memory.clone()?,
        understood: before.to_vec(),
    };
    Some(Context::after(Some(&before), memory?, &reply))
}
