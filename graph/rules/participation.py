"""Whom an event concerns: who holds a role in it or in the event that it is about, and for whom they act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

ABOUT = "about"
"""What stands for a role where an actor holds one, whatever it is, in the event that the event is about."""

MOST_OTHERS = 32
"""More actors than these are not listed with each other: the lists would grow with the square of their number."""


@dataclass(frozen=True, slots=True)
class Participation:
    """That ``event`` concerns ``actor`` (ids).

    ``roles`` and ``fillers`` are equally long: each role (or ABOUT) beside the id of the actor that holds it, which is
    the actor itself or one who acts for it in a document of the event. ``others`` are the other actors whom the event
    concerns, None where they are more than MOST_OTHERS.
    """

    event: str
    actor: str
    roles: tuple[str, ...]
    fillers: tuple[str, ...]
    others: tuple[str, ...] | None


def participations(
    event: str,
    roles: Iterable[tuple[str, str]],
    roles_about: Iterable[str],
    acts_for: Mapping[str, Collection[str]],
) -> tuple[Participation, ...]:
    """Whom an event concerns, sorted.

    ``roles`` are actors with the role that each holds in the event; ``roles_about`` are those with one in the event
    that it is about; ``acts_for`` says for whom each acts in the documents of the event. All are ids.
    """
    held = {*roles, *((filler, ABOUT) for filler in roles_about)}
    parts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for filler, role in sorted(held):
        for actor in {filler, *acts_for.get(filler, ())}:
            parts[actor].append((role, filler))
    everybody = sorted(parts)
    return tuple(
        Participation(
            event=event,
            actor=actor,
            roles=tuple(role for role, _ in parts[actor]),
            fillers=tuple(filler for _, filler in parts[actor]),
            others=tuple(other for other in everybody if other != actor) if len(parts) <= MOST_OTHERS else None,
        )
        for actor in everybody
    )
