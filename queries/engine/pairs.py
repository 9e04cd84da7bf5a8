"""Which two events or actors somebody means by two words, and the judgements on such pairs as rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from goodoffices.graph.errors import AmbiguousNameError, UnknownNameError, UsageError
from goodoffices.graph.model import ID_DIGITS
from goodoffices.graph.one_line import one_line
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.name_resolution import candidates, unknown_actor
from goodoffices.queries.engine.selection import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from goodoffices.graph.rules.judgements import Judgement
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.rows import Found

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


def meant(ask: ReadTransaction, left: str, right: str) -> Pair:
    """The pair that two words mean: ids, beginnings of event ids, names of actors.

    Where a name fits several actors the other word may tell which. Raises UnknownNameError or AmbiguousNameError.
    """
    sides = (_side(ask, left, ()), _side(ask, right, ()))
    kind = _kind(ask, sides)
    # A merged event is spoken of by the first of those that it is made of.
    one, other = ({side.members.get(key, (key,))[0] for key in side.of(kind)} for side in sides)
    # The smaller id first, as judgements are stored: who is named first makes no other pair.
    found = sorted({(min(pair), max(pair)) for pair in product(one, other) if pair[0] != pair[1]})
    if len(found) == 1:
        return Pair(kind, found[0])
    if not found:
        raise UsageError(f'"{left}" and "{right}" are one and the same {kind} already.')
    told = {key: called for side in sides for key, called in side.of(kind).items()}
    listed = "\n".join(one_line(f"  {key}  {called}") for key, called in sorted(told.items()))
    raise AmbiguousNameError(f"It is not clear which two are meant; name them by id:\n{listed}")


def judged_pair(ask: ReadTransaction, left: str, right: str, judgements: Collection[Judgement]) -> Judgement:
    """The one judgement on what two words mean. Raises UnknownNameError where there is none."""
    sides = (_side(ask, left, judgements), _side(ask, right, judgements))
    kind = _kind(ask, sides)
    # All members of a merged event: the judgement may have been on any of them.
    members = ({member for key in side.of(kind) for member in side.members.get(key, (key,))} for side in sides)
    pairs = {frozenset(pair) for pair in product(*members)}
    found = [one for one in judgements if one.kind == kind and frozenset((one.left, one.right)) in pairs]
    if not found:
        raise UnknownNameError(f'Nothing was judged of "{left}" and "{right}"; goodoffices same lists what was.')
    if len(found) > 1:
        told = "\n".join(one_line(f"  {one.left} {one.right}") for one in found)
        raise AmbiguousNameError(f'Several judgements are on "{left}" and "{right}"; name one by its ids:\n{told}')
    return found[0]


def _side(ask: ReadTransaction, word: str, judgements: Iterable[Judgement]) -> _Side:
    """``judgements``: ids in them are known even if no document in the store tells of them any more."""
    key = word.strip().lower()
    found = ask(text_of("find-event"), event=key) if _BEGINNING.fullmatch(key) else []
    # Only a whole id: a judgement may outlive its documents, and then nothing in the store completes a beginning.
    ends = [(one.kind, end) for one in judgements for end in (one.left, one.right) if end == word.strip()]
    return _Side(
        word=word,
        events={end: end for kind, end in ends if kind == "event"} | {one["id"]: _event(one) for one in found},
        actors={end: end for kind, end in ends if kind == "actor"} | candidates(ask, word),
        members={one["id"]: tuple(one["members"]) for one in found if one["members"]},
    )


def _kind(ask: ReadTransaction, sides: tuple[_Side, _Side]) -> str:
    """Actors, where both words may mean some: a short name can also be the beginning of an event's id."""
    for kind in ("actor", "event"):
        if all(side.of(kind) for side in sides):
            return kind
    for side in sides:
        if not (side.events or side.actors):
            # Letters from a to f alone may be a name ("Dada"); with a digit among them they are meant as an id.
            if not (_BEGINNING.fullmatch(side.word.strip().lower()) and re.search("[0-9]", side.word)):
                raise unknown_actor(ask, side.word)
            told = f"No event's or actor's id is or begins with \"{side.word}\". Every answer shows the ids."
            raise UnknownNameError(told)
    told = " and ".join(f'"{side.word}" is an {"actor" if side.actors else "event"}' for side in sides)
    raise UsageError(f"Only two events or two actors can be the same; {told}.")


def _event(one: Found) -> str:
    return ", ".join((one["type"], one["status"] or "no status", one["date"] or "no date"))


def judgement_rows(ask: ReadTransaction) -> Answer:
    """Every judgement, with what its two ends are; null where the store holds none of that id."""
    rows = []
    for one in ask(text_of("judgements")):
        told = dict(one)
        for end in ("left", "right"):
            name, event = one[f"{end}_name"], one[f"{end}_event"]
            told[f"{end}_is"] = name if name or not event else f"{_event(event)}, in {event['document']}"
        rows.append({column: told[column] for column in COLUMNS})
    return Answer(tuple(rows), () if rows else ("Nothing was judged the same or different yet.",))
