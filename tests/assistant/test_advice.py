"""Advice: to whom it speaks, when it is left out, and what else an answer to a worry says."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.second_look import called, grave
from dorinn.corpus.phrases import Phrases
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
    answer = ask(assistant, "sønnen vår på ti snakker bare om lyktestolper", "asnes")
    likeliest = max(answer.topics.values())
    assert likeliest < 0.6, "a question that is understood says nothing here: take another"
    assert not any(text in answer.text for text in said)
    assert "Skriv ned" in answer.text, "there is always one thing to do"


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
        ("kan jeg få p-piller når jeg er 16 uten at mamma vet det", "youth", "bestemmer over kroppen", "kondom"),
        ("kondomet sprakk i går og jeg er redd. 17", "youth", "Bruk kondom", "alt med en gang"),
        ("eg trur eg er bifil, eg er 15. kven kan eg snakke med", "youth", "kva du vil seie", "Har ein ven"),
        (
            "Eg slutta å drikke for tretti dagar sidan, og suget kjem kvar kveld",
            "parent",
            "stort at du har slutta",
            "brått",
        ),
        (
            "Kona går hvis jeg tar ett glass til, sier hun. Hvor begynner jeg?",
            "parent",
            "modig",
            "skylde på noen",
        ),
        ("Vesla er ni måneder og spytter ut all grøt, vil bare ha pupp", "parent", "ta på maten", "hud mot hud"),
        ("Babyen på åtte uker ser bare mot høyre og er blitt flat i bakhodet", "parent", "på magen", "halting"),
        ("Treåringen slår den nyfødte babyen med leker når jeg snur meg", "parent", "alene i rommet", "den skyldige"),
        ("Vi krangler aldri, vi snakker bare ikke sammen lenger, mannen min og jeg", "parent", "savner", "barna sover"),
        (
            "Jeg leier ut sokkelen til en mor med to små, og hun har ikke råd til strømmen",
            "other",
            "bli med",
            "lønnsslipper",
        ),
        (
            "Fireåringen fikk autisme-diagnosen sist uke, og vi gråter mest. Hvor begynner vi?",
            "parent",
            "mye å ta inn",
            "lagt merke",
        ),
        (
            "Kan noen passe på helheten? Sønnen har CP, og ni personer spør om det samme.",
            "parent",
            "alt samlet",
            "Lag én liste",
        ),
        ("Hun på 14 himler med øynene og diskuterer hver eneste leggetid", "parent", "med ungdommen", "kort og likt"),
        ("har laget nakenbilder av meg med ki og de går rundt i klassen", "youth", "falske", "sendt"),
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


@pytest.mark.parametrize(
    ("asked", "kommune"),
    [
        ("det finnes en konto som heter styggest på 9a. jeg er nummer tre, og læreren har likt det", "asnes"),
        (
            "Barnebarnet blir plaget av rektors sønn. Skolen har en plan som rektor har godkjent. Hvem klager jeg til?",
            "asnes",
        ),
        (
            "læraren las opp kven som ikkje hadde betalt turen. eg seier eg er sjuk den dagen. ingen snakkar med meg",
            "trysil",
        ),
    ],
)
def test_there_is_a_place_to_begin_and_one_thing_to_do(assistant: Assistant, asked: str, kommune: str) -> None:
    answer = ask(assistant, asked, kommune)
    assert "Begynn hos" in answer.text
    assert any(word in answer.text for word in ("Skriv", "Ta vare på"))
    assert "telefonnummer til" not in answer.text


def test_every_kind_of_help_has_one_thing_to_do(assistant: Assistant) -> None:
    phrases, kinds = Phrases.load(), {item.type for item in assistant.corpus.services if item.exists}
    guides = {guide.type for guide in assistant.corpus.guides}
    assert [kind for kind in sorted(kinds - guides - {"nodnummer"}) if not phrases.has(f"advice_at_{kind}")] == []


def test_a_parent_who_asks_for_help_herself_hears_nothing_of_reports(assistant: Assistant) -> None:
    asked = "Kan vi be barnevernet om hjelp selv? Jeg er helt utslitt med tre små og ingen familie her."
    text = ask(assistant, asked, "nord-odal", "parent").text
    assert "barneverntjeneste" in text
    assert "melde fra" not in text
    assert "bekymringsmelding" not in text


def test_blame_is_spoken_of_once(assistant: Assistant) -> None:
    asked = "treneren tok på meg i dusjen og sa at det var min feil. jeg er 13"
    text = ask(assistant, asked, "trysil", "youth").text
    assert text.count("skyld") == 1


def test_first_words_to_grown_ups_are_not_the_same_to_all(assistant: Assistant) -> None:
    hurt = "Mannen min slo meg igjen på søndag, og ungene så det. Det er ikke noe akkurat nå."
    seen = "Naboungene er alene hele helga igjen, og de er sultne når de kommer til oss. Nå er foreldrene hjemme."
    assert ask(assistant, hurt, "asnes", "parent").text.startswith("Det er godt at du skriver.")
    assert ask(assistant, seen, "asnes", "other").text.startswith("Det er godt at du bryr deg")


def test_who_says_that_there_is_no_hurry_is_not_told_of_112(assistant: Assistant) -> None:
    seen = "Naboungene er alene hele helga igjen, og de er sultne når de kommer til oss. Det haster ikke i kveld."
    text = ask(assistant, seen, "asnes", "other").text
    assert "112" not in text
