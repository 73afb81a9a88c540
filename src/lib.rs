//! Exitnote answers questions about people leaving organisations, and proves every sentence.
