"""A generated country: as large as asked for, each municipality by itself, and words and vectors as they really are."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.generator import country, known_of, sizes
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.part import part, told_of
from dorinn.corpus.passages import passages
from dorinn.domain.passage import Passage
from dorinn.language.terms import terms
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index
from dorinn.retrieval.material import Known


@pytest.fixture(scope="module")
def real(pieces: list[Passage], encoder: BundledEncoder) -> Index:
    """The real passages, with vectors drawn by chance: none of this looks at what they mean."""
    chance = np.random.default_rng(1)

    class Drawn(BundledEncoder):
        def encode(self, texts):
            found = chance.normal(size=(len(texts), self.dimensions)).astype(np.float32)
            return found / np.linalg.norm(found, axis=1, keepdims=True)

    return Index.make(pieces, Drawn(encoder.network))


@pytest.mark.parametrize(("kommuner", "size"), [(5, 1500), (12, 9_000)])
def test_a_country_has_the_size_asked_for(corpus: Corpus, kommuner: int, size: int) -> None:
    found = country(corpus, kommuner, size).corpus
    pieces = passages(found)
    assert len(found.kommune) == kommuner
    assert len(pieces) == pytest.approx(size, rel=0.05)
    counts = sizes(pieces)
    assert set(found.kommune) <= set(counts)
    assert len({passage.id for passage in pieces}) == len(pieces)
    for passage in pieces:
        assert all(record.split("/")[0] in (passage.kommune, "felles", "nasjonal") for record in passage.services)


def test_shared_guides_tell_of_none_that_was_made(corpus: Corpus) -> None:
    found = country(corpus, 12, 0).corpus
    assert told_of(found) == set(corpus.kommune)
    made = [kommune.slug for kommune in found.kommuner if kommune.slug not in corpus.kommune]
    shared = [[guide for guide in part(found, slug).guides if guide.kommune == "felles"] for slug in made[:2]]
    assert shared[0] == shared[1]


def test_no_name_is_given_twice(corpus: Corpus) -> None:
    found = country(corpus, 357, 0).corpus
    assert len({kommune.name for kommune in found.kommuner}) == 357


def test_lengths_and_words_are_as_they_really_are(corpus: Corpus, pieces: list[Passage]) -> None:
    made = passages(country(corpus, 8, 12_000).corpus)
    ours = [p for p in pieces if p.kommune in corpus.kommune]
    theirs = [p for p in made if p.kommune not in ("felles", "nasjonal")]
    lengths = [np.mean([len(p.text.nb.split()) for p in some]) for some in (ours, theirs)]
    assert lengths[1] == pytest.approx(lengths[0], rel=0.35)
    words = {word for p in ours for word in terms(f"{p.title} {p.text.nb}")}
    assert {word for p in theirs for word in terms(f"{p.title} {p.text.nb}")} <= words | set(terms("Øvrige tiltak"))


def test_vectors_are_known_and_lie_between_the_parents(corpus: Corpus, real: Index) -> None:
    place = country(corpus, 6, 6_000)
    known = known_of(place, real)
    assert isinstance(known, Known)
    np.testing.assert_allclose(np.linalg.norm(known.vectors, axis=1), 1, atol=1e-4)

    class Never(BundledEncoder):
        def encode(self, texts):
            raise AssertionError("nothing is left to encode")

    encoder = Never(real.encoder.network)  # type: ignore[attr-defined]
    index = Index.make(passages(place.corpus), encoder, known)
    by_text = {p.text.nb: vector for p, vector in zip(real.passages, real.vectors(), strict=True)}
    made = [(p, v) for p, v in zip(index.passages, index.vectors(), strict=True) if p.text.nb in place.parents]
    assert made
    for passage, vector in made[:50]:
        assert all(vector @ by_text[parent] > 0.4 for parent in place.parents[passage.text.nb])
