//! Organisations and their named groups.

use super::claim::Citations;
use super::id::{OrganisationId, PersonId, TopicId};
use super::person::RoleGroup;
use super::text::Text;

/// An organisation that people leave, come from or go to.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// The id, equal to the file name.
    pub id: OrganisationId,
    /// The name to print.
    pub name: Text,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its named groups.
    pub groups: Vec<Group>,
    /// The event of its founding, before which nobody belonged to it.
    pub founding: Option<TopicId>,
}

/// A named group: the members of an organisation in one role group.
#[derive(Debug, Clone)]
pub struct Group {
    /// Whose memberships count.
    pub role: RoleGroup,
    /// Its name, as a plural.
    pub name: Text,
    /// Other names of this very group.
    pub aliases: Vec<String>,
    /// Members whom some sources do not count.
    pub apart: Vec<PersonId>,
    /// Who names the group and its size.
    pub citations: Citations,
}
