"""The report's part on pages: our page against its targets, and beside what others make of the same networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.page_subjects import SUBJECTS
from benchmarks.results import Result
from benchmarks.tables import grouped, spread, table

LARGEST_CANVAS = (2_000, 8_000)
"""Actors and relations up to which our page draws on a canvas by itself, and above which with WebGL."""


@dataclass(frozen=True, slots=True)
class Target:
    """A line of the targets: what is measured and the limit at each size; above the last size there is none."""

    words: str
    value: Callable[[Result], float | None]
    limits: Mapping[int, float]
    digits: int = 0
    is_least: bool = False

    def cell(self, found: Sequence[Result], actors: int) -> str:
        """The median with its spread, and whether it meets the limit."""
        values = [value for value in map(self.value, found) if value is not None]
        if not values:
            return "-"
        limit = self.limits.get(actors)
        told = spread(values, self.digits)
        if limit is None:
            return told
        is_met = median(values) >= limit if self.is_least else median(values) <= limit
        return f"{told}, {'met' if is_met else '**not met**'} ({'≥' if self.is_least else '≤'} {limit:,g})"


def _of(name: str, factor: float = 1) -> Callable[[Result], float | None]:
    return lambda one: None if one.get(name) is None else one[name] * factor


def _limits(*values: float) -> dict[int, float]:
    return dict(zip((50, 300, 2_000, 10_000), values, strict=False))


TARGETS = (
    Target("HTML, kB", _of("bytes", 1e-3), _limits(700, 1_100, 3_000, 7_000)),
    Target("interactive, s", _of("interactive"), _limits(0.6, 0.8, 2.2, 2.5), 2),
    Target("main thread blocked, s", _of("blocked"), _limits(0.15, 0.35, 1.5, 1.5), 2),
    Target("frames/s, pan", _of("pan_fps"), _limits(55, 50, 30), 0, is_least=True),
    Target("frames/s, zoom", _of("zoom_fps"), _limits(55, 50, 30), 0, is_least=True),
    Target("script a frame, ms, pan", _of("pan_script"), {10_000: 8}, 1),
    Target("script a frame, ms, zoom", _of("zoom_script"), {10_000: 8}, 1),
    Target("JS heap, MB", _of("heap"), _limits(10, 15, 60, 80), 1),
    Target("requests", _of("requests"), _limits(0, 0, 0, 0)),
)


def targets(results: Sequence[Result]) -> str:
    """Every target at every size with what our page measured, drawn as it chooses by itself where that was measured."""
    sizes = list(dict.fromkeys((one["actors"], one["relations"]) for one in results))
    chosen = {size: _chosen(results, size) for size in sizes}
    columns = ("", *(f"{_size(*size)}, {_subject(found)}" for size, found in chosen.items()))
    rows = ((one.words, *(one.cell(found, size[0]) for size, found in chosen.items())) for one in TARGETS)
    return table(columns, rows) if results else ""


def _chosen(results: Sequence[Result], size: tuple[int, int]) -> list[Result]:
    """Our own page of that size, with WebGL above the canvas's limits, and by what there is where one is missing."""
    wanted = ("vis", "sigma") if all(map(int.__le__, size, LARGEST_CANVAS)) else ("sigma", "vis")
    here = [one for one in results if (one["actors"], one["relations"]) == size]
    found = ([one for one in here if one["subject"] == name] for name in wanted)
    return next((each for each in found if each), [])


def _size(actors: int, relations: int) -> str:
    return f"{actors:,}/{relations:,}"


def _subject(found: Sequence[Result]) -> str:
    return f"`{found[0]['subject']}`" if found else "-"


def others(results: Sequence[Result]) -> str:
    """The same figures of everybody's pages, size by size."""
    columns = (
        *("actors/relations", "page", "visits", "kB", "interactive, s", "blocked, s", "frames/s: pan, zoom"),
        *("script a frame, ms: pan, zoom", "heap, MB", "requests"),
    )
    by_page = grouped(results, lambda one: (one["actors"], one["relations"], one["subject"]))
    return table(columns, (_row(found) for found in by_page.values())) if results else ""


def _row(found: Sequence[Result]) -> Sequence[str]:
    first = found[0]
    opened = [one for one in found if one["interactive"] is not None]
    interactive = _cell(opened, "interactive", 2) if opened else f"> {first['patience']:g}"
    return (
        _size(first["actors"], first["relations"]),
        SUBJECTS[first["subject"]].words,
        str(len(found)),
        f"{first['bytes'] / 1000:,.0f}",
        interactive,
        _cell(opened, "blocked", 2),
        _cells(opened, "fps", 0),
        _cells(opened, "script", 1),
        _cell(opened, "heap", 1),
        f"{max(one['requests'] for one in found)}",
    )


def _cells(found: Sequence[Result], what: str, digits: int) -> str:
    return ", ".join(_cell(found, f"{gesture}_{what}", digits) for gesture in ("pan", "zoom"))


def _cell(found: Sequence[Result], name: str, digits: int) -> str:
    values = [one[name] for one in found if one.get(name) is not None]
    return f"{median(values):,.{digits}f}" if values else "-"
