//! The circumstances of a departure against a claim: where to, why, in which manner, who else had a part in it.

use super::super::dates::dates;
use super::super::destinations::destinations_of;
use super::super::manners::manners_of;
use super::super::notes::{note, notes_about};
use super::super::phrase::Phrase;
use super::super::profile;
use super::super::query::Query;
use super::super::reasons;
use super::super::scope::{Scope, citations};
use super::super::statement::Statement;
use super::{Judgement, Verdict};
use crate::knowledge::Exit;
use crate::knowledge::claim::{FactKind, MannerKind, Rank, Voice};
use crate::knowledge::id::OrganisationId;
use crate::knowledge::person::Person;
use crate::knowledge::text::Text;
use crate::nlu::temporal::Form;

/// What tells where somebody came from.
const ORIGINS: [FactKind; 3] = [
    FactKind::Background,
    FactKind::Education,
    FactKind::Internship,
];
/// So many facts tell where somebody came from.
const FEW: usize = 2;

/// Whether the person went where the question says.
pub(super) fn destination(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let target = scope.query.others.first()?;
    let claims = || {
        exit.departure
            .destination
            .iter()
            .filter(|claim| claim.known_on(scope.day))
    };
    let hit = claims().find(|claim| claim.value.organisation.as_ref() == Some(target));
    let mut stated = destinations_of(scope, exit);
    // "Is she still there?" is about where somebody went last.
    let now = scope.query.stays
        || scope
            .query
            .filters
            .times
            .iter()
            .any(|it| it.form == Form::Now);
    let last = claims().rfind(|claim| {
        claim.rank != Rank::Refuted
            && claim.value.organisation.is_some()
            && claim.value.text.is_some()
    });
    let moved_on = now && last.is_some_and(|it| it.value.organisation.as_ref() != Some(target));
    if moved_on {
        stated.reverse();
    }
    // "She was at Beta": where she went after leaving says nothing of that, and where she came from does.
    if hit.is_none() && scope.query.claimed.been {
        let mut told = profile::of_kinds(scope, exit.person, &ORIGINS);
        told.truncate(FEW);
        return Some(Judgement {
            verdict: Verdict::Unknown,
            statements: if told.is_empty() {
                nowhere(scope, exit).into_iter().collect()
            } else {
                told
            },
        });
    }
    let verdict = match hit.map(|claim| claim.rank) {
        Some(_) if moved_on => Verdict::Contradicted,
        Some(Rank::Refuted) => Verdict::Refuted,
        Some(_) => posted(scope, exit, target),
        None if stated.is_empty() => Verdict::Unknown,
        None => Verdict::Contradicted,
    };
    let mut statements = stated;
    if let (Verdict::Refuted, Some(claim)) = (verdict, hit)
        && let Some(text) = &claim.value.text
    {
        let said = Phrase::predicate(&exit.person.id, text);
        statements.extend(Statement::refuted(claim, said));
    }
    if statements.is_empty() {
        statements.extend(nowhere(scope, exit));
    }
    Some(Judgement {
        verdict,
        statements,
    })
}

/// How what is said of the person's going to an organisation stands to the posts that the question claims.
fn posted(scope: Scope<'_>, exit: &Exit<'_>, target: &OrganisationId) -> Verdict {
    let posts = &scope.query.claimed.posts;
    if posts.is_empty() {
        return Verdict::Supported;
    }
    let standing = scope.standing(&exit.departure.destination);
    let texts = || {
        let there = standing
            .iter()
            .filter(|claim| claim.value.organisation.as_ref() == Some(target));
        there.filter_map(|claim| claim.value.text.as_ref())
    };
    // "Head of research" claims more than work on research.
    let judged = posts.iter().map(|post| {
        let mut names = post.split('|');
        let written = names.next().unwrap_or_default();
        let says = |name: &str| texts().any(|text| super::biography::says(text, name));
        let held = names.filter(|name| says(name)).max_by_key(|it| it.len());
        match held {
            _ if says(written) => Verdict::Supported,
            Some(name) if written.len() > name.len() && written.contains(name) => Verdict::Partly,
            Some(_) => Verdict::Supported,
            None => Verdict::OtherPost,
        }
    });
    judged.min().unwrap_or(Verdict::Supported)
}

/// That somebody who never left the organisation that the question names came to it from another one, where the question
/// speaks of a move.
pub(super) fn arrival(scope: Scope<'_>, person: &Person) -> Option<Judgement> {
    let query = scope.query;
    let moves = query.filters.manners == [MannerKind::Moved] || !query.filters.towards.is_empty();
    let came = scope
        .knowledge
        .exits_of(person)
        .filter(|exit| scope.happened(exit))
        .flat_map(|exit| scope.standing(&exit.departure.destination))
        .find(|claim| claim.value.organisation.as_ref() == Some(&query.organisation));
    let (claim, true) = (came?, moves) else {
        return None;
    };
    let phrase = Phrase::predicate(&person.id, claim.value.text.as_ref()?);
    Some(Judgement {
        verdict: Verdict::Supported,
        statements: vec![scope.told(claim, phrase)],
    })
}

/// Whether the person is said to have gone to an organisation that the question names, and it stands.
pub(super) fn went(scope: Scope<'_>, exit: &Exit<'_>) -> bool {
    let claims = scope.standing(&exit.departure.destination);
    claims.iter().any(|claim| {
        let to = claim.value.organisation.as_ref();
        to.is_some_and(|to| scope.query.others.contains(to))
    })
}

/// That the sources show no destination.
pub(super) fn nowhere(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Statement> {
    let claim = exit
        .departure
        .destination
        .iter()
        .find(|claim| claim.value.text.is_none() && claim.known_on(scope.day))?;
    Some(Statement::stated(
        claim,
        Phrase::new("no-destination").with("person", &exit.person.id),
    ))
}

/// Whether the reasons are of the kinds that the question names, but for those that it names of something else.
pub(super) fn reasons(scope: Scope<'_>, exit: &Exit<'_>, others: &[String]) -> Vec<Judgement> {
    scope
        .query
        .filters
        .reasons
        .iter()
        .filter(|it| !others.contains(it))
        .map(|wanted| reason(scope, exit, wanted))
        .collect()
}

fn reason(scope: Scope<'_>, exit: &Exit<'_>, wanted: &String) -> Judgement {
    let claims = || {
        exit.departure
            .reason
            .iter()
            .filter(|claim| claim.known_on(scope.day))
            .filter(|claim| claim.value.categories.contains(wanted))
    };
    let own = claims().any(|claim| claim.rank != Rank::Refuted && claim.value.voice == Voice::Own);
    let reported = claims().any(|claim| claim.rank != Rank::Refuted);
    let refuted = claims().find(|claim| claim.rank == Rank::Refuted);
    let of_one = Query {
        people: vec![exit.person.id.clone()],
        ..scope.query.clone()
    };
    let answer = reasons::why(scope.asking(&of_one));
    let mut statements = answer.statements;
    let verdict = if own {
        Verdict::Supported
    } else if reported {
        Verdict::Reported
    } else if refuted.is_some() {
        Verdict::Refuted
    } else {
        Verdict::Unknown
    };
    if let (Verdict::Refuted, Some(claim)) = (verdict, refuted)
        && let Some(text) = &claim.value.text
    {
        statements.extend(Statement::refuted(claim, Phrase::sentence(text)));
    }
    Judgement {
        verdict,
        statements,
    }
}

/// Whether the departure was of the manner that the question names.
pub(super) fn manner(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let asked = *scope.query.filters.manners.first()?;
    // To say of a departure that somebody resigned is everyday speech and claims no manner, unless it was no resignation.
    // "Moved to" names a destination.
    let destination = asked == MannerKind::Moved && !scope.query.others.is_empty();
    let best = scope.best(&exit.departure.manner).map(|it| it.value.kind);
    let otherwise = matches!(
        best,
        Some(
            MannerKind::Removed | MannerKind::OnLeave | MannerKind::SteppedBack | MannerKind::Died
        )
    );
    let several = scope.query.filters.manners.iter().any(|it| *it != asked);
    // "Quit because of …" is about the cause.
    let cause = scope.query.claimed.causal && !several;
    let told = |kind: MannerKind| {
        let standing = scope.standing(&exit.departure.manner);
        standing.iter().any(|claim| claim.value.kind == kind)
    };
    // Where a page has it that somebody was sent away, "quit" alone would settle what is not settled.
    let unsettled = best == Some(MannerKind::Unclear) && told(MannerKind::Removed);
    let filters = &scope.query.filters;
    let bounded = !filters.times.is_empty() || !filters.anchors.is_empty();
    let bare = !bounded && filters.ordinals.is_empty() && scope.query.others.is_empty();
    if asked == MannerKind::Resigned && unsettled && bare && !several && !cause {
        let left = dates(scope, exit).into_iter().take(1);
        return Some(Judgement {
            verdict: Verdict::Partly,
            statements: left.chain(manners_of(scope, exit)).collect(),
        });
    }
    if (asked == MannerKind::Resigned && (!otherwise || cause) && !several) || destination {
        return None;
    }
    let mut statements = manners_of(scope, exit);
    let also = told(asked);
    let refuted = exit
        .departure
        .manner
        .iter()
        .any(|claim| claim.rank == Rank::Refuted && claim.value.kind == asked);
    // Where pages read a push into what somebody announced, that they announced it settles nothing.
    let doubted = asked == MannerKind::Removed && !notes_about(scope, exit, "pushed").is_empty();
    // Of two manners neither of which is better supported, the first one settles nothing.
    let standing = scope.standing(&exit.departure.manner);
    let contested = standing
        .first()
        .is_some_and(|first| first.rank != Rank::Preferred)
        && standing.iter().any(|it| it.value.kind != asked);
    let verdict = match best {
        Some(kind) if kind == asked && contested => Verdict::Disputed,
        Some(kind) if kind == asked => Verdict::Supported,
        _ if also || doubted => Verdict::Disputed,
        _ if refuted => Verdict::Refuted,
        Some(MannerKind::Unclear) | None => Verdict::Unknown,
        Some(_) => Verdict::Contradicted,
    };
    let own = reasons::given_by(scope, exit);
    if statements.is_empty() && asked == MannerKind::Removed && !own.is_empty() {
        return Some(Judgement {
            verdict: Verdict::OwnAccount,
            statements: dates(scope, exit).into_iter().take(1).chain(own).collect(),
        });
    }
    if statements.is_empty() {
        let phrase = Phrase::new("no-manner").with("person", &exit.person.id);
        statements.extend(scope.derived(phrase, citations([exit])));
        // When they left, in its best version, is as much as is known; which version is better was not asked.
        statements.extend(dates(scope, exit).into_iter().take(1));
    }
    // A "no" alone would hide that whoever resigned is reported to have done so in a dispute.
    if asked == MannerKind::Removed && verdict == Verdict::Contradicted {
        statements.extend(disputes(scope, exit));
    }
    Some(Judgement {
        // "Resigned or was fired?" claims two things, of which one is so.
        verdict: if several && verdict == Verdict::Supported {
            Verdict::Partly
        } else {
            verdict
        },
        statements,
    })
}

/// The disputes that are reported as the reason of somebody who gave none of their own.
fn disputes(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let standing = scope.standing(&exit.departure.reason);
    if standing
        .iter()
        .any(|it| it.value.voice == Voice::Own && it.value.text.is_some())
    {
        return Vec::new();
    }
    let reported = standing.into_iter().filter(|it| {
        let mut kinds = it.value.categories.iter();
        kinds.any(|kind| kind == DISPUTE)
    });
    let told = reported.filter_map(|claim| {
        let text = claim.value.text.as_ref()?;
        let phrase = Phrase::voiced(claim.value.voice, &exit.person.id, text);
        Some(scope.reported(claim, phrase))
    });
    told.collect()
}

/// How the dataset names the kind of reason that is a dispute.
const DISPUTE: &str = "dispute";

/// What is recorded of a departure that left somebody near, where the question only claims that they left.
pub(super) fn halfway(scope: Scope<'_>, exit: &Exit<'_>) -> Vec<Statement> {
    let query = scope.query;
    let bare = query.filters.manners.is_empty()
        && query.filters.reasons.is_empty()
        && query.others.is_empty()
        && query.claimed.deeds.is_empty()
        && query.filters.ordinals.is_empty()
        && query.filters.anchors.is_empty()
        && query.topics.is_empty();
    let best = scope.best(&exit.departure.manner).map(|it| it.value.kind);
    let near = matches!(best, Some(MannerKind::SteppedBack | MannerKind::OnLeave));
    if bare && near {
        manners_of(scope, exit).into_iter().take(1).collect()
    } else {
        Vec::new()
    }
}

/// What the records of a departure say of other people who are named as having had a part in it.
pub(super) fn involving(
    scope: Scope<'_>,
    exit: &Exit<'_>,
    people: &[&Person],
) -> Option<Judgement> {
    let names = |text: &Text| {
        let named = people.iter().any(|person| text.says(&person.name));
        named && (scope.query.claimed.deeds.is_empty() || super::biography::done(scope, text))
    };
    let mut verdict = None;
    let mut statements = Vec::new();
    for claim in scope.standing(&exit.departure.reason) {
        let Some(text) = claim.value.text.as_ref().filter(|text| names(text)) else {
            continue;
        };
        let phrase = Phrase::voiced(claim.value.voice, &exit.person.id, text);
        let (found, statement) = match claim.value.voice {
            Voice::Own => (Verdict::Supported, scope.told(claim, phrase)),
            Voice::Report => (Verdict::Reported, scope.reported(claim, phrase)),
        };
        verdict = verdict.max(Some(found));
        statements.push(statement);
        statements.extend(scope.because(claim, "remark-on-report"));
    }
    for claim in &exit.departure.note {
        if claim.known_on(scope.day) && names(&claim.value.text) {
            statements.extend(note(scope, exit, claim));
            verdict = verdict.max(Some(Verdict::Partly));
        }
    }
    Some(Judgement {
        verdict: verdict?,
        statements,
    })
}
