from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.domain.question import Question, Understanding
from dorinn.memory.conversations import Conversations

ASKER = Understanding("nb", "donna", "parent", (4, 4), False, {"soevn-barn": 1.0})


def test_the_understanding_comes_back_under_its_id() -> None:
    memory = Conversations()
    name = memory.remember(None, ASKER)
    assert memory.before(name) == ASKER
    assert memory.remember(name, ASKER) == name


@pytest.mark.parametrize("unknown", [None, "", "gjettet", "../../etc/passwd", "x" * 5000])
def test_an_unknown_id_is_replaced_by_one_that_cannot_be_guessed(unknown: str | None) -> None:
    memory = Conversations()
    assert memory.before(unknown) is None
    name = memory.remember(unknown, ASKER)
    assert name != unknown
    assert len(name) >= 16
    assert memory.before(unknown) is None


def test_ids_differ() -> None:
    memory = Conversations()
    assert len({memory.remember(None, ASKER) for _ in range(200)}) == 200


def test_a_conversation_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.monotonic()
    memory = Conversations(keep_seconds=60)
    name = memory.remember(None, ASKER)
    monkeypatch.setattr(time, "monotonic", lambda: now + 59)
    assert memory.before(name) == ASKER
    monkeypatch.setattr(time, "monotonic", lambda: now + 61)
    assert memory.before(name) is None


def test_the_oldest_go_when_there_are_too_many() -> None:
    memory = Conversations(most=3)
    names = [memory.remember(None, ASKER) for _ in range(3)]
    memory.remember(names[0], ASKER)
    memory.remember(None, ASKER)
    assert [memory.before(name) is not None for name in names] == [True, False, True]


def test_a_conversation_can_be_forgotten() -> None:
    memory = Conversations()
    name = memory.remember(None, ASKER)
    memory.forget(name)
    memory.forget("ukjent")
    assert memory.before(name) is None


def test_many_threads_can_share_it() -> None:
    memory = Conversations(most=50)
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda _: memory.remember(None, ASKER), range(400)))
    assert sum(memory.before(name) is not None for name in names) == 50


def test_no_word_of_a_question_is_kept(assistant: Assistant) -> None:
    words = ["Kråkeslottet", "Ingebjørg", "Xyzzyvik"]
    answer = assistant.ask(Question(f"{words[1]} ved {words[0]} i {words[2]} vil ikke på skolen", "donna"))
    kept = assistant._conversations.before(answer.conversation_id)
    assert kept is not None
    assert not any(word.lower() in repr(kept).lower() for word in words)
    assert len(answer.conversation_id) >= 16
