from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.understand import Understander, merge
from dorinn.domain.question import Question, Understanding

BEFORE = Understanding("nb", "donna", "parent", (4, 4), False, {"a": 0.9, "b": 0.1}, {"ppt": 1.0}, mentions=("ppt",))


@pytest.fixture(scope="module")
def understander(assistant: Assistant) -> Understander:
    found: Understander = assistant.steps.understander
    return found


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Jeg jobber i barnehage og er bekymret for et barn", "employee"),
        ("Eg er lærar og uroleg for ein elev i klassen min", "employee"),
        ("Når har vi som ansatte meldeplikt?", "employee"),
        ("Sønnen min på 4 vil ikke sove", "parent"),
        ("Dottera vår er redd for å gå på skulen", "parent"),
        ("jeg er 15 og foreldrene mine krangler hele tiden", "youth"),
        ("Jeg har en innbygger i skranken som spør etter barnevernet", "frontdesk"),
        ("Avisbodet innom disken. Guten i det blå huset har framleis gipsen frå sankthans.", "frontdesk"),
        ("På gutelaget sei han eine at han får «det beltet». Far hass e hjelpetrenar hos oss. Ka gjer æ?", "other"),
        ("Vi fra vann og avløp fant en sovepose og ei mattebok i pumpehuset forrige uke.", "employee"),
    ],
)
def test_who_writes(understander: Understander, text: str, role: str) -> None:
    assert understander.read(Question(text)).role == role


def test_names_and_numbers_of_people_do_not_change_what_it_is_about(understander: Understander) -> None:
    plain = understander.read(Question("Sønnen min vil ikke på skolen, ring"))
    told = understander.read(Question("Sønnen min Ola vil ikke på skolen, ring 99887766"))
    assert told.topics == plain.topics


def test_a_role_that_is_given_stands(understander: Understander) -> None:
    asker = understander.read(Question("Jeg jobber i barnehage", role="youth"))
    assert asker.role == "youth"
    assert asker.role_given


def test_ages_municipality_and_names(understander: Understander) -> None:
    asker = understander.read(Question("Hva er nummeret til PPT i Dønna? Han er 8 år", "trysil"))
    assert asker.kommune == "donna"
    assert asker.age == (8, 8)
    assert "ppt" in asker.mentions
    assert "contact" in asker.cues


def test_the_chosen_municipality_counts_when_none_is_named(understander: Understander) -> None:
    assert understander.read(Question("vil ikke sove", "trysil")).kommune == "trysil"
    assert understander.read(Question("vil ikke sove")).kommune is None


def test_a_place_elsewhere_is_noted(understander: Understander) -> None:
    assert understander.read(Question("Vi bor i Oslo og trenger hjelp")).other_kommune == "Oslo"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Hvem kan hjelpe oss?", "nb"),
        ("Kven kan hjelpe oss?", "nn"),
        ("Min søn vil ikke i skole, hvem kan hjælpe mig?", "nb"),
        ("æ veit itj ka æ ska gjør", "nn"),
        ("vil ikkje sove", "nn"),
        ("vil ikke sove", "nb"),
    ],
)
def test_the_form_of_the_answer(understander: Understander, text: str, form: str) -> None:
    assert understander.read(Question(text)).form == form


def test_a_form_that_is_asked_for_stands(understander: Understander) -> None:
    assert understander.read(Question("Eg veit ikkje", language="nb")).form == "nb"


@pytest.mark.parametrize(
    ("text", "foreign"),
    [("My son does not want to go to school", True), ("Мій син не хоче до школи", True), ("Hei", False)],
)
def test_other_languages(understander: Understander, text: str, foreign: bool) -> None:
    assert understander.read(Question(text)).foreign is foreign


def test_probabilities_sum_to_one(understander: Understander) -> None:
    asker = understander.read(Question("Guten vil ikkje på skulen"))
    assert sum(asker.topics.values()) == pytest.approx(1, abs=1e-3)
    assert sum(asker.codes.values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "followup"),
    [
        ("og hvis hun er 16?", True),
        ("Kva om ho er 16?", True),
        ("enn i helgene?", True),
        ("Sønnen min vil ikke på skolen", False),
        ("Jeg er redd for at naboens barn ikke har det bra, og jeg vet ikke om jeg skal si fra til noen", False),
    ],
)
def test_follow_ups(understander: Understander, text: str, followup: bool) -> None:
    assert understander.read(Question(text)).followup is followup


def test_a_follow_up_keeps_what_it_leaves_open(understander: Understander) -> None:
    now = understander.read(Question("og hvis hun er 16?"))
    now = replace(now, topics={"a": 0.2, "b": 0.8}, codes={"ppt": 0.0})
    joined = merge(now, BEFORE)
    assert joined.age == (16, 16)
    assert joined.kommune == "donna"
    assert joined.role == "parent"
    assert joined.mentions == ("ppt",)
    assert joined.topics["a"] > joined.topics["b"]
    assert sum(joined.topics.values()) == pytest.approx(1)


def test_a_new_matter_keeps_the_municipality_only(understander: Understander) -> None:
    now = understander.read(Question("Jeg trenger hjelp med penger til mat"))
    joined = merge(now, BEFORE)
    assert joined.kommune == "donna"
    assert joined.age is None
    assert joined.topics == now.topics


def test_a_municipality_named_later_replaces_the_earlier(understander: Understander) -> None:
    assert merge(understander.read(Question("og i Trysil?")), BEFORE).kommune == "trysil"


@pytest.mark.parametrize("text", ["Dønna", "Vi bor i Dønna", "14 år", "Hun er 16 år"])
def test_a_bare_reply_keeps_the_topic(understander: Understander, text: str) -> None:
    now = understander.read(Question(text))
    assert now.reply
    merged = merge(now, BEFORE)
    assert merged.topics == BEFORE.topics
    assert merged.codes == BEFORE.codes
    assert merged.age == (now.age or BEFORE.age)


@pytest.mark.parametrize("text", ["Hva med PPT i Dønna?", "Hei", "Jenta på 14 år kutter seg", "Barnevernet i Dønna"])
def test_a_new_matter_is_no_bare_reply(understander: Understander, text: str) -> None:
    assert not understander.read(Question(text)).reply


def test_earlier_turns_that_the_caller_keeps(assistant: Assistant) -> None:
    after = assistant.ask_after(Question("Dønna"), ["Sonen min vil ikkje på skulen"])
    assert after.services[0].id == "donna/fravaersteam"
    assert after.form == "nn"
    assert after.conversation_id == ""
    twice = assistant.ask_after(Question("14 år"), ["Sonen min vil ikkje på skulen", "Vi bur i Dønna"])
    assert twice.services[0].id == "donna/fravaersteam"
    long = assistant.ask_after(Question("hei"), ["", " ", "\ud800", "a" * 9000, *["x"] * 50])
    assert long.text


def test_danger_told_of_earlier_stays_in_sight(assistant: Assistant) -> None:
    acute = "Mamma puster ikke og er helt blå"
    assert assistant.ask_after(Question("Trysil"), [acute]).urgency == "acute"
    later = assistant.ask_after(Question("Hvor er legekontoret?"), [acute, "Jeg har ringt"])
    assert later.emergency[0].phone == "113"
    assert assistant.ask_after(Question("14 år"), ["a" * 4000]).text


@pytest.mark.parametrize(
    ("text", "kommune"),
    [
        ("Jeg er lærer. Hva er rutinen vår når en elev har mye fravær?", "asnes"),
        ("Hasj på skolen, hva er våre trinn?", "trysil"),
        ("Kva seier strukturen vår at me skal gjere når tiltaka på avdelinga ikkje verkar?", "donna"),
    ],
)
def test_staff_who_ask_for_their_own_steps_get_them(assistant: Assistant, text: str, kommune: str) -> None:
    first = assistant.ask(Question(text, kommune=kommune, role="employee")).services[0]
    assert first.id == f"{kommune}/fra-bekymring-til-handling"


def test_in_a_few_words_one_marker_decides(understander: Understander) -> None:
    assert understander.read(Question("vil melde frå om nabobarn")).form == "nn"
    assert understander.read(Question("vil melde fra om nabobarn")).form == "nb"


def test_situations_are_read_in_the_writers_own_words(understander: Understander) -> None:
    assert "dies_self" in understander.read(Question("Jeg vil ikke leve mer")).situations
    assert "dies_self" not in understander.read(Question("Sønnen min sier «jeg vil ikke leve mer»")).situations


def test_a_follow_up_keeps_the_situations(understander: Understander) -> None:
    before = understander.read(Question("venninna mi kutter seg, hva gjør jeg?"))
    assert "friend" in merge(understander.read(Question("Trysil")), before).situations
    assert "friend" not in merge(understander.read(Question("Sønnen på 4 vil ikke sove om kvelden")), before).situations
