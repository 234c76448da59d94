from __future__ import annotations

import pytest

from dorinn.assistant.passing import LONG, passing
from dorinn.assistant.topic_model import TopicModel

CALM = "Vi har bestilt time til uka og gleder oss til å høre hva legen sier om maten."


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return TopicModel.load(None)


def told(model: TopicModel, text: str) -> float:
    found = passing(model, text)
    assert found is not None
    return found


def test_danger_is_heard_among_much_else(model: TopicModel) -> None:
    buried = " ".join([CALM] * 4 + ["Nå puster han ikke. Han er helt blå og svarer ikke."] + [CALM] * 4)
    assert told(model, buried) > 0.9
    assert told(model, " ".join([CALM] * 8)) < 0.1


def test_a_short_message_is_about_one_thing(model: TopicModel) -> None:
    assert passing(model, "ord " * (LONG - 1)) is None
    assert passing(model, "ord " * LONG) is not None


@pytest.mark.parametrize("text", ["a. " * 3000, "a " * 3000, "!?…\n" * 50 + "ord " * LONG, "\n" * 90 + "x " * 40])
def test_a_flood_of_stops_or_none_ends(model: TopicModel, text: str) -> None:
    assert 0 <= (passing(model, text) or 0.0) <= 1


def test_a_sentence_that_never_ends_is_read_in_parts(model: TopicModel) -> None:
    endless = " og ".join(["vi sa at maten var god"] * 9 + ["han puster ikke og er helt blå"] + ["vi gikk tur"] * 20)
    assert told(model, endless) > told(model, " og ".join(["vi sa at maten var god"] * 30))


def test_levels_by_themselves_are_those_of_the_whole_reading(model: TopicModel) -> None:
    text = "Nå puster han ikke. Han er helt blå."
    assert model.levels(text) == pytest.approx(model.read_words(text).levels, abs=1e-5)
