//! The rules of turns that take all of their sense from the conversation, in the order in which they are tried.

use super::leaning::Leaning;
use super::relation::relate;
use super::{
    bare, because, causes, comparing, correcting, counted, denied, difference, doubted, elided,
    evidence, exchanged, glossed, heirs, held, instead, interim, joined, lasting, narrowing,
    occasion, reaction, relation, set, spoken_of, stayed, stood, together, told, topic, unnamed,
    whereabouts, words,
};
use crate::answer::query::Query;
use crate::bot::memory::Memory;
use crate::knowledge::Knowledge;

/// Whether one of the rules reads a turn, however little its words are like any intent.
pub(super) fn read(knowledge: &Knowledge, leaning: &Leaning<'_>, memory: &Memory) -> bool {
    relation::relates(memory, leaning)
        || bare::asked(leaning).is_some()
        || causes::asks(leaning, memory)
        || narrowing::works(leaning, memory)
        || held::holds(leaning, memory)
        || interim::compares(leaning, memory)
        || interim::sums(leaning, memory)
        || correcting::is_misplaced(leaning, memory)
        || difference::asks(knowledge, leaning, memory)
        || denied::asks(leaning, memory)
        || relation::leaves_later(leaning, memory)
        || spoken_of::echoed(knowledge, leaning, memory)
        || spoken_of::names_venture(knowledge, leaning, memory)
        || counted::is_counted(leaning, memory)
        || counted::is_number_again(leaning, memory)
        || comparing::is_beside_them(leaning, memory)
        || reaction::asks_of_the_words(knowledge, leaning, memory)
        || doubted::doubts(knowledge, leaning, memory)
        || doubted::asks_who(knowledge, leaning, memory)
        || evidence::asks(leaning, memory)
        || told::reacts(leaning, memory)
        || instead::corrects(knowledge, leaning, memory)
        || because::asks(leaning, memory)
        || occasion::asks(knowledge, leaning, memory)
        || stood::asks(leaning, memory)
        || stood::ranks(leaning, memory)
        || stood::offers(leaning, memory)
        || stood::returns(leaning, memory)
        || spoken_of::asks(knowledge, leaning, memory)
        || bare::alone_since(leaning, memory)
        || bare::left_when(leaning, memory)
        || words::verbatim(leaning, memory)
        || words::published(leaning, memory)
        || words::where_said(leaning, memory)
        || words::came_true(leaning, memory)
        || together::concerted(knowledge, leaning, memory)
        || together::one_place(leaning, memory)
        || joined::asks(leaning, memory)
        || lasting::asks(leaning, memory)
        || exchanged::who_did_not(leaning, memory)
        || exchanged::wonders_at_the_rest(leaning, memory)
        || unnamed::asks(knowledge, leaning, memory)
        || stayed::asks(knowledge, leaning, memory)
        || elided::asks(leaning, memory)
        || elided::asks_who_did(leaning, memory)
        || glossed::asks(knowledge, leaning, memory)
        || told::echoes(leaning, memory)
        || comparing::more_or_less(leaning, memory)
        || comparing::is_silent_one(leaning, memory)
        || counted::is_of_everybody(leaning, memory)
}

/// Completes a turn by the first rule that reads it. Returns whether one does.
pub(super) fn take(
    knowledge: &Knowledge,
    leaning: &Leaning<'_>,
    memory: &Memory,
    query: &mut Query,
) -> bool {
    (leaning.cue("sole") && narrowing::work_on_the_list(knowledge, leaning, memory, query))
        || evidence::weigh(knowledge, leaning, memory, query)
        || correcting::placed_instead(leaning, memory, query)
        || difference::take(knowledge, leaning, memory, query)
        || denied::take(knowledge, leaning, memory, query)
        || relation::left_later(knowledge, leaning, memory, query)
        || spoken_of::repeated(knowledge, leaning, memory, query)
        || elided::who_did(leaning, memory, query)
        || elided::take(leaning, memory, query)
        || glossed::take(knowledge, leaning, memory, query)
        || told::echo(leaning, memory, query)
        || stayed::take(knowledge, leaning, memory, query)
        || heirs::take(knowledge, leaning, memory, query)
        || whereabouts::no_longer_at(knowledge, leaning, memory, query)
        || comparing::counts(leaning, memory, query)
        || counted::of_everybody(leaning, memory, query)
        || told::react(knowledge, leaning, memory, query)
        || instead::correct(knowledge, leaning, memory, query)
        || because::take(knowledge, leaning, memory, query)
        || words::again(leaning, memory, query)
        || words::report(leaning, memory, query)
        || words::written(leaning, memory, query)
        || words::of_whom(knowledge, leaning, memory, query)
        || words::borne_out(knowledge, leaning, memory, query)
        || exchanged::exchange(knowledge, leaning, memory, query)
        || lasting::last(leaning, memory, query)
        || joined::compare(leaning, memory, query)
        || together::agreed(knowledge, leaning, memory, query)
        || together::to_one_place(leaning, memory, query)
        || unnamed::take(knowledge, leaning, memory, query)
        || doubted::attributed(knowledge, leaning, memory, query)
        || doubted::doubt(knowledge, leaning, memory, query)
        || set::said_by_any(leaning, memory, query)
        || set::one_of_them(knowledge, leaning, memory, query)
        || occasion::again(knowledge, leaning, memory, query)
        || stood::stood(leaning, memory, query)
        || stood::over_again(leaning, memory, query)
        || stood::ranked(leaning, memory, query)
        || stood::either(leaning, memory, query)
        || stood::back_there(leaning, memory, query)
        || comparing::beside_them(leaning, memory, query)
        || comparing::apart(leaning, memory, query)
        || comparing::at_one_time(leaning, memory, query)
        || comparing::at_that_time_too(leaning, memory, query)
        || relate(knowledge, leaning, memory, query)
        || set::left_alone(knowledge, leaning, memory, query)
        || counted::counted(knowledge, leaning, memory, query)
        || counted::number_again(leaning, memory, query)
        || set::of_that_team(knowledge, leaning, memory, query)
        || topic::begun(leaning, memory, query)
        || topic::of_the_unnamed(knowledge, leaning, memory, query)
        || causes::another(leaning, memory, query)
        || causes::shared(leaning, memory, query)
        || bare::appointed(leaning, memory, query)
        || bare::since_alone(leaning, memory, query)
        || bare::leave(leaning, memory, query)
        || spoken_of::take(knowledge, leaning, memory, query)
}
