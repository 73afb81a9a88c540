//! All templates of a language as one tree, so that matching does not grow with their number.

use std::collections::BTreeMap;

use super::calendar::Fields;
use super::pattern::{Element, Pattern, Tables, space_at};
use super::words::{literal_at, script_space};

/// Patterns that share their beginnings, so that no word is looked up twice at one place.
#[derive(Clone, Debug)]
pub(super) struct PatternTree {
    /// The first is the root.
    nodes: Vec<Node>,
    /// The root's branches by the character that a match can start with.
    starts: BTreeMap<char, Vec<usize>>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    /// An element and the node behind it.
    branches: Vec<(Element, usize)>,
    /// Patterns that end here: their place among all, and what they say beyond their slots.
    ends: Vec<(usize, Fields)>,
}

impl PatternTree {
    /// Plants the patterns, in their order.
    pub(super) fn new(patterns: Vec<Pattern>, tables: &Tables) -> Self {
        let mut nodes = vec![Node::default()];
        for (order, pattern) in patterns.into_iter().enumerate() {
            let mut at = 0;
            for element in pattern.elements {
                let next = nodes.len();
                let Some(node) = nodes.get_mut(at) else { break };
                let known = node
                    .branches
                    .iter()
                    .find(|(other, _)| *other == element)
                    .map(|(_, node)| *node);
                at = known.unwrap_or(next);
                if known.is_none() {
                    node.branches.push((element, next));
                    nodes.push(Node::default());
                }
            }
            if let Some(node) = nodes.get_mut(at) {
                node.ends.push((order, pattern.base));
            }
        }
        let mut starts: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (index, (element, _)) in nodes
            .first()
            .into_iter()
            .flat_map(|root| &root.branches)
            .enumerate()
        {
            let (characters, digits) = element.starts(tables);
            let digits = if digits { '0'..='9' } else { '1'..='0' };
            for character in characters.into_iter().chain(digits) {
                let list = starts.entry(character).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
        Self { nodes, starts }
    }

    /// All matches at the start of `text`, in the order of the patterns: bytes taken, and the fields.
    pub(super) fn matches(&self, text: &str, tables: &Tables) -> Vec<(usize, Fields)> {
        let mut found = Vec::new();
        let first = text
            .chars()
            .next()
            .and_then(|first| self.starts.get(&first));
        for branch in first.into_iter().flatten() {
            if let Some((element, node)) = self
                .nodes
                .first()
                .and_then(|root| root.branches.get(*branch))
            {
                self.follow(
                    element,
                    *node,
                    text,
                    0,
                    Fields::default(),
                    tables,
                    &mut found,
                );
            }
        }
        found.sort_by_key(|(order, ..)| *order);
        found
            .into_iter()
            .map(|(_, end, fields)| (end, fields))
            .collect()
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a recursion over one text with one accumulator; a struct for it would be used once"
    )]
    fn follow(
        &self,
        element: &Element,
        node: usize,
        text: &str,
        at: usize,
        mut fields: Fields,
        tables: &Tables,
        found: &mut Vec<(usize, usize, Fields)>,
    ) {
        let Some((end, node)) = element
            .at(text, at, tables, &mut fields)
            .zip(self.nodes.get(node))
        else {
            return;
        };
        for (order, base) in &node.ends {
            let said = Fields {
                meaning: base.meaning,
                now: base.now,
                unit: fields.unit.or(base.unit),
                offset: fields.offset.or(base.offset),
                part: fields.part.or(base.part),
                month: fields.month.or(base.month),
                day: fields.day.or(base.day),
                ..fields
            };
            found.push((*order, end, said));
        }
        for (element, next) in &node.branches {
            self.follow(element, *next, text, end, fields, tables, found);
        }
    }
}

impl Element {
    /// The characters that a match can start with, and whether a digit can.
    fn starts(&self, tables: &Tables) -> (Vec<char>, bool) {
        match self {
            Self::Text(text) => {
                let first = text.chars().next();
                (
                    first.into_iter().collect(),
                    first.is_some_and(|first| first.is_ascii_digit()),
                )
            }
            Self::Slot(slot) => tables.starts_of(*slot),
            Self::Space | Self::Date => (Vec::new(), false),
        }
    }

    /// Matches behind `at`: where the match ends.
    fn at(&self, text: &str, at: usize, tables: &Tables, fields: &mut Fields) -> Option<usize> {
        let from = if *self == Self::Space {
            at
        } else {
            at + script_space(text.get(..at)?, text.get(at..)?)
        };
        let rest = text.get(from..)?;
        Some(
            from + match self {
                Self::Text(literal) => literal_at(literal, rest)?,
                Self::Space => space_at(text.get(..from)?, rest)?,
                Self::Slot(slot) => tables.fill(*slot, rest, fields)?,
                Self::Date => return None,
            },
        )
    }
}
