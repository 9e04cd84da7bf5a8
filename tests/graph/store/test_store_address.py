"""Whatever looks like a server's address is one or is refused, never a folder, and no password is shown."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.cli.app import run_app
from goodoffices.graph.errors import StoreError, StoreUnavailableError, UsageError
from goodoffices.graph.store.address import LONGEST, is_address, shown_address
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget, resolve_target

SECRET = "hunter2x"
LOGIN = f"ann:{SECRET}@"

REFUSED = {
    f"{LOGIN}127.0.0.1:1": "write bolt://127.0.0.1:1, and leave user and password out",
    f"neo4j:{SECRET}@127.0.0.1:1": "write neo4j://127.0.0.1:1, and leave user and password out",
    f"bolt://{LOGIN}127.0.0.1:1": "leave user and password out of the address",
    f" bolt://{LOGIN}127.0.0.1:1": "leave user and password out",
    f'"bolt://{LOGIN}127.0.0.1:1"': "leave user and password out",
    f"bolt:///{LOGIN}127.0.0.1:1": "leave user and password out",
    f"bolt://{LOGIN}[::1": "leave user and password out",
    f"bolt://ann:{SECRET}[@host:1": "leave user and password out",
    f"bolt://ann:{SECRET[:3]}/{SECRET}@host:1": "leave user and password out",
    f"ann:{SECRET[:3]}?{SECRET}@host:1": "leave user and password out",
    f"ann:{SECRET[:3]}/{SECRET}@host:1": "leave user and password out",
    f"ann:{SECRET}@host": "write bolt://host, and leave user and password out",
    "ann@host:7687": "write bolt://host:7687, and leave user and password out",
    f"bolt:{LOGIN}host:1": '"bolt:…@host:1" looks like a server\'s address',
    f"bolt:/{LOGIN}host:1": '"bolt:/…@host:1" looks like a server\'s address',
    f"bolt//{LOGIN}host:1": '"bolt//…@host:1" looks like a server\'s address',
    f"bolt:ann:{SECRET}": '"bolt:…" looks like a server\'s address: write bolt://HOST:PORT',
    f"neo4j:{SECRET}": '"neo4j:…" looks like a server\'s address: write neo4j://HOST:PORT',
    f"http://{LOGIN}host:7474": '"http://" is no address of a graph server; valid: bolt, bolt+s',
    f"//{LOGIN}host:1": "leave user and password out",
    f"bolt://ann%3A{SECRET}%40127.0.0.1:1": "leave user and password out",
    f"bolt://ann%253A{SECRET}%2540127.0.0.1:1": "leave user and password out",
    f"ann%3A{SECRET}%40127.0.0.1:1": "leave user and password out",
    f"ann：{SECRET}＠host：1": "leave user and password out",
    f"bolt://ann:{SECRET}＠host:1": "leave user and password out",
    f"bolt://127.0.0.1:1/?password={SECRET}": '"bolt://127.0.0.1:1…" goes on after host and port',
    f"bolt://127.0.0.1:1?password={SECRET}": "goes on after host and port: write bolt://127.0.0.1:1",
    f"neo4j://127.0.0.1:1?user=ann&password={SECRET}": "goes on after host and port",
    f"neo4j://127.0.0.1:1?p%61ssword={SECRET}": "goes on after host and port",
    f"bolt://127.0.0.1:1/?x={SECRET}@host": "leave user and password out",
    f"bolt://127.0.0.1:1#{SECRET}": "goes on after host and port",
    f"bolt://127.0.0.1:1/{SECRET}": "goes on after host and port",
    f"bolt://127.0.0.1;password={SECRET}": '"bolt://127.0.0.1…" is no address',
    f"bolt://127.0.0.1:{SECRET}": '"bolt://…" is no address',
    f"bolt://127.0.0.1:1 ann {SECRET}": '"bolt://…" is no address',
    f"localhost:7687?password={SECRET}": "write bolt://localhost:7687",
    f"localhost:7687#{SECRET}": "write bolt://localhost:7687",
    f"localhost?password={SECRET}": "looks like a server's address",
    "localhost:7687": '"localhost:7687" looks like a server\'s address: write bolt://localhost:7687 (a folder of that '
    "name: ./localhost:7687)",
    " localhost:7687\n": "(a folder of that name: ./localhost:7687)",
    "localhost:7687/": "write bolt://localhost:7687",
    "localhost:７６８７": "write bolt://localhost:7687",
    "localhost:٧٦٨٧": "looks like a server's address",
    "neo4j:7687": "write bolt://neo4j:7687",
    "[::1]:7687": "write bolt://[::1]:7687",
    "//localhost:7687": "write bolt://localhost:7687",
    "bolt//localhost:7687": "write bolt://localhost:7687",
    "bolt:localhost:7687": "write bolt://localhost:7687",
    "bolt:/localhost:7687": "write bolt://localhost:7687",
    "bolt:\\\\localhost:7687": "looks like a server's address",
    "neo4j+s//localhost:7687": "write neo4j+s://localhost:7687",
    "bolt;//localhost:7687": "write bolt://localhost:7687",
    "blot//localhost:7687": "write bolt://localhost:7687",
    "blot://localhost:7687": '"blot://" is no address of a graph server',
    "https://localhost:7473": '"https://" is no address of a graph server',
    "bolt+sss://localhost:7687": '"bolt+sss://" is no address of a graph server',
    "bolt://": "is no address of a server: write bolt://HOST:PORT",
    "bolt:": "write bolt://HOST:PORT",
    "://": "write bolt://HOST:PORT",
    "://localhost:7687": "looks like a server's address: write bolt://",
    "bolt://:7687": "is no address",
    "bolt://host:": "is no address",
    "bolt://host:0": "with a port from 1 to 65535",
    "bolt://host:65536": "with a port from 1 to 65535",
    "bolt://host:007": "with a port from 1 to 65535",
    "bolt://host:٧": "with a port from 1 to 65535",
    "bolt://host:-1": "with a port from 1 to 65535",
    "bolt://[::1": "is no address",
    "bolt://::1": "is no address",
    "bolt://[zz]:1": "is no address",
    "bolt://[::1%25eth0]:1": "is no address",
    "bolt://a..b:1": "is no address",
    "bolt://℀:1": "is no address",
    "bolt://ﬁ.example:1": "is no address",
    "bolt://xn--ss\u0301x:1": "is no address",
    f"bolt://{'a' * 300}:1": "is no address",
    f"bolt://{'a.' * 150}b:1": "is no address",
    "bolt://a\x1b[31m b:1": "is no address",
    "bolt://a\u202eb:1": "is no address",
    "bolt://a\tb:1": "is no address",
    "bolt://a b:1": "is no address",
    "bolt://\udcffa:1": "is no address",
    f"{'a' * 300}://host": '"aaaaaaaaaaaaaaaaaaaa…://" is no address',
    "neo4j://127.0.0.1:1?region=eu#x": "goes on after host and port",
    "bolt://127.0.0.1:1?region=eu": "goes on after host and port",
    "  ": "is blank or holds a NUL",
    '""': "is blank or holds a NUL",
    "folder\0": "is blank or holds a NUL",
    "~nobody-of-that-name/graph": "there is no user of that name",
    "x" * (LONGEST + 1): "has 4,097 characters",
}


@pytest.mark.parametrize(("address", "said"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_is_no_address_of_a_server_is_refused_in_a_sentence(
    address: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ann").write_text("T1\tState 0 4\tPeru\n")
    (tmp_path / "a.txt").write_text("Peru met Chad.\n")
    with pytest.raises(UsageError) as caught:
        resolve_target(None, {"NEO4J_URI": address})
    assert said in str(caught.value)
    monkeypatch.setattr(sys, "argv", ["goodoffices", "--store", address, "load", "a.ann"])
    with pytest.raises(SystemExit) as ended:
        run_app()
    out, errors = capfd.readouterr()
    assert (ended.value.code, out, errors.count("\n")) == (2, "", 1)
    assert said in errors
    assert SECRET not in errors
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ann", "a.txt"]


FOLDERS = [
    "graph",
    "bolt",
    "neo4j",
    "neo4j/graph",
    "./localhost:7687",
    "../a:1",
    "./a:b",
    "a:b",
    "x@y",
    "/abs/x@y",
    "/abs/a:1",
    "C:\\graph",
    "C:/graph",
    "\\\\machine\\share",
    "graph-2026-11-30",
    "graphs//one",
    ".",
    "..",
    "a'b",
]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_path_stays_a_folder(folder: str) -> None:
    assert resolve_target(folder, {}) == Path(folder)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("bolt://localhost:7687", "bolt://localhost:7687"),
        ("BOLT+S://localhost:7687/", "bolt+s://localhost:7687"),
        (" 'bolt://localhost' ", "bolt://localhost"),
        ("\ufeffbolt://[::1]:7687", "bolt://[::1]:7687"),
        ("neo4j://münchen.example:7687", "neo4j://münchen.example:7687"),
        ("bolt://my_graph.local.:7687", "bolt://my_graph.local.:7687"),
        ("neo4j+s://127.0.0.1:7687?region=eu", "neo4j+s://127.0.0.1:7687?region=eu"),
    ],
)
def test_an_address_is_taken_without_what_is_around_it(written: str, url: str) -> None:
    assert resolve_target(written, {}) == ServerTarget(url, "neo4j", "", None)


def test_a_name_that_no_server_can_have_is_a_sentence_from_python_too() -> None:
    for url in ("bolt://[::1", f"bolt://ann:{SECRET}[@host:1", f"neo4j://127.0.0.1:1?x={SECRET}&x=2"):
        with pytest.raises((UsageError, StoreError)) as caught:
            Store(ServerTarget(url, "neo4j", "", None))
        assert SECRET not in str(caught.value)
        assert "Traceback" not in str(caught.value)


def test_a_routing_context_is_not_shown() -> None:
    with pytest.raises(StoreUnavailableError, match=r"no graph server answers at neo4j://127.0.0.1:1…:") as caught:
        Store(ServerTarget("neo4j://127.0.0.1:1?region=eu", "neo4j", "", None))
    assert "region" not in str(caught.value)


@pytest.mark.parametrize("name", ["NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"])
def test_a_login_that_is_no_text_is_named_and_not_shown(name: str) -> None:
    with pytest.raises(UsageError, match=f"{name} is not in UTF-8") as caught:
        resolve_target("bolt://host", {name: f"{SECRET}\udcff"})
    assert SECRET not in str(caught.value)


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(["", "bolt://", "bolt:", "neo4j//", " ", "'", "//"]))
def test_no_spelling_shows_what_stands_before_an_at_sign(user: str, host: str, before: str) -> None:
    text = f"{before}{user}:{SECRET}@{host}"
    assert SECRET not in shown_address(text)
    assert SECRET not in resolved(text)


def resolved(text: str) -> str:
    """What is said of a text, or "" where it is taken for a folder, which only one that begins as a path may be."""
    try:
        target = resolve_target(text, {})
    except UsageError as error:
        return str(error)
    assert isinstance(target, Path), "an address with a password is no server"
    assert not is_address(text)
    assert re.match(r"[\s'\"`“”‘’\ufeff]*(/|\.|~|\\|[a-z]:[/\\])", text, re.IGNORECASE)
    return ""
