//! Templates of example utterances: `(when|what day) did {person} (leave|quit) [{org}]`.
//!
//! `(a|b)` is one of several, `[a]` may be left out, `[a|b]` is one of several or nothing; all of them nest.

use std::fmt;
use std::ops::Range;

use super::hashed::HashedSet;
use super::phrases::is_unspaced;

/// The slots that an utterance may have in the place of what it names.
pub const SLOTS: [&str; 7] = [
    "person", "org", "group", "date", "topic", "number", "ordinal",
];

/// Brackets nest no deeper than this.
const DEEPEST: usize = 16;

/// Why a template cannot be expanded, and which bytes of it are to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// What is wrong.
    pub kind: TemplateErrorKind,
    /// Where, in bytes of the template.
    pub range: Range<usize>,
}

/// What can be wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateErrorKind {
    /// An opening bracket without its closing one.
    Unclosed(char),
    /// A closing bracket without its opening one, or a bar outside of brackets.
    Unexpected(char),
    /// A slot that the program does not fill.
    UnknownSlot(String),
    /// All of it may be left out.
    Empty,
    /// Brackets in brackets in brackets.
    TooDeep,
    /// It stands for so many utterances.
    TooLarge(usize),
}

impl fmt::Display for TemplateErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unclosed(bracket) => write!(f, "`{bracket}` is never closed"),
            Self::Unexpected('|') => write!(f, "`|` stands outside of brackets"),
            Self::Unexpected(bracket) => write!(f, "`{bracket}` closes nothing"),
            Self::UnknownSlot(name) => write!(f, "no slot is called `{name}`"),
            Self::Empty => write!(f, "the template may stand for nothing at all"),
            Self::TooDeep => write!(f, "brackets are nested more than {DEEPEST} deep"),
            Self::TooLarge(count) => write!(f, "the template stands for {count} utterances"),
        }
    }
}

/// All utterances that the template stands for, in its own order and each once; at most `limit`.
///
/// # Errors
/// The first mistake. A template that stands for more than `limit` utterances is one; it is never cut short.
pub fn expand(template: &str, limit: usize) -> Result<Vec<String>, TemplateError> {
    let mut parser = Parser {
        text: template,
        at: 0,
    };
    let sequence = parser.sequence(None, 0)?;
    let whole = 0..template.len();
    let fail = |kind| TemplateError {
        kind,
        range: whole.clone(),
    };
    let count = count(&sequence);
    if count > limit {
        return Err(fail(TemplateErrorKind::TooLarge(count)));
    }
    let mut texts: Vec<String> = all(&sequence).iter().map(|it| spaced(it)).collect();
    if texts.iter().any(String::is_empty) {
        return Err(fail(TemplateErrorKind::Empty));
    }
    let mut seen = HashedSet::default();
    let new: Vec<bool> = texts.iter().map(|it| seen.insert(it.as_str())).collect();
    let mut new = new.into_iter();
    texts.retain(|_| new.next() == Some(true));
    Ok(texts)
}

/// A text with one space between its words.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

enum Node<'t> {
    Text(&'t str),
    /// One of these; nothing at all is among them if the brackets were square.
    OneOf(Vec<Vec<Node<'t>>>),
}

fn count(sequence: &[Node<'_>]) -> usize {
    sequence.iter().fold(1, |product: usize, node| match node {
        Node::Text(_) => product,
        Node::OneOf(choices) => {
            let sum = choices
                .iter()
                .fold(0, |sum: usize, it| sum.saturating_add(count(it)));
            product.saturating_mul(sum)
        }
    })
}

fn all(sequence: &[Node<'_>]) -> Vec<String> {
    let mut texts = vec![String::new()];
    for node in sequence {
        match node {
            Node::Text(text) => texts.iter_mut().for_each(|it| it.push_str(text)),
            Node::OneOf(choices) => {
                let endings: Vec<String> = choices.iter().flat_map(|choice| all(choice)).collect();
                let beginnings = texts.iter();
                texts = beginnings
                    .flat_map(|text| {
                        endings
                            .iter()
                            .map(move |ending| [text, ending.as_str()].concat())
                    })
                    .collect();
            }
        }
    }
    texts
}

/// Of the expansions of an intent's templates those that a classifier learns something from, with the number of the
/// template: of each template the first, and further ones that bring a pair of neighbouring words (in a script without
/// spaces, of characters) that none before them has.
///
/// A template with four places of five alternatives stands for 625 utterances and 110 pairs, and it is words and pairs
/// that the classifier sees. Every template teaches, and every word is kept.
pub fn representatives<'a>(
    templates: impl IntoIterator<Item = &'a [String]>,
) -> Vec<(u32, &'a str)> {
    const BORDER: &str = "";
    let mut seen: HashedSet<(&str, &str)> = HashedSet::default();
    let mut kept = Vec::new();
    for (template, utterances) in (0..).zip(templates) {
        for (index, utterance) in utterances.iter().enumerate() {
            let mut last = BORDER;
            let mut new = index == 0;
            for word in pieces(utterance).into_iter().chain([BORDER]) {
                new |= seen.insert((last, word));
                last = word;
            }
            if new {
                kept.push((template, utterance.as_str()));
            }
        }
    }
    kept
}

/// Words, slots, and single characters of scripts without spaces.
fn pieces(utterance: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for word in utterance.split_whitespace() {
        let mut rest = word;
        while let Some((at, first)) = rest.char_indices().find(|(_, it)| is_unspaced(*it)) {
            let (before, from) = rest.split_at(at);
            let (piece, behind) = from.split_at(first.len_utf8());
            if !before.is_empty() {
                pieces.push(before);
            }
            pieces.push(piece);
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(rest);
        }
    }
    pieces
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn error(kind: TemplateErrorKind, range: Range<usize>) -> TemplateError {
        TemplateError { kind, range }
    }

    /// Reads up to a bar or to the closing bracket, which it leaves; to the end if there is no bracket.
    fn sequence(
        &mut self,
        closing: Option<char>,
        depth: usize,
    ) -> Result<Vec<Node<'t>>, TemplateError> {
        let mut nodes = Vec::new();
        while let Some(next) = self.peek() {
            let here = self.at..self.at + next.len_utf8();
            match next {
                '(' | '[' if depth == DEEPEST => {
                    return Err(Self::error(TemplateErrorKind::TooDeep, here));
                }
                '(' => nodes.push(self.brackets(')', depth + 1)?),
                '[' => nodes.push(self.brackets(']', depth + 1)?),
                '{' => nodes.push(self.slot()?),
                '|' if closing.is_some() => return Ok(nodes),
                _ if closing == Some(next) => return Ok(nodes),
                '|' | ')' | ']' | '}' => {
                    return Err(Self::error(TemplateErrorKind::Unexpected(next), here));
                }
                _ => nodes.push(self.words()),
            }
        }
        Ok(nodes)
    }

    fn words(&mut self) -> Node<'t> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .find(['(', ')', '[', ']', '{', '}', '|'])
            .unwrap_or(rest.len());
        self.at += length;
        Node::Text(rest.get(..length).unwrap_or_default())
    }

    fn brackets(&mut self, closing: char, depth: usize) -> Result<Node<'t>, TemplateError> {
        let opening = self.at..self.at + 1;
        let mut choices = Vec::new();
        if closing == ']' {
            choices.push(Vec::new());
        }
        loop {
            // Over the opening bracket, and then over each bar.
            self.at += 1;
            choices.push(self.sequence(Some(closing), depth)?);
            match self.peek() {
                Some('|') => {}
                Some(_) => {
                    self.at += 1;
                    return Ok(Node::OneOf(choices));
                }
                None => {
                    let bracket = if closing == ']' { '[' } else { '(' };
                    return Err(Self::error(TemplateErrorKind::Unclosed(bracket), opening));
                }
            }
        }
    }

    fn slot(&mut self) -> Result<Node<'t>, TemplateError> {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(length) = rest.find('}') else {
            let kind = TemplateErrorKind::Unclosed('{');
            return Err(Self::error(kind, start..start + 1));
        };
        self.at = start + length + 1;
        let name = rest.get(1..length).unwrap_or_default();
        if !SLOTS.contains(&name) {
            let kind = TemplateErrorKind::UnknownSlot(name.to_owned());
            return Err(Self::error(kind, start..self.at));
        }
        Ok(Node::Text(rest.get(..=length).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, expected: &[&str]) {
        assert_eq!(expand(template, 400).unwrap(), expected);
    }

    #[track_caller]
    fn fails(template: &str, kind: &TemplateErrorKind, blamed: &str) {
        let error = expand(template, 400).unwrap_err();
        assert_eq!(error.kind, *kind);
        assert_eq!(template.get(error.range), Some(blamed));
    }

    #[test]
    fn every_choice_is_made_in_the_order_of_the_template() {
        check("who left", &["who left"]);
        check(
            "(when|what day) did {person} leave [{org}]",
            &[
                "when did {person} leave",
                "when did {person} leave {org}",
                "what day did {person} leave",
                "what day did {person} leave {org}",
            ],
        );
        check("a [(b|c)]", &["a", "a b", "a c"]);
        check("a [b|c]", &["a", "a b", "a c"]);
        check("(a|(b|c) d)", &["a", "b d", "c d"]);
        check("{org}[の{group}]は誰", &["{org}は誰", "{org}の{group}は誰"]);
    }

    #[test]
    fn what_two_choices_have_in_common_is_there_once() {
        check("(a|a) [b] [b]", &["a", "a b", "a b b"]);
    }

    #[test]
    fn mistakes_are_found_where_they_are() {
        use TemplateErrorKind as Kind;
        fails("(when|what", &Kind::Unclosed('('), "(");
        fails("é when [a (b)", &Kind::Unclosed('['), "[");
        fails("when {person", &Kind::Unclosed('{'), "{");
        fails("when) a", &Kind::Unexpected(')'), ")");
        fails("(a]", &Kind::Unexpected(']'), "]");
        fails("a|b", &Kind::Unexpected('|'), "|");
        fails(
            "山 {persn} x",
            &Kind::UnknownSlot("persn".to_owned()),
            "{persn}",
        );
        fails("[a] [b]", &Kind::Empty, "[a] [b]");
        let deep = "(".repeat(17);
        fails(&deep, &Kind::TooDeep, "(");
    }

    #[test]
    fn an_explosion_is_counted_and_not_made() {
        let template = "(a|b|c|d|e|f|g|h|i|j)".repeat(40);
        let error = expand(&template, 400).unwrap_err();
        assert_eq!(error.kind, TemplateErrorKind::TooLarge(usize::MAX));
        let error = expand("(a|b) (c|d) (e|f)", 7).unwrap_err();
        assert_eq!(error.kind, TemplateErrorKind::TooLarge(8));
        assert_eq!(expand("(a|b) (c|d) (e|f)", 8).unwrap().len(), 8);
    }

    #[test]
    fn representatives_have_every_pair_of_words_and_are_few() {
        let all = expand(
            "(when|what day) did {person} (leave|quit) [{org}] [今|昔]",
            400,
        )
        .unwrap();
        let other = vec!["when did {person} leave".to_owned()];
        let few = representatives([all.as_slice(), &other]);
        assert!(few.len() * 2 <= all.len(), "{} of {}", few.len(), all.len());
        assert_eq!(few[0], (0, all[0].as_str()));
        assert_eq!(few.last(), Some(&(1, other[0].as_str())));
        for pair in [
            "when did",
            "day did",
            "leave {org}",
            "quit {org}",
            "{org} 昔",
            "{person} leave",
            "quit 今",
        ] {
            assert!(
                few.iter().any(|(_, it)| it.contains(pair)),
                "{pair}: {few:?}"
            );
        }
        assert_eq!(
            pieces("who left会社を{person}が"),
            ["who", "left", "会", "社", "を", "{person}", "が"]
        );
    }
}
