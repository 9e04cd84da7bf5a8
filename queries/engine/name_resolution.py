"""Whom a name means: an id, a code, a state of the shipped table, or a name in the store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.errors import AmbiguousNameError, StoreChangedError, UnknownNameError, UsageError
from goodoffices.graph.model import ID_DIGITS
from goodoffices.graph.one_line import one_line
from goodoffices.graph.vocabulary.countries import Country, country_by_wikidata, find_countries
from goodoffices.graph.vocabulary.spelling import fold, nearest
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.merged_actors import MergedActors, merged_actors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.rows import Found, Row

_ID = re.compile(f"[0-9a-f]{{{ID_DIGITS}}}")
_WIKIDATA = re.compile(r"[Qq][1-9][0-9]*")
_AT_MOST = 5
"""How many nearest names an error lists."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The actors that a name was found to mean, none where the store holds nothing of a state that is known."""

    ids: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def resolve(ask: ReadTransaction, text: str, known: MergedActors | None = None) -> Asked:
    """The actors that ``text`` means: by id, code, Wikidata id, the table of states, or the store's names.

    With an actor come all who were judged to be one with it (``known``, else asked for).
    Raises UnknownNameError with the nearest names, or AmbiguousNameError with every candidate.
    """
    name = " ".join(text.split())
    if not name:
        raise UsageError("An actor's name is empty.")
    states = _states(name)
    if found := _found(ask, name, states):
        return _chosen(name, found, states, merged_actors(ask) if known is None else known)
    if len(states) == 1:
        return Asked((), (f"{states[0].name} is in no document of this graph.",))
    if states:
        raise AmbiguousNameError(_ambiguous(name, [f"{state.name}, {state.iso3}" for state in states]))
    raise unknown_actor(ask, name)


def refuse_one_for_both(a: str, b: str, one: Iterable[str], other: Iterable[str]) -> None:
    """Raises UsageError where the actors meant by two names, as they are shown, are one."""
    if not set(one).isdisjoint(other):
        raise UsageError(f'"{a}" and "{b}" are one and the same actor: name two.')


def candidates(ask: ReadTransaction, text: str) -> dict[str, str]:
    """Every actor in the store that ``text`` may mean, by id with what it is called; none is no error."""
    name = " ".join(text.split())
    return {one["id"]: _described(one) for one in _found(ask, name, _states(name))} if name else {}


def unknown_actor(ask: ReadTransaction, name: str) -> UnknownNameError:
    """The error that no actor is called so, with the nearest names: those that hold the word, then those spelt like it.

    The states of the table are among them.
    """
    from goodoffices.graph.vocabulary.countries import all_countries

    # Another program may have made an actor without all of these.
    stored = (text for one in ask(text_of("actor-names")) for text in (one["name"], *(one["aliases"] or ())))
    own = dict.fromkeys(filter(None, stored))
    # A part of a name ("Zarif") is likelier meant than a name that is spelt a little like it.
    words = set(fold(name).split())
    holding = sorted((text for text in own if words <= set(fold(text).split())), key=lambda text: (len(text), text))
    alike = nearest(name, [*own, *(state.name for state in all_countries())], _AT_MOST)
    close = list(dict.fromkeys((*holding, *alike)))[:_AT_MOST]
    hint = one_line(f" Nearest: {', '.join(close)}.") if close else " Nothing in the graph is spelt like it."
    return UnknownNameError(f'No actor is called "{name}".{hint}')


def _states(name: str) -> tuple[Country, ...]:
    if _WIKIDATA.fullmatch(name):
        return tuple(filter(None, [country_by_wikidata(name)]))
    # Twenty hexadecimal digits are an id of this graph, and can be nobody's name.
    return () if _ID.fullmatch(name) else find_countries(name, any_case=True)


def _find(ask: ReadTransaction, name: str, states: Iterable[Country], *, is_id: bool = False) -> list[Row]:
    found = ask(
        text_of("find-actor"),
        id=name,
        iso3=[state.iso3 for state in states],
        wikidata=name.upper() if _WIKIDATA.fullmatch(name) else "",
        folded=[] if is_id else [fold(name)],
    )
    if any(one["id"] is None for one in found):  # deleted while the statement ran
        raise StoreChangedError(f'an actor called "{name}" changed while it was asked for; ask again')
    return found


def _found(ask: ReadTransaction, name: str, states: Iterable[Country]) -> list[Row]:
    """What the store holds under a name; where that is nothing, under the name without its title."""
    # For a name all actors are looked through, for an id none: only one that nobody has may yet be a name.
    found = (_ID.fullmatch(name) and _find(ask, name, states, is_id=True)) or _find(ask, name, states)
    # What fits a state is that state, even if no document tells of it: nothing is cut from it to find another.
    if found or states:
        return found
    # Only now, since the list of titles takes a while to read.
    from goodoffices.graph.vocabulary.names import without_title

    bare = without_title(name)
    return _find(ask, bare, ()) if bare and bare != name else []


def _chosen(name: str, found: Sequence[Found], states: Sequence[Country], known: MergedActors) -> Asked:
    """All candidates if they are of one kind and act for one and the same; unnamed groups yield to anything else."""
    by_id = {one["id"]: one for one in known.each_once(found)}
    candidates = [one for one in by_id.values() if one["kind"] != "group"] or list(by_id.values())
    told = [_described(one) for one in sorted(candidates, key=lambda one: (fold(one["name"]), one["id"]))]
    kinds = {(one["kind"], tuple(sorted(set(one["of"])))) for one in candidates}
    # Where one word fits several states (Congolese), the store may hold only some of them.
    may_mean_absent = len(states) > 1 and any(kind == "state" for kind, _ in kinds)
    if len(kinds) > 1 or may_mean_absent:
        raise AmbiguousNameError(_ambiguous(name, told))
    ids = known.everybody(one["id"] for one in candidates)
    several = f'"{name}" fits {len(told)} actors; the answer is for all: {"; ".join(told)}.'
    return Asked(ids, (several,) if len(told) > 1 else ())


def _described(one: Found) -> str:
    of = f" of {', '.join(one['of'])}" if one["of"] else ""
    return one_line(f"{one['name']} ({one['kind'].replace('_', ' ')}{of}, {one['id']})")


def _ambiguous(name: str, candidates: Iterable[str]) -> str:
    return f'"{name}" is ambiguous; ask by id or code for one of:\n' + "\n".join(f"  {one}" for one in candidates)
