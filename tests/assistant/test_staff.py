"""Staff: what employees and the front desk are told, and what is never said to them."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.domain.topic import Role


def ask(assistant: Assistant, text: str, kommune: str | None = "trysil", role: Role | None = None) -> Answer:
    return assistant.ask(Question(text, kommune, role=role))


# -- a number that is asked for, and one that is not ---------------------------


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Ho fekk nummer to i mars, og no søv ho ikkje", False),
        ("Barn nummer tre er på vei, og hun gruer seg", False),
        ("E-post i fellesinnboksen: en far spør om barnehageplass", False),
        ("Vi fekk ein e-post frå mor i går om at guten er redd", False),
        ("Finnes det et nummer en kan ringe?", True),
        ("Har dere en e-post til barnevernet?", True),
        ("Epost til helsestasjonen?", True),
        ("Kva er nr til legevakta?", True),
    ],
)
def test_what_asks_for_a_number(assistant: Assistant, text: str, asks: bool) -> None:
    assert ("contact" in assistant.steps.understander.read(Question(text)).cues) is asks


def test_who_tells_of_a_worry_and_asks_for_a_number_is_told_where_to_begin(assistant: Assistant) -> None:
    asked = "Mor ringer: toåringen har feber og vil ikke drikke, og hun vil ha nummeret til legevakta"
    text = ask(assistant, asked).text
    assert text.startswith("Begynn hos legevakta.")
    assert text.count("116 117") == 1
    assert "Råd du kan gi videre" in text
    assert ask(assistant, "Hva er nummeret til legevakta?").text.startswith("Legevakt: 116 117")


# -- who writes ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Eg har anbod på skulebussen og såg assistenten lugge ein gut i baksetet", "employee"),
        ("Jeg jobber på mottaket, og en enslig gutt på 16 tør ikke gå til legen uten tolk", "employee"),
        ("Barnehage. To søsken er sultne hver mandag, hvem kan vi drøfte det med?", "employee"),
        ("Skriv frå fellesinnboksen: ei gravid kvinne manglar fastlege. Kven tek det?", "frontdesk"),
        ("En liten gutt kom inn her i bare sokkene og leter etter søsteren sin", "frontdesk"),
    ],
)
def test_who_is_staff_by_what_they_tell(assistant: Assistant, text: str, role: str) -> None:
    asker = assistant.steps.understander.read(Question(text))
    assert (asker.role, asker.role_sure) == (role, True)


@pytest.mark.parametrize(
    "text",
    [
        "Lapp i postkassa vår: «jeg er 13 og pappa slår meg, ikke ring hjem». Hva gjør vi?",
        "Ei jente på kanskje seks står i gangen. Ho seier at mamma slår når ho har drukke. Kva gjer vi?",
    ],
)
def test_who_is_quoted_is_not_the_writer(assistant: Assistant, text: str) -> None:
    said = ask(assistant, text).text
    assert "ikke din skyld" not in said
    assert "ikkje di skuld" not in said
    assert "tror på deg" not in said


@pytest.mark.parametrize(
    "text", ["pappa sa «jeg dreper deg hvis du sier det»", "søstera mi er redd. ho seier at pappa slår når eg er borte"]
)
def test_a_child_that_quotes_is_still_a_child(assistant: Assistant, text: str) -> None:
    assert assistant.steps.understander.read(Question(text)).role == "youth"


def test_the_front_desk_passes_on_what_is_for_grown_ups(assistant: Assistant) -> None:
    text = ask(assistant, "Farmor i telefonen: barnebarnet på 14 har ingen steder å være etter skolen", "donna").text
    assert "Tenk etter hva du vil" not in text
    topic = assistant.corpus.topic["omsorgssvikt"]
    assert topic.advice_adult is not None
    assert topic.advised("frontdesk") is topic.advice_adult
    assert topic.advised("frontdesk", own=True) is topic.advice


def test_who_speaks_of_somebody_at_a_desk_is_not_at_it(assistant: Assistant) -> None:
    asked = "kan jeg få p-piller uten at mora mi vet det, hun jobber i skranken på legekontoret"
    assert assistant.steps.understander.read(Question(asked)).role == "youth"


# -- what staff do first ---------------------------------------------------------

TOLD = "Eleven min på 3. trinn skriver «pappa slår mamma» i tegneboka. Jeg har ikke spurt henne. Hva gjør jeg?"
SEEN = "Jeg er feier. Forrige uke så jeg en toåring som var bundet fast i senga mens foreldrene var ute på tunet."


@pytest.mark.parametrize(
    "text",
    [
        "Hvilken paragraf sier at alle må prøve å hindre vold, og gjelder den også for oss i kulturskolen?",
        "Hvordan skriver jeg en bekymringsmelding uten å tolke? Gi et eksempel om en gutt som kommer uten matpakke.",
    ],
)
def test_who_asks_how_or_what_holds_is_not_sent_to_report(assistant: Assistant, text: str) -> None:
    assert "i dag." not in ask(assistant, text).text


def test_who_has_told_of_violence_is_not_asked_whether_there_is_reason(assistant: Assistant) -> None:
    text = ask(assistant, TOLD).text
    assert text.startswith("Du trenger ikke vite mer før du melder. Meld til barnevernstjenesten i Trysil i dag")
    assert "Har du grunn til å tro" not in text
    assert "Er barnet hos dere nå" in text


def test_a_child_that_was_seen_elsewhere_is_not_about_to_go_home(assistant: Assistant) -> None:
    assert "Er barnet hos dere nå" not in ask(assistant, SEEN).text


@pytest.mark.parametrize("text", [TOLD, SEEN])
def test_staff_are_told_once(assistant: Assistant, text: str) -> None:
    said = ask(assistant, text, "nord-odal").text
    for once in ("ikke snakk med foreldrene først", "grunn til å tro", "Odal barneverntjeneste", " 112"):
        assert said.count(once) <= 1, once
    assert "foreldrene først" not in said.partition("foreldrene først")[2]


def test_nobody_waits_for_the_child_before_they_report(assistant: Assistant) -> None:
    section = next(s for s in assistant.corpus.guide["felles/meldeplikt"].sections if s.id == "barnet-forteller")
    assert "før det deles" not in section.text.nb
    assert "ikke vent med å melde" in section.text.nb
    assert "ikkje vent med å melde" in section.text.nn


def test_the_law_of_the_own_workplace_is_told_to_those_who_ask_for_the_law(assistant: Assistant) -> None:
    assert "Plikten er din egen (opplæringslova § 24-3)." in ask(assistant, TOLD).text
    asked = "Hva sier loven om meldeplikt for oss som er lærere når en elev blir slått hjemme?"
    assert "skal være våkne for forhold" in ask(assistant, asked).text


def test_a_summary_does_not_say_again_what_the_section_said(assistant: Assistant) -> None:
    text = ask(assistant, "Hva er forskjellen på universell, selektiv og indikert forebygging?", role="employee").text
    assert text.startswith("Universell forebygging er for alle barn")
    assert "deles ofte i tre nivåer" not in text


# -- what they have done already ------------------------------------------------


@pytest.mark.parametrize(
    ("text", "never"),
    [
        (
            "Hvor melder jeg en sak om en elev på 4. trinn? Samtykke foreligger.",
            "Avklar om barnet og foreldrene er med",
        ),
        (
            "Kvar melder eg ei sak om ein elev på 4. trinn? Foreldra er med på det.",
            "Avklar om barnet og foreldra er med",
        ),
    ],
)
def test_who_has_the_parents_with_them_is_not_told_to_ask_them(assistant: Assistant, text: str, never: str) -> None:
    agreed = ask(assistant, text, "nord-odal", "employee").text
    assert never not in agreed
    assert "foreldr" in agreed
    assert never in ask(assistant, text.partition("?")[0] + "?", "nord-odal", "employee").text


def test_who_has_reported_is_told_when_to_do_it_again(assistant: Assistant) -> None:
    asked = "Vi har meldt til barnevernet, og nå kommer eleven med nye blåmerker hjemmefra. Hva gjør vi?"
    text = ask(assistant, asked, "trysil", "employee").text
    assert text.startswith("Du skal melde igjen")
    assert "må du selv melde til barnevernet straks" not in text


def test_who_has_been_to_the_leader_is_not_sent_there(assistant: Assistant) -> None:
    asked = "Jeg har snakket med lederen min, og hun vil se det an. Jeg har bare en magefølelse. Hva gjør jeg?"
    assert "Snakk med lederen" not in ask(assistant, asked, "donna", "employee").text


# -- nobody is sent to themselves, nor left with half of what a place is ------------


def test_the_front_desk_is_not_sent_to_the_front_desk(assistant: Assistant) -> None:
    asked = "Innbygger i skranken lurer på når gebyret for feiing forfaller"
    text = ask(assistant, asked, "asnes").text
    assert "Sett over til den som har saken hos dere." in text
    assert "entralbordet" not in text
    assert "Sentralbordet i Åsnes kommune" in ask(assistant, "Når forfaller gebyret for feiing?", "asnes").text
    text = ask(assistant, "Står en dame i luka som vil snakke med noen om et barn, mer sier hun ikke", "donna").text
    assert "sentralbordet" not in text


def test_nobody_is_told_of_their_municipality_whose_name_is_known(assistant: Assistant) -> None:
    asked = "Åtte elever på trinnet har fått utslett siden i går. Er det noen i kommunen som skal ha beskjed?"
    text = ask(assistant, asked, "asnes", "employee").text
    assert "kommuneoverlegen" in text
    assert "kommuneoverlegen i Åsnes" not in text
    assert "kommunen din" not in text
    assert "Ta kontakt med kommunen" not in text
    assert "Spør sentralbordet i Åsnes kommune hvem som har dette hos dere." in text


def test_who_works_in_a_kindergarten_is_not_sent_to_the_kindergarten(assistant: Assistant) -> None:
    asked = "Jeg er barnehagelærer, og en treåring gråter hver gang han blir levert. Hvem kan hjelpe oss?"
    text = ask(assistant, asked, "asnes").text
    assert "Begynn hos barnehagen" not in text
    assert "spørre barnehagen" not in text


def test_every_sentence_said_to_staff_stands_alone(assistant: Assistant) -> None:
    asked = "Eleven har en mor med MS, og ingen samordner hjelpen. Hvor søker familien?"
    text = ask(assistant, asked, "nord-odal", "employee").text
    assert "Tildeling behandler søknader" in text
    assert "For barn kan det være" not in text
    ppt = assistant.corpus.service["trysil/ppt"]
    assert ppt.described("employee") is ppt.described("frontdesk") is ppt.description_staff
    assert ppt.described("parent") is ppt.description


def test_a_deadline_that_is_past_is_said_to_be_past(assistant: Assistant) -> None:
    text = ask(assistant, "Hvem har ansvaret for referatmalen, og når skal den være klar?", "vestre-slidre").text
    assert "desember 2023" in text
    assert "Den tiden er gått; om det er gjort, står ikke i planen." in text


def test_the_label_of_a_record_is_not_read_aloud(assistant: Assistant) -> None:
    asked = "Kva kontor tek imot når ein familie vil ha individuell plan og støttekontakt til ein gut på 9?"
    text = ask(assistant, asked, "vestre-slidre", "employee").text
    assert "Vestre Slidre: Kontoret" not in text
    assert "tildelingskontoret i Vestre Slidre" in text


def test_a_team_is_not_named_twice_in_a_row(assistant: Assistant) -> None:
    asked = "Har en elev som henger etter i alt og sovner i timen. Hvor i kommunen kan jeg legge det fram?"
    text = ask(assistant, asked, "nord-odal", "employee").text
    assert text.startswith("Begynn hos fagteamet. Det er et sted")
