"""Tables whose file tells which cells are joined: groups of rows, labels on the left, two rows of heads."""

from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.ingest.blocks import Block, rows
from dorinn.ingest.child import read
from dorinn.ingest.limits import load
from dorinn.ingest.markup import read_html, read_markdown
from dorinn.ingest.sections import quotes, sections
from ingest import papers

Said = list[tuple[tuple[str, ...], str]]
HEADS = ["Lag", "Leder", "Frist"]
RECORDS = [["Bekkelaget", "Styrer", "mai"], ["Fjordlaget", "Rektor", "juni"]]
CARD = [["Formål", "Tidlig hjelp"], ["Deltakarar", "Jordmor, styrar"], ["Innkallar", "Jordmor"], ["Møte", "Kvar veke"]]


def _said(blocks: list[Block]) -> Said:
    return [(quote.path[1:], quote.text) for quote in quotes(sections(blocks))]


def _page(table: str) -> Said:
    return _said(read_html(f"<h1>Team</h1>{table}").blocks)


def _word(path: Path, *tables: list[list[str]], joined: papers.Joined = (), over: str = "", marked: int = 0) -> Said:
    made = papers.with_tables(path / "x.docx", *tables, joined=joined, over=over, marked=marked)
    return _said(read(*load(made)).blocks)


def _html(*rows: list[str]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"


def _cells(row: list[str], tag: str = "td") -> list[str]:
    return [f"<{tag}>{cell}</{tag}>" for cell in row]


BEKKE = "Lag: Bekkelaget | Leder: Styrer | Frist: mai"
FJORD = "Lag: Fjordlaget | Leder: Rektor | Frist: juni"


@pytest.mark.parametrize("group", ['<th colspan="3">For skolene</th>', '<td colspan="3">For skolene</td>'])
def test_a_row_of_one_cell_is_over_the_rows_after_it(group: str, tmp_path: Path) -> None:
    head, first, second = _cells(HEADS, "th"), _cells(RECORDS[0]), _cells(RECORDS[1])
    assert _page(_html(head, first, [group], second)) == [((), BEKKE), (("For skolene",), FJORD)]
    other = [group.replace("For skolene", "Planlagt")]
    assert _page(_html(head, [group], first, other, second)) == [(("For skolene",), BEKKE), (("Planlagt",), FJORD)]
    band = ["For skolene", "", ""]
    said = _word(tmp_path, [HEADS, RECORDS[0], band, RECORDS[1]], joined=[(2, 0, 2, 2)], over="Tabell 1. Lag")
    assert said == [(("Tabell 1. Lag",), BEKKE), (("Tabell 1. Lag", "For skolene"), FJORD)]
    said = _word(tmp_path, [HEADS, band, *RECORDS], joined=[(1, 0, 1, 2)])
    assert said == [(("For skolene",), BEKKE), (("For skolene",), FJORD)]


def test_a_group_ends_with_its_table() -> None:
    table = _html(_cells(HEADS, "th"), _cells(RECORDS[0]), ['<th colspan="3">Planlagt</th>'], _cells(RECORDS[1]))
    said = _page(f"{table}<p>Slutt.</p>{_html(_cells(HEADS, 'th'), _cells(RECORDS[0]))}")
    assert said == [((), BEKKE), (("Planlagt",), FJORD), ((), "Slutt."), ((), BEKKE)]


def test_a_joined_row_with_a_sentence_or_with_nothing_after_it_is_no_heading() -> None:
    note, source = '<td colspan="3">Alle lag kan be om hjelp.</td>', '<td colspan="3">Kilde: kommunen</td>'
    said = _page(_html(_cells(HEADS, "th"), _cells(RECORDS[0]), [note], _cells(RECORDS[1]), [source]))
    assert said == [((), BEKKE), ((), "Alle lag kan be om hjelp."), ((), FJORD), ((), "Kilde: kommunen")]


def test_a_head_alone_is_a_group_where_the_other_rows_begin_with_none() -> None:
    group = ["<th>Planlagt</th>", "<td></td>", "<td></td>"]
    assert _page(_html(_cells(HEADS, "th"), _cells(RECORDS[0]), group, _cells(RECORDS[1]))) == [
        ((), BEKKE),
        (("Planlagt",), FJORD),
    ]
    names = [["<th>Bekkelaget</th>", "<td></td>", "<td></td>"], ["<th>Fjordlaget</th>", *_cells(RECORDS[1][1:])]]
    assert _page(_html(_cells(HEADS, "th"), *names)) == [((), "Lag: Bekkelaget"), ((), FJORD)]


def test_labels_on_the_left_are_said_row_by_row(tmp_path: Path) -> None:
    lines = ["Formål: Tidlig hjelp", "Deltakarar: Jordmor, styrar", "Innkallar: Jordmor", "Møte: Kvar veke"]
    marked = [[f"<th>{label}</th>", f"<td>{cell}</td>"] for label, cell in CARD]
    bold = [[f"<td><b>{label}</b></td>", f"<td>{cell}</td>"] for label, cell in CARD]
    for table in (marked, bold, [_cells(row) for row in CARD]):
        assert [text for _, text in _page(_html(*table))] == lines
    assert [text for _, text in _word(tmp_path, CARD)] == lines
    assert [block.text for block in rows(CARD)] == lines
    markdown = "|  |  |\n| --- | --- |\n" + "\n".join(f"| {label} | {cell} |" for label, cell in CARD)
    assert [block.text for block in read_markdown(markdown).blocks] == lines


def test_labels_of_a_marked_column_may_be_any_words() -> None:
    table = _html(["<th>Trinn én</th>", "<td>Styrer</td>", "<td>mai</td>"], ["<th>Kor då?</th>", "<td>Rektor</td>"])
    assert _page(table) == [((), "Trinn én: Styrer | mai"), ((), "Kor då? Rektor")]


def test_names_in_bold_are_no_labels_under_heads_that_are_not() -> None:
    for bold in ((0, 1, 2), (1, 2)):
        table = [[f"<b>{cell}</b>" if not column and number in bold else cell for column, cell in enumerate(row)]
                 for number, row in enumerate([HEADS, *RECORDS])]  # fmt: skip
        assert [text for _, text in _page(_html(*map(_cells, table)))] == [BEKKE, FJORD]


def test_a_first_record_in_bold_is_no_head() -> None:
    first, second = ([f"<td><b>{cell}</b></td>" for cell in row] for row in (HEADS, RECORDS[0]))
    assert _page(_html(first, second, _cells(RECORDS[1]))) == [((), BEKKE), ((), FJORD)]


@pytest.mark.parametrize("heads", [["Rolle", "Oppgaver"], ["Møte", "Når"], ["Tiltak", "Ansvar"]])
def test_two_columns_with_heads_are_no_labels(heads: list[str], tmp_path: Path) -> None:
    table = [heads, ["Leder", "kaller inn"], ["Referat", "skrives"]]
    lines = [f"{heads[0]}: Leder | {heads[1]}: kaller inn", f"{heads[0]}: Referat | {heads[1]}: skrives"]
    assert [text for _, text in _word(tmp_path, table)] == lines
    assert [block.text for block in rows(table)] == lines


def test_a_card_may_have_a_name_over_it_and_an_empty_field(tmp_path: Path) -> None:
    table = [["Fjordlaget", ""], CARD[0], ["Referat", ""], CARD[2]]
    lines = ["Formål: Tidlig hjelp", "Referat", "Innkallar: Jordmor"]
    assert _word(tmp_path, table, joined=[(0, 0, 0, 1)]) == [(("Fjordlaget",), text) for text in lines]


def test_of_two_rows_of_heads_both_are_said(tmp_path: Path) -> None:
    lines = ["Tall: Lavinntekt | Dalen 2022: 11 % | Dalen 2024: 12 % | Landet 2024: 10 %"]
    record = ["Lavinntekt", "11 %", "12 %", "10 %"]
    table = [["Tall", "Dalen", "", "Landet"], ["", "2022", "2024", "2024"], record]
    for joined in ([(0, 1, 0, 2), (0, 0, 1, 0)], [(0, 1, 0, 2)]):
        for marked in (0, 1, 2):
            assert [text for _, text in _word(tmp_path, table, joined=joined, marked=marked)] == lines
    first = ['<th rowspan="2">Tall</th>', '<th colspan="2">Dalen</th>', "<th>Landet</th>"]
    second = _cells(["2022", "2024", "2024"], "th")
    for body in (_cells(record), ["<th>Lavinntekt</th>", *_cells(record[1:])]):
        assert [text for _, text in _page(_html(first, second, body))] == lines


def test_a_record_under_a_joined_head_is_no_second_row_of_heads(tmp_path: Path) -> None:
    table = [["Lag", "Kontakt", ""], ["Bekkelaget", "Styrer", "Tone"], ["Fjordlaget", "Rektor", "Tore"]]
    assert [text for _, text in _word(tmp_path, table, joined=[(0, 1, 0, 2)])] == [
        "Lag: Bekkelaget | Kontakt: Styrer | Tone",
        "Lag: Fjordlaget | Kontakt: Rektor | Tore",
    ]


def test_a_record_of_several_rows_is_no_head(tmp_path: Path) -> None:
    table = [["Skole", "Rektor"], ["", "Inspektør"], ["Barnehage", "Styrer"]]
    lines = ["Skole | Rektor", "Skole | Inspektør", "Barnehage | Styrer"]
    assert [text for _, text in _word(tmp_path, table, joined=[(0, 0, 1, 0)])] == lines


def test_a_card_whose_first_row_is_marked_as_heads_is_a_card(tmp_path: Path) -> None:
    said = [text for _, text in _word(tmp_path, CARD, marked=1)]
    assert said[:2] == ["Formål: Tidlig hjelp", "Deltakarar: Jordmor, styrar"]


def test_a_joined_cell_has_the_names_of_all_its_columns() -> None:
    table = _html(_cells(HEADS, "th"), ["<td>Bekkelaget</td>", '<td colspan="2">ikke avklart</td>'])
    assert _page(table) == [((), "Lag: Bekkelaget | Leder / Frist: ikke avklart")]


def test_only_a_joined_cell_goes_down(tmp_path: Path) -> None:
    table = [HEADS, RECORDS[0], ["", "Lege", "juli"], ["Fjordlaget", "Rektor", ""]]
    lines = [BEKKE, "Leder: Lege | Frist: juli", "Lag: Fjordlaget | Leder: Rektor"]
    assert [text for _, text in _word(tmp_path, table)] == lines
    assert [text for _, text in _page(_html(_cells(HEADS, "th"), *map(_cells, table[1:])))] == lines
    joined = [text for _, text in _word(tmp_path, table, joined=[(1, 0, 2, 0)])]
    assert joined[1] == "Lag: Bekkelaget | Leder: Lege | Frist: juli"


def test_a_caption_is_over_its_own_table_only(tmp_path: Path) -> None:
    table = [HEADS, RECORDS[0]]
    assert _word(tmp_path, table, table, over="Tabell 1. Lag") == [(("Tabell 1. Lag",), BEKKE), ((), BEKKE)]
    html = _html(_cells(HEADS, "th"), _cells(RECORDS[0]))
    captioned = html.replace("<table>", "<table><caption>Lag i år</caption>")
    assert _page(captioned + html) == [(("Lag i år",), BEKKE), ((), BEKKE)]


def test_a_table_that_holds_parts_of_the_page_is_read_part_by_part() -> None:
    inner = _html(_cells(HEADS, "th"), _cells(RECORDS[0]))
    page = _page(f"<table><tr><td><h2>Lag</h2>{inner}</td><td><h2>Tid</h2><p>Om våren.</p></td></tr></table>")
    assert page == [(("Lag",), BEKKE), (("Tid",), "Om våren.")]
    row = ["<td><h4>Bekkelaget</h4></td>", *_cells(RECORDS[0][1:])]
    assert _page(_html(_cells(HEADS, "th"), row)) == [((), BEKKE)]


def test_what_stands_after_an_icon_or_emphasis_in_a_cell_keeps_its_place() -> None:
    row = ["<td>Se <b><a href='x'>Bekkelaget</a></b> nå</td>", "<td><svg></svg>Styrer</td>", "<td>mai</td>"]
    assert _page(_html(_cells(HEADS, "th"), row)) == [((), "Lag: Se Bekkelaget nå | Leder: Styrer | Frist: mai")]
