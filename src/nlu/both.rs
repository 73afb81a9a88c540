//! Two pieces of work at once, where there is a thread for each.

/// Runs both and gives both results; the first on a thread of its own if there is more than one. What they give does not
/// depend on `threads`. A panic of either is passed on.
pub fn both<A: Send, B>(
    threads: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if threads < 2 {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let running = scope.spawn(one);
        let second = other();
        match running.join() {
            Ok(first) => (first, second),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn gives_the_same_on_one_thread_and_on_two() {
        for threads in [1, 2] {
            assert_eq!(both(threads, || 1 + 1, || "two"), (2, "two"));
        }
    }
}
