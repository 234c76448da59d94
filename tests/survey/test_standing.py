"""A file of drafts that stands there, and a newer reading of the plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dorinn.corpus.drafts import MARK, VERIFIED, write_drafts
from dorinn.errors import CorpusError
from dorinn.survey.standing import merge

_NOBODY: frozenset[str] = frozenset()


def _record(slug: str, text: str = "Slik er det.", section: str = "2 Hjelp", **more: Any) -> dict[str, Any]:
    name = {"nb": slug.capitalize(), "nn": None}
    passages = [{"id": text[:3], "section": section, "page": None, "text": text}]
    source = {"document": "lia-plan", "section": section}
    return {"id": f"lia/{slug}", "type": "fritid", "name": name, "source": source, **more, "passages": passages}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "lia-plan.yaml"
    write_drafts([_record("klubben"), _record("losen", age=[13, 18]), _record("kafeen")], path, "Plan for Lia")
    return path


def _read(path: Path) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in yaml.safe_load(path.read_text(encoding="utf-8"))}


def test_a_reading_that_says_the_same_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    done = merge(path, [_record("klubben"), _record("losen", age=[13, 18]), _record("kafeen")], _NOBODY)
    assert (done.kept, done.added, done.read, done.gone, done.otherwise) == (3, (), (), (), ())
    assert path.read_bytes() == before


def test_new_ones_are_added_and_those_gone_are_kept(path: Path) -> None:
    done = merge(path, [_record("klubben"), _record("huset"), _record("skolen")], frozenset({"lia/skolen"}))
    assert (done.added, done.gone) == (("lia/huset",), ("lia/losen", "lia/kafeen"))
    assert list(_read(path)) == ["lia/klubben", "lia/losen", "lia/kafeen", "lia/huset"]
    assert _read(path)["lia/huset"]["draft"] == MARK


def test_what_is_verified_stays_to_the_letter_and_the_rest_is_read_anew(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(MARK + "\n  id: lia/losen", VERIFIED + "\n  id: lia/losen")
    path.write_text(text.replace("nb: Klubben\n    nn: null", "nb: Klubben\n    nn: Klubben vår"), encoding="utf-8")
    before = _read(path)
    assert before["lia/losen"]["draft"] == VERIFIED
    new = [_record(slug, "Nå er det slik.", "3 Hjelp", age=[14, 20]) for slug in ("klubben", "losen")]
    done = merge(path, [*new, _record("kafeen")], _NOBODY)
    assert (done.verified, done.read) == (1, ("lia/klubben",))
    assert "lia/losen: age: 13–18 stands; the plan now says 14–20" in done.otherwise
    after = _read(path)
    assert after["lia/losen"] == before["lia/losen"]
    club = after["lia/klubben"]
    assert club["name"]["nn"] == "Klubben vår"
    assert (club["source"]["section"], club["now"]) == ("3 Hjelp", {"age": [14, 20]})
    assert club["passages"][0]["text"] == "Nå er det slik."
    assert "age" not in club


def test_a_source_that_a_person_has_set_and_a_draft_with_remarks_are_not_touched(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("section: 2 Hjelp\n  passages", "section: 9 Annet\n  passages", 1)
    path.write_text(text.replace("id: lia/kafeen", "id: lia/kafeen  # spør Kari"), encoding="utf-8")
    new = [_record(slug, "Nå er det slik.", "3 Hjelp") for slug in ("klubben", "losen", "kafeen")]
    assert merge(path, new, _NOBODY).read == ("lia/klubben", "lia/losen")
    assert _read(path)["lia/klubben"]["source"]["section"] == "9 Annet"
    assert "spør Kari" in path.read_text(encoding="utf-8")


def test_what_was_deleted_is_not_proposed_again_unless_all_is_wanted(path: Path) -> None:
    head, _, body = path.read_text(encoding="utf-8").partition("- draft")
    rest = body[body.index("- draft") :]
    path.write_text(head + rest, encoding="utf-8")
    proposed = [_record("klubben"), _record("losen", age=[13, 18]), _record("kafeen")]
    assert merge(path, proposed, _NOBODY).deleted == ("lia/klubben",)
    assert "lia/klubben" not in _read(path)
    assert merge(path, proposed, _NOBODY, everything=True).added == ("lia/klubben",)


def test_a_name_inflected_otherwise_is_the_same_record(path: Path) -> None:
    assert not merge(path, [_record("kafé") | {"name": {"nb": "Kafeene", "nn": None}}], _NOBODY).added


def test_what_is_no_file_of_drafts_is_refused(path: Path) -> None:
    path.write_text("- {id: lia/huset}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="no file of drafts"):
        merge(path, [], _NOBODY)
