from __future__ import annotations

import pytest

from dorinn.assistant.asked import Asked
from dorinn.corpus.corpus import Corpus
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.source import Source
from dorinn.domain.text import Text


def _section(name: str, title: str, *asked: str) -> GuideSection:
    return GuideSection(name, Text(title, title), Text("", ""), (), asked=asked)


def _guide(*sections: GuideSection) -> Guide:
    nothing = Text("", "")
    return Guide("felles/prove", "prove", nothing, (), nothing, (), Source("lov", "§ 1"), sections)


WHO = _section("hvem", "Hvem må melde?", "gjelder det vikarer også", "eg er student, gjeld plikta for meg")
WHEN = _section("naar", "Når må jeg melde?", "hvor raskt må det skje", "kan eg vente til over helga")
GUIDE = _guide(WHO, WHEN)


def test_a_question_is_likest_to_the_section_it_is_asked_for_by() -> None:
    asked = Asked([GUIDE])
    assert (like := asked.like("jeg er bare vikar, gjelder plikten meg"))[0] > like[1]
    assert (like := asked.like("Kan jeg vente til etter helgen?"))[1] > like[0]


def test_small_words_decide_where_all_else_is_alike() -> None:
    bare = [_section("hvem", "Hvem må melde?"), _section("naar", "Når må jeg melde?")]
    like = Asked([_guide(*bare)]).like("hvem må melde")
    assert like[0] > like[1]


def test_the_same_words_are_as_like_as_can_be_and_foreign_ones_not_at_all() -> None:
    only = _section("x", "kan eg vente til over helga", "kan eg vente til over helga", "kan eg vente til over helga")
    asked = Asked([_guide(only, *GUIDE.sections)])
    assert asked.like("kan eg vente til over helga")[0] == pytest.approx(1.0)
    assert asked.like("zzz qqq").tolist() == [0.0, 0.0, 0.0]
    assert asked.like("").tolist() == [0.0, 0.0, 0.0]
    assert Asked([]).like("hvem må melde").tolist() == []


def test_a_threatened_reporter_finds_who_looks_after_those_who_report(corpus: Corpus) -> None:
    guide = corpus.guide["felles/meldeplikt"]
    asked = "Jeg meldte en familie, og nå har faren truet meg på butikken. Hvem passer på oss som melder?"
    like = Asked([guide]).like(asked)
    assert guide.sections[int(like.argmax())].id == "ansattes-ivaretakelse"
