//! Exitnote answers questions about people leaving organisations, and proves every sentence.

pub mod answer;
pub mod knowledge;
pub mod nlu;
pub mod playground;
pub mod store;
