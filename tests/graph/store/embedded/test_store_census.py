"""A folder whose files are lost or changed is refused by every command; one that was only killed or left is not."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from goodoffices.graph.errors import StoreDamagedError
from goodoffices.graph.store.embedded.lock import FolderLock
from goodoffices.graph.store.store import open_store
from tests.goodoffices.cli.test_cli import SAMPLE, Desk
from tests.support.contributions import telling
from tests.support.processes import HEAD, LEAVE_OPEN, end, ids, load, python, running
from tests.support.servers import NOW

DATABASE = Path("databases", "goodoffices")


def empty(file: Path) -> None:
    file.write_bytes(b"")


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def zero(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.write(bytes(min(4096, file.stat().st_size)))


def rubbish(file: Path) -> None:
    file.write_bytes(b"rubbish " * (file.stat().st_size // 8))


DAMAGES: tuple[Callable[[Path], None], ...] = (Path.unlink, empty, cut, zero, rubbish)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two documents that was closed in order, and an older schema of its own in ``older``."""
    folder = tmp_path_factory.mktemp("sound") / "graph"
    with open_store(folder, create=True) as store:
        load(store, "a")
    shutil.copyfile(folder / DATABASE / "schema.json", folder.with_name("older"))
    with open_store(folder) as store:
        store.load([telling("b")], loaded_at=NOW)
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy to do damage to."""
    return shutil.copytree(sound, tmp_path / "graph")


def files(folder: Path) -> Iterator[Path]:
    """What holds records, names, their kinds, or what they are found by, and is not empty anyway."""
    for path in sorted((folder / DATABASE).iterdir()):
        holds = path.name == "schema.json" or path.suffix in (".bucket", ".dict") or path.name.endswith("idx")
        if holds and path.stat().st_size:
            yield path


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_every_damaged_file_is_told_before_anything_is_answered(folder: Path, damage: Callable[[Path], None]) -> None:
    for path in files(folder):
        before = path.read_bytes()
        damage(path)
        if not path.exists() or path.read_bytes() != before:
            with pytest.raises(StoreDamagedError, match=r"is damaged.*into a new folder") as caught:
                open_store(folder, create=True)
            assert path.name in str(caught.value)
            assert "\n" not in str(caught.value)
        path.write_bytes(before)
    with open_store(folder) as store:
        assert ids(store) == ["a", "b"]


COMMANDS = (
    ("who-mediated", "Norway", "Peru"),
    ("status",),
    ("load", str(SAMPLE)),
    ("dump", "record.jsonl"),
    ("page", "-o", "page.html"),
    ("forget", "a"),
)


SCHEMA = ("schema.json", r"schema\.json, which says what kinds of records there are, is gone")
NAMES = ("dictionary*", "which holds the names of all properties, is gone")
CLAIMS = ("Claim_0.*", "which held 2 of Claim, is gone")


@pytest.mark.parametrize(
    ("words", "pattern", "said"),
    [*((words, *SCHEMA) for words in COMMANDS), (COMMANDS[0], *NAMES), (COMMANDS[1], *CLAIMS)],
)
def test_every_command_ends_with_what_is_missing_and_the_way_back(
    folder: Path, words: tuple[str, ...], pattern: str, said: str
) -> None:
    (path,) = (folder / DATABASE).glob(pattern)
    path.unlink()
    done = Desk(folder.parent).run("--store", str(folder), *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"goodoffices: the store in \S+ is damaged: .*{said}: restore a dump .*\n", done.stderr)
    assert [entry.name for entry in folder.parent.iterdir()] == ["graph"]


def test_an_older_schema_is_told(folder: Path, sound: Path) -> None:
    shutil.copyfile(sound.with_name("older"), folder / DATABASE / "schema.json")
    with pytest.raises(StoreDamagedError, match=r"schema\.json"):
        open_store(folder)


def kill_its_user(folder: Path, script: str) -> None:
    """Runs a process that kills itself; its engine ends a moment later, and changes files until then."""
    end(python(script, folder))
    end_of_it = time.monotonic() + 30
    while (lock := FolderLock.acquire(folder / "lock")) is None:
        assert time.monotonic() < end_of_it
        time.sleep(0.05)
    lock.release()


@pytest.mark.parametrize(("all_of_it", "killed"), [(False, False), (True, False), (False, True)])
def test_no_new_graph_is_made_where_one_is_gone(folder: Path, all_of_it: bool, killed: bool) -> None:
    if killed:
        kill_its_user(folder, LEAVE_AND_DIE)
    shutil.rmtree(folder / "databases")
    if not all_of_it:
        (folder / DATABASE).mkdir(parents=True)
    for create in (False, True):
        with pytest.raises(StoreDamagedError, match="gone"):
            open_store(folder, create=create)


def test_no_new_graph_is_made_where_one_is_gone_that_nobody_ever_closed(tmp_path: Path) -> None:
    kill_its_user(tmp_path / "graph", LEAVE_AND_DIE)
    assert not (tmp_path / "graph" / "census.json").exists()
    shutil.rmtree(tmp_path / "graph" / DATABASE)
    (tmp_path / "graph" / DATABASE).mkdir()
    with pytest.raises(StoreDamagedError, match="gone"):
        open_store(tmp_path / "graph", create=True)


LEAVE_AND_DIE = LEAVE_OPEN + "import os; os.kill(os.getpid(), 9)"
ASK_AND_DIE = HEAD + "store = open_store(folder); store.documents(); import os; os.kill(os.getpid(), 9)"
GIVE_AWAY_AND_DIE = HEAD + "store = open_store(folder); store.writer; import os; os.kill(os.getpid(), 9)"


@pytest.mark.parametrize("script", [LEAVE_AND_DIE, ASK_AND_DIE, GIVE_AWAY_AND_DIE])
def test_a_killed_process_leaves_no_damage(folder: Path, script: str) -> None:
    end(python(script, folder))
    with open_store(folder) as store:
        assert ids(store) == ["a", "b"]
    assert stat.S_IMODE((folder / "census.json").stat().st_mode) == 0o600 or sys.platform == "win32"


def test_an_engine_that_was_killed_leaves_no_damage(folder: Path) -> None:
    for _ in range(2):
        with open_store(folder) as store:
            engine = json.loads((folder / "server.json").read_text(encoding="utf-8"))["pid"]
            os.kill(engine, signal.SIGKILL)
            assert ids(store) == ["a", "b"]
    zero(next((folder / DATABASE).glob("Claim_0.*")))
    with pytest.raises(StoreDamagedError, match="Claim"):
        open_store(folder)


def other_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace('"form": 1', '"form": 2').replace("65536", "65537")
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "forgotten", [Path.unlink, cut, lambda path: path.write_text('{"form": 1, "files": {"x": 1}}'), other_form]
)
def test_a_store_of_which_nothing_is_noted_opens_and_is_noted(folder: Path, forgotten: Callable[[Path], None]) -> None:
    forgotten(folder / "census.json")
    with open_store(folder) as store:
        assert ids(store) == ["a", "b"]
    zero(next((folder / DATABASE).glob("Claim_0.*")))
    with pytest.raises(StoreDamagedError, match="Claim"):
        open_store(folder)


@pytest.mark.parametrize("damage", [Path.unlink, empty, cut, rubbish], ids=lambda damage: damage.__name__)
def test_a_lost_schema_is_told_though_nothing_is_noted(folder: Path, damage: Callable[[Path], None]) -> None:
    (folder / "census.json").unlink()
    (folder / DATABASE / "schema.prev.json").write_text('{"types": {}}', encoding="utf-8")
    damage(folder / DATABASE / "schema.json")
    with pytest.raises(StoreDamagedError, match=r"schema\.json does not know"):
        open_store(folder)


@pytest.mark.parametrize("label", ["State", "Actor"])
def test_a_label_that_the_schema_lost_is_told_though_nothing_is_noted(folder: Path, label: str) -> None:
    """Its nodes are there, and found by each of their other labels, but not by this one."""
    (folder / "census.json").unlink()
    schema = folder / DATABASE / "schema.json"
    told = json.loads(schema.read_bytes())
    del told["types"][label]
    schema.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(StoreDamagedError, match=rf"does not know the label {label}"):
        open_store(folder)


@pytest.mark.parametrize("damage", [Path.unlink, empty, cut], ids=lambda damage: damage.__name__)
def test_what_is_lost_after_a_kill_is_told(folder: Path, damage: Callable[[Path], None]) -> None:
    kill_its_user(folder, LEAVE_AND_DIE)
    for pattern in ("Claim_0.*", "ROLE_IN_0.*", "Event_0_in_edges*", "dictionary*"):
        (path,) = (folder / DATABASE).glob(pattern)
        before = path.read_bytes()
        damage(path)
        with pytest.raises(StoreDamagedError, match=r"is (cut|gone)"):
            open_store(folder)
        path.write_bytes(before)


@pytest.mark.parametrize("pattern", ["Claim_0.*", "Place_0.*", "ROLE_IN_0.*", "Event_0_in_edges*", "Evidence_0.*"])
def test_records_that_are_lost_within_a_file_after_a_kill_are_told_by_every_command(folder: Path, pattern: str) -> None:
    """No size and no schema differs, and nothing is noted: the engine looks at all records before anybody is let in."""
    kill_its_user(folder, LEAVE_AND_DIE)
    (path,) = (folder / DATABASE).glob(pattern)
    data = path.read_bytes()
    middle = len(data.rstrip(b"\0")) * 3 // 4
    path.write_bytes(data[:middle] + bytes(len(data) - middle))
    for _ in range(2):
        with pytest.raises(StoreDamagedError, match="records"):
            open_store(folder)


@pytest.mark.parametrize("damage", [empty, cut], ids=lambda damage: damage.__name__)
def test_an_index_that_is_lost_after_a_kill_is_told(folder: Path, damage: Callable[[Path], None]) -> None:
    """The engine drops it, and would find none of the actors in its bucket by their ids."""
    kill_its_user(folder, LEAVE_AND_DIE)
    (path,) = (folder / DATABASE).glob("Actor%7EState_0*.umtidx")
    damage(path)
    for _ in range(2):
        with pytest.raises(StoreDamagedError, match="kinds of records that lack an index: 1"):
            open_store(folder)


def test_a_name_of_properties_that_is_not_legible_after_a_kill_is_told(folder: Path) -> None:
    kill_its_user(folder, LEAVE_AND_DIE)
    (path,) = (folder / DATABASE).glob("dictionary*")
    path.write_bytes(path.read_bytes().replace(b"factuality", b"fact\xaaality"))
    with pytest.raises(StoreDamagedError, match="names of properties that are not legible: 1"):
        open_store(folder)


def test_a_store_that_was_only_killed_is_whole(folder: Path) -> None:
    kill_its_user(folder, LEAVE_AND_DIE)
    with open_store(folder) as store:
        assert store.verify().sound


@pytest.mark.parametrize("kills", [False, True])
def test_a_store_with_an_actor_that_thousands_are_tied_to_is_whole(folder: Path, kills: bool) -> None:
    """The engine then makes buckets that its schema does not name."""
    with open_store(folder) as store:
        actor = store.read("MATCH (a:Actor) RETURN a.id AS id ORDER BY id")[0]["id"]
        for _ in range(2):
            text = "MATCH (a:Actor {id: $id}) UNWIND range(1, 6000) AS i CREATE (:Note)-[:ON]->(a)"
            store.cypher(text, {"id": actor}, write=True)
    assert list((folder / DATABASE).glob("*_sn_stripe_*"))
    if kills:
        kill_its_user(folder, LEAVE_AND_DIE)
    with open_store(folder) as store:
        assert store.read("MATCH (:Actor {id: $id})<-[r:ON]-() RETURN count(r) AS n", id=actor) == [{"n": 12000}]


@pytest.mark.parametrize("seed", range(3))
def test_records_that_are_rubbish_after_a_kill_are_told_by_verify(folder: Path, seed: int) -> None:
    """The engine stumbles in many ways over what it reads then; each is damage, and none wrong usage."""
    kill_its_user(folder, LEAVE_AND_DIE)
    for path in (folder / DATABASE).glob("Actor%7E*_0.*.bucket"):
        data = path.read_bytes()
        used = len(data.rstrip(b"\0"))
        path.write_bytes(data[: used // 8] + Random(seed).randbytes(used - used // 8) + data[used:])
    with open_store(folder, damaged=True) as store:
        verification = store.verify()
    assert {one.id for one in verification.damaged} == {"a", "b"}


def test_who_wants_to_look_may_and_it_stays_damaged(folder: Path) -> None:
    next((folder / DATABASE).glob("Claim_0.*")).unlink()
    with open_store(folder, damaged=True) as store:
        assert ids(store) == ["a", "b"]
        store.load([telling("c")], loaded_at=NOW)
        with pytest.raises(StoreDamagedError, match="Claim"):
            open_store(folder)
    with pytest.raises(StoreDamagedError, match="Claim"):
        open_store(folder)


def test_a_look_at_a_killed_store_hides_nothing_from_the_next(folder: Path) -> None:
    (folder / "census.json").unlink()
    next((folder / DATABASE).glob("Event_0_out_edges.*")).unlink()
    with open_store(folder, damaged=True) as store:
        assert "Event_0_out_edges is gone" in store.lost[0]
    with pytest.raises(StoreDamagedError, match="Event_0_out_edges is gone"):
        open_store(folder)


def test_verify_says_which_files_are_lost_beside_what_they_held(folder: Path) -> None:
    next((folder / DATABASE).glob("Place_0.*")).unlink()
    done = Desk(folder.parent).run("--store", str(folder), "verify")
    assert done.returncode == 1
    assert re.search(r"is damaged: Place_0\S+, which held 1 of Place, is gone", done.stderr), done.stderr
    assert "2 of 2 documents are damaged" in done.stdout


def test_what_joined_processes_write_is_noted_when_the_last_one_ends(folder: Path) -> None:
    with (
        running(
            HEAD + "store = open_store(folder); print(1, flush=True); sys.stdin.read(); store.close()", folder
        ) as owner,
        open_store(folder) as store,
    ):
        store.load([telling("c")], loaded_at=NOW)
        end(owner)
        store.load([telling("d")], loaded_at=NOW)
    assert not (folder / "census.former.json").exists()
    with open_store(folder) as store:
        assert ids(store) == ["a", "b", "c", "d"]


def test_the_engine_s_counts_are_not_believed_against_the_note(folder: Path) -> None:
    counted = folder / DATABASE / "statistics.json"
    text, changed = re.subn(r'("Claim_0":\{"count":)2', r"\g<1>1", counted.read_text(encoding="utf-8"))
    assert changed
    counted.write_text(text, encoding="utf-8")
    with open_store(folder) as store:
        assert store.status().labels["Claim"] == 2
