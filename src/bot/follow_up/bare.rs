//! Questions that are nothing but a question word, and words that lean on the conversation: "since when?", "why though?"

use super::leaning::Leaning;
use crate::answer::query::{Filters, Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::phrases::Filled;

/// What a question asks that consists of a question word and of words that lean on the conversation.
pub(super) fn asked(leaning: &Leaning<'_>) -> Option<Aspect> {
    leaning
        .aspect()
        .filter(|_| leaning.says_nothing(true) && leaning.relation().is_none())
        // "Who was next?" goes on.
        .filter(|aspect| !(*aspect == Aspect::Who && leaning.cue("next")))
}

/// Whether a turn says nothing but that somebody leaves: "and leave?" after when they came.
pub(super) fn left_when(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let read = leaning.interpretation;
    let leans = |it: &Filled| match it.slot {
        VocabularySlot::Continuation | VocabularySlot::Joint => true,
        VocabularySlot::Cue => matches!(it.value.as_str(), "leaving" | "gone"),
        _ => false,
    };
    let came = memory.query.resolver == Resolver::Tenure && memory.subjects.len() == 1;
    came && leaning.cue("leaving") && read.is_covered(|at| read.slots.fills(at, leans))
}

/// Asks when they left. Returns whether that is asked.
pub(super) fn leave(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = left_when(leaning, memory);
    if asked {
        *query = memory.asking_whom(memory.subjects.clone(), Resolver::When, query.today);
    }
    asked
}

/// The one of those spoken of who has left.
fn gone<'a>(knowledge: &Knowledge, memory: &'a Memory) -> Option<&'a PersonId> {
    let mut gone = memory.subjects.iter().filter(|it| knowledge.has_left(it));
    gone.next().filter(|_| gone.next().is_none())
}

/// Whether it is asked what happened, while one who has left is spoken of: to them, and not at the organisation.
pub(super) fn asks_the_story(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
) -> bool {
    let slots = &leaning.interpretation.slots;
    let plain = slots.relations.is_empty()
        && !slots.has(VocabularySlot::Group)
        && !leaning.has("people")
        && !leaning.has("organisation");
    gone(knowledge, memory).is_some()
        && leaning.cue("story")
        && plain
        && leaning.is_free()
        && leaning.words <= super::LEANING
}

/// Asks what became of them. Returns whether that is asked.
pub(super) fn story(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let asked = asks_the_story(knowledge, leaning, memory)
        && super::names_nobody(query)
        && !matches!(query.resolver, Resolver::Successor | Resolver::Destination);
    let Some(one) = gone(knowledge, memory).filter(|_| asked) else {
        return false;
    };
    *query = Query {
        people: vec![one.clone()],
        focus: Focus {
            story: true,
            ..Focus::default()
        },
        ..memory.asking(Resolver::Why, query.today)
    };
    true
}

/// "When did he get that job?" after what somebody did: the post is told with its day. Returns whether it is asked.
pub(super) fn appointed(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let posted = matches!(
        last.resolver,
        Resolver::Contribution | Resolver::Lead | Resolver::Profile | Resolver::VerifyMember
    );
    let dated = matches!(
        query.resolver,
        Resolver::When | Resolver::Tenure | Resolver::Lead
    ) && leaning.aspect() == Some(Aspect::When)
        && leaning.cue("post")
        && !leaning.cue("leaving");
    if !(posted && dated && memory.subjects.len() == 1 && super::names_nobody(query)) {
        return false;
    }
    *query = memory.asking_whom(memory.subjects.clone(), Resolver::Lead, query.today);
    true
}

/// "When did he go there?" after where somebody went: that, with its day if one is recorded. Returns whether it is asked.
pub(super) fn gone_there(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let moved = memory.tells_a_move()
        || (last.resolver == Resolver::VerifyRemains && !last.others.is_empty());
    let begun = leaning.cue("venture") || query.claimed.founds();
    let there = (leaning.has("organisation") || begun) && leaning.aspect() == Some(Aspect::When);
    let asked = moved && there && leaning.is_free() && leaning.words <= THERE;
    if !(asked && memory.subjects.len() == 1 && super::names_nobody(query)) {
        return false;
    }
    *query = Query {
        people: memory.subjects.clone(),
        focus: Focus {
            since_when: true,
            ..last.focus
        },
        ..memory.asking(Resolver::Destination, query.today)
    };
    true
}

/// "And when did he end up there?" has no more words of its own.
const THERE: usize = 7;

/// Whether it is asked since when whoever remains is alone.
pub(super) fn alone_since(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    // "Since when is he the last one?"
    let slots = &leaning.interpretation.slots;
    let last = slots.values(VocabularySlot::Ordinal).any(|it| it == "-1");
    remained(memory).is_some()
        && leaning.cue("since-when")
        && (leaning.cue("alone") || ((last || leaning.cue("narrows")) && leaning.has("person")))
}

/// The question for who remains, if the conversation has its answer in view.
fn remained(memory: &Memory) -> Option<&Query> {
    let list = memory.list.as_ref().map(|it| &it.query);
    std::iter::once(&memory.query).chain(list).find(|it| {
        let stays = it.resolver == Resolver::Verify && it.stays;
        stays || matches!(it.resolver, Resolver::Remaining | Resolver::CountRemaining)
    })
}

/// "Since when has he been alone?" of who remains: since the last one left. Returns whether it is asked.
pub(super) fn since_alone(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let Some(last) = remained(memory).filter(|_| alone_since(leaning, memory)) else {
        return false;
    };
    *query = last_to_leave(last, query);
    true
}

/// The question for the last one who left of those who were asked about.
fn last_to_leave(last: &Query, query: &Query) -> Query {
    Query {
        filters: Filters {
            ordinals: vec![-1],
            groups: last.filters.groups.clone(),
            ..Default::default()
        },
        ..Query::new(Resolver::Order, last.organisation.clone(), query.today)
    }
}

/// What a question means that is nothing but a question word: the same of the topic, or of the departure, that was
/// spoken of.
pub(super) fn mean(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let Some(aspect) = asked(leaning) else {
        return;
    };
    let last = &memory.query;
    let topical =
        matches!(last.resolver, Resolver::Topic(_) | Resolver::Lead) && !last.topics.is_empty();
    let somebody = leaning.has("person") || leaning.has("people");
    // "Where is that from?" asks for the source.
    let from = leaning.interpretation.slots.has(VocabularySlot::Formerly);
    let told = aspect == Aspect::Where && leaning.has("thing") && from && !somebody;
    // "Who was, then?" after whether somebody was the first.
    let placed = matches!(last.resolver, Resolver::Verify | Resolver::Place);
    if aspect == Aspect::Who && placed && !last.filters.ordinals.is_empty() {
        *query = Query {
            today: query.today,
            resolver: Resolver::Order,
            people: Vec::new(),
            ..last.clone()
        };
        return;
    }
    // "When?" after how many of whom no names are known went somewhere is told with it.
    let unnamed = memory.meant().is_empty() && memory.listed.is_empty();
    if aspect == Aspect::When && last.resolver == Resolver::WhoWentTo && unnamed {
        *query = memory.again(query.today);
        return;
    }
    // "Who?" after how many went somewhere, or came from there.
    let moved = matches!(last.resolver, Resolver::WhoWentTo | Resolver::Background);
    if aspect == Aspect::Who && moved && last.people.is_empty() && !somebody {
        *query = Query {
            today: query.today,
            focus: Focus {
                counts: false,
                figure_only: false,
                ..last.focus
            },
            ..last.clone()
        };
        return;
    }
    // "By whom?" of what is told of somebody is told with it.
    if aspect == Aspect::Who && !topical && !somebody && memory.subjects.len() == 1 {
        *query = memory.again(query.today);
        return;
    }
    // "Since when?" of where somebody went, and "when?" of whether they did.
    let moved = memory.tells_a_move();
    let dated = leaning.cue("since-when") || (last.resolver == Resolver::Verify && !somebody);
    if aspect == Aspect::When && dated && moved && memory.subjects.len() == 1 {
        *query = Query {
            today: query.today,
            resolver: Resolver::Destination,
            people: memory.subjects.clone(),
            focus: Focus {
                since_when: true,
                ..last.focus
            },
            ..last.clone()
        };
        return;
    }
    // "Since when?" of who remains alone: since the last one left.
    let remained = matches!(
        last.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    ) || (last.resolver == Resolver::Verify && last.stays);
    if aspect == Aspect::When && leaning.cue("since-when") && remained {
        *query = last_to_leave(last, query);
        return;
    }
    // "Since when?" of a post that somebody holds is told with it.
    let posted = matches!(
        last.resolver,
        Resolver::VerifyMember
            | Resolver::Lead
            | Resolver::Profile
            | Resolver::Successor
            | Resolver::Predecessor
    );
    if aspect == Aspect::When && leaning.cue("since-when") && posted && memory.subjects.len() == 1 {
        *query = Query {
            today: query.today,
            resolver: Resolver::Lead,
            people: memory.subjects.clone(),
            ..last.clone()
        };
        query.polar = false;
        query.topics.clear();
        return;
    }
    let resolver = match aspect {
        _ if told => Resolver::Sources,
        // "When did they?" after a topic on people may mean either.
        _ if topical && !somebody => Resolver::Topic(aspect),
        Aspect::When => Resolver::When,
        Aspect::Why => Resolver::Why,
        Aspect::Where => Resolver::Destination,
        _ => return,
    };
    query.topics.clear();
    query.resolver = resolver;
}
