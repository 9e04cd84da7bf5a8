"""The questions: Cypher files and the command line that asks them."""
