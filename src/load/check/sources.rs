//! Rules on sources: addresses, and whether anything cites them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Label};
use crate::load::build;
use crate::load::world::World;

/// Every source is cited somewhere.
pub(super) fn unused(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    if world.citations_are_partial {
        return;
    }
    let claims = world.claims();
    let cited: BTreeSet<&str> = claims
        .iter()
        .flat_map(|claim| claim.view.cite.iter().flat_map(|cite| &cite.value))
        .map(|cite| build::citation(&cite.value).0)
        .collect();
    for source in &world.sources {
        let id = &source.value.id;
        if !cited.contains(id.value.as_str()) {
            findings.push(
                Diagnostic::new(
                    Code::UnusedSource,
                    format!("nothing cites `{}`", id.value),
                    Label::new(source.file, id.span, ""),
                )
                .help("cite it where it says something, or delete it"),
            );
        }
    }
}

/// Addresses are https; a source without one says what it is.
pub(super) fn addresses(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for source in &world.sources {
        match (&source.value.url, &source.value.what) {
            (Some(url), _) if !url.value.starts_with("https://") => {
                let help = match url.value.strip_prefix("http://") {
                    Some(rest) => format!("write `https://{rest}`"),
                    None => "write the whole address, beginning with `https://`".to_owned(),
                };
                findings.push(
                    Diagnostic::new(
                        Code::NotHttps,
                        format!("`{}` is not an https address", url.value),
                        Label::new(source.file, url.span, ""),
                    )
                    .help(help),
                );
            }
            (None, None) => {
                let id = &source.value.id;
                findings.push(
                    Diagnostic::new(
                        Code::NoAddress,
                        format!("`{}` has neither `url` nor `what`", id.value),
                        Label::new(source.file, id.span, ""),
                    )
                    .help("add its https address, or say in `what` what this document is"),
                );
            }
            _ => {}
        }
    }
}

/// Two sources have different addresses.
pub(super) fn same_address(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, Label> = BTreeMap::new();
    for source in &world.sources {
        let Some(url) = &source.value.url else {
            continue;
        };
        let id = &source.value.id.value;
        let label = Label::new(source.file, url.span, format!("`{id}` has it here"));
        match seen.get(url.value.trim_end_matches('/')) {
            Some(first) => findings.push(
                Diagnostic::new(
                    Code::DuplicateUrl,
                    format!("two sources have the address `{}`", url.value),
                    label,
                )
                .and(first.clone())
                .help("keep one, and cite it in both places"),
            ),
            None => {
                seen.insert(url.value.trim_end_matches('/'), label);
            }
        }
    }
}
