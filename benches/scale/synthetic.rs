//! Datasets of any size for measuring growth: organisations, people and departures that nobody wrote, as the texts of
//! files. The same numbers give the same files.

use std::fmt::Write as _;

use exitnote::source_file::SourceFile;

/// Claims that [`files`] writes about each person.
pub(crate) const CLAIMS_EACH: usize = 10;
/// People of one organisation.
const STAFF: usize = 400;
/// People whose claims cite the same source.
const SHARE_A_SOURCE: usize = 8;

/// The syllables of names; surnames have three of them, given names two.
const SYLLABLES: [&str; 24] = [
    "ka", "lo", "mir", "ten", "vas", "ru", "del", "shi", "bran", "o", "quin", "sa", "fer", "ul",
    "ning", "pa", "gor", "ye", "hal", "tov", "zi", "mar", "wen", "dor",
];

/// The full name of the person with this number, and the surname, which nobody else has below 13,824.
pub(crate) fn name(number: usize) -> (String, String) {
    let syllable = |n: usize| SYLLABLES.get(n % SYLLABLES.len()).copied().unwrap_or("a");
    let capital = |text: String| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    };
    // A multiplier prime to 24³ spreads neighbours over the alphabet, so that files do not follow the names.
    let spread = number * 7_919 % 13_824;
    let surname = capital(format!(
        "{}{}{}",
        syllable(spread / 576),
        syllable(spread / 24),
        syllable(spread)
    ));
    let given = capital(format!("{}{}", syllable(number / 7), syllable(number / 3)));
    (format!("{given} {surname}"), surname)
}

/// The files of `data/` for so many people, each with [`CLAIMS_EACH`] claims.
pub(crate) fn files(people: usize) -> Vec<SourceFile> {
    let organisations = people.div_ceil(STAFF).max(2);
    let mut files = vec![
        SourceFile::new(
            "data/dataset.toml",
            "name = { en = \"Synthetic departures\", ja = \"合成データ\" }\nas-of = 2026-06-28\norganisation = \"works-0\"\n",
        ),
        SourceFile::new("data/sources/all.toml", sources(people)),
    ];
    for number in 0..organisations {
        let (name, _) = name(20_000 + number);
        let text = format!(
            "id = \"works-{number}\"\nname = {{ en = \"{name} Works {number}\", ja = \"{name} Works {number}\" }}\n"
        );
        files.push(SourceFile::new(
            format!("data/organisations/works-{number}.toml"),
            text,
        ));
    }
    for number in 0..people {
        files.push(SourceFile::new(
            format!("data/people/person-{number}.toml"),
            person(number, organisations),
        ));
    }
    files
}

fn sources(people: usize) -> String {
    let mut text = String::new();
    for number in 0..people.div_ceil(SHARE_A_SOURCE) {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "[[source]]\nid = \"report-{number}\"\ntitle = \"Report {number}\"\npublisher = \"Example Gazette\"\n\
             url = \"https://example.com/reports/{number}\"\npublished = \"2026-01-05\"\nretrieved = 2026-06-28\n\
             language = \"en\"\nclass = \"major-outlet\"\n\n"
        );
    }
    text
}

fn person(number: usize, organisations: usize) -> String {
    let (name, surname) = name(number);
    let own = number / STAFF;
    let next = (own + 1) % organisations;
    let cite = format!("cite = [\"report-{}\"]\n", number / SHARE_A_SOURCE);
    let (year, month, day) = (2021 + number % 5, 1 + number % 12, 1 + number % 28);
    let date = format!("{year}-{month:02}-{day:02}");
    let group = if number.is_multiple_of(40) {
        "founder"
    } else {
        "staff"
    };
    let mut text = format!(
        "id = \"person-{number}\"\nname = {{ en = \"{name}\", ja = \"{name}\" }}\naliases = [\"{surname}\"]\n"
    );
    for (kind, what) in [
        ("role", "led a team"),
        ("background", "came from a laboratory"),
    ] {
        let _ = write!(
            text,
            "\n[[fact]]\nkind = \"{kind}\"\ntext = {{ en = \"{what} as number {number}\", ja = \"{what} {number}\" }}\n{cite}"
        );
    }
    let _ = write!(
        text,
        "\n[[membership]]\norganisation = \"works-{own}\"\ngroups = [\"{group}\"]\n\
         role = {{ en = \"engineer\", ja = \"エンジニア\" }}\nfrom = \"2020-03\"\n{cite}"
    );
    for field in ["announced", "effective", "reported"] {
        let _ = write!(
            text,
            "\n[[membership.departure.{field}]]\ndate = \"{date}\"\n{cite}"
        );
    }
    let rest = [
        "reason]]\nby = \"self\"\ntext = { en = \"wanted a rest\", ja = \"休養を望んだ\" }\ncategories = [\"rest\"]\n".to_owned(),
        "manner]]\nkind = \"resigned\"\n".to_owned(),
        format!(
            "destination]]\norganisation = \"works-{next}\"\ntext = {{ en = \"joined a neighbour\", ja = \"隣の会社に移った\" }}\n"
        ),
        "note]]\nby = \"report\"\ntext = { en = \"colleagues were surprised\", ja = \"同僚は驚いた\" }\n".to_owned(),
    ];
    for field in rest {
        let _ = write!(text, "\n[[membership.departure.{field}{cite}");
    }
    text
}
