"""Tests of graph/measures."""
