//! Follow-ups: what a question that leans on the one before it takes from the memory of the conversation.

mod continuing;
mod leaning;
mod listed;
mod period;
mod relation;

use super::memory::Memory;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, FactKind, Rank};
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::{TIME_PRONOUNS, VocabularySlot};
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Relation};
use continuing::{continue_last, inherit_filters, others};
use leaning::Leaning;
use listed::of_the_list;
pub(super) use relation::goes_on;
use relation::relate;

/// A question of fewer words says nothing of what it asks about.
const ELLIPSIS: usize = 3;

/// A question after somebody in particular leans on them up to this length, if it names nobody and no group.
const LEANING: usize = 7;

/// Whether the question says nothing of its own but names or dates, and words that continue.
pub(super) fn is_fragment(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let names = !slots.mentions.is_empty()
        || !slots.times.is_empty()
        || slots.filled.iter().any(|it| match it.slot {
            VocabularySlot::Group
            | VocabularySlot::Role
            | VocabularySlot::Ordinal
            | VocabularySlot::All => true,
            VocabularySlot::Continuation => it.value == "more",
            VocabularySlot::Pronoun => refers(it),
            _ => false,
        });
    names && only_continues(interpretation)
}

/// Whether a pronoun says by itself what is asked about: "the others", "that month".
fn refers(pronoun: &Filled) -> bool {
    matches!(pronoun.value.as_str(), "others" | "moment")
        || period::stretch(&pronoun.value).is_some()
}

/// Whether every word is a name, a date, or a word that continues.
fn only_continues(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let continues = |filled: &Filled| match filled.slot {
        VocabularySlot::Continuation
        | VocabularySlot::Group
        | VocabularySlot::Role
        | VocabularySlot::Ordinal
        | VocabularySlot::All
        | VocabularySlot::Except
        | VocabularySlot::Formerly
        | VocabularySlot::Towards => true,
        VocabularySlot::Pronoun => refers(filled),
        _ => false,
    };
    let bounded = is_bounded(interpretation);
    let covered = |at: usize| {
        slots.mentions.iter().any(|it| it.range.contains(&at))
            || slots.times.iter().any(|it| it.range.contains(&at))
            || (bounded && slots.relations.iter().any(|it| it.range.contains(&at)))
            || slots
                .filled
                .iter()
                .any(|it| it.range.contains(&at) && continues(it))
    };
    !interpretation.text.is_empty()
        && interpretation
            .text
            .char_indices()
            .all(|(at, character)| character == ' ' || covered(at))
}

/// Whether the question is bounded by what it names: "after Alpha", "between Alpha and Beta".
fn is_bounded(interpretation: &Interpretation) -> bool {
    !interpretation.slots.anchors.is_empty() || !interpretation.slots.enclosed.is_empty()
}

/// The look-up of a fragment that bounds the last question anew: "and between Alpha and Beta?"
pub(super) fn bounded_anew(memory: &Memory, interpretation: &Interpretation) -> Option<Resolver> {
    if !(is_bounded(interpretation) && is_fragment(interpretation)) {
        return None;
    }
    let relations = &interpretation.slots.relations;
    let either = |wanted| relations.iter().any(|it| it.relation == wanted);
    if either(Relation::Before) && either(Relation::After) && memory.subjects.len() == 1 {
        return Some(Resolver::Compare);
    }
    let last = memory.query.resolver;
    let goes_on = last.is_about_many() || last == Resolver::Members;
    Some(if goes_on { last } else { Resolver::Order })
}

/// The pronouns of a question that stand for what the conversation spoke of, with the slots in whose place they stand.
pub(super) fn referents(
    memory: &Memory,
    interpretation: &Interpretation,
) -> Vec<(&'static str, &'static str)> {
    let slots = &interpretation.slots;
    let named = |kinds: &[EntityKind]| slots.mentions.iter().any(|it| kinds.contains(&it.kind));
    let mut read = Vec::new();
    if !memory.subjects.is_empty() || !memory.speakers.is_empty() {
        read.push(("person", "{person}"));
    }
    if !memory.subjects.is_empty() && !named(&[EntityKind::Person]) {
        read.push(("people", "{person}"));
    }
    let topical = matches!(memory.query.resolver, Resolver::Topic(_) | Resolver::Lead);
    if topical && !memory.query.topics.is_empty() && !named(&[EntityKind::Topic, EntityKind::Event])
    {
        read.push(("thing", "{topic}"));
        if memory.subjects.is_empty() {
            read.push(("people", "{topic}"));
        }
    }
    if slots.times.is_empty() {
        read.extend(TIME_PRONOUNS.map(|it| (it, "{date}")));
    }
    read.retain(|(value, _)| slots.values(VocabularySlot::Pronoun).any(|it| it == *value));
    read
}

/// Whether the question begins with a word that continues the one before it.
fn goes_on_from(interpretation: &Interpretation) -> bool {
    interpretation.slots.filled.iter().any(|it| {
        it.range.start == 0
            && matches!(
                it.slot,
                VocabularySlot::Continuation | VocabularySlot::Joint
            )
    })
}

/// Takes organisations that a fragment names ("and Meta?") as what the last question asked of organisations: where people
/// went or came from. Returns whether it did.
pub(super) fn continue_with(
    memory: &Memory,
    organisations: Vec<OrganisationId>,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    if organisations.is_empty() {
        false
    } else if !last.formerly.is_empty() || last.resolver == Resolver::Background {
        query.formerly = organisations;
        true
    } else if !last.others.is_empty() || last.resolver == Resolver::WhoWentTo {
        query.others = organisations;
        true
    } else {
        false
    }
}

/// Takes from the memory what the question lacks.
pub(super) fn complete(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    memory: &Memory,
    query: &mut Query,
) {
    let leaning = Leaning::of(interpretation);
    if relate(knowledge, &leaning, memory, query) {
        return;
    }
    period::fill(knowledge, interpretation, memory, query);
    let last = &memory.query;
    if chosen(&leaning, memory, query) {
        return;
    }
    if is_fragment(interpretation) {
        continue_last(knowledge, &leaning, memory, query);
        return;
    }
    if leaning.has("along") && went_to(knowledge, memory, query) {
        return;
    }
    if leaning.has("others") && query.people.is_empty() {
        others(knowledge, &leaning, memory, query);
        return;
    }
    if of_the_list(&leaning, memory, query) {
        return;
    }
    amounts_and_places(knowledge, &leaning, memory, query);
    compared(&leaning, memory, query);
    // "Did Alpha say anything when Beta left? And when Gamma left?"
    if matches!(last.resolver, Resolver::Response | Resolver::Statement)
        && last.people.iter().any(|id| !knowledge.has_left(id))
        && query.resolver == Resolver::When
        && goes_on_from(interpretation)
        && query.people.iter().all(|id| knowledge.has_left(id))
        && !query.people.is_empty()
    {
        query.resolver = Resolver::Response;
        let speakers = last.people.iter().filter(|id| !knowledge.has_left(id));
        query.people.extend(speakers.cloned());
        return;
    }
    // "I read it was 2024" of a date that was told is a claim on it.
    if last.resolver == Resolver::When
        && (query.resolver.is_about_many() || query.resolver == Resolver::Verify)
        && leaning.has("thing")
        && names_nobody(query)
        && !query.times.is_empty()
        && memory.subjects.len() == 1
    {
        query.resolver = Resolver::Verify;
        query.people.clone_from(&memory.subjects);
        return;
    }
    // "When did she say that?" The words are told with their day.
    let spoken = matches!(
        last.resolver,
        Resolver::Statement | Resolver::Response | Resolver::WhoSaid | Resolver::VerifySaid
    );
    if spoken && query.resolver == Resolver::When && !query.deeds.is_empty() && names_nobody(query)
    {
        *query = Query {
            today: query.today,
            ..last.clone()
        };
        return;
    }
    if matches!(query.resolver, Resolver::Interval | Resolver::Compare) && query.people.len() < 2 {
        for person in &memory.recent {
            if query.people.len() < 2 && !query.people.contains(person) {
                query.people.push(person.clone());
            }
        }
        return;
    }
    if names_nobody(query) && leaning.words <= LEANING && asks_for_proof(&leaning, memory, query) {
        if query.resolver != Resolver::Reliability {
            query.resolver = Resolver::Sources;
        }
        query.last = Some(Box::new(memory.query.clone()));
        return;
    }
    if query.people.is_empty() {
        subjects(&leaning, memory, query);
    }
    response(knowledge, &leaning, memory, query);
    topics(&leaning, memory, query);
    if !query.organisation_named && (!query.people.is_empty() || leaning.short()) {
        query.organisation = memory.query.organisation.clone();
    }
}

/// The answer to the bot's own question back: one of those whom it offered, by name or by place.
fn chosen(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let place = match query.ordinals.as_slice() {
        [place] if leaning.words <= 1 && query.people.is_empty() => *place,
        _ => 0,
    };
    let count = i32::try_from(memory.choices.len()).unwrap_or(i32::MAX);
    let index = if place < 0 { count + place } else { place - 1 };
    let by_place = usize::try_from(index)
        .ok()
        .and_then(|index| memory.choices.get(index));
    let by_name = query
        .people
        .iter()
        .find(|id| memory.choices.contains(id))
        .filter(|_| leaning.short());
    let Some(person) = by_name.or(by_place).cloned() else {
        return false;
    };
    let today = query.today;
    *query = memory.query.clone();
    query.today = today;
    query.people.retain(|id| !memory.choices.contains(id));
    query.people.push(person);
    true
}

/// Whether a question that names nothing doubts the last answer, or asks where it comes from: "sources?", "is that
/// confirmed?", "who said that?" A doubt about when somebody left is a claim of its own.
fn asks_for_proof(leaning: &Leaning<'_>, memory: &Memory, query: &Query) -> bool {
    let own = !query.deeds.is_empty()
        || !query.numbers.is_empty()
        || !query.times.is_empty()
        || !query.manners.is_empty()
        || !query.reasons.is_empty()
        || !query.ordinals.is_empty()
        || leaning.has("person")
        || leaning.has("organisation");
    match query.resolver {
        Resolver::Sources | Resolver::Reliability => true,
        Resolver::Verify => {
            !own && !matches!(memory.query.resolver, Resolver::When | Resolver::Manner)
        }
        Resolver::WhoSaid => {
            (leaning.has("thing") || leaning.words < ELLIPSIS) && memory.query.topics.is_empty()
        }
        _ => false,
    }
}

/// "Him or Beta, who was last?": the person spoken of beside the one named.
fn compared(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let beside = leaning.has("person") || leaning.has("people");
    if !(beside && query.people.len() == 1 && memory.subjects.len() == 1) {
        return;
    }
    let ranked = query.ordinals.iter().any(|place| place.abs() == 1);
    if ranked || matches!(query.resolver, Resolver::Compare | Resolver::Interval) {
        if ranked {
            query.resolver = Resolver::Compare;
            query.ordinals.clear();
        }
        query.people.splice(0..0, memory.subjects.iter().cloned());
        query.people.dedup();
    }
}

/// Short questions that take their sense from what was asked before: "by how much?" after a comparison, "is he still
/// there?" after a destination.
fn amounts_and_places(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    let last = &memory.query;
    let amount = matches!(
        query.resolver,
        Resolver::Topic(Aspect::HowMuch | Aspect::HowMany)
    );
    if amount
        && names_nobody(query)
        && matches!(last.resolver, Resolver::Compare | Resolver::Interval)
    {
        query.resolver = Resolver::Interval;
        query.people.clone_from(&last.people);
    }
    let there = leaning.has("organisation");
    // "Did she go to Alpha? When?" asks for the day of that move.
    let moved = !last.others.is_empty()
        && matches!(
            last.resolver,
            Resolver::Verify | Resolver::Destination | Resolver::WhoWentTo
        );
    if moved && query.resolver == Resolver::When && names_nobody(query) && leaning.words < ELLIPSIS
    {
        query.resolver = Resolver::Destination;
        query.others.clone_from(&last.others);
        query.people.clone_from(&memory.subjects);
        return;
    }
    // "Who went with him?" asks for those who went where he did.
    let with_him = leaning.has("person")
        && query.resolver == Resolver::WhoWentTo
        && query.others.is_empty()
        && memory.subjects.len() == 1;
    if with_him {
        query.except_people.extend(memory.subjects.iter().cloned());
    }
    if !(with_him || (there && last.resolver == Resolver::Destination)) {
        return;
    }
    match query.resolver {
        Resolver::VerifyRemains => query.resolver = Resolver::Destination,
        Resolver::WhoWentTo | Resolver::WhoLeft | Resolver::Count if query.others.is_empty() => {
            query.resolver = Resolver::WhoWentTo;
            query.others = memory
                .subjects
                .iter()
                .filter_map(|id| knowledge.people.get(id))
                .filter_map(|person| knowledge.exits_of(person).last())
                .flat_map(|exit| &exit.departure.destination)
                .filter_map(|claim| claim.value.organisation.clone())
                .take(1)
                .collect();
        }
        _ => {}
    }
}

/// "Who else went there?", "did anybody go with her?" after where somebody went. Returns whether the records name a
/// place.
fn went_to(knowledge: &Knowledge, memory: &Memory, query: &mut Query) -> bool {
    let place = memory
        .subjects
        .iter()
        .filter_map(|id| knowledge.people.get(id))
        .filter_map(|person| knowledge.exits_of(person).last())
        .flat_map(|exit| &exit.departure.destination)
        .filter(|claim| claim.rank != Rank::Refuted)
        .find_map(|claim| claim.value.organisation.clone());
    let Some(place) = place else {
        return false;
    };
    query.resolver = Resolver::WhoWentTo;
    query.people.clear();
    query.others = vec![place];
    query.except_people.clone_from(&memory.subjects);
    true
}

/// "Who else came from there?" after where somebody came from. Returns whether the records name a place.
fn came_from(knowledge: &Knowledge, memory: &Memory, query: &mut Query) -> bool {
    let place = memory
        .subjects
        .iter()
        .filter_map(|id| knowledge.people.get(id))
        .flat_map(|person| &person.facts)
        .filter(|claim| claim.rank != Rank::Refuted && claim.value.kind == FactKind::Background)
        .find_map(|claim| claim.value.organisations.first());
    let Some(place) = place else {
        return false;
    };
    query.resolver = Resolver::Background;
    query.people.clear();
    query.others = vec![place.clone()];
    query.except_people.clone_from(&memory.subjects);
    true
}

/// Whether the question names nobody and nothing that it could be about instead.
fn names_nobody(query: &Query) -> bool {
    query.people.is_empty()
        && query.anchors.is_empty()
        && query.groups.is_empty()
        && query.roles.is_empty()
        && query.topics.is_empty()
        && query.others.is_empty()
        && !query.organisation_named
        && !query.all
}

/// Who is meant by "he", or by nobody at all: the people of the last answer, or its filters if it was about many.
fn subjects(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let person = leaning.has("person");
    let people = leaning.has("people");
    let nobody = names_nobody(query) && query.ordinals.is_empty();
    // "Was she one of the founders? So who are they?"
    if people
        && nobody
        && memory.subjects.len() == 1
        && !memory.query.groups.is_empty()
        && matches!(query.resolver, Resolver::Members | Resolver::Profile)
    {
        query.resolver = Resolver::Members;
        query.groups.clone_from(&memory.query.groups);
        return;
    }
    if person && memory.subjects.is_empty() && !query.resolver.is_about_many() {
        query.people.clone_from(&memory.speakers);
    }
    // Who is still there after "who took over from her?" is whoever took over, even somebody without a record.
    let of_the_present = matches!(
        query.resolver,
        Resolver::VerifyRemains
            | Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::Profile
            | Resolver::Contribution
            | Resolver::Background
            | Resolver::Lead
            | Resolver::Tenure
    );
    if memory.query.resolver == Resolver::Successor && of_the_present && person && nobody {
        let new = memory
            .listed
            .iter()
            .filter(|id| !memory.query.people.contains(id));
        query.people = new.cloned().collect();
        // Of somebody without a record nothing can be told but that.
        if query.people.is_empty() {
            query.resolver = Resolver::Profile;
        }
        return;
    }
    if !memory.subjects.is_empty() {
        let timed = query.times.iter().any(|it| it.form != Form::Now);
        let leans = nobody && !timed && leaning.words <= LEANING;
        let meant = if query.resolver.is_about_many() {
            person
        } else {
            person || people || (leans && query.resolver.is_about_somebody())
        };
        let placed = matches!(query.resolver, Resolver::Order | Resolver::Compare) && nobody;
        if placed || (meant && !query.resolver.is_about_the_bot()) {
            query.people.clone_from(&memory.subjects);
            // Somebody in particular is asked about: a list of many is a misreading.
            if query.resolver.is_about_many() {
                query.resolver = Resolver::When;
            }
            return;
        }
    }
    if memory.query.resolver == Resolver::Members
        && nobody
        && people
        && query.resolver == Resolver::WhoLeft
        && leaning.short()
    {
        query.resolver = Resolver::Members;
        query.groups.clone_from(&memory.query.groups);
        return;
    }
    let remained = matches!(
        memory.query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    if remained
        && nobody
        && query.times.is_empty()
        && (leaning.words <= 1 || people)
        && matches!(query.resolver, Resolver::WhoLeft | Resolver::Members)
    {
        query.resolver = Resolver::Remaining;
    }
    let listed = !matches!(memory.query.resolver, Resolver::Topic(_) | Resolver::Lead);
    let of_them = people || leaning.has("thing");
    let many = query.resolver.is_about_many()
        || matches!(query.resolver, Resolver::Order | Resolver::Members)
        || query.resolver.is_about_somebody();
    if many && listed && ((of_them && memory.subjects.is_empty()) || (nobody && leaning.short())) {
        inherit_filters(memory, query, of_them);
    }
}

/// A reaction without the departure that it was a reaction to: that of the last answer.
fn response(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let left = |id: &PersonId| knowledge.has_left(id);
    if query.people.is_empty() || query.people.iter().any(left) || query.people == memory.subjects {
        return;
    }
    let responded = || {
        memory
            .subjects
            .iter()
            .filter_map(|id| knowledge.people.get(id))
            .flat_map(|person| knowledge.exits_of(person))
            .flat_map(|exit| &exit.departure.response)
            .any(|claim| {
                claim
                    .value
                    .by
                    .as_ref()
                    .is_some_and(|by| query.people.contains(by))
            })
    };
    let about_them = query.resolver == Resolver::Statement
        && (leaning.has("person") || (leaning.short() && responded()));
    if !(query.resolver == Resolver::Response || about_them) {
        return;
    }
    let leavers: Vec<PersonId> = memory
        .subjects
        .iter()
        .filter(|id| left(id))
        .cloned()
        .collect();
    if !leavers.is_empty() {
        query.resolver = Resolver::Response;
        query.people.splice(0..0, leavers);
    }
}

/// After a topic, what is asked without naming anything is asked of it.
fn topics(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let last = &memory.query;
    if last.topics.is_empty() || !query.topics.is_empty() {
        return;
    }
    let pronoun = leaning.has("thing");
    if matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead)
        && query.people.is_empty()
        && (pronoun || leaning.has("person") || leaning.short())
    {
        query.topics.clone_from(&last.topics);
        return;
    }
    let about_it = matches!(last.resolver, Resolver::Topic(_) | Resolver::Lead)
        && names_nobody(query)
        && query.times.is_empty()
        && (pronoun || leaning.short());
    let aspect = match query.resolver {
        Resolver::When => Aspect::When,
        Resolver::Why => Aspect::Why,
        Resolver::Destination => Aspect::Where,
        Resolver::Members | Resolver::WhoLeft | Resolver::Profile | Resolver::WhoSaid => {
            Aspect::Who
        }
        Resolver::Count => Aspect::HowMany,
        _ => return,
    };
    if about_it {
        query.topics.clone_from(&last.topics);
        query.resolver = Resolver::Topic(aspect);
    }
}
