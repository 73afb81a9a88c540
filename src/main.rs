//! The executable: parse arguments, run, exit; nothing else.
fn main() {}
