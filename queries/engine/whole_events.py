"""Whole events, with their roles, places, claims and quotes: fetched in parts for many at once, and put together here.

What crosses are lists, and each actor's and document's name once: a map of each part of each event, with the names of
its fields and of all who are in it, takes the server twice and the driver three times as long.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from goodoffices.graph.errors import StoreChangedError
from goodoffices.graph.grouping import grouped, parted
from goodoffices.graph.model import Event
from goodoffices.queries.engine.catalogue import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.rows import Found, Row, StoredEvent

T = TypeVar("T")

BATCH = 1000
"""How many whole events one statement fetches: their claims and quotes are held in memory at once."""

_ELSEWHERE = ("id", "document", "places", "about")
_FIELDS = ("id", "documents", *(one.name for one in fields(Event) if one.name not in _ELSEWHERE))
_ACTOR = ("id", "name", "kind", "iso3")
_DOCUMENT = ("id", "title", "url", "published", "sha256")
_CLAIM = ("id", "aspect", "value", "value_id", "factuality", "said_on")
_QUOTE = ("start", "end", "exact", "prefix", "suffix", "trigger_start", "trigger_end")

Parts = dict[str, list[list[Any]]]
Acting = dict[tuple[str, str], list[str]]
"""For whom an actor acts by a document, by the two."""


def whole_events(ask: ReadTransaction, ids: Iterable[str], known: MergedActors) -> dict[str, StoredEvent]:
    """The whole stored events of these ids, by id, with actors as they are shown.

    Raises StoreChangedError if one of them is no longer there.
    """
    distinct = list(dict.fromkeys(ids))
    events: dict[str, StoredEvent] = {}
    for some in in_batches(distinct):
        for event in _whole(ask, some):
            people: Row = {}
            if known.shown:
                claims = [{**claim, **said_of(claim, known)} for claim in event["claims"]]
                people = {"roles": known.each_once(event["roles"], "role"), "claims": claims}
            events[event["event"]["id"]] = {**event, **people}
    # Refused, not skipped: a row that silently lacks would look like an answer. The question is asked anew.
    if gone := [key for key in distinct if key not in events]:
        raise StoreChangedError(f"the event {gone[0]} changed while it was asked for; ask again")
    return events


def in_batches(given: Sequence[T]) -> Iterator[Sequence[T]]:
    """These in their order, as many together as whole events are fetched and held at once."""
    return parted(given, BATCH)


def said_of(claim: Found, known: MergedActors) -> Row:
    """Who speaks, and of whom, as they are shown."""
    said: Row = {"speakers": [known.as_shown(speaker) for speaker in claim["speakers"]]}
    # Whom a claim holds responsible must have the name that all other rows give.
    if claim["value_id"] in known.shown:
        said |= {"value_id": known.id(claim["value_id"]), "value": known.shown[claim["value_id"]]["name"]}
    return said


def _whole(ask: ReadTransaction, ids: Sequence[str]) -> list[StoredEvent]:
    """Those of these events that are there, in parts that are put together."""
    (parts,) = ask(text_of("event-parts"), ids=ids, fields=list(_FIELDS))
    _refuse_torn(parts, _IN_PARTS)
    documents = {one[0]: one[1] for one in parts["events"]}
    try:
        told = _Told.of(parts, _names_in(ask, parts, documents), documents)
        return [told.event(dict(zip(_FIELDS, one, strict=True))) for one in parts["events"]]
    except KeyError as error:  # whoever was found a moment ago is there no more
        raise _changed() from error


def _changed() -> StoreChangedError:
    return StoreChangedError("an event changed while it was asked for; ask again")


_IN_PARTS = {
    "events": tuple(map(_FIELDS.index, ("id", "documents", "type", "verdict"))),
    "roles": (0, 1, 2),
    "places": (0, 1, 2),
    "claims": (0, 1, 2, 3, 6, 8, 9, 10),
    "speakers": (0, 1, 2, 3),
}
_IN_NAMES = {"actors": (0, 1), "documents": (0, 4)}
"""Where that stands in a part which every such node has; other fields may be null by right."""


def _refuse_torn(parts: Parts, needed: Mapping[str, Sequence[int]]) -> None:
    """Raises StoreChangedError where a node was deleted while the statement ran: see ``apply_claim_filters``."""
    for name, places in needed.items():
        for row in parts[name]:
            for at in places:
                if row[at] is None:
                    raise _changed()


@dataclass(frozen=True, slots=True)
class _Names:
    """Actors and documents by id, and for whom actors act."""

    actors: Mapping[str, Row]
    documents: Mapping[str, Row]
    acting: Acting

    def in_role(self, actor: str, role: str, documents: Iterable[str]) -> Row:
        """An actor in a role, with those that it acts for by these documents, and whom these act for in turn."""
        sides = self._of(actor, documents)
        of = [{**side, "of": [_named(whole) for whole in self._of(side["id"], documents)]} for side in sides]
        return {**self.actors[actor], "role": role, "of": of}

    def _of(self, actor: str, documents: Iterable[str]) -> list[Row]:
        told = [self.acting[key, actor] for key in documents if (key, actor) in self.acting]
        return [self.actors[key] for key in dict.fromkeys(chain.from_iterable(told))]


def _named(actor: Found) -> Row:
    return {"id": actor["id"], "name": actor["name"]}


def _names_in(ask: ReadTransaction, parts: Parts, documents: Mapping[str, Sequence[str]]) -> _Names:
    """What is called how in these parts of events; ``documents`` are those of each event."""
    acting = _acting(parts["acting"])
    # An event that was judged one with others has the documents of all, and what one of them tells holds in it.
    sides = {
        (key, side)
        for event, actor, _ in parts["roles"]
        for source in documents[event]
        for side in acting.get((source, actor), ())
        for key in documents[event]
    }
    people = {one[1] for one in parts["roles"]} | {one[2] for one in parts["speakers"]} | {side for _, side in sides}
    found = _named_by(ask, people, {one[1] for one in parts["claims"]}, sorted(sides))
    actors = found["actors"]
    acting |= {key: of for key, of in _acting(found["acting"]).items() if key not in acting}
    if wholes := {whole for _, _, of in found["acting"] for whole in of} - people:
        actors = actors + _named_by(ask, wholes)["actors"]
    return _Names(
        {one[0]: dict(zip(_ACTOR, one, strict=True)) for one in actors},
        {one[0]: dict(zip(_DOCUMENT, one, strict=True)) for one in found["documents"]},
        acting,
    )


def _acting(rows: Iterable[Sequence[Any]]) -> Acting:
    found: Acting = {}
    for key, actor, of in rows:
        found.setdefault((key, actor), []).extend(of)
    return found


def _named_by(
    ask: ReadTransaction,
    actors: Collection[str],
    documents: Collection[str] = (),
    pairs: Sequence[tuple[str, str]] = (),
) -> Parts:
    (found,) = ask(
        text_of("event-names"),
        actors=sorted(actors),
        documents=sorted(documents),
        agents=[actor for _, actor in pairs],
        sources=[source for source, _ in pairs],
    )
    _refuse_torn(found, _IN_NAMES)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of events, by their ids."""

    roles: Mapping[str, list[Row]]
    places: Mapping[str, list[Row]]
    about: Mapping[str, list[str]]
    claims: Mapping[str, list[Row]]

    @classmethod
    def of(cls, parts: Parts, names: _Names, documents: Mapping[str, Sequence[str]]) -> _Told:
        """The same of parts of them; raises KeyError for what has no name."""
        return cls(
            grouped((event, names.in_role(actor, role, documents[event])) for event, actor, role in parts["roles"]),
            grouped((event, {"id": place, "name": name}) for event, place, name in parts["places"]),
            grouped((event, other) for event, other in parts["about"]),
            grouped(_claims(parts, names)),
        )

    def event(self, stored: Row) -> StoredEvent:
        """A whole event."""
        key = stored["id"]
        return {
            "event": stored,
            "roles": self.roles.get(key, []),
            "places": self.places.get(key, []),
            "about": self.about.get(key, []),
            "claims": self.claims.get(key, []),
        }


def _claims(parts: Parts, names: _Names) -> Iterator[tuple[str, Row]]:
    chains = grouped(
        ((event, claim), {**_named(names.actors[actor]), "depth": depth})
        for event, claim, actor, depth in parts["speakers"]
    )
    for event, document, key, *told in parts["claims"]:
        claim = dict(zip(_CLAIM, (key, *told), strict=False))
        quote = dict(zip(_QUOTE, told[len(_CLAIM) - 1 :], strict=True))
        speakers = chains[event, key]
        yield event, {**claim, "evidence": quote, "document": names.documents[document], "speakers": speakers}
