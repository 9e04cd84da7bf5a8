"""The one place that looks at a clock: records hold the times that they are given."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time of a load or judgement: in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
