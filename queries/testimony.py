"""What answers would be if some claims had not been made: a source is dropped, or only what was said by a date counts.

An event keeps the claims that are left and gets the verdict of these; one without any is not told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.dates import bounds
from goodoffices.graph.edges import Stage, relation_of, stated_pairs
from goodoffices.graph.errors import UnknownNameError
from goodoffices.graph.model import Role
from goodoffices.graph.verdicts import Statement, verdict
from goodoffices.queries.actors import resolve
from goodoffices.queries.remarks import unknown_when_said
from goodoffices.queries.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People

Stored = dict[str, Any]


def statement(claim: Mapping[str, Any]) -> Statement:
    """A claim as verdicts see it; narrators of equal texts are one, and speak under the hash of their text."""
    deepest = max(claim["speakers"], key=lambda speaker: speaker["depth"], default=None)
    speaker = deepest["id"] if deepest else claim["document"]["sha256"]
    return Statement(claim["aspect"], claim["value_id"] or claim["value"], claim["factuality"], speaker)


@dataclass(frozen=True, slots=True)
class Unheard:
    """The claims that do not count, by event, and what to say of them."""

    claims: Mapping[str, set[str]]
    remarks: tuple[str, ...] = ()


def unheard(ask: Ask, events: Collection[str], filters: Filters, known: People) -> Unheard:
    """The claims on these events that do not count by the filters.

    Raises UnknownNameError for a source that is neither a document nor an actor.
    """
    late, remarks = _said_later(ask, events, filters)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event, claim in (*claims_of(ask, filters.without, known), *late):
        if event in events:
            found[event].add(claim)
    return Unheard(found, remarks)


def claims_of(ask: Ask, words: Iterable[str], known: People) -> Iterator[tuple[str, str]]:
    """The claims that rest on these sources, with their events; raises UnknownNameError as ``source_of`` does."""
    for word in words:
        actors, documents = source_of(ask, word, known)
        for row in ask(text_of("claims-of"), a=list(actors), documents=documents):
            yield row["event_id"], row["claim_id"]


def source_of(ask: Ask, word: str, known: People) -> tuple[tuple[str, ...], list[str]]:
    """The actors or the documents that a source's name means; raises UnknownNameError where it means none."""
    documents = [row["id"] for row in ask(text_of("find-document"), words=[word.strip()])]
    return (() if documents else _actors(ask, word, known)), documents


def ambiguities(ask: Ask, words: Iterable[str], known: People) -> tuple[str, ...]:
    """What to say of sources whose names fit several actors; raises UnknownNameError as ``source_of`` does."""
    documents = [(word, source_of(ask, word, known)[1]) for word in words]
    remarks = (remark for word, found in documents if not found for remark in resolve(ask, word, known).remarks)
    return tuple(dict.fromkeys(remarks))


def _actors(ask: Ask, word: str, known: People) -> tuple[str, ...]:
    try:
        return resolve(ask, word, known).ids
    except UnknownNameError as error:
        raise UnknownNameError(f"{error} Nor is a document called so.") from None


def _said_later(ask: Ask, events: Collection[str], filters: Filters) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Claims said after the date, and what is unknown; those of unknown date count unless only what is sure shall."""
    if (last := filters.last_heard()) is None:
        return [], ()
    rows = ask(text_of("claims-said"), ids=sorted(events))
    days = [_day_said(row["said_on"] or row["published"], filters.hears_surely()) for row in rows]
    late = [
        (row["event_id"], row["claim_id"])
        for row, day in zip(rows, days, strict=True)
        if (filters.hears_surely() if day is None else day > last)
    ]
    return late, unknown_when_said(days.count(None), len(days), filters.hears_surely())


def _day_said(said: str | None, surely: bool) -> str | None:
    if said is None:
        return None
    return bounds(said).end if surely else bounds(said).start


def without(event: Stored, claims: Collection[str]) -> Stored | None:
    """The whole event as it is told without these claims; None where nobody is left who tells of it."""
    left = [claim for claim in event["claims"] if claim["id"] not in claims]
    if not left:
        return None
    stored = event["event"]
    found = verdict(map(statement, left))
    relation = _relation(event, found)
    documents = [key for key in stored["documents"] if any(claim["document"]["id"] == key for claim in left)]
    return {
        **event,
        "event": {**stored, "verdict": found, "relation": relation, "documents": documents},
        "claims": left,
    }


def _relation(event: Stored, found: str) -> str | None:
    """The relation that the event would give with that verdict; none where its roles name no pair."""
    relation = relation_of(event["event"]["type"], event["event"]["status"], found)
    stage = Stage({}, {one["id"]: frozenset(of["id"] for of in one["of"]) for one in event["roles"]})
    roles = [Role(one["id"], event["event"]["id"], one["role"]) for one in event["roles"]]
    return relation if relation and stated_pairs(relation, roles, stage) else None
