//! The small words of a language that join names, dates and causes. In scripts without spaces between words they are no
//! words of their own that a vocabulary could be searched for. They come from its `[particles]`.

/// What a language writes beside names, causes and dates; empty where it has no such words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Particles {
    /// Behind an owner (`の`; `s` is what is left of an English possessive).
    pub owner: Vec<String>,
    /// Behind a cause (`で`).
    pub cause: Vec<String>,
    /// Behind whom or what something is done to (`を`).
    pub object: Vec<String>,
    /// Before whoever did something that is told of the other (`by`).
    pub agent: Vec<String>,
    /// Behind the name of a person and hardly anything else (`さん`).
    pub honorific: Vec<String>,
    /// Behind a name as behind any noun, and not inside a word that begins like the name (`は`).
    pub behind_name: Vec<String>,
    /// Behind the beginning of a stretch of time (`から`): what a wave dash between two dates is read as.
    pub from: Vec<String>,
    /// Before a unit of time of which one is meant (`a`).
    pub one: Vec<String>,
    /// Before a sentence, to ask whether it is so (`is it true that`).
    pub tested: Vec<String>,
    /// Behind the subject of a sentence, where it says something of it (`was`, `left`).
    pub finite: Vec<String>,
    /// The units of dates, one character each (`月`).
    pub date_units: Vec<String>,
}

impl Particles {
    /// Whether what stands behind a word begins with the particle for whom or what something is done to.
    pub fn marks_an_object(&self, behind: &str) -> bool {
        let behind = behind.trim_start();
        self.object.iter().any(|it| behind.starts_with(it.as_str()))
    }

    /// Whether a word stands behind an owner.
    pub fn marks_an_owner(&self, word: &str) -> bool {
        self.owner.iter().any(|it| it == word)
    }

    /// Whether a word stands before whoever did something.
    pub fn marks_an_agent(&self, word: &str) -> bool {
        self.agent.iter().any(|it| it == word)
    }

    /// Whether a character is the unit of a date.
    pub fn is_date_unit(&self, character: char) -> bool {
        self.date_units.iter().any(|it| it.starts_with(character))
    }
}
