//! Numbers that only bound what is claimed.

/// What a claimed number is to the one that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// "At least five": no less than it.
    AtLeast,
    /// "More than five".
    MoreThan,
    /// "No more than five": no more than it.
    AtMost,
    /// "Fewer than five".
    FewerThan,
}

impl Bound {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::AtLeast, Self::MoreThan, Self::AtMost, Self::FewerThan];

    /// How the vocabulary names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtLeast => "at-least",
            Self::MoreThan => "more-than",
            Self::AtMost => "at-most",
            Self::FewerThan => "fewer-than",
        }
    }

    /// Whether a number keeps to it.
    pub const fn admits(self, number: i64, bound: i64) -> bool {
        match self {
            Self::AtLeast => number >= bound,
            Self::MoreThan => number > bound,
            Self::AtMost => number <= bound,
            Self::FewerThan => number < bound,
        }
    }
}
