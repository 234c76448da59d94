from __future__ import annotations

import pytest

from dorinn.language.sentences import sentences
from dorinn.survey.entrance import age_of, way_in


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Et tilbud til ungdom mellom 13 og 23 år.", (13, 23)),
        ("For barn 0–5 år. Alle barn fra 0 til 5 år får det.", (0, 5)),
        ("Samtalar for vaksne over 16 år.", (16, 120)),
        ("Klubb for 6-12-åringer og barn mellom 10 og 12 år.", None),
        ("De siste 3–5 år har flere barn kommet.", None),
        ("Vi møtes mellom 13 og 15.", None),
    ],
)
def test_the_years_that_a_service_is_for(text: str, age: tuple[int, int] | None) -> None:
    assert age_of(sentences(text)) == age


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Åpent tirsdag, og man trenger ikke time. Vi har kaffe.", "Åpent tirsdag, og man trenger ikke time."),
        ("Foreldre kan ringe selv på 75 01 44 12, og det koster ingenting.",
         "Foreldre kan ringe selv, og det koster ingenting."),
        ("Foreldra kan kontakte oss direkte.", "Foreldra kan kontakte oss direkte."),
        ("Ta kontakt med post@lia.example eller 75014412 eller www.lia.example.", None),
        ("Kommunepsykologen tar imot etter henvisning fra fastlegen.", None),
        ("Tjenesten ligger på rådhuset.", None),
    ],
)  # fmt: skip
def test_how_one_gets_in_without_numbers(text: str, way: str | None) -> None:
    assert way_in(sentences(text)) == way
