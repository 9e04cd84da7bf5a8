// title: Edges that rest on one source: a single speaker affirms what gives them
// parameter a: actor, at one end (optional)
// parameter b: actor, at the other end (optional)
// rows: sources.py
// example: goodoffices questions single-source -p a=Cuba
// Whoever is cited last speaks; several claims of one speaker are one source, and so are narrators of equal texts. One
// row per event that gives an edge, with its `source`: Python takes those of what `edge-events` selects.
