"""The repair gives lost letters back, joins broken words, and leaves right words, names and numbers alone."""

from __future__ import annotations

import time
from random import Random

import pytest

from dorinn.language.damage import damage
from dorinn.language.lexicon import Lexicon
from dorinn.language.repair import Repairer
from ingest import papers

# Our own words, in both forms; ordinary and of the field.
CLEAN = {
    "nb": """Planen gjelder for alle barn og unge i kommunen. Vi ønsker at foreldre skal få hjelp så tidlig som mulig,
    og at hjelpen blir gitt der barnet er. Når en lærer er bekymret, skal hun først snakke med elev og foresatte, og så
    med rektor. Helsesykepleieren er på skolen to dager i uken. Skolen må også følge opp fravær, både det som er gyldig
    og det som ikke er det. Flere enn før sier at de mangler en voksen å snakke med. Vår oppgave er å være til stede.
    Kommunen har økonomi til én ny stilling neste år. De som jobber med ungdom, får opplæring hvert år, og målet er at
    alle tjenester møter familien på samme måte. Det er særlig viktig å høre hva barnet selv mener.""",
    "nn": """Planen gjeld for alle barn og unge i kommunen. Vi ønskjer at foreldre skal få hjelp så tidleg som råd, og
    at hjelpa blir gitt der barnet er. Når ein lærar er uroleg, skal ho først snakke med elev og føresette, og så med
    rektor. Helsesjukepleiaren er på skulen to dagar i veka. Skulen må òg følgje opp fråvær. Fleire enn før seier at dei
    manglar ein vaksen å snakke med. Kommunen har økonomi til ei ny stilling neste år. Dei som arbeider med ungdom, får
    opplæring kvart år, og målet er at alle tenester møter familien på same måten. Det er særleg viktig å høyre kva
    barnet sjølv meiner.""",
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def _repaired(lexicon: Lexicon, *texts: str) -> list[str]:
    return Repairer(lexicon, names=["Åsnes", "Vestre Slidre"]).repair(texts)


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_most_of_a_damaged_text_comes_back(lexicon: Lexicon, form: str) -> None:
    words = CLEAN[form].split()
    restored = damaged = harmed = 0
    for seed in range(5):
        random = Random(seed)
        read = [damage(word, random) for word in words]
        after = _repaired(lexicon, " ".join(read))[0].split()
        assert len(after) == len(words)
        for true, seen, now in zip(words, read, after, strict=True):
            damaged += seen != true
            restored += seen != true and now == true
            harmed += seen == true and now != true
    assert restored >= (0.92 if form == "nb" else 0.85) * damaged
    assert harmed <= 0.005 * len(words) * 5


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_a_sound_text_stays_as_it_is(lexicon: Lexicon, form: str) -> None:
    repairer = Repairer(lexicon)
    assert repairer.repair([CLEAN[form]]) == [CLEAN[form]]
    assert repairer.changes == []


def test_the_damage_of_a_scan(lexicon: Lexicon) -> None:
    said = " ".join(_repaired(lexicon, papers.DAMAGED)[0].split())
    for right in (
        "innført for å gi", "når det er", "Vi ønsker", "skal få", "støtte", "særlig", "på skolen", "må også tenke",
        "økonomi og bærekraft", "møter en", "skal følges opp hvert år", "skal være med", "Barn som står",
        "før det er for sent", "lærer er bekymret", "Oppfølgingen",
    ):  # fmt: skip
        assert right in said, right


def test_names_and_numbers_and_addresses_stay(lexicon: Lexicon) -> None:
    text = (
        "Vi gnsker & mgte Ola Granli og Kari Larsen pa skolen. Barnet ma fa 4 timer og 25,7 prosent, jf. § 15-3. "
        "Se https://eksempel.no/pa-norsk/barn og post@sarbar.no nar det er behov for stgtte fra kommunen."
    )
    said = _repaired(lexicon, text)[0]
    for kept in (
        "Granli",
        "Larsen",
        "4 timer",
        "25,7",
        "§ 15-3",
        "https://eksempel.no/pa-norsk/barn",
        "post@sarbar.no",
    ):
        assert kept in said


def test_the_municipalitys_own_name_is_known(lexicon: Lexicon) -> None:
    said = _repaired(
        lexicon, "Vi gnsker at Asnes skal vaere et godt sted a bo, og at barn i Asnes far stgtte pa skolen."
    )
    assert said[0].count("Åsnes") == 2


def test_words_broken_at_the_end_of_a_line(lexicon: Lexicon) -> None:
    soft = "\u00ad"
    said = _repaired(lexicon, f"Sam-{soft}arbeid i barne- og ungdomsskolen. Kompetan- seheving for alle.")[0]
    assert said == "Samarbeid i barne- og ungdomsskolen. Kompetanseheving for alle."


def test_an_abbreviation_keeps_its_hyphen(lexicon: Lexicon) -> None:
    soft = "\u00ad"
    assert _repaired(lexicon, f"Møt SLT-{soft}koordinator, PP-{soft}rådgiver og helse-{soft}sykepleier.") == [
        "Møt SLT-koordinator, PP-rådgiver og helsesykepleier."
    ]


SIGNS = "Vi gnsker a mgte alle pa skolen, og det ma vaere trygt nar de har stgtte. "


def test_a_word_with_figures_is_repaired_whole_or_stays_whole(lexicon: Lexicon) -> None:
    said = _repaired(lexicon, SIGNS + "Hver m4ned f4r kontaktl2rer og p4rgrende oppl2ring p4 trinn2, i 4b og bxl2rer.")[
        0
    ]
    assert said.endswith("Hver måned får kontaktlærer og pårørende opplæring på trinn2, i 4b og bxl2rer.")
    said = _repaired(lexicon, SIGNS + "Det er 5 4r til, fra kl. 8 til 12, i rom B2 og P4, 20 m2 og 4t. En 14aring.")[0]
    assert said.endswith("Det er 5 år til, fra kl. 8 til 12, i rom B2 og P4, 20 m2 og 4t. En 14åring.")


def test_a_sound_text_keeps_its_figures(lexicon: Lexicon) -> None:
    text = "Rom p4 og m4 er ledige, og 10 er det ikke. " + CLEAN["nb"]
    assert _repaired(lexicon, text) == [text]


def test_a_name_stays_at_the_start_of_a_sentence_too(lexicon: Lexicon) -> None:
    for text in ("Solvi Hakonsen kaller inn.", "Kontaktperson: Kare Naess", "Asbjgrn Dahl svarer."):
        assert _repaired(lexicon, SIGNS, text)[1] == text
    assert (
        _repaired(lexicon, SIGNS, "Mgte med Solvi pa skolen. Solvi svarer.")[1]
        == "Møte med Solvi på skolen. Solvi svarer."
    )
    assert _repaired(lexicon, SIGNS + "Pa Fjordskolen er det trygt. Nar Ola ma.")[0].endswith(
        "På Fjordskolen er det trygt. Når Ola må."
    )


@pytest.mark.parametrize(
    "name",
    ["Kari S0rli", "Marit H2gseth", "K4re N2ss", "S0lvi H4konsen", "Bj0rn H4land", "Ingrid 0deg4rd", "Pal 4sheim"],
)
def test_a_name_with_figures_for_letters_stays(lexicon: Lexicon, name: str) -> None:
    for said in (name, f"Leiar: {name}", f"Teamet blir leidd av {name} ved skulen.", f"{name} leiar teamet."):
        assert _repaired(lexicon, SIGNS, said)[1] == said


def test_an_everyday_word_with_figures_is_repaired_beside_a_capital(lexicon: Lexicon) -> None:
    said = _repaired(lexicon, SIGNS, "H0sten 2026 er V4r plan ferdig. Kommunen 0nsker m0te. Klubben 4pner i m4neden.")[
        1
    ]
    assert said == "Høsten 2026 er V4r plan ferdig. Kommunen ønsker møte. Klubben åpner i måneden."


def test_a_heading_with_a_number_begins_like_a_sentence(lexicon: Lexicon) -> None:
    assert _repaired(lexicon, SIGNS, "5.1 Mal og strategier")[1] == "5.1 Mål og strategier"


def test_what_somebody_gave_is_not_where_they_go(lexicon: Lexicon) -> None:
    said = _repaired(lexicon, SIGNS + "Radet og en skole ga innspill i to mgter. De skal ga tur, og ma ikke ga alene.")
    assert said[0].endswith("skole ga innspill i to møter. De skal gå tur, og må ikke gå alene.")


def test_neighbours_tell_words_apart(lexicon: Lexicon) -> None:
    signs = "Vi gnsker a mgte alle pa skolen, og det ma vaere trygt. "
    said = _repaired(lexicon, signs + "Det var sent. Her far barn hjelp i alle ar, og det er bra na.")[0]
    assert said.endswith("Det var sent. Her får barn hjelp i alle år, og det er bra nå.")


def test_every_change_is_told(lexicon: Lexicon) -> None:
    repairer = Repairer(lexicon)
    repairer.repair(["Vi gnsker & mgte foreldrene pa skolen nar de ma ha stgtte."])
    told = {(change.before, change.after) for change in repairer.changes}
    assert {
        ("gnsker", "ønsker"),
        ("&", "å"),
        ("mgte", "møte"),
        ("pa", "på"),
        ("nar", "når"),
        ("stgtte", "støtte"),
    } <= told
    assert all(change.before in change.around for change in repairer.changes)


def test_neighbours_are_heard_for_all_originals_or_for_none(lexicon: Lexicon) -> None:
    signs = "Vi gnsker a mgte alle pa skolen, og det ma vaere trygt. "
    assert _repaired(lexicon, signs + "Gruppa samles fire ganger i aret.")[0].endswith("fire ganger i året.")


def test_bars_between_cells_stay(lexicon: Lexicon) -> None:
    row = "Tiltak: Mgte pa skolen | Deltakere: Rektor, alle som gnsker stgtte | Frist: var"
    assert _repaired(lexicon, f"Vi gnsker a mgte alle. {row}")[0].count(" | ") == 2
    assert _repaired(lexicon, "| tillegg gnsker vi a mgte alle pa skolen. Det ma vaere trygt.")[0].startswith(
        "I tillegg"
    )


@pytest.mark.parametrize(
    "text",
    ["a" * 80_000, "1." * 75_000, "[a](<" * 40_000, "Ã¥Ã¦" * 37_500, "a@" * 60_000],
    ids=["a", "1.", "[", "Ã", "@"],
)
def test_an_endless_word_takes_no_time(lexicon: Lexicon, text: str) -> None:
    began = time.monotonic()
    assert _repaired(lexicon, text)
    assert time.monotonic() - began < 10  # quadratic, it took 50 seconds and more
