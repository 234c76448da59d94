"""Records of others become drafts: marked, incomplete where they must be, and never used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from dorinn.cli import main
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.drafts import MARK, write_drafts
from dorinn.errors import CorpusError, ExchangeError
from dorinn.interop.hsds import intake

THEIRS: dict[str, Any] = {
    "id": "1",
    "name": "Familiesenteret «Sol»",
    "description": "<p>Her får de\x07 ikke&nbsp;bare råd.</p>",
    "status": "active",
    "minimum_age": 0,
    "maximum_age": 18,
    "phones": [{"number": "00 00 00 00", "description": "Vakt"}],
    "email": "sol@example.no",
    "assured_date": "2026-01-02",
    "organization": {"name": "Stiftelsen Sol"},
    "attributes": [{"taxonomy_term": {"code": "finnes-ikke"}}, {"taxonomy_term": {"code": "familiens-hus"}}],
}


@pytest.fixture
def folder(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the corpus that may be written to."""
    copy = tmp_path / "corpus"
    shutil.copytree(root / "corpus", copy)
    monkeypatch.setenv("DORINN_CORPUS", str(copy))
    return copy


def _file(path: Path, value: Any) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_a_draft_says_what_is_known_and_leaves_the_rest_open(corpus: Corpus) -> None:
    (draft,) = intake.drafts([THEIRS], corpus, "donna", "sol.json")
    assert draft["id"] == "donna/familiesenteret-sol"
    assert draft["type"] == "familiens-hus"
    assert draft["name"] == {"nb": "Familiesenteret «Sol»", "nn": None}
    assert draft["description"]["nb"] == "Her får de ikke bare råd."
    assert draft["age"] == [0, 18]
    assert draft["contacts"][0] == {
        "kind": "phone",
        "value": "00 00 00 00",
        "label": {"nb": "Vakt", "nn": None},
        "verified": False,
        "checked": "2026-01-02",
        "source": {"document": "sol.json", "section": "1"},
    }


def test_the_form_is_the_texts_own(corpus: Corpus) -> None:
    (draft,) = intake.drafts([{"name": "Nokon å snakke med", "description": "Ikkje vent"}], corpus, "donna", "x")
    assert draft["name"] == {"nb": None, "nn": "Nokon å snakke med"}


def test_equal_names_get_ids_of_their_own(corpus: Corpus) -> None:
    made = intake.drafts([{"name": "Å"}, {"name": "Å"}, {"name": "!"}], corpus, "donna", "x")
    assert [draft["id"] for draft in made] == ["donna/a", "donna/a-2", "donna/uten-navn"]


@pytest.mark.parametrize("shape", ["one", "list", "page", "export", "lines"])
def test_every_shape_is_read(tmp_path: Path, shape: str) -> None:
    shapes = {
        "one": THEIRS,
        "list": [THEIRS],
        "page": {"contents": [THEIRS]},
        "export": {"services": [THEIRS]},
        "lines": json.dumps(THEIRS) + "\n\n" + json.dumps(THEIRS),
    }
    assert intake.read(_file(tmp_path / "x.json", shapes[shape]))[0]["name"] == THEIRS["name"]


@pytest.mark.parametrize("bad", ["", "nei", "[]", "[1]", '[{"id": "1"}]', '{"name": 3}', "[" * 100_000, "null"])
def test_what_is_no_directory_is_refused(tmp_path: Path, bad: str) -> None:
    with pytest.raises(ExchangeError):
        intake.read(_file(tmp_path / "x.json", bad))


def test_strange_values_do_no_harm(corpus: Corpus) -> None:
    odd = {"name": "x", "phones": "nei", "organization": [], "attributes": [3], "minimum_age": True, "url": 3}
    (draft,) = intake.drafts([odd], corpus, "donna", "x")
    assert draft["type"] is None
    assert "age" not in draft


def test_the_command_writes_drafts_that_check_does_not_count(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    before = capsys.readouterr().out
    assert "drafts" not in before
    assert main(["import", "hsds", str(_file(tmp_path / "sol.json", [THEIRS])), "--kommune", "donna"]) == 0
    path = folder / "drafts" / "donna-sol.yaml"
    assert path.read_text(encoding="utf-8").startswith(f"# {MARK}")
    assert yaml.safe_load(path.read_text(encoding="utf-8"))[0]["draft"] == MARK
    capsys.readouterr()
    assert main(["check"]) == 0
    after = capsys.readouterr().out.splitlines()
    (line,) = [line for line in after if line.startswith("drafts")]
    assert f"1 records ({MARK})" in line
    assert [row for row in after if row != line] == before.splitlines()
    assert "donna/familiesenteret-sol" not in Corpus.load().service


def test_a_draft_without_its_mark_is_a_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "x.yaml").write_text("- {id: donna/x}")
    assert main(["check"]) == 1
    assert "drafts/x.yaml" in capsys.readouterr().err


def test_a_round_trip_keeps_both_forms(tmp_path: Path, corpus: Corpus) -> None:
    assert main(["export", "hsds", "--out", str(tmp_path)]) == 0
    made = intake.drafts(intake.read(tmp_path / "services.json"), corpus, "donna", "services.json")
    by_name = {draft["name"]["nn"]: draft for draft in made}
    for item in corpus.services:
        if item.kommune == "vestre-slidre":
            draft = by_name[item.name.nn]
            assert draft["name"]["nb"] == item.name.nb
            assert draft["type"]


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    write_drafts([{"id": "x"}], tmp_path / "x.yaml", "a\nb")
    with pytest.raises(CorpusError, match="already"):
        write_drafts([{"id": "y"}], tmp_path / "x.yaml", "a")
    with pytest.raises(CorpusError, match="cannot be written"):
        write_drafts([{"id": "y"}], tmp_path / "x.yaml" / "y.yaml", "a")


def test_wrong_use_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = str(_file(tmp_path / "sol.json", [THEIRS]))
    for arguments in ([good, "--kommune", "oslo"], [f"{good}-nei", "--kommune", "donna"]):
        assert main(["import", "hsds", *arguments]) == 2
        said = capsys.readouterr().err
        assert said.startswith("dorinn: ")
        assert said.count("\n") == 1
