"""What points at a person is found in every way it is written; what does not is left alone."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorinn.language.birth_number import birth_number
from dorinn.language.private import private, scrub, without

FIRST, SECOND = (3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def made(date: str, left: int = 0) -> str:
    """A number for a six-digit date with right check digits, made here: it belongs to nobody known."""
    for individual in range(500, 999):
        digits = [int(c) for c in f"{date}{individual}"]
        first = (left - sum(d * w for d, w in zip(digits, FIRST, strict=True))) % 11
        second = -sum(d * w for d, w in zip([*digits, first], SECOND, strict=False)) % 11
        if first < 10 and second < 10:
            return "".join(map(str, [*digits, first, second]))
    raise AssertionError(date)


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("010203", "fodselsnummer"),
        ("290200", "fodselsnummer"),
        ("311299", "fodselsnummer"),
        ("410203", "d-nummer"),
        ("711299", "d-nummer"),
        ("014203", "h-nummer"),
        ("018203", "syntetisk"),
        ("016703", "syntetisk"),
        ("418203", "syntetisk"),
        ("891234", "hjelpenummer"),
    ],
)
def test_every_kind_of_number_is_known_by_its_date(date: str, kind: str) -> None:
    number = made(date)
    assert birth_number(number) == kind
    assert scrub(f"hun har {number[:6]} {number[6:]}.").text == f"hun har [{kind}]."


@pytest.mark.parametrize("left", [0, 1, 2, 3])
def test_the_first_check_of_2032_is_known(left: int) -> None:
    assert birth_number(made("010234", left)) == "fodselsnummer"


def test_a_wrong_digit_fails_the_check_and_is_scrubbed_all_the_same() -> None:
    number = made("010203")
    for place in range(6, 11):
        slip = number[:place] + str((int(number[place]) + 5) % 10) + number[place + 1 :]
        assert birth_number(slip) is None
        assert slip not in scrub(f"nummeret er {slip}").text


@pytest.mark.parametrize("digits", ["", "1", "0102031234", "010203123456", "320100" + "00000", "a" * 11, "１" * 11])
def test_what_is_no_birth_number_is_none(digits: str) -> None:
    assert birth_number(digits) is None


@pytest.mark.parametrize("glue", ["", " ", "-", ".", " - ", "\u00a0", "–"])
def test_however_it_is_written(glue: str) -> None:
    number = made("150312")
    for text in (
        f"fnr{number[:6]}{glue}{number[6:]}",
        f"{number[:2]}{glue}{number[2:4]}{glue}{number[4:6]}{glue}{number[6:]}",
        glue.join(number),
        number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    ):
        assert scrub(text).kinds == ("fodselsnummer",), text


@pytest.mark.parametrize(
    "written",
    [
        "99887766", "998 87 766", "99 88 77 66", "99-88-77-66", "9988 7766", "+47 998 87 766", "+4799887766",
        "0047 99887766", "(+47) 22 11 33 44", "+46 70 123 45 67", "22113344",
    ],
)  # fmt: skip
def test_phones(written: str) -> None:
    found = scrub(f"ring meg på {written}, takk")
    assert found.text == "ring meg på [telefon], takk"


@pytest.mark.parametrize(
    "written", ["ola@nordmann.no", "Ola.Nordmann+jobb@post.kommune.no", "ola (at) nordmann.no", "kåre@bø.no"]
)
def test_mail(written: str) -> None:
    assert scrub(f"skriv til {written}!").text == "skriv til [e-post]!"


@pytest.mark.parametrize(
    "written",
    [
        "Storgata 12", "storgata 12b", "Storgata 12 B", "Nedre Kirkevei 5", "Solbakkvegen 113, 8820 Dønna",
        "Skolevegen 3, 2420 Trysil", "Øvre Haugen 2", "Bjørnstjerne Bjørnsons gate 4", "Kirketorget 1",
    ],
)  # fmt: skip
def test_street_addresses(written: str) -> None:
    assert scrub(f"vi bor i {written}.").text == "vi bor i [adresse]."


@pytest.mark.parametrize("written", ["12.03.2015", "12/3-15", "2015-03-12", "3. mai 2016", "12. 3. 2015"])
def test_dates(written: str) -> None:
    assert scrub(f"født {written} her").text == "født [dato] her"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Jeg heter Kari Nordmann og er mor", "Jeg heter [navn] og er mor"),
        ("eg heiter kari", "eg heiter [navn]"),
        ("Sønnen min Ola vil ikke", "Sønnen min [navn] vil ikke"),
        ("mamma til Ole-Jonas ringte", "mamma til [navn] ringte"),
        ("Det er Per Olav Hansen som slår", "Det er [navn] som slår"),
        ("Hilsen Åse", "Hilsen [navn]"),
    ],
)
def test_names_where_something_says_so(text: str, kept: str) -> None:
    assert scrub(text).text == kept


@pytest.mark.parametrize(
    "text",
    [
        "Sønnen min på 9 vil ikke på skolen, han gikk i 3. klasse i 2024.",
        "Ring 112, 113, 110, 116117 eller 116 111.",
        "Etter § 13-2 i barnevernsloven og § 6-2, tiltak 4.1.2",
        "Planen gjelder 2023-2026, og 2024 2025 er med.",
        "Han var i hagen 3 ganger, på vei 2 km, kl. 12.30",
        "Barnehagen har 45 barn og 12 ansatte",
        "Eg har grua meg i 10 veker. Kva gjer eg no?",
        "skolevegring 6. trinn, og erfaring 3 år",
    ],
)
def test_what_is_not_private_is_left(text: str) -> None:
    assert scrub(text).text == text


def test_a_known_name_is_no_person() -> None:
    assert scrub("Er Familiens Hus åpent?", known={"familiens", "hus"}).text == "Er Familiens Hus åpent?"


@given(st.text(max_size=200))
def test_any_text_is_scrubbed_and_once_is_enough(text: str) -> None:
    found = scrub(text)
    assert private(found.text) == [] or scrub(found.text).text == scrub(scrub(found.text).text).text
    assert sum(item.end - item.start for item in private(text)) <= len(text)


@given(st.text(max_size=60), st.text(max_size=60), st.dates(), st.sampled_from([0, 40, 65, 80]), st.booleans())
def test_a_birth_number_survives_nowhere(before: str, after: str, date, more: int, short: bool) -> None:
    number = made(f"{date.day + 40 * short:02d}{date.month + more:02d}{date.year % 100:02d}")
    assert number not in scrub(f"{before} {number} {after}").text


@pytest.mark.parametrize(
    "piece", ["a", "A ", "a'-", "1 ", "1", "a@", "Aa-Aa", "2-", "Gata ", "\u00a0", "+4 ", "jeg er "]
)
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 4000)[:4000]
    start = time.process_time()
    scrub(text)
    assert time.process_time() - start < 0.5


def test_random_digits_never_raise() -> None:
    dice = random.Random(1)
    for _ in range(2000):
        birth_number("".join(dice.choice("0123456789") for _ in range(11)))


def test_what_is_private_is_left_out_and_the_rest_stays() -> None:
    assert without("Sønnen min Ola vil ikke på skolen, ring 99887766") == "Sønnen min vil ikke på skolen, ring"
    assert without("Hva er  Bekymring til handling?") == "Hva er  Bekymring til handling?"
    assert without("Hei, jeg heter Kari Nordmann", {"kari"}) == "Hei, jeg heter Kari Nordmann"


@pytest.mark.parametrize(
    "between",
    [
        "\n", "\r\n", "\u200b", "\u00ad", "\u2060", "\ufeff", "\u2003", "\u3000", "\u2212", "\u00b7", ",", ":", "_",
        "|", "*", "+", "--", "<br>", "&nbsp;", ", personnr ", " (",
    ],
)  # fmt: skip
def test_a_birth_number_is_found_whatever_stands_between(between: str) -> None:
    said = scrub(f"Han har 150507{between}10006 og vil ikke på skolen")
    assert said.kinds == ("fodselsnummer",)
    assert "10006" not in said.text
    assert "150507" not in said.text


@pytest.mark.parametrize("between", [" ", "\u200b", "\u200d", "\n", ", "])
def test_a_birth_number_is_found_digit_by_digit(between: str) -> None:
    assert scrub(f"nr {between.join('15050710006')}.").kinds == ("fodselsnummer",)


@pytest.mark.parametrize("digits", ["¹⁵⁰⁵⁰⁷¹⁰⁰⁰⁶", "15O5O71OOO6", "①⑤0507①0006"])
def test_a_birth_number_is_found_in_other_digits(digits: str) -> None:
    assert scrub(f"nr {digits} der").kinds == ("fodselsnummer",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ring 912\u200b34\u200b567", "telefon"),
        ("ring 91 23\n45 67", "telefon"),
        ("skriv til ola @ eksempel.no", "e-post"),
    ],
)
def test_what_is_spread_out_is_found(text: str, kind: str) -> None:
    assert kind in scrub(text).kinds


@pytest.mark.parametrize(
    "text",
    [
        "Barna er 3, 5, 7, 9 og 11 år, og sover fra 20:00-06:00, 13:00-14:30.",
        "Vi var der 2020, 2021, 2022 og 2023.",
        "Han sov 8, 7, 6, 5, 4 timer denne veka",
        "Klasse 1A, 2B, 3C og 4D har 12, 14, 15, 17 elevar",
    ],
)
def test_rows_of_numbers_are_nobodys(text: str) -> None:
    assert scrub(text).kinds == ()
