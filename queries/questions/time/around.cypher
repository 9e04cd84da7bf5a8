// title: What else took place between an event's participants, some months before and after it
// parameter event: text, an event's id or the beginning of one
// parameter months: number, how many before its first and after its last day, 6 unless given (optional)
// rows: around.py
// example: goodoffices questions around -p event=633700a8 -p months=12
// The statement finds the event, who takes part in it or in the event that it is about, and whom they act for. One row
// per other event (shared-events) in which two of these sides take part, themselves or through something OF them.
// "side" is "before" if it was surely over before the event's first day, "after" if it surely began after its last, else
// "overlapping". Where the event has no first or last day, the time is open on that side. Events without a date are
// counted and left out.
MATCH (e:Event {id: $event})
RETURN e.id AS event_id, e.date_start AS date_start, e.date_end AS date_end, coalesce($months, 6) AS months,
  COLLECT {
    MATCH (e)-[c:CONCERNS]->(x:Actor)
    UNWIND c.fillers AS filler
    WITH filler, collect(DISTINCT x.id) AS sides
    RETURN {id: filler, of: [side IN sides WHERE side <> filler]}
  } AS participants
