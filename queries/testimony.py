"""What answers would be if some claims had not been made: a source is dropped, or only what was said by a date counts.

An event keeps the claims that are left and gets the verdict of these; one without any is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodoffices.graph.dates import bounds
from goodoffices.graph.edges import relation_of
from goodoffices.graph.errors import UnknownNameError
from goodoffices.graph.verdicts import Statement, verdict
from goodoffices.queries.actors import resolve
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


def unheard(ask: Ask, events: Collection[str], filters: Filters, known: People) -> dict[str, set[str]]:
    """The claims on these events that do not count by the filters: ids by event.

    Raises UnknownNameError for a source that is neither a document nor an actor.
    """
    found: dict[str, set[str]] = {}
    for event, claim in (*_of_sources(ask, filters.without, known), *_said_later(ask, events, filters)):
        if event in events:
            found.setdefault(event, set()).add(claim)
    return found


def _of_sources(ask: Ask, words: Iterable[str], known: People) -> Iterator[tuple[str, str]]:
    for word in words:
        documents = [row["id"] for row in ask(text_of("find-document"), words=[word.strip()])]
        actors = () if documents else _actors(ask, word, known)
        for row in ask(text_of("claims-of"), a=list(actors), documents=documents):
            yield row["event_id"], row["claim_id"]


def _actors(ask: Ask, word: str, known: People) -> tuple[str, ...]:
    try:
        return resolve(ask, word, known).ids
    except UnknownNameError as error:
        raise UnknownNameError(f"{error} Nor is a document called so.") from None


def _said_later(ask: Ask, events: Collection[str], filters: Filters) -> Iterator[tuple[str, str]]:
    """Claims said after the date; those of unknown date count unless only what is sure shall."""
    if (last := filters.last_heard()) is None:
        return
    for row in ask(text_of("claims-said"), ids=sorted(events)):
        said = row["said_on"] or row["published"]
        day = bounds(said).end if said and filters.surely else said and bounds(said).start
        if (day > last) if day else filters.surely:
            yield row["event_id"], row["claim_id"]


def without(event: Stored, claims: Collection[str]) -> Stored | None:
    """The whole event as it is told without these claims; None where nobody is left who tells of it."""
    left = [claim for claim in event["claims"] if claim["id"] not in claims]
    if not left:
        return None
    stored = event["event"]
    found = verdict(map(statement, left))
    relation = relation_of(stored["type"], stored["status"], found)
    documents = [key for key in stored["documents"] if any(claim["document"]["id"] == key for claim in left)]
    return {
        **event,
        "event": {**stored, "verdict": found, "relation": relation, "documents": documents},
        "claims": left,
    }
