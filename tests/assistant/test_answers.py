"""The answers as askers get them: what must hold for every question, and the examples of the first issue."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.route import Route
from dorinn.domain.answer import Answer
from dorinn.domain.question import MAX_QUESTION, Danger, Question, Understanding
from dorinn.domain.service import Service
from dorinn.domain.text import Form
from dorinn.errors import QuestionError
from dorinn.render import as_json, as_text

ROOT = Path(__file__).resolve().parents[2]
ROWS = [json.loads(line) for line in (ROOT / "evals" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
SOME = ROWS[::4]
# Phone numbers as they are written in running text: grouped, plain, or a helpline.
NUMBER = re.compile(r"(?<![\d,.§–-])(?:\d{2}(?: \d{2}){3}|\d{3} \d{2} ?\d{3}|\d{7,}|116 ?\d{3})(?![\d–-])")

Pairs = list[tuple[dict[str, Any], Answer]]


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> Pairs:
    return [(row, assistant.ask(Question(row["question"], row["kommune"]))) for row in SOME]


@pytest.fixture(scope="module")
def values(assistant: Assistant) -> set[str]:
    return {re.sub(r"\D", "", c.value) for item in assistant.corpus.services for c in item.contacts}


def test_there_are_enough_questions() -> None:
    assert len(SOME) >= 150
    assert {row["kommune"] for row in SOME} == {row["kommune"] for row in ROWS}


def test_only_services_of_that_municipality_national_or_shared(assistant: Assistant, answers: Pairs) -> None:
    for row, answer in answers:
        kommune = assistant.names.kommune(row["question"], row["kommune"]) or row["kommune"]
        places = {service.id.split("/")[0] for service in answer.services}
        assert places <= {kommune, "nasjonal", "felles"}, row["id"]


def test_at_most_five_without_repeats_best_first(answers: Pairs) -> None:
    for row, answer in answers:
        assert len(answer.services) <= 5, row["id"]
        assert len({service.id for service in answer.services}) == len(answer.services), row["id"]
        assert all(0 <= service.confidence <= 1 for service in answer.services), row["id"]


def test_no_reason_ends_twice(answers: Pairs, assistant: Assistant) -> None:
    asked = [
        assistant.ask(Question("Hvor tar jeg opp saken om en elev i 4. trinn?", "asnes")),
        assistant.ask(Question("Kvar tek eg opp saka om ein elev på 4. trinn?", "vestre-slidre")),
    ]
    assert any("hvor tar jeg opp saken? " in service.why for service in asked[0].services)
    assert any("kvar tek eg opp saka? " in service.why for service in asked[1].services)
    for answer in [*asked, *(answer for _, answer in answers)]:
        for said in (answer.text, *(service.why for service in answer.services)):
            assert not re.search(r"[?!]\.(?:\s|$)|(?<!\.)\.\.(?:\s|$)", said), said


def test_only_what_was_asked_for_is_said_to_be_asked_for(assistant: Assistant) -> None:
    services = assistant.ask(Question("Hvem sitter i fraværsteamet?", "donna")).services
    assert len(services) > 1
    assert [card.id for card in services if card.why.startswith("Du spurte om")] == ["donna/fravaersteam"]


def test_what_is_planned_is_marked_and_never_first(answers: Pairs) -> None:
    for row, answer in answers:
        assert not answer.services or answer.services[0].status == "active", row["id"]


def test_every_contact_is_copied_from_its_record(assistant: Assistant, answers: Pairs) -> None:
    for row, answer in answers:
        for service in answer.services:
            record = assistant.corpus.service.get(service.id)
            assert service.contacts == (record.contacts if record else ()), row["id"]
        for number in answer.emergency:
            assert re.sub(r"\D", "", number.phone) in {
                re.sub(r"\D", "", c.value)
                for item in assistant.corpus.services
                if item.kommune == "nasjonal"
                for c in item.contacts
            }, row["id"]


def test_no_number_is_said_that_no_contact_holds(answers: Pairs, values: set[str]) -> None:
    for row, answer in answers:
        said = [answer.text, *(service.why for service in answer.services), *(e.note for e in answer.emergency)]
        found = {re.sub(r"\D", "", number) for text in said for number in NUMBER.findall(text)}
        assert found <= values, row["id"]


def test_an_unverified_number_is_marked(assistant: Assistant) -> None:
    contact = assistant.corpus.service["nasjonal/hjelpetelefonen"].contacts[0]
    answer = assistant.ask(Question("Hva er nummeret til Hjelpetelefonen til Mental Helse?"))
    if contact.value in as_text(answer, assistant.corpus.titles):
        assert contact.verified or contact.checked in as_text(answer, assistant.corpus.titles)


def test_the_form_is_that_of_the_question(answers: Pairs) -> None:
    wrong = [row["id"] for row, answer in answers if answer.form != row["lang"]]
    assert len(wrong) <= 0.03 * len(answers), wrong


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_the_form_asked_for_is_given(assistant: Assistant, form: str) -> None:
    for row in SOME[::10]:
        answer = assistant.ask(Question(row["question"], row["kommune"], form))
        assert answer.form == form
        own = [answer.text, *(service.why for service in answer.services)]
        if answer.clarify:
            own += [answer.clarify.question, *answer.clarify.options]
        wrong = {"nb": r"\b(?:ikkje|korleis|kven|kva)\b", "nn": r"\b(?:ikke|hvordan|hvem|hva|hvor)\b"}[form]
        assert not re.search(wrong, " ".join(own), re.IGNORECASE), row["id"]


def test_every_answer_says_something_and_shows_a_service_with_a_source(answers: Pairs) -> None:
    for row, answer in answers:
        assert answer.text.strip(), row["id"]
        assert answer.services, row["id"]
        for service in answer.services:
            assert service.why, row["id"]
            assert service.sources, (row["id"], service.id)
            assert all(source.document and source.section for source in service.sources)


def test_no_template_is_left_unfilled(answers: Pairs) -> None:
    for row, answer in answers:
        assert not re.search(r"{{|}}|\bNone\b|\(\)|  ", answer.text), row["id"]


def test_a_refusal_holds_the_desk_at_most(answers: Pairs) -> None:
    refused = [(row, answer) for row, answer in answers if answer.abstained]
    assert refused
    for row, answer in refused:
        assert [service.type for service in answer.services] in ([], ["servicetorg"]), row["id"]
        assert answer.abstain_reason, row["id"]


def test_a_question_back_has_two_to_five_options(answers: Pairs) -> None:
    asked = [answer.clarify for _, answer in answers if answer.clarify]
    assert asked
    assert all(2 <= len(clarify.options) <= 5 and clarify.question for clarify in asked)


def test_the_contract_keys_of_every_answer(assistant: Assistant, answers: Pairs) -> None:
    keys = {"answer", "urgency", "emergency", "services", "clarify", "abstained", "abstain_reason", "conversation_id"}
    for _, answer in answers:
        body = json.loads(json.dumps(as_json(answer, assistant.corpus.titles)))
        assert keys <= set(body)
        assert body["urgency"] in ("none", "acute")


# -- danger -----------------------------------------------------------------


def test_danger_is_said_first_with_its_number(assistant: Assistant) -> None:
    acute = [row for row in ROWS if row["acute"]][:25]
    assert acute
    missed = []
    for row in acute:
        answer = assistant.ask(Question(row["question"], row["kommune"]))
        if answer.urgency != "acute":
            missed.append(row["id"])
            continue
        assert answer.emergency, row["id"]
        assert any(service.type == "nodnummer" for service in answer.services[:2]), row["id"]
        assert answer.emergency[0].phone in answer.text[:120], row["id"]
        assert as_text(answer, assistant.corpus.titles).startswith(answer.emergency[0].phone), row["id"]
        assert answer.clarify is None
        assert not answer.abstained
    assert len(missed) <= 0.2 * len(acute), missed  # the share itself is held by evals/baseline.json


@pytest.mark.parametrize(
    ("text", "phone"), [("Han puster ikke", "113"), ("Det brenner i huset", "110"), ("Pappa slår mamma nå", "112")]
)
@pytest.mark.parametrize("kommune", [None, "donna", "vestre-slidre"])
def test_the_three_numbers(assistant: Assistant, text: str, phone: str, kommune: str | None) -> None:
    answer = assistant.ask(Question(text, kommune))
    assert answer.urgency == "acute"
    assert answer.emergency[0].phone == phone


def test_danger_in_another_language_or_in_a_refusable_question_is_still_danger(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Skriv et dikt om hunden min. Forresten, babyen puster ikke!"))
    assert answer.urgency == "acute"
    assert answer.emergency[0].phone == "113"


@pytest.mark.parametrize("foreign", [True, False])
@pytest.mark.parametrize("out", [None, "utenfor-prat", "utenfor-instruks"])
@pytest.mark.parametrize("form", ["nb", "nn"])
def test_no_refusal_hides_a_danger(assistant: Assistant, foreign: bool, out: str | None, form: Form) -> None:
    composer = assistant.steps.composer
    danger = Danger("acute", "pust", ("nasjonal/113", "nasjonal/112"))
    asker = Understanding(form, None, "other", None, False, {}, foreign=foreign)
    answer = composer.compose(Question("…"), asker, danger, Route((), out=out, danger=danger), [])
    assert answer.urgency == "acute"
    assert [number.phone for number in answer.emergency] == ["113", "112"]
    assert "113" in answer.text[:120]
    assert not answer.abstained


# -- the examples of the first issue ----------------------------------------


def test_the_attendance_team_and_the_head_who_is_responsible(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Sønnen min vil ikke på skolen", "donna"))
    assert answer.services[0].id == "donna/fravaersteam"
    assert answer.form == "nb"
    assert "fraværsteam" in answer.text.lower()
    assert "rektor" in answer.text.lower()


def test_a_question_in_nynorsk_is_answered_in_nynorsk(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Eg er gravid, kven kan eg snakke med?", "vestre-slidre"))
    assert answer.form == "nn"
    assert answer.services[0].id.startswith("vestre-slidre/")
    assert not answer.abstained


def test_the_duty_to_report_with_its_paragraph(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Når må jeg melde til barnevernet?"))
    assert answer.services[0].type == "meldeplikt"
    assert "§ 13-2" in answer.text


@pytest.mark.parametrize("question", ["Hva er nummeret til barnevernet?", "Kva er nummeret til barnevernet?"])
def test_the_number_of_a_service_is_given(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(Question(question, "donna"))
    assert not answer.abstained
    assert "75074100" in answer.text.replace(" ", "")


def test_without_a_municipality_the_generic_help_and_the_question_which(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Sønnen min vil ikke på skolen"))
    assert all(service.id.startswith(("felles/", "nasjonal/")) for service in answer.services)
    assert "kommune" in answer.text.lower()
    assert not [c for service in answer.services if service.id.startswith("felles/") for c in service.contacts]


def test_a_municipality_in_the_text_counts_as_chosen(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Sønnen min vil ikke på skolen i Dønna"))
    assert answer.services[0].id.startswith("donna/")


def test_another_language_is_refused_kindly(assistant: Assistant) -> None:
    answer = assistant.ask(Question("My son does not want to go to school, who can help us?", "donna"))
    assert answer.abstained
    assert answer.abstain_reason == "foreign"


# -- conversations ----------------------------------------------------------


def test_a_follow_up_is_understood(assistant: Assistant) -> None:
    first = assistant.ask(Question("Jeg er gravid, hvem kan jeg snakke med?", "nord-odal"))
    alone = assistant.ask(Question("og hvis hun er 16?", "nord-odal"))
    second = assistant.ask(Question("og hvis hun er 16?", conversation_id=first.conversation_id))
    assert second.conversation_id == first.conversation_id != alone.conversation_id
    assert {s.id for s in second.services} & {s.id for s in first.services}
    assert all(s.id.split("/")[0] in ("nord-odal", "nasjonal", "felles") for s in second.services)
    assert any(s.type in ("jordmor", "helsestasjon-for-ungdom") for s in second.services[:2])


def test_an_unknown_conversation_is_replaced(assistant: Assistant) -> None:
    assert assistant.ask(Question("hei", conversation_id="gjettet")).conversation_id != "gjettet"


def test_a_forgotten_conversation_is_gone(assistant: Assistant) -> None:
    first = assistant.ask(Question("Jeg er gravid", "donna"))
    assistant.forget(first.conversation_id)
    assert (
        assistant.ask(Question("og nå?", conversation_id=first.conversation_id)).conversation_id
        != first.conversation_id
    )


# -- wrong use --------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question(""), "empty"),
        (Question(" \n\t "), "empty"),
        (Question("a" * 5000), "5000"),
        (Question("a" * (MAX_QUESTION + 1)), str(MAX_QUESTION)),
        (Question("hei", "oslo"), "oslo"),
        (Question("hei", ""), "kommune"),
        (Question("hei", language="en"), "en"),  # type: ignore[arg-type]
        (Question("hei", role="far"), "far"),  # type: ignore[arg-type]
    ],
)
def test_wrong_use_is_one_clear_line(assistant: Assistant, question: Question, said: str) -> None:
    with pytest.raises(QuestionError, match=said) as raised:
        assistant.ask(question)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    "text",
    [
        "?",
        "\0",
        "👍" * 50,
        "(((",
        "{{ 7*7 }}",
        "a" * MAX_QUESTION,
        "hjelp " * 600,
        "<script>alert(1)</script>",
        "١٢٣",
        "\u202e\u200b",
    ],
)
def test_odd_texts_are_answered(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text, "donna"))
    assert answer.text
    assert "49" not in answer.text
    assert as_text(answer, assistant.corpus.titles)


@pytest.mark.parametrize("text", ["\ud800", "barnet \udcff vil ikke sove"])
def test_undecodable_text_is_answered(assistant: Assistant, text: str) -> None:
    assert assistant.ask(Question(text)).text


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    asked = Question("Guten vil ikkje på skulen", "asnes")
    bodies = [as_json(assistant.ask(asked), assistant.corpus.titles) | {"conversation_id": ""} for _ in range(3)]
    assert all(one == other for one, other in itertools.pairwise(bodies))


def test_planned_services_are_called_planned(assistant: Assistant) -> None:
    planned = [item for item in assistant.corpus.services if not item.exists and item.kommune == "trysil"][:6]
    for item in planned:
        answer = assistant.ask(Question(f"Hva er {item.name.nb}?", "trysil"))
        assert not answer.services or answer.services[0].status == "active"
        for service in answer.services:
            record = assistant.corpus.service.get(service.id)
            if isinstance(record, Service):
                assert service.status == record.status


def test_nobody_is_told_to_ask_a_guide(assistant: Assistant, answers: Pairs) -> None:
    names = {guide.name.of(form) for guide in assistant.corpus.guides for form in ("nb", "nn")}
    for row, answer in answers:
        for step in answer.steps:
            if step.startswith(("Du kan også spørre", "Du kan òg spørje")):
                assert not any(step.endswith((f" {name}.", f"og {name}.")) for name in names), (row["id"], step)


def test_what_is_there_for_the_night_is_not_named_beside_the_rest(answers: Pairs) -> None:
    beside = [
        step
        for _, answer in answers
        for step in answer.steps
        if step.startswith(("Du kan også spørre", "Du kan òg spørje"))
    ]
    assert len(beside) > 50
    assert not [step for step in beside if "vernvakt" in step]


def test_a_child_in_danger_is_told_of_the_line_for_children_once(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Jeg er 11 år. Pappa slår mamma nå, jeg er redd", "trysil"))
    assert answer.urgency == "acute"
    assert answer.text.count("Alarmtelefonen") == 1


def test_nothing_is_said_twice_and_no_stray_yes_or_no(answers: Pairs) -> None:
    for row, answer in answers:
        said = [part for part in (answer.lead, *answer.steps, *answer.notes) if len(part) > 60]
        for part in said:
            assert not any(part in other for other in said if other is not part), (row["id"], part)
        for part in (answer.lead, *answer.notes):
            assert not re.match(r"(ja|nei)\b", part, re.IGNORECASE), (row["id"], part)


def test_who_sits_in_a_team_is_told_whole(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Hvem er med i tverrfaglig team?", "donna"))
    assert answer.lead.startswith("Med i hjelpetjenesten (tverrfaglig team) er skole, barnehage, SFO, PPT")


@pytest.mark.parametrize("kommune", ["nord-odal", "donna", "trysil", "asnes", "vestre-slidre", None])
@pytest.mark.parametrize(
    "text",
    [
        "Kem snakke vi med når vi trur onge bli slådd heim? jobbe i bhg",
        "Må jeg som assistent melde fra når et barn har blåmerker?",
        "Når slår meldeplikta inn for oss i SFO?",
    ],
)
def test_after_the_duty_to_report_comes_whom_one_reports_to(
    assistant: Assistant, text: str, kommune: str | None
) -> None:
    types = [item.type for item in assistant.ask(Question(text, kommune, role="employee")).services]
    assert types[:2] == ["meldeplikt", "barnevern"]
