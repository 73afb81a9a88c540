# What the bot says on Discord besides answers: buttons, forms, help, settings, announcements. Names and hints of
# commands stand at the end. Buttons hold 80 characters, form labels 45, hints 100, names of commands 32.

## Under an answer

discord-understood = Understood as: { $question }
discord-as-of = As of { $date } · revision { $revision }
discord-page = page { $page } of { $pages }
discord-sources = Sources
discord-sources-of-answer = Sources of this answer
discord-more-sources =
    { $count ->
        [one] and { $count } more, by the button Sources
       *[other] and { $count } more, by the button Sources
    }
discord-further-sources = and { $count } more, linked by their numbers in the answer
discord-source-class =
    { $class ->
        [primary-statement] own statement
        [major-outlet] newsroom
        [syndicated-copy] copy of a newsroom’s text
        [trade-outlet] trade press
        [aggregator] aggregator
        [wiki] wiki
        [blog] blog
        [forum] forum
       *[content-farm] content farm
    }
discord-left-out =
    { $count ->
        [one] { $count } more statement was left out. A shorter question gets all of them.
       *[other] { $count } more statements were left out. A shorter question gets all of them.
    }
discord-timeline = Timeline
discord-helpful =
    { $count ->
        [0] Helpful
       *[other] Helpful · { $count }
    }
discord-unhelpful =
    { $count ->
        [0] Not helpful
       *[other] Not helpful · { $count }
    }
discord-wrong = Wrong or outdated?
discord-previous = Back
discord-next = More
discord-delete = Delete
discord-choose = Did you mean …?
discord-voted =
    { $vote ->
        [helpful] Thank you. Found helpful by { $helpful }, not by { $unhelpful }. You can change your vote at any time.
       *[unhelpful] Thank you. Found helpful by { $helpful }, not by { $unhelpful }. If something is wrong, the button beside it lets you say what.
    }

## The form for corrections

discord-correction-title = Wrong or outdated?
discord-correction-field = What is wrong?
discord-correction-field-hint = The last day, the reason, the new employer …
discord-correction-value = What should it say?
discord-correction-value-hint = As exactly as the source has it
discord-correction-source = Where does it say so? (https address)
discord-correction-source-hint = https://…
discord-correction-thanks = Thank you. A curator will compare it with the source. You can have it deleted at any time by /privacy.
discord-correction-bad-source = The source has to be an https address, so that a curator can read it. Nothing was kept.
discord-correction-unclear = Something was empty or too long. Nothing was kept.
discord-correction-full = Many corrections of yours are waiting for a decision already. Please come back when some are decided.

## Lines

discord-error = Something went wrong here. Please try again in a moment.
discord-stale = This button has expired. Ask again, and it will work.
discord-slow-down = That was a lot of questions at once. Please wait a few seconds.
discord-only-asker = Only the person who asked, or a moderator, can delete this answer.
discord-only-admins = Only those who manage this server can do that.
discord-only-servers = This works in servers only.
discord-not-here = The admins of this server chose other channels for public answers. With the option private you can ask here all the same.
discord-unclear-date = That date could not be read. Write a day, a month or a year: 2026-02-11, 2026-02 or 2026.
discord-nothing-to-check = That message has no text to check.
discord-unknown-organisation = The data know no organisation of that name. Choose one from the list.

## Questions that commands ask

discord-ask-person = Who is { $name }?
discord-ask-check = Is it true that { $claim }
discord-ask-sources = Where do you get this?
discord-ask-timeline =
    { $span ->
        [from] Timeline of departures from { $organisation } since { $from }
        [to] Timeline of departures from { $organisation } until { $to }
       *[between] Timeline of departures from { $organisation } between { $from } and { $to }
    }

## Help and privacy

discord-help =
    Ask about { $dataset } in plain words: mention me, reply to one of my answers, or write to me directly. Every sentence of an answer names its sources; where they disagree you see both versions; what no source says I do not guess. For example:
discord-help-commands =
    { $ask } asks anything, also as of a past date. { $person } and { $timeline } need only a name. { $check } checks a claim, and so does “Check this claim” in the menu of any message. { $sources } tells where all this comes from, { $privacy } what is stored.
discord-help-data = { $dataset }, as of { $date }: { $sources } sources, revision { $revision }. Exitnote { $version }.
discord-help-support = Help and complaints: { $address }
discord-role-hint = You mentioned my role, and Discord does not show me the text of such messages. Mention me by my own name, and I can read the question.
discord-privacy =
    {"**"}What is stored, and what is not**
    No message is stored. A question is read, answered and dropped; for ten minutes I remember in memory what it was about (a name, a date; no text), so that you can ask on.
    Stored are: your vote on an answer, a correction that you send, which channel watches for news and who set that, the settings of a server, and for two days the number of a message that was answered, so that it is answered once. If the admins of a server have switched it on, questions that got no answer are kept for review, without names, numbers and addresses, and without who asked.
    Nothing is passed on, and nothing is used to train a model. The button deletes your votes and corrections at once, and your name from subscriptions.
discord-forget = Forget me
discord-forgotten =
    Done. Deleted: votes { $votes }, corrections { $corrections }; your name was taken from subscriptions { $subscriptions }. What I remembered of our conversation is gone too.

## Settings

discord-settings = Settings of this server
discord-settings-saved = Saved. The settings are now:
discord-settings-channels = Answers in public
discord-settings-channels-all = in every channel I can see
discord-settings-channels-none = in no channel
discord-settings-language = Language
discord-settings-language-any = that of the person, else of the server
discord-settings-length = Length of answers
discord-settings-full = full
discord-settings-short = short
discord-settings-unanswered = Unanswered questions kept for review
discord-settings-on = yes
discord-settings-off = no
discord-settings-subscribers = Who may use /watch
discord-settings-admins = those who manage the server
discord-settings-everyone = everyone (allow the command to all under Integrations, too)
discord-unanswered = Questions that got no answer
discord-unanswered-line = { $count } × “{ $question }” (last on { $last }; { $reason })
discord-unanswered-empty = Every question got an answer so far.
discord-unanswered-off = Unanswered questions are not kept here. Switch that on with /settings change, option unanswered.

## Announcements

discord-new = New: the departure of { $person }
discord-changed = Changed in the record of { $person }: { $changes }
discord-changed-date = date
discord-changed-manner = manner
discord-changed-reason = reason
discord-changed-destination = destination
discord-changed-statement = statement
discord-changed-response = responses
discord-watch-started = { $channel } will hear of new and changed departures from { $organisation }.
discord-watch-stopped = { $channel } will hear no more of departures from { $organisation }.
discord-watch-list = These channels hear of new and changed departures:
discord-watch-none = No channel here hears of new departures. /watch start changes that.

## The picture of departures

picture-title = Departures from { $organisation }
picture-exact = the day is known
picture-span = some day in this span
picture-undated = no date stated
picture-remaining = still there
picture-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec

## Names and hints of commands

command-check-message = Check this claim
command-ask = ask
command-ask-hint = Ask about departures, with sources
command-ask-question = question
command-ask-question-hint = What you want to know, in plain words
command-ask-as-of = as-of
command-ask-as-of-hint = What was known on that day: 2026-02-11, 2026-02 or 2026
command-ask-private = private
command-ask-private-hint = Only you see the answer
command-person = person
command-person-hint = Who somebody is, and how they left
command-person-name = name
command-person-name-hint = The person’s name
command-timeline = timeline
command-timeline-hint = Departures in the order in which they happened
command-timeline-organisation = organisation
command-timeline-organisation-hint = Whose departures
command-timeline-from = from
command-timeline-from-hint = No earlier than: 2025-06-01, 2025-06 or 2025
command-timeline-to = to
command-timeline-to-hint = No later than: 2026-02-11, 2026-02 or 2026
command-check = check
command-check-hint = Is it true that …?
command-check-claim = claim
command-check-claim-hint = The claim, as you read or heard it
command-sources = sources
command-sources-hint = Where the answers come from
command-help = help
command-help-hint = What can be asked, how old the data are
command-privacy = privacy
command-privacy-hint = What is stored, and how to have it deleted
command-settings = settings
command-settings-hint = How Exitnote behaves in this server
command-settings-show = show
command-settings-show-hint = The settings as they are
command-settings-change = change
command-settings-change-hint = Language, length, review of unanswered questions, who may watch
command-settings-change-language = language
command-settings-change-language-hint = The language of answers
command-settings-change-language-any = that of the person
command-settings-change-length = length
command-settings-change-length-hint = How much an answer says
command-settings-change-length-full = full
command-settings-change-length-short = short
command-settings-change-unanswered = unanswered
command-settings-change-unanswered-hint = Keep questions that got no answer for review (off by default)
command-settings-change-subscribers = subscribers
command-settings-change-subscribers-hint = Who may use /watch
command-settings-change-subscribers-admins = those who manage the server
command-settings-change-subscribers-everyone = everyone
command-settings-channels = channels
command-settings-channels-hint = Where questions are answered in public
command-settings-channels-where = where
command-settings-channels-where-hint = In all channels, or only in chosen ones
command-settings-channels-where-everywhere = in all channels
command-settings-channels-where-also-here = in chosen ones, and in this one
command-settings-channels-where-not-here = no more in this one
command-settings-channels-channel = channel
command-settings-channels-channel-hint = The channel, if not this one
command-watch = watch
command-watch-hint = Announce new and changed departures in a channel
command-watch-start = start
command-watch-start-hint = Announce from now on
command-watch-start-organisation = organisation
command-watch-start-organisation-hint = Whose departures
command-watch-start-channel = channel
command-watch-start-channel-hint = Where to announce, if not here
command-watch-stop = stop
command-watch-stop-hint = Announce no more
command-watch-stop-organisation = organisation
command-watch-stop-organisation-hint = Whose departures
command-watch-stop-channel = channel
command-watch-stop-channel-hint = Which channel, if not this one
command-watch-list = list
command-watch-list-hint = Which channels hear of what
command-unanswered = unanswered
command-unanswered-hint = Questions that got no answer, if they are kept
