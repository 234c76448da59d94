from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.evals.question_set import Item
from dorinn.evals.run import run
from dorinn.evals.seen import PASSAGES, SPOKE, TOPICS, Seen, look, voice


def see(assistant: Assistant, question: str, *accept: str, kommune: str | None = "donna") -> Seen:
    item = Item("a", question, "nb", kommune, "parent", "route", accept, (), False, (), (), "")
    (outcome,) = run([item], assistant.ask)
    return look(assistant, outcome)


def test_what_is_seen_is_what_the_answer_came_from(assistant: Assistant) -> None:
    question = "Sønnen min på 9 leser nesten ikke. Hvem utreder dysleksi?"
    seen = see(assistant, question, "nav", "skole")
    answer = assistant.ask_after(_question(question), [])
    assert (seen.form, seen.role, seen.age, seen.kommune) == ("nb", "parent", (9, 9), "donna")
    assert seen.decided.startswith("signals")
    assert len(seen.topics) == TOPICS
    assert seen.topics[0][0] == max(answer.topics, key=lambda topic: answer.topics[topic])
    assert len(seen.passages) == PASSAGES
    assert seen.came is not None
    assert seen.wanted is not None
    assert (seen.came.code, seen.wanted.code) == (answer.services[0].type, "skole")
    assert seen.came.share > seen.wanted.share


def test_the_parts_are_value_times_gain(assistant: Assistant) -> None:
    signals = assistant.signals("Hvem utreder dysleksi?", "donna")
    found = voice("ppt", signals, assistant.weights)
    products = [part.value * part.gain for part in found.parts]
    assert 0 < len(found.parts) <= SPOKE
    assert products == sorted(products, reverse=True)
    assert products[0] / products[-1] == pytest.approx(found.parts[0].part / found.parts[-1].part)
    assert sum(part.part for part in found.parts) <= 1 + 1e-9
    assert found.share == assistant.weights.shares(signals)["ppt"]
    assert found.leaning == assistant.weights.leaning("ppt", signals) != 1.0


def test_danger_and_refusal_have_the_last_word(assistant: Assistant) -> None:
    assert see(assistant, "Babyen puster ikke!", "nodnummer").decided.startswith("danger: ")
    refused = see(assistant, "Når hentes papiravfallet denne uka?", "servicetorg")
    assert refused.decided.startswith("refused: utenfor")


def test_it_can_be_written_as_json(assistant: Assistant) -> None:
    import json

    assert "came" in json.loads(json.dumps(see(assistant, "Hvem utreder dysleksi?", "ppt").as_dict()))


def _question(text: str):  # type: ignore[no-untyped-def]
    from dorinn.domain.question import Question

    return Question(text, "donna")
