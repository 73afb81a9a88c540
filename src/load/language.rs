//! One language's folder in its shapes, with its templates expanded.

use super::parse::{Parsed, parse};
use super::schema::{At, IntentsFile, TemporalFile, VocabularyFile};
use super::world::In;
use crate::diagnostic::{Code, Diagnostic, Label, did_you_mean};
use crate::nlu::template::{SLOTS, TemplateError, TemplateErrorKind, expand};
use crate::nlu::temporal::{TemporalGrammar, TemporalVocabulary, TemporalVocabularyError};
use crate::source_file::{SourceFile, Span};

/// The most utterances that one template may stand for.
const TEMPLATE_LIMIT: usize = 400;
/// The most utterances that the templates of one table may stand for.
const TABLE_LIMIT: usize = 20_000;

/// The files that every language needs, and those that it may have.
pub(super) const NEEDED: [&str; 3] = ["intents.toml", "vocabulary.toml", "replies.ftl"];
const POSSIBLE: [&str; 6] = [
    "intents.toml",
    "vocabulary.toml",
    "replies.ftl",
    "temporal.toml",
    "words.txt",
    "frequent-words.txt",
];

/// What a language's folder says.
#[derive(Default)]
pub(super) struct Language<'a> {
    pub(super) tag: &'a str,
    pub(super) intents: Option<In<'a, IntentsFile>>,
    pub(super) vocabulary: Option<In<'a, VocabularyFile>>,
    /// Every `.ftl` file: `replies.ftl`, and the words of other rooms beside it.
    pub(super) wordings: Vec<&'a SourceFile>,
    pub(super) temporal: Option<TemporalGrammar>,
    pub(super) words: Vec<&'a str>,
    pub(super) frequent_words: Vec<&'a str>,
    /// The expanded templates of each intent, in the order of the table.
    pub(super) examples: Vec<Vec<Expanded>>,
    /// The expanded templates of what no intent is meant to catch.
    pub(super) unrelated: Vec<Expanded>,
    /// The names of the files that are there.
    pub(super) present: Vec<&'a str>,
}

/// A template with the utterances that it stands for; none if it has a mistake.
pub(super) struct Expanded {
    pub(super) span: Span,
    pub(super) utterances: Vec<String>,
}

impl<'a> Language<'a> {
    /// Reads one file of the folder.
    pub(super) fn read(
        &mut self,
        name: &'a str,
        file: &'a SourceFile,
        findings: &mut Vec<Diagnostic>,
    ) {
        fn keep<T>(file: &SourceFile, parsed: Parsed<T>) -> Option<In<'_, T>> {
            parsed.value.map(|value| In { file, value })
        }
        self.present.push(name);
        match name {
            "intents.toml" => {
                self.intents = keep(file, parse(file, findings));
                self.expand(findings);
            }
            "vocabulary.toml" => {
                self.vocabulary = keep(file, parse(file, findings));
                self.expand_words(findings);
            }
            "words.txt" => self.words = lines(file),
            "frequent-words.txt" => self.frequent_words = lines(file),
            "temporal.toml" => self.read_temporal(file, findings),
            _ if is_fluent(name) => self.wordings.push(file),
            _ => findings.push(stray(name, file)),
        }
    }

    fn read_temporal(&mut self, file: &SourceFile, findings: &mut Vec<Diagnostic>) {
        let Some(written) = parse::<TemporalFile>(file, findings).value else {
            return;
        };
        match TemporalGrammar::new(&TemporalVocabulary::from(written)) {
            Ok(grammar) => self.temporal = Some(grammar),
            Err(mistakes) => {
                let blame = |mistake| bad_temporal(file, &mistake);
                findings.extend(mistakes.into_iter().map(blame));
            }
        }
    }

    /// Puts the words that a template of the vocabulary stands for in its place.
    fn expand_words(&mut self, findings: &mut Vec<Diagnostic>) {
        let Some(vocabulary) = &mut self.vocabulary else {
            return;
        };
        let file = vocabulary.file;
        for entry in &mut vocabulary.value.word {
            let templates = std::mem::take(&mut entry.words);
            for template in templates {
                match expand(&template.value, TEMPLATE_LIMIT) {
                    Ok(words) => entry.words.extend(words.into_iter().map(|value| At {
                        value,
                        span: template.span,
                    })),
                    Err(error) => findings.push(mistake(file, &template, &error)),
                }
            }
        }
    }

    fn expand(&mut self, findings: &mut Vec<Diagnostic>) {
        let Some(table) = &self.intents else {
            return;
        };
        let mut total: usize = 0;
        let mut all = |templates: &[At<String>]| -> Vec<Expanded> {
            let expanded = templates.iter().map(|template| {
                let utterances = expand(&template.value, TEMPLATE_LIMIT).unwrap_or_else(|error| {
                    findings.push(mistake(table.file, template, &error));
                    Vec::new()
                });
                total = total.saturating_add(utterances.len());
                Expanded {
                    span: template.span,
                    utterances,
                }
            });
            expanded.collect()
        };
        let intents = table.value.intent.iter();
        let examples = intents.map(|intent| all(&intent.examples)).collect();
        let unrelated = all(&table.value.unrelated.examples);
        if total > TABLE_LIMIT {
            findings.push(
                Diagnostic::new(
                    Code::TemplateTooLarge,
                    format!("the templates stand for {total} utterances, and at most {TABLE_LIMIT} can be trained on"),
                    Label::file(&table.file.path),
                )
                .help("cut alternatives: different shapes teach more than many words in one place"),
            );
        }
        self.examples = examples;
        self.unrelated = unrelated;
    }
}

fn is_fluent(name: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "ftl")
}

/// The lines of a word list; what begins with `#` is a note.
fn lines(file: &SourceFile) -> Vec<&str> {
    file.text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

fn stray(name: &str, file: &SourceFile) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::StrayFile,
        format!("nothing reads `{}`", file.path),
        Label::file(&file.path),
    );
    match did_you_mean(name, POSSIBLE) {
        Some(name) => finding.help(format!("did you mean `{name}`?")),
        None => finding.help(format!("a language has {}", POSSIBLE.join(", "))),
    }
}

fn mistake(file: &SourceFile, template: &At<String>, error: &TemplateError) -> Diagnostic {
    let label = Label::new(file, template.span.inside(&error.range), "");
    let message = error.kind.to_string();
    match &error.kind {
        TemplateErrorKind::UnknownSlot(name) => {
            let help = match did_you_mean(name, SLOTS) {
                Some(slot) => format!("did you mean `{{{slot}}}`?"),
                None => format!("the slots are {{{}}}", SLOTS.join("}, {")),
            };
            Diagnostic::new(Code::UnknownSlot, message, label).help(help)
        }
        TemplateErrorKind::TooLarge(_) => Diagnostic::new(Code::TemplateTooLarge, message, label)
            .help(format!(
                "split it, or cut alternatives, to at most {TEMPLATE_LIMIT}"
            )),
        TemplateErrorKind::Unexpected('|') => Diagnostic::new(Code::BadTemplate, message, label)
            .help("put the alternatives into brackets: `(when|what day) did …`"),
        TemplateErrorKind::Empty => Diagnostic::new(Code::BadTemplate, message, label)
            .help("leave at least one word outside of square brackets"),
        _ => Diagnostic::new(Code::BadTemplate, message, label)
            .help("`(a|b)` is one of several, `[a]` may be left out"),
    }
}

/// What is wrong with the grammar of dates, at the template or list that is to blame.
fn bad_temporal(file: &SourceFile, mistake: &TemporalVocabularyError) -> Diagnostic {
    let blamed = match mistake {
        TemporalVocabularyError::Length(list, ..) => format!("{list} ="),
        TemporalVocabularyError::UnknownSlot(template, _)
        | TemporalVocabularyError::Malformed(template)
        | TemporalVocabularyError::Range(template) => format!("\"{template}\""),
    };
    let place = match file.text.find(&blamed) {
        Some(start) => Label::new(file, (start..start + blamed.len()).into(), ""),
        None => Label::file(&file.path),
    };
    Diagnostic::new(Code::BadTemporal, mistake.to_string(), place)
}
