//! What is worth remembering of a question and its answer.

use super::company::{accompanied, bounded, company, pair, periods};
use super::named::{all_asked_about, behind_the_first, heirs, texts_of};
use super::{List, Memory, subjects_of};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::statement::Answer;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::{PersonId, TopicId};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::model::Interpretation;
use crate::nlu::temporal::Form;

impl Memory {
    /// What is worth remembering of a question and its answer.
    pub(in crate::bot) fn of(
        knowledge: &Knowledge,
        query: Query,
        answer: &Answer,
        before: Option<&Self>,
        language: String,
    ) -> Self {
        let (query, speaker) = as_told(knowledge, query);
        let mut named = spoken_of(knowledge, &query, answer);
        // Of why many left those who gave no reason are told of as well.
        if query.resolver == Resolver::Why && query.people.is_empty() {
            named = all_asked_about(knowledge, &query, named);
        }
        // What became of a post is told of whoever left it, whoever holds it now.
        if query.resolver == Resolver::Overview && !query.filters.roles.is_empty() {
            named.retain(|id| knowledge.has_left(id));
        }
        // Whoever may belong to those who were counted is not whom the count is about.
        let doubtful = named_by(answer, "list-perhaps");
        let subjects = match named.as_slice() {
            [one] if !(query.resolver.is_about_many() && doubtful == named) => vec![one.clone()],
            // An answer about many is about nobody in particular; then those of the question are meant.
            _ => in_focus(knowledge, &query),
        };
        // A topic that somebody was spoken of as part of leaves them in view.
        let subjects = match before.map(|memory| memory.subjects.as_slice()) {
            Some([one])
                if subjects.iter().all(|id| !knowledge.has_left(id))
                    && told_of(knowledge, &query).contains(one) =>
            {
                vec![one.clone()]
            }
            _ => subjects,
        };
        // That nobody else did something leaves the one who did in view, and so does whoever went along.
        let alone = subjects.is_empty() && named.is_empty();
        let subjects = match before {
            Some(before)
                if (alone || query.filters.company)
                    && before.subjects.len() == 1
                    && query.filters.except_people == before.subjects =>
            {
                before.subjects.clone()
            }
            _ => subjects,
        };
        let subjects = accompanied(&query, &named, before).unwrap_or(subjects);
        let focus = before
            .and_then(|before| match before.subjects.as_slice() {
                [one] => Some(one.clone()),
                _ => before.focus.clone(),
            })
            .filter(|one| subjects.len() > 1 && subjects.contains(one));
        behind_the_first(answer, &mut named);
        let mut speakers = people_of_topic(knowledge, &query);
        if speakers.is_empty() {
            speakers.extend(speaker);
        }
        // Whom a remark alone names is meant by "he", as nobody else is in view.
        if named.is_empty() && subjects.is_empty() && speakers.is_empty() {
            let mut remarked = named_by(answer, "most-recent");
            remarked.truncate(1);
            speakers = remarked;
        }
        // Whom a side remark names beside a group that was asked about does not belong to it.
        let aside = named_by(answer, "remain-others");
        if named.len() > aside.len() + 1 {
            named.retain(|it| !aside.contains(it));
        }
        // What an answer tells without a list of its own is told of those of its question, or of its topic.
        if named.len() < 2 {
            let told = named_in_texts(knowledge, answer, told_of(knowledge, &query));
            if told.len() > 1 {
                named = told;
            }
        }
        // "between them" means the last two who were spoken of.
        let mut recent: Vec<PersonId> = subjects.iter().rev().cloned().collect();
        let beside = query.filters.neighbours();
        let earlier = before.map(|it| it.recent.as_slice()).unwrap_or_default();
        for person in beside.filter(|_| subjects.len() == 1).chain(earlier) {
            if recent.len() < 2 && !recent.contains(person) {
                recent.push(person.clone());
            }
        }
        let company = company(&query, &subjects, before);
        let pair = pair(knowledge, &query, before);
        let bounded = bounded(&query, &subjects, before);
        let times = periods(&query, before);
        let event = dated_event(knowledge, &query)
            .or_else(|| before.and_then(|memory| memory.event.clone()));
        let proven = if answer.statements.is_empty() {
            before.and_then(|memory| memory.proven.clone())
        } else {
            Some(Box::new(query.clone()))
        };
        let list = list(&query, &named, doubtful.len(), before);
        let mut listed = named;
        listed.extend(heirs(knowledge, &query, answer, &listed));
        Self {
            list,
            query,
            subjects,
            focus,
            speakers,
            listed,
            choices: Vec::new(),
            recent,
            company,
            pair,
            times,
            bounded,
            event,
            proven,
            language,
        }
    }

    /// With whom the words of the question put first: of two of whom one only bounds the question ("did Alpha leave before
    /// Beta?") the other; and whoever never left and is said to have done something to many.
    pub(in crate::bot) fn leaning_on(
        mut self,
        knowledge: &Knowledge,
        read: Option<&Interpretation>,
    ) -> Self {
        let Some(read) = read else {
            return self;
        };
        let slots = &read.slots;
        let bounds = |id: &PersonId| {
            let mut anchored = slots
                .anchors
                .iter()
                .filter_map(|(_, at)| slots.mentions.get(*at));
            anchored.any(|it| it.candidates.iter().any(|it| it.id == id.as_str()))
        };
        if let (Resolver::Compare, [one, other]) =
            (self.query.resolver, self.query.people.as_slice())
            && self.focus.is_none()
            && bounds(other)
            && !bounds(one)
        {
            self.focus = Some(one.clone());
        }
        let mut named = slots.of(EntityKind::Person);
        let claims =
            self.query.resolver == Resolver::Verify && !self.query.filters.manners.is_empty();
        if let (Some(one), None) = (named.next(), named.next())
            && let [only] = one.candidates.as_slice()
            && let Some((id, _)) = knowledge.people.get_key_value(only.id.as_str())
            && claims
            && self.subjects.is_empty()
            && self.speakers.is_empty()
            && !knowledge.has_left(id)
        {
            self.speakers = vec![id.clone()];
        }
        self
    }

    /// The memory after asking back which of several people is meant: the question waits for one of them.
    pub(in crate::bot) fn choosing(query: Query, choices: Vec<PersonId>, language: String) -> Self {
        Self {
            query,
            subjects: Vec::new(),
            focus: None,
            speakers: Vec::new(),
            listed: Vec::new(),
            choices,
            recent: Vec::new(),
            company: Vec::new(),
            pair: Vec::new(),
            times: Vec::new(),
            list: None,
            bounded: None,
            event: None,
            proven: None,
            language,
        }
    }

    /// What a story before a question leaves: whom it named last.
    pub(in crate::bot) fn aside(query: Query, people: Vec<PersonId>, language: String) -> Self {
        Self {
            recent: people.clone(),
            subjects: people,
            ..Self::choosing(query, Vec::new(), language)
        }
    }
}

/// Whom an answer speaks of. Whom a remark on something else names is not, nor whoever was answered by somebody of whose
/// words in general the question asks.
fn spoken_of(knowledge: &Knowledge, query: &Query, answer: &Answer) -> Vec<PersonId> {
    let timeline = query.resolver == Resolver::Timeline;
    let spoke = query.resolver == Resolver::Statement
        && !query.people.is_empty()
        && !query.people.iter().any(|id| knowledge.has_left(id));
    let remarks = |id: &str| {
        matches!(id, "most-recent" | "place-unsure")
            || (timeline && id == "list-perhaps")
            || (spoke && id == "responded")
    };
    let mut named = Vec::new();
    for statement in answer.statements.iter().filter(|it| !remarks(it.phrase.id)) {
        subjects_of(&statement.phrase, &mut named);
    }
    named
}

/// The question that was answered: what somebody who never left said at an event in which others had a part is told as what
/// happened there. With it who spoke, whom "he" means.
fn as_told(knowledge: &Knowledge, query: Query) -> (Query, Option<PersonId>) {
    let ([speaker], [topic]) = (query.people.as_slice(), query.topics.as_slice()) else {
        return (query, None);
    };
    let told = knowledge.topics.get(topic);
    let with_others = told.is_some_and(|it| it.people.len() > 1 && it.people.contains(speaker));
    if query.resolver != Resolver::Statement || !with_others || knowledge.has_left(speaker) {
        return (query, None);
    }
    let speaker = speaker.clone();
    let told = Query {
        resolver: Resolver::Topic(Aspect::What),
        people: Vec::new(),
        ..query
    };
    (told, Some(speaker))
}

/// Of those whom a question names, the ones whom it is about: who left, where it also names somebody who never did and
/// only acts or speaks in it. Of those who hold or held a post, who holds it now if that is asked.
fn in_focus(knowledge: &Knowledge, query: &Query) -> Vec<PersonId> {
    let people = &query.people;
    let now = query.filters.times.iter().any(|it| it.form == Form::Now);
    let present = (now || query.focus.present) && !query.filters.roles.is_empty();
    let meant = |id: &&PersonId| knowledge.has_left(id) != present;
    let meant: Vec<PersonId> = people.iter().filter(meant).cloned().collect();
    if meant.is_empty() {
        people.clone()
    } else {
        meant
    }
}

/// The people whom the statements of one kind name.
fn named_by(answer: &Answer, phrase: &str) -> Vec<PersonId> {
    let mut named = Vec::new();
    let statements = answer.statements.iter();
    for statement in statements.filter(|it| it.phrase.id == phrase) {
        subjects_of(&statement.phrase, &mut named);
    }
    named
}

/// Of the people of a topic those whom the texts of the answer name, if they name several: who only called or led it is not
/// told of.
fn named_in_texts(knowledge: &Knowledge, answer: &Answer, people: Vec<PersonId>) -> Vec<PersonId> {
    let said = |id: &&PersonId| {
        let person = knowledge.people.get(*id);
        person.is_some_and(|it| texts_of(answer).any(|text| text.says(&it.name)))
    };
    let named: Vec<PersonId> = people.iter().filter(said).cloned().collect();
    if named.len() > 1 { named } else { people }
}

/// The people of whom a comparison or the one topic of a question tells.
fn told_of(knowledge: &Knowledge, query: &Query) -> Vec<PersonId> {
    match (query.resolver, query.topics.as_slice()) {
        (Resolver::Compare | Resolver::Interval, _) => query.people.clone(),
        (Resolver::Topic(_) | Resolver::Lead, [topic]) => knowledge
            .topics
            .get(topic)
            .map_or_else(Vec::new, |it| it.people.clone()),
        _ => Vec::new(),
    }
}

/// The list that the conversation has in view: the one of this answer, else the one before while this answer only speaks
/// of some of it.
///
/// Of those who are named the last ones may be `doubtful`.
fn list(
    query: &Query,
    named: &[PersonId],
    doubtful: usize,
    before: Option<&Memory>,
) -> Option<Box<List>> {
    // What nobody of the list did leaves it in view.
    if named.is_empty() && query.people.is_empty() {
        let list = before.and_then(|memory| memory.list.as_ref());
        let times = &query.filters.times;
        let same = |list: &List| !times.is_empty() && list.query.filters.times == *times;
        if let Some(list) = list.filter(|it| !query.filters.among.is_empty() || same(it)) {
            return Some(list.clone());
        }
    }
    let of_many = query.resolver.is_about_many() || named.len() > 1;
    let of_last = before
        .and_then(|memory| memory.list.as_ref())
        .filter(|list| {
            let about = if named.is_empty() {
                &query.people
            } else {
                named
            };
            !about.is_empty() && about.iter().all(|id| list.people.contains(id))
        });
    // Whether somebody belonged to a group leaves the members of it in view.
    let members = before
        .and_then(|memory| memory.list.as_ref())
        .filter(|list| {
            let claims = matches!(
                query.resolver,
                Resolver::Verify | Resolver::VerifyMember | Resolver::VerifyRemains
            );
            claims && list.query.resolver == Resolver::Members && named.len() < 2
        });
    match of_last {
        None if members.is_some() => members.cloned(),
        // What is asked of all of a set leaves it in its own order.
        Some(list) if named.len() < 2 || asks_of_all(query, &list.people) => Some(list.clone()),
        _ if of_many && !named.is_empty() => Some(Box::new(List {
            query: query.clone(),
            people: named.to_vec(),
            certain: named.len() - doubtful.min(named.len()),
        })),
        _ => None,
    }
}

/// Whether a question asks something of all the people of a list.
fn asks_of_all(query: &Query, people: &[PersonId]) -> bool {
    // Two of them may be put side by side.
    let compared = matches!(query.resolver, Resolver::Compare | Resolver::Interval);
    if compared && query.people.len() > 1 {
        return query.people.iter().all(|id| people.contains(id));
    }
    query.resolver.is_about_somebody() && (query.filters.among == people || query.people == people)
}

/// The event with a date that a question was about or was bounded by.
fn dated_event(knowledge: &Knowledge, query: &Query) -> Option<TopicId> {
    let bounding = query.filters.events();
    let mut events = bounding.chain(&query.topics);
    events.find(|id| knowledge.is_dated(id)).cloned()
}

/// The person of the topic asked about, if it is one: "what else did he say?" after what somebody predicted.
fn people_of_topic(knowledge: &Knowledge, query: &Query) -> Vec<PersonId> {
    match query.topics.as_slice() {
        [topic] => match knowledge.topics.get(topic).map(|it| it.people.as_slice()) {
            Some([person]) => vec![person.clone()],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
