"""In which part of the world a state lies, as the United Nations group them for statistics (M49).

``regions.csv`` holds the regions and sub-regions of that standard ("Standard country or area codes for statistical
use", UN Statistics Division) with the ISO 3166-1 codes of the states and territories in each; it was written down for
this project. Taiwan, which M49 does not list, stands under Eastern Asia. Antarctica and Kosovo have no region there,
and so none here. The grouping is geographical; the UN say that it implies nothing about politics.

pycountry, which the names of states come from in part, has ISO's codes and subdivisions but no regions.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Region:
    """Where a state lies: one of five regions ("Asia") and of seventeen sub-regions ("Western Asia")."""

    region: str
    subregion: str


@cache
def regions() -> Mapping[str, Region]:
    """The region of every state that has one, by its ISO 3166-1 code of three letters."""
    text = files(__package__).joinpath("regions.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {iso3: Region(row["region"], row["subregion"]) for row in rows for iso3 in row["states"].split(";")}
