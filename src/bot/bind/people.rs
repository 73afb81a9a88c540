//! Whom a question names: the people whom it is about, and those whom it takes out.

use super::beside::{beside, beside_before};
use super::holders::went_to;
use super::organisations::organisations_of;
use super::said::manners;
use crate::answer::resolver::Resolver;
use crate::bot::filters;
use crate::knowledge::Knowledge;
use crate::knowledge::id::PersonId;
use crate::knowledge::person;
use crate::nlu::gazetteer::{EntityKind, Mention};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;

/// The people whom a question is about, and those whom it takes out; or the people whom one name may mean.
pub(super) fn people(
    knowledge: &Knowledge,
    resolver: Resolver,
    interpretation: &Interpretation,
) -> Result<(Vec<PersonId>, Vec<PersonId>), Vec<PersonId>> {
    let mut people: Vec<PersonId> = Vec::new();
    let mut except_people = Vec::new();
    let mut excepted_until: Option<usize> = None;
    let anchored: Vec<usize> = interpretation
        .slots
        .anchors
        .iter()
        .filter(|(relation, _)| filters::bounds(resolver, *relation))
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
        let candidates = those_of_named(knowledge, interpretation, candidates);
        let [person] = candidates.as_slice() else {
            if candidates.is_empty() {
                continue;
            }
            // "Both Alphas" are the two of that name.
            let mut all = interpretation.slots.values(VocabularySlot::All);
            if candidates.len() == 2 && all.any(|it| it == "both") {
                people.extend(candidates);
                continue;
            }
            return Err(candidates);
        };
        if owner(interpretation, mention, knowledge, person)
            || is_passing(interpretation, mention, knowledge, person)
        {
            continue;
        }
        // "Wasn't Alpha gone before Beta?" takes nobody back.
        let mut filled = interpretation.slots.filled.iter();
        let asks = filled.any(|it| {
            it.slot == VocabularySlot::Negation && it.value == "asking" && it.range.start == 0
        });
        let set_right = !asks
            && beside_before(interpretation, mention, VocabularySlot::Negation)
            && interpretation.slots.of(EntityKind::Person).count() > 1;
        // "Besides Alpha and Beta" takes out both.
        let beside_one = excepted_until.is_some_and(|end| joins(interpretation, end, mention));
        if beside_one || excepted(interpretation, mention) {
            excepted_until = Some(mention.range.end);
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

/// Of several people of one name those who belonged or went to an organisation that the question names, and those who
/// left in the manner that it names, if there are any.
fn those_of_named(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    candidates: Vec<PersonId>,
) -> Vec<PersonId> {
    if candidates.len() < 2 {
        return candidates;
    }
    // Whoever is said to leave does not stay there.
    let leaving = filters::cue(&interpretation.slots, "leaving");
    let mut close = candidates.clone();
    for id in organisations_of(knowledge, interpretation) {
        close.retain(|person| {
            let memberships = knowledge.people.get(person).map(|it| &it.memberships);
            let mut memberships = memberships.into_iter().flatten();
            let belonged =
                memberships.any(|it| it.organisation == id && (!leaving || it.departure.is_some()));
            belonged || went_to(knowledge, person, &id)
        });
    }
    if close.is_empty() {
        close = candidates;
    }
    // "Which Alpha retired?"
    let manners = manners(interpretation, false);
    let so = |id: &PersonId| {
        let person = knowledge.people.get(id);
        let mut exits = person.into_iter().flat_map(|it| knowledge.exits_of(it));
        exits.any(|exit| {
            let best = person::best(&exit.departure.manner);
            best.is_some_and(|it| manners.contains(&it.value.kind))
        })
    };
    let of_manner: Vec<PersonId> = close.iter().filter(|id| so(id)).cloned().collect();
    match of_manner.len() {
        0 => close,
        _ => of_manner,
    }
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

/// Whether what starts there in the text belongs to somebody: behind a possessive, or behind the language's particle for it.
pub(super) fn belongs(interpretation: &Interpretation, mention: &Mention, start: usize) -> bool {
    let (text, particles) = (&interpretation.text, &interpretation.particles);
    let between = text.get(mention.range.end..start).map(str::trim);
    let within = text
        .get(mention.range.clone())
        .and_then(|said| said.split_whitespace().next_back())
        .is_some_and(|last| particles.marks_an_owner(last));
    between.is_some_and(|it| particles.marks_an_owner(it) || (within && it.is_empty()))
}

/// Whether no more than a short word stands between the end of one mention and another: "Alpha and Beta".
fn joins(interpretation: &Interpretation, end: usize, mention: &Mention) -> bool {
    let between = interpretation.text.get(end..mention.range.start);
    between.is_some_and(|it| it.trim().chars().count() <= JOINT)
}

/// A word that joins two names has no more characters.
const JOINT: usize = 3;

/// Whether the word before a mention takes it out: "besides Alpha".
fn excepted(interpretation: &Interpretation, mention: &Mention) -> bool {
    beside(interpretation, mention, VocabularySlot::Except)
}
