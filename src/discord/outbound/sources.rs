//! The list of sources under an answer, and the whole list on request.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Outcome, colour, message};
use crate::bot::Bot;
use crate::discord::text_limits::{cut, units};
use crate::discord::texts::Voice;
use crate::render::markdown::{escape, host, link};
use crate::render::{Cited, Reply};

/// The most units of an embed field.
const FIELD: usize = 1_024;
/// The most units of a title in the list.
const TITLE: usize = 120;
/// An address longer than this is not linked in the list; the marks in the statements still are.
const ADDRESS: usize = 500;
/// Units of a description in the whole list, and of the whole list: Discord takes 4,096 and 6,000, and room is left for
/// the line that counts the rest.
const DESCRIPTION: usize = 3_900;
const WHOLE: usize = 5_800;

/// One source on one line: number, publisher with the real host, title, date, kind.
fn source_line(voice: Voice<'_>, cited: &Cited) -> String {
    let name = match cited.url.as_deref().and_then(host) {
        Some(host) if host != cited.publisher => format!("{} ({host})", cited.publisher),
        _ => cited.publisher.clone(),
    };
    let name = match cited.url.as_deref().filter(|url| units(url) <= ADDRESS) {
        Some(url) => link(&name, url),
        None => escape(&name),
    };
    let class = voice.with("discord-source-class", "class", cited.class.name());
    let mut line = format!("{}\\. {name}", cited.n);
    if cited.title != cited.publisher {
        let _infallible = write!(line, ": {}", escape(&cut(&cited.title, TITLE)));
    }
    if let Some(date) = &cited.published_in_words {
        let _infallible = write!(line, ", {}", escape(date));
    }
    let _infallible = write!(line, " · {}", escape(&class));
    line
}

/// The list as fields of an embed, at most `most` units in all. What does not fit is counted on the last line.
pub(super) fn fields(voice: Voice<'_>, cited: &[&Cited], most: usize) -> Vec<Value> {
    let heading = voice.label("discord-sources");
    let mut fields: Vec<String> = Vec::new();
    let mut used = 0;
    let mut shown = 0;
    // Room is kept for the line that counts the rest.
    let room = most.saturating_sub(120);
    for source in cited {
        let line = source_line(voice, source);
        let length = units(&line) + 1;
        if used + length > room {
            break;
        }
        match fields.last_mut() {
            Some(field) if units(field) + length <= FIELD - 120 => {
                field.push('\n');
                field.push_str(&line);
            }
            _ => {
                used += units(&heading);
                fields.push(line);
            }
        }
        used += length;
        shown += 1;
    }
    if shown < cited.len() {
        let more = voice.with("discord-more-sources", "count", cited.len() - shown);
        match fields.last_mut() {
            Some(field) => {
                field.push('\n');
                field.push_str(&escape(&more));
            }
            None => fields.push(escape(&more)),
        }
    }
    fields
        .into_iter()
        .enumerate()
        .map(|(index, value)| {
            // A field needs a name; the second and later ones get one that shows nothing.
            let name = if index == 0 {
                heading.as_str()
            } else {
                "\u{200b}"
            };
            json!({"name": name, "value": cut(&value, FIELD)})
        })
        .collect()
}

/// Every source of a reply, over as many embeds as a message holds; at most 6,000 units in all. What does not fit is linked
/// in the answer itself.
pub(in crate::discord) fn all_sources(bot: &Bot, reply: &Reply) -> Value {
    let voice = Voice::new(bot, &reply.language);
    let heading = format!("**{}**", escape(&voice.label("discord-sources-of-answer")));
    let mut used = units(&heading);
    let mut texts = vec![heading];
    let mut shown = 0;
    for cited in &reply.citations {
        let line = source_line(voice, cited);
        let length = units(&line) + 1;
        if used + length > WHOLE {
            break;
        }
        match texts.last_mut() {
            Some(text) if units(text) + length <= DESCRIPTION => {
                text.push('\n');
                text.push_str(&line);
            }
            _ => texts.push(line),
        }
        used += length;
        shown += 1;
    }
    if shown < reply.citations.len() {
        let left = reply.citations.len() - shown;
        let more = escape(&voice.with("discord-further-sources", "count", left));
        if let Some(text) = texts.last_mut() {
            text.push('\n');
            text.push_str(&more);
        }
    }
    let embeds = texts
        .iter()
        .map(|text| json!({"description": text, "color": colour(Outcome::Ambiguous)}));
    message("", embeds.collect(), Vec::new())
}
