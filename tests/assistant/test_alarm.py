"""The alarm: where to be, what to tell, and what is said to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.assistant.alarm import Alarm
from dorinn.assistant.assistant import Assistant
from dorinn.assistant.second_look import ALARMS
from dorinn.assistant.teller import Teller
from dorinn.assistant.triage_rules import load_rules
from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer, Suggestion
from dorinn.domain.question import Danger, Question
from dorinn.domain.text import Form
from dorinn.domain.topic import Role

_POLICE, _AMBULANCE, _FIRE = "nasjonal/112", "nasjonal/113", "nasjonal/110"
_CLINIC = Suggestion("donna/helsestasjon", "helsestasjon", "service", "Helsestasjonen", 0.2, "", (), ())


def ask(assistant: Assistant, text: str, role: Role | None = None) -> Answer:
    return assistant.ask(Question(text, "nord-odal", role=role))


@pytest.fixture(scope="module")
def alarm(assistant: Assistant) -> Alarm:
    return Alarm(assistant.corpus, Phrases.load())


def told(alarm: Alarm, category: str, number: str, form: Form = "nb", child: bool = False, own: bool = False) -> str:
    return alarm.acute(Danger("acute", category, (number,), child), form, (), Teller(own=own)).words()["text"]


def test_who_is_in_danger_from_themselves_is_not_told_to_stay_with_somebody(assistant: Assistant) -> None:
    alone = ask(assistant, "jeg står på brua og vil hoppe").text
    assert alone.startswith("Ring 113 nå. Si hvor du er. Gå bort fra det som er farlig")
    assert "Gjelder det en annen" not in alone
    other = ask(assistant, "venninna mi står på brua og vil hoppe").text
    assert "Bli der hvis det er trygt, eller få noen dit. Snakk rolig" in other
    assert "Gjelder det deg selv" not in other


def test_who_may_be_somewhere_else_is_told_to_get_somebody_there(assistant: Assistant) -> None:
    text = ask(assistant, "Moren min er bevisstløs, hun svarer ikke").text
    assert "Bli hos den som trenger hjelp, eller få noen dit." in text


def test_the_police_are_told_what_was_seen_and_nobody_is_told_to_hide(assistant: Assistant) -> None:
    text = ask(assistant, "Gutten min på fire er borte fra barnehagen, vi har lett i en time", "parent").text
    assert text.startswith("Ring politiet på 112 nå.")
    assert "Si navn, alder og klær på den som er borte. Si hvor og når noen sist så henne eller ham." in text
    assert "lås døra" not in text


def test_a_child_is_told_to_call_even_so_and_whose_fault_it_is_not_where_somebody_hurts_it(
    assistant: Assistant,
) -> None:
    secret = ask(assistant, "venninna mi har tatt mange tabletter og sier jeg ikke får ringe, jeg er 14", "youth").text
    assert "Ring også om noen har sagt at du ikke skal ringe" in secret
    ill = ask(assistant, "mamma ligger på gulvet og våkner ikke, jeg er ni", "youth").text
    assert "Du gjør rett i å si fra." in ill
    assert "ikke din skyld" not in ill
    assert "Etterpå kan du ringe 116 111" in ill
    assert "112" not in ill
    hit = ask(assistant, "pappa slår mamma nå, jeg har låst meg inne", "youth").text
    assert "Det er ikke din skyld." in hit
    assert hit.count("116 111") == secret.count("116 111") == 1


@pytest.mark.parametrize("text", ["Babyen på fire uker puster rart og er blå", "sønnen min har krampe og våkner ikke"])
def test_after_an_illness_nobody_is_sent_to_a_helpline_or_the_child_welfare_service(
    assistant: Assistant, text: str
) -> None:
    after = ask(assistant, text, "parent").text.partition("Når alle er trygge")[2]
    assert "legevakta" in after
    assert "barnevern" not in after
    assert "Alarmtelefonen" not in after


def test_staff_get_no_words_for_a_child(assistant: Assistant) -> None:
    text = ask(assistant, "Eleven sier at pappa slår henne hver helg", "employee").text
    assert "Fint at du sier fra" not in text


def test_a_number_that_is_given_is_not_given_again(assistant: Assistant) -> None:
    answer = ask(assistant, "noen på nett truer med å dele nakenbilder av meg", "youth")
    assert answer.serious
    assert answer.text.count("ring 112") + answer.text.count("ring politiet på 112") <= 1


def test_staff_are_told_what_to_do_before_what_the_law_says(assistant: Assistant) -> None:
    text = ask(assistant, "Eleven sier at pappa slår henne hver helg", "employee").text
    assert text.startswith("Du trenger ikke vite mer før du melder. Meld til Odal barneverntjeneste i dag")
    assert "ikke snakk med foreldrene først" in text


def test_who_stands_by_another_is_not_taken_for_the_one_in_danger(assistant: Assistant) -> None:
    text = ask(assistant, "jeg er ni og broren min har spist alle pillene til mamma", "youth").text
    assert "Har du tatt noe" not in text


def test_signs_that_cannot_wait_come_with_their_numbers(assistant: Assistant) -> None:
    text = ask(assistant, "Babyen gråter hver kveld i timevis, hva kan vi gjøre?", "parent").text
    assert text.endswith("Haster det, ring legevakta på 116 117. Står det om liv, ring 113.")


def test_where_more_must_be_known_the_numbers_for_danger_are_told(assistant: Assistant) -> None:
    answer = ask(assistant, "kan noen hjelpe oss")
    assert answer.clarify is not None
    assert "Er noen i fare nå, ring politiet på 112 eller ambulanse på 113." in answer.text
    assert answer.emergency == ()


def test_who_lives_with_violence_is_given_the_line_for_it(assistant: Assistant) -> None:
    text = ask(assistant, "Mannen min slår meg når barna sover, jeg vet ikke hva jeg skal gjøre", "parent").text
    assert "116 006" in text


@pytest.mark.parametrize(
    ("category", "number", "nb", "nn"),
    [
        ("promille", _POLICE, "hold barnet hos deg hvis du kan gjøre det trygt", "hald barnet hos deg"),
        ("alene", _POLICE, "ta dem med inn der det er trygt", "Bli hos dei til hjelpa kjem"),
        ("savnet", _POLICE, "Si navn, alder og klær", "kvar og når nokon sist såg henne eller han"),
        ("akutt-barn-i-fare", _POLICE, "hva du har sett eller hørt", "kva du har sett eller høyrt"),
        ("alene-i-bil", _POLICE, "Bli ved bilen", "kor gammalt barnet er"),
        ("savnet-paa-sjoen", _POLICE, "hva slags båt det er", "der båten høyrer til"),
        ("barn-tatt-med", _POLICE, "hvor flyet går fra og til", "kven barna bur hos"),
        ("tvangsreise", _POLICE, "Snakk ikke med familien om det først", "skal ikkje pakke"),
        ("innesperret", _POLICE, "hvem som har låst", "kven som har låst"),
        ("vold-na", _POLICE, "lås døra", "lås døra"),
        ("mister-kontroll", _AMBULANCE, "Legg babyen trygt på ryggen i senga, og gå ut av rommet.", "Rist aldri"),
        ("psykose", _AMBULANCE, "la en annen voksen ta seg av barna", "la ein annan vaksen ta seg av barna"),
        ("spedbarn", _AMBULANCE, "kan du ringe legevakta på 116 117 nå i stedet", "vake og ikkje slapt"),
        ("forgiftning", _AMBULANCE, "Finn pakken eller flaska", "kva det er, kor mykje og når"),
        ("tabletter", _AMBULANCE, "Finn pakken eller flaska", "Finn pakka eller flaska"),
        ("overdose", _AMBULANCE, "skal ikke være alene", "skal ikkje vere aleine"),
        ("livlos", _AMBULANCE, "finn pakken", "Set telefonen på høgtalar"),
        ("kvelning", _AMBULANCE, "slå hardt mellom skulderbladene", "slå hardt mellom skulderblada"),
        ("krampe", _AMBULANCE, "Hold ikke fast", "noko mjukt under hovudet"),
        ("blodning", _AMBULANCE, "trykk hardt", "trykk hardt"),
        ("brannskade", _AMBULANCE, "lunkent vann", "lunke vatn"),
        ("allergi", _AMBULANCE, "adrenalinpenn", "adrenalinpenn"),
        ("drukning", _AMBULANCE, "rekk ut en stang eller et tau", "gå ikkje sjølv ut på isen"),
        ("fodsel", _AMBULANCE, "legg det inntil mor", "hald det varmt"),
        ("brann", _FIRE, "Lukk dørene etter dere", "Gå ikkje inn att"),
        ("gass", _FIRE, "rør ikke lysbrytere", "rør ikkje lysbrytarar"),
    ],
)
def test_each_danger_has_something_to_do_while_waiting(
    alarm: Alarm, category: str, number: str, nb: str, nn: str
) -> None:
    assert nb in told(alarm, category, number)
    assert nn in told(alarm, category, number, "nn")


@pytest.mark.parametrize(
    ("category", "number", "nb", "nn"),
    [
        ("promille", _POLICE, "Ikke sett dere inn i bilen.", "Ikkje set dykk inn i bilen."),
        ("alene", _POLICE, "Er du inne, bli der, og hold dere sammen.", "gå inn der det er vaksne"),
        ("akutt-barn-i-fare", _POLICE, "Er du ute, gå inn der det er voksne", "Er du inne, bli der om det er trygt"),
        ("tvangsreise", _POLICE, "Ikke pakk, og ikke bli med til flyplassen.", "politiet i kontrollen"),
        ("vold-na", _POLICE, "gå ikke imellom", "Hald deg unna den som er farleg"),
        ("brann", _FIRE, "Ikke gjem deg", "Ikkje gøym deg"),
    ],
)
def test_a_child_is_told_what_a_child_can_do(alarm: Alarm, category: str, number: str, nb: str, nn: str) -> None:
    assert nb in told(alarm, category, number, child=True)
    assert nn in told(alarm, category, number, "nn", child=True)
    assert nb not in told(alarm, category, number)


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_no_door_is_locked_and_no_clothes_are_told_of_where_that_does_not_help(alarm: Alarm, form: Form) -> None:
    for category, number in (("mister-kontroll", _AMBULANCE), ("promille", _POLICE), ("innesperret", _POLICE)):
        for child in (False, True):
            text = told(alarm, category, number, form, child)
            assert "lås døra" not in text
            assert "klær" not in text
            assert "klede" not in text


@pytest.mark.parametrize(("form", "never"), [("nb", "Rist aldri et lite barn"), ("nn", "Rist aldri eit lite barn")])
def test_who_may_shake_a_baby_is_not_told_to_lock_the_door(alarm: Alarm, form: Form, never: str) -> None:
    danger = Danger("acute", "akutt-vold", (_POLICE, _AMBULANCE))
    text = alarm.acute(danger, form, (_CLINIC,)).words()["text"]
    assert never in text
    assert text.index("på ryggen i senga") < text.index(never)
    assert "lås døra" not in text
    assert "lås døra" in alarm.acute(danger, form, ()).words()["text"]


def test_who_writes_of_nobody_else_is_not_told_to_stay_with_somebody(alarm: Alarm) -> None:
    for category in ("pust", "hjerte-slag", "livlos"):
        text = told(alarm, category, _AMBULANCE, own=True)
        assert "få noen til å være hos deg" in text
        assert "Bli hos" not in text
    assert "Lås opp" not in told(alarm, "rop-om-hjelp", _AMBULANCE, own=True)  # it may be violence
    swallowed = told(alarm, "tabletter", _AMBULANCE, own=True)
    assert "at du har tatt noe: hva det er, hvor mye og når" in swallowed
    assert "Prøv ikke å kaste opp." in swallowed
    assert "Si om den det gjelder" not in swallowed


def test_after_a_fire_and_in_the_water_nothing_is_said_that_does_not_belong_there(alarm: Alarm) -> None:
    assert "116 111" not in told(alarm, "brann", _FIRE, child=True)
    water = alarm.acute(Danger("acute", "drukning", (_AMBULANCE, _FIRE)), "nb", ()).words()["text"]
    assert "Brenner det" not in water


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_every_kind_of_danger_can_be_told_to_everybody(alarm: Alarm, form: Form) -> None:
    rules = load_rules(corpus_folder() / "triage").rules
    kinds = {rule.category.name: rule.category.numbers[0] for rule in rules if rule.category.level == "acute"}
    assert len(kinds) > 30
    for category, number in (kinds | ALARMS).items():
        for child in (False, True):
            for own in (False, True):
                text = told(alarm, category, number, form, child, own)
                assert text.startswith("Ring ")
                assert "{{" not in text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("pappa er full og skal kjøre meg og søsteren min hjem fra hytta nå", "Ikke sett dere inn i bilen."),
        ("Jeg er redd for at jeg skal riste babyen, hun slutter ikke å gråte", "Legg babyen trygt på ryggen i senga"),
        ("Sønnen min på to har drukket tennvæske", "Si om den det gjelder, er våken og puster"),
    ],
)
def test_what_to_do_comes_right_after_the_number(assistant: Assistant, text: str, first: str) -> None:
    said = ask(assistant, text).text
    assert said.partition("nå. ")[2].startswith(first)


_WELFARE = Suggestion("donna/barnevern", "barnevern", "service", "Barnevernstjenesten Ytre Helgeland", 0.2, "", (), ())


def test_staff_are_told_that_the_duty_is_theirs_when_the_child_is_safe(alarm: Alarm) -> None:
    danger = Danger("acute", "promille", (_POLICE,))
    staff = alarm.acute(danger, "nb", (_WELFARE,), Teller(staff=True)).words()["text"]
    assert "melder du selv til Barnevernstjenesten Ytre Helgeland" in staff
    assert "kan Barnevernstjenesten Ytre Helgeland hjelpe" in alarm.acute(danger, "nb", (_WELFARE,)).words()["text"]


def test_a_child_that_is_lost_has_not_been_let_down(alarm: Alarm) -> None:
    text = alarm.acute(Danger("acute", "savnet", (_POLICE,)), "nn", (_WELFARE,)).words()["text"]
    assert "Barnevern" not in text


@pytest.mark.parametrize(
    "text", ["Jeg orker ikke mer, jeg tar med meg babyen og går ut i elva", "eg tek med meg ungane i døden"]
)
def test_who_would_take_the_child_along_is_told_to_give_it_to_somebody(assistant: Assistant, text: str) -> None:
    answer = ask(assistant, text)
    assert [number.phone for number in answer.emergency[:2]] == ["113", "112"]
    assert "annen voksen med en gang" in answer.text or "annan vaksen med ein gong" in answer.text
    assert "lås døra" not in answer.text


def test_who_takes_the_child_to_the_river_to_bathe_is_in_no_danger(assistant: Assistant) -> None:
    assert ask(assistant, "jeg tar med meg barna ut i elva for å bade, har dere kurs i livredning?").urgency == "none"


@pytest.mark.parametrize(
    ("text", "form", "begins"),
    [
        ("Sønnen min på ni vil ikke på skolen lenger", "nb", "Står det om livet akkurat nå, ring 113 med en gang."),
        ("Sonen min på ni vil ikkje på skulen lenger", "nn", "Står det om livet akkurat no, ring 113 med ein gong."),
        ("Kan du skrive en stil om havet for meg?", "nb", "Står det om livet akkurat nå, ring 113 med en gang."),
    ],
)
def test_a_suspected_danger_gets_its_numbers_before_the_usual_answer(
    assistant: Assistant, text: str, form: Form, begins: str
) -> None:
    question, steps = Question(text, "donna"), assistant.steps
    asker = steps.understand(question)
    hits, quotes = steps.retrieve(question, asker)
    calm = steps.route(asker, Danger("none"), hits)
    wary = replace(calm, suspected=Danger("acute", "pust", (_AMBULANCE, _POLICE)))
    usual, answer = (steps.compose(question, asker, route, hits, quotes) for route in (calm, wary))
    assert (answer.urgency, answer.form, answer.clarify) == ("acute", form, usual.clarify)
    assert answer.emergency[0].phone == "113"
    assert answer.text == f"{begins} {usual.text}"
    assert answer.lead == f"{begins} {usual.lead}"
    assert (answer.steps, answer.notes) == (usual.steps, usual.notes)
    assert answer.abstained == usual.abstained
    if usual.abstained:
        assert answer.services == usual.services, "beside a refusal stands the front desk at most"
    else:
        numbers = [service for service in answer.services if service.type == "nodnummer"]
        assert [service.id for service in numbers] == [_AMBULANCE]
        assert [service for service in answer.services if service not in numbers] == list(usual.services[:4])
        assert answer.services[0] == usual.services[0]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Toåringen min har spist mormors tabletter", "116 117"),
        ("ongen på 1 år har drukket oppvaskmaskinmiddel", "116 117"),
        ("Minstejenta fann tablettar og åt dei, ho er 3", "116 117"),
        ("guttungen har spist noe av pillene til bestemor, han er to og blir så søvnig", "116 117"),
        ("babyen gråter og jeg har tatt alle pillene mine", "116 123"),
        ("dattera mi på 15 har spist alle tablettane sine", "116 123"),
    ],
)
def test_a_toddler_who_has_eaten_tablets_wanted_no_harm(assistant: Assistant, text: str, second: str) -> None:
    answer = ask(assistant, text, "parent")
    assert [number.phone for number in answer.emergency] == ["113", second]
    assert "Finn pakken" in answer.text or "Finn pakka" in answer.text
