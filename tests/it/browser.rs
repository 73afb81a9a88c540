//! The page in a real Chromium: a person asks, presses, fills, chooses and looks, by mouse and by keyboard alone. What is asked
//! and expected is a [`Script`], so that another bot than the stub can be put in its place.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test's helpers may panic as the test itself may, and absent keys of a `Value` read as null; it reads its own \
              environment variables"
)]

mod chromium;
mod people;
mod stub;

use exitnote::playground::{self, Loopback, Options};
use serde_json::json;

use chromium::Chromium;
use people::{Script, people_use_the_page};
use stub::Stub;

const STUB: Script<'static> = Script {
    bot: "exitnote",
    question: "who left the Example Society?",
    answer: "Three people left the Example Society",
    picture: ("a picture, please", "Three people left, one after another"),
    button: ("Sources", "Example Post"),
    form: (
        "Wrong or outdated?",
        "Wrong or outdated?",
        "Noted, from https://example.org/right",
    ),
    fields: &[
        ("Which fact?", "the date"),
        ("Source (https)", "https://example.org/right"),
        ("Anything else", "two\nlines"),
    ],
    menu: ("which one?", "Whom do you mean?", "A. Adams", "You chose."),
    command: (
        "ask",
        "who left",
        "who left the Example Society",
        "Three people left the Example Society",
    ),
    check: (
        "Check this claim",
        "B. Brown was sent away",
        "Checked: B. Brown was sent away",
    ),
};

/// The real bot with the shipped data.
const SHIPPED: Script<'static> = Script {
    bot: "exitnote",
    question: "when did Igor Babuschkin leave?",
    answer: "13 August 2025",
    picture: ("timeline of departures from xAI", "Kyle Kosic"),
    button: ("Sources", "Sources of this answer"),
    form: (
        "Wrong or outdated?",
        "Wrong or outdated?",
        "A curator will compare",
    ),
    fields: &[
        ("What is wrong?", "the date"),
        ("What should it say?", "14 August 2025"),
        ("Where does it say so?", "https://example.org/right"),
    ],
    menu: (
        "what is the capital of France?",
        "Did you mean",
        "Who has left xAI?",
        "departures from xAI are recorded",
    ),
    command: (
        "ask",
        "who has left",
        "Who has left xAI?",
        "departures from xAI are recorded",
    ),
    check: (
        "Check this claim",
        "did Jimmy Ba leave in 2025?",
        "10 February 2026",
    ),
};

#[tokio::test]
async fn people_use_the_page_with_the_real_bot() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let options = Options {
        routes: playground::page(["Who has left xAI?"]),
        ..Options::default()
    };
    let store = exitnote::store::Store::open("sqlite::memory:").await;
    let rig = crate::discord::Rig::with(options, store.unwrap()).await;
    // A script asks faster than the bot lets a person ask, unless its clock goes faster, too.
    let now = std::sync::Arc::clone(&rig.now);
    let hurry = tokio::spawn(async move {
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            let mut now = now.lock().unwrap();
            *now += jiff::SignedDuration::from_secs(10);
        }
    });
    people_use_the_page(&chromium, &rig.loopback, &SHIPPED).await;
    hurry.abort();
    assert_eq!(rig.loopback.violations(), vec![]);
}

async fn loopback() -> Loopback {
    let hints = [
        "Who left the Example Society?",
        "Who is still there?",
        "When did A. Adams leave?",
    ];
    let routes = playground::page(hints);
    Loopback::start(Options {
        routes,
        ..Options::default()
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn people_use_the_page_by_mouse_and_by_keyboard() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let loopback = loopback().await;
    let _thread = loopback.guild().thread(&loopback.general(), "is it true?");
    let stub = Stub::connect(&loopback).await;
    people_use_the_page(&chromium, &loopback, &STUB).await;
    assert_eq!(loopback.violations(), vec![]);
    stub.end().await;
    loopback.shutdown().await;
}

#[tokio::test]
async fn text_of_others_stays_text() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let loopback = loopback().await;
    let (general, mallory) = (
        loopback.general(),
        loopback.user("mallory <img src=x onerror=alert(1)>"),
    );
    let texts = [
        "<img src=x onerror=alert(1)><script>alert(1)</script> **<b>bold</b>**",
        "[click](javascript:alert(1)) [ok](https://example.org/a_(b)) <https://example.org/plain>",
        "`**code**` ~~gone~~ __under__ _lean_ snake_case_name *star* \\*no\\* ||secret||",
        "# Big\n> quoted\n- one\n  - two\n1. three\n-# small\n```js\nlet a = '**';\n```\nend",
        "**unclosed `tick *star [half](https://example.org",
        "<t:0:D> <@1300000000000000001> <@&1> <#1> </ask:5> <:wave:1> @everyone",
    ];
    for text in texts {
        let _shown = mallory.says(&general, text);
    }
    let tab = chromium
        .open(&format!("{}/playground/", loopback.api_url()))
        .await;
    tab.sees("#log .content", "@everyone").await;
    let html = tab.value("[...document.querySelectorAll('#log .content')].map((one) => one.innerHTML).join('\\n\\n')").await;
    insta::assert_snapshot!("markdown", html.as_str().unwrap());
    assert_eq!(
        tab.value("document.querySelectorAll('#log img, #log script, #log b').length")
            .await,
        json!(0)
    );
    assert_eq!(tab.console(), Vec::<String>::new());
    loopback.shutdown().await;
}

#[tokio::test]
async fn the_page_is_served_only_to_itself() {
    let loopback = loopback().await;
    let base = loopback.api_url();
    let client = reqwest::Client::new();
    let page = client.get(format!("{base}/")).send().await.unwrap();
    assert_eq!(page.url().path(), "/playground/");
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"),
        "{policy}"
    );
    assert!(page.text().await.unwrap().contains("app.js"));
    let hints = client
        .get(format!("{base}/playground/api/hints"))
        .send()
        .await
        .unwrap();
    assert!(
        hints
            .text()
            .await
            .unwrap()
            .starts_with("[\"Who left the Example Society?\"")
    );
    for (name, value) in [("host", "evil.example"), ("origin", "https://evil.example")] {
        for path in ["", "app.js", "api/hints"] {
            let request = client
                .get(format!("{base}/playground/{path}"))
                .header(name, value);
            assert_eq!(request.send().await.unwrap().status(), 403, "{name} {path}");
        }
    }
    let missing = client
        .get(format!("{base}/playground/secrets.txt"))
        .send()
        .await
        .unwrap();
    assert_eq!(missing.status(), 404);
    loopback.shutdown().await;
}
