"""To which bloc an actor belongs: as somebody says, or by the part of the world in which a state lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.errors import InputError, UnknownNameError
from goodoffices.queries.engine.name_resolution import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.rows import Found

REGION, SUBREGION = "region", "subregion"
"""The ways in which states fall into blocs by themselves: M49's five regions, or its seventeen sub-regions."""


@dataclass(frozen=True, slots=True)
class Blocs:
    """Who belongs where: ``named`` has the bloc of an actor by its id, ``by`` how other states are placed, if at all.

    ``absent``: how many actors were named that are in no document; ``remarks``: which names fit several actors.
    """

    named: Mapping[str, str]
    by: str | None = None
    absent: int = 0
    remarks: tuple[str, ...] = ()

    def of(self, actor: Found) -> str | None:
        """The bloc of an actor; None if it has none."""
        # What somebody says comes before the map: a state need not stand with its region.
        if named := self.named.get(actor["id"]):
            return named
        if self.by is None:
            return None
        from goodoffices.graph.vocabulary.regions import regions

        # Only states lie in a region; an organisation or a person has no bloc unless it is given one.
        region = regions().get(actor["iso3"] or "")
        return None if region is None else str(getattr(region, self.by))


def blocs(ask: ReadTransaction, known: MergedActors, given: Mapping[str, str], by: str | None) -> Blocs:
    """The blocs of actors given by any of their names.

    Raises InputError that says every name that is unknown or ambiguous, and every actor in two blocs.
    """
    named: dict[str, str] = {}
    wrong: list[str] = []
    remarks: list[str] = []
    absent = 0
    for name, bloc in given.items():
        try:
            asked = resolve(ask, name, known)
        except UnknownNameError as error:
            wrong.append(str(error))
            continue
        ids = {known.id(key) for key in asked.ids}
        others = sorted({named[key] for key in ids if named.get(key, bloc) != bloc})
        wrong += [f'"{name}" is put into "{bloc}", but stands in "{other}" under another name.' for other in others]
        named |= dict.fromkeys(ids, bloc)
        # A state of which no document tells is no mistake in the file, only no node of the network.
        absent += not ids
        remarks += asked.remarks if ids else ()
    if wrong:
        raise InputError("\n".join(wrong))
    return Blocs(named, by, absent, tuple(remarks))
