// title: Edges that rest only on unnamed sources: a group, "a senior official"
// parameter a: actor, at one end (optional)
// parameter b: actor, at the other end (optional)
// rows: sources.py
// example: goodoffices questions unnamed-sources -p a=Iran
// A speaker is unnamed who is a group or has no proper name. What a document tells in its own name is not unnamed. One
// row per event that gives an edge, with its `sources`: Python looks for them in what `edge-events` selects.
