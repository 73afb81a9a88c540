//! From an interpretation to an answer: look-ups, and statements that always carry citations.

pub mod resolver;
