"""brat standoff."""

from goodoffices.loaders.brat.reader import EXPECTS, count, read_hashed, read_standoff, read_stream, suits
from goodoffices.loaders.reader import Reader

READER = Reader("brat", EXPECTS, suits, read_standoff, read_stream, read_hashed, count)
