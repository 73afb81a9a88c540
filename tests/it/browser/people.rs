//! What people do with the page, by mouse and by keyboard alone, whichever bot answers them.

use exitnote::playground::Loopback;
use serde_json::json;

use super::chromium::{Chromium, Tab};

/// What a person asks of a bot and what they expect to read. Texts need only be contained in what is shown.
pub(super) struct Script<'a> {
    /// The bot's name, as a mention is typed.
    pub(super) bot: &'a str,
    /// Asked by mention and, as it stands, in a direct message.
    pub(super) question: &'a str,
    /// In the answer to it.
    pub(super) answer: &'a str,
    /// A question whose answer has a picture, and words of its alternative text.
    pub(super) picture: (&'a str, &'a str),
    /// A button of the answer, and what only the person who pressed it reads.
    pub(super) button: (&'a str, &'a str),
    /// A button that opens a form, the form's title, and a text in the line that thanks for it.
    pub(super) form: (&'a str, &'a str, &'a str),
    /// Labels and values of the form's inputs; the first is required.
    pub(super) fields: &'a [(&'a str, &'a str)],
    /// A question whose answer has a menu, the menu's placeholder, an option, and what the message says then.
    pub(super) menu: (&'a str, &'a str, &'a str, &'a str),
    /// A command, what is typed into its first option, the choice that is taken then, and a text of the answer.
    pub(super) command: (&'a str, &'a str, &'a str, &'a str),
    /// An entry of the message's context menu, what is said in the message, and a text of the answer.
    pub(super) check: (&'a str, &'a str, &'a str),
}

/// A person uses the page by mouse, another by keyboard alone, and the browser has nothing to complain of. The bot must be
/// connected, and the loopback must serve the page with at least one hint.
pub(super) async fn people_use_the_page(
    chromium: &Chromium,
    loopback: &Loopback,
    script: &Script<'_>,
) {
    let address = |name: &str| format!("{}/playground/?as={name}", loopback.api_url());
    let tab = chromium.open(&address("mouse")).await;
    by_mouse(&tab, script).await;
    looks(&tab, script).await;
    clean(&tab, loopback).await;
    let tab = chromium.open(&address("keys")).await;
    by_keyboard(&tab, script).await;
    clean(&tab, loopback).await;
}

const MESSAGE: &str = "#log article";
const ONLY_YOU: &str = "#log article.ephemeral";

async fn by_mouse(tab: &Tab, script: &Script<'_>) {
    tab.sees("h1", "general").await;
    tab.picture("welcome").await;
    tab.clicks(".hint", "").await;
    tab.sees("#log .reference", "").await;

    tab.clicks("#composer-text", "").await;
    tab.types("@").await;
    tab.clicks("[role=option]", script.bot).await;
    tab.types(script.question).await;
    tab.picture("mention").await;
    tab.presses("Enter").await;
    tab.sees("#log .pill", script.bot).await;
    tab.sees(MESSAGE, script.answer).await;

    let (button, says) = script.button;
    tab.clicks("#log button", button).await;
    tab.sees(ONLY_YOU, says).await;
    tab.clicks("#log button", "Dismiss message").await;
    tab.sees_no(ONLY_YOU, says).await;

    form(tab, script).await;
    command(tab, script).await;

    let (entry, claim, says) = script.check;
    tab.clicks("#composer-text", "").await;
    tab.types(claim).await;
    tab.presses("Enter").await;
    tab.right_clicks("#log article .content", claim).await;
    tab.sees("[role=menuitem]", "Copy text").await;
    named(tab, &["menu", "menuitem"]).await;
    tab.picture("context-menu").await;
    tab.clicks("[role=menuitem]", entry).await;
    tab.sees(MESSAGE, says).await;

    let (question, placeholder, option, says) = script.menu;
    tab.clicks("#channels button", script.bot).await;
    tab.sees("h1", script.bot).await;
    tab.clicks("#composer-text", "").await;
    tab.types(question).await;
    tab.presses("Enter").await;
    tab.clicks("#log button", placeholder).await;
    tab.sees("[role=option]", option).await;
    named(tab, &["combobox", "listbox", "option"]).await;
    tab.picture("select").await;
    tab.clicks("#log [role=option]", option).await;
    tab.sees(MESSAGE, says).await;

    let (question, alternative) = script.picture;
    tab.clicks("#channels button", "general").await;
    tab.sees("h1", "general").await;
    tab.clicks("#composer-text", "").await;
    tab.types(&format!("@{} {question}", script.bot)).await;
    tab.presses("Enter").await;
    tab.until(&format!(
        "[...document.querySelectorAll('#log img')].some((one) => one.complete && one.naturalWidth > 0 && one.alt.includes({}))",
        json!(alternative)
    ))
    .await;
    // The newest message stays in sight although its picture came later.
    tab.until("(({scrollTop, clientHeight, scrollHeight}) => scrollHeight - scrollTop - clientHeight < 48)(document.getElementById('scroll'))").await;
}

/// The form refuses to be sent half-filled, then takes what is typed.
async fn form(tab: &Tab, script: &Script<'_>) {
    let (button, title, says) = script.form;
    tab.clicks("#log button", button).await;
    tab.sees("dialog h2", title).await;
    named(tab, &["dialog", "textbox"]).await;
    tab.picture("form").await;
    tab.clicks("dialog button", "Submit").await;
    tab.sees("dialog .field-error", "required").await;
    tab.until("document.activeElement.getAttribute('aria-invalid') === 'true'")
        .await;
    for (label, value) in script.fields {
        tab.clicks("dialog label", label).await;
        tab.types(value).await;
    }
    tab.clicks("dialog button", "Submit").await;
    tab.sees(MESSAGE, says).await;
    tab.until("!document.querySelector('dialog')").await;
}

/// A command with a choice that the bot suggests, and an option that must be there.
async fn command(tab: &Tab, script: &Script<'_>) {
    let (name, typed, choice, says) = script.command;
    tab.clicks("#composer-text", "").await;
    tab.types(&format!("/{name}")).await;
    tab.sees("[role=option]", &format!("/{name}")).await;
    named(tab, &["combobox", "listbox", "option"]).await;
    tab.picture("commands").await;
    tab.clicks("[role=option]", &format!("/{name}")).await;
    tab.presses("Enter").await;
    tab.sees(".command-problem", "required").await;
    tab.types(typed).await;
    tab.sees("[role=option]", choice).await;
    tab.picture("autocomplete").await;
    tab.clicks("[role=option]", choice).await;
    tab.presses("Enter").await;
    tab.sees("#log .reference-command", name).await;
    tab.sees(MESSAGE, says).await;
}

/// The same without a mouse; at every stop the focus is to be seen.
async fn by_keyboard(tab: &Tab, script: &Script<'_>) {
    tab.sees("h1", "general").await;
    tab.until("document.activeElement.id === 'composer-text'")
        .await;
    let mut unseen = Vec::new();
    tab.types("@").await;
    tab.sees("[role=option]", script.bot).await;
    tab.presses("Tab").await;
    tab.types(script.question).await;
    tab.presses("Enter").await;
    tab.sees(MESSAGE, script.answer).await;

    let (button, says) = script.button;
    unseen.extend(tab.walks_to("Shift+Tab", "#log button", button).await);
    tab.presses("Enter").await;
    tab.sees(ONLY_YOU, says).await;

    let (button, title, says) = script.form;
    unseen.extend(tab.walks_to("Tab", "#log button", button).await);
    tab.presses("Enter").await;
    tab.sees("dialog h2", title).await;
    for (label, value) in script.fields {
        let input = format!("[id='{}']", tab.value(&format!(
            "[...document.querySelectorAll('dialog label')].find((one) => one.textContent.includes({})).htmlFor", json!(label)
        )).await.as_str().unwrap());
        unseen.extend(tab.walks_to("Tab", &input, "").await);
        tab.types(value).await;
    }
    unseen.extend(tab.walks_to("Tab", "dialog button", "Submit").await);
    tab.presses("Enter").await;
    tab.sees(MESSAGE, says).await;
    tab.until("!document.querySelector('dialog')").await;
    // The focus is back where the form was opened.
    tab.until(&format!(
        "document.activeElement.textContent.includes({})",
        json!(button)
    ))
    .await;

    tab.presses("Escape").await;
    tab.until("document.activeElement.id === 'composer-text'")
        .await;
    let (entry, claim, says) = script.check;
    tab.types(claim).await;
    tab.presses("Enter").await;
    tab.sees("#log article .content", claim).await;
    unseen.extend(tab.walks_to("Shift+Tab", ".log", "").await);
    tab.presses("ArrowUp").await;
    tab.until(&format!(
        "document.activeElement.textContent.includes({})",
        json!(claim)
    ))
    .await;
    tab.presses("Shift+F10").await;
    tab.sees("[role=menuitem]", "Copy text").await;
    unseen.extend(tab.walks_to("ArrowDown", "[role=menuitem]", entry).await);
    tab.presses("Enter").await;
    tab.sees(MESSAGE, says).await;
    tab.presses("Escape").await;

    let (name, typed, choice, says) = script.command;
    tab.until("document.activeElement.id === 'composer-text'")
        .await;
    tab.types(&format!("/{name}")).await;
    tab.sees("[role=option]", &format!("/{name}")).await;
    tab.presses("Enter").await;
    tab.types(typed).await;
    tab.sees("[role=option]", choice).await;
    tab.presses("ArrowDown").await;
    tab.presses("Enter").await;
    tab.until(&format!(
        "document.activeElement.value === {}",
        json!(choice)
    ))
    .await;
    tab.presses("Enter").await;
    tab.sees("#log .reference-command", name).await;
    tab.sees(MESSAGE, says).await;

    let (question, placeholder, option, says) = script.menu;
    unseen.extend(
        tab.walks_to("Shift+Tab", "#channels button", script.bot)
            .await,
    );
    tab.presses("Enter").await;
    tab.sees("h1", script.bot).await;
    tab.until("document.activeElement.id === 'composer-text'")
        .await;
    tab.types(question).await;
    tab.presses("Enter").await;
    tab.sees("#log button", placeholder).await;
    unseen.extend(tab.walks_to("Shift+Tab", "#log button", placeholder).await);
    tab.presses("Enter").await;
    tab.sees("[role=option]", option).await;
    tab.presses("Enter").await;
    tab.sees(MESSAGE, says).await;
    assert_eq!(
        unseen,
        Vec::<String>::new(),
        "the focus could not be seen there"
    );
}

/// No part of the page is wider than a phone, and it can be looked at in both colours.
async fn looks(tab: &Tab, script: &Script<'_>) {
    for (width, height, scheme) in [
        (1280, 860, "light"),
        (1280, 860, "dark"),
        (390, 800, "dark"),
        (390, 800, "light"),
        (320, 640, "light"),
    ] {
        tab.looks_like(width, height, scheme).await;
        tab.until(&format!(
            "innerWidth === {width} && document.documentElement.scrollWidth <= innerWidth"
        ))
        .await;
        tab.until("[document.querySelector('#scroll'), document.querySelector('#composer')].every((one) => one.scrollWidth <= one.clientWidth)").await;
        tab.picture(&format!("{scheme}-{width}")).await;
    }
    tab.clicks("#open-side", "").await;
    tab.clicks("#channels button", script.bot).await;
    tab.sees("h1", script.bot).await;
    tab.sees_no("#channels", "").await;
    tab.looks_like(1280, 860, "dark").await;
    tab.sees("#channels", "").await;
}

/// Every node of these roles, and of the usual ones, has a name.
async fn named(tab: &Tab, expected: &[&str]) {
    const NAMED: [&str; 16] = [
        "article",
        "button",
        "combobox",
        "complementary",
        "dialog",
        "group",
        "heading",
        "image",
        "link",
        "listbox",
        "log",
        "menu",
        "menuitem",
        "navigation",
        "option",
        "textbox",
    ];
    let tree = tab.tree().await;
    let nameless: Vec<_> = tree
        .iter()
        .filter(|(role, name)| NAMED.contains(&role.as_str()) && name.trim().is_empty())
        .collect();
    assert!(nameless.is_empty(), "without a name: {nameless:?}");
    for role in expected {
        assert!(
            tree.iter().any(|(own, _)| own == role),
            "no {role} in {tree:?}"
        );
    }
}

/// Nothing in the console, no request to another host, names where they belong.
async fn clean(tab: &Tab, loopback: &Loopback) {
    named(
        tab,
        &[
            "log",
            "navigation",
            "heading",
            "article",
            "button",
            "combobox",
        ],
    )
    .await;
    assert_eq!(tab.console(), Vec::<String>::new());
    let own = format!("{}/", loopback.api_url());
    let requests = tab.requests();
    let foreign: Vec<_> = requests
        .iter()
        .filter(|url| !url.starts_with(&own) && !url.starts_with("data:"))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    // Both lists would be empty too if the browser told nothing at all.
    assert!(
        requests.iter().any(|url| url.ends_with("/app.js")),
        "{requests:?}"
    );
    tab.value("console.error('heard')").await;
    tab.value("fetch('http://127.0.0.1:9/').catch(() => {})")
        .await;
    tab.hears("heard").await;
    tab.hears("Content Security Policy").await;
}
