from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorinn.language.age import find_age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Sønnen min på 4 vil ikke sove", (4, 4)),
        ("dottera mi på fire år", (4, 4)),
        ("hun er 16", (16, 16)),
        ("han er 2 1/2 år", (2, 2)),
        ("jenta mi er 2,5 år", (2, 2)),
        ("en 13-åring", (13, 13)),
        ("trettenåringen vår", (13, 13)),
        ("femåringen", (5, 5)),
        ("ein sekstenåring", (16, 16)),
        ("Under seks år", (0, 5)),
        ("Et barn under seks år", (0, 5)),
        ("Tretten år eller eldre", (13, 19)),
        ("Ein ungdom", (13, 19)),
        ("gutt 8 år", (8, 8)),
        ("Jente 8år", (8, 8)),
        ("baby på 10 mnd", (0, 0)),
        ("18 måneder gammel", (1, 1)),
        ("3 veker gamal", (0, 0)),
        ("han går i 3. klasse", (8, 8)),
        ("sjette klasse", (11, 11)),
        ("8. trinn", (13, 13)),
        ("ho går i tiande", (15, 15)),
        ("barn på 3 og 7 år", (3, 7)),
        ("for barn 6-12 år", (6, 12)),
        ("fyller 18 neste uke", (18, 18)),
        ("kva om ho er seksten år?", (16, 16)),
        ("jente på 4. trinn", (9, 9)),
        ("jeg går i 7.", (12, 12)),
        ("guten min går i 9b", (14, 14)),
        ("minstemann (3) biter", (3, 3)),
        ("hun er halvannet", (1, 1)),
        ("har ikke dusjet på fem uker, han er ti", (10, 10)),
        ("baby på 3 mnd og storebror på 4 år", (0, 4)),
        ("klør nedentil. gutt 18", (18, 18)),
        ("Jente, ca 12, alene i skranken", (12, 12)),
        ("to søsken, kanskje 7 og 9, sitter ute", (7, 9)),
        ("Ungane er vel 5 og 8.", (5, 8)),
        ("Mann om dottera si: 19, slutta på skulen", (19, 19)),
    ],
)
def test_exact_ages(text: str, age: tuple[int, int]) -> None:
    assert find_age(text) == age


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("babyen skriker hele natta", (0, 1)),
        ("ho går i barnehagen", (1, 5)),
        ("på barneskolen", (6, 12)),
        ("ungdomsskulen", (13, 15)),
        ("går på videregående", (16, 19)),
        ("tenåringen min", (13, 19)),
        ("eg er gravid", (0, 0)),
    ],
)
def test_phases_of_life(text: str, inside: tuple[int, int]) -> None:
    assert find_age(text) == inside


@pytest.mark.parametrize(
    "text",
    [
        "Hvem kan jeg snakke med?",
        "",
        "§ 13-2",
        "det har vart i 3 uker",
        "for 5 år siden",
        "ring 116 117",
        "vi har 3 barn",
        "kl 12",
        "møte i 7. etasje",
        "i 2. mai-komiteen",
        "Det er to søsken som nesten ikke er på skolen",
        "Vi er tre voksne på avdelingen",
        "livredd for at alt skal begynne på null",
        "Hun har ventet to år på å bli utredet",
        "Vi har hatt fosterborn i nitten år",
        "jenter 2 av 3 trives",
        "de har barn 3 ganger i uka",
    ],
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert find_age(text) is None


def test_an_exact_age_wins_over_a_phase() -> None:
    assert find_age("Tenåringen på 15 går på ungdomsskolen") == (15, 15)


@given(st.text(alphabet="0123456789 abcdefghåøæ.,-årklasemnd", max_size=120))
def test_an_age_is_always_a_range(text: str) -> None:
    age = find_age(text)
    assert age is None or 0 <= age[0] <= age[1]


def test_who_goes_to_school_is_of_school_age() -> None:
    assert find_age("en elev sovner i timen") == (6, 19)
    assert find_age("skal over på ungdomskolen") == (13, 15)
