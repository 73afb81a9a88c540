//! Rules on names and aliases: each stands for one record of its kind.

use std::collections::BTreeMap;

use super::normalised;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::load::schema::{At, Text};
use crate::load::world::World;
use crate::source_file::SourceFile;

/// A record with its name and aliases.
struct Named<'w> {
    file: &'w SourceFile,
    id: &'w str,
    name: &'w Text,
    aliases: &'w [At<String>],
}

impl<'w> Named<'w> {
    fn names(&self) -> impl Iterator<Item = &'w At<String>> {
        self.name.versions.value.values().chain(self.aliases)
    }
}

/// No two people, no two organisations, and no two events or topics share a name.
pub(super) fn shared(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    let people = world.people.iter().map(|it| Named {
        file: it.file,
        id: &it.value.id.value,
        name: &it.value.name,
        aliases: &it.value.aliases,
    });
    unique("people", people, findings);
    let organisations = world.organisations.iter().map(|it| Named {
        file: it.file,
        id: &it.value.id.value,
        name: &it.value.name,
        aliases: &it.value.aliases,
    });
    unique("organisations", organisations, findings);
    let topics = world.topics.iter().map(|it| Named {
        file: it.file,
        id: &it.value.id.value,
        name: &it.value.name,
        aliases: &it.value.aliases,
    });
    unique("topics", topics, findings);
}

fn unique<'w>(
    kind: &str,
    records: impl Iterator<Item = Named<'w>>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<String, (&str, Label)> = BTreeMap::new();
    for record in records {
        for name in record.names() {
            let key = normalised(&name.value);
            if key.is_empty() {
                continue;
            }
            let text = format!("`{}` has it here", record.id);
            let label = Label::new(record.file, name.span, text);
            match seen.get(&key) {
                Some((id, _)) if *id == record.id => {}
                Some((id, first)) => findings.push(
                    Diagnostic::new(
                        Code::SharedAlias,
                        format!(
                            "{kind} `{id}` and `{}` share the name `{}`",
                            record.id, name.value
                        ),
                        label,
                    )
                    .and(first.clone())
                    .help(if kind == "people" {
                        "case, accents and punctuation do not count; delete both if it is a surname or given name: the words of a name match by themselves"
                    } else {
                        "case, accents and punctuation do not count; delete one of the two"
                    }),
                ),
                None => {
                    seen.insert(key, (record.id, label));
                }
            }
        }
    }
}

/// The words of a name match by themselves: one of them alone is no alias of somebody else who has it as well. An alias of
/// both is found as shared.
pub(super) fn of_namesakes(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    // By word, once for all: whose alias it is, and in whose name it stands.
    let mut aliases: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut parts: BTreeMap<String, Vec<(usize, &At<String>)>> = BTreeMap::new();
    for (at, person) in world.people.iter().enumerate() {
        for alias in &person.value.aliases {
            aliases
                .entry(normalised(&alias.value))
                .or_default()
                .push(at);
        }
        for name in person.value.name.versions.value.values() {
            let words: Vec<&str> = name.value.split([' ', '・', '·']).collect();
            for word in words.iter().filter(|_| words.len() > 1) {
                parts.entry(normalised(word)).or_default().push((at, name));
            }
        }
    }
    for (own, person) in world.people.iter().enumerate() {
        for alias in &person.value.aliases {
            let key = normalised(&alias.value);
            let mut shared = aliases.get(&key).into_iter().flatten();
            if shared.any(|at| *at != own) {
                continue;
            }
            let mut named = parts.get(&key).into_iter().flatten();
            let named = named.find(|(at, _)| *at != own);
            let Some((other, span)) =
                named.and_then(|(at, name)| Some((world.people.get(*at)?, name.span)))
            else {
                continue;
            };
            let said = format!(
                "`{}` is a word of the name of `{}`, too",
                alias.value, other.value.id.value
            );
            findings.push(
                Diagnostic::new(
                    Code::NamesakeAlias,
                    said,
                    Label::new(person.file, alias.span, "an alias here"),
                )
                .and(Label::new(other.file, span, "a part of this name"))
                .help("delete it: the words of a name match by themselves, and a question with this one is asked back"),
            );
        }
    }
}

/// People have an alias to be found by.
pub(super) fn people_have_aliases(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for person in &world.people {
        if person.value.aliases.is_empty() {
            findings.push(
                Diagnostic::new(
                    Code::PersonWithoutAlias,
                    format!("`{}` has no alias", person.value.id.value),
                    Label::new(person.file, person.value.name.versions.span, ""),
                )
                .help("add other spellings, handles or scripts: `aliases = [\"…\"]`; the words of the name match by themselves, so a shared surname is no alias"),
            );
        }
    }
}
