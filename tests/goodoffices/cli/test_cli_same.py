"""The command ``same``, and the file of judgements beside the corpus, as people use them."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest

from goodoffices.graph.rules.judgements import NAME
from tests.goodoffices.cli.test_cli import SAMPLE, Desk, example_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One document of the sample, loaded."""
    desk = Desk(tmp_path)
    (tmp_path / "corpus").mkdir()
    for suffix in (".txt", ".ann"):
        shutil.copy(SAMPLE / f"beijing-2023{suffix}", tmp_path / "corpus")
    assert desk.run("load", "corpus").returncode == 0
    return desk


def events(desk: Desk, type_: str) -> list[str]:
    text = f"MATCH (e:Event) WHERE e.type = '{type_}' AND e.members IS NULL RETURN e.id AS id ORDER BY id"
    return [row["id"] for row in json.loads(desk.run("cypher", text, "-f", "json").stdout)]


def test_the_example_works_on_the_sample(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    shutil.copytree(SAMPLE, tmp_path / "corpus")
    desk.run("load", "corpus")
    done = desk.run(*shlex.split(example_of("same")))
    assert (done.returncode, done.stderr) == (0, f"Recorded in {NAME}.\n")
    assert "are not one." in done.stdout
    (row,) = json.loads(desk.run("same", "-f", "json").stdout)
    assert (row["kind"], row["judgement"], row["by"]) == ("actor", "different", None)
    assert {row["left_is"], row["right_is"]} == {"Security Council", "United Nations"}


def test_two_events_are_judged_listed_and_undone(desk: Desk) -> None:
    before = desk.run("timeline", "Iran", "-f", "json").stdout
    left, right = events(desk, "mediation")
    nothing = desk.run("same")
    assert (nothing.stdout, nothing.stderr) == ("", "Nothing was judged the same or different yet.\n")
    done = desk.run("same", left[:8], right[:8], "--accept", "--by", "me", "-f", "json")
    assert done.stderr == f"Recorded in {NAME}.\n"
    (row,) = json.loads(done.stdout)
    line = json.loads((desk.folder / NAME).read_text(encoding="utf-8"))
    assert line == {key: value for key, value in row.items() if key != "changed"}
    assert (line["left"], line["right"], line["by"]) == (left, right, "me")
    again = desk.run("same", left, right, "--accept")
    assert "are one already" in again.stdout
    assert again.stderr == f"{NAME} has it already.\n"
    assert "mediation, " in desk.run("same").stdout
    assert len(json.loads(desk.run("timeline", "Iran", "-f", "json").stdout)) == len(json.loads(before)) - 1
    undone = desk.run("same", left, right, "--undo")
    assert (undone.returncode, undone.stderr) == (0, f"Taken out of {NAME}.\n")
    assert desk.run("timeline", "Iran", "-f", "json").stdout == before
    assert desk.run("same", left, right, "--undo").returncode == 1


def test_a_load_reads_what_was_judged_beside_the_corpus(desk: Desk) -> None:
    left, right = events(desk, "mediation")
    file = desk.folder / "corpus" / NAME
    desk.run("same", left, right, "--accept", "--judgements", str(file))
    merged = desk.run("timeline", "Iran", "-f", "json").stdout
    shutil.rmtree(desk.folder / ".goodoffices")
    first, again = desk.run("load", "corpus"), desk.run("load", "corpus/beijing-2023.ann", "-f", "json")
    assert first.stdout.endswith("Judgements: 1 new.\n")
    assert json.loads(again.stdout)[0]["judged"] == []
    assert desk.run("timeline", "Iran", "-f", "json").stdout == merged
    assert desk.run("check", "corpus").returncode == 0


def test_faults_among_judgements_stop_a_load(desk: Desk) -> None:
    left, right = events(desk, "mediation")
    file = desk.folder / "corpus" / NAME
    desk.run("same", left, right, "--accept", "--judgements", str(file))
    opposite = file.read_text(encoding="utf-8").replace('"same"', '"different"')
    with file.open("a", encoding="utf-8") as more:
        more.write(f"{opposite}nonsense\n")
    shutil.rmtree(desk.folder / ".goodoffices")
    done, checked = desk.run("load", "corpus"), desk.run("check", "corpus")
    assert (done.returncode, checked.returncode) == (1, 1)
    assert f"{NAME}:2: {left} {right}: judges different what is the same by line 1" in done.stderr
    assert f"{NAME}:3: is not JSON" in checked.stdout
    assert not (desk.folder / ".goodoffices").exists()
    lenient = desk.run("load", "corpus", "--lenient")
    assert lenient.returncode == 0
    assert lenient.stdout.endswith("Judgements: 1 new.\n")
    assert lenient.stderr.count("skipped: ") == 2


def test_a_file_that_contradicts_the_store_stores_nothing(desk: Desk) -> None:
    one, other = events(desk, "mediation")
    line = {"kind": "event", "judgement": "same", "by": None, "at": "2026-01-02"}
    pairs = ((one, "x", "same"), ("x", other, "same"), (one, other, "different"))
    lines = [json.dumps({**line, "left": x, "right": y, "judgement": word}) for x, y, word in pairs]
    file = desk.folder / "corpus" / NAME
    file.write_text("\n".join(lines[:2]), encoding="utf-8")
    assert desk.run("load", "corpus").stdout.endswith("Judgements: 2 new.\n")
    file.write_text(lines[2], encoding="utf-8")
    done = desk.run("load", "corpus")
    assert done.returncode == 1
    assert "judged different" in done.stderr
    assert len(json.loads(desk.run("same", "-f", "json").stdout)) == 2


@pytest.mark.parametrize(
    "words",
    ["same Iran", "same Iran Oman", "same Iran Oman --accept --undo", "same --accept", "same Iran --undo"],
)
def test_half_a_judgement_is_wrong_usage(desk: Desk, words: str) -> None:
    assert desk.run(*words.split()).returncode == 2
    assert not (desk.folder / NAME).exists()
