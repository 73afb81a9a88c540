//! `exitnote schema`: what editors need to check and complete the files of data and configuration.

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::{Map, Value};

use super::{Exit, say};
use crate::load::schema::json_schemas;

/// The options of `schema`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The kind of file; all of them in one object if it is left out
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(
        json_schemas().into_iter().map(|(name, _)| name)
    ))]
    kind: Option<String>,
}

/// Prints one schema, or an object with all of them by name.
pub(super) fn run(arguments: &Arguments) -> Exit {
    let mut schemas: Map<String, Value> = json_schemas()
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), schema.to_value()))
        .collect();
    let shown = match &arguments.kind {
        Some(kind) => schemas.remove(kind).unwrap_or_default(),
        None => Value::Object(schemas),
    };
    say(&format!("{shown:#}\n"));
    Exit::Done
}
