//! What a question means that is most like one of another kind: by a word that the other kind does not have, or has not.

use super::Asked;
use crate::answer;
use crate::answer::query::{Anchor, FOUNDED, Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::knowledge::person::RoleGroup;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::{Form, Relation};

/// Questions about a group that are no questions about who left, and the other way round.
pub(super) fn of_groups(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    // "All staff" are all people, and no group beside the founders.
    let everybody = cue(slots, "everybody") && query.filters.groups == [RoleGroup::Staff];
    if everybody && query.resolver.is_about_many() {
        query.filters.groups.clear();
    }
    if !query.people.is_empty() {
        return;
    }
    // "How many resigned and how many were fired?" asks in which manner each left.
    let both = [MannerKind::Resigned, MannerKind::Removed];
    let compared = both.iter().all(|it| query.filters.manners.contains(it));
    if query.resolver == Resolver::Count && compared {
        query.resolver = Resolver::Manner;
        query.all = true;
    }
    // "Name the people that announced on 10 February."
    if query.resolver == Resolver::Members
        && query.filters.announced
        && !query.filters.times.is_empty()
    {
        query.resolver = Resolver::WhoLeft;
    }
    // "How many founders went after the deal?" counts those who left.
    let beside = query.filters.anchors.iter().any(|(relation, anchor)| {
        let side = matches!(
            relation,
            Relation::After | Relation::Before | Relation::Since
        );
        side && matches!(anchor, Anchor::Topic(_))
    });
    if matches!(query.resolver, Resolver::Topic(_))
        && query.focus.counts
        && !query.filters.groups.is_empty()
        && beside
    {
        query.resolver = Resolver::Count;
        query.topics.clear();
    }
    // "Did any founders leave for health reasons?" asks for those reasons.
    let reasoned = !query.filters.groups.is_empty() && !query.filters.reasons.is_empty();
    if query.resolver == Resolver::Verify
        && reasoned
        && query.polar
        && !query.all
        && query.filters.numbers.is_empty()
    {
        query.resolver = Resolver::Why;
    }
    // "Did more than 50 people leave?" claims a number.
    let claimed = query.polar && !query.focus.counts && query.filters.numbers.len() == 1;
    if query.resolver == Resolver::Count && claimed && query.others.is_empty() {
        query.resolver = Resolver::Verify;
    }
    let leaves = cue(slots, "leaving") || cue(slots, "gone");
    // "Who was on the team on 1 June?"
    let dated = query.filters.times.iter().any(|it| {
        it.form != Form::Now
            && matches!(
                it.relation,
                Relation::In | Relation::AsOf | Relation::Until | Relation::Before
            )
    });
    let plain = query.claimed.deeds.is_empty()
        && query.filters.formerly.is_empty()
        && query.others.is_empty();
    let home = query.others.iter().all(|it| *it == query.organisation);
    let nowhere = query.filters.formerly.is_empty() && home && query.topics.is_empty();
    let belonging = (query.resolver == Resolver::Members && plain)
        || (query.resolver == Resolver::Background && nowhere);
    // Dates that the conversation completes are those of another question.
    if belonging && dated && !slots.times.is_empty() && !leaves {
        query.resolver = Resolver::Remaining;
    }
    // "Just the engineers who left, no founders" claims nothing.
    let claims = query.polar
        || !query.filters.numbers.is_empty()
        || query.claimed.share.is_some()
        || query.all;
    let listed = !query.filters.groups.is_empty()
        && query.topics.is_empty()
        && query.filters.manners.is_empty();
    if query.resolver == Resolver::Verify && leaves && !claims && listed && plain {
        query.resolver = Resolver::WhoLeft;
        query.negated = false;
    }
    // "It has thirteen founders, no?" is a claim on how many belong to a group.
    let counted = !query.filters.numbers.is_empty() && !query.filters.groups.is_empty();
    let belong = query.claimed.deeds.iter().all(|it| it.starts_with(FOUNDED))
        && query.filters.formerly.is_empty()
        && query.others.is_empty();
    // "There are two founders left" counts those who stay.
    if query.resolver == Resolver::Verify && counted && cue(slots, "there-are") && leaves {
        query.stays = true;
        query.polar = true;
    }
    let bounded = !query.filters.times.is_empty()
        || !query.filters.anchors.is_empty()
        || !query.filters.manners.is_empty()
        || !query.filters.reasons.is_empty()
        || !query.topics.is_empty()
        || query.stays
        || cue(slots, "staying");
    if query.resolver == Resolver::Verify && counted && belong && !leaves && !bounded {
        query.resolver = Resolver::Members;
        query.polar = true;
    }
}

/// "Did anyone from Alpha found it?" asks where founders came from.
pub(super) fn founders_from(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let leaves = cue(slots, "leaving") || cue(slots, "gone");
    let founded = query.claimed.founds();
    let lists = matches!(
        query.resolver,
        Resolver::WhoLeft
            | Resolver::Verify
            | Resolver::WhoWentTo
            | Resolver::VerifyMember
            | Resolver::Topic(_)
    );
    let from = slots.has(VocabularySlot::Formerly) && !asked.on_topic;
    let employers = !query.filters.formerly.is_empty() || !query.others.is_empty();
    if lists && founded && !leaves && from && employers {
        query.topics.clear();
        query.resolver = Resolver::Background;
        query.filters.groups = vec![RoleGroup::Founder];
        query.polar = false;
    }
}

/// "Who left between Alpha's exit and Christmas?": the departure of the one who is named begins a stretch that the date
/// ends.
pub(super) fn from_a_departure_on(asked: Asked<'_>, query: &mut Query) {
    let interpretation = asked.interpretation;
    let lists = matches!(
        query.resolver,
        Resolver::WhoLeft | Resolver::When | Resolver::Count | Resolver::Timeline
    );
    let ([person], [time]) = (query.people.as_slice(), query.filters.times.as_mut_slice()) else {
        return;
    };
    let slots = &interpretation.slots;
    let Some(mention) = slots.of(EntityKind::Person).next() else {
        return;
    };
    let beside = |end: usize, start: usize| {
        let gap = interpretation.text.get(end..start);
        gap.is_some_and(|it| it.trim().is_empty())
    };
    let begins = slots.filled.iter().any(|it| {
        let stretch = it.slot == VocabularySlot::Cue && it.value == STRETCH;
        stretch && beside(it.range.end, mention.range.start)
    });
    let joined = slots.filled.iter().any(|it| {
        let joins = matches!(
            it.slot,
            VocabularySlot::Continuation | VocabularySlot::Joint
        );
        joins && it.range.start >= mention.range.end && beside(it.range.end, time.range.start)
    });
    let left = asked.knowledge.has_left(person);
    if !(lists && left && query.filters.anchors.is_empty() && begins && joined) {
        return;
    }
    query.filters.anchors = vec![(Relation::After, Anchor::Person(person.clone()))];
    time.relation = Relation::Until;
    query.people.clear();
    query.filters.manners.clear();
    if query.resolver == Resolver::When {
        query.resolver = Resolver::WhoLeft;
    }
}

/// The vocabulary's value for what stands before the beginning of a stretch of time.
const STRETCH: &str = "stretch";

/// What texts say of who founded something.
const FOUNDED_BY: &str = "founded|founder of|helped to create";

/// Of those who held a post, "the chief leaves after three months" means whoever left.
pub(super) fn of_a_post_left(asked: Asked<'_>, query: &mut Query) {
    let by_name = asked.interpretation.slots.of(EntityKind::Person).count();
    let posts = !query.filters.roles.is_empty() && query.people.len() > 1 && by_name == 0;
    let left = |id: &PersonId| asked.knowledge.has_left(id);
    if query.resolver == Resolver::When && posts && query.people.iter().any(left) {
        query.people.retain(left);
    }
}

/// "Are you Alpha?" is asked of the bot.
pub(super) fn of_the_bot(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let taken_for = slots.mentions.iter().any(|it| {
        let thing = matches!(it.kind, EntityKind::Topic | EntityKind::Organisation);
        thing
            && slots.filled.iter().any(|before| {
                let you = before.slot == VocabularySlot::Cue && before.value == "addressed";
                you && before.range.end + 1 == it.range.start
            })
    });
    let asked = matches!(query.resolver, Resolver::Topic(_) | Resolver::About);
    if taken_for && query.people.is_empty() && asked {
        query.topics.clear();
        query.resolver = Resolver::About;
    }
}

/// "Who was there at the time of the meeting?" ranks no stays: it asks who was there on that day.
pub(super) fn there_at_an_event(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ranks = ["longest", "shortest", "how-long", "lasting"];
    let ranked = ranks.iter().any(|it| cue(slots, it)) || slots.has(VocabularySlot::Ordinal);
    let free = query.people.is_empty() && !query.topics.is_empty() && query.focus.stretch.is_none();
    let asks = asks(slots, Aspect::Who) && !query.of_leaving;
    if query.resolver == Resolver::Stays && asked.on_topic && free && asks && !ranked {
        query.resolver = Resolver::Remaining;
    }
}

/// "Is the chief counted in the twelve?" asks how many there are of a group and who counts them so.
pub(super) fn counted_in(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let asks = matches!(
        query.resolver,
        Resolver::VerifyMember | Resolver::Members | Resolver::Verify
    );
    let [number] = query.filters.numbers.as_slice() else {
        return;
    };
    let group = asked
        .knowledge
        .group(&query.organisation, RoleGroup::Founder)
        .filter(|group| {
            let members = asked
                .knowledge
                .members(&query.organisation, Some(group.role));
            let size = members.count();
            let sizes = [size, size.saturating_sub(group.apart.len())];
            sizes.iter().any(|it| i64::try_from(*it) == Ok(*number))
        });
    let apart = |it: &PersonId| group.is_some_and(|group| group.apart.contains(it));
    if asks
        && cue(slots, "counted-in")
        && !query.people.is_empty()
        && query.people.iter().all(apart)
    {
        query.resolver = Resolver::Members;
        query.people.clear();
        query.filters.groups = vec![RoleGroup::Founder];
        query.filters.numbers.clear();
    }
}

/// "Was Alpha before or after the founders were all gone?" compares Alpha with the last of them.
pub(super) fn beside_the_last(asked: Asked<'_>, query: &mut Query) {
    let ([person], Resolver::Compare) = (query.people.as_slice(), query.resolver) else {
        return;
    };
    let last = query.filters.ordinals == [-1] || (query.all && query.filters.ordinals.is_empty());
    if !last || query.filters.groups.is_empty() || !query.filters.anchors.is_empty() {
        return;
    }
    let others = Query {
        people: Vec::new(),
        filters: Filters {
            ordinals: vec![-1],
            ..query.filters.clone()
        },
        ..query.clone()
    };
    let found = answer::at_places(asked.knowledge, &others);
    if found.contains(person) {
        return;
    }
    query.people.extend(found);
    query.filters.groups.clear();
    query.filters.ordinals.clear();
    query.all = false;
}

/// The kind of reason that is a venture of one's own.
const VENTURE: &str = "venture";

/// Whether a venture is a reason of their own that somebody gave for leaving.
fn plans_a_venture(knowledge: &Knowledge, query: &Query) -> bool {
    let people = query
        .people
        .iter()
        .filter_map(|id| knowledge.people.get(id));
    let exits = people.flat_map(|it| knowledge.exits_of(it));
    let mut reasons = exits.flat_map(|it| &it.departure.reason);
    reasons.any(|it| it.value.categories.iter().any(|kind| kind == VENTURE))
}

/// What is asked of one person by words that name no private matter and no reason for leaving: an own venture, a way back
/// to the university.
pub(super) fn of_ventures(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let [_] = query.people.as_slice() else {
        return;
    };
    if query.resolver == Resolver::Private && cue(slots, "venture") {
        query.resolver = Resolver::Verify;
        query.polar = true;
        query.filters.reasons.clear();
    }
    // "Did she start something?" claims a founding.
    if query.resolver == Resolver::Verify && cue(slots, "venture") && query.claimed.deeds.is_empty()
    {
        // "She left to start something" is what she said that she would do, where she said so.
        let planned = query.of_leaving && plans_a_venture(asked.knowledge, query);
        if planned {
            query.filters.reasons = vec![VENTURE.to_owned()];
        } else {
            query.claimed.deeds.push(FOUNDED.to_owned());
        }
    }
    // "Did she start Alpha herself?"
    let starts = slots.of(EntityKind::Organisation).any(|it| {
        slots.filled.iter().any(|before| {
            let begun = before.slot == VocabularySlot::Cue && before.value == "starts";
            begun && before.range.end + 1 == it.range.start
        })
    });
    let asked = matches!(query.resolver, Resolver::Verify | Resolver::VerifyMember);
    if asked && starts && query.claimed.deeds.is_empty() {
        query.resolver = Resolver::Verify;
        query.claimed.deeds.push(FOUNDED_BY.to_owned());
    }
    let claimed = matches!(query.resolver, Resolver::Verify | Resolver::VerifyRemains);
    if claimed && cue(slots, "academia") && query.others.is_empty() {
        query.resolver = Resolver::Destination;
        query.filters.reasons.clear();
        query.filters.returns = false;
    }
}

/// "Alpha announced when?" is about a departure, where no event is named.
pub(super) fn when_of_somebody(asked: Asked<'_>, query: &mut Query) {
    let [person] = query.people.as_slice() else {
        return;
    };
    let dated = matches!(query.resolver, Resolver::Topic(Aspect::When));
    if dated && query.topics.is_empty() && asked.knowledge.has_left(person) {
        query.resolver = Resolver::When;
    }
    // What is said on leaving is dated by the departure. Where spaces part words, a question word that does not come
    // first may be a conjunction: "what did he say when he left?"
    let interpretation = asked.interpretation;
    let spoken = interpretation.slots.filled.iter().any(|it| {
        let when = it.slot == VocabularySlot::Aspect && it.value == Aspect::When.name();
        when && (it.range.start == 0 || !interpretation.text.is_ascii())
    });
    let free = query.filters.times.is_empty() && asked.knowledge.has_left(person);
    // "After how many days did she leave?" asks for the length of a stay, where no other word says since when.
    let long = cue(&interpretation.slots, "how-long") && !interpretation.text.is_ascii();
    // "Which day was it in Japan?" asks for the day.
    let zoned = cue(&interpretation.slots, "zone") && query.of_leaving;
    let long = long && !zoned;
    if query.resolver == Resolver::When && long && free && query.topics.is_empty() {
        query.resolver = Resolver::Tenure;
    }
    // "When was it that she said so of Beta?"
    let says = query.claimed.says() && !query.topics.is_empty();
    let said = query.resolver == Resolver::Statement
        || (says && matches!(query.resolver, Resolver::When | Resolver::Tenure));
    if said && spoken && free {
        query.resolver = Resolver::Statement;
        if query.topics.is_empty() {
            query.resolver = Resolver::When;
        } else {
            query.focus.of_words = Some(Aspect::When);
        }
    }
}

/// "Who quit over the quarrel with the advisers?" asks of an event in which several left what is said of them there.
pub(super) fn of_event_of_leavers(asked: Asked<'_>, query: &mut Query) {
    let lists = match query.resolver {
        Resolver::Verify => !query.polar,
        Resolver::Why | Resolver::Manner | Resolver::Lead => true,
        _ => query.resolver.is_about_many(),
    };
    let bounded = !query.filters.times.is_empty() || !query.filters.anchors.is_empty();
    let ([topic], true) = (query.topics.as_slice(), asked.on_topic && lists && !bounded) else {
        return;
    };
    let Some(topic) = asked.knowledge.topics.get(topic) else {
        return;
    };
    let left = |id: &&PersonId| asked.knowledge.has_left(id);
    let told = |aspect: Aspect| {
        let mut statements = topic.statements.iter();
        statements.any(|claim| claim.value.aspect == aspect)
    };
    let told_of = topic.departures.is_none() && told(Aspect::Who) && told(Aspect::Why);
    let several = topic.people.iter().filter(left).count() > 1;
    if !(several && told_of) || query.people.iter().any(|id| left(&id)) {
        return;
    }
    let slots = &asked.interpretation.slots;
    let why = query.resolver == Resolver::Why && !asks(slots, Aspect::Who);
    query.resolver = Resolver::Topic(if why { Aspect::Why } else { Aspect::Who });
    query.people.clear();
    query.claimed.blamed = None;
}

/// Kinds of reasons filter departures; a question that asks for no departures is not narrowed by a word for one.
pub(super) fn unused_reasons(_: Asked<'_>, query: &mut Query) {
    let unused = matches!(
        query.resolver,
        Resolver::Topic(_)
            | Resolver::Interval
            | Resolver::Profile
            | Resolver::Contribution
            | Resolver::Lead
            | Resolver::Tenure
            | Resolver::Sources
            | Resolver::Reliability
    );
    if unused {
        query.filters.reasons.clear();
    }
    // "Is the company dead?" is about nobody's manner of leaving.
    if query.resolver == Resolver::Topic(Aspect::Status) {
        query.filters.manners.clear();
    }
}

/// The amounts that a question names: a number with the word for its scale behind it.
pub(in crate::bot) fn amounts(interpretation: &Interpretation) -> Vec<String> {
    let text = &interpretation.text;
    let scales = interpretation
        .slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Cue && it.value == "scale");
    scales
        .filter_map(|scale| {
            let word = text.get(scale.range.clone())?;
            let number = text.get(..scale.range.start)?.split_whitespace().last()?;
            let before = text.get(..scale.range.start)?.trim_end();
            let before = before.strip_suffix(number)?.trim_end();
            let figure = |it: &str| {
                let it = it.trim_start_matches(['$', '€', '£']).to_owned();
                let digits = it.chars().all(|it| it.is_ascii_digit() || it == '.');
                digits.then(|| format!("{it} {word}"))
            };
            // "1.25 or 1.5 trillion": the scale is that of both.
            let or = interpretation.slots.filled.iter().find(|it| {
                let joins = it.slot == VocabularySlot::Cue && it.value == "or";
                joins && it.range.end == before.len()
            });
            let other = or.and_then(|or| text.get(..or.range.start)?.split_whitespace().last());
            let other = other.filter(|it| it.starts_with(|it: char| it.is_ascii_digit()));
            let one = figure(number)?;
            Some(other.and_then(figure).into_iter().chain([one]))
        })
        .flatten()
        .collect()
}

/// The organisation of which a question claims an amount: the one behind it ("250 billion for Alpha"), else the last one
/// before it.
pub(super) fn valued(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
) -> Option<OrganisationId> {
    let slots = &interpretation.slots;
    let mut filled = slots.filled.iter();
    let scale = filled.find(|it| it.slot == VocabularySlot::Cue && it.value == "scale")?;
    let text = &interpretation.text;
    let before = text.get(..scale.range.start)?;
    let behind = text.get(scale.range.end..)?;
    // Names stand inside those of events too ("bought Alpha"), so the text itself is searched.
    let places = |part: &str| -> Vec<(usize, OrganisationId)> {
        let part = format!(" {part} ");
        knowledge
            .organisations
            .values()
            .flat_map(|it| {
                let names = it
                    .name
                    .versions()
                    .chain(it.aliases.iter().map(String::as_str));
                names.map(|name| (name.to_lowercase(), it.id.clone()))
            })
            .filter_map(|(name, id)| Some((part.rfind(&format!(" {name} "))?, id)))
            .collect()
    };
    let last = |part: &str| {
        let found = places(part).into_iter();
        found.max_by_key(|(at, _)| *at).map(|(_, id)| id)
    };
    last(behind).or_else(|| last(before))
}

/// "Was it sold for 45 billion?" asks whether that is the amount.
pub(super) fn amount_claimed(_: Asked<'_>, query: &mut Query) {
    // "1.25 or 1.5 trillion" claims neither.
    let open = !query.polar && query.resolver != Resolver::Verify;
    let open = open || query.filters.alternatives;
    if !query.claimed.amounts.is_empty() && !query.topics.is_empty() && !open {
        let claimed = matches!(query.resolver, Resolver::Topic(_) | Resolver::Verify);
        if claimed && query.people.is_empty() {
            query.resolver = Resolver::Topic(Aspect::HowMuch);
            query.polar = true;
        }
    }
}
