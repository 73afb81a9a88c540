//! Follow-ups of a language that leaves out the subject: "was a founder?" of whoever was spoken of; and a period alone,
//! which asks for the list again of which one was spoken of. Also what is asked of those who were named as a whole.

use super::leaning::Leaning;
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::id::PersonId;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::overlap;
use crate::nlu::temporal::Form;

/// No more characters stand before the group or the post: "well then, …".
const LEAD: usize = 4;

/// The vocabulary's value for somebody who took a lesser post.
const STEPPED_BACK: &str = "stepped-back";

/// Whether a question without a subject says no more than a group or a post, and asks whether that is so: of the one
/// person who was spoken of.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let text = &leaning.interpretation.text;
    let one = memory.subjects.len() == 1 && !memory.query.resolver.is_about_many();
    // The name of a group may hold a word for a deed: "co-founder".
    let named = |range: &std::ops::Range<usize>| {
        let mut filled = slots.filled.iter();
        filled.any(|it| it.slot == VocabularySlot::Group && overlap(&it.range, range))
    };
    let mut deeds = slots.filled.iter();
    let does = deeds.any(|it| it.slot == VocabularySlot::Deed && !named(&it.range));
    let free = slots.mentions.is_empty()
        && slots.times.is_empty()
        && slots.relations.is_empty()
        && leaning.aspect().is_none()
        && !slots.has(VocabularySlot::Aspect)
        && !slots.has(VocabularySlot::Pronoun)
        && !slots.has(VocabularySlot::All)
        && !slots.has(VocabularySlot::Except)
        && !does
        && !leaning.cue("narrows")
        && !leaning.cue("gone")
        && !leaning.cue("succeeds");
    let posts = slots.filled.iter().filter(|it| {
        let manner = it.slot == VocabularySlot::Manner && it.value == STEPPED_BACK;
        manner || matches!(it.slot, VocabularySlot::Group | VocabularySlot::Role)
    });
    let Some(first) = posts.min_by_key(|it| it.range.start) else {
        return false;
    };
    let before = text.get(..first.range.start).unwrap_or_default();
    let asked = slots.filled.iter().any(|it| {
        let ends = it.range.end == text.len() && it.range.start >= first.range.end;
        let near = text.get(first.range.end..it.range.start);
        let is = it.slot == VocabularySlot::Cue && it.value == "copula";
        is && ends && near.is_some_and(|it| it.trim().is_empty())
    });
    !text.is_ascii() && one && free && asked && before.trim().chars().count() <= LEAD
}

/// "Was a founder?", "became an adviser?" of the one person who was spoken of. Returns whether it is asked.
pub(super) fn stood(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !asks(leaning, memory) {
        return false;
    }
    query.resolver = if query.filters.roles.is_empty() && query.filters.groups.is_empty() {
        Resolver::Verify
    } else {
        Resolver::VerifyMember
    };
    query.people.clone_from(&memory.subjects);
    query.organisation.clone_from(&memory.query.organisation);
    query.topics.clear();
    query.polar = true;
    true
}

/// "One of Alpha's people?" without a subject, after one person was spoken of, says no more than the organisation and who
/// belongs to it.
pub(super) fn belongs(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let read = leaning.interpretation;
    let slots = &read.slots;
    let [mention] = slots.mentions.as_slice() else {
        return false;
    };
    let behind = read.text.get(mention.range.end..).unwrap_or_default();
    let mut owners = read.particles.owner.iter();
    let owned = owners.any(|it| behind.trim_start().starts_with(it.as_str()));
    let one = memory.subjects.len() == 1 && memory.query.resolver.is_about_somebody();
    let free = !slots.has(VocabularySlot::Aspect)
        && !slots.has(VocabularySlot::Group)
        && !slots.has(VocabularySlot::Role)
        && !slots.has(VocabularySlot::Pronoun)
        && slots.times.is_empty();
    let organisation = mention.kind == EntityKind::Organisation && mention.range.start == 0;
    let short = behind.trim().chars().count() <= MEMBER;
    !read.text.is_ascii() && one && organisation && owned && free && short
}

/// Behind the organisation stands no more, in characters: "…'s person, was it?"
const MEMBER: usize = 6;

/// Asks whether the one spoken of belongs there. Returns whether it is asked.
pub(super) fn belonging(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let about = matches!(
        query.resolver,
        Resolver::WhoWentTo
            | Resolver::WhoLeft
            | Resolver::Order
            | Resolver::Background
            | Resolver::VerifyMember
            | Resolver::Members
    );
    if !(about && belongs(leaning, memory)) {
        return false;
    }
    *query = Query {
        people: memory.subjects.clone(),
        others: std::mem::take(&mut query.others),
        organisation: query.organisation.clone(),
        organisation_named: query.organisation_named,
        polar: true,
        ..Query::new(
            Resolver::VerifyMember,
            query.organisation.clone(),
            query.today,
        )
    };
    true
}

/// "And in March?" after one of those who left in February was spoken of: the list of the other month. Returns whether
/// it is asked.
pub(super) fn over_again(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let Some(list) = memory.list.as_deref() else {
        return false;
    };
    let last = &memory.query;
    let of_one = last.resolver.is_about_somebody() && memory.subjects.len() == 1;
    let picked = memory.subjects.iter().all(|id| list.people.contains(id));
    let plain = super::is_fragment(leaning.interpretation)
        && super::names_nobody(query)
        && query.filters.ordinals.is_empty();
    let ([time], [before]) = (
        query.filters.times.as_slice(),
        list.query.filters.times.as_slice(),
    ) else {
        return false;
    };
    let alike =
        time.grain == before.grain && time.form != Form::Now && time.relation == before.relation;
    let many = list.query.resolver.is_about_many() || list.query.resolver == Resolver::Order;
    if !(of_one && picked && plain && alike && many) {
        return false;
    }
    let resolver = if list.query.resolver == Resolver::Order {
        Resolver::WhoLeft
    } else {
        list.query.resolver
    };
    let mut times = std::mem::take(&mut query.filters.times);
    // The month is that of the year of the list.
    if let Some(of) = before.interval.from {
        super::period::nearest_to(of, &mut times);
    }
    *query = Query {
        today: query.today,
        resolver,
        filters: Filters {
            times,
            ordinals: Vec::new(),
            among: Vec::new(),
            ..list.query.filters.clone()
        },
        ..list.query.clone()
    };
    true
}

/// Those who were put side by side, or listed, if they are a few.
fn few(memory: &Memory) -> &[PersonId] {
    if memory.query.people.len() > 1 {
        &memory.query.people
    } else {
        &memory.listed
    }
}

/// Whether a question without names asks for an order of those who were named: "rank all three".
pub(super) fn ranks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let number = slots.values(VocabularySlot::Number).next();
    let counted = number.is_none_or(|it| {
        it.parse()
            .is_ok_and(|count: usize| few(memory).len() == count)
    });
    let whole = number.is_some() || slots.has(VocabularySlot::All) || leaning.has("people");
    leaning.cue("ranks") && whole && counted && few(memory).len() > 1 && slots.mentions.is_empty()
}

/// "Rank all three": in the order in which they left, or by how long they stayed. Returns whether it is asked.
pub(super) fn ranked(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    if !ranks(leaning, memory) {
        return false;
    }
    let stays = leaning.cue("how-long") || query.resolver == Resolver::Tenure;
    let resolver = if stays {
        Resolver::Tenure
    } else {
        Resolver::Compare
    };
    *query = Query {
        people: few(memory).to_vec(),
        ..memory.asking(resolver, query.today)
    };
    true
}

/// "And the second?" after who stayed shortest is asked of the same ranking. Returns whether it is asked.
pub(super) fn placed(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let ranking = last.resolver == Resolver::Stays && last.focus.stretch.is_some();
    let placed = matches!(query.filters.ordinals.as_slice(), [place] if *place > 1);
    let free = leaning.is_free() && !leaning.leaves();
    if !(ranking && placed && free && last.people.is_empty() && leaning.short()) {
        return false;
    }
    let ordinals = std::mem::take(&mut query.filters.ordinals);
    let today = query.today;
    *query = last.clone();
    query.today = today;
    query.filters.ordinals = ordinals;
    true
}

/// Whether a question offers for choice what the last answer settles: whether a number counts a group or everybody
/// ("founders or everyone?"), or to which of several places somebody went ("was it Alpha or Beta?").
pub(super) fn offers(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    offers_groups(leaning, memory) || offers_places(leaning, memory)
}

fn offers_places(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let places = slots.of(EntityKind::Organisation).count();
    let only = places == slots.mentions.len() && places > 1;
    let told = memory.tells_a_move() && memory.subjects.len() == 1;
    let free = slots.times.is_empty() && leaning.aspect().is_none();
    leaning.cue("or") && only && told && free && leaning.words <= OFFERED
}

fn offers_groups(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let slots = &leaning.interpretation.slots;
    let whom = slots.has(VocabularySlot::All) || leaning.cue("everybody");
    memory.query.resolver.is_about_many()
        && slots.has(VocabularySlot::Group)
        && (leaning.cue("or") && whom)
        && slots.mentions.is_empty()
        && slots.times.is_empty()
        && leaning.words <= OFFERED
}

/// A choice has no more words of its own.
const OFFERED: usize = 6;

/// "Founders or everyone?" after a number: the last answer again, which says which it is. Returns whether it is asked.
pub(super) fn either(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = offers(leaning, memory);
    if asked {
        *query = memory.again(query.today);
    }
    asked
}

/// Whether it is asked if any of those who came from somewhere went back there.
pub(super) fn returns(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = &memory.query;
    let origin = last.resolver == Resolver::Background && last.others.len() == 1;
    let of_them = leaning.has("people") || leaning.partitive() || leaning.words <= OFFERED;
    origin && of_them && leaning.cue("returns") && leaning.interpretation.slots.mentions.is_empty()
}

/// "Any of them back there now?" Returns whether it is asked.
pub(super) fn back_there(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let asked = returns(leaning, memory);
    if asked {
        let last = &memory.query;
        *query = Query {
            others: last.others.clone(),
            filters: Filters {
                among: memory.listed.clone(),
                ..Filters::default()
            },
            ..memory.asking(Resolver::WhoWentTo, query.today)
        };
    }
    asked
}
