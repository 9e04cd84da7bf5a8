"""The kinds of damage, by name: to files, to lines, to words and to meaning."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from goodoffices.loaders.files import LARGEST
from tests.support.damage import Doing, Expectation, Expected, NotHereError, Sheet

T = r"T\d+\t"
STATE, PLACE, ORGANIZATION = (rf"{T}{name} " for name in ("State", "Place", "Organization"))
ENTITY = rf"{T}(?:State|Official|Organization) "
EVENT = r"E\d+\t(?!Claim)\w+:"


def whole(path: Path, *words: str, line: int = 0) -> Expected:
    return Expected(path.name, line, "", words)


# To files


def no_text(folder: Path) -> Expected:
    sheet = Sheet(folder)
    sheet.txt.unlink()
    return whole(sheet.path, "has no text", sheet.txt.name)


def no_annotations(folder: Path) -> Expected:
    sheet = Sheet(folder)
    sheet.path.unlink()
    return whole(sheet.txt, "has no annotations", "add an empty", sheet.path.name)


def latin_1(folder: Path) -> Expected:
    sheet = Sheet(folder)
    sheet.txt.write_bytes(b"one\nCafetier\xe9 " + sheet.txt.read_bytes())
    return whole(sheet.txt, "not UTF-8", "0xE9", "at byte 12", "é", line=2)


def utf_16(folder: Path) -> Expected:
    sheet = Sheet(folder)
    sheet.txt.write_bytes(sheet.txt.read_bytes().decode().encode("utf-16"))
    return whole(sheet.txt, "not UTF-8", "UTF-16", line=1)


def utf_16_annotations(folder: Path) -> Expected:
    sheet = Sheet(folder)
    sheet.path.write_bytes(sheet.path.read_bytes().decode().encode("utf-16-le"))
    return whole(sheet.path, "NUL", "UTF-16", line=1)


def cut_character(folder: Path) -> Expected:
    sheet = Sheet(folder)
    data = sheet.txt.read_bytes() + "é".encode()[:1]
    sheet.txt.write_bytes(data)
    return whole(sheet.txt, "not UTF-8", "cut in the middle of a character", line=data.count(b"\n") + 1)


def too_large(folder: Path) -> Expected:
    sheet = Sheet(folder)
    with sheet.txt.open("r+b") as file:
        file.truncate(LARGEST + 1)
    return whole(sheet.txt, "too large", "64 MiB")


def link_out(folder: Path) -> Expected:
    sheet = Sheet(folder)
    outside = sheet.txt.rename(folder.parent / "outside.txt")
    sheet.txt.symlink_to(outside)
    return whole(sheet.txt, "symbolic link out of the folder")


def one_id_twice(folder: Path) -> Expected:
    sheet = Sheet(folder)
    later = folder / "zz"
    later.mkdir()
    (later / sheet.path.name).write_bytes(b"")
    (later / sheet.txt.name).write_bytes(b"Another text.\n")
    return whole(sheet.path, "the id", "already, which has another text", "documents.json")


# To lines


def cut_line(folder: Path) -> Expected:
    sheet = Sheet(folder)
    return sheet.substitute(STATE, r"^(T\d+\tState \d+ \d+).*", r"\1")("cut line", "no recorded text")


def cut_event(folder: Path) -> Expected:
    sheet = Sheet(folder)
    return sheet.substitute(EVENT, r"(\w+):(T\d+) .*", r"\1:\2 Par")('"Par" is not a role', "cut")


def no_tab_after_id(folder: Path) -> Expected:
    return Sheet(folder).substitute(STATE, "\t", " ")("no tab after the id")


def no_tab_before_text(folder: Path) -> Expected:
    return Sheet(folder).substitute(STATE, r" (\d+)\t", r" \1 ")("no tab between the offsets and the recorded text")


def unknown_line(folder: Path) -> Expected:
    return Sheet(folder).append("X1\tState 0 4\tIran")("unknown type of line", "begins with T, E")


def bad_id(folder: Path) -> Expected:
    return Sheet(folder).append("Tx\tState 0 4\tIran")('"Tx" is not an id')


def offsets_not_numbers(folder: Path) -> Expected:
    return Sheet(folder).substitute(STATE, r" \d+ ", " one ")("bad offsets", "not two numbers")


def end_before_start(folder: Path) -> Expected:
    return Sheet(folder).substitute(STATE, r" (\d+) (\d+)", r" \2 \1")("bad offsets", "before the start")


def empty_span(folder: Path) -> Expected:
    return Sheet(folder).substitute(STATE, r" (\d+) \d+", r" \1 \1")("bad offsets", "empty span")


def beyond_the_text(folder: Path) -> Expected:
    return Sheet(folder).substitute(STATE, r" (\d+) \d+", r" \1 999999")("bad offsets", "999999", "beyond the text")


def one_off(folder: Path) -> Expected:
    sheet = Sheet(folder)
    index = sheet.find(ENTITY, 1)
    match = re.match(r"(T\d+\t\w+) (\d+) (\d+)\t(.*)", sheet.lines[index])
    if match is None:
        raise NotHereError("a mention in one piece")
    start, end = int(match[2]), int(match[3])
    sheet.lines[index] = f"{match[1]} {start + 1} {end + 1}\t{match[4]}"
    return sheet.save(index)("bad offsets", f'"{match[4]}" is recorded', f"these words stand at {start}-{end}")


def other_words(folder: Path) -> Expected:
    return Sheet(folder).substitute(STATE, r"\t[^\t]*$", "\tAtlantis")("Atlantis", "nowhere")


def changed_text(folder: Path) -> Expected:
    sheet = Sheet(folder)
    sheet.txt.write_bytes(b"Then: " + sheet.txt.read_bytes())
    return sheet.save(sheet.find(STATE))("bad offsets", "these words stand at")


def one_id_on_two_lines(folder: Path) -> Expected:
    sheet = Sheet(folder)
    line = sheet.lines[sheet.find(STATE)]
    first = sheet.find(STATE) + 1
    return sheet.append(line)(f"stands on line {first} already")


def trailing_text(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"R\d+\t", r"\s*$", " and more")('trailing text "and more"')


def trailing_field(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"A\d+\t", r"$", "\tsure?")('trailing text "sure?"')


# To words


def unknown_entity(folder: Path) -> Expected:
    return Sheet(folder).substitute(STATE, "State", "Sate")(
        'unknown type of entity "Sate", did you mean "State"?', "Place"
    )


def unknown_event(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"E\d+\tNegotiation", "Negotiation", "Negociation")(
        'unknown type of event "Negociation", did you mean "Negotiation"?'
    )


def unknown_role(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"E\d+\tNegotiation:T\d+ Party", "Party", "Partie")(
        '"Partie", did you mean "Party"?'
    )


def unknown_attribute(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"A\d+\tStatus", "Status", "Satus")('unknown attribute "Satus"', "Status")


def unknown_value(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"A\d+\tStatus E\d+ held", "held", "hold")('"hold", did you mean "held"?')


def flag_without_value(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"A\d+\tStatus", r" \w+$", "")("Status has no value", "valid: requested")


def unknown_relation(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"R\d+\tOf", "Of", "For")('unknown relation "For"', "Of, Member")


def unknown_scheme(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"N\d+\tReference T\d+ ISO3166", "ISO3166", "ISO3116")(
        '"ISO3116", did you mean "ISO3166"?'
    )


def unknown_country(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"N\d+\t.*ISO3166:USA", "USA", "UAS")('"UAS" is no country code', "United States")


def wrong_item(folder: Path) -> Expected:
    sheet = Sheet(folder)
    return sheet.append(f"N900\tReference {sheet.id(STATE)} Wikidata:30\tx")('"30" is no Wikidata item')


def wrong_date(folder: Path) -> Expected:
    return Sheet(folder).substitute(r"N\d+\t.*EDTF:", r"EDTF:\S+", "EDTF:2019-02-30")("2019-02-30", "EDTF")


# To meaning


def undefined_id(folder: Path) -> Expected:
    return Sheet(folder).substitute(EVENT, r" (\w+):T\d+", r" \1:T999")("refers to T999, which nothing defines")


def lost_event(folder: Path) -> Expected:
    sheet = Sheet(folder)
    event = sheet.lines.pop(sheet.find(r"E\d+\tNegotiation"))
    trigger = event.split("\t")[1].split(" ")[0].partition(":")[2]
    return sheet.save(sheet.find(rf"{trigger}\t"))("trigger of a Negotiation that no E line tells")


def unfit_status(folder: Path) -> Expected:
    sheet = Sheet(folder)
    event = sheet.id(r"E\d+\tNegotiation")
    return sheet.substitute(rf"A\d+\tStatus {event} ", r"\w+$", "lifted")(
        '"lifted" does not fit a Negotiation', "halted"
    )


def attribute_elsewhere(folder: Path) -> Expected:
    sheet = Sheet(folder)
    return sheet.append(f"A900\tKind {sheet.id(STATE)} igo")("can't bear Kind; valid: Organization")


def two_values(folder: Path) -> Expected:
    sheet = Sheet(folder)
    index = sheet.find(r"A\d+\tStatus E\d+ held")
    first, target = sheet.lines[index].split("\t")[0], sheet.lines[index].split(" ")[1]
    return sheet.append(f"A900\tStatus {target} failed")(f"held by {first}", "failed here")


def acting_place(folder: Path) -> Expected:
    sheet = Sheet(folder)
    place = sheet.id(PLACE)
    return sheet.substitute(r"E\d+\tNegotiation:T\d+ Party", r"Party:T\d+", f"Party:{place}")(
        "Party can't be", place, "as State"
    )


def acting_event(folder: Path) -> Expected:
    sheet = Sheet(folder)
    other = sheet.id(r"E\d+\tSanction")
    return sheet.substitute(r"E\d+\tNegotiation:T\d+ Party", r"Party:T\d+", f"Party:{other}")(
        "Party can't be", "no actor"
    )


def of_itself(folder: Path) -> Expected:
    sheet = Sheet(folder)
    one = sheet.id(ORGANIZATION)
    return sheet.append(f"R900\tOf Arg1:{one} Arg2:{one}")("Of joins an actor with itself")


def of_in_a_circle(folder: Path) -> Expected:
    sheet = Sheet(folder)
    one, other = sheet.id(ORGANIZATION), sheet.id(ORGANIZATION, 1)
    lines = (f"R900\tOf Arg1:{one} Arg2:{other}", f"R901\tOf Arg1:{other} Arg2:{one}")
    return sheet.append(*lines)("Of leads in a circle")


def mixed_kinds(folder: Path) -> Expected:
    sheet = Sheet(folder)
    return sheet.append(f"*\tEquiv {sheet.id(ORGANIZATION)} {sheet.id(PLACE)}")("Equiv joins different kinds")


def mixed_countries(folder: Path) -> Expected:
    sheet = Sheet(folder)
    states = [sheet.lines[sheet.find(rf"N\d+\t.*ISO3166:{code}")].split(" ")[1] for code in ("USA", "IRN")]
    return sheet.append(f"*\tEquiv {' '.join(states)}")("Equiv joins different ISO3166", "USA", "IRN")


def claim_about_nothing(folder: Path) -> Expected:
    return _with_claim(Sheet(folder), "")("Claim about nothing", "About:")


def claim_without_status(folder: Path) -> Expected:
    sheet = Sheet(folder)
    return _with_claim(sheet, f" About:{sheet.id(EVENT)}", "A900\tAspect E900 status")(
        "claims the status, but has no Status"
    )


def _with_claim(sheet: Sheet, arguments: str, *more: str) -> Expectation:
    word = re.match(r"\w+", sheet.txt.read_text(encoding="utf-8"))
    if word is None:
        raise NotHereError("a text that begins with a word")
    lines = (f"T900\tClaim 0 {word.end()}\t{word[0]}", f"E900\tClaim:T900{arguments}", *more)
    return sheet.append(*lines, at=1)


def unlike_events(folder: Path) -> Expected:
    sheet = Sheet(folder)
    one, other = sheet.id(r"E\d+\tNegotiation"), sheet.id(r"E\d+\tSanction")
    return sheet.append(f"R900\tSameEvent Arg1:{one} Arg2:{other}")("one event has one type")


# To documents.json


def _described(folder: Path, text: str) -> Path:
    path = Sheet(folder).path.with_name("documents.json")
    path.write_text(text, encoding="utf-8")
    return path


def _entry(folder: Path, entry: object, stem: str | None = None) -> tuple[str, str]:
    stem = stem or Sheet(folder).path.stem
    return stem, _described(folder, json.dumps({stem: entry}, indent=1)).name


def no_json(folder: Path) -> Expected:
    return whole(_described(folder, '{"a": {\n "title": "x",}\n}'), "is not JSON", "line 2, column", line=2)


def no_object(folder: Path) -> Expected:
    return whole(_described(folder, "[]"), "not a JSON object", line=1)


def unknown_key(folder: Path) -> Expected:
    stem, name = _entry(folder, {"licens": "x"})
    return Expected(name, 3, stem, ('"licens", did you mean "licence"?', "published"))


def unknown_text(folder: Path) -> Expected:
    stem, name = _entry(folder, {}, "another-text")
    return Expected(name, 2, stem, ('there is no text "another-text.txt"',))


def wrong_type(folder: Path) -> Expected:
    stem, name = _entry(folder, {"title": 5})
    return Expected(name, 3, stem, ('"title" must be a text or null, not 5',))


def wrong_published(folder: Path) -> Expected:
    stem, name = _entry(folder, {"published": "22 June 2019"})
    return Expected(name, 3, stem, ("published", "22 June 2019", "EDTF"))


KINDS: Mapping[str, Doing] = {
    doing.__name__.replace("_", " "): doing
    for doing in (
        *(
            no_text,
            no_annotations,
            latin_1,
            utf_16,
            utf_16_annotations,
            cut_character,
            too_large,
            link_out,
            one_id_twice,
        ),
        *(cut_line, cut_event, no_tab_after_id, no_tab_before_text, unknown_line, bad_id, offsets_not_numbers),
        *(end_before_start, empty_span, beyond_the_text, one_off, other_words, changed_text, one_id_on_two_lines),
        *(trailing_text, trailing_field, unknown_entity, unknown_event, unknown_role, unknown_attribute, unknown_value),
        *(flag_without_value, unknown_relation, unknown_scheme, unknown_country, wrong_item, wrong_date, undefined_id),
        *(lost_event, unfit_status, attribute_elsewhere, two_values, acting_place, acting_event, of_itself),
        *(of_in_a_circle, mixed_kinds, mixed_countries, claim_about_nothing, claim_without_status, unlike_events),
        *(no_json, no_object, unknown_key, unknown_text, wrong_type, wrong_published),
    )
}
