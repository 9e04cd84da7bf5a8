"""The shipped questions whose rows Python makes of what their statement finds, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodoffices.queries.aftermath import agreements, efforts
from goodoffices.queries.arrivals import new_since
from goodoffices.queries.ask import evidence, mediations, sanctions, talks, timeline, who_mediated
from goodoffices.queries.camps import camps
from goodoffices.queries.capacities import joint_mediations, mediators, refused_offers, requested_mediations
from goodoffices.queries.contradictions import contradicted, reversed_denials
from goodoffices.queries.directness import directness
from goodoffices.queries.disputes import disputed
from goodoffices.queries.failures import failed_efforts
from goodoffices.queries.following import following
from goodoffices.queries.gaps import gaps
from goodoffices.queries.joined import edge_evidence, rolled_up_only
from goodoffices.queries.known import known_by
from goodoffices.queries.meetings import met, representatives
from goodoffices.queries.neighbours import around
from goodoffices.queries.sanction_chains import sanctions_today
from goodoffices.queries.sources import single_source, unnamed_sources, without_source
from goodoffices.queries.speech import according_to
from goodoffices.queries.threats import empty_threats
from goodoffices.queries.told import inferred_dates

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
    "mediators": mediators,
    "requested-mediations": requested_mediations,
    "refused-offers": refused_offers,
    "joint-mediations": joint_mediations,
    "representatives": representatives,
    "met": met,
    "efforts": efforts,
    "agreements": agreements,
    "failed-efforts": failed_efforts,
    "gaps": gaps,
    "after-offers": following("after-offers"),
    "after-talks": following("after-talks"),
    "known-by": known_by,
    "around": around,
    "empty-threats": empty_threats,
    "sanctions-today": sanctions_today,
    "directness": directness,
    "new-since": new_since,
    "evidence": lambda ask, given, _: evidence(ask, given["event"]),
    "edge-evidence": edge_evidence,
    "rolled-up-only": rolled_up_only,
    "according-to": according_to,
    "single-source": single_source,
    "unnamed-sources": unnamed_sources,
    "without-source": without_source,
    "contradicted": contradicted,
    "reversed-denials": reversed_denials,
    "camps": camps,
    "inferred-dates": inferred_dates,
}
"""Each takes the words for its actors and the values of its other parameters, None where not given."""
