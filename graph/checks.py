"""Everything about meaning that can be wrong in one annotated document: its words, ids, kinds, cycles and claims.

A faulty record is left out, and with it what refers to it; each is said, and the smallest record that holds the
fault goes. What is left never says more than the file does: an event that only a refused record kept from being
told as plain fact goes as well.
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.graph.annotation import Reading
from goodoffices.graph.checks_attributes import (
    misplaced_attributes,
    missing_values,
    mistyped_attributes,
    unfit_statuses,
    unknown_attributes,
    unknown_values,
    values_given_twice,
)
from goodoffices.graph.checks_claims import (
    Unqualified,
    claims_about_nothing,
    claims_of_unfit_status,
    claims_without_their_aspect,
)
from goodoffices.graph.checks_crowds import crowded_collectives, crowded_events
from goodoffices.graph.checks_events import (
    circular_events,
    lone_triggers,
    mistyped_triggers,
    self_references,
    unfit_fillers,
    unknown_event_types,
    unknown_mention_types,
    unknown_roles,
)
from goodoffices.graph.checks_identity import (
    joined_triggers,
    mixed_identifiers,
    mixed_kinds,
    repeated_identifiers,
    unfit_identifiers,
    unknown_identifiers,
    unknown_schemes,
)
from goodoffices.graph.checks_relations import (
    circular_relations,
    unfit_ends,
    unknown_relations,
    unlike_same_events,
)
from goodoffices.graph.checks_sieve import Sieve
from goodoffices.graph.checks_sizes import oversized_mentions, too_many_names
from goodoffices.graph.checks_view import Check

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
    (too_many_names, circular_events, values_given_twice, repeated_identifiers, mixed_kinds, mixed_identifiers),
    (circular_relations,),
    (claims_about_nothing, claims_without_their_aspect, claims_of_unfit_status),
    (crowded_collectives,),
    (crowded_events,),
)
"""The checks in their order; a stage sees only what the stages before it found sound."""


def checked(reading: Reading) -> Reading:
    """The reading with what is left of its document, and a fault for each record that had to go, in file order."""
    if reading.document is None:
        return reading
    sieve = Sieve(reading.path, reading, reading.document)
    for stage in STAGES:
        sieve.pass_through(stage)
    sieve.settle(Unqualified.of(sieve.view()))
    faults = sorted(sieve.faults, key=lambda fault: (fault.path == reading.path, fault.line))
    return replace(
        reading,
        document=sieve.view().document,
        faults=tuple(dict.fromkeys(faults)),
        remarks=tuple(dict.fromkeys(sieve.remarks)),
    )
