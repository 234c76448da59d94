"""What is proposed of a plan, told from its passages alone."""

from __future__ import annotations

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Quote
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.survey.gathered import Proposal
from dorinn.survey.home import owners, proper, unknown
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


def test_what_a_municipality_offers_beside_a_service_is_a_record_of_its_own(reader: Reader) -> None:
    found = _read(
        reader,
        ("5 Fritid", "Biblioteket har språkkafé. På frivilligsentralen er det leksehjelp, og fritidsklubben er åpen."),
        ("5 Fritid", "Ungdomsloftet i det gamle biblioteket har åpne dører mandag."),
        ("6 Omsorg", "Barnevernet gir ettervern. Fastlegene følger opp sine pasienter."),
    )
    assert {"Biblioteket", "Frivilligsentralen", "Leksehjelp", "Fritidsklubben", "Barnevernet", "Ettervern"} <= set(
        found
    )
    assert len(found["Biblioteket"].passages) == 1, "the old library is no library"
    assert found["Ettervern"].type == "barnevern"
    assert found["Fastlegene"].type == "fastlege", "by any of its endings"


def test_one_thing_by_two_names_is_proposed_once(reader: Reader) -> None:
    found = _read(
        reader,
        ("4 Hjelp", "Kommunepsykologen tar imot barn. En psykolog er med når det trengs."),
        ("4 Hjelp", "Skolehelsetjenesten er på skolene. Helsesykepleier holder kurs. SLT-koordinator leder SLT."),
        ("4 Hjelp", "Rektor følger opp. Skolene har fått mer penger."),
        ("4 Hjelp", "Planen gjelder Lia skole."),
        ("4 Hjelp", "Planen gjelder Moen skole."),
    )
    assert {"Kommunepsykologen", "Skolehelsetjenesten", "SLT-koordinator", "Rektor", "Skolene"} <= set(found)
    assert not {"Psykolog", "Helsesykepleier", "SLT", "Lia skole"} & set(found)


def test_a_measure_is_called_by_what_there_will_be(reader: Reader) -> None:
    rows = (
        "Opne ungdomskafé i meieriet",
        "Evaluere innsatsteamet",
        "Tilsetje familierettleiar i halv stilling",
        "Opprette miljøterapeutisk team",
        "Tilby foreldrerettleiing til alle",
        "Gjennomføre De utrolige årene",
    )
    found = _read(reader, *(("5 Tiltak", f"Satsing: {row} | Hvem eier den: Rektor | Ferdig: 2027") for row in rows))
    services = {name for name, one in found.items() if one.kind == "service"}
    assert services == {
        "Ungdomskafé i meieriet",
        "Familierettleiar",
        "Foreldrerettleiing til alle",
        "De utrolige årene",
        "Rektor",
    }
    assert found["De utrolige årene"].type == "foreldreveiledning"
    assert found["Familierettleiar"].planned
    assert not found["Rektor"].planned


def test_a_measure_that_adds_to_a_service_is_no_record_of_its_own(reader: Reader) -> None:
    row = "Tiltak: Åpne fritidsklubben også på fredager | Ansvarlig: Rektor | Frist: 2027"
    found = _read(reader, ("3 Fritid", "Fritidsklubben er åpen hver onsdag."), ("5 Tiltak", row))
    assert [name for name in found if "klubb" in name] == ["Fritidsklubben"]
    assert len(found["Fritidsklubben"].passages) == 2


def test_a_cell_that_is_nothing_but_somebody_makes_no_service(reader: Reader) -> None:
    found = _read(
        reader,
        ("3 Uro", "Barnehagen ser barnet."),
        ("3 Uro", "Følger opp | Barnehage: styrer | Skole: kontaktlærer"),
    )
    assert "Styrer" not in found


def test_a_kind_that_nothing_speaks_for_is_left_for_a_person(reader: Reader) -> None:
    found = _read(
        reader,
        ("5 Tiltak", "Tiltak: Felles rutine for sjukdom | Ansvarleg: Sjukeheimen | Frist: Hausten 2027"),
        ("5 Tiltak", "Tiltak: Opprette digital stafettlogg | Ansvarleg: Rektor | Frist: Hausten 2027"),
        ("5 Tiltak", "Ansvarleg er BTI-koordinator. Vi nyttar COS-P."),
    )
    assert found["Felles rutine for sjukdom"].type is None
    assert found["BTI-koordinator"].type is None
    assert found["Digital stafettlogg"].type == "stafettlogg"
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
    assert unknown("Foreldrestøtten", "Foreldrestøtten tilbyr korte samtaler.") == "Foreldrestøtten"
    assert unknown("Foreldre", "Foreldre tilbyr mye.") is None
    assert unknown("Skolelosen", "Skolelosen, Are Høgmo, hjelper elever.") == "Skolelosen"
    assert unknown("Ungdomsloftet", "Ungdomsloftet i Lia har åpne dører mandag.") == "Ungdomsloftet"
    sits = "I Helsehuset Myra sitter jordmor og helsesykepleiere."
    assert unknown("Helsehuset Myra", f"{sits} Man kan bestille time.") == "Helsehuset Myra"
    assert unknown("Helsehuset Myra", f"{sits} Huset er gult.") is None
    assert unknown("1 Bakgrunnen", "Bakgrunnen er en ny tjeneste.") is None


def test_a_heading_names_the_place_too() -> None:
    assert proper("Barneverntjenesten i Dalsregionen", ["barneverntjenesten"]) == "Barneverntjenesten i Dalsregionen"
    assert proper("Barneverntjenesten i barnehagen", ["barneverntjenesten"]) is None


def test_two_professions_of_one_unit_leave_it_standing(reader: Reader) -> None:
    text = "Hagateamet møtes ofte. Med i teamet er NAV-veileder og lærer. Ansvar: NAV-leder."
    assert "NAV" in _read(reader, ("3.1 Hagateamet", text))


def test_the_plans_own_title_is_no_background(reader: Reader) -> None:
    def names(title: str, *headings: str) -> set[str]:
        quotes = [Quote(f"q{head}", (head, "Familieloftet"), "Familieloftet gir råd. PPT er med.") for head in headings]
        return {proposal.name for proposal in reader.proposals(quotes, title)}

    own = "Handlingsplan for trygg oppvekst 2025–2028"
    assert "Familieloftet" in names("", own), "all stands under it"
    assert "Familieloftet" in names(f"{own} | Lia kommune", "1 Om planen", own)
    assert not names("Oppvekstplan", "Nasjonal handlingsplan for trygghet", "Lovverk")
    assert "Familieloftet" in names("Oppvekstplan", "6 Handlingsplan for 2025–2028", "Lovverk")


def test_who_guides_families_is_no_guide_of_the_state(reader: Reader) -> None:
    found = _read(
        reader, ("3.4 Familieveileder", "Familieveileder møter foreldre hjemme."), ("Pårørendeveilederen", "PPT.")
    )
    assert set(found) == {"Familieveileder"}


def test_what_names_no_service_is_not_proposed(reader: Reader) -> None:
    found = _read(
        reader,
        ("3.1 Tilbud", "Tilbud: Kafé Lia | Alder: 9–12 år | Hvordan: skole eller barnehage søker"),
        ("3.2 Lov", "Kommunen skal ha en plan for det forebyggende arbeidet. Planen leses sammen med «Trygg vei»."),
        ("3.3 Læring", "Sosiallærer og kontaktlærer hjelper elevene. En spesialpedagog hjelper dem."),
    )
    assert set(found) == {"Kafé Lia"}


def test_a_plans_own_name_is_no_programme(reader: Reader) -> None:
    quotes = [Quote("q1", ("2 Mål",), "Med «Marte Meo» og «Sammen om barna» når vi målene.")]
    assert {one.name for one in reader.proposals(quotes, "Sammen om barna")} == {"Marte Meo"}
