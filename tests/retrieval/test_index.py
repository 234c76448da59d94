from __future__ import annotations

import itertools
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dorinn.assistant.assistant import Assistant, open_index
from dorinn.corpus.corpus import Corpus
from dorinn.domain.passage import Passage
from dorinn.domain.text import Text
from dorinn.errors import IndexUnavailable
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index

QUESTIONS = [
    "Hvem hjelper når barnet ikke vil på skolen?",
    "telefonnummer barnevern",
    "kven er med i teamet",
    "zzz",
    "",
]
PLACES = ("nord-odal", "donna", "trysil", "asnes", "vestre-slidre", "nasjonal", "felles")


@pytest.fixture
def built(few: list[Passage], encoder: BundledEncoder, tmp_path: Path) -> Path:
    """A folder with a fresh index of a handful of passages."""
    Index.build(tmp_path / "current", few[:6], encoder)
    return tmp_path / "current"


def test_what_is_built_is_opened_and_finds_the_same(built: Path, few: list[Passage], encoder: BundledEncoder) -> None:
    made, opened = Index.build(built, few[:6], encoder), Index.open(built, few[:6], encoder)
    assert opened.manifest == made.manifest
    question = few[2].text.nb
    assert opened.search(question, PLACES) == made.search(question, PLACES)
    assert opened.manifest.version


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_a_passage_is_found_by_its_own_words_in_either_form(index: Index, few: list[Passage], form: str) -> None:
    asked = few[:: len(few) // 12]
    found = [index.search(getattr(p.text, form), (p.kommune,), top=1)[0].passage.id == p.id for p in asked]
    assert sum(found) >= len(asked) - 1


def test_it_is_found_among_all_places(index: Index, few: list[Passage]) -> None:
    passage = few[len(few) // 2]
    assert passage in [hit.passage for hit in index.search(passage.text.nb, PLACES, top=3)]


@pytest.mark.parametrize(
    "places", [*((place,) for place in PLACES), ("donna", "felles", "nasjonal"), ("trysil", "donna")]
)
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_hit_ever_comes_from_another_place(index: Index, places: tuple[str, ...], question: str) -> None:
    hits = index.search(question, places, top=500, depth=500)
    assert {hit.passage.kommune for hit in hits} <= set(places)


def test_a_rare_place_is_not_starved_by_the_filter(few: list[Passage], encoder: BundledEncoder, tmp_path: Path) -> None:
    crowd = [replace(few[0], id=f"x:{number}") for number in range(60)]
    rare = replace(few[0], id="rare", kommune="trysil", text=Text("noe helt annet", "noko heilt anna"))
    index = Index.build(tmp_path / "i", [*crowd, rare], encoder)
    assert [hit.passage.id for hit in index.search(few[0].text.nb, ("trysil",), top=3)] == ["rare"]


def test_hits_are_ranked_best_first_and_without_repeats(index: Index) -> None:
    hits = index.search("barnevern og skole", PLACES, top=10)
    assert len(hits) == 10
    assert all(one.score >= other.score for one, other in itertools.pairwise(hits))
    assert len({hit.passage.id for hit in hits}) == 10
    assert all(hit.lexical_rank is not None or hit.dense_rank is not None for hit in hits)


@pytest.mark.parametrize("places", [(), ("oslo",)])
def test_unknown_places_have_nothing(index: Index, places: tuple[str, ...]) -> None:
    assert index.search("barnevern", places) == []


def test_a_known_state_spares_the_encoding(index: Index, encoder: BundledEncoder) -> None:
    question = "barnet vil ikke på skolen"
    with_state = index.search(question, PLACES, state=encoder.network.state(question))
    assert [hit.passage.id for hit in with_state] == [hit.passage.id for hit in index.search(question, PLACES)]


def _missing(folder: Path) -> None:
    shutil.rmtree(folder)


def _no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _half_a_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("{", encoding="utf-8")


def _odd_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"a": 1}', encoding="utf-8")


def _other_encoder(folder: Path) -> None:
    _rewrite(folder, encoder="another")


def _other_format(folder: Path) -> None:
    _rewrite(folder, format=999)


def _rewrite(folder: Path, **values: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}), encoding="utf-8")


def _no_vectors(folder: Path) -> None:
    (folder / "vectors.npy").unlink()


def _cut_vectors(folder: Path) -> None:
    path = folder / "vectors.npy"
    path.write_bytes(path.read_bytes()[:100])


def _no_words(folder: Path) -> None:
    shutil.rmtree(folder / "lexical")


@pytest.mark.parametrize(
    "damage",
    [
        _missing,
        _no_manifest,
        _half_a_manifest,
        _odd_manifest,
        _other_encoder,
        _other_format,
        _no_vectors,
        _cut_vectors,
        _no_words,
    ],
    ids=lambda damage: damage.__name__.strip("_"),
)
def test_an_unusable_index_is_refused_and_says_what_to_do(
    built: Path, few: list[Passage], encoder: BundledEncoder, damage
) -> None:
    damage(built)
    with pytest.raises(IndexUnavailable, match="run `dorinn index`"):
        Index.open(built, few[:6], encoder)


@pytest.mark.parametrize("change", ["text", "fewer", "order"])
def test_a_stale_index_is_refused(built: Path, few: list[Passage], encoder: BundledEncoder, change: str) -> None:
    texts = {
        "text": [replace(few[0], text=Text("ny", "ny")), *few[1:6]],
        "fewer": few[:5],
        "order": [*few[1:6], few[0]],
    }[change]
    with pytest.raises(IndexUnavailable, match="stale"):
        Index.open(built, texts, encoder)


def test_vectors_of_another_count_are_refused(built: Path, few: list[Passage], encoder: BundledEncoder) -> None:
    Index.build(built.parent / "other", few[:3], encoder)
    shutil.copy(built.parent / "other" / "vectors.npy", built)
    with pytest.raises(IndexUnavailable, match="damaged"):
        Index.open(built, few[:6], encoder)


def test_a_failed_build_leaves_the_old_index_and_no_litter(
    built: Path, few: list[Passage], encoder: BundledEncoder
) -> None:
    class Broken(BundledEncoder):
        def encode(self, texts):
            raise RuntimeError("no power")

    with pytest.raises(RuntimeError, match="no power"):
        Index.build(built, few, Broken(encoder.network))
    assert Index.open(built, few[:6], encoder).search("barn", PLACES)
    assert [path.name for path in built.parent.iterdir()] == ["current"]


def test_a_new_index_takes_the_old_ones_place(built: Path, few: list[Passage], encoder: BundledEncoder) -> None:
    Index.build(built, few[:4], encoder)
    assert len(Index.open(built, few[:4], encoder).passages) == 4
    assert [path.name for path in built.parent.iterdir()] == ["current"]


def test_without_build_a_missing_index_is_an_error(corpus: Corpus, encoder: BundledEncoder, tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable):
        open_index(corpus, encoder, tmp_path, build=False)
    with pytest.raises(IndexUnavailable):
        Assistant.load(tmp_path, build=False, corpus=corpus)
    assert list(tmp_path.iterdir()) == []
