// title: What has become of sanctions by a day: in force, waived, eased, lapsed or lifted
// parameter a: actor, who imposed them (optional)
// parameter b: actor, on whom (optional)
// parameter as_of: date, the last day that counts, else the last on which any of them is dated (optional)
// rows: sanction_chains.py
// example: goodoffices questions sanctions-today -p b=Libya -p as_of=2000
// One row per sender, target and type of sanction (null where no text tells it); an official or group stands for whom
// it is OF. An event of type "other" or of none counts for every type between the two. "status" is that of the last
// event: of all that no asserted event is surely after. Where these differ, because dates overlap or are missing, it is
// "unknown". "last" has the ids of these events, "disputed" says whether anybody denies one or its status, and "events"
// are all that may have happened by then. A sanction of whose end nobody tells stays as it last was. A sanction by or
// on nobody named makes no row and is counted. Filters keep the rows with an event that passes; --status goes by the
// row's. Python puts the rows together of what `sanctions` finds and `sanction-ends` says of it.
