"""What lies where a file is expected and is none; file names that are no names; texts that are no documents."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from goodoffices.blocs import read_blocs
from goodoffices.graph.errors import AnnotationError, Fault, InputError
from goodoffices.graph.files import NoPlainFileError, plain_bytes
from goodoffices.graph.rules.judgements import NAME
from goodoffices.graph.validation.pipeline import validated
from goodoffices.judge import _Written, judgement_files, read_judgements
from goodoffices.loaders import read
from tests.support.pairs import TEXT, describe, ids, messages, pair

if sys.platform == "win32":
    pytest.skip("pipes and devices lie in no folder there", allow_module_level=True)


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def listening(path: Path) -> None:
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))


def folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def circle(path: Path) -> None:
    """A link that leads to itself."""
    path.unlink(missing_ok=True)
    path.symlink_to(path.name)


def endless(path: Path) -> None:
    """A link within the folder to a device in it, which only the superuser can make."""
    path.unlink(missing_ok=True)
    try:
        os.mknod(path, 0o20666, os.makedev(1, 5))
        path.open("rb").close()
    except OSError:
        pytest.skip("devices are not for this user")


ODD = pytest.mark.parametrize("make", [pipe, listening, folder, endless])


@ODD
@pytest.mark.parametrize("name", ["a.ann", "a.txt", "documents.json"])
def test_what_is_no_plain_file_is_refused_without_waiting(
    make: Callable[[Path], None], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pair(tmp_path, "a")
    pair(tmp_path, "b", "Another.")
    make(tmp_path / name)
    assert f"{tmp_path / name}: is no plain file" in messages(tmp_path)[0]


@ODD
def test_neither_judgements_nor_blocs_are_read_from_what_is_no_plain_file(
    make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / NAME)
    _, (fault,) = read_judgements(judgement_files([tmp_path]))
    assert fault.message == "is no plain file"
    with pytest.raises(InputError, match="is no plain file"):
        read_blocs(tmp_path / NAME)
    if make is not folder:
        with pytest.raises(AnnotationError, match="is no plain file"):
            _Written.read(tmp_path / NAME)


@pytest.mark.parametrize("name", ["a.ann", "a.txt", "documents.json"])
def test_a_link_in_a_circle_is_told(name: str, tmp_path: Path) -> None:
    pair(tmp_path, "a")
    pair(tmp_path, "b", "Another.")
    circle(tmp_path / name)
    assert f"{tmp_path / name}: can't be read: Too many levels of symbolic links" in messages(tmp_path)[0]
    with pytest.raises(InputError, match="Too many levels"):
        read_blocs(tmp_path / name)


def test_a_file_is_read_to_its_bound_whatever_size_it_tells(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert [plain_bytes(path, most) for most in (3, 4, 5, 9)] == [b"1234", b"12345", b"12345", b"12345"]
    if Path("/proc/self/maps").exists():
        assert Path("/proc/self/maps").stat().st_size == 0
        assert len(plain_bytes(Path("/proc/self/maps"), 100)) == 101


def test_a_link_that_took_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError, match="symbolic links"):
        plain_bytes(tmp_path / "b", 9)
    with pytest.raises(NoPlainFileError):
        plain_bytes(tmp_path, 9)


def test_a_pipe_that_is_named_is_read_as_standard_input_is(tmp_path: Path) -> None:
    path = tmp_path / "given"
    os.mkfifo(path)
    line = json.dumps({"id": "a", "text": TEXT, "ann": "T1\tState 0 4\tOman\nT2\tStat 0 4\tOman\n"})
    writer = threading.Thread(target=path.write_text, args=(line,))
    writer.start()
    (reading,) = map(validated, read([path]))
    writer.join()
    assert reading.document is not None
    assert (reading.document.id, [str(fault).split(" ")[0] for fault in reading.faults]) == ("a", [f"{path}:1:2:"])


def test_what_a_shell_hands_over_is_read(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": TEXT, "ann": ""})
    code = "import sys\nfrom goodoffices.loaders import read\nprint([one.document.id for one in read(sys.argv[1:])])"
    done = subprocess.run(
        [sys.executable, "-c", code, "/dev/stdin"], input=line, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == "['a']\n"


def test_a_device_that_never_ends_is_read_to_the_bound() -> None:
    (reading,) = read(["/dev/zero"])
    assert ["64 MiB" in fault.message for fault in reading.faults] == [True]


# Names

UNFIT = ["line\nend", "tab\tin", "escape\x1b]0;x\x07", "\x9b31m", "turned\u202etxt", "line\u2028end", "own\ue000"]


@pytest.mark.parametrize("name", UNFIT)
def test_a_name_that_can_be_no_id_is_a_fault_until_an_id_is_given(name: str, tmp_path: Path) -> None:
    pair(tmp_path, name)
    (said,) = messages(tmp_path)
    assert "its name has a control" in said
    assert 'give the text an "id" in documents.json' in said
    describe(tmp_path, {name: {"id": "sound"}})
    assert ids(tmp_path) == ["sound"]


@pytest.mark.parametrize("name", UNFIT)
def test_an_id_in_documents_json_is_held_to_the_same(name: str, tmp_path: Path) -> None:
    pair(tmp_path, "a")
    describe(tmp_path, {"a": {"id": name}})
    assert any('"id"' in said for said in messages(tmp_path))


@pytest.mark.parametrize("name", UNFIT[:-1])
def test_a_fault_stands_on_one_line_whatever_the_file_is_called(name: str, tmp_path: Path) -> None:
    pair(tmp_path, name, ann="T1\tState 0 4\tPeru\n")
    describe(tmp_path, {name: {"id": "a"}, f"no {name}": {}})
    for said in (*messages(tmp_path), str(Fault(name, 1, name, name, name))):
        assert said.replace(" ", "").isprintable(), said
    (remark,) = [remark for reading in read([pair(tmp_path / name, "b", ann="\n ")]) for remark in reading.remarks]
    assert remark.isprintable()


def test_letters_of_any_script_and_what_joins_them_stay_as_they_are(tmp_path: Path) -> None:
    names = ["می\u200cخواهد", "日本\u3000語", "e\u0301", "🕊️"]
    for number, name in enumerate(names):
        pair(tmp_path, name, f"{TEXT} {number}")
    assert sorted(ids(tmp_path)) == sorted(names)


# Texts that are no documents


@pytest.mark.parametrize("name", ["LICENSE", "licence", "ReadMe", "NOTICE", "copying", "CHANGELOG"])
def test_a_text_about_the_folder_is_no_document(name: str, tmp_path: Path) -> None:
    pair(tmp_path, "a")
    (tmp_path / f"{name}.txt").write_text("All may copy this.", encoding="utf-8")
    (tmp_path / f"{name}.md").write_text("All may copy this.", encoding="utf-8")
    readings = list(read([tmp_path]))
    assert [reading.faults for reading in readings] == [(), ()]
    assert [remark.split(": ")[0] for one in readings for remark in one.remarks] == [str(tmp_path / f"{name}.txt")]
    assert ids(tmp_path) == ["a"]
    pair(tmp_path, name, "Now it is one.")
    assert sorted(ids(tmp_path)) == sorted(["a", name])


def test_another_text_without_annotations_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "licence-talks.txt").write_text("Oman spoke.", encoding="utf-8")
    pair(tmp_path, "a")
    assert ["licence-talks.ann is not beside it" in said for said in messages(tmp_path)] == [True]


# Notes


def test_notes_are_ignored_and_those_on_nothing_are_told(tmp_path: Path) -> None:
    ann = "T1\tState 0 4\tOman\n#1\tAnnotatorNotes T1\tsure\n#2\tAnnotatorNotes T77\twas here\n#3\tStatus T1\theld\n"
    (reading,) = map(validated, read([pair(tmp_path, "a", ann=ann)]))
    assert reading.faults == ()
    assert [remark.split("a.ann:")[1] for remark in reading.remarks] == [
        "3: #2: refers to T77, which is not there; the note is left out"
    ]
    assert reading.document is not None
    assert [note.id for note in reading.document.notes] == ["#1", "#3"]


@pytest.mark.parametrize("line", ["#1\tFactuality E1\tCT-", "#1\tFactuality E1 CT-"])
def test_a_mistyped_attribute_is_a_fault_and_its_event_is_no_plain_fact(line: str, tmp_path: Path) -> None:
    ann = f"T1\tState 0 4\tOman\nT2\tNegotiation 5 8\tmet\nE1\tNegotiation:T2 Party:T1\n{line}\n"
    (reading,) = map(validated, read([pair(tmp_path, "a", ann=ann)]))
    told = {fault.id: str(fault) for fault in reading.faults}
    assert {"#1", "E1"} <= set(told)
    assert "A1<tab>Factuality E1 CT-" in told["#1"] or "a note has a type and a target" in told["#1"]
    assert reading.document is not None
    assert reading.document.events == ()
