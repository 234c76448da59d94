"""What a plan only plans is never drafted as if it were there."""

from __future__ import annotations

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Quote
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.survey.gathered import Proposal
from dorinn.survey.planned import parts
from dorinn.survey.proposals import Reader


@pytest.fixture(scope="module")
def reader(corpus: Corpus, encoder: BundledEncoder) -> Reader:
    return Reader(corpus, encoder)


def _quotes(*passages: tuple[str, str]) -> list[Quote]:
    return [Quote(f"q{place}", ("3 Hjelp", head), text) for place, (head, text) in enumerate(passages)]


def _read(reader: Reader, *passages: tuple[str, str], title: str = "") -> dict[str, Proposal]:
    return {proposal.name: proposal for proposal in reader.proposals(_quotes(*passages), title)}


def test_a_section_of_what_is_planned_makes_it_so(reader: Reader) -> None:
    row = "Tilbud: {} | Ansvarlig: Helsestasjonen | Alder: 9–12 år"
    found = _read(
        reader,
        ("3.1 Tilbud", row.format("Kafé Lia")),
        ("3.2 Planlagte tilbud", row.format("Ungdomslos")),
        ("3.3 Nye tilbud", "Disse tilbudene finnes ikke ennå:"),
        ("3.3 Nye tilbud", row.format("Foreldrekurset Trygg start")),
        ("3.4 Ungdomskafeen (planlagt)", "Ungdomskafeen har leksehjelp."),
    )
    planned = {name for name, one in found.items() if one.planned}
    assert planned == {"Ungdomslos", "Foreldrekurset Trygg start", "Ungdomskafeen", "Leksehjelp"}
    assert {"Kafé Lia", "Helsestasjonen"} <= set(found)


def test_a_row_over_others_and_a_start_to_come(reader: Reader) -> None:
    row = "Tilbud: {} | Alder: {} | Når: {}"
    start = "Tilbud: {} | For hvem: alle | Oppstart: {}"
    found = _read(
        reader,
        ("3.1 Tilbud", row.format("Kafé Lia", "6–9 år", "Onsdag")),
        ("3.1 Tilbud", row.format("Kafé Lia", "6–9 år", "Planlagt, ikke i drift")),
        ("3.1 Tilbud", row.format("Verkstedet", "9–12 år", "Torsdag")),
        ("3.2 Mer", row.format("Loftet Ro", "9–12 år", "planlagt fra januar 2027")),
        ("3.2 Mer", start.format("Ungdomslos", "Høsten 2027")),
        ("3.2 Mer", start.format("Svømmetimen", "2019")),
        title="Oppvekstplan 2025–2029",
    )
    assert {name for name, one in found.items() if one.planned} == {"Verkstedet", "Loftet Ro", "Ungdomslos"}
    assert {"Kafé Lia", "Svømmetimen"} <= set(found)


@pytest.mark.parametrize(
    ("text", "coming"),
    [
        ("Loftet er åpent. Fritidsklubben skal åpne høsten 2027.", "Fritidsklubben skal åpne høsten 2027."),
        ("Ordninga er ny. Ho er ikkje starta enno. Ring oss.", ""),
        ("En husvert skal hjelpe. Ordningen er ikke startet ennå.",
         "En husvert skal hjelpe. Ordningen er ikke startet ennå."),
        ("Møtene er planlagt i god tid.", ""),
        ("Det finnes ikke penger til alt.", ""),
    ],
)  # fmt: skip
def test_a_sentence_of_what_is_to_come(text: str, coming: str) -> None:
    found, rest = next(parts(_quotes(("3.1 Hjelp", text))))
    assert found == coming or "starta enno" in found
    assert len(found) + len(rest) >= len(text) - 1


def test_planned_meetings_are_held() -> None:
    assert next(parts(_quotes(("4 Faste, planlagte møter", "Rektor er med.")))) == ("", "Rektor er med.")


def test_what_comes_with_the_age_or_every_year_is_no_service(reader: Reader) -> None:
    found = _read(
        reader,
        ("6 Alder", "Alder: 4 år | Tiltak: Syn og hørsel | Ansvarlig: Helsesykepleier | Når: Fireårskontrollen"),
        ("6 Tiltak", "Tiltak: Felles kveld om nettvett | Ansvarlig: SLT-koordinator | Frist: Hvert år i mai"),
        ("6 Tiltak", "Tiltak: Foreldremøte om søvn | Ansvarlig: Rektor | Frist: hver september"),
        ("6 Tiltak", "Tiltak: Tilby sommerjobb til ungdom | Ansvarlig: Rektor | Frist: Årlig"),
        ("6 Tiltak", "Tiltak: Tilby hagearbeid til ungdom | Ansvarlig: Rektor | Frist: 2027"),
    )
    assert {name for name, one in found.items() if one.form == "measure"} == {
        "Sommerjobb til ungdom",
        "Hagearbeid til ungdom",
    }
    assert [name for name, one in found.items() if one.planned] == ["Hagearbeid til ungdom"]


def test_what_a_measure_opens_is_planned_and_what_it_weighs_is_not(reader: Reader) -> None:
    row = "Tiltak: {} | Ansvarlig: Rektor | Frist: 2027"
    found = _read(
        reader, ("6 Tiltak", row.format("Opprette hagateam")), ("6 Tiltak", row.format("Evaluere innsatsteamet"))
    )
    assert found["Hagateam"].planned
    assert not found["Innsatsteamet"].planned


def test_a_group_that_is_offered_is_a_service_and_no_team(reader: Reader) -> None:
    found = _read(
        reader,
        ("3.1 Tilbud", "Tilbud: Pårørendegruppa «Ro» | Hvem det er for: foreldre og søsken | Når: mandag"),
        ("3.1 Tilbud", "Tilbud: Samtalegruppe for barn med to hjem | Deltakere: Barn | Ansvarlig: Helsestasjonen"),
        ("3.1 Tilbud", "Tjeneste: Helsestasjonen Lia | Alder: 0–5 år"),
        ("3.1 Tilbud", "Tjeneste: Småteam | Deltakere: Rektor og PPT | Ansvarlig: Rektor"),
        ("3.2 Ro", "Sorggrupper får støtte, og det er selvhjelpsgrupper også."),
    )
    assert [name for name, one in found.items() if one.kind == "team"] == ["Småteam"]
    assert {"Pårørendegruppa «Ro»", "Samtalegruppe for barn med to hjem", "Helsestasjonen Lia"} <= set(found)
    assert found["Helsestasjonen Lia"].type == "helsestasjon"
