//! Rules on groups: each has members, and those who stand apart are among them.

use crate::diagnostic::{Code, Diagnostic, Label};
use crate::load::world::World;

/// A group has members, and whoever is named as apart is one of them.
pub(super) fn members(world: &World<'_>, findings: &mut Vec<Diagnostic>) {
    for organisation in &world.organisations {
        let id = &organisation.value.id.value;
        for group in &organisation.value.group {
            let role = &group.role;
            let belongs = |person: &&crate::load::schema::Person| {
                person.membership.iter().any(|stay| {
                    let mut groups = stay.groups.value.iter();
                    stay.organisation.value == *id && groups.any(|it| it.value == role.value)
                })
            };
            let people = || world.people.iter().map(|it| &it.value);
            if people().find(belongs).is_none() {
                findings.push(
                    Diagnostic::new(
                        Code::EmptyGroup,
                        format!("nobody of `{id}` is in this group"),
                        Label::new(organisation.file, role.span, "no stay names it"),
                    )
                    .help(
                        "correct `groups` of the stays that belong to it, or delete the [[group]]",
                    ),
                );
                continue;
            }
            for apart in &group.apart {
                let mut named = people().filter(|it| it.id.value == apart.value).peekable();
                if named.peek().is_none() || named.any(|it| belongs(&it)) {
                    continue;
                }
                findings.push(
                    Diagnostic::new(
                        Code::ApartFromOthers,
                        format!("`{}` is not in this group", apart.value),
                        Label::new(
                            organisation.file,
                            apart.span,
                            "named as a member that some do not count",
                        ),
                    )
                    .help("name members only, or add the group to `groups` of the person's stay"),
                );
            }
        }
    }
}
