"""Dumps as values: what a store says, and what it should say by the documents and judgements that ought to be in."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import chain

from goodoffices.graph.dump.stream import write_dump
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.judgements import Judgement
from goodoffices.graph.store.store import Store

RELEASE = "campaign"


def dump_of(store: Store) -> bytes:
    """What ``goodoffices dump`` would write of this store."""
    return _written(chain(store.contributions(), store.judgements()))


def dump_made_of(documents: Iterable[Contribution], judgements: Iterable[Judgement] = ()) -> bytes:
    """The dump of a fresh load of these documents and judgements, told without any store."""
    return _written((*sorted(documents, key=lambda one: one.document.id), *sorted(judgements)))


def differing_dumps(what: str, found: bytes, wanted: bytes) -> list[str]:
    """How two dumps differ, if they do, with the first line of either kind; their last lines apart."""
    if found == wanted:
        return []
    have, want = (dump.splitlines()[:-1] for dump in (found, wanted))
    more, less = sorted(set(have) - set(want)), sorted(set(want) - set(have))
    first = (more or less or [b"the order"])[0].decode()
    return [f"{what}: {len(more)} lines too many, {len(less)} missing: {first:.200}"]


def _written(record: Iterable[Contribution | Judgement]) -> bytes:
    stream = io.BytesIO()
    write_dump(stream, record, release=RELEASE)
    return stream.getvalue()
