//! The small words of a language that join names, dates and causes, for scripts without spaces between words: there they
//! are no words of their own that a vocabulary could be searched for. They come from its `[particles]`.

/// What a language writes directly behind names, causes and dates; empty for one that parts its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Particles {
    /// Behind an owner (`の`).
    pub owner: Vec<String>,
    /// Behind a cause (`で`).
    pub cause: Vec<String>,
    /// Behind the name of a person and hardly anything else (`さん`).
    pub honorific: Vec<String>,
    /// Behind a name as behind any noun, and not inside a word that begins like the name (`は`).
    pub behind_name: Vec<String>,
    /// Behind the beginning of a stretch of time (`から`): what a wave dash between two dates is read as.
    pub from: Vec<String>,
    /// The units of dates, one character each (`月`).
    pub date_units: Vec<String>,
}

impl Particles {
    /// Whether a character is the unit of a date.
    pub fn is_date_unit(&self, character: char) -> bool {
        self.date_units.iter().any(|it| it.starts_with(character))
    }
}
