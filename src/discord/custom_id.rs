//! What buttons and menus carry: a version, what to do, and the question that they belong to.
//!
//! A custom id holds 100 characters, a question often more. So a message's components share one state: each carries a
//! chunk, and whoever presses one of them sends the whole message along. That way they work after a restart, on
//! another process, and without any stored text. A question too long for that has no buttons that would need it.

use std::fmt;

use jiff::civil::Date;

use super::text_limits::units;

/// The most that a custom id may hold, in UTF-16 units.
const LIMIT: usize = 100;
/// The version of the format. Ids of another version are declined.
const VERSION: &str = "v1";
/// What parts questions: a visible sign that nobody writes, because Discord may drop control characters.
pub(super) const BETWEEN: &str = "␟";

/// What a component asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    /// The whole list of sources of the answer.
    Sources,
    /// The timeline of an organisation.
    Timeline(String),
    /// A vote on the answer of that key.
    Vote {
        /// Whether it helped.
        helpful: bool,
        /// The answer's key.
        answer: String,
    },
    /// The form for a correction of the answer of that key.
    Wrong(String),
    /// The form filled in.
    Correction(String),
    /// Another page of the answer, counted from 0. The flag tells two buttons to one page apart.
    Page {
        /// The page.
        page: usize,
        /// Whether it lies before the one shown.
        back: bool,
    },
    /// Removal of the answer, by the person of that id.
    Delete(u64),
    /// A question chosen from a menu.
    Choose,
    /// Removal of all that is stored of the person.
    Forget,
}

/// A question with what its answer depends on, as components carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    /// The day on which it was asked.
    pub(super) day: Date,
    /// The language preferred when it was asked.
    pub(super) language: String,
    /// Whether the reply is a short one.
    pub(super) short: bool,
    /// The question, with those that it leans on, or the key of an answer.
    pub(super) question: Recall,
}

/// How an answer is found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Recall {
    /// By asking these again, one after the other; the last one is the question.
    Asked(Vec<String>),
    /// By this key among the recent answers: it was a follow-up, and what it leant on is too long to be carried.
    Recent(String),
}

impl Action {
    fn head(&self) -> String {
        match self {
            Self::Sources => "sources".to_owned(),
            Self::Timeline(organisation) => format!("timeline:{organisation}"),
            Self::Vote {
                helpful: true,
                answer,
            } => format!("up:{answer}"),
            Self::Vote {
                helpful: false,
                answer,
            } => format!("down:{answer}"),
            Self::Wrong(answer) => format!("wrong:{answer}"),
            Self::Correction(answer) => format!("fix:{answer}"),
            Self::Page { page, back: true } => format!("back:{page}"),
            Self::Page { page, back: false } => format!("page:{page}"),
            Self::Delete(asker) => format!("delete:{asker}"),
            Self::Choose => "choose".to_owned(),
            Self::Forget => "forget".to_owned(),
        }
    }

    /// Reads a custom id; nothing if it is of another version or was not written by [`write()`].
    pub(super) fn read(custom_id: &str) -> Option<Self> {
        let rest = custom_id.strip_prefix(VERSION)?.strip_prefix(':')?;
        let (head, _) = rest.split_once('|')?;
        let (verb, argument) = head.split_once(':').unwrap_or((head, ""));
        let key = || (!argument.is_empty()).then(|| argument.to_owned());
        Some(match verb {
            "sources" => Self::Sources,
            "timeline" => Self::Timeline(key()?),
            "up" => Self::Vote {
                helpful: true,
                answer: key()?,
            },
            "down" => Self::Vote {
                helpful: false,
                answer: key()?,
            },
            "wrong" => Self::Wrong(key()?),
            "fix" => Self::Correction(key()?),
            "back" => Self::Page {
                page: argument.parse().ok()?,
                back: true,
            },
            "page" => Self::Page {
                page: argument.parse().ok()?,
                back: false,
            },
            "delete" => Self::Delete(argument.parse().ok()?),
            "choose" => Self::Choose,
            "forget" => Self::Forget,
            _ => return None,
        })
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = if self.short { 's' } else { 'f' };
        let (kind, text) = match &self.question {
            Recall::Asked(texts) => ('q', texts.join(BETWEEN)),
            Recall::Recent(key) => ('r', key.clone()),
        };
        write!(
            f,
            "{}{length}{kind}{},{text}",
            self.day.strftime("%Y%m%d"),
            self.language
        )
    }
}

impl State {
    /// Reads what `Display` wrote.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (head, question) = text.split_once(',')?;
        let (day, rest) = head.split_at_checked(8)?;
        let mut rest = rest.chars();
        let length = rest.next()?;
        let kind = rest.next()?;
        Some(Self {
            day: Date::strptime("%Y%m%d", day).ok()?,
            language: rest.as_str().to_owned(),
            short: length == 's',
            question: match kind {
                'q' => Recall::Asked(question.split(BETWEEN).map(str::to_owned).collect()),
                'r' => Recall::Recent(question.to_owned()),
                _ => return None,
            },
        })
    }
}

/// The custom ids of a message's components, in order, with the state spread over them; `None` if it does not fit.
pub(super) fn write(actions: &[Action], state: &State) -> Option<Vec<String>> {
    let text = state.to_string();
    let mut rest = text.chars().peekable();
    let mut ids = Vec::with_capacity(actions.len());
    for (index, action) in actions.iter().enumerate() {
        let mut id = format!("{VERSION}:{}|", action.head());
        if rest.peek().is_some() {
            id.extend(
                u32::try_from(index)
                    .ok()
                    .and_then(|it| char::from_digit(it, 16)),
            );
            let mut used = units(&id);
            while let Some(next) = rest.next_if(|next| used + next.len_utf16() <= LIMIT) {
                used += next.len_utf16();
                id.push(next);
            }
        }
        ids.push(id);
    }
    rest.peek().is_none().then_some(ids)
}

/// The custom id of a component that needs no state.
pub(super) fn alone(action: &Action) -> String {
    format!("{VERSION}:{}|", action.head())
}

/// The state that a message's components carry between them.
pub(super) fn state<'a>(custom_ids: impl IntoIterator<Item = &'a str>) -> Option<State> {
    let mut chunks: Vec<(u32, &str)> = custom_ids
        .into_iter()
        .filter_map(|id| {
            let chunk = id.strip_prefix(VERSION)?.split_once('|')?.1;
            let index = chunk.chars().next()?.to_digit(16)?;
            Some((index, chunk.get(1..)?))
        })
        .collect();
    chunks.sort_unstable();
    let text: String = chunks.into_iter().map(|(_, chunk)| chunk).collect();
    State::parse(&text)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn asked(question: &str) -> State {
        State {
            day: date(2026, 6, 28),
            language: "en".to_owned(),
            short: false,
            question: Recall::Asked(vec![question.to_owned()]),
        }
    }

    fn actions() -> Vec<Action> {
        vec![
            Action::Sources,
            Action::Timeline("xyz".to_owned()),
            Action::Vote {
                helpful: true,
                answer: "departure.when a-b #12".to_owned(),
            },
            Action::Wrong("k".to_owned()),
            Action::Page {
                page: 2,
                back: false,
            },
            Action::Page {
                page: 0,
                back: true,
            },
            Action::Delete(u64::MAX),
        ]
    }

    #[test]
    fn every_action_is_read_as_it_was_written() {
        let mut all = actions();
        all.extend([
            Action::Vote {
                helpful: false,
                answer: "k".to_owned(),
            },
            Action::Correction("k".to_owned()),
            Action::Choose,
            Action::Forget,
        ]);
        for action in all {
            assert_eq!(Action::read(&alone(&action)), Some(action));
        }
    }

    #[test]
    fn a_state_is_spread_over_the_components_and_put_together_in_any_order() {
        for question in ["", "when?", "誰が辞めた？👩‍🚀", &"a|b:c,".repeat(60)] {
            let ids = write(&actions(), &asked(question)).unwrap();
            assert!(ids.iter().all(|id| units(id) <= LIMIT), "{ids:?}");
            let read: Vec<Action> = ids.iter().filter_map(|id| Action::read(id)).collect();
            assert_eq!(read, actions());
            assert_eq!(
                state(ids.iter().rev().map(String::as_str)),
                Some(asked(question))
            );
        }
    }

    #[test]
    fn several_questions_are_carried_apart() {
        let chain = ["Who left xAI?", "and after that?"].map(str::to_owned);
        let state = State {
            question: Recall::Asked(chain.to_vec()),
            ..asked("")
        };
        assert_eq!(State::parse(&state.to_string()), Some(state));
    }

    #[test]
    fn what_does_not_fit_is_not_cut() {
        assert_eq!(write(&actions(), &asked(&"é".repeat(700))), None);
    }

    #[test]
    fn what_others_wrote_is_declined() {
        for id in [
            "",
            "v0:sources|",
            "v1:sources",
            "v1:dance|",
            "v1:page:x|",
            "v1:up:|",
            "v1:delete:-1|",
        ] {
            assert_eq!(Action::read(id), None, "{id}");
        }
        assert_eq!(state(["v1:sources|0garbage", "x"]), None);
    }
}
