//! From a bound question to an answer: look-ups, and statements that always carry citations.
//!
//! [`answer`] never fails and never guesses: what the records do not hold is declined with a reason.

mod about;
mod across;
mod arrivals;
mod background;
mod blamed;
mod causes;
mod compare;
mod count;
mod dates;
mod destinations;
mod disputes;
mod events;
mod evidence;
mod filter;
mod found;
mod joined;
mod lead;
mod list;
mod lookup;
mod manners;
mod members;
mod moment;
mod months;
mod notes;
mod order;
mod organisations;
pub mod phrase;
mod profile;
pub mod query;
mod reasons;
mod record;
mod remaining;
mod repeated;
pub mod resolver;
mod returns;
mod scope;
pub mod search;
pub mod sourced;
mod sources;
mod span;
mod speech;
pub mod statement;
pub mod stays;
mod succession;
mod tenure;
mod timeline;
mod topic;
mod verify;
mod waves;
mod window;

use crate::knowledge::Knowledge;
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::RoleGroup;
pub use across::elsewhere;
use query::Query;
use resolver::Resolver;
use scope::Scope;
use statement::Answer;

/// Answers a question from the dataset; for one that is asked before the dataset's own day that is the dataset as it could
/// be read then, [`Knowledge::as_read_on`].
pub fn answer(knowledge: &Knowledge, query: &Query) -> Answer {
    if !query.further.is_empty() {
        return across::across(knowledge, query);
    }
    let scope = Scope::new(knowledge, query);
    let mut answer = verify::presumed(scope, verify::weighed(scope, resolved(scope)));
    answer = verify::gone_along(scope, answer);
    if query.disbelieved {
        answer = verify::doubted(answer);
    }
    if query.tested {
        answer = verify::tested(answer);
    }
    if query.either {
        answer = verify::offered(answer);
    }
    if query.focus.since_when && !answer.statements.is_empty() && !tells_a_day(&answer) {
        let since = stepped_back(scope);
        if since.is_empty() {
            answer.remark = Some(phrase::Phrase::new("since-when-not-stated"));
        }
        answer.statements.extend(since);
    }
    if query.resolver == Resolver::Count && query.filters.numbers.len() > 1 {
        let named = |it: &statement::Statement| !holds_a_number(&it.phrase, &query.filters.numbers);
        answer.statements.sort_by_key(named);
    }
    if query.focus.brief {
        shorten(&mut answer);
    }
    if !query.picked.is_empty() {
        pick(knowledge, &query.picked, &mut answer);
    }
    repeated::drop_repeated(knowledge, &mut answer.statements);
    // One version that no other stands beside, as a date of two possible days, is told outright.
    let versions = answer.statements.iter();
    let versions = versions.filter(|it| it.kind == statement::Kind::Disputed);
    if versions.count() > 1 {
        for statement in &mut answer.statements {
            scope.attribute_dispute(statement);
        }
    }
    if answer.statements.is_empty() && answer.remark.is_none() {
        return unsaid(scope);
    }
    answer
}

/// Since when somebody has had the lesser post for which they stepped back: the day on which they did.
fn stepped_back(scope: Scope<'_>) -> Vec<statement::Statement> {
    let [person] = scope.query.people.as_slice() else {
        return Vec::new();
    };
    let person = scope.knowledge.people.get(person);
    let exit = person.and_then(|it| scope.exit_of(it));
    let lesser = exit.filter(|exit| {
        let best = crate::knowledge::person::best(&exit.departure.manner);
        let kind = best.map(|it| it.value.kind);
        kind == Some(crate::knowledge::claim::MannerKind::SteppedBack)
            && scope.query.resolver == Resolver::Destination
    });
    lesser.map_or_else(Vec::new, |exit| dates::dates(scope, &exit))
}

/// Leaves the statements that hold most of some words; all of them if none holds any.
fn pick(knowledge: &Knowledge, words: &[String], answer: &mut Answer) {
    let held = |statement: &statement::Statement| {
        let said = search::words_of(knowledge, &statement.phrase);
        let stems = words.iter().map(|it| search::stem(it));
        stems
            .filter(|word| said.iter().any(|it| it.starts_with(word)))
            .count()
    };
    let most = answer.statements.iter().map(held).max().unwrap_or_default();
    answer.statements.retain(|it| held(it) == most);
}

/// Leaves the first statement of an answer, and every version where the sources disagree.
fn shorten(answer: &mut Answer) {
    let mut first = true;
    answer
        .statements
        .retain(|it| std::mem::take(&mut first) || it.kind == statement::Kind::Disputed);
}

/// Where a look-up finds nothing to say: that somebody who is named has not left, else that it is not known here.
fn unsaid(scope: Scope<'_>) -> Answer {
    let blamed = scope.query.claimed.blamed.as_ref();
    let named = scope.query.people.first().or(blamed);
    let staying = named
        .and_then(|id| scope.knowledge.people.get(id))
        .filter(|person| scope.exit_of(person).is_none());
    staying.map_or_else(
        || about::out_of_scope(scope),
        |person| lookup::no_departure(scope, person),
    )
}

/// Whether a text of the answer holds a number, as every date does.
fn tells_a_day(answer: &Answer) -> bool {
    let dated = |text: &crate::knowledge::text::Text| {
        text.versions()
            .any(|it| it.contains(|c: char| c.is_ascii_digit()))
    };
    let mut values = answer.statements.iter().flat_map(|it| &it.phrase.values);
    values.any(|(_, value)| matches!(value, phrase::Value::Text(text) if dated(text)))
}

/// Whether a text of a phrase holds one of the numbers.
fn holds_a_number(phrase: &phrase::Phrase, numbers: &[i64]) -> bool {
    let held = |text: &crate::knowledge::text::Text| {
        text.versions().any(|it| {
            let mut figures = it.split(|c: char| !c.is_ascii_digit());
            figures.any(|it| it.parse().is_ok_and(|it: i64| numbers.contains(&it)))
        })
    };
    phrase.values.iter().any(|(_, value)| match value {
        phrase::Value::Text(text) => held(text),
        phrase::Value::Phrase(inner) => holds_a_number(inner, numbers),
        _ => false,
    })
}

fn resolved(scope: Scope<'_>) -> Answer {
    if let Some(answer) = verify::of_return(scope) {
        return answer;
    }
    if scope.query.unsaid {
        return about::which_person(scope);
    }
    match scope.query.resolver {
        Resolver::When => dates::when(scope),
        Resolver::Why => reasons::why(scope),
        Resolver::Destination => destinations::destination(scope),
        Resolver::Statement => speech::statement(scope),
        Resolver::Response => speech::response(scope),
        // A manner with a day, another organisation or somebody who had a part in it is a claim of both.
        Resolver::Manner
            if !(scope.query.focus.asks_reason && manners::is_so(scope))
                && ((scope.query.people.len() > 1 && !scope.query.filters.manners.is_empty())
                    || (!scope.query.people.is_empty()
                        && (!scope.query.filters.times.is_empty()
                            || !scope.query.others.is_empty()))) =>
        {
            verify::verify(scope)
        }
        Resolver::Manner => manners::manner(scope),
        Resolver::Successor => succession::successor(scope),
        Resolver::Predecessor => succession::predecessor(scope),
        // "Who left and came back?"
        Resolver::WhoLeft if scope.query.filters.returns => arrivals::who_went_to(scope),
        Resolver::WhoLeft => list::who_left(scope),
        Resolver::WhoWentTo => arrivals::who_went_to(scope),
        Resolver::Remaining => remaining::remaining(scope),
        Resolver::Members => members::members(scope),
        Resolver::Timeline => timeline::timeline(scope),
        Resolver::Overview => timeline::overview(scope),
        Resolver::Count => count::count(scope),
        Resolver::CountRemaining => count::count_remaining(scope),
        Resolver::Order => order::order(scope),
        Resolver::Place => order::place_of(scope),
        Resolver::Months => months::months(scope),
        Resolver::Stays => stays::stays(scope),
        Resolver::Compare => compare::compare(scope),
        Resolver::Interval => compare::interval(scope),
        Resolver::Tenure => tenure::tenure(scope),
        Resolver::Profile => profile::profile(scope),
        Resolver::Contribution => profile::contribution(scope),
        Resolver::Background => background::background(scope),
        Resolver::Lead => lead::lead(scope),
        Resolver::Verify => verify::verify(scope),
        Resolver::VerifyMember => verify::member(scope),
        Resolver::VerifyRemains => verify::remains(scope),
        Resolver::WhoSaid => found::who_said(scope, false),
        Resolver::Search => found::records(scope)
            .or_else(|| notes::noted(scope))
            .unwrap_or_else(|| about::out_of_scope(scope)),
        Resolver::VerifySaid => found::who_said(scope, true),
        Resolver::Topic(aspect) => {
            let claimed = verify::amount(scope).or_else(|| verify::number(scope));
            claimed.unwrap_or_else(|| topic::topic(scope, aspect))
        }
        resolver => about::about(scope, resolver),
    }
}

/// The day up to which an answer to this question holds: the earliest of the day asked, the data's own as-of date, and a
/// past day that the question names.
pub fn as_of(knowledge: &Knowledge, query: &Query) -> jiff::civil::Date {
    Scope::new(knowledge, query).day
}

/// The filters of a question but group and time, each as a phrase.
pub fn filters_of(query: &Query) -> Vec<phrase::Value> {
    filter::filters(query)
}

/// A word for the role groups of a question.
pub fn kind_of(query: &Query) -> &'static str {
    filter::kind_of(&query.filters.groups)
}

/// The question whether all who made an organisation have left it, or everybody, where no group of founders is recorded.
pub fn ask_all_left(knowledge: &Knowledge, organisation: &OrganisationId) -> phrase::Phrase {
    let founders = knowledge.group(organisation, RoleGroup::Founder);
    phrase::Phrase::new("ask-all-left")
        .with("organisation", organisation)
        .with_known("named", "group", founders.map(|it| &it.name))
}

/// A phrase with the groups and filters of a question named in it.
pub fn filtered(phrase: phrase::Phrase, knowledge: &Knowledge, query: &Query) -> phrase::Phrase {
    filter::named(phrase, Scope::new(knowledge, query), &query.filters.groups)
}

/// The period that a question names, as a value for a wording.
pub fn period_of(knowledge: &Knowledge, query: &Query) -> phrase::Value {
    window::period(Scope::new(knowledge, query))
}

/// What the records that were found hold of the question's words; nothing if they hold too few of them.
pub fn told_of_words(knowledge: &Knowledge, query: &Query) -> Option<Answer> {
    found::of_their_own(Scope::new(knowledge, query))
}

/// The people at the places in the order of departures that a question names ("the last one"), under its filters.
pub fn at_places(knowledge: &Knowledge, query: &Query) -> Vec<crate::knowledge::id::PersonId> {
    order::at_places(Scope::new(knowledge, query))
}
