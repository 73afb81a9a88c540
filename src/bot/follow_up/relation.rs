//! Questions that relate to what was spoken of: "and before him?", "who left after that?", "and then?".

use super::interim::departed;
use super::leaning::{Leaning, RELATING};
use super::{is_fragment, only_continues};
use crate::answer::query::{Anchor, Filters, Focus, Query};
use crate::answer::resolver::Resolver;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::knowledge::person::{Membership, RoleGroup};
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::{Form, Relation};

/// "and before him?", "who left after that?", "and then?": the relation to what the last answer was about.
pub(super) fn relate(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if earlier(leaning, memory, query) {
        return true;
    }
    // "And before that, in January?" names the time itself.
    let timed = is_fragment(leaning.interpretation) && !query.filters.times.is_empty();
    let named = !leaning.interpretation.slots.mentions.is_empty() || timed;
    if named || asks_for_an_heir(leaning, memory, query) || !query.filters.anchors.is_empty() {
        return false;
    }
    if onwards(leaning, memory, query) {
        return true;
    }
    if of_a_post(knowledge, leaning, memory, query) {
        return true;
    }
    let last = &memory.query;
    let wholly = leaning.says_nothing(false);
    let ordered = last.resolver == Resolver::Order || !last.filters.anchors.is_empty();
    if next_of_several(knowledge, leaning, memory, query) {
        return true;
    }
    let going_on =
        goes_on(memory, leaning.interpretation) || (ordered && wholly && leaning.cue("onwards"));
    let (relation, pronoun) = match leaning.relation() {
        Some(found) => found,
        None if going_on => (Relation::After, None),
        None => return false,
    };
    // "Any quote from him?" relates to nothing.
    let of_them = relation == Relation::Since && pronoun == Some("person");
    if of_them && query.resolver.is_about_somebody() {
        return false;
    }
    if leaning.aspect() == Some(Aspect::HowMany) && pronoun.is_some() {
        query.resolver = Resolver::Count;
    }
    // "Did people keep leaving after that?" is asked of all, whatever else it is like.
    let topical = matches!(query.resolver, Resolver::Topic(_)) && query.people.is_empty();
    if topical && leaning.cue("leaving") && pronoun == Some("thing") && !leaning.has("person") {
        query.resolver = Resolver::WhoLeft;
    }
    let asks_many = query.resolver.is_about_many() || query.resolver == Resolver::Order;
    // "Where did he go after that?" asks where, whatever it relates to.
    let sure = leaning.interpretation.ranking.confidence >= leaning.interpretation.threshold;
    let asks_else = query.resolver.is_about_somebody() || query.resolver == Resolver::Interval;
    // A relation word alone turns round the one before ("and after?").
    let turns_round = wholly && !last.filters.anchors.is_empty();
    if pronoun.is_none() && sure && !going_on && asks_else && !turns_round {
        return false;
    }
    // "what did he do before that?" is about him.
    // "Who was next after that?" asks for whoever left next.
    let next = leaning.cue("next") && leaning.aspect() == Some(Aspect::Who);
    if pronoun.is_some() && !asks_many && !wholly && !next && leaning.words > RELATING {
        return false;
    }
    if pronoun.is_none() && wholly && beside_the_period(relation, memory, query) {
        return true;
    }
    let anchors = bounds(knowledge, memory, relation, pronoun);
    let Some((_, first)) = anchors.first() else {
        return beside_the_day(relation, memory, query);
    };
    // Without words of its own the question is the last one, under the new relation.
    let again = ordered && !(asks_many && pronoun.is_some() && !wholly);
    let mut next = if again || (wholly && last.resolver.is_about_many()) {
        Query {
            filters: Filters {
                times: Vec::new(),
                ..last.filters.clone()
            },
            ..last.clone()
        }
    } else {
        let mut next = query.clone();
        if !next.resolver.takes_anchors() || !asks_many || pronoun.is_none() {
            next.resolver = match first {
                Anchor::Person(_) => Resolver::Order,
                Anchor::Topic(_) => Resolver::WhoLeft,
            };
        }
        if next.filters.groups.is_empty() && last.resolver.is_about_many() {
            next.filters.groups.clone_from(&last.filters.groups);
        }
        next.organisation.clone_from(&last.organisation);
        next
    };
    next.today = query.today;
    next.people.clear();
    next.topics.clear();
    // "Who was first after it?"
    let first = query.filters.ordinals == [1];
    next.filters.ordinals.clear();
    next.filters.anchors = anchors;
    // "Who left after that?" of an event asks for all who did.
    let bounded = next
        .filters
        .anchors
        .iter()
        .any(|(_, it)| matches!(it, Anchor::Topic(_)));
    if bounded && next.resolver == Resolver::Order && !leaning.cue("next") && !first {
        next.resolver = Resolver::WhoLeft;
    }
    // An order goes on with the next one, not with all.
    next.focus.adjacent |= next.resolver == Resolver::Order;
    *query = next;
    true
}

/// "Who was next?" after several who were spoken of together: whoever left after the last of them. Returns whether it is
/// asked.
fn next_of_several(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    // "Which of them left next?" of those who remained.
    let remained = memory.query.resolver == Resolver::Remaining && leaning.partitive();
    if remained && leaning.cue("next") && leaning.is_free() && leaning.words <= ENDING {
        let listed = memory.listed.iter().filter(|id| knowledge.has_left(id));
        *query = Query {
            filters: Filters {
                among: listed.cloned().collect(),
                ordinals: vec![1],
                groups: memory.query.filters.groups.clone(),
                ..Filters::default()
            },
            ..memory.asking(Resolver::Order, query.today)
        };
        return true;
    }
    let several = memory.subjects.len() > 1 && memory.query.resolver != Resolver::Order;
    let bare = query.resolver == Resolver::Order && leaning.says_nothing(true);
    // "Who left next?" is asked of the past.
    let past = matches!(
        query.resolver,
        Resolver::Prediction | Resolver::Order | Resolver::WhoLeft
    ) && leaning.cue("gone")
        && leaning.is_free()
        && leaning.words <= ENDING;
    let asked = leaning.cue("next") && leaning.relation().is_none();
    let last = outermost(knowledge, memory, Relation::After)
        .filter(|_| asked && ((several && bare) || past));
    let Some(last) = last.cloned() else {
        return false;
    };
    *query = Query {
        filters: Filters {
            anchors: vec![(Relation::After, Anchor::Person(last))],
            groups: std::mem::take(&mut query.filters.groups),
            ..Filters::default()
        },
        focus: Focus {
            adjacent: true,
            ..Focus::default()
        },
        ..memory.asking(Resolver::Order, query.today)
    };
    true
}

/// "Which of them left next?" has no more words of its own.
const ENDING: usize = 6;

/// "How about after?" of those who left in one period: what lies on that side of it. Returns whether it is asked.
fn beside_the_period(relation: Relation, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let filtered = last.resolver.is_filtered() && last.filters.anchors.is_empty();
    let ([time], true) = (last.filters.times.as_slice(), filtered) else {
        return false;
    };
    let bounds = time.bounds();
    let edge = match relation {
        Relation::After => bounds.until,
        Relation::Before => bounds.from,
        _ => None,
    };
    let Some(edge) = edge.filter(|_| time.form != Form::Now) else {
        return false;
    };
    let mut time = time.clone();
    time.relation = relation;
    time.interval.from = Some(edge);
    time.interval.until = Some(edge);
    *query = Query {
        today: query.today,
        filters: Filters {
            times: vec![time],
            ordinals: Vec::new(),
            ..memory.query.filters.clone()
        },
        ..memory.query.clone()
    };
    true
}

/// "Who left after that?" of who remained on a day. Returns whether it is asked.
fn beside_the_day(relation: Relation, memory: &Memory, query: &mut Query) -> bool {
    let last = &memory.query;
    let remained = matches!(
        last.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    let parts = matches!(relation, Relation::Before | Relation::After);
    let asked = matches!(
        query.resolver,
        Resolver::WhoLeft | Resolver::Count | Resolver::Order
    );
    let [time] = last.filters.times.as_slice() else {
        return false;
    };
    let Some(day) = time.bounds().until.filter(|_| remained && parts && asked) else {
        return false;
    };
    let mut time = time.clone();
    time.relation = relation;
    time.interval.from = Some(day);
    time.interval.until = Some(day);
    let counts = query.resolver == Resolver::Count;
    *query = Query {
        today: query.today,
        resolver: if counts {
            Resolver::Count
        } else {
            Resolver::WhoLeft
        },
        filters: Filters {
            times: vec![time],
            ..last.filters.clone()
        },
        ..last.clone()
    };
    true
}

/// What "that", "him" or nothing at all stands for beside a relation word.
pub(super) fn bounds(
    knowledge: &Knowledge,
    memory: &Memory,
    relation: Relation,
    pronoun: Option<&str>,
) -> Vec<(Relation, Anchor)> {
    let last = &memory.query;
    let person = |id: &PersonId| (relation, Anchor::Person(id.clone()));
    let event = || {
        last.topics
            .iter()
            .find(|id| {
                knowledge
                    .topics
                    .get(*id)
                    .is_some_and(|topic| !topic.dates.is_empty())
            })
            .or(memory
                .event
                .as_ref()
                .filter(|_| last.resolver.is_about_many()))
            .map(|id| (relation, Anchor::Topic(id.clone())))
    };
    let again = || match last.filters.anchors.as_slice() {
        [(_, anchor)] => Some((relation, anchor.clone())),
        _ => None,
    };
    match pronoun {
        Some("person" | "people") => memory.meant().iter().map(person).collect(),
        // "and then?" goes on from whom the answer named; the other way round it starts from where it started.
        _ if last.resolver == Resolver::Order
            && !memory.subjects.is_empty()
            && last.filters.anchors.iter().all(|(it, _)| *it == relation) =>
        {
            memory.subjects.iter().take(1).map(person).collect()
        }
        // "Who left right after?" of one person beside an event is asked of the person.
        _ if last.resolver == Resolver::Compare && pronoun.is_none() && last.people.len() == 1 => {
            last.people.iter().map(person).collect()
        }
        _ => again()
            .or_else(event)
            .or_else(|| outermost(knowledge, memory, relation).map(person))
            .into_iter()
            .collect(),
    }
}

/// Of several people spoken of the one who left last, for what comes after them; else the first of them.
fn outermost<'a>(
    knowledge: &Knowledge,
    memory: &'a Memory,
    relation: Relation,
) -> Option<&'a PersonId> {
    // After a list of those who left in some time, the first or the last of them.
    let last = &memory.query;
    let of_time = (last.resolver.is_filtered() || last.resolver == Resolver::Order)
        && !last.filters.times.is_empty();
    let people = if memory.subjects.is_empty() && of_time {
        memory.listed.iter()
    } else {
        memory.subjects.iter()
    };
    match relation {
        Relation::After | Relation::Since => people.max_by_key(|id| departed(knowledge, id)),
        _ => people.min_by_key(|id| departed(knowledge, id)),
    }
}

/// "And who came after her?", "who was it before him?" of somebody who never left: whoever held the post. Returns whether
/// it is asked.
fn of_a_post(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let last = memory.query.resolver;
    let leaving = last.is_about_a_departure() || last.takes_anchors();
    // Without a word for somebody the one person spoken of is meant, in a language that may leave it out.
    let unsaid =
        !leaning.interpretation.text.is_ascii() && memory.subjects.len() == 1 && leaning.is_free();
    let succeeds = leaning.cue("succeeds") && (leaning.has("person") || unsaid);
    // Whoever was asked about by a post is followed in it, and so is whoever was at a place of which few are known.
    let alone = memory.subjects.iter().all(|id| {
        let person = knowledge.people.get(id);
        person.is_some_and(|it| {
            let mut places = it.memberships.iter();
            let elsewhere = |it: &Membership| it.organisation != knowledge.organisation;
            let posted = |it: &Membership| it.groups == [RoleGroup::Executive];
            !it.memberships.is_empty() && places.all(|it| elsewhere(it) || posted(it))
        })
    });
    // Whoever has a place in the order of those who left is followed in that order.
    let alone = alone && last != Resolver::Order;
    let posted = !memory.query.filters.roles.is_empty() || alone;
    let succeeds = succeeds || (alone && leaning.cue("succeeds") && leaning.short());
    if succeeds
        && (!leaving || posted || unsaid || query.resolver == Resolver::Successor)
        && !memory.subjects.is_empty()
    {
        query.resolver = Resolver::Successor;
        query.people.clone_from(&memory.subjects);
        return true;
    }
    // Of whoever was told of as in charge of something, the one in charge before is meant.
    let who = matches!(
        memory.query.resolver,
        Resolver::Lead | Resolver::Topic(Aspect::Who)
    );
    let led = who && !memory.query.topics.is_empty();
    let stays = memory.subjects.len() == 1
        && (led || posted || !memory.subjects.iter().any(|id| knowledge.has_left(id)));
    query.resolver = match leaning.relation() {
        // "Who left before him?" is no question for a post, whoever stays.
        Some((Relation::Before, Some("person"))) if stays && !leaning.cue("gone") => {
            Resolver::Predecessor
        }
        Some((Relation::Before, _)) if led && stays && leaning.says_nothing(false) => {
            Resolver::Predecessor
        }
        Some((Relation::After, Some("person"))) if stays && !leaning.cue("gone") => {
            Resolver::Successor
        }
        _ => return false,
    };
    query.people.clone_from(&memory.subjects);
    if led {
        query.topics.clone_from(&memory.query.topics);
    }
    true
}

/// Whether the question only relates to the last answer: "and then?", "and before that?"
pub(super) fn relates(memory: &Memory, leaning: &Leaning<'_>) -> bool {
    goes_on(memory, leaning.interpretation)
        || (leaning.says_nothing(false) && (leaning.cue("onwards") || leaning.relation().is_some()))
}

/// "Who does it after him?" of the one spoken of asks for an heir.
fn asks_for_an_heir(leaning: &Leaning<'_>, memory: &Memory, query: &Query) -> bool {
    let takes_over = query.resolver == Resolver::Successor && leaning.cue("takes-over");
    takes_over && memory.subjects.len() == 1
}

/// Whether the last answer told of somebody's way from one place to another.
fn tells_a_way(memory: &Memory) -> bool {
    let told = matches!(
        memory.query.resolver,
        Resolver::Destination | Resolver::Background | Resolver::Contribution | Resolver::Profile
    );
    let led = memory.query.resolver == Resolver::Lead && memory.query.topics.is_empty();
    (told || led) && memory.subjects.len() == 1
}

/// "And before that?", "before Alpha?" after what somebody did or where they went: where they came from. Returns whether
/// it is asked.
fn earlier(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let slots = &leaning.interpretation.slots;
    let of_home = match slots.mentions.as_slice() {
        [] => false,
        [mention] => leaning.is_home(mention) && leaning.words <= 2,
        _ => return false,
    };
    let before = slots
        .relations
        .iter()
        .any(|it| it.relation == Relation::Before);
    let that = leaning.says_nothing(false) && !leaning.has("person") && !leaning.has("people");
    let asked = (of_home && memory.subjects.len() == 1) || (that && tells_a_way(memory));
    if !(before && asked && slots.times.is_empty()) {
        return false;
    }
    // "And before?" of where somebody is now is what lies between.
    let last = &memory.query;
    let now = last.filters.times.iter().any(|it| it.form == Form::Now);
    let between = last.resolver == Resolver::Destination && now && !last.focus.earlier && !of_home;
    let resolver = if between {
        Resolver::Destination
    } else {
        Resolver::Background
    };
    let mut next = memory.asking(resolver, query.today);
    next.focus.earlier = between;
    next.people.clone_from(&memory.subjects);
    *query = next;
    true
}

/// "And then?" after where somebody went: what is recorded after that. Returns whether it is asked.
fn onwards(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    let after = || {
        leaning.relation().is_some_and(|(relation, pronoun)| {
            relation == Relation::After && !matches!(pronoun, Some("person" | "people"))
        })
    };
    let told = tells_a_way(memory)
        || (memory.query.resolver == Resolver::When && memory.subjects.len() == 1);
    let goes_on = leaning.cue("onwards") || (after() && tells_a_way(memory));
    if !(told && goes_on && leaning.says_nothing(false)) {
        return false;
    }
    let mut next = memory.asking(Resolver::Destination, query.today);
    next.focus.onwards = memory.query.resolver == Resolver::Destination;
    next.people.clone_from(&memory.subjects);
    *query = next;
    true
}

/// Whether "and then?" goes on from the last answer: it names nothing, and the last question was one of order.
fn goes_on(memory: &Memory, interpretation: &Interpretation) -> bool {
    let ordered =
        memory.query.resolver == Resolver::Order || !memory.query.filters.anchors.is_empty();
    let continuing = interpretation
        .slots
        .values(VocabularySlot::Continuation)
        .any(|it| it == "continuation");
    ordered && continuing && !is_fragment(interpretation) && only_continues(interpretation)
}

/// "Did he leave after that?" has no more words of its own.
const LATER: usize = 7;

/// Whether it is asked if somebody left after what was told of them, and not who left after whom.
pub(super) fn leaves_later(leaning: &Leaning<'_>, memory: &Memory) -> bool {
    let told = matches!(
        memory.query.resolver,
        Resolver::Lead
            | Resolver::Topic(_)
            | Resolver::Contribution
            | Resolver::Profile
            | Resolver::VerifyMember
            | Resolver::Background
            | Resolver::Successor
            | Resolver::Predecessor
    );
    let later = leaning.cue("onwards")
        || leaning.cue("later")
        || matches!(
            leaning.relation(),
            Some((Relation::After, None | Some("thing" | "moment")))
        );
    told && later
        && crate::bot::filters::polar(leaning.interpretation)
        && leaning.has("person")
        && leaning.is_free()
        && leaning.leaves()
        && leaning.aspect().is_none()
        && leaning.words <= LATER
}

/// Asks whether they left. Returns whether it is asked.
pub(super) fn left_later(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    if !leaves_later(leaning, memory) {
        return false;
    }
    let posted = matches!(
        memory.query.resolver,
        Resolver::Successor | Resolver::Predecessor
    );
    let mut people = memory.meant().to_vec();
    // Whoever took over is meant, and of a few of whom the same was told those of whom it is recorded.
    if posted || people.is_empty() {
        people.clone_from(&memory.listed);
        people.retain(|id| !posted || !memory.query.people.contains(id));
    }
    if people.len() > 1 && people.iter().any(|id| knowledge.has_left(id)) {
        people.retain(|id| knowledge.has_left(id));
    }
    if !(1..=TOGETHER).contains(&people.len()) {
        return false;
    }
    *query = Query {
        people,
        of_leaving: true,
        polar: true,
        ..memory.asking(Resolver::Verify, query.today)
    };
    true
}

/// Of more people than this "he" means one.
const TOGETHER: usize = 2;
