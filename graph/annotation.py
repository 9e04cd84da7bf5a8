"""What every loader yields: a text and its annotations, as the file has them, not yet interpreted.

All offsets are Unicode code points of ``AnnotatedDocument.text``, half-open. ``line`` is the line of the source
file (from 1, 0 when there is none): it serves error messages and takes no part in comparisons or identities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.graph.errors import Fault


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text with a type: an entity, or the trigger of an event.

    ``parts`` holds the pieces of a discontinuous mention; ``start`` and ``end`` are their hull.
    """

    id: str
    type: str
    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Argument:
    """One filler of one role: ``role`` without its number, ``number`` 1 for the unnumbered one."""

    role: str
    number: int
    filler: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as one place of the text tells it: its type, its trigger mention's id, its arguments."""

    id: str
    type: str
    trigger: str
    arguments: tuple[Argument, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property with a value on a mention or an event mention; ``value`` is empty for a bare flag."""

    id: str
    name: str
    target: str
    value: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed pair of annotations, ``source`` to ``target`` (brat's Arg1 and Arg2)."""

    id: str
    type: str
    source: str
    target: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Mentions that an annotator joined as one actor or place."""

    members: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Normalisation:
    """An identifier from outside given to a mention, such as ISO3166 ``IRN`` with the label ``Iran``."""

    id: str
    target: str
    scheme: str
    value: str
    label: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """An annotator's free remark; kept, never interpreted."""

    id: str
    type: str
    target: str
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class AnnotatedDocument:
    """One text with its annotations and what is known of where it comes from.

    ``id`` joins later loads of the same document; ``published`` is EDTF or None; ``path`` names the annotation file.
    """

    id: str
    text: str
    path: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    mentions: tuple[Mention, ...] = ()
    events: tuple[EventMention, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    relations: tuple[Relation, ...] = ()
    equivalences: tuple[Equivalence, ...] = ()
    normalisations: tuple[Normalisation, ...] = ()
    notes: tuple[Note, ...] = ()

    def words(self, mention: Mention) -> str:
        """The mention's text as it stands in the document, from its first start to its last end."""
        return self.text[mention.start : mention.end]

    def mention_by_id(self) -> Mapping[str, Mention]:
        """All mentions, triggers included, by their id."""
        return {mention.id: mention for mention in self.mentions}

    def event_by_id(self) -> Mapping[str, EventMention]:
        """All event mentions by their id."""
        return {event.id: event for event in self.events}


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """What could still be made out of a line that is no record, for whoever judges what is missing without it.

    ``kind`` is that of the record that it may have been: ``attribute``, ``event``, ``note`` or another word of the
    format's. ``words`` are those in which its type may be, of an event or note the type alone; ``links`` the event
    mentions that it names by id, each with the role before it, "" where there is none.
    """

    line: int
    kind: str
    words: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one document: the part that is sound, every fault, and remarks worth saying.

    ``document`` is None when nothing could be read. The faulty records are already left out of it: a strict caller
    refuses a reading with faults, a lenient one uses the rest and lists them. ``remarks`` are no faults
    (offsets that were converted from another unit, say). ``source`` is a hash of all that the document was read from;
    "" where it is not known. ``refused`` are the lines that are missing in the document: what that means for the rest
    is the validation's to say, and no reader's.
    """

    path: str
    document: AnnotatedDocument | None
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()
    source: str = ""
    refused: tuple[RefusedLine, ...] = ()
