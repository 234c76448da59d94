from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from dorinn.corpus.check import check
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.paths import corpus_folder

FILE = "scenarios/1-tegn.yaml"
OWN = """
name: {nb: Tegn, nn: Teikn}
scenarios:
  - id: merke
    audience: [skole]
    kommune: donna
    title: {nb: Et merke, nn: Eit merke}
    situation: {nb: Du ser noe., nn: Du ser noko.}
    choices:
      - id: a
        judgement: right
        text: {nb: Jeg melder., nn: Eg melder.}
        feedback: {nb: Ja., nn: Ja då.}
        source: [{document: barnevernsloven, section: "§ 13-2"}]
        guide: felles/meldeplikt#naar
      - id: b
        judgement: partly
        text: {nb: Jeg noterer., nn: Eg noterer.}
        feedback: {nb: Ikke nok., nn: Ikkje nok.}
        source: [{document: donna, section: Innledning}]
        guide: donna/fra-bekymring-til-handling#stegene
      - id: c
        judgement: wrong
        text: {nb: Jeg venter., nn: Eg ventar.}
        feedback: {nb: Nei., nn: Nei då.}
        source: [{document: barnevernsloven, section: "§ 13-2"}]
        guide: felles/meldeplikt#naar
    remember: {nb: Meld., nn: Meld du.}
"""


@pytest.fixture
def trained(sound: Path) -> Path:
    """The small sound corpus with the guides and one scenario."""
    for name in ("felles", "donna", "asnes"):
        shutil.copy(corpus_folder() / "guides" / f"{name}.yaml", sound / "guides")
    (sound / "scenarios").mkdir()
    (sound / FILE).write_text(OWN, encoding="utf-8")
    return sound


def test_the_small_theme_is_sound(trained: Path) -> None:
    assert check(trained) == []
    theme = Corpus.load(trained).themes[0]
    assert (theme.id, theme.scenarios[0].choices[1].sources[0].section) == ("tegn", "Innledning")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("section: Innledning", "section: Avslutning", ["merke.b", "donna, Avslutning"]),
        ('barnevernsloven, section: "§ 13-2"', 'barnevernsloven, section: "§ 13-22"', ["merke.a", "§ 13-22"]),
        ("document: donna, section: Inn", "document: dona, section: Inn", ["merke.b", "unknown document dona"]),
        ("felles/meldeplikt#naar", "felles/meldeplikt#kanskje", ["merke.a", "felles/meldeplikt#kanskje"]),
        ("guide: donna/fra-bekymring-til", "guide: asnes/fra-bekymring-til", ["merke.b", "another municipality"]),
        ("kommune: donna", "kommune: oslo", ["merke", "unknown kommune oslo"]),
        ("judgement: right", "judgement: partly", ["merke", "exactly one choice is right"]),
        ("judgement: wrong", "judgement: right", ["merke", "exactly one choice is right"]),
        ("judgement: wrong", "judgement: feil", ["merke.c", "feil"]),
        ("audience: [skole]", "audience: [universitet]", ["merke", "universitet"]),
        ("audience: [skole]", "audience: []", ["merke", "audience"]),
        ("      - id: c\n", "      - id: b\n", ["merke", "same id"]),
        ("nn: Eg ventar.", "nn: ' '", ["merke.c", "both forms"]),
        ("source: [{document: donna", "sources: [{document: donna", ["merke.b", "source"]),
        ("  - id: merke", "  - id: Merke!", ["Merke!", "an id is"]),
        ("Du ser noe.", "Ring 99 88 77 66.", [FILE, "99 88 77 66"]),
    ],
)
def test_each_kind_of_fault_is_found_and_named(trained: Path, old: str, new: str, said: list[str]) -> None:
    path = trained / FILE
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    faults = check(trained)
    assert any(all(word in fault for word in said) for fault in faults), faults
    assert all("\n" not in fault for fault in faults)


@pytest.mark.parametrize(
    "content", ["", "a", "- id: x", "name: {nb: a, nn: b}", "name: {nb: a, nn: b}\nscenarios: [x]"]
)
def test_a_damaged_theme_is_a_fault_and_never_a_traceback(trained: Path, content: str) -> None:
    (trained / FILE).write_text(content, encoding="utf-8")
    assert len(check(trained)) == 1


def test_two_scenarios_of_one_id_are_named(trained: Path) -> None:
    (trained / "scenarios" / "2-mer.yaml").write_text(OWN, encoding="utf-8")
    assert check(trained) == ["scenarios: merke: the id stands 2 times"]


def test_there_is_enough_to_train_on(corpus: Corpus) -> None:
    scenarios = corpus.scenario.values()
    assert len(scenarios) >= 36
    assert {item.kommune for item in scenarios} >= {*corpus.kommune}
    for audience, least in (("barnehage", 20), ("skole", 25), ("helse", 15), ("frivillig", 5)):
        assert sum(item.suits(audience, None) for item in scenarios) >= least, audience


def test_the_right_choice_is_told_neither_by_place_nor_by_length(corpus: Corpus) -> None:
    places: Counter[int] = Counter()
    longest = 0
    for item in corpus.scenario.values():
        place = next(i for i, choice in enumerate(item.choices) if choice.judgement == "right")
        places[place] += 1
        longest += max(item.choices, key=lambda choice: len(choice.text.nb)).judgement == "right"
    count = len(corpus.scenario)
    assert max(places.values()) < 0.45 * count
    assert 0.2 * count < longest < 0.5 * count


def test_what_would_endanger_a_child_is_never_right(corpus: Corpus) -> None:
    """The phrases are those of the choices themselves; a promise or a confrontation is only ever judged dangerous."""
    unsafe = (
        "«Det lover jeg",
        "lover å tie",
        "tar faren til side",
        "ringer foreldrene",
        "ringer moren",
        "spør læreren",
    )
    found = 0
    for item in corpus.scenario.values():
        for choice in item.choices:
            if any(words in choice.text.nb for words in unsafe):
                found += 1
                assert choice.judgement in ("dangerous", "wrong"), (item.id, choice.id)
    assert found >= 6


def test_the_last_step_of_a_municipality_is_the_duty_to_report(corpus: Corpus) -> None:
    own = [guide for guide in corpus.guides if guide.type == "bekymring-til-handling" and guide.kommune != "felles"]
    assert {guide.kommune for guide in own} == {*corpus.kommune}
    assert all("melde" in guide.steps[-1].nb.lower() for guide in own)
