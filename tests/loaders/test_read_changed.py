"""What changed since it was loaded is parsed, the rest is not; what is told of either is the same as if all were."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.annotation import Reading
from goodoffices.loaders import Unchanged, Unparsed, count_documents, read, read_changed
from goodoffices.loaders.brat import READER
from goodoffices.loaders.once import EachOnce

TEXTS = ("Norway mediated.", "Norway mediated!", "\ufeffNorway mediated.", "Norway mediated.\r\nIran, too.")
ANNOTATIONS = (
    "T1\tState 0 6\tNorway\n",
    "\nT1\tState 0 6\tNorway\n",
    "T1\tState 0 6\tNorway\nT2\tMediation 7 15\tmediated\n",
    "T1\tState 0 6\tNorwey\n",
    "T1\tState 0 6\tNorway",
)
ENTRIES: tuple[dict[str, str], ...] = ({}, {"title": "A title"}, {"id": "a"}, {"id": "b", "published": "2019"})

Written = tuple[int, str, str, str, dict[str, str]]
WRITTEN = st.tuples(
    st.integers(0, 2),
    st.sampled_from(("a", "b", "c")),
    st.sampled_from(TEXTS),
    st.sampled_from(ANNOTATIONS),
    st.sampled_from(ENTRIES),
)


def write(home: Path, corpus: Sequence[Written]) -> list[Path]:
    """The files of these documents, and their folders."""
    for number, name, text, ann, _ in corpus:
        folder = home / str(number)
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        (folder / f"{name}.ann").write_text(ann, encoding="utf-8", newline="")
    for number in {number for number, *_ in corpus}:
        entries = {name: entry for other, name, _, _, entry in corpus if other == number}
        (home / str(number) / "documents.json").write_text(json.dumps(entries), encoding="utf-8")
    return [home / str(number) for number in sorted({number for number, *_ in corpus})]


def sources(paths: Sequence[Path]) -> dict[str, str]:
    """What the store would have noted if each of these had been loaded alone."""
    alone = (reading for path in paths for reading in READER.read(path))
    return dict(filter(None, map(known_as, alone)))


def known_as(reading: Reading) -> tuple[str, str] | None:
    """The id and the hash by which the store may know that nothing changed, where nothing is to be told."""
    is_plain = reading.document and not reading.faults and not reading.remarks
    return (reading.document.id, reading.source) if reading.document and is_plain else None


@given(st.lists(WRITTEN, min_size=1, max_size=6), st.sets(st.sampled_from(("a", "b", "c"))))
def test_all_is_told_as_if_all_were_parsed(corpus: list[Written], held: set[str]) -> None:
    with TemporaryDirectory() as home:
        paths = write(Path(home), corpus)
        known = {key: source for key, source in sources(paths).items() if key in held}
        whole = list(read(paths))
        changed = list(read_changed(paths, lambda _: known))
    assert [one.path for one in changed] == [one.path for one in whole]
    for one, reading in zip(changed, whole, strict=True):
        if isinstance(one, Unchanged):
            assert (one.id, known[one.id]) == known_as(reading)
        else:
            assert one == reading
            assert known_as(one) not in [*known.items()]


def test_what_is_unchanged_is_not_parsed() -> None:
    def parse() -> Reading:
        pytest.fail("it was parsed")

    documents = [Unparsed(f"{name}.ann", name, f"source of {name}", f"text of {name}", parse) for name in "ab"]
    asked: list[Sequence[str]] = []

    def known(ids: Sequence[str]) -> dict[str, str]:
        asked.append(ids)
        return {one.id: one.source for one in documents}

    assert list(EachOnce(known).of(documents)) == [Unchanged("a.ann", "a"), Unchanged("b.ann", "b")]
    assert asked == [["a", "b"]]


def test_a_thousand_are_asked_for_at_once_and_of_what_is_parsed_already_fewer() -> None:
    asked: list[int] = []

    def known(ids: Sequence[str]) -> dict[str, str]:
        asked.append(len(ids))
        return {}

    def documents(count: int) -> Iterator[Unparsed]:
        for name in map(str, range(count)):
            yield Unparsed(name, name, "source", name, partial(Reading, name, None))

    assert len(list(EachOnce(known).of(documents(1500)))) == 1500
    assert asked == [1000, 500]


@pytest.mark.parametrize("given_twice", ["a", "linked/a"])
def test_a_file_that_two_paths_name_is_read_once(tmp_path: Path, given_twice: str) -> None:
    (folder,) = write(tmp_path, [(0, "a", TEXTS[0], ANNOTATIONS[0], {})])
    (tmp_path / "linked").symlink_to(folder)
    paths = [folder, (folder if given_twice == "a" else tmp_path / "linked") / "a.ann"]
    assert [one.path for one in read_changed(paths, lambda _: sources([folder]))] == [str(folder / "a.ann")]


def test_a_stream_gives_the_source_that_files_give(tmp_path: Path) -> None:
    paths = write(tmp_path, [(0, "a", TEXTS[0], ANNOTATIONS[0], {"title": "A title"})])
    line = {"id": "a", "title": "A title", "text": TEXTS[0], "ann": ANNOTATIONS[0]}
    streamed = tmp_path / "stream"
    streamed.write_text(json.dumps(line), encoding="utf-8")
    assert READER.read_stream
    with streamed.open("rb") as stream:
        assert {one.document.id: one.source for one in READER.read_stream(stream, "-") if one.document} == sources(
            paths
        )


def test_how_many_documents_there_are_is_known_before_they_are_read(tmp_path: Path) -> None:
    plain: dict[str, str] = {}
    paths = write(tmp_path, [(0, "a", TEXTS[0], ANNOTATIONS[0], plain), (1, "b", TEXTS[1], ANNOTATIONS[0], plain)])
    assert count_documents([tmp_path]) == 2
    assert count_documents([*paths, paths[0] / "a.txt", paths[0] / "documents.json"]) == 3
    assert count_documents([tmp_path, "-"]) is None
