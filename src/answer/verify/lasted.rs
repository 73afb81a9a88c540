//! How long somebody is said to have stayed, held against how long they did.

use super::super::scope::Scope;
use super::super::{stays, tenure};
use super::{Judgement, Verdict};
use crate::knowledge::Exit;

/// Whether somebody stayed as long as the question says: by the fewest and the most days that their dates leave open.
pub(super) fn lasted(scope: Scope<'_>, exit: &Exit<'_>) -> Option<Judgement> {
    let (least, most) = scope.query.claimed.lasted?;
    let (shortest, longest) = stays::days(scope, exit)?;
    let apart = longest.is_some_and(|it| it < least) || most < shortest;
    let within = longest.is_some_and(|it| least <= shortest && it <= most);
    // Two days that are only known by the month leave that much room.
    let bounded = least > 0 && most < i32::MAX;
    let near = longest.is_some_and(|it| bounded && it - shortest <= 2 * MONTH);
    let verdict = match () {
        () if apart => Verdict::Contradicted,
        () if within || near => Verdict::Supported,
        () => Verdict::Inexact,
    };
    Some(Judgement {
        verdict,
        statements: tenure::tenures(scope, exit.person),
    })
}

/// The days of a month.
const MONTH: i32 = 31;
