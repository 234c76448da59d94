"""Two plans of one municipality that name the same things."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dorinn.cli import main
from dorinn.corpus.check import check
from dorinn.corpus.drafts import MARK, VERIFIED, write_drafts
from dorinn.survey.records import Record
from dorinn.survey.standing import merge
from dorinn.survey.twice import left_to_others

Capture = pytest.CaptureFixture[str]
_SECOND = """Plan for fritid i Fjelldal kommune

1. Fritid

Fjordteam hjelper flere. Ungdomsklubben Brygga er åpen for alle.
"""


def _record(slug: str, **more: Any) -> Record:
    name = {"nb": slug.capitalize(), "nn": None}
    source = {"document": "lia-plan", "section": "2 Hjelp"}
    return {"id": f"lia/{slug}", "type": "fritid", "name": name, "source": source, **more, "passages": []}


def test_what_two_plans_propose_goes_to_the_one_that_says_more(tmp_path: Path) -> None:
    one, other = tmp_path / "en.yaml", tmp_path / "to.yaml"
    proposed = {
        one: [_record("klubben"), _record("losen", age=[13, 18]), _record("kafeen")],
        other: [_record("klubb", age=[10, 16]), _record("losen"), _record("hagen")],
    }
    assert left_to_others(proposed) == {one: {"lia/klubben": other}, other: {"lia/losen": one}}
    write_drafts([_record("klubben")], one, "En")
    assert left_to_others(proposed)[other] == {"lia/klubb": one, "lia/losen": one}, "where it stands it stays"


def test_a_draft_of_what_stands_elsewhere_is_taken_out_unless_somebody_wrote_in_it(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    written = {"nb": "Et hus for alle.", "nn": None}
    write_drafts([_record("klubben"), _record("losen", description=written), _record("kafeen")], path, "En")
    there = frozenset({"lia/klubben", "lia/losen"})
    fresh = [_record("klubben"), _record("losen"), _record("kafeen")]
    done = merge(path, fresh, frozenset(), there=there)
    assert (done.kept, done.dropped, done.added, done.gone) == (2, ("lia/klubben",), (), ())
    assert [one["id"] for one in yaml.safe_load(path.read_text(encoding="utf-8"))] == ["lia/losen", "lia/kafeen"]
    assert merge(path, fresh, frozenset(), there=there).deleted == ()


def test_the_second_plan_can_be_taken_in_after_the_first(place: Path, capsys: Capture) -> None:
    second = place / "fritid.txt"
    second.write_text(_SECOND, encoding="utf-8")
    assert main(["ingest", str(second), "--kommune", "fjelldal", "--document", "fjelldal-fritid"]) == 0
    capsys.readouterr()
    assert main(["draft", "--kommune", "fjelldal"]) == 0
    assert "left out, proposed from another plan" in capsys.readouterr().out
    folder = place / "corpus" / "drafts"
    ids = [one["id"] for path in sorted(folder.glob("*.yaml")) for one in yaml.safe_load(path.read_text("utf-8"))]
    assert len(ids) == len(set(ids))
    assert "fjelldal/fjordteam" in ids


def test_a_confirmed_double_is_left_and_the_others_are_taken_in(place: Path, capsys: Capture) -> None:
    text = {"nb": "Et team for barn.", "nn": "Eit team for barn."}
    team = {
        "id": "fjelldal/fjordteam",
        "type": "tverrfaglig-team",
        "form": "team",
        "name": {"nb": "Fjordteam", "nn": "Fjordteam"},
        "purpose": text,
        "status": "active",
        "source": {"document": "fjelldal-plan", "section": "2. Samarbeid › 2.1 Team"},
    }
    path = place / "andre.yaml"

    def take(*records: Record) -> int:
        rows = [{"draft": VERIFIED, **one} for one in records] + [{"draft": MARK, **_record("klubben")}]
        path.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return main(["draft", "--accept", str(path)])

    assert take(team) == 0
    assert take(team, {**team, "id": "fjelldal/hageteam", "name": {"nb": "Hageteam", "nn": "Hageteam"}}) == 0
    assert "fjelldal/fjordteam" in capsys.readouterr().out
    assert check(place / "corpus") == []
    left = [one["id"] for one in yaml.safe_load(path.read_text(encoding="utf-8"))]
    assert left == ["fjelldal/fjordteam", "lia/klubben"]
    assert take(team) == 2
    assert "has these already: fjelldal/fjordteam" in capsys.readouterr().err
