//! From the templates of a vocabulary to patterns.

use super::calendar::Fields;
use super::pattern::{self, Element, Pattern};
use super::vocabulary::{Meaning, RelationWords, TemporalVocabulary, TemporalVocabularyError};
use crate::nlu::template::expand;

/// The patterns of all dates; templates that cannot be read are put among the errors.
pub(super) fn patterns(
    vocabulary: &TemporalVocabulary,
    errors: &mut Vec<TemporalVocabularyError>,
) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for (template, base) in templates(vocabulary) {
        match pattern::parse(template) {
            Ok(all) => patterns.extend(all.into_iter().map(|elements| Pattern { elements, base })),
            Err(error) => errors.push(error),
        }
    }
    patterns
}

/// Every template of a date with what it says beside its slots: patterns, then named days, then fixed words.
fn templates(vocabulary: &TemporalVocabulary) -> impl Iterator<Item = (&str, Fields)> {
    let patterns = vocabulary.patterns.iter().flat_map(|group| {
        let base = Fields {
            meaning: group.meaning,
            ..Fields::default()
        };
        group.templates.iter().map(move |it| (it.as_str(), base))
    });
    let days = vocabulary.days.iter().flat_map(|day| {
        let base = Fields {
            month: Some(day.month.clamp(1, 12)),
            day: Some(day.day.clamp(1, 31)),
            ..Fields::default()
        };
        day.templates.iter().map(move |it| (it.as_str(), base))
    });
    let fixed = vocabulary.fixed.iter().flat_map(|fixed| {
        let base = Fields {
            meaning: Meaning::This,
            unit: Some(fixed.unit),
            offset: Some(fixed.offset.clamp(-999, 999)),
            part: fixed.part,
            now: fixed.now,
            ..Fields::default()
        };
        fixed.words.iter().map(move |it| (it.as_str(), base))
    });
    patterns.chain(days).chain(fixed)
}

/// The elements of all ranges, whose two ends stand in order.
pub(super) fn ranges(
    templates: &[String],
    errors: &mut Vec<TemporalVocabularyError>,
) -> Vec<Vec<Element>> {
    let mut ranges = Vec::new();
    for template in templates {
        let ordered =
            matches!((template.find("{a}"), template.find("{b}")), (Some(a), Some(b)) if a < b);
        match pattern::parse(template) {
            Ok(all) if ordered => ranges.extend(all),
            Ok(_) => errors.push(TemporalVocabularyError::Range(template.clone())),
            Err(error) => errors.push(error),
        }
    }
    ranges
}

/// No template of relation words stands for more of them.
const RELATION_LIMIT: usize = 4_000;

/// The relation words with their alternatives written out; a template that has a mistake is reported and left out.
pub(super) fn relations(
    relations: &[RelationWords],
    errors: &mut Vec<TemporalVocabularyError>,
) -> Vec<RelationWords> {
    let mut all = |templates: &[String]| -> Vec<String> {
        templates
            .iter()
            .flat_map(|template| {
                expand(template, RELATION_LIMIT).unwrap_or_else(|_| {
                    errors.push(TemporalVocabularyError::Malformed(template.clone()));
                    Vec::new()
                })
            })
            .collect()
    };
    relations
        .iter()
        .map(|words| RelationWords {
            relation: words.relation,
            before: all(&words.before),
            after: all(&words.after),
        })
        .collect()
}
