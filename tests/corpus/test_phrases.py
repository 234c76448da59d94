from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.phrases import Phrases
from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.text import FORMS
from dorinn.errors import CorpusError

RAW = read_yaml(corpus_folder() / "phrases.yaml")


@pytest.mark.parametrize("name", RAW)
def test_both_forms_say_something_with_the_same_values(name: str) -> None:
    used = [set(re.findall(r"{{\s*(\w+)", RAW[name][form])) for form in FORMS]
    assert used[0] == used[1]
    values = dict.fromkeys(used[0], "VERDI")
    for form in FORMS:
        said = Phrases.load().say(name, form, **values) if name == next(iter(RAW)) else RAW[name][form]
        assert said.strip()


def test_options_are_as_many_in_both_forms() -> None:
    for name in (name for name in RAW if name.startswith("options_")):
        counts = {len(RAW[name][form].split("|")) for form in FORMS}
        assert len(counts) == 1
        assert 2 <= counts.pop() <= 5


def test_no_phrase_holds_a_phone_number_of_its_own() -> None:
    for name, forms in RAW.items():
        assert not re.search(r"\d{6,}|\d{2} \d{2} \d{2}", f"{forms['nb']} {forms['nn']}"), name


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        Phrases.load().say("start", "nb")


def test_a_phrase_in_one_form_is_named(tmp_path: Path) -> None:
    (tmp_path / "phrases.yaml").write_text("hei: {nb: Hei}")
    with pytest.raises(CorpusError, match=r"phrases\.yaml: hei"):
        Phrases.load(tmp_path)


def test_the_code_says_only_phrases_that_exist(root: Path) -> None:
    source = "\n".join(p.read_text(encoding="utf-8") for p in (root / "src/dorinn/assistant").glob("*.py"))
    said = set(re.findall(r"\bsay\(\s*\"(\w+)\"", source))
    assert said
    assert said <= set(RAW)


def test_a_sentence_ends_once_whatever_a_value_ends_in() -> None:
    phrases = Phrases.load()
    for form, topic in (("nb", "hvor tar jeg opp saken?"), ("nn", "kvar tek eg opp saka?")):
        assert phrases.say("why_topic", form, topic=topic).endswith(f": {topic}")
        assert phrases.say("why_topic", form, topic="mobbing").endswith(": mobbing.")
        assert phrases.say("source", form, source="Plan, Hva nå!").endswith("nå!")
        assert phrases.say("also", form, names="NAV m.m.").endswith(" NAV m.m.")


@pytest.mark.parametrize("template", ["Se {{ a }}.", "{% if a %}Se {{ a }}.{% endif %}"])
def test_what_is_quoted_stays_as_it_was_written(tmp_path: Path, template: str) -> None:
    (tmp_path / "phrases.yaml").write_text(f'se: {{nb: "{template}", nn: "{template}"}}', encoding="utf-8")
    phrases = Phrases.load(tmp_path)
    assert phrases.say("se", "nb", a="«Hva?. Ja..»") == "Se «Hva?. Ja..»."
    assert phrases.say("se", "nb", a="hva?") == "Se hva?"
