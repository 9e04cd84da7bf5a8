"""To which bloc an actor belongs: as somebody says, or by the part of the world in which a state lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import InputError, UnknownNameError
from goodoffices.queries.actors import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.people import People

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

    def of(self, actor: Mapping[str, Any]) -> str | None:
        """The bloc of an actor; None if it has none."""
        return self.named.get(actor["id"]) or (self.by and _place(actor["iso3"], self.by))


def _place(iso3: str | None, by: str) -> str | None:
    from goodoffices.graph.regions import regions

    region = regions().get(iso3 or "")
    return None if region is None else str(getattr(region, by))


def blocs(ask: Ask, known: People, given: Mapping[str, str], by: str | None) -> Blocs:
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
        absent += not ids
        remarks += asked.remarks if ids else ()
    if wrong:
        raise InputError("\n".join(wrong))
    return Blocs(named, by, absent, tuple(remarks))
