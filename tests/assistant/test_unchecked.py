from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.assistant.lookup import look_up
from dorinn.assistant.unchecked import Unchecked
from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Edition, Quote
from dorinn.domain.source import Document

PLAN = Document("ny-plan", "Plan", "Ny kommune", "plan", "2026-01-01", "2026-11-01", "nb")
QUOTES = (
    Quote("q1", ("1 Innledning",), "Barnevernet nevnes her. Rådhuset har telefon 75 00 00 00."),
    Quote("q2", ("3 Tjenester", "3.3 Barneverntjenesten"), "Vi svarer hele dagen.\nTelefon 75 01 43 00.", 5),
    Quote("q3", ("7 Kontakt",), "PPT | 75 01 43 11\nHelsestasjonen | ikke oppgitt", 9),
)


@pytest.fixture
def taken_in(corpus: Corpus) -> Corpus:
    edition = Edition(PLAN, "trysil", "plan.pdf", "0" * 64, QUOTES)
    return replace(corpus, editions=(edition,))


def test_the_place_of_a_number_is_told_and_the_number_is_not(taken_in: Corpus) -> None:
    unchecked = Unchecked(taken_in)
    found = unchecked.place(taken_in.service["trysil/barnevernstjenesten"], "trysil")
    assert found is not None
    assert (found.document, found.section) == ("ny-plan", "3 Tjenester › 3.3 Barneverntjenesten, side 5")
    assert unchecked.place(taken_in.service["trysil/ppt"], "trysil") is not None
    assert unchecked.place(taken_in.service["trysil/helsestasjonen"], "trysil") is None
    assert unchecked.place(taken_in.service["trysil/barnevernstjenesten"], "donna") is None
    assert unchecked.speaks(taken_in.service["trysil/ppt"], "trysil")
    assert not unchecked.speaks(taken_in.service["donna/barneverntjenesten"], "donna")


@pytest.mark.parametrize(("form", "said"), [("nb", "Ingen har kontrollert"), ("nn", "Ingen har kontrollert")])
def test_the_front_desk_is_told_where_to_look(taken_in: Corpus, form: str, said: str) -> None:
    told = look_up(taken_in, "barnevernet", "trysil", form)  # type: ignore[arg-type]
    assert said in told
    assert "side 5" in told
    assert "75 01 43 00" not in told
