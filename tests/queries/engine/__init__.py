"""Tests of queries/engine."""
