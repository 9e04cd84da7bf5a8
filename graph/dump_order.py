"""The one order of a contribution's records, in which equal records are equal values and equal bytes."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.graph.model import Contribution


def in_order(one: Contribution) -> Contribution:
    """The contribution with every tuple sorted as ``build`` sorts it: by id, edges by event and then level."""
    return replace(
        one,
        actors=tuple(sorted(one.actors, key=lambda actor: actor.id)),
        places=tuple(sorted(one.places, key=lambda place: place.id)),
        affiliations=tuple(sorted(one.affiliations)),
        events=tuple(sorted(one.events, key=lambda event: event.id)),
        roles=tuple(sorted(one.roles)),
        claims=tuple(sorted(one.claims, key=lambda claim: claim.id)),
        evidence=tuple(sorted(one.evidence, key=lambda quote: quote.id)),
        edges=tuple(sorted(one.edges, key=lambda edge: (edge.event_id, edge.level, edge.source, edge.target))),
    )
