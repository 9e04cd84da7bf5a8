"""The store: one class over the Bolt protocol, whether the server is Neo4j or the embedded one of a folder."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

from goodoffices.graph.errors import StoreChangedError, StoreError
from goodoffices.graph.model import Contribution
from goodoffices.graph.store.foreign_nodes import OWN_DOCUMENTS, said_of_foreign
from goodoffices.graph.store.limit import Watch
from goodoffices.graph.store.odd_values import said_of_odd_values
from goodoffices.graph.store.open_store import OpenStore
from goodoffices.graph.store.report import ForgetReport, LoadReport
from goodoffices.graph.store.target import resolve_target
from goodoffices.graph.store.values import Keep, QueryResult, ReadTransaction, Rows, run_statement
from goodoffices.graph.store.version import ensure_form

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.rules.judgements import Judgement
    from goodoffices.graph.store.forget import Gone
    from goodoffices.graph.store.forget_journal import UnfinishedForgetting
    from goodoffices.graph.store.judgements import JudgeReport
    from goodoffices.graph.store.load import Stamp
    from goodoffices.graph.store.load_journal import Plan, UnfinishedLoad
    from goodoffices.graph.store.report import Damaged
    from goodoffices.graph.store.status import Status
    from goodoffices.graph.store.verification.documents import Checked
    from goodoffices.graph.store.verification.repair import Repaired
    from goodoffices.graph.store.verification.verify import Verification

__all__ = ["QueryResult", "ReadTransaction", "Rows", "Store", "open_store"]

T = TypeVar("T")

_LOSSES_OF_A_LOAD = 10
"""How often a batch is stored anew because others ended the engine; it is bounded, and so not too much itself."""

_READINGS = 20
"""How often what others change meanwhile is read anew."""


class Store(OpenStore):
    """An open graph store, with all that can be done in it; close it, or use it in a ``with`` statement."""

    def load(  # noqa: PLR0913 all but the documents are notes that may be left out
        self,
        contributions: Iterable[Contribution],
        *,
        loaded_at: str,
        on_document: Callable[[str, str], None] | None = None,
        planned: Mapping[str, str] | None = None,
        sources: Mapping[str, str] | None = None,
        judgements: Iterable[str] = (),
        unchanged: Collection[str] = (),
    ) -> LoadReport:
        """Stores documents that are new or changed, each whole or not at all.

        ``loaded_at`` is an ISO time in UTC; ``on_document`` hears each id with "added", "unchanged" or "replaced"
        once it is safely stored. What was stored before an error stays stored; ``status`` then says which of the
        documents that were ``planned`` (content hashes by id) are not in, and how many of the ``judgements`` (ids) that
        the caller records afterwards. ``sources`` are noted: see ``sources``. Those that the caller found ``unchanged``
        (ids) stay, although a forgetting was to remove them. The report says which of the replaced were damaged, and
        how.
        """
        from goodoffices.graph.store.forget_journal import strike
        from goodoffices.graph.store.load import Stamp, batches
        from goodoffices.graph.store.load_journal import Plan, settle

        def end(tx: ManagedTransaction) -> None:
            settle(tx, plan.id)
            strike(tx, set(unchanged))

        self._with(lambda _: self._connection.mend())
        self._with(lambda link: ensure_form(link, self.target))
        report, plan = LoadReport(), Plan(uuid.uuid4().hex, loaded_at, planned or {}, tuple(judgements))
        stamp = Stamp(loaded_at, version("goodoffices"), sources or {})
        for number, batch in enumerate(self._fitting(batches(contributions))):
            # What fits into one transaction is all there or all away, and needs no note.
            noted = number == 0 and (len(batch) < len(plan.contents) or plan.judgements)
            written = self._store(batch, stamp, plan if noted else None)
            report += written
            written.tell(on_document)
        self._with(lambda link: link.write(end))
        self._mend()
        return report

    def forget(self, documents: Iterable[str]) -> ForgetReport:
        """Removes what these documents contributed, and only that, each whole or not at all.

        One that is missing of an unfinished load counts as known, and is then no longer missed. What was removed before
        an error stays removed; ``status`` then says which of the documents are still in. The report says which were
        damaged, and how.
        Raises UnknownNameError, and removes nothing, if one of them is not in the store.
        """
        from goodoffices.graph.store.forget import Gone

        ids = tuple(dict.fromkeys(documents))
        self._require(ids)
        damaged = self._damaged(ids)
        lost = {document.id for document in damaged}
        parts = self._portions(ids)
        gone, key = Gone(), uuid.uuid4().hex
        for number, part in enumerate(parts):
            # What fits into one transaction is all gone or all there, and needs no note.
            noted = ids if number == 0 and len(parts) > 1 else ()
            gone += self._forgotten(part, lost, key, noted)
        self._mend()
        return ForgetReport(ids, gone.nodes, gone.relationships, damaged)

    def judge(self, judgements: Iterable[Judgement], *, strict: bool = False) -> JudgeReport:
        """Records judgements on pairs of events or actors; the one on a pair takes the place of its former one.

        Raises InputError, and records none, if they contradict each other or those in the store; if ``strict`` also
        where they join events of two types, or actors that cannot be one, as far as the store knows them.
        """
        from goodoffices.graph.store.judgements import put_judgements

        self._with(lambda link: ensure_form(link, self.target))
        return self._judged(partial(put_judgements, strict=strict), tuple(judgements))

    def undo(self, judgements: Iterable[Judgement]) -> JudgeReport:
        """Takes back the judgements on these pairs, so that everything is as it was without them."""
        from goodoffices.graph.store.judgements import take_back_judgements

        return self._judged(take_back_judgements, tuple(judgements))

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements in the store, sorted."""
        from goodoffices.graph.store.merged import stored_judgements

        with said_of_odd_values():
            return self._read(stored_judgements)

    def read(self, text: LiteralString, /, **parameters: object) -> Rows:
        """The rows that one statement finds, asked as the reader; values are plain Python."""
        return self._with(lambda link: link.read(lambda tx: run_statement(tx, text, **parameters)))

    @contextlib.contextmanager
    def reading(self) -> Iterator[ReadTransaction]:
        """Several statements in one read transaction: ``with store.reading() as ask: ask("MATCH …", id=…)``.

        A server that is lost meanwhile is an error here: see ``answer``.
        """
        self._with(lambda link: link.agent())
        with self._connection.said(), self._link.reading() as transaction:
            yield partial(run_statement, transaction)

    def documents(self) -> tuple[str, ...]:
        """The ids of all documents, by code point."""
        return tuple(sorted(row["id"] for row in self.read(OWN_DOCUMENTS)))

    def sources(self, documents: Iterable[str]) -> Mapping[str, str]:
        """A hash of all that each of these documents was read from, by id.

        Left out are those that are not there, and those whose reading anew could give something else: loaded by
        another version, or with faults or remarks.
        """
        from goodoffices.graph.store.load_journal import sources

        ids = tuple(documents)
        return self._with(lambda link: link.read(lambda tx: sources(tx, ids, version("goodoffices"))))

    def contributions(self, documents: Iterable[str] | None = None) -> Iterator[Contribution]:
        """What these documents (all, where none are named) contributed, as the store holds it, by id.

        Raises StoreError at one that can't be read. See ``checked``.
        """
        for document in self.checked(documents):
            if document.contribution is None:
                raise StoreError(f"document {document.id} is damaged: {document.faults[0]}")
            yield document.contribution

    def checked(self, documents: Iterable[str] | None = None) -> Iterator[Checked]:
        """These documents (all, where none are named), each held against its digest, by id.

        A few are read at a time, each as it is at that moment; one that is forgotten meanwhile is passed over.
        """
        from goodoffices.graph.store.verification.documents import checked

        ids = self.documents() if documents is None else documents
        return checked(self._read, ids)

    def verify(
        self, documents: Iterable[str] | None = None, on_document: Callable[[str], None] | None = None
    ) -> Verification:
        """Whether these documents are as they were loaded; where none are named, all, and what belongs to none.

        ``on_document`` hears each id. Raises UnknownNameError if one of them is not in the store.
        """
        from goodoffices.graph.store.verification.verify import verified

        ids = None if documents is None else tuple(documents)
        self._require(ids or ())
        return verified(self.checked(ids), self._read, ids is None, on_document)

    def repair(self, on_document: Callable[[str], None] | None = None) -> Repaired:
        """Mends what ``verify`` finds: what belongs to no document, or is not as documents and judgements make it.

        Documents of which something is missing are marked, so that the next load or restore replaces them.
        ``on_document`` hears the id of each that is looked at.
        """
        from goodoffices.graph.store.verification.repair import repaired

        found = self.verify(None, on_document)
        report = self._with(lambda link: repaired(link, found, self.verify))
        if report.damaged:  # else even a sound store would be written to
            self.mark_damaged(document.id for document in report.damaged)
        return report

    def mark_damaged(self, documents: Iterable[str]) -> None:
        """Takes away the digests of these documents, so that the next load or restore replaces them."""
        from goodoffices.graph.store.load import mark_damaged

        ids = sorted(set(documents))
        self._with(lambda link: link.write(lambda tx: mark_damaged(tx, ids)))

    def answer(self, work: Callable[[ReadTransaction], T], *, timeout: float | None = None) -> T:
        """What ``work`` makes of several statements in one read transaction, within ``timeout`` seconds.

        It is called again from its beginning where the server was lost meanwhile, or where its statements do not fit
        together because others changed the graph between them, so it must do no more than ask. Raises
        StoreDamagedError where values of the graph are missing, or of another kind than goodoffices stores.
        """

        def within(tx: Any) -> T:
            with said_of_odd_values():
                return work(partial(run_statement, tx))

        # The watch stands around all readings: they share the time that one question has.
        with Watch(timeout) as watch:
            for _ in range(_READINGS):
                with contextlib.suppress(StoreChangedError):
                    return self._with(lambda link: link.read(within, watch))
            return self._with(lambda link: link.read(within, watch))

    def cypher(
        self,
        text: str,
        parameters: Mapping[str, object],
        *,
        write: bool = False,
        timeout: float | None = None,
        keep: Keep = list,
    ) -> QueryResult:
        """Somebody's own Cypher, over a connection that the server holds to reading unless ``write``.

        ``keep`` takes the rows as they come and gives those that the answer is to hold; it may be called again, with
        all of them. Raises WriteRefusedError if it would write without ``write``, UsageError if the server finds fault
        with it, QuestionLimitError if it takes more than ``timeout`` seconds, or its rows are too many or too large;
        one that writes has no limit.
        """
        from goodoffices.graph.store.cypher import change, run_question

        if write:
            self._not_alone()
            return self._with(lambda link: change(link, text, parameters, keep), losses=0)
        with Watch(timeout) as watch:
            return self._with(lambda link: run_question(link, text, parameters, watch, keep), losses=1)

    def mixed(self) -> str:
        """What nodes of others bear goodoffices' labels, in a sentence that says what to do; empty without any."""
        return self._with(lambda link: said_of_foreign(link, self.target, renew=self._connection.alone))

    def plan(self, text: LiteralString, parameters: Mapping[str, object]) -> tuple[str, ...]:
        """The server's plan for a question, line by line; empty where it tells none."""
        from goodoffices.graph.store.cypher import planned

        return self._with(lambda link: planned(link, text, parameters))

    def unfinished(self) -> tuple[UnfinishedLoad | UnfinishedForgetting, ...]:
        """Loads and forgettings that had not come to their end as the store was opened, and still have not."""
        if not self._under_way:
            return ()
        from goodoffices.graph.store.load_journal import unfinished

        return self._read(unfinished)

    def status(self) -> Status:
        """What is in the store, counted."""
        from goodoffices.graph.store.status import count_everything

        return self._with(lambda link: link.read(lambda tx: count_everything(tx, self.target, self.server)))

    def _fitting(self, batches: Iterable[tuple[Contribution, ...]]) -> Iterator[tuple[Contribution, ...]]:
        """These batches, cut where the versions that they replace are more than one transaction may remove."""
        for batch in batches:
            start = 0
            for part in self._portions([one.document.id for one in batch]):
                yield batch[start : start + len(part)]
                start += len(part)

    def _store(self, batch: tuple[Contribution, ...], stamp: Stamp, plan: Plan | None) -> LoadReport:
        """Writes a batch in one transaction, with the note of the whole load where ``plan`` is one."""
        from goodoffices.graph.store.forget_journal import strike
        from goodoffices.graph.store.load import to_be_replaced, write_batch
        from goodoffices.graph.store.load_journal import begin

        def work(tx: ManagedTransaction) -> LoadReport:
            if plan:
                begin(tx, plan)
            strike(tx, {one.document.id for one in batch})
            return write_batch(tx, batch, stamp, {document.id for document in damaged})

        # What is damaged is known before the transaction that replaces it: what can't be read would end that.
        former = self._with(lambda link: link.read(lambda tx: to_be_replaced(tx, batch)), losses=_LOSSES_OF_A_LOAD)
        damaged = self._damaged(former)
        report = self._with(lambda link: link.write(work), losses=_LOSSES_OF_A_LOAD)
        return replace(report, damaged=tuple(document for document in damaged if document.id in report.replaced))

    def _portions(self, documents: Sequence[str]) -> list[tuple[str, ...]]:
        """These documents in their order, as many together as one transaction may remove."""
        from goodoffices.graph.store.forget import portions

        return self._with(lambda link: link.read(lambda tx: portions(tx, documents)), losses=_LOSSES_OF_A_LOAD)

    def _forgotten(self, part: Sequence[str], damaged: Container[str], forgetting: str, noted: Sequence[str]) -> Gone:
        """Removes some documents in one transaction, with the note of all that are to go where there are ``noted``."""
        from goodoffices.graph.store.forget import forget_documents
        from goodoffices.graph.store.forget_journal import begin_forgetting, strike

        def work(tx: ManagedTransaction) -> Gone:
            if noted:
                begin_forgetting(tx, forgetting, noted)
            strike(tx, set(part))
            return forget_documents(tx, part, damaged)

        return self._with(lambda link: link.write(work))

    def _damaged(self, documents: Iterable[str]) -> tuple[Damaged, ...]:
        """Those of these documents that are not as they were loaded, as far as others let them be read.

        Read before they go and not in the transaction that removes them, which what can't be read would end.
        """
        from goodoffices.graph.store.verification.documents import checked
        from goodoffices.graph.store.verification.verify import verified

        def read(work: Callable[[ManagedTransaction], T]) -> T:
            return self._with(lambda link: link.read(work), losses=_LOSSES_OF_A_LOAD)

        with contextlib.suppress(StoreChangedError):
            return verified(checked(read, documents), read, all_of_it=False).damaged
        return ()

    def _judged(self, work: Callable[..., JudgeReport], judgements: tuple[Judgement, ...]) -> JudgeReport:
        report: JudgeReport = self._with(lambda link: link.write(lambda tx: work(tx, judgements)))
        if report.changed:
            self._mend()
        return report

    def _mend(self) -> None:
        """Makes anew what is wrong because others changed the store at the same time, and neither saw the other."""
        from goodoffices.graph.store.actors import mend_labels
        from goodoffices.graph.store.rebuild_merged import mend_same

        self._with(mend_same)
        self._with(mend_labels)

    def _require(self, documents: tuple[str, ...]) -> None:
        from goodoffices.graph.store.load_journal import require_known

        self._with(lambda link: link.read(lambda tx: require_known(tx, documents)))


def open_store(
    target: str | os.PathLike[str] | None = None,
    *,
    create: bool = False,
    migrate: bool = False,
    damaged: bool = False,
    mixed: bool = False,
) -> Store:
    """The store that ``target`` means, else GOODOFFICES_STORE, else NEO4J_URI, else the folder ``.goodoffices``.

    A folder without a store is an error unless ``create``, a graph in the form of an older goodoffices one unless
    ``migrate``, a folder of which files are lost or changed one unless ``damaged``, which is for looking at the rest.
    So is a graph in which nodes of others bear labels of goodoffices, unless ``mixed`` (or ``damaged``).
    Raises StoreUnavailableError, StoreBusyError, StoreDamagedError, StoreSchemaError or UsageError.
    """
    return Store(resolve_target(target), create=create, migrate=migrate, damaged=damaged, mixed=mixed)
