"""What rests on whom: a single source, unnamed ones only, or one that is dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.graph.rules.verdicts import verdict
from goodoffices.graph.vocabulary.names import is_proper
from goodoffices.graph.vocabulary.spelling import fold
from goodoffices.queries.engine import claims as told
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.counterfactual import ambiguities, source_of, without
from goodoffices.queries.engine.first_rows import Search
from goodoffices.queries.engine.merged_actors import merged_actors
from goodoffices.queries.engine.rows import DatedEventRow, Match, StoredEvent, claim_row, claims_in_order, event_row
from goodoffices.queries.engine.selection import Answer, Selection, answered, match_events
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.claims import Find, Told
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Found


class SingleSourceRow(DatedEventRow):
    """An event that one speaker alone affirms."""

    source: str


class UnnamedSourcesRow(DatedEventRow):
    """An event that only speakers without a name affirm."""

    sources: list[str]


class ChangedRow(DatedEventRow):
    """An event with its verdict and its edge before and after sources were dropped; None where nothing is told then."""

    before: str
    after: str | None
    relation_before: str | None
    relation_after: str | None


def _changed(row: ChangedRow) -> tuple[str]:
    if row["after"] is None:
        return (f"Without the source nothing is told of it; with it {row['before']}",)
    edges = f"; edge {row['relation_before'] or 'none'}, then {row['relation_after'] or 'none'}"
    changed = edges if row["relation_before"] != row["relation_after"] else ""
    return (f"Without the source {row['after']}; with it {row['before']}{changed}",)


@question("single-source", Shape("claim", SingleSourceRow, lines=lambda row: (f"Only {row['source']} affirms it",)))
def single_source(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """The events that give an edge and that one speaker alone affirms: a row for each, with the ``source``."""
    search = Search.of(ask, "edge-events", told.pair(given), filters, affirming=1)
    if search.whom.counts_as_stored(filters):
        selection = search.selected(ask, filters)
    else:
        selection = _by_claims(ask, given, filters, _of_one_speaker)
    # Narrators of equal texts are one speaker, and the first of their titles stands for it.
    return answered(
        ask,
        selection,
        filters,
        lambda event, one: {**_event(event, one, selection), "source": _spoken_by(event)[0]},
    )


@question(
    "unnamed-sources",
    Shape(
        "claim",
        UnnamedSourcesRow,
        lines=lambda row: (f"Only unnamed sources affirm it: {', '.join(row['sources'])}",),
    ),
)
def unnamed_sources(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """The events that give an edge and that only unnamed speakers affirm: a row for each, with the ``sources``."""
    search = Search.of(ask, "edge-events", told.pair(given), filters, affirming=None)
    # Where actors are one, one without a name may be shown under the name of another.
    if search.whom.merged_actors.shown:
        selection = _by_claims(ask, given, filters, _of_the_unnamed)
    else:
        unnamed = [one["id"] for one in ask(text_of("unknown-speakers")) if not is_named(one)]
        events = [row["event_id"] for row in ask(text_of("said-by"), a=unnamed)] if unnamed else []
        found = search.among(ask, events)
        selection = told.found_among(ask, found, search.whom, filters, _of_the_unnamed, aspect="occurrence")
    return answered(
        ask, selection, filters, lambda event, one: {**_event(event, one, selection), "sources": _spoken_by(event)}
    )


def _by_claims(ask: ReadTransaction, given: Given, filters: Filters, find: Find) -> Selection:
    """The events that give an edge, and in whose claims on the occurrence ``find`` finds anything."""
    actors = told.pair(given)
    return told.found_in(ask, "edge-events", actors, filters, find, aspect="occurrence", affirming=None)


def _of_one_speaker(one: Match, claims: Sequence[Told]) -> Collection[object]:
    voices = {said.speaker for said in told.statements(_affirming(claims))}
    return voices if one["relation"] and len(voices) == 1 else ()


def _of_the_unnamed(one: Match, claims: Sequence[Told]) -> Collection[object]:
    chains = (claim["speakers"] for claim in _affirming(claims))
    deepest = [max(chain, key=lambda speaker: speaker["depth"], default=None) for chain in chains]
    # Where nobody is cited, the document speaks in its own name, and that is known.
    return deepest if one["relation"] and all(speaker and not is_named(speaker) for speaker in deepest) else ()


def is_named(speaker: Found) -> bool:
    """Whether a speaker has a name by which others could find it; a group, or a description as of "a senior
    official", has none."""
    # A number ("three officials") counts people and names none.
    if speaker["kind"] == "group" or speaker["cardinality"] is not None:
        return False
    known = speaker["iso3"] or speaker["wikidata"] or speaker["aliases"]
    return bool(known) or is_proper(speaker["name"], speaker["kind"])


def _affirming(claims: Iterable[Told]) -> list[Told]:
    listed = list(claims)
    said = zip(listed, told.statements(listed), strict=True)
    # Who only denies it is no source of an edge.
    return [claim for claim, one in said if one.aspect == "occurrence" and one.affirms]


def _event(event: StoredEvent, one: Match, selection: Selection) -> DatedEventRow:
    names = {selection.merged_actors.name(name) for some in one["acting"] for name in some or ()}
    return told.event_of(event, one, sorted(names))


def _spoken_by(event: StoredEvent) -> list[str]:
    claims = _affirming(claims_in_order(event))
    return sorted({claim_row(claim)["said_by"][-1] for claim in claims}, key=lambda name: (fold(name), name))


@question("without-source", Shape("claim", ChangedRow, lines=_changed))
def without_source(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """What changes if sources are dropped: a row for each event whose verdict, or all that is told of it, goes.

    Raises UnknownNameError for a source that is neither a document nor an actor.
    """
    # The denied ones count: that nobody denies it any more is a change.
    everything = replace(filters, include_denied=True)
    known, names = merged_actors(ask), [str(word) for word in given["source"]]
    means = (source_of(ask, name, known) for name in names)
    source = sorted({key for actors, documents in means for key in (*actors, *documents)})
    found, whom = match_events(ask, "without-source", told.pair(given), everything, source=source)
    whom = replace(whom, remarks=(*whom.remarks, *ambiguities(ask, names, known)))

    def changes(one: Match, silent: Collection[str]) -> bool:
        claims = told.counting(one, silent, whom.merged_actors)
        left = [claim for claim in claims if claim["id"] not in one["dropped"]]
        # Nothing left is no verdict: that nobody tells of it is not that somebody denies it.
        after = verdict(told.statements(left)) if left else None
        return bool(after != one["verdict"])

    selection = told.kept_by_claims(ask, found, whom, everything, changes)
    return answered(ask, selection, filters, _change)


def _change(event: StoredEvent, one: Match) -> ChangedRow:
    left = without(event, one["dropped"])
    before, after = told.event_of(event, one), left and event_row(left)
    return {
        **before,
        "before": before["verdict"],
        "after": after["verdict"] if after else None,
        "relation_before": before["relation"],
        "relation_after": after["relation"] if after else None,
    }
