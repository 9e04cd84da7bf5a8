"""Readers: one file per format, each yielding annotated documents."""

from goodoffices.loaders.registry import READERS, Reader, read

__all__ = ["READERS", "Reader", "read"]
