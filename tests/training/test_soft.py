from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="onnx is only in the extra train")
torch = pytest.importorskip("torch", reason="torch is only in the extra train; serving needs none")

from dorinn.domain.topic import LEVELS  # noqa: E402
from dorinn.retrieval.encoder import BUNDLED  # noqa: E402
from dorinn.training import soft  # noqa: E402
from dorinn.training.losses import EXTRA, loss_of, soft_loss_of  # noqa: E402
from dorinn.training.network import Network  # noqa: E402
from dorinn.training.targets import UNKNOWN, Target  # noqa: E402

TOPICS, ROLES, CODES = 3, 5, 4
OUTPUTS = TOPICS + ROLES + EXTRA + CODES


def _targets(count: int) -> list[Target]:
    rng = random.Random(1)
    return [
        Target(f"tekst nummer {n}", rng.randrange(TOPICS), 0, 0, {rng.randrange(CODES): 1.0}, (0,))
        for n in range(count)
    ]


def test_every_text_is_in_one_fold_and_the_folds_are_alike_in_size() -> None:
    places = soft.dealt(11, 4, seed=3)
    assert sorted(places.count(fold) for fold in range(4)) == [2, 3, 3, 3]
    assert places != sorted(places)


def test_what_is_said_of_a_text_comes_back_in_the_order_asked_for(tmp_path: Path) -> None:
    targets = _targets(5)
    said = torch.arange(5 * OUTPUTS, dtype=torch.float32).reshape(5, OUTPUTS)
    soft.write(tmp_path / "soft.npz", targets, said)
    found = soft.read(tmp_path / "soft.npz", targets[::-1], OUTPUTS)
    torch.testing.assert_close(found, said.flip(0))


def test_what_is_said_of_other_texts_is_refused(tmp_path: Path) -> None:
    soft.write(tmp_path / "soft.npz", _targets(3), torch.zeros(3, OUTPUTS))
    with pytest.raises(ValueError, match="2 texts are missing"):
        soft.read(tmp_path / "soft.npz", _targets(5), OUTPUTS)


def test_who_says_the_same_is_least_apart() -> None:
    targets = [*_targets(3), Target("bare et nivå", UNKNOWN, 0, 0, {}, (1,))]
    said = torch.randn(4, OUTPUTS, generator=torch.Generator().manual_seed(2))
    same = soft_loss_of(said, said, targets, TOPICS, ROLES)
    assert all(same < soft_loss_of(said + torch.randn(4, OUTPUTS), said, targets, TOPICS, ROLES) for _ in range(5))


def test_a_look_up_is_told_nothing_of_kinds_of_help() -> None:
    looked_up = [Target("nummer til nav", 1, 0, 0, {})]
    said, other = torch.zeros(1, OUTPUTS), torch.zeros(1, OUTPUTS)
    other[0, TOPICS + ROLES + 1] = 9.0
    base = soft_loss_of(torch.zeros(1, OUTPUTS), said, looked_up, TOPICS, ROLES)
    assert soft_loss_of(torch.zeros(1, OUTPUTS), other, looked_up, TOPICS, ROLES) == base


def test_readers_of_other_folds_say_something_of_every_text(tmp_path: Path) -> None:
    torch.manual_seed(1)
    shape = {"vocabulary": 12000, "width": 16, "layers": 1, "hidden": 16, "heads": 2}
    torch.save(Network(**shape).state_dict(), tmp_path / "network.pt")
    (tmp_path / "shape.json").write_text(json.dumps(shape))
    shutil.copy(BUNDLED / "tokenizer.json", tmp_path)
    targets = _targets(800)
    said = soft.cross_read(tmp_path, targets, TOPICS, CODES, folds=2, epochs=1)
    assert said.shape == (800, TOPICS + 5 + 1 + len(LEVELS) + CODES)
    assert bool((said.abs().sum(1) > 0).all())
    assert torch.isfinite(loss_of(said, targets, TOPICS, 5, 0.1))
