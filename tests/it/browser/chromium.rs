//! A real Chromium, driven over its `DevTools` protocol: keys and clicks as a person makes them, and what the browser says of
//! the page in return (console, requests, accessibility tree).

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

/// How long the browser may take to start, and the page for anything.
const DEADLINE: Duration = Duration::from_secs(30);

/// A browser without a window, without a sandbox (CI runs as root), and without calls home.
const SWITCHES: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,860",
    "--remote-debugging-port=0",
];

/// The executable: `EXITNOTE_CHROMIUM`, or what the distribution calls it.
fn executable() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("EXITNOTE_CHROMIUM").map(PathBuf::from) {
        return Some(named).filter(|path| path.is_file());
    }
    let usual = ["chromium", "chromium-browser", "google-chrome"];
    let mut usual = usual
        .map(|name| PathBuf::from("/usr/bin").join(name))
        .into_iter();
    usual.find(|path| path.is_file())
}

/// A running browser with a profile of its own.
pub(super) struct Chromium {
    process: Child,
    port: u16,
    _profile: tempfile::TempDir,
}

impl Chromium {
    /// Starts a browser; `None`, said loudly, where there is none, unless `EXITNOTE_REQUIRE_BROWSER=1` asks for one.
    pub(super) async fn start() -> Option<Self> {
        let Some(executable) = executable() else {
            assert_ne!(
                std::env::var("EXITNOTE_REQUIRE_BROWSER").as_deref(),
                Ok("1"),
                "no Chromium here, and EXITNOTE_REQUIRE_BROWSER=1"
            );
            // Written past the test harness, which keeps the output of tests that pass to itself.
            let _unheard = writeln!(
                std::io::stderr(),
                "SKIPPED: no Chromium here; .ci/browser installs one, EXITNOTE_CHROMIUM names another"
            );
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let process = Command::new(executable)
            .args(SWITCHES)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The browser writes the port that it took, and a path, into its profile.
        let file = profile.path().join("DevToolsActivePort");
        let started = Instant::now();
        let port = loop {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            if let Some(port) = text
                .split_once('\n')
                .and_then(|(port, _)| port.parse().ok())
            {
                break port;
            }
            assert!(started.elapsed() < DEADLINE, "Chromium did not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        Some(Self {
            process,
            port,
            _profile: profile,
        })
    }

    /// Opens an address in a tab.
    pub(super) async fn open(&self, address: &str) -> Tab {
        let new = format!("http://127.0.0.1:{}/json/new?about:blank", self.port);
        let answer = reqwest::Client::new().put(new).send().await.unwrap();
        let target: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        let socket = target["webSocketDebuggerUrl"].as_str().unwrap();
        let tab = Tab::connect(socket).await;
        for method in [
            "Log.enable",
            "Runtime.enable",
            "Network.enable",
            "Page.enable",
            "Accessibility.enable",
        ] {
            tab.command(method, json!({})).await;
        }
        tab.command("Page.navigate", json!({"url": address})).await;
        tab
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // It must not outlive a test that fails. The profile's folder goes right after it.
        let _gone = self.process.kill();
        let _ended = self.process.wait();
    }
}

type Pending = (&'static str, Value, oneshot::Sender<Value>);

/// A page open in the browser.
pub(super) struct Tab {
    commands: mpsc::UnboundedSender<Pending>,
    events: Arc<Mutex<Vec<Value>>>,
}

/// In the page: the last visible element of a selector whose name, or else text, contains some words.
const FINDER: &str = "((selector, words) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({visibilityProperty: true}) \
    && (one.getAttribute('aria-label') ?? one.textContent).includes(words)).at(-1))";

impl Tab {
    /// Takes hold of a tab by its debugging address.
    async fn connect(address: &str) -> Self {
        let (mut socket, _) = connect_async(address).await.unwrap();
        let (commands, mut inbox) = mpsc::unbounded_channel::<Pending>();
        let events = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&events);
        tokio::spawn(async move {
            let mut waiting: BTreeMap<u64, oneshot::Sender<Value>> = BTreeMap::new();
            for id in 1.. {
                // Between two commands any number of answers and events may come.
                let (method, params, answer) = loop {
                    tokio::select! {
                        command = inbox.recv() => match command {
                            Some(command) => break command,
                            None => return,
                        },
                        message = socket.next() => {
                            let Some(Ok(message)) = message else { return };
                            let message: Value = serde_json::from_slice(&message.into_data()).unwrap_or_default();
                            match message["id"].as_u64().and_then(|id| waiting.remove(&id)) {
                                Some(waiting) => drop(waiting.send(message)),
                                None => heard.lock().unwrap().push(message),
                            }
                        }
                    }
                };
                let command = json!({"id": id, "method": method, "params": params}).to_string();
                waiting.insert(id, answer);
                if socket.send(Message::text(command)).await.is_err() {
                    return;
                }
            }
        });
        Self { commands, events }
    }

    async fn command(&self, method: &'static str, params: Value) -> Value {
        let (sender, answer) = oneshot::channel();
        self.commands.send((method, params, sender)).unwrap();
        let answer = tokio::time::timeout(DEADLINE, answer)
            .await
            .unwrap()
            .unwrap();
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The value of an expression in the page.
    pub(super) async fn value(&self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let answer = self.command("Runtime.evaluate", params).await;
        assert!(
            answer.get("exceptionDetails").is_none(),
            "{expression}: {answer}"
        );
        answer
            .pointer("/result/value")
            .cloned()
            .unwrap_or(Value::Null)
    }

    /// Waits until an expression in the page is true.
    pub(super) async fn until(&self, expression: &str) {
        let started = Instant::now();
        while self.value(&format!("Boolean({expression})")).await != json!(true) {
            if started.elapsed() > DEADLINE {
                self.picture("failed").await;
                let text = self.value("document.body.innerText").await;
                panic!(
                    "not within {DEADLINE:?}: {expression}\n{}\n{:?}",
                    text.as_str().unwrap_or(""),
                    self.console()
                );
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Waits until an element of that selector with those words in its name or text is to be seen.
    pub(super) async fn sees(&self, selector: &str, words: &str) {
        self.until(&format!("{FINDER}({}, {})", json!(selector), json!(words)))
            .await;
    }

    /// Waits until there is no such element any more.
    pub(super) async fn sees_no(&self, selector: &str, words: &str) {
        self.until(&format!("!{FINDER}({}, {})", json!(selector), json!(words)))
            .await;
    }

    /// Clicks the middle of the last such element.
    pub(super) async fn clicks(&self, selector: &str, words: &str) {
        self.mouse(selector, words, "left").await;
    }

    /// Clicks it with the right button.
    pub(super) async fn right_clicks(&self, selector: &str, words: &str) {
        self.mouse(selector, words, "right").await;
    }

    async fn mouse(&self, selector: &str, words: &str, button: &str) {
        self.sees(selector, words).await;
        let place = format!(
            "(() => {{ const one = {FINDER}({}, {}); one.scrollIntoView({{block: 'nearest'}}); \
             const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + Math.min(box.height / 2, 30)]; }})()",
            json!(selector),
            json!(words)
        );
        // What still moves would be missed.
        let mut at = self.value(&place).await;
        let place = loop {
            tokio::time::sleep(Duration::from_millis(50)).await;
            let again = self.value(&place).await;
            if again == at {
                break at;
            }
            at = again;
        };
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let held = if kind == "mouseMoved" { "none" } else { button };
            let params = json!({"type": kind, "x": place[0], "y": place[1], "button": held, "clickCount": 1});
            self.command("Input.dispatchMouseEvent", params).await;
        }
    }

    /// Presses a key, with modifiers in front: `Shift+F10`.
    pub(super) async fn presses(&self, keys: &str) {
        let (modifiers, key) = keys.rsplit_once('+').unwrap_or(("", keys));
        let modifiers = if modifiers == "Shift" { 8 } else { 0 };
        let (code, number, text) = key_of(key);
        let mut params = json!({
            "type": "keyDown", "modifiers": modifiers, "key": key, "code": code, "windowsVirtualKeyCode": number,
        });
        if let Some(text) = text {
            params["text"] = json!(text);
        }
        self.command("Input.dispatchKeyEvent", params.clone()).await;
        params["type"] = json!("keyUp");
        self.command("Input.dispatchKeyEvent", params).await;
    }

    /// Types into what has the focus, character by character.
    pub(super) async fn types(&self, text: &str) {
        for character in text.chars() {
            match character {
                '\n' => self.presses("Enter").await,
                other => self.presses(&other.to_string()).await,
            }
        }
    }

    /// Presses a key until what has the focus matches a selector and has those words in its name; says at which elements
    /// on the way the focus could not be seen.
    pub(super) async fn walks_to(&self, key: &str, selector: &str, words: &str) -> Vec<String> {
        let mut unseen = Vec::new();
        for _ in 0..300 {
            let state = format!(
                "(() => {{ const one = document.activeElement, box = one.closest('.box, .command-box, .chip') ?? one; \
                 const shown = [one, box].some((part) => {{ const style = getComputedStyle(part); \
                 return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || one.getAttribute('role') === 'menuitem'; }}); \
                 const name = one.getAttribute('aria-label') ?? one.textContent; \
                 return [one.matches({}) && name.includes({}), shown, `${{one.tagName}} ${{name.slice(0, 60)}}`]; }})()",
                json!(selector),
                json!(words)
            );
            let state = self.value(&state).await;
            let name = state[2].as_str().unwrap_or("");
            if state[1] != json!(true) && !name.starts_with("BODY") {
                unseen.push(name.to_owned());
            }
            if state[0] == json!(true) {
                return unseen;
            }
            self.presses(key).await;
        }
        self.picture("failed").await;
        panic!("{key} never reached {selector} {words:?}");
    }

    /// Roles and names of everything in the accessibility tree.
    pub(super) async fn tree(&self) -> Vec<(String, String)> {
        let tree = self.command("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let shown = nodes.iter().filter(|node| node["ignored"] != json!(true));
        let text = |node: &Value, key: &str| {
            node.pointer(key)
                .and_then(Value::as_str)
                .unwrap_or("")
                .to_owned()
        };
        shown
            .map(|node| (text(node, "/role/value"), text(node, "/name/value")))
            .collect()
    }

    /// Sets the size of the window and the colours that the system prefers.
    pub(super) async fn looks_like(&self, width: u32, height: u32, scheme: &str) {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.command("Emulation.setDeviceMetricsOverride", size)
            .await;
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]});
        self.command("Emulation.setEmulatedMedia", features).await;
    }

    /// Writes a screenshot to the folder that `EXITNOTE_SCREENSHOTS` names, if it names one.
    pub(super) async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("EXITNOTE_SCREENSHOTS").map(PathBuf::from) else {
            return;
        };
        let shot = self.command("Page.captureScreenshot", json!({})).await;
        let bytes = base64::Engine::decode(
            &base64::prelude::BASE64_STANDARD,
            shot["data"].as_str().unwrap(),
        );
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes.unwrap()).unwrap();
    }

    /// Waits until some line of the console contains these words.
    pub(super) async fn hears(&self, words: &str) {
        let started = Instant::now();
        while !self.console().iter().any(|line| line.contains(words)) {
            assert!(
                started.elapsed() < DEADLINE,
                "never heard {words:?}: {:?}",
                self.console()
            );
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// What stands in the console, errors and warnings of the browser's own included.
    pub(super) fn console(&self) -> Vec<String> {
        let heard = [
            "Runtime.consoleAPICalled",
            "Runtime.exceptionThrown",
            "Log.entryAdded",
        ];
        let events = self.events.lock().unwrap();
        let lines = events
            .iter()
            .filter(|event| heard.contains(&event["method"].as_str().unwrap_or("")));
        lines.map(|event| event["params"].to_string()).collect()
    }

    /// The addresses that were asked for.
    pub(super) fn requests(&self) -> Vec<String> {
        let events = self.events.lock().unwrap();
        let requests = events
            .iter()
            .filter(|event| event["method"] == json!("Network.requestWillBeSent"));
        let urls = requests.filter_map(|event| event["params"]["request"]["url"].as_str());
        urls.map(str::to_owned).collect()
    }
}

/// The physical key, its number, and the text that it writes.
fn key_of(key: &str) -> (&str, u32, Option<&str>) {
    match key {
        "Enter" => ("Enter", 13, Some("\r")),
        "Tab" => ("Tab", 9, None),
        "Escape" => ("Escape", 27, None),
        "ArrowUp" => ("ArrowUp", 38, None),
        "ArrowDown" => ("ArrowDown", 40, None),
        "F10" => ("F10", 121, None),
        // What a character's key is called plays no part for the page; its text does.
        character => ("", 0, Some(character)),
    }
}
