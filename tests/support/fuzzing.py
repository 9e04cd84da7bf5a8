"""How many examples hypothesis tries where one costs much: some with all tests, all of them under ``make soak``."""

from __future__ import annotations

import os

from hypothesis import settings


def examples(sample: int, full: int) -> settings:
    """``full`` many where GOODOFFICES_FUZZ is set to full, else ``sample`` many."""
    return settings(max_examples=full if os.environ.get("GOODOFFICES_FUZZ") == "full" else sample)
