from __future__ import annotations

from collections.abc import Callable

import pytest

from dorinn.domain.answer import Answer, Citation, EmergencyNumber, Suggestion
from dorinn.domain.question import Question
from dorinn.domain.service import Contact
from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.evals.run import Outcome, run

Make = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("wanted", "text", "held"),
    [
        ("750 74100", "ring 75074100", True),
        ("75074100", "ring 750 74 100 nå", True),
        ("§ 13-2", "etter §13-2", True),
        ("REKTOR", "snakk med rektor", True),
        ("rektor", "Rektoren", True),
        ("innen 2025", "Innen  2025", True),
        ("rektor", "styrer", False),
        ("75074100", "75074101", False),
        ("to ord", "toord", False),
    ],
)
def test_digits_are_compared_without_spaces_and_text_without_case(
    outcome: Make, wanted: str, text: str, held: bool
) -> None:
    assert outcome(must_contain=(wanted,), text=text).must_held is held
    assert outcome(must_not_contain=(wanted,), text=text).must_not_held is not held


def test_the_answers_own_text_is_looked_at_apart(outcome: Make) -> None:
    shown = outcome(must_contain=("rektor",), text="Begynn her. rektor", said="Begynn her.")
    assert shown.must_held
    assert not shown.must_said
    assert outcome(must_contain=("Rektor",), said="Spør rektor.").must_said


def test_all_that_must_stand_must_stand(outcome: Make) -> None:
    assert not outcome(must_contain=("a", "b"), text="a").must_held
    assert outcome().must_held
    assert outcome().must_not_held


@pytest.mark.parametrize(
    ("accept", "accept3", "types", "first", "strict", "lenient"),
    [
        (("ppt",), (), ("ppt", "skole"), True, True, True),
        (("ppt", "skole"), (), ("skole",), True, True, True),
        (("ppt",), (), ("skole", "nav", "ppt"), False, True, True),
        (("ppt",), ("nav",), ("skole", "nav", "bup"), False, False, True),
        (("ppt",), (), ("a", "b", "c", "ppt"), False, False, False),
        (("ppt",), (), (), False, False, False),
    ],
)
def test_first_and_three(
    outcome: Make,
    accept: tuple[str, ...],
    accept3: tuple[str, ...],
    types: tuple[str, ...],
    first: bool,
    strict: bool,
    lenient: bool,
) -> None:
    found = outcome(accept=accept, accept3=accept3, types=types)
    assert (found.first_right, found.three_strict, found.three_lenient) == (first, strict, lenient)


def test_where_nothing_is_accepted_refusing_is_right(outcome: Make) -> None:
    assert outcome(accept=(), abstained=True).first_right
    assert not outcome(accept=(), abstained=False).first_right


def test_each_item_is_asked_once_in_its_municipality_and_all_that_is_shown_is_searched(outcome: Make) -> None:
    asked: list[Question] = []
    contact = Contact("phone", "750 74100", Text("a", "b"), True, "2026", Source("donna", "1"))
    services = (
        Suggestion(
            "donna/ppt", "ppt", "service", "PPT", 0.7, "fordi", (contact,), (Citation("Plan", "Seksjon 4", "sitat"),)
        ),
        Suggestion("donna/skole", "skole", "service", "Skolen", 0.1, "", (), ()),
    )
    answer = Answer(
        "svar", "nn", "acute", (EmergencyNumber("Politiet", "112", ""),), services, topics={"a": 0.1, "b": 0.6}
    )

    def ask(question: Question) -> Answer:
        asked.append(question)
        return answer

    items = [outcome(id="a", kommune="donna").item, outcome(id="b", kommune=None).item]
    found = run(items, ask)
    assert [(question.kommune, question.role) for question in asked] == [("donna", None), (None, None)]
    assert [one.item.id for one in found] == ["a", "b"]
    assert found[0].types == ("ppt", "skole")
    assert (found[0].acute, found[0].form, found[0].confidence) == (True, "nn", 0.7)
    assert found[0].topics[0] == ("b", 0.6)
    for shown in ("svar", "PPT", "fordi", "750 74100", "Seksjon 4", "sitat", "112"):
        assert shown in found[0].text
    assert found[0].milliseconds >= 0


def test_nothing_found_has_no_confidence(outcome: Make) -> None:
    (found,) = run([outcome().item], lambda _: Answer("nei", "nb", "none", abstained=True))
    assert (found.types, found.confidence, found.abstained) == ((), 0.0, True)
