"""Small plans in our own words, in every format that is read; and broken ones. Nothing here is a real plan."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pdfminer.fontmetrics import FONT_METRICS
from pypdf import PdfReader, PdfWriter

Joined = Sequence[tuple[int, int, int, int]]

TEAM = ("Tiltak", "Deltakere", "Ansvar", "Frist")
ROWS = (
    ("Fjordteam", "helsesykepleier, rektor og PPT", "Rektor ved Fjordskolen", "1. oktober"),
    ("Morgenkaffe", "foreldre og styrer", "Styrer i Lia barnehage", "Hver fredag"),
)
FACTS = (
    "Oppvekstforumet møtes hver sjette uke og ledes av oppvekstlederen.",
    "Innen utgangen av 2027 skal alle skoler ha en fast ressurslærer.",
    "Om lag 12 prosent av elevene svarte at de ofte er alene i friminuttene.",
)

TEXT = f"""Plan for tidlig hjelp i Fjelldal kommune

Innhold

1. Innledning\t3
1.1 Formål\t3
2. Samarbeid\t4
2.1 Team\t5

1. Innledning

[bookmark: _Toc99]Planen er laget av en gruppe med folk fra skole, barnehage og helse.

1.1 Formål

{FACTS[0]}

Målet er:

- at hjelpen kommer før vansken er blitt stor
- at ingen må fortelle det samme flere ganger

2. Samarbeid

{FACTS[1]}

2.1 Team

{chr(9).join(TEAM)}
{chr(9).join(ROWS[0])}
{chr(9).join(ROWS[1])}

{FACTS[2]}
"""

MARKDOWN = f"""# Plan for tidlig hjelp

## 1 Formål

{FACTS[0]}

* før vansken er stor
* bare én gang

## 2 Team

| {" | ".join(TEAM)} |
| --- | --- | --- | --- |
| {" | ".join(ROWS[0])} |
| {" | ".join(ROWS[1])} |

{FACTS[2]}
"""

HTML = f"""<!doctype html><html><head><title>Plan for tidlig hjelp</title><style>p{{}}</style></head><body>
<nav><a href="/">Forsiden</a> <a href="/kart">Kart over siden</a></nav>
<h1>Plan for tidlig hjelp</h1><h2>Formål</h2><p>{FACTS[0]}</p><ul><li>før vansken er stor</li><li>bare én gang</li></ul>
<h2>Team</h2><table><tr>{"".join(f"<th>{c}</th>" for c in TEAM)}</tr>
<tr>{"".join(f"<td>{c}</td>" for c in ROWS[0])}</tr>
<tr><td>Morgenkaffe</td><td colspan="1">foreldre og styrer</td><td>Styrer i Lia barnehage</td><td>Hver fredag</td></tr>
</table><p>{FACTS[2]}</p><script>alert("nei")</script></body></html>"""

# As character recognition without Norwegian letters would give it, in our own words.
DAMAGED = """Plan for tidlig hjelp

Innledning

Planen ble innfart for & gi barn og unge hjelp nar det er behov for det. Vi gnsker at alle skal fa
stgtte fra noen de kjenner, og at det er szerlig lett & be om hjelp pa skolen. Kommunen ma ogsa tenke
pa gkonomi og beerekraft. Familier kan fa veiledning fra helsesykepleieren, og de mgter en som har
tid. Var plan skal falges opp hvert ar, og alle enheter skal vaere med pa arbeidet. Barn som star
utenfor, skal bli sett fer det er for sent. Ola Granli i Fjelldal har 24 barn i gruppen sin.

Samhandlings-
modellen

Rektor innkaller til mgte nar en leerer er bekymret. Oppfalgingen skjer i samar-
beid med hjemmet, bade pa barne- og ungdomsskolen.
"""


def as_docx(path: Path) -> Path:
    """A Word file: headings, a contents list, a list, a table with a joined cell, header and footer."""
    document = docx.Document()
    document.core_properties.title = "Plan for tidlig hjelp"
    document.sections[0].header.paragraphs[0].text = "Fjelldal kommune"
    document.sections[0].footer.paragraphs[0].text = "Side 1"
    contents = document.styles.add_style("TOC 1", 1)
    document.add_heading("Innledning", 1)
    for line in ("Innledning\t1", "Formål\t2", "Team\t3"):
        document.add_paragraph(line, style=contents)
    document.add_paragraph("Planen er laget av folk fra skole, barnehage og helse.")
    document.add_heading("Formål", 2)
    document.add_paragraph(FACTS[0])
    document.add_paragraph("før vansken er stor", style="List Bullet")
    document.add_page_break()
    document.add_heading("Team", 2).runs[0]._r.insert(0, OxmlElement("w:lastRenderedPageBreak"))
    table = document.add_table(rows=1, cols=4)
    for cell, text in zip(table.rows[0].cells, TEAM, strict=True):
        cell.text = text
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    extra = table.add_row().cells
    extra[1].text, extra[2].text, extra[3].text = "bestemor og bestefar", "Styrer", "Hver onsdag"
    table.cell(2, 0).merge(extra[0])
    document.add_paragraph(FACTS[2])
    document.save(str(path))
    return path


def with_numbers(path: Path) -> Path:
    """A Word file with headings and points that Word numbers: «1», «1.1»; «1.», «a)», «2.»; bullets; and «1.» again."""
    document = docx.Document()
    root = document.part.numbering_part.element
    heads = _list_kind(root, 90, (("decimal", "%1"), ("decimal", "%1.%2")))
    steps = _list_kind(root, 91, (("decimal", "%1."), ("lowerLetter", "%2)")))
    dots = _list_kind(root, 92, (("bullet", "o"),))
    again = _list_number(root, 94, 91, anew=True)
    for number, depth in ((heads, 1), (heads, 2)):
        style = document.styles[f"Heading {depth}"].element.get_or_add_pPr()
        style.append(_numbered(number, depth - 1))
    document.add_heading("Innleiing", 1)
    document.add_heading("Når vi er uroa", 2)
    for number, depth, text in (
        (steps, 0, "Undring: skriv ned."), (steps, 1, "Snakk med leiaren."), (steps, 1, "Spør barnet."),
        (steps, 0, "Samtale med foreldra."), (dots, 0, "Hugs samtykke."), (again, 0, "Ny runde."),
    ):  # fmt: skip
        document.add_paragraph(text)._p.get_or_add_pPr().append(_numbered(number, depth))
    document.add_paragraph("Dei fem stega gjeld alle.")
    document.save(str(path))
    return path


def with_tables(path: Path, *tables: list[list[str]], joined: Joined = (), over: str = "", marked: int = 0) -> Path:
    """A Word file with tables and nothing but an empty line between. `joined` holds the first and last row and column
    of joined cells in the first table, `over` is a caption for it, `marked` how many of its rows Word repeats."""
    document = docx.Document()
    document.add_heading("Team", 1)
    if over:
        document.add_paragraph(over, style="Caption")
    for number, rows in enumerate(tables):
        table = document.add_table(len(rows), len(rows[0]))
        for line, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
        for top, left, bottom, right in () if number else joined:
            kept = table.cell(top, left).text
            table.cell(top, left).merge(table.cell(bottom, right)).text = kept
        for row in table.rows[:marked]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        document.add_paragraph()
    document.save(str(path))
    return path


def _list_kind(root: Any, name: int, levels: tuple[tuple[str, str], ...]) -> int:
    kind = OxmlElement("w:abstractNum")
    kind.set(qn("w:abstractNumId"), str(name))
    for depth, (form, words) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", words)):
            level.append(_with_value(tag, value))
        kind.append(level)
    root.insert(0, kind)
    return _list_number(root, name, name)


def _list_number(root: Any, name: int, kind: int, anew: bool = False) -> int:
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), str(name))
    number.append(_with_value("w:abstractNumId", str(kind)))
    if anew:
        change = OxmlElement("w:lvlOverride")
        change.set(qn("w:ilvl"), "0")
        change.append(_with_value("w:startOverride", "1"))
        number.append(change)
    root.append(number)
    return name


def _numbered(number: int, depth: int) -> Any:
    properties = OxmlElement("w:numPr")
    properties.append(_with_value("w:ilvl", str(depth)))
    properties.append(_with_value("w:numId", str(number)))
    return properties


def _with_value(tag: str, value: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def with_bookmark(path: Path) -> Path:
    """A Word file whose heading holds a bookmark; and a deleted run, an inserted one and one that was moved away."""
    document = docx.Document()
    heading = document.add_heading("Ansvar", 1)
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:name"), "_Toc1")
    heading._p.append(mark)
    paragraph = document.add_paragraph("Rektor har ")
    changes = (("w:del", "w:delText", "ikke "), ("w:ins", "w:t", "alltid "), ("w:moveFrom", "w:t", "i morgen "))
    for tag, inner, text in changes:
        change, run, node = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        node.text = text
        run.append(node)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("ansvaret for teamet.")
    document.save(str(path))
    return path


def as_pdf(path: Path, pages: int = 4, password: str = "") -> Path:
    """A PDF of some pages: running header, page numbers, headings in larger type, a table on page two."""
    sheets = []
    for number in range(1, pages + 1):
        ops = [
            _words(72, 800, 8, "Fjelldal kommune - plan for tidlig hjelp"),
            _words(290, 30, 8, f"Side {number} av {pages}"),
        ]
        ops.append(
            _words(
                72, 740, 16, f"{number} Kapittel om {'formål team økonomi årshjul tiltak'.split()[(number - 1) % 5]}"
            )
        )
        if number == 1:
            ops += [_words(72, 700, 11, FACTS[0][:40]), _words(72, 686, 11, FACTS[0][40:])]
            ops += [
                _words(72, 660, 11, "Foreldrene får tilbud om samtaler i sam-"),
                _words(72, 646, 11, "arbeid med helsestasjonen."),
            ]
        elif number == 2:
            for line, row in enumerate((TEAM, *ROWS)):
                for column, cell in enumerate(row):
                    ops.append(_words(72 + 125 * column, 690 - 20 * line, 10, cell[:24], bold=line == 0))
        else:
            ops.append(_words(72, 700, 11, f"{FACTS[1]} Dette er side {number}."))
        sheets.append("\n".join(ops))
    path.write_bytes(_pdf(sheets))
    if password:
        writer = PdfWriter(clone_from=PdfReader(str(path)))
        writer.encrypt(password, algorithm="RC4-128")
        writer.write(str(path))
    return path


def as_ruled_pdf(path: Path) -> Path:
    """Two pages with one table in ruled cells: words wrap inside them, and the head stands again on the second page.
    Under it a list with bullets that are drawn; over it a frame around a paragraph."""
    head = ("Tiltak", "Deltakere", "Frist")
    first = (("Fjordteam i|barnehagen", "Styrer, lærer og|helsesykepleier når|det trengs", "Hver sjette|uke"),)
    second = (("Ressurs-|team", "Rektor og PPT", "Første mandag i|måneden"),)
    sheets = []
    for number, rows in enumerate((first, second), 1):
        ops, top = [], 700 if number == 1 else 780
        if number == 1:
            ops += [
                _words(72, 760, 16, "Samarbeid"),
                "70 725 400 22 re S",
                _words(76, 732, 11, "Planen gjelder alle barn."),
            ]
        for row in (head, *rows):
            deep = 14 * max(cell.count("|") + 1 for cell in row) + 6
            for column, cell in enumerate(row):
                x = 72 + 140 * column
                ops.append(f"{x} {top - deep} 140 {deep} re S")
                for line, words in enumerate(cell.split("|")):
                    ops.append(_words(x + 4, top - 13 - 14 * line, 11, words, bold=row is head))
            top -= deep
        if number == 2:
            for line, words in enumerate(("se barnet tidlig, og si fra om det", "høre på barnet")):
                ops += [f"80 {top - 40 - 16 * line} 4 4 re f", _words(92, top - 42 - 16 * line, 11, words)]
        sheets.append("\n".join(ops))
    path.write_bytes(_pdf(sheets))
    return path


def as_torn_pdf(path: Path) -> Path:
    """Three pages with a running head in a ruled frame of two cells, and a table whose head alone stands at the foot of
    the first page; it stands again on the second, and the last row is alone on the third."""
    head, body = ("Møte", "Ansvar", "Hyppighet"), ("Fjordteam", "Rektor", "Hver uke")
    sheets = []
    for number, (top, rows) in enumerate(((60, (head,)), (780, (head, body, body)), (780, (body,))), 1):
        ops = ["70 800 200 20 re S", "270 800 200 20 re S", _words(75, 806, 9, "Fjelldal kommune")]
        ops.append(_words(275, 806, 9, "Plan for tidlig hjelp"))
        if number != 2:
            ops.append(_words(72, 600, 11, "Møtene står under." if number == 1 else "Rektor kaller inn."))
        for row in rows:
            for column, cell in enumerate(row):
                ops.append(f"{72 + 140 * column} {top - 20} 140 20 re S")
                ops.append(_words(76 + 140 * column, top - 14, 11, cell, bold=row is head))
            top -= 20
        sheets.append("\n".join(ops))
    path.write_bytes(_pdf(sheets))
    return path


def with_lines(path: Path, lines: list[str]) -> Path:
    """A PDF of one page with these lines, closely under each other."""
    path.write_bytes(_pdf(["\n".join(_words(72, 760 - 14 * place, 10, line) for place, line in enumerate(lines))]))
    return path


def placed(path: Path, sheets: list[list[str]]) -> Path:
    """A PDF whose pages hold what `words`, `column` and `ruled` give."""
    path.write_bytes(_pdf(["\n".join(ops) for ops in sheets]))
    return path


def words(x: float, y: float, text: str, size: int = 10, bold: bool = False) -> str:
    """Words at a place of a page."""
    return _words(x, y, size, text, bold)


def column(x: float, y: float, width: float, text: str, justified: bool = False, bold: bool = False) -> list[str]:
    """Paragraphs (parted by «|») in lines of 14 points that are no wider than a column, with a space of 6 points
    between; justified but for their last lines."""
    ops = []
    for paragraph in text.split("|"):
        lines: list[list[str]] = [[]]
        for word in paragraph.split():
            if lines[-1] and _width(" ".join([*lines[-1], word])) > width:
                lines.append([])
            lines[-1].append(word)
        for line in lines:
            if justified and line is not lines[-1] and len(line) > 1:
                gap = (width - sum(map(_width, line))) / (len(line) - 1)
                places = [x + sum(map(_width, line[:at])) + gap * at for at in range(len(line))]
                ops += [_words(place, y, 10, f"{word} ", bold) for place, word in zip(places, line, strict=True)]
            else:
                ops.append(_words(x, y, 10, " ".join(line), bold))
            y -= 14
        y -= 6
    return ops


def ruled(x: float, y: float, widths: tuple[int, ...], rows: tuple[tuple[str, ...], ...]) -> list[str]:
    """A table with rules, its rows 20 points high, under a height."""
    ops = []
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            left, top = x + sum(widths[:place]), y - 20 * line
            ops += [f"{left} {top - 20} {widths[place]} 20 re S", _words(left + 4, top - 14, 10, cell)]
    return ops


def _width(text: str) -> float:
    """How wide words are in Helvetica of 10 points."""
    widths = FONT_METRICS["Helvetica"][1]
    return sum(widths.get(letter, widths["o"]) for letter in text) / 100


def as_noted_pdf(path: Path, foot: bool) -> Path:
    """Two pages with raised marks; their notes at the foot in small type, or at the end."""
    first = [
        _words(72, 740, 16, "Samarbeid"),
        _words(72, 700, 11, "Planen bygger på barnevernsloven."),
        _words(72 + 174, 704, 8, "1"),
        _words(72 + 182, 700, 11, "Den gjelder"),
        _words(72, 686, 11, "for alle barn og unge i kommunen."),
        _words(72, 640, 11, "Teamet møtes hver uke"),
        _words(72 + 116, 644, 8, "2"),
        _words(72 + 121, 640, 11, "."),
    ]
    second = [_words(72, 740, 16, "Ansvar"), _words(72, 700, 11, "Rektor kaller inn til møtet.")]
    small = [
        (_words(72, 84, 6, "1") + "\n" + _words(78, 80, 8, "Loven gjelder fra 2022.")),
        (_words(72, 64, 6, "2") + "\n" + _words(78, 60, 8, "Også i juli.")),
    ]
    large = [_words(72, 600, 11, "1. Loven gjelder fra 2022."), _words(72, 586, 11, "2. Også i juli.")]
    path.write_bytes(_pdf(["\n".join(first + (small if foot else [])), "\n".join(second + ([] if foot else large))]))
    return path


def bomb(path: Path) -> Path:
    """An archive that looks like a Word file and unpacks to far more than it weighs."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (64 * 2**20))
    return path


def entities(path: Path) -> Path:
    """A Word file whose XML defines entities that grow a thousand millionfold, and one that reads a file."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>&a9;&f; trygg tekst</w:t></w:r></w:p></w:body></w:document>"
    )
    plain = io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            archive.writestr(item, body if item.filename == "word/document.xml" else source.read(item.filename))
    return path


def _words(x: float, y: float, size: int, text: str, bold: bool = False) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{'F2' if bold else 'F1'} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET"


def _pdf(sheets: list[str]) -> bytes:
    """A minimal PDF with the standard fonts, where «~» is the hyphen that browsers draw; each sheet is a page's
    operators."""
    count = len(sheets)
    hyphen = b"1 beginbfchar <7E> <2010> endbfchar"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(count))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(hyphen), hyphen),
    ]
    for number, sheet in enumerate(sheets):
        stream = zlib.compress(sheet.encode("cp1252"))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
