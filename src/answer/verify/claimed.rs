//! Claims that the records know to be false: a question that puts one of them gets that verdict first, whatever look-up
//! it was read as. And destinations that a question takes for granted, and no source states.

use std::cell::LazyCell;

use super::super::phrase::Phrase;
use super::super::query::Query;
use super::super::record;
use super::super::resolver::Resolver;
use super::super::scope::Scope;
use super::super::search::{Hit, Record};
use super::super::statement::{Answer, DeclineReason, Outcome, Statement};
use super::{Verdict, conclude};
use crate::knowledge::claim::{Aspect, Claim, Rank};
use crate::knowledge::id::PersonId;
use crate::knowledge::person::Departure;
use crate::knowledge::text::Text;

/// The answer, with what the question claims falsely put right first.
pub(in crate::answer) fn weighed(scope: Scope<'_>, answer: Answer) -> Answer {
    let verified = verdict_of(&answer);
    let presence = scope.query.stays || scope.query.resolver == Resolver::VerifyRemains;
    // "Did she join Alpha?" is not the false claim that she founded it.
    let went = scope.query.claimed.deeds.is_empty()
        && scope.people().any(|person| {
            let exit = scope.exit_of(person);
            exit.is_some_and(|exit| super::circumstances::went(scope, &exit))
        });
    // What is offered for choice and in dispute is claimed by nobody who asks.
    let chosen = scope.query.filters.alternatives && verified == Some(Verdict::Disputed.name());
    let settled = verified == Some("refuted") || chosen || presence;
    let asked = settled || !scope.query.filters.anchors.is_empty();
    // An amount of several together is not the false claim that one of them cost as much.
    if asked || went || scope.query.claimed.combined {
        return answer;
    }
    // A number that was counted is only put right by a claim that the question puts nearly word by word.
    let counted = scope.query.people.is_empty()
        && (scope.query.claimed.share.is_some() || !scope.query.filters.numbers.is_empty())
        && verified.is_some();
    // So is a claim that some other record supports.
    let held = counted || verified == Some(Verdict::Supported.name());
    if let Some((statement, whole)) = put(scope, if held { WHOLE } else { 0.0 }) {
        // A verdict stands unless the very claim is a false one.
        if whole || verified.is_none() {
            return with_first(scope, answer, (statement, whole));
        }
    }
    unstated_destination(scope, answer)
}

/// The answer to "really?": whether it is so stands before what is told, unless a verdict stands there already. What only
/// pages that are named say is not settled by them.
pub(in crate::answer) fn tested(mut answer: Answer) -> Answer {
    if answer.remark.is_some() || answer.statements.is_empty() {
        return answer;
    }
    let attributed = |it: &Statement| it.phrase.id == "attributed";
    let some = answer.statements.iter().any(attributed);
    let verdict = match answer.outcome {
        Outcome::Disputed => Verdict::Disputed,
        Outcome::Answered if answer.statements.iter().all(attributed) => Verdict::Attributed,
        Outcome::Answered if some => {
            answer.statements.sort_by_key(attributed);
            Verdict::Mixed
        }
        Outcome::Answered => Verdict::Supported,
        _ => return answer,
    };
    answer.remark = Some(Phrase::new("verdict").with("verdict", verdict.name()));
    answer
}

/// The answer to whether a claim is wrong: "yes" where the claim does not hold.
pub(in crate::answer) fn doubted(mut answer: Answer) -> Answer {
    let doubted = match verdict_of(&answer) {
        Some("supported" | "halfway" | "apart") => "right",
        Some(
            "refuted" | "contradicted" | "other-post" | "more" | "fewer" | "not-yet" | "unrecorded",
        ) => "wrong",
        _ => return answer,
    };
    if let Some(remark) = &mut answer.remark {
        for (name, value) in &mut remark.values {
            if *name == "verdict" {
                *value = super::Value::Word(doubted);
            }
        }
    }
    answer
}

/// The answer to a question that offers two things: neither yes nor no says which of them it is.
pub(in crate::answer) fn offered(mut answer: Answer) -> Answer {
    let plain = matches!(
        verdict_of(&answer),
        Some("supported" | "contradicted" | "partly" | "refuted")
    );
    if plain && !answer.statements.is_empty() {
        answer.remark = None;
    }
    answer
}

pub(super) fn verdict_of(answer: &Answer) -> Option<&str> {
    let remark = answer.remark.as_ref().filter(|it| it.id == "verdict")?;
    remark.values.iter().find_map(|(name, value)| match value {
        super::Value::Word(word) if *name == "verdict" => Some(*word),
        _ => None,
    })
}

/// The false claim that the question puts, and whether it puts it so wholly that "no" answers it.
fn put(scope: Scope<'_>, least: f32) -> Option<(Statement, bool)> {
    let query = scope.query;
    // Telling what is found takes long, and few claims come so far that it matters.
    let standing = LazyCell::new(|| {
        let found = query.found.iter();
        found
            .filter(|hit| !hit.refuted && !record::tell(scope, &hit.record).is_empty())
            .map(|hit| hit.coverage)
            .fold(0.0, f32::max)
    });
    query
        .found
        .iter()
        .filter(|hit| hit.refuted && hit.echo >= least)
        .filter_map(|hit| {
            let denied = Denied::of(scope, &hit.record)?;
            // Another amount is another claim.
            let mut amounts = query.claimed.amounts.iter();
            let other = |it: &String| !denied.text.versions().any(|text| text.contains(it));
            if !query.claimed.amounts.is_empty() && amounts.all(other) {
                return None;
            }
            let weight = denied.weight(scope, hit, || *standing)?;
            Some((weight, denied.statement, hit.agrees))
        })
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, statement, agrees)| (statement, agrees && asks(scope)))
}

/// Whether what the question names is only known from a false claim on the topic that it is filed under: "how far is this
/// expert to be trusted?"
pub(in crate::answer) fn discredited(scope: Scope<'_>) -> Option<Answer> {
    let query = scope.query;
    let [topic] = query.topics.as_slice() else {
        return None;
    };
    if !query.sources.is_empty() || query.last.is_some() {
        return None;
    }
    let of_topic = |hit: &&Hit| match &hit.record {
        Record::Topic(id, _) => id == topic && hit.words >= 2 && hit.echo > 0.0,
        _ => false,
    };
    let hits = query.found.iter().filter(of_topic);
    let best = hits.max_by(|one, other| one.echo.total_cmp(&other.echo))?;
    if !best.refuted {
        return None;
    }
    let denied = Denied::of(scope, &best.record)?;
    Some(Answer::of(vec![denied.statement]))
}

/// A record that is known to be false, told as such.
pub(in crate::answer) fn denied(scope: Scope<'_>, record: &Record) -> Option<Statement> {
    Denied::of(scope, record).map(|it| it.statement)
}

/// A claim that is known to be false.
struct Denied<'a> {
    text: &'a Text,
    subject: Option<&'a PersonId>,
    /// Whether it states a cause.
    causal: bool,
    of_topic: bool,
    statement: Statement,
}

impl<'a> Denied<'a> {
    fn of(scope: Scope<'a>, record: &Record) -> Option<Self> {
        let departure = |person: &PersonId, at: usize| -> Option<(&'a PersonId, &'a Departure)> {
            let person = scope.knowledge.people.get(person)?;
            let departure = person.memberships.get(at)?.departure.as_ref()?;
            Some((&person.id, departure))
        };
        match record {
            Record::Statement(person, at, index) => {
                let (person, departure) = departure(person, *at)?;
                let claim = departure.statement.get(*index)?;
                Self::predicate(scope, claim, person, claim.value.text.as_ref()?)
            }
            Record::Response(person, at, index) => {
                let (_, departure) = departure(person, *at)?;
                let claim = departure.response.get(*index)?;
                let speaker = claim.value.by.as_ref()?;
                Self::predicate(scope, claim, speaker, claim.value.text.as_ref()?)
            }
            Record::Destination(person, at, index) => {
                let (person, departure) = departure(person, *at)?;
                let claim = departure.destination.get(*index)?;
                Self::predicate(scope, claim, person, claim.value.text.as_ref()?)
            }
            Record::Fact(person, index) => {
                let person = scope.knowledge.people.get(person)?;
                let claim = person.facts.get(*index)?;
                Self::predicate(scope, claim, &person.id, &claim.value.text)
            }
            Record::Role(..) => None,
            Record::Reason(person, at, index) => {
                let (person, departure) = departure(person, *at)?;
                let claim = departure.reason.get(*index)?;
                let text = claim.value.text.as_ref()?;
                let phrase = Phrase::sentence(text);
                let denied = Self::new(scope, claim, text, phrase)?;
                Some(Self {
                    subject: Some(person),
                    causal: true,
                    ..denied
                })
            }
            Record::Note(person, at, index) => {
                let (person, departure) = departure(person, *at)?;
                let claim = departure.note.get(*index)?;
                let text = &claim.value.text;
                let phrase = Phrase::sentence(text);
                let denied = Self::new(scope, claim, text, phrase)?;
                Some(Self {
                    subject: Some(person),
                    ..denied
                })
            }
            Record::Topic(topic, index) => {
                let topic = scope.knowledge.topics.get(topic)?;
                let claim = topic.statements.get(*index)?;
                let text = claim.value.text.as_ref()?;
                let phrase = Phrase::sentence(text);
                let denied = Self::new(scope, claim, text, phrase)?;
                Some(Self {
                    causal: claim.value.aspect == Aspect::Why,
                    of_topic: scope.query.topics.contains(&topic.id),
                    ..denied
                })
            }
        }
    }

    fn predicate<T>(
        scope: Scope<'a>,
        claim: &'a Claim<T>,
        person: &'a PersonId,
        text: &'a Text,
    ) -> Option<Self> {
        let phrase = Phrase::predicate(person, text);
        let denied = Self::new(scope, claim, text, phrase)?;
        Some(Self {
            subject: Some(person),
            ..denied
        })
    }

    fn new<T>(
        scope: Scope<'a>,
        claim: &'a Claim<T>,
        text: &'a Text,
        phrase: Phrase,
    ) -> Option<Self> {
        if claim.rank != Rank::Refuted || !claim.known_on(scope.day) {
            return None;
        }
        Some(Self {
            text,
            subject: None,
            causal: false,
            of_topic: false,
            statement: Statement::refuted(claim, phrase)?,
        })
    }

    /// How surely the question puts this claim; nothing if it does not. `standing` is how much of the question the best
    /// of the records holds that are not false.
    fn weight(&self, scope: Scope<'_>, hit: &Hit, standing: impl Fn() -> f32) -> Option<f32> {
        let query = scope.query;
        let speaks_of = |person: &crate::knowledge::person::Person| {
            self.subject == Some(&person.id) || self.text.says(&person.name)
        };
        let causal = query.claimed.causal || query.of_leaving || !query.filters.manners.is_empty();
        if !scope.people().all(speaks_of) || (self.causal && !causal) {
            return None;
        }
        let echo = if self.of_topic {
            hit.echo_of_topic
        } else {
            hit.echo
        };
        let (least, coverage) = if query.strange {
            (STRANGE, hit.coverage)
        } else if query.polar || claims(scope) {
            (POLAR, hit.coverage)
        } else if matches!(
            query.resolver,
            Resolver::Topic(_) | Resolver::WhoSaid | Resolver::Search | Resolver::Statement
        ) {
            (OPEN, hit.coverage)
        } else {
            return None;
        };
        // A question about many puts no false claim on somebody whom it does not name; another one only nearly word by word.
        let unnamed = self.subject.is_some() && query.people.is_empty() && !query.strange;
        if unnamed && (query.resolver.is_about_many() || !query.filters.groups.is_empty()) {
            return None;
        }
        // "When was Alpha founded?" does not ask who is falsely said to have gone there.
        let moved = matches!(hit.record, Record::Destination(..));
        if unnamed && moved && matches!(query.resolver, Resolver::Topic(_)) && !query.polar {
            return None;
        }
        let least = if unnamed { least.max(OPEN) } else { least };
        let beaten = || standing() * 0.95 > coverage && !(self.causal && self.of_topic);
        let least_words = if asks(scope) || query.strange { 1 } else { 2 };
        let worded = hit.words >= least_words && hit.wording >= 0.4;
        (echo >= least && coverage >= 0.5 && worded && !beaten()).then_some(echo + coverage)
    }
}

/// Whether the question asks whether something is so.
fn asks(scope: Scope<'_>) -> bool {
    scope.query.polar || (claims(scope) && !scope.query.strange)
}

/// Whether the question was read as a claim.
fn claims(scope: Scope<'_>) -> bool {
    matches!(
        scope.query.resolver,
        Resolver::Verify | Resolver::VerifyMember | Resolver::VerifySaid
    )
}

/// The part of a false claim's words that a question must hold which asks whether it is so.
const POLAR: f32 = 0.5;
/// The same of a question about somebody of whom nothing but the false claim is known.
const STRANGE: f32 = 0.3;
/// The same where the question puts a claim nearly word by word.
const WHOLE: f32 = 0.72;
/// The same of any other question.
const OPEN: f32 = 0.75;

/// The false claim before what else answers the question.
fn with_first(scope: Scope<'_>, answer: Answer, (statement, whole): (Statement, bool)) -> Answer {
    let held = answer
        .statements
        .iter()
        .any(|it| it.phrase == statement.phrase);
    let declined = answer.outcome == Outcome::Declined || answer.outcome == Outcome::Ambiguous;
    let mut statements = vec![statement.clone()];
    // What another look-up found of no person is beside the point.
    let to_the_point =
        !scope.query.people.is_empty() || matches!(scope.query.resolver, Resolver::Topic(_));
    if !declined && to_the_point {
        let rest = answer
            .statements
            .iter()
            .filter(|it| it.phrase != statement.phrase);
        statements.extend(rest.take(BESIDE).cloned());
    }
    if whole {
        // Both deny alike, so that a denial in the question is part of the claim.
        let query = Query {
            negated: false,
            ..scope.query.clone()
        };
        let scope = scope.asking(&query);
        return conclude(scope, Verdict::Refuted, statements);
    }
    if held || (declined && !scope.query.topics.is_empty()) {
        return answer;
    }
    let remark = answer.remark.filter(|_| !declined);
    let told = Answer::of(statements);
    Answer { remark, ..told }
}

/// So many further statements stand behind a claim that is put right.
const BESIDE: usize = 2;

/// "Why did she join Alpha?": that no source says so, before the rest.
fn unstated_destination(scope: Scope<'_>, answer: Answer) -> Answer {
    let asks = matches!(
        scope.query.resolver,
        Resolver::Why | Resolver::When | Resolver::Statement | Resolver::Tenure
    );
    let [target] = scope.query.filters.towards.as_slice() else {
        return answer;
    };
    let mut people = scope.people();
    let (Some(person), None) = (people.next().filter(|_| asks), people.next()) else {
        return answer;
    };
    let member = person
        .memberships
        .iter()
        .any(|it| it.organisation == *target);
    let facts = person
        .facts
        .iter()
        .any(|claim| claim.value.organisations.contains(target));
    let Some(exit) = scope.exit_of(person).filter(|_| !member && !facts) else {
        return answer;
    };
    let stated = exit.departure.destination.iter().any(|claim| {
        claim.rank != Rank::Refuted && claim.value.organisation.as_ref() == Some(target)
    });
    if stated {
        return answer;
    }
    let remark = Phrase::new("not-gone-to")
        .with("person", &person.id)
        .with("organisation", target);
    let mut statements = super::super::destinations::destinations_of(scope, &exit);
    if statements.is_empty() {
        statements.extend(super::circumstances::nowhere(scope, &exit));
    }
    statements.extend(answer.statements.into_iter().take(BESIDE));
    if statements.is_empty() {
        return Answer::declined(DeclineReason::NotStated, remark);
    }
    Answer::of(statements).remarking(remark)
}
