//! Who ran a team or project, and what somebody ran.

use super::dates::dates;
use super::lookup::{FEW, each};
use super::moment::dated;
use super::phrase::{Phrase, Value};
use super::profile::{about_each, fact};
use super::query::Query;
use super::scope::{Scope, citations};
use super::statement::{Answer, DeclineReason, Outcome, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Claim, Fact, FactKind};
use crate::knowledge::date::{Containment, days_between};
use crate::knowledge::id::TopicId;
use crate::knowledge::person::{Membership, Person, RoleGroup};
use crate::knowledge::topic::Topic;

/// Who ran a team or project; for a person, what they ran.
pub(super) fn lead(scope: Scope<'_>) -> Answer {
    if scope.query.focus.superior {
        return each(scope, superiors);
    }
    if !scope.query.people.is_empty() && scope.query.topics.is_empty() {
        let others = super::found::facts(scope, &[FactKind::Lead, FactKind::Role]);
        let own = about_each(scope, &[FactKind::Lead, FactKind::Role]);
        if others.is_empty() {
            let posts = posts_since(scope);
            let silent = own.outcome == Outcome::Declined && !posts.is_empty();
            return if silent { Answer::of(posts) } else { own };
        }
        // What the person's own record says in these words comes before what it says of others beside them.
        let said: Vec<Statement> = own
            .statements
            .into_iter()
            .filter(|it| super::found::holds_words(scope, it))
            .collect();
        return Answer::of(if said.is_empty() { others } else { said });
    }
    if let Some(answer) = led_by(scope) {
        return answer;
    }
    // Who is recorded as having led what the question names comes before who did anything else for it.
    let mut statements = if scope.query.guessed {
        Vec::new()
    } else {
        let mut led = leaders(scope);
        led.extend(leaders_gone(scope));
        led
    };
    if statements.is_empty() {
        statements = super::found::facts(scope, &[FactKind::Lead, FactKind::Role]);
    }
    if statements.is_empty() && scope.query.guessed {
        statements = super::found::teams(scope);
        // A team that nothing is recorded of is not the one that was guessed.
        if statements.is_empty() && !scope.query.words.is_empty() {
            let query = Query {
                topics: Vec::new(),
                ..scope.query.clone()
            };
            return super::about::which_topic(scope.asking(&query));
        }
    }
    if statements.is_empty() {
        statements = leaders(scope);
    }
    if statements.is_empty() {
        statements = leaders_of_parts(scope);
    }
    if statements.is_empty() {
        statements = heads(scope);
    }
    statements.truncate(FEW);
    if statements.is_empty() {
        return super::topic::topic(scope, crate::knowledge::claim::Aspect::Who);
    }
    super::succession::gone_since(scope, Answer::of(statements))
}

/// To whom somebody reported.
fn superiors(scope: Scope<'_>, person: &Person) -> Result<Vec<Statement>, Answer> {
    let standing = scope.standing(&person.facts).into_iter();
    let under = standing.filter(|claim| !claim.value.under.is_empty());
    let told: Vec<Statement> = under.map(|claim| fact(scope, person, claim)).collect();
    if told.is_empty() {
        let remark = Phrase::new("superior-not-stated").with("person", &person.id);
        let who = Phrase::new("ask-who-is").with("person", &person.id);
        return Err(Answer::declined(DeclineReason::NotStated, remark).suggesting(vec![who]));
    }
    Ok(told)
}

/// Who holds a leading post of the organisation on the day, where the question names nothing else and its records of who led
/// something are silent; nothing where that would be a long list.
fn heads(scope: Scope<'_>) -> Vec<Statement> {
    let query = scope.query;
    let wholly = query.words.is_empty() && query.topics.is_empty() && query.people.is_empty();
    if !wholly || !query.organisation_named {
        return Vec::new();
    }
    let group = Some(RoleGroup::Executive);
    let posts = scope.knowledge.members(&query.organisation, group);
    let mut heads: Vec<(&Person, &Membership)> = Vec::new();
    for (person, post) in posts {
        if post.role.is_none() || post.lasts_on(scope.day) != Containment::Inside {
            continue;
        }
        // Of two posts at once the later one is the one held.
        match heads.iter_mut().find(|(it, _)| it.id == person.id) {
            Some((_, held)) => *held = post,
            None => heads.push((person, post)),
        }
    }
    if heads.len() > HEADS {
        return Vec::new();
    }
    let told = heads.into_iter();
    told.filter_map(|(person, post)| super::profile::role(scope, person, post))
        .collect()
}

/// Of more leading people than this it is not known who of them leads.
const HEADS: usize = 4;

/// Since when those asked about have held the posts that they hold, or held last: of several posts those that the question
/// names.
fn posts_since(scope: Scope<'_>) -> Vec<Statement> {
    let since = |person: &Person| {
        let dated = person.memberships.iter().filter(|it| {
            let here =
                !scope.query.organisation_named || it.organisation == scope.query.organisation;
            here && it.role.is_some() && it.from.is_some() && it.begun_by(scope.day)
        });
        let mut stays: Vec<&Membership> = dated.collect();
        if stays.iter().any(|it| it.holds(&scope.query.filters.roles)) {
            stays.retain(|it| it.holds(&scope.query.filters.roles));
        }
        let stay = stays.last()?;
        let phrase = Phrase::new("post-since")
            .with("person", &person.id)
            .with("organisation", &stay.organisation)
            .with("role", stay.role.as_ref()?)
            .with("date", stay.from.as_ref()?);
        scope.derived(phrase, [stay.citations.clone().at_most(3)])
    };
    scope.people().filter_map(since).collect()
}

/// Whether the one person named led what the question names; nothing if that is not asked, or nobody is told to have led it.
fn led_by(scope: Scope<'_>) -> Option<Answer> {
    let person = scope.people().next()?;
    let asked = scope.query.polar && scope.query.people.len() == 1 && !scope.query.guessed;
    let all = leaders(scope);
    if !asked || all.is_empty() {
        return None;
    }
    let own: Vec<Statement> = leads(scope, person)
        .map(|claim| fact(scope, person, claim))
        .collect();
    let verdict = if own.is_empty() {
        "unrecorded"
    } else {
        "supported"
    };
    let told = if own.is_empty() { all } else { own };
    let remark = Phrase::new("verdict").with("verdict", verdict);
    Some(Answer::of(told).remarking(remark))
}

/// Who led what an event is named after: "the tutor layoffs" name the tutors.
fn leaders_of_parts(scope: Scope<'_>) -> Vec<Statement> {
    let [event] = scope.query.topics.as_slice() else {
        return Vec::new();
    };
    let Some(event) = scope.knowledge.topics.get(event) else {
        return Vec::new();
    };
    let names: Vec<String> = event.name.versions().map(str::to_lowercase).collect();
    let parts = scope.knowledge.topics.values().filter(|topic| {
        let aliases = topic.aliases.iter().map(|it| it.to_lowercase());
        let mut own = topic.name.versions().map(str::to_lowercase).chain(aliases);
        topic.id != event.id && own.any(|own| names.iter().any(|name| name.contains(&own)))
    });
    let query = Query {
        topics: parts.map(|it| it.id.clone()).collect(),
        ..scope.query.clone()
    };
    leaders(scope.asking(&query))
}

/// Who is recorded as having worked on a topic, and at what.
pub(super) fn worked_on(scope: Scope<'_>, topic: &TopicId) -> Vec<Statement> {
    let people = scope.knowledge.people.values();
    people
        .flat_map(|person| {
            let standing = scope.standing(&person.facts).into_iter();
            let works = standing
                .filter(|it| it.value.kind.is_work() && it.value.topics.contains(topic))
                .take(1);
            works
                .map(|claim| fact(scope, person, claim))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// That whoever led what the question names has left since, in one sentence: who led it is not who leads it.
fn leaders_gone(scope: Scope<'_>) -> Option<Statement> {
    let people = scope.knowledge.people.values();
    let led = people.filter(|person| leads(scope, person).next().is_some());
    let gone: Vec<Exit<'_>> = led.filter_map(|person| scope.exit_of(person)).collect();
    if let [exit] = gone.as_slice() {
        return dates(scope, exit).into_iter().next();
    }
    if gone.is_empty() {
        return None;
    }
    let phrase = Phrase::new("left-each")
        .with("organisation", &scope.query.organisation)
        .with("people", Value::List(gone.iter().map(dated).collect()));
    scope.derived(phrase, citations(&gone))
}

/// What is recorded of somebody's leading what the question names.
fn leads<'a>(scope: Scope<'a>, person: &'a Person) -> impl Iterator<Item = &'a Claim<Fact>> {
    let topics = &scope.query.topics;
    let among = &scope.query.filters.among;
    let meant = among.is_empty() || among.contains(&person.id);
    let standing = scope.standing(&person.facts).into_iter();
    standing.filter(move |claim| {
        let mut named = claim.value.topics.iter();
        meant && claim.value.kind == FactKind::Lead && named.any(|topic| topics.contains(topic))
    })
}

/// Who is recorded as having led what the question names; first whoever came to it at the event that it names beside.
fn leaders(scope: Scope<'_>) -> Vec<Statement> {
    let people = scope.knowledge.people.values();
    let mut led: Vec<(&Person, &Claim<Fact>)> = people
        .flat_map(|person| leads(scope, person).map(move |claim| (person, claim)))
        .collect();
    led.sort_by_key(|(_, claim)| !began_at_an_event(scope, claim));
    led.into_iter()
        .map(|(person, claim)| fact(scope, person, claim))
        .collect()
}

/// Whether what a claim tells began within a week of an event that the question names.
fn began_at_an_event(scope: Scope<'_>, claim: &Claim<Fact>) -> bool {
    let Some(since) = &claim.since else {
        return false;
    };
    let mut topics = scope.query.topics.iter();
    topics.any(|id| {
        let topic = scope.knowledge.topics.get(id);
        let date = topic.and_then(Topic::date);
        date.is_some_and(|date| {
            let (from, until) = (date.earliest(), date.latest());
            days_between(since.earliest(), until) >= -A_WEEK
                && days_between(from, since.latest()) >= -A_WEEK
        })
    })
}

/// The days of a week.
const A_WEEK: i32 = 7;
