"""What roles and claims of an event come to: by this questions choose events without looking at either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.graph.grouping import grouped
from goodoffices.graph.model import Claim
from goodoffices.graph.rules.verdicts import Statement, affirmers, contradictions, disputes


@dataclass(frozen=True, slots=True)
class Standing:
    """Which roles are held, each as often as it is, whether that of a mediator is, how many speakers affirm the
    occurrence, how many disputes there are, and how many claims that others contradict."""

    roles: tuple[str, ...]
    has_mediator: bool
    sources: int
    disputes: int
    contradicted: int


def standing(roles: Iterable[str], statements: Sequence[Statement]) -> Standing:
    """The standing of an event with these roles and statements."""
    held = tuple(sorted(roles))
    found = len(disputes(statements))
    # Most events are in no dispute, and then nothing is contradicted.
    contradicted = len(contradictions(statements)) if found else 0
    return Standing(held, "mediator" in held, len(affirmers(statements)), found, contradicted)


def statements_by_event(claims: Iterable[Claim], narrator: str) -> Mapping[str, list[Statement]]:
    """What the claims of one document say, as verdicts see it, by event (id).

    ``narrator`` is who speaks where nobody is cited.
    """
    return grouped(
        (claim.event, Statement(claim.aspect, claim.value_id or claim.value, claim.factuality, speaker))
        for claim in claims
        for speaker in (claim.speakers[-1] if claim.speakers else narrator,)
    )
