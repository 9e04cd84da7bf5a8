"""What generated sentences say: for each type of event its share, its sentence, and what may be added to it.

In a sentence ``<Party>`` is the filler of a role and ``<!talks>`` the trigger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.graph.vocabulary.ontology import ontology

_SLOT = re.compile(r"<(!?[\w ]+)>")


@dataclass(frozen=True, slots=True)
class Plot:
    """``extras`` are added to the sentence each with its own chance."""

    share: int
    sentence: str
    extras: Sequence[tuple[float, str]] = ()


PLOTS: Mapping[str, Plot] = {
    "Negotiation": Plot(
        30,
        "<Party> and <Party> were to be in <!talks>",
        ((0.1, " with <Party>"), (0.15, ", hosted by <Host>"), (0.2, ", at the request of <Requester>")),
    ),
    "Mediation": Plot(
        20,
        "<Mediator> stood for a <!mediation> between <Party> and <Party>",
        (
            (0.1, ", together with <Mediator>"),
            (0.15, ", at the request of <Requester>"),
            (0.08, ", through <Envoy>"),
            (0.08, ", with word for <Addressee>"),
        ),
    ),
    "Sanction": Plot(17, "<Sender> was behind <!sanctions> on <Target>", ((0.1, " and <Target>"),)),
    "Agreement": Plot(9, "<Signatory> and <Signatory> had an <!accord> before them", ((0.1, ", like <Signatory>"),)),
    "Withdrawal": Plot(4, "<Actor> spoke of a <!withdrawal>"),
    "Relations": Plot(6, "<Party> and <Party> looked at their <!ties>"),
    "Release": Plot(3, "<Actor> was to order the <!release> of people of <Target>"),
    "Coercion": Plot(5, "<Actor> was to put <!pressure> on <Target>"),
    "Incident": Plot(6, "There was word of an <!incident> that hurt <Target>", ((0.3, ", the work of <Actor>"),)),
}

STATUS_WEIGHTS = {
    "held": 8, "in_force": 8, "offered": 4, "requested": 3, "accepted": 2, "rejected": 2, "threatened": 2, "lifted": 2,
}  # fmt: skip
"""How much more often than the others a status comes."""

STATUS_ROLES = {"rejected": ("RejectedBy", ", turned down by "), "accepted": ("AcceptedBy", ", welcomed by ")}
"""Who may be named for a status, where the type takes that role."""

_QUALITIES = {
    "Channel": 0.15, "Publicity": 0.1, "Directness": 0.1, "Formality": 0.08, "DateBasis": 0.03,
    "Method": 0.4, "SanctionType": 0.7,
}  # fmt: skip
"""How likely an event that can bear an attribute has it; any other stands on one of ten."""

NARRATED = (("CT+", 2), ("PR+", 4), ("PS+", 3), ("Uu", 1))
"""Factuality where the narrator speaks and is not plainly certain."""

REPORTED = (("CT+", 70), ("PR+", 10), ("PS+", 5), ("CT-", 8), ("PR-", 2), ("PS-", 1), ("CTu", 2), ("Uu", 2))
"""Factuality of what a named source says."""

ASPECTS = (("occurrence", 12), ("responsibility", 3), ("status", 2), ("date", 2), ("formality", 1))
"""What a Claim that follows an event is about."""


def slots(sentence: str) -> tuple[tuple[str, str], ...]:
    """A sentence as (plain words, what follows them) pairs; the last one is followed by nothing."""
    parts = [*_SLOT.split(sentence), ""]
    return tuple(zip(parts[::2], parts[1::2], strict=True))


def qualities() -> dict[str, float]:
    """How likely an event that can bear an attribute has it, by attribute."""
    return _QUALITIES | {name: 0.1 for name in ontology().features if name not in _QUALITIES}


def statuses(event_type: str) -> tuple[tuple[str, int], ...]:
    """The statuses that a type takes, with their weights."""
    return tuple((status, STATUS_WEIGHTS.get(status, 1)) for status in ontology().events[event_type].statuses)
