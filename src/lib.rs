//! Exitnote answers questions about people leaving organisations, and proves every sentence.
//!
//! A question goes through four steps, each in a room of its own: [`nlu`] understands it, [`bot`] binds what was understood to
//! the dataset and to what was said before, [`answer`] looks it up, [`render`] words it. All of that is text to text; [`load`]
//! makes it from files; the edges bring it to people.
//!
//! # The map, in reading order
//!
//! | room | is for | may use |
//! | --- | --- | --- |
//! | **text to text** | | |
//! | [`knowledge`] | the dataset, indexed and immutable: people, departures, claims and who says so | |
//! | [`nlu`] | from an utterance to an intent with slots; of the dataset it knows names and ids only | |
//! | [`answer`] | look-ups: from a bound question to statements with citations | `knowledge` `nlu` |
//! | [`render`] | from an answer to a reply in one language, within a budget of characters | `knowledge` `answer` |
//! | [`chart`] | the timeline of departures as SVG | `knowledge` |
//! | [`picture`] | SVG as PNG, with fonts of our own | `chart` |
//! | [`bot`] | from a question to a reply: the façade for every adapter | `knowledge` `nlu` `answer` `render` |
//! | **files to a bot** | | |
//! | [`source_file`] | a file as text, and places in it | |
//! | [`diagnostic`] | findings: what is wrong, where, where else, what to type instead | `source_file` |
//! | [`load`] | from files to a bot, with every finding | all of the above but `chart` and `picture` |
//! | **the edges** | | |
//! | [`disk`] | reads `data/` and `config/`, or the copies in the binary | `source_file` |
//! | [`settings`] | settings and the token, from file and environment | `source_file` `diagnostic` `load` `disk` |
//! | [`store`] | the durable state, in a database of one file or on a server | |
//! | [`telemetry`] | logs without secrets, health, metrics | |
//! | [`playground`] | a loopback Discord with a page; knows nothing of the bot | |
//! | [`discord`] | the adapter of Discord: translators in and out, commands, limits; serenity is named here only | `knowledge` `bot` `render` `chart` `picture` `store` `telemetry` |
//! | [`cli`] | the command line, one file per subcommand | all of the above |
//!
//! `tests/it/architecture.rs` has the same arrows as a table, and fails where a file uses more than it may.
//!
//! # What always holds
//!
//! 1. Up to [`load`], nothing reads a file, a clock, the environment or the network.
//! 2. Neither a claim nor a statement can be built without a citation.
//! 3. The day is an argument; so is the budget of characters.
//! 4. Loading never stops at the first finding, and gives a bot if and only if there is no error.
//! 5. The types of `knowledge`, `answer` and `nlu` are not for the wire: files have theirs in [`load::schema`], `ask` in `cli`.
//! 6. The same files, question and day give the same reply, byte for byte: maps are ordered, ties fall in the order of the files.
//! 7. `nlu` and `knowledge` do not know each other: [`load`] hands names and ids from one to the other.

pub mod answer;
pub mod bot;
pub mod chart;
pub mod cli;
pub mod diagnostic;
pub mod discord;
pub mod disk;
pub mod knowledge;
pub mod load;
pub mod nlu;
pub mod picture;
pub mod playground;
pub mod render;
pub mod settings;
pub mod source_file;
pub mod store;
pub mod telemetry;
