"""dump and restore as people run them."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.goodoffices.cli.test_cli import RUN, SAMPLE, Desk, environment, example_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The sample corpus, loaded."""
    desk = Desk(tmp_path)
    assert desk.run("load", str(SAMPLE)).returncode == 0
    return desk


def test_a_graph_is_moved_to_another_folder(desk: Desk) -> None:
    file = example_of("dump").split()[-1]
    told = desk.run(*shlex.split(example_of("dump")))
    assert (told.returncode, told.stderr) == (0, "")
    assert re.fullmatch(r"Dumped 28 documents in [\d,]+ records, SHA-256 [0-9a-f]{64}\.\n", told.stdout)
    moved = desk.run("--store", "other", *shlex.split(example_of("restore")))
    assert (moved.returncode, moved.stderr) == (0, "Made a new graph in the folder other.\n")
    assert moved.stdout.startswith("Documents: 28 added.\n")
    again = desk.run("--store", "other", "dump", "again.gz", "-f", "json")
    (row,) = json.loads(again.stdout)
    assert row["file"] == "again.gz"
    assert row["counts"]["document"] == 28
    assert row["sha256"] in told.stdout
    assert (desk.folder / "again.gz").read_bytes() == (desk.folder / file).read_bytes()


def test_a_dump_goes_through_pipes(desk: Desk) -> None:
    command = " ".join(map(shlex.quote, RUN))
    script = f"{command} dump - | {command} --store other restore - && {command} --store other dump - 2>again | md5sum"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script],
        cwd=desk.folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Documents: 28 added." in done.stdout
    assert (desk.folder / "again").read_text(encoding="utf-8") in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_no_complaint(desk: Desk) -> None:
    script = f"{shlex.join([*RUN, 'dump', '-'])} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=desk.folder, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith('{"record":"header"')
    assert done.stdout.endswith("}\n0\n")
    assert "rror" not in done.stderr


def test_documents_beside_those_of_the_dump_are_told(desk: Desk) -> None:
    desk.run("dump", "all")
    desk.run("forget", "oslo-1993")
    desk.run("dump", "most")
    desk.run("restore", "all")
    done = desk.run("restore", "most", "-f", "json")
    assert done.stderr == "The graph holds 1 document beside those of the dump.\n"
    (row,) = json.loads(done.stdout)
    assert (len(row["unchanged"]), row["added"]) == (27, [])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("dump nowhere/file", 2, "there is no folder"),
        ("--store other dump file", 1, "there is no graph in"),
        ("restore nowhere", 1, "nowhere"),
        ("--store other restore cut.gz", 1, "cut.gz is damaged after line"),
        ("--store other restore text", 1, "text is no dump"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_sentence(desk: Desk, words: str, code: int, said: str) -> None:
    desk.run("dump", "whole.gz")
    (desk.folder / "cut.gz").write_bytes((desk.folder / "whole.gz").read_bytes()[:-20])
    (desk.folder / "text").write_bytes(gzip.compress(b'{"a": 1}\n'))
    done = desk.run(*words.split())
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (desk.folder / "other").exists()


OLDER = (
    "goodoffices: the graph in .goodoffices has the form of an older goodoffices (version 0, now 3); bring it up to "
    "date with: goodoffices "
)


def test_an_older_graph_is_refused_by_all_commands_but_the_one_that_mends_it(desk: Desk) -> None:
    before = desk.run("talks", "Norway", "-f", "json").stdout
    assert desk.run("cypher", "MATCH (s:Schema) DETACH DELETE s", "--write").returncode == 0
    for words in (["talks", "Norway"], ["load", str(SAMPLE)], ["status"], ["dump", "file"], ["forget", "oslo-1993"]):
        refused = desk.run(*words)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr == f"{OLDER}--store .goodoffices migrate\n"
    mended = desk.run(*shlex.split("--store .goodoffices migrate"))
    assert (mended.returncode, mended.stderr) == (0, "")
    assert mended.stdout == (
        "Now the graph says which version it has.\n"
        "Now the graph has digests of its documents that any program can compute.\n"
        "Now the graph says of each event how it stands and whom it concerns.\n"
        "The graph in .goodoffices is up to date.\n"
    )
    assert desk.run("migrate").stdout == "The graph in .goodoffices is up to date.\n"
    assert desk.run("talks", "Norway", "-f", "json").stdout == before


def test_a_newer_graph_is_refused_in_one_sentence(desk: Desk) -> None:
    desk.run("cypher", "MATCH (s:Schema) SET s.version = 7, s.made_by = '7.0.0'", "--write")
    for words in (["talks", "Norway"], ["migrate"]):
        refused = desk.run(*words)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert re.fullmatch(r"goodoffices: .* by goodoffices 7\.0\.0 .*: upgrade goodoffices\n", refused.stderr)


DAMAGE = "MATCH (e:Event {document: 'oslo-1993'})<-[:ABOUT]-(c:Claim) DETACH DELETE c"


def test_a_damaged_document_is_told_and_comes_back(desk: Desk) -> None:
    before = desk.run("dump", "-").stdout
    whole = desk.run(*shlex.split(example_of("verify")))
    assert (whole.returncode, whole.stdout, whole.stderr) == (0, "28 documents verify.\n", "")
    assert desk.run("cypher", DAMAGE, "--write").returncode == 0
    found = desk.run("verify")
    assert (found.returncode, found.stderr) == (1, "")
    assert found.stdout.startswith(
        "1 of 28 documents is damaged:\n  oslo-1993: what it holds is not what was loaded; event "
    )
    assert found.stdout.endswith("\nRun goodoffices repair, then load them again or restore a dump\n")
    rows = json.loads(desk.run("verify", "oslo-1993", "-f", "json").stdout)
    assert {(row["kind"], row["document"]) for row in rows} == {("document", "oslo-1993")}
    assert desk.run("verify", "abe-tehran-2019").stdout == "1 document verifies.\n"
    refused = desk.run("dump", "new.gz")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "oslo-1993: what it holds is not what was loaded" in refused.stderr
    assert not (desk.folder / "new.gz").exists()
    cut = desk.run("dump", "-")
    assert cut.returncode == 1
    assert '{"record":"end"' not in cut.stdout
    sound = desk.run("dump", "--sound", "sound.gz")
    assert (sound.returncode, sound.stdout[:20]) == (0, "Dumped 27 documents ")
    assert sound.stderr.startswith("left out: oslo-1993: what it holds is not what was loaded")
    assert desk.run("forget", "oslo-1993").returncode == 0
    assert desk.run("load", str(SAMPLE)).stdout.startswith("Documents: 1 added and 27 unchanged.\n")
    assert desk.run("dump", "-").stdout == before


def test_what_belongs_to_no_document_is_told(desk: Desk) -> None:
    desk.run("cypher", "CREATE (:Evidence {id: 'x'}), (:Evidence {id: 'y'})", "--write")
    desk.run("cypher", "MATCH (a:Actor {name: 'Norway'}) SET a.name = 'Norge'", "--write")
    found = desk.run("verify")
    assert found.returncode == 1
    assert found.stdout.splitlines()[:-1] == [
        "28 documents verify.",
        "In the graph, and of no document:",
        "  2 quotes of no document",
        "Not as documents and judgements make it:",
        "  1 actors are not called what documents call them",
    ]
    table = desk.run("verify", "-f", "csv").stdout
    assert table.splitlines()[1:] == [
        "leaving,,2,quotes of no document",
        "derived,,1,actors are not called what documents call them",
    ]
