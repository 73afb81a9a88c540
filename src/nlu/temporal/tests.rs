//! Temporal expressions in English and Japanese questions, read from the shipped vocabularies.

use std::fmt::Write as _;

use jiff::civil::{Date, date};

use super::{Form, Grain, Interval, Relation, TemporalGrammar, TemporalVocabulary, TimeMention};
use crate::load::schema::TemporalFile;

const ENGLISH: &str = include_str!("../../../config/locales/en/temporal.toml");
const JAPANESE: &str = include_str!("../../../config/locales/ja/temporal.toml");
/// A Sunday.
const TODAY: Date = date(2026, 11, 22);

fn grammar(file: &str) -> TemporalGrammar {
    let file: TemporalFile = toml::from_str(file).unwrap();
    TemporalGrammar::new(&TemporalVocabulary::from(file)).unwrap()
}

fn show(text: &str, mention: &TimeMention) -> String {
    let end = |day: Option<Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    let Interval { from, until } = mention.bounds();
    let mut also = String::new();
    for other in &mention.alternatives {
        let _ = write!(also, " or {} {}", end(other.from), end(other.until));
    }
    format!(
        "[{}] {:?} {:?} {} {}{also}",
        text.get(mention.range.clone()).unwrap(),
        mention.relation,
        mention.grain,
        end(from),
        end(until)
    )
}

#[track_caller]
fn check(file: &str, cases: &[(&str, &[&str])]) {
    let grammar = grammar(file);
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found: Vec<String> = grammar
            .find(text, TODAY)
            .iter()
            .map(|mention| show(text, mention))
            .collect();
        if found != *expected {
            let _ = write!(wrong, "\n{text}\n   is {found:?}\n not {expected:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn calendar_dates() {
    check(
        ENGLISH,
        &[
            (
                "who left on 10 february 2026",
                &["[on 10 february 2026] In Day 2026-02-10 2026-02-10"],
            ),
            (
                "who left on feb 10 2026",
                &["[on feb 10 2026] In Day 2026-02-10 2026-02-10"],
            ),
            (
                "who left the 10th of feb 2026",
                &["[the 10th of feb 2026] In Day 2026-02-10 2026-02-10"],
            ),
            (
                "tuesday february 10th 2026 who",
                &["[tuesday february 10th 2026] In Day 2026-02-10 2026-02-10"],
            ),
            (
                "1st of march",
                &["[1st of march] In Day 2026-03-01 2026-03-01"],
            ),
            (
                "first of march who",
                &["[first of march] In Day 2026-03-01 2026-03-01"],
            ),
            ("2026-02-11", &["[2026-02-11] In Day 2026-02-11 2026-02-11"]),
            (
                "10.02.2026 and",
                &["[10.02.2026] In Day 2026-02-10 2026-02-10"],
            ),
            ("2/13/2026", &["[2/13/2026] In Day 2026-02-13 2026-02-13"]),
            (
                "2/10/2026",
                &["[2/10/2026] In Day 2026-02-10 2026-02-10 or 2026-10-02 2026-10-02"],
            ),
            (
                "10/02/26",
                &["[10/02/26] In Day 2026-10-02 2026-10-02 or 2026-02-10 2026-02-10"],
            ),
            (
                "was it feb10 2026",
                &["[feb10 2026] In Day 2026-02-10 2026-02-10"],
            ),
            ("30 february 2026", &[]),
            (
                "in 2026-02",
                &["[in 2026-02] In Month 2026-02-01 2026-02-28"],
            ),
        ],
    );
}

#[test]
fn periods() {
    check(
        ENGLISH,
        &[
            (
                "who left in march 2026",
                &["[in march 2026] In Month 2026-03-01 2026-03-31"],
            ),
            ("q1 2026", &["[q1 2026] In Quarter 2026-01-01 2026-03-31"]),
            (
                "in the first quarter of 2026 who",
                &["[in the first quarter of 2026] In Quarter 2026-01-01 2026-03-31"],
            ),
            ("h2 2025", &["[h2 2025] In Range 2025-07-01 2025-12-31"]),
            (
                "summer 2025",
                &["[summer 2025] In Range 2025-06-01 2025-08-31"],
            ),
            (
                "in the winter of 2025",
                &["[in the winter of 2025] In Range 2025-12-01 2026-02-28"],
            ),
            (
                "in late march 2026",
                &["[in late march 2026] In Range 2026-03-21 2026-03-31"],
            ),
            (
                "early 2025 exits",
                &["[early 2025] In Range 2025-01-01 2025-05-01"],
            ),
            (
                "mid march 2026",
                &["[mid march 2026] In Range 2026-03-11 2026-03-20"],
            ),
            (
                "by the end of 2025",
                &["[by the end of 2025] Until Range .. 2025-12-31"],
            ),
            (
                "who left in 2025",
                &["[in 2025] In Year 2025-01-01 2025-12-31"],
            ),
            (
                "how many left in 2024 2025 and 2026",
                &[
                    "[in 2024] In Year 2024-01-01 2024-12-31",
                    "[2025] In Year 2025-01-01 2025-12-31",
                    "[2026] In Year 2026-01-01 2026-12-31",
                ],
            ),
            (
                "in 2024,2025",
                &[
                    "[in 2024] In Year 2024-01-01 2024-12-31",
                    "[2025] In Year 2025-01-01 2025-12-31",
                ],
            ),
        ],
    );
}

#[test]
fn partial_dates_are_the_most_recent() {
    check(
        ENGLISH,
        &[
            (
                "who left in march",
                &["[in march] In Month 2026-03-01 2026-03-31"],
            ),
            (
                "who left in december",
                &["[in december] In Month 2025-12-01 2025-12-31"],
            ),
            (
                "who left in november",
                &["[in november] In Month 2026-11-01 2026-11-30"],
            ),
            (
                "did all resign on feb 12",
                &["[on feb 12] In Day 2026-02-12 2026-02-12"],
            ),
            (
                "on 25 november",
                &["[on 25 november] In Day 2025-11-25 2025-11-25"],
            ),
            (
                "when did he leave 10th or 11th",
                &[
                    "[10th] In Day 2026-11-10 2026-11-10",
                    "[11th] In Day 2026-11-11 2026-11-11",
                ],
            ),
            (
                "was it the 10th or the 11th of february 2026",
                &[
                    "[10th] In Day 2026-02-10 2026-02-10",
                    "[the 11th of february 2026] In Day 2026-02-11 2026-02-11",
                ],
            ),
            (
                "feb 10 or 11",
                &[
                    "[feb 10] In Day 2026-02-10 2026-02-10",
                    "[11] In Day 2026-02-11 2026-02-11",
                ],
            ),
            (
                "march and april 2025",
                &[
                    "[march] In Month 2025-03-01 2025-03-31",
                    "[april 2025] In Month 2025-04-01 2025-04-30",
                ],
            ),
            (
                "how many engineers left in that one week in feb",
                &["[in feb] In Month 2026-02-01 2026-02-28"],
            ),
            ("who was the 10th to leave", &[]),
            ("who was the 6th founder", &[]),
            (
                "last tuesday",
                &["[last tuesday] In Day 2026-11-17 2026-11-17"],
            ),
            ("on sunday", &["[on sunday] In Day 2026-11-22 2026-11-22"]),
        ],
    );
    let day = &grammar(ENGLISH).find("on the 10th", TODAY)[0];
    assert_eq!((day.form, day.grain), (Form::DayOfMonth, Grain::Day));
}

#[test]
fn relative_words() {
    check(
        ENGLISH,
        &[
            (
                "how many resigned today",
                &["[today] In Day 2026-11-22 2026-11-22"],
            ),
            ("yesterday", &["[yesterday] In Day 2026-11-21 2026-11-21"]),
            (
                "who left this week",
                &["[this week] In Week 2026-11-16 2026-11-22"],
            ),
            (
                "who left last week",
                &["[last week] In Week 2026-11-09 2026-11-15"],
            ),
            (
                "last month",
                &["[last month] In Month 2026-10-01 2026-10-31"],
            ),
            (
                "this month",
                &["[this month] In Month 2026-11-01 2026-11-30"],
            ),
            ("this year", &["[this year] In Year 2026-01-01 2026-12-31"]),
            (
                "since last year",
                &["[since last year] Since Year 2025-01-01 .."],
            ),
            (
                "five of the six in the past year",
                &["[in the past year] In Range 2025-11-22 2026-11-22"],
            ),
            (
                "in the last 3 months",
                &["[in the last 3 months] In Range 2026-08-22 2026-11-22"],
            ),
            (
                "over the past two weeks",
                &["[over the past two weeks] In Range 2026-11-08 2026-11-22"],
            ),
            (
                "past 30 days",
                &["[past 30 days] In Range 2026-10-23 2026-11-22"],
            ),
            ("3 days ago", &["[3 days ago] In Day 2026-11-19 2026-11-19"]),
            (
                "a month ago",
                &["[a month ago] In Month 2026-10-01 2026-10-31"],
            ),
            (
                "so far this year",
                &["[so far this year] In Range 2026-01-01 2026-11-22"],
            ),
            (
                "who is there right now",
                &["[right now] AsOf Day .. 2026-11-22"],
            ),
            (
                "last march",
                &["[last march] In Month 2026-03-01 2026-03-31"],
            ),
            (
                "march last year",
                &["[march last year] In Month 2025-03-01 2025-03-31"],
            ),
            (
                "late last year",
                &["[late last year] In Range 2025-08-31 2025-12-31"],
            ),
            (
                "last quarter",
                &["[last quarter] In Quarter 2026-07-01 2026-09-30"],
            ),
            (
                "the week of feb 10",
                &["[the week of feb 10] In Week 2026-02-09 2026-02-15"],
            ),
            ("when was his last day", &[]),
            ("who was the last to leave", &[]),
            ("who left first", &[]),
            (
                "from november 16th to december 16th",
                &["[from november 16th to december 16th] In Range 2025-11-16 2025-12-16"],
            ),
        ],
    );
}

#[test]
fn relations_and_ranges() {
    check(
        ENGLISH,
        &[
            (
                "who left since march 2026",
                &["[since march 2026] Since Month 2026-03-01 .."],
            ),
            (
                "as of 11 feb how many",
                &["[as of 11 feb] AsOf Day .. 2026-02-11"],
            ),
            (
                "who left before 2025",
                &["[before 2025] Before Year .. 2024-12-31"],
            ),
            (
                "after february 10 2026",
                &["[after february 10 2026] After Day 2026-02-11 .."],
            ),
            (
                "until june 2025",
                &["[until june 2025] Until Month .. 2025-06-30"],
            ),
            (
                "between june 2025 and january 2026",
                &["[between june 2025 and january 2026] In Range 2025-06-01 2026-01-31"],
            ),
            (
                "from march to june 2026",
                &["[from march to june 2026] In Range 2026-03-01 2026-06-30"],
            ),
            (
                "from november to february",
                &["[from november to february] In Range 2025-11-01 2026-02-28"],
            ),
            (
                "between 9 and 13 february 2026",
                &["[between 9 and 13 february 2026] In Range 2026-02-09 2026-02-13"],
            ),
            (
                "between feb 9 and 13",
                &["[between feb 9 and 13] In Range 2026-02-09 2026-02-13"],
            ),
            ("2024-2025", &["[2024-2025] In Range 2024-01-01 2025-12-31"]),
            (
                "from 2024 to 2026 who",
                &["[from 2024 to 2026] In Range 2024-01-01 2026-12-31"],
            ),
            (
                "between last month and today",
                &["[between last month and today] In Range 2026-10-01 2026-11-22"],
            ),
            ("after ivanov", &[]),
            ("before the merger", &[]),
        ],
    );
    let words = grammar(ENGLISH).relation_words("who left after ivanov but before the merger");
    assert_eq!(
        words
            .iter()
            .map(|word| (word.range.clone(), word.relation))
            .collect::<Vec<_>>(),
        [(9..14, Relation::After), (26..32, Relation::Before)]
    );
}

#[test]
fn misspelt_months_and_ordinary_words() {
    check(
        ENGLISH,
        &[
            (
                "who left in febuary",
                &["[in febuary] In Month 2026-02-01 2026-02-28"],
            ),
            (
                "agust 2025",
                &["[agust 2025] In Month 2025-08-01 2025-08-31"],
            ),
            ("sept 2025", &["[sept 2025] In Month 2025-09-01 2025-09-30"]),
            (
                "marhc 2026",
                &["[marhc 2026] In Month 2026-03-01 2026-03-31"],
            ),
            (
                "novemeber 2025",
                &["[novemeber 2025] In Month 2025-11-01 2025-11-30"],
            ),
            ("who may leave next", &[]),
            ("they may 5 of them leave", &[]),
            (
                "who left in may",
                &["[in may] In Month 2026-05-01 2026-05-31"],
            ),
            ("may 2026", &["[may 2026] In Month 2026-05-01 2026-05-31"]),
            ("since may", &["[since may] Since Month 2026-05-01 .."]),
            ("who left may 5", &["[may 5] In Day 2026-05-05 2026-05-05"]),
            (
                "may or june",
                &[
                    "[may] In Month 2026-05-01 2026-05-31",
                    "[june] In Month 2026-06-01 2026-06-30",
                ],
            ),
            ("did they march on", &[]),
            ("what does the match say", &[]),
            ("in the marsh", &[]),
            ("why did he fall out", &[]),
            (
                "6 of 12 gone by feb 11 legit",
                &["[by feb 11] Until Day .. 2026-02-11"],
            ),
            (
                "version 4.20 has 1999 users",
                &["[1999] In Year 1999-01-01 1999-12-31"],
            ),
            ("12026 or 2,026 or 20.26 or 1984", &[]),
            ("the 12 founders", &[]),
        ],
    );
}

#[test]
fn japanese() {
    check(
        JAPANESE,
        &[
            (
                "2026年2月11日に辞めた人",
                &["[2026年2月11日に] In Day 2026-02-11 2026-02-11"],
            ),
            (
                "2026年2月11日時点で何人",
                &["[2026年2月11日時点で] AsOf Day .. 2026-02-11"],
            ),
            (
                "2026年2月に誰が辞めた",
                &["[2026年2月に] In Month 2026-02-01 2026-02-28"],
            ),
            (
                "2025年以降の退社",
                &["[2025年以降] Since Year 2025-01-01 .."],
            ),
            ("2025年以前", &["[2025年以前] Until Year .. 2025-12-31"]),
            (
                "2025年6月から2026年1月まで",
                &["[2025年6月から2026年1月まで] In Range 2025-06-01 2026-01-31"],
            ),
            (
                "3月に辞めたのは誰",
                &["[3月に] In Month 2026-03-01 2026-03-31"],
            ),
            ("12月の退社", &["[12月] In Month 2025-12-01 2025-12-31"]),
            (
                "10日か11日",
                &[
                    "[10日] In Day 2026-11-10 2026-11-10",
                    "[11日] In Day 2026-11-11 2026-11-11",
                ],
            ),
            ("2月10日", &["[2月10日] In Day 2026-02-10 2026-02-10"]),
            (
                "2026年第1四半期",
                &["[2026年第1四半期] In Quarter 2026-01-01 2026-03-31"],
            ),
            (
                "2026年3月下旬",
                &["[2026年3月下旬] In Range 2026-03-21 2026-03-31"],
            ),
            ("月末", &["[月末] In Range 2026-11-24 2026-11-30"]),
            ("今日何人辞めた", &["[今日] In Day 2026-11-22 2026-11-22"]),
            ("昨日は", &["[昨日] In Day 2026-11-21 2026-11-21"]),
            ("今週", &["[今週] In Week 2026-11-16 2026-11-22"]),
            ("先月", &["[先月] In Month 2026-10-01 2026-10-31"]),
            ("去年辞めた人", &["[去年] In Year 2025-01-01 2025-12-31"]),
            ("今年", &["[今年] In Year 2026-01-01 2026-12-31"]),
            ("去年の3月", &["[去年の3月] In Month 2025-03-01 2025-03-31"]),
            ("過去1年で", &["[過去1年] In Range 2025-11-22 2026-11-22"]),
            ("3か月前", &["[3か月前] In Month 2026-08-01 2026-08-31"]),
            (
                "2026年2月10人が辞めた",
                &["[2026年2月] In Month 2026-02-01 2026-02-28"],
            ),
            ("共同創業者はなぜ辞めたの", &[]),
        ],
    );
}

#[test]
fn japanese_as_the_utterance_parser_parts_it() {
    // The utterance parser parts digits from kanji.
    check(
        JAPANESE,
        &[
            (
                "2026 年 2 月 11 日に辞めた人",
                &["[2026 年 2 月 11 日に] In Day 2026-02-11 2026-02-11"],
            ),
            (
                "2026 年第 1 四半期",
                &["[2026 年第 1 四半期] In Quarter 2026-01-01 2026-03-31"],
            ),
            (
                "過去 1 年で",
                &["[過去 1 年] In Range 2025-11-22 2026-11-22"],
            ),
            (
                "2025 年 6 月から 2026 年 1 月まで",
                &["[2025 年 6 月から 2026 年 1 月まで] In Range 2025-06-01 2026-01-31"],
            ),
            (
                "2026 年 2 月 10 人が辞めた",
                &["[2026 年 2 月] In Month 2026-02-01 2026-02-28"],
            ),
            (
                "10 日か 11 日",
                &[
                    "[10 日] In Day 2026-11-10 2026-11-10",
                    "[11 日] In Day 2026-11-11 2026-11-11",
                ],
            ),
        ],
    );
    let words = grammar(JAPANESE).relation_words("イワノフの後に辞めた人");
    assert_eq!(
        words
            .iter()
            .map(|word| (word.relation, word.precedes))
            .collect::<Vec<_>>(),
        [(Relation::After, false)]
    );
}

#[test]
fn any_text_is_read_in_bounded_time() {
    let pieces = [
        "2026", "-", "march ", "10", "th", " of ", "年", "月", "から", "in the ", ".", "/", "é",
        "may", " ", "between ", "1", "\u{0}", "🙂", "last ",
    ];
    let mut seed = 7_u64;
    let mut text = String::new();
    for language in [ENGLISH, JAPANESE] {
        let grammar = grammar(language);
        for _ in 0..30 {
            text.clear();
            while text.chars().count() < 4_000 {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
            }
            let mentions = grammar.find(&text, TODAY);
            assert!(
                mentions
                    .iter()
                    .all(|mention| text.get(mention.range.clone()).is_some())
            );
            assert!(
                mentions
                    .windows(2)
                    .all(|pair| pair[0].range.end <= pair[1].range.start)
            );
            grammar.relation_words(&text);
        }
        for edge in [Date::MIN, Date::MAX] {
            grammar.find("last year next year past 999 years 999 years ago on monday 10th or 11th last march in 2024 yesterday 過去999年 来年", edge);
        }
    }
}

#[test]
fn faults_of_a_vocabulary_are_all_reported() {
    let vocabulary = TemporalVocabulary {
        months: vec![Vec::new(); 11],
        patterns: vec![super::PatternTemplates {
            meaning: super::Meaning::Date,
            templates: ["{fortnight}", "{day", "[{day}", ""]
                .map(str::to_owned)
                .to_vec(),
        }],
        ranges: vec!["from {b} to {a}".to_owned()],
        ..TemporalVocabulary::default()
    };
    assert_eq!(TemporalGrammar::new(&vocabulary).unwrap_err().len(), 6);
}
