from __future__ import annotations

import random

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.examples import load_chatter, load_examples
from dorinn.domain.topic import Example, Told
from dorinn.training.noise import buried, noisy, slip
from dorinn.training.targets import UNKNOWN, Targets


@pytest.fixture(scope="module")
def targets(corpus: Corpus) -> Targets:
    return Targets(corpus, load_examples())


def test_the_codes_of_a_target_sum_to_one_and_the_best_is_first(corpus: Corpus, targets: Targets) -> None:
    found = targets.of(Example("skolevegring", "nn", "parent", "guten vil ikkje på skulen"))
    assert sum(found.codes.values()) == pytest.approx(1)
    best = max(found.codes, key=lambda row: found.codes[row])
    assert "fravaersteam" in corpus.topic["skolevegring"].help  # what only one municipality has is no kind of its own
    assert targets.codes[best] == "skole"
    assert found.nynorsk == 1


def test_what_is_outside_teaches_that_nothing_helps(targets: Targets) -> None:
    found = targets.of(Example("utenfor-prat", "nb", "other", "hei"))
    assert [targets.codes[row] for row in found.codes] == ["none"]


def test_a_lookup_teaches_no_code(targets: Targets) -> None:
    assert targets.of(Example("kontakt", "nb", "parent", "nummeret til ppt")).codes == {}


def test_what_a_reader_judged_goes_before_what_the_topic_prefers(targets: Targets) -> None:
    judged = Example("skolevegring", "nn", "parent", "guten vil ikkje på skulen", ("ppt", "skole"), "serious")
    found = targets.of(judged)
    shares = {targets.codes[row]: share for row, share in found.codes.items()}
    assert shares.keys() == {"ppt", "skole"}
    assert shares["ppt"] > shares["skole"]
    assert found.levels == (1,)


def test_what_a_reader_found_unclear_teaches_where_to_begin(targets: Targets) -> None:
    found = targets.of(Example("uklart", "nb", "parent", "det gjelder gutten", ("uklart", "helsestasjon"), "none"))
    assert [targets.codes[row] for row in found.codes] == ["helsestasjon"]
    vague = targets.of(Example("pubertet-kropp", "nb", "youth", "stemmen sprakk", ("uklart", "skole"), "none"))
    assert targets.topics[vague.topic] == "uklart"
    grave = targets.of(Example("selvskading", "nb", "youth", "ikke nå", ("uklart", "skole"), "serious"))
    assert targets.topics[grave.topic] == "selvskading"
    outside = targets.of(Example("kontakt", "nb", "parent", "nummeret til tannlegen", ("utenfor",), "none"))
    assert [targets.codes[row] for row in outside.codes] == ["none"]


def test_noise_is_repeatable_and_never_fails() -> None:
    texts = ["", " ", "å", "barnet vil ikke sove om natten lenger nå"]
    for text in texts:
        for seed in range(40):
            assert noisy(text, random.Random(seed)) == noisy(text, random.Random(seed))
    assert slip("barnehagen", random.Random(1), 0.0) == "barnehagen"
    assert slip("barnehagen", random.Random(1), 1.0) != "barnehagen"


def test_only_the_topics_of_danger_teach_danger_now(targets: Targets) -> None:
    assert targets.of(Example("akutt-liv", "nb", "parent", "hun puster ikke")).levels == (2,)
    assert targets.of(Example("selvmordstanker", "nb", "youth", "vil ikke leve")).levels == (0, 1)
    assert targets.of(Example("kulturskole-plass", "nb", "parent", "er det ledig plass")).levels == (0,)


def test_a_message_of_danger_teaches_its_level_and_no_topic(targets: Targets) -> None:
    found = targets.told(Told("serious", "nn", "parent", "han slo meg i fjor"))
    assert found.levels == (1,)
    assert found.topic == UNKNOWN
    assert not found.codes


def test_a_message_among_chatter_is_still_there() -> None:
    chatter = [text for _, text in load_chatter()]
    for seed in range(20):
        said = buried("barnet vil ikke sove", chatter, random.Random(seed))
        assert "barnet vil ikke sove" in said
        assert len(said) > 30
