"""Every attack of the list is tried, and what it gets is what docs/safety.md says."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
import sys
import threading
import time
from pathlib import Path

import pytest

import goodoffices
from goodoffices.graph.errors import (
    AnnotationError,
    StoreError,
    StoreUnavailableError,
    UsageError,
    WriteRefusedError,
)
from goodoffices.graph.rules.document_values import LONGEST
from goodoffices.graph.store.embedded.server import open_folder
from goodoffices.graph.store.store import Store, open_store
from goodoffices.pages import write_page
from tests.support.attacks import FOLDERS, PLANTED, TOO_LARGE
from tests.support.contributions import mediation
from tests.support.processes import HOLD, ids, running
from tests.support.servers import load, snapshot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links, owners and modes are those of POSIX")


def test_a_question_cannot_end_what_another_asks(store: Store) -> None:
    counting = "UNWIND range(1, 1500000) AS x WITH x WHERE x % 7 = 3 RETURN count(x) AS n"
    answers: list[object] = []
    other = threading.Thread(target=lambda: answers.append(store.cypher(counting, {}, write=True).rows))
    other.start()
    time.sleep(0.3)
    asked = [row["transactionId"] for row in store.read("SHOW TRANSACTIONS YIELD transactionId")]
    for transaction in asked:
        with contextlib.suppress(WriteRefusedError):
            store.cypher(f"TERMINATE TRANSACTIONS '{transaction}'", {})
    other.join()
    assert answers == [[(214286,)]]


def test_a_question_may_look_at_the_names_in_use(store: Store) -> None:
    load(store, mediation("a"))
    assert ("Actor",) in store.cypher("CALL db.labels()", {}).rows


def test_huge_parameters_are_taken_or_refused_in_one_sentence(store: Store) -> None:
    assert store.cypher("RETURN size($x) AS n", {"x": "x" * 20_000_000}).rows == [(20_000_000,)]
    assert store.cypher("UNWIND $x AS y RETURN count(y) AS n", {"x": list(range(500_000))}).rows == [(500_000,)]


NAMES = ("../../etc/passwd", "a/b", "/etc/passwd", "..", "'; MATCH (n) DETACH DELETE n //", "a\nb", "`x`}) SET n.y = 1")


@pytest.mark.parametrize("name", NAMES)
def test_an_id_is_no_path_and_no_cypher(store: Store, tmp_path: Path, name: str) -> None:
    load(store, mediation(name), mediation("other"))
    assert ids(store) == sorted([name, "other"])
    store.forget([name])
    assert ids(store) == ["other"]
    assert list(tmp_path.iterdir()) == []


def test_a_long_id_does_no_harm(store: Store) -> None:
    """As long as the readers let one be."""
    load(store, mediation("a"))
    before = snapshot(store)
    load(store, mediation("x" * LONGEST))
    store.forget(["x" * LONGEST])
    assert snapshot(store) == before


@pytest.fixture
def closed(store_folder: Path) -> Path:
    """The folder of a store that nobody has open."""
    with open_store(store_folder, create=True) as store:
        load(store, mediation("a"))
    return store_folder


@pytest.mark.parametrize("attack", FOLDERS)
def test_links_in_the_folder_lead_nowhere(closed: Path, tmp_path: Path, attack: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    FOLDERS[attack](closed, victim)
    with pytest.raises(StoreUnavailableError) as caught:
        open_store(closed)
    assert "remove it" in str(caught.value)
    assert victim.read_text(encoding="utf-8") == "precious"
    assert not victim.with_name("new").exists()


def test_the_folder_itself_is_no_link(closed: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(closed)
    with pytest.raises(StoreUnavailableError, match="symbolic link"):
        open_store(link)
    (tmp_path / "empty").mkdir(mode=0o755)
    (tmp_path / "other").symlink_to(tmp_path / "empty")
    with pytest.raises(StoreUnavailableError, match="symbolic link"):
        open_store(tmp_path / "other", create=True)
    assert stat.S_IMODE((tmp_path / "empty").stat().st_mode) == 0o755


@pytest.mark.parametrize("attack", PLANTED)
def test_a_planted_file_of_access_is_not_believed(closed: Path, attack: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as foreign:
        foreign.settimeout(0.2)
        PLANTED[attack](closed, foreign.getsockname()[1])
        with open_store(closed) as store:
            assert ids(store) == ["a"]
            assert store.writer.url != f"bolt://127.0.0.1:{foreign.getsockname()[1]}"
        with pytest.raises(TimeoutError):
            foreign.accept()


def test_a_planted_file_is_not_believed_while_another_serves(store_folder: Path) -> None:
    with running(HOLD, store_folder):
        path = store_folder / "server.json"
        path.chmod(0o640)
        with pytest.raises(StoreError, match="does not answer"):
            open_folder(store_folder, patience=0.3)
        path.chmod(0o600)
        with open_store(store_folder) as store:
            assert ids(store) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only the superuser can give files away")
@pytest.mark.parametrize("given", [".", "server.json", "lock"])
def test_what_belongs_to_another_user_is_not_used(closed: Path, given: str) -> None:
    with running(HOLD, closed):
        os.chown(closed / given, 65534, 65534)
        with pytest.raises(StoreError):
            open_folder(closed, patience=0.3)


def test_a_folder_that_was_open_to_all_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    folder.chmod(0o777)
    with open_store(folder, create=True):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for name in ("server.json", "lock", ".gitignore", "config/server-groups.json", "config/server-users.jsonl"):
            assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600, name


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="arguments are read from /proc")
def test_no_process_shows_a_password(store_folder: Path) -> None:
    with running(HOLD, store_folder) as owner, open_store(store_folder) as store:
        texts = told_of(owner.pid) + told_of(os.getpid())
        with running(HOLD, store_folder) as joined:
            texts += told_of(joined.pid)
        texts += [path.read_bytes() for path in (store_folder / "log").rglob("*") if path.is_file()]
        texts += [value.encode() for value in os.environ.values()]
        secrets = [store.writer.password.encode(), store.reader.password.encode()]
        assert [secret for secret in secrets for text in texts if secret in text] == []


def told_of(process: int) -> list[bytes]:
    """What ``ps`` shows of a process and of its children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    own = [Path(f"/proc/{process}/{name}").read_bytes() for name in ("cmdline", "environ")]
    return own + [text for child in children for text in told_of(int(child))]


@pytest.mark.parametrize("kind", ["link", "broken link", "pipe"])
def test_a_page_takes_the_place_of_plain_files_only(tmp_path: Path, kind: str) -> None:
    target, victim = tmp_path / "page.html", tmp_path / "victim"
    if kind == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to(victim)
    if kind == "link":
        victim.write_text("precious", encoding="utf-8")
    before = target.lstat()
    with pytest.raises(UsageError, match="no plain file"):
        write_page(target, "x")
    assert target.lstat() == before
    assert victim.exists() == (kind == "link")


def test_a_page_takes_no_device_and_no_folder(tmp_path: Path) -> None:
    for target in (Path("/dev/null"), tmp_path):
        with pytest.raises(UsageError):
            write_page(target, "x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("attack", TOO_LARGE)
def test_what_is_too_large_is_said_clearly_and_soon(tmp_path: Path, attack: str) -> None:
    text, annotations, description, words = TOO_LARGE[attack]
    for name, content in (("a.txt", text), ("a.ann", annotations), ("documents.json", description)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    faults = [str(fault) for fault in goodoffices.check(tmp_path)]
    assert [fault for fault in faults if words in fault]
    assert max(map(len, faults)) < 1000
    with pytest.raises(AnnotationError), goodoffices.open(tmp_path / "graph") as graph:
        graph.load(tmp_path)
