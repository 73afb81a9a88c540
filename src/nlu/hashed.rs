//! Maps and sets that are only asked for what they hold, never gone through in an order.
//!
//! Loading looks words up millions of times, and most of that was the standard library's hash, which guards against
//! whoever chooses keys to collide. Keys here come from the operator's own files, so rustc's hash does, which is in the
//! tree already. The only module that names `rustc_hash`.

/// A map without an order.
pub type HashedMap<K, V> = rustc_hash::FxHashMap<K, V>;
/// A set without an order.
pub type HashedSet<T> = rustc_hash::FxHashSet<T>;
