//! What somebody is typing: completed names and questions, and names that look alike.

use super::Bot;
use crate::answer::phrase::Phrase;
use crate::knowledge::id::PersonId;
use crate::knowledge::text::Text;
use crate::nlu::similarity::complete;

/// So many names are offered for one that is not known.
const SIMILAR: usize = 3;

impl Bot {
    /// People whose names match what was typed, best first: id and name in the language.
    pub fn complete_person(
        &self,
        typed: &str,
        language: &str,
        limit: usize,
    ) -> Vec<(String, String)> {
        let names: Vec<(&str, &Text)> = self
            .knowledge
            .people
            .values()
            .map(|it| (it.id.as_str(), &it.name))
            .collect();
        self.complete_name(typed, language, &names, limit)
    }

    /// Organisations of which departures are recorded, whose names match what was typed: id and name.
    pub fn complete_organisation(
        &self,
        typed: &str,
        language: &str,
        limit: usize,
    ) -> Vec<(String, String)> {
        let names: Vec<(&str, &Text)> = self
            .knowledge
            .organisations
            .values()
            .filter(|it| self.knowledge.has_members(&it.id))
            .map(|it| (it.id.as_str(), &it.name))
            .collect();
        self.complete_name(typed, language, &names, limit)
    }

    fn complete_name(
        &self,
        typed: &str,
        language: &str,
        names: &[(&str, &Text)],
        limit: usize,
    ) -> Vec<(String, String)> {
        let shown: Vec<&str> = names.iter().map(|(_, name)| name.get(language)).collect();
        complete(typed, &shown, limit)
            .into_iter()
            .filter_map(|found| {
                let (id, _) = names.iter().find(|(_, name)| name.get(language) == found)?;
                Some(((*id).to_owned(), found.to_owned()))
            })
            .collect()
    }

    /// Questions that the bot can answer and that match what was typed, best first.
    pub fn complete_question(&self, typed: &str, language: &str, limit: usize) -> Vec<String> {
        let questions = self.questions(language);
        let shown: Vec<&str> = questions.iter().map(String::as_str).collect();
        complete(typed, &shown, limit)
            .into_iter()
            .map(str::to_owned)
            .collect()
    }

    /// Questions on every person and topic, the general ones first.
    pub fn questions(&self, language: &str) -> Vec<String> {
        let organisation = &self.knowledge.organisation;
        let general = [
            "ask-who-left",
            "ask-why-general",
            "ask-timeline",
            "ask-last",
            "ask-destinations",
        ]
        .into_iter()
        .map(|id| Phrase::new(id).with("organisation", organisation))
        .chain([crate::answer::ask_all_left(&self.knowledge, organisation)]);
        let people = self.knowledge.exits().flat_map(|exit| {
            ["ask-when", "ask-why", "ask-where", "ask-who-is"]
                .into_iter()
                .map(move |id| Phrase::new(id).with("person", &exit.person.id))
        });
        let topics = self
            .knowledge
            .topics
            .keys()
            .map(|topic| Phrase::new("ask-topic").with("topic", topic));
        let mut questions: Vec<String> = general
            .chain(people)
            .chain(topics)
            .map(|phrase| self.say(language, &phrase))
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        questions.retain(|question| seen.insert(question.clone()));
        questions
    }

    /// People whose names look like one that is not known, nearest first.
    pub(super) fn similar_people(&self, name: &str) -> Vec<PersonId> {
        let mut near: Vec<(usize, &PersonId)> = self
            .knowledge
            .people
            .values()
            .filter_map(|person| {
                let distance = person
                    .name
                    .versions()
                    .chain(person.aliases.iter().map(String::as_str))
                    .flat_map(|known| std::iter::once(known).chain(known.split_whitespace()))
                    .map(|known| distance(&known.to_lowercase(), name))
                    .min()?;
                (distance <= (name.chars().count() / ALIKE).max(1))
                    .then_some((distance, &person.id))
            })
            .collect();
        near.sort();
        near.into_iter()
            .take(SIMILAR)
            .map(|(_, id)| id.clone())
            .collect()
    }
}

/// One letter in so many may differ between a name and one that is meant by it.
const ALIKE: usize = 3;

/// Edits between two words.
pub(super) fn distance(one: &str, other: &str) -> usize {
    rapidfuzz::distance::osa::distance(one.chars(), other.chars())
}
