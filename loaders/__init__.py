"""Readers: one folder per format, each yielding annotated documents."""

from goodoffices.loaders.once import Unchanged
from goodoffices.loaders.reader import Reader, Unparsed
from goodoffices.loaders.reading import count_documents, read, read_changed
from goodoffices.loaders.registry import READERS

__all__ = ["READERS", "Reader", "Unchanged", "Unparsed", "count_documents", "read", "read_changed"]
