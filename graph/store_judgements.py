"""Judgements as the store keeps them: they stay when a document is forgotten, and what they make is derived anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from goodoffices.graph.errors import InputError
from goodoffices.graph.judgements import KINDS, Contradiction, Judgement, classes, contradictions
from goodoffices.graph.store_foreign import grown
from goodoffices.graph.store_ledger import dismiss, settle
from goodoffices.graph.store_link import fetch_rows, run_rows
from goodoffices.graph.store_remove import Removal, remove
from goodoffices.graph.store_same import Joined, Opened, settled, stored_judgements, taken_apart

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
    stored = {one.id: one for one in stored_judgements(tx)}
    new = {one.id: one for one in judgements}
    changed = tuple(one for key, one in sorted(new.items()) if stored.get(key) != one)
    if not changed:
        settle(tx)
        return JudgeReport()
    after = {**stored, **new}
    refuse_contradictions(after.values())
    if strict:
        _refuse_mixtures(tx, after.values(), changed)
    state = _apart(tx, (*stored.values(), *changed), changed)
    rows = [{"id": one.id, **asdict(one)} for one in changed]
    known = {key for (key,) in fetch_rows(tx, STORED, [row["id"] for row in rows])}
    run_rows(tx, CREATE, [row for row in rows if row["id"] not in known])
    run_rows(tx, SET, [row for row in rows if row["id"] in known])
    made = settled(tx, replace(state, judgements=tuple(after.values())))
    settle(tx)
    return _noted(tx, JudgeReport(changed, Joined(nodes_added=len(rows) - len(known)) + made))


def take_back_judgements(tx: ManagedTransaction, judgements: Sequence[Judgement]) -> JudgeReport:
    """Removes the judgements on these pairs; one that is not there is passed over."""
    stored = {one.id: one for one in stored_judgements(tx)}
    dismiss(tx, judgements=[one.id for one in judgements])
    gone = tuple(stored[one.id] for one in judgements if one.id in stored)
    if not gone:
        return JudgeReport()
    state = _apart(tx, tuple(stored.values()), gone)
    ids = sorted(one.id for one in gone)
    remove(tx, JUDGEMENTS, ids)
    left = tuple(one for key, one in stored.items() if key not in ids)
    return _noted(tx, JudgeReport(gone, Joined(nodes_removed=len(ids)) + settled(tx, replace(state, judgements=left))))


def _noted(tx: ManagedTransaction, report: JudgeReport) -> JudgeReport:
    grown(tx, -report.joined.nodes_lost)
    return report


def refuse_contradictions(judgements: Iterable[Judgement]) -> None:
    """Raises InputError for the first contradiction among these judgements."""
    for found in contradictions(judgements):
        raise InputError(_told(found))


def _told(found: Contradiction) -> str:
    pair = found.different
    because = ", ".join(f"{one.left} and {one.right}" for one in found.because)
    because += "" if found.is_whole else ", and others"
    return (
        f"{pair.left} and {pair.right} are judged different ({_who(pair)}), but by the judgements on {because} they "
        "are the same: undo one of these first"
    )


def _who(one: Judgement) -> str:
    return f"by {one.by}, {one.at}" if one.by else one.at


def _apart(tx: ManagedTransaction, judgements: Iterable[Judgement], changed: Sequence[Judgement]) -> Opened:
    events, actors = ({end for one in changed if one.kind == kind for end in (one.left, one.right)} for kind in KINDS)
    return taken_apart(tx, tuple(judgements), events, actors)


def _refuse_mixtures(tx: ManagedTransaction, judgements: Collection[Judgement], changed: Iterable[Judgement]) -> None:
    """A class holds events of one type, or actors of kinds that may mean the same and without two different codes."""
    touched = {end for one in changed if one.accepts for end in (one.left, one.right)}
    for kind, text in (("event", TYPES), ("actor", KINDS_OF)):
        groups = [one for one in classes(j for j in judgements if j.kind == kind) if not touched.isdisjoint(one)]
        known = {key: row for key, *row in fetch_rows(tx, text, sorted({key for one in groups for key in one}))}
        for group in groups:
            _refuse_mixture(kind, {key: known[key] for key in group if key in known})


def _refuse_mixture(kind: str, known: Mapping[str, Sequence[str | None]]) -> None:
    """``known`` has the type of each event, or the kind and the codes of each actor."""
    for column, what in enumerate(("type",) if kind == "event" else ("kind", "ISO code", "Wikidata id")):
        values = {value: key for key, row in sorted(known.items()) if (value := row[column])}
        if len(values) > 1 and not any(set(values) <= alike for alike in ALIKE if what == "kind"):
            told = " and ".join(f"{key} {value}" for value, key in sorted(values.items()))
            raise InputError(f"these {kind}s cannot be one, because they differ in {what}: {told}")
