"""What is small on the disk and huge in memory is refused before it is parsed, and what load takes a dump can hold."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.annotation import Reading
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.dump.bounds import LINE, LONGEST_LINE, PACKED_RATIO, UNPACKED_FREE
from goodoffices.graph.dump.stream import read_dump, write_dump
from goodoffices.graph.json_text import JsonLimits, NoJsonError, json_object, json_value, refuse_beyond
from goodoffices.graph.validation.pipeline import validated
from goodoffices.graph.validation.sizes import LONGEST_MENTION, MOST_OF_NAMES
from goodoffices.unpacking import unpacking
from tests.support.contributions import FIRST
from tests.support.inline import annotated

HEAD = b'{"record":"header","format":"goodoffices-dump","version":2,"goodoffices":"1"}\n'
LISTS = b"[]," * 1_000_000
ANN = b"T1\tState 0 4\tPeru\n"
ACTOR = b'{"record":"actor","id":"ac700000000000000001","name":"Peru","aliases":[],"kind":"state","iso3":"PER",' + (
    b'"wikidata":null,"cardinality":null}\n'
)


def document_line() -> bytes:
    stream = io.BytesIO()
    write_dump(stream, [FIRST], release="1")
    return stream.getvalue().splitlines(keepends=True)[1]


def long_line(folder: Path) -> list[str]:
    (folder / "dump").write_bytes(HEAD + b'{"record":"document","id":[' + LISTS * 20 + b"[]]}\n")
    return ["restore", "dump"]


def many_values(folder: Path) -> list[str]:
    (folder / "dump").write_bytes(HEAD + b'{"record":"document","id":[' + LISTS * 10 + b"[]]}\n")
    return ["restore", "dump"]


def deep_line(folder: Path) -> list[str]:
    (folder / "dump").write_bytes(HEAD + b'{"record":' + b"[" * 30_000_000 + b"\n")
    return ["restore", "dump"]


def much_from_little(folder: Path) -> list[str]:
    with gzip.open(folder / "dump.gz", "wb", 9) as file:
        file.write(HEAD + document_line())
        for _ in range(10):
            file.write(ACTOR * 10_000)
    return ["restore", "dump.gz"]


def descriptions(folder: Path) -> list[str]:
    (folder / "documents.json").write_bytes(b'{"a":[' + LISTS * 20 + b"[]]}")
    return ["check", "a.ann"]


def long_key(folder: Path) -> list[str]:
    (folder / "documents.json").write_bytes(b'{"a":{"' + b"k" * 30_000_000 + b'":1}}')
    return ["check", "a.ann"]


def judgements(folder: Path) -> list[str]:
    (folder / "judgements.jsonl").write_bytes(b"\n" * 20_000_000 + b'{"left":[' + LISTS * 10 + b"[]]}\n")
    return ["load", "a.ann"]


BOMBS: dict[str, tuple[Callable[[Path], list[str]], str]] = {
    "a line of 60 MB": (long_line, f"dump is damaged after line 1: a line has more than {LONGEST_LINE:,} bytes"),
    "20 million values": (many_values, "dump:2: the line is too large: 20,000,004 values; it may hold 1,000,000"),
    "30 million lists in each other": (deep_line, "dump:2: the line is too large: 30,000,001 values"),
    "14 MB out of 40 kB": (much_from_little, f"it unpacks to more than {PACKED_RATIO} times its size"),
    "documents.json": (descriptions, "documents.json: is too large: 40,000,003 values; it may hold 500,000"),
    "a key of 30 MB": (long_key, f'documents.json:1: a: unknown key "{"k" * 200}…"; valid: id'),
    "judgements.jsonl": (judgements, "judgements.jsonl:20000001: is too large: 20,000,003 values; it may hold 20"),
}


MEASURE = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_maxrss, used.ru_utime + used.ru_stime]))
"""
"""Between this process and the one that is measured, which begins with as much memory as who starts it has."""


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="memory and time of a process are those of POSIX")
@pytest.mark.parametrize(("make", "said"), BOMBS.values(), ids=BOMBS)
def test_what_fills_the_memory_is_refused_at_little_cost(
    make: Callable[[Path], list[str]], said: str, tmp_path: Path
) -> None:
    (tmp_path / "a.ann").write_bytes(ANN)
    (tmp_path / "a.txt").write_bytes(b"Peru met Chad.\n")
    words = ["--store", "graph", *make(tmp_path)]
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, sys.executable, "-m", "goodoffices", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    code, memory, seconds = json.loads(measured.stdout)
    assert code == 1, measured.stderr
    assert said in measured.stderr
    assert "Traceback" not in measured.stderr
    assert memory < 500 * 1024
    assert seconds < 5
    assert not (tmp_path / "graph" / "databases").exists()


def test_standard_input_is_counted_too(tmp_path: Path) -> None:
    line = b'{"id":"a","text":"Peru","ann":[' + LISTS + b"[]]}\n"
    done = subprocess.run(
        [sys.executable, "-m", "goodoffices", "check", "-"], input=line, cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"is too large: 2,000,005 values; it may hold 1,000" in done.stdout


@given(
    st.recursive(
        st.text(max_size=8) | st.integers() | st.none(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)
    )
)
def test_what_stands_within_strings_is_not_counted(value: object) -> None:
    def counted(one: object) -> int:
        items = list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
        return isinstance(one, dict | list) + max(0, len(items) - 1) + sum(map(counted, items))

    text = json.dumps(value, ensure_ascii=False)
    assert json_value(text, JsonLimits(counted(value), 1000)) == value
    if counted(value):
        with pytest.raises(NoJsonError, match="is too large"):
            refuse_beyond(text, JsonLimits(counted(value) - 1, 1000))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a":NaN}', "holds NaN"),
        ('{"a":-Infinity}', "holds -Infinity"),
        ('{"a":1,"a":2}', 'gives "a" twice'),
        ('{"a":"\\udc00"}', "half of a surrogate pair"),
        ('{"a":' + "9" * 5000 + "}", "a number too long"),
        ('{"a":' * 30 + "1" + "}" * 30, "nested too deep"),
        ('{"a":"' + "\\", "is not JSON"),
        ("[1]", "is not a JSON object"),
        ('{"a":"b\nc"}', "is not JSON"),
    ],
)
def test_json_that_is_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(NoJsonError, match=said):
        json_object(text, LINE)


@pytest.mark.parametrize("size", [UNPACKED_FREE, UNPACKED_FREE * 2])
def test_only_far_more_than_real_records_give_is_a_bomb(size: int) -> None:
    for data in (os.urandom(1 << 16) * (size >> 16), b"x" * size):
        packed = gzip.compress(data, 9)
        stream = unpacking(io.BytesIO(packed))
        if size > UNPACKED_FREE + PACKED_RATIO * len(packed):
            with pytest.raises(OSError, match="unpacks to more than"):
                stream.read()
        else:
            assert stream.read() == data


def test_a_mention_as_long_as_a_text_is_a_fault() -> None:
    words = "N" * (LONGEST_MENTION + 1)
    document = annotated(f"{words} mediated between Peru and Chad.", f'n State "{words}"', 'p State "Peru"')
    (fault,) = validated(Reading("a.ann", document)).faults
    assert "spans 10,001 characters; a mention may span 10,000" in fault.message


def test_more_names_than_a_line_of_a_dump_can_hold_are_a_fault() -> None:
    name = "M" + chr(1) * (LONGEST_MENTION - 1)
    many = MOST_OF_NAMES // (6 * LONGEST_MENTION) + 2
    document = annotated(" ".join([name] * many), *(f'm{n} Group "{name}"@{n + 1}' for n in range(many)))
    faults = validated(Reading("a.ann", document)).faults
    assert len(faults) == 2
    assert all("the most that one document may have" in fault.message for fault in faults)
    assert 4 * MOST_OF_NAMES + 3 * LONGEST_MENTION < LONGEST_LINE


def test_names_of_the_worst_letters_come_back_from_a_dump() -> None:
    letters = [f"{chr(1)}{number:04}" + chr(1) * 9000 for number in range(60)]
    text = "Oman mediated between Peru and Chad. " + " ".join(letters)
    actors = (
        'o State "Oman"',
        'p State "Peru"',
        'c State "Chad"',
        *(f'g{n} Group "{one}"' for n, one in enumerate(letters)),
    )
    said = " ".join(f"Source:g{n}" for n in range(60))
    event = f'e Mediation "mediated" Mediator:o Party:p Party:c {said} Status=held'
    reading = validated(Reading("a.ann", annotated(text, *actors, event)))
    assert reading.faults == ()
    assert reading.document
    built = build(reading.document)
    stream = io.BytesIO()
    write_dump(stream, [built], release="1")
    assert max(map(len, stream.getvalue().splitlines())) > 3_000_000
    stream.seek(0)
    assert list(read_dump(stream, "FILE")) == [built]
