//! Who of those who remained on a day has left since: "which of those are gone now?"

use super::leaning::Leaning;
use crate::answer::query::{Filters, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::nlu::temporal::Form;

/// Such a question has no more words of its own.
const ASKING: usize = 8;

/// Whether it is asked who has gone of those who remained.
pub(super) fn asks(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let last = &memory.query;
    let remained = matches!(
        last.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let slots = &leaning.interpretation.slots;
    let now = slots.times.iter().all(|it| it.form == Form::Now);
    let of_them = leaning.partitive() || leaning.has("people") || leaning.has("ones");
    let gone = leaning.leaves() && !leaning.cue("staying") && !leaning.cue("next");
    let asked = matches!(leaning.aspect(), None | Some(Aspect::Who | Aspect::HowMany));
    remained
        && memory.listed.len() > 1
        && (now && slots.mentions.is_empty() && slots.relations.is_empty())
        && (of_them && gone && asked)
        && leaning.words <= ASKING
}

/// Asks who of them left. Returns whether that is asked.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let lists = query.resolver.is_about_many()
        || matches!(
            query.resolver,
            Resolver::Verify | Resolver::Members | Resolver::Order
        );
    if !(lists && asks(leaning, memory) && query.people.is_empty()) {
        return false;
    }
    let resolver = if leaning.aspect() == Some(Aspect::HowMany) {
        Resolver::Count
    } else {
        Resolver::WhoLeft
    };
    let left = memory.listed.iter().filter(|id| knowledge.has_left(id));
    *query = Query {
        filters: Filters {
            among: left.cloned().collect(),
            groups: memory.query.filters.groups.clone(),
            ..Filters::default()
        },
        ..memory.asking(resolver, query.today)
    };
    true
}
