"""Measures on networks: brokerage and paths."""
