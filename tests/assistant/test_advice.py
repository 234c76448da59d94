"""Advice: to whom it speaks, when it is left out, and what else an answer to a worry says."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.second_look import called, grave
from dorinn.domain.answer import Answer
from dorinn.domain.question import Danger, Question
from dorinn.domain.text import FORMS, Form
from dorinn.domain.topic import Role


def ask(assistant: Assistant, text: str, kommune: str | None = None, role: Role | None = None) -> Answer:
    return assistant.ask(Question(text, kommune, role=role))


@pytest.mark.parametrize(
    ("role", "field"), [("parent", "advice"), ("youth", "advice_youth"), ("employee", "advice_employee")]
)
def test_advice_speaks_to_the_one_who_asks(assistant: Assistant, role: Role, field: str) -> None:
    answer = ask(assistant, "Han vil ikke på skolen, det er bråk hver morgen og vondt i magen", "trysil", role)
    assert assistant.corpus.topic["skolevegring"].advised(role) is getattr(
        assistant.corpus.topic["skolevegring"], field
    )
    assert getattr(assistant.corpus.topic["skolevegring"], field).nb in answer.text


def test_without_a_text_for_a_role_the_one_for_anybody_is_said(assistant: Assistant) -> None:
    topic = assistant.corpus.topic["moteplass-ungdom"]
    assert topic.advice_youth is None
    assert topic.advised("youth") is topic.advice is topic.advised(None)


def test_the_front_desk_gets_advice_to_pass_on(assistant: Assistant) -> None:
    answer = ask(assistant, "Mor i skranken, sønnen på ni nekter å gå på skolen", "donna", "frontdesk")
    assert "Råd du kan gi videre: " in answer.text


def test_no_advice_where_the_topic_is_unsure(assistant: Assistant) -> None:
    said = {text.nb for topic in assistant.corpus.topics for text in (topic.advice, topic.advice_youth) if text}
    answer = ask(assistant, "jenta vår på ni ler for seg sjølv og tel steinar når vi går tur", "asnes")
    likeliest = max(answer.topics.values())
    assert likeliest < 0.6, "a question that is understood says nothing here: take another"
    assert not any(text in answer.text for text in said)
    assert "Du treng ikkje ha alle svara" in answer.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Hvor lenge kan barnevernet holde på med en undersøkelse på det lengste?", "tre måneder"),
        ("Kan barnevernet snakke med guten min åleine utan at eg veit om det?", "§ 1-4"),
        ("Kven har rett på barnekoordinator? Og kvar står det?", "§ 7-2 a"),
    ],
)
def test_a_rule_is_told_though_a_service_comes_first(assistant: Assistant, asked: str, said: str) -> None:
    answer = ask(assistant, asked, "trysil", "parent")
    assert answer.services[0].kind != "guide"
    assert said in answer.text


def test_things_are_called_what_people_call_them(assistant: Assistant) -> None:
    text = ask(assistant, "Jeg vil snakke med læreren om leksene til datteren min", "asnes", "parent").text
    assert "Begynn hos skolen." in text
    assert "sentralbordet" not in text, "who has a child at a school knows its number"
    assert ask(assistant, "Hvor tar jeg opp saken om et barn i barnehagen?", "asnes", "employee").text.startswith(
        "Ta det opp i fokusmøtet."
    )


def test_a_meeting_is_not_said_to_lack_a_number(assistant: Assistant) -> None:
    text = ask(assistant, "Hvor tar jeg opp saken om et barn i barnehagen?", "asnes", "employee").text
    assert "telefonnummer til fokusmøtet" not in text


def test_somebody_grown_who_writes_of_something_grave_is_met(assistant: Assistant) -> None:
    text = ask(
        assistant, "Sønnen min kutter seg på armene, jeg fant barberblader i dag tidlig", "trysil", "parent"
    ).text
    assert text.startswith("Takk for at du skriver.")
    assert not ask(assistant, "En elev kutter seg på armene", "trysil", "employee").text.startswith("Takk")


def test_what_is_grave_without_a_known_kind_is_not_called_suicide(assistant: Assistant) -> None:
    danger = grave({"spiseforstyrrelse": 0.95, "depresjon-ungdom": 0.01}, child=False)
    assert danger.level == "serious"
    assert danger.category is None
    assert grave({"selvskading": 0.7}, child=False).category == "selvskading"


@pytest.mark.parametrize("form", FORMS)
def test_a_child_that_ate_tablets_is_for_the_ambulance(assistant: Assistant, form: Form) -> None:
    text = {
        "nb": "Hun på to år har spist av tablettene til bestemor, jeg vet ikke hvor mange, hun er slapp nå",
        "nn": "Ho på to år har ete av tablettane til bestemor, eg veit ikkje kor mange, ho er slapp no",
    }[form]
    assert ask(assistant, text).emergency[0].phone == "113"


def test_the_model_puts_its_number_first_only_where_it_is_sure_and_rules_name_it_late() -> None:
    lost = Danger("acute", "savnet", ("nasjonal/112",))
    assert called({"akutt-liv": 0.95}, lost).numbers == ("nasjonal/113", "nasjonal/112")
    assert called({"akutt-liv": 0.85}, lost) is lost
    both = Danger("acute", "vapen", ("nasjonal/112", "nasjonal/113"))
    assert called({"akutt-liv": 0.99}, both) is both
    hit = Danger("acute", "livlos", ("nasjonal/113", "nasjonal/legevakt"))
    assert called({"akutt-barn-i-fare": 0.99}, hit) is hit


def test_a_place_is_described_to_the_young_without_parents(assistant: Assistant) -> None:
    record = assistant.corpus.service["trysil/barnevernstjenesten"]
    assert record.description_youth is not None
    young = ask(assistant, "pappa slår meg når han er sint, det har skjedd mange ganger", "trysil", "youth").text
    assert record.description_youth.nb in young
    assert record.description.nb not in young
    assert record.described("parent") is record.description


def test_a_grown_up_near_a_child_gets_words_for_grown_ups_but_not_for_their_own_matter(assistant: Assistant) -> None:
    topic = assistant.corpus.topic["selvmordstanker"]
    assert topic.advised("parent") is topic.advised("other") is topic.advice_adult
    assert topic.advised("parent", own=True) is topic.advice
    text = ask(
        assistant, "Datteren min på 15 sier hun ikke vil leve, men at det ikke er noe nå", "trysil", "parent"
    ).text
    assert "Har du slike tanker selv" not in text


def test_what_is_asked_back_stands_in_the_text(assistant: Assistant) -> None:
    answer = ask(assistant, "kan noen hjelpe oss", "trysil")
    assert answer.clarify is not None
    assert answer.text.endswith(answer.clarify.question)
    assert "barnevern" not in answer.text


def test_a_young_writer_who_says_little_is_told_of_people_first(assistant: Assistant) -> None:
    text = ask(assistant, "jeg har det ikke bra", "trysil", "youth").text
    assert "116 111" in text
    assert "sentralbordet" not in text.partition("Vil du begynne")[2].partition(".")[0]


def test_the_child_welfare_service_is_not_named_beside_what_is_ordinary(assistant: Assistant) -> None:
    text = ask(assistant, "Treåringen kaster seg på gulvet i butikken når hun ikke får is", "trysil", "parent").text
    assert "Begynn" in text
    assert "barnevern" not in text


def test_staff_are_asked_which_municipality_it_is_about(assistant: Assistant) -> None:
    text = ask(assistant, "Elev på 3. trinn leser nesten ikke, hvem utreder?", None, "employee").text
    assert "Hvilken kommune gjelder det?" in text
    assert "bor du i" not in text


def test_one_asks_about_what_is_no_person(assistant: Assistant) -> None:
    text = ask(assistant, "Vi har ikke råd til fotballsko og treningsavgift til guttene", "donna", "parent").text
    assert "spørre BUA" not in text


def test_the_young_who_ask_who_gets_to_know_are_told_in_their_words(assistant: Assistant) -> None:
    text = ask(assistant, "hvis jeg sier noe til læreren om hjemme, må han si det videre da?", "asnes", "youth").text
    assert "må du selv melde" not in text
    assert "skal holde det du forteller, for seg selv" in text
    assert "116 111" in text


@pytest.mark.parametrize(
    ("asked", "role", "said", "never"),
    [
        ("Har mista barnet i veke 20. Ingen veit det utanom mannen min.", "parent", "tungt å miste eit barn", "leike"),
        ("Vi venter barn nummer tre og jeg gruer meg til fødselen", "parent", "gruer seg til", "babyen sover"),
        ("Mannen min døde for to måneder siden", "parent", "sorg tar den tiden", "«død»"),
        ("Jeg drikker vin hver kveld og klarer ikke stoppe", "parent", "modig å skrive", "uten å true"),
        ("Mannen min drikker hver helg, hva gjør jeg?", "parent", "uten å true", "modig å skrive"),
        ("venninna mi kutter seg, og jeg har lovet å ikke si det", "youth", "bryte løftet", "vise fram"),
        ("jeg kutter meg i armen når det blir for mye", "youth", "Stell sårene", "en venn"),
        ("Sønnen på 12 tisser i senga og skal på leirskole", "parent", "før turen", "etter måltidene"),
        (
            "Guten på fem var tørr, men tissar på seg kvar dag etter at veslesøster kom",
            "parent",
            "nytt barn i huset",
            "faste tider",
        ),
        ("Jeg gikk fra mannen min i mai fordi han slo meg", "parent", "komme deg ut", "planer om å gå"),
        ("Dattera mi på 16 vil på prevensjon. Ho vil ikkje at eg skal vere med", "parent", "gå dit aleine", "tilby"),
    ],
)
def test_advice_fits_the_life_that_is_told(assistant: Assistant, asked: str, role: Role, said: str, never: str) -> None:
    text = ask(assistant, asked, "trysil", role).text
    assert said in text
    assert never not in text


def test_every_variant_can_be_said(assistant: Assistant) -> None:
    """No variant stands behind one with the same or fewer conditions, and none repeats another's conditions."""
    for topic in assistant.corpus.topics:
        for place, later in enumerate(topic.advice_for):
            for one in topic.advice_for[:place]:
                hidden = (
                    (not one.roles or (set(later.roles) <= set(one.roles) and later.roles))
                    and set(one.said) <= set(later.said)
                    and (later.own or not one.own)
                    and (later.friend or not one.friend)
                    and (one.age is None or one.age == later.age)
                )
                assert not hidden, f"{topic.id}: {later.text.nb}"
