"""Which event a text means: an id, or a beginning that only one has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodoffices.graph.errors import AmbiguousNameError, UnknownNameError
from goodoffices.graph.model import ID_DIGITS
from goodoffices.graph.one_line import one_line
from goodoffices.queries.engine.catalogue import text_of

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction


def event_id(ask: ReadTransaction, text: str) -> str:
    """The id that begins with ``text``; that of the event which stands for it where it was judged one with others.

    Raises UnknownNameError when no id begins so, AmbiguousNameError when several do.
    """
    beginning = str(text).strip().lower()  # a parameter may be any JSON
    # Anything else begins no id, and nothing at all would begin every one.
    found = ask(text_of("evidence"), event=beginning) if re.fullmatch(f"[0-9a-f]{{1,{ID_DIGITS}}}", beginning) else []
    ids = [str(one["event_id"]) for one in found]
    if not ids:
        raise UnknownNameError(
            f'No event\'s id begins with "{beginning}". Every answer shows the ids of its events ("event_id" in JSON).'
        )
    if len(ids) > 1:
        # Asked for only here: in one statement with the ids, a folder's server would look at every event.
        events = [one for key in ids for one in ask(text_of("find-event"), event=key)]
        told = (
            f"  {one['id']}  {one['type']}, {one['status'] or 'no status'}, {one['date'] or 'no date'}"
            for one in events
        )
        raise AmbiguousNameError(f'Several ids begin with "{beginning}":\n' + "\n".join(map(one_line, told)))
    return ids[0]
