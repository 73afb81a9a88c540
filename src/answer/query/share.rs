//! Parts of a group that are not said in numbers.

/// A part of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// One of four left.
    Quarter,
    /// One of three left.
    Third,
    /// As many left as stayed.
    Half,
    /// Two of three left.
    TwoThirds,
    /// Three of four left.
    ThreeQuarters,
    /// As many left as stayed, or more.
    HalfOrMore,
    /// More left than stayed.
    Most,
    /// Fewer left than stayed.
    Fewer,
}

impl Share {
    /// All parts.
    pub const ALL: [Self; 8] = [
        Self::Quarter,
        Self::Third,
        Self::Half,
        Self::TwoThirds,
        Self::ThreeQuarters,
        Self::HalfOrMore,
        Self::Most,
        Self::Fewer,
    ];

    /// The name in a vocabulary.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::Third => "third",
            Self::Half => "half",
            Self::TwoThirds => "two-thirds",
            Self::ThreeQuarters => "three-quarters",
            Self::HalfOrMore => "half-or-more",
            Self::Most => "most",
            Self::Fewer => "fewer",
        }
    }

    /// How many of how many it is; `None` for what is only more or less than half.
    pub fn fraction(self) -> Option<(i64, i64)> {
        match self {
            Self::Quarter => Some((1, 4)),
            Self::Third => Some((1, 3)),
            Self::Half => Some((1, 2)),
            Self::TwoThirds => Some((2, 3)),
            Self::ThreeQuarters => Some((3, 4)),
            Self::HalfOrMore | Self::Most | Self::Fewer => None,
        }
    }

    /// Whether so many of so many are no fewer than a share that only bounds the number from below.
    pub fn is_reached(self, gone: i64, size: i64) -> bool {
        match self {
            Self::HalfOrMore => gone * 2 >= size,
            _ => gone * 2 > size,
        }
    }
}
