//! Claims about somebody's life: what they founded, built, studied, where they worked, what they said. They are held
//! against everything that the records say of the person, by the words that the texts have in common with the question.

use super::super::lookup::FEW;
use super::super::notes::note;
use super::super::phrase::Phrase;
use super::super::scope::Scope;
use super::super::statement::{Answer, Outcome, Statement};
use super::membership::outside;
use super::{Judgement, Verdict, conclude};
use crate::answer::resolver::Resolver;
use crate::knowledge::claim::{Claim, MannerKind, Note, Rank, Voice};
use crate::knowledge::id::{OrganisationId, TopicId};
use crate::knowledge::person::{Person, RoleGroup};
use crate::knowledge::text::Text;

/// What the life of a person says of a claim.
pub(super) struct Life {
    pub(super) judgement: Judgement,
    /// Whether some word of the claim is not in the texts that speak for it.
    pub(super) open: bool,
    /// Whether the claim may be one of where the person went, of which these texts say nothing.
    pub(super) moved: bool,
    /// The kinds of reasons in the question that these texts speak of, which then are no reasons for leaving.
    pub(super) spoken_of: Vec<String>,
}

/// One thing recorded of a person.
pub(super) struct Record<'a> {
    pub(super) text: &'a Text,
    organisations: Vec<&'a OrganisationId>,
    topics: &'a [TopicId],
    pub(super) refuted: bool,
    pub(super) attributed: bool,
    destination: bool,
    /// Whether another version of the same matter is preferred.
    outvoted: bool,
    pub(super) statement: Statement,
}

/// The verdict on a claim with words that nothing accounts for: "did she study at Beta?" of a Beta that no record knows is not
/// answered by where she studied.
fn as_far_as_told(verdict: Verdict, unaccounted: bool, hits: &[&Record<'_>]) -> Verdict {
    let plain = matches!(verdict, Verdict::Supported | Verdict::Attributed);
    if plain && unaccounted && from_before(hits) {
        Verdict::Partly
    } else {
        verdict
    }
}

/// Whether all that was found is where somebody was before: at a school or with a former employer.
fn from_before(hits: &[&Record<'_>]) -> bool {
    let before = |it: &&Record<'_>| !it.destination && !it.organisations.is_empty();
    !hits.is_empty() && hits.iter().all(before)
}

/// A word of a question that is shorter than this says too little to be looked for in texts.
const TELLING: usize = 4;

/// Whether a text has the word, in any language, at the start of one of its words.
pub(super) fn says(text: &Text, word: &str) -> bool {
    text.versions().map(str::to_lowercase).any(|version| {
        version.match_indices(word).any(|(at, _)| {
            version
                .get(..at)
                .and_then(|before| before.chars().next_back())
                .is_none_or(|before| !before.is_ascii_alphanumeric())
        })
    })
}

/// Whether a text has a word of the same family as this one: both begin with the same letters, and so many of them.
fn has_kin(text: &Text, word: &str) -> bool {
    let stem: String = word.chars().take(STEM).collect();
    word.chars().count() > STEM && says(text, &stem)
}

/// So many letters in common make two words forms of one.
const STEM: usize = 6;

/// Whether a text tells one of the deeds that the question names. A deed is written as what texts say of it, parted by
/// `|`; a part behind `!` rules it out.
pub(in crate::answer) fn done(scope: Scope<'_>, text: &Text) -> bool {
    // A venture of another kind than the one asked about is none.
    let mut kinds = scope.query.filters.ventures.iter();
    let of_kind = kinds.all(|kind| text.has_one_of(std::slice::from_ref(kind)));
    of_kind
        && scope.query.claimed.deeds.iter().any(|deed| {
            let has = |part: &str| says(text, part);
            let ruled_out = deed
                .split('|')
                .filter_map(|part| part.strip_prefix('!'))
                .any(has);
            !ruled_out && deed.split('|').filter(|it| !it.starts_with('!')).any(has)
        })
}

/// Whether a role is the name of one of the deeds: who founded is a founder.
pub(super) fn named(scope: Scope<'_>, role: &Text) -> bool {
    scope.query.claimed.deeds.iter().any(|deed| {
        deed.split('|')
            .any(|part| says(role, part.trim_end_matches(" of")))
    })
}

/// Judges what the question says of a life; nothing if it says nothing that the records speak of.
pub(super) fn judge(scope: Scope<'_>, person: &Person) -> Option<Life> {
    let query = scope.query;
    let telling: Vec<&String> = query
        .words
        .iter()
        .filter(|word| word.chars().count() >= TELLING)
        .collect();
    let bare = query.others.is_empty() && telling.is_empty() && query.topics.is_empty();
    if bare
        && (query.claimed.deeds.is_empty()
            || query.organisation_named
            || !query.filters.groups.is_empty())
    {
        return None;
    }
    // That somebody said something is not the same as what they are said to have said.
    if bare && query.claimed.says() && !query.filters.manners.is_empty() {
        return None;
    }
    let records = records(scope, person);
    let about = about(scope, &records, &telling, bare);
    let (hits, mut near): (Vec<&Record<'_>>, Vec<&Record<'_>>) = about
        .into_iter()
        .partition(|record| query.claimed.deeds.is_empty() || done(scope, record.text));
    if bare {
        near.clear();
    }
    // Where no deed is named, an organisation is where somebody went, which is another check's, unless it is known only
    // from the time before: that answers the claim in part.
    let moved = query.claimed.deeds.is_empty() && telling.is_empty() && query.topics.is_empty();
    let went = || hits.iter().any(|it| it.destination);
    // "Did she go back to Beta?" is not answered by that she once was there.
    let back = moved && !query.filters.towards.is_empty() && scope.exit_of(person).is_some();
    if (hits.is_empty() && near.is_empty()) || (moved && went()) || back {
        return None;
    }
    // The people of an organisation with records of its own are told by their memberships.
    let recorded = |id: &OrganisationId| scope.knowledge.has_members(id);
    if moved && query.others.iter().all(recorded) {
        return None;
    }
    let standing = || hits.iter().filter(|it| !it.refuted);
    let beside = near.iter().filter(|it| !it.refuted);
    let verdict = if moved {
        Verdict::Partly
    } else if only_outvoted(&hits, &telling) {
        Verdict::Disputed
    } else if standing().any(|it| !it.attributed) {
        Verdict::Supported
    } else if standing().next().is_some() {
        Verdict::Attributed
    } else if !hits.is_empty() && bare {
        // That one such claim is false says nothing of all others.
        Verdict::Unknown
    } else if !hits.is_empty() {
        Verdict::Refuted
    } else if near.iter().any(|it| it.refuted) && beside.clone().next().is_none() {
        return None;
    } else if near.iter().any(|it| it.destination && !it.refuted) {
        // Where somebody went is recorded, and what they are said to have done there is something else.
        Verdict::Contradicted
    } else {
        Verdict::Partly
    };
    let open = telling
        .iter()
        .any(|word| !hits.iter().any(|it| says(it.text, word)));
    // What is so instead of what is refuted.
    let instead = records.iter().filter(|it| {
        verdict == Verdict::Refuted
            && beside.clone().next().is_none()
            && it.destination
            && !it.refuted
    });
    let told = |records: Vec<&Record<'_>>| -> Vec<Statement> {
        let all = records.into_iter().map(|it| it.statement.clone()).collect();
        if verdict == Verdict::Refuted {
            return all;
        }
        super::super::found::by_match(scope, all)
    };
    let verdict = as_far_as_told(verdict, bare && query.leftover, &hits);
    // A version to which another is preferred stands beside no plain yes.
    let worse = |it: &&&Record<'_>| it.outvoted && verdict == Verdict::Supported;
    let held = hits
        .iter()
        .filter(|it| verdict == Verdict::Refuted || !it.refuted)
        .filter(|it| !worse(it))
        .copied();
    let shown: Vec<Statement> = told(held.collect())
        .into_iter()
        .chain(told(beside.clone().copied().chain(instead).collect()))
        .collect();
    Some(Life {
        judgement: Judgement {
            verdict,
            statements: shown.into_iter().take(FEW).collect(),
        },
        open,
        moved,
        spoken_of: query
            .filters
            .reasons
            .iter()
            .filter(|reason| {
                !query.claimed.deeds.is_empty() && hits.iter().any(|it| says(it.text, reason))
            })
            .cloned()
            .collect(),
    })
}

/// Whether all that holds the claim's own words are versions to which others are preferred.
fn only_outvoted(hits: &[&Record<'_>], telling: &[&String]) -> bool {
    let mut whole = hits
        .iter()
        .filter(|it| !it.refuted && telling.iter().all(|word| says(it.text, word)))
        .peekable();
    !telling.is_empty() && whole.peek().is_some() && whole.all(|it| it.outvoted)
}

/// The records of what the question speaks of: by an organisation, a topic or a telling word; all of them if it names
/// none.
fn about<'r, 'a>(
    scope: Scope<'_>,
    records: &'r [Record<'a>],
    telling: &[&String],
    bare: bool,
) -> Vec<&'r Record<'a>> {
    let query = scope.query;
    let concerns = |record: &&Record<'_>| {
        let organisation = |id: &OrganisationId| {
            record.organisations.contains(&id)
                || scope.knowledge.organisations.get(id).is_some_and(|it| {
                    it.name
                        .versions()
                        .any(|name| says(record.text, &name.to_lowercase()))
                })
        };
        bare || query.others.iter().any(organisation)
            || query.topics.iter().any(|topic| {
                record.topics.contains(topic) || names_topic(scope, record.text, topic)
            })
            || telling.iter().any(|word| says(record.text, word))
    };
    let mut about: Vec<&Record<'_>> = records.iter().filter(concerns).collect();
    // "Is she a mathematician?" is near to what is told of her mathematics.
    if about.is_empty() && query.others.is_empty() && query.topics.is_empty() && query.polar {
        let kin = |it: &&Record<'_>| telling.iter().any(|word| has_kin(it.text, word));
        about.extend(records.iter().filter(kin));
    }
    // "Started a firm that does …": what they founded is what the claim is about, whatever it is said to do.
    if about.is_empty() && query.others.is_empty() && query.topics.is_empty() {
        let own = |it: &&Record<'_>| it.destination && done(scope, it.text);
        about.extend(records.iter().filter(own));
    }
    about
}

/// Whether a text says the name of a topic that the question names.
fn names_topic(scope: Scope<'_>, text: &Text, topic: &TopicId) -> bool {
    scope.knowledge.topics.get(topic).is_some_and(|topic| {
        topic
            .name
            .versions()
            .any(|name| says(text, &name.to_lowercase()))
    })
}

/// Everything with a text that is recorded of a person on the day: facts, destinations, words of their own.
fn records<'a>(scope: Scope<'a>, person: &'a Person) -> Vec<Record<'a>> {
    let mut records = Vec::new();
    for claim in &person.facts {
        records.extend(
            record(scope, person, claim, Some(&claim.value.text)).map(|it| Record {
                organisations: claim.value.organisations.iter().collect(),
                topics: &claim.value.topics,
                ..it
            }),
        );
    }
    let exits = scope
        .knowledge
        .exits_of(person)
        .filter(|exit| scope.happened(exit));
    for exit in exits {
        let departure = exit.departure;
        for claim in &departure.destination {
            records.extend(
                record(scope, person, claim, claim.value.text.as_ref()).map(|it| Record {
                    organisations: claim.value.organisation.iter().collect(),
                    destination: true,
                    ..it
                }),
            );
        }
        for claim in &departure.statement {
            records.extend(record(scope, person, claim, claim.value.text.as_ref()));
        }
        for claim in &departure.note {
            let text = &claim.value.text;
            let statement = note(scope, &exit, claim).into_iter().next();
            records.extend(
                statement
                    .filter(|_| claim.known_on(scope.day))
                    .map(|statement| Record {
                        text,
                        organisations: Vec::new(),
                        topics: &[],
                        refuted: claim.rank == Rank::Refuted,
                        attributed: statement.phrase.id == "attributed",
                        destination: false,
                        outvoted: is_outvoted(scope, &departure.note, claim),
                        statement,
                    }),
            );
        }
        for claim in departure
            .reason
            .iter()
            .filter(|claim| claim.value.voice == Voice::Own)
        {
            records.extend(record(scope, person, claim, claim.value.text.as_ref()));
        }
    }
    records
}

pub(super) fn record<'a, T>(
    scope: Scope<'a>,
    person: &'a Person,
    claim: &'a Claim<T>,
    text: Option<&'a Text>,
) -> Option<Record<'a>> {
    let text = text.filter(|_| claim.known_on(scope.day))?;
    let phrase = Phrase::predicate(&person.id, text);
    let refuted = claim.rank == Rank::Refuted;
    let statement = if refuted {
        Statement::refuted(claim, phrase)?
    } else {
        scope.told(claim, phrase)
    };
    Some(Record {
        text,
        organisations: Vec::new(),
        topics: &[],
        refuted,
        attributed: statement.phrase.id == "attributed",
        destination: false,
        outvoted: false,
        statement,
    })
}

/// Whether another note on the same matter is preferred to this one.
pub(super) fn is_outvoted(scope: Scope<'_>, notes: &[Claim<Note>], claim: &Claim<Note>) -> bool {
    let rival = |other: &Claim<Note>| {
        other.rank == Rank::Preferred
            && other.value.about == claim.value.about
            && other.known_on(scope.day)
    };
    claim.value.about.is_some() && claim.rank == Rank::Normal && notes.iter().any(rival)
}

/// The answer, led by a correction where the question takes somebody for a member of a group that they are not in, or to
/// have been removed where that is not what the sources say.
pub(in crate::answer) fn presumed(scope: Scope<'_>, mut answer: Answer) -> Answer {
    let Some(person) = scope.people().next() else {
        return answer;
    };
    // "Why did she resign as chief of Alpha?", who was chief of Beta.
    let never = scope.query.others.iter().any(|there| {
        let recorded = scope.knowledge.has_members(there);
        let mut memberships = person.memberships.iter();
        recorded && !memberships.any(|it| it.organisation == *there)
    });
    if scope.query.resolver == Resolver::Why && never && answer.outcome != Outcome::Declined {
        let roles = super::super::profile::roles(scope, person);
        answer.statements.splice(0..0, roles.into_iter().take(1));
    }
    // "Who took over her post at Alpha?", who held none there.
    let strange = scope.query.organisation_named
        && !person
            .memberships
            .iter()
            .any(|it| it.organisation == scope.query.organisation);
    if scope.query.resolver == Resolver::Successor && strange && answer.outcome == Outcome::Declined
    {
        let roles = super::super::profile::roles(scope, person);
        let told: Vec<Statement> = roles.into_iter().take(1).collect();
        if !told.is_empty() {
            answer.remark = Some(
                Phrase::new("held-no-post")
                    .with("person", &person.id)
                    .with("organisation", &scope.query.organisation),
            );
            answer.outcome = Outcome::Answered;
            answer.decline = None;
            answer.statements = told;
            return answer;
        }
    }
    let removed = scope.query.filters.manners == [MannerKind::Removed];
    let exit = scope
        .exit_of(person)
        .filter(|_| removed && matches!(scope.query.resolver, Resolver::When | Resolver::Why));
    let manner = exit.and_then(|exit| super::circumstances::manner(scope, &exit));
    if let Some(judged) = manner.filter(|it| it.verdict != Verdict::Supported) {
        let statements = judged
            .statements
            .into_iter()
            .chain(answer.statements)
            .collect();
        return conclude(scope, judged.verdict, statements);
    }
    let belongs = |role: &RoleGroup| {
        let mut memberships = person.memberships.iter();
        memberships.any(|it| it.groups.contains(role))
    };
    let wrong = scope
        .query
        .claimed
        .presumed
        .iter()
        .filter(|role| !belongs(role));
    let corrections: Vec<Statement> = wrong
        .filter_map(|role| outside(scope, person, *role))
        .collect();
    if !corrections.is_empty() && answer.outcome == Outcome::Declined {
        answer.outcome = Outcome::Answered;
        answer.decline = None;
    }
    answer.statements.splice(0..0, corrections);
    answer
}
