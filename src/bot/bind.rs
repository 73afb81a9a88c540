//! Binding: what an interpretation names becomes records of the dataset, completed from the memory of the conversation.

pub(super) mod organisations;
mod teams;
mod topics;
pub(super) mod turns;

use jiff::civil::Date;

use organisations::{beside, beside_before, organisations, organisations_of};
use topics::{aspect, between_events, event_claimed, likely_topic, of_organisation, topics};

use super::Binding;
use super::filters;
use super::follow_up::{bounded_anew, complete, continue_with, is_fragment};
use super::memory::Memory;
use crate::answer;
use crate::answer::query::{Anchor, Query, Share};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::date::Containment;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::knowledge::person::RoleGroup;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::{Form, Relation};

/// A bound question, or why it cannot be bound.
#[derive(Debug)]
pub(super) enum Bound {
    /// It can be answered.
    Query(Box<Query>),
    /// A name may mean several people.
    Ambiguous(Vec<PersonId>),
    /// It is about an organisation of whose departures nothing is recorded.
    Foreign(OrganisationId),
}

/// Binds an interpretation.
pub(super) fn bind(
    knowledge: &Knowledge,
    binding: &Binding,
    interpretation: &Interpretation,
    memory: Option<&Memory>,
    today: Date,
) -> Bound {
    let slots = &interpretation.slots;
    let resolver = memory
        .and_then(|memory| bounded_anew(memory, interpretation))
        .unwrap_or_else(|| filters::resolver(binding.resolver, slots));
    let (people, except_people) = match people(knowledge, resolver, interpretation) {
        Ok(found) => found,
        Err(candidates) => return Bound::Ambiguous(candidates),
    };
    let anchors = anchors(knowledge, interpretation, resolver);
    let mut query = Query {
        people,
        topics: topics(interpretation),
        groups: groups(interpretation, false),
        roles: texts(interpretation, VocabularySlot::Role),
        except_groups: groups(interpretation, true),
        except_people,
        times: slots.times.clone(),
        anchors,
        ordinals: numbers(interpretation, VocabularySlot::Ordinal),
        numbers: numbers(interpretation, VocabularySlot::Number),
        manners: manners(interpretation),
        reasons: reasons(interpretation),
        all: slots.has(VocabularySlot::All),
        negated: negated(interpretation),
        deeds: deeds(interpretation),
        share: slots
            .values(VocabularySlot::Share)
            .find_map(|value| Share::ALL.into_iter().find(|it| it.name() == value)),
        stays: slots.has(VocabularySlot::Presence),
        asks_reason: slots
            .values(VocabularySlot::Aspect)
            .any(|value| value == Aspect::Why.name()),
        polar: filters::polar(interpretation),
        causal: slots.has(VocabularySlot::Cause),
        lacking: filters::lacking(slots),
        announced: filters::cue(slots, "announced"),
        yearly: filters::cue(slots, "yearly"),
        returns: filters::cue(slots, "returns"),
        story: filters::cue(slots, "story"),
        adjacent: filters::cue(slots, "next"),
        contrast: filters::cue(slots, "contrast"),
        venture: filters::cue(slots, "venture"),
        disbelieved: filters::cue(slots, "wrong") && slots.has(VocabularySlot::Polar),
        since_leaving: filters::since_leaving(slots),
        ..Query::new(resolver, knowledge.organisation.clone(), today)
    };
    let continued = memory.is_some_and(|memory| {
        let named = organisations_of(knowledge, interpretation);
        is_fragment(interpretation) && continue_with(memory, named, &mut query)
    });
    if !continued && let Some(foreign) = organisations(knowledge, interpretation, &mut query) {
        return Bound::Foreign(foreign);
    }
    // "He" after a list of several is one of them: which one is to be asked.
    if let Some(memory) = memory
        && memory.one_of_several(&query)
        && slots
            .values(VocabularySlot::Pronoun)
            .any(|it| it == "person")
    {
        return Bound::Ambiguous(memory.listed.clone());
    }
    settle(knowledge, interpretation, memory, &mut query);
    Bound::Query(Box::new(query))
}

/// What a question asks beyond what it names: of whoever holds a role, of the conversation, of events, of claims.
fn settle(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    memory: Option<&Memory>,
    query: &mut Query,
) {
    let slots = &interpretation.slots;
    aspect(interpretation, query);
    let on_topic = slots
        .mentions
        .iter()
        .any(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event));
    filters::held_now(query, on_topic);
    let asked = !on_topic && !query.topics.is_empty();
    // "She was CEO, right?" is about her.
    let somebody = memory.is_some_and(|memory| !memory.subjects.is_empty())
        && slots
            .values(VocabularySlot::Pronoun)
            .any(|it| it == "person");
    if let Some(memory) = memory.filter(|_| !query.roles.is_empty() && !query.organisation_named) {
        query.organisation.clone_from(&memory.query.organisation);
    }
    if !somebody {
        holders(knowledge, query);
    }
    turns::narrowed(knowledge, interpretation, query);
    filters::drop_dates_of_events(knowledge, interpretation, query);
    // "When did the last one leave?", "who was first of those?"
    if !somebody
        && matches!(query.resolver, Resolver::When | Resolver::Compare)
        && query.people.is_empty()
        && !query.ordinals.is_empty()
    {
        query.resolver = Resolver::Order;
    }
    if let Some(memory) = memory {
        complete(knowledge, interpretation, memory, query);
    }
    filters::place_bare_days(knowledge, interpretation, query);
    filters::ends_of_periods(query);
    at_places(knowledge, query);
    filters::of_many(query, on_topic, slots.has(VocabularySlot::Towards));
    filters::predecessors(knowledge, interpretation, query);
    turns::turned(knowledge, interpretation, query);
    turns::between_people(knowledge, query);
    claims_of_somebody(interpretation, query);
    listed_by_name(knowledge, interpretation, query);
    filters::running_totals(interpretation, query);
    filters::presumed(interpretation, query);
    turns::of_one(knowledge, interpretation, query);
    // "Was she hired by Alpha?" is about her, not about everybody whom Alpha hired.
    if query.resolver == Resolver::WhoWentTo && !query.people.is_empty() && !query.others.is_empty()
    {
        query.resolver = Resolver::Verify;
    }
    move_or_response(knowledge, query);
    // "Wasn't he at Beta?" is no question for whether he still is at Alpha.
    if query.resolver == Resolver::VerifyRemains && !query.others.is_empty() && !query.stays {
        query.resolver = Resolver::Verify;
        query.negated = false;
    }
    // "Which employees went to Alpha?" means whoever worked there, founders and executives too.
    if query.resolver == Resolver::WhoWentTo && query.groups == [RoleGroup::Staff] {
        query.groups.clear();
    }
    between_events(knowledge, query);
    let amount = matches!(
        query.resolver,
        Resolver::Topic(Aspect::HowMuch | Aspect::HowMany)
    );
    event_claimed(knowledge, interpretation, query);
    of_organisation(knowledge, interpretation, query);
    let unnamed = query.topics.is_empty();
    // What a pronoun stands for in a conversation is not to be guessed.
    let refers = memory.is_some()
        && slots.filled.iter().any(|it| {
            // "The deal" is a name where nothing was told of that it could stand for.
            let said = interpretation.text.get(it.range.clone());
            let noun = said.is_some_and(|it| it.split(' ').count() > 1);
            it.slot == VocabularySlot::Pronoun && !(noun && it.value == "thing")
        });
    if matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead)
        && query.topics.is_empty()
        && (query.people.is_empty() || amount)
        && !refers
    {
        likely_topic(knowledge, interpretation, query);
    }
    // What he is said to have had to do with her is not seen in what is recorded of her alone.
    let between = memory.is_some() && filters::of_another(interpretation);
    if between && query.resolver == Resolver::Verify && query.deeds.is_empty() {
        query.leftover = true;
    }
    query.guessed = asked || (unnamed && !query.topics.is_empty());
}

/// "Why did the last one go?" is about whoever stands at the place.
fn at_places(knowledge: &Knowledge, query: &mut Query) {
    if query.resolver != Resolver::When
        && query.resolver.is_about_a_departure()
        && query.people.is_empty()
        && query.topics.is_empty()
    {
        query.people = answer::at_places(knowledge, query);
    }
}

/// "Which of them left, Alpha or Beta?" is about those who are named, and no question for a list.
fn listed_by_name(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let free = query.anchors.is_empty() && query.others.is_empty() && query.among.is_empty();
    let left = query.people.iter().all(|id| knowledge.has_left(id));
    let near = filters::cue(&interpretation.slots, "near");
    let together = filters::cue(&interpretation.slots, "together");
    if query.resolver == Resolver::WhoLeft && free && left && (together || !near) {
        // "Who else left with her?" asks for the same time.
        if let ([person], true) = (query.people.as_slice(), together) {
            query.anchors = vec![(Relation::SameWeek, Anchor::Person(person.clone()))];
            query.people.clear();
            return;
        }
        query.resolver = match query.people.len() {
            0 => return,
            1 => Resolver::When,
            _ => Resolver::Compare,
        };
    }
}

/// What makes a question a claim about the person whom it names: "did she leave?" is no question for a list, and "is she
/// one of the founders?" counts nobody.
fn claims_of_somebody(interpretation: &Interpretation, query: &mut Query) {
    let [_] = query.people.as_slice() else {
        return;
    };
    let asks = |wanted: Aspect| {
        interpretation
            .slots
            .values(VocabularySlot::Aspect)
            .any(|value| value == wanted.name())
    };
    let free = query.anchors.is_empty() && query.ordinals.is_empty();
    let lists = match query.resolver {
        Resolver::WhoLeft => query.anchors.is_empty(),
        Resolver::Count => free && !asks(Aspect::HowMany),
        Resolver::Compare | Resolver::Order => free && !query.times.is_empty(),
        _ => false,
    };
    if lists && query.polar && !asks(Aspect::Who) {
        query.resolver = Resolver::Verify;
    }
    // "In which year did she leave?" claims nothing.
    let open = free && query.times.is_empty() && query.topics.is_empty();
    if query.resolver == Resolver::Verify && asks(Aspect::When) && open && !query.polar {
        query.resolver = Resolver::When;
    }
    if query.resolver != Resolver::Verify && query.resolver != Resolver::Place {
        return;
    }
    let counts = query.numbers == [1] && query.resolver == Resolver::Verify;
    if counts && !query.groups.is_empty() {
        query.numbers.clear();
        query.resolver = Resolver::VerifyMember;
        return;
    }
    // "Was she number six?" names a place; "sixteen days" does not.
    let ranks = interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Number)
        .filter(|it| {
            let behind = interpretation.text.get(it.range.end..).unwrap_or_default();
            let next = behind.split_whitespace().next();
            let group = interpretation.slots.filled.iter().any(|other| {
                other.slot == VocabularySlot::Group && other.range.start == it.range.end + 1
            });
            group || next.is_none_or(|word| RANKED.contains(&word))
        })
        .filter_map(|it| it.value.parse::<i32>().ok())
        .filter(|rank| *rank > 1);
    if query.ordinals.is_empty() {
        query.ordinals.extend(ranks);
    }
}

/// What stands behind a number that is a place in an order.
const RANKED: [&str; 6] = ["to", "of", "or", "out", "in", "and"];

/// The people whom a question is about, and those whom it takes out; or the people whom one name may mean.
fn people(
    knowledge: &Knowledge,
    resolver: Resolver,
    interpretation: &Interpretation,
) -> Result<(Vec<PersonId>, Vec<PersonId>), Vec<PersonId>> {
    let mut people: Vec<PersonId> = Vec::new();
    let mut except_people = Vec::new();
    let anchored: Vec<usize> = interpretation
        .slots
        .anchors
        .iter()
        .map(|(_, index)| *index)
        .chain(
            interpretation
                .slots
                .enclosed
                .iter()
                .flat_map(|(one, other)| [*one, *other]),
        )
        .collect();
    for (index, mention) in interpretation.slots.mentions.iter().enumerate() {
        if mention.kind != EntityKind::Person {
            continue;
        }
        let said = interpretation.text.get(mention.range.clone());
        let candidates = people_of(knowledge, mention, said);
        let [person] = candidates.as_slice() else {
            if candidates.is_empty() {
                continue;
            }
            return Err(candidates);
        };
        if owner(interpretation, mention, knowledge, person)
            || is_passing(interpretation, mention, knowledge, person)
        {
            continue;
        }
        let set_right = beside_before(interpretation, mention, VocabularySlot::Negation)
            && interpretation.slots.of(EntityKind::Person).count() > 1;
        if excepted(interpretation, mention) {
            except_people.push(person.clone());
        } else if set_right {
            // "Zhang, not Dai" is about Zhang.
        } else if (!anchored.contains(&index) || !resolver.takes_anchors())
            && !people.contains(person)
        {
            people.push(person.clone());
        }
    }
    Ok((people, except_people))
}

/// "What does she do at Beta?" asks where somebody went, if that is where; and what somebody who never left said when
/// another did is an answer to that departure.
fn move_or_response(knowledge: &Knowledge, query: &mut Query) {
    let went = |id: &PersonId| query.others.iter().any(|to| went_to(knowledge, id, to));
    let about_work = matches!(
        query.resolver,
        Resolver::Contribution | Resolver::Profile | Resolver::Lead
    );
    let described = !query.roles.is_empty();
    if about_work && !described && !query.others.is_empty() && query.people.iter().any(went) {
        query.resolver = Resolver::Destination;
    }
    let left = |id: &&PersonId| knowledge.has_left(id);
    let responds =
        query.people.iter().any(|id| left(&id)) && !query.people.iter().all(|id| left(&id));
    if query.resolver == Resolver::When && responds && !query.deeds.is_empty() {
        query.resolver = Resolver::Response;
    }
}

/// Whether somebody is said to have gone to an organisation.
fn went_to(knowledge: &Knowledge, id: &PersonId, to: &OrganisationId) -> bool {
    knowledge.people.get(id).is_some_and(|person| {
        knowledge
            .exits_of(person)
            .flat_map(|exit| &exit.departure.destination)
            .any(|claim| claim.value.organisation.as_ref() == Some(to))
    })
}

/// A question about somebody that names a role ("why did the CFO leave?") is about those who held it, if they are few.
fn holders(knowledge: &Knowledge, query: &mut Query) {
    if query.roles.is_empty() || !query.people.is_empty() {
        return;
    }
    let now = query.times.iter().any(|it| it.form == Form::Now);
    let single = query.groups.is_empty() && query.anchors.is_empty();
    if query.resolver == Resolver::Members
        || (query.resolver == Resolver::Remaining && now && single)
    {
        query.resolver = Resolver::Profile;
    }
    if !query.resolver.is_about_somebody() {
        return;
    }
    let holding = |at_home: bool| -> Vec<PersonId> {
        knowledge
            .people
            .values()
            .filter(|person| {
                person.memberships.iter().any(|membership| {
                    (!at_home || membership.organisation == query.organisation)
                        && membership.holds(&query.roles)
                })
            })
            .map(|person| person.id.clone())
            .collect()
    };
    let mut held = holding(true);
    if held.is_empty() && !query.organisation_named {
        held = holding(false);
    }
    // "Has the CFO gone to Alpha?" is about the one who went there.
    let went = |id: &&PersonId| query.others.iter().any(|to| went_to(knowledge, id, to));
    if held.iter().any(|id| went(&id)) {
        held.retain(|id| went(&id));
    }
    // Who was in charge is no member of the staff.
    if query.resolver == Resolver::Lead {
        let leads = |id: &&PersonId| {
            let memberships = knowledge.people.get(*id).map(|it| &it.memberships);
            memberships.into_iter().flatten().any(|it| {
                it.holds(&query.roles) && it.groups.iter().any(|it| *it != RoleGroup::Staff)
            })
        };
        if held.iter().any(|id| leads(&id)) {
            held.retain(|id| leads(&id));
        }
    }
    if held.len() > HOLDERS {
        return;
    }
    if query.resolver == Resolver::Lead && !held.is_empty() {
        query.resolver = Resolver::Profile;
        query.topics.clear();
    }
    // "Who is the CFO now?" is about who holds the post.
    let present = !query.times.is_empty() && query.times.iter().all(|it| it.form == Form::Now);
    if query.resolver == Resolver::Profile && present {
        let today = query.today.min(knowledge.as_of);
        let holds = |id: &&PersonId| {
            knowledge.people.get(*id).is_some_and(|person| {
                person
                    .memberships
                    .iter()
                    .any(|it| it.holds(&query.roles) && it.lasts_on(today) == Containment::Inside)
            })
        };
        let holding: Vec<PersonId> = held.iter().filter(holds).cloned().collect();
        if !holding.is_empty() {
            held = holding;
        }
    }
    // Where one of several holders left, a question about leaving means that one.
    let gone: Vec<PersonId> = held
        .iter()
        .filter(|id| knowledge.has_left(id))
        .cloned()
        .collect();
    // "The lawyer and the CFO both quit" is a claim of one for each role.
    let paired = query.resolver == Resolver::Verify && query.roles.len() > 1;
    if !gone.is_empty() && (query.resolver.is_about_a_departure() || paired) {
        held = gone;
    }
    // Of several holders a claim may be true of one and not of the other: what is recorded of each is the answer.
    let several = held.len() > 1 && !(paired && held.len() == query.roles.len());
    if several && query.resolver == Resolver::Verify {
        query.resolver = Resolver::When;
    }
    query.people = held;
}

/// A role that more people held than this names nobody in particular.
const HOLDERS: usize = 4;

/// The people whom a mention may mean. Where the name fits several, those who belong to the dataset's main
/// organisation are meant if only one does.
fn people_of(knowledge: &Knowledge, mention: &Mention, said: Option<&str>) -> Vec<PersonId> {
    let all: Vec<PersonId> = mention
        .candidates
        .iter()
        .filter_map(|it| knowledge.people.get_key_value(it.id.as_str()))
        .map(|(id, _)| id.clone())
        .collect();
    if all.len() < 2 {
        return all;
    }
    let left: Vec<PersonId> = all
        .iter()
        .filter(|id| {
            knowledge
                .people
                .get(*id)
                .is_some_and(|person| !person.memberships.is_empty())
        })
        .cloned()
        .collect();
    if left.len() == 1 {
        return left;
    }
    // A surname is meant before a given name.
    let surname: Vec<PersonId> = mention
        .candidates
        .iter()
        .filter(|it| said.is_some_and(|said| ends_with(&it.matched, said)))
        .filter_map(|it| knowledge.people.get_key_value(it.id.as_str()))
        .map(|(id, _)| id.clone())
        .collect();
    if surname.len() == 1 { surname } else { all }
}

fn ends_with(name: &str, said: &str) -> bool {
    crate::nlu::utterance::Utterance::parse(name)
        .text()
        .ends_with(said)
}

/// Whether somebody who never left is named only as whose organisation or group it is.
fn owner(
    interpretation: &Interpretation,
    mention: &Mention,
    knowledge: &Knowledge,
    person: &PersonId,
) -> bool {
    let leaves = knowledge
        .people
        .get(person)
        .is_some_and(|it| knowledge.exits_of(it).next().is_some());
    let slots = &interpretation.slots;
    let starts = slots
        .mentions
        .iter()
        .filter(|it| matches!(it.kind, EntityKind::Organisation | EntityKind::Group))
        .map(|it| it.range.start)
        .chain(
            slots
                .filled
                .iter()
                .filter(|it| matches!(it.slot, VocabularySlot::Group | VocabularySlot::Role))
                .map(|it| it.range.start),
        );
    !leaves
        && starts
            .into_iter()
            .any(|start| belongs(interpretation, mention, start))
}

/// Whether a first name alone stands beside somebody who left, and is that of a person who never belonged to anything:
/// then it is more likely somebody else's name, or a word.
fn is_passing(
    interpretation: &Interpretation,
    mention: &Mention,
    knowledge: &Knowledge,
    person: &PersonId,
) -> bool {
    let said = interpretation.text.get(mention.range.clone());
    let first_name = mention.candidates.first().is_some_and(|it| {
        let name = it.matched.to_lowercase();
        let mut words = name.split_whitespace();
        words.next() == said && words.next().is_some()
    });
    let unattached = knowledge
        .people
        .get(person)
        .is_some_and(|it| it.memberships.is_empty());
    let others = || {
        let people = interpretation.slots.of(EntityKind::Person);
        people.filter_map(|it| knowledge.people.get(it.candidates.first()?.id.as_str()))
    };
    first_name && unattached && others().any(|it| knowledge.has_left(&it.id))
}

/// Whether what starts there in the text belongs to somebody: behind a possessive, or behind the Japanese particle for it.
fn belongs(interpretation: &Interpretation, mention: &Mention, start: usize) -> bool {
    let text = &interpretation.text;
    let between = text.get(mention.range.end..start).map(str::trim);
    let within = text
        .get(mention.range.clone())
        .is_some_and(|said| said.split_whitespace().next_back() == Some(POSSESSIVE));
    between.is_some_and(|it| it == POSSESSIVE || (within && it.is_empty()) || it == PARTICLE)
}

/// What the normaliser leaves of an English possessive.
const POSSESSIVE: &str = "s";
/// The Japanese particle behind an owner.
const PARTICLE: &str = "の";

/// Kinds of reasons, without what belongs to somebody: "a person's startup" is no reason.
fn reasons(interpretation: &Interpretation) -> Vec<String> {
    let slots = &interpretation.slots;
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Reason)
        // In Japanese the same particle stands in "for reasons of somebody's health".
        .filter(|it| {
            !interpretation.text.is_ascii()
                || !slots
                    .of(EntityKind::Person)
                    .any(|mention| belongs(interpretation, mention, it.range.start))
        })
        .map(|it| it.value.clone())
        .collect()
}

/// Whether the question says the opposite of something. A negated auxiliary before the subject, or at the end, asks for
/// the positive: "hasn't he left?", "he left, didn't he?".
fn negated(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let subject = slots
        .mentions
        .iter()
        .map(|it| it.range.start)
        .chain(
            slots
                .filled
                .iter()
                .filter(|it| it.slot == VocabularySlot::Group)
                .map(|it| it.range.start),
        )
        .min();
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Negation)
        // What is denied behind "said that" is part of what was said.
        .filter(|it| {
            let said = |deed: &Filled| {
                deed.slot == VocabularySlot::Deed && deed.range.end <= it.range.start
            };
            !interpretation.text.is_ascii() || !slots.filled.iter().any(said)
        })
        .any(|it| {
            let before = it.range.start == 0 || subject.is_some_and(|at| it.range.end <= at);
            let behind = interpretation
                .text
                .get(it.range.end..)
                .is_some_and(|rest| rest.trim().chars().count() <= TAG);
            it.value != "asking" || !(before || behind)
        })
}

/// What somebody is said to have done. What stands before the subject is not theirs: "people say that he left".
fn deeds(interpretation: &Interpretation) -> Vec<String> {
    let slots = &interpretation.slots;
    let named = slots.of(EntityKind::Person).map(|it| it.range.end);
    let pronouns = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Pronoun && it.value == "person");
    let subject = named.chain(pronouns.map(|it| it.range.end)).min();
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Deed)
        .filter(|it| subject.is_none_or(|at| at <= it.range.start))
        .map(|it| it.value.clone())
        .collect()
}

/// A tag at the end of a sentence is no longer than a pronoun.
const TAG: usize = 4;

/// Whether the word before a mention takes it out: "besides Musk".
fn excepted(interpretation: &Interpretation, mention: &Mention) -> bool {
    beside(interpretation, mention, VocabularySlot::Except)
}

fn anchors(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    resolver: Resolver,
) -> Vec<(Relation, Anchor)> {
    if !resolver.takes_anchors() {
        return Vec::new();
    }
    let slots = &interpretation.slots;
    let anchor = |index: usize| {
        let mention = slots.mentions.get(index)?;
        let id = mention.candidates.first()?.id.as_str();
        Some(match mention.kind {
            // Who never left, or what has no date, bounds nothing: "fired by Alpha".
            EntityKind::Person => {
                let person = knowledge.people.get(id)?;
                knowledge.exits_of(person).next()?;
                Anchor::Person(person.id.clone())
            }
            EntityKind::Topic | EntityKind::Event => {
                let topic = knowledge.topics.get(id)?;
                topic.date()?;
                Anchor::Topic(topic.id.clone())
            }
            EntityKind::Organisation | EntityKind::Group => return None,
        })
    };
    let named = slots.anchors.iter();
    let mut anchors: Vec<(Relation, Anchor)> = named
        .filter_map(|(relation, index)| Some((*relation, anchor(*index)?)))
        .collect();
    anchors.extend(filters::enclosed(knowledge, slots, anchor));
    anchors
}

/// "Ex-Alpha engineers" were engineers there: the word says nothing of what they were here.
fn of_former_employer(interpretation: &Interpretation, group: &Filled) -> bool {
    let employer = |mention: &&Mention| {
        let between = interpretation
            .text
            .get(mention.range.end..group.range.start);
        between.is_some_and(|it| it.trim().is_empty())
            && beside_before(interpretation, mention, VocabularySlot::Formerly)
    };
    group.value == RoleGroup::Staff.name()
        && interpretation
            .slots
            .of(EntityKind::Organisation)
            .any(|it| employer(&it))
}

fn groups(interpretation: &Interpretation, excluded: bool) -> Vec<RoleGroup> {
    let slots = &interpretation.slots;
    let mut groups: Vec<RoleGroup> = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Group)
        .filter(|group| !of_former_employer(interpretation, group))
        .filter(|group| {
            let out = slots
                .filled
                .iter()
                .filter(|it| matches!(it.slot, VocabularySlot::Except | VocabularySlot::Negation))
                .any(|it| {
                    // Japanese puts the word that excludes behind what it excludes.
                    let behind = it.range.start == group.range.end
                        && interpretation
                            .text
                            .get(it.range.clone())
                            .is_some_and(|word| !word.is_ascii());
                    let spaced = interpretation
                        .text
                        .get(it.range.clone())
                        .is_some_and(str::is_ascii);
                    behind
                        || spaced
                            && it.range.end <= group.range.start
                            && interpretation
                                .text
                                .get(it.range.end..group.range.start)
                                .is_some_and(|between| between.split_whitespace().count() <= 1)
                });
            out == excluded
        })
        .filter_map(|it| {
            RoleGroup::ALL
                .into_iter()
                .find(|role| role.name() == it.value)
        })
        .collect();
    groups.extend(
        slots
            .of(EntityKind::Group)
            .filter(|_| !excluded)
            .filter_map(|mention| mention.candidates.first())
            .filter_map(|it| {
                RoleGroup::ALL
                    .into_iter()
                    .find(|role| it.id.ends_with(role.name()))
            }),
    );
    groups.sort();
    groups.dedup();
    groups
}

fn numbers<T: std::str::FromStr>(interpretation: &Interpretation, slot: VocabularySlot) -> Vec<T> {
    interpretation
        .slots
        .values(slot)
        .filter_map(|value| value.parse().ok())
        .collect()
}

fn texts(interpretation: &Interpretation, slot: VocabularySlot) -> Vec<String> {
    interpretation
        .slots
        .values(slot)
        .map(str::to_owned)
        .collect()
}

fn manners(interpretation: &Interpretation) -> Vec<MannerKind> {
    let mut kinds: Vec<MannerKind> = interpretation
        .slots
        .values(VocabularySlot::Manner)
        .filter_map(|value| MannerKind::ALL.into_iter().find(|it| it.name() == value))
        .collect();
    kinds.dedup();
    kinds
}
