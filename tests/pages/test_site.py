"""The site on the disk: what it is made of, that a second run changes nothing, and that nobody's files are touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from goodoffices.api import Graph, open_graph
from goodoffices.graph.errors import UsageError
from goodoffices.graph.store.store import Store
from goodoffices.pages.site import Entry, Overview, page_of_actor, render_overview
from goodoffices.pages.site_folder import MANIFEST, SiteFolder
from tests.goodoffices.cli.test_cli import SAMPLE, Desk
from tests.goodoffices.cli.test_cli import served_desk as desk
from tests.graph.store.test_same import FIRST, SECOND, people
from tests.pages.test_page_answers import shown
from tests.pages.test_pages import Outline
from tests.support.payloads import PAYLOADS
from tests.support.servers import load

__all__ = ["desk"]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The sample corpus in a store of its own; these tests only read."""
    with open_graph(tmp_path_factory.mktemp("sites") / "graph") as graph:
        graph.load(SAMPLE)
        yield graph


@pytest.fixture(scope="module")
def site(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample; these tests only read."""
    folder = tmp_path_factory.mktemp("site") / "of the sample"
    graph.site(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(folder: Path) -> list[list[str]]:
    """The overview's lines: address, name, relations, events."""
    html = (folder / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<a href="([^"]+)" dir="auto">([^<]+)</a>.*?<td>(\d+)</td><td>(\d+)</td>', html, re.DOTALL)
    return [[unescape(text) for text in one] for one in found]


def test_every_actor_of_the_graph_has_a_page_with_the_numbers_of_its_line(graph: Graph, site: Path) -> None:
    whole = graph.page_data()
    told = lines(site)
    acting = {f"actors/{node.id}.html" for node in whole.nodes}
    assert {address for address, *_ in told} > acting  # others are concerned by what only those who act for them did
    for address, name, relations, events in told:
        page = shown(site / address)
        assert (page["title"], len(page["edges"]), len(page["events"])) == (name, int(relations), int(events))
    overview = Outline((site / "index.html").read_text(encoding="utf-8"))
    nameless = sum(not event["participants"] for event in whole.events.values())
    counts = (len(told), len(whole.edges), len(whole.events) - nameless, nameless)
    assert nameless
    assert overview.texts["subtitle"] == (
        "{} actors, {} relations, {} events. "
        "{} more events of which no actor is named: see a page of the whole graph".format(*counts)
    )
    order = [(-int(relations), -int(events)) for _, _, relations, events in told]
    assert order == sorted(order)


def test_the_page_in_a_site_is_the_page_of_the_actor(graph: Graph, site: Path, tmp_path: Path) -> None:
    alone = shown(graph.page("Iran", path=tmp_path / "iran.html"))
    (address,) = (address for address, name, *_ in lines(site) if name == "Iran")
    within = shown(site / address)
    assert all((site / "actors" / node.pop("page")).is_file() for node in within["nodes"])
    assert {**within, "subtitle": ""} == {**alone, "subtitle": ""}
    outline = Outline((site / address).read_text(encoding="utf-8"))
    addresses = [about[name] for _, about in outline.tags for name in ("src", "href") if name in about]
    assert addresses == ["data:,", "#relations", "../index.html", "../vis-network.min.js"]


def test_nothing_in_a_site_leads_out_of_it(site: Path) -> None:
    for name, content in files(site).items():
        if name.endswith(".html"):
            tags = Outline(content.decode()).tags
            addresses = [str(about[key]) for _, about in tags for key in ("src", "href") if key in about]
            paths = [one for one in addresses if not one.startswith(("data:,", "#"))]
            assert paths
            assert all((site / name).parent.joinpath(one).is_file() for one in paths)
    assert {name.split("/")[0] for name in files(site)} == {"actors", "index.html", "vis-network.min.js", MANIFEST}
    assert "vis.js is dual licensed under both" in (site / "vis-network.min.js").read_text(encoding="utf-8")


def test_a_second_run_gives_the_same_bytes_and_writes_no_page_again(graph: Graph, site: Path, tmp_path: Path) -> None:
    graph.site(tmp_path / "elsewhere")
    assert files(tmp_path / "elsewhere") == files(site)
    index = tmp_path / "elsewhere" / "index.html"
    before = index.stat().st_mtime_ns
    assert graph.site(tmp_path / "elsewhere").removed == 0
    assert (files(tmp_path / "elsewhere"), index.stat().st_mtime_ns) == (files(site), before)


def test_only_what_passes_the_filters_is_in_the_site(graph: Graph, tmp_path: Path) -> None:
    done: list[tuple[int, int]] = []
    made = graph.site(tmp_path / "site", from_="2019", surely=True, on_page=lambda *count: done.append(count))
    page = graph.page_data(from_="2019", surely=True)
    named = {f"actors/{node.id}.html" for node in page.nodes}
    told = lines(tmp_path / "site")
    assert {address for address, *_, events in told if events != "0"} == {address for address, *_ in told} >= named
    assert made.actors == len(told) < len(done) == done[-1][0] == done[-1][1]
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Narrowed: from 2019; surely within that time. Left out: " in index


def test_pages_of_actors_that_are_gone_go_and_others_files_stay(embedded: Store, tmp_path: Path) -> None:
    load(embedded, FIRST, SECOND)
    graph, folder = Graph(embedded), tmp_path / "site"
    first = graph.site(folder)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "actors" / "mine.txt").write_text("mine", encoding="utf-8")
    embedded.forget([SECOND.document.id])
    second = graph.site(folder)
    left = {address for address, *_ in lines(folder)}
    assert second.removed == first.actors - second.actors > 0
    assert {name for name in files(folder) if name.startswith("actors/")} == left | {"actors/mine.txt"}
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert set(json.loads((folder / MANIFEST).read_text())["files"]) == {*left, "index.html", "vis-network.min.js"}


def test_actors_that_are_one_have_one_page_under_all_their_names(embedded: Store, tmp_path: Path) -> None:
    load(embedded, FIRST, SECOND)
    graph = Graph(embedded)
    graph.accept(*people(graph)[:2])
    graph.site(tmp_path / "site")
    nodes = graph.page_data().nodes
    assert len(lines(tmp_path / "site")) == len(nodes)
    assert {name for _, name, *_ in lines(tmp_path / "site")} == {node.name for node in nodes}


def test_a_folder_that_holds_other_things_is_refused_untouched(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(UsageError, match=r"holds other things \(index\.html\), and no goodoffices-site\.json"):
        graph.site(tmp_path)
    with pytest.raises(UsageError, match="is a file; name a folder"):
        graph.site(tmp_path / "index.html")
    assert files(tmp_path) == before


def test_a_file_that_the_site_did_not_write_is_not_replaced(tmp_path: Path) -> None:
    out = SiteFolder(tmp_path)
    out.claim(["actors/a.html"])
    out.finish()
    (tmp_path / "actors" / "b.html").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"b\.html was not written by this site"):
        SiteFolder(tmp_path).claim(["actors/b.html"])
    assert (tmp_path / "actors" / "b.html").read_text(encoding="utf-8") == "mine"


def test_a_run_that_broke_off_can_be_repeated(tmp_path: Path) -> None:
    out = SiteFolder(tmp_path / "deep" / "site")
    out.claim(["actors/a.html", "actors/b.html"])
    out.write("actors/a.html", "a")
    again = SiteFolder(tmp_path / "deep" / "site")
    again.claim(["actors/c.html"])
    again.write("actors/c.html", "c")
    assert again.finish() == 1
    assert {name for name in files(tmp_path / "deep" / "site") if name != MANIFEST} == {"actors/c.html"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"form": 1}',
        '{"form": 1, "files": 3}',
        '{"form": 1, "files": [3]}',
        '{"form": 2, "files": []}',
        '{"form": 1, "files": ["../victim.txt"]}',
        '{"form": 1, "files": ["actors/../../victim.txt"]}',
        '{"form": 1, "files": ["/etc/passwd"]}',
        '{"form": 1, "files": ["actors/a.html\\n"]}',
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "victim.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="does not say in this goodoffices' form"):
        SiteFolder(tmp_path / "site")
    assert (tmp_path / "victim.txt").exists()


def test_a_site_does_not_write_through_links(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "actors").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="leads out of the site"):
        SiteFolder(tmp_path / "site")
    (tmp_path / "site" / "actors").unlink()
    out = SiteFolder(tmp_path / "site")
    out.claim(["actors/a.html"])
    (tmp_path / "site" / "actors" / "a.html").symlink_to(tmp_path / "elsewhere" / "a.html")
    with pytest.raises(UsageError, match="no plain file"):
        out.write("actors/a.html", "x")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_id_that_is_no_file_name_is_hashed() -> None:
    assert page_of_actor("0a5b109706b823bbb186") == "actors/0a5b109706b823bbb186.html"
    odd = [page_of_actor(key) for key in ("../../x", "A", "a/b", "", "ä", "x" * 65, "con.html", "a\n")]
    assert len(set(odd)) == len(odd)
    assert all(re.fullmatch(r"actors/[0-9a-f]{20}\.html", one) for one in odd)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_leaves_its_place_in_the_overview(payload: str) -> None:
    outline, harmless = (Outline(render_overview(hostile(text))) for text in (payload, "x"))
    assert [tag for tag, _ in outline.tags] == [tag for tag, _ in harmless.tags]
    assert [set(about) for _, about in outline.tags] == [set(about) for _, about in harmless.tags]
    assert outline.texts["title"].strip() == outline.texts["h1"].strip() == payload.strip()


def hostile(payload: str) -> Overview:
    entry = Entry(payload, payload, (payload, payload), payload, payload, payload, page_of_actor(payload), 1, 1)
    return Overview(payload, payload, (entry,))


def test_the_policy_of_the_overview_is_that_of_a_page() -> None:
    outline = Outline(render_overview(hostile("x")))
    policy = next(about["content"] or "" for tag, about in outline.tags if about.get("http-equiv"))
    nonces = {about["nonce"] for tag, about in outline.tags if tag in ("script", "style")}
    assert policy.startswith("default-src 'none'; script-src 'nonce-")
    assert "unsafe" not in policy
    assert nonces == {policy.split("'nonce-")[1].split("'")[0]}


def test_the_command_writes_a_site_and_says_so(desk: Desk, tmp_path: Path) -> None:
    done = desk.run("page", "--site", str(tmp_path / "site"))
    count = len(lines(tmp_path / "site"))
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'site' / 'index.html'}\n")
    assert done.stderr == f"Wrote {count} pages of actors and the overview.\n"
    fewer = desk.run("page", "--site", str(tmp_path / "site"), "--verdict", "disputed")
    left = len(lines(tmp_path / "site"))
    assert fewer.stderr == f"Wrote {left} pages of actors and the overview; removed {count - left} files of actors " \
        "that are gone.\n"  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("page Iran --site x", "leave out A and B, and -o"),
        ("page --site x -o y.html", "leave out A and B, and -o"),
        ("page --site corpus", "holds other things"),
        ("page --site x --from never", "EDTF"),
    ],
)
def test_a_site_that_cannot_be_meant_is_refused(desk: Desk, words: str, said: str) -> None:
    done = desk.run(*words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (desk.folder / "x").exists()
