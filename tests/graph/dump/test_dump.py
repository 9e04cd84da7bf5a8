"""The dump as a file: what is written is read, and what was damaged, cut or made up is refused."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.dump.bounds import LONGEST_HEADER
from goodoffices.graph.dump.digest import signed
from goodoffices.graph.dump.digest_former import former_digest
from goodoffices.graph.dump.order import in_canonical_order
from goodoffices.graph.dump.records import KINDS, PARTS, encoded, records_of, value_of
from goodoffices.graph.dump.stream import Summary, read_dump, write_dump
from goodoffices.graph.errors import InputError
from goodoffices.graph.model import Actor, Contribution, Document
from goodoffices.graph.rules.judgements import Judgement
from tests.graph.construction.test_build_properties import documents
from tests.support.contributions import FIRST, SECOND, bare, mediation, telling

SPOKEN = tuple(map(in_canonical_order, (FIRST, SECOND, telling("c"))))
Line = dict[str, Any]


def written(record: Iterable[Contribution | Judgement] = SPOKEN) -> bytes:
    stream = io.BytesIO()
    write_dump(stream, record, release="1.2.3")
    return stream.getvalue()


def read(data: bytes) -> list[Contribution | Judgement]:
    return list(read_dump(io.BytesIO(data), "FILE"))


def lines(data: bytes) -> list[Line]:
    return [json.loads(line) for line in data.split(b"\n")[:-1]]


def closed(records: Iterable[Line]) -> bytes:
    """A file of these records, in ASCII, with a last line that agrees with them."""
    listed = list(records)
    head = b"".join(json.dumps(one).encode() + b"\n" for one in listed)
    counts = {kind: sum(one.get("record") == kind for one in listed) for kind in KINDS}
    return head + encoded({"record": "end", "counts": counts, "sha256": hashlib.sha256(head).hexdigest()})


def test_what_is_written_is_read() -> None:
    assert read(written()) == list(SPOKEN)
    assert read(written([])) == []


@given(st.lists(documents(), max_size=2))
def test_any_contribution_is_read_as_it_was_written(drawn: list[Any]) -> None:
    built = [build(replace(one, id=f"doc\u00a0\U0001f54a {number}")) for number, one in enumerate(drawn)]
    data = written(built)
    assert read(data) == built
    assert written(read(data)) == data


SAME = Judgement("actor", "a", "b", "same", "the desk", "2026-01-02")
DIFFERENT = Judgement("event", "a", "b", "different", None, "2026-01-02T03:04:05Z")


def test_judgements_follow_the_documents() -> None:
    record: list[Contribution | Judgement] = [*SPOKEN, SAME, DIFFERENT]
    data = written(record)
    assert read(data) == record
    assert written(read(data)) == data
    assert lines(data)[-1]["counts"]["judgement"] == 2


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ([DIFFERENT, SAME], "FILE:3: the judgement on a and b is not in its place"),
        ([SAME, replace(SAME, by=None)], "FILE:3: the judgement on a and b is not in its place"),
        ([SAME, *SPOKEN], "FILE:3: document comes after a judgement"),
        ([replace(SAME, judgement="alike")], "FILE:2: \"judgement\" is 'alike', not same or different"),
        ([replace(SAME, right="a")], 'FILE:2: "left" and "right" are the same id'),
        (
            [SAME, replace(SAME, right="c"), replace(SAME, left="b", right="c", judgement="different")],
            "FILE is damaged after line 5: b and c are judged to be different, and by other judgements the same",
        ),
    ],
)
def test_judgements_that_cannot_be_are_refused(record: list[Contribution | Judgement], said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        read(written(record))


def test_the_order_within_a_contribution_never_shows() -> None:
    shuffled = replace(FIRST, actors=FIRST.actors[::-1], roles=FIRST.roles[::-1], edges=FIRST.edges[::-1])
    assert written([shuffled]) == written([FIRST])


def test_the_lines_are_what_the_format_says() -> None:
    head, *records, end = lines(written([FIRST]))
    assert head == {"record": "header", "format": "goodoffices-dump", "version": 2, "goodoffices": "1.2.3"}
    kinds = [one["record"] for one in records]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert end["counts"] == {kind: kinds.count(kind) for kind in KINDS}
    before = written([FIRST]).rpartition(b'{"record":"end"')[0]
    assert end["sha256"] == hashlib.sha256(before).hexdigest()


def test_the_summary_is_the_last_line_and_each_document_is_heard() -> None:
    heard: list[str] = []
    stream = io.BytesIO()
    summary = write_dump(stream, SPOKEN, release="1", on_document=heard.append)
    end = lines(stream.getvalue())[-1]
    assert summary == Summary(end["counts"], end["sha256"])
    assert (summary.documents, heard) == (3, ["a", "b", "c"])


def test_every_field_of_the_model_is_in_the_dump() -> None:
    assert {field for field, _ in PARTS.values()} == {field.name for field in fields(Contribution)} - {"document"}
    for record in records_of(SECOND):
        assert value_of(json.loads(encoded(record))) in (SECOND.document, *everything(SECOND))


def everything(one: Contribution) -> list[Any]:
    return [value for field, _ in PARTS.values() for value in getattr(one, field)]


@given(st.data())
@settings(max_examples=300)
def test_a_file_that_was_cut_is_refused(data: st.DataObject) -> None:
    whole = written([FIRST])
    end = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(InputError, match=r"FILE.* nothing of it was stored|is no dump"):
        read(whole[:end])


@given(st.data())
@settings(max_examples=300)
def test_a_file_with_a_changed_byte_is_refused(data: st.DataObject) -> None:
    whole = bytearray(written([FIRST]))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(InputError, match="FILE"):
        read(bytes(whole))


@given(st.data())
def test_a_file_without_one_of_its_lines_is_refused(data: st.DataObject) -> None:
    rows = written().splitlines(keepends=True)
    del rows[data.draw(st.integers(0, len(rows) - 1))]
    with pytest.raises(InputError, match="FILE"):
        read(b"".join(rows))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "damaged after line 0: it is cut off"),
        (b"\n", "not JSON"),
        (b"[]\n", "not a JSON object"),
        (b"[" * 1000 + b"\n", "nested too deep: more than 8"),
        (b"[" * 100_000 + b"\n", "a line has more than 4,096 bytes"),
        (b"\x80abc\n", "not UTF-8"),
        (b'{"record":"document"}\n', "is no dump"),
        (b'{"record":"header","format":"other","version":1}\n', "is no dump"),
        (written() + b" ", "goes on after its last line"),
        (written() + written(), "goes on after its last line"),
        (written().replace(b'"version":2,', b'"version":3,'), "version 3, made by goodoffices 1.2.3.*upgrade"),
        (written().replace(b'"document":3', b'"document":2'), "last line does not agree"),
    ],
)
def test_what_is_no_whole_dump_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(data)


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1, /) -> bytes:
            assert size == LONGEST_HEADER
            return b"x" * LONGEST_HEADER

    with pytest.raises(InputError, match="a line has more than 4,096 bytes"):
        list(read_dump(Endless(), "FILE"))  # type: ignore[arg-type] # all that is asked of a file


def changed(record: str, **values: object) -> Callable[[list[Line]], list[Line]]:
    """Gives the first record of a kind other values."""

    def change(records: list[Line]) -> list[Line]:
        first = next(one for one in records if one["record"] == record)
        return [{**one, **values} if one is first else one for one in records]

    return change


def without(kind: str) -> Callable[[list[Line]], list[Line]]:
    return lambda records: [one for one in records if one["record"] != kind]


def twice(kind: str) -> Callable[[list[Line]], list[Line]]:
    return lambda records: [same for one in records for same in [one] * (1 + (one["record"] == kind))]


MADE_UP: dict[str, tuple[Callable[[list[Line]], list[Line]], str]] = {
    "a label": (changed("actor", kind="state) DETACH DELETE (n"), 'unknown actor.kind "state'),
    "a type": (changed("edge", type="X]->() DELETE r //"), "unknown edge.type"),
    "a role": (changed("role", role="friend"), 'unknown role.role "friend"'),
    "a status": (changed("event", status="helt"), 'did you mean "held"'),
    "a record": (lambda records: [records[0], {**records[1], "record": "plaice"}], 'unknown record "plaice"'),
    "a number": (changed("evidence", start="0"), "evidence.start is not a count or an offset"),
    "a size": (changed("evidence", start=1 << 60), "evidence.start is not a count or an offset"),
    "a truth": (changed("edge", n_assert=True), "edge.n_assert is not a count"),
    "a null": (changed("document", id=None), "document.id is not a text"),
    "a list": (changed("actor", aliases="ab"), "actor.aliases is not a list of texts"),
    "half a character": (changed("document", title="\ud800"), "half of a surrogate pair"),
    "a field more": (changed("document", colour="red"), "colour"),
    "a field less": (lambda records: [{k: v for k, v in one.items() if k != "iso3"} for one in records], "iso3"),
    "no document": (without("document"), "comes before any document"),
    "no actors": (without("actor"), "actor ac7.* is not in it"),
    "no evidence": (without("evidence"), "evidence .* is not in it"),
    "no events": (without("event"), "event .* is not in it"),
    "no places": (without("place"), "place b1ace000000000000001 is not in it"),
    "an idle place": (changed("event", places=[]), "an event at place b1ace000000000000001 is not in it"),
    "another document's event": (changed("event", document="z"), "document z is not in it"),
    "another relation": (changed("event", relation=None), "relation MEDIATES of event .* is not in it"),
    "a claim twice": (twice("claim"), "claim .* is in it twice"),
    "a role twice": (twice("role"), "role .* is in it twice"),
    "a document twice": (lambda records: records + records[1:], 'document "a" comes after "a"'),
}


@pytest.mark.parametrize(("change", "said"), MADE_UP.values(), ids=MADE_UP)
def test_a_record_that_no_store_should_get_is_refused(change: Callable[[list[Line]], list[Line]], said: str) -> None:
    records = lines(written([FIRST]))[:-1]
    with pytest.raises(InputError, match=said):
        read(closed(change(records)))


def test_a_file_made_by_hand_is_read() -> None:
    assert read(closed(lines(written([FIRST]))[:-1])) == [in_canonical_order(FIRST)]


def as_version_1(records: Iterable[Line]) -> list[Line]:
    """The lines that a dump of these documents had before they bore digests."""
    former = {one.document.id: former_digest(one) for one in SPOKEN}
    made = []
    for record in records:
        older = {key: value for key, value in record.items() if key != "content_form"}
        head = {"version": 1} if record["record"] == "header" else {}
        made.append({**older, **head, **({"content": former[record["id"]]} if record["record"] == "document" else {})})
    return made


def test_a_dump_of_before_the_digests_is_read_with_them() -> None:
    assert read(closed(as_version_1(lines(written())[:-1]))) == list(SPOKEN)


CHANGES: dict[str, Callable[[list[Line]], list[Line]]] = {
    "an actor's name": changed("actor", name="Oman!"),
    "a quote": changed("evidence", exact="Oman mediated!"),
    "a channel": changed("event", channel="front"),
    "what follows a quote": changed("evidence", suffix=" Then"),
    "a document's title": changed("document", title="Another"),
    "a digest": changed("document", content="0" * 64),
    "a form": changed("document", content_form=1),
    "a form to come": changed("document", content_form=3),
    "a role less": lambda records: [one for one in records if one.get("role") != "mediator"],
}


@pytest.mark.parametrize("made", [list, as_version_1], ids=["version 2", "version 1"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_records_that_the_digest_was_not_made_of_are_refused(
    made: Callable[[list[Line]], list[Line]], change: Callable[[list[Line]], list[Line]]
) -> None:
    said = r'FILE:\d+: document "a", which ends here: its records are not those that its digest was made of'
    with pytest.raises(InputError, match=said + "|a record document does not have: content_form"):
        read(closed(change(made(lines(written())[:-1]))))


SMALL = """
{"record":"document","id":"a","title":null,"url":null,"published":"2019-06-12","language":"en","licence":null,"sha256":\
"0000000000000000000000000000000000000000000000000000000000000000"}
{"record":"actor","id":"ac700000000000000002","name":"Iran","aliases":["Persia"],"kind":"state","iso3":"IRN","wikidata":"Q794",\
"cardinality":null}
"""


def test_the_digest_is_what_its_form_says_and_stays_so() -> None:
    """Whoever makes it fail has made every store and dump call its documents damaged: raise the form, and migrate."""
    text = SMALL.lstrip().replace("\\\n", "")
    record = Document("a", None, None, "2019-06-12", "en", None, "0" * 64)
    iran = Actor("ac700000000000000002", "Iran", ("Persia",), "state", "IRN", "Q794")
    small = signed(replace(bare("a", [iran]), document=record))
    assert small.document.content == hashlib.sha256(text.encode()).hexdigest()
    assert small.document.content_form == 2
    assert FIRST.document.content == "bb6c1f702b65b0306f4ae6b03d95017babcf0dbe57eb96d2e70b5e2912d97340"


def test_documents_come_in_order() -> None:
    with pytest.raises(InputError, match='"a" comes after "b"'):
        read(written([mediation("b"), mediation("a")]))
