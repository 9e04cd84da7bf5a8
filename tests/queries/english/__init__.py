"""Tests of queries/english."""
