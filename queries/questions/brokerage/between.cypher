// title: The shortest channels between two actors
// command: a b
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: between.py
// example: goodoffices between Norway Cuba
// Through whom they lead, step by step, and without whom there would be none. --limit counts paths (10). Python looks for
// ways through the channels that ties and ties-of-agents find.
