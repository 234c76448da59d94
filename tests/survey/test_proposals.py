"""What is proposed of a plan, told from its passages alone."""

from __future__ import annotations

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Quote
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.survey.gathered import Proposal
from dorinn.survey.home import owners, unknown
from dorinn.survey.proposals import Reader


@pytest.fixture(scope="module")
def reader(corpus: Corpus, encoder: BundledEncoder) -> Reader:
    return Reader(corpus, encoder)


def _read(reader: Reader, *passages: tuple[str, str]) -> dict[str, Proposal]:
    quotes = [Quote(f"q{place}", ("3 Tjenestene", head), text) for place, (head, text) in enumerate(passages)]
    return {proposal.name: proposal for proposal in reader.proposals(quotes)}


def test_the_section_that_is_a_services_own_is_its_source(reader: Reader) -> None:
    found = _read(
        reader,
        ("1 Innledning", "Planen er laget av folk fra skole og barnevern."),
        ("2 Tall", "Meldingene til barnevernet øker."),
        ("3.3 Barnevernstjenesten", "Tjenesten gir råd. Utenfor arbeidstid svarer barnevernvakten."),
        ("3.4 Fritidsklubben Lia", "Fritidsklubben Lia er åpen for alle mellom 11 og 18 år."),
    )
    own = found["Barnevernstjenesten"]
    assert own.passages[0].path[-1] == "3.3 Barnevernstjenesten"
    assert own.type == "barnevern"
    assert found["Fritidsklubben Lia"].age == (11, 18)


def test_a_section_of_two_services_says_of_each_what_names_it(reader: Reader) -> None:
    text = "Helsestasjonen følger barn fra 0 til 5 år. Skolehelsetjenesten er for elever, og man trenger ikke time."
    found = _read(reader, ("3.1 Helsestasjon og skolehelsetjeneste", text))
    assert (found["Helsestasjonen"].age, found["Helsestasjonen"].access) == ((0, 5), None)
    assert found["Skolehelsetjenesten"].age is None
    assert found["Skolehelsetjenesten"].access


def test_a_team_named_by_its_section_gets_what_is_said_there(reader: Reader) -> None:
    text = "Teamet består av rektor og PPT. Det ledes av rektor, og foreldre kan ringe selv på 75 01 44 12."
    team = _read(reader, ("3.5 Hagateamet", f"Hagateamet hjelper familier. {text}"))["Hagateamet"]
    assert (team.members, team.convener) == (("rektor", "PPT"), "rektor")
    assert team.access
    assert "75" not in team.access


def test_a_service_that_nobody_knows_is_told_by_its_section(reader: Reader) -> None:
    found = _read(
        reader,
        ("3.6 Ungdomslosen", "Ungdomslosen følger opp ungdom mellom 14 og 21 år som står i fare."),
        ("3.7 Planperioden", "Planperioden gir oss tid."),
        ("3.8 Arbeidsmåten", "Arbeidsmåten er at alle snakker sammen."),
    )
    assert found["Ungdomslosen"].age == (14, 21)
    assert not {"Planperioden", "Arbeidsmåten"} & found.keys()


def test_professions_that_only_sit_in_teams_are_no_services(reader: Reader) -> None:
    found = _read(
        reader,
        ("3 Team", "Hagateamet består av en miljøterapeut, en barnevernspedagog og en SLT-koordinator."),
        ("3 Team", "Møte: Småteam | Deltakere: Fysioterapeut og miljøterapeut | Ansvarlig: Rektor"),
        ("4 Hjelp", "Kommunepsykologen tar imot barn."),
        ("4 Annet", "Tabell 2: Faste samarbeidsmøter. Handlingsrettleiaren har fem steg."),
    )
    assert {"SLT-koordinator", "Kommunepsykologen", "Hagateamet", "Småteam"} <= found.keys()
    assert not {"Miljøterapeut", "Barnevernspedagog", "Fysioterapeut", "Samarbeidsmøter"} & found.keys()
    assert not [one for one in found.values() if one.form == "role" and one.name.startswith("Handlings")]


def test_a_kind_that_nothing_speaks_for_is_left_for_a_person(reader: Reader) -> None:
    found = _read(
        reader,
        ("5 Tiltak", "Tiltak: Kartleggje barn som er pårørande | Ansvarleg: Sjukeheimen | Frist: Hausten 2027"),
        ("5 Tiltak", "Tiltak: Opprette digital stafettlogg | Ansvarleg: Rektor | Frist: Hausten 2027"),
        ("5 Tiltak", "Ansvarleg er BTI-koordinator. Vi nyttar COS-P."),
    )
    assert found["Kartleggje barn som er pårørande"].type is None
    assert found["BTI-koordinator"].type is None
    assert found["Opprette digital stafettlogg"].type == "stafettlogg"
    assert found["COS-P"].type == "foreldreveiledning"


@pytest.mark.parametrize(
    ("heading", "own"),
    [
        ("3.6 Ressursteamet i barnehage og skole", ["ressursteamet"]),
        ("Barnehage og skole", ["barnehage", "skole"]),
        ("Hvordan melde til skole", []),
        ("Skole og hjem i samspill", []),
    ],
)
def test_whose_a_section_is(heading: str, own: list[str]) -> None:
    known = [name for name in ("ressursteamet", "barnehage", "skole") if name in heading.lower()]
    assert owners(heading, known) == own


def test_a_heading_is_a_service_only_where_its_text_says_what_it_does() -> None:
    assert unknown("3.7 Ungdomskontakten", "Ungdomskontakten er en utekontakt som møter ungdom.") == "Ungdomskontakten"
    assert unknown("3.7 Ungdomskontakten", "I fjor kom mange.") is None
    assert unknown("1 Bakgrunnen", "Bakgrunnen er en ny tjeneste.") is None
