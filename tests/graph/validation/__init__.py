"""Tests of graph/validation."""
