"""What a former version of a document left in it where a store passed over some of what it removed.

Until goodoffices counted what it removes, a folder could keep quotes of the former version, and NAMES of whom it named.
The document's digest tells when all of that is gone.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.dump import digest, digest_former
from goodoffices.graph.dump.order import in_canonical_order
from goodoffices.graph.errors import StoreChangedError
from goodoffices.graph.model import Affiliation, Contribution
from goodoffices.graph.store.actors import actor_in, rename_actors, saying
from goodoffices.graph.store.connection import fetch_rows, run_rows
from goodoffices.graph.store.forget import Gone, drop_unnamed, take_back_affiliations
from goodoffices.graph.store.odd_values import ODD
from goodoffices.graph.store.read import contributions_of
from goodoffices.graph.store.remove import Removal, remove

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

NAMES = """
UNWIND $rows AS id MATCH (d:Document {id: id})-[n:NAMES]->(a:Actor)
RETURN elementId(n), n.of, a.id, n.name, n.names, n.kind, n.iso3, n.wikidata, n.cardinality
"""
QUOTES = Removal("UNWIND $rows AS row MATCH (d:Document {id: row.document})<-[:IN]-(x:Evidence) WHERE x.id = row.key")
NAMED = Removal(
    "UNWIND $rows AS row MATCH (d:Document {id: row.document})-[x:NAMES]->(:Actor) WHERE elementId(x) = row.key",
    nodes=False,
)
SIGN = """
UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d.content = row.content, d.content_form = row.form
"""

_MOST = 1000
"""Names of a document that are tried as another version's; each costs a digest of the whole document."""


@dataclass(frozen=True, slots=True)
class _Naming:
    """One NAMES of a document: the server's own id of it, and what it says."""

    key: str
    said: Sequence[Any]
    affiliations: tuple[Affiliation, ...]


def freed(tx: ManagedTransaction, document: str) -> bool:
    """Removes from a document what makes it differ from its digest, if that is another version's alone.

    Returns whether something was removed.
    """
    try:
        found = contributions_of(tx, [document])
    except StoreChangedError:  # its parts do not fit together
        return False
    if not found or _is_sound(found[0]):
        return False
    rows = (
        _Naming(key, said, tuple(Affiliation(said[0], one) for one in of or ()))
        for key, of, *said in fetch_rows(tx, NAMES, [document])
    )
    # Of two relationships of one document, the server gave the later one the higher numbers.
    named = sorted(rows, key=lambda naming: [int(number) for number in re.findall(r"[0-9]+", naming.key)])
    # The former version's names are the oldest: the first so many of them are tried, from none on. Or the last, where
    # the server gave the later ones the numbers of what was removed before.
    for order in (named, named[::-1]):
        for former in range(min(len(order), _MOST) + 1):
            rest = _without(found[0], order[former:])
            if _is_sound(rest):
                _remove(tx, found[0], rest, order[:former])
                return True
    return False


def _without(contribution: Contribution, named: Sequence[_Naming]) -> Contribution:
    """The contribution with these names alone, and without quotes that no claim stands on."""
    claimed = {claim.evidence for claim in contribution.claims}
    return in_canonical_order(
        replace(
            contribution,
            actors=tuple(actor_in(naming.said) for naming in named),
            affiliations=tuple(pair for naming in named for pair in naming.affiliations),
            evidence=tuple(quote for quote in contribution.evidence if quote.id in claimed),
        )
    )


def _is_sound(contribution: Contribution) -> bool:
    """Whether it fits its digest, or the hash that documents bore before."""
    with contextlib.suppress(*ODD):
        return digest.is_sound(contribution) or digest_former.is_formerly_sound(contribution)
    return False


def _remove(tx: ManagedTransaction, held: Contribution, rest: Contribution, named: Sequence[_Naming]) -> None:
    """Removes what ``held`` has beyond ``rest``, with these names, and signs the document anew."""
    document = held.document.id
    kept = {quote.id for quote in rest.evidence}
    quotes = [{"document": document, "key": quote.id} for quote in held.evidence if quote.id not in kept]
    remove(tx, QUOTES, quotes)
    remove(tx, NAMED, [{"document": document, "key": naming.key} for naming in named])
    take_back_affiliations(tx, {pair for naming in named for pair in naming.affiliations})
    gone = rename_actors(tx, [saying(naming.said) for naming in named])
    drop_unnamed(tx, Gone(actors=gone))
    run_rows(tx, SIGN, [{"id": document, "content": digest.digest(rest), "form": digest.FORM}])
