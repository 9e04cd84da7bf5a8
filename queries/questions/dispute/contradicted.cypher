// title: Claims that others contradict, and who does
// parameter a: actor, whom the event concerns, who speaks or who is said to be responsible (optional)
// parameter speaker: actor, who made the contradicted claim, itself or something OF it (optional)
// rows: contradictions.py
// example: goodoffices questions contradicted -p a=Iran
// A claim is contradicted by one of the other sign on the same, or by another speaker's value that excludes its own.
// One row per contradicted `claim`, with all that it is `contradicted_by`. With a speaker it is the deepest speaker of
// the claim; what contradicts it may be anybody's: Python looks for them in what `disputed` selects, and for the
// speaker's in what `according-to` does.
