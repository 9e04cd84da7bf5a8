"""Tests of graph/vocabulary."""
