//! Exitnote answers questions about people leaving organisations, and proves every sentence.

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
