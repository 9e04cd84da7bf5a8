// title: Who could mediate between two actors, and why
// command: a b
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: candidates.py
// example: goodoffices could-mediate Iran "Saudi Arabia"
// Each reason for or against a candidate is a row with its quote; the rank is no score. --limit counts candidates (10).
// Python puts together what contacts, contacts-of-agents and refusals find.
