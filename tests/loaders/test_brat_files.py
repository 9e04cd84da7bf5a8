"""Where the brat reader finds its documents: folders, ``documents.json``, standard input, real files."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.graph.annotation import AnnotatedDocument, Reading
from goodoffices.graph.errors import InputError, UsageError
from goodoffices.graph.validation.pipeline import validated
from goodoffices.loaders import READERS, read
from goodoffices.loaders.files import LARGEST
from tests.support.damage import algiers, shared
from tests.support.pairs import TEXT, describe, ids, messages, pair
from tests.support.tree import ROOT

NOBODY = 65534
"""The user without privileges on Linux and the BSDs."""

# Folders


def test_a_folder_is_read_with_its_folders_by_name(tmp_path: Path) -> None:
    for number, stem in enumerate(("b", "a", "x/c", "w/d", ".hidden/e", ".f")):
        place = tmp_path / stem
        pair(place.parent, place.name, f"Text {number}.")
    (tmp_path / "annotation.conf").write_text("[entities]\n", encoding="utf-8")
    assert ids(tmp_path) == ["a", "b", "d", "c"]


def test_either_file_of_a_pair_names_it_and_it_is_read_once(tmp_path: Path) -> None:
    ann = pair(tmp_path, "a.b")
    describe(tmp_path, {"a.b": {"id": "one", "title": "Title"}})
    txt = ann.with_name("a.b.txt")
    assert ids(ann) == ids(txt) == ids(txt, ann, tmp_path, tmp_path / "documents.json") == ["one"]


def test_links_within_a_folder_are_followed_and_others_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    pair(inside / "real", "a")
    pair(outside, "b")
    (inside / "linked").symlink_to(inside / "real")
    (inside / "elsewhere").symlink_to(outside)
    (inside / "c.ann").symlink_to(inside / "real" / "a.ann")
    (inside / "c.txt").write_text("Another.", encoding="utf-8")
    (inside / "d.ann").symlink_to(inside / "nowhere.ann")
    (inside / "d.txt").write_text("One more.", encoding="utf-8")
    assert ids(inside) == ["c", "a"]
    faults = messages(inside)
    assert [fault for fault in faults if "elsewhere: is a symbolic link out of the folder" in fault]
    assert [fault for fault in faults if "d.ann: can't be read" in fault]
    assert len(faults) == 2


def test_a_text_of_the_largest_size_is_within_bounds(tmp_path: Path) -> None:
    path = pair(tmp_path, "a", "x")
    with (tmp_path / "a.txt").open("r+b") as file:
        file.truncate(LARGEST + 1)
    assert "64 MiB" in messages(path)[0]


@contextlib.contextmanager
def ordinary_user(folder: Path) -> Iterator[None]:
    """Gives the folder away and reads as a user without privileges: the superuser may read every folder."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_closed_folder_is_a_fault() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pair(folder, "a")
        (folder / "closed").mkdir(mode=0)
        with ordinary_user(folder):
            assert "closed: can't be read: Permission denied" in messages(folder)[0]


def test_both_files_of_a_pair_are_judged(tmp_path: Path) -> None:
    path = pair(tmp_path, "a")
    path.write_bytes(b"\xff")
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert [Path(fault.path).name for reading in read([path]) for fault in reading.faults] == ["a.txt", "a.ann"]


# documents.json


def test_a_text_is_described_by_the_file_beside_it(tmp_path: Path) -> None:
    pair(tmp_path, "a")
    pair(tmp_path / "in", "b", "Another.")
    values = {"title": "T", "published": "2019-06~", "url": "https://example.org/", "language": "en", "licence": "CC0"}
    describe(tmp_path, {"a": {"id": "first", **values}})
    describe(tmp_path / "in", {"b": dict.fromkeys(("id", *values))})
    first, second = (reading.document for reading in read([tmp_path]))
    assert first is not None
    assert second is not None
    assert (first.id, {key: getattr(first, key) for key in values}) == ("first", values)
    assert (second.id, {getattr(second, key) for key in values}) == ("b", {None})


def test_names_are_compared_in_composed_form(tmp_path: Path) -> None:
    pair(tmp_path, unicodedata.normalize("NFD", "Óscar"))
    describe(tmp_path, {unicodedata.normalize("NFC", "Óscar"): {"id": "arias"}})
    assert ids(tmp_path) == ["arias"]
    assert messages(tmp_path) == []


@pytest.mark.parametrize(
    ("entries", "words", "left"),
    [
        ({"a": {"id": "b"}, "b": {}}, 'the id "b" is that of "a" already', ["b"]),
        ({"a": {"id": 5}}, '"id" must be a text', ["b"]),
        ({"a": {"id": " "}}, '"id" must be a text on one line', ["b"]),
        ({"a": {"title": "two\nlines"}}, '"title" must be a text on one line', ["a", "b"]),
        ({"a": []}, "its value is not an object but a list", ["b"]),
        ({"a": {"url": "javascript:alert(1)"}}, "must begin with http", ["a", "b"]),
        ({"c": {}}, 'there is no text "c.txt"', ["a", "b"]),
    ],
)
def test_a_wrong_description_costs_no_more_than_it_must(
    entries: object, words: str, left: list[str], tmp_path: Path
) -> None:
    """A document whose own id is in doubt is not read, because it might replace another."""
    pair(tmp_path, "a")
    pair(tmp_path, "b", "Another.")
    describe(tmp_path, entries)
    assert words in messages(tmp_path)[0]
    assert ids(tmp_path) == left


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": {"title": "x", "title": "y"}}', 'gives "title" twice'),
        ('{"a": {"title": "\\ud800"}}', "half of a surrogate pair"),
        ("[" * 100_000, "nested too deep"),
        ('{"a": ' + "9" * 5000 + "}", "a number too long"),
        ('{"a": {', "is not JSON"),
        ("", "line 1, column 1"),
    ],
)
def test_without_a_readable_description_nothing_is_read(text: str, words: str, tmp_path: Path) -> None:
    path = pair(tmp_path, "a")
    (tmp_path / "documents.json").write_text(text, encoding="utf-8")
    assert words in messages(tmp_path)[0]
    assert ids(tmp_path) == ids(path) == []


def test_a_description_in_another_encoding_is_refused(tmp_path: Path) -> None:
    pair(tmp_path, "a")
    (tmp_path / "documents.json").write_bytes('{"a": {"title": "é"}}'.encode("latin-1"))
    assert "documents.json:1: is not UTF-8" in messages(tmp_path)[0]
    assert ids(tmp_path) == []


def test_one_file_alone_is_not_blamed_for_others(tmp_path: Path) -> None:
    path = pair(tmp_path, "a")
    describe(tmp_path, {"a": {}, "missing": {"title": 1}})
    assert messages(path) == []
    assert len(messages(tmp_path)) == 2


# Several documents


def test_one_id_with_the_same_content_is_read_once(tmp_path: Path) -> None:
    pair(tmp_path / "x", "a", ann="T1\tState 0 4\tOman\n")
    pair(tmp_path / "y", "a", ann="\nT1\tState 0 4\tOman\n")
    first, second = read([tmp_path])
    assert (second.document, second.faults) == (None, ())
    assert second.remarks == (f"{tmp_path}/y/a.ann: a is the same as in {first.path}; read once",)


@pytest.mark.parametrize(
    ("text", "ann", "words"),
    [("Other.", "", "another text"), (TEXT, "T1\tState 0 4\tOman\n", "other annotations")],
)
def test_one_id_with_other_content_is_a_fault(text: str, ann: str, words: str, tmp_path: Path) -> None:
    pair(tmp_path / "x", "a")
    pair(tmp_path / "y", "a", text, ann)
    (fault,) = messages(tmp_path / "x", tmp_path / "y")
    assert f'{tmp_path}/y/a.ann: the id "a" is that of {tmp_path}/x/a.ann already, which has {words}' in fault


def test_equal_texts_under_two_ids_are_remarked(tmp_path: Path) -> None:
    pair(tmp_path, "a")
    pair(tmp_path, "b")
    _, second = read([tmp_path])
    assert second.faults == ()
    assert second.remarks == (f"{tmp_path}/b.ann: b has the same text as a; their narrators count as one",)


def test_files_are_read_one_at_a_time(tmp_path: Path) -> None:
    pair(tmp_path, "a")
    later = pair(tmp_path, "b", "Another.")
    readings = read([tmp_path])
    assert next(readings).faults == ()
    later.write_text("X\n", encoding="utf-8")
    assert "unknown type of line" in str(next(readings).faults)


def test_what_can_not_be_read_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(UsageError, match='unknown reader "brad", did you mean "brat"'):
        read([tmp_path], reader="brad")
    with pytest.raises(InputError, match=r"nowhere: there is no such file or folder"):
        read([tmp_path / "nowhere"])
    for path in (tmp_path, tmp_path / "x.pdf"):
        with pytest.raises(InputError, match=r"holds nothing to read; expected brat: a \.ann file with its \.txt"):
            read([path])
    with pytest.raises(InputError, match="can't be read: File name too long"):
        read(["x" * 5000])
    with pytest.raises(UsageError, match="nothing to read was named"):
        read([])


def test_a_named_reader_says_what_it_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    assert "is no brat file" in str(next(read([tmp_path / "x.pdf"], reader="brat")).faults)
    with pytest.raises(InputError, match="holds nothing to read"):
        list(read([tmp_path], reader="brat"))


def test_readers_are_named_by_their_keys() -> None:
    assert [reader.name for reader in READERS.values()] == list(READERS)


# Standard input


def streamed(*entries: object) -> list[Reading]:
    lines = (entry if isinstance(entry, str) else json.dumps(entry) for entry in entries)
    return list(read(["-"], stdin=io.BytesIO("".join(f"{line}\n" for line in lines).encode())))


def test_standard_input_holds_a_document_a_line() -> None:
    ann = "T1\tState 0 4\tOman\nX\n"
    first, second = streamed(
        {"id": "a", "text": TEXT, "ann": ann, "title": "T"}, "", {"id": "b", "text": "", "ann": ""}
    )
    assert first.document is not None
    assert (first.document.title, first.document.words(first.document.mentions[0])) == ("T", "Oman")
    assert str(first.faults[0]).startswith("-:1:2: X: unknown type of line")
    assert second.document == AnnotatedDocument("b", "", "-:3")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"text": "", "ann": ""}, '"id" is missing'),
        ({"id": "a", "text": 1, "ann": ""}, '"text" must be a text'),
        ({"id": "a", "text": "", "ann": "", "titel": ""}, 'unknown key "titel", did you mean "title"'),
        ({"id": "a", "text": "", "ann": "", "published": "June"}, "EDTF"),
    ],
)
def test_a_wrong_line_of_standard_input_is_a_fault(entry: object, words: str) -> None:
    wrong, sound = streamed(entry, {"id": "z", "text": "", "ann": ""})
    assert words in str(wrong.faults)
    assert sound.faults == ()


@pytest.mark.parametrize(
    ("data", "words"), [(b"\xff\n", "not UTF-8"), (b"x" * (LARGEST + 1), "64 MiB"), (b"[]", "object")]
)
def test_standard_input_is_bounded_and_utf8(data: bytes, words: str) -> None:
    (reading,) = read(["-"], stdin=io.BytesIO(data))
    assert words in str(reading.faults)
    assert reading.path == "-:1"


def test_annotations_alone_on_standard_input_end_it() -> None:
    (reading,) = streamed("T1\tState 0 4\tOman", "T2\tState 0 4\tOman")
    assert "give files by their path" in str(reading.faults)
    with pytest.raises(InputError, match="holds nothing to read"):
        streamed()


# Real files


def test_the_seeds_have_no_fault() -> None:
    seeds = shared("corpus", "seeds")
    if not seeds.is_dir():
        pytest.skip("the shared seeds are not there")
    readings = [validated(reading) for reading in read([seeds])]
    assert [(reading.faults, reading.remarks) for reading in readings] == [((), ())] * 2


def test_the_sample_has_no_fault() -> None:
    assert [fault for reading in read([ROOT / "loaders" / "sample"]) for fault in validated(reading).faults] == []


def test_another_scheme_is_refused_word_by_word() -> None:
    """The tutorial of brat itself: each word that this scheme doesn't have is named, the rest is kept."""
    news = shared("data", "brat_tutorial_news", "news")
    if not news.is_dir():
        pytest.skip("the shared brat tutorial is not there")
    readings = [validated(reading) for reading in read([news])]
    faults = [fault for reading in readings for fault in reading.faults]
    assert len(readings) == len(list(news.glob("*.ann")))
    assert sum(len(reading.document.mentions) for reading in readings if reading.document) > 50
    assert all(re.match(r"unknown |refers to .* was refused", fault.message) for fault in faults)
    words = {word for fault in faults for word in re.findall(r'^unknown [\w ]+ "([\w-]+)"', fault.message)}
    assert {"GPE", "Money", "Merge-org", "Report", "Alias", "Located", "Confidence", "Wikipedia"} <= words


def test_the_small_corpus_describes_its_text(tmp_path: Path) -> None:
    documents = [reading.document for reading in read([algiers(tmp_path)])]
    assert [document.title for document in documents if document] == ["The Algiers Accords", None]
