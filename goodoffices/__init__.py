"""An actor-relationship knowledge graph of diplomacy, with the quote behind every line."""
