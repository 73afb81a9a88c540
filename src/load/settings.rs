//! The settings of one file, or of one environment variable dressed as one: read and checked.

use std::net::SocketAddr;

use super::parse::parse;
use super::schema::{At, SettingsFile};
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::source_file::SourceFile;

/// What a file sets, and what is wrong with it. What is wrong is left out.
pub fn read(file: &SourceFile) -> (SettingsFile, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let settings: SettingsFile = parse(file, &mut findings).value.unwrap_or_default();
    for finding in &mut findings {
        finding.code = match finding.code {
            Code::UnknownKey => Code::UnknownSetting,
            // serde says this of values; what the parser says of the syntax begins otherwise.
            Code::Syntax if finding.message.starts_with("invalid type") => Code::BadSetting,
            code => code,
        };
        finding.message = finding.message.replace("unknown key", "unknown setting");
    }
    let mut check = Check { file, findings };
    check.addresses(&settings);
    check.closed_lists(&settings);
    check.numbers(&settings);
    (settings, check.findings)
}

struct Check<'a> {
    file: &'a SourceFile,
    findings: Vec<Diagnostic>,
}

impl Check<'_> {
    fn report<T>(&mut self, code: Code, at: &At<T>, message: String, help: &str) {
        let label = Label::new(self.file, at.span, "");
        self.findings
            .push(Diagnostic::new(code, message, label).help(help));
    }

    fn addresses(&mut self, settings: &SettingsFile) {
        let discord = &settings.discord;
        let schemes: [(_, &[&str], _); 3] = [
            (
                &discord.api_url,
                &["https://", "http://"],
                "write the whole address, such as `http://127.0.0.1:8080`",
            ),
            (
                &discord.gateway_url,
                &["wss://", "ws://"],
                "write the whole address, such as `ws://127.0.0.1:8080`",
            ),
            (
                &settings.store.url,
                &["sqlite:", "postgres://", "postgresql://"],
                "write `sqlite:PATH` or `postgres://…`",
            ),
        ];
        for (setting, known, help) in schemes {
            let Some(at) = setting else {
                continue;
            };
            if !known.iter().any(|scheme| at.value.starts_with(scheme)) {
                // The address itself is not repeated: a database's may hold a password.
                let known = known.join("`, `");
                let message = format!("the address begins with none of `{known}`");
                self.report(Code::BadSetting, at, message, help);
            }
        }
        if let Some(bind) = &settings.http.bind
            && bind.value.parse::<SocketAddr>().is_err()
        {
            let message = format!("`{}` is not an address and a port", bind.value);
            let help = "write `127.0.0.1:9090`, or `0.0.0.0:9090` to listen on every interface";
            self.report(Code::BadSetting, bind, message, help);
        }
    }

    fn closed_lists(&mut self, settings: &SettingsFile) {
        if let Some(format) = &settings.log.format
            && !["text", "json"].contains(&format.value.as_str())
        {
            let message = format!("`{}` is no format of logs", format.value);
            self.report(Code::BadSetting, format, message, "write `text` or `json`");
        }
    }

    fn numbers(&mut self, settings: &SettingsFile) {
        let matching = &settings.matching;
        for (name, threshold) in [
            ("threshold", &matching.threshold),
            ("ambiguity-threshold", &matching.ambiguity_threshold),
        ] {
            let Some(at) = threshold else {
                continue;
            };
            if !(0.0..=1.0).contains(&at.value) {
                let message = format!("`{name}` is {}, but confidences run from 0 to 1", at.value);
                let help = if (1.0..=100.0).contains(&at.value) {
                    format!("for {} percent write {}", at.value, at.value / 100.0)
                } else {
                    "write a number from 0 to 1".to_owned()
                };
                self.report(Code::ThresholdRange, at, message, &help);
            }
        }
        if let Some(days) = &settings.check.stale_after_days
            && days.value < 1
        {
            let message = format!("`stale-after-days` is {}", days.value);
            let help = "write a number of days from 1, or leave it out";
            self.report(Code::BadSetting, days, message, help);
        }
    }
}
