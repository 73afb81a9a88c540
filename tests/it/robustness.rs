//! Whatever is typed is understood as something, in bounded time and without a panic. `fuzz/` looks further, on nightly.

use std::time::{Duration, Instant};

use exitnote::bot::Question;
use jiff::civil::{Date, date};

use crate::questions::{Expected, lines};
use crate::support;

const TODAY: Date = date(2026, 11, 21);
/// Texts, and the characters of the longest.
const TEXTS: usize = 2_000;
const LONGEST: u32 = 4_000;
/// A text of any length takes milliseconds; the rest is for unoptimised builds on a busy machine.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is more telling than random characters: names, slots, dates, marks that the reader treats apart.
const PIECES: [&str; 28] = [
    "when did ",
    "who left ",
    "{person}",
    "{",
    "}",
    "Igor Babuschkin",
    "babuskin",
    "tony wu's",
    "xAI ",
    "2026-02-30 ",
    "11 Feb ",
    "since ",
    "between ",
    " and ",
    "before ",
    "?",
    "\n",
    "<@123456789>",
    "https://example.org/",
    "👩\u{200d}🚀",
    "\u{202e}",
    "\u{0301}\u{0301}",
    "ﬁ",
    "İ",
    "2026年2月",
    "退社",
    "ｘＡＩ",
    "\0",
];

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from((self.0 >> 20) % u64::from(bound.max(1))).unwrap_or(0)
    }

    fn character(&mut self) -> char {
        let block = match self.below(8) {
            0..=3 => 0x20..0x7f,
            4 => 0x80..0x250,
            5 => 0x3000..0x9fff,
            6 => 0x1f000..0x1fa00,
            _ => 0..0x11_0000,
        };
        char::from_u32(block.start + self.below(block.end - block.start)).unwrap_or('\u{fffd}')
    }

    fn text(&mut self) -> String {
        let length = match self.below(40) {
            0 => LONGEST,
            1..=4 => 1 + self.below(LONGEST),
            _ => 1 + self.below(80),
        };
        let (mut text, mut characters) = (String::new(), 0);
        let only_pieces = self.below(3) == 0;
        while characters < length as usize {
            if only_pieces || self.below(4) == 0 {
                let at = self.below(28) as usize;
                let piece = PIECES.get(at).copied().unwrap_or_default();
                characters += piece.chars().count();
                text.push_str(piece);
            } else {
                text.push(self.character());
                characters += 1;
            }
        }
        text.chars().take(LONGEST as usize).collect()
    }
}

#[test]
fn any_text_is_answered_or_declined_in_bounded_time() {
    let bot = &*support::SHIPPED;
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for _ in 0..TEXTS {
        let text = dice.text();
        let question = Question::new(&text, TODAY);
        let start = Instant::now();
        let interpretation = bot.interpret(&question);
        let (reply, _) = bot.reply(&question);
        assert!(start.elapsed() < PATIENCE, "{:?}: {text}", start.elapsed());
        if let Some((_, it)) = interpretation {
            assert!((0.0..=1.0).contains(&it.ranking.confidence), "{text}");
        }
        assert!(
            reply.statements.iter().all(|it| !it.citations.is_empty()),
            "{text}"
        );
        assert_eq!(bot.reply(&question).0, reply, "{text}");
    }
}

/// A question with one word of five or more letters mistyped as fingers do: a letter left out, two swapped, one doubled.
/// Nothing if it has no such word in small letters.
fn slip(question: &str, dice: &mut Dice) -> Option<String> {
    let mut words: Vec<String> = question.split(' ').map(str::to_owned).collect();
    let plain = |it: &String| it.len() >= 5 && it.bytes().all(|it| it.is_ascii_lowercase());
    let long: Vec<usize> = (0..words.len())
        .filter(|at| words.get(*at).is_some_and(plain))
        .collect();
    let most = u32::try_from(long.len()).ok().filter(|it| *it > 0)?;
    let word = words.get_mut(*long.get(dice.below(most) as usize)?)?;
    let last = u32::try_from(word.len()).ok()? - 2;
    let at = 1 + dice.below(last) as usize;
    let mut letters: Vec<char> = word.chars().collect();
    match dice.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.swap(at, at + 1),
        _ => letters.insert(at, *letters.get(at)?),
    }
    let slipped: String = letters.into_iter().collect();
    let differs = slipped != *word;
    *word = slipped;
    differs.then(|| words.join(" "))
}

/// Of a hundred questions with one slip so many get the reply of the question without it. The share only rises.
const UNHARMED: usize = 90;

#[test]
fn a_slip_of_the_finger_seldom_changes_a_reply() {
    let bot = &*support::SHIPPED;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let questions = lines::<Expected>("adversarial.jsonl");
    let english = questions.iter().filter(|it| it.question.is_ascii());
    let (mut same, mut harmed) = (0, Vec::new());
    for expected in english {
        let Some(mistyped) = slip(&expected.question, &mut dice) else {
            continue;
        };
        let reply = |text: &str| bot.reply(&Question::new(text, expected.day())).0.statements;
        if reply(&expected.question) == reply(&mistyped) {
            same += 1;
        } else {
            harmed.push(mistyped);
        }
    }
    let all = same + harmed.len();
    assert!(all > 500, "only {all} questions have a word to mistype");
    assert!(
        same * 100 >= all * UNHARMED,
        "{same} of {all}:\n{}",
        harmed.join("\n")
    );
}
