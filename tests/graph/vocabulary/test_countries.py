"""The table of countries against ISO 3166-1 as pycountry has it, and the ways in which texts name states."""

from __future__ import annotations

import re
import subprocess
import sys

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.vocabulary.countries import (
    Country,
    all_countries,
    countries_named,
    countries_with_capital,
    countries_with_demonym,
    country_by_code,
    country_by_wikidata,
    find_countries,
)
from goodoffices.graph.vocabulary.spelling import fold

# iso3, iso2, name, Wikidata id, a capital, a demonym
SPOT_CHECKS = """
AFG AF Afghanistan Q889 Kabul Afghan
ARE AE United_Arab_Emirates Q878 Abu_Dhabi Emirati
ARG AR Argentina Q414 Buenos_Aires Argentine
ARM AM Armenia Q399 Yerevan Armenian
AUT AT Austria Q40 Vienna Austrian
AZE AZ Azerbaijan Q227 Baku Azerbaijani
BHR BH Bahrain Q398 Manama Bahraini
BIH BA Bosnia_and_Herzegovina Q225 Sarajevo Bosnian
BRA BR Brazil Q155 Brasilia Brazilian
CHE CH Switzerland Q39 Bern Swiss
CHN CN China Q148 Beijing Chinese
CIV CI Ivory_Coast Q1008 Yamoussoukro Ivorian
COD CD Democratic_Republic_of_the_Congo Q974 Kinshasa Congolese
COL CO Colombia Q739 Bogota Colombian
CRI CR Costa_Rica Q800 San_Jose Costa_Rican
CUB CU Cuba Q241 Havana Cuban
DEU DE Germany Q183 Berlin German
DNK DK Denmark Q35 Copenhagen Danish
EGY EG Egypt Q79 Cairo Egyptian
ERI ER Eritrea Q986 Asmara Eritrean
ETH ET Ethiopia Q115 Addis_Ababa Ethiopian
FRA FR France Q142 Paris French
GBR GB United_Kingdom Q145 London British
IND IN India Q668 New_Delhi Indian
IRN IR Iran Q794 Tehran Iranian
IRQ IQ Iraq Q796 Baghdad Iraqi
ISR IL Israel Q801 Jerusalem Israeli
JOR JO Jordan Q810 Amman Jordanian
JPN JP Japan Q17 Tokyo Japanese
KEN KE Kenya Q114 Nairobi Kenyan
KOR KR South_Korea Q884 Seoul South_Korean
KWT KW Kuwait Q817 Kuwait_City Kuwaiti
LBN LB Lebanon Q822 Beirut Lebanese
MMR MM Myanmar Q836 Naypyidaw Burmese
NAM NA Namibia Q1030 Windhoek Namibian
NLD NL Netherlands Q55 The_Hague Dutch
NOR NO Norway Q20 Oslo Norwegian
OMN OM Oman Q842 Muscat Omani
PAK PK Pakistan Q843 Islamabad Pakistani
PRK KP North_Korea Q423 Pyongyang North_Korean
PSE PS Palestine Q219060 Ramallah Palestinian
QAT QA Qatar Q846 Doha Qatari
RUS RU Russia Q159 Moscow Russian
SAU SA Saudi_Arabia Q851 Riyadh Saudi
SDN SD Sudan Q1049 Khartoum Sudanese
SYR SY Syria Q858 Damascus Syrian
TUR TR Turkey Q43 Ankara Turkish
UKR UA Ukraine Q212 Kyiv Ukrainian
USA US United_States Q30 Washington American
VAT VA Holy_See Q237 Vatican_City Vatican
VEN VE Venezuela Q717 Caracas Venezuelan
XKX XK Kosovo Q1246 Pristina Kosovar
YEM YE Yemen Q805 Sanaa Yemeni
ZAF ZA South_Africa Q258 Pretoria South_African
""".strip().splitlines()


def codes(found: tuple[Country, ...]) -> list[str]:
    return [country.iso3 for country in found]


def test_the_table_is_iso_3166_and_kosovo() -> None:
    assert {c.iso3: c.iso2 for c in all_countries()} == {c.alpha_3: c.alpha_2 for c in pycountry.countries} | {
        "XKX": "XK"
    }


def test_rows_stand_in_the_order_of_their_codes() -> None:
    assert codes(all_countries()) == sorted(set(codes(all_countries())))


def test_wikidata_ids_are_well_formed_and_unique() -> None:
    ids = [country.wikidata for country in all_countries()]
    assert [qid for qid in ids if not re.fullmatch(r"Q[1-9][0-9]*", qid)] == []
    assert len(set(ids)) == len(ids)


def test_no_two_rows_share_a_name_or_alias() -> None:
    seen: dict[str, str] = {}
    shared = []
    for country in all_countries():
        for name in {fold(name) for name in (country.name, *country.aliases)}:
            if seen.setdefault(name, country.iso3) != country.iso3:
                shared.append((name, seen[name], country.iso3))
    assert shared == []


def test_fields_are_clean_and_hold_nothing_twice() -> None:
    for country in all_countries():
        for words in (country.capitals, country.demonyms, (country.name, *country.aliases)):
            assert len({fold(word) for word in words}) == len(words), country
            assert all(word == word.strip() and word for word in words), country


def test_all_states_and_most_territories_have_a_capital_and_a_demonym() -> None:
    without = {c.iso3 for c in all_countries() if not (c.capitals and c.demonyms)}
    assert not without & {line[:3] for line in SPOT_CHECKS}
    assert len(all_countries()) - len(without) >= 230


@pytest.mark.parametrize("line", SPOT_CHECKS)
def test_spot_checks(line: str) -> None:
    iso3, iso2, name, wikidata, capital, demonym = (word.replace("_", " ") for word in line.split())
    country = country_by_code(iso3)
    assert country is not None
    assert (country.iso2, country.name, country.wikidata) == (iso2, name, wikidata)
    assert capital in country.capitals
    assert demonym in country.demonyms


@given(st.sampled_from(all_countries()))
def test_every_word_of_a_row_leads_back_to_it(country: Country) -> None:
    assert country_by_code(country.iso3.lower()) == country_by_code(country.iso2) == country
    assert country_by_wikidata(country.wikidata.lower()) == country
    for name in (country.name, *country.aliases):
        assert countries_named(name) == find_countries(f"the {name}") == (country,)
    for demonym in country.demonyms:
        assert country in countries_with_demonym(f"The {demonym}s")
    for capital in country.capitals:
        assert country in countries_with_capital(capital.upper())


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("iran", "IRN"), ("IRAN", "IRN"), ("Iran’s", "IRN"), ("the Islamic Republic", "IRN"), ("Persia", "IRN"),
        ("Islamic Republic of Iran", "IRN"), ("the Omanis", "OMN"), ("Iranians", "IRN"), ("The Americans", "USA"),
        ("the Swiss", "CHE"), ("a Briton", None), ("Frenchmen", "FRA"), ("the French", "FRA"), ("Spaniards", "ESP"),
        ("US", "USA"), ("U.S.", "USA"), ("U.S", "USA"), ("u.s.", "USA"), ("the U.S.", "USA"), ("USA", "USA"),
        ("UK", "GBR"), ("Great Britain", "GBR"), ("DPRK", "PRK"), ("PRC", "CHN"), ("Republic of China", "TWN"),
        ("Tehran", "IRN"), ("the Hague", "NLD"), ("Kiev", "UKR"), ("Washington, D.C.", "USA"), ("Sana’a", "YEM"),
        ("Burma", "MMR"), ("Türkiye", "TUR"), ("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("Zaire", "COD"),
        ("Nigerien", "NER"), ("Nigerian", "NGA"), ("Guinean", "GIN"), ("South Sudanese", "SSD"), ("Niger", "NER"),
        ("O\u0308sterreich", None), ("the Vatican", "VAT"), ("St. Lucia", "LCA"), ("the Gambia", "GMB"),
        ("Swiss Confederation", "CHE"),
        ("Moldova, Republic of", "MDA"), ("Korea, Republic of", "KOR"),
        ("Democratic People's Republic of Korea", "PRK"),
        ("us", None), ("uk", None), ("prc", None), ("irn", None), ("IR", None), ("it", None), ("the", None), ("", None),
        ("Soviet Union", None), ("Yugoslavia", None), ("the Gulf", None), ("Capitol Hill", None), ("Europe", None),
    ],
)  # fmt: skip
def test_what_a_text_means(text: str, iso3: str | None) -> None:
    assert codes(find_countries(text)) == ([iso3] if iso3 else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Congolese", ["COD", "COG"]),
        ("the Dominicans", ["DMA", "DOM"]),
        ("Koreans", ["KOR", "PRK"]),
        ("Kingston", ["JAM", "NFK"]),
        ("Korea", []),
        ("Congo", []),
    ],
)
def test_a_word_for_several_states_is_answered_with_all_or_none(text: str, expected: list[str]) -> None:
    assert codes(find_countries(text)) == expected


@pytest.mark.parametrize(
    ("typed", "iso3"),
    [("irn", "IRN"), ("ir", "IRN"), ("us", "USA"), ("uk", "GBR"), ("Uae", "ARE"), ("drc", "COD"), ("gb", "GBR"),
     ("omani", "OMN"), ("tehran", "IRN"), ("q794", None), ("zz", None)],
)  # fmt: skip
def test_typed_words_may_be_codes_and_abbreviations_in_any_case(typed: str, iso3: str | None) -> None:
    assert codes(find_countries(typed, any_case=True)) == ([iso3] if iso3 else [])


def test_a_name_goes_before_a_capital() -> None:
    assert codes(find_countries("Luxembourg")) == ["LUX"]
    assert codes(find_countries("Djibouti")) == ["DJI"]


def test_unknown_codes_give_nothing() -> None:
    assert country_by_code("XXX") is None
    assert country_by_code("") is None
    assert country_by_wikidata("Q42") is None


def test_official_names_come_from_the_library_when_the_table_has_none() -> None:
    unknown = [
        country.alpha_3
        for country in pycountry.countries
        if hasattr(country, "official_name") and codes(find_countries(country.official_name)) != [country.alpha_3]
    ]
    assert unknown == []


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text: str) -> None:
    assert set(find_countries(text, any_case=True)) >= set(countries_named(text))


def test_the_table_answers_without_the_library() -> None:
    program = (
        "import sys; from goodoffices.graph.vocabulary.countries import find_countries as find;"
        "[find(word) for word in ('Iran', 'the Omanis', 'Tehran', 'Congolese')]; print('pycountry' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
