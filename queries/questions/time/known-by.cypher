// title: What had happened by a day, and whether anybody had said so by then
// parameter day: date, the last day that counts
// parameter a: actor, whose events (optional)
// parameter b: actor, whom they concern too (optional)
// rows: known_by.py
// example: goodoffices questions known-by -p day=2026-12 -p a=Iran
// One row per event that surely lies on or before the day and that somebody affirms. "known" compares when that was
// said, by the claim's own date or else its document's: "by then", "later", or "unknown" where a claim without a date
// may have been the first, or a date spans the day. "first_said" is the date of the claim that was surely first by its
// last day, null where none has a date. Events that may have happened later, or have no date, are counted and left out.
// Python looks for them in what `could-fall` selects.
