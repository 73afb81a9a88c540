//! Names of records: kebab-case, equal to the file name, one type for each kind so that they cannot be confused.

use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id of this name; loading has checked that it is kebab-case.
            pub fn new(name: &str) -> Self {
                Self(name.into())
            }

            /// The name as it stands in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// A source.
    SourceId,
    /// A person.
    PersonId,
    /// An organisation.
    OrganisationId,
    /// An event or a topic.
    TopicId,
}

/// Whether a text is a kebab-case id: small letters and digits, parted by single hyphens.
pub fn is_kebab_case(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}
