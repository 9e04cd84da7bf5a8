"""The engine as a process of its own: it ends with its starter, and is started again where it died or went mute."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goodoffices.graph.store.store import Store, open_store
from tests.support.contributions import mediation
from tests.support.processes import HOLD, LOAD_EACH, end, engine_of, ids, load, python, running
from tests.support.servers import NOW, snapshot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")


def wait_for_the_end_of(process: int, seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while Path(f"/proc/{process}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{process}").exists()


def wait_for_another(folder: Path, engine: int, seconds: float = 40.0) -> int:
    """The engine that serves the folder in place of this one."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.05)
        if (folder / "server.json").exists() and engine_of(folder) != engine:
            return engine_of(folder)
    raise AssertionError("the engine was not started again")


def journals(folder: Path) -> list[Path]:
    """What the engine has to read again where it was not closed in order."""
    return list((folder / "databases" / "goodoffices").glob("*.wal"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked for in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, None])
def test_no_engine_outlives_its_starter_and_each_closes_in_order(
    store_folder: Path, how: signal.Signals | None
) -> None:
    with running(HOLD, store_folder) as owner:
        engine = engine_of(store_folder)
        with open_store(store_folder) as store:
            load(store, "a")
        assert os.getpgid(engine) != os.getpgid(owner.pid)  # what a terminal sends is not for the engine
        assert journals(store_folder)
        if how:
            owner.send_signal(how)
        end(owner)
        wait_for_the_end_of(engine)
    assert not (store_folder / "server.json").exists()
    assert journals(store_folder) == []
    with open_store(store_folder) as store:
        assert ids(store) == ["a"]


def test_an_engine_minds_no_interrupt_and_closes_when_it_is_told_to_end(store_folder: Path) -> None:
    with open_store(store_folder, create=True) as store:
        load(store, "a")
        engine = engine_of(store_folder)
        os.kill(engine, signal.SIGINT)
        assert ids(store) == ["a"]
        assert engine_of(store_folder) == engine
        os.kill(engine, signal.SIGTERM)
        assert wait_for_another(store_folder, engine) != engine
        assert ids(store) == ["a"]


@pytest.mark.parametrize(("how", "times"), [(signal.SIGKILL, 3), (signal.SIGSTOP, 1)])
def test_loads_go_on_where_the_engine_died_or_went_mute(
    store_folder: Path, embedded: Store, how: signal.Signals, times: int
) -> None:
    """In the process that started the engine, and in one that joined it."""
    names = [[f"{who}{number}" for number in range(20)] for who in "ab"]
    with running(LOAD_EACH, store_folder, *names[0]) as owner, running(LOAD_EACH, store_folder, *names[1]) as joined:
        engine = engine_of(store_folder)
        for _ in range(times):
            os.kill(engine, how)
            engine = wait_for_another(store_folder, engine)
        for process, wanted in ((owner, names[0]), (joined, names[1])):
            output, errors = process.communicate(timeout=120)
            assert (process.returncode, errors) == (0, "")
            assert output.split() == wanted
    embedded.load(map(mediation, [*names[0], *names[1]]), loaded_at=NOW)
    with open_store(store_folder) as store:
        assert snapshot(store) == snapshot(embedded)


def test_who_only_waits_starts_its_engine_again_and_says_so(store_folder: Path) -> None:
    load_one = python(LOAD_EACH, store_folder, "a")
    assert end(load_one) == ("open\na\n", "")
    command = [sys.executable, "-m", "goodoffices", "--store", str(store_folder), "connect", "--until-eof"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdin
        first = [process.stdout.readline() for _ in range(4)]
        with open_store(store_folder) as store:
            os.kill(engine_of(store_folder), signal.SIGKILL)
            assert ids(store) == ["a"]
        second = [process.stdout.readline() for _ in range(4)]
        assert [line.partition("=")[0] for line in second] == [line.partition("=")[0] for line in first]
        assert len(set(first) & set(second)) == 1  # the name of the database
        process.stdin.close()
        assert process.wait(30) == 0


def test_an_engine_that_does_not_start_again_is_said(store_folder: Path) -> None:
    with open_store(store_folder, create=True) as store:
        load(store, "a")
        schema = store_folder / "databases" / "goodoffices" / "schema.json"
        whole = schema.read_bytes()
        schema.write_bytes(whole[:100])
        os.kill(engine_of(store_folder), signal.SIGKILL)
        with pytest.raises(ConnectionError, match="does not start again"):
            ids(store)
        schema.write_bytes(whole)
        wait_for_another(store_folder, 0)
        assert ids(store) == ["a"]
