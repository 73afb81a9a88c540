//! What a question asks of the departures that it means.

use super::Stretch;
use crate::knowledge::claim::Aspect;

/// What is asked beyond the look-up itself: in which measure, from which side, at which length.
#[derive(Debug, Clone, Copy, Default)]
pub struct Focus {
    /// What is asked of the words of somebody who never left, beside the words themselves: when, of whom.
    pub of_words: Option<Aspect>,
    /// Whether the question itself describes those words, and does not only point at what was told.
    pub describes_words: bool,
    /// Whether the question asks to whom somebody reported.
    pub superior: bool,
    /// Whether the question asks how often something happened.
    pub how_often: bool,
    /// Whether the question speaks of reasons.
    pub asks_reason: bool,
    /// Whether only those are asked for who gave a reason themselves.
    pub given_only: bool,
    /// Whether the question asks for years, and not for months.
    pub yearly: bool,
    /// Whether the very day is asked for.
    pub exact_day: bool,
    /// Whether the question asks what became of somebody.
    pub story: bool,
    /// Whether a career is asked for: what somebody did, in the order of time.
    pub career: bool,
    /// Whether the question asks for a day of the week.
    pub weekday: bool,
    /// Whether the question asks what something is before it asks something else of it.
    pub introduced: bool,
    /// Whether the question asks for what stands directly beside something in an order.
    pub adjacent: bool,
    /// Whether the question asks on which side of a day or an event more lies.
    pub either_side: bool,
    /// Whether the question puts people side by side.
    pub contrast: bool,
    /// Whether the question speaks of the time since somebody left.
    pub since_leaving: bool,
    /// Whether the question goes on from where somebody went, to what came after.
    pub onwards: bool,
    /// Whether the question goes back from where somebody is to what came before.
    pub earlier: bool,
    /// Which end of a ranking of stays is asked for; none for both.
    pub stretch: Option<Stretch>,
    /// Whether the question asks for a length in days.
    pub in_days: bool,
    /// Whether the question asks if several left on one day.
    pub same_day: bool,
    /// Whether the question asks for a number without the names.
    pub figure_only: bool,
    /// Whether the question asks for a summary.
    pub summary: bool,
    /// Whether the question asks for a part in a hundred.
    pub percentage: bool,
    /// Whether the answer is to be told in few words.
    pub brief: bool,
    /// Whether the question asks what somebody said of the reason that was spoken of, and of nothing else.
    pub said_of: bool,
    /// Whether the question asks what somebody does where they went.
    pub work: bool,
    /// Whether the question asks how far the last answer is settled.
    pub evidence: bool,
    /// Whether the question asks since when somebody is where they went, or holds the post that they took over.
    pub since_when: bool,
    /// Whether the question speaks of what somebody posted themselves.
    pub own_post: bool,
    /// Whether the question asks who holds something on the day that it is asked.
    pub present: bool,
    /// Whether the question asks what somebody is known for, rather than what they did at the organisation.
    pub renown: bool,
    /// Whether the question asks for the post that somebody holds or held.
    pub post: bool,
    /// Whether the question asks for scholarly work.
    pub scholarly: bool,
    /// Whether the question asks for a number.
    pub counts: bool,
}
