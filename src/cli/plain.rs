//! A reply on a terminal.

use crate::answer::statement::Outcome;
use crate::bot::Bot;
use crate::render::Reply;

/// The reply as plain text, with its sources and what it holds for.
pub(super) fn text(bot: &Bot, reply: &Reply) -> String {
    let label = |id: &str| bot.label(&reply.language, id);
    let mut lines = vec![reply.text()];
    if !reply.suggestions.is_empty() && reply.outcome >= Outcome::Ambiguous {
        lines.push(String::new());
        lines.extend(reply.suggestions.iter().map(|it| format!("  · {it}")));
    }
    if !reply.citations.is_empty() {
        lines.push(String::new());
        for cited in &reply.citations {
            let date = cited
                .published_in_words
                .as_ref()
                .map(|date| format!(", {date}"))
                .unwrap_or_default();
            let place = cited.url.as_deref().unwrap_or("–");
            lines.push(format!(
                "[{}] {}{date} ({}): {}\n    {place}",
                cited.n,
                cited.publisher,
                label(&format!("class-{}", cited.class.name())),
                cited.title,
            ));
        }
    }
    lines.push(String::new());
    lines.push(format!(
        "{}: {} · {} · {}",
        label("label-understood"),
        reply.understood_as,
        reply.as_of,
        reply.revision
    ));
    lines.push(String::new());
    lines.join("\n")
}
