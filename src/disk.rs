//! Reads `data/` and `config/`, from the disk or from the copies in the binary; the only use of `std::fs`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use rust_embed::RustEmbed;

use crate::source_file::SourceFile;

/// The dataset that the binary was built with.
#[derive(RustEmbed)]
#[folder = "data/"]
struct BuiltInData;

/// The configuration that the binary was built with.
#[derive(RustEmbed)]
#[folder = "config/"]
struct BuiltInConfig;

/// The folders that somebody asked for; nothing means the current folder's, else the built-in copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    /// Instead of `data/`.
    pub data: Option<PathBuf>,
    /// Instead of `config/`.
    pub config: Option<PathBuf>,
}

/// Where a folder's files come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A folder on the disk.
    Folder(PathBuf),
    /// The copy in the binary.
    BuiltIn,
}

/// What marks a folder of the current directory as ours: another program's `data/` is left alone.
const MARKS: [(&str, &[&str]); 2] = [
    ("data", &["dataset.toml", "people", "sources"]),
    ("config", &["exitnote.toml", "locales"]),
];

impl Folders {
    /// Where `data/` and `config/` come from, in this order.
    pub fn origins(&self) -> [Origin; 2] {
        let asked = [&self.data, &self.config];
        let mut asked = asked.into_iter();
        MARKS.map(|(name, marks)| {
            if let Some(Some(folder)) = asked.next() {
                return Origin::Folder(folder.clone());
            }
            let here = PathBuf::from(name);
            if marks.iter().any(|mark| here.join(mark).exists()) {
                Origin::Folder(here)
            } else {
                Origin::BuiltIn
            }
        })
    }

    /// Every file of `data/` and `config/`, by path.
    ///
    /// # Errors
    /// If a folder or file cannot be read, or a file is not UTF-8; the message names it.
    pub fn read(&self) -> anyhow::Result<Vec<SourceFile>> {
        let mut files = Vec::new();
        for (origin, name) in self.origins().into_iter().zip(["data", "config"]) {
            match origin {
                Origin::Folder(folder) => files.extend(read(&folder, name)?),
                Origin::BuiltIn => files.extend(
                    built_in()
                        .into_iter()
                        .filter(|file| file.path.starts_with(name) && is_read(&file.path)),
                ),
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }
}

/// Every file of one folder, as if it were called `name`, by path.
///
/// # Errors
/// If a folder or file cannot be read, or a file is not UTF-8; the message names it.
pub fn read(folder: &Path, name: &str) -> anyhow::Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    walk(folder, name, 0, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// One file outside of `data/` and `config/`.
///
/// # Errors
/// If the file cannot be read or is not UTF-8; the message names it.
pub fn read_text(path: &Path) -> anyhow::Result<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the module that reads files"
    )]
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Files with these endings are read; pages for people and editors' backups are not.
fn is_read(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ending| ["toml", "ftl", "txt"].iter().any(|known| ending == *known))
}

/// Deeper folders than this are a loop of links.
const DEEPEST: usize = 8;

fn walk(
    folder: &Path,
    name: &str,
    depth: usize,
    files: &mut Vec<SourceFile>,
) -> anyhow::Result<()> {
    let shown = folder.display();
    if depth > DEEPEST {
        bail!("{shown} is nested more than {DEEPEST} folders deep");
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the module that reads files"
    )]
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read the folder {shown}"))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read the folder {shown}"))?;
        let path = entry.path();
        let Some(entry_name) = entry.file_name().to_str().map(str::to_owned) else {
            bail!("the name of {} is not UTF-8", path.display());
        };
        // Editors and Kubernetes keep their own things in names with a leading dot.
        if entry_name.starts_with('.') {
            continue;
        }
        let inner = format!("{name}/{entry_name}");
        if path.is_dir() {
            walk(&path, &inner, depth + 1, files)?;
        } else if is_read(&entry_name) {
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the module that reads files"
            )]
            let text = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            files.push(SourceFile::new(inner, text).read_at(path.display().to_string()));
        }
    }
    Ok(())
}

/// A secret from a file.
///
/// # Errors
/// If it cannot be read; the message names the file and not its content.
pub fn read_secret(path: &Path) -> anyhow::Result<secrecy::SecretString> {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the module that reads files"
    )]
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text.into())
}

/// Every file of the built-in copy, with the pages for people, by path.
pub fn built_in() -> Vec<SourceFile> {
    let data = BuiltInData::iter()
        .filter_map(|path| Some((format!("data/{path}"), BuiltInData::get(&path)?)));
    let config = BuiltInConfig::iter()
        .filter_map(|path| Some((format!("config/{path}"), BuiltInConfig::get(&path)?)));
    let mut files: Vec<_> = data
        .chain(config)
        .filter_map(|(path, file)| {
            let text = String::from_utf8(file.data.into_owned()).ok()?;
            let place = format!("(built-in) {path}");
            Some(SourceFile::new(path, text).read_at(place))
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Writes a file that is not there yet, with the folders above it.
///
/// # Errors
/// If the file is there already, or cannot be written; the message names it.
pub fn create(path: &Path, contents: impl AsRef<[u8]>) -> anyhow::Result<()> {
    use std::io::Write as _;
    let shown = path.display();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()))?;
    }
    let mut file = fs::File::create_new(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => anyhow::anyhow!("{shown} is there already"),
        _ => anyhow::Error::new(error).context(format!("cannot create {shown}")),
    })?;
    file.write_all(contents.as_ref())
        .with_context(|| format!("cannot write {shown}"))
}

/// Opens a file for reading.
///
/// # Errors
/// One line that names the path.
pub fn open(path: &Path) -> anyhow::Result<fs::File> {
    fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_copy_has_data_and_config() {
        let paths: Vec<_> = built_in().into_iter().map(|file| file.path).collect();
        assert!(paths.contains(&"data/dataset.toml".to_owned()));
        assert!(paths.contains(&"config/exitnote.toml".to_owned()));
        assert!(paths.is_sorted());
    }

    #[test]
    fn a_folder_is_read_under_the_name_it_stands_for() {
        let folder = tempfile::tempdir().unwrap();
        let people = folder.path().join("people");
        create(&people.join("b.toml"), "id = \"b\"").unwrap();
        create(&people.join("a.toml"), "").unwrap();
        create(&people.join("a.toml~"), "").unwrap();
        create(&folder.path().join(".hidden/x.toml"), "").unwrap();
        let files = read(folder.path(), "data").unwrap();
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["data/people/a.toml", "data/people/b.toml"]);
        assert_eq!(files[1].text, "id = \"b\"");
        assert_eq!(files[1].place, people.join("b.toml").display().to_string());
    }

    #[test]
    fn a_file_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.toml");
        create(&path, "first").unwrap();
        let error = create(&path, "second").unwrap_err().to_string();
        assert!(error.contains("x.toml is there already"), "{error}");
        assert_eq!(read(folder.path(), "data").unwrap()[0].text, "first");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = read(Path::new("/nonexistent/folder"), "data").unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot read the folder /nonexistent/folder"
        );
    }
}
