"""The store of ingested plans: what is written is read, damaged files are named, nothing leaves its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.ingested import Ingested
from dorinn.corpus.passages import quotes
from dorinn.domain.edition import Edition, Quote
from dorinn.domain.kommune import Kommune
from dorinn.domain.source import Document
from dorinn.errors import CorpusError


def _edition(text: str = "Teamet møtes hver uke.", document: str = "donna-plan") -> Edition:
    about = Document(document, "Plan", "Dønna kommune", "nb", "plan", "2026-11-26", "2026-11-26")
    return Edition(about, "donna", "plan.txt", "0" * 64, (Quote("a1", ("1 Team", "1.1 Møter"), text, 4),))


def test_what_is_put_is_read_and_becomes_passages(tmp_path: Path) -> None:
    store = Ingested(tmp_path)
    store.put(_edition())
    assert store.editions() == [_edition()]
    corpus = Corpus.load(ingested=store)
    (passage,) = quotes(corpus)
    assert passage.kommune == "donna"
    assert passage.kind == "quote"
    assert passage.source.section == "1 Team › 1.1 Møter, side 4"
    assert corpus.titles["donna-plan"] == "Plan, Dønna kommune"


def test_undo_takes_one_step_at_a_time(tmp_path: Path) -> None:
    store = Ingested(tmp_path)
    for text in ("en", "to"):
        store.put(_edition(text))
    assert store.undo("donna") == ("donna-plan", True)
    assert store.editions()[0].quotes[0].text == "en"
    assert store.undo("donna") == ("donna-plan", False)
    assert store.undo("donna") is None
    assert store.editions() == []


def test_only_so_many_steps_are_kept(tmp_path: Path) -> None:
    store = Ingested(tmp_path)
    for number in range(25):
        store.put(_edition(str(number)))
    assert len(list(tmp_path.glob("donna/history/*.json"))) == 20
    store.undo("donna")
    assert store.editions()[0].quotes[0].text == "23"


def test_a_municipality_of_the_corpus_is_not_replaced(tmp_path: Path) -> None:
    store = Ingested(tmp_path)
    store.add(Kommune("donna", "Noe annet", "nn", "", ()))
    store.add(Kommune("fjelldal", "Fjelldal", "nn", "", ()))
    corpus = Corpus.load(ingested=store)
    assert corpus.kommune["donna"].name == "Dønna"
    assert corpus.kommune["fjelldal"].form == "nn"


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 2}', json.dumps({"format": 1, "quotes": [{}]})])
def test_a_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "donna").mkdir()
    (tmp_path / "donna" / "x.json").write_text(content)
    with pytest.raises(CorpusError, match=r"x\.json"):
        Ingested(tmp_path).editions()


@pytest.mark.parametrize("name", ["../x", "A", "", "a/b"])
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorpusError):
        Ingested(tmp_path / "in").put(_edition(document=name))
    assert not list(tmp_path.rglob("*.json"))


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "donna").write_text("a file stands where the folder should")
    with pytest.raises(CorpusError, match="cannot write"):
        Ingested(tmp_path).put(_edition())
    assert (tmp_path / "donna").read_text() == "a file stands where the folder should"
