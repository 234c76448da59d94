from __future__ import annotations

from collections import Counter

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import join, passages, team_facts
from dorinn.domain.passage import Passage
from dorinn.domain.text import Text
from dorinn.language.form import marked_form


def test_ids_are_unique(pieces: list[Passage]) -> None:
    assert [name for name, count in Counter(piece.id for piece in pieces).items() if count > 1] == []


def test_ids_are_stable(corpus: Corpus, pieces: list[Passage]) -> None:
    assert [piece.id for piece in passages(corpus)] == [piece.id for piece in pieces]


def test_every_passage_has_a_known_place_and_document(corpus: Corpus, pieces: list[Passage]) -> None:
    places = {*corpus.kommune, "nasjonal", "felles"}
    assert {piece.kommune for piece in pieces} == places
    assert {piece.source.document for piece in pieces} <= set(corpus.document)
    assert all(piece.source.section for piece in pieces)


def test_a_passage_is_about_records_of_its_own_place(corpus: Corpus, pieces: list[Passage]) -> None:
    for piece in pieces:
        for record in piece.services:
            assert record in corpus.service or record in corpus.guide
            assert record.split("/")[0] in (piece.kommune, "nasjonal", "felles"), piece.id


def test_a_municipalitys_plan_facts_cite_its_own_plan(pieces: list[Passage]) -> None:
    assert all(piece.source.document == piece.kommune for piece in pieces if piece.kind == "plan")


def test_every_service_guide_section_and_plan_fact_is_a_passage(corpus: Corpus, pieces: list[Passage]) -> None:
    ids = {piece.id for piece in pieces}
    assert {f"{item.id}:description" for item in corpus.services} <= ids
    assert {f"{guide.id}#{section.id}" for guide in corpus.guides for section in guide.sections} <= ids
    facts = sum(len(section.facts) for plan in corpus.plans for section in plan.sections)
    assert sum(piece.kind == "plan" for piece in pieces) == facts


def test_long_texts_differ_in_the_two_forms(pieces: list[Passage]) -> None:
    """Some sentences are alike in both forms; none of those may hold a word that only one form has."""
    long = [piece for piece in pieces if len(piece.text.nb) > 80]
    same = [piece for piece in long if piece.text.nb == piece.text.nn]
    assert len(same) <= 0.01 * len(long)
    assert [piece.id for piece in same if marked_form(piece.text.nb) is not None] == []


def test_a_teams_fields_become_sentences(corpus: Corpus) -> None:
    team = corpus.service["donna/fravaersteam"]
    said = dict(team_facts(team))
    assert "convener" in said
    assert "rektor" in said["convener"].nb.lower()


def test_joining() -> None:
    texts = tuple(Text(word, word.upper()) for word in "abc")
    assert join(texts, "nb") == "a, b og c"
    assert join(texts[:2], "nn") == "A og B"
    assert join(texts[:1], "nn") == "A"


def test_a_teams_fields_are_whole_sentences(corpus: Corpus, pieces: list[Passage]) -> None:
    said = {piece.id: piece.text for piece in pieces}
    small = said["vestre-slidre/sped-og-smabarnsteam:frequency"]
    assert small.nb.endswith(" møtes annenhver måned.")
    assert small.nn.endswith(" møtest annankvar månad.")
    for item in corpus.services:
        for cue, text in team_facts(item):
            if cue in ("members", "convener", "frequency"):
                assert ":" not in text.nb.removeprefix(item.name.nb).split(" er ")[0], text.nb
                assert " møtes Én" not in text.nb
                assert "møter møtes" not in text.nb
