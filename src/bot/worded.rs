//! From an answer to a reply: its words in a language, and what the question was understood to be.

use std::borrow::Cow;

use super::answering::Answered;
use super::{Bot, Question, understood};
use crate::answer;
use crate::answer::phrase::Phrase;
use crate::answer::query::Query;
use crate::answer::resolver::Resolver;
use crate::answer::statement::Answer;
use crate::nlu::model::{Interpretation, TOPIC};
use crate::render::{Reply, render};

impl Bot {
    /// The intent that was answered: the one that was read, unless the conversation made it another.
    fn intent_of(&self, query: &Query, interpretation: Option<&Interpretation>) -> String {
        let read = interpretation
            .and_then(|it| it.candidates.first())
            .map(|it| it.intent.as_str())
            .unwrap_or_default();
        let topical = matches!(query.resolver, Resolver::Topic(_) | Resolver::Lead);
        if read.starts_with(TOPIC) && topical {
            return "topic".to_owned();
        }
        let same = self.binding(read).is_none_or(|it| {
            it.resolver == query.resolver
                || (topical && matches!(it.resolver, Resolver::Topic(_) | Resolver::Lead))
        });
        if same {
            return read.to_owned();
        }
        self.bindings
            .iter()
            .find(|(_, binding)| binding.resolver == query.resolver)
            .map_or_else(|| read.to_owned(), |(intent, _)| intent.clone())
    }

    /// The answer, with the languages that the bot speaks where it speaks of itself.
    fn introduced<'a>(&self, answer: &'a Answer) -> Cow<'a, Answer> {
        let mut answer = Cow::Borrowed(answer);
        let speaks_of_itself = |remark: &Phrase| matches!(remark.id, "help" | "about-bot");
        if answer.remark.as_ref().is_some_and(speaks_of_itself)
            && let Some(remark) = &mut answer.to_mut().remark
        {
            remark.values.push(("languages", self.language_names()));
        }
        answer
    }

    pub(super) fn worded(
        &self,
        question: &Question<'_>,
        language: &str,
        answered: Option<&Answered>,
        answer: &Answer,
    ) -> Reply {
        let answer = &*self.introduced(answer);
        let words = self
            .wording(language)
            .map(|wording| render(&self.knowledge, wording, answer, question.budget));
        let interpretation = answered.and_then(|it| it.interpretation.as_ref());
        let query = answered.and_then(|it| it.query.as_ref());
        let as_of = query.map_or_else(
            || question.today.min(self.knowledge.as_of),
            |query| answer::as_of(&self.knowledge, query),
        );
        let (remark, statements, citations, suggestions, left_out) = match words {
            Some(words) => (
                words.remark,
                words.statements,
                words.citations,
                words.suggestions,
                words.left_out,
            ),
            None => (None, Vec::new(), Vec::new(), Vec::new(), 0),
        };
        Reply {
            question: question.text.to_owned(),
            outcome: answer.outcome,
            intent: query.map(|query| self.intent_of(query, interpretation)),
            confidence: interpretation.map_or(0.0, |it| it.ranking.confidence),
            slots: understood::slots(query, interpretation),
            understood_as: understood::understood_as(self, language, query),
            language: language.to_owned(),
            remark,
            statements,
            citations,
            as_of,
            revision: self.revision.clone(),
            decline: answer.decline,
            suggestions,
            left_out,
        }
    }
}
