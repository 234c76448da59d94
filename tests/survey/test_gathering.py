"""What sentences, rows and cells say of teams, and of whom they say it."""

from __future__ import annotations

import pytest

from dorinn.survey.gathering import told
from dorinn.survey.names import key_of
from dorinn.survey.rhythm import meets
from dorinn.survey.rows import measures, team_row


@pytest.mark.parametrize(
    ("heading", "text", "what", "said"),
    [
        ("3 Hagateamet", "Teamet består av to terapeuter, en jordmor og en pedagog.", "members",
         ("to terapeuter", "jordmor", "pedagog")),
        ("Lagteamet", "I teamet sitter rektor, PPT og en representant fra barnevernet.", "members",
         ("rektor", "PPT", "representant fra barnevernet")),
        ("Hjelp", "Hagateamet er sett saman av rektor, PPT og sped- og småbarnsteamet.", "members",
         ("rektor", "PPT", "sped- og småbarnsteamet")),
        ("Hjelp", "Hagateamet: Dette er eit team sett saman av rektor og PPT som møtest ofte.", "members",
         ("rektor", "PPT")),
        ("Hagagruppa", "Hagateamet er nytt. Teamet består av rektor og PPT.", "members", ("rektor", "PPT")),
        ("Hagateamet", "Faste medlemmer er rektor og PPT.", "members", ("rektor", "PPT")),
        ("Hagateamet", "Teamet ledes av Kari Moe og møtes hver mandag kl. 09.00. Foreldre kan ringe.", "convener",
         ("Kari Moe",)),
        ("Hagateamet", "Rektor ved Lia skole kaller inn, og teamet møtes første onsdag i måneden.", "convener",
         ("Rektor ved Lia skole",)),
        ("Hagateamet", "Leiar for helsestasjonen kallar inn til møta.", "convener", ("Leiar for helsestasjonen",)),
        ("Hjelp", "Hagateamet blir leia av rektor.", "convener", ("rektor",)),
        ("Hjelp", "Ansvarlig for innkalling av Hagateamet er rektor.", "convener", ("rektor",)),
        ("Hagateamet", "Rektor leiar teamet.", "convener", ("Rektor",)),
        ("Hagateamet", "Teamet ledes av Kari Moe og møtes hver mandag kl. 09.00. Foreldre kan ringe.", "frequency",
         ("hver mandag kl. 09.00",)),
        ("Hagateamet", "Rektor kaller inn, og teamet møtes første onsdag i måneden.", "frequency",
         ("første onsdag i måneden",)),
    ],
)  # fmt: skip
def test_what_a_sentence_says_of_its_team(heading: str, text: str, what: str, said: tuple[str, ...]) -> None:
    found = [(key, value) for key, kind, value in told(text, heading) if kind == what]
    assert found[0] == (key_of("haga team"), said) or found[0] == ("lag team", said)


@pytest.mark.parametrize(
    "text",
    [
        "Saken løftes til Hagateamet. Lederne møtes hvert kvartal.",
        "Rektor kaller inn foreldre til samtale. Hagateamet får vite det.",
        "Kvar leiar skal ta planen opp i Hagateamet minst éin gong i halvåret.",
        "Plangruppa består av rektor og PPT. Hagateamet ble ikke spurt.",
    ],
)
def test_what_is_said_of_others_is_not_said_of_the_team(text: str) -> None:
    assert not [found for found in told(text, "2 Samarbeid") if found[0] == key_of("haga team")]


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("De møtes hver 14. dag.", "hver 14. dag"),
        ("Forumet møtest tredje torsdag i månaden kl. 12.30, og alle kjem.", "tredje torsdag i månaden kl. 12.30"),
        ("Rådet har møte fire gonger i året.", "fire gonger i året"),
        ("Annenhver uke møtes laget.", "Annenhver uke"),
        ("Teamet møtes månedlig på rådhuset.", "månedlig"),
        ("Teamet møter familien hver uke.", None),
        ("Teamet møtes snart.", None),
    ],
)
def test_how_often(text: str, often: str | None) -> None:
    found = meets(text)
    assert (found and found[0]) == often


@pytest.mark.parametrize("often", ["Månedlig", "Seks ganger i året", "Hver 14. dag", "Ved kriser"])
def test_a_row_tells_how_often_in_the_words_of_its_cell(often: str) -> None:
    row = team_row(f"Møte: Liteteam skole | Deltakere: Rektor og PPT | Ansvarlig: Rektor | Hyppighet: {often}")
    assert row is not None
    assert (row.given, row.members, row.convener) == ("Liteteam skole", ("Rektor", "PPT"), "Rektor")
    assert row.frequency == often


def test_meetings_without_a_name_have_the_one_of_their_row() -> None:
    row = team_row("Møte: Tverrfaglig møte i barnehagen | Deltakere: Styrer og PPT | Ansvarlig: Styrer")
    assert row is not None
    assert (row.name.text, row.name.form) == ("Tverrfaglig møte i barnehagen", "meeting")
    assert team_row("Tiltak: ICDP-foreldrerådgivning | Deltakere: Foreldre | Ansvar: Jordmor") is None


def test_who_answers_for_a_measure_does_not_convene_the_team_in_it() -> None:
    row = "Tiltak: Evaluere hagateamet | Ansvarleg: Oppvekstsjef | Frist: Våren 2028"
    assert team_row(row) is None
    assert not list(measures(row))
    other = team_row("Tiltak: Hagateamet | Ansvarleg: Oppvekstsjef | Frist: Våren 2028")
    assert other is not None
    assert other.convener is None


def test_a_measure_is_not_cut_at_a_number() -> None:
    row = "Tiltak: Gi alle elevar på 8. trinn undervisning om søvn. Det hastar | Frist: I haust"
    assert [name for name, _ in measures(row)] == ["Gi alle elevar på 8. trinn undervisning om søvn"]
