//! Who stayed how long: the longest and shortest stays, those of a length, and who is still there.

use super::lookup::MANY;
use super::moment::dated;
use super::phrase::{Phrase, Value};
use super::query::{Query, Stretch};
use super::scope::Scope;
use super::span::{is_open, stay};
use super::statement::{Answer, Statement};
use crate::knowledge::Exit;
use crate::knowledge::claim::{Citations, Claim, When};
use crate::knowledge::date::{Containment, PartialDate, Sequence, days_between};
use crate::knowledge::person::{Membership, Person, RoleGroup, best};

/// The part of a ranking of stays that names those behind the first.
pub const NEXT: &str = "next";
/// So many stand at either end of a ranking.
const ENDS: usize = 3;

/// A stay that can be compared: who, since when, until when.
struct Stay<'a> {
    exit: Exit<'a>,
    from: &'a PartialDate,
    until: &'a PartialDate,
}

impl Stay<'_> {
    /// The fewest days.
    fn least(&self) -> i32 {
        days_between(self.from.latest(), self.until.earliest()).max(0)
    }

    /// The most days; none if nothing bounds the beginning. Nobody belongs to an organisation before it is founded.
    fn most(&self, founded: Option<&PartialDate>) -> Option<i32> {
        let begun = if is_open(self.from) {
            founded?.earliest()
        } else {
            self.from.earliest()
        };
        Some(days_between(begun, self.until.latest()))
    }

    /// The person with the span, for lists.
    fn named(&self) -> Value {
        Value::from(
            Phrase::new("person-stayed")
                .with("person", &self.exit.person.id)
                .with("gap", stay(self.from, self.until)),
        )
    }

    fn citations(&self) -> Citations {
        let dates = self.exit.departure.citations();
        let joined = self.exit.membership.citations.clone().at_most(1);
        dates.map_or(joined.clone(), |it| it.at_most(1).and(&joined))
    }
}

/// Who stayed longest and shortest; of several people named, who of them.
pub(super) fn stays(scope: Scope<'_>) -> Answer {
    if scope.asks_beyond_the_data() {
        return super::list::beyond_the_data(scope);
    }
    if scope.query.people.len() > 1 {
        return longer(scope);
    }
    let groups = scope.groups(false);
    let exits = scope.select(&groups).certain;
    let mut known: Vec<Stay<'_>> = exits.iter().filter_map(stay_of).collect();
    if known.is_empty() {
        return super::list::nobody(scope, &groups);
    }
    known.sort_by_key(Stay::least);
    if let Some(answer) = stays_of_that_length(scope, &groups, &known) {
        return answer;
    }
    let listed = |stays: &[&Stay<'_>], id: &'static str| {
        let phrase = super::filter::named(Phrase::new(id), scope, &groups)
            .with("organisation", &scope.query.organisation);
        let phrase = match outlasted(scope, stays) {
            // The first beyond doubt is the one who is asked for.
            Some((first, others)) => phrase
                .with("person", first.named())
                .with("others", "yes")
                .with(NEXT, names(others)),
            None => phrase
                .with("person", names(stays))
                .with("others", "no")
                .with(NEXT, Value::List(Vec::new())),
        };
        scope.derived(phrase, stays.iter().map(|it| it.citations()))
    };
    // "The second shortest?" is one of them.
    if let (Some(end), [place]) = (
        scope.query.focus.stretch,
        scope.query.filters.ordinals.as_slice(),
    ) && *place > 1
    {
        let before = usize::try_from(*place - 1).unwrap_or(usize::MAX);
        let (stay, length) = match end {
            Stretch::Longest => (known.iter().rev().nth(before), "longest"),
            Stretch::Shortest => (known.get(before), "shortest"),
        };
        let told = stay.and_then(|it| {
            let phrase = super::filter::named(Phrase::new("stayed-place"), scope, &groups)
                .with("organisation", &scope.query.organisation)
                .with("place", before + 1)
                .with("length", length)
                .with("person", it.named());
            scope.derived(phrase, [it.citations()])
        });
        return told.map_or_else(
            || super::list::nobody(scope, &groups),
            |it| Answer::of(vec![it]),
        );
    }
    let longest = longest_of(&known);
    let shortest: Vec<&Stay<'_>> = known.iter().take(ENDS).collect();
    let asks = |end: Stretch| scope.query.focus.stretch.is_none_or(|it| it == end);
    let mut statements: Vec<Statement> = Vec::new();
    if asks(Stretch::Longest) {
        statements.extend(listed(&longest, "stayed-longest"));
        // Who is said to have come earlier than the day by which they were there stayed longer than that shows.
        let open = longest.iter().filter(|it| is_open(it.from));
        statements.extend(open.flat_map(|it| super::notes::notes_about(scope, &it.exit, "tenure")));
    }
    if asks(Stretch::Shortest) {
        statements.extend(listed(&shortest, "stayed-shortest"));
    }
    if asks(Stretch::Longest) && !scope.query.of_leaving && !scope.query.filters.departed {
        statements.extend(staying(scope, &groups));
    }
    let open: Vec<&Stay<'_>> = known.iter().filter(|it| is_open(it.from)).collect();
    let silent = exits.len() - known.len();
    if !open.is_empty() || silent > 0 {
        statements.extend(
            scope.derived(
                Phrase::new("stays-open")
                    .with("open", open.len())
                    .with("silent", silent),
                known.iter().map(Stay::citations).take(MANY),
            ),
        );
    }
    Answer::of(statements)
}

/// The stays of the length that the question names; nothing if it names none, or if none is recorded.
fn stays_of_that_length(
    scope: Scope<'_>,
    groups: &[RoleGroup],
    known: &[Stay<'_>],
) -> Option<Answer> {
    let (least, most) = scope.query.claimed.lasted?;
    let fits = |it: &&Stay<'_>| {
        let (shortest, longest) = (it.least(), it.most(None));
        let apart = longest.is_some_and(|it| it < least) || most < shortest;
        let long = most == i32::MAX && shortest < least;
        !(apart || long || (is_open(it.from) && most < i32::MAX && shortest < least))
    };
    let fitting: Vec<&Stay<'_>> = known.iter().filter(fits).collect();
    let phrase = super::filter::named(Phrase::new("stays-of-length"), scope, groups)
        .with("organisation", &scope.query.organisation)
        .with("count", fitting.len())
        .with("people", names(&fitting));
    let cited = fitting.iter().map(|it| it.citations());
    let told = scope.derived(phrase, cited)?;
    Some(Answer::of(vec![told]))
}

/// The longest of stays, which are ordered by their length: of those who are only known to have been there by the same day
/// and whose lengths read alike, the ones whom no other certainly outlasted.
fn longest_of<'a, 'b>(known: &'b [Stay<'a>]) -> Vec<&'b Stay<'a>> {
    let outlasted = |one: &Stay<'_>| {
        known.iter().any(|other| {
            one.from == other.from
                && is_open(one.from)
                && stay(one.from, one.until) == stay(other.from, other.until)
                && one.exit.sequence(&other.exit) == Sequence::Before
                && one.until.latest() < other.until.earliest()
        })
    };
    let longest = known.iter().rev().take(ENDS);
    longest.filter(|it| !outlasted(it)).collect()
}

fn names(stays: &[&Stay<'_>]) -> Value {
    Value::List(stays.iter().map(|it| it.named()).collect())
}

/// The first of a ranking and the others, if the dates leave no doubt that the first has that place.
fn outlasted<'a, 'b>(
    scope: Scope<'_>,
    stays: &'b [&'b Stay<'a>],
) -> Option<(&'b Stay<'a>, &'b [&'b Stay<'a>])> {
    let (first, others) = stays.split_first()?;
    let second = others.first()?;
    let founding = founding(scope, &first.exit);
    let founded = founding.map(|claim| &claim.value.date);
    let beyond = |long: &Stay<'_>, short: &Stay<'_>| {
        short.most(founded).is_some_and(|most| long.least() > most)
    };
    let decided = beyond(first, second) || beyond(second, first);
    decided.then_some((*first, others))
}

/// Who of those meant is recorded as there and has not left: their stay goes on.
fn staying(scope: Scope<'_>, groups: &[RoleGroup]) -> Option<Statement> {
    let organisation = &scope.query.organisation;
    let (names, cited): (Vec<Value>, Vec<Citations>) = scope
        .knowledge
        .members(organisation, None)
        .filter(|(person, membership)| {
            let meant = scope.admits(groups, &person.id, membership);
            meant && membership.lasts_on(scope.day) == Containment::Inside
        })
        .take(ENDS)
        .map(|(person, membership)| (Value::from(&person.id), membership.citations.clone()))
        .unzip();
    let phrase = Phrase::new("still-there")
        .with("person", Value::List(names.clone()))
        .with("organisation", organisation)
        .with("day", scope.day);
    (!names.is_empty()).then(|| scope.derived(phrase, cited))?
}

fn stay_of<'a>(exit: &Exit<'a>) -> Option<Stay<'a>> {
    Some(Stay {
        exit: *exit,
        from: exit.person.begun_as(exit.membership).from.as_ref()?,
        until: exit.date()?,
    })
}

/// Who of several people is still there, and who of the others was the last to go; nothing if nobody is still there, if
/// the stay of one is not known, or if the shortest is asked for.
fn still_there(scope: Scope<'_>, known: &[Stay<'_>]) -> Option<Answer> {
    let staying: Vec<(&Person, &Membership)> = scope
        .people()
        .filter(|person| scope.exit_of(person).is_none())
        .filter_map(|person| Some((person, scope.membership_of(person)?)))
        .collect();
    let all = known.len() + staying.len() == scope.query.people.len();
    if staying.is_empty() || !all || scope.query.focus.stretch == Some(Stretch::Shortest) {
        return None;
    }
    let mut statements: Vec<Statement> = staying
        .iter()
        .filter_map(|(person, membership)| {
            let phrase = Phrase::new("still-there")
                .with("person", &person.id)
                .with("organisation", &membership.organisation)
                .with("day", scope.day);
            scope.derived(phrase, [membership.citations.clone()])
        })
        .collect();
    let last = known.iter().max_by_key(|stay| stay.until.sort_key());
    statements.extend(last.filter(|_| known.len() > 1).and_then(|stay| {
        let phrase = Phrase::new("last-of-them").with("person", dated(&stay.exit));
        scope.derived(phrase, known.iter().map(Stay::citations))
    }));
    Some(Answer::of(statements))
}

/// Which of the people named stayed longest, if their dates decide it; then each of their stays.
fn longer(scope: Scope<'_>) -> Answer {
    let mut known: Vec<Stay<'_>> = scope
        .people()
        .filter_map(|person| scope.exit_of(person))
        .filter_map(|exit| stay_of(&exit))
        .collect();
    let each = super::tenure::tenure(scope);
    if known.len() < scope.query.people.len() {
        return still_there(scope, &known).unwrap_or(each);
    }
    known.sort_by_key(|it| std::cmp::Reverse(it.least()));
    let [first, rest @ ..] = known.as_slice() else {
        return each;
    };
    // Where both are only known to have been there by the same day, the founding bounds how long before.
    let founding = founding(scope, &first.exit);
    let founded = founding.map(|claim| &claim.value.date);
    let decided = rest.iter().all(|other| {
        let most = other.most(founded);
        most.is_some_and(|most| first.least() > most)
    });
    if !decided && let Some(statement) = stayed_on(scope, &known) {
        let statements = std::iter::once(statement).chain(each.statements);
        return Answer::of(statements.collect());
    }
    let bounded = decided && rest.iter().any(|other| is_open(other.from));
    let phrase = if decided {
        Phrase::new("stayed-longer").with("person", &first.exit.person.id)
    } else {
        Phrase::new("stays-unsettled")
    };
    let bound = founding.filter(|_| bounded);
    let cited = bound.map(|claim| claim.citations.clone().at_most(1));
    let verdict = scope.derived(phrase, known.iter().map(Stay::citations).chain(cited));
    let statements = verdict.into_iter().chain(each.statements).collect();
    Answer::of(statements)
}

/// Of two who are only known to have been there by the same day, who stayed on longer: the one who left last.
fn stayed_on(scope: Scope<'_>, known: &[Stay<'_>]) -> Option<Statement> {
    let [one, other] = known else {
        return None;
    };
    let order = one.exit.sequence(&other.exit);
    let decided = matches!(order, Sequence::Before | Sequence::After);
    if !decided || one.from != other.from || !is_open(one.from) {
        return None;
    }
    let query = Query {
        stays: true,
        ..scope.query.clone()
    };
    super::compare::comparison(scope.asking(&query), &one.exit, &other.exit)
}

/// The fewest and the most days that somebody stayed; no most where nothing bounds the beginning.
pub(super) fn days(scope: Scope<'_>, exit: &Exit<'_>) -> Option<(i32, Option<i32>)> {
    let stay = stay_of(exit)?;
    let founded = founding(scope, exit).map(|claim| &claim.value.date);
    Some((stay.least(), stay.most(founded)))
}

/// When the organisation was founded that somebody left.
fn founding<'a>(scope: Scope<'a>, exit: &Exit<'a>) -> Option<&'a Claim<When>> {
    let organisations = &scope.knowledge.organisations;
    let founding = organisations.get(&exit.membership.organisation)?;
    let topic = scope.knowledge.topics.get(founding.founding.as_ref()?)?;
    best(&topic.dates)
}
