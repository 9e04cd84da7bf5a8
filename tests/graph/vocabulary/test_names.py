"""What is a name, what stands around it, and which two are the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodoffices.graph.vocabulary.names import is_full_name, is_proper, proper_name, without_title
from goodoffices.graph.vocabulary.spelling import fold, nearest

WITHOUT_TITLE = {
    "President Donald Trump": "Donald Trump",
    "Prime Minister Shinzo Abe": "Shinzo Abe",
    "Ayatollah Ali Khamenei": "Ali Khamenei",
    "Secretary-General Antonio Guterres": "Antonio Guterres",
    "former President Mahmoud Ahmadinejad": "Mahmoud Ahmadinejad",
    "then-President Barack Obama": "Barack Obama",
    "ex-president Jimmy Carter": "Jimmy Carter",
    "President-elect Joe Biden": "Joe Biden",
    "U.S. Secretary of State Mike Pompeo": "Mike Pompeo",
    "Iran's Supreme Leader Ayatollah Ali Khamenei": "Ali Khamenei",
    "Iranian Deputy Foreign Minister Abbas Araghchi": "Abbas Araghchi",
    "White House National Security Adviser John Bolton": "John Bolton",
    "UN Special Envoy Martin Griffiths": "Martin Griffiths",
    "UN envoy Staffan de Mistura": "Staffan de Mistura",
    "U.N. Secretary-General Javier Pérez de Cuéllar": "Javier Pérez de Cuéllar",
    "EU foreign policy chief Federica Mogherini": "Federica Mogherini",
    "Chairman of the Joint Chiefs of Staff Mark Milley": "Mark Milley",
    "Foreign Minister of Oman Yusuf bin Alawi": "Yusuf bin Alawi",
    "President of the United States Joe Biden": "Joe Biden",
    "Special Envoy for Iran Brian Hook": "Brian Hook",
    "Jordan's King Hussein": "Hussein",
    "Sultan Qaboos bin Said": "Qaboos bin Said",
    "Sheikh Tamim bin Hamad Al Thani": "Tamim bin Hamad Al Thani",
    "Lt. Gen. H.R. McMaster": "H.R. McMaster",
    "Gen. Qassem Soleimani": "Qassem Soleimani",
    "Dr. Henry Kissinger": "Henry Kissinger",
    "His Excellency Mr. Ban Ki-moon": "Ban Ki-moon",
    "Cardinal Pietro Parolin": "Pietro Parolin",
    "Queen Elizabeth II": "Elizabeth II",
    "Donald  Trump’s": "Donald Trump",
    "Anwar\nal-Sadat,": "Anwar al-Sadat",
}
NAMES_AS_THEY_ARE = [
    "Jimmy Carter", "Khamenei", "Óscar Arias", "Hassan Sheikh Mohamud", "Martin Luther King Jr.", "Julie Bishop",
    "Sultan bin Abdulaziz", "Prince of Wales", "Pope John Paul II", "Pope Francis", "习近平",
    "Shah Mehmood Qureshi", "Justice and Development Party", "Holy See (Vatican City State)",
]  # fmt: skip
ONLY_TITLES = [
    "the president", "supreme leader", "The Foreign Minister", "Iranian president", "the U.S. president", "Pope",
    "Egypt's president", "the Shah", "Prime Minister of Israel", "an Iranian leader", "the", "", "King",
]  # fmt: skip

PROPER = [
    ("Iran", "state"), ("the United States", "state"), ("U.S.", "state"), ("US", "state"), ("Yugoslavia", "state"),
    ("the Soviet Union", "state"), ("the Islamic Republic", "state"), ("Singapore", "state"), ("IRAN", "state"),
    ("Zarif", "official"), ("President Trump", "official"), ("Staffan de Mistura", "official"), ("ʿAbbas", "person"),
    ("Washington", "person"), ("习近平", "official"), ("Khamenei’s", "official"),
    ("CIA", "organization"), ("WHO", "igo"), ("the International Atomic Energy Agency", "igo"), ("P5+1", "group"),
    ("U.S. Embassy", "organization"), ("Federal Aviation Administration", "organization"), ("G7", "igo"),
    ("Organization of the Petroleum Exporting Countries", "igo"), ("Five Eyes", "organization"),
    ("Hezbollah", "armed_group"), ("al-Qaeda", "armed_group"), ("the Houthis", "armed_group"),
]  # fmt: skip
NOT_PROPER = [
    ("Iranian", "state"), ("the Omanis", "state"), ("The Swiss", "state"), ("Tehran", "state"), ("The Hague", "state"),
    ("the administration", "state"), ("the Trump administration", "state"), ("Trump Administration", "state"),
    ("They", "state"), ("us", "state"), ("the two countries", "state"), ("its neighbour", "state"), ("", "state"),
    ("the foreign minister", "official"), ("Foreign Minister", "official"), ("a senior official", "official"),
    ("an Iranian leader", "official"), ("an Iranian", "person"), ("his adviser", "official"), ("He", "person"),
    ("Officials", "official"), ("Emissaries", "group"), ("Iranian Officials", "official"), ("Mexican", "person"),
    ("Iranian diplomats", "group"), ("several senior U.S. government officials", "group"), ("12 Iraqis", "group"),
    ("Other countries", "group"), ("the Europeans", "group"), ("several Iranians", "group"), ("one report", "group"),
    ("Two Iranians", "group"), ("a Japanese company", "organization"), ("the agency", "igo"), ("The Parties", "igo"),
    ("Houthi rebels", "armed_group"), ("the rebels", "armed_group"),
]  # fmt: skip


@pytest.mark.parametrize("name", WITHOUT_TITLE)
def test_titles_go(name: str) -> None:
    assert without_title(name) == WITHOUT_TITLE[name]


@pytest.mark.parametrize("name", NAMES_AS_THEY_ARE)
def test_what_only_looks_like_a_title_stays(name: str) -> None:
    assert without_title(name) == name


@pytest.mark.parametrize("name", ONLY_TITLES)
def test_nothing_is_left_of_a_bare_title(name: str) -> None:
    assert without_title(name) == ""


@given(st.sampled_from([*WITHOUT_TITLE, *NAMES_AS_THEY_ARE, *ONLY_TITLES]))
def test_taking_titles_off_twice_changes_nothing_more(name: str) -> None:
    assert without_title(without_title(name)) == without_title(name)


@given(
    st.lists(
        st.sampled_from(["the", "former", "President", "Gen.", "Prime Minister", "Sir", "U.S. Senator"]), max_size=4
    ),
    st.sampled_from(["Kofi Annan", "Jimmy Carter", "Martti Ahtisaari"]),
)
def test_any_pile_of_titles_goes(titles: list[str], name: str) -> None:
    assert without_title(" ".join([*titles, name])) == name


@given(st.text())
def test_whatever_is_written_has_some_name_without_title(name: str) -> None:
    stripped = without_title(name)
    assert stripped == stripped.strip()
    assert len(stripped) <= len(name)


@pytest.mark.parametrize(("mention", "kind"), PROPER)
def test_proper_mentions(mention: str, kind: str) -> None:
    assert is_proper(mention, kind)


@pytest.mark.parametrize(("mention", "kind"), NOT_PROPER)
def test_pronouns_descriptions_and_demonyms_are_not_proper(mention: str, kind: str) -> None:
    assert not is_proper(mention, kind)


@pytest.mark.parametrize(
    "name",
    ["Donald Trump", "President Donald Trump", "Ban Ki-moon", "Javier Pérez de Cuéllar", "Pope Francis", "Al Gore",
     "the International Atomic Energy Agency", "Bank of England", "Brookings Institution"],
)  # fmt: skip
def test_full_names(name: str) -> None:
    assert is_full_name(name)


@pytest.mark.parametrize(
    "name",
    ["Trump", "President Trump", "a Republican senator", "the two countries", "Iranian diplomats", "de Mistura",
     "Several Iranians", "the foreign minister", "the international community", "senior officials", "CIA", ""],
)  # fmt: skip
def test_no_full_names(name: str) -> None:
    assert not is_full_name(name)


@pytest.mark.parametrize(
    ("texts", "kind", "expected"),
    [
        (["Trump", "President Donald Trump", "the president"], "official", "Donald Trump"),
        (["the president of the republic", "he", "Trump"], "official", "Trump"),
        (["the foreign minister", "a polished chief diplomat"], "official", "a polished chief diplomat"),
        (["the Soviet Union", "Moscow", "the Soviets"], "state", "Soviet Union"),
        (["General Assembly", "the assembly"], "igo", "General Assembly"),
    ],
)
def test_the_longest_proper_mention_names(texts: list[str], kind: str, expected: str) -> None:
    assert proper_name(texts, kind) == expected


def test_of_equally_long_names_the_first_is_taken() -> None:
    assert proper_name(["Carter", "Begin", "Reagan"], "official") == "Carter"


def test_without_a_mention_there_is_no_name() -> None:
    with pytest.raises(ValueError, match="empty"):
        proper_name([], "official")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trump", "TRUMP"),
        ("Iran’s", "Iran"),
        ("the Americans'", "the Americans"),
        ("N’Djamena", "N'Djamena"),
        ("O\u0301scar  Arias", "Óscar\nArias"),
        ("Straße", "STRASSE"),
        ("“Abu Mazen”", '"abu mazen"'),
        ("St. John's", "st. john’s"),
    ],
)
def test_names_that_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Óscar", "Oscar"), ("N'Djamena", "Ndjamena"), ("Iran", "Irans")])
def test_names_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@example("s''s")
@example("'s' 's")
@example("x's\u0301")
@given(st.text(alphabet="aSsß'’ \t\u0301\u0338İéÓ.Ж"))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_the_nearest_words_come_best_first_as_they_are_spelled() -> None:
    assert nearest("negotation", ("Sanction", "Negotiation", "Mediation"), n=2) == ("Negotiation", "Mediation")
    assert nearest("PARTY", ["Party", "Host"]) == ("Party",)


def test_nothing_is_near_to_nonsense() -> None:
    assert nearest("xyzzy", ("Negotiation", "Mediation")) == ()


@given(st.lists(st.text(min_size=1), min_size=1), st.integers(1, 5))
def test_nearest_gives_valid_words_only(valid: list[str], n: int) -> None:
    found = nearest(valid[0], valid, n)
    assert set(found) <= set(valid)
    assert len(found) <= n
    assert fold(found[0]) == fold(valid[0])
