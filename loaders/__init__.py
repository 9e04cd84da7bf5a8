"""Readers: one file per format, each yielding annotated documents."""
