//! Rules on ids: unique, kebab-case, equal to file names, and there when they are named.

use std::collections::{BTreeMap, BTreeSet};

use super::normalised;
use crate::diagnostic::{Code, Diagnostic, Label, did_you_mean};
use crate::knowledge::id::is_kebab_case;
use crate::load::build;
use crate::load::schema::{At, View};
use crate::load::world::World;
use crate::source_file::SourceFile;

fn records<'w>(world: &'w World<'_>) -> Vec<(&'w SourceFile, &'w At<String>)> {
    let mut ids: Vec<(&SourceFile, &At<String>)> = Vec::new();
    ids.extend(world.people.iter().map(|it| (it.file, &it.value.id)));
    ids.extend(world.organisations.iter().map(|it| (it.file, &it.value.id)));
    ids.extend(world.topics.iter().map(|it| (it.file, &it.value.id)));
    ids
}

/// A record's id is the name of its file.
pub(super) fn file_names(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for (file, id) in records(world) {
        if id.value != file.stem() {
            findings.push(
                Diagnostic::new(
                    Code::IdNotFileName,
                    format!("`{}` is in a file called `{}.toml`", id.value, file.stem()),
                    Label::new(file, id.span, ""),
                )
                .help(format!(
                    "write `{}`, or rename the file to `{}.toml`",
                    file.stem(),
                    id.value
                )),
            );
        }
    }
}

/// Ids are kebab-case.
pub(super) fn kebab_case(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let sources = world.sources.iter().map(|it| (it.file, &it.value.id));
    for (file, id) in records(world).into_iter().chain(sources) {
        if !is_kebab_case(&id.value) {
            findings.push(
                Diagnostic::new(
                    Code::NotKebabCase,
                    format!("`{}` is not kebab-case", id.value),
                    Label::new(file, id.span, ""),
                )
                .help("use small letters and digits, parted by single hyphens, such as `jane-doe`"),
            );
        }
    }
}

/// No two sources, and no event and topic, have one id. People and organisations cannot: files have different names.
pub(super) fn duplicates(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let sources = world.sources.iter().map(|it| (it.file, &it.value.id));
    unique(sources, findings);
    let topics = world.topics.iter().map(|it| (it.file, &it.value.id));
    unique(topics, findings);
}

fn unique<'w>(
    ids: impl Iterator<Item = (&'w SourceFile, &'w At<String>)>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<&str, Label> = BTreeMap::new();
    for (file, id) in ids {
        match seen.get(id.value.as_str()) {
            Some(first) => findings.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    format!("two records are called `{}`", id.value),
                    Label::new(file, id.span, "again here"),
                )
                .and(first.clone())
                .help("give one of them another id"),
            ),
            None => {
                seen.insert(&id.value, Label::new(file, id.span, "first here"));
            }
        }
    }
}

/// People who are named by id have files.
pub(super) fn people(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let mut named = references(world, |view| view.people.clone());
    for topic in &world.topics {
        named.extend(topic.value.people.iter().map(|id| (topic.file, id)));
    }
    exist(
        world,
        "people",
        "person",
        Code::UnknownPerson,
        &named,
        findings,
    );
}

/// Organisations that are named by id have files.
pub(super) fn organisations(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let mut named = references(world, |view| view.organisations.clone());
    for topic in &world.topics {
        let ids = topic.value.organisations.iter();
        named.extend(ids.map(|id| (topic.file, id)));
    }
    let main = world.dataset.as_ref();
    named.extend(main.map(|it| (it.file, &it.value.organisation)));
    let code = Code::UnknownOrganisation;
    exist(
        world,
        "organisations",
        "organisation",
        code,
        &named,
        findings,
    );
}

/// Topics that are named by id have files.
pub(super) fn topics(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let named = references(world, |view| view.topics.clone());
    let mut foundings = Vec::new();
    for organisation in &world.organisations {
        let founding = organisation.value.founding.iter();
        foundings.extend(founding.map(|id| (organisation.file, id)));
    }
    let code = Code::UnknownTopic;
    exist(world, "topics", "topic", code, &named, findings);
    exist(world, "events", "event", code, &foundings, findings);
}

fn references<'w>(
    world: &'w World<'_>,
    ids: impl Fn(&View<'w>) -> Vec<&'w At<String>>,
) -> Vec<(&'w SourceFile, &'w At<String>)> {
    let claims = world.claims().into_iter();
    claims
        .flat_map(|claim| {
            let ids = ids(&claim.view).into_iter();
            ids.map(move |id| (claim.file, id))
        })
        .collect()
}

fn exist(
    world: &World<'_>,
    folder: &str,
    kind: &str,
    code: Code,
    named: &[(&SourceFile, &At<String>)],
    findings: &mut Vec<Diagnostic>,
) {
    let mut known = world.stems(folder);
    if folder == "topics" {
        known.extend(world.stems("events"));
    }
    for (file, id) in named {
        if known.contains(id.value.as_str()) {
            continue;
        }
        if id.value.trim().is_empty() {
            findings.push(
                Diagnostic::new(
                    code,
                    format!("no {kind} is named here"),
                    Label::new(file, id.span, "empty"),
                )
                .help(format!("write the id of a file in data/{folder}/")),
            );
            continue;
        }
        let path = format!("data/{folder}/{}.toml", id.value);
        let help = match meant(world, folder, &id.value, &known) {
            Some(name) => format!("did you mean `{name}`? Otherwise add {path}"),
            None => format!("add {path}"),
        };
        findings.push(
            Diagnostic::new(
                code,
                format!("no {kind} is called `{}`", id.value),
                Label::new(file, id.span, "named here"),
            )
            .help(help),
        );
    }
}

/// The id that was probably meant: of the record that has this name or alias, else the one spelt most alike, else the
/// one that shares most of its parts.
fn meant<'w>(
    world: &'w World<'_>,
    folder: &str,
    wrong: &str,
    known: &BTreeSet<&'w str>,
) -> Option<&'w str> {
    let wanted = normalised(wrong);
    let mut records = world
        .people
        .iter()
        .map(|it| (it.file, &it.value.id, &it.value.name, &*it.value.aliases))
        .chain(
            world
                .organisations
                .iter()
                .map(|it| (it.file, &it.value.id, &it.value.name, &*it.value.aliases)),
        )
        .chain(
            world
                .topics
                .iter()
                .map(|it| (it.file, &it.value.id, &it.value.name, &*it.value.aliases)),
        );
    let in_folder = format!("data/{folder}/");
    let called = records.find(|(file, _, name, aliases)| {
        let mut names = name.versions.value.values().chain(*aliases);
        file.path.starts_with(&in_folder) && names.any(|it| normalised(&it.value) == wanted)
    });
    if let Some((_, id, _, _)) = called {
        return Some(&id.value);
    }
    let shared = |id: &str| {
        let parts = id.split('-').filter(|part| part.len() > 3);
        parts
            .filter(|part| wrong.split('-').any(|it| it == *part))
            .count()
    };
    did_you_mean(wrong, known.iter().copied()).or_else(|| {
        known
            .iter()
            .map(|id| (shared(id), *id))
            .filter(|(parts, _)| *parts > 0)
            // The first of equals, so that the suggestion is the same every time.
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, id)| id)
    })
}

/// What is cited is a source.
pub(super) fn sources(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    if world.sources_are_partial {
        return;
    }
    let known: BTreeSet<&str> = world
        .sources
        .iter()
        .map(|source| source.value.id.value.as_str())
        .collect();
    for claim in world.claims() {
        let cites = claim.view.cite.iter().flat_map(|cite| &cite.value);
        for cite in cites {
            let (id, _) = build::citation(&cite.value);
            if known.contains(id) {
                continue;
            }
            let add = "add a [[source]] with this id to a file in data/sources/";
            let help = match did_you_mean(id, known.iter().copied()) {
                Some(name) => format!("did you mean `{name}`? Otherwise {add}"),
                None => add.to_owned(),
            };
            findings.push(
                Diagnostic::new(
                    Code::UnknownSource,
                    format!("no source is called `{id}`"),
                    Label::new(claim.file, cite.span, "cited here"),
                )
                .help(help),
            );
        }
    }
}
