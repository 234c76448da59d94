"""Every format gives the same plan: headings, rows that stand alone, lists, pages; furniture is left out."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from dorinn.ingest.blocks import Block, Reading, rows
from dorinn.ingest.child import read
from dorinn.ingest.limits import load
from dorinn.ingest.plain import read_plain
from dorinn.ingest.sections import quotes, sections
from ingest import papers

FORMATS = ("txt", "md", "html", "docx", "pdf")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("papers")
    (found / "plan.txt").write_text(papers.TEXT, encoding="utf-8")
    (found / "plan.md").write_text(papers.MARKDOWN, encoding="utf-8")
    (found / "plan.html").write_text(papers.HTML, encoding="utf-8")
    papers.as_docx(found / "plan.docx")
    papers.as_pdf(found / "plan.pdf")
    return found


@pytest.fixture(scope="module")
def readings(folder: Path) -> dict[str, Reading]:
    return {name: read(*load(folder / f"plan.{name}")) for name in FORMATS}


@pytest.mark.parametrize("name", FORMATS)
def test_every_row_says_its_column_headings(readings: dict[str, Reading], name: str) -> None:
    said = [quote.text for quote in quotes(sections(readings[name].blocks)) if "Fjordteam" in quote.text]
    assert len(said) == 1
    assert said[0].startswith("Tiltak: Fjordteam | Deltakere: helsesykepleier, rektor")
    assert said[0].endswith("Ansvar: Rektor ved Fjordskolen | Frist: 1. oktober")


@pytest.mark.parametrize("name", FORMATS)
def test_a_fact_stands_in_its_section(readings: dict[str, Reading], name: str) -> None:
    (quote,) = [q for q in quotes(sections(readings[name].blocks)) if papers.FACTS[0] in q.text]
    assert "formål" in quote.path[-1].lower()


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_no_text_of_the_plan_is_left_out(readings: dict[str, Reading], name: str) -> None:
    whole = "\n".join(block.text for block in readings[name].blocks)
    for furniture in ("Side 1", "bookmark", "alert", "Kart over siden", "\t"):
        assert furniture not in whole


def test_a_pdf_keeps_its_pages_and_drops_what_every_page_repeats(readings: dict[str, Reading]) -> None:
    reading = readings["pdf"]
    assert reading.pages == 4
    assert not any("Fjelldal kommune" in block.text for block in reading.blocks)
    assert [what for what, _ in reading.dropped].count("header or footer") == 4
    (quote,) = [q for q in quotes(sections(reading.blocks)) if "side 4." in q.text]
    assert quote.page == 4
    assert quote.section.endswith("side 4")


def test_cells_with_wrapped_words_are_one_row_and_a_table_goes_on_over_the_page(tmp_path: Path) -> None:
    blocks = read(*load(papers.as_ruled_pdf(tmp_path / "plan.pdf"))).blocks
    assert [block.text.replace("-\u00ad", "") for block in blocks if block.kind == "row"] == [
        "Tiltak: Fjordteam i barnehagen | Deltakere: Styrer, lærer og helsesykepleier når det trengs | "
        "Frist: Hver sjette uke",
        "Tiltak: Ressursteam | Deltakere: Rektor og PPT | Frist: Første mandag i måneden",
    ]
    assert [block.page for block in blocks if block.kind == "row"] == [1, 2]
    assert [(b.kind, b.text) for b in blocks if b.kind != "row"] == [
        ("heading", "Samarbeid"),
        ("text", "Planen gjelder alle barn."),
        ("item", "se barnet tidlig, og si fra om det"),
        ("item", "høre på barnet"),
    ]


def test_a_table_may_be_torn_by_page_breaks_after_its_head_and_before_its_last_row(tmp_path: Path) -> None:
    reading = read(*load(papers.as_torn_pdf(tmp_path / "plan.pdf")))
    row = "Møte: Fjordteam | Ansvar: Rektor | Hyppighet: Hver uke"
    assert [(block.kind, block.text, block.page) for block in reading.blocks] == [
        ("text", "Møtene står under.", 1),
        ("row", row, 2),
        ("row", row, 2),
        ("row", row, 3),
        ("text", "Rektor kaller inn.", 3),
    ]
    assert [what for what, _ in reading.dropped] == ["header or footer"] * 3


def test_a_contents_list_is_dropped_and_tells_the_headings(readings: dict[str, Reading]) -> None:
    reading = readings["txt"]
    assert [words for what, words in reading.dropped if what == "contents"] == [
        "Innhold", "1. Innledning\t3", "1.1 Formål\t3", "2. Samarbeid\t4", "2.1 Team\t5",
    ]  # fmt: skip
    paths = [section.path for section in sections(reading.blocks)]
    assert ("2. Samarbeid", "2.1 Team") in paths
    assert ("1. Innledning", "1.1 Formål") in paths


@pytest.mark.parametrize("page", ["", " 3", "\n.................... 3"])
def test_a_contents_list_without_leaders_is_dropped(page: str) -> None:
    listed = "\n".join(f"{title}{page}" for title in ("1 Innledning", "1.1 Formål", "2 Samarbeid", "2.1 Team"))
    body = f"1 Innledning\n{papers.FACTS[0]}\n1.1 Formål\n{papers.FACTS[1]}\n2 Samarbeid\n2.1 Team\n{papers.FACTS[2]}\n"
    reading = read_plain(f"Plan for tidlig hjelp\n\nInnhold\n{listed}\n\n{body}")
    assert [(section.path, len(section.blocks)) for section in sections(reading.blocks)][1:] == [
        (("1 Innledning",), 1), (("1 Innledning", "1.1 Formål"), 1), (("2 Samarbeid",), 0),
        (("2 Samarbeid", "2.1 Team"), 1),
    ]  # fmt: skip
    assert {what for what, _ in reading.dropped} == {"contents"}


def test_points_under_a_heading_called_contents_stay() -> None:
    said = [block.text for block in read_plain("Kurs\n\nInnhold\n\nfrisk luft\nlek og ro\nmat til alle\n").blocks]
    assert "lek og ro" in " ".join(said)


def test_figures_inside_a_page_are_no_page_numbers() -> None:
    table = "Meldinger til barnevernet i året\n{}\n{}\nUndersøkelser i tide\n{} %"
    page = f"Fjelldal\nTall for skolen\n\n{table}\n\nSlik er det nå.\n{{}}\n"
    reading = read_plain("\f".join(page.format(61 + n, 71 + n, 81 + n, n) for n in range(1, 5)))
    whole = " ".join(block.text for block in reading.blocks)
    assert all(str(figure) in whole for figure in (62, 72, "82 %", 65, 75, "85 %"))
    assert [words for what, words in reading.dropped if what == "page number"] == ["1", "2", "3", "4"]


def test_sentences_that_differ_in_a_figure_are_no_running_heads() -> None:
    page = "Plan for Fjelldal, side {}\n\n{}\n\n{} er for alle i bygda.\n\nGruppa møtes {} ganger i året.\n"
    names = ("Kafeen", "Turgruppa", "Lekegruppa", "Sorggruppa")
    reading = read_plain("\f".join(page.format(n, name, name, n + 2) for n, name in enumerate(names, 1)))
    assert sum("ganger i året" in block.text for block in reading.blocks) == 4
    assert [words for _, words in reading.dropped] == [f"Plan for Fjelldal, side {n}" for n in range(1, 5)]


def test_a_list_stays_with_the_line_that_leads_in_to_it(readings: dict[str, Reading]) -> None:
    (quote,) = [q for q in quotes(sections(readings["txt"].blocks)) if "Målet er:" in q.text]
    assert "• at hjelpen kommer" in quote.text


def test_word_gives_joined_cells_pages_and_no_deleted_words(readings: dict[str, Reading], tmp_path: Path) -> None:
    said = [quote for quote in quotes(sections(readings["docx"].blocks)) if "bestemor" in quote.text]
    assert said[0].text.startswith("Tiltak: Morgenkaffe | Deltakere: bestemor og bestefar")
    assert said[0].page == 2
    marked = read(*load(papers.with_bookmark(tmp_path / "x.docx")))
    assert [block.text for block in marked.blocks] == ["Ansvar", "Rektor har alltid ansvaret for teamet."]


def test_a_page_that_somebody_broke_is_no_page_unless_word_wrote_it_down(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("Planen gjelder alle.", "Rektor har ansvar."):
        document.add_paragraph(text)
        document.add_page_break()
    document.save(str(tmp_path / "x.docx"))
    reading = read(*load(tmp_path / "x.docx"))
    assert reading.pages is None
    assert {block.page for block in reading.blocks} == {None}


def test_a_table_in_a_text_with_a_cell_on_each_line() -> None:
    text = "Samarbeid\n\n\tTiltak\n\tAnsvar\n\n\tFjordteam\nfor skolen\n\tRektor\n\nkaller inn\n\n\tKurs\n\tJordmor\n"
    said = [block.text for block in read_plain(text).blocks if block.kind == "row"]
    assert said[0].startswith("Tiltak: Fjordteam for skolen | Ansvar: Rektor")
    assert said[1] == "Tiltak: Kurs | Ansvar: Jordmor"


def test_a_row_under_a_joined_cell_takes_its_name() -> None:
    table = [["Område", "Tiltak", "Frist"], ["Språk", "lesestund", "vår"], ["", "bokkasse", "høst"]]
    assert [block.text for block in rows(table)] == [
        "Område: Språk | Tiltak: lesestund | Frist: vår",
        "Område: Språk | Tiltak: bokkasse | Frist: høst",
    ]


def test_a_shortened_word_may_head_a_column() -> None:
    table = [["Nr.", "Tiltak", "Frist"], ["1", "lesestund", "vår"], ["2", "bokkasse", "høst"]]
    assert [block.text for block in rows(table)] == [
        "Nr.: 1 | Tiltak: lesestund | Frist: vår",
        "Nr.: 2 | Tiltak: bokkasse | Frist: høst",
    ]


def test_a_row_that_lost_its_first_cells_is_moved() -> None:
    table = [
        ["Område", "Tiltak", "Frist"],
        ["Språk", "lesestund", "vår"],
        ["Lek", "klatring", "mai"],
        ["bokkasse", "høst", ""],
    ]
    assert rows(table)[-1].text == "Område: Lek | Tiltak: bokkasse | Frist: høst"


def test_lines_that_were_broken_are_one_paragraph_even_over_a_gap() -> None:
    (block,) = read_plain("Foreldrene får tilbud om\n\nsamtaler hver måned.\n").blocks
    assert block.text == "Foreldrene får tilbud om samtaler hver måned."


def test_a_sentence_is_no_heading() -> None:
    kinds = [(b.kind, b.text) for b in read_plain("Team\n\nRektor leder det.\n\nRing 23 45 67 89\n\nSlutt.\n").blocks]
    assert kinds[0] == ("heading", "Team")
    assert {kind for kind, _ in kinds[1:]} == {"text"}


def test_doubly_encoded_letters_are_put_right(tmp_path: Path) -> None:
    broken = "Første møte er på våren.".encode().decode("cp1252").encode()
    (tmp_path / "x.txt").write_bytes(broken)
    assert read(*load(tmp_path / "x.txt")).blocks[0].text == "Første møte er på våren."


@pytest.mark.parametrize("word", ["Mål", "Våren", "Åsheim", "år.", "Øyen", "åtte", "–", "«her»", "§"])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_a_doubly_encoded_word_alone_is_put_right_and_told(tmp_path: Path, word: str, encoding: str) -> None:
    broken = word.encode().decode(encoding).encode()
    (tmp_path / "x.md").write_bytes(b"# Plan\n\nDette er " + broken + b" i kommunen.\n")
    reading = read(*load(tmp_path / "x.md"))
    assert reading.blocks[1].text == f"Dette er {word} i kommunen."
    assert [after for _, after, _ in reading.mended] == [word]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "x.txt").write_bytes("Første møte er på våren.".encode(encoding))
    assert read(*load(tmp_path / "x.txt")).blocks[0].text == "Første møte er på våren."


def test_rows_of_one_numbered_measure_are_quoted_together() -> None:
    label = "1 (Fast kaffe for foreldre hver uke på …)"
    blocks = [
        Block("row", "1 | Beskrivelse: Fast kaffe for foreldre hver uke på skolen"),
        Block("row", f"{label} | Frist: innen mai"),
        Block("row", f"{label} | Ansvar: rektor"),
        Block("row", "2 | Beskrivelse: Ny lekeplass"),
        Block("row", "2 (Ny lekeplass …) | Ansvar: styrer"),
    ]
    said = [quote.text for quote in quotes(sections(blocks))]
    assert said[1] == f"{label} | Frist: innen mai | Ansvar: rektor"
    assert len(said) == 4


def test_a_note_that_is_a_bare_link_is_left_out_and_a_short_one_kept() -> None:
    notes = [Block("note", "[1] https://www.example.org/side se her"), Block("note", "[2] Se opplæringslova § 12-4.")]
    assert [q.text for q in quotes(sections([Block("heading", "Tiltak", 1), *notes]))] == [notes[1].text]


def test_a_table_with_an_empty_corner_keeps_its_headings() -> None:
    cells = [
        ["", "Barnehage", "Skole"],
        ["Melder uro", "pedagogisk leder", "kontaktlærer"],
        ["Frist", "7 dager", "10 dager"],
    ]
    said = [block.text for block in rows(cells, None)]
    assert said == [
        "Melder uro | Barnehage: pedagogisk leder | Skole: kontaktlærer",
        "Frist | Barnehage: 7 dager | Skole: 10 dager",
    ]
