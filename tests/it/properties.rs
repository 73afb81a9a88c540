//! What holds of every answer over the real data: of each person, each look-up, each day and both languages; and of every way
//! to type the same question.

use std::collections::{BTreeMap, BTreeSet};

use exitnote::answer::answer;
use exitnote::answer::phrase::{Phrase, Value};
use exitnote::answer::query::{Filters, Query};
use exitnote::answer::resolver::Resolver;
use exitnote::answer::statement::{Answer, Outcome};
use exitnote::bot::{Bot, FULL, Question, SHORT};
use exitnote::knowledge::Knowledge;
use exitnote::knowledge::claim::{Citations, Claim};
use exitnote::knowledge::id::{OrganisationId, PersonId, SourceId};
use exitnote::knowledge::person::{Departure, Person, RoleGroup};
use exitnote::render::{Worded, render};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::questions::{self, Expected};
use crate::support::{self, SHIPPED};

/// Long after the data end.
const LATER: Date = date(2026, 11, 21);

/// Every look-up that an intent table may name.
fn resolvers() -> Vec<Resolver> {
    let names = Resolver::names();
    names
        .iter()
        .filter_map(|it| Resolver::from_name(it))
        .collect()
}

fn query(resolver: Resolver, organisation: &OrganisationId, today: Date) -> Query {
    Query::new(resolver, organisation.clone(), today)
}

/// Before anybody left, before and on the person's last day, some weeks later, and after the data end.
fn days(knowledge: &Knowledge, person: &Person) -> BTreeSet<Date> {
    let mut days = BTreeSet::from([date(2023, 1, 1), date(2025, 10, 1), LATER]);
    for exit in knowledge.exits_of(person) {
        if let Some(date) = exit.date() {
            days.extend(date.earliest().yesterday());
            days.insert(date.latest());
            days.extend(date.latest().checked_add(40.days()));
        }
    }
    days
}

/// Calls back with the answer for each person, look-up and day.
fn every_answer(
    bot: &Bot,
    wanted: impl Fn(Resolver) -> bool,
    mut check: impl FnMut(&Person, Resolver, Date, &Answer),
) {
    let knowledge = &bot.knowledge;
    for person in knowledge.people.values() {
        for day in days(knowledge, person) {
            for resolver in resolvers().into_iter().filter(|it| wanted(*it)) {
                let query = Query {
                    people: vec![person.id.clone()],
                    ..query(resolver, &knowledge.organisation, day)
                };
                check(person, resolver, day, &answer(knowledge, &query));
            }
        }
    }
}

/// The words of an answer cite what they list and list what they cite, within the budget, and are the same again.
#[track_caller]
fn is_well_worded(bot: &Bot, answer: &Answer, context: &str) {
    for language in bot.languages() {
        let wording = bot.wording(language).expect("a wording of each language");
        for budget in [FULL, SHORT] {
            let worded = render(&bot.knowledge, wording, answer, budget);
            assert_eq!(
                worded,
                render(&bot.knowledge, wording, answer, budget),
                "{context}"
            );
            let cited: BTreeSet<usize> = worded
                .statements
                .iter()
                .flat_map(|it| it.citations.iter().copied())
                .collect();
            let listed: BTreeSet<usize> = worded.citations.iter().map(|it| it.n).collect();
            assert_eq!(cited, listed, "{context}: {worded:?}");
            assert!(
                worded.statements.iter().all(|it| !it.citations.is_empty()),
                "{context}: {worded:?}"
            );
            assert!(fits(&worded, budget), "{context} ({budget}): {worded:?}");
            let Worded {
                remark, statements, ..
            } = &worded;
            for text in statements.iter().map(|it| &it.text).chain(remark) {
                assert!(
                    !text.trim().is_empty() && !text.contains("{ $"),
                    "{context}: {text}"
                );
            }
        }
    }
}

/// A single statement may be longer than a short reply; nothing else may.
fn fits(worded: &Worded, budget: usize) -> bool {
    let remark = worded.remark.as_ref().map_or(0, |it| it.chars().count());
    let statements = worded.statements.iter().map(|it| it.text.chars().count());
    worded.statements.len() < 2 || remark + statements.sum::<usize>() <= budget
}

#[test]
fn every_look_up_of_every_person_on_every_day_is_cited_and_fits() {
    let mut answers = 0;
    let mut empty = BTreeSet::new();
    every_answer(
        &SHIPPED,
        |_| true,
        |person, resolver, day, answer| {
            answers += 1;
            let context = format!("{} of {} on {day}", resolver.name(), person.id);
            is_well_worded(&SHIPPED, answer, &context);
            let declines = answer.outcome == Outcome::Declined;
            assert!(
                !declines || answer.decline.is_some(),
                "{context}: declined without a reason"
            );
            if !declines && answer.remark.is_none() && answer.statements.is_empty() {
                empty.insert(context);
            }
        },
    );
    assert!(empty.is_empty(), "answered with nothing: {empty:#?}");
    assert!(answers > 5_000, "only {answers} answers");
}

/// Look-ups whose answer is about the person asked about, and about nobody else.
fn is_about_one(resolver: Resolver) -> bool {
    matches!(
        resolver,
        Resolver::When
            | Resolver::Why
            | Resolver::Destination
            | Resolver::Tenure
            | Resolver::Profile
            | Resolver::Contribution
            | Resolver::Background
            | Resolver::Lead
            | Resolver::Statement
            | Resolver::Manner
            | Resolver::Successor
            | Resolver::Response
            | Resolver::Disputes
            | Resolver::Sources
            | Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::VerifyRemains
    )
}

/// The sources of whatever the dataset claims about a person, by person.
fn sources(knowledge: &Knowledge) -> BTreeMap<PersonId, BTreeSet<SourceId>> {
    let mut found: BTreeMap<PersonId, BTreeSet<SourceId>> = BTreeMap::new();
    let mut add = |person: &PersonId, citations: &Citations| {
        let known = found.entry(person.clone()).or_default();
        known.extend(citations.iter().map(|it| it.source.clone()));
    };
    for person in knowledge.people.values() {
        for fact in &person.facts {
            add(&person.id, &fact.citations);
        }
        for membership in &person.memberships {
            add(&person.id, &membership.citations);
            // To be a member of a named group is to be one of those whom its sources name.
            for role in &membership.groups {
                if let Some(group) = knowledge.group(&membership.organisation, *role) {
                    add(&person.id, &group.citations);
                }
            }
            let Some(departure) = &membership.departure else {
                continue;
            };
            for citations in cited_in(departure) {
                add(&person.id, citations);
            }
            for response in &departure.response {
                if let Some(speaker) = &response.value.by {
                    add(speaker, &response.citations);
                }
            }
        }
    }
    for topic in knowledge.topics.values() {
        for person in &topic.people {
            for claim in &topic.statements {
                add(person, &claim.citations);
            }
        }
    }
    found
}

fn cited_in(departure: &Departure) -> impl Iterator<Item = &Citations> {
    fn of<T>(claims: &[Claim<T>]) -> impl Iterator<Item = &Citations> {
        claims.iter().map(|it| &it.citations)
    }
    of(&departure.announced)
        .chain(of(&departure.effective))
        .chain(of(&departure.reported))
        .chain(of(&departure.reason))
        .chain(of(&departure.manner))
        .chain(of(&departure.destination))
        .chain(of(&departure.statement))
        .chain(of(&departure.response))
        .chain(of(&departure.note))
}

#[test]
fn an_answer_about_one_person_cites_what_is_claimed_of_that_person() {
    let sources = sources(&SHIPPED.knowledge);
    let nothing = BTreeSet::new();
    every_answer(&SHIPPED, is_about_one, |person, resolver, day, answer| {
        let known = sources.get(&person.id).unwrap_or(&nothing);
        for statement in &answer.statements {
            for citation in statement.citations.iter() {
                assert!(
                    known.contains(&citation.source),
                    "{} of {} on {day}: {:?} cites {}",
                    resolver.name(),
                    person.id,
                    statement.phrase,
                    citation.source
                );
            }
        }
    });
}

/// The people in a phrase, but for those of whom it only says that they are counted.
fn people_in(phrase: &Phrase, found: &mut BTreeSet<PersonId>) {
    fn of(value: &Value, found: &mut BTreeSet<PersonId>) {
        match value {
            Value::Person(id) => {
                found.insert(id.clone());
            }
            Value::Phrase(phrase) => people_in(phrase, found),
            Value::List(items) => items.iter().for_each(|it| of(it, found)),
            _ => {}
        }
    }
    for (name, value) in &phrase.values {
        if *name != "counting" {
            of(value, found);
        }
    }
}

/// The people in the answer's statements of these wordings.
fn named(answer: &Answer, wanted: impl Fn(&str) -> bool) -> BTreeSet<PersonId> {
    let mut found = BTreeSet::new();
    for statement in answer.statements.iter().filter(|it| wanted(it.phrase.id)) {
        people_in(&statement.phrase, &mut found);
    }
    found
}

/// The number in the answer's statement of this wording; 0 if it has none.
fn counted(answer: &Answer, wording: &str) -> i64 {
    answer
        .statements
        .iter()
        .filter(|it| it.phrase.id == wording)
        .flat_map(|it| &it.phrase.values)
        .find_map(|(name, value)| match value {
            Value::Number(number) if *name == "count" => Some(*number),
            _ => None,
        })
        .unwrap_or_default()
}

#[track_caller]
fn the_numbers_add_up(knowledge: &Knowledge, organisation: &OrganisationId, day: Date) {
    let ask = |resolver| {
        let query = Query {
            filters: Filters {
                groups: vec![RoleGroup::Founder],
                ..Filters::default()
            },
            organisation_named: true,
            ..query(resolver, organisation, day)
        };
        answer(knowledge, &query)
    };
    let size = |people: &BTreeSet<PersonId>| i64::try_from(people.len()).expect("few people");
    let (who, count) = (ask(Resolver::WhoLeft), ask(Resolver::Count));
    let (remaining, number) = (ask(Resolver::Remaining), ask(Resolver::CountRemaining));
    let context = format!("{organisation} on {day}");

    let is_list = |id: &str| {
        !matches!(
            id,
            "count-left"
                | "returned-of-these"
                | "returned-and-left"
                | "leaves-apart"
                | "count-none"
                | "most-recent"
                | "list-perhaps"
        )
    };
    let left = named(&who, is_list);
    assert_eq!(
        counted(&who, "count-left"),
        size(&left),
        "{context}: {who:?}"
    );
    assert_eq!(
        counted(&count, "count-left"),
        size(&left),
        "{context}: {count:?}"
    );
    assert_eq!(named(&count, is_list), left, "{context}");

    let standing = named(&remaining, |it| it == "remain");
    let perhaps = named(&remaining, |it| it == "remain-perhaps");
    assert_eq!(
        counted(&remaining, "remain"),
        size(&standing),
        "{context}: {remaining:?}"
    );
    assert_eq!(
        counted(&number, "remain"),
        size(&standing),
        "{context}: {number:?}"
    );

    // Everybody who had joined is there, is gone, is on leave, or is on a day on which the sources leave it open.
    let returned = named(&who, |it| it == "returned-of-these");
    let joined: BTreeSet<PersonId> = knowledge
        .members(organisation, Some(RoleGroup::Founder))
        .filter(|(_, membership)| membership.from.as_ref().is_none_or(|it| it.latest() <= day))
        .map(|(person, _)| person.id.clone())
        .collect();
    let gone: BTreeSet<PersonId> = left.difference(&returned).cloned().collect();
    let leaves = named(&who, |it| it == "leaves-apart");
    let away = leaves
        .iter()
        .filter(|it| !standing.contains(*it) && !perhaps.contains(*it));
    let away: BTreeSet<PersonId> = away.cloned().collect();
    let open: BTreeSet<PersonId> = gone.intersection(&perhaps).cloned().collect();
    assert_eq!(
        size(&gone) - size(&open) + size(&standing) + size(&perhaps) + size(&away),
        size(&joined),
        "{context}: {gone:?} left, {standing:?} remain, perhaps {perhaps:?}, on leave {away:?}"
    );
    assert!(
        gone.is_disjoint(&standing) && gone.is_disjoint(&away),
        "{context}: {gone:?} {standing:?}"
    );
}

#[test]
fn counts_equal_lists_and_add_up_to_the_founders_on_every_day() {
    let guilds = support::with_dataset("two_guilds");
    for bot in [&*SHIPPED, &guilds] {
        let knowledge = &bot.knowledge;
        let mut organisations = BTreeSet::new();
        let mut checked = BTreeSet::new();
        for exit in knowledge.exits() {
            let organisation = &exit.membership.organisation;
            if knowledge.group(organisation, RoleGroup::Founder).is_none() {
                continue;
            }
            organisations.insert(organisation.clone());
            if let Some(date) = exit.date() {
                checked.extend([date.earliest(), date.latest()]);
                checked.extend(date.earliest().yesterday());
                checked.extend(date.latest().tomorrow());
            }
        }
        checked.insert(LATER);
        assert!(checked.len() > 10, "{checked:?}");
        for organisation in &organisations {
            for day in &checked {
                the_numbers_add_up(knowledge, organisation, *day);
            }
        }
    }
}

/// What a reply amounts to, whatever way the question was typed.
fn gist(bot: &Bot, question: &str, today: Date) -> (Option<String>, String, Outcome, String) {
    let (reply, _) = bot.reply(&Question::new(question, today));
    // A name that is not known is given back as it was written.
    let text = reply.text().to_lowercase();
    (
        reply.intent,
        format!("{:?}", reply.slots),
        reply.outcome,
        text,
    )
}

/// The same text with an accent on the first vowel of each word that begins with a capital.
fn accented(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_inclusive(' ') {
        let mut name = word.starts_with(|it: char| it.is_ascii_uppercase());
        for character in word.chars() {
            out.push(character);
            if name && "aeiou".contains(character) {
                out.push('\u{301}');
                name = false;
            }
        }
    }
    out
}

/// A zero-width space in the middle of the longest word.
fn with_zero_width(text: &str) -> String {
    let longest = text.split(' ').max_by_key(|it| it.len()).unwrap_or(text);
    let middle = longest.chars().count() / 2;
    let split: String = longest
        .chars()
        .enumerate()
        .flat_map(|(at, it)| (at == middle).then_some('\u{200b}').into_iter().chain([it]))
        .collect();
    text.replacen(longest, &split, 1)
}

/// Other ways to type the same text, by name.
fn variants(text: &str) -> Vec<(&'static str, String)> {
    let bare = text.trim_end_matches(['?', '!', '.', '？', '。', ' ']);
    vec![
        ("upper case", text.to_uppercase()),
        ("lower case", text.to_lowercase()),
        ("no punctuation at the end", bare.to_owned()),
        ("many marks at the end", format!("{bare}??!")),
        ("accents", accented(text)),
        ("curly quotes", text.replace('\'', "\u{2019}")),
        ("doubled spaces", text.replace(' ', "  ")),
        ("space around", format!("  {text} \n")),
        ("emoji", format!("{text} 🤔")),
        ("zero width", with_zero_width(text)),
    ]
}

#[test]
fn how_a_question_is_typed_changes_nothing() {
    let mut wrong = Vec::new();
    for expected in questions::lines::<Expected>("adversarial.jsonl")
        .iter()
        .step_by(4)
    {
        let today = expected.day();
        let said = gist(&SHIPPED, &expected.question, today);
        for (name, variant) in variants(&expected.question) {
            let other = gist(&SHIPPED, &variant, today);
            if other != said {
                wrong.push(format!("{name}: {variant:?}\n    {said:?}\n    {other:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_order_of_intents_changes_nothing() {
    let mut files = support::shipped("data");
    for file in &mut files {
        if file.path.ends_with("intents.toml") {
            file.text = reversed(&file.text);
        }
    }
    let other = support::bot(&files);
    let mut wrong = Vec::new();
    for expected in questions::lines::<Expected>("adversarial.jsonl")
        .iter()
        .step_by(2)
    {
        let today = expected.day();
        let (first, second) = (
            gist(&SHIPPED, &expected.question, today),
            gist(&other, &expected.question, today),
        );
        if first != second {
            wrong.push(format!(
                "{}\n    {first:?}\n    {second:?}",
                expected.question
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// An intent table with its intents the other way round.
fn reversed(table: &str) -> String {
    let mut blocks = vec![String::new()];
    for line in table.lines() {
        if line.starts_with('[')
            && line.ends_with(']')
            && line
                .trim_matches(['[', ']'])
                .chars()
                .all(char::is_alphabetic)
        {
            blocks.push(String::new());
        }
        let block = blocks.last_mut().expect("one block at least");
        block.push_str(line);
        block.push('\n');
    }
    let head = blocks.remove(0);
    assert!(blocks.len() > 20, "the table has {} blocks", blocks.len());
    blocks.reverse();
    head + &blocks.concat()
}
