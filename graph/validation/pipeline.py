"""Everything about meaning that can be wrong in one annotated document: its words, ids, kinds, cycles and claims.

A faulty record is left out, and with it what refers to it; each is said, and the smallest record that holds the
fault goes. What is left never says more than the file does: an event that only a refused record kept from being
told as plain fact goes as well.
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.graph.annotation import Reading
from goodoffices.graph.validation.attributes import (
    misplaced_attributes,
    missing_values,
    mistyped_attributes,
    unfit_statuses,
    unknown_attributes,
    unknown_values,
    values_given_twice,
)
from goodoffices.graph.validation.claims import (
    Unqualified,
    claims_about_nothing,
    claims_of_unfit_status,
    claims_without_their_aspect,
)
from goodoffices.graph.validation.context import Check
from goodoffices.graph.validation.crowds import crowded_collectives, crowded_events
from goodoffices.graph.validation.events import (
    circular_events,
    lone_triggers,
    mistyped_triggers,
    self_references,
    unfit_fillers,
    unknown_event_types,
    unknown_mention_types,
    unknown_roles,
)
from goodoffices.graph.validation.identity import (
    joined_triggers,
    mixed_identifiers,
    mixed_kinds,
    repeated_identifiers,
    unfit_identifiers,
    unknown_identifiers,
    unknown_schemes,
)
from goodoffices.graph.validation.refused_lines import without_unsure_events
from goodoffices.graph.validation.relations import (
    circular_relations,
    unfit_ends,
    unknown_relations,
    unlike_same_events,
)
from goodoffices.graph.validation.sieve import Sieve
from goodoffices.graph.validation.sizes import oversized_mentions, too_many_names

STAGES: tuple[tuple[Check, ...], ...] = (
    (
        oversized_mentions,
        mistyped_attributes,
        unknown_mention_types,
        unknown_event_types,
        unknown_roles,
        unknown_attributes,
        unknown_relations,
        unknown_schemes,
    ),
    (
        lone_triggers,
        mistyped_triggers,
        unfit_fillers,
        self_references,
        misplaced_attributes,
        missing_values,
        unknown_values,
        unfit_statuses,
        unfit_ends,
        unlike_same_events,
        unfit_identifiers,
        unknown_identifiers,
        joined_triggers,
    ),
    # What compares records with each other comes after what judges each alone: a wrong one contradicts nothing.
    (too_many_names, circular_events, values_given_twice, repeated_identifiers, mixed_kinds, mixed_identifiers),
    # Needs the ids of actors, which only sound clusters have; what follows needs relations that lead in no circle.
    (circular_relations,),
    (claims_about_nothing, claims_without_their_aspect, claims_of_unfit_status),
    # What would be made is counted last: of records that go anyhow nothing is made. Collectives first, since how many
    # actors fill the roles of events depends on them.
    (crowded_collectives,),
    (crowded_events,),
)
"""The checks in their order; a stage sees only what the stages before it found sound."""


def validated(reading: Reading) -> Reading:
    """The reading with what is left of its document, and a fault for each record that had to go, in file order."""
    reading = without_unsure_events(reading)
    if reading.document is None:
        return reading
    sieve = Sieve(reading.path, reading, reading.document)
    for stage in STAGES:
        sieve.pass_through(stage)
    # Last of all, for only now it is known what was dropped; then nothing is told as fact that the file doubts.
    sieve.settle(Unqualified.of(sieve.view()))
    faults = sorted(sieve.faults, key=lambda fault: (fault.path == reading.path, fault.line))
    return replace(
        reading,
        document=sieve.view().document,
        faults=tuple(dict.fromkeys(faults)),
        remarks=tuple(dict.fromkeys(sieve.remarks)),
    )
