"""What leaves the page: the drawing as PNG and SVG, and paper."""

from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from goodoffices.pages import PageData
from tests.support import page_cases
from tests.support.page_visit import Open, Visit
from tests.support.payloads import PAYLOADS

SMALL = page_cases.SMALL
SVG = "{http://www.w3.org/2000/svg}"


def saved(opened: Visit, kind: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that a button gives."""
    with opened.page.expect_download(timeout=10_000) as waiting:
        opened.page.click(f"#save-{kind}")
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def texts(picture: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_the_svg_holds_actors_relations_legend_and_period(visit: Open) -> None:
    opened = visit(SMALL, anchor="#time=2012-01..2019-12&off=kind:igo")
    name, picture = saved(opened, "svg")
    assert name == "talks-mediation-and-sanctions-around-iran.svg"
    words = texts(picture)
    assert words[words.index(SMALL.title) + 1] == ("Jan 2012 to Dec 2019 · 15 of 20 relations shown · left out: igo")
    assert {"Oman", "Shinzo Abe", "Mediates", "Rejected or denied", "Has mediated"} <= set(words)
    assert "European Union" not in words
    titles = [element.text for element in ElementTree.fromstring(picture).iter(f"{SVG}title")]
    assert "Oman → Iran: mediates · held · asserted · 2012-07" in titles
    assert sum(":" in (title or "") and " · " in (title or "") for title in titles) == 15
    assert opened.complaints == []
    assert [address for address in opened.requests if not address.startswith(("file:", "blob:", "data:"))] == []


def test_statuses_differ_by_their_dashes(visit: Open) -> None:
    _, picture = saved(visit(SMALL), "svg")
    dashes = {element.get("stroke-dasharray") for element in ElementTree.fromstring(picture).iter(f"{SVG}path")}
    assert len(dashes - {None, "2 1.5"}) == 3


def test_the_same_picture_has_the_same_bytes(visit: Open) -> None:
    assert saved(visit(SMALL), "svg") == saved(visit(SMALL, color_scheme="dark"), "svg")


def test_the_png_is_the_picture_at_twice_its_size(visit: Open) -> None:
    opened = visit(SMALL)
    _, picture = saved(opened, "svg")
    name, image = saved(opened, "png")
    root = ElementTree.fromstring(picture)
    assert name.endswith("around-iran.png")
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", image[16:24]) == (2 * int(root.get("width", "0")), 2 * int(root.get("height", "0")))
    assert len(image) > 50_000
    assert opened.complaints == []


@pytest.mark.parametrize("payload", PAYLOADS[::20])
def test_no_payload_becomes_markup_of_the_picture(visit: Open, payload: str) -> None:
    opened = visit(page_cases.hostile(payload))
    _, picture = saved(opened, "svg")
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(picture).iter()}
    assert tags <= {"svg", "title", "rect", "g", "path", "polygon", "circle", "line", "text"}
    assert payload.strip() in " ".join(texts(picture))
    assert opened.ask("() => window.__hit ?? null") is None
    assert opened.complaints == []


def test_an_empty_page_can_be_saved(visit: Open) -> None:
    opened = visit(PageData("", "", (), (), {}))
    assert saved(opened, "svg")[0] == "network.svg"
    assert opened.complaints == []


def test_bundles_are_told_on_the_picture(visit: Open) -> None:
    words = texts(saved(visit(page_cases.parallel()), "svg")[1])
    assert {"N×7", "S×5", "So many in one line"} <= set(words)


def test_paper_has_the_picture_the_legend_every_row_and_the_open_evidence(visit: Open) -> None:
    page = page_cases.crowd(300)
    opened = visit(page, size=(390, 844), anchor=f"#edge={page.edges[0].id}", color_scheme="dark")
    opened.ask("() => window.dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print", color_scheme="dark")
    assert opened.page.locator("tr[data-edge]").count() == len(page.edges)
    for shown in ("#print-drawing svg", "#legend-body", "#relations", "#panel h2"):
        assert opened.page.is_visible(shown)
    for hidden in ("#canvas", "#tools", "#search", ".close"):
        assert not opened.page.is_visible(hidden)
    assert opened.ask("() => getComputedStyle(document.getElementById('panel')).position") == "static"
    assert opened.ask("() => getComputedStyle(document.body).color") == "rgb(27, 31, 36)"
    opened.page.emulate_media(media="screen")
    opened.ask("() => window.dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("tr[data-edge]").count() == 200
    assert opened.page.locator("#print-drawing svg").count() == 0


def test_printing_draws_the_picture_of_itself(visit: Open) -> None:
    opened = visit(SMALL)
    opened.ask("() => { window.addEventListener('afterprint', () => { window.printed = true; }); }")
    assert opened.page.pdf(format="A4")[:5] == b"%PDF-"
    assert opened.ask("() => window.printed ?? false")
