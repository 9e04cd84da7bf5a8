// title: Denials that the same speaker later took back, and affirmations later denied
// parameter a: actor, who speaks, itself or something OF it (optional)
// rows: contradictions.py
// example: goodoffices questions reversed-denials
// The same deepest speaker denies that an event occurred and affirms it on a surely later day, or the other way round.
// A claim's day is when it was said, else when its document was published. One row per `later` claim, with the latest
// `earlier` one that it reverses, and the `direction`: denied_then_affirmed or affirmed_then_denied. Python looks for
// them in `disputed-events`, and for what an actor says in `claims-of`.
