//! What a turn asks of the one who was spoken of, or of the list that was told, where it names somebody or something
//! beside them: "was it about the chief?", "was it on the same day as Alpha?", "when?" after whether somebody left Beta.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::answer::search::Record;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::Relation;

/// Such a turn has no more words of its own.
const ASKING: usize = 7;

/// Takes from the conversation what such a turn asks. Returns whether it asks that.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    about_another(knowledge, leaning, memory, query)
        || same_day_as(knowledge, leaning, memory, query)
        || left_elsewhere_when(knowledge, leaning, memory, query)
        || meant_by_words(knowledge, leaning, memory, query)
        || who_they_are(leaning, memory, query)
        || where_from(leaning, memory, query)
        || between_the_bounds(leaning, memory, query)
        || event_of_a_place(knowledge, leaning, memory, query)
        || number_of_a_topic(knowledge, leaning, memory, query)
        || day_comes_from(leaning, memory, query)
        || days_of_the_words(leaning, memory, query)
        || time_of_day(leaning, memory, query)
}

/// "Was it about the chief?" after why somebody left asks for that again, and not who the chief is.
fn about_another(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let Some(one) = memory.leaver(knowledge) else {
        return false;
    };
    let told = matches!(
        memory.query.resolver,
        Resolver::Why | Resolver::Statement | Resolver::Manner
    );
    let stays = |id: &PersonId| !knowledge.has_left(id);
    let other = query.people.len() == 1 && query.people.iter().all(stays);
    let misread = matches!(
        query.resolver,
        Resolver::Profile | Resolver::Verify | Resolver::Overview
    );
    let points = leaning.has("thing") && query.polar && leaning.aspect().is_none();
    let free = query.topics.is_empty()
        && query.claimed.deeds.is_empty()
        && query.filters.times.is_empty()
        && query.filters.roles.is_empty();
    if !(told && other && misread && points && free && leaning.words <= ASKING) {
        return false;
    }
    *query = memory.asking_whom(vec![one.clone()], Resolver::Why, query.today);
    true
}

/// "Was it on the same day as Alpha?" of somebody who left puts the two side by side.
fn same_day_as(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let Some(one) = memory.leaver(knowledge) else {
        return false;
    };
    let [(Relation::SameDay, Anchor::Person(other))] = query.filters.anchors.as_slice() else {
        return false;
    };
    let points = leaning.has("thing") || leaning.has("person");
    let asked = query.polar && points && query.people.is_empty() && one != other;
    if !(asked && leaning.aspect().is_none() && leaning.words <= ASKING) {
        return false;
    }
    *query = memory.asking_whom(
        vec![one.clone(), other.clone()],
        Resolver::Compare,
        query.today,
    );
    true
}

/// "When?" after whether somebody who never left here left another place: what is told of their time there.
fn left_elsewhere_when(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let ([one], [_]) = (memory.subjects.as_slice(), last.others.as_slice()) else {
        return false;
    };
    let claimed = last.resolver == Resolver::Verify && !knowledge.has_left(one);
    let dated = query.resolver == Resolver::When && leaning.short() && names_nobody(query);
    if !(claimed && dated && leaning.is_free()) {
        return false;
    }
    *query = Query {
        people: vec![one.clone()],
        others: last.others.clone(),
        ..memory.asking(Resolver::Background, query.today)
    };
    true
}

/// Whether it is asked what somebody meant by their words, which no topic explains.
pub(super) fn asks_what_was_meant(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let told = matches!(memory.query.resolver, Resolver::Why | Resolver::Statement);
    let asked = leaning.cue("meaning") && leaning.has("person") && leaning.is_free();
    told && asked && leaning.words <= ASKING && memory.subjects.len() == 1
}

/// "What did she mean by daylight?", "who was he talking about?": the words once more, of whoever left all of theirs.
fn meant_by_words(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let asked = asks_what_was_meant(leaning, memory) && query.topics.is_empty();
    if asked {
        *query = if memory.leaver(knowledge).is_some() {
            memory.asking_whom(memory.subjects.clone(), Resolver::Statement, query.today)
        } else {
            memory.again(query.today)
        };
    }
    asked
}

/// "Who?" after how many went somewhere asks who went there.
fn who_they_are(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let counted = matches!(last.resolver, Resolver::Count | Resolver::WhoWentTo);
    let bare = leaning.aspect() == Some(Aspect::Who) && leaning.says_nothing(true);
    // "Who are they?" after how many a group has names them once more.
    let listed = matches!(query.resolver, Resolver::WhoLeft | Resolver::Members);
    let size = last.resolver == Resolver::Members && leaning.has("people") && listed;
    if size && leaning.short() && leaning.is_free() && !leaning.leaves() && !query.stays {
        *query = memory.again(query.today);
        return true;
    }
    let asked = counted && bare && leaning.is_free() && !last.others.is_empty();
    if asked && !leaning.has("others") {
        *query = Query {
            resolver: Resolver::WhoWentTo,
            today: query.today,
            ..last.clone()
        };
        return true;
    }
    false
}

/// "Where is she from?" of the one who was spoken of, however little it says beside the question word.
fn where_from(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let place = query.resolver == Resolver::Background && leaning.aspect() == Some(Aspect::Where);
    let one = memory.subjects.len() == 1 && leaning.has("person") && names_nobody(query);
    let asked = place && one && leaning.is_free() && leaning.short();
    if asked {
        query.people.clone_from(&memory.subjects);
    }
    asked
}

/// "How many days between them?" after who left between two is asked of those two.
fn between_the_bounds(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let bounds: Vec<PersonId> = memory.query.filters.neighbours().cloned().collect();
    let asked = query.resolver == Resolver::Interval && names_nobody(query) && leaning.is_free();
    let two = bounds.len() == 2 && leaning.has("people");
    if asked && two {
        query.people = bounds;
        query.organisation.clone_from(&memory.query.organisation);
    }
    asked && two
}

/// "When?" after who came from somewhere, whom an event alone names, asks for the day of that event.
fn event_of_a_place(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let [place] = last.others.as_slice() else {
        return false;
    };
    let told = last.resolver == Resolver::Background && memory.meant().is_empty();
    let dated = query.resolver == Resolver::When && leaning.short() && names_nobody(query);
    if !(told && dated && leaning.is_free() && memory.listed.is_empty()) {
        return false;
    }
    let of_place = knowledge.topics.values().filter(|it| {
        let both = [place, &last.organisation];
        it.date().is_some() && both.iter().all(|id| it.organisations.contains(id))
    });
    let mut events = of_place.map(|it| it.id.clone());
    let (Some(event), None) = (events.next(), events.next()) else {
        return false;
    };
    *query = memory.asking_of(&event, Aspect::When, query.today);
    true
}

/// "How many were laid off?" after a topic that tells how many is asked of it, and counts nobody by name.
fn number_of_a_topic(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let [topic] = last.topics.as_slice() else {
        return false;
    };
    let topical = matches!(last.resolver, Resolver::Topic(_));
    let counts = query.resolver == Resolver::Count
        && query.filters.manners.contains(&MannerKind::Removed)
        && names_nobody(query);
    let told = knowledge.topics.get(topic);
    let told = told.is_some_and(|it| it.tells(Aspect::HowMany));
    let asked = topical && counts && told && leaning.is_free();
    if asked {
        *query = memory.asking_of(&topic.clone(), Aspect::HowMany, query.today);
    }
    asked
}

/// "Where does that date come from?" of when somebody left asks for the sources.
fn day_comes_from(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = memory.query.resolver;
    let told = matches!(last, Resolver::When | Resolver::Verify) && memory.proven.is_some();
    let place = matches!(
        query.resolver,
        Resolver::Topic(Aspect::Where) | Resolver::Background
    ) && leaning.aspect() == Some(Aspect::Where);
    let somebody = leaning.has("person") || leaning.has("people") || leaning.has("organisation");
    let free = leaning.is_free() && query.topics.is_empty() && query.people.is_empty();
    let asked = told && place && free && !somebody && leaning.words <= ASKING;
    if asked {
        *query = Query {
            last: Some(Box::new(memory.to_prove().clone())),
            ..memory.asking(Resolver::Sources, query.today)
        };
    }
    asked
}

/// "Morning or night?" of when somebody left is no greeting: the day once more, with what is told of the hour.
fn time_of_day(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let greeted = query.resolver == Resolver::Greeting;
    let offered = leaning.cue("or") || leaning.interpretation.slots.has(VocabularySlot::Polar);
    let told = memory.query.resolver == Resolver::When;
    let asked = greeted && offered && told && leaning.is_free();
    if asked {
        *query = memory.again(query.today);
    }
    asked
}

/// Whether it is asked how many of something there were, after somebody's words on a matter that is only noted.
pub(super) fn asks_how_many_of_it(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = &memory.query;
    let noted = last.resolver == Resolver::Statement
        && last.found.iter().any(|hit| {
            let theirs = hit.record.person() == memory.subjects.first();
            theirs && matches!(hit.record, Record::Note(..)) && hit.is_described()
        });
    let plain = leaning.is_free() && !leaning.leaves() && !leaning.has("person");
    let asked = leaning.aspect() == Some(Aspect::HowMany) || leaning.cue("how-long");
    noted && asked && plain && leaning.short() && !leaning.has("people")
}

/// "How many days?": what is noted of it once more.
fn days_of_the_words(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = asks_how_many_of_it(leaning, memory) && names_nobody(query);
    if asked {
        *query = memory.again(query.today);
    }
    asked
}
