from __future__ import annotations

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.errors import QuestionError
from dorinn.survey.gaps import gaps


def test_what_the_records_do_not_say(corpus: Corpus) -> None:
    for kommune in corpus.kommune:
        found = gaps(corpus, kommune)
        own = [item for item in corpus.services if item.kommune == kommune and item.exists]
        assert not {gap.type for gap in found.missing_types} & {item.type for item in own}
        for name in found.without_contact:
            assert not corpus.service[name].contacts
        silent = [item.id for item in own if item.kind == "service" and not item.contacts]
        assert list(found.without_contact) == silent
        assert all(corpus.service[name].access is None for name in found.without_access)
        assert all(corpus.service[name].age is None for name in found.without_age)
    assert "donna/barneverntjenesten" not in gaps(corpus, "donna").without_contact


def test_a_missing_kind_says_what_answers_for_it(corpus: Corpus) -> None:
    nav = next(gap for gap in gaps(corpus, "trysil", "nn").missing_types if gap.type == "nav")
    assert nav.instead == ("felles/nav",)
    house = next(gap for gap in gaps(corpus, "trysil").missing_types if gap.type == "familiens-hus")
    assert house.planned
    assert all(not corpus.service[name].exists for name in house.planned)


def test_an_unknown_place_is_refused(corpus: Corpus) -> None:
    with pytest.raises(QuestionError, match="oslo"):
        gaps(corpus, "oslo")
