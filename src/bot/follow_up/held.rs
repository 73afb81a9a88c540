//! The set of people and the topic that the conversation holds: one of them by place, all of them again, the same question
//! of somebody else.

use super::heirs::{named_taken_over, taken_over};
use super::leaning::Leaning;
use super::places::{picked, placed_again};
use super::set::of_the_set;
use super::whereabouts::{founded_there, founder_of_it, own_venture, still_at, still_there};
use super::{FEW, LEANING, names_nobody};
use crate::answer::query::{Filters, Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::bind::noted::matter;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::overlap;
use crate::nlu::phrases::Filled;

/// A comparison with somebody else has no more words of its own.
const COMPARING: usize = 4;
/// "Was that for the same reason as Beta?" has no more words of its own.
const LIKENING: usize = 9;
/// "What was the podcast?" has no more words of its own.
const NAMING: usize = 5;
/// A question after what was said repeats it up to this length; a longer one has words of its own to look for.
const AGAIN: usize = 4;

/// Whether the question takes its sense from what the conversation holds, however little its words say.
pub(super) fn holds(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    contrasts(leaning, memory) || else_of_topic(leaning, memory) || elsewhere(leaning, memory)
}

/// "Compare with Beta", "same reason as Beta?" after a question about Alpha.
fn contrasts(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let [spoken_of] = memory.subjects.as_slice() else {
        return false;
    };
    let slots = &leaning.interpretation.slots;
    let mut people = slots.of(EntityKind::Person);
    let (Some(named), None) = (people.next(), people.next()) else {
        return false;
    };
    let other = named
        .candidates
        .iter()
        .all(|it| it.id != spoken_of.as_str());
    let compares = leaning.cue("contrast") && leaning.words <= COMPARING;
    let likens = leaning.cue("likened") || leaning.cue("same-place");
    other
        && (compares || (likens && leaning.words <= LIKENING))
        && slots.times.is_empty()
        && memory.query.resolver.is_about_somebody()
}

/// "Who else worked on it?" after a topic.
fn else_of_topic(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let it = leaning.has("thing") || leaning.has("organisation");
    let free = leaning.is_free();
    let topical = matches!(
        memory.query.resolver,
        Resolver::Topic(_) | Resolver::Lead | Resolver::Predecessor
    );
    leaning.has("others") && it && free && topical && !memory.query.topics.is_empty()
}

/// "Did any of them join a rival?" of a list.
fn elsewhere(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let of_them = leaning.partitive() || leaning.has("people");
    leaning.cue("new-job")
        && of_them
        && memory.list.is_some()
        && leaning.interpretation.slots.mentions.is_empty()
        && leaning.words <= LEANING
}

/// Takes from the conversation what a question holds on to. Returns whether nothing more is to be taken from it.
pub(super) fn hold(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if contrasts(leaning, memory) {
        return beside(leaning, memory, query);
    }
    if else_of_topic(leaning, memory) {
        *query = Query {
            topics: memory.query.topics.clone(),
            ..memory.asking(Resolver::Topic(Aspect::Who), query.today)
        };
        return true;
    }
    if elsewhere(leaning, memory) {
        query.resolver = Resolver::Destination;
        query.topics.clear();
        if memory.query.resolver.is_about_many() {
            super::continuing::inherit_filters(memory, query, true);
            query.resolver = Resolver::Destination;
            query.others.clear();
        } else if let Some(list) = &memory.list {
            query.filters.among.clone_from(&list.people);
        }
        query.organisation.clone_from(&memory.query.organisation);
        return true;
    }
    if one_of_the_group(leaning, memory, query)
        || joined_too(knowledge, leaning, memory, query)
        || founded_there(knowledge, leaning, memory, query)
        || founder_of_it(knowledge, leaning, memory, query)
    {
        return true;
    }
    if taken_over(leaning, memory, query) || named_taken_over(leaning, query) {
        return true;
    }
    if of_company(leaning, memory, query) {
        return true;
    }
    if own_venture(leaning, memory, query) || placed_again(knowledge, leaning, memory, query) {
        return true;
    }
    noted(knowledge, leaning, memory, query)
        || said_by_the_speaker(knowledge, leaning, memory, query)
        || picked(knowledge, leaning, memory, query)
        || longer(leaning, memory, query)
        || of_the_set(knowledge, leaning, memory, query)
        || still_at(knowledge, leaning, memory, query)
        || still_there(knowledge, leaning, memory, query)
}

/// The question before it, or what is named in which the two are alike, asked of both.
fn beside(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let kind = match memory.query.resolver {
        _ if leaning.cue("same-place") => Resolver::Destination,
        _ if leaning.cue("likened") && query.resolver == Resolver::Why => Resolver::Why,
        Resolver::Tenure => Resolver::Stays,
        it @ (Resolver::Destination
        | Resolver::Why
        | Resolver::Statement
        | Resolver::Contribution
        | Resolver::Background
        | Resolver::Lead
        | Resolver::Manner) => it,
        _ if !memory.query.filters.manners.is_empty() => Resolver::Manner,
        _ => Resolver::Compare,
    };
    query.resolver = kind;
    query.topics.clear();
    query.found.clear();
    query.polar = false;
    query.filters.ordinals.clear();
    let named: Vec<PersonId> = query.people.drain(..).collect();
    query.people.clone_from(&memory.subjects);
    query.people.extend(named);
    query.people.dedup();
    query.organisation.clone_from(&memory.query.organisation);
    true
}

/// "Which of those three went to Alpha?" of people of whom the same was asked one after the other. Returns whether it is
/// asked of them.
fn of_company(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let company = &memory.company;
    let several = (2..=FEW).contains(&company.len()) && memory.subjects.len() == 1;
    let numbered = query
        .filters
        .numbers
        .first()
        .is_none_or(|it| usize::try_from(*it) == Ok(company.len()));
    let asked = matches!(
        query.resolver,
        Resolver::WhoWentTo | Resolver::Why | Resolver::Background | Resolver::WhoLeft
    ) && memory.query.resolver.is_about_somebody();
    let pointed = leaning.partitive() && memory.list.is_none();
    if !(several && numbered && asked && pointed && query.people.is_empty()) {
        return false;
    }
    query.filters.among.clone_from(company);
    query.filters.numbers.clear();
    query.organisation.clone_from(&memory.query.organisation);
    true
}

/// "What did he say about parting ways?" after what Alpha answered to a departure: Alpha's words, as it is Alpha who
/// spoke. Short questions ask for the answer again.
fn said_by_the_speaker(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = &memory.query;
    let mut speakers = last.people.iter().filter(|id| !knowledge.has_left(id));
    let (Some(speaker), None) = (speakers.next(), speakers.next()) else {
        return false;
    };
    let answered =
        matches!(last.resolver, Resolver::Response | Resolver::Statement) && last.people.len() > 1;
    let asks = matches!(
        query.resolver,
        Resolver::Statement | Resolver::Response | Resolver::WhoSaid
    );
    let names = leaning.interpretation.slots.of(EntityKind::Person).count();
    if !(answered && asks && names == 0 && leaning.has("person")) || leaning.words <= AGAIN {
        return false;
    }
    query.resolver = Resolver::Statement;
    query.people = vec![speaker.clone()];
    true
}

/// "Who stayed longer?" of those who were put side by side.
fn longer(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if query.resolver != Resolver::Stays || !names_nobody(query) || !query.filters.times.is_empty()
    {
        return false;
    }
    let last = &memory.query;
    // "And the longest?" after who stayed shortest is asked of all, whoever was spoken of since.
    let of_all = memory.list.as_ref().map(|it| &it.query).filter(|it| {
        it.resolver == Resolver::Stays && it.people.is_empty() && it.filters.among.is_empty()
    });
    let superlative =
        query.focus.stretch.is_some() && !leaning.has("people") && !leaning.has("ones");
    // "Who stayed the longest?" after who of two stayed longer is asked of all.
    if superlative && last.resolver == Resolver::Stays && last.people.len() == 2 {
        return true;
    }
    let room = if query.filters.except_people.is_empty() {
        AGAIN
    } else {
        LEANING
    };
    if let Some(of_all) = of_all.filter(|_| superlative && leaning.words <= room) {
        *query = Query {
            today: query.today,
            focus: Focus {
                stretch: query.focus.stretch,
                ..of_all.focus
            },
            filters: Filters {
                except_people: std::mem::take(&mut query.filters.except_people),
                ..of_all.filters.clone()
            },
            ..of_all.clone()
        };
        return true;
    }
    let few = 2..=FEW;
    // "Who lasted longer?" of those of whom the same was asked one after the other.
    if last.resolver.is_about_somebody()
        && few.contains(&memory.company.len())
        && leaning.short()
        && !superlative
    {
        query.people.clone_from(&memory.company);
        query.organisation.clone_from(&last.organisation);
        return true;
    }
    // "Shortest?" after who stayed longest is asked of all again.
    let they = leaning.has("people") || leaning.has("ones");
    if !they && last.resolver == Resolver::Stays && last.people.is_empty() {
        if superlative && leaning.words <= AGAIN {
            *query = Query {
                today: query.today,
                focus: Focus {
                    stretch: query.focus.stretch,
                    ..last.focus
                },
                ..last.clone()
            };
            return true;
        }
        return false;
    }
    let people = match &memory.list {
        _ if few.contains(&last.people.len()) => last.people.clone(),
        Some(list) if few.contains(&list.people.len()) && leaning.words <= LEANING => {
            list.people.clone()
        }
        _ => return false,
    };
    query.people = people;
    query.organisation.clone_from(&last.organisation);
    true
}

/// "Wasn't Alpha one?" after the members of a group: whether they belonged to it. Returns whether it is asked.
fn one_of_the_group(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let claims = matches!(
        query.resolver,
        Resolver::Verify | Resolver::VerifyMember | Resolver::VerifyRemains
    );
    let free = query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.filters.times.is_empty();
    let one = query.polar && query.people.len() == 1 && leaning.short() && !query.stays;
    let of_group = last.resolver == Resolver::Members && !last.filters.groups.is_empty();
    if !(claims && free && one && of_group && query.claimed.deeds.is_empty()) {
        return false;
    }
    query.resolver = Resolver::VerifyMember;
    query.filters.groups.clone_from(&last.filters.groups);
    query.organisation.clone_from(&last.organisation);
    true
}

/// "Did Beta go there too?" after where Alpha went. Returns whether it is asked.
fn joined_too(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let claims = matches!(query.resolver, Resolver::Verify | Resolver::Destination);
    let asked = claims && query.polar && leaning.has("organisation") && memory.tells_a_move();
    let free = query.others.is_empty() && query.topics.is_empty() && query.filters.times.is_empty();
    let new = query.people.iter().all(|id| !memory.subjects.contains(id));
    if !(asked && free && new) || query.people.is_empty() {
        return false;
    }
    let people = query.people.clone();
    if !super::went_to(knowledge, memory, query) {
        return false;
    }
    query.resolver = Resolver::Verify;
    query.filters.except_people.clear();
    query.people = people;
    true
}

/// "What was the podcast about?" of something that is noted on somebody's departure. Returns whether it is.
fn noted(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let [person] = memory.subjects.as_slice() else {
        return false;
    };
    // The person may have been put to the question to understand it.
    // A topic that is only guessed is not named.
    let unnamed = query.guessed && query.people.is_empty() && !query.organisation_named;
    let nobody = names_nobody(query) || query.people == memory.subjects || unnamed;
    let said = query.resolver == Resolver::Statement;
    // "Who reported that?" asks for sources.
    if matches!(query.resolver, Resolver::Sources | Resolver::WhoSaid) {
        return false;
    }
    let free = nobody && (said || query.claimed.deeds.is_empty()) && query.filters.times.is_empty();
    let tokens = &leaning.interpretation.tokens;
    let about = matter(knowledge, person, tokens);
    // "Was it the podcast?" after why they left is told by what is noted of it.
    let guessed_cause = matches!(memory.query.resolver, Resolver::Why | Resolver::Manner);
    let short = leaning.words <= NAMING && (!query.polar || guessed_cause);
    let Some(about) = about.filter(|_| free && (short || query.resolver == Resolver::Statement))
    else {
        return false;
    };
    query.words = vec![about.clone()];
    query.topics.clear();
    query.guessed = false;
    query.resolver = Resolver::Search;
    query.people = vec![person.clone()];
    true
}

/// What a completed question asks in other words: "when did he join Beta?" where he went, "what was he in charge of
/// before?" what he led.
pub(super) fn settle(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    holder_on_the_list(knowledge, memory, query);
    spoke_themselves(knowledge, leaning, memory, query);
    let [person] = query.people.as_slice() else {
        return;
    };
    let slots = &leaning.interpretation.slots;
    // "Really?" after when somebody left puts their leaving to the test.
    let bare = leaning.is_free() && leaning.short();
    let doubted = memory.query.resolver == Resolver::When && query.people == memory.subjects;
    if query.resolver == Resolver::Verify && bare && doubted {
        query.of_leaving = true;
        return;
    }
    let led = query.claimed.deeds.iter().any(|it| it.starts_with(LED)) || leaning.cue("heads");
    if query.resolver == Resolver::Background && led && query.others.is_empty() {
        query.resolver = Resolver::Lead;
        return;
    }
    // "What does he do now?" of somebody who left, and "when did he get that job?"
    let work = query.resolver == Resolver::Contribution
        || (matches!(query.resolver, Resolver::Topic(_)) && query.topics.is_empty());
    if work && leaning.cue("doing-now") && knowledge.has_left(person) {
        query.resolver = Resolver::Destination;
        return;
    }
    let posted = matches!(
        memory.query.resolver,
        Resolver::Lead | Resolver::Contribution | Resolver::Profile | Resolver::VerifyMember
    );
    let dated = matches!(query.resolver, Resolver::Tenure | Resolver::When);
    if dated && posted && leaning.cue("post") && leaning.aspect() == Some(Aspect::When) {
        query.resolver = Resolver::Lead;
        query.topics.clear();
        return;
    }
    let joins = matches!(query.resolver, Resolver::Tenure | Resolver::When)
        && (slots.has(VocabularySlot::Towards) || goes_there(leaning))
        && !query.organisation_named;
    if !joins {
        return;
    }
    let refers = leaning.has("thing") || leaning.has("organisation") || leaning.has("people");
    let last = &memory.query;
    // So it is of one of the list of those who went somewhere.
    let listed = memory.list.as_ref().map(|it| it.query.resolver);
    let moved = memory.tells_a_move()
        || matches!(listed, Some(Resolver::Destination | Resolver::WhoWentTo));
    let places = if query.others.is_empty() && refers && memory.tells_a_move() {
        &last.others
    } else {
        &query.others
    };
    let went = knowledge.people.get(person).is_some_and(|person| {
        knowledge
            .exits_of(person)
            .flat_map(|exit| &exit.departure.destination)
            .any(|claim| {
                let to = claim.value.organisation.as_ref();
                // "When did he join them?" after where he went, which named no place.
                let unnamed = places.is_empty() && refers && moved;
                to.is_some_and(|to| unnamed || places.contains(to))
            })
    });
    if went {
        query.resolver = Resolver::Destination;
    }
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(' ').map(str::to_owned)
}

/// "Who blamed him?" is told by what speaks of the blame; and "did he respond?" of somebody who left asks for their own words.
fn spoke_themselves(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    let one = query.people == memory.subjects
        && matches!(query.people.as_slice(), [one] if knowledge.has_left(one));
    let slots = &leaning.interpretation.slots;
    let asks = |it: &&Filled| it.slot == VocabularySlot::Polar;
    let of_them = slots.filled.iter().filter(asks).any(|asks| {
        slots.filled.iter().any(|it| {
            let behind = it.range.start == asks.range.end + 1;
            it.slot == VocabularySlot::Pronoun && it.value == "person" && behind
        })
    });
    let left = |id: &str| {
        let person = knowledge.people.get(id);
        person.is_some_and(|it| knowledge.has_left(&it.id))
    };
    // "Did he mention Alpha?" is asked of his words.
    if let ([mention], [spoken_of]) = (slots.mentions.as_slice(), memory.subjects.as_slice())
        && query.resolver == Resolver::Response
        && mention.kind == EntityKind::Person
        && memory.query.people.len() < 2
        && !mention.candidates.iter().any(|it| left(&it.id))
        && (query.polar && of_them && knowledge.has_left(spoken_of))
    {
        let name = leaning.interpretation.text.get(mention.range.clone());
        query.picked = name.into_iter().flat_map(words_of).collect();
        query.resolver = Resolver::Statement;
        query.people = vec![spoken_of.clone()];
        return;
    }
    if !one || !leaning.is_free() {
        return;
    }
    // "What did he say about it?" of a reason that was put to the test.
    let reasons = &memory.query.filters.reasons;
    if query.resolver == Resolver::Statement && leaning.has("thing") && !reasons.is_empty() {
        query.filters.reasons.clone_from(reasons);
        query.focus.said_of = true;
    }
    let why = matches!(query.resolver, Resolver::Why | Resolver::Opinion);
    let blames = why && leaning.aspect() == Some(Aspect::Who);
    if let Some(blame) = slots
        .filled
        .iter()
        .find(|it| it.slot == VocabularySlot::Cue && it.value == "blamed")
        .filter(|_| blames)
    {
        let word = leaning.interpretation.text.get(blame.range.clone());
        query.picked = word.map(str::to_owned).into_iter().collect();
        query.resolver = Resolver::Why;
    }
    if query.resolver == Resolver::Response && query.polar && of_them {
        query.resolver = Resolver::Statement;
    }
}

/// "When did the CFO go there?" after who went somewhere is asked of the one of them who held that post.
fn holder_on_the_list(knowledge: &Knowledge, memory: &Memory, query: &mut Query) {
    let list = memory.list.as_ref().filter(|_| memory.tells_a_move());
    let of_one = query.resolver.is_about_somebody() && query.people.is_empty();
    let (Some(list), true, false) = (list, of_one, query.filters.roles.is_empty()) else {
        return;
    };
    let holds = |id: &&PersonId| {
        let person = knowledge.people.get(*id);
        person.is_some_and(|it| {
            it.memberships
                .iter()
                .any(|it| it.holds(&query.filters.roles))
        })
    };
    let mut held = list.people.iter().filter(holds).cloned();
    if let (Some(one), None) = (held.next(), held.next()) {
        query.people = vec![one];
        query.filters.roles.clear();
    }
}

/// Whether the words for a place that was spoken of say that somebody goes there.
fn goes_there(leaning: &Leaning<'_>) -> bool {
    let filled = &leaning.interpretation.slots.filled;
    let places = filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun && it.value == "organisation");
    places.into_iter().any(|place| {
        filled.iter().any(|it| {
            it.slot == VocabularySlot::Cue
                && it.value == "leaving"
                && overlap(&it.range, &place.range)
        })
    })
}

/// How the vocabulary's value for leading something begins.
const LED: &str = "led|";
