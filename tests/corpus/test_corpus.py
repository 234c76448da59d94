from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.examples import load_examples
from dorinn.corpus.paths import corpus_folder
from dorinn.errors import CorpusError

KOMMUNER = ("nord-odal", "donna", "trysil", "asnes", "vestre-slidre")


def test_the_five_municipalities(corpus: Corpus) -> None:
    assert set(corpus.kommune) >= set(KOMMUNER)
    assert corpus.kommune["vestre-slidre"].form == "nn"


@pytest.mark.parametrize("kommune", [*KOMMUNER, None])
def test_only_its_own_and_national_records_are_shown(corpus: Corpus, kommune: str | None) -> None:
    places = {item.kommune for item in corpus.in_kommune(kommune)}
    assert places == {kommune or "felles", "nasjonal"}


def test_what_is_planned_names_something_that_exists(corpus: Corpus) -> None:
    planned = [item for item in corpus.services if not item.exists]
    assert planned
    assert all(corpus.service[name].exists for item in planned for name in item.instead)


def test_enough_topics_each_with_examples(corpus: Corpus) -> None:
    topics = {example.topic for example in load_examples()}
    assert len(corpus.topics) >= 40
    assert topics == set(corpus.topic)


def test_the_contacts_of_the_donna_plan(corpus: Corpus) -> None:
    contacts = corpus.service["donna/barneverntjenesten"].contacts
    assert {contact.value for contact in contacts} >= {"750 74100", "48058814"}
    assert all(contact.source.document == "donna" for contact in contacts)


def test_cues_are_written_as_folded_text_is() -> None:
    """`fold` leaves no æ, ø, å, «ae» or «aa»: a pattern with one can never match."""
    cues = (corpus_folder() / "cues.yaml").read_text(encoding="utf-8")
    lines = [line.split("#")[0].lower() for line in cues.splitlines()]
    assert [word for line in lines for word in re.findall(r"\w*(?:ae|aa|æ|ø|å)\w*", line)] == []


@pytest.mark.parametrize("name", ["services/trysil.yaml", "services/nasjonal.yaml", "kommuner.yaml", "types.yaml"])
def test_a_deleted_file_is_an_error_and_the_corpus_stays_as_it_was(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(corpus_folder(), folder, ignore=shutil.ignore_patterns("examples", "danger"))
    before = Corpus.load(folder, snapshot=tmp_path / "corpus.json")
    (folder / name).unlink()
    with pytest.raises(CorpusError, match=f"{name}: missing or empty"):
        Corpus.load(folder)
    assert Corpus.load(folder, snapshot=tmp_path / "corpus.json", forgiving=True).services == before.services
