//! The slash commands and the context-menu entry, as they are registered. Names and descriptions come from the
//! wordings; the default names stand here, because handlers match on them.

use serde_json::{Map, Value, json};

use super::texts::{fallback, hex};
use crate::bot::Bot;

/// The context-menu entry on messages.
pub(super) const CHECK_MESSAGE: &str = "Check this claim";

/// Discord's permission to manage a server, as it stands in definitions.
const MANAGE_GUILD: &str = "32";

/// A command.
struct Command {
    name: &'static str,
    admin: bool,
    options: &'static [Opt],
}

/// An option or a subcommand.
struct Opt {
    name: &'static str,
    kind: Kind,
    required: bool,
}

/// What an option takes.
enum Kind {
    Sub(&'static [Opt]),
    /// Free text, with the most characters.
    Text(u16),
    /// Text that is completed while it is typed.
    Completed(u16),
    /// One of a few values.
    Choice(&'static [&'static str]),
    /// One of the bot's languages.
    Language,
    Flag,
    Channel,
}

const fn option(name: &'static str, kind: Kind) -> Opt {
    Opt {
        name,
        kind,
        required: false,
    }
}

const fn required(name: &'static str, kind: Kind) -> Opt {
    Opt {
        name,
        kind,
        required: true,
    }
}

const COMMANDS: &[Command] = &[
    Command {
        name: "ask",
        admin: false,
        options: &[
            required("question", Kind::Completed(1_000)),
            option("as-of", Kind::Text(20)),
            option("private", Kind::Flag),
        ],
    },
    Command {
        name: "person",
        admin: false,
        options: &[required("name", Kind::Completed(100))],
    },
    Command {
        name: "timeline",
        admin: false,
        options: &[
            option("organisation", Kind::Completed(100)),
            option("from", Kind::Text(20)),
            option("to", Kind::Text(20)),
        ],
    },
    Command {
        name: "check",
        admin: false,
        options: &[required("claim", Kind::Text(1_000))],
    },
    Command {
        name: "sources",
        admin: false,
        options: &[],
    },
    Command {
        name: "help",
        admin: false,
        options: &[],
    },
    Command {
        name: "privacy",
        admin: false,
        options: &[],
    },
    Command {
        name: "settings",
        admin: true,
        options: &[
            option("show", Kind::Sub(&[])),
            option(
                "change",
                Kind::Sub(&[
                    option("language", Kind::Language),
                    option("length", Kind::Choice(&["full", "short"])),
                    option("unanswered", Kind::Flag),
                    option("subscribers", Kind::Choice(&["admins", "everyone"])),
                ]),
            ),
            option(
                "channels",
                Kind::Sub(&[
                    required(
                        "where",
                        Kind::Choice(&["everywhere", "also-here", "not-here"]),
                    ),
                    option("channel", Kind::Channel),
                ]),
            ),
        ],
    },
    Command {
        name: "watch",
        admin: true,
        options: &[
            option(
                "start",
                Kind::Sub(&[
                    option("organisation", Kind::Completed(100)),
                    option("channel", Kind::Channel),
                ]),
            ),
            option(
                "stop",
                Kind::Sub(&[
                    option("organisation", Kind::Completed(100)),
                    option("channel", Kind::Channel),
                ]),
            ),
            option("list", Kind::Sub(&[])),
        ],
    },
    Command {
        name: "unanswered",
        admin: true,
        options: &[],
    },
];

/// Every wording that a definition asks for, in no order: their ids are put together from names.
pub fn labels() -> Vec<String> {
    let mut labels = vec!["command-check-message".to_owned()];
    for command in COMMANDS {
        let id = format!("command-{}", command.name);
        collect(&id, command.options, &mut labels);
        labels.push(format!("{id}-hint"));
        labels.push(id);
    }
    labels
}

fn collect(parent: &str, options: &[Opt], labels: &mut Vec<String>) {
    for option in options {
        let id = format!("{parent}-{}", option.name);
        match option.kind {
            Kind::Sub(inner) => collect(&id, inner, labels),
            Kind::Choice(choices) => {
                labels.extend(choices.iter().map(|choice| format!("{id}-{choice}")));
            }
            Kind::Language => labels.push(format!("{id}-any")),
            _ => {}
        }
        labels.push(format!("{id}-hint"));
        labels.push(id);
    }
}

/// The definitions for the bulk registration.
pub(super) fn definitions(bot: &Bot) -> Value {
    let mut all: Vec<Value> = COMMANDS
        .iter()
        .map(|command| definition(bot, command))
        .collect();
    let mut menu = json!({"name": CHECK_MESSAGE, "type": 3});
    localise(
        bot,
        &mut menu,
        "name_localizations",
        "command-check-message",
        32,
    );
    place(&mut menu, false);
    all.push(menu);
    Value::Array(all)
}

fn definition(bot: &Bot, command: &Command) -> Value {
    let id = format!("command-{}", command.name);
    let mut json = named(bot, command.name, &id, 1);
    let options: Vec<Value> = command
        .options
        .iter()
        .map(|it| one_option(bot, it, &id))
        .collect();
    put(&mut json, "options", Value::Array(options));
    place(&mut json, command.admin);
    json
}

/// Where a command can be used: by default wherever the app is installed, to a server or to a person; what belongs to a
/// server only in servers, and by those who manage it.
fn place(json: &mut Value, admin: bool) {
    let (types, contexts) = if admin {
        (json!([0]), json!([0]))
    } else {
        (json!([0, 1]), json!([0, 1, 2]))
    };
    put(json, "integration_types", types);
    put(json, "contexts", contexts);
    if admin {
        put(json, "default_member_permissions", json!(MANAGE_GUILD));
    }
}

fn one_option(bot: &Bot, option: &Opt, parent: &str) -> Value {
    let id = format!("{parent}-{}", option.name);
    let kind = match option.kind {
        Kind::Sub(_) => 1,
        Kind::Text(_) | Kind::Completed(_) | Kind::Choice(_) | Kind::Language => 3,
        Kind::Flag => 5,
        Kind::Channel => 7,
    };
    let mut json = named(bot, option.name, &id, kind);
    match option.kind {
        Kind::Sub(inner) => {
            let inner: Vec<Value> = inner.iter().map(|it| one_option(bot, it, &id)).collect();
            put(&mut json, "options", Value::Array(inner));
            return json;
        }
        Kind::Text(most) => put(&mut json, "max_length", json!(most)),
        Kind::Completed(most) => {
            put(&mut json, "max_length", json!(most));
            put(&mut json, "autocomplete", json!(true));
        }
        Kind::Choice(choices) => {
            let choices = choices
                .iter()
                .map(|choice| one_choice(bot, &id, choice))
                .collect();
            put(&mut json, "choices", Value::Array(choices));
        }
        Kind::Language => {
            let mut choices = vec![one_choice(bot, &id, "any")];
            choices.extend(
                bot.languages()
                    .take(24)
                    .map(|tag| json!({"name": tag, "value": tag})),
            );
            put(&mut json, "choices", Value::Array(choices));
        }
        // Text, news, and forum channels: where people talk.
        Kind::Channel => put(&mut json, "channel_types", json!([0, 5, 15])),
        Kind::Flag => {}
    }
    put(&mut json, "required", json!(option.required));
    json
}

fn one_choice(bot: &Bot, option: &str, value: &str) -> Value {
    let id = format!("{option}-{value}");
    let name = text(bot, fallback(bot), &id, 100).unwrap_or_else(|| value.to_owned());
    let mut json = json!({"name": name, "value": value});
    localise(bot, &mut json, "name_localizations", &id, 100);
    json
}

/// A name with its description, both in every language.
fn named(bot: &Bot, name: &str, id: &str, kind: u8) -> Value {
    let hint = format!("{id}-hint");
    let description = text(bot, fallback(bot), &hint, 100).unwrap_or_else(|| name.to_owned());
    let mut json = json!({"name": name, "type": kind, "description": description});
    localise(bot, &mut json, "name_localizations", id, 32);
    localise(bot, &mut json, "description_localizations", &hint, 100);
    json
}

/// A wording of at most `most` units; nothing if the language lacks it.
fn text(bot: &Bot, language: &str, id: &str, most: usize) -> Option<String> {
    let text = bot.label(language, id);
    (text != id && !text.is_empty()).then(|| super::text_limits::cut(&text, most))
}

/// Puts in the wordings of all languages but the default one, under the names that Discord has for them.
fn localise(bot: &Bot, json: &mut Value, key: &str, id: &str, most: usize) {
    let mut wordings = Map::new();
    for language in bot.languages().filter(|it| *it != fallback(bot)) {
        if let Some(text) = text(bot, language, id, most) {
            for locale in locales(language) {
                wordings.insert((*locale).to_owned(), json!(text));
            }
        }
    }
    if !wordings.is_empty() {
        put(json, key, Value::Object(wordings));
    }
}

fn put(json: &mut Value, key: &str, value: Value) {
    super::outbound::set(json, key, value);
}

/// Discord's locales, by the languages whose tag is another.
fn locales(language: &str) -> &[&str] {
    const SAME: &[&str] = &[
        "id", "da", "de", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "ro", "fi", "vi", "tr",
        "cs", "el", "bg", "ru", "uk", "hi", "th", "ja", "ko", "zh-CN", "zh-TW", "en-GB", "en-US",
        "es-ES", "es-419", "pt-BR", "sv-SE",
    ];
    match language {
        "en" => &["en-GB", "en-US"],
        "es" => &["es-ES", "es-419"],
        "pt" => &["pt-BR"],
        "sv" => &["sv-SE"],
        "zh" => &["zh-CN"],
        other => SAME
            .iter()
            .position(|known| *known == other)
            .and_then(|at| SAME.get(at..=at))
            .unwrap_or_default(),
    }
}

/// A hash of the definitions, to register them only when they differ.
pub(super) fn hash(definitions: &Value) -> String {
    hex(definitions.to_string().as_bytes(), 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn required_options_come_first() {
        fn check(options: &[Opt]) {
            let first_optional = options
                .iter()
                .position(|it| !it.required)
                .unwrap_or(options.len());
            assert!(options.iter().skip(first_optional).all(|it| !it.required));
            for option in options {
                if let Kind::Sub(inner) = option.kind {
                    check(inner);
                }
            }
        }
        for command in COMMANDS {
            check(command.options);
        }
    }

    #[test]
    fn every_label_is_asked_for_once() {
        let mut labels = labels();
        let count = labels.len();
        labels.sort();
        labels.dedup();
        assert_eq!(labels.len(), count);
    }
}
