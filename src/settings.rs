//! Settings: defaults, then `config/exitnote.toml`, then the environment; the only use of `std::env`.
//!
//! Options of a command come last; the command line lays them over what is returned here.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretString};

use crate::diagnostic::{Diagnostic, Severity};
use crate::load::schema::{At, SettingsFile};
use crate::load::settings::read;
use crate::source_file::SourceFile;

/// What an operator can set; checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The address of Discord's REST interface, if it is not Discord's own.
    pub api_url: Option<String>,
    /// The address of the gateway, if it is not the one that the REST interface names.
    pub gateway_url: Option<String>,
    /// Where the state is: `sqlite:PATH` or `postgres://…`.
    pub store_url: String,
    /// Where to serve health and metrics, if at all.
    pub http_bind: Option<SocketAddr>,
    /// How logs look.
    pub log_format: LogFormat,
    /// What is logged, as `tracing` filters it.
    pub log_filter: String,
    /// Below this confidence a question is declined; fitted to the intent table if it is not set.
    pub threshold: Option<f64>,
    /// Below this confidence the bot asks what was meant; fitted to the intent table if it is not set.
    pub ambiguity_threshold: Option<f64>,
}

/// How logs look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            api_url: None,
            gateway_url: None,
            store_url: "sqlite:exitnote.db".to_owned(),
            http_bind: None,
            log_format: LogFormat::Text,
            log_filter: "info".to_owned(),
            threshold: None,
            ambiguity_threshold: None,
        }
    }
}

/// Settings with what is wrong with them, and the places that findings speak of.
#[derive(Debug)]
pub struct Read {
    /// The settings; what is wrong has its default, so look at the findings first.
    pub settings: Settings,
    /// What is wrong with the environment; the file's findings are among those of loading.
    pub findings: Vec<Diagnostic>,
    /// Each variable as a file, for printing the findings.
    pub files: Vec<SourceFile>,
}

impl Read {
    /// Whether a finding is an error.
    pub fn is_broken(&self) -> bool {
        let mut findings = self.findings.iter();
        findings.any(|finding| finding.severity() == Severity::Error)
    }
}

/// What variables that set something begin with.
const PREFIX: &str = "EXITNOTE_";

/// The settings of this process: of the file among `files`, if it is there, and of the environment.
pub fn from_environment(files: &[SourceFile]) -> Read {
    merge(
        files,
        std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }),
    )
}

/// The settings of the file among `files` and of these variables, the variables last.
pub fn merge(files: &[SourceFile], variables: impl Iterator<Item = (String, String)>) -> Read {
    let mut settings = Settings::default();
    if let Some(file) = files.iter().find(|it| it.path == "config/exitnote.toml") {
        settings.lay_over(&read(file).0);
    }
    let mut variables: Vec<_> = variables.collect();
    variables.sort();
    let mut findings = Vec::new();
    let mut read_files = Vec::new();
    for (name, value) in variables {
        let Some(rest) = name.strip_prefix(PREFIX) else {
            continue;
        };
        let file = as_file(&name, rest, &value);
        let (layer, found) = read(&file);
        if found.is_empty() {
            settings.lay_over(&layer);
        }
        // A variable that is none of ours may hold anything, a password too: its value is not shown.
        let ours = !found
            .iter()
            .any(|finding| finding.code == crate::diagnostic::Code::UnknownKey);
        findings.extend(found);
        read_files.push(if ours {
            file
        } else {
            let hidden = "*".repeat(value.len() + 2);
            let key = file.text.split(" = ").next().unwrap_or_default();
            SourceFile::new(name, format!("{key} = {hidden}"))
        });
    }
    Read {
        settings,
        findings,
        files: read_files,
    }
}

/// A variable as a settings file of one line, so that both are read and checked by the same rules.
fn as_file(name: &str, rest: &str, value: &str) -> SourceFile {
    let key = rest.to_lowercase().replace("__", ".").replace('_', "-");
    let is_number = value.parse::<f64>().is_ok_and(f64::is_finite);
    let value = if is_number {
        value.to_owned()
    } else {
        serde_json::Value::from(value).to_string()
    };
    SourceFile::new(name, format!("{key} = {value}"))
}

impl Settings {
    fn lay_over(&mut self, layer: &SettingsFile) {
        fn string(target: &mut String, value: Option<&At<String>>) {
            if let Some(value) = value {
                target.clone_from(&value.value);
            }
        }
        let or = |new: &Option<At<String>>, old: &Option<String>| {
            new.as_ref().map(|it| it.value.clone()).or(old.clone())
        };
        self.api_url = or(&layer.discord.api_url, &self.api_url);
        self.gateway_url = or(&layer.discord.gateway_url, &self.gateway_url);
        string(&mut self.store_url, layer.store.url.as_ref());
        string(&mut self.log_filter, layer.log.filter.as_ref());
        if let Some(bind) = &layer.http.bind {
            self.http_bind = bind.value.parse().ok();
        }
        if let Some(format) = &layer.log.format {
            self.log_format = match format.value.as_str() {
                "json" => LogFormat::Json,
                _ => LogFormat::Text,
            };
        }
        let matching = &layer.matching;
        let number = |new: &Option<At<f64>>, old| new.as_ref().map(|it| it.value).or(old);
        self.threshold = number(&matching.threshold, self.threshold);
        self.ambiguity_threshold = number(&matching.ambiguity_threshold, self.ambiguity_threshold);
    }
}

/// The bot's token: from `DISCORD_TOKEN`, else from the file that `DISCORD_TOKEN_FILE` names.
///
/// # Errors
/// If neither is set, the file cannot be read, or the token is empty. No message repeats the token.
pub fn token() -> anyhow::Result<SecretString> {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the module that reads the environment"
    )]
    let direct = std::env::var("DISCORD_TOKEN").ok();
    let file = std::env::var_os("DISCORD_TOKEN_FILE").map(PathBuf::from);
    token_from(direct, file.as_deref())
}

fn token_from(direct: Option<String>, file: Option<&Path>) -> anyhow::Result<SecretString> {
    let (token, origin) = match (direct, file) {
        (Some(token), _) => (SecretString::from(token), "DISCORD_TOKEN".to_owned()),
        (None, Some(path)) => {
            let origin = format!("the file {}", path.display());
            (crate::disk::read_secret(path)?, origin)
        }
        (None, None) => anyhow::bail!(
            "no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to the path of a file that holds it"
        ),
    };
    let trimmed = token.expose_secret().trim();
    anyhow::ensure!(!trimmed.is_empty(), "the token in {origin} is empty");
    anyhow::ensure!(
        !trimmed.contains(char::is_whitespace),
        "the token in {origin} contains blanks"
    );
    Ok(SecretString::from(trimmed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::short;
    fn environment(variables: &[(&str, &str)]) -> impl Iterator<Item = (String, String)> {
        let owned: Vec<_> = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        owned.into_iter()
    }

    #[test]
    fn the_environment_wins_over_the_file_and_the_file_over_defaults() {
        let file = SourceFile::new(
            "config/exitnote.toml",
            "[discord]\napi-url = \"http://file:1\"\n[log]\nformat = \"json\"\n",
        );
        let read = merge(
            &[file],
            environment(&[
                ("EXITNOTE_DISCORD__API_URL", "http://127.0.0.1:2"),
                ("EXITNOTE_MATCHING__AMBIGUITY_THRESHOLD", "0.5"),
                ("PATH", "/bin"),
            ]),
        );
        assert_eq!(short(&read.findings, &read.files), "");
        let expected = Settings {
            api_url: Some("http://127.0.0.1:2".to_owned()),
            log_format: LogFormat::Json,
            ambiguity_threshold: Some(0.5),
            ..Settings::default()
        };
        assert_eq!(read.settings, expected);
    }

    #[test]
    fn what_is_wrong_with_a_variable_names_it() {
        let read = merge(
            &[],
            environment(&[
                ("EXITNOTE_DISCORD__API_ULR", "http://127.0.0.1:2"),
                ("EXITNOTE_HTTP__BIND", "everywhere"),
                ("EXITNOTE_LOG__FORMAT", "3"),
                ("EXITNOTE_MATCHING__THRESHOLD", "70"),
            ]),
        );
        assert!(read.is_broken());
        assert_eq!(read.settings, Settings::default());
        insta::assert_snapshot!(short(&read.findings, &read.files), @r#"
    EXITNOTE_DISCORD__API_ULR:1:9: error[unknown-setting]: unknown setting `api-ulr`, expected `api-url` or `gateway-url`
    EXITNOTE_HTTP__BIND:1:13: error[bad-setting]: `everywhere` is not an address and a port
    EXITNOTE_LOG__FORMAT:1:14: error[bad-setting]: invalid type: integer `3`, expected a string
    EXITNOTE_MATCHING__THRESHOLD:1:22: error[threshold-range]: `threshold` is 70, but confidences run from 0 to 1
    "#);
    }

    #[test]
    fn the_token_comes_from_the_variable_or_from_the_file_and_is_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token");
        crate::disk::create(&path, "from-file\n").unwrap();
        let token = token_from(None, Some(&path)).unwrap();
        assert_eq!(token.expose_secret(), "from-file");
        let token = token_from(Some("direct".to_owned()), Some(&path)).unwrap();
        assert_eq!(token.expose_secret(), "direct");
        assert!(!format!("{token:?}").contains("direct"));
        let missing = token_from(None, None).unwrap_err().to_string();
        assert!(missing.contains("DISCORD_TOKEN_FILE"), "{missing}");
        let blank = token_from(Some("two words".to_owned()), None).unwrap_err();
        assert!(!blank.to_string().contains("two"), "{blank}");
        assert!(token_from(Some("  ".to_owned()), None).is_err());
    }
}
