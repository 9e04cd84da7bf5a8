"""Channels between actors as a network: who talked or mediated with whom, and by which events.

Only derived edges of what took place count: nothing that was only proposed, nothing denied, and no mediation whose
mediator was turned away. What officials and groups did stands at those for whom they act; an official stands alone
only if no document says for whom it acts, or if it is asked for by name. So the contacts of an official that count for
nobody else, unofficial ones, are left out. A channel has no direction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from goodoffices.graph.errors import StoreChangedError, UsageError
from goodoffices.graph.rules.edges import ROLLS_UP
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.counterfactual import ambiguities
from goodoffices.queries.engine.notices import counted_out
from goodoffices.queries.engine.rows import EventRow, Found, Row, event_row, matched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from networkx import Graph

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.rows import StoredEvent

AGENTS = tuple(sorted(ROLLS_UP))

_FIRST, _LAST = "", "~"
"""Before and after any day, as ISO dates sort."""

_AT_ENDS = frozenset({"party", "mediator", "sender", "target", "rejecter"})
"""The roles that a channel, a sanction or a refusal joins."""

_TYPES = ("negotiation", "mediation", "sanction")
"""The types of events that join actors; the first two make channels."""

Pair = tuple[str, str]


class Told(NamedTuple):
    """An event of a channel: its verdict, its first day, empty if it is not known, and its id."""

    verdict: str
    day: str
    id: str


@dataclass(frozen=True, slots=True)
class Ties:
    """The events that make a channel, by its two ends, the smaller id first."""

    events: Mapping[Pair, frozenset[Told]]

    def between(self, one: str, other: str) -> frozenset[Told]:
        """The events that join two actors."""
        return self.events.get((min(one, other), max(one, other)), frozenset())

    def as_one(self, actors: Collection[str]) -> Ties:
        """The channels where the first of these actors stands for all of them."""
        first = {actor: next(iter(actors)) for actor in actors}
        renamed = ((first.get(one, one), first.get(other, other), told) for (one, other), told in self.events.items())
        return joined(renamed)

    def graph(self) -> Graph[str]:
        """The channels as an undirected graph, its nodes in one order whatever the store."""
        from networkx import Graph

        graph: Graph[str] = Graph()
        graph.add_edges_from(sorted(self.events))
        return graph

    def disputed(self) -> int:
        """How many channels rest on disputed events alone."""
        return sum(all(one.verdict != "asserted" for one in told) for told in self.events.values())


def ties(
    ask: ReadTransaction,
    known: MergedActors,
    filters: Filters,
    counted: Collection[str] | None,
    named: Collection[str] = (),
) -> Ties:
    """All channels by events that pass the filters and are ``counted``.

    Officials and groups that are ``named`` stand for themselves, whomever they act for.
    """
    words = narrowing(filters)
    found = list(by_other_end(_whole(ask(text_of("ties"), agents=AGENTS, **words)), "target"))
    # Apart: whether somebody acts for nobody is asked of the few officials and groups, and not at each channel.
    by_agents = _read(_whole(ask(text_of("ties-of-agents"), agents=AGENTS, named=sorted(named), **words)))
    alone = {row["source"] for row in by_agents}
    # An official who acts for somebody is no node here: the same event's edge, rolled up, leads to whom he acts for.
    found += [row for row in by_agents if not row["agent"] or row["target"] in alone]
    found = retold(ask, found, known, filters)
    return joined((known.id(row["source"]), known.id(row["target"]), among(row["events"], counted)) for row in found)


def joined(found: Iterable[tuple[str, str, Iterable[Told]]]) -> Ties:
    """Channels from ends and events, each pair of ends once, none from an actor to itself."""
    events: defaultdict[Pair, set[Told]] = defaultdict(set)
    for one, other, told in found:
        # Two actors who were judged to be one have no channel with each other.
        if one != other:
            events[min(one, other), max(one, other)].update(told)
    return Ties({pair: frozenset(told) for pair, told in events.items() if told})


def _whole(found: list[Row]) -> list[Row]:
    """The rows; Neo4j gives nodes without properties if they are deleted while the statement runs."""
    if any(row[key] is None for row in found for key in ("source", "target") if key in row):
        raise StoreChangedError("a channel changed while it was asked for; ask again")
    return found


def _read(found: Iterable[Row]) -> list[Row]:
    """The rows with their events as such: a statement gives each as one text, of which a server sends many faster."""
    return [{**row, "events": [Told(*one.split(" ")) for one in row["events"]]} for row in found]


def by_other_end(found: Iterable[Row], name: str) -> Iterator[Row]:
    """The rows of a statement that tells events with who is at their other end: one for each of these, as ``name``."""
    for row in found:
        ends: defaultdict[str, list[Told]] = defaultdict(list)
        for one in row["events"]:
            other, *told = one.split(" ")
            ends[other].append(Told(*told))
        yield from ({**row, name: other, "events": told} for other, told in ends.items())


def retold(ask: ReadTransaction, found: list[Row], known: MergedActors, filters: Filters) -> list[Row]:
    """The rows with the events that the claims that count still tell, at the verdict which these give."""
    if not filters.reconsiders():
        return found
    from goodoffices.queries.engine.counterfactual_ties import verdicts

    changed = verdicts(ask, {told.id for row in found for told in row["events"]}, known, filters)
    wanted = filters.verdict
    return [
        {
            **row,
            "events": [
                told._replace(verdict=verdict)
                for told in row["events"]
                if (verdict := changed.get(told.id, told.verdict)) and (not wanted or verdict in wanted)
            ],
        }
        for row in found
    ]


def reconsidered(ask: ReadTransaction, found: list[Row], known: MergedActors, filters: Filters) -> list[Row]:
    """Rows of an event each, at the verdicts that the claims that count give, without those that are told no more."""
    if not filters.reconsiders():
        return found
    from goodoffices.queries.engine.counterfactual_ties import verdicts

    changed = verdicts(ask, {row["event_id"] for row in found}, known, filters)
    told = ({**row, "verdict": changed.get(row["event_id"], row["verdict"])} for row in found)
    return [row for row in told if row["verdict"]]


def narrowing(filters: Filters) -> Row:
    """The filters as parameters of the statements. Raises UsageError for one that can't hold for channels."""
    if filters.shows_denied():
        raise UsageError("Denied events make no channel, so they can't be shown here; timeline --include-denied does.")
    first, last = filters.window()
    # With ``surely`` alone too: what has no known date is then left out.
    dated = first or last or filters.surely
    return {
        "first": (first or _FIRST) if dated else None,
        "last": (last or _LAST) if dated else None,
        "dates": "within" if filters.surely else "overlap",
        "statuses": filters.status or None,
        # The stored verdict says nothing where claims are left out: those told anew are narrowed afterwards.
        "verdicts": None if filters.reconsiders() else filters.verdict or None,
        "level": "stated" if filters.stated_only else None,
    }


def among(told: Iterable[Told], ids: Collection[str] | None) -> Iterable[Told]:
    """The events among these ids; all where ``ids`` is None."""
    return told if ids is None else [one for one in told if one.id in ids]


def told_as(event: Found) -> Told:
    """A selected event as the statements tell it."""
    return Told(event["verdict"], event["date_start"] or "", event["event_id"])


def most_telling(told: Iterable[Told]) -> str:
    """The id of the event to show for a channel: asserted before disputed, then the latest, undated ones last."""
    return max(told, key=lambda one: (one.verdict == "asserted", one.day, one.id)).id


def actors_of(ask: ReadTransaction, ids: Iterable[str], known: MergedActors) -> dict[str, Row]:
    """The actors of these ids as they are shown, with whom they act for."""
    wanted = sorted(set(ids))
    stored = ask(text_of("actors"), ids=known.everybody(wanted))
    found = {one["id"]: one for one in known.each_once(stored)}
    if gone := [key for key in wanted if key not in found]:
        raise StoreChangedError(f"the actor {gone[0]} changed while it was asked for; ask again")
    return found


def row_between(event: StoredEvent, one: Collection[str], other: Collection[str]) -> EventRow:
    """The row of an event that joins two sides, at the level at which they stand in it."""
    return event_row(event, *matched(_filling(event, one), _filling(event, other)))


def _filling(event: StoredEvent, side: Collection[str]) -> list[Row]:
    """Who fills a side's role in the event: the side itself, or those who act for it."""
    found = ({**one, "stated": one["id"] in side} for one in event["roles"] if one["role"] in _AT_ENDS)
    return [one for one in found if one["stated"] or any(of["id"] in side for of in one["of"])]


def left_out_channels(
    ask: ReadTransaction,
    known: MergedActors,
    filters: Filters,
    counted: Collection[str] | None,
    a: Collection[str] | None = None,
) -> list[str]:
    """What to say of events that would pass the filters, but make no channel.

    Of all these are the denied and the mediations without a mediator, of those with a role of ``a`` the denied.
    """
    # Events have neither level nor edge, and their verdict is what is looked for here.
    words = {key: told for key, told in narrowing(filters).items() if key not in ("verdicts", "level")}
    if a is None:
        found = ask(text_of("left-out"), types=_TYPES[:2], **words)
    else:
        found = ask(text_of("left-out-of"), a=known.everybody(a), types=_TYPES, **words)
    told = {one for row in retold(ask, _read(found), known, filters) for one in among(row["events"], counted)}
    verdicts = Counter(one.verdict for one in told)
    open_ = sum(verdicts[one] for one in filters.verdict or ("asserted", "disputed"))
    # Who asked for one verdict did not ask for denied ones, so that these were not left out.
    counts = counted_out(0 if filters.verdict else verdicts["denied"], open_)
    told_of = [f"Left out: {counts}; timeline --include-denied shows such."] if counts else []
    return [*ambiguities(ask, filters.without, known), *told_of]
