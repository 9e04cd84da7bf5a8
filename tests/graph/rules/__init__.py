"""Tests of graph/rules."""
