//! From an answer to a reply: sentences in one language, numbered citations, within a budget of characters.

mod again;
pub mod markdown;
mod subject;
pub mod wording;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answer::phrase::Phrase;
use crate::answer::statement::Answer;
pub use crate::answer::statement::{DeclineReason, Kind, Outcome};
use crate::knowledge::Knowledge;
use crate::knowledge::id::SourceId;
use crate::knowledge::source::SourceClass;
use wording::Wording;

/// What is said to the person who asked. The texts carry no Markdown and no citation marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The question as it was asked.
    pub question: String,
    /// What the reply amounts to.
    pub outcome: Outcome,
    /// The intent that was understood, if one was.
    pub intent: Option<String>,
    /// How sure the matcher is of the intent, from 0 to 1.
    pub confidence: f32,
    /// What was named in the question or taken from the context, by slot.
    pub slots: BTreeMap<String, Vec<String>>,
    /// How the question was understood, in the reply's language.
    pub understood_as: String,
    /// The language of the reply, as a tag.
    pub language: String,
    /// A remark without a fact, said first.
    pub remark: Option<String>,
    /// What is stated.
    pub statements: Vec<Said>,
    /// What the statements cite, numbered from 1 in the order of first use.
    pub citations: Vec<Cited>,
    /// The day up to which the answer holds.
    pub as_of: Date,
    /// A short hash of data and config.
    pub revision: String,
    /// Why there is no answer.
    pub decline: Option<DeclineReason>,
    /// Questions that can be asked instead.
    pub suggestions: Vec<String>,
    /// How many statements the budget left out.
    pub left_out: usize,
}

/// A statement in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// How it rests on its sources.
    pub kind: Kind,
    /// Numbers of its citations, at least one.
    pub citations: Vec<usize>,
}

/// A source as it is listed under a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its number in this reply, from 1.
    pub n: usize,
    /// Its id.
    pub source: SourceId,
    /// Who published it.
    pub publisher: String,
    /// Its title, or what it is.
    pub title: String,
    /// Its https address, if it has one.
    pub url: Option<String>,
    /// When it was published, as ISO 8601 no finer than it is known.
    pub published: Option<String>,
    /// When it was published, in words.
    pub published_in_words: Option<String>,
    /// What kind of source it is.
    pub class: SourceClass,
}

/// So many sources stand behind one statement at most; the strongest come first.
const CITATIONS_OF_ONE: usize = 4;
/// So many stand behind a statement that was counted or listed from records.
const CITATIONS_OF_MANY: usize = 12;

/// The words of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Worded {
    /// A remark without a fact.
    pub remark: Option<String>,
    /// What is stated.
    pub statements: Vec<Said>,
    /// What the statements cite.
    pub citations: Vec<Cited>,
    /// Questions that can be asked instead.
    pub suggestions: Vec<String>,
    /// How many statements the budget left out.
    pub left_out: usize,
}

/// Puts an answer into words. `budget` is the most characters that remark and statements may take together; whole
/// statements beyond it are left out and counted, none is cut.
pub fn render(knowledge: &Knowledge, wording: &Wording, answer: &Answer, budget: usize) -> Worded {
    let remark = answer
        .remark
        .as_ref()
        .map(|phrase| wording.sentence(&wording.say(knowledge, phrase)));
    let mut spent = remark.as_ref().map_or(0, |text| text.chars().count());
    let mut worded = Worded {
        remark,
        statements: Vec::new(),
        citations: Vec::new(),
        suggestions: answer
            .suggestions
            .iter()
            .map(|phrase| wording.say(knowledge, phrase))
            .collect(),
        left_out: 0,
    };
    let mut told = BTreeSet::new();
    let mut before: Option<(String, &Phrase)> = None;
    for statement in &answer.statements {
        let full = wording.sentence(&wording.say(knowledge, &statement.phrase));
        if !told.insert(full.clone()) {
            continue;
        }
        let (sentence, phrase) = before
            .as_ref()
            .map(|(text, it)| (text.as_str(), *it))
            .unzip();
        let again = phrase
            .and_then(|it| again::attributed(wording, it, &statement.phrase))
            .map(|it| wording.sentence(&wording.say(knowledge, &it)));
        let said = again.as_deref().unwrap_or(&full);
        let text = subject::shortened(knowledge, wording, sentence, said);
        let length = text.chars().count();
        if spent + length > budget && !worded.statements.is_empty() {
            worded.left_out += 1;
            continue;
        }
        spent += length;
        before = Some((full, &statement.phrase));
        let most = match statement.kind {
            Kind::Derived => CITATIONS_OF_MANY,
            Kind::Stated | Kind::Disputed => CITATIONS_OF_ONE,
        };
        let citations = statement
            .citations
            .iter()
            .take(most)
            .filter_map(|citation| {
                number(knowledge, wording, &mut worded.citations, &citation.source)
            })
            .collect();
        worded.statements.push(Said {
            text,
            kind: statement.kind,
            citations,
        });
    }
    worded
}

/// The number of a source in this reply; a new one if it is cited for the first time.
fn number(
    knowledge: &Knowledge,
    wording: &Wording,
    cited: &mut Vec<Cited>,
    id: &SourceId,
) -> Option<usize> {
    if let Some(known) = cited.iter().find(|it| it.source == *id) {
        return Some(known.n);
    }
    let source = knowledge.sources.get(id)?;
    let n = cited.len() + 1;
    cited.push(Cited {
        n,
        source: id.clone(),
        publisher: source.publisher.clone(),
        title: source
            .title
            .clone()
            .or_else(|| source.what.clone())
            .unwrap_or_else(|| source.publisher.clone()),
        url: source.url.clone(),
        published: source.published.as_ref().map(|date| {
            use crate::knowledge::date::Form;
            match &date.form {
                Form::Day(day) => day.to_string(),
                Form::Month(year, month) => format!("{year:04}-{month:02}"),
                _ => format!("{:04}", date.earliest().year()),
            }
        }),
        published_in_words: source.published.as_ref().map(|date| wording.date(date)),
        class: source.class,
    });
    Some(n)
}

impl Reply {
    /// The reply as one text: the remark, then the statements with their citation marks; with suggestions if there is
    /// no answer.
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = self.remark.iter().cloned().collect();
        lines.extend(self.statements.iter().map(Said::marked));
        lines.join("\n")
    }
}

impl Said {
    /// The sentence with its citation marks: `Igor Babuschkin left on 13 August 2025. [1][2]`.
    pub fn marked(&self) -> String {
        let marks: String = self.citations.iter().map(|n| format!("[{n}]")).collect();
        if marks.is_empty() {
            self.text.clone()
        } else {
            format!("{} {marks}", self.text)
        }
    }
}

/// A phrase in words, for suggestions and labels outside of replies.
pub fn phrase(knowledge: &Knowledge, wording: &Wording, phrase: &Phrase) -> String {
    wording.say(knowledge, phrase)
}
