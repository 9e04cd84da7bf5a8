"""From a question to its rows: whom it asks about, what fits, what is left out and counted, and whole events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import StoreChangedError
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.fillers import Sides, found_by
from goodoffices.queries.engine.filters import Filters, in_order, narrowed
from goodoffices.queries.engine.merged_actors import NOBODY_MERGED, MergedActors, merged_actors
from goodoffices.queries.engine.name_resolution import refuse_one_for_both, resolve
from goodoffices.queries.engine.notices import left_out, undated, undated_among, undated_left_out
from goodoffices.queries.engine.rows import Found, Match, Row, StoredEvent, is_left_out, matched
from goodoffices.queries.engine.whole_events import in_batches, whole_events

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from goodoffices.graph.store.store import ReadTransaction

AFFIRMED_VERDICTS = frozenset({"asserted", "disputed"})

_MAY_BE_ONE = frozenset({"requested-mediations"})
"""Questions of two actors who may be one: who asked for a mediation may be a party of it."""

Order = Callable[[Found], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, and what must be said beside them: names that fit several, what was left out.

    Rows that are whole events are fetched while they are taken, some at a time: they can be taken once, and only within
    the transaction. ``columns`` are those that a statement returns, where it alone tells them.
    """

    rows: Iterable[Mapping[str, object]]
    remarks: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """All that a question chose, in order, what to say of it, the ids of the actors asked for, and who are one.

    ``excluded_claims``: the claims that do not count, by event; ``rows``: how many rows an event gives, where not one;
    ``total``: how many were found, where only the first are chosen.
    """

    chosen: tuple[Match, ...]
    remarks: tuple[str, ...]
    asked: frozenset[str]
    merged_actors: MergedActors = NOBODY_MERGED
    excluded_claims: Mapping[str, Collection[str]] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    total: int | None = None

    def counts_as_stored(self, filters: Filters) -> bool:
        """Whether claims count as they do in what is stored of events: all of them, and each for its own speaker."""
        return not (filters.reconsiders() or self.merged_actors.shown)


def selected(
    ask: ReadTransaction,
    name: str,
    actors: Mapping[str, str | None],
    filters: Filters,
    order: Order = in_order,
    **values: object,
) -> Selection:
    """The events that the question ``name`` selects for these actors and that pass the filters.

    ``values`` are the question's other parameters.
    """
    found, whom = match_events(ask, name, actors, filters, **values)
    return apply_all_filters(ask, found, whom, filters, order)


def match_events(
    ask: ReadTransaction, name: str, actors: Mapping[str, str | None], filters: Filters, **values: object
) -> tuple[list[Row], Selection]:
    """What the question ``name`` finds, unfiltered, and a selection that only says whom it asked about.

    Raises UsageError where its two ends ``a`` and ``b`` are one actor.
    """
    sides, whom = asked_about(ask, name, actors, filters)
    return ([] if sides is None else found_by(ask, text_of(name), sides, **values)), whom


def asked_about(
    ask: ReadTransaction, name: str, actors: Mapping[str, str | None], filters: Filters
) -> tuple[Sides | None, Selection]:
    """The ids of the actors on each side of the question ``name``, and a selection that only says whom it asks about.

    None instead of the ids where nothing can be found. Raises UsageError as ``match_events``.
    """
    known = merged_actors(ask)
    sides = {side: None if text is None else resolve(ask, text, known) for side, text in actors.items()}
    # One actor under two names ("Iran", "Tehran") would give its own events as what lies between two.
    if name not in _MAY_BE_ONE and (one := sides.get("a")) and (other := sides.get("b")):
        refuse_one_for_both(str(actors["a"]), str(actors["b"]), one.ids, other.ids)
    # Before anything is found: a speaker whom nobody knows is an error, not an empty answer.
    speaker = None if filters.said_by is None else resolve(ask, filters.said_by, known)
    everybody = [asked for asked in (*sides.values(), speaker) if asked]
    remarks = tuple(dict.fromkeys(remark for asked in everybody for remark in asked.remarks))
    named = frozenset(key for asked in sides.values() if asked for key in asked.ids)
    whom = Selection((), remarks, named, known)
    # A known state that no document tells of took part in nothing and said nothing.
    if any(not asked.ids for asked in everybody):
        return None, whom
    return {side: asked.ids if asked else None for side, asked in sides.items()}, whom


def apply_all_filters(
    ask: ReadTransaction, found: list[Row], whom: Selection, filters: Filters, order: Order = in_order
) -> Selection:
    """Of the events that a question found ``whom`` it asked about, those that pass the filters, in order."""
    return apply_filters(ask, apply_claim_filters(ask, found, whom, filters), filters, order)


def apply_claim_filters(ask: ReadTransaction, found: list[Row], whom: Selection, filters: Filters) -> Selection:
    """All that a question found, by the claims that count; what nobody is left to tell of is gone."""
    # Neo4j gives a node without its properties if it is deleted while the statement runs. Not all fields are looked at,
    # but those that every such node has: others may be null by right.
    ends = (end for row in found for side in ("one", "other", "roles") for end in row.get(side) or ())
    if None in {*(row["event_id"] for row in found), *(end[key] for end in ends for key in ("id", "name"))}:
        raise StoreChangedError("an event changed while it was asked for; ask again")
    known = whom.merged_actors
    chosen = _as_one(found, known)
    if not filters.reconsiders():
        return replace(whom, chosen=tuple(chosen), excluded_claims={})
    from goodoffices.queries.engine.counterfactual import ambiguities, excluded_claims, without

    silent = excluded_claims(ask, frozenset(one["event_id"] for one in chosen), filters, known)
    # Of events that lose no claim the stored verdict holds: only the others are fetched, which is dear.
    events = whole_events(ask, sorted(silent.claims), known)
    told = {key: without(event, silent.claims[key]) for key, event in events.items()}
    kept = []
    for one in chosen:
        # An event of which nobody is left to tell is not shown as denied: nothing is said of it.
        if event := told.get(one["event_id"]):
            kept.append({**one, **{name: event["event"][name] for name in ("verdict", "relation")}})
        elif one["event_id"] not in told:
            kept.append(one)
    remarks = (*whom.remarks, *ambiguities(ask, filters.without, known), *silent.remarks)
    return replace(whom, chosen=tuple(kept), remarks=remarks, excluded_claims=silent.claims)


def apply_filters(ask: ReadTransaction, selection: Selection, filters: Filters, order: Order = in_order) -> Selection:
    """Of what was chosen, what passes the filters, in order.

    It is also told what does not, or does only because nobody knows when it was.
    """
    levelled = [with_level(one) for one in selection.chosen]
    said = said_by(ask, filters, selection.merged_actors)
    shown, remarks = _apart(narrowed(levelled, filters, said), filters)
    if filters.surely:
        loosely, _ = _apart(narrowed(levelled, replace(filters, surely=False), said), filters)
        remarks += undated_left_out(undated(loosely))
    elif filters.window() != (None, None):
        remarks += undated_among(undated(shown), len({one["event_id"] for one in shown}))
    return replace(selection, chosen=tuple(sorted(shown, key=order)), remarks=(*selection.remarks, *remarks))


def with_level(one: Found) -> Match:
    """An event that a question found, with its level and through whom it concerns those asked about."""
    # A statement that looks from no actor gives no sides, and what it says itself of the level counts.
    sides = [side for side in (one.get("one"), one.get("other")) if side]
    level, through = matched(*sides) if sides else ("stated" if one.get("stated", True) else "rolled_up", [])
    return {**one, "level": level, "through": through}


def partition(
    ask: ReadTransaction, told: Selection, filters: Filters, keep: Callable[[Match], object], order: Order = in_order
) -> tuple[Selection, int]:
    """Of what claims tell, what ``keep`` takes and the filters let pass, in order; and how many others would pass.

    What ``keep`` refuses the question never shows, so that it is not counted as what --include-denied shows.
    """
    taken: tuple[list[Match], list[Match]] = ([], [])
    for one in told.chosen:
        taken[0 if keep(one) else 1].append(one)
    shown, others = (replace(told, chosen=tuple(some)) for some in taken)
    return apply_filters(ask, shown, filters, order), len(apply_filters(ask, others, filters).chosen)


def affirmed(ask: ReadTransaction, told: Selection, filters: Filters, order: Order = in_order) -> tuple[Selection, int]:
    """Of what claims tell, what somebody affirms and the filters let pass, in order; and how much nobody affirms."""
    sure = tuple(one for one in told.chosen if one["verdict"] in AFFIRMED_VERDICTS)
    others = tuple(one for one in told.chosen if one["verdict"] not in AFFIRMED_VERDICTS)
    # With the denied, or these would be dropped here and counted nowhere.
    unaffirmed = apply_filters(ask, replace(told, chosen=others), replace(filters, include_denied=True)).chosen
    return apply_filters(ask, replace(told, chosen=sure), filters, order), len(unaffirmed)


def _as_one(found: list[Row], known: MergedActors) -> list[Match]:
    """What was found, where actors that are one stand once: as a mediator, and on either side but not on both."""
    # Not copied, here and below: there may be very many, of which all but a few events are held meanwhile.
    if not known.shown:
        return found
    rows: dict[tuple[Any, ...], Match] = {}
    for one in found:
        sides = {side: known.each_once(one[side], "stated") for side in ("one", "other") if one.get(side)}
        row = {**one, **sides}
        if one.get("mediator_id"):
            row["mediator_id"] = known.id(one["mediator_id"])
        if len(sides) < 2 or any(x["id"] != y["id"] for x in sides["one"] for y in sides["other"]):
            rows.setdefault((row["event_id"], row.get("mediator_id")), row)
    return list(rows.values())


def said_by(ask: ReadTransaction, filters: Filters, known: MergedActors) -> frozenset[str] | None:
    """The ids of the events with a claim by the speaker asked for; None if none is."""
    if filters.said_by is None:
        return None
    speaker = resolve(ask, filters.said_by, known)
    return frozenset(one["event_id"] for one in ask(text_of("said-by"), a=speaker.ids))


def _apart(found: Iterable[Match], filters: Filters) -> tuple[list[Match], list[str]]:
    """What is shown, and what to say about the denied and the mediator-less that are not."""
    shown: list[Match] = []
    denied: set[str] = set()
    open_: set[str] = set()
    for one in found:
        # Statements with a row for each mediator tell who it is; the others only whether there is one.
        has_mediator = one.get("has_mediator", one.get("mediator_id") is not None)
        # Denial is a finding: it is kept and can be asked for, but a plain answer tells what somebody affirms.
        if filters.shows_denied() or not is_left_out(one, has_mediator):
            shown.append(one)
        else:
            (denied if one["verdict"] == "denied" else open_).add(one["event_id"])
    return shown, left_out(len(denied), len(open_))


def events_of(ask: ReadTransaction, selection: Selection, chosen: Iterable[Match]) -> dict[str, StoredEvent]:
    """The whole events of what was chosen, by id, with the claims that count."""
    events = whole_events(ask, (one["event_id"] for one in chosen), selection.merged_actors)
    if not selection.excluded_claims:
        return events
    from goodoffices.queries.engine.counterfactual import without

    # The same claims as in choosing, or a row would quote what its verdict does not count.
    told = {key: without(event, selection.excluded_claims.get(key, ())) for key, event in events.items()}
    return {key: event for key, event in told.items() if event}


def answered(
    ask: ReadTransaction,
    selection: Selection,
    filters: Filters,
    shape: Callable[[StoredEvent, Match], Mapping[str, object]],
) -> Answer:
    """The rows of a selection, each shaped from its whole event and what was special in choosing it."""
    # Cut before the events are fetched with all their quotes; all were counted already.
    told = each_whole(ask, selection, selection.chosen[: filters.limit])
    total = len(selection.chosen) if selection.total is None else selection.total
    return Answer((shape(event, one) for event, one in told), closing(selection, filters, total))


def each_whole(
    ask: ReadTransaction, selection: Selection, chosen: Sequence[Match]
) -> Iterator[tuple[StoredEvent, Match]]:
    """Each of what was chosen with its whole event; these are fetched some at a time, and no more held."""
    for some in in_batches(chosen):
        events = events_of(ask, selection, some)
        yield from ((events[one["event_id"]], one) for one in some)


def closing(selection: Selection, filters: Filters, total: int) -> tuple[str, ...]:
    """What to say beside an answer of ``total`` rows, before the limit."""
    if total == 0:
        # What was left out is told here, too: it may be why there is nothing.
        return ("Nothing found.", *selection.remarks)
    cut = filters.limit is not None and filters.limit < total
    return (*([f"The first {filters.limit} of {total} rows."] if cut else []), *selection.remarks)
