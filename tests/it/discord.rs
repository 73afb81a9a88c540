//! The bot on Discord: the real adapter, serenity client and all, against the loopback Discord, with the shipped data.
//!
//! Every test ends with the loopback's own check of every request against Discord's rules, and with their check against
//! Discord's `OpenAPI` description. Rules marked *loopback* below are among those: breaking one fails every test.
//! Names are `file::test`, in this folder unless they begin with `src`.
//!
//! | rule | tested by, or why not |
//! | --- | --- |
//! | 1 no privileged intent | `connection::no_privileged_intent_is_asked_for`; loopback, which closes with 4014 otherwise |
//! | 2 message content by option only | there is no such option; 4014: `connection::final_close_codes_end_the_program_with_one_line` |
//! | 3 both forms of mention | `asking::both_forms_of_a_mention_are_answered` |
//! | 4 managed role | `words::the_role_counts_as_a_mention`, `loopback::without_the_privileged_intent_only_what_names_the_bot_has_text` |
//! | 5 no answer to @everyone | `asking::what_is_not_meant_for_the_bot_is_left_alone` |
//! | 6 replies follow up | `asking::a_reply_follows_up`, `answers::a_reply_follows_up_after_a_restart_too`, `words::a_reply_without_a_ping_or_without_words_is_left_alone` |
//! | 7 empty mention | `asking::help_and_privacy` |
//! | 8 no answer to bots | `asking::what_is_not_meant_for_the_bot_is_left_alone` |
//! | 9 what is stored | `asking::help_and_privacy`, `answers::a_correction_needs_a_source_and_lands_in_the_queue` |
//! | 10 no unsolicited messages | `servers::a_reload_is_announced_once_in_every_channel_that_watches`; every other send answers somebody |
//! | 11 no training | nothing is trained at run time; no test can show more |
//! | 12 answered in three seconds | `faults::a_slow_bot_acknowledges_first` |
//! | 13 token's life | each effort ends within 30 s: `src/discord/rest.rs`; loopback |
//! | 14 answered once | `faults::an_unknown_interaction_is_not_tried_again`; loopback |
//! | 15 flags at deferral | loopback; `faults::a_slow_bot_acknowledges_first` |
//! | 16 errors are ephemeral | `answers::stale_and_forged_ids_get_a_civil_line`, `servers::only_admins_change_settings_and_they_take_effect`, `servers::who_is_no_admin_is_refused_whatever_discord_let_through` |
//! | 17 autocomplete | `commands::completions_are_unique_short_and_quick`; loopback |
//! | 18 untrusted autocomplete | `commands::each_command_answers` |
//! | 19, 20, 21 forms, buttons, menus | loopback, over all of `answers` |
//! | 22 custom ids | `answers::buttons_work_after_a_restart`, `answers::buttons_of_follow_ups_work_after_a_restart`, `answers::a_button_whose_answer_is_gone_says_so`, `answers::stale_and_forged_ids_get_a_civil_line`, `src/discord/custom_id.rs` |
//! | 23 whose button | `answers::only_who_asked_or_a_moderator_deletes_an_answer` |
//! | 24 user installs | one message an interaction: `commands::commands_work_in_threads_posts_direct_messages_and_groups` |
//! | 25 payload before fetching | `faults::without_embeds_the_same_is_said_as_text`: no request but the answer |
//! | 26 HTTP interactions | not offered |
//! | 27 locale | `words::answers_come_in_the_language_of_the_question` |
//! | 28, 29 shape of commands | loopback, at each registration |
//! | 30 global, only when changed | `commands::commands_are_registered_globally_and_only_when_they_changed` |
//! | 31 switching scope | there is one scope, the global one |
//! | 32 types and contexts | `commands::commands_are_registered_globally_and_only_when_they_changed` |
//! | 33 admin commands | the same, and `servers::who_is_no_admin_is_refused_whatever_discord_let_through` |
//! | 34 help | `asking::help_and_privacy` |
//! | 35 command mentions | `asking::help_and_privacy` |
//! | 36 localised names | `commands::every_wording_is_there_in_every_language` |
//! | 37 nobody is pinged | `words::nobody_is_ever_pinged`; loopback |
//! | 38 lengths | loopback; every page of every answer in `src/discord/outbound.rs` |
//! | 39 overflow at statements | `answers::pages_lead_through_every_statement_and_keep_their_sources` |
//! | 40 UTF-16 | `src/discord/text_limits.rs`, `src/discord/custom_id.rs` |
//! | 41 components V2 | not used |
//! | 42 no unfolding | `faults::without_embeds_the_same_is_said_as_text`; loopback |
//! | 43 escaping, masked links | `words::odd_questions_get_a_civil_reply`, `src/render/markdown.rs` |
//! | 44 dates as text | `asking::a_mention_is_answered_as_a_reply_with_sources` |
//! | 45 references | `asking::a_mention_is_answered_as_a_reply_with_sources`, `faults::where_it_may_not_read_what_was_said_the_bot_answers_without_a_reference`; loopback |
//! | 46 nonce | `faults::a_message_survives_failures_and_is_posted_once` |
//! | 47 permissions first | `faults::where_it_may_not_write_the_bot_stays_quiet`, `src/discord/permissions.rs` |
//! | 48 images | `commands::each_command_answers`; a timeline is far below the smallest limit |
//! | 49 removable by the asker | `answers::only_who_asked_or_a_moderator_deletes_an_answer` |
//! | 50 typing | not used |
//! | 51, 52, 53 limits | `src/discord/limits.rs`, `faults::a_message_survives_failures_and_is_posted_once` |
//! | 54 refused requests | `src/discord/limits.rs`, `connection::a_token_refused_later_ends_the_program` |
//! | 55 no retry of 404 | `faults::an_unknown_interaction_is_not_tried_again`, `faults::a_refusal_is_not_repeated` |
//! | 56 bounded retries | `faults::a_message_survives_failures_and_is_posted_once` |
//! | 57, 58 user agent, version | serenity's constants; loopback, which serves `/api/v10` only |
//! | 59 missing heartbeat answer | `connection::an_unanswered_heartbeat_leads_to_a_resume_and_nothing_is_lost` |
//! | 60 heartbeat on request | serenity's |
//! | 61 resume | `connection::it_comes_back_after_every_passing_trouble`; at which address: `src/discord/relay.rs` |
//! | 62 invalid session | `connection::it_comes_back_after_every_passing_trouble` |
//! | 63 close codes | `connection::final_close_codes_end_the_program_with_one_line`, `connection::after_any_other_close_code_it_resumes_at_once_or_starts_anew`, on the executable `serve::a_final_close_code_is_one_line_and_a_status_that_no_restart_cures` |
//! | 64 no close code | `connection::it_comes_back_after_every_passing_trouble` |
//! | 65 graceful stop | `connection::stopping_finishes_what_is_in_flight`, `connection::stopping_does_not_wait_for_ever` |
//! | 66 gateway sends | the bot sends nothing but what serenity must |
//! | 67 session limit first | `connection::the_last_sessions_that_discord_grants_are_left_alone` |
//! | 68 identifies a day | `connection::a_used_up_session_limit_is_respected`, `store`; each is counted before it is sent |
//! | 69 shards | as many as Discord recommends, started by serenity; the loopback has one |
//! | 70 unknown events | `connection::it_comes_back_after_every_passing_trouble`, `connection::an_interaction_that_cannot_be_read_is_still_answered` |
//! | 71 outages are no farewell | `servers::a_server_that_is_left_is_forgotten_and_one_that_is_down_is_not` |
//! | 72 silence | `connection::an_unanswered_heartbeat_leads_to_a_resume_and_nothing_is_lost`; a watchdog ends the program after three minutes without a session, too long for a test |
//! | 73, 74, 75 listing | the operator's part, on Discord's site |

#![expect(
    clippy::unwrap_used,
    reason = "a test's helpers may panic as the test itself may"
)]

mod answers;
mod asking;
mod commands;
mod connection;
mod faults;
pub(crate) mod rig;
mod servers;
mod table;
mod words;

pub(crate) use rig::Rig;
