//! Binding of what filters a question: what bounds it, what a date beside an event dates, and days without a month.

use jiff::civil::Date;

use crate::answer::query::{Anchor, Lacking, Query};
use crate::answer::resolver::Resolver;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::date::{Containment, Form as DateForm, days_between};
use crate::knowledge::person::{Departure, Person};
use crate::knowledge::topic::Topic;
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Slots};
use crate::nlu::temporal::{Form, Grain, Interval, Relation, TimeMention};

/// The look-up that a question means by what bounds it: one with both an "after" and a "before", or with "the same week
/// as" one person, asks for those in between, or in that week, even if it is worded like a comparison.
pub(super) fn resolver(resolver: Resolver, slots: &Slots) -> Resolver {
    let has = |wanted: &[Relation]| {
        slots
            .anchors
            .iter()
            .any(|(relation, _)| wanted.contains(relation))
    };
    let bounded =
        has(&[Relation::Before, Relation::Until]) && has(&[Relation::After, Relation::Since]);
    let together = has(&[Relation::SameDay, Relation::SameWeek, Relation::SameMonth])
        && slots.of(EntityKind::Person).count() <= 1;
    // "Founders out before the merger" compares nobody.
    let beside_event = !slots.anchors.is_empty() && slots.of(EntityKind::Person).next().is_none();
    let long = cue(slots, "how-long");
    // "Who quit before Alpha did?" compares nobody with anybody.
    let beside_one = slots.anchors.len() == 1
        && slots.of(EntityKind::Person).count() == 1
        && slots
            .values(VocabularySlot::Aspect)
            .any(|it| it == Aspect::Who.name());
    match resolver {
        Resolver::Compare | Resolver::Interval if beside_event && !long => Resolver::WhoLeft,
        Resolver::Compare if beside_one && !cue(slots, "next") => Resolver::WhoLeft,
        Resolver::Compare | Resolver::Order if bounded || together => Resolver::WhoLeft,
        Resolver::When if together => Resolver::WhoLeft,
        // "How many after the deal?" counts no part of the deal.
        Resolver::Topic(Aspect::HowMany) if beside_event => Resolver::Count,
        Resolver::Topic(Aspect::What) if beside_event && counts(slots) => Resolver::Count,
        resolver => resolver,
    }
}

/// Whether the question asks how many of a group.
fn counts(slots: &Slots) -> bool {
    let asked = Aspect::HowMany.name();
    slots.values(VocabularySlot::Aspect).any(|it| it == asked)
        && (slots.has(VocabularySlot::Group) || slots.of(EntityKind::Group).next().is_some())
}

/// Whether a pronoun for one person stands before the one person who is named: "did he mean Alpha?"
pub(super) fn of_another(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let mut named = slots.of(EntityKind::Person);
    let (Some(person), None) = (named.next(), named.next()) else {
        return false;
    };
    slots.filled.iter().any(|it| {
        it.slot == VocabularySlot::Pronoun
            && it.value == "person"
            && it.range.end < person.range.start
    })
}

/// Whether a turn of phrase stands in the question.
pub(super) fn cue(slots: &Slots, value: &str) -> bool {
    slots.values(VocabularySlot::Cue).any(|it| it == value)
}

/// "Who is the CFO now?" may be most like a question on how one was appointed, and is about who holds the post.
pub(super) fn held_now(query: &mut Query, on_topic: bool) {
    let now = query.times.iter().any(|it| it.form == Form::Now);
    // "Who are the founders?" may be most like "who is the CEO?".
    let group = query.roles.is_empty() && !query.groups.is_empty();
    if query.resolver == Resolver::Lead && group && query.people.is_empty() && !on_topic {
        query.resolver = Resolver::Members;
    }
    let topical = matches!(query.resolver, Resolver::Topic(Aspect::Who | Aspect::What));
    if topical && !on_topic && now && !query.roles.is_empty() {
        query.resolver = Resolver::Profile;
        query.topics.clear();
    }
}

/// What is not known of those asked about: "without giving a reason".
pub(super) fn lacking(slots: &Slots) -> Vec<Lacking> {
    Lacking::ALL
        .into_iter()
        .filter(|it| {
            slots
                .values(VocabularySlot::Cue)
                .filter_map(|value| value.strip_prefix("lacks-"))
                .any(|value| value == it.name())
        })
        .collect()
}

/// Whether the question speaks of the time since somebody left: "since" directly before a person.
pub(super) fn since_leaving(slots: &Slots) -> bool {
    slots.anchors.iter().any(|(relation, index)| {
        let person = slots.mentions.get(*index);
        *relation == Relation::Since && person.is_some_and(|it| it.kind == EntityKind::Person)
    })
}

/// A question that filters by what is not known, or by what stands after somebody without asking for the next one, asks
/// for a list, whatever it is worded like.
///
/// `on_topic` is whether the question names an event or a topic, `towards` whether it has a word for going somewhere.
pub(super) fn of_many(query: &mut Query, on_topic: bool, towards: bool) {
    // Who went nowhere in particular left; who came from nowhere in particular and was removed is asked for by manner.
    let nowhere = query.others.is_empty() && query.formerly.is_empty() && query.people.is_empty();
    if query.resolver == Resolver::WhoWentTo && nowhere && !towards {
        query.resolver = Resolver::WhoLeft;
    }
    if query.resolver == Resolver::Background && nowhere && !query.manners.is_empty() {
        query.resolver = Resolver::Manner;
    }
    // "Which former Alpha people were the last to go?"
    let ranked = !query.ordinals.is_empty() && query.people.is_empty();
    let elsewhere = !query.formerly.is_empty() || !query.others.is_empty();
    if query.resolver == Resolver::Background && ranked && elsewhere {
        query.resolver = Resolver::Order;
        query.formerly.append(&mut query.others);
    }
    // "Why did she only last three months?" names no time at which she left.
    if query.resolver == Resolver::Why && !query.people.is_empty() {
        query.times.retain(|time| time.form != Form::Relative);
    }
    let lists = matches!(
        query.resolver,
        Resolver::Statement
            | Resolver::Why
            | Resolver::Destination
            | Resolver::When
            | Resolver::Search
            | Resolver::Members
            | Resolver::Remaining
            | Resolver::WhoSaid
            | Resolver::WhoWentTo
    );
    if !query.lacking.is_empty() && query.people.is_empty() && lists {
        query.resolver = Resolver::WhoLeft;
    }
    let ventures = matches!(
        query.resolver,
        Resolver::WhoWentTo | Resolver::Destination | Resolver::Verify | Resolver::Members
    );
    if query.venture && query.people.is_empty() && query.others.is_empty() && ventures {
        query.resolver = Resolver::WhoLeft;
    }
    if query.venture && query.resolver == Resolver::WhoLeft {
        query.reasons.retain(|it| it != VENTURE);
    } else {
        query.venture = false;
    }
    // "The deal was announced" dates the deal.
    let announced = query.announced;
    query.announced &= query.anchors.is_empty() && query.topics.is_empty();
    let who = query.resolver == Resolver::Topic(Aspect::Who);
    let dated = announced && !query.times.is_empty() && query.people.is_empty();
    if who && dated && !on_topic {
        query.topics.clear();
        query.announced = true;
        query.resolver = Resolver::WhoLeft;
    }
    let belonging = matches!(query.resolver, Resolver::Members | Resolver::VerifyMember);
    if query.stays && belonging && query.people.is_empty() {
        query.resolver = Resolver::Remaining;
    }
    // "Who were the last two?" asks for places.
    let ends = query.resolver == Resolver::Members
        && !query.ordinals.is_empty()
        && (query.groups.is_empty() || !query.numbers.is_empty());
    if ends && query.roles.is_empty() && query.people.is_empty() {
        query.resolver = Resolver::Order;
    }
    let after = query.resolver == Resolver::Order
        && !query.anchors.is_empty()
        && query.ordinals.is_empty()
        && !query.groups.is_empty();
    if after && !query.adjacent {
        query.resolver = Resolver::WhoLeft;
    }
    // "Was she the fourth or the fifth?"
    let ranks = query.resolver == Resolver::VerifyRemains && query.ordinals.len() > 1;
    if ranks && query.times.is_empty() && !query.stays {
        query.resolver = Resolver::Place;
    }
    // "Who was number seven to leave?" asks who stands at the place.
    if query.resolver == Resolver::Place && query.people.is_empty() {
        if let (true, [rank]) = (query.ordinals.is_empty(), query.numbers.as_slice()) {
            query.ordinals.extend(i32::try_from(*rank));
            query.numbers.clear();
        }
        if !query.ordinals.is_empty() {
            query.resolver = Resolver::Order;
        }
    }
    if query.resolver == Resolver::Manner
        && query.manners.is_empty()
        && !query.people.is_empty()
        && !query.ordinals.is_empty()
    {
        query.resolver = Resolver::Place;
    }
}

/// The kind of reason that a venture of one's own is.
const VENTURE: &str = "venture";

/// "Who was CFO before her?": a role, and somebody who is named to say before whom.
pub(super) fn predecessors(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let slots = &interpretation.slots;
    let relates = |wanted: Relation| {
        slots.anchors.iter().any(|(relation, index)| {
            let person = slots.mentions.get(*index);
            *relation == wanted && person.is_some_and(|it| it.kind == EntityKind::Person)
        })
    };
    let held = matches!(
        query.resolver,
        Resolver::Profile
            | Resolver::Background
            | Resolver::Lead
            | Resolver::Members
            | Resolver::Successor
            | Resolver::WhoLeft
            | Resolver::Order
            | Resolver::Contribution
            | Resolver::When
            | Resolver::Search
    );
    let before = slots
        .relations
        .iter()
        .any(|it| it.relation == Relation::Before);
    let post = cue(slots, "post") && before;
    if !held && !post {
        return;
    }
    let takes_over = slots.of(EntityKind::Person).any(|person| {
        slots.filled.iter().any(|it| {
            it.slot == VocabularySlot::Cue
                && it.value == "replaces"
                && it.range.start == person.range.end + 1
        })
    });
    let said = cue(slots, "predecessor") || takes_over || post;
    if query.roles.is_empty() && !said {
        return;
    }
    // Who stayed bounds no list, and may have taken over all the same.
    let anchored = slots.anchors.iter().find_map(|(_, index)| {
        let mention = slots.mentions.get(*index)?;
        let person = mention.kind == EntityKind::Person;
        let id = mention.candidates.first().filter(|_| person)?.id.as_str();
        knowledge.people.get(id).map(|it| it.id.clone())
    });
    // "Who was CFO before her?" is no order of leaving.
    let ordered = query.resolver == Resolver::Order && !query.ordinals.is_empty();
    let leaving = query.resolver == Resolver::WhoLeft || ordered;
    if (relates(Relation::Before) || said) && !leaving {
        query.resolver = Resolver::Predecessor;
    } else if relates(Relation::After) && !leaving {
        query.resolver = Resolver::Successor;
    } else {
        return;
    }
    query
        .people
        .extend(anchored.filter(|it| !query.people.contains(it)));
    query.anchors.clear();
}

/// Before the end of a period is before its last day is over, not before its last week.
pub(super) fn ends_of_periods(query: &mut Query) {
    use jiff::ToSpan as _;
    for time in &mut query.times {
        let (Some(from), Some(until)) = (time.interval.from, time.interval.until) else {
            continue;
        };
        let last_week = until.checked_sub(6.days()).is_ok_and(|day| day == from);
        let days = days_between(from, until);
        let last_month = (27..=31).contains(&days) && until.month() % 3 == 0;
        if time.relation == Relation::Before
            && time.grain == Grain::Range
            && until == until.last_of_month()
            && (last_week || last_month)
        {
            time.relation = Relation::Until;
        }
    }
}

/// Whether a question asks whether something is so, by the words at its beginning or its end. What asks for something
/// else at the end ("when did they leave") is none.
pub(super) fn polar(interpretation: &Interpretation) -> bool {
    let slots = &interpretation.slots;
    let length = interpretation.text.len();
    let open = slots.has(VocabularySlot::Aspect);
    slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Polar)
        .any(|it| match it.value.as_str() {
            "start" => it.range.start == 0,
            "end" => it.range.end == length && !open,
            _ => true,
        })
}

/// What bounds a question by standing between the words of a range: "between Alpha and Beta", the earlier one first.
pub(super) fn enclosed(
    knowledge: &Knowledge,
    slots: &Slots,
    anchor: impl Fn(usize) -> Option<Anchor>,
) -> Vec<(Relation, Anchor)> {
    let Some((first, second)) = slots
        .enclosed
        .first()
        .and_then(|(first, second)| Some((anchor(*first)?, anchor(*second)?)))
    else {
        return Vec::new();
    };
    let day = |anchor: &Anchor| match anchor {
        Anchor::Person(id) => {
            let exit = knowledge.exits_of(knowledge.people.get(id)?).last()?;
            Some(exit.date()?.sort_key())
        }
        Anchor::Topic(id) => {
            let topic = knowledge.topics.get(id)?;
            Some(topic.date()?.sort_key())
        }
    };
    let (first, second) = match (day(&first), day(&second)) {
        (Some(one), Some(other)) if other < one => (second, first),
        _ => (first, second),
    };
    vec![(Relation::After, first), (Relation::Before, second)]
}

/// A date directly behind an event that bounds the question ("before the merger in March 2025") only says when the event
/// was, and filters nothing.
pub(super) fn drop_dates_of_events(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    if query.anchors.is_empty() {
        return;
    }
    let slots = &interpretation.slots;
    let dates_event = |time: &TimeMention| {
        slots.anchors.iter().any(|(_, index)| {
            let Some(mention) = slots.mentions.get(*index) else {
                return false;
            };
            let behind = interpretation
                .text
                .get(mention.range.end..time.range.start)
                .is_some_and(|between| between.trim().is_empty());
            let date = mention
                .candidates
                .first()
                .and_then(|it| knowledge.topics.get(it.id.as_str()))
                .and_then(Topic::date);
            behind
                && time.relation == Relation::In
                && date.is_some_and(|date| {
                    date.within(time.interval.from, time.interval.until) != Containment::Outside
                })
        })
    };
    query.times.retain(|time| !dates_event(time));
}

/// Days without a month: beside people, the day of that number in a month of their own dates; else the last one within
/// the data on which somebody left, since nobody asks after the future.
pub(super) fn place_bare_days(
    knowledge: &Knowledge,
    interpretation: &Interpretation,
    query: &mut Query,
) {
    let people: Vec<&Person> = query
        .people
        .iter()
        .filter_map(|id| knowledge.people.get(id))
        .collect();
    let own: Vec<Day> = people.iter().flat_map(|person| days_of(person)).collect();
    // "Was she the 4th or the 5th?", with no word that relates them to a date, and none of them a day of hers: ranks.
    let bare = |time: &TimeMention| {
        let said = interpretation.text.get(time.range.clone());
        time.form == Form::DayOfMonth
            && said.is_some_and(|it| {
                it.is_ascii() && it.starts_with(|first: char| first.is_ascii_digit())
            })
    };
    let ranks: Vec<i32> = query
        .times
        .iter()
        .filter(|time| bare(time))
        .filter_map(|time| Some(i32::from(time.interval.from?.day())))
        .collect();
    let known = |rank: &i32| {
        own.iter()
            .any(|day| day.stated && i32::from(day.date.day()) == *rank)
    };
    if !own.is_empty() && !ranks.is_empty() && !ranks.iter().any(known) {
        query.times.retain(|time| !bare(time));
        query.ordinals.extend(ranks);
        if matches!(
            query.resolver,
            Resolver::Manner | Resolver::When | Resolver::Profile | Resolver::VerifyMember
        ) && query.manners.is_empty()
        {
            query.resolver = Resolver::Place;
        }
    }
    let end = query.today.min(knowledge.as_of);
    for time in &mut query.times {
        let (Form::DayOfMonth, Some(said)) = (time.form, time.interval.from) else {
            continue;
        };
        let number = said.day();
        let exact = own
            .iter()
            .find(|day| day.stated && day.date.day() == number)
            .map(|day| day.date);
        let beside = || {
            let mut months = own.iter().map(|day| day.date);
            months.find_map(|day| Date::new(day.year(), day.month(), number).ok())
        };
        let anybody = || {
            knowledge
                .exits()
                .filter(|exit| exit.membership.organisation == query.organisation)
                .flat_map(|exit| dates_of(exit.departure))
                .filter(|day| day.stated && day.date.day() == number && day.date <= end)
                .map(|day| day.date)
                .max()
        };
        let day = if own.is_empty() {
            anybody().or_else(|| {
                let month = end.first_of_month();
                let this = Date::new(month.year(), month.month(), number).ok();
                let last = month.yesterday().ok()?;
                this.filter(|day| *day <= end)
                    .or_else(|| Date::new(last.year(), last.month(), number).ok())
            })
        } else {
            exact.or_else(beside)
        };
        if let Some(day) = day {
            time.interval = Interval {
                from: Some(day),
                until: Some(day),
            };
            time.form = Form::Partial;
        }
    }
}

/// The first or last day of a date that a source gives.
struct Day {
    date: Date,
    /// Whether a source states the day itself, rather than a month or another stretch around it.
    stated: bool,
}

/// The days that sources give for a person's departures, best first, in every zone.
fn days_of(person: &Person) -> Vec<Day> {
    let departures = person.memberships.iter().rev();
    departures
        .filter_map(|membership| membership.departure.as_ref())
        .flat_map(dates_of)
        .collect()
}

fn dates_of(departure: &Departure) -> Vec<Day> {
    let claims = [
        &departure.effective,
        &departure.announced,
        &departure.reported,
    ];
    departure
        .date()
        .into_iter()
        .chain(
            claims
                .into_iter()
                .flatten()
                .flat_map(|claim| claim.value.everywhere().map(|(date, _)| date)),
        )
        .flat_map(|date| {
            let stated = matches!(date.form, DateForm::Day(_) | DateForm::Either(..));
            [date.earliest(), date.latest()].map(|date| Day { date, stated })
        })
        .collect()
}

/// "Was it right in March that half of them had left?": a number of a group that is put to the test as of a day or the
/// end of a period is a running total.
pub(super) fn running_totals(interpretation: &Interpretation, query: &mut Query) {
    let counted = !query.numbers.is_empty() || query.share.is_some() || query.all;
    if query.resolver != Resolver::Verify || !counted || !query.people.is_empty() {
        return;
    }
    let slots = &interpretation.slots;
    let tested = |time: &TimeMention| {
        slots.filled.iter().any(|it| {
            let behind = interpretation
                .text
                .get(it.range.end..time.range.start)
                .is_some_and(|between| between.split_whitespace().count() <= 1);
            it.slot == VocabularySlot::Cue && it.value == "held" && behind
        })
    };
    for time in &mut query.times {
        if time.relation == Relation::In && tested(time) {
            time.relation = Relation::Until;
        }
    }
}

/// "Why did she quit as a co-founder?", "why did co-founder Alpha leave?": the group is said of her and filters nobody.
pub(super) fn presumed(interpretation: &Interpretation, query: &mut Query) {
    let ([_], true) = (
        query.people.as_slice(),
        query.resolver.is_about_a_departure(),
    ) else {
        return;
    };
    let slots = &interpretation.slots;
    let gap = |from: usize, until: usize| {
        let between = interpretation.text.get(from..until);
        between.map_or(usize::MAX, |it| it.split_whitespace().count())
    };
    let said_of_one = slots
        .filled
        .iter()
        .filter(|it| it.slot == VocabularySlot::Group)
        .any(|group| {
            let title = slots
                .of(EntityKind::Person)
                .any(|person| gap(group.range.end, person.range.start) == 0);
            let being = slots.filled.iter().any(|it| {
                it.slot == VocabularySlot::Cue
                    && it.value == "being"
                    && gap(it.range.end, group.range.start) <= 1
            });
            title || being
        });
    if said_of_one {
        query.presumed = std::mem::take(&mut query.groups);
    }
}
