"""Tests of graph/store."""
