//! The trained model of every language, and [`Model::interpret`]: from an utterance to ranked intents with slots.
//!
//! Entities come before intents: names, dates, groups, ordinals and numbers are replaced by slot tokens, in the examples
//! as in the question, so that the classifier learns the shape of questions and not the names in them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, date};

use super::classifier::{Classifier, Example, Explanation, Ranking};
use super::gazetteer::{Commonness, EntityKind, Entry, Gazetteer, Mention};
use super::locale::{LocaleSource, Script, VocabularySlot};
use super::phrases::{Filled, Phrases, is_unspaced};
use super::spelling::WordList;
use super::temporal::{Relation, RelationMention, TemporalGrammar, TimeMention};
use super::utterance::Utterance;

/// Intents of all languages over one gazetteer.
#[derive(Debug)]
pub struct Model {
    languages: Vec<Language>,
    gazetteer: Gazetteer,
}

/// One language of the model.
#[derive(Debug)]
pub struct Language {
    /// Its tag.
    pub tag: String,
    /// Its own name for itself.
    pub name: String,
    /// The scripts it is written in.
    pub scripts: Vec<Script>,
    /// Intent ids by the classifier's number.
    pub intents: Vec<String>,
    shorthand: BTreeMap<String, String>,
    phrases: Phrases,
    temporal: TemporalGrammar,
    words: Arc<WordList>,
    frequent: Arc<WordList>,
    table: Arc<WordList>,
    accounted: WordList,
    classifier: Classifier,
    examples: Vec<String>,
}

/// What a language brings beside its table: its temporal grammar and its word list.
#[derive(Debug)]
pub struct LanguageSource {
    /// Intent table and vocabulary.
    pub locale: LocaleSource,
    /// How it speaks of time.
    pub temporal: TemporalGrammar,
    /// Its ordinary words, which are never taken for misspelt names.
    pub words: Arc<WordList>,
    /// Its most frequent words, which alone are hardly ever a name.
    pub frequent: Arc<WordList>,
    /// Example questions of topics: topic id and question as written.
    pub topics: Vec<(String, String)>,
}

/// The prefix of intents that stand for a topic's own questions.
pub const TOPIC: &str = "topic:";

/// What was named in an utterance.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Slots {
    /// People, organisations, topics and events, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Dates and ranges.
    pub times: Vec<TimeMention>,
    /// Relations to something that is no date, with the index of the mention in `mentions`.
    pub anchors: Vec<(Relation, usize)>,
    /// Mentions that the words of a range enclose ("between Alpha and Beta"), as indices in `mentions`.
    pub enclosed: Vec<(usize, usize)>,
    /// Relation words, whatever stands beside them.
    pub relations: Vec<RelationMention>,
    /// Words of the vocabulary.
    pub filled: Vec<Filled>,
}

impl Slots {
    /// The mentions of one kind.
    pub fn of(&self, kind: EntityKind) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |it| it.kind == kind)
    }

    /// The values of one slot of the vocabulary.
    pub fn values(&self, slot: VocabularySlot) -> impl Iterator<Item = &str> {
        self.filled
            .iter()
            .filter(move |it| it.slot == slot)
            .map(|it| it.value.as_str())
    }

    /// Where anything is named: mentions, times and words of the vocabulary.
    pub fn ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        let mentions = self.mentions.iter().map(|it| &it.range);
        let times = self.times.iter().map(|it| &it.range);
        let filled = self.filled.iter().map(|it| &it.range);
        mentions.chain(times).chain(filled)
    }

    /// Whether the vocabulary slot is filled.
    pub fn has(&self, slot: VocabularySlot) -> bool {
        self.values(slot).next().is_some()
    }
}

/// What an utterance was understood to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Interpretation {
    /// The language's tag.
    pub language: String,
    /// The normalised text.
    pub text: String,
    /// The tokens that were classified, slots in braces.
    pub tokens: Vec<String>,
    /// What was named.
    pub slots: Slots,
    /// Intents, best first, with their scores.
    pub candidates: Vec<Candidate>,
    /// The classifier's numbers.
    pub ranking: Ranking,
    /// From this confidence on the best intent is taken.
    pub threshold: f32,
    /// From this confidence on there is no doubt between the two best.
    pub ambiguity_threshold: f32,
    /// Whether the end of the text was left out.
    pub truncated: bool,
}

/// A ranked intent.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id; [`TOPIC`] and a topic's id for a topic's own questions.
    pub intent: String,
    /// The classifier's score.
    pub score: f32,
}

/// The most characters that an article or particle has.
const ARTICLE: usize = 3;

/// Examples that contain dates are masked as of this day; which one does not matter, since only the slot token is kept.
const ANY_DAY: Date = date(2026, 1, 1);

impl Model {
    /// Trains every language. The same sources give the same model, bit for bit, on any number of threads.
    pub fn train(sources: Vec<LanguageSource>, names: Vec<Entry>, threads: usize) -> Self {
        let gazetteer = Gazetteer::new(names, &|name| Utterance::parse(name).text().to_owned());
        let languages = if threads > 1 && sources.len() > 1 {
            let share = threads.div_ceil(sources.len());
            std::thread::scope(|scope| {
                let gazetteer = &gazetteer;
                let running: Vec<_> = sources
                    .into_iter()
                    .map(|source| scope.spawn(move || Language::train(source, gazetteer, share)))
                    .collect();
                let joined = running.into_iter().map(|thread| match thread.join() {
                    Ok(language) => language,
                    Err(panic) => std::panic::resume_unwind(panic),
                });
                joined.collect()
            })
        } else {
            sources
                .into_iter()
                .map(|source| Language::train(source, &gazetteer, threads))
                .collect()
        };
        Self {
            languages,
            gazetteer,
        }
    }

    /// Puts thresholds in the place of those that were fitted to each language's table; `None` leaves what is there.
    pub fn set_thresholds(&mut self, threshold: Option<f32>, ambiguity_threshold: Option<f32>) {
        for language in &mut self.languages {
            language
                .classifier
                .set_thresholds(threshold, ambiguity_threshold);
        }
    }

    /// The languages, in the order of their tags.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The language of this tag, else the first one.
    pub fn language(&self, tag: &str) -> Option<&Language> {
        self.languages
            .iter()
            .find(|it| it.tag == tag)
            .or_else(|| self.languages.first())
    }

    /// The language that a text is written in, by its scripts: the one that claims the most telling script that occurs;
    /// where several claim it, the one that knows the most of its words, or `preferred`. `None` if no language is written in that script.
    pub fn language_of(&self, raw: &str, preferred: Option<&str>) -> Option<&Language> {
        let script = telling_script(raw)?;
        let written = |it: &&Language| it.scripts.contains(&script);
        let mut languages = self.languages.iter().filter(written);
        let first = languages.next()?;
        if languages.next().is_none() {
            return Some(first);
        }
        // Of languages that share the script, the one that knows the most words is meant; the preferred one in a tie.
        let utterance = Utterance::parse(raw);
        let strange = |it: &Language| utterance.words().filter(|word| it.is_strange(word)).count();
        self.languages
            .iter()
            .filter(written)
            .min_by_key(|it| (strange(it), preferred != Some(it.tag.as_str())))
    }

    /// Understands an utterance in one language, as of the day asked.
    pub fn interpret(&self, language: &Language, raw: &str, today: Date) -> Interpretation {
        let utterance = Utterance::parse(raw);
        let (text, slots) = self.slots(language, &utterance, today);
        let tokens = masked(&text, &slots, &[]);
        self.classified(language, text, tokens, slots, utterance.truncated())
    }

    /// The same utterance with its pronouns read as slots: what it would be if it named what they stand for. `read` is
    /// by a pronoun's value which token takes its place (`person` → `{person}`).
    pub fn with_referents(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        read: &[(&str, &'static str)],
    ) -> Interpretation {
        self.classified(
            language,
            interpretation.text.clone(),
            masked(&interpretation.text, &interpretation.slots, read),
            interpretation.slots.clone(),
            interpretation.truncated,
        )
    }

    fn classified(
        &self,
        language: &Language,
        text: String,
        tokens: Vec<String>,
        slots: Slots,
        truncated: bool,
    ) -> Interpretation {
        let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let ranking = language.classifier.classify(&words);
        let candidates = ranking
            .ranked
            .iter()
            .filter_map(|(index, score)| {
                Some(Candidate {
                    intent: language.intents.get(*index as usize)?.clone(),
                    score: *score,
                })
            })
            .collect();
        Interpretation {
            language: language.tag.clone(),
            text,
            tokens,
            slots,
            candidates,
            ranking,
            threshold: language.classifier.threshold(),
            ambiguity_threshold: language.classifier.ambiguity_threshold(),
            truncated,
        }
    }

    /// The same utterance with some of its words read as one slot: what it would be if they named a person.
    pub fn reinterpret(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        words: Range<usize>,
        slot: &str,
    ) -> Interpretation {
        let mut tokens = interpretation.tokens.clone();
        tokens.splice(words, [slot.to_owned()]);
        self.classified(
            language,
            interpretation.text.clone(),
            tokens,
            interpretation.slots.clone(),
            interpretation.truncated,
        )
    }

    /// The same utterance with some bytes of its text read as a person's name.
    pub fn with_person(
        &self,
        language: &Language,
        interpretation: &Interpretation,
        range: Range<usize>,
    ) -> Interpretation {
        let mut slots = interpretation.slots.clone();
        slots.mentions.push(Mention {
            range,
            kind: EntityKind::Person,
            candidates: Vec::new(),
        });
        self.classified(
            language,
            interpretation.text.clone(),
            masked(&interpretation.text, &slots, &[]),
            interpretation.slots.clone(),
            interpretation.truncated,
        )
    }

    /// Which words decided.
    pub fn explain(&self, language: &Language, interpretation: &Interpretation) -> Explanation {
        let words: Vec<&str> = interpretation.tokens.iter().map(String::as_str).collect();
        language.classifier.explain(&words)
    }

    /// Everything that a normalised utterance names, with the text after short forms were written out.
    fn slots(&self, language: &Language, utterance: &Utterance, today: Date) -> (String, Slots) {
        find_slots(&self.gazetteer, language.reader(), utterance, today)
    }
}

/// What finding slots needs of a language.
#[derive(Clone, Copy)]
struct Reader<'a> {
    shorthand: &'a BTreeMap<String, String>,
    phrases: &'a Phrases,
    temporal: &'a TemporalGrammar,
    words: &'a WordList,
    frequent: &'a WordList,
    table: &'a WordList,
}

fn find_slots(
    gazetteer: &Gazetteer,
    reader: Reader<'_>,
    utterance: &Utterance,
    today: Date,
) -> (String, Slots) {
    let text = written_out(utterance, reader.shorthand);
    let common = |word: &str| {
        if reader.frequent.contains(word) || reader.table.contains(word) {
            Commonness::Frequent
        } else if reader.words.contains(word) {
            Commonness::Known
        } else {
            Commonness::Unknown
        }
    };
    let mut mentions = gazetteer.link(&text, &common);
    let mut times = reader.temporal.find(&text, today);
    // A name that holds a date ("the February reorganisation") is the longer reading, and the longer one stands.
    times.retain(|time| {
        !mentions
            .iter()
            .any(|it| overlap(&it.range, &time.range) && it.range.len() >= time.range.len())
    });
    let filled = reader.phrases.find(&text);
    // So does a pronoun that holds one ("the year before that").
    times.retain(|time| {
        !filled.iter().any(|it| {
            it.slot == VocabularySlot::Pronoun
                && overlap(&it.range, &time.range)
                && it.range.len() > time.range.len()
        })
    });
    mentions.retain(|it| !times.iter().any(|time| overlap(&it.range, &time.range)));
    let relations = reader.temporal.relation_words(&text);
    let anchors = anchors(&relations, &mentions, &text);
    let ranges: Vec<Range<usize>> = mentions.iter().map(|it| it.range.clone()).collect();
    let enclosed = reader.temporal.enclosed(&text, &ranges);
    let filled = filled
        .into_iter()
        .filter(|it| {
            // "Half of the founders" may be the name of a topic and is a share of them all the same; so is "pushed out" a
            // manner of leaving.
            let named = mentions
                .iter()
                .any(|other| overlap(&other.range, &it.range));
            (!named || matches!(it.slot, VocabularySlot::Share | VocabularySlot::Manner))
                && !times.iter().any(|time| overlap(&time.range, &it.range))
        })
        .collect();
    let slots = Slots {
        mentions,
        times,
        anchors,
        enclosed,
        relations,
        filled,
    };
    (text, slots)
}

/// Relation words that stand directly beside a mention.
fn anchors(
    relations: &[RelationMention],
    mentions: &[Mention],
    text: &str,
) -> Vec<(Relation, usize)> {
    // An article or particle may stand between ("after the deal").
    let gap = |from: usize, until: usize| {
        from <= until
            && text
                .get(from..until)
                .is_some_and(|between| between.trim().chars().count() <= ARTICLE)
    };
    relations
        .iter()
        .filter_map(|relation| {
            let index = mentions.iter().position(|mention| {
                if relation.precedes {
                    gap(relation.range.end, mention.range.start)
                } else {
                    gap(mention.range.end, relation.range.start)
                }
            })?;
            // "before Alpha bought Beta": the organisation begins the event's description.
            let organisation = mentions.get(index)?.kind == EntityKind::Organisation;
            let event = mentions.get(index + 1).is_some_and(|next| {
                matches!(next.kind, EntityKind::Event | EntityKind::Topic)
                    && gap(
                        mentions.get(index).map_or(0, |it| it.range.end),
                        next.range.start,
                    )
            });
            let index = if organisation && event && relation.precedes {
                index + 1
            } else {
                index
            };
            Some((relation.relation, index))
        })
        .collect()
}

/// Whether two stretches of a text share a byte.
pub fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The utterance with chat's short forms written out.
fn written_out(utterance: &Utterance, shorthand: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(utterance.text().len() + 16);
    let mut words = utterance.words().peekable();
    while let Some(word) = words.next() {
        if !text.is_empty() {
            text.push(' ');
        }
        // A digit that stands for a word does so beside another ("gone 2", "2 leave").
        let digit = |it: &str| it.len() == 1 && it.bytes().all(|it| it.is_ascii_digit());
        let pair = words
            .peek()
            .filter(|next| digit(word) || digit(next))
            .and_then(|next| shorthand.get(format!("{word} {next}").as_str()));
        if let Some(pair) = pair {
            text.push_str(pair);
            words.next();
            continue;
        }
        text.push_str(shorthand.get(word).map_or(word, String::as_str));
    }
    text
}

/// The words of a text with slot tokens in place of what fills a slot, and in place of the pronouns that are read as one.
fn masked(text: &str, slots: &Slots, read: &[(&str, &'static str)]) -> Vec<String> {
    let mut masks: Vec<(Range<usize>, &str)> = slots
        .mentions
        .iter()
        .map(|it| {
            let token = match it.kind {
                EntityKind::Person => "{person}",
                EntityKind::Organisation => "{org}",
                EntityKind::Group => "{group}",
                EntityKind::Topic | EntityKind::Event => "{topic}",
            };
            (it.range.clone(), token)
        })
        .chain(slots.times.iter().map(|it| (it.range.clone(), "{date}")))
        .collect();
    for filled in &slots.filled {
        let token = match filled.slot {
            VocabularySlot::Group | VocabularySlot::Role => "{group}",
            VocabularySlot::Ordinal => "{ordinal}",
            VocabularySlot::Number => "{number}",
            VocabularySlot::Pronoun => {
                match read.iter().find(|(value, _)| *value == filled.value) {
                    Some((_, token)) => token,
                    None => continue,
                }
            }
            _ => continue,
        };
        if !masks.iter().any(|(range, _)| overlap(range, &filled.range)) {
            masks.push((filled.range.clone(), token));
        }
    }
    masks.sort_by_key(|(range, _)| range.start);
    let mut tokens = Vec::new();
    let mut at = 0;
    for (range, token) in masks {
        words(text.get(at..range.start).unwrap_or_default(), &mut tokens);
        tokens.push(token.to_owned());
        at = range.end;
    }
    words(text.get(at..).unwrap_or_default(), &mut tokens);
    tokens
}

fn words(text: &str, tokens: &mut Vec<String>) {
    tokens.extend(text.split_whitespace().map(str::to_owned));
}

impl Language {
    fn reader(&self) -> Reader<'_> {
        Reader {
            shorthand: &self.shorthand,
            phrases: &self.phrases,
            temporal: &self.temporal,
            words: &self.words,
            frequent: &self.frequent,
            table: &self.table,
        }
    }

    /// The example of the best intent that is nearest to the utterance, as the classifier saw it.
    pub fn nearest_example(&self, ranking: &Ranking) -> Option<&str> {
        self.examples
            .get(ranking.nearest_example)
            .map(String::as_str)
    }

    /// Whether a token is neither a slot nor an ordinary word of the language nor a word of its table.
    pub fn is_strange(&self, token: &str) -> bool {
        !token.starts_with('{')
            && token
                .chars()
                .all(|it| it.is_alphabetic() && !is_unspaced(it))
            && !self.words.contains(token)
            && !self.frequent.contains(token)
            && !self.table.contains(token)
    }

    /// Whether a token is neither a slot nor a word of the language's table.
    pub fn is_unaccounted(&self, token: &str) -> bool {
        !token.starts_with('{')
            && !token.chars().any(is_unspaced)
            && !self.accounted.contains(token)
    }

    /// Whether a text stands in an example of the table, within a word or across words.
    pub fn is_in_table(&self, text: &str) -> bool {
        self.examples.iter().any(|example| example.contains(text))
    }

    /// The words of a question that name nothing and stand in no example of the table; of a text without spaces, those
    /// in Latin letters.
    pub fn own_words(&self, interpretation: &Interpretation) -> Vec<String> {
        interpretation
            .tokens
            .iter()
            .filter(|token| !token.starts_with('{'))
            .flat_map(|token| token.split(is_unspaced))
            .filter(|word| !word.is_empty() && !self.table.contains(word))
            .map(str::to_owned)
            .collect()
    }

    /// A text parted where a word joins a second question to the first; the word itself goes.
    pub fn parts(&self, raw: &str) -> Vec<String> {
        let raw = &raw.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = raw.to_lowercase();
        // Lower case may have another length in rare scripts; then nothing is parted.
        let joint = self
            .phrases
            .find(&lower)
            .into_iter()
            .find(|it| it.slot == VocabularySlot::Joint && it.range.start > 0);
        match joint {
            Some(joint) if lower.len() == raw.len() => {
                let skip = joint.value.len();
                let head = raw.get(..joint.range.start);
                let tail = raw.get(joint.range.start + skip..);
                match (head, tail) {
                    (Some(head), Some(tail)) => vec![head.to_owned(), tail.trim().to_owned()],
                    _ => vec![raw.to_owned()],
                }
            }
            _ => vec![raw.to_owned()],
        }
    }

    fn train(source: LanguageSource, gazetteer: &Gazetteer, threads: usize) -> Self {
        let LanguageSource {
            locale,
            temporal,
            words,
            frequent,
            topics,
        } = source;
        let phrases = Phrases::new(&locale.vocabulary);
        let table_words = words_of(&locale);
        let table = Arc::new(WordList::parse(&table_words));
        let accounted = topics
            .iter()
            .map(|(_, question)| Utterance::parse(question).text().replace(' ', "\n"))
            .fold(table_words, |all, words| all + "\n" + &words);
        let accounted = WordList::parse(&accounted);
        let reader = Reader {
            shorthand: &locale.shorthand,
            phrases: &phrases,
            temporal: &temporal,
            words: &words,
            frequent: &frequent,
            table: &table,
        };
        let mut mask = ExampleMask {
            gazetteer,
            reader,
            known: BTreeMap::new(),
        };
        let mut intents: Vec<String> = Vec::new();
        let mut examples: Vec<Example> = Vec::new();
        for intent in &locale.intents {
            let number = u32::try_from(intents.len()).unwrap_or(u32::MAX);
            intents.push(intent.id.clone());
            for example in &intent.examples {
                examples.push(Example {
                    intent: number,
                    group: (u64::from(number) << 32) | u64::from(example.template),
                    text: mask.tokens(&example.text).join(" "),
                });
            }
        }
        for (index, (topic, question)) in topics.iter().enumerate() {
            let id = format!("{TOPIC}{topic}");
            let at = intents.iter().position(|it| *it == id).unwrap_or_else(|| {
                intents.push(id);
                intents.len() - 1
            });
            let utterance = Utterance::parse(question);
            let (text, slots) = find_slots(gazetteer, reader, &utterance, ANY_DAY);
            examples.push(Example {
                intent: u32::try_from(at).unwrap_or(u32::MAX),
                group: u64::MAX - index as u64,
                text: masked(&text, &slots, &[]).join(" "),
            });
        }
        let unrelated: Vec<String> = locale
            .unrelated
            .iter()
            .map(|text| mask.tokens(text).join(" "))
            .collect();
        let classifier = Classifier::train(
            &examples,
            intents.len(),
            &unrelated,
            Arc::clone(&words),
            threads,
        );
        Self {
            tag: locale.tag,
            name: locale.name,
            scripts: locale.scripts,
            intents,
            shorthand: locale.shorthand,
            examples: examples.into_iter().map(|it| it.text).collect(),
            phrases,
            temporal,
            words,
            frequent,
            table,
            accounted,
            classifier,
        }
    }
}

/// The words of a table's own examples, one a line. Whoever writes a word of the table in a question means it, not a
/// name that looks alike; topics' questions hold names themselves and count only as words that mean something.
fn words_of(locale: &LocaleSource) -> String {
    let examples = locale.intents.iter().flat_map(|it| &it.examples);
    let parts: BTreeSet<&str> = examples.flat_map(|it| outside_braces(&it.text)).collect();
    let mut words = BTreeSet::new();
    for part in parts {
        let utterance = Utterance::parse(part);
        words.extend(utterance.words().map(str::to_owned));
    }
    words.into_iter().collect::<Vec<_>>().join("\n")
}

/// Reads examples: slots in braces stay, what stands between them is read like a question, and each such part once.
struct ExampleMask<'a> {
    gazetteer: &'a Gazetteer,
    reader: Reader<'a>,
    known: BTreeMap<&'a str, Vec<String>>,
}

impl<'a> ExampleMask<'a> {
    fn tokens(&mut self, example: &'a str) -> Vec<String> {
        let mut tokens = Vec::new();
        let mut rest = example;
        loop {
            let open = rest.find('{').unwrap_or(rest.len());
            let (plain, slot) = rest.split_at(open);
            let (gazetteer, reader) = (self.gazetteer, self.reader);
            let read = self.known.entry(plain.trim()).or_insert_with_key(|plain| {
                let utterance = Utterance::parse(plain);
                let (text, slots) = find_slots(gazetteer, reader, &utterance, ANY_DAY);
                masked(&text, &slots, &[])
            });
            tokens.extend(read.iter().cloned());
            let Some(close) = slot.find('}') else {
                return tokens;
            };
            let (token, behind) = slot.split_at(close + 1);
            tokens.push(token.to_owned());
            rest = behind;
        }
    }
}

fn outside_braces(example: &str) -> impl Iterator<Item = &str> {
    example
        .split('{')
        .map(|part| part.split_once('}').map_or(part, |(_, behind)| behind))
}

/// The script that says most about the language of a text: kana before Chinese characters before the others, and any
/// of them before Latin, since names and addresses in Latin letters stand in texts of every language. `None` if the
/// text has no letters.
fn telling_script(raw: &str) -> Option<Script> {
    let mut found = BTreeSet::new();
    for character in raw.chars() {
        let script = match character {
            '\u{3040}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9d}' => Script::Kana,
            _ if is_unspaced(character) => Script::Han,
            '\u{0400}'..='\u{052f}' => Script::Cyrillic,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Script::Hangul,
            _ if character.is_ascii_alphanumeric() => Script::Latin,
            '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}' => {
                Script::Latin
            }
            _ if character.is_alphabetic() => Script::Other,
            _ => continue,
        };
        found.insert(script);
    }
    [
        Script::Kana,
        Script::Hangul,
        Script::Cyrillic,
        Script::Han,
        Script::Other,
        Script::Latin,
    ]
    .into_iter()
    .find(|script| found.contains(script))
}
