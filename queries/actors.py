"""Whom a name means: an id, a code, a state of the shipped table, or a name in the store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.countries import Country, country_by_wikidata, find_countries
from goodoffices.graph.errors import AmbiguousNameError, StoreChangedError, UnknownNameError, UsageError
from goodoffices.graph.model import ID_DIGITS
from goodoffices.graph.names import fold, nearest
from goodoffices.queries.people import People, people
from goodoffices.queries.terminal import one_line
from goodoffices.queries.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from goodoffices.graph.store import Ask

_ID = re.compile(f"[0-9a-f]{{{ID_DIGITS}}}")
_WIKIDATA = re.compile(r"[Qq][1-9][0-9]*")
_AT_MOST = 5
"""How many nearest names an error lists."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The actors that a name was found to mean, none where the store holds nothing of a state that is known."""

    ids: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def resolve(ask: Ask, text: str, known: People | None = None) -> Asked:
    """The actors that ``text`` means: by id, code, Wikidata id, the table of states, or the store's names.

    With an actor come all who were judged to be one with it (``known``, else asked for).
    Raises UnknownNameError with the nearest names, or AmbiguousNameError with every candidate.
    """
    name = " ".join(text.split())
    if not name:
        raise UsageError("An actor's name is empty.")
    states = _states(name)
    found = _find(ask, name, states) or ([] if states else _find_without_title(ask, name))
    if found:
        return _chosen(name, found, states, people(ask) if known is None else known)
    if len(states) == 1:
        return Asked((), (f"{states[0].name} is in no document of this graph.",))
    if states:
        raise AmbiguousNameError(_ambiguous(name, [f"{state.name}, {state.iso3}" for state in states]))
    raise unknown_actor(ask, name)


def candidates(ask: Ask, text: str) -> dict[str, str]:
    """Every actor in the store that ``text`` may mean, by id with what it is called; none is no error."""
    name = " ".join(text.split())
    states = _states(name) if name else ()
    found = name and (_find(ask, name, states) or ([] if states else _find_without_title(ask, name)))
    return {one["id"]: _described(one) for one in found or ()}


def unknown_actor(ask: Ask, name: str) -> UnknownNameError:
    """The error that no actor is called so, with the nearest names."""
    return UnknownNameError(_unknown(ask, name))


def _states(name: str) -> tuple[Country, ...]:
    if _WIKIDATA.fullmatch(name):
        return tuple(filter(None, [country_by_wikidata(name)]))
    return () if _ID.fullmatch(name) else find_countries(name, any_case=True)


def _find(ask: Ask, name: str, states: Iterable[Country]) -> list[dict[str, Any]]:
    found = ask(
        text_of("find-actor"),
        id=name,
        iso3=[state.iso3 for state in states],
        wikidata=name.upper() if _WIKIDATA.fullmatch(name) else "",
        folded=[fold(name)],
    )
    if any(one["id"] is None for one in found):  # deleted while the statement ran
        raise StoreChangedError(f'an actor called "{name}" changed while it was asked for; ask again')
    return found


def _find_without_title(ask: Ask, name: str) -> list[dict[str, Any]]:
    """A second look, since the list of titles takes a while to read."""
    from goodoffices.graph.names import without_title

    bare = without_title(name)
    return _find(ask, bare, ()) if bare and bare != name else []


def _chosen(name: str, found: Sequence[Mapping[str, Any]], states: Sequence[Country], known: People) -> Asked:
    """All candidates if they are of one kind and act for one and the same; unnamed groups yield to anything else."""
    by_id = {one["id"]: one for one in known.each_once(found)}
    candidates = [one for one in by_id.values() if one["kind"] != "group"] or list(by_id.values())
    if len({(one["kind"], tuple(sorted(set(one["of"])))) for one in candidates}) > 1 or _may_mean_absent(
        candidates, states
    ):
        raise AmbiguousNameError(_ambiguous(name, map(_described, _in_order(candidates))))
    ids = tuple(sorted(one["id"] for one in candidates))
    several = f'"{name}" fits {len(ids)} actors; the answer is for all: ' + "; ".join(
        map(_described, _in_order(candidates))
    )
    return Asked(known.everybody(ids), (f"{several}.",) if len(ids) > 1 else ())


def _may_mean_absent(candidates: Collection[Mapping[str, Any]], states: Collection[Country]) -> bool:
    """Whether one word fits several states (Congolese), of which the store may hold only some."""
    return len(states) > 1 and any(one["kind"] == "state" for one in candidates)


def _in_order(candidates: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(candidates, key=lambda one: (fold(one["name"]), one["id"]))


def _described(one: Mapping[str, Any]) -> str:
    of = f" of {', '.join(one['of'])}" if one["of"] else ""
    return one_line(f"{one['name']} ({one['kind'].replace('_', ' ')}{of}, {one['id']})")


def _ambiguous(name: str, candidates: Iterable[str]) -> str:
    return f'"{name}" is ambiguous; ask by id or code for one of:\n' + "\n".join(f"  {one}" for one in candidates)


def _unknown(ask: Ask, name: str) -> str:
    close = _nearest(name, ask(text_of("actor-names")))
    hint = one_line(f" Nearest: {', '.join(close)}.") if close else " Nothing in the graph is spelt like it."
    return f'No actor is called "{name}".{hint}'


def _nearest(name: str, known: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Names that hold the word first, then those spelt like it; states of the table too."""
    from goodoffices.graph.countries import all_countries

    own = dict.fromkeys(text for one in known for text in (one["name"], *one["aliases"]))
    words = set(fold(name).split())
    holding = [text for text in own if words <= set(fold(text).split())]
    alike = nearest(name, [*own, *(state.name for state in all_countries())], _AT_MOST)
    return tuple(dict.fromkeys((*sorted(holding, key=lambda text: (len(text), text)), *alike)))[:_AT_MOST]
