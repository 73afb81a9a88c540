//! The examiner's questions and conversations, replayed on the shipped dataset.
//!
//! Each line of `tests/questions/*.jsonl` says what a right answer must and must not contain. Not every question is
//! answered yet, so the share that is right has a floor, which only rises; a failure lists every question below it.

use std::collections::BTreeMap;
use std::path::Path;

use exitnote::bot::{Bot, Memory, Question};
use exitnote::disk;
use jiff::civil::{Date, date};
use serde::Deserialize;

use crate::support::{self, SHIPPED};

/// A question with what a right answer must and must not contain.
#[derive(Deserialize)]
pub(crate) struct Expected {
    #[serde(default)]
    id: String,
    pub(crate) question: String,
    now: Option<String>,
    #[serde(default)]
    outcome: Vec<String>,
    #[serde(default)]
    must: Vec<String>,
    #[serde(default)]
    must_not: Vec<String>,
}

#[derive(Deserialize)]
struct Conversation {
    id: String,
    now: Option<String>,
    turns: Vec<Expected>,
}

const TODAY: Date = date(2026, 11, 21);

fn day(written: Option<&str>) -> Date {
    written.map_or(TODAY, |it| it.parse().expect("a day such as 2026-02-11"))
}

impl Expected {
    /// The day on which the question is asked.
    pub(crate) fn day(&self) -> Date {
        day(self.now.as_deref())
    }
}

/// The lines of a file of questions.
pub(crate) fn lines<T: for<'a> Deserialize<'a>>(name: &str) -> Vec<T> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/questions")
        .join(name);
    disk::read_text(&path)
        .expect("the questions can be read")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// What is wrong with an answer; nothing if it is right.
fn faults(expected: &Expected, outcome: &str, text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let mut faults = Vec::new();
    if !expected.outcome.is_empty() && !expected.outcome.iter().any(|it| it == outcome) {
        faults.push(format!("is {outcome}"));
    }
    for wanted in &expected.must {
        if !wanted
            .split('|')
            .any(|it| text.contains(&it.to_lowercase()))
        {
            faults.push(format!("lacks {wanted}"));
        }
    }
    for wrong in &expected.must_not {
        if text.contains(&wrong.to_lowercase()) {
            faults.push(format!("says {wrong}"));
        }
    }
    faults
}

#[track_caller]
fn at_least(right: usize, total: usize, percent: usize, wrong: &BTreeMap<String, Vec<String>>) {
    let list: Vec<String> = wrong
        .iter()
        .map(|(id, faults)| format!("{id}: {}", faults.join("; ")))
        .collect();
    assert!(
        right * 100 >= total * percent,
        "{right} of {total} are right, fewer than {percent} %:\n{}",
        list.join("\n")
    );
}

#[test]
fn questions_are_answered_as_an_examiner_expects() {
    let bot = &*SHIPPED;
    let questions: Vec<Expected> = lines("adversarial.jsonl");
    let mut wrong = BTreeMap::new();
    for expected in &questions {
        let today = day(expected.now.as_deref());
        let (reply, _) = bot.reply(&Question::new(&expected.question, today));
        assert!(
            reply.statements.iter().all(|it| !it.citations.is_empty()),
            "{}: a statement without a citation",
            expected.id
        );
        let faults = faults(expected, reply.outcome.name(), &reply.text());
        if !faults.is_empty() {
            wrong.insert(expected.id.clone(), faults);
        }
    }
    let right = questions.len() - wrong.len();
    at_least(right, questions.len(), 95, &wrong);
}

/// How many turns conversations have, and what is wrong with the replies to which of them.
fn followed(
    bot: &Bot,
    conversations: &[Conversation],
    today: Date,
) -> (usize, BTreeMap<String, Vec<String>>) {
    let mut wrong = BTreeMap::new();
    let mut turns = 0;
    for conversation in conversations {
        let mut memory: Option<Memory> = None;
        for (index, turn) in conversation.turns.iter().enumerate() {
            turns += 1;
            let now = conversation.now.as_deref().or(turn.now.as_deref());
            let question = Question {
                memory: memory.as_ref(),
                ..Question::new(&turn.question, now.map_or(today, |it| day(Some(it))))
            };
            let (reply, next) = bot.reply(&question);
            let faults = faults(turn, reply.outcome.name(), &reply.text());
            if !faults.is_empty() {
                wrong.insert(format!("{}.{index}", conversation.id), faults);
            }
            memory = next;
        }
    }
    (turns, wrong)
}

#[test]
fn conversations_are_followed() {
    let (turns, wrong) = followed(&SHIPPED, &lines("conversations.jsonl"), TODAY);
    at_least(turns - wrong.len(), turns, 96, &wrong);
}

#[test]
fn other_organisations_are_asked_about_alike() {
    let bot = support::with_dataset("three_houses");
    let (turns, wrong) = followed(&bot, &lines("three_houses.jsonl"), date(2024, 12, 1));
    at_least(turns - wrong.len(), turns, 100, &wrong);
}

#[test]
fn the_same_question_has_the_same_reply() {
    let (first, second) = (&*SHIPPED, support::bot(&support::shipped("data")));
    for expected in lines::<Expected>("adversarial.jsonl").iter().step_by(7) {
        let question = Question::new(&expected.question, TODAY);
        assert_eq!(
            first.reply(&question).0,
            second.reply(&question).0,
            "{}",
            expected.id
        );
    }
}
