"""Tests of graph/dump."""
