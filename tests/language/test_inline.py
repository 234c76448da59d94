from __future__ import annotations

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.language.inline import inline


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Helsestasjonen i Trysil", "helsestasjonen i Trysil"),
        ("Skulane i Åsnes", "skulane i Åsnes"),
        ("Legevakta", "legevakta"),
        ("Psykologen i psykisk helse", "psykologen i psykisk helse"),
        ("Koordinerande eining", "koordinerande eining"),
        ("Kulturskolen, med friplasser", "kulturskolen, med friplasser"),
        ("Helsestasjon for ungdom", "helsestasjon for ungdom"),
        ("Barnevernstjenesten Ytre Helgeland", "Barnevernstjenesten Ytre Helgeland"),
        ("Odal barneverntjeneste", "Odal barneverntjeneste"),
        ("Alarmtelefonen for barn og unge", "Alarmtelefonen for barn og unge"),
        ("Familiens hus", "Familiens hus"),
        ("NAV Solør", "NAV Solør"),
        ("Nav der du bur", "Nav der du bur"),
        ("SLT-koordinatoren", "SLT-koordinatoren"),
        ("PPT for Valdres", "PPT for Valdres"),
        ("Dønna kommune, sentralbordet", "Dønna kommune, sentralbordet"),
    ],
)
def test_common_nouns_begin_small_and_proper_names_do_not(name: str, said: str) -> None:
    assert inline(name) == said


def test_nothing_but_the_first_letter_changes(corpus: Corpus) -> None:
    for record in corpus.services:
        for name in (record.name.nb, record.name.nn):
            assert inline(name)[1:] == name[1:]
            assert inline(name)[0].lower() == name[0].lower()
