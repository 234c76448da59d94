"""One municipality's part: everything of its own, the national and shared records, and no word of the others' plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.part import part, told_of
from dorinn.corpus.passages import passages
from dorinn.domain.edition import Edition, Quote
from dorinn.domain.source import Document

ALL = ("nord-odal", "donna", "trysil", "asnes", "vestre-slidre")


@pytest.mark.parametrize("slug", ALL)
def test_a_part_has_all_that_is_its_own_and_no_other(corpus: Corpus, slug: str) -> None:
    own = part(corpus, slug)
    assert [k.slug for k in own.kommuner] == [slug]
    assert {item.kommune for item in own.services} == {slug, "nasjonal", "felles"}
    for kommune in (slug, "nasjonal", "felles"):
        assert [s for s in own.services if s.kommune == kommune] == [s for s in corpus.services if s.kommune == kommune]
    assert {guide.kommune for guide in own.guides} == {slug, "felles"}
    assert {scenario.kommune for scenario in own.scenario.values()} <= {slug, None}
    assert {p.kommune for p in passages(own)} == {slug, "nasjonal", "felles"}


@pytest.mark.parametrize("slug", ALL)
def test_shared_guides_tell_of_no_other_municipality(corpus: Corpus, slug: str) -> None:
    others = [k.name for k in corpus.kommuner if k.slug != slug]
    own = part(corpus, slug)
    for guide in (g for g in own.guides if g.kommune == "felles"):
        texts = [guide.summary, *guide.steps, *(t for s in guide.sections for t in (s.title, s.text))]
        for text in texts:
            assert text.nb, guide.id
            assert text.nn, guide.id
            assert not [name for name in others if name in text.nb or name in text.nn], (guide.id, text.nb)
        cited = {source.document for section in guide.sections for source in section.sources}
        assert not cited & {k.slug for k in corpus.kommuner if k.slug != slug}
        assert all(section.sources for section in guide.sections)


def test_what_the_law_says_stays_at_every_door(corpus: Corpus) -> None:
    for slug in ALL:
        own = part(corpus, slug).guide
        assert len(own["felles/meldeplikt"].sections) >= len(corpus.guide["felles/meldeplikt"].sections) - 1
        section = next(s for s in own["felles/individuell-plan"].sections if s.id == "hvem-starter")
        assert "Kommunen har plikten til å lage planen" in section.text.nb
        levels = next(s for s in own["felles/forebygging"].sections if s.id == "tre-nivaer").text
        assert "Universell" in levels.nb
        assert "Indikert" in levels.nb


def test_both_forms_keep_the_same_sentences(corpus: Corpus) -> None:
    section = next(
        s for s in part(corpus, "trysil").guide["felles/bekymring-til-handling"].sections if s.id == "tidlig-innsats"
    )
    assert section.text.nb.endswith("bygger på barnevernsloven § 15-1.")
    assert section.text.nn.endswith("byggjer på barnevernsloven § 15-1.")


def test_ingested_plans_of_the_same_name_are_kept_apart(corpus: Corpus) -> None:
    def edition(kommune: str, publisher: str) -> Edition:
        document = Document("plan-2030", "Plan", publisher, "nb", "plan", "2030", "2030-01-01")
        return Edition(document, kommune, "plan.txt", "0", (Quote("a", (), f"Dette står i planen til {publisher}."),))

    editions = (edition("donna", "Dønna kommune"), edition("trysil", "Trysil kommune"))
    both = replace(corpus, editions=editions, documents=(*corpus.documents, *(e.document for e in editions)))
    own = part(both, "donna")
    assert [e.kommune for e in own.editions] == ["donna"]
    assert own.titles["plan-2030"] == "Plan, Dønna kommune"


def test_an_unknown_municipality_has_no_part(corpus: Corpus) -> None:
    with pytest.raises(KeyError):
        part(corpus, "oslo")


def test_shared_guides_tell_of_whose_plan_they_rest_on_and_of_whom_they_name(corpus: Corpus) -> None:
    shared = tuple(guide for guide in corpus.guides if guide.kommune == "felles")
    renamed = replace(corpus.kommune["trysil"], name="Xbygda")
    bare = replace(corpus, services=(), guides=shared, kommuner=(renamed,))
    assert told_of(bare) == {"trysil"}, "by its plan"
    nobody = replace(bare, plans=())
    assert told_of(nobody) == set()
    assert told_of(replace(nobody, kommuner=(replace(renamed, name="Trysil"),))) == {"trysil"}, "by its name"
