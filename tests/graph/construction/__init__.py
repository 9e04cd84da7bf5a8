"""Tests of graph/construction."""
