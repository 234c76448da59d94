"""Gatherings that are known by no ending, and rows that tell of a gathering whatever it is called."""

from __future__ import annotations

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Quote
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.survey.circle import circle
from dorinn.survey.gathered import Proposal
from dorinn.survey.proposals import Reader
from dorinn.survey.rows import team_row


@pytest.fixture(scope="module")
def reader(corpus: Corpus, encoder: BundledEncoder) -> Reader:
    return Reader(corpus, encoder)


def _read(reader: Reader, *passages: tuple[tuple[str, ...], str]) -> dict[str, Proposal]:
    quotes = [Quote(f"q{place}", ("3 Samarbeid", *path), text) for place, (path, text) in enumerate(passages)]
    return {proposal.name: proposal for proposal in reader.proposals(quotes)}


@pytest.mark.parametrize(
    ("heading", "text", "name"),
    [
        ("3.1 Vernelaget", "Prest, lege og lensmann sitter i Vernelaget. Legen leder laget.", "Vernelaget"),
        ("3.2 Barneringen", "Rektor kaller inn. I ringen sitter lege og prest. Den møtes hver måned.", "Barneringen"),
        ("3.3 Idrettsnemnda", "Konsulenten er sekretær, og nemnda møtes fire ganger i året.", "Idrettsnemnda"),
        ("3.4 Helgevaktene", "Helgevaktene er samarbeidet mellom politi og foreldre. Gruppa har planleggingsmøte to "
         "ganger i halvåret.", "Helgevaktene"),
        ("3.5 Tidleg inn-laget", "Leiar for lensmannen kallar inn. Laget møtest kvar tysdag.", "Tidleg inn-laget"),
        ("3.6 SLT-rådet", "SLT-rådet møtes hvert kvartal. Rektor kaller inn.", "SLT-rådet"),
        ("3.7 Familieloftet", "Tilbudet består av to terapeuter. Kurset holdes hver uke.", None),
        ("3.8 Foreldrekurset", "Rektor leder kurset. Kurset møtes hver uke.", None),
        ("3.9 Lagene", "Rektor kaller inn. De møtes hver uke.", None),
        ("3.10 Lensmannen", "Lensmannen møter elevene hver uke.", None),
        ("3.11 Hagateamet", "Rektor kaller inn. Teamet møtes hver uke.", None),
        ("3.12 Innsatsen", "Rektor kaller inn foreldre, og lærerne møtes hver uke.", None),
    ],
)  # fmt: skip
def test_a_gathering_is_known_by_what_its_section_says(heading: str, text: str, name: str | None) -> None:
    found = circle(heading, text)
    assert (found and found.text) == name


def test_it_is_proposed_with_what_is_told_of_it(reader: Reader) -> None:
    found = _read(
        reader,
        (("3.1 Vernelaget",), "Vernelaget hjelper når noe har hendt. Lege og prest sitter i laget. Legen kaller inn."),
        (("3.1 Vernelaget",), "Laget møtes den første mandagen i hver måned."),
        (("3.2 Oversikt",), "Lag: Trivselslaget ved Lia skole | Deltakere: Rektor, lærer | Ansvarlig: Rektor"),
    )
    one = found["Vernelaget"]
    assert (one.kind, one.members, one.convener) == ("team", ("Lege", "prest"), "Legen")
    assert one.frequency == "den første mandagen i hver måned"
    assert found["Trivselslaget ved Lia skole"].members == ("Rektor", "lærer")


def test_members_under_a_heading_of_their_own(reader: Reader) -> None:
    text = "• lærer • lege Teamet møtes hver uke, onsdager klokka 12. Lærerne melder saker."
    team = _read(reader, (("3.1 Nabolagsteamet", "Faste medlemmer"), text))["Nabolagsteamet"]
    assert (team.members, team.frequency) == (("lærer", "lege"), "hver uke")
    text = "Legen leder teamet. Fast med er: • lærer • prest • bare når saken gjelder sorg"
    assert _read(reader, (("3.1 Hagateamet",), text))["Hagateamet"].members == ("lærer", "prest")


@pytest.mark.parametrize("head", ["Lag", "Team", "Forum", "Utvalg", "Nettverk"])
def test_a_row_of_any_kind_of_gathering(head: str) -> None:
    row = team_row(f"{head}: Småringen | Deltakere: Lege og prest | Ansvarlig: Lege | Hyppighet: Hver tredje uke")
    assert row is not None
    assert (row.given, row.members, row.convener) == ("Småringen", ("Lege", "prest"), "Lege")
    assert row.frequency == "Hver tredje uke"


def test_a_column_of_meetings_tells_how_often() -> None:
    row = team_row("Forum: Hagateamet | Kven er med: Lege og prest | Innkallar: Lege | Møte: Kvar måndag kl. 9")
    assert row is not None
    assert (row.convener, row.frequency) == ("Lege", "Kvar måndag kl. 9")


def test_a_hyphen_in_a_name_stays(reader: Reader) -> None:
    found = _read(reader, (("3 Møter",), "Møte: Blikk-møtet i barnehagen | Deltakere: Styrer | Ansvarlig: Styrer"))
    assert "Blikk-møtet i barnehagen" in found


def test_a_meeting_that_is_held_once_is_no_team(reader: Reader) -> None:
    text = "Førti foreldre kom på folkemøtet. Gruppa har planleggingsmøte to ganger i halvåret."
    assert not [one for one in _read(reader, (("3 Medvirkning",), text)).values() if one.kind == "team"]
