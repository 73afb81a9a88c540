# Every sentence of a reply, in English. See config/README.md for how a wording gets its values.

## Parts of sentences

sentence-end = .
list-more = { $list }, { $item }
list-last = { $list } and { $item }
list-choice = { $list } or { $item }
month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-part = { $part } { $whole }
date-season = { $season } { $year }
date-week = the week of { $monday }
date-either-day = { $first } or { $second } { $month } { $year }
date-either = { $first } or { $second }
date-between = some time between { $from } and { $until }
date-by = no later than { $date }
date-about = about { $date }
zone =
    { $zone ->
        [utc] UTC
        [us-pacific] US Pacific time
        [us-eastern] US Eastern time
        [asia] East Asian time
        [europe] Central European time
       *[other] { $zone }
    }

# A date, with what the same moment is in other zones where that changes the day.
moment =
    { $shift ->
        [yes]
            { $timed ->
                [yes] { $date } at { $time } { $zone } ({ $elsewhere } by { $zones })
               *[no]
                    { $zone ->
                        [none] { $date } ({ $elsewhere } by { $zones })
                       *[other] { $date }, { $zone } ({ $elsewhere } by { $zones })
                    }
            }
       *[no] { $date }
    }
# The same as what follows "left": "on 13 August 2025", "in April 2024".
on-moment =
    { $grain ->
        [day] on { moment }
        [period] in { moment }
       *[none] { moment }
    }
person-dated =
    { $dated ->
        [yes] { $person } ({ $leave ->
            [yes] on leave from{" "}
           *[no] {""}
        }{ $date })
        [announced] { $person } (announced { $date })
        [reported] { $person } (reported { $date })
       *[no] { $person } (no date stated)
    }
source-copy = { $newsroom } via { $publisher }
period-all = by { $day }
period-in = in { $date }
period-day = on { $date }
period-range = between { $from } and { $until }
period-since = since { $from }
period-until = by { $until }
period-anchor =
    { $relation ->
        [in-wave] in { $anchor }
        [same-day] on the same day as { $anchor }
        [same-week] in the same week as { $anchor }
        [same-month] in the same month as { $anchor }
        [by]
            { $what ->
                [person] by the time { $anchor } left
               *[topic] by { $anchor }
            }
        [as-of]
            { $what ->
                [person] when { $anchor } left
               *[topic] at the time of { $anchor }
            }
       *[other] { $relation } { $anchor }
    }
gap-days =
    { $days ->
        [0] on the same day
        [one] { $days } day
       *[other] { $days } days
    }
gap-days-range = { $least } to { $most } days
gap-days-most =
    { $days ->
        [one] at most { $days } day
       *[other] at most { $days } days
    }
gap-months =
    { $months ->
        [0] less than a month
        [one] about { $months } month
       *[other] about { $months } months
    }
gap-months-range = { $least } to { $most } months
gap-at-least = at least { $months } months
gap-unknown = an unknown time
## Claims

predicate = { $person } { $text }
# A person as the subject of a sentence, and what stands for the subject of the sentence before; nothing: the name is said again.
subject = { $person }
subject-again = {""}
# The zone whose days lists show, where it is not that of the sources: utc, us-pacific, us-eastern, asia or europe.
calendar = {""}
sentence = { $text }
attributed =
    { $class ->
        [primary-statement] According to { $source }, { $text }
        [major-outlet] According to { $source }, { $text }
        [syndicated-copy] According to { $source }, { $text }
        [trade-outlet] According to { $source }, { $text }
        [aggregator]
            { $others ->
                [0] According to one aggregator, { $source }, { $text }
                [one] According to { $source } and one other page, { $text }
               *[other] According to { $source } and { $others } other pages, { $text }
            }
        [wiki] According to a wiki, { $source }, { $text }
        [blog]
            { $others ->
                [0] According to one blog, { $source }, { $text }
                [one] According to { $source } and one other page, { $text }
               *[other] According to { $source } and { $others } other pages, { $text }
            }
        [forum] According to a forum post, { $source }, { $text }
       *[content-farm]
            { $others ->
                [0] One unreliable page, { $source }, says: { $text }
               *[other] According to { $source } and other weak pages, { $text }
            }
    }
# The same where the sentence before names the same source.
attributed-again = According to the same source, { $text }
refuted = { $source } says: “{ $text }”. That is not so: { $because }
because-better = The first version is better supported: { $text }
because-open = Why two dates are possible: { $text }
answer-undated = The day of the reply itself is not recorded; that of the departure is:
as-published = This goes by what had been published by { $day }.
remark-on-report = To weigh that: { $text }
# Of the version that is not the better supported one.
because-other = On the other version: { $text }
# Two replies side by side, each a whole sentence.
remarks = { $first } { $second }
place-of-everybody =
    { $ordinal ->
        [1] The first of everybody recorded
        [2] The second of everybody recorded
        [3] The third of everybody recorded
        [-1] The last of everybody recorded
        [-2] The second-last of everybody recorded
       *[other] Number { $place } of everybody recorded
    } was { $person }
left-on =
    { $manner ->
        [on-leave] { $person } went on leave from { $organisation } { $moment }
        [retired] { $person } retired from { $organisation } { $moment }
        [died] { $person }, of { $organisation }, died { $moment }
       *[other] { $person } left { $organisation } { $moment }
    }
announced-on =
    { $manner ->
        [removed] the departure of { $person } from { $organisation } was announced { $moment }
        [on-leave] the leave of { $person } from { $organisation } was announced { $moment }
        [retired] the retirement of { $person } from { $organisation } was announced { $moment }
        [died] the death of { $person }, of { $organisation }, was announced { $moment }
       *[other] { $person } announced a departure from { $organisation } { $moment }
    }
reported-on = { $person }'s departure from { $organisation } was reported { $moment }
returned = { $person } is recorded at { $organisation } again from { $date }
weekday =
    { $date } was a { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }
no-return = No return of { $person } to { $organisation } is recorded up to { $day }
left-all-of = { $people } left each of { $organisations }
nobody-left-each = No one is recorded as having left each of { $organisations } { $period }.
no-members = Nobody is recorded among the { $kinds } of { $organisation }.
nobody-at-each = Nobody is recorded at each of { $organisations }.
most-left =
    Of { $organisations }, { $organisation } has the most recorded departures: { $departures }
count-together =
    { $count ->
        [one] 1 person left
       *[other] { $count } people left
    } { $organisations } taken together, in { $departures ->
        [one] 1 departure
       *[other] { $departures } departures
    }
times-left-so = Of the recorded departures of { $person } from { $organisation }, { $total } in all, { $count ->
        [0] none is
        [one] 1 is
       *[other] { $count } are
    } recorded as { $manner ->
        [removed] a removal
        [resigned] a resignation
        [retired] a retirement
        [on-leave] a leave
        [stepped-back] stepping back
       *[other] of that manner
    }
returned-of-these = Of these, { $people } came back to { $organisation } later
leaves-apart = A leave is not counted as leaving: { $people }
times-left = { $person } left { $organisation } { $count ->
        [one] once
        [2] twice
       *[other] { $count } times
    }
returned-and-left = Of these, { $people } came back to { $organisation } and left again
left-undated = { $person } left { $organisation }; no source gives a date
gone-by = { $person } is named as gone from { $organisation } by { $date }; no source gives the date itself
also-announced = { $person } announced it { $moment }
also-effective = { $person }'s last day was { $moment }
version-date = it was { $moment }
side-of-day =
    { $relation ->
        [before] { $person } left { $organisation } before that
        [after] { $person } left { $organisation } after that
        [until] { $person } had left { $organisation } by then, and not after it
        [since] { $person } left { $organisation } no sooner than that
       *[in] { $person } left { $organisation } neither before nor after it, but at that very time
    }
side-unsettled = whether { $person } left before or after it, the recorded dates do not settle
version-refuted =
    { $reasoned ->
        [yes] { $source } gives { $moment }, which does not hold: { $because }
       *[no] { $source } gives { $moment }, which does not hold
    }
no-reason = No page read gives a reason of { $person }'s own
nobody-names-cause =
    { $total ->
        [one] The one who left { $organisation } is not recorded as having named that as a reason
       *[other] None of the { $total } who left { $organisation } is recorded as having named that as a reason
    }
no-exact-day = The sources recorded here give no exact day for { $person }
gave-no-reason =
    { $more ->
        [0] No public reason of their own is recorded for { $people }
       *[other] No public reason of their own is recorded for { $people } and { $more } more
    }
blames =
    { $own ->
        [0] { $people } gave no such reason in their own words; reports on why they left name { $person }
       *[other] Recorded reasons for the departures of { $people } name { $person }
    }
blames-nobody =
    { $total ->
        [one] No recorded reason for that departure names { $person }
       *[other] No recorded reason for { $total } departures from { $organisation } names { $person }
    }
no-single-cause =
    { $stated ->
        [0] { $reported ->
            [0] No cause was stated by any of the { $total } who left { $organisation }
           *[other] { $total ->
                [one] No reason of their own was stated by the one who left { $organisation }; others report one
               *[other] None of the { $total } who left { $organisation } stated a reason of their own; others report one for { $reported } of them
            }
        }
        [one] There is no single stated cause: of { $total } who left { $organisation }, { $stated } gave a reason in public
       *[other] There is no single stated cause: of { $total } who left { $organisation }, { $stated } gave reasons in public, each their own
    }
said =
    { $quoted ->
        [yes] { $person } { $text }: “{ $quote }”
       *[no] { $person } { $text }
    }
said-nothing = no statement by { $person } was found
responded =
    { $quoted ->
        [yes] on the departure of { $person }, { $speaker } { $text }: “{ $quote }”
       *[no] on the departure of { $person }, { $speaker } { $text }
    }
manner =
    { $glossed ->
        [yes] { $person } { $text }
       *[no]
            { $kind ->
                [resigned] { $person } left { $organisation } by their own decision
                [stepped-back] { $person } stepped back at { $organisation }
                [removed] { $person } was removed from { $organisation }
                [moved] { $person } moved within the group
                [on-leave] { $person } took a leave from { $organisation }
                [retired] { $person } retired
                [died] { $person } died
               *[unclear] it is not settled whether { $person } resigned or was removed
            }
    }
manner-refuted =
    { $kind ->
        [removed] { $source } says that { $person } was removed. That is not so: { $because }
       *[other] { $source } describes it differently. That is not so: { $because }
    }
list-manner =
    { $kind ->
        [resigned] Left by their own decision, as far as is stated
        [stepped-back] Stepped back
        [removed] Removed
        [moved] Moved within the group
        [on-leave] On leave
        [retired] Retired
        [died] Died
        [none] No source says in which manner they left
       *[unclear] Not settled whether they resigned or were removed
    }{ $counted ->
        [yes] {" "}({ $count })
       *[no] {""}
    }: { $people }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
no-manner = no source says in which manner { $person } left
last-of-them = of those of them who left, the last to go was { $person }
since-when-not-stated = The sources do not say since when. What they record:
nobody-runs = Nobody is recorded as running it as of { $day }; those who did have left.
amount-beside = Not quite: the sources have that amount for a part of it or beside another one.
share-in-percent = that is about { $percent } per cent of the { $group } of { $organisation }
other-post-held = No source says that { $person } held that post.
nothing-further = Nothing later than this is recorded:
no-destination = no source says where { $person } went
not-gone-to = No source here says that { $person } went to { $organisation }.
destination-unknown =
    { $more ->
        [0] Nothing is stated on where { $people } went
       *[other] Nothing is stated on where { $people } and { $more } more went
    }
role-at =
    { $over ->
        [yes]
            { $founder ->
                [yes] { $person } was a { $role } of { $organisation }
               *[other] { $person }'s role at { $organisation } was { $role }
            }
       *[other] { $person } is recorded at { $organisation } as { $role }
    }
post-since = { $person } is recorded as { $role } at { $organisation } from { $date }
among-founders = { $person } is among the { $group } of { $organisation }

## Counts and lists

count-left =
    { $sized ->
        [yes]
            { $counted ->
                [yes] { $count } of { $size } { $group } of { $organisation }, counting { $counting } among the { $size }, left { $period }
               *[no] { $count } of { $size } { $group } of { $organisation } left { $period }
            }
       *[no]
            { $departures ->
                [one] { $departures } departure{ $kind ->
                    [anyone] {""}
                   *[other] {" "}of { $kinds }
                } from { $organisation } is recorded { $period }
               *[other] { $departures } departures{ $kind ->
                    [anyone] {""}
                   *[other] {" "}of { $kinds }
                } from { $organisation } are recorded { $period }
            }{ $repeated ->
                [yes] { $count ->
                    [one] , all of one person
                   *[other] , of { $count } people
                }
               *[no] {""}
            }
    }{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }
kind-many =
    { $kind ->
        [founder] founders
        [executive] executives
        [staff] members of staff
       *[anyone] people
    }
# What narrows a count, in brackets behind it.
filter-role = only those whose role says “{ $role }”
filter-formerly = only those once at { $organisation }
filter-team = only those recorded as having worked on { $topic }
filter-reason =
    { $named ->
        [yes] for the reason { $reason }
       *[no] only those with { $reason } among the recorded reasons
    }
filter-manner =
    { $named ->
        [yes] { $manner ->
            [removed] whether removed
            [stepped-back] whether stepping back
            [on-leave] whether on leave
            [retired] whether retired
            [died] whether died
           *[unclear] whether unclear
        }
       *[no] { $manner ->
            [removed] only those recorded as removed
            [stepped-back] only those recorded as stepping back
            [on-leave] only those recorded as on leave
            [retired] only those recorded as retired
            [died] only those recorded as having died
           *[unclear] only those whose manner of leaving is unclear
        }
    }
filter-venture =
    { $kind ->
        [fund] only those with a fund of their own
        [math] only those with a venture of their own in mathematics
        [safety] only those with a venture of their own in AI safety
       *[any] only those with a venture of their own
    }
filter-left-again = only those who left more than once
filter-not-back = only those who have not come back
filter-lacking =
    { $fact ->
        [reason] only those of whom no reason of their own is recorded
        [statement] only those of whom no statement on leaving is recorded
       *[destination] only those of whom no destination is recorded
    }
filter-among = among those named before
filter-blamed = because of { $person }
filter-other-manner =
    { $manner ->
        [resigned] without those who left by their own decision
        [removed] without those recorded as removed
        [stepped-back] without those recorded as stepping back
        [moved] without those who moved
        [retired] without those recorded as retired
        [died] without those who died
       *[unclear] without those of whom it is unclear
    }
filter-without = without { $who }
reason-kind =
    { $reason ->
        [health] health
        [burnout] burnout
        [family] family
        [safety] safety
        [research] research
        [venture] a venture of their own
        [rest] rest
        [performance] performance
        [dispute] a dispute
        [reorganisation] a reorganisation
        [conviction] convictions
        [hours] working hours
        [money] money
       *[other] other matters
    }
count-period =
    { $count } left { $period }{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }: { $people }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
count-none =
    { $beyond ->
        [yes] By name, no
       *[no] No
    } departure of { $kind ->
        [anyone] anybody
       *[other] any of the { $kinds }
    } from { $organisation } { $filtered ->
        [yes] { $period } is recorded under this limit: { $filters }
       *[no] is recorded { $period }
    }
count-by-zone =
    By the clock of one time zone or another, { $count ->
        [one] { $count } departure
       *[other] { $count } departures
    } from { $organisation } { $count ->
        [one] falls
       *[other] fall
    } { $period }
most-recent = The most recent recorded departure is that of { $person }
first-recorded = The first recorded departure is that of { $person }
nobody =
    No departure of { $kind ->
        [anyone] anybody
       *[other] any of the { $kinds }
    } from { $organisation } { $filtered ->
        [yes] { $period } is recorded under this limit: { $filters }
       *[no] is recorded { $period }
    }
left-each = { $people } left { $organisation }
list-dated =
    { $headed ->
        [yes]
            { $named ->
                [yes] { $group }
               *[no]
                    { $kind ->
                        [founder] Founders
                        [executive] Executives
                        [staff] Staff
                       *[anyone] People
                    }
            } ({ $count }): { $people }
       *[no] { $people }
    }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
list-perhaps =
    { $open ->
        [venture] Perhaps also, though most sources say nothing of it: { $people }
       *[date] Perhaps also, since the dates do not settle it: { $people }
    }
since-gone-from = { $people } has since left { $organisation } as well
same-day-elsewhere = by { $zone } both fell on { $date }
calendar-differs = The day depends on the time zone for { $person }: { $moment }
remain =
    { $count ->
        [0]
            { $sized ->
                [yes] None of the { $size } { $group } of { $organisation } remained { $when }
               *[no]
                    { $complete ->
                        [yes] Nobody is recorded at { $organisation } { $when }
                       *[no] The data hold those { $kind ->
                            [executive] executives
                            [staff] members of staff
                           *[anyone] people
                        } of { $organisation } whose departure was in the news; who of the others remained { $when } they do not say
                    }
            }
       *[other]
            { $sized ->
                [yes] { $count } of the { $size } { $group } of { $organisation } remained { $when }: { $people }
               *[no] Without a recorded departure from { $organisation } { $when }: { $people }
            }
    }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }
remain-on = on { $day }
remain-beside =
    { $before ->
        [yes] before { $person } left
       *[no] after { $person } left
    }
remain-perhaps = Perhaps still there then, since the date is not known well enough: { $people }
return-unexplained = No source read says why { $person } came back.
remain-on-leave =
    { $past ->
        [yes] On leave then, and not gone: { $people }
       *[no] On leave, and not gone: { $people }
    }
remain-others =
    { $past ->
        [yes] Beyond that group, no departure by that day is recorded of { $people }{ $more ->
                [0] {""}
               *[other] {" "}and { $more } more
            }; this is no full list of who worked there
       *[no] Beyond that group, no departure is recorded of { $people }{ $more ->
                [0] {""}
               *[other] {" "}and { $more } more
            }; this is no full list of who works there
    }
count-came-from =
    { $count ->
        [0] { $kind ->
            [anyone] Nobody
           *[other] None of the { $kinds }
        } is recorded as having worked at { $employers }
       *[other] { $count } { $kind ->
            [anyone] { $count ->
                [one] person is
               *[other] people are
            }
           *[other] of the { $kinds } { $count ->
                [one] is
               *[other] are
            }
        } recorded as having worked at { $employers }: { $people }
    }{ $weak ->
        [0] {""}
       *[other] ; only weak sources say so of { $doubtful }
    }{ $apart ->
        [0] {""}
       *[other] {" "}(as students or interns only: { $learners })
    }
members =
    { $sized ->
        [yes]
            { $counted ->
                [yes] { $organisation } had { $count } { $group }, counting { $counting } ({ $rest } without): { $people }
               *[no] { $organisation } had { $count } { $group }{ $filtered ->
                    [yes] {" "}({ $filters })
                   *[no] {""}
                }: { $people }
            }
       *[no] Recorded at { $organisation }: { $people }
    }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
timeline-heading =
    { $kind ->
        [anyone] Departures from { $organisation }{ $mixed ->
            [yes] , of everybody recorded
           *[no] {""}
        }, in order
       *[other] Departures of { $kinds } from { $organisation }, in order
    }{ $more ->
        [0] {""}
       *[other] {" "}(the first ones; { $more } more are recorded)
    }
timeline-entry =
    { $dated ->
        [yes] { $place }. { $person }: { $moment }{ $leave ->
            [yes] {" "}(leave)
           *[no] {""}
        }
        [announced] { $place }. { $person }: announced { $moment }{ $leave ->
            [yes] {" "}(leave)
           *[no] {""}
        }
        [reported] { $place }. { $person }: reported { $moment }{ $leave ->
            [yes] {" "}(leave)
           *[no] {""}
        }
       *[no] { $place }. { $person }: no date stated
    }
latest = The latest: { $people }
# How many left in which months.
busiest-month =
    The most departures{ $kind ->
        [anyone] {""}
       *[other] {" "}of { $kinds }
    } recorded for one { $unit } are { $count }, in { $period }{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }: { $people }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
reason-by-others = Others, and not they themselves, name a reason for { $people }
months-next = Behind it: { $periods }
years-counted = By year: { $periods }
period-count = { $date }: { $count }
months-undated =
    { $count ->
        [one] { $count } more departure is not dated to one { $unit }
       *[other] { $count } more departures are not dated to one { $unit }
    }
count-went-to =
    { $count ->
        [one] { $count } person is recorded by name as having gone from { $organisation } to { $target }
       *[other] { $count } people are recorded by name as having gone from { $organisation } to { $target }
    }{ $kind ->
        [anyone] {""}
       *[other] {" "}(only { $kinds })
    }
nobody-went-to =
    No source here says that { $among ->
        [yes] any of those named before
       *[no]
            { $kind ->
                [anyone] anybody
               *[other] any of the { $kinds }
            } from { $organisation }
    }{ $timed ->
        [yes] {" "}who left { $period }
       *[no] {""}
    } went to { $target }{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }
one-of = { $first } or { $second }
nobody-went-along = No source here names anybody who went from { $organisation } to { $target } together with { $people }
nobody-returned = No return to { $organisation } of anybody who left is recorded, as of { $day }.
nobody-came-from = No source here says that anybody at { $organisation } came from { $employer }

## Order and comparison

place =
    { $ordinal ->
        [1] { $person } was the first
        [2] { $person } was the second
        [3] { $person } was the third
        [-1] { $person } was the last
        [-2] { $person } was the second-last
       *[other] { $person } was number { $place }
    } of { $among ->
        [yes] the { $total }
       *[no] { $total }
    } { $kind ->
        [anyone] people
       *[other] { $kinds }
    }{ $among ->
        [yes] {" "}named before
       *[no] {""}
    } to leave { $organisation }{ $timed ->
        [yes] {" "}{ $period }
       *[no] {""}
    }{ $dated ->
        [yes] : { $moment }
        [announced] , announced { $moment }
        [reported] , reported { $moment }
       *[no] {""}
    }
place-of =
    { $person } was number { $place } of { $total } { $kind ->
        [anyone] people
       *[other] { $kinds }
    } to leave
places =
    The { $end ->
        [first] first
       *[last] last
    } { $count } of the recorded { $kinds } to leave { $organisation }{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }: { $people }
place-unsure = The order beside { $people } is not certain, since the dates overlap
fewer-than-that = Only { $count } departures are recorded { $period }
beside =
    { $relation ->
        [before] before { $anchor }, the last { $kind ->
            [anyone] to leave
           *[other] of the { $kinds } to leave
        } was { $person }
       *[after] after { $anchor }, the next { $kind ->
            [anyone] to leave
           *[other] of the { $kinds } to leave
        } was { $person }
    }{ $dated ->
        [yes] : { $moment }
        [announced] , announced { $moment }
        [reported] , reported { $moment }
       *[no] {""}
    }
nobody-beside =
    { $relation ->
        [before] Nobody is recorded as leaving before { $anchor }
       *[after] Nobody is recorded as leaving after { $anchor }
    }
left-first =
    { $asked ->
        [last] { $second } stayed on longer: { $first } left first
       *[first] { $first } left before { $second }
    }{ $noted ->
        [yes] {""}
       *[no] ; between the two lay { $gap }
    }
left-same-day = { $first } and { $second } left on the same day
order-unknown = The sources do not settle whether { $first } or { $second } left first
in-order = In order: { $people }
interval = between the departures of { $first } and { $second } lay { $gap }
interval-events = between { $first } ({ $since }) and { $second } ({ $until }) lay { $gap }
left-beside-event =
    { $relation ->
        [before] { $person } left before { $topic } ({ $moment }); between the two lay { $gap }
        [after] { $person } left after { $topic } ({ $moment }); between the two lay { $gap }
        [same-day] { $person } left on the day of { $topic } ({ $moment })
       *[unknown] Whether { $person } left before or after { $topic } ({ $moment }) is not settled, since the dates overlap
    }
person-stayed = { $person } ({ $gap })
was-away = { $person } was away from { $organisation } from { $left } until { $from }: { $gap }
elapsed = between the departure of { $person } and { $day } lay { $gap }
stayed-longest = Longest recorded stay at { $organisation }{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }, of { $kinds } who left: { $person }{ $others ->
        [yes] {"; behind it "}{ $next }
       *[no] {""}
    }
stayed-shortest = Shortest recorded stay at { $organisation }{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }, of { $kinds } who left: { $person }{ $others ->
        [yes] {"; behind it "}{ $next }
       *[no] {""}
    }
stays-of-length = Recorded stays at { $organisation } of about that length{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }, of { $kinds } who left ({ $count }): { $people }
stayed-place = Number { $place } of the { $length ->
        [longest] longest
       *[other] shortest
    } recorded stays at { $organisation }{ $filtered ->
        [yes] {" "}({ $filters })
       *[no] {""}
    }, of { $kinds } who left: { $person }
stays-open =
    { $open ->
        [0] {""}
       *[other] “At least” means that no source gives the first day, so these stays may have been longer; an average cannot be given.{" "}
    }{ $silent ->
        [0] {""}
        [one] Of { $silent } more person who left, no beginning is recorded.
       *[other] Of { $silent } more people who left, no beginning is recorded.
    }
stayed-longer = { $person } stayed longer, by the recorded dates
stays-unsettled = The recorded dates do not settle who stayed longer
held-later = { $person } held the post of { $role } at { $organisation } after { $before }, from { $date }
joined =
    { $ended ->
        [yes] { $person } belonged to { $organisation } from { $date } (as far as recorded) until { $moment }: { $gap }
       *[no] { $person } belonged to { $organisation } from { $date }, as far as recorded
    }

## Verification

verdict =
    { $verdict ->
        [supported] Yes, the sources support that.
        [halfway] Yes, but not altogether.
        [away] On leave, and not gone.
        [returned] Yes, and has come back since.
        [partly] This much the sources state; beyond that they are silent.
        [unnamed] Not in that word: no page read says so. What is recorded:
        [gone] Gone, by all that is recorded.
        [reported] Reported by others, and not by their own account.
        [attributed] So others report.
        [mixed] Yes, but for what is told below as some page’s own account.
        [own-account] No source speaks of a removal; by their own account:
        [weakly] Yes, but only weak sources say so.
        [disputed] The sources do not agree on that.
        [refuted] No. It has been claimed, and it does not hold.
        [contradicted] No, the sources say otherwise.
        [apart] { $everybody ->
            [yes] Of the { $group }, yes: all but { $apart }, whom not every source counts among them; of everybody else the data hold no full list.
           *[no] Yes, all but { $apart }, whom not every source counts among them.
        }
        [exactly-half] Yes, exactly half, and no more than that.
        [in-part] For a part of that time: the departure falls into it.
        [likely] Yes, by the better supported date; not every source agrees.
        [unlikely] No, by the better supported date; not every source agrees.
        [other-post] No: the move is recorded, but not to that post.
        [silent] No source says so outright; no departure is recorded.
        [lately] Yes, by all that is recorded up to { $day }.
        [dead] No. Nothing of the kind is recorded.
        [inexact] The dates known are not exact enough to tell.
        [more] More than that, by the records.
        [fewer] No, fewer than that, by the records.
        [not-yet] Not by { $day }.
        [unrecorded] Nothing of the kind is recorded.
        [by-zone] No, though that depends on the time zone.
        [wrong] Yes, that is wrong.
        [right] No, it is right: the sources support it.
       *[unknown] The sources here do not say.
    }
evidence =
    { $state ->
        [said] That is what was said; whether it is right, no source here settles.
        [open] Not confirmed: the sources do not agree on that.
        [reported] Not by their own account: no reason of their own is recorded.
        [first-hand] Confirmed at first hand: a publication of the person's or the organisation's own is among the sources.
        [relayed] Confirmed in the person's own words, as others relay them; the publication itself is not among the sources.
        [newsrooms] Newsrooms report it; nothing first-hand is among its sources.
       *[weak] Not confirmed: neither anything first-hand nor a newsroom is among its sources.
    }
still-there = no departure of { $person } from { $organisation } is recorded up to { $day }
not-in-group = { $person } is not among the { $group } of { $organisation }
which-claim = Which claim do you mean? Name who is said to have done what. As a whole, this is recorded:

## Topics

topic-date = the date of { $topic } is { $moment }
version-topic-date = it was { $moment }
topic-not-stated =
    { $aspect ->
        [why] The sources do not state why; reasons given for { $topic } are commentary
        [when] The sources do not date { $topic }
        [who] The sources do not say who in the matter of { $topic }
        [how-much] The sources give no amount for { $topic }
        [how-many] The sources give no number for { $topic }
       *[other] The sources do not say this of { $topic }
    }
topic-not-yet = On { $day } nothing of that was known yet.

## Sources

sources-heading = { $count } sources, read up to { $day }. By kind:
sources-of-class =
    { $class ->
        [primary-statement] First-hand
        [major-outlet] Newsrooms
        [syndicated-copy] Copies of newsroom texts
        [trade-outlet] Specialised outlets
        [aggregator] Aggregators
        [wiki] Wikis
        [blog] Blogs
        [forum] Forums
       *[content-farm] Content farms
    }: { $count } (for example { $example })
sources-of-last =
    { $count ->
        [one] That rests on { $count } source
       *[other] That rests on { $count } sources
    }
sources-on =
    { $count ->
        [one] { $count } source on { $person }
       *[other] { $count } sources on { $person }
    }
sources-best = Of { $count } { $count ->
        [one] source
       *[other] sources
    } { $class ->
        [primary-statement] the first to trust:
        [major-outlet] the first to trust:
        [syndicated-copy] the first to trust:
       *[other] none is first-hand or a newsroom's; the best of them:
    } { $class ->
        [primary-statement] what those concerned published themselves
        [major-outlet] newsrooms
        [syndicated-copy] copies of newsroom texts
        [trade-outlet] specialised outlets
        [aggregator] aggregators
        [wiki] wikis
        [blog] blogs
        [forum] forums
       *[content-farm] content farms
    } ({ $best }){ $next ->
        [none] {""}
        [primary-statement] , then what those concerned published themselves
        [major-outlet] , then newsrooms
        [syndicated-copy] , then copies of newsroom texts
        [trade-outlet] , then specialised outlets
        [aggregator] , then aggregators
        [wiki] , then wikis
        [blog] , then blogs
        [forum] , then forums
       *[content-farm] , then content farms
    }{ $next ->
        [none] {""}
       *[other] {" "}({ $further })
    }.
sources-further =
    { $more ->
        [0] Further sources: { $sources }
       *[other] Further sources: { $sources } and { $more } more
    }
sources-on-topic =
    { $count ->
        [one] { $count } source on { $topic }
       *[other] { $count } sources on { $topic }
    }
class-primary-statement = first-hand
class-major-outlet = newsroom
class-syndicated-copy = copy of a newsroom text
class-trade-outlet = specialised outlet
class-aggregator = aggregator
class-wiki = wiki
class-blog = blog
class-forum = forum
class-content-farm = content farm
source-described =
    { $source } ({ $class ->
        [primary-statement] first-hand
        [major-outlet] newsroom
        [syndicated-copy] copy of a newsroom text
        [trade-outlet] specialised outlet
        [aggregator] aggregator
        [wiki] wiki
        [blog] blog
        [forum] forum
       *[content-farm] content farm
    }{ $dated ->
        [yes] , { $date }
       *[no] {""}
    }){ $caveated ->
        [yes] : { $caveat }
       *[no] {""}
    }
reliability = Sources are ranked by kind: first-hand statements, newsrooms and copies of their texts, specialised outlets, then aggregators, wikis, blogs and forums; what only a content farm says is told as the word of an unreliable page. What is wrong with a source is recorded with it. For the sources of one departure, ask “sources for …”.{ $faulty ->
        [yes] {" "}Some with recorded faults:
       *[no] {""}
    }
reliability-named = Sources are judged by their kind, and what is found wrong with one is recorded with it. On those that you name:
source-states = This is what { $source } is recorded as reporting on that.
source-beside = On that itself { $source } is not recorded; of those spoken of it says:
source-silent = { $source } is not recorded here as saying anything of that.
no-dispute = The sources recorded here do not disagree on { $person }.
no-disputes = The sources recorded here do not disagree on any date.

## About the bot

help = My subject is “{ $dataset }”: who left, when, why, where they went, who remains, how many, in which order, what was said, and whether a claim is true. Every statement carries its sources; where they disagree I show both versions, and where they say nothing I say so. Questions may name a past date (“as of 1 March 2026”), in { $languages }.
limits = My subject is “{ $dataset }”, up to { $day }. I decline predictions, opinions and advice, private matters (family, money, health, beyond what somebody said in public on leaving), departures from organisations that are not recorded here, and everything outside the subject. Where no source says something, I say so and do not guess.
about-bot = I am Exitnote, a bot that looks up answers in { $sources } sources; my subject is “{ $dataset }”. I am not a language model: I match your question against a table of intents and compose the answer from recorded claims, each with its citations. The program is open source; whoever set me up here runs me and keeps the data.
corrections = I can be wrong where my data are, since I only repeat what the recorded sources say. On Discord, the button “Wrong or outdated?” under an answer sends a correction, with the address of a source, to those who keep the data.
freshness = My data hold up to { $day }: { $departures } departures from { $sources } sources. I know nothing after that day.
privacy = I keep no message text. A server's admin may switch on a log of unanswered questions, which keeps the text without who asked. For follow-ups I remember for ten minutes what your last question was about, in memory only. Votes and corrections that you send are kept until you ask me to forget you.
greeting = Hello! Ask me who left, when, why, or whether a claim is true.
thanks = You are welcome.

## What is not answered

empty = Ask me a question, in words.
unsupported-language = Sorry, I do not speak that language. I answer in { $languages }.
out-of-scope = That is outside what I know. My only subject is “{ $dataset }”.
too-vague = I am not sure what you are asking. Could you put it another way?
no-records-of = I have no records of departures from { $organisation }. My subject is “{ $dataset }”.
unknown-bound = I cannot narrow the list by “{ $name }”: it is not in my data, has no date there, or would need a span around it. “Before” and “after” an event or a person work.
unknown-subject = Nobody called “{ $name }” is in my data, whose subject is “{ $dataset }”.
which-of-them = Which of them do you mean: { $people }?
which-person = Whom do you mean? Please name a person.
which-topic = Which event or term do you mean? Please name it.
nothing-known = The sources recorded here say nothing more of { $person }.
superior-not-stated = No source here says to whom { $person } reported.
facts-not-stated = The sources recorded here do not say that of { $person }.
not-stated =
    { $fact ->
        [reason] The sources do not say why { $person } left, as of { $day }.
        [destination] The sources do not say where { $person } went, as of { $day }.
        [statement] No public statement by { $person } on leaving is recorded, as of { $day }.
        [response] No response to the departure of { $person } is recorded, as of { $day }.
        [manner] The sources do not say in which manner { $person } left, as of { $day }.
        [successor] The sources do not say who took over from { $person }, as of { $day }.
       *[joining] The sources do not say when { $person } joined, as of { $day }.
    }
words-not-recorded = That was announced in public; the wording of { $person } is not in my data.
predecessor-not-stated = The sources do not say who held that post before { $person }, as of { $day }.
held-no-post = No post of { $person } at { $organisation } is recorded.
quote-not-found = No recorded statement holds these words.
quote-nearest = No recorded statement holds these words. The nearest on record:
nothing-said-then = The sources recorded here hold no statement by { $person } from that time.
said-in-public = Of this I can say only what was said in public on leaving:
nobody-holds = On { $day } nobody is recorded in that post at { $organisation } any more.
no-departure = The data record no departure of { $person } from { $organisation } up to { $day }.
beyond-the-data = My data end on { $day }, so I cannot say anything about a later time.
as-the-data-end = My data end on { $day }; nothing later than this is recorded.
decline-private = I do not answer that: I keep professional, public facts, and nothing of private life beyond what a person has said in public on leaving.
decline-prediction = I cannot tell the future, and no source can. I can say what has happened so far.
not-a-person = “{ $name }” is no person and holds no post, so there is no departure of it.
decline-opinion = I have no opinions. I can say what sources report.

## Suggested questions

ask-when = When did { $person } leave?
ask-why = Why did { $person } leave?
ask-where = Where did { $person } go?
ask-who-is = Who is { $person }?
ask-who-left = Who has left { $organisation }?
ask-last = Who was the last to leave { $organisation }?
ask-why-general = Why are people leaving { $organisation }?
ask-timeline = Timeline of departures from { $organisation }
ask-destinations = Where did people from { $organisation } go?
ask-all-left =
    { $named ->
        [yes] Have all the { $group } left { $organisation }?
       *[no] Has everybody left { $organisation }?
    }
ask-really-left = Did { $person } really leave?
ask-sources = Where do you get this?
ask-topic = What is { $topic }?

## How a question was understood

label-understood = Understood as

understood-nothing = Not understood
understood-somebody = somebody
understood-something = something
understood-somewhere = another organisation
understood =
    { $asked ->
        [when] When { $named ->
            [yes] { $people } left { $organisation }
           *[no] people left { $organisation }
        }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [why] Why { $named ->
            [yes] { $people } left { $organisation }
           *[no] people left { $organisation }
        }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [destination] Where { $named ->
            [yes] { $people } went after { $organisation }
           *[no] people went after { $organisation }
        }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [who-left] Which { $kinds } left { $organisation } { $period }{ $filtered ->
            [yes] {" "}({ $filters })
           *[no] {""}
        }
        [returned] Who came back to { $organisation }
        [why-back] Why { $people } came back to { $organisation }
        [when-back] When { $people } came back to { $organisation }
        [who-went-to] Who went from { $organisation } to { $others }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [remaining] Which { $kinds } remain at { $organisation }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [count] How many { $kinds } left { $organisation } { $period }{ $filtered ->
            [yes] {" "}({ $filters })
           *[no] {""}
        }
        [count-remaining] How many { $kinds } remain at { $organisation }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [members-jointly] Who belongs to { $organisation }
        [members] Who belongs to { $group ->
            [anyone] { $organisation }
           *[other] the { $kinds } of { $organisation }
        }
        [order] In which order people left { $organisation }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [place] Which place { $people } took in the order of departures from { $organisation }
        [months] In which month most people left { $organisation }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [stays] Who stayed longest or shortest at { $organisation }{ $named ->
            [yes] : { $people }
           *[no] {""}
        }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [compare] Who left first: { $people }{ $topical ->
            [yes] {" "}({ $topics })
           *[no] {""}
        }
        [interval] How long lay between departures{ $named ->
            [yes] : { $people }
           *[no] {""}
        }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [tenure] How long { $people } stayed at { $organisation }
        [profile] Who { $people } { $several ->
            [yes] are
           *[no] is
        }
        [contribution] What { $people } did and built
        [background] { $named ->
            [yes] Where { $people } came from
           *[no] Who came from { $others }
        }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [lead] Who ran what{ $topical ->
            [yes] {" "}({ $topics })
           *[no] {""}
        }
        [statement] What { $people } said
        [published] What { $source } reports{ $named ->
            [yes] {" "}of { $people }
           *[no] {""}
        }{ $topical ->
            [yes] {" "}({ $topics })
           *[no] {""}
        }
        [who-said] Who said what is quoted
        [verify-said] Whether { $people } said what is quoted
        [search] What is recorded of these words
        [response] What was answered to the departure of { $people }
        [manner] In which manner { $named ->
            [yes] { $people } left
           *[no] people left { $organisation }
        }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [successor] Who took over from { $people }
        [predecessor] Who held the post before { $people }
        [verify] Whether it is true: { $named ->
            [yes] { $people } and { $organisation }
           *[no] a claim about { $organisation }
        }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [verify-post] The role of { $people } at { $organisation }
        [verify-member] Whether { $people } belonged to { $organisation }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [verify-remains] Whether { $people } { $several ->
            [yes] are
           *[no] is
        } { $negated ->
            [yes] no longer
           *[no] still
        } at { $organisation }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [timeline] The timeline of departures from { $organisation }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [overview] What is going on at { $organisation }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [topic] About { $topics }{ $limited ->
            [yes] {" "}({ $limits })
           *[no] {""}
        }
        [sources] Where answers come from
        [reliability] How far sources are to be trusted
        [disputes] On what sources disagree
        [private] A question about private matters
        [prediction] A question about the future
        [opinion] A question for an opinion
       *[help] A question about this bot
    }
