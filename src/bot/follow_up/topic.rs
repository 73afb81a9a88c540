//! What a follow-up asks of the topic that was spoken of.

use super::leaning::Leaning;
use super::names_nobody;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::claim::Aspect;

/// After a topic, what is asked without naming anything is asked of it.
pub(super) fn topics(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) {
    let last = &memory.query;
    if last.topics.is_empty() || !query.topics.is_empty() {
        return;
    }
    let pronoun = leaning.has("thing");
    if matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead)
        && query.people.is_empty()
        && (pronoun || leaning.has("person") || leaning.short())
    {
        query.topics.clone_from(&last.topics);
        return;
    }
    let about_it = matches!(last.resolver, Resolver::Topic(_) | Resolver::Lead)
        && names_nobody(query)
        && query.times.is_empty()
        && (pronoun || leaning.partitive() || leaning.short());
    let aspect = match query.resolver {
        Resolver::When => Aspect::When,
        Resolver::Why => Aspect::Why,
        Resolver::Destination => Aspect::Where,
        Resolver::Members | Resolver::WhoLeft | Resolver::Profile | Resolver::WhoSaid => {
            Aspect::Who
        }
        Resolver::Count => Aspect::HowMany,
        _ => return,
    };
    if about_it {
        query.topics.clone_from(&last.topics);
        query.resolver = Resolver::Topic(aspect);
    }
}
