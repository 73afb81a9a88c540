//! Claims as statements: told outright or attributed to who makes them, and what follows from several.

use super::super::phrase::Phrase;
use super::super::statement::{Kind, Statement};
use super::Scope;
use crate::knowledge::Exit;
use crate::knowledge::claim::{Citations, Claim};
use crate::knowledge::id::SourceId;
use crate::knowledge::source::SourceClass;

impl Scope<'_> {
    /// A statement of what follows from records, as of the day.
    pub(crate) fn derived(
        &self,
        phrase: Phrase,
        citations: impl IntoIterator<Item = Citations>,
    ) -> Option<Statement> {
        Statement::derived(phrase, citations, self.day)
    }

    /// What a claim says; attributed in the sentence if only weak sources make it.
    pub(crate) fn told<T>(&self, claim: &Claim<T>, phrase: Phrase) -> Statement {
        let weak = claim.citations.iter().all(|citation| {
            self.knowledge
                .sources
                .get(&citation.source)
                .is_none_or(|source| source.class.is_weak())
        });
        if weak {
            self.reported(claim, phrase)
        } else {
            Statement::stated(claim, phrase)
        }
    }

    /// What a claim says, attributed to its first source, or to the strongest one if that is a weak one.
    pub(crate) fn reported<T>(&self, claim: &Claim<T>, phrase: Phrase) -> Statement {
        Statement::stated(claim, self.attributed(&claim.citations, phrase))
    }

    fn attributed(&self, citations: &Citations, phrase: Phrase) -> Phrase {
        let class_of = |id: &SourceId| self.knowledge.sources.get(id).map(|it| it.class);
        let is_weak = |id: &SourceId| class_of(id).is_none_or(SourceClass::is_weak);
        let first = &citations.first().source;
        let mut stronger = citations.iter().map(|it| &it.source);
        let source = stronger
            .find(|it| is_weak(first) && !is_weak(it))
            .unwrap_or(first);
        let class = class_of(source).map_or("aggregator", SourceClass::name);
        let mut publishers: Vec<_> = citations
            .iter()
            .filter_map(|citation| self.knowledge.sources.get(&citation.source))
            .map(|source| &source.publisher)
            .collect();
        publishers.sort();
        publishers.dedup();
        Phrase::new("attributed")
            .with("source", source)
            .with("class", class)
            .with("others", publishers.len().saturating_sub(1))
            .with("text", phrase)
    }

    /// Of versions that exclude each other a page that is cited for more than one vouches for none of them: it is not
    /// counted among the "other pages" of either.
    pub(crate) fn count_apart(&self, versions: &mut [Statement]) {
        let lists: Vec<Citations> = versions.iter().map(|it| it.citations.clone()).collect();
        let shared = |source: &SourceId| {
            let cites = |list: &&Citations| list.iter().any(|it| it.source == *source);
            lists.iter().filter(cites).count() > 1
        };
        for version in versions {
            let first = &version.citations.first().source;
            let kept = version.citations.iter();
            let kept = kept.filter(|it| it.source == *first || !shared(&it.source));
            let mut publishers: Vec<_> = kept
                .filter_map(|it| self.knowledge.sources.get(&it.source))
                .map(|source| &source.publisher)
                .collect();
            publishers.sort();
            publishers.dedup();
            let others = publishers.len().saturating_sub(1);
            let mut values = version.phrase.values.iter_mut();
            if let Some((_, value)) = values.find(|(name, _)| *name == "others") {
                *value = others.into();
            }
        }
    }

    /// One version of several names who says so: a disputed statement that stands for itself is attributed to its first
    /// source.
    pub(crate) fn attribute_dispute(&self, statement: &mut Statement) {
        const BARE: [&str; 7] = [
            "sentence",
            "predicate",
            "left-on",
            "announced-on",
            "reported-on",
            "version-date",
            "manner",
        ];
        if statement.kind != Kind::Disputed || !BARE.contains(&statement.phrase.id) {
            return;
        }
        let bare = std::mem::replace(&mut statement.phrase, Phrase::new("attributed"));
        statement.phrase = self.attributed(&statement.citations, bare);
    }

    /// Why a claim has its rank, cited like the claim.
    pub(crate) fn because<T>(&self, claim: &Claim<T>, wording: &'static str) -> Option<Statement> {
        let because = claim.because.as_ref()?;
        Some(Statement::stated(
            claim,
            Phrase::new(wording).with("text", because),
        ))
    }
}

/// The strongest citation of each departure's date.
pub(crate) fn citations<'a>(
    exits: impl IntoIterator<Item = &'a Exit<'a>>,
) -> impl Iterator<Item = Citations> {
    exits.into_iter().map(|exit| {
        exit.departure
            .citations()
            .unwrap_or_else(|| exit.membership.citations.clone())
            .at_most(1)
    })
}
