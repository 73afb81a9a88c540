//! How a question was understood: in words for the person who asked, as slots for a program.

use std::collections::BTreeMap;

use super::Bot;
use crate::answer::phrase::{Phrase, Value};
use crate::answer::query::{Anchor, Query};
use crate::answer::resolver::Resolver;
use crate::knowledge::id::PersonId;
use crate::knowledge::source::Source;
use crate::nlu::model::Interpretation;

/// The question in words: what is asked, about whom, under which filters.
pub(super) fn understood_as(bot: &Bot, language: &str, query: Option<&Query>) -> String {
    let Some(query) = query else {
        return bot.label(language, "understood-nothing");
    };
    // What a question leaves open is said in a word, so that no sentence has a hole.
    let listed = |items: Vec<Value>, open: &'static str| {
        if items.is_empty() {
            Value::from(Phrase::new(open))
        } else {
            Value::List(items)
        }
    };
    // Whoever answered to a departure is not whose departure it was.
    let left = |id: &&PersonId| bot.knowledge.has_left(id);
    let about_leavers = query.resolver == Resolver::Response
        || (query.resolver == Resolver::Manner && query.people.len() > 1);
    let responded = about_leavers && query.people.iter().any(|id| left(&id));
    let asked_of = query.people.iter().filter(|id| !responded || left(id));
    let people: Vec<Value> = asked_of.map(Value::from).collect();
    let several = people.len() > 1;
    // Who ran something is not looked for under a topic that was only guessed.
    let guessed = query.guessed && query.resolver == Resolver::Lead;
    let topics = if guessed { &[][..] } else { &query.topics };
    let mut topics: Vec<Value> = topics.iter().map(Value::from).collect();
    // What an organisation is, is told of it where no topic is named.
    if topics.is_empty() && matches!(query.resolver, Resolver::Topic(_)) {
        topics.extend(query.others.iter().map(Value::from));
    }
    let elsewhere = query.others.iter().chain(&query.filters.formerly);
    let others = elsewhere.map(Value::from).collect();
    let period = crate::answer::period_of(&bot.knowledge, query);
    let timed = !query.filters.times.is_empty() || !query.filters.anchors.is_empty();
    let standing = matches!(
        query.resolver,
        Resolver::Remaining | Resolver::CountRemaining | Resolver::VerifyRemains
    );
    let used = if standing { "standing" } else { "limit" };
    let mut limits: Vec<Value> = timed
        .then(|| in_brackets(period.clone(), used))
        .into_iter()
        .collect();
    limits.extend(crate::answer::filters_of(query));
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    // Whether somebody still is where they went.
    let elsewhere = matches!(
        query.resolver,
        Resolver::VerifyRemains | Resolver::VerifyMember
    ) && !query.organisation_named;
    let back = query.filters.returns
        && query.filters.formerly.is_empty()
        && matches!(query.resolver, Resolver::WhoWentTo | Resolver::WhoLeft);
    let organisation = match query.others.first() {
        Some(other) if elsewhere || (back && !query.organisation_named) => other,
        _ => &query.organisation,
    };
    let organisations = std::iter::once(organisation).chain(&query.further);
    let organisations = Value::List(organisations.map(Value::from).collect());
    // What a paper says of what was told is asked of the paper.
    let published = query.last.is_some() && !query.sources.is_empty();
    let reported = !published && query.resolver == Resolver::Statement && !query.sources.is_empty();
    let asked = if published {
        Resolver::Sources
    } else {
        worded_as(bot, query)
    };
    let wording = match asked {
        _ if back => "returned",
        Resolver::Why | Resolver::Verify if came_back(bot, query) && query.focus.asks_reason => {
            "why-back"
        }
        Resolver::When if came_back(bot, query) => "when-back",
        _ if reported => "published",
        // "Was she a lawyer?" asks what she was there.
        Resolver::VerifyMember
            if !query.people.is_empty()
                && (!query.filters.roles.is_empty() || !query.occupations.is_empty()) =>
        {
            "verify-post"
        }
        Resolver::Members if query.filters.jointly => "members-jointly",
        other => other.name(),
    };
    let phrase = Phrase::new("understood")
        .with("asked", wording)
        .with("negated", yes(query.negated))
        .with("end", place_of(query).0)
        .with("ordinal", place_of(query).1)
        .with("named", yes(!query.people.is_empty()))
        .with("several", yes(several))
        .with("people", listed(people, "understood-somebody"))
        .with("organisation", organisations)
        .with("group", crate::answer::kind_of(query))
        .with("topical", yes(!topics.is_empty()))
        .with("topics", listed(topics, "understood-something"))
        .with("source", outlet(bot, query))
        .with("others", listed(others, "understood-somewhere"))
        .with("limited", yes(!limits.is_empty()))
        .with("limits", Value::List(limits))
        .with("period", period);
    let phrase = crate::answer::filtered(phrase, &bot.knowledge, query);
    bot.say(language, &phrase)
}

/// Which place of an order is asked for: the end from which it is counted, as a word, and the place from there.
fn place_of(query: &Query) -> (&'static str, usize) {
    let place = match query.filters.ordinals.as_slice() {
        [place] if query.filters.anchors.is_empty() && query.people.is_empty() => *place,
        _ => 0,
    };
    match place {
        1 => ("first", 1),
        -1 => ("last", 1),
        other => usize::try_from(other)
            .ok()
            .filter(|it| *it > 0)
            .map_or(("none", 0), |it| ("middle", it)),
    }
}

/// The newsroom that the sources named belong to, else the first of their publishers.
fn outlet(bot: &Bot, query: &Query) -> Value {
    let mut sources = query.sources.iter();
    let source = sources.find_map(|id| bot.knowledge.sources.get(id));
    let name = source.map_or("", Source::voice);
    Value::Verbatim(name.to_owned())
}

/// The look-up that a question is said to be: how many went somewhere is not how many left, and who never left did not
/// have their departure answered.
fn worded_as(bot: &Bot, query: &Query) -> Resolver {
    let left = |id: &PersonId| bot.knowledge.has_left(id);
    let spoken = query.found.first().is_some_and(|hit| hit.spoken);
    match query.resolver {
        // "Did Alpha co-found Beta?" of a Beta without records claims nothing of the organisation meant.
        Resolver::VerifyMember
            if !query.claimed.deeds.is_empty()
                && query.others.is_empty()
                && !query.organisation_named =>
        {
            Resolver::Verify
        }
        Resolver::Count if !query.others.is_empty() => Resolver::WhoWentTo,
        Resolver::Response if !query.people.is_empty() && !query.people.iter().any(left) => {
            Resolver::Statement
        }
        Resolver::WhoSaid if !query.people.is_empty() && spoken => Resolver::Statement,
        Resolver::WhoSaid if !query.found.is_empty() && !spoken => Resolver::Search,
        resolver => resolver,
    }
}

/// Whether it is asked of one who came back how they did.
fn came_back(bot: &Bot, query: &Query) -> bool {
    let [person] = query.people.as_slice() else {
        return false;
    };
    let person = bot.knowledge.people.get(person).into_iter();
    let mut exits = person.flat_map(|it| bot.knowledge.exits_of(it));
    query.filters.returns
        && query.others.is_empty()
        && query.topics.is_empty()
        && exits.any(|exit| exit.rejoined().next().is_some())
}

/// A period as it stands by itself and not before a verb: a language may word it otherwise.
fn in_brackets(period: Value, used: &'static str) -> Value {
    match period {
        Value::List(items) => {
            let items = items.into_iter().map(|it| in_brackets(it, used));
            Value::List(items.collect())
        }
        Value::Phrase(phrase) => Value::from((*phrase).with("use", used)),
        other => other,
    }
}

/// The slots by name, as ids and ISO dates.
pub(super) fn slots(
    query: Option<&Query>,
    interpretation: Option<&Interpretation>,
) -> BTreeMap<String, Vec<String>> {
    let mut slots: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut put = |name: &str, values: Vec<String>| {
        if !values.is_empty() {
            slots.insert(name.to_owned(), values);
        }
    };
    match (query, interpretation) {
        (Some(query), _) => {
            put("person", strings(&query.people));
            if query.organisation_named {
                let named = std::iter::once(&query.organisation).chain(&query.further);
                put("organisation", named.map(ToString::to_string).collect());
            }
            put("other-organisation", strings(&query.others));
            put("topic", strings(&query.topics));
            put(
                "group",
                query
                    .filters
                    .groups
                    .iter()
                    .map(|it| it.name().to_owned())
                    .collect(),
            );
            put(
                "except",
                query
                    .filters
                    .except_groups
                    .iter()
                    .map(|it| it.name().to_owned())
                    .chain(strings(&query.filters.except_people))
                    .collect(),
            );
            put("time", query.filters.times.iter().map(interval).collect());
            put(
                "anchor",
                query
                    .filters
                    .anchors
                    .iter()
                    .map(|(relation, anchor)| {
                        let id = match anchor {
                            Anchor::Person(id) => id.as_str(),
                            Anchor::Topic(id) => id.as_str(),
                        };
                        format!("{relation:?} {id}").to_lowercase()
                    })
                    .collect(),
            );
            put("ordinal", strings(&query.filters.ordinals));
            put("number", strings(&query.filters.numbers));
            put(
                "manner",
                query
                    .filters
                    .manners
                    .iter()
                    .map(|it| it.name().to_owned())
                    .collect(),
            );
            put("reason", query.filters.reasons.clone());
        }
        (None, Some(interpretation)) => {
            for mention in &interpretation.slots.mentions {
                let name = format!("{:?}", mention.kind).to_lowercase();
                slots
                    .entry(name)
                    .or_default()
                    .extend(mention.candidates.iter().map(|it| it.id.clone()));
            }
        }
        (None, None) => {}
    }
    slots
}

fn strings<T: ToString>(items: &[T]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}

/// A closed interval in ISO 8601, `..` for an open end.
fn interval(time: &crate::nlu::temporal::TimeMention) -> String {
    let bounds = time.bounds();
    let end =
        |date: Option<jiff::civil::Date>| date.map_or_else(|| "..".to_owned(), |it| it.to_string());
    if bounds.from == bounds.until {
        end(bounds.from)
    } else {
        format!("{}/{}", end(bounds.from), end(bounds.until))
    }
}
