"""What a document may not say because a line of its file was refused: nothing is told as plain fact for want of it.

The lines are known only as far as a reader could make them out; what they mean is judged here, for every format alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from goodoffices.graph.annotation import AnnotatedDocument, Reading, RefusedLine
from goodoffices.graph.errors import Fault
from goodoffices.graph.validation.claims import DEFAULTED, abouts
from goodoffices.graph.validation.context import CLAIM


def without_unsure_events(reading: Reading) -> Reading:
    """The reading without the events that would say something else without its refused lines, a fault for each.

    A line may have given a factuality (without one: certain) or denied what stands there only to be denied.
    """
    if reading.document is None or not reading.refused:
        return reading
    unsure = _unsure(reading.document, reading.refused)
    faults = list(reading.faults)
    for event in reading.document.events:
        if event.id in unsure:
            message = f"would say something else without line {unsure[event.id]}, which was refused"
            faults.append(Fault(reading.path, event.line, event.id, message))
    events = tuple(event for event in reading.document.events if event.id not in unsure)
    in_file_order = tuple(sorted(faults, key=lambda fault: fault.line))
    return replace(reading, document=replace(reading.document, events=events), faults=in_file_order)


def _unsure(document: AnnotatedDocument, refused: tuple[RefusedLine, ...]) -> Mapping[str, int]:
    """The events that would be told as plain fact, with the line that is missing."""
    # Events that somebody tells in their own place, with a source or a factuality.
    spoken = {event.id for event in document.events if any(given.role == "Source" for given in event.arguments)}
    spoken |= {attribute.target for attribute in document.attributes if attribute.name == "Factuality"}
    unsure: dict[str, int] = {}
    for line in refused:
        # An attribute may have been meant even if the line begins as a note does: nobody can tell any more.
        if line.kind in {"attribute", "note"} and not set(DEFAULTED).isdisjoint(line.words):
            unsure |= {event: line.line for _, event in line.links}
        elif line.kind == "event" and CLAIM in line.words:
            unsure |= {event: line.line for role, event in line.links if role == "About" and event not in spoken}
    # A Claim that goes takes along what only it spoke of.
    claims = (event for event in document.events if event.id in unsure and event.type == CLAIM)
    about = {event: unsure[claim.id] for claim in claims for event in abouts(claim) if event not in spoken}
    return about | unsure
