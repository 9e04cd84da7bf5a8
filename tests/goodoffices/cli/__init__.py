"""Tests of goodoffices/cli."""
