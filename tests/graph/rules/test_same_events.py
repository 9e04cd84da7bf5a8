"""One event out of several accounts: dates that agree, attributes by commitment, one verdict, edges of the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.judgements import view_id
from goodoffices.graph.rules.merge_events import Account, Source, edges_of, merged, merged_date
from goodoffices.graph.rules.verdicts import Statement
from goodoffices.graph.vocabulary.dates import bounds
from tests.support.histories import DOCUMENTS, VARIANTS, contribution
from tests.support.inline import annotated

DATES = st.sampled_from(
    ["2019", "2019-06", "2019-06~", "2019-06-13", "2018/2020", "2020", "../2018", "2019/..", "2017-21"]
)


@pytest.mark.parametrize(
    ("dated", "date"),
    [
        ([], None),
        (["2019-06"], "2019-06"),
        (["2019", "2019-06-13", "2019-06"], "2019-06-13"),
        (["2019-06~", "2019-06"], "2019-06~"),
        (["2019-06/2019-08", "2019-07/2019-09"], "2019-07-01/2019-08-31"),
        (["2019/..", "../2020"], "2019-01-01/2020-12-31"),
        (["2019-06-12/2019-06-13", "2019-06-13/2019-06-14"], "2019-06-13"),
        (["2019", "2021-03"], "2019/2021-03"),
        (["2018", "../2010", "2012"], "../2018"),
        (["../.."], "../.."),
    ],
)
def test_dates_agree_on_what_fits_all_or_else_hold_all(dated: list[str], date: str | None) -> None:
    assert merged_date([(text, "explicit") for text in dated])[0] == date


def test_a_date_made_of_several_rests_on_the_weakest_basis() -> None:
    assert merged_date([("2019-06/2019-08", "explicit"), ("2019-07/2019-09", "relative")])[1] == "relative"
    assert merged_date([("2019", "inferred"), ("2019-06", "explicit")]) == ("2019-06", "explicit")
    assert merged_date([("2019-06/2019-08", None), ("2019-07/2019-09", None)])[1] is None


@given(st.lists(DATES, min_size=1, max_size=4))
def test_a_merged_date_lies_in_all_or_holds_all(texts: list[str]) -> None:
    date, _ = merged_date([(text, None) for text in texts])
    assert date is not None
    whole, parts = bounds(date), [bounds(text) for text in texts]
    starts, ends = [part.start or "" for part in parts], [part.end or "~" for part in parts]
    if max(starts) <= min(ends):
        assert (whole.start or "", whole.end or "~") == (max(starts), min(ends))
    else:
        assert (whole.start or "", whole.end or "~") == (min(starts), max(ends))


def accounts(one: Contribution) -> list[Account]:
    """The accounts of a contribution as the store would give them back."""
    document = one.document
    source = Source(document.id, document.title, document.published, document.sha256, one.actors, one.affiliations)
    starts = {quote.id: quote.trigger_start for quote in one.evidence}
    return [
        Account(
            event=event,
            source=source,
            roles=tuple(role for role in one.roles if role.event == event.id),
            claims=tuple(claim.id for claim in one.claims if claim.event == event.id),
            statements=tuple(
                Statement(
                    claim.aspect,
                    claim.value_id or claim.value,
                    claim.factuality,
                    claim.speakers[-1] if claim.speakers else document.id,
                )
                for claim in one.claims
                if claim.event == event.id
            ),
            start=min((starts[claim.evidence] for claim in one.claims if claim.event == event.id), default=0),
        )
        for event in one.events
    ]


@pytest.mark.parametrize("variant", range(VARIANTS))
@pytest.mark.parametrize("number", range(DOCUMENTS))
def test_an_account_gives_back_the_edges_that_its_document_gave(number: int, variant: int) -> None:
    one = contribution(number, variant)
    assert tuple(edge for account in accounts(one) for edge in edges_of(account)) == one.edges


def mediation(name: str, *lines: str, text: str = "", published: str | None = None) -> Account:
    text = text or f"Oman mediated between Iran and Peru in June. ({name})"
    actors = ['o State "Oman"', 'i State "Iran"', 'p State "Peru"']
    (account,) = accounts(build(annotated(text, *actors, *lines, id=name, published=published)))
    return account


def test_an_attribute_is_that_of_the_most_committed_then_of_the_first_published() -> None:
    event = 'm Mediation "mediated" Mediator:o Party:i Party:p'
    unsure = mediation("a", f"{event} Status=held Factuality=PS+ Channel=back", published="2001")
    later = mediation("b", f"{event} Status=failed", published="2003")
    first = mediation("c", f"{event} Status=offered Method=shuttle", published="2002")
    undated = mediation("d", f"{event} Status=accepted")
    view = merged([undated, unsure, later, first])
    assert (view.event.status, view.event.channel, view.event.method) == ("offered", "back", "shuttle")
    assert view.event.relation == "PROPOSES_MEDIATION"
    assert view.event.id == view_id(account.event.id for account in (unsure, later, first, undated))
    assert view == merged([first, undated, later, unsure])
    assert len(view.claims) == 4


def test_the_verdict_is_that_of_all_speakers_and_equal_texts_have_one_narrator() -> None:
    event = 'm Mediation "mediated" Mediator:o Party:i Party:p Status=held'
    text = "Oman mediated between Iran and Peru."
    told, again = (mediation(name, event, text=text) for name in "ab")
    denied = mediation("c", f"{event} Source:i Factuality=CT-")
    view = merged([told, again, denied])
    assert view.event.verdict == "disputed"
    assert {(edge.n_assert, edge.asserted_by, edge.denied_by) for edge in view.edges} == {(1, ("a",), ("Iran",))}


def test_roles_of_all_accounts_make_the_edges_of_the_whole() -> None:
    one = mediation("a", 'm Mediation "mediated" Mediator:o Party:i Status=held')
    other = mediation("b", 'm Mediation "mediated" Party:p Status=held')
    assert other.event.relation is None
    view = merged([one, other])
    assert sorted(role.role for role in view.roles) == ["mediator", "party", "party"]
    assert len(view.edges) == 2
    assert {edge.between for edge in view.edges} == {("Iran", "Peru")}
