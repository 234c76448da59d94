from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is only in the extra train; serving needs none")

from dorinn.domain.topic import Example  # noqa: E402
from dorinn.training import learning  # noqa: E402

WORDS = {"ppt-lesing": "lesing bokstavar dysleksi", "skolevegring": "heime skulen morgon"}


def _examples(count: int) -> list[Example]:
    topics = list(WORDS)
    return [
        Example(topics[n % 2], "nn", "parent", f"{WORDS[topics[n % 2]].split()[n // 2 % 3]} nummer {n}")
        for n in range(count)
    ]


def test_every_beginning_has_all_topics_and_nothing_is_both_taught_and_held_out() -> None:
    taught, held = learning.dealt(_examples(40), 10)
    assert (len(taught), len(held)) == (30, 10)
    assert not set(taught) & set(held)
    for some in (held, taught[:8], taught[:16]):
        counts = Counter(example.topic for example in some)
        assert abs(counts["ppt-lesing"] - counts["skolevegring"]) <= 2
    assert learning.dealt(_examples(40), 10) == (taught, held)


def test_the_command_measures_at_each_share(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "points.json"
    few = ["--most", "400", "--held", "60", "--epochs", "1", "--shares", "1/4", "1"]
    learning.main(["--out", str(out), *few])
    body = json.loads(out.read_text(encoding="utf-8"))
    assert [point["examples"] for point in body["points"]] == [85, 340]
    assert all(point["held"] == 60 and 0 <= point["first"] <= 1 for point in body["points"])
    assert "linear part alone" in body["measured"]
    assert capsys.readouterr().out.count("%") == 2


@pytest.mark.parametrize("wrong", [["--held", "0"], ["--shares", "2"], ["--shares", "0"]])
def test_a_size_that_cannot_be_is_refused(tmp_path: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        learning.main(["--out", str(tmp_path / "x.json"), *wrong])
    assert stopped.value.code == 2
