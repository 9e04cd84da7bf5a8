"""Which two events or actors somebody means by two words, and the judgements on such pairs as rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import AmbiguousNameError, UnknownNameError, UsageError
from goodoffices.graph.model import ID_DIGITS
from goodoffices.queries.actors import candidates, unknown_actor
from goodoffices.queries.selection import Answer
from goodoffices.queries.terminal import one_line
from goodoffices.queries.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from goodoffices.graph.judgements import Judgement
    from goodoffices.graph.store import Ask

COLUMNS = ("kind", "judgement", "left", "left_is", "right", "right_is", "by", "at")

_BEGINNING = re.compile(f"[0-9a-f]{{1,{ID_DIGITS}}}")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events or two actors: their kind and ids, the smaller one first."""

    kind: str
    ends: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Side:
    """What one word may mean, by id with what it is called; a merged event means any of those that it is made of."""

    word: str
    events: Mapping[str, str]
    actors: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]

    def of(self, kind: str) -> Mapping[str, str]:
        return self.events if kind == "event" else self.actors


def meant(ask: Ask, left: str, right: str) -> Pair:
    """The pair that two words mean: ids, beginnings of event ids, names of actors.

    Where a name fits several actors the other word may tell which. Raises UnknownNameError or AmbiguousNameError.
    """
    sides = (_side(ask, left, ()), _side(ask, right, ()))
    kind = _kind(ask, sides)
    one, other = (_first(side, kind) for side in sides)
    found = sorted({(min(pair), max(pair)) for pair in product(one, other) if pair[0] != pair[1]})
    if len(found) == 1:
        return Pair(kind, found[0])
    if not found:
        raise UsageError(f'"{left}" and "{right}" are one and the same {kind} already.')
    raise AmbiguousNameError(_ambiguous(sides, kind))


def judged_pair(ask: Ask, left: str, right: str, judgements: Collection[Judgement]) -> Judgement:
    """The one judgement on what two words mean. Raises UnknownNameError where there is none."""
    sides = (_side(ask, left, judgements), _side(ask, right, judgements))
    kind = _kind(ask, sides)
    pairs = {frozenset(pair) for pair in product(*(_all(side, kind) for side in sides))}
    found = [one for one in judgements if one.kind == kind and frozenset((one.left, one.right)) in pairs]
    if not found:
        raise UnknownNameError(f'Nothing was judged of "{left}" and "{right}"; goodoffices same lists what was.')
    if len(found) > 1:
        told = "\n".join(one_line(f"  {one.left} {one.right}") for one in found)
        raise AmbiguousNameError(f'Several judgements are on "{left}" and "{right}"; name one by its ids:\n{told}')
    return found[0]


def _first(side: _Side, kind: str) -> list[str]:
    """A merged event is spoken of by the first of those that it is made of."""
    return sorted({side.members.get(key, (key,))[0] for key in side.of(kind)})


def _all(side: _Side, kind: str) -> set[str]:
    return {member for key in side.of(kind) for member in side.members.get(key, (key,))}


def _side(ask: Ask, word: str, judgements: Iterable[Judgement]) -> _Side:
    """``judgements``: ids in them are known even if no document in the store tells of them any more."""
    key = word.strip().lower()
    found = ask(text_of("find-event"), event=key) if _BEGINNING.fullmatch(key) else []
    ends = [(one.kind, end) for one in judgements for end in (one.left, one.right) if end == word.strip()]
    return _Side(
        word=word,
        events={end: end for kind, end in ends if kind == "event"} | {one["id"]: _event(one) for one in found},
        actors={end: end for kind, end in ends if kind == "actor"} | candidates(ask, word),
        members={one["id"]: tuple(one["members"]) for one in found if one["members"]},
    )


def _kind(ask: Ask, sides: tuple[_Side, _Side]) -> str:
    """Actors, where both words may mean some: a short name can also be the beginning of an event's id."""
    for kind in ("actor", "event"):
        if all(side.of(kind) for side in sides):
            return kind
    for side in sides:
        if not (side.events or side.actors):
            raise _unknown(ask, side.word)
    told = " and ".join(f'"{side.word}" is an {"actor" if side.actors else "event"}' for side in sides)
    raise UsageError(f"Only two events or two actors can be the same; {told}.")


def _unknown(ask: Ask, word: str) -> UnknownNameError:
    if _BEGINNING.fullmatch(word.strip().lower()) and re.search("[0-9]", word):
        return UnknownNameError(f"No event's or actor's id is or begins with \"{word}\". Every answer shows the ids.")
    return unknown_actor(ask, word)


def _ambiguous(sides: Iterable[_Side], kind: str) -> str:
    found = {key: told for side in sides for key, told in side.of(kind).items()}
    return "It is not clear which two are meant; name them by id:\n" + "\n".join(
        one_line(f"  {key}  {told}") for key, told in sorted(found.items())
    )


def _event(one: Mapping[str, Any]) -> str:
    return ", ".join((one["type"], one["status"] or "no status", one["date"] or "no date"))


def judgement_rows(ask: Ask) -> Answer:
    """Every judgement, with what its two ends are; null where the store holds none of that id."""
    rows = tuple(_row(one) for one in ask(text_of("judgements")))
    return Answer(rows, () if rows else ("Nothing was judged the same or different yet.",))


def _row(one: Mapping[str, Any]) -> dict[str, Any]:
    told = {f"{end}_is": _told(one[f"{end}_name"], one[f"{end}_event"]) for end in ("left", "right")}
    return {column: told[column] if column in told else one[column] for column in COLUMNS}


def _told(name: str | None, event: Mapping[str, Any] | None) -> str | None:
    if name or not event:
        return name
    return f"{_event(event)}, in {event['document']}"
