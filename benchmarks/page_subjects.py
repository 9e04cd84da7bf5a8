"""Whose pages are measured: ours by each renderer, and what others make of the same actors and relations."""

from __future__ import annotations

import inspect
import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.targets import ROOT
from goodoffices.pages import Edge, PageData, render, write_page
from goodoffices.pages.layout import positions

RIVALS = ROOT / "build" / "rivals" / "bin" / "python"
"""The interpreter that has the others' packages: ``make build/rivals``."""


@dataclass(frozen=True, slots=True)
class Subject:
    """``least`` and ``most`` bound the actors of the networks that it is tried with; ``there`` says why it is not."""

    name: str
    words: str
    drawing: str
    least: int
    most: int
    write: Callable[[PageData, Path], None]
    there: Callable[[], str | None] = lambda: None

    @property
    def is_ours(self) -> bool:
        """Whether it is our page, by whichever renderer: it gets all its visits."""
        return self.name in ("vis", "sigma")


def _ours(renderer: str) -> Callable[[PageData, Path], None]:
    chosen: Mapping[str, Any] = {"renderer": renderer} if _takes_renderer() else {}
    return lambda page, file: write_page(file, render(page, **chosen))


def _takes_renderer() -> bool:
    return "renderer" in inspect.signature(render).parameters


def _sigma_is_there() -> str | None:
    return None if _takes_renderer() else "pages have one renderer only"


def _pyvis(page: PageData, file: Path, places: Mapping[str, tuple[int, int]] | None = None) -> None:
    """As its manual has it, but directed, for else it drops parallel relations, and with its library inside."""
    from pyvis.network import Network

    drawing = Network(directed=True, cdn_resources="in_line")
    for node in page.nodes:
        place = dict(zip("xy", places[node.id], strict=True)) if places else {}
        drawing.add_node(node.id, label=node.name, **place)
    for edge in page.edges:
        drawing.add_edge(edge.source, edge.target, title=_quote(page, edge))
    if places:
        drawing.toggle_physics(False)
    file.write_text(drawing.generate_html(), encoding="utf-8")


def _pyvis_still(page: PageData, file: Path) -> None:
    """The same without physics, with each actor at its place."""
    places = positions([node.id for node in page.nodes], [(one.source, one.target) for one in page.edges], seed=1)
    _pyvis(page, file, places)


def _gravis(page: PageData, file: Path) -> None:
    nodes = {node.id: {"label": node.name} for node in page.nodes}
    edges = [
        {"source": one.source, "target": one.target, "label": one.type, "metadata": {"hover": _quote(page, one)}}
        for one in page.edges
    ]
    graph = json.dumps({"graph": {"directed": True, "nodes": nodes, "edges": edges}})
    command = [str(RIVALS), "-W", "ignore", "-m", "benchmarks.page_gravis", str(file)]
    subprocess.run(command, input=graph, text=True, check=True, cwd=ROOT)


def _gravis_is_there() -> str | None:
    return None if RIVALS.exists() else "it is not installed; make build/rivals does so"


def _quote(page: PageData, edge: Edge) -> str:
    return str(page.events[edge.event_id]["claims"][0]["exact"])


_ALL = (
    Subject("vis", "ours, `vis`", "canvas", 0, 2_000, _ours("vis")),
    Subject("sigma", "ours, `sigma`", "webgl", 2_000, 50_000, _ours("sigma"), _sigma_is_there),
    Subject("pyvis-still", "pyvis 0.3.2, physics off, places given", "canvas", 0, 2_000, _pyvis_still),
    Subject("pyvis", "pyvis 0.3.2, defaults", "canvas", 0, 2_000, _pyvis),
    Subject("gravis", "gravis 0.1.0 (`vis`), defaults", "canvas", 0, 2_000, _gravis, _gravis_is_there),
)

SUBJECTS: Mapping[str, Subject] = {one.name: one for one in _ALL}
