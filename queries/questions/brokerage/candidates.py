"""Who could mediate between two actors, with every reason for and against as a row of its own, and no score."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.rules.edges import ROLLS_UP
from goodoffices.graph.vocabulary.spelling import fold
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.channels import (
    AGENTS,
    Told,
    actors_of,
    among,
    by_other_end,
    left_out_channels,
    most_telling,
    narrowing,
    reconsidered,
    retold,
    row_between,
    told_as,
)
from goodoffices.queries.engine.counterfactual_ties import Whole, events_told
from goodoffices.queries.engine.filters import narrowed
from goodoffices.queries.engine.merged_actors import MergedActors, merged_actors
from goodoffices.queries.engine.name_resolution import refuse_one_for_both, resolve
from goodoffices.queries.engine.rows import ActorRow, EventRow, Row, actor_row, by_name
from goodoffices.queries.engine.selection import Answer, said_by
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.output.wording import listed, reason, with_state
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.name_resolution import Asked
    from goodoffices.queries.engine.parameters import Given

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

CandidateFields = TypedDict(
    "CandidateFields",
    {"candidate": ActorRow, "rank": int, "for": bool, "reason": str, "whom": list[ActorRow], "events": int},
)
"""Who could mediate, and a reason for or against that; ``events`` says how many give it."""


class CandidateRow(CandidateFields, EventRow):
    """A reason for or against a candidate, and the event that shows it best."""


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

Reasons = dict[str, set[Told]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two actors asked about: the ids of each as they are shown."""

    a: frozenset[str]
    b: frozenset[str]

    def side(self, reason: str) -> frozenset[str]:
        """The side that a reason is about; of reasons between the two, both."""
        return self.a if reason.endswith("_a") else self.b if reason.endswith("_b") else self.a | self.b


def _reason(row: CandidateRow) -> str:
    """A reason in words."""
    side = "for" if row["for"] else "against"
    more = f" ({row['events']} events, this one shown)" if row["events"] > 1 else ""
    told = reason(row["reason"], listed(row["whom"], ""))
    return f"{row['rank']}. {with_state(row['candidate'])} – {side}: {told}{more}"


@question("could-mediate", Shape("event", CandidateRow, _reason), "Who could mediate between {a} and {b}")
def could_mediate(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """Candidates to mediate between two actors: a row for each reason for or against each of them.

    A candidate speaks for itself: a state, organisation or person, or an official of whom no document says for whom it
    acts; what officials did counts for whom they act for. It has a reason for it with either side: it talked with it,
    mediated for it or was to. A row shows one event, asserted before disputed and then the latest, and ``events`` says
    how many there are.

    ``rank`` is no score. Candidates stand by the number of kinds of reasons against them, fewest first; then by the
    number of kinds of reasons for them, most first; then by name. ``limit`` counts candidates, so that none is shown
    without what speaks against it. Raises UsageError if the two are one actor.
    """
    known, a, b = merged_actors(ask), given["a"], given["b"]
    asked = tuple(resolve(ask, name, known) for name in (a, b))
    said = tuple(dict.fromkeys(remark for one in asked for remark in one.remarks))
    pair = _Pair(*(frozenset(map(known.id, one.ids)) for one in asked))
    refuse_one_for_both(a, b, pair.a, pair.b)
    if not pair.a or not pair.b:
        return Answer((), ("Nothing found.", *said))
    counted = said_by(ask, filters, known)
    found = _candidates(ask, known, filters, asked, counted)
    actors = actors_of(ask, {*found, *pair.a, *pair.b}, known)
    ranked = _ranked(found, actors, pair)
    shown = ranked[: filters.limit or _AT_MOST]
    whole = partial(events_told, ask, known, filters)
    rows = tuple(_rows(whole, pair, {one: found[one] for one in shown}, actors))
    cut = (f"The first {len(shown)} of {len(ranked)} candidates.",) if len(shown) < len(ranked) else ()
    denied = left_out_channels(ask, known, filters, counted, pair.a | pair.b)
    return Answer(rows, (*(() if rows else ("Nothing found.",)), *cut, *said, *denied))


def _candidates(
    ask: ReadTransaction, known: MergedActors, filters: Filters, asked: Iterable[Asked], counted: Collection[str] | None
) -> dict[str, Reasons]:
    """Everybody with a reason for or against them."""
    found: defaultdict[str, Reasons] = defaultdict(lambda: defaultdict(set))
    for one, end in zip(asked, "ab", strict=True):
        for other, kind, told in (*_contacts(ask, known, one, filters), *_refusals(ask, known, one, filters)):
            if events := set(among(told, counted)):
                found[known.id(other)][f"{kind}_{end}"] |= events
    for reasons in found.values():
        for what in ("mediated", "proposed"):
            # What a candidate did or proposed with both sides at once was between them.
            both = reasons[f"{what}_with_a"] & reasons[f"{what}_with_b"]
            reasons[f"{what}_between"] = both
            # Moved, not copied: one event is one reason.
            reasons[f"{what}_with_a"] -= both
            reasons[f"{what}_with_b"] -= both
    return {key: {kind: told for kind, told in reasons.items() if told} for key, reasons in found.items()}


def _contacts(
    ask: ReadTransaction, known: MergedActors, asked: Asked, filters: Filters
) -> Iterator[tuple[str, str, list[Told]]]:
    words = {"a": asked.ids, **narrowing(filters)}
    found = [*ask(text_of("contacts"), agents=AGENTS, **words), *ask(text_of("contacts-of-agents"), **words)]
    for row in retold(ask, list(by_other_end(found, "other")), known, filters):
        # What one of the two itself mediated for others makes none of these a mediator.
        if kind := _KINDS.get((row["type"], row["outgoing"])):
            yield row["other"], kind, row["events"]


def _refusals(
    ask: ReadTransaction, known: MergedActors, asked: Asked, filters: Filters
) -> Iterator[tuple[str, str, list[Told]]]:
    """Mediators who were refused: as the text names them, or for whom they act."""
    found: list[Row] = []
    for one in ask(text_of("refusals"), a=asked.ids):
        # As with edges: who speaks for nobody but themselves commits no state.
        of = one["of"] if one["kind"] in ROLLS_UP and one["formality"] != "unofficial" else []
        found.append({**one, "of": of, "level": "stated" if one["stated"] and not of else "rolled_up"})
    # The statement of refusals knows no filters, unlike those of contacts.
    for row in narrowed(reconsidered(ask, found, known, filters), filters, None):
        # A state's envoy who is refused is that state refused, as its acts roll up.
        for mediator in row["of"] or [row["mediator_id"]]:
            yield mediator, "refused_by", [told_as(row)]


def _ranked(found: Mapping[str, Reasons], actors: Mapping[str, Row], pair: _Pair) -> list[str]:
    """Those with a reason for them on either side, who are none of the two and act for none of them, in their order."""
    own = pair.a | pair.b
    # Nor those for whom one of the two acts: a state is no third party to its own ministry.
    principals = {of["id"] for key in own for of in actors[key]["of"]}
    fit = []
    for key, reasons in found.items():
        reached = {end for kind in FOR if kind in reasons for end in ("ab" if kind.endswith("_between") else kind[-1])}
        acting = {of["id"] for of in actors[key]["of"]}
        # Whoever reaches one side alone can carry nothing to the other; and an unnamed group is nobody whom one could
        # ask.
        if len(reached) == 2 and key not in own | principals and not acting & own and actors[key]["kind"] != "group":
            # Kinds of reasons, not events: how often papers wrote of it says nothing of how fit somebody is.
            for_, against = (sum(kind in reasons for kind in kinds) for kinds in (FOR, AGAINST))
            fit.append((against, -for_, fold(actors[key]["name"]), key))
    return [key for *_, key in sorted(fit)]


def _rows(whole: Whole, pair: _Pair, found: Mapping[str, Reasons], actors: Mapping[str, Row]) -> Iterator[CandidateRow]:
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
