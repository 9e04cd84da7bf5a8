"""Which version the form of a store's graph has: the store says so itself, in a node of its own.

A store without that node is empty, or was filled before there were versions (it counts as version 0), or its nodes are
another program's and are left alone.
"""

from __future__ import annotations

import shlex
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, LiteralString

from goodoffices.graph.errors import StoreSchemaError

if TYPE_CHECKING:
    from goodoffices.graph.store.connection import Link

VERSION = 3
"""Of the form that this goodoffices reads and writes; ``migrations`` holds the way to it from every older one."""

MARK: LiteralString = """
MATCH (s:Schema {id: 'goodoffices'}) RETURN s.version, s.made_by, s.nodes, EXISTS { MATCH (l:Load) }
"""
"""Also how many nodes are said to be goodoffices' own, and whether a load is noted that has not come to its end."""

SET_MARK = """
MERGE (s:Schema {id: 'goodoffices'}) WITH s WHERE s.version IS NULL OR s.version < $version
SET s.version = $version, s.made_by = $made_by, s.nodes = coalesce(s.nodes, $nodes)
"""
OWN_DOCUMENT = """
MATCH (d:Document) WHERE d.content IS NOT NULL AND d.sha256 IS NOT NULL AND d.loaded_at IS NOT NULL RETURN 0 LIMIT 1
"""

Marks = list[list[Any]]


def version_of(link: Link, target: str, marks: Marks | None = None) -> int | None:
    """The version of the graph in the store, None where it holds nothing yet; ``marks``: MARK's answer, if known.

    Raises StoreSchemaError if the version is newer than this goodoffices, or if the nodes are another program's.
    """
    if not (marks := marks or _rows(link, MARK)):
        from goodoffices.graph.store.schema import LABELS

        own = bool(_rows(link, OWN_DOCUMENT))
        # A label of ours that some node bears.
        foreign = next((label for label in LABELS if _rows(link, f"MATCH (n:{label}) RETURN 0 LIMIT 1")), None)
        if not (own or foreign):
            return None
        # Asked again, because a first load may have begun between the two questions.
        if not (marks := _rows(link, MARK)):
            return _version_without_mark(target, own=own, foreign=foreign)
    ((found, made_by, *_),) = marks
    if type(found) is not int or found < 0:  # by type, since True is an int too
        raise StoreSchemaError(
            f"the graph in {target} says of itself that it has the version {str(found)[:40]!r}, which is none: its "
            f"Schema node was changed by others; set its version back to the number it had ({VERSION} in this "
            "goodoffices)"
        )
    if found > VERSION:
        raise StoreSchemaError(
            f"the graph in {target} was made by goodoffices {made_by} in a form (version {found}) that this one, "
            f"{version('goodoffices')}, does not know (up to {VERSION}): upgrade goodoffices"
        )
    return found


def require_current(link: Link, target: str, marks: Marks | None = None) -> int | None:
    """As ``version_of``, and raises StoreSchemaError for an older version too, with the command that mends it."""
    found = version_of(link, target, marks)
    if found is not None and found < VERSION:
        raise StoreSchemaError(
            f"the graph in {target} has the form of an older goodoffices (version {found}, now {VERSION}); bring it "
            f"up to date with: goodoffices --store {shlex.quote(target)} migrate"
        )
    return found


def ensure_form(link: Link, target: str) -> None:
    """Makes constraints and indexes where they are missing, and notes the version in a store that is still empty.

    Raises StoreSchemaError, and makes nothing, if the graph has another form or its nodes are another program's.
    """
    from goodoffices.graph.store.schema import ensure_schema

    found = require_current(link, target)
    ensure_schema(link)
    if found is None:
        mark(link, nodes=0)


def mark(link: Link, number: int = VERSION, *, nodes: int | None = None) -> None:
    """Notes the version, unless a newer one is noted already; also the number of nodes of a graph that is new."""

    link.write(lambda tx: tx.run(SET_MARK, version=number, made_by=version("goodoffices"), nodes=nodes).consume())


def _version_without_mark(target: str, *, own: bool, foreign: str | None) -> int:
    """The version of a graph that says none; ``own``: whether goodoffices filled it, ``foreign``: a label in use."""
    if own:
        return 0
    raise StoreSchemaError(
        f"the database at {target} holds nodes labelled {foreign} that are not goodoffices' own, and they would get "
        f"mixed up: name {'another database (NEO4J_DATABASE) or ' if '://' in target else ''}another store"
    )


def _rows(link: Link, text: str) -> Marks:
    return link.read(lambda tx: tx.run(text).values())
