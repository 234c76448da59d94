"""Our BM25 beside bm25s, and what is taken over beside what is made anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import bm25s
import numpy as np
import pytest

from dorinn.domain.passage import Passage
from dorinn.domain.text import Text
from dorinn.language.terms import terms
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index, known
from dorinn.retrieval.lexical import Bags, Lexical, read_bags
from dorinn.retrieval.material import Known, Material, by_place

QUESTIONS = ["barnet vil ikke på skolen", "telefon til helsesykepleier", "kven er med i teamet", "møte skole barn"]


def bags(texts: list[list[str]]) -> Bags:
    return Bags.of(len(texts), lambda row: texts[row], None, np.full(len(texts), -1))


def test_scores_are_those_of_bm25s(pieces: list[Passage]) -> None:
    texts = [terms(f"{p.title} {p.text.nb}") or ["tom"] for p in pieces]
    theirs = bm25s.BM25(method="lucene")
    theirs.index(texts, show_progress=False)
    ours = Lexical.of(bags(texts))
    for question in QUESTIONS:
        query = known(terms(question), ours)
        assert query
        expected = np.asarray(theirs.get_scores(query))
        np.testing.assert_allclose(ours.score(query, [(0, len(texts))]), expected, rtol=1e-6)
        spans = [(700, 1200), (3, 9), (9, 9)]
        parts = np.concatenate([expected[start:end] for start, end in spans])
        np.testing.assert_allclose(ours.score(query, spans), parts, rtol=1e-6)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    made = bags([["a", "b", "a"], ["b"], ["c"]])
    Lexical.of(made).write(tmp_path / "lexical", made)
    read = Lexical.read(tmp_path / "lexical")
    assert "c" in read
    assert "d" not in read
    np.testing.assert_array_equal(read.score(["a", "b"], [(0, 3)]), Lexical.of(made).score(["a", "b"], [(0, 3)]))
    again = read_bags(tmp_path / "lexical")
    assert again.words == made.words
    np.testing.assert_array_equal(again.ids, made.ids)


def test_nothing_makes_an_empty_index() -> None:
    assert list(Lexical.of(bags([])).score([], [(0, 0)])) == []


def test_rows_lie_together_by_place(few: list[Passage]) -> None:
    order, spans = by_place(few)
    for place, (start, end) in spans.items():
        numbers = order[start:end].tolist()
        assert numbers == [n for n, passage in enumerate(few) if passage.kommune == place]


class Counting(BundledEncoder):
    """Counts what it encodes."""

    texts = 0

    def encode(self, texts):
        self.texts += len(texts)
        return super().encode(texts)


@pytest.fixture
def counting(encoder: BundledEncoder) -> Counting:
    return Counting(encoder.network, "counting")  # whose vectors no release carries


def test_a_changed_passage_alone_is_encoded(few: list[Passage], counting: Counting, tmp_path: Path) -> None:
    Index.build(tmp_path / "i", few, counting)
    counting.texts = 0
    changed = [replace(few[0], text=Text("nye ord om leksehjelp", "nye ord om leksehjelp")), *few[1:-1]]
    index = Index.build(tmp_path / "i", changed, counting)
    assert counting.texts == 1
    anew = Material.of(changed, counting)
    np.testing.assert_allclose(index._vectors, anew.vectors, atol=1e-6)
    places = {passage.kommune for passage in few}
    whole = Index.make(changed, counting)
    for question in (*QUESTIONS, "leksehjelp", few[-1].text.nb):
        found, expected = index.search(question, places), whole.search(question, places)
        assert [hit.passage for hit in found] == [hit.passage for hit in expected]
        assert [hit.lexical_rank for hit in found] == [hit.lexical_rank for hit in expected]
    assert not [term for term, rows, _ in index.postings() if not len(rows)], "no word stays that nobody says"


def test_nothing_is_taken_over_from_another_encoder_or_reader(
    few: list[Passage], counting: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Index.build(tmp_path / "i", few[:8], counting)
    first, counting.texts = counting.texts, 0
    counting.id = "another"
    Index.build(tmp_path / "i", few[:8], counting)
    assert counting.texts == first
    counting.texts = 0
    monkeypatch.setattr("dorinn.retrieval.index.reader", lambda: "another")
    Index.build(tmp_path / "i", few[:8], counting)
    assert counting.texts == first


def test_a_damaged_index_is_not_taken_over(few: list[Passage], counting: Counting, tmp_path: Path) -> None:
    Index.build(tmp_path / "i", few[:8], counting)
    first, counting.texts = counting.texts, 0
    path = tmp_path / "i" / "vectors.npy"
    path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\0")
    Index.build(tmp_path / "i", few[:8], counting)
    assert counting.texts == first


def test_a_store_of_another_kind_gets_the_same(index: Index, few: list[Passage]) -> None:
    vectors = index.vectors()
    expected = Material.of(few[:3], index.encoder).vectors
    np.testing.assert_allclose(vectors[:3], expected, atol=1e-5)
    weights = {term: dict(zip(rows.tolist(), found.tolist(), strict=True)) for term, rows, found in index.postings()}
    term = known(terms(few[5].text.nb), weights)[0]
    assert weights[term][5] > 0


def test_known_reads_a_built_folder(few: list[Passage], counting: Counting, tmp_path: Path) -> None:
    Index.build(tmp_path / "i", few[:8], counting)
    assert len(Known.read(tmp_path / "i").rows) == len({(p.title, p.text) for p in few[:8]})


def test_shipped_vectors_spare_the_encoding(few: list[Passage], counting: Counting, tmp_path: Path) -> None:
    path = tmp_path / "passages.npz"
    material = Material.of(few[:8], counting)
    Known.ship(material, counting, path)
    counting.texts = 0
    shipped = Known.shipped(counting, path)
    assert shipped is not None
    made = Material.of(few[:9], counting, shipped)
    assert counting.texts == len({few[8].text.nb, few[8].text.nn})
    again = {tuple(digest): vector for digest, vector in zip(material.digests, material.vectors, strict=True)}
    for digest, vector in zip(made.digests, made.vectors, strict=True):
        if tuple(digest) in again:
            np.testing.assert_array_equal(vector, again[tuple(digest)])
    counting.id = "another"
    assert Known.shipped(counting, path) is None
    path.write_bytes(b"no archive")
    assert Known.shipped(counting, path) is None
    assert Known.shipped(counting, tmp_path / "none") is None
