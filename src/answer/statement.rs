//! Statements: what an answer says, each with its citations. A statement without a citation cannot be built.

use jiff::civil::Date;

use super::phrase::{Phrase, Value};
use crate::knowledge::claim::{Citations, Claim};

/// One statement of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What it says.
    pub phrase: Phrase,
    /// Who says so.
    pub citations: Citations,
    /// Whether the sources state it, or it was derived from what they state, or they disagree.
    pub kind: Kind,
    /// The day up to which its sources were read.
    pub as_of: Date,
}

/// How a statement rests on its sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A source states it.
    Stated,
    /// It was counted, ordered or compared from records; the citations are those of the records.
    Derived,
    /// Sources disagree on it.
    Disputed,
}

impl Kind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Derived => "derived",
            Self::Disputed => "disputed",
        }
    }
}

impl Statement {
    /// What a claim states.
    pub fn stated<T>(claim: &Claim<T>, phrase: Phrase) -> Self {
        Self {
            phrase,
            citations: claim.citations.clone(),
            kind: Kind::Stated,
            as_of: claim.as_of,
        }
    }

    /// One version of a fact on which sources disagree.
    pub fn disputed<T>(claim: &Claim<T>, phrase: Phrase) -> Self {
        Self {
            kind: Kind::Disputed,
            ..Self::stated(claim, phrase)
        }
    }

    /// What a source claims and what speaks against it; nothing if no reason against it is recorded.
    pub fn refuted<T>(claim: &Claim<T>, said: impl Into<Value>) -> Option<Self> {
        let phrase = Phrase::new("refuted")
            .with("source", &claim.citations.first().source)
            .with("text", said)
            .with("because", claim.because.as_ref()?);
        Some(Self::disputed(claim, phrase))
    }

    /// What follows from records; nothing if no record has a citation.
    pub fn derived(
        phrase: Phrase,
        citations: impl IntoIterator<Item = Citations>,
        as_of: Date,
    ) -> Option<Self> {
        let lists: Vec<Citations> = citations.into_iter().collect();
        Some(Self {
            phrase,
            citations: Citations::union(&lists)?,
            kind: Kind::Derived,
            as_of,
        })
    }
}

/// What an answer amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The question is answered.
    Answered,
    /// The sources disagree, and the versions are shown.
    Disputed,
    /// The question may mean several things; the answer asks which.
    Ambiguous,
    /// The question is not answered, and the answer says why.
    Declined,
}

impl Outcome {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Disputed => "disputed",
            Self::Ambiguous => "ambiguous",
            Self::Declined => "declined",
        }
    }
}

/// Why a question is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeclineReason {
    /// The dataset does not know the person, organisation or topic.
    UnknownSubject,
    /// The person is known, and no departure of theirs is.
    NoDeparture,
    /// The departure is known, and the sources do not say this of it.
    NotStated,
    /// The question is not what this dataset is about.
    OutOfScope,
    /// It is not clear what is asked.
    TooVague,
}

impl DeclineReason {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownSubject => "unknown-subject",
            Self::NoDeparture => "no-departure",
            Self::NotStated => "not-stated",
            Self::OutOfScope => "out-of-scope",
            Self::TooVague => "too-vague",
        }
    }
}

/// An answer, before a language words it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What it amounts to.
    pub outcome: Outcome,
    /// A remark without a fact, said before the statements: what was assumed, why there is no answer.
    pub remark: Option<Phrase>,
    /// What is stated.
    pub statements: Vec<Statement>,
    /// Why there is no answer.
    pub decline: Option<DeclineReason>,
    /// Questions that can be asked instead.
    pub suggestions: Vec<Phrase>,
}

impl Answer {
    /// An answer of these statements; disputed if one of them is.
    pub fn of(statements: Vec<Statement>) -> Self {
        let disputed = statements.iter().any(|it| it.kind == Kind::Disputed);
        Self {
            outcome: if disputed {
                Outcome::Disputed
            } else {
                Outcome::Answered
            },
            remark: None,
            statements,
            decline: None,
            suggestions: Vec::new(),
        }
    }

    /// A remark without a statement: help, a greeting.
    pub fn remark(phrase: Phrase) -> Self {
        Self {
            remark: Some(phrase),
            ..Self::of(Vec::new())
        }
    }

    /// No answer, and why.
    pub fn declined(reason: DeclineReason, phrase: Phrase) -> Self {
        Self {
            outcome: Outcome::Declined,
            remark: Some(phrase),
            statements: Vec::new(),
            decline: Some(reason),
            suggestions: Vec::new(),
        }
    }

    /// A question back.
    pub fn ambiguous(phrase: Phrase, suggestions: Vec<Phrase>) -> Self {
        Self {
            outcome: Outcome::Ambiguous,
            remark: Some(phrase),
            statements: Vec::new(),
            decline: Some(DeclineReason::TooVague),
            suggestions,
        }
    }

    /// The same with a remark before the statements.
    #[must_use]
    pub fn remarking(mut self, phrase: Phrase) -> Self {
        self.remark = Some(phrase);
        self
    }

    /// The same with more statements behind.
    #[must_use]
    pub fn and(mut self, more: impl IntoIterator<Item = Statement>) -> Self {
        self.statements.extend(more);
        self
    }

    /// The same with questions that can be asked instead.
    #[must_use]
    pub fn suggesting(mut self, suggestions: Vec<Phrase>) -> Self {
        self.suggestions = suggestions;
        self
    }
}
