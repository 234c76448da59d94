from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="onnx is only in the extra train")
torch = pytest.importorskip("torch", reason="torch is only in the extra train; serving needs none")

from tokenizers import Tokenizer  # noqa: E402

from dorinn.assistant.topic_model import TopicModel  # noqa: E402
from dorinn.language.features import features  # noqa: E402
from dorinn.retrieval.encoder import BUNDLED  # noqa: E402
from dorinn.training import finetune  # noqa: E402
from dorinn.training.bundle import read_topics, write_topics  # noqa: E402
from dorinn.training.finetune import Reader, logits_of, teach  # noqa: E402
from dorinn.training.further import averaged, drawn, layer_of, reader_of  # noqa: E402
from dorinn.training.losses import loss_of  # noqa: E402
from dorinn.training.network import Network  # noqa: E402
from dorinn.training.targets import Target  # noqa: E402

TEXTS = ["Sønnen min vil ikke på skolen", "eg er gravid og redd for fødselen"]


def test_it_begins_where_the_bundle_is() -> None:
    meta, vectors = read_topics(BUNDLED)
    tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
    deep = logits_of(reader_of(BUNDLED, vectors).eval(), tokenizer, TEXTS).softmax(1)
    served = TopicModel.load(None)
    for row, text in enumerate(TEXTS):
        with torch.no_grad():
            flat = layer_of(vectors)([features(text, vectors["rarity"].tolist())])[0].numpy()
        np.testing.assert_allclose(flat, served.words(text), atol=1e-3)
        assert meta["topics"][int(deep[row, : len(meta["topics"])].argmax())] in ("skolevegring", "graviditet")


def test_a_round_has_the_new_texts_twice_and_some_of_the_old() -> None:
    rows = drawn(3, 100, 0.1, random.Random(1))
    assert sorted(row for row in rows if row < 3) == [0, 0, 1, 1, 2, 2]
    old = [row for row in rows if row >= 3]
    assert len(old) == len(set(old)) == 10
    assert max(old) < 103


def test_weights_meet_where_they_are_told_to() -> None:
    here, there = (Reader(Network(20, 8, 1, 2, 8), 4) for _ in range(2))
    before = there.head.bias.detach().clone()
    wanted = 0.25 * here.head.bias.detach() + 0.75 * before
    torch.testing.assert_close(averaged(here, there, 0.25).head.bias.detach(), wanted)


def test_settled_weights_are_the_mean_of_the_last_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
    targets = [Target(f"tekst nummer {n}", n % 2, 0, 0, {n % 2: 1.0}, (0,)) for n in range(8)]
    seen: list[torch.Tensor] = []

    def taught(settling: float) -> torch.Tensor:
        torch.manual_seed(1)
        reader = Reader(Network(12000, 8, 1, 2, 8, dropout=0.0), 9)

        def loss(*args: object) -> torch.Tensor:
            seen.append(reader.head.bias.detach().clone())
            return loss_of(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(finetune, "loss_of", loss)
        rounds = [list(range(8))] * 4
        reader = teach(reader, tokenizer, targets, 2, 1, rounds, 0.05, 8, settling=0.5 * settling, half=True)
        return reader.head.bias.detach().clone()

    last = taught(0)
    torch.testing.assert_close(taught(1), (seen[3] + last) / 2)
    assert not torch.equal(seen[3], last)


def test_what_is_written_is_what_was_read(tmp_path: Path) -> None:
    meta, vectors = read_topics(BUNDLED)
    write_topics(tmp_path, meta, vectors["rarity"], layer_of(vectors), reader_of(BUNDLED, vectors).head)
    again, found = read_topics(tmp_path)
    assert again == meta
    np.testing.assert_allclose(found["linear"], vectors["linear"], atol=2e-2)
    np.testing.assert_allclose(found["head"], vectors["head"], atol=1e-6)
