//! A second dataset, about two invented guilds, answers the same kinds of questions with the shipped configuration: of each
//! organisation and across both, with people who came back, took a leave, were reinstated, moved over, or share a surname.

use std::sync::LazyLock;

use exitnote::bot::{Bot, Question};
use exitnote::render::{Outcome, Reply};
use jiff::civil::{Date, date};

use crate::support;

const TODAY: Date = date(2025, 7, 1);

static BOT: LazyLock<Bot> = LazyLock::new(|| support::with_dataset("two_guilds"));

/// The reply to a question, each statement of which has a citation.
#[track_caller]
fn ask(question: &str) -> Reply {
    let (reply, _) = BOT.reply(&Question::new(question, TODAY));
    for said in &reply.statements {
        assert!(
            !said.citations.is_empty(),
            "{question}: {} has no citation",
            said.text
        );
    }
    reply
}

/// The reply has this outcome, and says all of the first list and nothing of the second.
#[track_caller]
fn holds(question: &str, outcome: Outcome, says: &[&str], never: &[&str]) {
    let reply = ask(question);
    let text = reply.text();
    assert_eq!(reply.outcome, outcome, "{question}: {text}");
    for wanted in says {
        assert!(text.contains(wanted), "{question} lacks {wanted}: {text}");
    }
    for wrong in never {
        assert!(!text.contains(wrong), "{question} says {wrong}: {text}");
    }
}

#[track_caller]
fn answers(question: &str, says: &[&str], never: &[&str]) {
    holds(question, Outcome::Answered, says, never);
}

#[test]
fn when_why_and_where_next_are_of_the_organisation_that_was_left() {
    answers(
        "when did Marek Sandoval leave Tidewell?",
        &["15 March 2019"],
        &[],
    );
    answers(
        "when did Caspian Doyle leave Brackenmoor",
        &["14 August 2021", "Brackenmoor"],
        &[],
    );
    answers("when did Ilse Thornquist leave?", &["30 June 2020"], &[]);
    answers("when did Petra Okonjo leave Tidewell", &["3 May 2021"], &[]);
    answers("when did Bram Vasquez leave", &["5 September 2022"], &[]);
    answers("when did Signe leave", &["3 October 2023"], &["3 April"]);
    answers(
        "why did Marek Sandoval leave",
        &["workshop of his own"],
        &[],
    );
    answers(
        "why did Signe Lund leave",
        &["No page read gives a reason"],
        &[],
    );
    answers(
        "why did Bram Vasquez leave",
        &["Harbour Gazette", "fallen out over the accounts"],
        &[],
    );
    answers(
        "where did Sandoval go",
        &["founded Sandoval Horology"],
        &["Brackenmoor"],
    );
    answers(
        "where did Caspian Doyle go after Brackenmoor",
        &["joined Tidewell"],
        &[],
    );
    answers(
        "where did Henrik Lund go next",
        &["joined Brackenmoor"],
        &[],
    );
    holds(
        "when did Ruth Calloway leave Brackenmoor",
        Outcome::Disputed,
        &["4 March 2022", "one blog", "8 March 2022"],
        &[],
    );
}

#[test]
fn a_departure_from_the_other_organisation_is_no_departure_from_this_one() {
    holds(
        "when did Caspian Doyle leave Tidewell",
        Outcome::Answered,
        &["no departure of Caspian Doyle from Tidewell"],
        &[],
    );
    holds(
        "when did Henrik Lund leave Brackenmoor",
        Outcome::Answered,
        &["no departure of Henrik Lund from Brackenmoor"],
        &[],
    );
    holds(
        "why did Odile Fenwick leave Tidewell",
        Outcome::Declined,
        &["no departure of Odile Fenwick"],
        &[],
    );
    holds(
        "why did Tova Ashgrove leave Brackenmoor",
        Outcome::Declined,
        &["no departure of Tova Ashgrove from Brackenmoor"],
        &[],
    );
}

#[test]
fn a_shared_surname_is_asked_back() {
    for question in ["when did Lund leave?", "who is Lund"] {
        holds(
            question,
            Outcome::Ambiguous,
            &["Henrik Lund", "Signe Lund"],
            &["2023"],
        );
    }
    answers(
        "when did Henrik and Signe Lund leave",
        &["3 April 2023", "3 October 2023"],
        &[],
    );
}

#[test]
fn lists_and_counts_are_of_one_organisation() {
    answers(
        "who left Brackenmoor?",
        &["Caspian Doyle", "Ruth Calloway", "Signe Lund"],
        &["Henrik", "Sandoval"],
    );
    answers(
        "who left Tidewell?",
        &["Sandoval", "Thornquist", "Okonjo", "Vasquez", "Henrik Lund"],
        &["Doyle", "Signe", "Fenwick"],
    );
    answers("who left Tidewell in 2022", &["Vasquez"], &["Calloway"]);
    answers("who left Brackenmoor in 2022", &["Calloway"], &["Vasquez"]);
    answers(
        "which executives left Brackenmoor",
        &["Signe Lund"],
        &["Calloway"],
    );
    answers(
        "who left Brackenmoor after Doyle",
        &["Ruth Calloway", "Signe Lund"],
        &[],
    );
    answers(
        "who left before the council vote",
        &["Sandoval", "Thornquist", "Okonjo", "Vasquez"],
        &["Henrik"],
    );
    answers(
        "who gave rest as the reason",
        &["Ilse Thornquist"],
        &["Sandoval"],
    );
    answers("how many founders left Tidewell", &["4 of 6"], &[]);
    answers("how many left Brackenmoor", &["2 of 3"], &[]);
    answers(
        "how many had left Tidewell by 2020-12-31",
        &["2 of 6"],
        &["Okonjo"],
    );
    answers("who was removed", &["Bram Vasquez"], &["Okonjo"]);
}

#[test]
fn those_who_came_back_remain() {
    answers(
        "who is still at Tidewell?",
        &["4 of the 6", "Vasquez", "Thornquist", "Fenwick", "Okonjo"],
        &["Sandoval", "Henrik"],
    );
    answers("how many founders remain at Tidewell", &["4 of the 6"], &[]);
    answers(
        "which founders of Brackenmoor remain",
        &["1 of the 3", "Tova Ashgrove"],
        &["Henrik"],
    );
}

#[test]
fn a_return_is_told_beside_the_departure() {
    for (person, back) in [
        ("Ilse Thornquist", "10 January 2022"),
        ("Petra Okonjo", "3 November 2021"),
        ("Bram Vasquez", "12 September 2022"),
    ] {
        for question in ["when did {} leave Tidewell", "did {} leave Tidewell?"] {
            answers(&question.replace("{}", person), &["again", back], &[]);
        }
        answers(
            &format!("is {person} still at Tidewell"),
            &["Yes", "again", back],
            &["No,"],
        );
    }
    answers(
        "how many founders left Tidewell",
        &[
            "4 of 6",
            "Of these, Ilse Thornquist and Bram Vasquez came back to Tidewell later",
            "A leave is not counted as leaving: Petra Okonjo",
        ],
        &[],
    );
    answers(
        "who came back to Tidewell",
        &["Thornquist", "Okonjo", "Vasquez"],
        &["Sandoval"],
    );
    // In between, nobody knew that she would come back.
    answers(
        "who left Tidewell as of 2021-01-01",
        &["Thornquist"],
        &["again"],
    );
    holds(
        "who came back to Tidewell as of 2021-01-01",
        Outcome::Declined,
        &["No return"],
        &["Thornquist"],
    );
    answers(
        "is Ilse Thornquist still at Tidewell as of 2021-01-01",
        &["No"],
        &["again"],
    );
}

#[test]
fn who_moved_is_told_in_both_directions() {
    for question in [
        "who moved from Tidewell to Brackenmoor",
        "who went to Brackenmoor",
        "who left Tidewell for Brackenmoor",
    ] {
        answers(question, &["Henrik Lund joined Brackenmoor"], &["Doyle"]);
    }
    for question in [
        "who moved from Brackenmoor to Tidewell",
        "who went to Tidewell",
    ] {
        answers(question, &["Caspian Doyle joined Tidewell"], &["Henrik"]);
    }
    answers(
        "did anyone join Sandoval Horology",
        &["Marek Sandoval founded Sandoval Horology"],
        &[],
    );
}

#[test]
fn a_past_day_is_answered_as_it_was() {
    answers(
        "who was still at Tidewell on 2020-12-31",
        &["4 of the 6", "Okonjo", "Henrik Lund"],
        &["Thornquist", "Sandoval"],
    );
    answers(
        "who was still at Tidewell on 2021-07-01",
        &["3 of the 6", "On leave then, and not gone: Petra Okonjo"],
        &["Thornquist"],
    );
    answers(
        "who was at Tidewell on 8 September 2022",
        &["4 of the 6", "Thornquist", "Okonjo"],
        &["Vasquez"],
    );
    answers(
        "who was still at Brackenmoor on 2022-01-01",
        &["2 of the 3", "Calloway"],
        &["Doyle"],
    );
}

#[test]
fn order_comparison_and_spans_hold_within_and_across() {
    answers("who left Tidewell first", &["Marek Sandoval"], &["Doyle"]);
    answers("who left Brackenmoor first", &["Caspian Doyle"], &[]);
    answers(
        "who was the third to leave Tidewell",
        &["Bram Vasquez was the third of 4"],
        &["Okonjo"],
    );
    answers(
        "who left Tidewell right after Sandoval",
        &["Ilse Thornquist"],
        &["Okonjo"],
    );
    answers(
        "who left first, Sandoval or Doyle",
        &["Marek Sandoval (announced 15 March 2019) left before Caspian Doyle"],
        &[],
    );
    answers(
        "how long between the departures of Doyle and Calloway",
        &["202 days"],
        &[],
    );
    answers(
        "how long was Caspian Doyle at Brackenmoor",
        &["20 March 2017", "14 August 2021"],
        &["1 September 2021"],
    );
    answers(
        "how long was Caspian Doyle at Tidewell",
        &["1 September 2021"],
        &["2017"],
    );
    answers(
        "how long was Ilse Thornquist at Tidewell",
        &["1 May 2015", "30 June 2020", "10 January 2022"],
        &[],
    );
    let timeline = ask("timeline of Brackenmoor departures").text();
    let place = |name: &str| timeline.find(name).expect(name);
    assert!(place("Doyle") < place("Calloway"), "{timeline}");
    assert!(!timeline.contains("Sandoval"), "{timeline}");
}

#[test]
fn people_groups_and_topics_are_told() {
    answers(
        "who is Marek Sandoval",
        &["tidal escapement", "Pellmark", "15 March 2019"],
        &[],
    );
    answers(
        "who is Caspian Doyle",
        &["Brackenmoor", "Tidewell", "head of trade"],
        &[],
    );
    answers("what did Sandoval build", &["tidal escapement"], &[]);
    answers("who came from Pellmark", &["Marek Sandoval"], &[]);
    answers("who led the harbour clock", &["Ilse Thornquist"], &[]);
    answers(
        "who are the founders of Brackenmoor",
        &["Doyle", "Calloway", "Ashgrove"],
        &["Lund"],
    );
    answers(
        "what did Sandoval write when leaving",
        &["Clocks taught me patience"],
        &[],
    );
    answers(
        "what did Fenwick reply to Sandoval",
        &["wished him steady hands"],
        &[],
    );
    answers("when was Tidewell founded", &["1 May 2015"], &[]);
    answers("what is the tidal escapement", &["follows the tide"], &[]);
}

#[test]
fn claims_are_judged() {
    answers(
        "did Marek Sandoval join Brackenmoor?",
        &["No", "denied it"],
        &[],
    );
    answers(
        "did Henrik Lund join Brackenmoor?",
        &["Yes", "head of engraving"],
        &[],
    );
    answers(
        "\"Marek Sandoval left in 2020\" is it true",
        &["No", "15 March 2019"],
        &[],
    );
    answers(
        "is Caspian Doyle a founder of Tidewell",
        &["No", "Brackenmoor"],
        &[],
    );
    answers("is Henrik Lund still at Tidewell", &["No"], &[]);
    answers(
        "is Henrik Lund at Brackenmoor",
        &["no departure is recorded"],
        &[],
    );
    answers("is Caspian Doyle still at Brackenmoor", &["No"], &[]);
    answers(
        "is Caspian Doyle at Tidewell",
        &["no departure is recorded"],
        &[],
    );
    answers("did Petra Okonjo resign", &["No", "took a leave"], &[]);
    answers(
        "did Bram Vasquez resign",
        &["No", "removed by the council"],
        &[],
    );
    answers("did Marek Sandoval resign", &["Yes"], &[]);
    holds(
        "what do the sources disagree on",
        Outcome::Disputed,
        &["Ruth Calloway", "4 March 2022", "8 March 2022"],
        &["do not disagree"],
    );
    answers(
        "was Bram Vasquez fired",
        &["was removed by the council"],
        &[],
    );
}

#[test]
fn the_shipped_dataset_is_unknown_here() {
    for person in support::SHIPPED.knowledge.people.values() {
        let reply = ask(&format!("when did {} leave", person.name.get("en")));
        assert_eq!(reply.outcome, Outcome::Declined, "{}", reply.text());
        assert!(reply.statements.is_empty(), "{}", reply.text());
    }
}

#[test]
fn leaves_and_returns_are_asked_in_many_words() {
    for question in [
        "is Ilse Thornquist back?",
        "is Ilse Thornquist back at Tidewell",
    ] {
        answers(question, &["Yes", "again from 10 January 2022"], &["No,"]);
    }
    answers("is Ilse Thornquist still gone?", &["No,"], &["Yes"]);
    answers("how long was Petra Okonjo on leave", &["184 days"], &[]);
    answers(
        "when was Bram Vasquez removed",
        &["5 September 2022", "again from 12 September 2022"],
        &[],
    );
    answers(
        "who left after Ilse Thornquist came back",
        &["Bram Vasquez", "Henrik Lund"],
        &["Marek Sandoval", "Petra Okonjo:"],
    );
    answers(
        "who is on leave right now",
        &["No departure"],
        &["1 departure"],
    );
}

#[test]
fn both_organisations_are_asked_about_at_once() {
    holds(
        "who left both Tidewell and Brackenmoor",
        Outcome::Declined,
        &["No one is recorded as having left each of Tidewell and Brackenmoor"],
        &[],
    );
    answers(
        "who has worked at both Tidewell and Brackenmoor",
        &["Caspian Doyle", "Henrik Lund"],
        &["Marek", "Signe"],
    );
    for question in [
        "how many left Tidewell and Brackenmoor together",
        "how many left both organisations",
    ] {
        answers(question, &["7 people left", "in 7 departures"], &[]);
    }
    answers(
        "did Henrik Lund move to Brackenmoor",
        &["Yes", "joined Brackenmoor"],
        &["No departure"],
    );
}

#[test]
fn returns_are_told_apart() {
    holds(
        "who left Tidewell twice",
        Outcome::Declined,
        &["more than once"],
        &["No departure of anybody from Tidewell is recorded by"],
    );
    answers(
        "how many left and never came back",
        &["5 people left"],
        &["Bram Vasquez", "Petra Okonjo", "Ilse Thornquist"],
    );
    answers(
        "who was reinstated",
        &["Bram Vasquez is recorded at Tidewell again"],
        &["Petra Okonjo", "Ilse Thornquist"],
    );
    answers(
        "who took a leave of absence",
        &["Petra Okonjo"],
        &["Bram Vasquez"],
    );
    answers(
        "did more people leave Tidewell or Brackenmoor",
        &[
            "4 departures from Tidewell",
            "3 departures from Brackenmoor",
        ],
        &[],
    );
    holds(
        "who works at both Tidewell and Brackenmoor",
        Outcome::Declined,
        &["Nobody is recorded at each of"],
        &[],
    );
    answers(
        "how often did Caspian Doyle leave",
        &["left Brackenmoor once"],
        &["Tidewell once"],
    );
    answers(
        "timeline of both organisations",
        &["Departures from Tidewell", "Departures from Brackenmoor"],
        &[],
    );
}

#[test]
fn whoever_is_back_is_there_now() {
    for question in [
        "what is Ilse Thornquist doing now",
        "where is Ilse Thornquist now",
    ] {
        answers(
            question,
            &[
                "again from 10 January 2022",
                "founder and master of the workshop",
            ],
            &[],
        );
    }
    answers(
        "why did Bram Vasquez come back",
        &["No source read says why", "again from 12 September 2022"],
        &["accounts"],
    );
    answers(
        "who was on leave in August 2021",
        &["Petra Okonjo (on leave from 3 May 2021)"],
        &["No departure"],
    );
    answers(
        "is Petra Okonjo still at Tidewell as of 2021-07-01",
        &["On leave, and not gone", "3 May 2021"],
        &["sources say otherwise"],
    );
    answers(
        "who left Tidewell?",
        &["Founders (4)", "Petra Okonjo (on leave from 3 May 2021)"],
        &["Co-founders"],
    );
}

#[test]
fn who_took_over_is_found_in_events() {
    for question in [
        "who replaced Signe Lund as treasurer",
        "who took over from Signe Lund",
        "who is standing in for Signe Lund",
    ] {
        answers(
            question,
            &["Tova Ashgrove took over as treasurer of Brackenmoor from Signe Lund"],
            &[],
        );
    }
    answers(
        "who was treasurer of Brackenmoor in 2020",
        &["Signe Lund"],
        &["Doyle", "Ashgrove"],
    );
    // Nothing tells who came after a founder.
    holds(
        "who took over from Ruth Calloway",
        Outcome::Declined,
        &["do not say"],
        &["Ashgrove"],
    );
}

#[test]
fn moves_are_of_the_organisation_that_they_lead_to() {
    answers(
        "what did Caspian Doyle do before Tidewell",
        &["founder of Brackenmoor", "14 August 2021"],
        &["do not say"],
    );
    answers(
        "when did Henrik Lund join Brackenmoor",
        &["17 April 2023"],
        &["2015"],
    );
    answers(
        "who moved between the two guilds",
        &[
            "Henrik Lund joined Brackenmoor",
            "Caspian Doyle joined Tidewell",
        ],
        &["Sandoval"],
    );
}

#[test]
fn a_wave_is_of_the_people_whom_it_names() {
    answers(
        "who left in the spring quarrel",
        &["Ruth Calloway", "Four engravers left Brackenmoor"],
        &["Doyle", "Signe"],
    );
    answers(
        "how many engravers left in the spring quarrel",
        &["Four engravers"],
        &[],
    );
    // The manner behind somebody beside whose departure the question asks is the manner of theirs.
    answers(
        "who left Tidewell before Henrik Lund resigned",
        &["Marek Sandoval", "Bram Vasquez"],
        &["only those"],
    );
}

#[test]
fn a_promotion_is_no_departure() {
    answers(
        "when did Caspian Doyle leave Tidewell",
        &["no departure of Caspian Doyle from Tidewell"],
        &["1 February 2024"],
    );
    answers(
        "who left Tidewell?",
        &["Founders (4)"],
        &["Doyle", "1 February 2024"],
    );
    answers(
        "how long was Caspian Doyle at Tidewell",
        &["1 September 2021"],
        &["1 February 2024"],
    );
    answers(
        "where is Caspian Doyle now",
        &["Tidewell as warden"],
        &["head of trade"],
    );
}

#[test]
fn whoever_was_reinstated_is_said_to_be_back() {
    answers(
        "was Bram Vasquez removed",
        &["removed by the council", "again from 12 September 2022"],
        &[],
    );
    answers(
        "how many founders left Tidewell as of 2021-07-01",
        &["2 of 6", "A leave is not counted as leaving: Petra Okonjo"],
        &[],
    );
}

#[test]
fn places_are_of_people_and_how_often_is_of_the_manner() {
    answers(
        "was Bram Vasquez removed twice",
        &["No", "1 is recorded as a removal"],
        &["Yes"],
    );
}

#[test]
fn two_organisations_are_told_apart_where_neither_is_named() {
    for question in [
        "which has lost more people, Tidewell or Brackenmoor",
        "who left either of them",
    ] {
        answers(question, &["from Tidewell", "from Brackenmoor"], &[]);
    }
    answers(
        "who worked at both",
        &["Caspian Doyle", "Henrik Lund"],
        &["Sandoval"],
    );
    answers(
        "who came back",
        &["Ilse Thornquist", "Bram Vasquez"],
        &["Sandoval"],
    );
}

#[test]
fn whoever_is_on_leave_may_be_left_out() {
    answers(
        "who left Tidewell, not counting people on leave",
        &["4 departures", "Marek Sandoval"],
        &["only those"],
    );
}

#[test]
fn groups_are_named_as_the_data_name_them() {
    answers(
        "who was the first founder to leave Tidewell",
        &["Marek Sandoval was the first of 4 founders"],
        &["co-founders"],
    );
}
