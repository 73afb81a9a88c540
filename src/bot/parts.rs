//! The questions that a message is read as: itself, or its parts, and what only frames them.

mod apposed;
mod guessed;
mod joined;
mod named;
mod offered;
mod prefaced;
mod sentences;
mod twofold;

pub(super) use joined::joined;

use joined::SLIGHT;
use sentences::{ends_sentence, single_spaced, split_behind};

use super::answering::CLOSE;
use super::filters::{begins_with, cue};
use super::{ANY_DAY, Bot, needed};
use crate::answer::resolver::Resolver;
use crate::knowledge::claim::{Aspect, MannerKind};
use crate::nlu::gazetteer::EntityKind;
use crate::nlu::locale::VocabularySlot;
use crate::nlu::model::{Interpretation, Language};
use crate::nlu::phrases::Filled;
use crate::nlu::utterance::Utterance;

/// The most questions that one message is read as.
const PARTS: usize = 3;
/// A message of more words is a story with a question in it.
const LONG: usize = 24;

/// What a message is read as.
pub(super) struct Parts {
    /// What is told before the question, if that is all that it is: it names whom the question is about.
    pub(super) aside: Option<String>,
    /// The questions, in their order; at least one.
    pub(super) asked: Vec<String>,
    /// How the whole message is read, if it is one question.
    pub(super) whole: Option<Interpretation>,
}

impl Parts {
    fn whole(raw: &str, read: Interpretation) -> Self {
        Self {
            aside: None,
            asked: vec![raw.to_owned()],
            whole: Some(read),
        }
    }
}

impl Bot {
    /// A message may hold several questions: parted by a question mark, or by a word that joins them; or tell a story
    /// first. `read` is how the whole of it reads.
    pub(super) fn parts(&self, language: &Language, raw: &str, read: Interpretation) -> Parts {
        let lines = raw.lines().map(single_spaced).collect::<Vec<_>>();
        let raw = lines.join("\n");
        let raw = raw.trim();
        let parts: Vec<String> = split_behind(raw, |c, _| matches!(c, '?' | '？' | '\n'))
            .iter()
            .flat_map(|part| self.joined_parts(language, part))
            .filter(|part| {
                let read = Utterance::parse(part);
                !read.tokens().is_empty() && !language.is_ending(read.text())
            })
            .collect();
        let parts = self.elaborated(language, self.offered(language, parts));
        let parts = self.guess_behind(language, parts);
        // "The proud parent bit? What was the exact quote?" is one question.
        if parts.len() == 1 && cue(&read.slots, "exact-words") && raw.contains('?') {
            return Parts::whole(raw, read);
        }
        let long = read.tokens.len() > LONG;
        // More than a few marks is somebody shouting, not asking many things; and a part that is nothing but a word
        // or two of chat belongs to its neighbour.
        let several = (2..=PARTS).contains(&parts.len()) && !contrasts_manners(&read);
        let sentences = split_behind(raw, ends_sentence).len();
        if let Some(parts) = self
            .prefaced(language, raw)
            .filter(|_| sentences == 1 && !long)
        {
            return parts;
        }
        if let Some(parts) = self.headline(language, raw, &read) {
            return parts;
        }
        if several && !long && self.are_questions(language, &parts) {
            return Parts {
                aside: None,
                asked: parts,
                whole: None,
            };
        }
        // A greeting before a question is none of its own.
        let greets = sentences > 1 && self.is_small_talk(&read);
        if !long && !greets && self.is_understood(language, &read) {
            return Parts::whole(raw, read);
        }
        self.told(language, raw, read)
    }

    /// "Alpha leaves Beta: what it means" is a headline: what stands before its colon is looked up, and what a comment on
    /// it would say is not known.
    fn headline(&self, language: &Language, raw: &str, read: &Interpretation) -> Option<Parts> {
        let (told, behind) = raw.split_once([':', '：'])?;
        let looked_up = |it: &Interpretation| {
            let best = it.candidates.first();
            let resolver = best.and_then(|it| self.resolver(&it.intent));
            let comments = matches!(resolver, Some(Resolver::Opinion | Resolver::Prediction));
            !comments && self.is_understood(language, it)
        };
        if looked_up(read) || split_behind(told, ends_sentence).len() > 1 {
            return None;
        }
        if looked_up(&self.model.interpret(language, behind, ANY_DAY)) {
            return None;
        }
        let told = told.trim();
        let news = self.model.interpret(language, told, ANY_DAY);
        let slots = &news.slots;
        let leaves =
            cue(slots, "leaving") || cue(slots, "gone") || slots.has(VocabularySlot::Manner);
        let somebody =
            slots.of(EntityKind::Person).next().is_some() || slots.has(VocabularySlot::Group);
        let clear = somebody && leaves && self.is_understood(language, &news);
        clear.then(|| Parts::whole(told, news))
    }

    /// The questions in a message of several sentences or clauses that is not understood as one.
    fn told(&self, language: &Language, raw: &str, read: Interpretation) -> Parts {
        let sentences = split_behind(raw, ends_sentence);
        let marked = |text: &&String| text.trim_end().ends_with(['?', '？']);
        let mut asked = self.asked_in(language, sentences.iter().filter(marked));
        // Without a mark the last sentence asks if it has a question word.
        if asked.is_empty() {
            let asks = |text: &&String| {
                let read = self.model.interpret(language, text, ANY_DAY);
                read.slots.has(VocabularySlot::Aspect)
            };
            asked = self.asked_in(language, sentences.last().into_iter().filter(asks));
        }
        // "… they resigned on the same day. Is she right?" asks of the sentence before.
        if asked.is_empty() {
            asked = self.asked_in(language, sentences.iter());
        }
        asked.truncate(PARTS);
        let Some(first) = asked.first() else {
            return Parts::whole(raw, read);
        };
        let before = raw.find(first.trim()).and_then(|at| raw.get(..at));
        // "Somebody says that it cost a million, is that right?" asks of what stands before it in the sentence.
        let claimed = before.is_some_and(|it| !it.trim().is_empty()) && sentences.len() == 1;
        if claimed && asked.len() == 1 && self.asks_of_that(language, first) {
            return Parts::whole(raw, read);
        }
        Parts {
            aside: before.filter(|it| !it.trim().is_empty()).map(str::to_owned),
            asked,
            whole: None,
        }
    }

    /// Whether a clause asks whether something is so and names nothing.
    fn asks_of_that(&self, language: &Language, clause: &str) -> bool {
        let read = self.model.interpret(language, clause, ANY_DAY);
        let best = read.candidates.first();
        let verifies = best.and_then(|it| self.resolver(&it.intent)) == Some(Resolver::Verify);
        verifies && read.tokens.len() <= SLIGHT && read.slots.mentions.is_empty()
    }

    /// The questions in sentences, or the last clauses of each that are one.
    fn asked_in<'a>(
        &self,
        language: &Language,
        sentences: impl Iterator<Item = &'a String>,
    ) -> Vec<String> {
        let mut asked: Vec<String> = Vec::new();
        for sentence in sentences {
            // What is framed as a question need not be as sure to be one.
            let mut framed = false;
            let parts: Vec<String> = self
                .joined_parts(language, sentence)
                .into_iter()
                .map(|part| match self.claim_told(language, &part) {
                    Some(claim) => {
                        framed = true;
                        claim
                    }
                    None => part,
                })
                .collect();
            let framed = framed && parts.len() == 1;
            if self.are_questions(language, &parts)
                && (framed || parts.iter().all(|it| self.stands(language, it)))
            {
                asked.extend(parts);
                continue;
            }
            let clauses = split_behind(sentence, |c, _| {
                matches!(c, ',' | '、' | '，' | ':' | '：' | ';' | '—')
            });
            // The question stands at the end of a story, if not at its very end.
            let mut last: Vec<String> = Vec::new();
            for clause in clauses
                .iter()
                .flat_map(|it| self.joined_parts(language, it))
                .rev()
            {
                let claim = self.claim_told(language, &clause);
                let stands = claim.is_some() || self.stands(language, &clause);
                let clause = claim.unwrap_or(clause);
                match (stands, last.is_empty()) {
                    (true, _) => last.insert(0, clause),
                    (false, true) => {}
                    (false, false) => break,
                }
            }
            asked.extend(last);
        }
        asked
    }

    /// A text parted at words that join questions ("and where"), and at commas before a bare question word.
    fn joined_parts(&self, language: &Language, raw: &str) -> Vec<String> {
        if let Some(asked) = self.apposed(language, raw) {
            return asked;
        }
        if let Some(asked) = self.twofold(language, raw) {
            return asked;
        }
        let joined = language.parts(raw);
        let mut parts: Vec<String> = Vec::new();
        for part in joined {
            let clauses = split_behind(&part, |c, _| matches!(c, ',' | '、'));
            let asks = |clause: &String| {
                let read = self.model.interpret(language, clause, ANY_DAY);
                read.slots.has(VocabularySlot::Aspect) || begins_with(&read.slots, "asks-what")
            };
            // "Alpha or Beta, who was first?" is one question, and so is "after she left, who took over?".
            let dependent = |clause: &String| {
                let read = self.model.interpret(language, clause, ANY_DAY);
                let begins = read.slots.relations.iter().any(|it| it.range.start == 0);
                let subordinate = begins && !read.slots.has(VocabularySlot::Aspect);
                let people = read.slots.of(EntityKind::Person).count();
                subordinate
                    || asks_nothing(&read)
                    || introduces(&read)
                    || only_points(&read)
                    || super::follow_up::is_fragment(&read)
                    || (people > 1 && read.tokens.len() <= people + 1)
            };
            let elsewhere = |clause: &String| {
                let first = clauses.first();
                first.is_some_and(|it| self.claims_elsewhere(language, it, clause))
            };
            if clauses.len() > 1
                && !clauses.first().is_some_and(dependent)
                && clauses.iter().skip(1).all(|it| asks(it) || elsewhere(it))
                && self.are_questions(language, &clauses)
            {
                parts.extend(clauses);
            } else {
                parts.push(part);
            }
        }
        parts
    }

    /// The claim or question in a clause behind what only frames it ("my friend insists that …", "I would be glad if you
    /// could tell me …"), if nobody of the dataset stands in the frame.
    fn claim_told(&self, language: &Language, clause: &str) -> Option<String> {
        let read = self.model.interpret(language, clause, ANY_DAY);
        super::bind::turns::told(&read.slots).find_map(|told| {
            let mut people = read.slots.of(EntityKind::Person);
            let before = people.any(|it| it.range.start < told.range.end);
            let claim = read.text.get(told.range.end..)?.trim();
            let claimed = self.model.interpret(language, claim, ANY_DAY);
            let understood = self.is_understood(language, &claimed) && claimed.tokens.len() > 2;
            (!before && understood).then(|| claim.to_owned())
        })
    }

    fn are_questions(&self, language: &Language, parts: &[String]) -> bool {
        parts.iter().enumerate().all(|(index, part)| {
            let read = self.model.interpret(language, part, ANY_DAY);
            let leans = index > 0 && read.tokens.len() <= 3;
            // "The 27th? The 28th?" offers another day.
            let dates = !read.tokens.is_empty() && read.tokens.iter().all(|it| it == "{date}");
            // "Did she leave? Or an adviser?" offers another answer to the same question.
            let slots = &read.slots;
            let offered = begins_with(slots, "or");
            let names = slots.has(VocabularySlot::Role) || slots.has(VocabularySlot::Group);
            let offers = leans && offered && names && !slots.has(VocabularySlot::Aspect);
            // "Who stayed longest? Without Alpha." only takes somebody out.
            let kinds = slots.has(VocabularySlot::Role) || slots.has(VocabularySlot::Group);
            let only = cue(slots, "narrows") && kinds && !slots.has(VocabularySlot::Aspect);
            let mut filled = slots.filled.iter();
            let excepts = filled.any(|it| it.slot == VocabularySlot::Except && it.range.start == 0);
            let narrows = excepts || (leans && (slots.has(VocabularySlot::Except) || only));
            // "What did she say? At the merger." only says when.
            let moment = cue(slots, "meanwhile") && !slots.has(VocabularySlot::Aspect);
            let dates = dates || (moment && read.tokens.len() <= 4);
            !(index > 0 && (dates || narrows || offers))
                && read.ranking.confidence >= read.threshold
                && (read.tokens.len() >= 2 || leans || is_asked_in_one(&read))
                && !self.is_small_talk(&read)
        })
    }

    /// Whether a clause is a question by itself, whatever stands around it.
    fn stands(&self, language: &Language, clause: &str) -> bool {
        let read = self.model.interpret(language, clause, ANY_DAY);
        let resolver = read
            .candidates
            .first()
            .and_then(|it| self.binding(&it.intent))
            .map(|it| it.resolver);
        let asks = resolver.is_some_and(|it| {
            !it.is_about_the_bot() && !matches!(it, Resolver::OutOfScope | Resolver::Opinion)
        });
        asks && read.tokens.len() >= 2
            && read.ranking.confidence >= STANDS
            && self.is_understood(language, &read)
    }

    /// Whether a text is understood as it stands: surely enough for the words that nothing accounts for.
    pub(super) fn is_understood(&self, language: &Language, read: &Interpretation) -> bool {
        // Numbers alone ask nothing.
        if read.tokens.iter().all(|token| token == NUMBER) {
            return false;
        }
        let leftover = has_leftover(language, read);
        let confidence = read.ranking.confidence;
        // "Who won the world cup in 2022?" is not asked of the bot.
        let of_the_bot = self.is_small_talk(read) || self.asks_freshness(read);
        if of_the_bot && super::unknown::has_strange_katakana(language, read) {
            return false;
        }
        // A question that speaks of this dataset's matters, and of which every word is known, is hardly about others.
        let best = read
            .candidates
            .first()
            .and_then(|it| self.binding(&it.intent));
        let refuses = best.as_ref().is_none_or(|it| {
            matches!(
                it.resolver,
                Resolver::Private | Resolver::Prediction | Resolver::Opinion | Resolver::OutOfScope
            )
        });
        // Words about nothing that is known, with a number among them, claim nothing.
        let strange = read.tokens.iter().filter(|it| language.is_unaccounted(it));
        let verifies = best.as_ref().map(|it| it.resolver) == Some(Resolver::Verify);
        let nothing = read.slots.mentions.is_empty() && !super::filters::polar(read);
        if verifies && nothing && strange.count() >= NONSENSE {
            return false;
        }
        let at_home = !leftover && !refuses && speaks_of_departures(read);
        let threshold = read.threshold * if at_home { CLOSE } else { 1.0 };
        confidence >= threshold && (!leftover || confidence >= needed(read))
    }

    /// Whether a question is most like one for the day up to which the data go.
    fn asks_freshness(&self, read: &Interpretation) -> bool {
        let best = read.candidates.first();
        best.and_then(|it| self.resolver(&it.intent)) == Some(Resolver::Freshness)
    }

    pub(super) fn is_small_talk(&self, interpretation: &Interpretation) -> bool {
        interpretation
            .candidates
            .first()
            .and_then(|it| self.bindings.get(&it.intent))
            .is_some_and(|it| {
                matches!(
                    it.resolver,
                    Resolver::Greeting | Resolver::Thanks | Resolver::About
                )
            })
    }
}

/// Whether a question for numbers puts resigning beside being removed: one question on how people left.
fn contrasts_manners(read: &Interpretation) -> bool {
    let said = |value: &str| {
        let mut manners = read.slots.values(VocabularySlot::Manner);
        manners.any(|it| it == value)
    };
    let counts = super::filters::asks(&read.slots, Aspect::HowMany);
    let nobody = read.slots.of(EntityKind::Person).next().is_none();
    counts && nobody && said(MannerKind::Resigned.name()) && said(MannerKind::Removed.name())
}

/// Whether a text without spaces asks by itself: "where from?" is one token there.
fn is_asked_in_one(read: &Interpretation) -> bool {
    !read.text.is_ascii()
        && read.slots.has(VocabularySlot::Aspect)
        && read.ranking.confidence >= STANDS
}

/// Whether a clause of a text without spaces has no word that asks, and no end of a claim: "of the founders, …".
fn asks_nothing(read: &Interpretation) -> bool {
    let asks = read.slots.has(VocabularySlot::Aspect) || super::filters::polar(read);
    !read.text.is_ascii() && !asks && !cue(&read.slots, "preface")
}

/// Whether a clause says nothing but that it goes on, and of whom: "and him, …", "ok new question, …".
fn only_points(read: &Interpretation) -> bool {
    let leans = |it: &Filled| match it.slot {
        VocabularySlot::Continuation | VocabularySlot::Joint => true,
        VocabularySlot::Pronoun => matches!(it.value.as_str(), "person" | "people"),
        _ => false,
    };
    read.slots.has(VocabularySlot::Continuation)
        && read.is_covered(|at| read.slots.fills(at, leans))
}

/// Whether a clause only says who it is about: "Alpha, the lawyer there: …", in a language that puts it so.
fn introduces(read: &Interpretation) -> bool {
    let slots = &read.slots;
    let posted = slots.has(VocabularySlot::Role) || slots.has(VocabularySlot::Group);
    let asks = [
        VocabularySlot::Aspect,
        VocabularySlot::Deed,
        VocabularySlot::Manner,
        VocabularySlot::Presence,
    ];
    posted
        && !read.text.is_ascii()
        && slots.of(EntityKind::Person).count() == 1
        && !asks.into_iter().any(|slot| slots.has(slot))
        && !super::filters::polar(read)
        && !cue(slots, "gone")
}

/// Whether a question names somebody or something of the dataset, or says how or that people left.
fn speaks_of_departures(read: &Interpretation) -> bool {
    let slots = &read.slots;
    let named = slots
        .mentions
        .iter()
        .any(|it| it.kind != EntityKind::Organisation);
    let said = [
        VocabularySlot::Group,
        VocabularySlot::Role,
        VocabularySlot::Manner,
    ];
    named || said.into_iter().any(|slot| slots.has(slot)) || cue(slots, "gone")
}

/// The token in whose place a number stands.
const NUMBER: &str = "{number}";
/// The confidence that a clause needs to be taken out of a story.
const STANDS: f32 = 0.5;

/// Whether a question has words that neither a slot nor the table accounts for.
pub(super) fn has_leftover(language: &Language, read: &Interpretation) -> bool {
    // A word that was read as another one is accounted for by that one; a short one may be a name of its own.
    let corrected = |token: &str| {
        let mut corrected = read.ranking.corrected.iter();
        token.chars().count() > NAME
            && corrected.any(|(wrong, right)| wrong == token && !language.is_unaccounted(right))
    };
    let mut tokens = read.tokens.iter();
    tokens.any(|it| language.is_unaccounted(it) && !corrected(it))
}

/// A claim that names nothing has fewer words that nothing accounts for.
const NONSENSE: usize = 2;

/// A word of no more characters is not taken for a misspelt one.
const NAME: usize = 3;

/// The words of a question that name nothing and stand in no example of the table, without those of deeds and turns of
/// phrase, which are accounted for by themselves.
pub(super) fn own_words(language: &Language, read: &Interpretation) -> Vec<String> {
    let accounted: Vec<&str> = read
        .slots
        .filled
        .iter()
        .filter(|it| {
            matches!(
                it.slot,
                VocabularySlot::Cue | VocabularySlot::Deed | VocabularySlot::Continuation
            )
        })
        .filter_map(|it| read.text.get(it.range.clone()))
        .flat_map(str::split_whitespace)
        .collect();
    let mut words = language.own_words(read);
    words.retain(|word| !accounted.contains(&word.as_str()));
    words
}
