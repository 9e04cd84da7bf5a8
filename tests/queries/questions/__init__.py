"""Tests of queries/questions."""
