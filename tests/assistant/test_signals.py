from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.assistant.offer import Offer
from dorinn.assistant.signals import CONTEXTS, SIGNALS, SignalReader, Signals
from dorinn.corpus.corpus import Corpus
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Understanding
from dorinn.domain.source import Source
from dorinn.domain.text import Text

ASKER = Understanding("nb", "donna", "parent", None, False, {"skolevegring": 1.0})


@pytest.fixture(scope="module")
def reader(corpus: Corpus) -> SignalReader:
    return SignalReader(corpus, Offer(corpus))


def value(signals: Signals, code: str, name: str) -> float:
    return float(signals.values[signals.codes.index(code), SIGNALS.index(name)])


def hit(*services: str) -> Hit:
    text = Text("a", "a")
    passage = Passage(
        id="p", kommune="donna", record=services[0], services=services, title="t", text=text, kind="fact",
        source=Source("donna", "1"),
    )  # fmt: skip
    return Hit(passage, 0.1, 0, 0)


def test_a_topic_speaks_for_its_help_in_order(reader: SignalReader) -> None:
    signals = reader.read({"skolevegring": 0.8}, ASKER, [])
    assert value(signals, "fravaersteam", "first") == pytest.approx(0.8)
    assert signals.origin["fravaersteam"] == "skolevegring"
    assert (signals.values >= 0).all()


def test_local_help_is_no_candidate_where_no_place_is_chosen(reader: SignalReader) -> None:
    assert "fravaersteam" not in reader.read({"skolevegring": 1.0}, replace(ASKER, kommune=None), []).codes


def test_the_local_team_gets_what_the_words_say_of_the_usual_help(reader: SignalReader) -> None:
    signals = reader.read({"skolevegring": 1.0}, replace(ASKER, codes={"skole": 0.6}), [])
    assert value(signals, "fravaersteam", "words") == pytest.approx(0.6)
    assert value(signals, "skole", "words") == 0.0


def test_what_is_named_here_is_told_from_what_is_named_elsewhere(reader: SignalReader) -> None:
    asker = replace(ASKER, mentions=("donna/slt", "donna/rektor", "trysil/ppt", "bup"))
    signals = reader.read({}, asker, [])
    assert value(signals, "slt", "named_here") == 1.0
    assert value(signals, "skole", "named_here_too") == 1.0
    assert value(signals, "ppt", "named_here") == value(signals, "ppt", "named_kind") == 0.0


def test_passages_speak_for_what_they_are_about_the_best_most(reader: SignalReader) -> None:
    signals = reader.read({}, ASKER, [hit("donna/slt"), hit("donna/rektor")])
    assert value(signals, "slt", "top_passage") == 1.0
    assert value(signals, "slt", "passages") > value(signals, "skole", "passages") > 0.0


def test_the_context_says_what_sort_of_message_it_is(reader: SignalReader) -> None:
    asker = replace(ASKER, asks_fact=True, cues=("members",))
    context = dict(zip(CONTEXTS, reader.read({"fakta-plan": 0.7}, asker, []).context, strict=True))
    assert context == pytest.approx({"always": 1.0, "asks_fact": 1.0, "lookup": 0.7, "of_plan": 1.0})


def test_help_for_others_than_those_of_that_age_counts_little(reader: SignalReader) -> None:
    asker = replace(ASKER, codes={"skolehelsetjeneste": 0.8})
    grown = reader.read({}, replace(asker, age=(21, 21)), [])
    pupil = reader.read({}, replace(asker, age=(12, 12)), [])
    assert value(grown, "skolehelsetjeneste", "words") < 0.5 * value(pupil, "skolehelsetjeneste", "words")
    assert value(pupil, "skolehelsetjeneste", "words") == pytest.approx(0.8)


def test_a_grown_up_who_tells_their_own_age_is_no_pupil(reader: SignalReader) -> None:
    codes = {"skolehelsetjeneste": 0.5, "helsestasjon": 0.5}
    asker = Understanding("nb", "trysil", "parent", (31, 31), True, {}, codes=codes, child=False)
    own, of_child = (reader.read({}, replace(asker, child=child), []) for child in (False, True))
    assert value(own, "skolehelsetjeneste", "words") < value(of_child, "skolehelsetjeneste", "words")
    assert value(own, "helsestasjon", "words") == value(of_child, "helsestasjon", "words")


def test_what_is_not_wanted_gives_way_but_what_keeps_children_safe_only_a_little(reader: SignalReader) -> None:
    belief = {"skolevegring": 0.5, "vold-mot-barn": 0.5}
    plain = reader.read(belief, ASKER, [])
    refused = reader.read(belief, replace(ASKER, refused=("fravaersteam", "barnevern", "politi")), [])

    def kept(code: str) -> float:
        row = plain.codes.index(code)
        return float(refused.values[row].sum() / plain.values[row].sum())

    assert kept("fravaersteam") == pytest.approx(0.1)
    assert kept("barnevern") == pytest.approx(0.4)
    assert kept("skole") == kept("politi") == pytest.approx(1.0)
