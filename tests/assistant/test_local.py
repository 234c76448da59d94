"""Shared guides read in one municipality: nothing of the others' plans, and all that the law says."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.local import Local
from dorinn.corpus.corpus import Corpus
from dorinn.domain.passage import Hit
from dorinn.domain.question import Question

COMPARING = ("Hva sier planen om medvirkning for barn?", "Hva er en innsatstrapp?", "Hva betyr tidlig innsats?")


@pytest.fixture(scope="module")
def local(corpus: Corpus) -> Local:
    return Local(corpus)


def test_a_guide_keeps_the_law_and_the_own_plan(corpus: Corpus, local: Local) -> None:
    guide = corpus.guide["felles/medvirkning"]
    plans = {section.id: section.text.nb for section in local.guide(guide, "trysil").sections}
    assert "Trysil" in plans["planene"]
    assert "Dønna" not in plans["planene"]
    assert "§ 1-3" in plans["barnets-beste"]
    assert local.guide(guide, None) is guide


def test_a_guide_that_rests_on_anothers_plan_is_left_whole(corpus: Corpus, local: Local) -> None:
    guide = corpus.guide["felles/stafettlogg"]
    assert local.guide(guide, "donna") is guide
    assert "Åsnes" in guide.summary.nb


def test_what_rests_on_anothers_plan_is_told_where_it_is_asked_for_by_name(assistant: Assistant, local: Local) -> None:
    piece = next(p for p in assistant.index.passages if p.id == "felles/stafettlogg#andre-kommuner")
    assert local.passage(piece, "donna") is None
    assert local.passage(piece, "donna", ("stafettlogg",)) is piece
    assert local.passage(piece, "asnes") is not None
    assert local.passage(piece, None) is piece


@pytest.mark.parametrize("kommune", ["trysil", "donna"])
@pytest.mark.parametrize(
    "asked",
    [
        "Hvor stor andel av barna levde i husholdninger med lav inntekt i 2024?",
        "Når er fristen for overgangsmøte mellom barnehage og skole?",
        "Kor fort skal BUP vurdere ei tilvising?",
    ],
)
def test_no_sentence_about_another_municipality_gets_out(
    assistant: Assistant, corpus: Corpus, asked: str, kommune: str
) -> None:
    text = assistant.ask(Question(asked, kommune=kommune)).text
    assert not [other.name for other in corpus.kommuner if other.slug != kommune and other.name in text], text


def test_passages_read_as_the_guide_does(assistant: Assistant, corpus: Corpus, local: Local) -> None:
    whole = next(p for p in assistant.index.passages if p.id == "felles/medvirkning#planene")
    [hit] = local.hits([Hit(whole, 1.0)], "asnes")
    assert "Åsnes" in hit.passage.text.nb
    assert "Trysil" not in hit.passage.text.nb
    assert local.hits([Hit(whole, 1.0)], None)[0].passage is whole
    others = next(
        p for p in assistant.index.passages if p.id.startswith("felles/opplaering#") and "Dønna?" in p.text.nb
    )
    assert local.hits([Hit(others, 1.0)], "trysil") == []


@pytest.mark.parametrize("asked", COMPARING)
def test_an_answer_tells_of_no_other_plan(assistant: Assistant, corpus: Corpus, asked: str) -> None:
    for kommune in corpus.kommuner:
        text = assistant.ask(Question(asked, kommune=kommune.slug)).text
        assert not [other.name for other in corpus.kommuner if other != kommune and other.name in text], text
