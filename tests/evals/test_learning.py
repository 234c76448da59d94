from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from dorinn.errors import EvaluationError
from dorinn.evals.learning import Point, doubling, draw, main, read_points

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [
    {"examples": 4000, "first": 0.5, "held": 400},
    {"examples": 1000, "first": 0.4, "held": 400},
    {"examples": 16000, "first": 0.54, "held": 400},
]


def _write(folder: Path, raw: Any) -> Path:
    path = folder / "learning.json"
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
    return path


def test_points_come_from_few_to_many_and_the_last_doubling_is_told(tmp_path: Path) -> None:
    said, points = read_points(_write(tmp_path, {"measured": "some <day>", "points": POINTS}))
    assert [point.examples for point in points] == [1000, 4000, 16000]
    assert doubling(points) == pytest.approx(0.02)
    drawn = ElementTree.fromstring(draw(said, points))
    assert "some <day>" in (drawn.findtext(f"{SVG}title") or "")
    assert "2.0 points for the last doubling" in (drawn.findtext(f"{SVG}desc") or "")
    marks = drawn.findall(f"{SVG}circle")
    across = [float(mark.get("cx", "")) for mark in marks]
    assert across[1] - across[0] == pytest.approx(across[2] - across[1], abs=0.2)  # equal factors, equal steps
    up = [float(mark.get("cy", "")) for mark in marks]
    assert up == sorted(up, reverse=True)


def test_the_top_of_a_full_curve_fits() -> None:
    drawn = ElementTree.fromstring(draw("x", [Point(1, 0.99, 5), Point(2, 1.0, 5)]))
    assert all(float(mark.get("cy", "")) >= 0 for mark in drawn.iter(f"{SVG}circle"))


def test_the_command_draws_beside_the_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _write(tmp_path, {"measured": "x", "points": POINTS})
    assert main(["--points", str(path)]) == 0
    assert "54.0 % of 400" in capsys.readouterr().out
    assert ElementTree.parse(tmp_path / "learning.svg").getroot().tag == f"{SVG}svg"


@pytest.mark.parametrize(
    "raw",
    ["", "[]", {"points": POINTS}, {"measured": "x", "points": POINTS[:1]}, {"measured": "x", "points": POINTS[:1] * 2},
     {"measured": "x", "points": [{**POINTS[0], "first": 1.2}, POINTS[1]]}],
)  # fmt: skip
def test_a_curve_that_is_none_is_one_line(tmp_path: Path, raw: Any, capsys: pytest.CaptureFixture[str]) -> None:
    path = _write(tmp_path, raw)
    with pytest.raises(EvaluationError, match=r"learning\.json"):
        read_points(path)
    assert main(["--points", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_committed_curve_is_drawn_from_the_committed_points(root: Path) -> None:
    if not (root / "docs" / "learning.json").exists():
        pytest.skip("no learning curve is committed; python -m dorinn.training.learning measures one")
    said, points = read_points(root / "docs" / "learning.json")
    assert (root / "docs" / "learning.svg").read_text(encoding="utf-8") == draw(said, points) + "\n"
