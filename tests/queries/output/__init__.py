"""Tests of queries/output."""
