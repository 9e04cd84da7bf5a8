"""Measurements of loading and asking on generated documents; not part of the package."""
