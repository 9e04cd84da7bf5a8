"""Judgements as the store keeps them: they stay when a document is forgotten, and what they make is derived anew."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from goodoffices.graph.errors import InputError
from goodoffices.graph.rules.judgements import KINDS, Judgement, contradictory_judgements, judged_clusters
from goodoffices.graph.store.connection import fetch_rows, run_rows
from goodoffices.graph.store.foreign_nodes import grown
from goodoffices.graph.store.load_journal import dismiss, settle
from goodoffices.graph.store.merged import Joined, judged_ids, settled, stored_judgements, taken_apart
from goodoffices.graph.store.remove import Removal, remove

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

STORED = "UNWIND $rows AS id MATCH (j:Judgement {id: id}) SET j.at = j.at RETURN j.id"
CREATE = "UNWIND $rows AS row CREATE (j:Judgement) SET j = row"
SET = "UNWIND $rows AS row MATCH (j:Judgement {id: row.id}) SET j = row"
JUDGEMENTS = Removal("UNWIND $rows AS id MATCH (x:Judgement {id: id})")
TYPES = "UNWIND $rows AS id MATCH (e:Event {id: id}) RETURN e.id, e.type"
KINDS_OF = "UNWIND $rows AS id MATCH (a:Actor {id: id}) RETURN a.id, a.kind, a.iso3, a.wikidata"

ALIKE = (frozenset({"official", "person"}), frozenset({"organization", "igo", "armed_group", "group"}))
"""Kinds under which two documents may speak of one actor."""


@dataclass(frozen=True, slots=True)
class JudgeReport:
    """What was judged anew or taken back, and how the graph grew and shrank by it."""

    changed: tuple[Judgement, ...] = ()
    joined: Joined = field(default_factory=Joined)


def put_judgements(tx: ManagedTransaction, judgements: Iterable[Judgement], *, strict: bool = False) -> JudgeReport:
    """Records judgements; one on a pair takes the place of that pair's former one.

    Raises InputError, and records none, where they contradict each other or the stored ones; if ``strict`` also where
    they join what differs in type or kind. What differs in type stays apart in any case.
    """
    stored = {judgement.id: judgement for judgement in stored_judgements(tx)}
    new = {judgement.id: judgement for judgement in judgements}
    changed = tuple(judgement for key, judgement in sorted(new.items()) if stored.get(key) != judgement)
    if not changed:
        settle(tx)
        return JudgeReport()
    after = {**stored, **new}
    refuse_contradictions(after.values())
    if strict:
        _refuse_mixtures(tx, after.values(), changed)
    # By the former judgements and the new ones: what the former joined is to come apart as well.
    events, actors = (judged_ids(changed, kind) for kind in KINDS)
    state = taken_apart(tx, (*stored.values(), *changed), events, actors)
    rows = [{"id": judgement.id, **asdict(judgement)} for judgement in changed]
    known = {key for (key,) in fetch_rows(tx, STORED, [row["id"] for row in rows])}
    run_rows(tx, CREATE, [row for row in rows if row["id"] not in known])
    run_rows(tx, SET, [row for row in rows if row["id"] in known])
    made = settled(tx, replace(state, judgements=tuple(after.values())))
    settle(tx)
    joined = Joined(nodes_added=len(rows) - len(known)) + made
    grown(tx, -joined.nodes_lost)
    return JudgeReport(changed, joined)


def take_back_judgements(tx: ManagedTransaction, judgements: Sequence[Judgement]) -> JudgeReport:
    """Removes the judgements on these pairs; one that is not there is passed over."""
    stored = {judgement.id: judgement for judgement in stored_judgements(tx)}
    # Also those that are not in: a restore that was broken off may still wait for them.
    dismiss(tx, judgements=[judgement.id for judgement in judgements])
    gone = tuple(stored[judgement.id] for judgement in judgements if judgement.id in stored)
    if not gone:
        return JudgeReport()
    events, actors = (judged_ids(gone, kind) for kind in KINDS)
    state = taken_apart(tx, tuple(stored.values()), events, actors)
    ids = sorted(judgement.id for judgement in gone)
    remove(tx, JUDGEMENTS, ids)
    left = tuple(judgement for key, judgement in stored.items() if key not in ids)
    joined = Joined(nodes_removed=len(ids)) + settled(tx, replace(state, judgements=left))
    grown(tx, -joined.nodes_lost)
    return JudgeReport(gone, joined)


def refuse_contradictions(judgements: Iterable[Judgement]) -> None:
    """Raises InputError for the first contradiction among these judgements."""
    for found in contradictory_judgements(judgements):
        pair = found.different
        who = f"by {pair.by}, {pair.at}" if pair.by else pair.at
        because = ", ".join(f"{judgement.left} and {judgement.right}" for judgement in found.because)
        because += "" if found.is_whole else ", and others"
        raise InputError(
            f"{pair.left} and {pair.right} are judged different ({who}), but by the judgements on {because} they "
            "are the same: undo one of these first"
        )


def _refuse_mixtures(tx: ManagedTransaction, judgements: Collection[Judgement], changed: Iterable[Judgement]) -> None:
    """A class holds events of one type, or actors of kinds that may mean the same and without two different codes."""
    # Classes alone that grow: what was joined before, and perhaps not strictly, is nobody's fault now.
    touched = {key for judgement in changed if judgement.accepts for key in (judgement.left, judgement.right)}
    for kind, text, told in (("event", TYPES, ("type",)), ("actor", KINDS_OF, ("kind", "ISO code", "Wikidata id"))):
        own = (judgement for judgement in judgements if judgement.kind == kind)
        groups = [group for group in judged_clusters(own) if not touched.isdisjoint(group)]
        known = {key: row for key, *row in fetch_rows(tx, text, sorted({key for group in groups for key in group}))}
        for group, (column, what) in itertools.product(groups, enumerate(told)):
            values = {value: key for key in group if key in known and (value := known[key][column])}
            if len(values) > 1 and not any(set(values) <= alike for alike in ALIKE if what == "kind"):
                examples = " and ".join(f"{key} {value}" for value, key in sorted(values.items()))
                raise InputError(f"these {kind}s cannot be one, because they differ in {what}: {examples}")
