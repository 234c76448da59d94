from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from dorinn.cli import main
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.duties import faults, load_duties
from dorinn.domain.source import Source
from dorinn.errors import QuestionError
from dorinn.survey.duties import Place, kept
from dorinn.survey.gaps import duties, gaps


def test_what_the_records_do_not_say(corpus: Corpus) -> None:
    for kommune in corpus.kommune:
        found = gaps(corpus, kommune)
        own = [item for item in corpus.services if item.kommune == kommune and item.exists]
        assert not {gap.type for gap in found.missing_types} & {item.type for item in own}
        for name in found.without_contact:
            assert not corpus.service[name].contacts
        silent = [item.id for item in own if item.kind == "service" and not item.contacts]
        assert list(found.without_contact) == silent
        assert all(corpus.service[name].access is None for name in found.without_access)
        assert all(corpus.service[name].age is None for name in found.without_age)
    assert "donna/barneverntjenesten" not in gaps(corpus, "donna").without_contact


def test_a_missing_kind_says_what_answers_for_it(corpus: Corpus) -> None:
    nav = next(gap for gap in gaps(corpus, "trysil", "nn").missing_types if gap.type == "nav")
    assert nav.instead == ("felles/nav",)
    house = next(gap for gap in gaps(corpus, "trysil").missing_types if gap.type == "familiens-hus")
    assert house.planned
    assert all(not corpus.service[name].exists for name in house.planned)


def test_one_worry_is_not_worries(corpus: Corpus) -> None:
    said = gaps(corpus, "donna").as_text()
    assert "would be first for 1 worry\n" in said
    assert "1 worries" not in said


def test_of_a_place_without_records_no_service_is_said_to_lack_nothing(corpus: Corpus) -> None:
    bare = dataclasses.replace(corpus, services=tuple(s for s in corpus.services if s.kommune != "donna"))
    found = gaps(bare, "donna")
    assert found.described == 0
    assert "services of donna: none is described yet" in found.as_text()
    assert "services without" not in found.as_text()
    assert "services without a contact: " in gaps(corpus, "donna").as_text()


def test_an_unknown_place_is_refused(corpus: Corpus) -> None:
    with pytest.raises(QuestionError, match="oslo"):
        gaps(corpus, "oslo")


def test_duties_the_plan_does_not_speak_of_come_with_their_paragraph(corpus: Corpus) -> None:
    missing = {duty.id: duty for duty in gaps(corpus, "trysil", "nn").duties}
    assert missing["barnekoordinator"].law == "Helse- og omsorgstjenesteloven § 7-2 a"
    assert missing["koordinerende-enhet"].name == "Koordinerande eining"
    assert missing["koordinerende-enhet"].records == ("trysil/tildelerenheten",)
    assert not gaps(corpus, "donna").duties
    found = {item.duty.id: item.places for item in duties(corpus, "nord-odal")}
    assert "Overordnede mål og strategier for forebygging" in [place.section for place in found["plan-mal"]]
    assert "Hvordan skal tjenestene samordnes?" in [place.section for place in found["plan-samarbeid"]]


def test_a_plan_that_recites_the_law_has_not_done_what_it_says(corpus: Corpus) -> None:
    duty = next(duty for duty in load_duties() if duty.id == "plan-mal")
    source = Source("donna", "Innledning")
    said = Place(source, "Innledning", "Målet er hjelp tidlig. Hovedmål: ingen venter.")
    recited = Place(source, "Innledning", "Planen skal beskrive hovedmål og strategier for tjenestene.")
    assert kept(duty, [said], corpus, "donna").places == (source,)
    assert kept(duty, [recited], corpus, "donna").places == ()
    elsewhere = Place(source, "Innledning", "Kommunens årlige formålsparagraf")
    assert kept(duty, [elsewhere], corpus, "donna").places == (), "a word counts from where it begins"


def test_worries_without_a_service_say_what_answers_instead(corpus: Corpus) -> None:
    found = {topic.id: topic for topic in gaps(corpus, "donna").topics}
    assert list(found) == ["samlivsbrudd"]
    assert "nasjonal/familievernkontoret" in found["samlivsbrudd"].instead
    first = next(kind for kind in gaps(corpus, "donna").missing_types if kind.type == "ergoterapi").topics
    assert first == ("hjelpemidler",)


def test_a_plan_that_was_only_taken_in_is_read_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--kommune", "fjelldal"]) == 0
    said = capsys.readouterr().out
    assert "Barnekoordinator (Helse- og omsorgstjenesteloven § 7-2 a)" in said
    assert "Planen sier hvordan etatene samarbeider" not in said, "it has a section about that"
    assert main(["gaps", "--kommune", "fjelldal", "--language", "nn", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["duties"][0]["law"].startswith("Barnevernsloven § 15")
    assert main(["gaps", "--kommune", "oslo"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_every_duty_rests_on_a_document_and_a_known_kind(corpus: Corpus) -> None:
    assert not list(faults(load_duties(), corpus))
    wrong = dataclasses.replace(load_duties()[0], source=Source("borte", "§ 1"), type="borte")
    assert len(list(faults((wrong,), corpus))) == 2
