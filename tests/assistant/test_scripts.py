"""What an alarm says: the words fit the danger that is told of, and the one who tells of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.assistant.alarm import Alarm
from dorinn.assistant.assistant import Assistant
from dorinn.assistant.kinds import kind
from dorinn.assistant.scripts import scripts
from dorinn.assistant.teller import Teller
from dorinn.corpus.cues import Cues
from dorinn.corpus.phrases import Phrases
from dorinn.domain.question import Danger, Question
from dorinn.domain.text import Form
from dorinn.language.fold import fold

_POLICE, _AMBULANCE, _FIRE = "nasjonal/112", "nasjonal/113", "nasjonal/110"
_CHILD, _LIFE, _VIOLENCE, _DESPAIR = "akutt-barn-i-fare", "akutt-liv", "akutt-vold", "akutt-selvmord"
_OF_POLICE = (_CHILD, _VIOLENCE, "vold-na", "voldtekt-na", "drapstrussel", "vapen")
_FIRST = dict.fromkeys(_OF_POLICE, (_POLICE, _AMBULANCE)) | {"brann": (_FIRE, _AMBULANCE)}


@pytest.fixture(scope="module")
def cues() -> Cues:
    return Cues.load()


def read(cues: Cues, text: str, category: str, child: bool = False, desk: bool = False) -> tuple[Danger, list[str]]:
    """The danger that is told of, and the phrases said of it."""
    said = cues.now(fold(text), fold(text))
    danger = kind(Danger("acute", category, _FIRST.get(category, (_AMBULANCE,)), child), said)
    taken = cues.has("taken", fold(text))
    return danger, list(scripts(danger, Teller(frozenset(said), desk=desk, taken=taken)))


@pytest.mark.parametrize(
    ("text", "found", "told"),
    [
        ("Onkel sjangla ut til bilen og kjørte mot sentrum med jenta i baksetet", _CHILD, "promille"),
        ("farfar luktar sprit og har nøklane i handa, han skal køyre guten heim", _VIOLENCE, "promille"),
        ("far er full og setter henne i bilen", "innbrudd", "promille"),
        ("To småjenter i nattkjole langs riksvegen, ingen vaksne", _CHILD, "alene"),
        ("Jenta på åtte gikk ut med akebrettet klokka fire, og telefonen er død", _CHILD, "savnet"),
        ("gutane tok robåten ut i skodda, mobilen er av", _CHILD, "savnet-paa-sjoen"),
        ("en baby ligger i bilen på parkeringa, det er tretti grader", "alene", "alene-i-bil"),
        ("Barnefaren skriver at de sitter på flyet og at jeg aldri får se dem", "drapstrussel", "barn-tatt-med"),
        ("Ho i klassen skal på eit fly i morgon og giftast bort", _VIOLENCE, "tvangsreise"),
        (
            "Mann på linja seier at han kjem ned med hagla om han ikkje får snakke med henne",
            "akutt-selvmord",
            "drapstrussel",
        ),
        ("hun ble dratt inn i en svart bil", "voldtekt-na", "bortforing"),
        ("ei jente vart dregen inn i ein raud bil", "vold-na", "bortforing"),
        ("brukeren sa han skal ta med ungane i elva når han kjem heim", _CHILD, "drapstrussel"),
        ("han la igjen en lapp med farvel og har gått ut i skogen", _CHILD, "selvmord"),
        ("hun spiste peanøtter og leppene er hovne", _LIFE, "allergi"),
        ("kroppen rister over hele og leppene er grå, han har epilepsi", "pust", "krampe"),
        ("vesla har svelga batteriet frå fjernkontrollen og siklar", _LIFE, "forgiftning"),
        ("eks hadde noen dråper som skulle gjøre henne frisk, nå kaster hun opp", _CHILD, "forgiftning"),
        ("ein av dei gjekk gjennom isen", _LIFE, "drukning"),
        ("ho fødde for ei veke sidan og høyrer stemmer, ei stemme seier ho skal bade han", _LIFE, "psykose"),
        ("gutten er åtte dager gammel og armene bare henger", _LIFE, "spedbarn"),
        ("storebror står utenfor badet med øksa, jeg har låst meg inne", "innesperret", "vapen"),
        ("eg har låst meg inne på soverommet, han sparkar i døra", "innesperret", "vold-na"),
        ("eg har låst meg inne fordi eg er redd for kva eg kan gjere med babyen", "innesperret", "mister-kontroll"),
        ("han har låst oss inne og tatt nøkkelen", "innesperret", "innesperret"),
        ("han har låst barna inne og heller bensin rundt huset", "alene", "drapstrussel"),
        ("ho seier ho vil ta med seg minsten når ho går", "tvangsreise", "drapstrussel"),
        ("eg har svelga alle tablettane til farmor", _DESPAIR, "tabletter"),
        ("eg skal ta alle tablettane når dei andre søv", _DESPAIR, _DESPAIR),
        ("noe er galt med barna der, jeg tør ikke si mer", _CHILD, _CHILD),
    ],
)
def test_what_is_told_says_which_danger_it_is(cues: Cues, text: str, found: str, told: str) -> None:
    danger, _ = read(cues, text, found)
    assert danger.category == told


def test_nobody_hears_of_drunk_drivers_or_children_outside_where_there_are_none(cues: Cues) -> None:
    assert read(cues, "noe er galt med barna der, jeg tør ikke si mer", _CHILD)[1] == ["acute_unsafe"]
    general = Phrases.load()
    for name in ("acute_unsafe", "acute_unsafe_child"):
        assert "full" not in general.say(name, "nb") + general.say(name, "nn")
        assert "bil" not in general.say(name, "nb") + general.say(name, "nn")


@pytest.mark.parametrize(
    ("text", "category", "child", "says"),
    [
        ("Har skrevet avskjedsbrev og gjør det når de sover", "selvmord", True, "acute_mind_self"),
        ("kjem til å hoppe no", "selvmord", True, "acute_mind_self"),
        ("jeg har tatt dem alle", "tabletter", True, "acute_poison_self"),
        ("systera mi står på taket og vil hoppe", "selvmord", False, "acute_mind_other"),
        ("ho sende ei melding om at ho vil døy, no går det rett til svarar", "selvmord", False, "acute_away"),
        ("kompisen min har tatt noe og sender melding om at han er kvalm", "tabletter", True, "acute_away"),
        ("det er for seint no", "selvmord", False, "acute_mind"),
        ("Han sa han skal drepe dem begge, og gikk herfra nå", "drapstrussel", False, "acute_threat"),
        ("jeg hører slag gjennom veggen hos naboen", "vold-na", False, "acute_witness"),
        ("jeg har låst meg inne, han slår på døra", "vold-na", False, "acute_safe_here"),
        ("han kom inn med hagla og står over meg", "vapen", False, "acute_safe"),
        ("svogeren min er full og kjørte nettopp med ungene", "promille", False, "acute_car_gone"),
        ("morfar er full og skal til å kjøre", "promille", False, "acute_car"),
        ("sitter i baksetet, han som kjører, drikker", "promille", False, "acute_car_inside"),
        ("det ryker fra taket hos naboen", "brann", False, "acute_out_there"),
        ("hun er to uker og grå, hodet bare henger", "spedbarn", False, "acute_baby_limp"),
        ("venninna mi skal på et fly og giftes bort", "tvangsreise", True, "acute_journey_friend"),
        ("de har kjøpt billett til meg, jeg skal giftes bort", "tvangsreise", True, "acute_journey_child"),
        ("kona hører stemmer, hun står ved senga", "psykose", False, "acute_voices_other"),
        ("Stemmene ber meg legge henne i snøen", "psykose", False, "acute_voices"),
        ("eg sit med pillane framfor meg og skal ta dei i kveld", _DESPAIR, False, "acute_mind_self"),
        ("Har spart opp medisinen til far. Vil bare ikke våkne", "selvmord", False, "acute_mind_self"),
        ("dette er siste gangen dere hører fra meg, hils mor", "selvmord", False, "acute_mind_self"),
    ],
)
def test_the_words_are_for_the_one_who_tells(cues: Cues, text: str, category: str, child: bool, says: str) -> None:
    assert read(cues, text, category, child)[1][0] == says


def test_what_another_says_is_not_the_writers_own(cues: Cues) -> None:
    quoted = "Hun sa: «jeg har tatt alle tablettene». Hun er elev her."
    said = cues.now(fold(quoted), fold("Hun sa: . Hun er elev her."))
    assert "now_took" not in said
    assert "now_took" in cues.now(fold(quoted), fold(quoted))


@pytest.mark.parametrize(
    ("text", "category", "says"),
    [
        ("Mann på linja, sier han har børsa i bilen", _VIOLENCE, ["acute_relay", "acute_relay_weapon"]),
        ("Sjåfør melder: liten gutt i pysj langs fylkesvegen", _CHILD, ["acute_relay"]),
        ("far på tråden, guten har drukke plumbo", "forgiftning", ["acute_poison", "acute_relay_on"]),
        ("en dame i skranken får ikke puste", "pust", ["acute_life"]),
    ],
)
def test_the_front_desk_is_told_what_to_pass_on(cues: Cues, text: str, category: str, says: list[str]) -> None:
    assert read(cues, text, category, desk=True)[1] == says


@pytest.mark.parametrize(
    ("text", "category", "numbers"),
    [
        ("Nøkkelen til våpenskapet er borte, og han gikk ut bakdøra", "selvmord", (_AMBULANCE, _POLICE)),
        ("ho skreiv farvel, og telefonen er av", "selvmord", (_AMBULANCE, _POLICE)),
        ("jeg står på brua", "selvmord", (_AMBULANCE,)),
        ("han heller diesel i gangen og ungene sover", _VIOLENCE, (_POLICE, _FIRE, _AMBULANCE)),
        ("han har lova å brenne ned huset i natt", "vold-na", (_POLICE, _FIRE, _AMBULANCE)),
        ("to små er aleine der nede og det luktar svidd", _CHILD, (_POLICE, _FIRE)),
        ("vi spiste peanøtter og leppene hovner", _LIFE, (_AMBULANCE,)),
    ],
)
def test_all_the_numbers_that_are_needed_are_named_in_order(
    cues: Cues, text: str, category: str, numbers: tuple[str, ...]
) -> None:
    assert read(cues, text, category)[0].numbers == numbers


def test_helplines_stay_after_the_emergency_numbers() -> None:
    danger = Danger("acute", "voldtekt-na", (_POLICE, _AMBULANCE, "nasjonal/vold-og-overgrepslinjen"))
    found = kind(danger, ("now_dragged",))
    assert found.numbers == (_POLICE, "nasjonal/vold-og-overgrepslinjen")


def test_what_is_no_danger_now_is_left_as_it_is() -> None:
    grave = Danger("serious", "vold", ("nasjonal/alarmtelefonen",))
    assert kind(grave, ("now_drunk", "now_drives")) is grave


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_a_second_number_that_is_sure_is_named_without_an_if(assistant: Assistant, form: Form) -> None:
    alarm = Alarm(assistant.corpus, Phrases.load())
    danger = Danger("acute", "selvmord", (_AMBULANCE, _POLICE))
    sure = Teller(frozenset(("now_weapon", "now_left", "now_another")))
    text = alarm.acute(danger, form, (), sure).words()["text"]
    assert text.startswith(("Ring 113 nå. Ring også politiet på 112", "Ring 113 no. Ring òg politiet på 112"))
    assert "116 117" not in text


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_a_limp_or_grey_baby_is_not_sent_to_the_doctor_on_call(assistant: Assistant, form: Form) -> None:
    alarm = Alarm(assistant.corpus, Phrases.load())
    danger = Danger("acute", "spedbarn", (_AMBULANCE,))
    assert "116 117" in alarm.acute(danger, form, ()).words()["text"]
    assert "116 117" not in alarm.acute(danger, form, (), Teller(frozenset(("now_limp",)))).words()["text"]


def test_who_works_for_somebody_else_has_no_duty_by_law(assistant: Assistant) -> None:
    steps = assistant.steps
    for text, duty in (
        ("Jeg jobber i barnehagen. Far slår dem nå", True),
        ("Jeg jobber på hotell. Far slår dem", False),
    ):
        assert Teller.of(steps.understand(Question(text, "donna", role="employee"))).staff is duty


def test_who_was_rung_at_home_is_no_front_desk(assistant: Assistant) -> None:
    asker = assistant.steps.understand(Question("Han sa i telefonen at han skal drepe oss i kveld", "donna"))
    assert not Teller.of(replace(asker, role="parent", role_sure=False)).relays
    assert Teller.of(replace(asker, role="frontdesk")).relays
    driver = assistant.steps.understand(Question("Sjåfør melder: småjente i pysj ved vegen", "donna"))
    assert Teller.of(replace(driver, role="other", role_sure=False, told=(*driver.told, "now_line"))).relays


def test_only_a_child_who_writes_gets_words_for_a_child(assistant: Assistant) -> None:
    text = "En gutt på seks sier at mamma ikke vil våkne og ligger på gulvet"
    for role in ("frontdesk", "employee", "other"):
        assert "Rop på en voksen" not in assistant.ask(Question(text, "donna", role=role)).text
    own = assistant.ask(Question("mamma vil ikke våkne, hun ligger på gulvet. jeg er ti", "donna", role="youth")).text
    assert "Rop på en voksen" in own


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sitter på kanten av taket og vet ikke hva jeg vil", "Gå bort fra det som er farlig"),
        ("sit ytst på brua. det er stille her", "Gå bort frå det som er farleg"),
        ("ligger på skinnene. orker ikke forklare", "Gå bort fra det som er farlig"),
    ],
)
def test_who_may_take_their_own_life_is_asked_nothing_back(assistant: Assistant, text: str, words: str) -> None:
    answer = assistant.ask(Question(text, "donna"))
    assert answer.clarify is None
    if answer.urgency == "acute":
        assert words in answer.text


@pytest.mark.parametrize(
    ("form", "mind"), [("nb", "gå bort fra det som er farlig"), ("nn", "gå bort frå det som er farleg")]
)
def test_a_suspected_danger_is_asked_back_about_itself_only(assistant: Assistant, form: Form, mind: str) -> None:
    question, steps = Question("kan noen hjelpe oss", None, form), assistant.steps
    asker = steps.understand(question)
    hits, quotes = steps.retrieve(question, asker)
    calm = steps.route(asker, Danger("none"), hits)
    assert calm.ask
    for category, told in (("akutt-selvmord", True), ("akutt-liv", False)):
        wary = replace(calm, suspected=Danger("acute", category, (_AMBULANCE, _POLICE)))
        answer = steps.compose(question, asker, wary, hits, quotes)
        assert answer.clarify is not None
        assert answer.clarify.question in ("Er noen i fare nå?", "Er nokon i fare no?")
        assert "ommune" not in answer.clarify.question
        assert (mind in answer.text) is told
        for reply in answer.clarify.options[:2]:
            assert assistant.triage.assess(reply, "acute").level == "acute"
        assert assistant.triage.assess(answer.clarify.options[2], "acute").level == "none"


def test_who_tells_of_oneself_gets_the_alarm_though_it_is_only_suspected(assistant: Assistant) -> None:
    steps = assistant.steps
    question = Question("sitter på kanten av taket. chatten deres svarer ikke", "donna")
    asker, suspected = steps.understand(question), Danger("acute", "selvmord", (_AMBULANCE,))
    hits, _ = steps.retrieve(question, asker)
    hinted = replace(suspected, without_hints=Danger("none"))
    assert steps.route(replace(asker, levels={"acute": 0.2, "none": 0.8}), hinted, hits).suspected is None
