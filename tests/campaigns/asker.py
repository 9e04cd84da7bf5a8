"""Asks one monster through the Python API: ``python -m tests.campaigns.asker NAME SECONDS``; the store is the
environment's. Errors are said as the command line says them.
"""

from __future__ import annotations

import inspect
import sys
from typing import Any

import goodoffices
from goodoffices.graph.errors import GoodofficesError
from tests.campaigns.monsters import monsters


def main(name: str, seconds: str) -> int:
    """Exit code 0 if it was answered, 1 if it was ended with a sentence, 130 if by an interrupt."""
    limit: dict[str, Any] = {"timeout": float(seconds)}
    if not limit.keys() <= inspect.signature(goodoffices.open).parameters.keys():
        limit = {}
    try:
        with goodoffices.open(**limit) as graph:
            graph.cypher(dict(monsters())[name])
    except GoodofficesError as error:
        print(f"goodoffices: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
