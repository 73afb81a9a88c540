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
    /// So many of ten left, rounded: 1 to 9.
    Tenths(u8),
    /// So many of ten left, or more: 1 to 9.
    TenthsOrMore(u8),
}

/// The names of tenths in a vocabulary, from one to nine.
const TENTHS: [&str; 9] = [
    "tenths-1", "tenths-2", "tenths-3", "tenths-4", "tenths-5", "tenths-6", "tenths-7", "tenths-8",
    "tenths-9",
];

/// The names of tenths that only bound from below, from one to nine.
const TENTHS_OR_MORE: [&str; 9] = [
    "tenths-1-or-more",
    "tenths-2-or-more",
    "tenths-3-or-more",
    "tenths-4-or-more",
    "tenths-5-or-more",
    "tenths-6-or-more",
    "tenths-7-or-more",
    "tenths-8-or-more",
    "tenths-9-or-more",
];

impl Share {
    /// All parts.
    pub const ALL: [Self; 26] = [
        Self::Quarter,
        Self::Third,
        Self::Half,
        Self::TwoThirds,
        Self::ThreeQuarters,
        Self::HalfOrMore,
        Self::Most,
        Self::Fewer,
        Self::Tenths(1),
        Self::Tenths(2),
        Self::Tenths(3),
        Self::Tenths(4),
        Self::Tenths(5),
        Self::Tenths(6),
        Self::Tenths(7),
        Self::Tenths(8),
        Self::Tenths(9),
        Self::TenthsOrMore(1),
        Self::TenthsOrMore(2),
        Self::TenthsOrMore(3),
        Self::TenthsOrMore(4),
        Self::TenthsOrMore(5),
        Self::TenthsOrMore(6),
        Self::TenthsOrMore(7),
        Self::TenthsOrMore(8),
        Self::TenthsOrMore(9),
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
            Self::Tenths(tenths) => named(&TENTHS, tenths),
            Self::TenthsOrMore(tenths) => named(&TENTHS_OR_MORE, tenths),
        }
    }

    /// How many of how many it is; `None` for what is rounded or only more or less than a part.
    pub fn fraction(self) -> Option<(i64, i64)> {
        match self {
            Self::Quarter => Some((1, 4)),
            Self::Third => Some((1, 3)),
            Self::Half => Some((1, 2)),
            Self::TwoThirds => Some((2, 3)),
            Self::ThreeQuarters => Some((3, 4)),
            Self::HalfOrMore
            | Self::Most
            | Self::Fewer
            | Self::Tenths(_)
            | Self::TenthsOrMore(_) => None,
        }
    }

    /// Whether so many of so many are no fewer than a share that only bounds the number from below.
    pub fn is_reached(self, gone: i64, size: i64) -> bool {
        match self {
            Self::HalfOrMore => gone * 2 >= size,
            Self::TenthsOrMore(tenths) => gone * 10 >= i64::from(tenths) * size,
            _ => gone * 2 > size,
        }
    }

    /// How many tenths so many of so many are held against: the number claimed, and what it comes to, rounded. `None` for
    /// what is no rounded share.
    pub fn rounded(self, gone: i64, size: i64) -> Option<(i64, i64)> {
        match self {
            Self::Tenths(tenths) => {
                let rounded = (gone * 20 + size).checked_div(size * 2)?;
                Some((i64::from(tenths), rounded))
            }
            _ => None,
        }
    }
}

/// The name of so many tenths.
fn named(names: &[&'static str; 9], tenths: u8) -> &'static str {
    let at = usize::from(tenths).saturating_sub(1);
    names.get(at).copied().unwrap_or_default()
}
