from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.domain.passage import Passage
from dorinn.evals import encoders
from dorinn.evals.bags import Bag
from dorinn.evals.encoders import SEARCHES, Row, as_markdown, codes, load, main, microseconds, rows
from dorinn.evals.question_set import Item, read_items
from dorinn.retrieval.index import Index

DEV = Path(__file__).resolve().parents[2] / "evals" / "dev.jsonl"


@pytest.fixture(scope="module")
def clear() -> list[Item]:
    return [item for item in read_items(DEV) if item.kind == "route" and not item.acute][:12]


def test_bags_are_means_without_layers(few: list[Passage]) -> None:
    static, weighted = Bag.load(), Bag.load(rarity_from=few)
    one, two = "barnehage", "skole"
    for bag in (static, weighted):
        vectors = bag.encode([one, two, f"{one} {two}", ""])
        assert vectors.shape == (4, bag.dimensions)
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-4)
        assert vectors.dtype == np.float32
    # Order does not matter to a bag, and rarity changes what it says.
    assert static.encode([f"{one} {two}"]) == pytest.approx(static.encode([f"{two} {one}"]), abs=1e-5)
    assert not np.allclose(static.encode(["hvem ser på språket"]), weighted.encode(["hvem ser på språket"]), atol=1e-3)
    assert static.size < weighted.size


def test_the_three_searches_rank_by_their_own_side(corpus: Corpus, few: list[Passage]) -> None:
    hits = Index.make(few, Bag.load()).search("barnevern og foreldre", ("felles", "nasjonal"), top=60)
    lexical, dense, fused = (SEARCHES[name](hits) for name in ("lexical", "dense", "fused"))
    assert [hit.lexical_rank for hit in lexical] == list(range(len(lexical)))
    assert [hit.dense_rank for hit in dense] == list(range(len(dense)))
    assert fused == hits
    found = codes(corpus, hits)
    assert len(found) == len(set(found))
    assert set(found) <= set(corpus.type)


def test_a_row_for_each_search_and_only_encoders_cost(corpus: Corpus, few: list[Passage], clear: list[Item]) -> None:
    bag, megabytes = load("static", few)
    lexical, dense, fused = rows("static", bag, megabytes, corpus, few, clear)
    assert [row.search for row in (lexical, dense, fused)] == ["lexical", "dense", "fused"]
    assert (lexical.encoder, lexical.megabytes, lexical.microseconds) == ("none", None, None)
    for row in (dense, fused):
        assert row.encoder == "static"
        assert row.megabytes == pytest.approx(megabytes)
        assert row.microseconds is not None
        assert row.microseconds > 0
        assert row.questions == len(clear)
        assert 0 <= row.first <= row.three <= 1


def test_the_bundled_transformer_is_dearer_than_a_bag(few: list[Passage], clear: list[Item]) -> None:
    texts = [item.question for item in clear]
    assert microseconds(load("bundled", few)[0], texts) > 2 * microseconds(load("static", few)[0], texts)


def test_the_table_is_markdown() -> None:
    table = [Row("none", "lexical", 9, 0.5, 0.75, None, None), Row("static", "dense", 9, 0.25, 0.5, 3.94, 1234.4)]
    assert as_markdown(table).splitlines()[2:] == [
        "| none | lexical | 50.0 % | 75.0 % |  |  |",
        "| static | dense | 25.0 % | 50.0 % | 3.9 | 1,234 |",
    ]


def test_the_command_prints_once_what_needs_no_encoder(
    few: list[Passage], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoders, "passages", lambda _: few)
    questions = tmp_path / "q.jsonl"
    questions.write_text("\n".join(DEV.read_text(encoding="utf-8").splitlines()[:20]), encoding="utf-8")
    out = tmp_path / "table.json"
    assert main(["--encoder", "static", "--encoder", "weighted", "--questions", str(questions), "--out", str(out)]) == 0
    assert capsys.readouterr().out.count("lexical") == 1
    assert [row["search"] for row in json.loads(out.read_text())] == ["lexical", "dense", "fused", "dense", "fused"]


def test_what_cannot_be_read_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--questions", str(tmp_path / "missing.jsonl")]) == 2
    assert main(["--encoder", str(tmp_path / "no-model")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert all(line.startswith("dorinn: ") for line in said)


def test_any_sentence_transformers_model_gets_the_same_rows(
    corpus: Corpus, few: list[Passage], clear: list[Item], tmp_path: Path
) -> None:
    models = pytest.importorskip("sentence_transformers", reason="sentence-transformers is only in the extra train")
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    from dorinn.retrieval.encoder import BUNDLED

    tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
    models.SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=16)]).save(str(tmp_path / "tiny"))
    encoder, megabytes = load(str(tmp_path / "tiny"), few)
    assert megabytes is not None
    assert megabytes > 0.1
    assert encoder.dimensions == 16
    assert [row.search for row in rows("tiny", encoder, megabytes, corpus, few, clear)] == ["lexical", "dense", "fused"]
