"""From a question to its rows: whom it asks about, what fits, what is left out and counted, and whole events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import StoreChangedError
from goodoffices.queries.actors import resolve
from goodoffices.queries.filters import Filters, in_order, narrowed
from goodoffices.queries.people import NOBODY, People, people
from goodoffices.queries.remarks import left_out, undated_among, undated_left_out
from goodoffices.queries.rows import Row, is_left_out, matched
from goodoffices.queries.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from goodoffices.graph.store import Ask

_BATCH = 2000
"""How many whole events one statement fetches: their claims and quotes are held in memory at once."""

_AFFIRMED = frozenset({"asserted", "disputed"})

Order = Callable[[Mapping[str, Any]], tuple[Any, ...]]
Chosen = dict[str, Any]
Stored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, and what must be said beside them: names that fit several, what was left out."""

    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """All that a question chose, in order, what to say of it, the ids of the actors asked for, and who are one.

    ``unheard``: the claims that do not count, by event.
    """

    chosen: tuple[Chosen, ...]
    remarks: tuple[str, ...]
    asked: frozenset[str]
    people: People = NOBODY
    unheard: Mapping[str, Collection[str]] = field(default_factory=dict)


def selected(
    ask: Ask,
    name: str,
    actors: Mapping[str, str | None],
    filters: Filters,
    order: Order = in_order,
    **values: object,
) -> Selection:
    """The events that the question ``name`` selects for these actors and that pass the filters.

    ``values`` are the question's other parameters.
    """
    found, whom = found_by(ask, name, actors, filters, **values)
    return fitting(ask, found, whom, filters, order)


def found_by(
    ask: Ask, name: str, actors: Mapping[str, str | None], filters: Filters, **values: object
) -> tuple[list[dict[str, Any]], Selection]:
    """What the question ``name`` finds, unfiltered, and a selection that only says whom it asked about."""
    known = people(ask)
    sides = {side: None if text is None else resolve(ask, text, known) for side, text in actors.items()}
    speaker = None if filters.said_by is None else resolve(ask, filters.said_by, known)
    everybody = [asked for asked in (*sides.values(), speaker) if asked]
    remarks = tuple(dict.fromkeys(remark for asked in everybody for remark in asked.remarks))
    named = frozenset(key for asked in sides.values() if asked for key in asked.ids)
    whom = Selection((), remarks, named, known)
    if any(not asked.ids for asked in everybody):
        return [], whom
    return ask(text_of(name), **{side: asked and asked.ids for side, asked in sides.items()}, **values), whom


def fitting(
    ask: Ask, found: list[dict[str, Any]], whom: Selection, filters: Filters, order: Order = in_order
) -> Selection:
    """Of the events that a question found ``whom`` it asked about, those that pass the filters, in order."""
    return passing(ask, heard(ask, found, whom, filters), filters, order)


def heard(ask: Ask, found: list[dict[str, Any]], whom: Selection, filters: Filters) -> Selection:
    """All that a question found, by the claims that count; what nobody is left to tell of is gone."""
    told, unheard, remarks = _heard(ask, _as_one(_present(found), whom.people), filters, whom.people)
    return replace(whom, chosen=tuple(told), remarks=(*whom.remarks, *remarks), unheard=unheard)


def passing(ask: Ask, selection: Selection, filters: Filters, order: Order = in_order) -> Selection:
    """Of what was chosen, what passes the filters, in order."""
    levelled = [{**one, **_level(one)} for one in selection.chosen]
    shown, remarks = _fitting(levelled, filters, said_by(ask, filters, selection.people))
    return replace(selection, chosen=tuple(sorted(shown, key=order)), remarks=(*selection.remarks, *remarks))


def parted(
    ask: Ask, told: Selection, filters: Filters, keep: Callable[[Chosen], object], order: Order = in_order
) -> tuple[Selection, int]:
    """Of what is heard, what ``keep`` takes and the filters let pass, in order; and how many others would pass.

    What ``keep`` refuses the question never shows, so that it is not counted as what --include-denied shows.
    """
    taken: tuple[list[Chosen], list[Chosen]] = ([], [])
    for one in told.chosen:
        taken[0 if keep(one) else 1].append(one)
    shown, others = (replace(told, chosen=tuple(some)) for some in taken)
    return passing(ask, shown, filters, order), len(passing(ask, others, filters).chosen)


def affirmed(ask: Ask, told: Selection, filters: Filters, order: Order = in_order) -> tuple[Selection, int]:
    """Of what is heard, what somebody affirms and the filters let pass, in order; and how much nobody affirms."""
    sure = tuple(one for one in told.chosen if one["verdict"] in _AFFIRMED)
    others = tuple(one for one in told.chosen if one["verdict"] not in _AFFIRMED)
    unaffirmed = passing(ask, replace(told, chosen=others), replace(filters, include_denied=True)).chosen
    return passing(ask, replace(told, chosen=sure), filters, order), len(unaffirmed)


def _fitting(
    levelled: Sequence[Chosen], filters: Filters, said: Collection[str] | None
) -> tuple[list[Chosen], list[str]]:
    """What is shown, and what to say of what is not, or is only because nobody knows when it was."""
    shown, remarks = _apart(narrowed(levelled, filters, said), filters)
    if filters.surely:
        loosely, _ = _apart(narrowed(levelled, replace(filters, surely=False), said), filters)
        return shown, [*remarks, *undated_left_out(loosely)]
    return shown, [*remarks, *(undated_among(shown) if filters.window() != (None, None) else ())]


def _heard(
    ask: Ask, found: list[Chosen], filters: Filters, known: People
) -> tuple[list[Chosen], Mapping[str, Collection[str]], tuple[str, ...]]:
    """The events with the verdicts of the claims that count, the claims on them that don't, and what to say of it."""
    if not filters.reconsiders():
        return found, {}, ()
    from goodoffices.queries.testimony import ambiguities, unheard, without

    silent = unheard(ask, frozenset(one["event_id"] for one in found), filters, known)
    events = whole_events(ask, sorted(silent.claims), known)
    told = {key: without(event, silent.claims[key]) for key, event in events.items()}
    kept = [{**one, **_verdict(told.get(one["event_id"]))} for one in found if told.get(one["event_id"], one)]
    return kept, silent.claims, (*ambiguities(ask, filters.without, known), *silent.remarks)


def _verdict(event: Stored | None) -> Chosen:
    return {name: event["event"][name] for name in ("verdict", "relation")} if event else {}


def _present(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows; Neo4j gives a node without its properties if it is deleted while the statement runs."""
    ends = (end for row in found for side in ("one", "other", "roles") for end in row.get(side) or ())
    if None in {*(row["event_id"] for row in found), *(end[key] for end in ends for key in ("id", "name"))}:
        raise StoreChangedError("an event changed while it was asked for; ask again")
    return found


def _as_one(found: Iterable[Mapping[str, Any]], known: People) -> list[Chosen]:
    """What was found, where actors that are one stand once: as a mediator, and on either side but not on both."""
    if not known.shown:
        return [dict(one) for one in found]
    rows: dict[tuple[Any, ...], Chosen] = {}
    for one in found:
        sides = {side: known.each_once(one[side], "stated") for side in ("one", "other") if one.get(side)}
        row = {**one, **sides}
        if one.get("mediator_id"):
            row["mediator_id"] = known.id(one["mediator_id"])
        if len(sides) < 2 or any(x["id"] != y["id"] for x in sides["one"] for y in sides["other"]):
            rows.setdefault((row["event_id"], row.get("mediator_id")), row)
    return list(rows.values())


def _level(one: Mapping[str, Any]) -> Chosen:
    sides = [side for side in (one.get("one"), one.get("other")) if side]
    level, through = matched(*sides) if sides else ("stated" if one.get("stated", True) else "rolled_up", [])
    return {"level": level, "through": through}


def said_by(ask: Ask, filters: Filters, known: People) -> frozenset[str] | None:
    """The ids of the events with a claim by the speaker asked for; None if none is."""
    if filters.said_by is None:
        return None
    speaker = resolve(ask, filters.said_by, known)
    return frozenset(one["event_id"] for one in ask(text_of("said-by"), a=speaker.ids))


def _apart(found: Iterable[Mapping[str, Any]], filters: Filters) -> tuple[list[Chosen], list[str]]:
    """What is shown, and what to say about the denied and the mediator-less that are not."""
    shown: list[Chosen] = []
    denied: set[str] = set()
    open_: set[str] = set()
    for one in found:
        has_mediator = one.get("has_mediator", one.get("mediator_id") is not None)
        if filters.shows_denied() or not is_left_out(one, has_mediator):
            shown.append(dict(one))
        else:
            (denied if one["verdict"] == "denied" else open_).add(one["event_id"])
    return shown, left_out(len(denied), len(open_))


def whole_events(ask: Ask, ids: Iterable[str], known: People) -> dict[str, Stored]:
    """The whole stored events of these ids, by id, with actors as they are shown.

    Raises StoreChangedError if one of them is no longer there.
    """
    distinct = list(dict.fromkeys(ids))
    batches = (distinct[start : start + _BATCH] for start in range(0, len(distinct), _BATCH))
    found = (row for batch in batches for row in ask(text_of("events"), ids=batch))
    events = {row["event"]["id"]: _with_people(row, known) for row in found if _is_whole(row)}
    if gone := [key for key in distinct if key not in events]:
        raise StoreChangedError(f"the event {gone[0]} changed while it was asked for; ask again")
    return events


def events_of(ask: Ask, selection: Selection, chosen: Iterable[Chosen]) -> dict[str, Stored]:
    """The whole events of what was chosen, by id, with the claims that count."""
    events = whole_events(ask, (one["event_id"] for one in chosen), selection.people)
    if not selection.unheard:
        return events
    from goodoffices.queries.testimony import without

    told = {key: without(event, selection.unheard.get(key, ())) for key, event in events.items()}
    return {key: event for key, event in told.items() if event}


def _is_whole(event: Stored) -> bool:
    """Whether no part of it was deleted while the statement ran: see ``_present``."""
    roles, claims = event["roles"], event["claims"]
    parts: tuple[tuple[Iterable[Stored], tuple[str, ...]], ...] = (
        ((event["event"],), ("id", "type", "verdict", "documents")),
        (roles, ("id", "name", "role")),
        ((side for role in roles for side in role["of"]), ("id", "name")),
        (event["places"], ("id", "name")),
        (claims, ("id", "aspect", "factuality")),
        ((claim["evidence"] for claim in claims), ("exact", "start", "end")),
        ((claim["document"] for claim in claims), ("id", "sha256")),
        ((speaker for claim in claims for speaker in claim["speakers"]), ("id", "name", "depth")),
    )
    return all(part[name] is not None for some, names in parts for part in some for name in names)


def _with_people(event: Stored, known: People) -> Stored:
    if not known.shown:
        return event
    claims = [{**claim, **said_of(claim, known)} for claim in event["claims"]]
    return {**event, "roles": known.each_once(event["roles"], "role"), "claims": claims}


def said_of(claim: Mapping[str, Any], known: People) -> Row:
    """Who speaks, and of whom, as they are shown."""
    said: Row = {"speakers": [known.as_shown(speaker) for speaker in claim["speakers"]]}
    if claim["value_id"] in known.shown:
        said |= {"value_id": known.id(claim["value_id"]), "value": known.shown[claim["value_id"]]["name"]}
    return said


def answered(ask: Ask, selection: Selection, filters: Filters, shape: Callable[[Stored, Chosen], Row]) -> Answer:
    """The rows of a selection, each shaped from its whole event and what was special in choosing it."""
    chosen = selection.chosen[: filters.limit]
    events = events_of(ask, selection, chosen)
    rows = tuple(shape(events[one["event_id"]], one) for one in chosen)
    return Answer(rows, closing(selection, filters, len(selection.chosen)))


def closing(selection: Selection, filters: Filters, total: int) -> tuple[str, ...]:
    """What to say beside an answer of ``total`` rows, before the limit."""
    if total == 0:
        return ("Nothing found.", *selection.remarks)
    cut = filters.limit is not None and filters.limit < total
    return (*([f"The first {filters.limit} of {total} rows."] if cut else []), *selection.remarks)
