from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dorinn.assistant.likeness import Likeness
from dorinn.assistant.meanings import SHIPPED, Meanings
from dorinn.corpus.corpus import Corpus
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.retrieval.encoder import BundledEncoder
from tests.postgres.cheap import Cheap


def _guide(*sections: tuple[str, tuple[str, ...]]) -> Guide:
    nothing = Text("", "")
    found = tuple(GuideSection(name, Text(ways[0], ways[0]), nothing, (), asked=ways[1:]) for name, ways in sections)
    return Guide("felles/prove", "prove", nothing, (), nothing, (), Source("lov", "§ 1"), found)


GUIDE = _guide(
    ("love", ("Kan jeg love et barn å ikke si det?", "eleven ber meg holde det hemmelig", "kan eg love å teie om det")),
    ("frist", ("Når får jeg svar på meldingen?", "kor lenge må vi vente på svar", "tre uker siden vi meldte")),
)


@pytest.fixture(scope="module")
def encoder() -> BundledEncoder:
    return BundledEncoder.load()


def test_a_question_lies_near_what_means_the_same_in_other_words(encoder: BundledEncoder, tmp_path: Path) -> None:
    meanings = Meanings.of([GUIDE], encoder, tmp_path / "none")
    assert meanings is not None
    promise, answer = meanings.like(encoder.network.state("ho vil at eg skal tie, får eg det?"))
    assert promise > answer


def test_what_was_shipped_is_taken_over_and_what_is_new_is_encoded(encoder: BundledEncoder, tmp_path: Path) -> None:
    path = tmp_path / "sections.npz"
    first = Meanings.of([GUIDE], encoder, path)
    assert first is not None
    first.ship([GUIDE], encoder, path)
    state = encoder.network.state("Når hører vi noe?")
    again = Meanings.of([GUIDE], encoder, path)
    assert again is not None
    assert np.allclose(again.like(state), first.like(state), atol=1e-6)
    more = _guide(("love", GUIDE.sections[0].ways[1:]), ("ukjent", ("Hvem sitter i teamet?", "kven er med i teamet")))
    grown = Meanings.of([more], encoder, path)
    assert grown is not None
    assert grown.like(state)[0] == pytest.approx(first.like(state)[0], abs=1e-6)
    assert grown.like(encoder.network.state("kven sit i teamet"))[1] > 0.5
    path.write_bytes(b"no archive")
    assert Meanings.of([GUIDE], encoder, path) is not None, "a damaged file costs time, no more"


def test_another_encoder_has_none_and_words_alone_tell() -> None:
    assert Meanings.of([GUIDE], Cheap()) is None
    like = Likeness([GUIDE]).like("kan jeg love det", None)
    assert like["felles/prove", "love"] > like["felles/prove", "frist"] >= 0


def test_the_release_has_every_section_of_the_corpus(corpus: Corpus, encoder: BundledEncoder, tmp_path: Path) -> None:
    with np.load(SHIPPED, allow_pickle=False) as file:
        assert str(file["encoder"]) == encoder.id, "run `python -m dorinn.training.passages`"
        shipped = {digest.tobytes() for digest in file["digests"]}
    made = Meanings.of(corpus.guides, encoder)
    assert made is not None
    made.ship(corpus.guides, encoder, tmp_path / "sections.npz")
    with np.load(tmp_path / "sections.npz", allow_pickle=False) as file:
        assert {digest.tobytes() for digest in file["digests"]} == shipped, "run `python -m dorinn.training.passages`"


def test_words_and_meaning_together_find_the_section_among_all(corpus: Corpus, encoder: BundledEncoder) -> None:
    asked = "Kainn æ love en elev at det bli mellom oss to?"
    like = Likeness.of(corpus.guides, encoder).like(asked, encoder.network.state(asked))
    assert set(like) == {(guide.id, section.id) for guide in corpus.guides for section in guide.sections}
    assert max(like, key=like.__getitem__) == ("felles/samtale-om-bekymring", "hemmelighet")
