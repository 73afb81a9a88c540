# What a made-up language says in its own words.

sentence-end = !
list-more = { $list }, { $item }
list-last = { $list } ki { $item }
list-choice = { $list } ke { $item }
month = { $month }
date-day = { $year }/{ $month }/{ $day }
date-year = { $year }
moment = { $date }
on-moment = di { moment }
person-dated = { $person } ({ $date })
period-all = ti { $day }
period-in = em { $date }
period-until = ti { $until }
period-day = em { $date }
left-on = { $person } tovanet ul { $organisation } { $moment }
announced-on = { $person } anunset tovanu ul { $organisation } { $moment }
count-left =
    { $sized ->
        [yes] { $count } el { $size } fundari ul { $organisation } tovanet { $period }
       *[no] { $count } tovanet ul { $organisation } { $period }
    }
remain = { $count } el { $size } fundari restat em { $organisation }: { $people }
out-of-scope = Mi ni savi tu!
no-departure = Ni tovanu { $person } ul { $organisation } ti { $day }
