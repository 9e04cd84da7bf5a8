"""Who fills the sides of what a question found: the actors asked about, or those who act for them there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from goodoffices.graph.errors import StoreChangedError
from goodoffices.queries.engine.catalogue import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import LiteralString

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.rows import Found, Row

Sides = Mapping[str, Sequence[str] | None]
"""The ids of the actors asked about, by the parameter that they are; None where a side is open."""

_TWO = ("one", "other")
"""The sides of a statement that gives no more than the ids of who fills them: for ``a``, or else ``b``, and for ``b``
beside ``a``."""

_SIDES = (*_TWO, "held")


def found_by(ask: ReadTransaction, text: LiteralString, sides: Sides, **values: object) -> list[Row]:
    """What a statement finds for these sides, each event (and mediator) once, with those who fill its sides.

    Raises StoreChangedError if one of them is no longer there.
    """
    return with_names(ask, told_apart(ask(text, **sides, **values), sides))


def told_apart(found: list[Row], sides: Sides) -> list[Row]:
    """What was found, where a side that is a list of ids says of each whether it was asked about itself.

    An event that was found for several of the actors stands once; one both of whose sides the same actor alone fills
    lies not between two.
    """
    if not any(isinstance(filler, str) for row in found for side in _TWO for filler in row.get(side) or ()):
        return found
    rows = _each_once(found) if any(len(ids or ()) > 1 for ids in sides.values()) else found
    for row in rows:
        for side, asked in (("one", sides.get("a") or sides.get("b")), ("other", sides.get("b"))):
            row[side] = list(_fillers(row.get(side), asked))
    return [row for row in rows if None in (sides.get("a"), sides.get("b")) or _is_between(row)]


def _each_once(found: Iterable[Row]) -> list[Row]:
    rows: dict[tuple[str, str | None], Row] = {}
    for row in found:
        first = rows.setdefault((row["event_id"], row.get("mediator_id")), row)
        if first is not row:
            first |= {side: [*(first.get(side) or ()), *(row.get(side) or ())] for side in _TWO}
    return list(rows.values())


def _fillers(ids: Iterable[str] | None, asked: Sequence[str] | None) -> Iterator[Row]:
    # Who holds two roles is listed twice.
    return ({"id": key, "stated": key in (asked or ())} for key in dict.fromkeys(ids or ()))


def _is_between(row: Found) -> bool:
    return any(x["id"] != y["id"] for x in row["one"] for y in row["other"])


def with_names(ask: ReadTransaction, found: list[Row]) -> list[Row]:
    """What a question found, with the names of those who fill its sides; a statement may give their ids alone.

    Raises StoreChangedError if one of them is no longer there.
    """
    events = [event for row in found for event in (row, row.get("then")) if event]
    fillers = [
        filler for event in events for side in _SIDES for filler in event.get(side) or () if "name" not in filler
    ]
    ids = sorted({filler["id"] for filler in fillers})
    name_of = {row["id"]: row["name"] for row in ask(text_of("names-of"), ids=ids)} if ids else {}
    if gone := [key for key in ids if name_of.get(key) is None]:
        raise StoreChangedError(f"the actor {gone[0]} changed while it was asked for; ask again")
    for filler in fillers:
        filler["name"] = name_of[filler["id"]]
    return found
