"""Statements that are parts of other answers."""
