from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dorinn.assistant.signals import CONTEXTS, SIGNALS, Signals
from dorinn.assistant.weights import FILE, Weights
from dorinn.errors import IndexUnavailable


def signals(**said: tuple[str, float]) -> Signals:
    values = np.zeros((len(said), len(SIGNALS)))
    for row, (name, value) in enumerate(said.values()):
        values[row, SIGNALS.index(name)] = value
    return Signals(tuple(said), values, np.array([1.0, 0.0, 0.0, 0.0]), {})


def test_shares_sum_to_one_and_follow_the_signals() -> None:
    shares = Weights.load().shares(signals(skole=("first", 0.9), ppt=("first", 0.1), nav=("later", 0.0)))
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["skole"] > shares["ppt"] > shares["nav"] > 0


def test_the_first_preference_counts_more_than_the_second_and_the_second_more_than_the_last() -> None:
    gains = dict(zip(SIGNALS, Weights.load().gains(np.array([1.0, 0.0, 0.0, 0.0])), strict=True))
    assert gains["first"] > gains["second"] > gains["later"]


def test_in_a_look_up_what_is_named_counts_more() -> None:
    weights = Weights.load()
    named = SIGNALS.index("named_here")
    assert weights.gains(np.array([1.0, 1.0, 1.0, 0.0]))[named] > weights.gains(np.array([1.0, 0.0, 0.0, 0.0]))[named]


def test_nothing_to_choose_from_gives_nothing() -> None:
    assert Weights.load().shares(Signals((), np.zeros((0, len(SIGNALS))), np.ones(len(CONTEXTS)), {})) == {}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    Weights.load().write(tmp_path)
    assert Weights.load(tmp_path).table == pytest.approx(Weights.load().table)


@pytest.mark.parametrize("text", [None, "{", '{"sharpness": 1}', '{"sharpness": 1, "weights": {"first": {}}}'])
def test_damaged_weights_are_refused(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="weights"):
        Weights.load(tmp_path)
