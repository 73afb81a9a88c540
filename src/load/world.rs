//! All files in their shapes: what the rules read.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::language::Language;
use super::parse::{Parsed, parse};
use super::schema::{
    At, Dataset, Departure, Organisation, Person, SettingsFile, Source, SourcesFile, Text, Topic,
    View,
};
use super::settings;
use crate::diagnostic::{Code, Diagnostic, Label, did_you_mean};
use crate::knowledge::topic::TopicKind;
use crate::source_file::SourceFile;

/// A record and its file.
pub(super) struct In<'a, T> {
    pub(super) file: &'a SourceFile,
    pub(super) value: T,
}

/// A claim, its file, and the record to which it belongs: claims of one record and one field speak of the same fact.
pub(super) struct Located<'w> {
    pub(super) file: &'w SourceFile,
    pub(super) record: usize,
    pub(super) view: View<'w>,
}

/// Everything that was read.
pub(super) struct World<'a> {
    pub(super) files: &'a [SourceFile],
    pub(super) today: Date,
    pub(super) dataset: Option<In<'a, Dataset>>,
    pub(super) sources: Vec<In<'a, Source>>,
    pub(super) people: Vec<In<'a, Person>>,
    pub(super) organisations: Vec<In<'a, Organisation>>,
    pub(super) topics: Vec<In<'a, Topic>>,
    pub(super) languages: Vec<Language<'a>>,
    pub(super) settings: SettingsFile,
    /// Whether some file of sources could not be read whole, so that ids may be missing.
    pub(super) sources_are_partial: bool,
    /// Whether some file that cites could not be read whole, so that citations may be missing.
    pub(super) citations_are_partial: bool,
}

/// The folder of `data/` and the rest of the path, for its TOML files.
fn room(path: &str) -> Option<(&str, &str)> {
    let rest = path.strip_prefix("data/")?;
    let name = rest.strip_suffix(".toml")?;
    Some(name.split_once('/').unwrap_or(("", name)))
}

/// The kind of a page in `data/events/` or `data/topics/`.
pub(super) fn topic_kind(file: &SourceFile) -> TopicKind {
    match room(&file.path) {
        Some(("events", _)) => TopicKind::Event,
        _ => TopicKind::Topic,
    }
}

const FOLDERS: [&str; 5] = ["sources", "people", "organisations", "events", "topics"];

impl<'a> World<'a> {
    pub(super) fn new(
        files: &'a [SourceFile],
        today: Date,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut world = Self {
            files,
            today,
            dataset: None,
            sources: Vec::new(),
            people: Vec::new(),
            organisations: Vec::new(),
            topics: Vec::new(),
            languages: Vec::new(),
            settings: SettingsFile::default(),
            sources_are_partial: false,
            citations_are_partial: false,
        };
        for file in files {
            world.read(file, findings);
        }
        if !files.iter().any(|file| file.path == "data/dataset.toml") {
            findings.push(
                Diagnostic::new(
                    Code::MissingFile,
                    "there is no `dataset.toml`",
                    Label::file("data/dataset.toml"),
                )
                .help("write what the dataset is called, its as-of date and its main organisation"),
            );
        }
        world
    }

    fn read(&mut self, file: &'a SourceFile, findings: &mut Vec<Diagnostic>) {
        fn keep<'a, T>(file: &'a SourceFile, parsed: Parsed<T>, list: &mut Vec<In<'a, T>>) -> bool {
            list.extend(parsed.value.map(|value| In { file, value }));
            !parsed.whole
        }
        if let Some(path) = file.path.strip_prefix("config/") {
            self.read_config(path, file, findings);
            return;
        }
        let Some((folder, name)) = room(&file.path) else {
            return;
        };
        match folder {
            "" if name == "dataset" => {
                let parsed = parse::<Dataset>(file, findings);
                self.dataset = parsed.value.map(|value| In { file, value });
            }
            "sources" => {
                let parsed = parse::<SourcesFile>(file, findings);
                self.sources_are_partial |= !parsed.whole;
                let sources = parsed.value.map(|it| it.source).unwrap_or_default();
                self.sources
                    .extend(sources.into_iter().map(|value| In { file, value }));
            }
            "people" => {
                self.citations_are_partial |= keep(file, parse(file, findings), &mut self.people);
            }
            "organisations" => {
                self.citations_are_partial |=
                    keep(file, parse(file, findings), &mut self.organisations);
            }
            "events" | "topics" => {
                self.citations_are_partial |= keep(file, parse(file, findings), &mut self.topics);
            }
            _ => findings.push(stray(file, folder)),
        }
    }

    fn read_config(&mut self, path: &'a str, file: &'a SourceFile, findings: &mut Vec<Diagnostic>) {
        if path == "exitnote.toml" {
            let (settings, mistakes) = settings::read(file);
            self.settings = settings;
            findings.extend(mistakes);
            return;
        }
        let place = path.strip_prefix("locales/");
        let Some((tag, name)) = place.and_then(|place| place.split_once('/')) else {
            findings.push(
                Diagnostic::new(
                    Code::StrayFile,
                    format!("nothing reads `{}`", file.path),
                    Label::file(&file.path),
                )
                .help("settings belong in config/exitnote.toml, languages in folders of config/locales/"),
            );
            return;
        };
        let known = self.languages.iter_mut().find(|it| it.tag == tag);
        if let Some(language) = known {
            language.read(name, file, findings);
            return;
        }
        let mut language = Language {
            tag,
            ..Language::default()
        };
        language.read(name, file, findings);
        self.languages.push(language);
    }

    /// The ids that the files of a folder stand for, even those that could not be read.
    pub(super) fn stems(&self, folder: &str) -> BTreeSet<&'a str> {
        self.files
            .iter()
            .filter_map(|file| room(&file.path))
            .filter_map(|(room, name)| (room == folder).then_some(name))
            .collect()
    }

    /// The languages of the configuration: the folders of `config/locales/`.
    pub(super) fn language_tags(&self) -> BTreeSet<&'a str> {
        self.languages.iter().map(|it| it.tag).collect()
    }

    /// Every claim of the dataset.
    pub(super) fn claims(&self) -> Vec<Located<'_>> {
        let mut claims = Vec::new();
        let mut record = 0;
        let mut add = |file, views: Vec<_>| {
            record += 1;
            claims.extend(views.into_iter().map(|view| Located { file, record, view }));
        };
        for In { file, value } in &self.people {
            add(*file, value.fact.iter().map(|it| it.view("fact")).collect());
            for membership in &value.membership {
                let departure = membership.departure.iter().flat_map(Departure::views);
                let views = std::iter::once(membership.view()).chain(departure);
                add(*file, views.collect());
            }
        }
        for In { file, value } in &self.organisations {
            for group in &value.group {
                add(*file, vec![group.view()]);
            }
        }
        for In { file, value } in &self.topics {
            let dates = value.date.iter().map(|it| it.view("date"));
            let claims = value.claim.iter().map(|it| it.view("claim"));
            add(*file, dates.chain(claims).collect());
        }
        claims
    }

    /// Every text that is a name, with its file.
    pub(super) fn names(&self) -> Vec<(&'a SourceFile, &Text)> {
        let mut names = Vec::new();
        names.extend(self.dataset.iter().map(|it| (it.file, &it.value.name)));
        names.extend(self.people.iter().map(|it| (it.file, &it.value.name)));
        names.extend(self.topics.iter().map(|it| (it.file, &it.value.name)));
        names.extend(
            self.organisations
                .iter()
                .map(|it| (it.file, &it.value.name)),
        );
        names
    }

    /// Every alias of a record, with its file. Those of groups are words of the vocabulary and not names.
    pub(super) fn aliases(&self) -> Vec<(&'a SourceFile, &At<String>)> {
        fn of<'a, 'w>(
            file: &'a SourceFile,
            aliases: &'w [At<String>],
        ) -> impl Iterator<Item = (&'a SourceFile, &'w At<String>)> {
            aliases.iter().map(move |alias| (file, alias))
        }
        let people = self
            .people
            .iter()
            .flat_map(|it| of(it.file, &it.value.aliases));
        let organisations = self
            .organisations
            .iter()
            .flat_map(|it| of(it.file, &it.value.aliases));
        let topics = self
            .topics
            .iter()
            .flat_map(|it| of(it.file, &it.value.aliases));
        people.chain(organisations).chain(topics).collect()
    }
}

fn stray(file: &SourceFile, folder: &str) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::StrayFile,
        format!("nothing reads `{}`", file.path),
        Label::file(&file.path),
    );
    match did_you_mean(folder, FOLDERS) {
        Some(name) => finding.help(format!("did you mean the folder `data/{name}/`?")),
        None => finding.help("files belong in data/sources/, data/people/, data/organisations/, data/events/ or data/topics/"),
    }
}
