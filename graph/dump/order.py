"""The one order of a contribution's records, in which equal records are equal values and equal bytes."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.graph.model import Contribution


def in_canonical_order(contribution: Contribution) -> Contribution:
    """The contribution with every tuple sorted as ``construction`` sorts it: by id, edges by event and then level."""
    return replace(
        contribution,
        actors=tuple(sorted(contribution.actors, key=lambda actor: actor.id)),
        places=tuple(sorted(contribution.places, key=lambda place: place.id)),
        affiliations=tuple(sorted(contribution.affiliations)),
        events=tuple(sorted(contribution.events, key=lambda event: event.id)),
        roles=tuple(sorted(contribution.roles)),
        claims=tuple(sorted(contribution.claims, key=lambda claim: claim.id)),
        evidence=tuple(sorted(contribution.evidence, key=lambda quote: quote.id)),
        # Edges have no id of their own: they are made of their event, and their ends tell them apart.
        edges=tuple(sorted(contribution.edges, key=lambda edge: (edge.event_id, edge.level, edge.source, edge.target))),
    )
