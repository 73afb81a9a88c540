//! Posts that a question claims for somebody at another organisation, and claims on who took over from whom.

use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::bot::filters::{asks, cue, polar};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::phrases::Filled;
use crate::nlu::temporal::Relation;

/// So many words at most stand between a post and the organisation behind it ("chief at Alpha"), and between an
/// organisation and the post behind it ("joined Alpha to be its chief").
const APART: (usize, usize) = (1, 4);

/// The posts that the question names beside an organisation that is not the dataset's own, each as it is written there and
/// as texts put it, parted by `|`.
pub(super) fn posts(knowledge: &Knowledge, interpretation: &Interpretation) -> Vec<String> {
    let slots = &interpretation.slots;
    let subject = slots.of(EntityKind::Person).map(|it| it.range.start).min();
    let between = |from: usize, until: usize| {
        let text = interpretation.text.get(from..until);
        text.map(|it| it.split_whitespace().count())
    };
    let near = |post: &Filled| {
        let distances = slots.of(EntityKind::Organisation).filter_map(|it| {
            let before = between(post.range.end, it.range.start).filter(|it| *it <= APART.0);
            let behind = between(it.range.end, post.range.start).filter(|it| *it <= APART.1);
            Some((before.or(behind)?, it))
        });
        distances.min_by_key(|(words, _)| *words).map(|(_, it)| it)
    };
    slots
        .filled
        .iter()
        .filter(|it| matches!(it.slot, VocabularySlot::Role | VocabularySlot::Group))
        // What stands before somebody's name says who they are.
        .filter(|it| subject.is_some_and(|at| at < it.range.start))
        .filter(|post| {
            near(post).is_some_and(|there| {
                super::organisations::organisation_of(knowledge, there)
                    .is_some_and(|id| *id != knowledge.organisation)
            })
        })
        .filter_map(|post| {
            let written = interpretation.text.get(post.range.clone())?;
            Some(if post.slot == VocabularySlot::Role {
                format!("{written}|{}", post.value)
            } else {
                written.to_owned()
            })
        })
        .collect()
}

/// "Was she made chief at Alpha?" claims a post, and asks for no manner of leaving.
pub(super) fn claimed(
    resolver: Resolver,
    posts: &[String],
    interpretation: &Interpretation,
) -> Resolver {
    let manner = interpretation.slots.has(VocabularySlot::Manner);
    let other = matches!(resolver, Resolver::Manner | Resolver::Tenure);
    if other && !manner && !posts.is_empty() && polar(interpretation) {
        Resolver::Verify
    } else {
        resolver
    }
}

/// "She replaced him, right?", "he became chief after her": a claim of who took over from whom, as heir and predecessor.
pub(super) fn succession(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let slots = &interpretation.slots;
    let passive = cue(slots, "replaced-by");
    let after = query
        .filters
        .anchors
        .iter()
        .find_map(|(relation, anchor)| match anchor {
            // "Replaced by her" names no day by which something was so.
            Anchor::Person(id)
                if *relation == Relation::After || (passive && *relation == Relation::Until) =>
            {
                Some(id.clone())
            }
            _ => None,
        });
    let replaces = cue(slots, "replaces") || cue(slots, "takes-over") || passive;
    let posted = !query.filters.roles.is_empty() && after.is_some();
    let claims = query.resolver == Resolver::Verify
        || (!asks(slots, Aspect::Who)
            && matches!(query.resolver, Resolver::Successor | Resolver::Predecessor));
    if !claims || !(replaces || posted) {
        return;
    }
    let mut people = query.people.clone();
    // Whoever took over need not have left, and bounds nothing then.
    let named = || {
        slots
            .of(EntityKind::Person)
            .filter_map(|it| it.candidates.first())
    };
    if passive && people.len() == 1 && named().count() == 2 {
        let ids = named().filter_map(|it| knowledge.people.get(it.id.as_str()));
        people = ids.map(|it| it.id.clone()).collect();
    }
    people.extend(after.filter(|it| !query.people.contains(it)));
    let [first, second] = people.as_slice() else {
        return;
    };
    let (heir, before) = if passive {
        (second, first)
    } else {
        (first, second)
    };
    if knowledge.has_left(before) || knowledge.has_left(heir) {
        query.claimed.succession = Some((heir.clone(), before.clone()));
        if passive {
            query.filters.anchors.clear();
        }
        query.resolver = Resolver::Verify;
    }
}
