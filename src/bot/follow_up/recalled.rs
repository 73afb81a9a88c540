//! Turns that recall the last answer in other words: who held the post before, what somebody was at the place that was
//! named, whether somebody else said so too, what some say instead.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::{polar, says};
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::knowledge::topic::Topic;
use crate::nlu::temporal::Relation;

/// Such a turn has no more words of its own.
const ASKING: usize = 6;

/// Takes from the last answer what such a turn asks. Returns whether it asks that.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    held_before(knowledge, leaning, memory, query)
        || at_that_place(knowledge, leaning, memory, query)
        || in_hours(knowledge, leaning, memory, query)
        || some_say(leaning, memory, query)
        || said_too(knowledge, leaning, memory, query)
        || each_when(leaning, memory, query)
        || left_with(knowledge, leaning, memory, query)
        || worth_then(leaning, memory, query)
        || both_said(knowledge, leaning, memory, query)
}

/// "Who was CFO before?" after who held the post and who holds it: whoever held it before the one who does.
fn held_before(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let order = matches!(query.resolver, Resolver::Order | Resolver::WhoLeft);
    let before = matches!(leaning.relation(), Some((Relation::Before, None)));
    let post = !query.filters.roles.is_empty() && query.people.is_empty();
    let mut holders = memory
        .listed
        .iter()
        .filter(|id| !knowledge.has_left(id))
        .cloned();
    let (Some(holder), None) = (holders.next(), holders.next()) else {
        return false;
    };
    let asked = order && before && post && leaning.is_free() && leaning.short();
    if asked && memory.query.resolver == Resolver::Profile {
        *query = memory.asking_whom(vec![holder], Resolver::Predecessor, query.today);
        return true;
    }
    false
}

/// "So what was he there?", "who owns it?" after whether somebody went to a place: where they went is told with both.
fn at_that_place(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let claimed = matches!(last.resolver, Resolver::Verify | Resolver::VerifyMember);
    let placed = claimed && last.others.len() == 1;
    let [one] = memory.subjects.as_slice() else {
        return false;
    };
    let post = matches!(query.resolver, Resolver::Contribution | Resolver::Profile)
        && leaning.has("organisation")
        && leaning.has("person");
    let whose = query.resolver == Resolver::Topic(Aspect::Who) && leaning.has("thing");
    let placed = placed || (whose && memory.tells_a_move());
    let asked = (post || whose) && names_nobody(query) && leaning.is_free();
    if !(placed && asked && leaning.words <= ASKING && knowledge.has_left(one)) {
        return false;
    }
    *query = memory.asking_whom(vec![one.clone()], Resolver::Destination, query.today);
    true
}

/// "How many hours a week?" of the one who was spoken of counts no departures: how long they stayed once more, or why.
fn in_hours(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let [one] = memory.subjects.as_slice() else {
        return false;
    };
    let counted = matches!(query.resolver, Resolver::Topic(Aspect::HowMany))
        && query.guessed
        && !query.filters.reasons.is_empty();
    let free = query.people.is_empty() && leaning.is_free() && !leaning.has("people");
    if !(counted && free && leaning.words <= ASKING && knowledge.has_left(one)) {
        return false;
    }
    let resolver = match memory.query.resolver {
        it @ (Resolver::Tenure | Resolver::Statement) => it,
        _ => Resolver::Why,
    };
    *query = memory.asking_whom(vec![one.clone()], resolver, query.today);
    true
}

/// "Some say employee", "some say 16 months" after what somebody was or how long they stayed: that once more, as it tells
/// of every version. Elsewhere it would ask for every disagreement there is.
fn some_say(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = memory.query.resolver;
    let told = matches!(last, Resolver::VerifyMember | Resolver::Tenure);
    let doubts = query.resolver == Resolver::Disputes && query.people.is_empty();
    let free = leaning.is_free() && leaning.short() && !leaning.has("thing");
    let asked = told && doubts && free && memory.subjects.len() == 1;
    if asked {
        *query = memory.again(query.today);
    }
    asked
}

/// "Did Alpha say that too?" of what a topic tells: the topic once more, where it speaks of Alpha; else that no record says
/// so.
fn said_too(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let ([named], [told]) = (query.people.as_slice(), last.topics.as_slice()) else {
        return false;
    };
    let claims = matches!(query.resolver, Resolver::Verify | Resolver::VerifySaid);
    let said = says(&leaning.interpretation.slots) && polar(leaning.interpretation);
    let plain = query.topics.is_empty()
        && query.others.is_empty()
        && query.filters.manners.is_empty()
        && query.filters.times.is_empty();
    let asked = claims && said && plain && leaning.has("thing") && leaning.words <= ASKING;
    let topic = knowledge.topics.get(told);
    let speaks = topic.is_some_and(|it| it.people == [named.clone()]);
    if !asked || speaks {
        return false;
    }
    if topic.is_some_and(|it| speaks_of(knowledge, it, named)) {
        *query = memory.asking_of(told, Aspect::Who, query.today);
        return true;
    }
    *query = Query {
        people: vec![named.clone()],
        polar: true,
        unrecorded: true,
        ..memory.asking(Resolver::Verify, query.today)
    };
    true
}

/// Whether a topic has somebody's name in what it tells.
fn speaks_of(knowledge: &Knowledge, topic: &Topic, id: &PersonId) -> bool {
    let Some(person) = knowledge.people.get(id) else {
        return false;
    };
    let mut texts = topic
        .statements
        .iter()
        .filter_map(|it| it.value.text.as_ref());
    texts.any(|text| text.says(&person.name))
}

/// "When exactly did each go?" of those of a list: the list once more, which has their days.
fn each_when(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let several = last.resolver.is_filtered() && memory.listed.len() > 1;
    let dated = query.resolver == Resolver::When && names_nobody(query) && leaning.is_free();
    let somebody = leaning.has("person") || !query.filters.ordinals.is_empty();
    let asked = several && dated && !somebody && leaning.leaves() && leaning.words <= ASKING;
    if asked {
        *query = memory.again(query.today);
    }
    asked
}

/// "Did he leave with Alpha?" puts the two side by side.
fn left_with(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let ([one], [other]) = (memory.subjects.as_slice(), query.people.as_slice()) else {
        return false;
    };
    let left = knowledge.has_left(one) && knowledge.has_left(other);
    // Some words for going with somebody hold the pronoun.
    let with_whom = leaning.cue("with-whom");
    let with = with_whom || leaning.cue("along-with") || leaning.cue("together");
    let points = with_whom || leaning.has("person");
    let plain = query.filters.times.is_empty()
        && query.claimed.deeds.is_empty()
        && query.others.is_empty()
        && !query.claimed.causal;
    let asked = query.resolver == Resolver::Verify && points && with && plain;
    if !(left && asked && one != other && leaning.words <= ASKING) {
        return false;
    }
    *query = memory.asking_whom(
        vec![one.clone(), other.clone()],
        Resolver::Compare,
        query.today,
    );
    true
}

/// "And the valuation then?" after an event is the amount of that event.
fn worth_then(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let [event] = last.topics.as_slice() else {
        return false;
    };
    let amount = query.resolver == Resolver::Topic(Aspect::HowMuch) && query.topics.is_empty();
    let then = leaning.cue("onwards") || leaning.has("moment");
    let topical =
        matches!(last.resolver, Resolver::Topic(_)) && memory.event.as_ref() == Some(event);
    let asked = amount && then && topical && leaning.is_free() && leaning.words <= ASKING;
    if asked {
        *query = memory.asking_of(&event.clone(), Aspect::HowMuch, query.today);
    }
    asked
}

/// "Did both thank the chief?" asks for the words of the two who left, and for no answer to them.
fn both_said(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let two = memory.subjects.len() == 2 && memory.subjects.iter().all(|id| knowledge.has_left(id));
    let of_chief = query.people.len() == 1 && query.people.iter().all(|id| !knowledge.has_left(id));
    let asked = query.resolver == Resolver::Response && query.all && query.polar;
    if !(two && of_chief && asked && leaning.words <= ASKING) {
        return false;
    }
    *query = memory.asking_whom(memory.subjects.clone(), Resolver::Statement, query.today);
    true
}
