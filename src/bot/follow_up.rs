//! Follow-ups: what a question that leans on the one before it takes from the memory of the conversation.

mod affirmed;
mod attended;
mod bare;
mod because;
mod belonging;
mod besides;
mod causes;
mod comparing;
mod continuing;
mod correcting;
mod counted;
mod denied;
mod difference;
mod doubted;
mod elided;
mod event;
mod evidence;
mod exchanged;
mod fired;
mod glossed;
mod gone;
mod heirs;
mod held;
mod instead;
mod interim;
mod joined;
mod kept;
mod lasting;
mod leaning;
mod listed;
mod narrowing;
mod occasion;
mod often;
mod or_days;
mod period;
mod place;
mod places;
mod prior;
mod proof;
mod published;
mod put;
mod reaction;
mod recalled;
mod relation;
mod rules;
mod set;
mod some;
mod spoken_of;
mod stayed;
mod stood;
mod subject;
mod terse;
mod there;
mod together;
mod told;
mod topic;
mod topical;
mod unnamed;
mod whereabouts;
mod words;

use super::bind::blamed::blamed;
use super::memory::Memory;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::OrganisationId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::{TIME_PRONOUNS, VocabularySlot};
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;
use comparing::compare;
use continuing::{continue_last, others};
use leaning::Leaning;
use listed::of_the_list;
use narrowing::work_on_the_list;
use place::{amounts_and_places, came_from, went_to};
use proof::{asks_for_proof, claimed_of_a_date};
use reaction::{acted_upon, of_the_words, own_words, response, told_another};
use subject::subjects;
use topic::topics;

pub(super) use leaning::owns_a_post;
pub(super) use period::{around, numbered_week, week_of_month};
pub(super) use published::published;

/// Of more people than this a question is asked as one about many.
const FEW: usize = 6;
/// A question of fewer words says nothing of what it asks about.
const ELLIPSIS: usize = 3;

/// A question after somebody in particular leans on them up to this length, if it names nobody and no group.
pub(super) const LEANING: usize = 7;

/// Whether the question says nothing of its own but names or dates, and words that continue.
pub(super) fn is_fragment(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let names = !slots.mentions.is_empty()
        || !slots.times.is_empty()
        || slots.filled.iter().any(|it| match it.slot {
            VocabularySlot::Group
            | VocabularySlot::Role
            | VocabularySlot::Ordinal
            | VocabularySlot::Share
            | VocabularySlot::All => true,
            VocabularySlot::Continuation => it.value == "more",
            VocabularySlot::Pronoun => refers(it),
            _ => false,
        });
    names && only_continues(interpretation)
}

/// Whether a question says nothing of its own and takes its sense from the conversation: a fragment, a bare question word,
/// a turn that only works on the list that was given or goes on from the last answer.
pub(super) fn is_elliptic(
    knowledge: &Knowledge,
    memory: &Memory,
    interpretation: &Interpretation,
) -> bool {
    let leaning = Leaning::of(interpretation, &knowledge.organisation);
    is_fragment(interpretation)
        || rules::read(knowledge, &leaning, memory)
        || blamed(knowledge, interpretation).is_some()
}

/// Whether a pronoun says by itself what is asked about: "the others", "that month".
fn refers(pronoun: &Filled) -> bool {
    matches!(pronoun.value.as_str(), "others" | "moment")
        || period::stretch(&pronoun.value).is_some()
        || pronoun.value.starts_with(period::NUMBERED_WEEK)
}

/// Whether every word is a name, a date, or a word that continues.
fn only_continues(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let corrects = correcting::corrects(interpretation);
    // "Not Alpha either?" names another place to have gone to.
    let elsewhere = !slots.mentions.is_empty()
        && slots
            .mentions
            .iter()
            .all(|it| it.kind == EntityKind::Organisation);
    // "And not founders" takes a group out.
    let takes_out = |negation: &Filled| {
        let mut filled = slots.filled.iter();
        filled
            .any(|it| it.slot == VocabularySlot::Group && it.range.start == negation.range.end + 1)
    };
    let continues = |filled: &Filled| match filled.slot {
        VocabularySlot::Continuation
        | VocabularySlot::Group
        | VocabularySlot::Role
        | VocabularySlot::Ordinal
        | VocabularySlot::Share
        | VocabularySlot::All
        | VocabularySlot::Except
        | VocabularySlot::Formerly
        | VocabularySlot::Towards => true,
        VocabularySlot::Cue => filled.value == "corrects",
        VocabularySlot::Negation => corrects || elsewhere || takes_out(filled),
        VocabularySlot::Pronoun => {
            refers(filled) || (corrects && matches!(filled.value.as_str(), "person" | "people"))
        }
        _ => false,
    };
    let bounded = is_bounded(interpretation);
    let covered = |at: usize| {
        slots.mentions.iter().any(|it| it.range.contains(&at))
            || slots.times.iter().any(|it| it.range.contains(&at))
            || (bounded && slots.relations.iter().any(|it| it.range.contains(&at)))
            || slots.fills(at, continues)
    };
    !interpretation.text.is_empty() && interpretation.is_covered(covered)
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
    // "And between Alpha and Beta?" after how long lay between two others.
    if last == Resolver::Interval && either(Relation::Before) == either(Relation::After) {
        return Some(last);
    }
    // "And before Alpha?" after who held a post.
    let posted = matches!(last, Resolver::Successor | Resolver::Predecessor);
    let one = interpretation.slots.of(EntityKind::Person).count() == 1;
    if posted && one && interpretation.slots.mentions.len() == 1 {
        return Some(if either(Relation::Before) {
            Resolver::Predecessor
        } else {
            Resolver::Successor
        });
    }
    let goes_on = last.is_about_many() || last == Resolver::Members;
    let slots = &interpretation.slots;
    let mut anchored = slots
        .anchors
        .iter()
        .filter_map(|(_, at)| slots.mentions.get(*at));
    // "I meant between Alpha and Beta" after why those between two others left.
    let between = !slots.enclosed.is_empty() && memory.query.filters.anchors.len() == 2;
    Some(if goes_on {
        last
    } else if between {
        Resolver::WhoLeft
    } else if anchored.all(|it| it.kind == EntityKind::Person) {
        Resolver::Order
    } else {
        Resolver::WhoLeft
    })
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

/// Whether it is asked where the one spoken of was before.
pub(super) fn asks_for_prior(memory: &Memory, interpretation: &Interpretation) -> bool {
    let leaning = Leaning::of(interpretation, &memory.query.organisation);
    prior::of_whom(&leaning, memory).is_some()
}

/// Takes organisations that a fragment names ("and Meta?") as what the last question asked of organisations: where people
/// went or came from; `prior` is whether it asks where the one spoken of was before. Returns whether it did.
pub(super) fn continue_with(
    memory: &Memory,
    prior: bool,
    organisations: Vec<OrganisationId>,
    query: &mut Query,
) -> bool {
    let last = memory.origin();
    if organisations.is_empty() {
        false
    } else if last.resolver == Resolver::Background || prior {
        query.others = organisations;
        true
    } else if !last.filters.formerly.is_empty() {
        query.filters.formerly = organisations;
        true
    } else if !last.others.is_empty()
        || last.resolver == Resolver::WhoWentTo
        || (last.resolver == Resolver::Destination && last.people.is_empty())
    {
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
    let leaning = Leaning::of(interpretation, &knowledge.organisation);
    if asks_anew(&leaning, memory, query) {
        query.organisation.clone_from(&memory.query.organisation);
        kept::same_period(&leaning, memory, query);
        return;
    }
    taken(knowledge, interpretation, &leaning, memory, query);
    kept::same_group(&leaning, memory, query);
    kept::same_period(&leaning, memory, query);
    // "Who had it before?" of what somebody was in charge of; "who replied?" after their words.
    let posts = matches!(query.resolver, Resolver::Predecessor | Resolver::Successor);
    let replied = query.resolver == Resolver::Response && leaning.short();
    let nobody = query.people.is_empty() && query.filters.roles.is_empty();
    if (posts || replied) && nobody && memory.subjects.len() == 1 {
        query.people.clone_from(&memory.subjects);
    }
    kept::all_gone(&leaning, query);
    kept::beyond_the_set(knowledge, memory, query);
    kept::leaders_among(&leaning, memory, query);
    kept::but_the_other(&leaning, memory, query);
    some::of_their_number(knowledge, &leaning, memory, query);
    // What the last question asked for without names says nothing of this one.
    query.focus.figure_only = leaning.cue("figure-only") || narrowing::counts(&leaning, memory);
    held::settle(knowledge, &leaning, memory, query);
}

/// Whether a question says of itself that it is about who, how many or in which place left, and points at nobody, after an
/// answer about a topic, the organisation or a destination: whom that named by the way is not whom the question is about.
fn asks_anew(leaning: &Leaning<'_>, memory: &Memory, query: &Query) -> bool {
    let last = memory.query.resolver;
    let by_the_way = matches!(
        last,
        Resolver::Topic(_) | Resolver::Lead | Resolver::Overview
    ) || (last == Resolver::WhoWentTo && query.resolver == Resolver::Count);
    let slots = &leaning.interpretation.slots;
    let whole = query.resolver.is_filtered() || query.resolver == Resolver::Order;
    let asked = matches!(leaning.aspect(), Some(Aspect::Who | Aspect::HowMany));
    let points = slots.has(VocabularySlot::Pronoun) || leaning.partitive() || leaning.cue("part");
    let free = slots.mentions.is_empty() && slots.relations.is_empty() && !query.claimed.causal;
    let narrowed = leaning.cue("narrows") || slots.has(VocabularySlot::Except);
    // "Who did they hire from Alpha?" means the organisation by "they".
    let hired =
        query.resolver == Resolver::Background && leaning.cue("hires") && !leaning.has("person");
    if hired && leaning.aspect() == Some(Aspect::Who) && query.people.is_empty() {
        return true;
    }
    by_the_way && whole && asked && leaning.cue("leaving") && free && !points && !narrowed
}

/// "Who has said where they are going?" after one or two is asked of everybody. Returns whether a question is.
fn asked_of_everybody(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let open = leaning.is_open() || asks_of_anyone(leaning, query);
    let asked = open && last.resolver.is_about_somebody() && names_nobody(query);
    if asked {
        query.organisation.clone_from(&last.organisation);
    }
    asked
}

/// "Who was running it?" of a topic is no question for sources.
fn run_by(leaning: &Leaning<'_>, last: &Query, query: &mut Query) {
    let run = leaning.aspect() == Some(Aspect::Who) && !query.claimed.deeds.is_empty();
    let of_topic = matches!(last.resolver, Resolver::Topic(_)) && !last.topics.is_empty();
    if run && of_topic && matches!(query.resolver, Resolver::Sources | Resolver::WhoSaid) {
        query.resolver = Resolver::Lead;
    }
}

/// "Did anyone give a health reason?" is asked of everybody.
fn asks_of_anyone(leaning: &Leaning<'_>, query: &Query) -> bool {
    let somebody = leaning.has("person") || leaning.has("people") || leaning.has("others");
    let each = matches!(query.resolver, Resolver::Why | Resolver::Destination);
    leaning.cue("anyone") && each && !somebody && !leaning.partitive()
}

/// What leans on the conversation and finds nothing in it asks for nothing in general.
fn in_general(leaning: &Leaning<'_>, query: &mut Query) {
    let related = matches!(query.resolver, Resolver::Order | Resolver::WhoLeft)
        && !leaning.interpretation.slots.relations.is_empty();
    let general = query.resolver == Resolver::Overview || related;
    let free =
        query.filters.ordinals.is_empty() && query.filters.times.is_empty() && names_nobody(query);
    if general && free && leaning.says_nothing(false) {
        query.resolver = Resolver::Profile;
    }
    // "Who left because of it?" names no cause that records filter by.
    let caused = query.claimed.causal && leaning.has("thing") && query.filters.reasons.is_empty();
    if caused && free && matches!(query.resolver, Resolver::WhoLeft | Resolver::Count) {
        query.resolver = Resolver::Topic(Aspect::Why);
    }
}

fn taken(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    if settled_at_once(knowledge, interpretation, leaning, memory, query)
        || places::described(leaning, memory, query)
    {
        return;
    }
    let last = &memory.query;
    if asked_of_everybody(leaning, memory, query) {
        return;
    }
    bare::mean(leaning, memory, query);
    // "Is Alpha the CEO?" is no fragment, however little it says.
    let claims = query.resolver == Resolver::VerifyMember && !query.people.is_empty();
    if claims && query.polar && !query.filters.roles.is_empty() {
        // "Was she the CEO?" is asked of her, and not of whoever was.
        let named = interpretation.slots.of(EntityKind::Person).next().is_some();
        let spoken_of = query.people.iter().all(|it| memory.subjects.contains(it));
        if leaning.has("person") && !named && !spoken_of {
            query.people.clear();
            subjects(knowledge, leaning, memory, query);
        }
        return;
    }
    if !is_fragment(interpretation) && held::hold(knowledge, leaning, memory, query) {
        return;
    }
    if reaction::pushed_by_words(knowledge, leaning, memory, query) {
        return;
    }
    if places::one_of_the_list(knowledge, leaning, memory, query)
        || acted_upon(knowledge, leaning, memory, query)
        || told_another(knowledge, leaning, memory, query)
    {
        return;
    }
    if !is_fragment(interpretation) && work_on_the_list(knowledge, leaning, memory, query) {
        return;
    }
    // "Only founders?" after one of a list was spoken of narrows the list.
    if is_fragment(interpretation)
        && narrowing::narrows_the_list_in_view(leaning, memory, query)
        && work_on_the_list(knowledge, leaning, memory, query)
    {
        return;
    }
    if is_fragment(interpretation) {
        continue_last(knowledge, leaning, memory, query);
        return;
    }
    if leaning.has("along") && place::went_along(knowledge, memory, query) {
        return;
    }
    let confirmed = query.resolver == Resolver::Disputes;
    // "Any other source for that?" asks for no other people.
    let proves = query.resolver == Resolver::Sources && leaning.has("thing");
    let others_asked = leaning.has("others") && !confirmed && !proves && !leaning.is_of_one(query);
    if others_asked && query.people.is_empty() {
        others(knowledge, leaning, memory, query);
        return;
    }
    if of_the_list(knowledge, leaning, memory, query) {
        return;
    }
    amounts_and_places(knowledge, leaning, memory, query);
    // "Is he the only lawyer who left?" is told by those who did.
    let others = leaning.cue("narrows") && query.polar && !query.filters.roles.is_empty();
    if others && leaning.has("person") {
        query.people.clear();
        query.resolver = Resolver::WhoLeft;
        return;
    }
    if claimed_of_a_date(leaning, memory, query) {
        return;
    }
    // "When did she say that?"
    if of_the_words(knowledge, leaning, memory, query)
        || own_words(knowledge, leaning, memory, query)
    {
        return;
    }
    if compare(leaning, memory, query) {
        return;
    }
    if names_nobody(query) && leaning.words <= LEANING && asks_for_proof(leaning, memory, query) {
        evidence::prove(knowledge, memory, query);
        return;
    }
    if query.people.is_empty() {
        subjects(knowledge, leaning, memory, query);
    }
    run_by(leaning, last, query);
    in_general(leaning, query);
    response(knowledge, leaning, memory, query);
    topics(knowledge, leaning, memory, query);
    // "How long did he do that?" of what somebody led.
    let led = matches!(last.resolver, Resolver::Topic(_)) && leaning.cue("post");
    if query.resolver == Resolver::Tenure
        && (last.resolver == Resolver::Lead || led)
        && query.topics.is_empty()
    {
        query.topics.clone_from(&last.topics);
    }
    if !query.organisation_named && (!query.people.is_empty() || leaning.short()) {
        query.organisation = memory.query.organisation.clone();
    }
}

/// What takes all of its sense from the conversation before anything else is looked at. Returns whether the question is
/// complete.
fn settled_at_once(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if rules::take(knowledge, leaning, memory, query) {
        return true;
    }
    period::fill(knowledge, interpretation, memory, query);
    period::of_the_same_year(knowledge, memory, query);
    period::from_there_on(leaning, memory, query);
    chosen(leaning, memory, query)
        || interim::between(knowledge, leaning, memory, query)
        || narrowing::busiest(leaning, memory, query)
        || comparing::of_both(leaning, memory, query)
}

/// The answer to the bot's own question back: one of those whom it offered, by name or by place.
fn chosen(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let place = match query.filters.ordinals.as_slice() {
        [place] if leaning.words <= 2 && query.people.is_empty() && leaning.is_free() => *place,
        _ => 0,
    };
    let count = i32::try_from(memory.choices.len()).unwrap_or(i32::MAX);
    // "All of them", "and the others?" asks it of all who were offered.
    let whole = query.all || leaning.has("others") || leaning.has("people");
    let nobody = query.people.is_empty() && query.filters.ordinals.is_empty();
    if count > 0 && whole && nobody && leaning.is_free() && leaning.short() {
        *query = Query {
            people: memory.choices.clone(),
            today: query.today,
            ..memory.query.clone()
        };
        return true;
    }
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

/// Whether the question names nobody and nothing that it could be about instead.
fn names_nobody(query: &Query) -> bool {
    query.people.is_empty()
        && query.filters.anchors.is_empty()
        && query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.topics.is_empty()
        && query.others.is_empty()
        && !query.organisation_named
        && !query.all
}
