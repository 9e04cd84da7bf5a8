"""Tests of graph/store/embedded."""
