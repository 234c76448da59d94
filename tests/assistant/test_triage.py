"""Triage: the dangers of the development set are found, look-alikes are left in peace, nothing is raised."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dorinn.assistant.triage import Triage
from dorinn.assistant.triage_patterns import compile_pattern
from dorinn.assistant.triage_words import Lexicon
from dorinn.corpus.paths import corpus_folder
from dorinn.domain.question import Danger
from dorinn.errors import CorpusError
from dorinn.language.fold import fold

ROOT = Path(__file__).resolve().parents[2]
DEV = [
    json.loads(line)
    for name in ("dev", "unseen")
    for line in (ROOT / "evals" / "triage" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
ACUTE = [row["question"] for row in DEV if row["level"] == "acute"]
SERIOUS = [row["question"] for row in DEV if row["level"] == "serious"]
NONE = [row["question"] for row in DEV if row["level"] == "none"]
TRIAGE = Triage.load()

# Floors, as measured on the sets the rules were written by. They say that nothing got worse, not how many dangers
# are found in messages nobody has seen: evals/README.md has those figures.
RECALL, FALSE_ALARMS, SERIOUS_RECALL, NEEDLESS_HELPLINES = 0.975, 0.01, 0.85, 0.05


def _level(text: str) -> str:
    return TRIAGE.assess(text).level


def _share(texts: list[str], *levels: str) -> float:
    return sum(_level(text) in levels for text in texts) / len(texts)


def test_the_set_is_sound() -> None:
    assert len({row["id"] for row in DEV}) == len(DEV)
    assert len({fold(row["question"]) for row in DEV}) == len(DEV)
    assert all(row["acute"] == (row["level"] == "acute") for row in DEV)


def test_dangers_are_found() -> None:
    missed = [text for text in ACUTE if _level(text) != "acute"]
    assert len(missed) <= (1 - RECALL) * len(ACUTE), missed


@pytest.mark.parametrize("before", [3_000, 7_990, 9_000, 40_000])
def test_danger_is_found_however_far_down_it_stands(before: int) -> None:
    assert _level("a b " * (before // 4) + ". Mamma puster ikke og er helt blå") == "acute"


def test_few_false_alarms() -> None:
    wrong = [text for text in NONE + SERIOUS if _level(text) == "acute"]
    assert len(wrong) <= FALSE_ALARMS * len(NONE + SERIOUS), wrong


def test_what_is_grave_but_not_now_gets_its_helplines() -> None:
    assert _share(SERIOUS, "serious") >= SERIOUS_RECALL
    assert _share(NONE, "serious") <= NEEDLESS_HELPLINES


def test_hardly_any_harmless_example_question_raises_an_alarm() -> None:
    examples = [
        line.split("\t", 2)[2]
        for path in sorted((corpus_folder() / "examples").glob("*.tsv"))
        if not path.name.startswith("akutt")
        for line in path.read_text(encoding="utf-8").splitlines()[::5]
        if line.count("\t") >= 2
    ]
    assert len(examples) > 1000
    assert _share(examples, "acute") <= 0.02


@pytest.mark.parametrize("change", [fold, str.upper, lambda text: fold(text).upper()], ids=["folded", "upper", "both"])
def test_spelling_without_special_letters_and_capitals_change_nothing(change: Callable[[str], str]) -> None:
    changed = [row["question"] for row in DEV if _level(change(row["question"])) != _level(row["question"])]
    assert changed == []


def _slip(text: str) -> str:
    """Every sixth word gets two neighbouring letters swapped, as a hurried hand does."""
    words = text.split()
    for i in range(3, len(words), 6):
        word = words[i]
        if len(word) > 5:
            words[i] = word[:2] + word[3] + word[2] + word[4:]
    return " ".join(words)


BEFORE = "Hei, jeg lurer på åpningstidene på helsestasjonen og om vi kan bytte time til torsdag. "
AFTER = ". Ellers har vi det bra, og barnehagen er fin. Takk for svar om søknadsfristen!"


@pytest.mark.parametrize(
    ("change", "least"),
    [
        (_slip, 0.93),
        (lambda text: text.upper() + "!!!", 0.97),
        (lambda text: text.rstrip(".!?"), 0.97),
        (lambda text: "Hei! " + text + " Tusen takk for hjelpa.", 0.96),
        (lambda text: BEFORE * 6 + text + AFTER * 6, 0.95),
    ],
    ids=["slips", "shouted", "no-stop", "polite", "buried"],
)
def test_the_same_danger_in_another_dress_is_found(change: Callable[[str], str], least: float) -> None:
    assert _share([change(text) for text in ACUTE], "acute") >= least


@given(st.text(max_size=4000))
@settings(max_examples=200, deadline=None)
def test_no_text_raises(text: str) -> None:
    assert _level(text) in ("none", "serious", "acute")


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "puster ikke " * 333, "å" * 4000, "(" * 4000, "hjelp! " * 570])
def test_odd_texts_do_not_raise(text: str) -> None:
    TRIAGE.assess(text)


def test_the_same_text_gets_the_same_word() -> None:
    again = Triage.load()
    assert all(again.assess(row["question"]) == TRIAGE.assess(row["question"]) for row in DEV[::7])


def test_a_question_takes_about_a_millisecond() -> None:
    spent = []
    for row in DEV:
        start = time.perf_counter()
        TRIAGE.assess(row["question"])
        spent.append(time.perf_counter() - start)
    assert statistics.median(spent) < 0.005  # 0.3 ms on a quiet machine; the limit leaves room for a crowded one


@pytest.mark.parametrize(
    ("question", "category", "first"),
    [
        ("Han puster ikke", "pust", "nasjonal/113"),
        ("Det brenner i huset", "brann", "nasjonal/110"),
        ("Pappa slår mamma nå", "vold-na", "nasjonal/112"),
        ("Pappa er full og kjører", "promille", "nasjonal/112"),
        ("Hun har tatt en hel pakke Paracet", "tabletter", "nasjonal/113"),
        ("Jeg skal ta livet mitt i kveld", "selvmord", "nasjonal/113"),
        ("Han truer med å drepe meg", "drapstrussel", "nasjonal/112"),
        ("Babyen er seks uker og har 39 i feber", "spedbarn", "nasjonal/113"),
        ("Traktoren har velta over guten", "ulykke", "nasjonal/113"),
        ("Blodsukkeret er 1,8 og han svarer ikke", "diabetes", "nasjonal/113"),
        ("De sender meg til Somalia i morgen for å gifte meg bort", "tvangsreise", "nasjonal/112"),
        ("Kullosvarsleren piper og alle har vondt i hodet", "gass", "nasjonal/110"),
    ],
)
def test_categories_and_their_first_number(question: str, category: str, first: str) -> None:
    danger = TRIAGE.assess(question)
    assert danger.level == "acute"
    assert danger.numbers[0] == first
    assert danger.category == category


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Far slår meg av og til", "serious"),
        ("datteren min kutter seg", "serious"),
        ("jeg har tanker om å ikke leve lenger, men jeg har ingen plan", "serious"),
        ("Eksmannen truet med å drepe meg for tre år siden", "serious"),
        ("Mannen min slår meg, men nå er han på jobb i Nordsjøen", "serious"),
        ("jeg dør av latter", "none"),
        ("Hva gjør jeg hvis barnet får feberkramper?", "none"),
        ("Hvor ofte skal det holdes brannøvelse?", "none"),
        ("Kan du hjelpe meg med lekser om selvmord?", "none"),
        ("Kan ikke få henne til å sove før elleve. Hun er halvannet.", "none"),
        ("Fireåringen sier at de andre stenger døra til lekehytta", "none"),
    ],
)
def test_levels_that_are_not_now(question: str, level: str) -> None:
    assert _level(question) == level


def test_who_is_not_afraid_is_heard_but_not_against_what_happens_now() -> None:
    assert _level("Han slår meg av og til, men jeg er ikke redd nå") == "serious"
    assert _level("ikke redd nå\n\nHan slår meg nå, jeg er redd for livet mitt.") == "acute"


def test_a_context_speaks_only_to_its_categories() -> None:
    assert _level("Mannen min er på jobb og babyen puster ikke") == "acute"
    assert _level("Hunden vår puster ikke") != "acute"
    assert _level("Hunden beit jenta i halsen og det pumper blod") == "acute"


def test_a_child_gets_the_childrens_line() -> None:
    danger = TRIAGE.assess("mamma har tatt mange piller og vil ikke våkne")
    assert danger.child
    assert danger.numbers[0] == "nasjonal/113"
    assert "nasjonal/alarmtelefonen" in TRIAGE.assess("pappa slår meg").numbers
    assert not TRIAGE.assess("sønnen min har tatt mange piller").child


def test_the_number_of_the_worst_comes_first_and_others_follow() -> None:
    numbers = TRIAGE.assess("Det brenner i huset og mamma puster ikke").numbers
    assert set(numbers) >= {"nasjonal/110", "nasjonal/113"}
    assert len(numbers) == len(set(numbers))


def test_a_hint_alarms_and_says_what_is_left_without_it(tmp_path: Path) -> None:
    for path in (corpus_folder() / "triage").glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for path in tmp_path.glob("rules-*.yaml"):
        path.unlink()
    rules = [{"when": ["brenner i stua"], "hints": ["flamme*", "brenner"]}, {"hints": ["ild"], "unless": ["peis*"]}]
    fire = {"category": "brann", "level": "acute", "numbers": ["110"], "rules": rules}
    sad = {"category": "trist", "level": "serious", "numbers": ["alarmtelefonen"], "rules": [{"when": ["redd"]}]}
    (tmp_path / "rules-1.yaml").write_text(json.dumps([fire, sad]), encoding="utf-8")
    (tmp_path / "foreign.yaml").write_text("brann: [on fire]\n", encoding="utf-8")
    triage = Triage.load(tmp_path)
    hinted = triage.assess("Det er flammer her")
    assert (hinted.level, hinted.category, hinted.without_hints) == ("acute", "brann", Danger("none"))
    firm = triage.assess("Det brenner i stua, flammer overalt")
    assert (firm.level, firm.without_hints) == ("acute", None)
    both = triage.assess("Jeg er redd. Det er ild her")
    assert both.level == "acute"
    assert both.without_hints is not None
    assert both.without_hints.level == "serious"
    assert triage.assess("Ild i peisen er koselig").level == "none"


def test_a_cry_after_a_grave_turn_is_acute() -> None:
    assert TRIAGE.assess("hjelp", previous="serious").level == "acute"
    assert _level("hjelp") == "none"


def test_a_missing_or_damaged_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"spelling\.yaml"):
        Triage.load(tmp_path)
    for path in (corpus_folder() / "triage").glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "lexicon.yaml").write_text("NEG: [", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"lexicon\.yaml"):
        Triage.load(tmp_path)


def _lexicon() -> Lexicon:
    lexicon = Lexicon({}, (), frequent=("han",))
    lexicon.group("PALE", ["blek"])
    lexicon.group("DAZED", ["fjern"])
    lexicon.group("SIGN", ["PALE", "DAZED"])
    return lexicon


def test_a_group_may_be_the_union_of_groups() -> None:
    lexicon = _lexicon()
    assert lexicon.bit("SIGN") == (lexicon.bit("PALE") or 0) | (lexicon.bit("DAZED") or 0)
    with pytest.raises(CorpusError, match="NOWHERE"):
        lexicon.group("MORE", ["NOWHERE"])


def test_alternatives_of_a_part_become_patterns_of_their_own() -> None:
    lexicon = _lexicon()
    assert len(compile_pattern("PALE & fjern / ikke .. svarer", lexicon)) == 2
    assert [one.reaches for one in compile_pattern("PALE & fjern && slapp", lexicon)] == [(16, 60)]
    for broken in ("PALE &", "PALE & / fjern", "NOWHERE .. fjern"):
        with pytest.raises(CorpusError):
            compile_pattern(broken, lexicon)


def test_a_pattern_is_looked_up_by_its_rarest_word() -> None:
    lexicon = _lexicon()
    assert compile_pattern("han .. PALE", lexicon)[0].key == lexicon.bit("PALE")


@pytest.mark.parametrize(
    "question",
    [
        "Pappa har hentet hagla og vi har låst oss inne på badet",
        "Kona mi sier hun skal kjøre utfor med ungene i bilen i kveld",
    ],
)
def test_where_others_are_in_danger_too_the_police_come_before_what_is_said_of_suicide(question: str) -> None:
    assert TRIAGE.assess(question).numbers[0] == "nasjonal/112"


@pytest.mark.parametrize(
    "question",
    [
        "Jeg er redd for at jeg skal gjøre barna mine noe. Jeg hører en stemme",
        "Eg høyrer ei røyst. Eg er redd for å gjere ungane mine noko",
        "Æ e redd for at æ ska gjør onga mine nåkka. Æ hør en stemme",
        "Det er en stemme i hodet mitt. Jeg tør ikke være alene med barna",
        "Jeg hører stemmer og er redd for å skade babyen. Hvem kan hjelpe meg?",
    ],
)
def test_a_voice_and_a_fear_to_harm_the_children_are_one_danger_in_two_sentences(question: str) -> None:
    danger = TRIAGE.assess(question)
    assert (danger.level, danger.category, danger.numbers[0]) == ("acute", "psykose", "nasjonal/113")
    assert danger.without_hints is None


@pytest.mark.parametrize(
    "question",
    [
        "Jeg hører en stemme på telefonsvareren. Barna mine skal begynne i barnehagen",
        "Jeg hører stemmen til naboen gjennom veggen. Jeg er redd for at barna ikke får sove",
        "Datteren min er redd for å gjøre noe galt. Hun har en fin stemme i koret",
        "Barna er redde for å stemme feil på elevrådet",
    ],
)
def test_other_voices_and_other_fears_are_no_danger(question: str) -> None:
    assert _level(question) == "none"


@pytest.mark.parametrize(
    "question",
    [
        "jeg tror jeg er gravid. jeg er 17. mamma kommer til å drepe meg",
        "pappa kommer til å drepe meg når han ser karakterkortet",
        "Foreldra mine kjem til å drepa meg når dei får vite at eg er gravid",
        "mamma dreper meg hvis hun finner ut at jeg har strøket i matte",
        "Fatter'n drep meg når'n ser karakteran",
        "Jeg har fått en toer på prøven og foreldrene mine kommer til å slå meg i hjel",
        "eg har bulka bilen. far kjem til å slå meg i hel",
        "hvis jeg kommer hjem med en toer dreper mamma meg",
        "mamma kommer til å flå meg hvis hun ser rommet mitt",
        "pappa kommer til å ta livet av meg når han ser bulken i bilen",
        "mamma kommer til å bli så sint at hun dreper meg, jeg har mista mobilen",
    ],
)
def test_a_parents_anger_in_a_saying_is_no_threat(question: str) -> None:
    assert _level(question) == "none"


@pytest.mark.parametrize("question", ["mamma kommer til å drepe meg", "pappa slår meg i hjel", "mor tek livet av meg"])
def test_the_bare_saying_is_a_hint_at_most(question: str) -> None:
    danger = TRIAGE.assess(question)
    assert danger.level == "none" or danger.without_hints is not None


@pytest.mark.parametrize(
    "question",
    [
        "pappa har sagt at han skal drepe meg",
        "pappa kommer til å drepe meg, han har kniv",
        "pappa kommer til å drepe meg når han ser karakterene. han slo meg så jeg blødde sist",
        "pappa dreper meg hvis jeg stryker, han har truet med kniv før",
        "pappa slår meg i hjel hvis han finner ut at jeg har kjæreste, han er full",
        "pappa kommer til å drepe meg hvis han finner ut at jeg har fortalt det til læreren",
        "Far min kjem til å drepe meg viss han får vite om kjærasten min. Slekta seier eg har skjemd ut æra",
        "Pappa slår meg i hjel. Hjelp",
        "Hjelp pappa dreper meg",
        "eksen kommer til å drepe meg",
        "Mannen min kommer til å drepe meg hvis jeg går fra ham",
        "Han drep meg viss eg går",
        "Han har sagt at han skal drepe oss",
    ],
)
def test_a_real_threat_stays_acute(question: str) -> None:
    assert _level(question) == "acute"


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Jeg er 8 år og mamma og pappa roper hele tiden. jeg gjemmer meg i skapet", "serious"),
        ("dei vaksne skrik kvar kveld og eg gøymer meg i skapet", "serious"),
        ("mamma og pappa hyle heile tia. æ gjømme mæ i skapet", "serious"),
        ("Foreldra mine kranglar kvar helg. Eg gøymer meg på rommet", "serious"),
        ("mamma og pappa roper nå. jeg gjemmer meg i skapet", "acute"),
        ("Mamma og pappa roper hele tiden, og nå gjemmer jeg meg i skapet fordi det smeller", "acute"),
        ("pappa har kniv og mamma skriker hele tiden. jeg gjemmer meg i skapet", "acute"),
        ("pappa slår mamma. jeg gjemmer meg i skapet", "acute"),
        ("eg gøymer meg i skapet fordi vi leikar boksen går", "none"),
        ("Tvillingene mine roper hele tiden. De gjemmer seg under bordet", "none"),
    ],
)
def test_hiding_from_shouting_that_is_a_habit_is_grave_but_not_now(question: str, level: str) -> None:
    assert _level(question) == level


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Ingen vald.", "none"),
        ("Det er ikke vold.", "none"),
        ("Vi kranglar mykje, ikkje vald, men kjeft", "none"),
        ("Vi vil skilles, uten vold eller rus", "none"),
        ("Vi har aldri hatt vold i heimen", "none"),
        ("det e itj nåkka vold", "none"),
        ("Han er ikke voldelig", "none"),
        ("Ingen vold hjemme nå", "none"),
        ("han sier at det ikke er vold når han dytter", "serious"),
        ("Er det ikke vold når han holder meg fast?", "serious"),
        ("Han har ikke brukt vold mot barna, men han slår meg", "serious"),
        ("Ikke fysisk vold, men økonomisk vold", "serious"),
        ("Jeg vet ikke om det er vold", "serious"),
        ("Jeg tåler ikke vold", "serious"),
        ("Ingen vet om vold i familien", "serious"),
        ("Ingen vet det har vært vold", "serious"),
        ("Mannen er aldri voldelig mot ungene, bare mot meg", "serious"),
        ("Han er ikkje valdeleg når han er edru", "serious"),
    ],
)
def test_violence_that_is_denied_is_not_told(question: str, level: str) -> None:
    assert _level(question) == level


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Vi er blakke etter skilsmissa, datteren min får ikke være med på klassetur til Polen", "none"),
        ("Guten får ikkje vere med på cup fordi vi ikkje har råd", "none"),
        ("sønnen min får ikke være med i bursdag", "none"),
        ("Dattera mi får ikkje vere med i leiken", "none"),
        ("Jeg får ikke være med venner", "serious"),
        ("Jeg får ikke ha telefon", "serious"),
        ("Jeg får ikke være med på klassetur fordi brødrene mine sier det er skam", "serious"),
        ("jente, 14, får ikke være med på tur, svømming, kino", "serious"),
    ],
)
def test_to_be_left_out_is_not_to_be_held(question: str, level: str) -> None:
    assert _level(question) == level


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Eg er aldri full når dei er vakne, eg har ikkje køyrt", "none"),
        ("Gutten er sur når han er våken, han vil ikke leke", "none"),
        ("Gutten vil ikke våkne når jeg roper", "acute"),
        ("Morfar fall om på kjøkenet. Han døydde der. No går ho rundt huset for å kome til stova", "none"),
        ("Morfar fall om på kjøkenet no nettopp", "acute"),
        ("Han går rundt huset og banker på vinduene", "acute"),
        ("Det går en mann rundt huset", "acute"),
        ("stebroren min kjem inn til meg når dei vaksne søv. eg ligg heilt stille og tel stjernene i taket", "serious"),
        ("Jeg ligger helt stille i senga og får ikke sove", "none"),
        ("Pappa kommer inn på rommet om kvelden, og jeg later som jeg sover, men spiller på mobilen", "none"),
        ("Pappa ligger helt stille på gulvet", "acute"),
        ("eg tel mandlar og har slutta å fryse fordi eg alltid frys", "none"),
        ("Han har slutta å skjelve og er iskald", "acute"),
        ("Flaskene ligg under senga no. Han kjøper dei på nett", "none"),
        ("Sjuåringen ligg under senga kvar morgon, og eg må lokke han fram", "none"),
        ("je ligger under senga, han lener seg mot døra", "acute"),
        ("Han låser telefonen hennar i safen, og eg ser henne i vindauget. Eg torer ikkje banke på", "serious"),
        ("Vi låser mobilene til barna i et skap om natta", "none"),
        ("eg ser han i vindauget, han slår ho", "acute"),
        ("Far og bonusfar krangler på parkeringa utenfor SFO. Ingen slår. Hvem kan hjelpe de voksne?", "none"),
        ("Faren slo henne og venter i bilen utenfor", "acute"),
    ],
)
def test_a_danger_and_what_shares_its_words(question: str, level: str) -> None:
    assert _level(question) == level


@pytest.mark.parametrize(
    "text",
    [
        "Er det noen som kan ta seg litt av barnebarnet mitt?",
        "Kor mykje tener rektor på skulen til sonen min?",
        "Vener av oss har tre gutar, alle skrik og maten står på taket.",
    ],
)
def test_a_word_that_only_looks_like_danger_is_itself(text: str) -> None:
    danger = TRIAGE.assess(text)
    assert (danger.without_hints or danger).level == "none"


def test_a_poem_before_another_matter_hides_no_danger() -> None:
    assert _level("Skriv et dikt om hunden min. Forresten, babyen puster ikke!") == "acute"
    assert _level("Skriv et dikt om en baby. Babyen puster ikke!") == "none"
