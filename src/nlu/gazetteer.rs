//! Entity linking: the people, organisations, groups, topics and events that a question names, with typing errors, in any script.
//!
//! Words of the text are aligned with the words of the names, exactly, by sound, or within a bounded number of edits; a name is accepted if what
//! matched is enough to say it. An ordinary word of the language is never taken for a misspelt name. Where several entities fit equally well, all are
//! kept.

mod align;
mod han;
mod index;
mod kana;
mod names;
mod sound;
mod tokens;
mod unspaced;

use std::collections::BTreeMap;
use std::ops::Range;

use align::Span;
use index::{Use, WordIndex};
use names::Spelling;
use unspaced::UnspacedNames;

pub use unspaced::is_katakana;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntityKind {
    /// A person: a surname or a given name alone can stand for the whole, in any order.
    Person,
    /// An organisation.
    Organisation,
    /// A group of people, in the singular or the plural.
    Group,
    /// A topic.
    Topic,
    /// An event.
    Event,
}

/// An entity to find.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: EntityKind,
    /// Its id, given back in [`Candidate::id`].
    pub id: String,
    /// Its full names, aliases and handles, as a curator writes them, in any script.
    pub names: Vec<String>,
}

/// How ordinary a word of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Commonness {
    /// Not a word of the language: it may be a misspelt name.
    Unknown,
    /// A word of the language: it is a name only if written exactly so, or beside another word of the name.
    Known,
    /// One of the language's most frequent words ("may", "young"): alone it is a name only if the curator gave it as one.
    Frequent,
}

/// A stretch of text that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes, with a possessive "s".
    pub range: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// The entities that fit equally well, at least one, in the order of the entries.
    pub candidates: Vec<Candidate>,
}

/// An entity that a mention may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The id of its entry.
    pub id: String,
    /// Edits between the text and the name, fewer where they sound alike.
    pub distance: u8,
    /// True if nothing differs.
    pub exact: bool,
    /// The name that matched, as the curator wrote it.
    pub matched: String,
}

/// All names of all entities, ready for look-up.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    entities: Vec<(EntityKind, String)>,
    names: Vec<Name>,
    index: WordIndex,
    unspaced: UnspacedNames,
    /// By the consonants of people's names, the names that are heard so in kana.
    heard: BTreeMap<String, Vec<u32>>,
}

/// A name and its words in the index.
#[derive(Clone, Debug)]
struct Name {
    entity: u32,
    written: String,
    words: Vec<u32>,
    whole: bool,
}

impl Gazetteer {
    /// Builds the look-up tables.
    ///
    /// `normalise` is what the text will have gone through too. Names of which it leaves nothing are passed over.
    pub fn new(entries: Vec<Entry>, normalise: &dyn Fn(&str) -> String) -> Self {
        let mut gazetteer = Self {
            entities: Vec::with_capacity(entries.len()),
            names: Vec::new(),
            index: WordIndex::default(),
            unspaced: UnspacedNames::default(),
            heard: BTreeMap::new(),
        };
        let mut forms: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (entry, entity) in entries.into_iter().zip(0_u32..) {
            let mut spellings: Vec<Spelling> = entry
                .names
                .iter()
                .filter_map(|name| Spelling::new(name, normalise))
                .collect();
            if entry.kind == EntityKind::Group {
                let others: Vec<Spelling> = spellings
                    .iter()
                    .filter_map(Spelling::other_number)
                    .collect();
                spellings.extend(others);
            }
            if entry.kind == EntityKind::Organisation {
                let others: Vec<Spelling> =
                    spellings.iter().filter_map(Spelling::possessive).collect();
                spellings.extend(others);
            }
            for spelling in spellings {
                gazetteer.add(entry.kind, entity, spelling, &mut forms);
            }
            gazetteer.entities.push((entry.kind, entry.id));
        }
        gazetteer.index.finish();
        let loose = gazetteer.loose(&forms);
        gazetteer.unspaced = UnspacedNames::new(forms, loose);
        gazetteer
    }

    /// Names of people as they are also written: a long vowel left out, another form of a character. What is a name by
    /// itself, or may be that of several, is none of these.
    fn loose(&self, forms: &BTreeMap<String, Vec<u32>>) -> BTreeMap<String, Vec<u32>> {
        let entity = |name: &u32| self.names.get(*name as usize).map(|it| it.entity);
        let mut loose: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (form, names) in forms {
            let person = |name: &&u32| self.kind(**name) == Some(EntityKind::Person);
            let people: Vec<u32> = names.iter().filter(person).copied().collect();
            if people.is_empty() || people.len() < names.len() {
                continue;
            }
            let shortened = unspaced::shortened(form).into_iter();
            for other in shortened.chain(han::variants(form)) {
                if !forms.contains_key(&other) {
                    loose.entry(other).or_default().extend(&people);
                }
            }
        }
        loose.retain(|_, names| {
            let mut entities: Vec<_> = names.iter().filter_map(entity).collect();
            entities.dedup();
            entities.len() == 1
        });
        loose
    }

    /// The same with these words behind names that are typed in hiragana: a short one is known by what follows it.
    #[must_use]
    pub fn before(mut self, behind: Vec<String>) -> Self {
        self.unspaced.behind = behind;
        self
    }

    fn add(
        &mut self,
        kind: EntityKind,
        entity: u32,
        spelling: Spelling,
        forms: &mut BTreeMap<String, Vec<u32>>,
    ) {
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let whole = Use {
            name: number,
            position: None,
        };
        if spelling.is_unspaced() {
            for form in spelling.forms(kind) {
                if form.chars().count() >= 4
                    && !form.contains(' ')
                    && !form.chars().any(unspaced::is_hangul)
                {
                    self.index.add(&form, whole);
                }
                if let Some(form) = unspaced::in_hiragana(&form, kind) {
                    forms.entry(form).or_default().push(number);
                }
                forms.entry(form).or_default().push(number);
            }
        }
        let mut words = Vec::with_capacity(spelling.words.len());
        for (word, position) in spelling.words.iter().zip(0_u8..) {
            let single = spelling.words.len() == 1;
            if !(single && spelling.is_unspaced()) {
                words.push(self.index.add(
                    word,
                    Use {
                        position: (!single).then_some(position),
                        ..whole
                    },
                ));
            }
        }
        if words.len() > 1 && !spelling.is_unspaced() {
            self.index.add(&spelling.words.concat(), whole);
        }
        if kind == EntityKind::Person && !spelling.whole {
            self.hear(&spelling.words, number);
        }
        self.names.push(Name {
            entity,
            written: spelling.written,
            words,
            whole: spelling.whole,
        });
    }

    /// Keeps how a person's name sounds, whichever way round it is said, and how its last word does.
    fn hear(&mut self, words: &[String], name: u32) {
        let turned = words.split_last().map(|(last, rest)| {
            let turned: Vec<String> = [std::slice::from_ref(last), rest].concat();
            turned.concat()
        });
        let said = [Some(words.concat()), turned, words.last().cloned()];
        for form in said.iter().flatten().flat_map(|it| kana::spelt(it)) {
            let names = self.heard.entry(form).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }

    /// The entities that a normalised text names, left to right, not overlapping, the longest and nearest first where they compete.
    ///
    /// `common` says how ordinary a word of the text is in the language of the question.
    pub fn link(&self, text: &str, common: &dyn Fn(&str) -> Commonness) -> Vec<Mention> {
        let tokens = self.tokens(text, common);
        let mut places: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
        for span in self.spans(text, &tokens) {
            places
                .entry((span.range.start, span.range.end))
                .or_default()
                .push(span);
        }
        let mut places: Vec<Vec<Span>> = places
            .into_values()
            .map(|spans| self.nearest(spans))
            .collect();
        // The sort is stable, so equal weights keep the order of the text.
        places.sort_by_key(|spans| std::cmp::Reverse(spans.iter().map(Span::weight).max()));
        let mut mentions: Vec<Mention> = Vec::new();
        for spans in places {
            let Some(first) = spans.first() else { continue };
            let free = mentions.iter().all(|mention| {
                first.range.end <= mention.range.start || mention.range.end <= first.range.start
            });
            let Some(kind) = self.kind(first.name).filter(|_| free) else {
                continue;
            };
            mentions.push(Mention {
                range: first.range.clone(),
                kind,
                candidates: spans
                    .iter()
                    .filter_map(|span| self.candidate(span))
                    .collect(),
            });
        }
        mentions.sort_by_key(|mention| mention.range.start);
        mentions.dedup_by(|next, mention| continues(text, mention, next));
        for mention in &mut mentions {
            mention.range.end = with_possessive(text, mention.range.end);
        }
        mentions
    }

    /// Of the spans of one place: the nearest, of one kind, one for each entity, in the order of the entries.
    fn nearest(&self, mut spans: Vec<Span>) -> Vec<Span> {
        let tier = |span: &Span| (span.distance, !span.alike);
        let best = spans.iter().map(tier).min();
        spans.retain(|span| Some(tier(span)) == best);
        let entity = |span: &Span| self.names.get(span.name as usize).map(|name| name.entity);
        spans.sort_by_key(|span| {
            (
                self.kind(span.name),
                entity(span),
                std::cmp::Reverse(span.weight()),
            )
        });
        spans.dedup_by_key(|span| entity(span));
        let kind = spans.first().and_then(|span| self.kind(span.name));
        spans.retain(|span| self.kind(span.name) == kind);
        spans
    }

    fn kind(&self, name: u32) -> Option<EntityKind> {
        let entity = self.names.get(name as usize)?.entity;
        self.entities.get(entity as usize).map(|(kind, _)| *kind)
    }

    fn candidate(&self, span: &Span) -> Option<Candidate> {
        let name = self.names.get(span.name as usize)?;
        let (_, id) = self.entities.get(name.entity as usize)?;
        Some(Candidate {
            id: id.clone(),
            distance: span.distance,
            exact: span.distance == 0,
            matched: name.written.clone(),
        })
    }
}

/// "ivor babus chkow": a second part of the name that the mention before it begins. Two misspellings of one word are two mentions.
fn continues(text: &str, mention: &mut Mention, next: &Mention) -> bool {
    let same = mention.kind == EntityKind::Person
        && mention.range.end + 1 == next.range.start
        && matches!((mention.candidates.as_slice(), next.candidates.as_slice()), ([left], [right]) if left.id == right.id)
        && text
            .get(next.range.clone())
            .is_some_and(|said| said.contains(' '))
        && text
            .get(mention.range.clone())
            .is_some_and(|said| !said.contains(' '));
    if same {
        mention.range.end = next.range.end;
    }
    same
}

/// The end of a mention with the "s" that an apostrophe has left behind it.
fn with_possessive(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    match rest.strip_prefix(" s") {
        Some(after) if after.is_empty() || after.starts_with(' ') => end + 2,
        _ => end,
    }
}

#[cfg(test)]
mod measurements;
#[cfg(test)]
mod normaliser;
#[cfg(test)]
mod tests;
