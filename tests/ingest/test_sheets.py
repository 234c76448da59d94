"""What stands where on the pages of a PDF: running heads, columns of text, justified lines, hyphens, fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.ingest.blocks import Block, Reading
from dorinn.ingest.child import read
from dorinn.ingest.limits import load
from dorinn.language.lexicon import Lexicon
from dorinn.language.repair import Repairer
from ingest.papers import column, placed, ruled, words

FIRST = (
    "Når et barn får hjelp fra flere tjenester, skal en av dem lede arbeidet og holde i trådene for familien.|"
    "Helsestasjonen kaller inn til det første møtet, og skolen skriver et kort referat som alle får tilsendt."
)
SECOND = (
    "Legen sender henvisningen videre når foreldrene ønsker det, og klinikken svarer innen ti dager på brevet.|"
    "Mens familien venter på time, har kommunen ansvaret for at noen ringer dem hver uke og spør hvordan det går."
)


def _read(path: Path, sheets: list[list[str]]) -> Reading:
    return read(*load(placed(path / "plan.pdf", sheets)))


def _said(blocks: list[Block]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks]


# -- running heads ------------------------------------------------------------


def _card(number: int) -> list[str]:
    return [
        words(72, 800, "Tiltak i Fjelldal kommune", 9),
        words(72, 740, f"Tiltakskort {number}", 16),
        *column(72, 716, 400, f"Gruppe {'ABCDE'[number]} er åpen for alle som vil være med, og den er gratis."),
        words(72, 690, f"Gruppa møtes {number + 2} ganger i halvåret."),
        words(72, 672, f"Oppstart: uke {number + 33}"),
        words(290, 30, f"Side {number}", 9),
    ]


def test_lines_that_differ_in_a_number_alone_are_no_running_heads(tmp_path: Path) -> None:
    reading = _read(tmp_path, [_card(number) for number in range(1, 5)])
    assert [block.text for block in reading.blocks if block.kind == "heading"] == [
        f"Tiltakskort {number}" for number in range(1, 5)
    ]
    whole = " ".join(block.text for block in reading.blocks)
    assert all(f"møtes {number + 2} ganger" in whole and f"uke {number + 33}" in whole for number in range(1, 5))
    assert [what for what, _ in reading.dropped] == ["header or footer", "page number"] * 4


@pytest.mark.parametrize("head", ["Fjelldal kommune {}", "Plan for trygg oppvekst | side {} av 4", "Vedtatt i mai."])
def test_a_running_head_may_hold_the_number_of_its_page(tmp_path: Path, head: str) -> None:
    sheets = []
    for number in range(1, 5):
        text = column(72, 760, 400, f"{FIRST} Dette er ark nummer {number}.")
        sheets.append([words(72, 800, head.format(number), 9), *text])
    reading = _read(tmp_path, sheets)
    assert [words for _, words in reading.dropped] == [head.format(number) for number in range(1, 5)]


def test_the_same_last_words_of_several_pages_are_kept(tmp_path: Path) -> None:
    sheets = []
    for number, name in enumerate(("Kafeen", "Turgruppa", "Lekegruppa", "Sorggruppa")):
        top = 740 - 20 * number
        lines = (f"{name} drives av frivillige i bygda.", "Alle er velkomne, og", "tilbudet er gratis.")
        sheets.append([words(72, top, name, 16)] + [words(72, top - 24 - 14 * i, t) for i, t in enumerate(lines)])
    reading = _read(tmp_path, sheets)
    assert not reading.dropped
    assert sum("tilbudet er gratis" in block.text for block in reading.blocks) == 4


def test_a_plan_of_two_pages_has_running_heads_too(tmp_path: Path) -> None:
    sheets = [
        [words(72, 805, "Plan for Fjelldal", 12), words(72, 740, f"{number} {name}", 16), *column(72, 716, 400, text)]
        for number, name, text in ((1, "Tiltak", FIRST), (2, "Slutt", SECOND))
    ]
    reading = _read(tmp_path, sheets)
    assert [block.text for block in reading.blocks if block.kind == "heading"] == ["1 Tiltak", "2 Slutt"]
    assert [what for what, _ in reading.dropped] == ["header or footer"] * 2


def test_a_line_close_over_a_table_comes_before_it(tmp_path: Path) -> None:
    table = ruled(72, 729, (100, 100), (("Team", "Frist"), ("Fjordteam", "mai"), ("Fjellteam", "juni")))
    blocks = _read(tmp_path, [[words(72, 730, "Tabellen viser fristene."), *table]]).blocks
    assert [block.kind for block in blocks] == ["text", "row", "row"]


# -- columns ------------------------------------------------------------------


@pytest.mark.parametrize("justified", [False, True])
@pytest.mark.parametrize("gutter", [17, 23, 28, 43])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, gutter: int, justified: bool) -> None:
    width = (451 - gutter) / 2
    sheet = [
        words(72, 805, "Oppvekstplan for Fjelldal kommune, vedtatt av kommunestyret i mai for fire år"),
        words(72, 740, "5 Samtidig hjelp", 16),
        *column(72, 710, width, FIRST, justified),
        *column(72 + width + gutter, 710, width, SECOND, justified),
        words(72, 560, "6 Slutt", 16),
        *column(
            72, 536, 451, "Planen gjelder for alle som bor i kommunen, og rådmannen har ansvaret for at den følges."
        ),
        words(290, 30, "Side 3"),
    ]
    assert _said(_read(tmp_path, [sheet]).blocks)[1:] == [
        ("heading", "5 Samtidig hjelp"),
        *(("text", part) for part in (*FIRST.split("|"), *SECOND.split("|"))),
        ("heading", "6 Slutt"),
        ("text", "Planen gjelder for alle som bor i kommunen, og rådmannen har ansvaret for at den følges."),
    ]


def test_a_sentence_goes_on_in_the_next_column_and_headings_stand_in_columns(tmp_path: Path) -> None:
    broken = "Mens familien venter, har kommunen ansvaret for at noen ringer dem hver uke og"
    sheet = [
        words(72, 740, "1 Ansvar", 14),
        *column(72, 716, 200, f"{FIRST}|{broken}"),
        *column(300, 740, 200, "spør hvordan det går."),
        words(300, 712, "2 Frister", 14),
        *column(300, 690, 200, SECOND),
    ]
    parts = [*FIRST.split("|"), f"{broken} spør hvordan det går."]
    assert _said(_read(tmp_path, [sheet]).blocks) == [
        ("heading", "1 Ansvar"),
        *(("text", part) for part in parts),
        ("heading", "2 Frister"),
        *(("text", part) for part in SECOND.split("|")),
    ]


def test_three_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    texts = (FIRST, SECOND, FIRST.replace("et barn", "en ungdom"))
    sheet = [op for at, text in enumerate(texts) for op in column(40 + 180 * at, 700, 155, text)]
    assert [text for _, text in _said(_read(tmp_path, [sheet]).blocks)] == [
        part for text in texts for part in text.split("|")
    ]


def test_a_short_list_under_columns_comes_after_them(tmp_path: Path) -> None:
    sheet = [*column(72, 710, 210, FIRST), *column(310, 710, 210, SECOND), words(72, 580, "6 Med i teamet", 16)]
    sheet += [words(72, 556, "• Rektor"), words(72, 540, "• Styrer")]
    assert [text for _, text in _said(_read(tmp_path, [sheet]).blocks)] == [
        *FIRST.split("|"), *SECOND.split("|"), "6 Med i teamet", "Rektor", "Styrer",
    ]  # fmt: skip


def test_a_heading_right_under_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    rows = (("Team", "Leder"), ("Fjordteam", "rektor"), ("Fjellteam", "styrer"))
    sheet = [words(72 + 120 * at, 700 - 16 * n, cell) for n, row in enumerate(rows) for at, cell in enumerate(row)]
    sheet += [words(72, 632, "2 Tilbud", 16), words(72, 610, "Alle kan komme.")]
    assert _said(_read(tmp_path, [sheet]).blocks)[2:] == [("heading", "2 Tilbud"), ("text", "Alle kan komme.")]


@pytest.mark.parametrize("bold", [False, True])
def test_long_cells_of_a_table_without_rules_stay_in_their_rows(tmp_path: Path, bold: bool) -> None:
    sheet = [words(72, 740, "Tiltak", bold=bold), words(310, 740, "Begrunnelse", bold=bold)]
    rows = [*zip(FIRST.split("|"), SECOND.split("|"), strict=True)] * 2
    for place, row in enumerate(rows):
        for at, cell in enumerate(row):
            sheet += column(72 + 238 * at, 716 - 56 * place, 210, cell)
    assert _said(_read(tmp_path, [sheet]).blocks) == [("row", f"Tiltak: {a} | Begrunnelse: {b}") for a, b in rows]


# -- lines and hyphens --------------------------------------------------------


@pytest.mark.parametrize("width", [175, 215])
def test_a_narrow_justified_line_is_no_table(tmp_path: Path, width: int) -> None:
    text = (
        "Beredskapsgruppa består av skolehelsetjenesten, barneverntjenesten, kommuneoverlegen og ungdomskontakten. "
        "Oppvekstkoordinatoren innkaller tiltaksgruppemedlemmene til samarbeidsmøte hver fjortende dag."
    )
    assert _said(_read(tmp_path, [column(72, 700, width, text, justified=True)]).blocks) == [("text", text)]


def test_rows_of_short_cells_stay_a_table(tmp_path: Path) -> None:
    rows = (("Team", "Leder", "Frist"), ("Fjordteam", "rektor", "mai"), ("Fjellteam", "styrer", "juni"))
    sheet = [words(72 + 80 * at, 700 - 16 * n, cell) for n, row in enumerate(rows) for at, cell in enumerate(row)]
    assert [text for _, text in _said(_read(tmp_path, [sheet]).blocks)] == [
        "Team: Fjordteam | Leder: rektor | Frist: mai",
        "Team: Fjellteam | Leder: styrer | Frist: juni",
    ]


def test_the_hyphens_of_browsers_are_joined(tmp_path: Path) -> None:
    """«~» is drawn as U+2010; a space without room stands where a soft hyphen is inside a word."""
    lines = ("Teamet får hjelp av ungdoms~", "kontakten og av helsesyke~", "pleieren på skolen.")
    sheet = [words(72, 700 - 14 * place, line) for place, line in enumerate(lines)]
    sheet += [words(72, 600, "Beredskaps"), words(125.03, 600, " "), words(125.03, 600, "teamet møtes i mai.")]
    sheet += [words(72, 580, "Rektor og FAU-"), words(72, 566, "Lia møtes.")]
    sheet += ruled(72, 560, (60, 100), (("Team", "Leder"), ("Natteravn~", "rektor"), ("Fjordteam", "styrer")))
    sheet.append(words(76, 521, "gruppa"))
    blocks = _read(tmp_path, [sheet]).blocks
    assert Repairer(Lexicon.load()).repair([block.text for block in blocks]) == [
        "Teamet får hjelp av ungdomskontakten og av helsesykepleieren på skolen.",
        "Beredskapsteamet møtes i mai.",
        "Rektor og FAU-Lia møtes.",
        "Team: Natteravngruppa | Leder: rektor",
        "Team: Fjordteam | Leder: styrer",
    ]


# -- fields -------------------------------------------------------------------

FIELDS = (("Formål", "Tidlig hjelp"), ("Deltakere", "rektor og PPT"), ("Innkaller", "jordmor"), ("Møte", "i mai"))


def test_a_table_that_names_fields_has_no_column_headings(tmp_path: Path) -> None:
    blocks = _read(tmp_path, [[words(72, 740, "Fjordteam", 16), *ruled(72, 700, (100, 200), FIELDS)]]).blocks
    assert _said(blocks)[1:] == [("row", f"{name}: {said}") for name, said in FIELDS]


def test_fields_of_any_name_are_told_by_coming_again(tmp_path: Path) -> None:
    first = (("Slik gjør vi det", "Vi ringer hjem samme dag"), ("Etterpå", "Vi skriver"))
    second = (("Slik gjør vi det", "Vi drar ut"), ("Etterpå", "Vi venter"))
    sheet = [words(72, 740, "A. Uro", 16), *ruled(72, 700, (100, 200), first)]
    sheet += [words(72, 600, "B. Fare", 16), *ruled(72, 560, (100, 200), second)]
    assert [text for kind, text in _said(_read(tmp_path, [sheet]).blocks) if kind == "row"] == [
        f"{name}: {said}" for name, said in (*first, *second)
    ]


def test_tables_with_a_year_each_keep_their_headings(tmp_path: Path) -> None:
    sheet = []
    for place, year in enumerate(("2023", "2024")):
        rows = (("Måltall", year), ("Elever med leksehjelp", "41"), ("Elever i korps", "12"))
        sheet += [words(72, 740 - 200 * place, "Tall for skolen", 16), *ruled(72, 700 - 200 * place, (150, 100), rows)]
    said = [text for kind, text in _said(_read(tmp_path, [sheet]).blocks) if kind == "row"]
    assert len(said) == 4
    assert not any(text.startswith("Måltall: 20") for text in said)


@pytest.mark.parametrize("head", [("Tiltak", "Frist"), ("Team", "Møter"), ("Alder", "Tilbud")])
def test_a_table_of_two_columns_with_headings_keeps_them(tmp_path: Path, head: tuple[str, str]) -> None:
    rows = (head, ("Fjordteam", "mai"), ("Fjellteam", "juni"))
    assert [text for _, text in _said(_read(tmp_path, [ruled(72, 700, (100, 200), rows)]).blocks)] == [
        f"{head[0]}: {one} | {head[1]}: {other}" for one, other in rows[1:]
    ]
