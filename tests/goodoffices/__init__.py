"""Tests of goodoffices."""
