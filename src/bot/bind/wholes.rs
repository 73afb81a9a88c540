//! Parts of a whole that is named by its number: "how many of the 12 left?", "Alpha was one of the twelve".

use super::Asked;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::id::{OrganisationId, PersonId};
use crate::knowledge::person::RoleGroup;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;

/// "How many of the 12 left in 2025?" asks of the group that has so many members.
pub(super) fn of_the_whole(asked: Asked<'_>, query: &mut Query) {
    let counts = matches!(
        query.resolver,
        Resolver::Count | Resolver::WhoLeft | Resolver::Remaining | Resolver::CountRemaining
    );
    let free = query.filters.groups.is_empty()
        && query.filters.roles.is_empty()
        && query.people.is_empty()
        && query.filters.except_groups.is_empty();
    let [number] = *query.filters.numbers.as_slice() else {
        return;
    };
    if !(counts && free && is_partitive(asked.interpretation)) {
        return;
    }
    if let Some((role, apart)) = of_size(asked.knowledge, &query.organisation, number) {
        query.filters.groups = vec![role];
        query.filters.numbers.clear();
        query.filters.except_people.extend(apart);
    }
}

/// The group that has so many members, all of them or without the one who is often not counted among them, who comes
/// with it then.
fn of_size(
    knowledge: &Knowledge,
    organisation: &OrganisationId,
    number: i64,
) -> Option<(RoleGroup, Option<PersonId>)> {
    let sized = RoleGroup::ALL.into_iter().filter_map(|role| {
        let group = knowledge.group(organisation, role)?;
        let members = knowledge.members(organisation, Some(role)).count();
        Some((role, group, i64::try_from(members).ok()?))
    });
    let whole = sized.clone().find(|(.., size)| *size == number);
    whole.map(|(role, ..)| (role, None)).or_else(|| {
        // "Of the 11": without the one of the 12.
        let mut without = sized.filter(|(.., size)| size - 1 == number);
        without.find_map(|(role, group, _)| match group.apart.as_slice() {
            [apart] => Some((role, Some(apart.clone()))),
            _ => None,
        })
    })
}

/// "Alpha was one of the twelve" claims that Alpha belongs to the group that has so many members, and counts nobody.
pub(super) fn one_of_the_whole(asked: Asked<'_>, query: &mut Query) {
    let slots = &asked.interpretation.slots;
    let ([_], [1, number]) = (query.people.as_slice(), query.filters.numbers.as_slice()) else {
        return;
    };
    let mut numbers = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Number);
    let parted = numbers
        .next()
        .zip(numbers.next())
        .is_some_and(|(one, all)| {
            slots.filled.iter().any(|it| {
                let part = it.slot == VocabularySlot::Cue && it.value == "part";
                part && one.range.end <= it.range.start && it.range.end <= all.range.start
            })
        });
    let claims = matches!(
        query.resolver,
        Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::Members
            | Resolver::Count
            | Resolver::WhoLeft
            | Resolver::Order
    );
    if !parted || !claims || slots.has(VocabularySlot::Aspect) {
        return;
    }
    let role = match query.filters.groups.as_slice() {
        [role] => Some(*role),
        [] => of_size(asked.knowledge, &query.organisation, *number).map(|(role, _)| role),
        _ => None,
    };
    if let Some(role) = role {
        query.filters.groups = vec![role];
        query.filters.numbers.clear();
        query.resolver = Resolver::VerifyMember;
        query.polar = true;
    }
}

/// Whether a word for a part stands before the number, with an article between: "of the 12".
fn is_partitive(interpretation: &Interpretation) -> bool {
    let filled = || interpretation.slots.filled.iter();
    let number = filled().find(|it| it.slot == VocabularySlot::Number);
    number.is_some_and(|number| {
        filled().any(|it| {
            let part = it.slot == VocabularySlot::Cue && it.value == "part";
            let article = interpretation.text.get(it.range.end..number.range.start);
            // Behind the number, in a script without spaces.
            let behind = interpretation.text.get(number.range.end..it.range.start);
            let directly = behind.is_some_and(|it| it.trim().chars().count() <= 1);
            let whole = article.is_some_and(|it| it.split_whitespace().count() == 1);
            part && (whole || (directly && !interpretation.text.is_ascii()))
        })
    })
}
