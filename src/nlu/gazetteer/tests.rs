//! Linking names with typing errors, and leaving ordinary words alone.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::normaliser::normalise;
use super::{Commonness, EntityKind, Entry, Gazetteer, Mention};

const FREQUENT: &str = "a about after an and are as at back bad can chance come day did die do for from go got hang has he his how in is it left long \
    may me of on one or out people rose still that the their they this to two was what when where who why will with would young they left leave s";
const KNOWN: &str =
    "boss bar roe rob mike tony toby ross tang hoo barb book bake polo noted sang bang hang";

fn common(word: &str) -> Commonness {
    let has = |list: &str| list.split_whitespace().any(|other| other == word);
    if has(FREQUENT) {
        Commonness::Frequent
    } else if has(KNOWN) {
        Commonness::Known
    } else {
        Commonness::Unknown
    }
}

/// People of an invented laboratory, with names that are short, long, ordinary words, or shared.
fn people() -> Vec<Entry> {
    let person = |id: &str, names: &[&str]| Entry {
        kind: EntityKind::Person,
        id: id.to_owned(),
        names: names.iter().map(|&name| name.to_owned()).collect(),
    };
    vec![
        person(
            "lem",
            &["Zoltan Szegety", "ゾルタン・セゲティ", "Золтан Сегети"],
        ),
        person(
            "bab",
            &["Ivor Babuschkow", "ivob", "バブシュコフ", "바부슈코프"],
        ),
        person(
            "ba",
            &[
                "Timmy Ba",
                "Ba",
                "timmybatimmyba",
                "ティミー・バー",
                "지미 바",
            ],
        ),
        person(
            "hu",
            &[
                "Yuhan (Tony) Hu",
                "Tony Hu",
                "Yuh_ai_",
                "胡宇汗",
                "トニー・フー",
            ],
        ),
        person("tang", &["Greg Tang", "唐格"]),
        person("zhang-g", &["Guolong Zhang", "Zhang Guolong"]),
        person("zhang-l", &["Lei Zhang"]),
        person("krois", &["Samuel Kroissel", "クロイセル"]),
        person("nord", &["Ross Hordeen"]),
        person("dai", &["Yifan Dai"]),
        person("roe", &["Chance Roe"]),
        person("bao", &["Hang Bao"]),
        person("rose", &["Simon Rose"]),
    ]
}

fn others() -> Vec<Entry> {
    let entry = |kind, id: &str, names: &[&str]| Entry {
        kind,
        id: id.to_owned(),
        names: names.iter().map(|&name| name.to_owned()).collect(),
    };
    vec![
        entry(
            EntityKind::Organisation,
            "rocket",
            &["RocketX", "RX", "ロケット"],
        ),
        entry(EntityKind::Organisation, "xlab", &["xLab"]),
        entry(
            EntityKind::Group,
            "founders",
            &["co-founder", "founder", "共同創業者"],
        ),
        entry(EntityKind::Topic, "models", &["world models"]),
        entry(EntityKind::Event, "deal", &["RocketX deal", "the merger"]),
    ]
}

fn gazetteer() -> Gazetteer {
    Gazetteer::new(people().into_iter().chain(others()).collect(), &normalise)
}

fn show(text: &str, mentions: &[Mention]) -> Vec<String> {
    mentions
        .iter()
        .map(|mention| {
            let ids: Vec<&str> = mention
                .candidates
                .iter()
                .map(|candidate| candidate.id.as_str())
                .collect();
            format!(
                "{}={}",
                text.get(mention.range.clone()).unwrap(),
                ids.join("|")
            )
        })
        .collect()
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    let gazetteer = gazetteer();
    let mut wrong = String::new();
    for (raw, expected) in cases {
        let text = normalise(raw);
        let found = show(&text, &gazetteer.link(&text, &common));
        if found != *expected {
            let _ = write!(wrong, "\n{raw}\n   is {found:?}\n not {expected:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn names_in_all_their_forms() {
    check(&[
        ("when did Zoltan Szegety leave", &["zoltan szegety=lem"]),
        ("when did szegety leave", &["szegety=lem"]),
        ("Szegety Zoltan", &["szegety zoltan=lem"]),
        ("what does Ivor's post say", &["ivor s=bab"]),
        ("what did ivob write", &["ivob=bab"]),
        ("where is @timmybatimmyba", &["timmybatimmyba=ba"]),
        ("where is timmyba or tonyhu", &["timmyba=ba", "tonyhu=hu"]),
        ("where is Yuh_ai_ now", &["yuh ai=hu"]),
        ("what is ai", &[]),
        ("Ba's last day, hu vs ba", &["ba s=ba", "hu=hu", "ba=ba"]),
        ("dai and zhang", &["dai=dai", "zhang=zhang-g|zhang-l"]),
        ("guolong zhang", &["guolong zhang=zhang-g"]),
        ("Yuhan Hu or tony", &["yuhan hu=hu", "tony=hu"]),
        (
            "chance roe left, hang bao stays",
            &["chance roe=roe", "hang bao=bao"],
        ),
        ("did roe get a chance", &["roe=roe"]),
    ]);
}

#[test]
fn misspelt_names() {
    check(&[
        ("szegedi", &["szegedi=lem"]),
        ("segety left", &["segety=lem"]),
        ("zoltan segedy", &["zoltan segedy=lem"]),
        (
            "babushkov babuskow babuschow",
            &["babushkov=bab", "babuskow=bab", "babuschow=bab"],
        ),
        ("ivor babus chkow", &["ivor babus chkow=bab"]),
        ("krissel", &["krissel=krois"]),
        (
            "hordine, horden or ross horden",
            &["hordine=nord", "horden=nord", "ross horden=nord"],
        ),
        ("zang", &["zang=zhang-g|zhang-l"]),
        ("tony hoo quit", &["tony hoo=hu"]),
        ("timmi bah or timmi bar", &["timmi bah=ba", "timmi=ba"]),
        ("yifan dia", &["yifan dia=dai"]),
        ("greg young", &["greg=tang"]),
        ("ivro babuschkow", &["ivro babuschkow=bab"]),
    ]);
}

#[test]
fn ordinary_words_are_no_names() {
    check(&[
        ("would he go back in may on a bad day", &[]),
        ("the young rose", &[]),
        ("who will die", &[]),
        ("the boss sang bang", &[]),
        ("hang on by chance", &[]),
        ("what is 42 ba4", &[]),
        ("did they hang out with the lab", &[]),
    ]);
}

#[test]
fn other_entities() {
    check(&[
        (
            "who left rocketx, rocket x or roketx",
            &["rocketx=rocket", "rocket x=rocket", "roketx=rocket"],
        ),
        ("before the RocketX deal", &["rocketx deal=deal"]),
        ("after the merger", &["the merger=deal"]),
        (
            "who are the co-founders, cofounders, founder",
            &[
                "co founders=founders",
                "cofounders=founders",
                "founder=founders",
            ],
        ),
        ("what are wrold models", &["wrold models=models"]),
        ("the models of the world", &[]),
        ("xlab's people at rx", &["xlab s=xlab", "rx=rocket"]),
    ]);
}

#[test]
fn other_scripts() {
    check(&[
        ("バブシュコフはいつ辞めた？", &["バブシュコフ=bab"]),
        (
            "トニー・フーとティミー・バーはxLabを辞めた",
            &["トニーフー=hu", "ティミーバー=ba", "xlab=xlab"],
        ),
        (
            "バブシュコフ・クロイセル",
            &["バブシュコフ=bab", "クロイセル=krois"],
        ),
        ("バブシュコフスキーは", &[]),
        ("バブシュコブは", &["バブシュコブ=bab"]),
        ("ティミーは", &["ティミー=ba"]),
        ("胡宇汗为什么离开", &["胡宇汗=hu"]),
        ("바부슈코프는 왜", &["바부슈코프=bab"]),
        ("когда ушёл Золтан Сегети", &["золтан сегети=lem"]),
        ("共同創業者はなぜ辞めたの", &["共同創業者=founders"]),
    ]);
}

#[test]
fn every_text_is_linked_in_order() {
    let gazetteer = gazetteer();
    let mut seed = 11_u64;
    let pieces = [
        "tony ",
        "hu",
        " ba",
        "zhang ",
        "ivor",
        " ",
        "s ",
        "トニー",
        "フー",
        "胡",
        "é",
        "-",
        "szegety ",
        "x",
        "\u{0}",
        "바",
    ];
    for _ in 0..200 {
        let mut text = String::new();
        for _ in 0..60 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        let mentions = gazetteer.link(&text, &common);
        assert!(
            mentions
                .iter()
                .all(|mention| text.get(mention.range.clone()).is_some()
                    && !mention.candidates.is_empty())
        );
        assert!(
            mentions
                .windows(2)
                .all(|pair| pair[0].range.end <= pair[1].range.start)
        );
        let ids: BTreeSet<&str> = mentions
            .iter()
            .flat_map(|mention| &mention.candidates)
            .map(|candidate| candidate.id.as_str())
            .collect();
        assert!(ids.len() <= 18);
    }
}
