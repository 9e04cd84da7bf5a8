"""How much a dump may hold: its lines, the values of a line, the records of a document, and what is unpacked of it.

What ``load`` takes fits: quotes, mentions and names are bounded there (``graph/validation/sizes.py``,
``graph/construction/quotes.py``).
"""

from __future__ import annotations

from goodoffices.graph.json_text import JsonLimits

LONGEST_LINE = 32 * 1024 * 1024
"""Bytes of a line, at most; the longest are edges, whose four lists may each hold all names of a document."""

LONGEST_HEADER = 4096
"""Bytes of the first line, which an error may repeat."""

LINE = JsonLimits(values=1_000_000, depth=8)
"""Of a line: no list holds more than the lines of a document's annotations, which are 200,000."""

MOST_RECORDS = 2_000_000
"""Of one document, which is held in memory as a whole."""

MOST_JUDGEMENTS = 1_000_000
"""Of a dump: all of them are held in memory, because each may contradict any other."""

PACKED_RATIO = 100
"""Bytes that come out of one that was packed, at most; dumps of real texts have about 10, a bomb has 1,000."""

UNPACKED_FREE = 4 * 1024 * 1024
"""Bytes that may come out before that ratio is looked at."""
