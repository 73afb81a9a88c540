//! The shape of each file as a curator writes it; serde and JSON Schema, no logic.
//!
//! No `flatten` and no `untagged`: both lose the places that findings point at.

mod claim;
mod config;
mod data;
mod temporal;
mod value;

pub use claim::{Destination, Fact, Manner, Note, Quotation, Reason, Response, TopicClaim, When};
pub use config::{
    CheckSettings, DiscordSettings, HttpSettings, LogSettings, MatchingSettings, SettingsFile,
    StoreSettings,
};
pub use config::{Intent, IntentsFile, ParticlesTable, Unrelated, VocabularyFile, Word};
pub use data::{
    Dataset, Departure, Group, Membership, Organisation, Person, Source, SourcesFile, Topic,
};
pub use temporal::TemporalFile;
pub use value::{At, Day, RankName, Text, View};
pub(crate) use value::{ORIGINAL, UNKNOWN_VALUE};

/// The JSON Schema of every kind of file, by the name that an editor's settings would use.
pub fn json_schemas() -> Vec<(&'static str, schemars::Schema)> {
    vec![
        ("dataset", schemars::schema_for!(Dataset)),
        ("sources", schemars::schema_for!(SourcesFile)),
        ("person", schemars::schema_for!(Person)),
        ("organisation", schemars::schema_for!(Organisation)),
        ("topic", schemars::schema_for!(Topic)),
        ("intents", schemars::schema_for!(IntentsFile)),
        ("settings", schemars::schema_for!(SettingsFile)),
        ("temporal", schemars::schema_for!(TemporalFile)),
        ("vocabulary", schemars::schema_for!(VocabularyFile)),
    ]
}
