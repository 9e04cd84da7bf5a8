"""Who could mediate between two actors, with every reason for and against as a row of its own, and no score."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from goodoffices.graph.edges import ROLLS_UP
from goodoffices.graph.errors import UsageError
from goodoffices.graph.names import fold
from goodoffices.queries.actors import resolve
from goodoffices.queries.filters import Filters, narrowed
from goodoffices.queries.people import People, people
from goodoffices.queries.reheard import Whole, events_told
from goodoffices.queries.rows import Row, actor_row, by_name
from goodoffices.queries.selection import Answer, said_by
from goodoffices.queries.texts import text_of
from goodoffices.queries.ties import (
    AGENTS,
    Told,
    actors_of,
    among,
    by_other_end,
    left_out,
    most_telling,
    narrowing,
    reconsidered,
    retold,
    row_between,
    told_as,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.actors import Asked

FOR = (
    *("mediated_between", "proposed_between", "talks_with_a", "talks_with_b"),
    *("mediated_with_a", "mediated_with_b", "proposed_with_a", "proposed_with_b"),
)
"""Reasons for a candidate, in the order of the rows. Proposed: asked for, offered, agreed, or offered and refused."""

AGAINST = (
    *("refused_by_a", "refused_by_b"),
    *("sanctions_a", "sanctions_b", "sanctioned_by_a", "sanctioned_by_b"),
)
"""Reasons against one. Sanctions count that the event tells as in force, not those eased, waived, lapsed or lifted."""

_KINDS = {
    ("NEGOTIATES_WITH", True): "talks_with",
    ("NEGOTIATES_WITH", False): "talks_with",
    ("MEDIATES", False): "mediated_with",
    ("PROPOSES_MEDIATION", False): "proposed_with",
    ("SANCTIONS", False): "sanctions",
    ("SANCTIONS", True): "sanctioned_by",
}
"""What a derived edge tells of the one at its other end, by whether it leads there from the actor asked for."""

_AT_MOST = 10
"""How many candidates an answer has unless it is asked for more."""

_EVERYTHING = Filters()

Reasons = dict[str, set[Told]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two actors asked about: the ids of each as they are shown."""

    a: frozenset[str]
    b: frozenset[str]

    def side(self, reason: str) -> frozenset[str]:
        """The side that a reason is about; of reasons between the two, both."""
        return self.a if reason.endswith("_a") else self.b if reason.endswith("_b") else self.a | self.b


def could_mediate(ask: Ask, a: str, b: str, filters: Filters = _EVERYTHING) -> Answer:
    """Candidates to mediate between two actors: a row for each reason for or against each of them.

    A candidate speaks for itself: a state, organisation or person, or an official of whom no document says for whom it
    acts; what officials did counts for whom they act for. It has a reason for it with either side: it talked with it,
    mediated for it or was to. A row shows one event, asserted before disputed and then the latest, and ``events`` says
    how many there are.

    ``rank`` is no score. Candidates stand by the number of kinds of reasons against them, fewest first; then by the
    number of kinds of reasons for them, most first; then by name. ``limit`` counts candidates, so that none is shown
    without what speaks against it. Raises UsageError if the two are one actor.
    """
    known = people(ask)
    asked = tuple(resolve(ask, name, known) for name in (a, b))
    said = tuple(dict.fromkeys(remark for one in asked for remark in one.remarks))
    pair = _Pair(*(frozenset(map(known.id, one.ids)) for one in asked))
    if pair.a & pair.b:
        raise UsageError(f'"{a}" and "{b}" are one and the same actor.')
    if not pair.a or not pair.b:
        return Answer((), ("Nothing found.", *said))
    counted = said_by(ask, filters, known)
    found = _candidates(ask, known, filters, asked, counted)
    actors = actors_of(ask, {*found, *pair.a, *pair.b}, known)
    ranked = sorted(_fit(found, actors, pair), key=lambda one: _rank(found[one], actors[one]))
    shown = ranked[: filters.limit or _AT_MOST]
    whole = partial(events_told, ask, known, filters)
    rows = tuple(_rows(whole, pair, {one: found[one] for one in shown}, actors))
    cut = (f"The first {len(shown)} of {len(ranked)} candidates.",) if len(shown) < len(ranked) else ()
    denied = left_out(ask, known, filters, counted, pair.a | pair.b)
    return Answer(rows, (*(() if rows else ("Nothing found.",)), *cut, *said, *denied))


def _candidates(
    ask: Ask, known: People, filters: Filters, asked: Iterable[Asked], counted: Collection[str] | None
) -> dict[str, Reasons]:
    """Everybody with a reason for or against them."""
    found: defaultdict[str, Reasons] = defaultdict(lambda: defaultdict(set))
    for one, end in zip(asked, "ab", strict=True):
        for other, kind, told in (*_contacts(ask, known, one, filters), *_refusals(ask, known, one, filters)):
            if events := set(among(told, counted)):
                found[known.id(other)][f"{kind}_{end}"] |= events
    for reasons in found.values():
        _between(reasons)
    return {key: {kind: told for kind, told in reasons.items() if told} for key, reasons in found.items()}


def _contacts(ask: Ask, known: People, asked: Asked, filters: Filters) -> Iterator[tuple[str, str, list[Told]]]:
    words = {"a": asked.ids, **narrowing(filters)}
    found = [*ask(text_of("contacts"), agents=AGENTS, **words), *ask(text_of("contacts-of-agents"), **words)]
    for row in retold(ask, list(by_other_end(found, "other")), known, filters):
        if kind := _KINDS.get((row["type"], row["outgoing"])):
            yield row["other"], kind, row["events"]


def _refusals(ask: Ask, known: People, asked: Asked, filters: Filters) -> Iterator[tuple[str, str, list[Told]]]:
    """Mediators who were refused: as the text names them, or for whom they act."""
    found = [_levelled(row) for row in ask(text_of("refusals"), a=asked.ids)]
    for row in narrowed(reconsidered(ask, found, known, filters), filters, None):
        for mediator in row["of"] or [row["mediator_id"]]:
            yield mediator, "refused_by", [told_as(row)]


def _levelled(refusal: Row) -> Row:
    """A refusal with those for whom the mediator acts, if its acts count for them, and the level that this gives."""
    counts = refusal["kind"] in ROLLS_UP and refusal["formality"] != "unofficial"
    of = refusal["of"] if counts else []
    return {**refusal, "of": of, "level": "stated" if refusal["stated"] and not of else "rolled_up"}


def _between(reasons: Reasons) -> None:
    """What a candidate did or proposed with both sides at once was between them."""
    for what in ("mediated", "proposed"):
        both = reasons[f"{what}_with_a"] & reasons[f"{what}_with_b"]
        reasons[f"{what}_between"] = both
        for end in "ab":
            reasons[f"{what}_with_{end}"] -= both


def _fit(found: Mapping[str, Reasons], actors: Mapping[str, Row], pair: _Pair) -> Iterator[str]:
    """Those with a reason for them on either side, who are none of the two and act for none of them."""
    own = pair.a | pair.b
    principals = {of["id"] for key in own for of in actors[key]["of"]}
    for key, reasons in found.items():
        sides = {end for kind in FOR if kind in reasons for end in _ends(kind)}
        acting = {of["id"] for of in actors[key]["of"]}
        if sides == {"a", "b"} and key not in own | principals and not acting & own and actors[key]["kind"] != "group":
            yield key


def _ends(reason: str) -> str:
    return "ab" if reason.endswith("_between") else reason[-1]


def _rank(reasons: Reasons, actor: Row) -> tuple[int, int, str, str]:
    return (
        sum(kind in reasons for kind in AGAINST),
        -sum(kind in reasons for kind in FOR),
        fold(actor["name"]),
        actor["id"],
    )


def _rows(whole: Whole, pair: _Pair, found: Mapping[str, Reasons], actors: Mapping[str, Any]) -> Iterator[Row]:
    chosen = sorted({most_telling(told) for reasons in found.values() for told in reasons.values()})
    events = whole(chosen)
    for rank, (key, reasons) in enumerate(found.items(), 1):
        for kind in (*FOR, *AGAINST):
            if told := reasons.get(kind):
                event = row_between(events[most_telling(told)], {key}, pair.side(kind))
                yield {
                    "candidate": actor_row(actors[key]),
                    "rank": rank,
                    "for": kind in FOR,
                    "reason": kind,
                    "whom": [actor_row(one) for one in by_name(actors[side] for side in pair.side(kind))],
                    "events": len(told),
                    **event,
                }
