//! Rules on claims: citations, ranks, quotations, and what several claims on one fact say together.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Label, did_you_mean};
use crate::knowledge::claim::{CATEGORIES, Rank};
use crate::knowledge::source::SourceClass;
use crate::load::build;
use crate::load::schema::View;
use crate::load::world::{Located, World};
use crate::source_file::Span;

use super::dates;

/// Claims that speak of the same fact, in the order of the file.
pub(super) fn facts<'w>(claims: &'w [Located<'w>]) -> Vec<Vec<&'w Located<'w>>> {
    let mut facts: BTreeMap<(usize, &str, &str), Vec<&Located<'_>>> = BTreeMap::new();
    for claim in claims {
        let about = claim.view.about.map_or("", |about| about.value.as_str());
        let key = (claim.record, claim.view.field, about);
        facts.entry(key).or_default().push(claim);
    }
    facts.into_values().collect()
}

/// The most telling place of a claim: its value, else its citations.
fn place(view: &View<'_>) -> Span {
    let text = view.text.map(|text| text.versions.span);
    let date = view.date.map(|date| date.span);
    let quote = view.quote.map(|quote| quote.span);
    let cite = view.cite.map(|cite| cite.span);
    date.or(text).or(quote).or(cite).unwrap_or_default()
}

/// What a claim says, shortened for a message.
fn gist(view: &View<'_>) -> String {
    let text = view.text.and_then(|text| text.original());
    let value = view.date.or(text).or(view.quote);
    let Some(value) = value else {
        return view.field.to_owned();
    };
    let mut gist: String = value.value.chars().take(60).collect();
    if gist.len() < value.value.len() {
        gist.push('…');
    }
    gist
}

/// Every claim has a citation.
pub(super) fn citations(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for claim in world.claims() {
        let Some(cite) = claim.view.cite else {
            continue;
        };
        let label = |span, text| Label::new(claim.file, span, text);
        if cite.value.is_empty() {
            findings.push(
                Diagnostic::new(
                    Code::NoCitation,
                    format!("nothing backs the claim `{}`", gist(&claim.view)),
                    label(cite.span, "empty"),
                )
                .help("name at least one source id, or delete the claim"),
            );
        }
        for written in &cite.value {
            if build::citation(&written.value).0.is_empty() {
                findings.push(
                    Diagnostic::new(
                        Code::NoCitation,
                        "a citation names no source",
                        label(written.span, ""),
                    )
                    .help("write a source id, and a locator after a comma if need be"),
                );
            }
        }
    }
}

/// A claim has a value or says that there is none.
pub(super) fn value_or_none(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for claim in world.claims() {
        let view = &claim.view;
        let Some(none) = view.none else {
            continue;
        };
        let has_value = view.text.is_some() || view.quote.is_some();
        let place = none.map_or_else(|| place(view), |none| none.span);
        let label = Label::new(claim.file, place, "");
        if view.says_none() && has_value {
            findings.push(
                Diagnostic::new(
                    Code::NoValue,
                    format!("this {} has a value and says `none`", view.field),
                    label,
                )
                .help("delete `none`, or the value"),
            );
        } else if !view.says_none() && view.text.is_none() {
            findings.push(
                Diagnostic::new(
                    Code::NoValue,
                    format!("this {} says nothing", view.field),
                    label,
                )
                .help("add `text`, or `none = true` if the sources show that nothing was stated"),
            );
        }
    }
}

/// Why a claim is refuted, or preferred to others, is said.
pub(super) fn reasons_for_ranks(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let claims = world.claims();
    for fact in facts(&claims) {
        for claim in &fact {
            let view = &claim.view;
            let (Some(rank), None) = (view.rank, view.because) else {
                continue;
            };
            let message = match view.rank() {
                Rank::Refuted => "nothing says why this claim is refuted",
                Rank::Preferred if fact.len() > 1 => "nothing says why this claim is preferred",
                _ => continue,
            };
            findings.push(
                Diagnostic::new(
                    Code::RankWithoutReason,
                    message,
                    Label::new(claim.file, rank.span, ""),
                )
                .help("add `because`, one short sentence"),
            );
        }
    }
}

/// Whether two claims on one fact cannot both be true.
fn contradict(a: &View<'_>, b: &View<'_>) -> bool {
    if let (Some(_), Some(_)) = (a.date, b.date) {
        return dates::disjoint(a, b);
    }
    if let (Some(a), Some(b)) = (a.manner, b.manner) {
        return a != b;
    }
    // Texts are compared only where the curator says that they speak of the same thing.
    a.about.is_some() && original(a) != original(b)
}

fn original<'w>(view: &View<'w>) -> Option<&'w str> {
    Some(view.text?.original()?.value.as_str())
}

/// Of claims that contradict each other, one is preferred.
pub(super) fn preferred_twice(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let claims = world.claims();
    for fact in facts(&claims) {
        let preferred: Vec<_> = fact
            .iter()
            .filter(|claim| claim.view.rank() == Rank::Preferred)
            .collect();
        for (index, claim) in preferred.iter().enumerate() {
            let earlier = preferred.iter().take(index);
            let rival = earlier
                .into_iter()
                .find(|rival| contradict(&rival.view, &claim.view));
            if let Some(rival) = rival {
                findings.push(
                    Diagnostic::new(
                        Code::PreferredTwice,
                        format!("two claims on `{}` are preferred", claim.view.field),
                        Label::new(claim.file, place(&claim.view), "this one"),
                    )
                    .and(Label::new(rival.file, place(&rival.view), "and this one"))
                    .help("prefer the better supported, or make both `normal`: then they are shown as a dispute"),
                );
            }
        }
    }
}

/// One claim is not both preferred and refuted.
pub(super) fn preferred_and_refuted(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let same = |a: &View<'_>, b: &View<'_>| {
        a.date.map(|it| &it.value) == b.date.map(|it| &it.value)
            && original(a) == original(b)
            && a.manner == b.manner
            && a.quote.map(|it| &it.value) == b.quote.map(|it| &it.value)
    };
    let claims = world.claims();
    for fact in facts(&claims) {
        let of = |rank| fact.iter().filter(move |claim| claim.view.rank() == rank);
        for refuted in of(Rank::Refuted) {
            let Some(preferred) = of(Rank::Preferred).find(|it| same(&it.view, &refuted.view))
            else {
                continue;
            };
            findings.push(
                Diagnostic::new(
                    Code::PreferredRefuted,
                    format!("`{}` is both preferred and refuted", gist(&refuted.view)),
                    Label::new(refuted.file, place(&refuted.view), "refuted here"),
                )
                .and(Label::new(
                    preferred.file,
                    place(&preferred.view),
                    "preferred here",
                ))
                .help("delete one of the two"),
            );
        }
    }
}

/// The most words of a quotation, exclusive.
const QUOTATION_WORDS: usize = 25;

/// Quotations are short.
pub(super) fn quotations(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for claim in world.claims() {
        let Some(quote) = claim.view.quote else {
            continue;
        };
        let words = quote.value.split_whitespace().count();
        if words >= QUOTATION_WORDS {
            findings.push(
                Diagnostic::new(
                    Code::QuotationTooLong,
                    format!("the quotation has {words} words, and fewer than {QUOTATION_WORDS} are allowed"),
                    Label::new(claim.file, quote.span, ""),
                )
                .help("quote the words that matter and say the rest in `text`"),
            );
        }
    }
}

/// Kinds of reasons are on the list.
pub(super) fn categories(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for claim in world.claims() {
        for category in claim.view.categories {
            if CATEGORIES.contains(&category.value.as_str()) {
                continue;
            }
            let help = match did_you_mean(&category.value, CATEGORIES) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("the kinds are {}", CATEGORIES.join(", ")),
            };
            findings.push(
                Diagnostic::new(
                    Code::UnknownCategory,
                    format!("`{}` is no kind of reason", category.value),
                    Label::new(claim.file, category.span, ""),
                )
                .help(help),
            );
        }
    }
}

/// No claim rests on content farms alone.
pub(super) fn content_farms(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    if world.sources_are_partial {
        return;
    }
    let farms: BTreeSet<&str> = world
        .sources
        .iter()
        .filter(|source| source.value.class.value.0 == SourceClass::ContentFarm)
        .map(|source| source.value.id.value.as_str())
        .collect();
    let claims = world.claims();
    // Beside a better supported claim on the same fact, a weak one is only the other version.
    let outranked: BTreeSet<(usize, Span)> = facts(&claims)
        .into_iter()
        .filter(|fact| {
            let preferred = |it: &&Located<'_>| it.view.rank() == Rank::Preferred;
            fact.iter().any(preferred)
        })
        .flatten()
        .filter(|it| it.view.rank() == Rank::Normal)
        .map(|it| (it.record, place(&it.view)))
        .collect();
    for claim in &claims {
        let Some(cite) = claim.view.cite else {
            continue;
        };
        if outranked.contains(&(claim.record, place(&claim.view))) {
            continue;
        }
        let only_farms = !cite.value.is_empty()
            && cite
                .value
                .iter()
                .all(|written| farms.contains(build::citation(&written.value).0));
        if only_farms && claim.view.rank() != Rank::Refuted {
            findings.push(
                Diagnostic::new(
                    Code::ContentFarmAlone,
                    format!("only content farms say `{}`", gist(&claim.view)),
                    Label::new(claim.file, cite.span, ""),
                )
                .help("add a better source, delete the claim, or refute it"),
            );
        }
    }
}
