"""What rests on whom: a single source, unnamed ones only, or one that is dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.names import fold, is_proper
from goodoffices.graph.verdicts import verdict
from goodoffices.queries import told
from goodoffices.queries.rows import claim_row, claims_in_order, event_row
from goodoffices.queries.selection import Answer, Chosen, Selection, Stored, answered, found_by
from goodoffices.queries.testimony import ambiguities, source_of, without

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.rows import Row
    from goodoffices.queries.told import Told


def single_source(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """The events that give an edge and that one speaker alone affirms: a row for each, with the ``source``."""
    selection = told.found_in(ask, "single-source", told.pair(given), filters, _of_one_speaker)
    return answered(ask, selection, filters, lambda event, one: {**_event(event, one, selection), **_source(event)})


def unnamed_sources(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """The events that give an edge and that only unnamed speakers affirm: a row for each, with the ``sources``."""
    selection = told.found_in(ask, "unnamed-sources", told.pair(given), filters, _of_the_unnamed)
    return answered(ask, selection, filters, lambda event, one: {**_event(event, one, selection), **_sources(event)})


def _of_one_speaker(one: Chosen, claims: Sequence[Told]) -> Collection[object]:
    voices = {said.speaker for said in told.statements(_affirming(claims))}
    return voices if one["relation"] and len(voices) == 1 else ()


def _of_the_unnamed(one: Chosen, claims: Sequence[Told]) -> Collection[object]:
    deepest = [_deepest(claim) for claim in _affirming(claims)]
    return deepest if one["relation"] and all(speaker and not is_named(speaker) for speaker in deepest) else ()


def is_named(speaker: Mapping[str, Any]) -> bool:
    """Whether a speaker has a name by which others could find it; a group, or a description as of "a senior
    official", has none."""
    if speaker["kind"] == "group" or speaker["cardinality"] is not None:
        return False
    known = speaker["iso3"] or speaker["wikidata"] or speaker["aliases"]
    return bool(known) or is_proper(speaker["name"], speaker["kind"])


def _affirming(claims: Iterable[Told]) -> list[Told]:
    listed = list(claims)
    said = zip(listed, told.statements(listed), strict=True)
    return [claim for claim, one in said if one.aspect == "occurrence" and one.affirms]


def _deepest(claim: Told) -> Mapping[str, Any] | None:
    return max(claim["speakers"], key=lambda speaker: speaker["depth"], default=None)


def _event(event: Stored, one: Chosen, selection: Selection) -> Row:
    names = {selection.people.name(name) for some in one["acting"] for name in some or ()}
    return told.event_of(event, one, sorted(names))


def _source(event: Stored) -> Row:
    """The only speaker by name; narrators of equal texts are one, and the first of their titles stands for it."""
    return {"source": _spoken_by(event)[0]}


def _sources(event: Stored) -> Row:
    return {"sources": _spoken_by(event)}


def _spoken_by(event: Stored) -> list[str]:
    claims = _affirming(claims_in_order(event))
    return sorted({claim_row(claim)["said_by"][-1] for claim in claims}, key=lambda name: (fold(name), name))


def without_source(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """What changes if sources are dropped: a row for each event whose verdict, or all that is told of it, goes.

    Raises UnknownNameError for a source that is neither a document nor an actor.
    """
    # The denied ones count: that nobody denies it any more is a change.
    everything = replace(filters, include_denied=True)
    source, remarks = _dropped(ask, given["source"])
    found, whom = found_by(ask, "without-source", told.pair(given), everything, source=source)

    def changes(one: Chosen, silent: Collection[str]) -> bool:
        after = _verdict_without(one, told.counting(one, silent, whom.people))
        return bool(after != one["verdict"])

    whom = replace(whom, remarks=(*whom.remarks, *remarks))
    selection = told.kept(ask, found, whom, everything, changes)
    return answered(ask, selection, filters, _change)


def _dropped(ask: Ask, words: Iterable[object]) -> tuple[list[str], tuple[str, ...]]:
    """The ids of the sources, and what to say of names that fit several."""
    from goodoffices.queries.people import people

    known, names = people(ask), [str(word) for word in words]
    means = (source_of(ask, name, known) for name in names)
    ids = sorted({key for actors, documents in means for key in (*actors, *documents)})
    return ids, ambiguities(ask, names, known)


def _verdict_without(one: Chosen, claims: Sequence[Told]) -> str | None:
    left = [claim for claim in claims if claim["id"] not in one["dropped"]]
    return verdict(told.statements(left)) if left else None


def _change(event: Stored, one: Chosen) -> Row:
    left = without(event, one["dropped"])
    before, after = told.event_of(event, one), left and event_row(left)
    return {
        **before,
        "before": before["verdict"],
        "after": after and after["verdict"],
        "relation_before": before["relation"],
        "relation_after": after and after["relation"],
    }
