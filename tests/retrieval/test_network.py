from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from dorinn.errors import IndexUnavailable
from dorinn.retrieval.encoder import BUNDLED, BundledEncoder, load_encoder, unit
from dorinn.retrieval.network import Network

TEXTS = ["hei", "", "Sønnen min vil ikke på skolen", "Guten vil ikkje på skulen", "👍", "x " * 900, "hva", "kva"]


def test_one_text_and_a_batch_give_the_same_state(encoder: BundledEncoder) -> None:
    batch = encoder.network.states(TEXTS)
    assert batch.shape == (len(TEXTS), encoder.dimensions)
    assert batch.dtype == np.float32
    assert np.isfinite(batch).all()
    for row, text in enumerate(TEXTS):
        np.testing.assert_allclose(encoder.network.state(text), batch[row], atol=1e-4)


def test_small_batches_change_nothing(encoder: BundledEncoder) -> None:
    texts = [f"barn {number}" for number in range(9)]
    np.testing.assert_allclose(encoder.network.states(texts, most=8), encoder.network.states(texts), atol=1e-4)


def test_a_long_text_keeps_its_beginning_and_its_end(encoder: BundledEncoder) -> None:
    network = encoder.network
    ids = network.tokens("barnevern " + "og " * 2000 + "skolen")
    assert len(ids) == network.longest
    assert ids[0] == network.tokens("barnevern")[0]
    assert ids[-1] == network.tokens("skolen")[-1]


def test_vectors_have_length_one(encoder: BundledEncoder) -> None:
    np.testing.assert_allclose(np.linalg.norm(encoder.encode(TEXTS), axis=1), 1, atol=1e-4)


def test_unit_leaves_zero_alone() -> None:
    np.testing.assert_array_equal(unit(np.zeros((1, 3), dtype=np.float32)), np.zeros((1, 3)))


def test_likeness_is_of_meaning(encoder: BundledEncoder) -> None:
    one, near, far = encoder.encode(["vil ikke på skolen", "nektar å gå på skulen", "søke om barnehageplass"])
    assert one @ near > one @ far


def test_the_form_and_capitals_hardly_matter(encoder: BundledEncoder) -> None:
    one, other = encoder.encode(["Vil ikke på SKOLEN", "vil ikke paa skolen"])
    assert one @ other == pytest.approx(1, abs=1e-4)


def test_the_id_says_which_weights() -> None:
    assert BundledEncoder.load().id == BundledEncoder.load().id
    assert load_encoder().id.startswith("bundled-")


@pytest.mark.parametrize("name", ["shape.json", "tokenizer.json", "encoder.safetensors"])
def test_damaged_weights_are_named(tmp_path: Path, name: str) -> None:
    for file in ("shape.json", "tokenizer.json", "encoder.safetensors"):
        shutil.copy(BUNDLED / file, tmp_path)
    (tmp_path / name).write_bytes(b"{")
    with pytest.raises(IndexUnavailable, match="cannot be read"):
        Network.load(tmp_path)
