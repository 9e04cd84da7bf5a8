"""What answers would be if some claims had not been made: a source is dropped, or only what was said by a date counts.

An event keeps the claims that are left and gets the verdict of these; one without any is not told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UnknownNameError
from goodoffices.graph.model import Role
from goodoffices.graph.rules.edges import Stage, relation_of, stated_pairs
from goodoffices.graph.rules.verdicts import Statement, verdict
from goodoffices.graph.vocabulary.dates import Bounds, bounds
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.name_resolution import resolve
from goodoffices.queries.engine.notices import unknown_when_said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.rows import Found, StoredEvent


def statement(claim: Found) -> Statement:
    """A claim as verdicts see it; narrators of equal texts are one, and speak under the hash of their text."""
    deepest = max(claim["speakers"], key=lambda speaker: speaker["depth"], default=None)
    speaker = deepest["id"] if deepest else claim["document"]["sha256"]
    # By the id, where the value is an actor: two names of one actor are no two values.
    return Statement(claim["aspect"], claim["value_id"] or claim["value"], claim["factuality"], speaker)


@dataclass(frozen=True, slots=True)
class ExcludedClaims:
    """The claims that do not count, by event, and what to say of them."""

    claims: Mapping[str, set[str]]
    remarks: tuple[str, ...] = ()


def excluded_claims(
    ask: ReadTransaction, events: Collection[str], filters: Filters, known: MergedActors
) -> ExcludedClaims:
    """The claims on these events that do not count by the filters.

    Those of unknown date count unless only what is sure shall. Raises UnknownNameError for a source that is neither a
    document nor an actor.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event, claim in claims_of(ask, filters.without, known):
        if event in events:
            found[event].add(claim)
    if (last := filters.last_heard()) is None:
        return ExcludedClaims(found)
    surely, days = filters.hears_surely(), []
    for row in ask(text_of("claims-said"), ids=sorted(events)):
        # A claim without a day of its own was made at the latest when its document came out.
        said = row["said_on"] or row["published"]
        span = bounds(said) if said else Bounds(None, None)
        # What is sure needs its last day in time; else the first day on which it can have been said is enough.
        day = span.end if surely else span.start
        days.append(day)
        is_late = surely if day is None else day > last
        if is_late and row["event_id"] in events:
            found[row["event_id"]].add(row["claim_id"])
    return ExcludedClaims(found, unknown_when_said(days.count(None), len(days), surely))


def claims_of(ask: ReadTransaction, words: Iterable[str], known: MergedActors) -> Iterator[tuple[str, str]]:
    """The claims that rest on these sources, with their events; raises UnknownNameError as ``source_of`` does."""
    for word in words:
        actors, documents = source_of(ask, word, known)
        for row in ask(text_of("claims-of"), a=list(actors), documents=documents):
            yield row["event_id"], row["claim_id"]


def source_of(ask: ReadTransaction, word: str, known: MergedActors) -> tuple[tuple[str, ...], list[str]]:
    """The actors or the documents that a source's name means; raises UnknownNameError where it means none."""
    # A document that is called so comes first: to drop a report is not to drop an actor who bears the same name.
    documents = [row["id"] for row in ask(text_of("find-document"), words=[word.strip()])]
    if documents:
        return (), documents
    try:
        return resolve(ask, word, known).ids, []
    except UnknownNameError as error:
        raise UnknownNameError(f"{error} Nor is a document called so.") from None


def ambiguities(ask: ReadTransaction, words: Iterable[str], known: MergedActors) -> tuple[str, ...]:
    """What to say of sources whose names fit several actors; raises UnknownNameError as ``source_of`` does."""
    documents = [(word, source_of(ask, word, known)[1]) for word in words]
    remarks = (remark for word, found in documents if not found for remark in resolve(ask, word, known).remarks)
    return tuple(dict.fromkeys(remarks))


def without(event: StoredEvent, claims: Collection[str]) -> StoredEvent | None:
    """The whole event as it is told without these claims; None where nobody is left who tells of it."""
    left = [claim for claim in event["claims"] if claim["id"] not in claims]
    if not left:
        return None
    stored = event["event"]
    found = verdict(map(statement, left))
    relation = relation_of(stored["type"], stored["status"], found)
    # Without kinds: only stated pairs are asked for, and these need no more than who acts for whom.
    stage = Stage({}, {one["id"]: frozenset(of["id"] for of in one["of"]) for one in event["roles"]})
    roles = [Role(one["id"], stored["id"], one["role"]) for one in event["roles"]]
    # An edge has two ends. A mediation whose mediator nobody names stays without one, whatever its verdict.
    told = relation if relation and stated_pairs(relation, roles, stage) else None
    documents = [key for key in stored["documents"] if any(claim["document"]["id"] == key for claim in left)]
    return {
        **event,
        "event": {**stored, "verdict": found, "relation": told, "documents": documents},
        "claims": left,
    }
