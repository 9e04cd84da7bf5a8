"""The shipped questions whose rows Python makes of what their statement finds, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodoffices.queries.arrivals import new_since
from goodoffices.queries.ask import evidence, mediations, sanctions, talks, timeline, who_mediated
from goodoffices.queries.directness import directness
from goodoffices.queries.disputes import disputed
from goodoffices.queries.known import known_by
from goodoffices.queries.neighbours import around
from goodoffices.queries.sanction_chains import sanctions_today
from goodoffices.queries.threats import empty_threats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.selection import Answer

    View = Callable[[Ask, Mapping[str, Any], Filters], Answer]

VIEWS: Mapping[str, View] = {
    "who-mediated": lambda ask, given, filters: who_mediated(ask, given["a"], given["b"], filters),
    "mediations": lambda ask, given, filters: mediations(ask, given["a"], filters),
    "talks": lambda ask, given, filters: talks(ask, given["a"], given["b"], filters),
    "sanctions": lambda ask, given, filters: sanctions(ask, given["a"], given["b"], filters),
    "timeline": lambda ask, given, filters: timeline(ask, given["a"], given["b"], filters),
    "disputed": lambda ask, given, filters: disputed(ask, given["a"], filters),
    "known-by": known_by,
    "around": around,
    "empty-threats": empty_threats,
    "sanctions-today": sanctions_today,
    "directness": directness,
    "new-since": new_since,
    "evidence": lambda ask, given, _: evidence(ask, given["event"]),
}
"""Each takes the words for its actors and the values of its other parameters, None where not given."""
