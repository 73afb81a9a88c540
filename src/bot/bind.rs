//! Binding: what an interpretation names becomes records of the dataset, completed from the memory of the conversation.

use jiff::civil::Date;

use super::Binding;
use super::memory::Memory;
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::date::Containment;
use crate::knowledge::id::{OrganisationId, PersonId, TopicId};
use crate::knowledge::person::{RoleGroup, best};
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, TOPIC};
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
    let mut people: Vec<PersonId> = Vec::new();
    let mut except_people = Vec::new();
    let anchored: Vec<usize> = slots.anchors.iter().map(|(_, index)| *index).collect();
    for (index, mention) in slots.mentions.iter().enumerate() {
        if mention.kind != EntityKind::Person {
            continue;
        }
        let said = interpretation.text.get(mention.range.clone());
        let candidates = people_of(knowledge, mention, said);
        let [person] = candidates.as_slice() else {
            if candidates.is_empty() {
                continue;
            }
            return Bound::Ambiguous(candidates);
        };
        if excepted(interpretation, mention) {
            except_people.push(person.clone());
        } else if (!anchored.contains(&index) || !takes_anchors(binding.resolver))
            && !people.contains(person)
        {
            people.push(person.clone());
        }
    }
    let anchors = anchors(knowledge, interpretation, binding.resolver);
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
        reasons: texts(interpretation, VocabularySlot::Reason),
        all: slots.has(VocabularySlot::All),
        negated: slots.has(VocabularySlot::Negation),
        ..Query::new(binding.resolver, knowledge.organisation.clone(), today)
    };
    if let Some(foreign) = organisations(knowledge, interpretation, &mut query) {
        return Bound::Foreign(foreign);
    }
    aspect(interpretation, &mut query);
    holders(knowledge, &mut query);
    if let Some(memory) = memory {
        complete(interpretation, memory, &mut query);
    }
    // "When did the last one leave?"
    if query.resolver == Resolver::When && query.people.is_empty() && !query.ordinals.is_empty() {
        query.resolver = Resolver::Order;
    }
    // "between the merger and the deal"
    if takes_anchors(query.resolver)
        && query.anchors.is_empty()
        && let [first, second] = query.topics.as_slice()
    {
        let events = [first, second].iter().all(|id| {
            knowledge
                .topics
                .get(*id)
                .is_some_and(|it| !it.dates.is_empty())
        });
        if events
            && matches!(
                query.resolver,
                Resolver::WhoLeft | Resolver::Count | Resolver::Timeline
            )
        {
            query.anchors = vec![
                (Relation::After, Anchor::Topic(first.clone())),
                (Relation::Before, Anchor::Topic(second.clone())),
            ];
        }
    }
    let amount = matches!(
        query.resolver,
        Resolver::Topic(Aspect::HowMuch | Aspect::HowMany)
    );
    if matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead)
        && query.topics.is_empty()
        && (query.people.is_empty() || amount)
    {
        likely_topic(knowledge, interpretation, &mut query);
    }
    Bound::Query(Box::new(query))
}

/// A question about somebody that names a role ("why did the CFO leave?") is about those who held it, if they are few.
fn holders(knowledge: &Knowledge, query: &mut Query) {
    if query.roles.is_empty() || !query.people.is_empty() {
        return;
    }
    if query.resolver == Resolver::Members {
        query.resolver = Resolver::Profile;
    }
    if !about_somebody(query.resolver) {
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
    if held.len() > HOLDERS {
        return;
    }
    // Where one of several holders left, a question about leaving means that one.
    let gone: Vec<PersonId> = held
        .iter()
        .filter(|id| {
            knowledge
                .people
                .get(*id)
                .is_some_and(|person| knowledge.exits_of(person).next().is_some())
        })
        .cloned()
        .collect();
    if !gone.is_empty() && takes_departed(query.resolver) {
        held = gone;
    }
    // Of several holders a claim may be true of one and not of the other: what is recorded of each is the answer.
    if held.len() > 1 && query.resolver == Resolver::Verify {
        query.resolver = Resolver::When;
    }
    query.people = held;
}

/// Whether a look-up is about a departure that took place.
fn takes_departed(resolver: Resolver) -> bool {
    matches!(
        resolver,
        Resolver::When
            | Resolver::Why
            | Resolver::Destination
            | Resolver::Statement
            | Resolver::Response
            | Resolver::Manner
            | Resolver::Successor
            | Resolver::Tenure
    )
}

/// A role that more people held than this names nobody in particular.
const HOLDERS: usize = 4;

/// Whether "after Ba" filters what is asked, instead of naming who is asked about.
fn takes_anchors(resolver: Resolver) -> bool {
    matches!(
        resolver,
        Resolver::WhoLeft
            | Resolver::Remaining
            | Resolver::Count
            | Resolver::CountRemaining
            | Resolver::Order
            | Resolver::Timeline
            | Resolver::Why
            | Resolver::Destination
            | Resolver::WhoWentTo
            | Resolver::Verify
            | Resolver::Members
            | Resolver::Overview
    )
}

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

/// Whether the word before a mention takes it out: "besides Musk".
fn excepted(interpretation: &Interpretation, mention: &Mention) -> bool {
    beside(interpretation, mention, VocabularySlot::Except)
}

/// Whether a word of the slot stands directly before or behind a mention.
fn beside(interpretation: &Interpretation, mention: &Mention, slot: VocabularySlot) -> bool {
    let gap = |from: usize, until: usize| {
        from <= until
            && interpretation
                .text
                .get(from..until)
                .is_some_and(|between| between.trim().is_empty())
    };
    interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == slot)
        .any(|it| gap(it.range.end, mention.range.start) || gap(mention.range.end, it.range.start))
}

fn anchors(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    resolver: Resolver,
) -> Vec<(Relation, Anchor)> {
    if !takes_anchors(resolver) {
        return Vec::new();
    }
    interpretation
        .slots
        .anchors
        .iter()
        .filter_map(|(relation, index)| {
            let mention = interpretation.slots.mentions.get(*index)?;
            let id = mention.candidates.first()?.id.as_str();
            let anchor = match mention.kind {
                EntityKind::Person => Anchor::Person(knowledge.people.get_key_value(id)?.0.clone()),
                EntityKind::Topic | EntityKind::Event => {
                    Anchor::Topic(knowledge.topics.get_key_value(id)?.0.clone())
                }
                EntityKind::Organisation | EntityKind::Group => return None,
            };
            Some((*relation, anchor))
        })
        .collect()
}

fn topics(interpretation: &Interpretation) -> Vec<TopicId> {
    let named = interpretation
        .slots
        .mentions
        .iter()
        .filter(|it| matches!(it.kind, EntityKind::Topic | EntityKind::Event))
        .filter_map(|it| it.candidates.first())
        .map(|it| TopicId::new(&it.id));
    let asked = interpretation
        .candidates
        .first()
        .and_then(|it| it.intent.strip_prefix(TOPIC))
        .map(TopicId::new);
    let mut topics: Vec<TopicId> = asked.into_iter().chain(named).collect();
    let mut seen = std::collections::BTreeSet::new();
    topics.retain(|topic| seen.insert(topic.clone()));
    topics
}

fn groups(interpretation: &Interpretation, excluded: bool) -> Vec<RoleGroup> {
    let slots = &interpretation.slots;
    let mut groups: Vec<RoleGroup> = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Group)
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
                    behind
                        || it.range.end <= group.range.start
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

/// Which organisation's departures are meant, and which organisations are named beside it. Returns an organisation of
/// whose departures nothing is recorded, if the question is about those.
fn organisations(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) -> Option<OrganisationId> {
    let recorded = |id: &OrganisationId| knowledge.members(id, None).next().is_some();
    let mut foreign = None;
    for mention in interpretation.slots.of(EntityKind::Organisation) {
        if beside_before(interpretation, mention, VocabularySlot::Medium) {
            continue;
        }
        let Some((id, _)) = mention
            .candidates
            .first()
            .and_then(|it| knowledge.organisations.get_key_value(it.id.as_str()))
        else {
            continue;
        };
        if beside_before(interpretation, mention, VocabularySlot::Formerly)
            && takes_anchors(query.resolver)
            && *id != knowledge.organisation
        {
            query.formerly.push(id.clone());
            continue;
        }
        let towards = towards(interpretation, mention);
        let of_theirs = query.people.iter().all(|person| {
            knowledge.people.get(person).is_some_and(|it| {
                it.memberships
                    .iter()
                    .any(|membership| membership.organisation == *id)
            })
        });
        let asks_membership = query.resolver == Resolver::VerifyMember;
        let home =
            recorded(id) && !towards && (query.people.is_empty() || of_theirs || asks_membership);
        if home && !query.organisation_named {
            query.organisation = id.clone();
            query.organisation_named = true;
        } else if *id != query.organisation || !query.organisation_named {
            if !towards && !recorded(id) {
                foreign.get_or_insert_with(|| id.clone());
            }
            query.others.push(id.clone());
        }
    }
    let foreign = foreign?;
    if query.organisation_named {
        return None;
    }
    match query.resolver {
        Resolver::WhoLeft
        | Resolver::Count
        | Resolver::Remaining
        | Resolver::CountRemaining
        | Resolver::Timeline
        | Resolver::Members
        | Resolver::Order
        | Resolver::Overview => Some(foreign),
        Resolver::Why if query.people.is_empty() => Some(foreign),
        Resolver::When | Resolver::Why | Resolver::Manner | Resolver::Tenure => {
            query.organisation = foreign;
            query.organisation_named = true;
            None
        }
        _ => None,
    }
}

/// Whether a mention is where somebody goes: the word for it stands before, or behind without leading to a name itself
/// ("from Alpha to Beta").
fn towards(interpretation: &Interpretation, mention: &Mention) -> bool {
    let slot = VocabularySlot::Towards;
    let mut others = interpretation.slots.of(EntityKind::Organisation);
    beside_before(interpretation, mention, slot)
        || (beside(interpretation, mention, slot)
            && !others.any(|it| {
                it.range.start > mention.range.end && beside_before(interpretation, it, slot)
            }))
}

fn beside_before(interpretation: &Interpretation, mention: &Mention, slot: VocabularySlot) -> bool {
    interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == slot)
        .any(|it| {
            it.range.end <= mention.range.start
                && interpretation
                    .text
                    .get(it.range.end..mention.range.start)
                    .is_some_and(|between| between.trim().is_empty())
        })
}

/// For a topic's own questions: what is asked of it.
fn aspect(interpretation: &Interpretation, query: &mut Query) {
    let asks_topic = interpretation
        .candidates
        .first()
        .is_some_and(|it| it.intent.starts_with(TOPIC));
    if !asks_topic {
        return;
    }
    let aspect = interpretation
        .slots
        .values(VocabularySlot::Aspect)
        .find_map(|value| Aspect::ALL.into_iter().find(|it| it.name() == value))
        .unwrap_or(Aspect::What);
    query.resolver = Resolver::Topic(aspect);
}

/// A question about a topic that names none means the topic whose own questions it is most like; of those that concern
/// an organisation that it names, if it names one.
fn likely_topic(knowledge: &Knowledge, interpretation: &Interpretation, query: &mut Query) {
    let named: Vec<&OrganisationId> = query
        .others
        .iter()
        .chain(query.organisation_named.then_some(&query.organisation))
        .collect();
    let aspect = match query.resolver {
        Resolver::Topic(aspect) => aspect,
        _ => Aspect::What,
    };
    // A period asks for what happened in it.
    let windows: Vec<_> = query
        .times
        .iter()
        .filter(|it| it.form != Form::Now)
        .map(|it| it.bounds())
        .collect();
    if !windows.is_empty() {
        let inside = knowledge.topics.iter().find(|(_, topic)| {
            let in_time = best(&topic.dates).is_some_and(|claim| {
                windows.iter().any(|window| {
                    claim.value.date.within(window.from, window.until) == Containment::Inside
                })
            });
            in_time
                && topic
                    .statements
                    .iter()
                    .any(|claim| claim.value.aspect == aspect)
                && topic.organisations.contains(&query.organisation)
        });
        query.topics.extend(inside.map(|(id, _)| id.clone()));
        return;
    }
    let found = interpretation
        .candidates
        .iter()
        .filter_map(|it| it.intent.strip_prefix(TOPIC))
        .filter_map(|id| knowledge.topics.get_key_value(id))
        .find(|(_, topic)| {
            let asked = aspect == Aspect::What
                || (aspect == Aspect::When && !topic.dates.is_empty())
                || topic
                    .statements
                    .iter()
                    .any(|claim| claim.value.aspect == aspect);
            asked && named.iter().all(|it| topic.organisations.contains(it))
        });
    query.topics.extend(found.map(|(id, _)| id.clone()));
    // "What did Alpha pay for Beta?": the first event of both that knows an amount.
    if query.topics.is_empty() && aspect == Aspect::HowMuch && !named.is_empty() {
        let paid = knowledge.topics.iter().find(|(_, topic)| {
            !topic.dates.is_empty()
                && named.iter().all(|it| topic.organisations.contains(it))
                && topic
                    .statements
                    .iter()
                    .any(|claim| claim.value.aspect == aspect)
        });
        query.topics.extend(paid.map(|(id, _)| id.clone()));
    }
    // An organisation that is a topic itself ("what is …?") has the same name.
    if query.topics.is_empty() {
        let same = named.iter().find_map(|id| {
            knowledge
                .topics
                .get_key_value(id.as_str())
                .map(|(id, _)| id.clone())
        });
        query.topics.extend(same);
    }
}

/// Whether the question says nothing of its own but names or dates, and words that continue.
pub(super) fn is_fragment(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let covered = |at: usize| {
        slots.mentions.iter().any(|it| it.range.contains(&at))
            || slots.times.iter().any(|it| it.range.contains(&at))
            || slots.filled.iter().any(|it| {
                it.range.contains(&at)
                    && matches!(
                        it.slot,
                        VocabularySlot::Continuation
                            | VocabularySlot::Group
                            | VocabularySlot::Role
                            | VocabularySlot::Ordinal
                            | VocabularySlot::Towards
                    )
            })
    };
    !interpretation.text.is_empty()
        && interpretation
            .text
            .char_indices()
            .all(|(at, character)| character == ' ' || covered(at))
}

/// How many words of the question are not slots.
fn own_words(interpretation: &Interpretation) -> usize {
    interpretation
        .tokens
        .iter()
        .filter(|token| !token.starts_with('{'))
        .count()
}

/// A question with few words of its own leans on the one before it.
const ELLIPTICAL: usize = 3;
/// A question that only relates to the last answer has no more words of its own than this.
const RELATING: usize = 3;
/// A question after somebody in particular leans on them up to this length, if it names nobody and no group.
const LEANING: usize = 7;

/// Takes from the memory what the question lacks.
fn complete(interpretation: &Interpretation, memory: &Memory, query: &mut Query) {
    let slots = &interpretation.slots;
    let names_nobody = query.people.is_empty()
        && query.anchors.is_empty()
        && query.groups.is_empty()
        && query.roles.is_empty()
        && query.topics.is_empty()
        && query.others.is_empty()
        && !query.organisation_named
        && !query.all;
    let pronoun = slots.has(VocabularySlot::Pronoun);
    let words = if interpretation.text.is_ascii() {
        own_words(interpretation)
    } else {
        // Without spaces between words, four characters stand for one.
        interpretation.text.chars().count() / 4
    };
    if slots.mentions.is_empty()
        && slots.times.is_empty()
        && !slots.has(VocabularySlot::Ordinal)
        && words <= RELATING
    {
        if let Some(relation) = slots.relations.first() {
            if relate(memory, *relation, query) {
                return;
            }
        } else if is_fragment(interpretation) && relate(memory, Relation::After, query) {
            return;
        }
    }
    if is_fragment(interpretation) {
        continue_last(memory, query);
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
    if about_somebody(query.resolver) && query.people.is_empty() && names_nobody {
        let leaning = query.times.is_empty() && words <= LEANING;
        if !memory.subjects.is_empty() && (pronoun || leaning) {
            query.people.clone_from(&memory.subjects);
        } else if memory.subjects.is_empty() && words <= ELLIPTICAL {
            inherit_filters(memory, query);
        }
    } else if matches!(query.resolver, Resolver::Order | Resolver::Compare)
        && query.people.is_empty()
        && names_nobody
        && query.ordinals.is_empty()
    {
        query.people.clone_from(&memory.subjects);
    } else if about_many(query.resolver) && names_nobody && words <= ELLIPTICAL {
        inherit_filters(memory, query);
    }
    if matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead)
        && query.topics.is_empty()
        && query.people.is_empty()
        && (pronoun || words <= ELLIPTICAL)
    {
        query.topics.clone_from(&memory.query.topics);
    }
    // "when was that?" after an event
    if query.resolver == Resolver::When
        && query.people.is_empty()
        && memory.subjects.is_empty()
        && !memory.query.topics.is_empty()
    {
        query.topics.clone_from(&memory.query.topics);
        query.resolver = Resolver::Topic(Aspect::When);
    }
    if !query.organisation_named && (!query.people.is_empty() || words <= ELLIPTICAL) {
        query.organisation = memory.query.organisation.clone();
    }
}

/// Whether a look-up is about one person before it is about anything else.
fn about_somebody(resolver: Resolver) -> bool {
    matches!(
        resolver,
        Resolver::When
            | Resolver::Why
            | Resolver::Destination
            | Resolver::Statement
            | Resolver::Response
            | Resolver::Manner
            | Resolver::Successor
            | Resolver::Tenure
            | Resolver::Profile
            | Resolver::Contribution
            | Resolver::Background
            | Resolver::Lead
            | Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::VerifyRemains
            | Resolver::Sources
            | Resolver::Disputes
            | Resolver::Private
    )
}

/// Whether a look-up is about several people, under filters.
fn about_many(resolver: Resolver) -> bool {
    matches!(
        resolver,
        Resolver::WhoLeft
            | Resolver::Count
            | Resolver::Timeline
            | Resolver::Remaining
            | Resolver::CountRemaining
            | Resolver::WhoWentTo
    )
}

/// "and before him?", "and then?", "and after it?": the last order or filter, with the relation asked now.
fn relate(memory: &Memory, relation: Relation, query: &mut Query) -> bool {
    let last = &memory.query;
    if last.resolver == Resolver::Order
        && let [subject] = memory.subjects.as_slice()
    {
        let mut next = last.clone();
        next.today = query.today;
        next.people.clear();
        next.ordinals.clear();
        next.anchors = vec![(relation, Anchor::Person(subject.clone()))];
        *query = next;
        return true;
    }
    let [(_, anchor)] = last.anchors.as_slice() else {
        return false;
    };
    let mut next = last.clone();
    next.today = query.today;
    next.anchors = vec![(relation, anchor.clone())];
    *query = next;
    true
}

fn inherit_filters(memory: &Memory, query: &mut Query) {
    let last = &memory.query;
    if query.times.is_empty() && query.anchors.is_empty() {
        query.times.clone_from(&last.times);
        query.anchors.clone_from(&last.anchors);
    }
    if query.groups.is_empty() {
        query.groups.clone_from(&last.groups);
    }
    if query.reasons.is_empty() {
        query.reasons.clone_from(&last.reasons);
    }
}

/// "and Ba?": the last question again, with what was named now in the place of what was named then.
fn continue_last(memory: &Memory, query: &mut Query) {
    let mut continued = memory.query.clone();
    continued.today = query.today;
    if !query.people.is_empty() {
        continued.people = std::mem::take(&mut query.people);
        if !about_somebody(continued.resolver)
            && !matches!(
                continued.resolver,
                Resolver::Compare | Resolver::Interval | Resolver::Order
            )
        {
            continued.resolver = Resolver::Profile;
        }
    }
    if !query.times.is_empty() {
        continued.times = std::mem::take(&mut query.times);
        continued.anchors.clear();
    }
    if !query.anchors.is_empty() {
        continued.anchors = std::mem::take(&mut query.anchors);
        continued.times.clear();
    }
    if !query.groups.is_empty() {
        continued.groups = std::mem::take(&mut query.groups);
        continued.people.clear();
    }
    if !query.roles.is_empty() {
        continued.roles = std::mem::take(&mut query.roles);
        continued.people.clear();
    }
    if !query.topics.is_empty() {
        continued.topics = std::mem::take(&mut query.topics);
        if !matches!(continued.resolver, Resolver::Topic(_) | Resolver::Lead) {
            continued.resolver = Resolver::Topic(Aspect::What);
        }
    }
    if !query.ordinals.is_empty() {
        continued.ordinals = std::mem::take(&mut query.ordinals);
        continued.resolver = Resolver::Order;
        continued.people.clear();
    }
    if query.organisation_named {
        continued.organisation = query.organisation.clone();
        continued.organisation_named = true;
    }
    if !query.others.is_empty() {
        continued.others = std::mem::take(&mut query.others);
    }
    *query = continued;
}
