"""Actors and places of one document: which mentions are one, what they are called, and what a collective stands for.

The identity of an actor is read from its document alone, so what else is loaded never changes it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from goodoffices.graph.annotation import AnnotatedDocument, Mention, Normalisation
from goodoffices.graph.construction.states import state_named_by
from goodoffices.graph.grouping import grouped
from goodoffices.graph.model import Actor, Affiliation, Place, content_id
from goodoffices.graph.rules.clusters import mention_clusters
from goodoffices.graph.vocabulary.countries import Country, country_by_code, country_by_wikidata
from goodoffices.graph.vocabulary.group_sizes import group_size
from goodoffices.graph.vocabulary.names import is_full_name, is_proper, proper_name, without_title
from goodoffices.graph.vocabulary.ontology import ontology
from goodoffices.graph.vocabulary.spelling import fold

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ResolvedActors:
    """Who and where: ``actors`` by id, and for each mention the actors or the place that it stands for."""

    actors: Mapping[str, Actor]
    stands_for: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place]
    affiliations: tuple[Affiliation, ...]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """The mentions that an annotator joined, in the order of the text, with the identifiers given to any of them."""

    ids: tuple[str, ...]
    kind: str
    mentions: tuple[Mention, ...]
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    identifiers: Mapping[str, str]

    def country(self) -> Country | None:
        """The table's state for this cluster, if it is a state that the table knows."""
        if self.kind != "state":
            return None
        # What an annotator gave outweighs what the words seem to say: "Congo" may be either, its code is not.
        if code := self.identifiers.get("ISO3166"):
            return country_by_code(code)
        if item := self.identifiers.get("Wikidata"):
            return country_by_wikidata(item)
        return state_named_by(self.texts)


@dataclass(frozen=True, slots=True)
class _Named:
    """Who is named: the clusters, which of them are each actor's, and the actor of each mention, member or not."""

    clusters: tuple[_Cluster, ...]
    by_actor: Mapping[str, Sequence[_Cluster]]
    own: Mapping[str, str]


def once_a_document(find: Callable[[AnnotatedDocument], T]) -> Callable[[AnnotatedDocument], T]:
    """What ``find`` gives, found once while the document is held: who checks a document and who builds it both ask."""
    found: dict[int, T] = {}

    @functools.wraps(find)
    def kept(document: AnnotatedDocument) -> T:
        # By its place in memory: to compare documents would take as long as to find anything in them.
        key = id(document)
        if key not in found:
            found[key] = find(document)
            weakref.finalize(document, found.pop, key).atexit = False
        return found[key]

    return kept


@once_a_document
def _named(document: AnnotatedDocument) -> _Named:
    clusters = tuple(_entity_clusters(document))
    actors = grouped((_actor_id(document, cluster), cluster) for cluster in clusters if cluster.kind)
    own = {mention: actor for actor, same in actors.items() for cluster in same for mention in cluster.ids}
    return _Named(clusters, actors, own)


def own_actors(document: AnnotatedDocument) -> Mapping[str, str]:
    """The actor (id) that each mention of one names, whatever it is a member of."""
    return _named(document).own


@once_a_document
def resolved_actors(document: AnnotatedDocument) -> ResolvedActors:
    """The cast of a checked document."""
    named = _named(document)
    own = named.own
    members: defaultdict[str, set[str]] = defaultdict(set)
    for relation in document.relations:
        if relation.type == "Member":
            members[own[relation.source]].add(own[relation.target])
    # Members replace their collective wherever it stands, so that its acts are found with each of them.
    standing = expansions(members)
    return ResolvedActors(
        actors={actor: _actor(actor, same) for actor, same in named.by_actor.items()},
        stands_for={mention: standing.get(actor, (actor,)) for mention, actor in own.items()},
        places={
            mention: _place(document, cluster)
            for cluster in named.clusters
            if cluster.mentions[0].type == "Place"
            for mention in cluster.ids
        },
        affiliations=_affiliations(document, own, standing),
    )


def _entity_clusters(document: AnnotatedDocument) -> Iterator[_Cluster]:
    """The document's actors, places and dates; an identifier or a Kind given on one mention holds for its cluster."""
    by_id = document.mention_by_id()
    given: defaultdict[str, list[Normalisation]] = defaultdict(list)
    for normalisation in document.normalisations:
        given[normalisation.target].append(normalisation)
    stated = {a.target: a.value for a in document.attributes if a.name == "Kind"}
    for ids in sorted({id(one): one for one in mention_clusters(document).values()}.values()):
        mentions = tuple(sorted((by_id[i] for i in ids), key=lambda m: (m.start, m.end, m.id)))
        kinds = {ontology().kind_of.get(mention.type, "") for mention in mentions}
        # A person who is called by an office elsewhere in the text acts in that office.
        kind = "official" if "official" in kinds else min(kinds)
        yield _Cluster(
            ids=ids,
            kind=next((stated[i] for i in ids if i in stated), kind),
            mentions=mentions,
            texts=tuple(document.words(m) for m in mentions),
            labels=tuple(n.label for i in ids for n in given[i] if n.label),
            identifiers={n.scheme: n.value for i in ids for n in given[i]},
        )


def _actor_id(document: AnnotatedDocument, cluster: _Cluster) -> str:
    """ISO code, else Wikidata id, else (kind, full name), else (document, first mention)."""
    if country := cluster.country():
        return content_id("actor", "iso3166", country.iso3)
    if item := cluster.identifiers.get("Wikidata"):
        return content_id("actor", "wikidata", item)
    name = proper_name(cluster.texts, cluster.kind)
    # ``proper_name`` may have fallen back on a description, which never joins across documents, nor does a group.
    as_name = (text for text in cluster.texts if without_title(_tidy(text)) == _tidy(name))
    if cluster.kind != "group" and any(is_proper(text, cluster.kind) for text in as_name) and is_full_name(name):
        return content_id("actor", cluster.kind, fold(name))
    first = cluster.mentions[0]
    return content_id("actor", cluster.kind, document.id, first.start, first.end)


def _actor(actor: str, same: Sequence[_Cluster]) -> Actor:
    """The record of the actor that these clusters name, which the annotator did not join but whose keys are equal."""
    kinds = {cluster.kind for cluster in same}
    kind = "official" if "official" in kinds else min(kinds, key=ontology().kinds.index)
    mentions = sorted(
        (m.start, m.end, t) for cluster in same for m, t in zip(cluster.mentions, cluster.texts, strict=True)
    )
    texts = tuple(text for _, _, text in mentions)
    country = next(filter(None, (cluster.country() for cluster in same)), None)
    items = (cluster.identifiers["Wikidata"] for cluster in same if "Wikidata" in cluster.identifiers)
    # A state is called as the table has it, so that "Seoul" and "South Koreans" don't give it two names.
    name = country.name if country else _tidy(proper_name(texts, kind))
    proper = {without_title(_tidy(text)) for text in texts if is_proper(text, kind)}
    labels = {_tidy(label) for cluster in same for label in cluster.labels}
    # Every other name once, however often it differs in its spelling.
    known = {fold(name): name}
    for alias in sorted(filter(None, proper | labels)):
        known.setdefault(fold(alias), alias)
    return Actor(
        id=actor,
        name=name,
        aliases=tuple(sorted(alias for alias in known.values() if alias != name)),
        kind=kind,
        iso3=country.iso3 if country else None,
        wikidata=country.wikidata if country else min(items, default=None),
        cardinality=group_size(texts) if kind == "group" else None,
    )


def _tidy(text: str) -> str:
    """NFC and single spaces: a name is a word of ours about the text, unlike a quote, which is never touched."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def expansions(members: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Each collective with the actors that it comes down to, sorted; what is no collective stands for itself.

    ``members`` leads in no circle.
    """
    found: dict[str, tuple[str, ...]] = {}
    for collective in members_first(members):
        standing = {actor for member in members[collective] for actor in found.get(member, (member,))}
        found[collective] = tuple(sorted(standing))
    return found


def members_first(members: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The collectives, each after those among its members; not by recursion, since chains may be long."""
    done: set[str] = set()
    for start in members:
        waiting = [start]
        while waiting:
            last = waiting[-1]
            inner = [] if last in done else [end for end in members[last] if end in members and end not in done]
            waiting += inner
            if not inner:
                waiting.pop()
                if last not in done:
                    done.add(last)
                    yield last


def _affiliations(
    document: AnnotatedDocument, own: Mapping[str, str], standing: Mapping[str, tuple[str, ...]]
) -> tuple[Affiliation, ...]:
    pairs = {
        Affiliation(own[relation.source], of)
        for relation in document.relations
        if relation.type == "Of"
        for of in standing.get(own[relation.target], (own[relation.target],))
    }
    # Who acts for a collective may be a member of it, and the collective stands for its members here.
    return tuple(sorted(pair for pair in pairs if pair.actor != pair.of))


def _place(document: AnnotatedDocument, cluster: _Cluster) -> Place:
    """A place joins across documents by Wikidata id, else by country and name; a namesake without either never."""
    name = _tidy(re.sub(r"^the\s+", "", max(cluster.texts, key=len), flags=re.IGNORECASE))
    country = country_by_code(cluster.identifiers.get("ISO3166", ""))
    iso3 = country.iso3 if country else None
    if item := cluster.identifiers.get("Wikidata"):
        return Place(content_id("place", "wikidata", item), name, iso3)
    return Place(content_id("place", iso3 or ["document", document.id], fold(name)), name, iso3)
