//! Whom a follow-up is about that names nobody: the people of the last answer, or its filters if it was about many.

use super::continuing::inherit_filters;
use super::leaning::Leaning;
use super::{ELLIPSIS, LEANING, names_nobody};
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::bot::filters::asks;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Aspect;
use crate::knowledge::id::PersonId;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::temporal::Form;

/// Whether a pronoun points ("that guy") and means the one who was named last, not the one asked about.
fn demonstrative(leaning: &Leaning<'_>) -> bool {
    let interpretation = leaning.interpretation;
    let mut filled = interpretation.slots.filled.iter();
    filled.any(|it| {
        let said = interpretation.text.get(it.range.clone());
        it.slot == VocabularySlot::Pronoun
            && it.value == "person"
            && said.is_some_and(|it| it.contains(' '))
    })
}

/// The question becomes who belongs to the group that the last one was about.
fn members_of_the_group(memory: &Memory, query: &mut Query) {
    let group = &memory.query.filters.groups;
    query.resolver = Resolver::Members;
    query.filters.groups.clone_from(group);
}

/// Who is meant by "he", or by nobody at all: the people of the last answer, or its filters if it was about many.
pub(super) fn subjects(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) {
    // "And the research guy?" means somebody else, even where nothing tells whom.
    if leaning.cue("somebody") {
        return;
    }
    let person = leaning.has("person");
    let people = leaning.has("people");
    let nobody = (names_nobody(query) || names_only_home(leaning, memory, query))
        && query.filters.ordinals.is_empty();
    // "Was she one of the founders? So who are they?"
    let of_one = memory.subjects.len() == 1 && !memory.query.filters.groups.is_empty();
    let who_is = matches!(query.resolver, Resolver::Members | Resolver::Profile);
    if people && nobody && of_one && who_is {
        members_of_the_group(memory, query);
        return;
    }
    if person && memory.subjects.is_empty() && !query.resolver.is_about_many() {
        query.people.clone_from(&memory.speakers);
    }
    if person && nobody && through_a_post(leaning, memory, query) {
        return;
    }
    if person
        && nobody
        && let Some(left) = memory.left_before(knowledge, query.resolver)
    {
        query.people = vec![left.clone()];
        return;
    }
    if person && of_a_role(knowledge, leaning, memory, query) {
        return;
    }
    if !memory.subjects.is_empty() {
        // "The 26th or the 27th?" names the days that are in doubt.
        let doubted = query.resolver == Resolver::Disputes;
        let timed = query
            .filters
            .times
            .iter()
            .any(|it| it.form != Form::Now && !(doubted && it.form == Form::DayOfMonth));
        // "And what did the Times say about it?" leans by its pronoun.
        let told = leaning.has("thing") && query.resolver == Resolver::Statement;
        let room = LEANING + if told { ELLIPSIS } else { 0 };
        // "Who got what?" after a topic is asked of it.
        let of_topic = matches!(memory.query.resolver, Resolver::Topic(_))
            && asks(&leaning.interpretation.slots, Aspect::Who);
        let leans = nobody && !timed && !of_topic && leaning.words <= room;
        let meant = if query.resolver.is_about_many() {
            person
        } else {
            person || people || (leans && query.resolver.is_about_somebody())
        };
        // "Which place?" of one person; the group only says among whom.
        let of_one = query.resolver == Resolver::Place
            && memory.subjects.len() == 1
            && query.people.is_empty()
            && query.filters.ordinals.is_empty();
        let placed =
            of_one || (matches!(query.resolver, Resolver::Order | Resolver::Compare) && nobody);
        if placed || (meant && !query.resolver.is_about_the_bot()) {
            query.people.clone_from(&memory.subjects);
            // "What is he known for?" after two were put side by side is asked of whom it was about before.
            if let Some(one) = memory.focus.as_ref().filter(|_| person && !placed) {
                query.people = vec![one.clone()];
            }
            // Somebody in particular is asked about: a list of many is a misreading.
            if query.resolver.is_about_many() {
                query.resolver = Resolver::When;
            }
            return;
        }
    }
    if memory.query.resolver == Resolver::Members
        && nobody
        && people
        && query.resolver == Resolver::WhoLeft
        && leaning.short()
    {
        members_of_the_group(memory, query);
        return;
    }
    let remained = matches!(
        memory.query.resolver,
        Resolver::Remaining | Resolver::CountRemaining
    );
    if remained
        && nobody
        && query.filters.times.is_empty()
        && (leaning.words <= 1 || people)
        && matches!(query.resolver, Resolver::WhoLeft | Resolver::Members)
    {
        query.resolver = Resolver::Remaining;
    }
    let listed = !matches!(memory.query.resolver, Resolver::Topic(_) | Resolver::Lead);
    let of_them = people || leaning.has("thing");
    let many = query.resolver.is_about_many()
        || matches!(query.resolver, Resolver::Order | Resolver::Members)
        || query.resolver.is_about_somebody();
    // "And who did say why?" goes on from the last question.
    let goes_on =
        query.resolver.is_about_somebody() && super::reaction::goes_on_from(leaning.interpretation);
    // "Who quit in July?" says all that it asks.
    let whole = query.resolver == Resolver::WhoLeft
        && !query.filters.times.is_empty()
        && leaning.aspect() == Some(Aspect::Who)
        && leaning.cue("gone")
        && !of_them;
    let leans = nobody && !whole && (leaning.short() || goes_on);
    if many && listed && ((of_them && memory.subjects.is_empty()) || leans) {
        inherit_filters(memory, query, of_them);
    }
}

/// "How long was she at Alpha?", "still at Alpha?": the question names nothing but the place that the conversation is about
/// anyway.
fn names_only_home(leaning: &Leaning<'_>, memory: &Memory, query: &Query) -> bool {
    let of_one = memory.subjects.len() == 1 && memory.query.resolver.is_about_somebody();
    let stays = query.resolver == Resolver::VerifyRemains && of_one;
    // A language that leaves out the subject asks so of the one person too; what many do is asked at more length.
    let unsaid = !leaning.interpretation.text.is_ascii()
        && of_one
        && match query.resolver {
            Resolver::When | Resolver::Destination | Resolver::Manner | Resolver::Statement => true,
            Resolver::Why => leaning.short(),
            _ => false,
        };
    let at_home = (query.resolver == Resolver::Tenure || stays || unsaid)
        && query.organisation == memory.query.organisation
        && query.organisation_named;
    let unplaced = || Query {
        organisation_named: false,
        ..query.clone()
    };
    at_home && names_nobody(&unplaced())
}

/// "And the finance guy, when did he get there?" is about the one of the list in view, else of all who left, who held that
/// post, and not about whoever was spoken of and did not. Returns whether it is.
fn of_a_role(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    let roles = &query.filters.roles;
    let holds = |id: &PersonId| {
        let person = knowledge.people.get(id);
        person.is_some_and(|it| it.memberships.iter().any(|it| it.holds(roles)))
    };
    // "Is he CEO?" asks what he is.
    let asked = !roles.is_empty() && query.people.is_empty() && !query.polar;
    let spoken_of = memory.meant().iter().any(holds);
    if !(asked && query.resolver.is_about_somebody()) || spoken_of || leaning.has("others") {
        return false;
    }
    let listed = memory.list.as_ref().map(|it| it.people.as_slice());
    let only = |people: &mut dyn Iterator<Item = &PersonId>| {
        let mut held = people.filter(|id| holds(id) && knowledge.has_left(id));
        held.next().filter(|_| held.next().is_none()).cloned()
    };
    let one =
        only(&mut listed.unwrap_or_default().iter()).or_else(|| only(&mut knowledge.people.keys()));
    let Some(one) = one else {
        return false;
    };
    query.people = vec![one];
    query.filters.roles.clear();
    true
}

/// Whoever held a post before or after somebody is spoken of once they were asked for. Returns whether the question is
/// about them.
fn through_a_post(leaning: &Leaning<'_>, memory: &Memory, query: &mut Query) -> bool {
    // Who is still there after "who took over from her?" is whoever took over, even somebody without a record.
    let of_the_present = matches!(
        query.resolver,
        Resolver::VerifyRemains
            | Resolver::Verify
            | Resolver::VerifyMember
            | Resolver::Profile
            | Resolver::Contribution
            | Resolver::Background
            | Resolver::Lead
            | Resolver::Tenure
    );
    // Whoever held the post before is spoken of once they were asked for.
    if memory.query.resolver == Resolver::Predecessor
        && query.resolver.is_about_somebody()
        && let Some(before) = memory
            .listed
            .iter()
            .find(|id| !memory.query.people.contains(id))
    {
        query.people = vec![before.clone()];
        return true;
    }
    let that_one = demonstrative(leaning) && query.resolver.is_about_somebody();
    // "How long was he there?" is asked of the one who left; "how long has he been there?" of whoever took over.
    let over = query.resolver == Resolver::Tenure && leaning.cue("bygone");
    let last = &memory.query;
    let left = last.resolver == Resolver::Successor && !last.people.is_empty();
    if over && left && !that_one && !leaning.cue("ongoing") {
        query.people.clone_from(&last.people);
        return true;
    }
    let heir = of_the_present || that_one;
    if memory.query.resolver == Resolver::Successor && heir {
        let new = memory
            .listed
            .iter()
            .filter(|id| !memory.query.people.contains(id));
        query.people = new.cloned().collect();
        // Of somebody without a record nothing can be told but that.
        if query.people.is_empty() && of_the_present {
            query.resolver = Resolver::Profile;
        }
        if of_the_present || !query.people.is_empty() {
            return true;
        }
    }
    false
}
