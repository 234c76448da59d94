"""Pages and Markdown: contents lists and page furniture are left out, and footnotes are notes."""

from __future__ import annotations

import re

import pytest

from dorinn.ingest.blocks import Reading
from dorinn.ingest.markup import read_html, read_markdown
from dorinn.ingest.plain import read_plain

LINKS = '<ul><li><a href="#a">Innledning</a><ol><li><a href="#b">Formål</a></li></ol></li></ul>'
PLAN = '<h2 id="a">1 Innledning</h2><p>Planen gjelder alle.</p><h3 id="b">1.1 Formål</h3><p>Hjelp i tide.</p>'
KEPT = ["1 Innledning", "Planen gjelder alle.", "1.1 Formål", "Hjelp i tide."]


def _texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def _left_out(reading: Reading, what: str) -> list[str]:
    return [words for kind, words in reading.dropped if kind == what]


@pytest.mark.parametrize("name", ["Innhold", "Innholdsfortegnelse", "Innhald", "Innhaldsliste"])
@pytest.mark.parametrize("level", [1, 2, 4])
@pytest.mark.parametrize("entries", [LINKS, "<ol><li>Innledning</li><li>Formål</li></ol>"])
def test_a_contents_list_of_a_page_is_left_out(name: str, level: int, entries: str) -> None:
    reading = read_html(f"<div><h{level}>{name}</h{level}></div>{entries}{PLAN}")
    assert _texts(reading) == KEPT
    assert _left_out(reading, "contents") == [name, "Innledning", "Formål"]


@pytest.mark.parametrize(
    "entries",
    [
        "- Innledning\n- Formål\n",
        "1. Innledning\n2. Formål\n",
        "[Innledning](#a)\n[Formål](#b)\n",
        "[Innledning](#a)\n\n[Formål](#b)\n",
    ],
)
def test_a_contents_list_of_markdown_is_left_out(entries: str) -> None:
    text = f"## Innhold\n\n{entries}\n## 1 Innledning\n\nPlanen gjelder alle.\n\n### 1.1 Formål\n\nHjelp i tide.\n"
    reading = read_markdown(text)
    assert _texts(reading) == KEPT
    assert _left_out(reading, "contents") == ["Innhold", "Innledning", "Formål"]


@pytest.mark.parametrize("over", ["", "## Innhald\n\n", "**Innhald**\n\n"])
@pytest.mark.parametrize(
    "entries",
    ["1 Innleiing\n1.1 Mål\n2 Tenester\n3 PPT\n", "1 Innleiing\n\n1.1 Mål\n\n2 Tenester\n\n3 PPT\n",
     "- Innleiing\n- Mål\n- Tenester\n- PPT\n", "Innleiing\nMål\nTenester\nPPT\n"],
)  # fmt: skip
def test_titles_at_the_top_that_come_again_are_a_contents_list(over: str, entries: str) -> None:
    body = (
        "## 1 Innleiing\n\nPlanen.\n\n### 1.1 Mål\n\nHjelp.\n\n## 2 Tenester\n\nVi har:\n\n- PPT\n\n## 3 PPT\n\nRing.\n"
    )
    said = ["Plan for Lia", "Vedteken i mars.", "1 Innleiing", "Planen.", "1.1 Mål", "Hjelp.", "2 Tenester", "Vi har:",
            "PPT", "3 PPT", "Ring."]  # fmt: skip
    text = f"# Plan for Lia\n\nVedteken i mars.\n\n{over}{entries}\n{body}"
    assert _texts(read_markdown(text)) == said
    assert [block.text for block in read_plain(re.sub(r"(?m)^#+ |\*\*", "", text)).blocks] == said


@pytest.mark.parametrize(
    "text",
    [
        "Planen har tre mål:\n\n- Tryggleik\n- Meistring\n- Fellesskap\n\n## Tryggleik\n\nEin.\n\n## Meistring\n\n"
        "To.\n\n## Fellesskap\n\nTre.\n",
        "Tiltak\n\nAnsvar\n\nFrist\n\nKurs i mai.\n\nTiltak\n\nAnsvar\n\nFrist\n\nKurs i juni.\n",
    ],
)
def test_lists_that_are_led_in_to_and_heads_of_tables_are_no_contents_list(text: str) -> None:
    reading = read_markdown(text)
    assert len(reading.blocks) == len([line for line in text.split("\n") if line])
    assert not reading.dropped


def test_points_under_innhold_that_are_no_contents_list_stay() -> None:
    said = _texts(read_markdown("## Foreldrekurs\n\n### Innhold\n\n- samspill\n- grenser\n\n## Frist\n\n1. mai.\n"))
    assert said[:4] == ["Foreldrekurs", "Innhold", "samspill", "grenser"]


def test_text_after_a_contents_list_stays() -> None:
    assert _texts(read_html(f"<h2>Innhold</h2>{LINKS}<p>Vedtatt i mai.</p>{PLAN}")) == ["Vedtatt i mai.", *KEPT]


def test_a_list_after_the_contents_list_that_names_no_heading_stays() -> None:
    said = _texts(read_html(f"<h2>Innhold</h2>{LINKS}<p>Med i arbeidet:</p><ul><li>PPT</li></ul>{PLAN}"))
    assert said == ["Med i arbeidet:", "PPT", *KEPT]


@pytest.mark.parametrize(
    "edge",
    [
        "<header>Fjelldal kommune</header>",
        "<footer>Fjelldal kommune</footer>",
        "<main><footer>Fjelldal kommune</footer></main>",
        '<div role="banner">Fjelldal kommune</div>',
        '<div role="contentinfo">Fjelldal kommune</div>',
    ],
)
def test_a_pages_own_header_and_footer_are_left_out(edge: str) -> None:
    reading = read_html(f"<body>{edge}{PLAN}</body>")
    assert _texts(reading) == KEPT
    assert _left_out(reading, "header or footer") == ["Fjelldal kommune"]


def test_links_to_the_top_and_to_the_text_of_a_page_are_left_out() -> None:
    reading = read_html(f'<a href="#main">Hopp til hovudinnhald</a>{PLAN}<p><a href="#">Til toppen</a></p>')
    assert _texts(reading) == KEPT
    assert _left_out(reading, "header or footer") == ["Hopp til hovudinnhald", "Til toppen"]


def test_navigation_scripts_and_styles_are_left_out() -> None:
    edge = '<nav>Kart</nav><div role="navigation">Meny</div><script>nei()</script><style>p{}</style>'
    reading = read_html(f"<body>{edge}{PLAN}</body>")
    assert _texts(reading) == KEPT
    assert _left_out(reading, "navigation") == ["Kart", "Meny"]


@pytest.mark.parametrize("part", ["article", "section", "main"])
def test_the_header_of_a_part_keeps_its_heading(part: str) -> None:
    reading = read_html(f"<body><{part}><header><h2>Team</h2></header><p>Rektor leder.</p></{part}></body>")
    assert [(block.kind, block.text) for block in reading.blocks] == [("heading", "Team"), ("text", "Rektor leder.")]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (
            '<sup><a href="#n1" id="r1">1</a></sup>',
            '<footer><ol><li id="n1"><p>Se vedlegget. <a href="#r1">↩</a></p></li></ol></footer>',
        ),
        ('<a href="#n1" id="r1"><sup>1</sup></a>', '<p id="n1"><sup>1</sup> Se vedlegget. <a href="#r1">↩︎</a></p>'),
        ('<a href="#_ftn1" name="_ftnref1">[1]</a>', '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Se vedlegget.</p>'),
        (' <sup id="r1"><a href="#n1">[1]</a></sup>', '<p><a name="n1" href="#r1">[1]</a> Se vedlegget.</p>'),
    ],
)
def test_a_footnote_of_a_page_follows_its_paragraph(mark: str, note: str) -> None:
    reading = read_html(f"<body><h2>Møter</h2><p>De møtes hvert år{mark}.</p><h2>Team</h2><p>Rektor.</p>{note}</body>")
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("heading", "Møter"),
        ("text", "De møtes hvert år."),
        ("note", "Se vedlegget."),
        ("heading", "Team"),
        ("text", "Rektor."),
    ]


def test_a_note_to_loose_text_stays_where_it_stands() -> None:
    page = '<div>Hvert år<sup><a href="#n">1</a></sup>. Mer.</div><div>Team.</div><div id="n">Se vedlegget.</div>'
    kinds = [(block.kind, block.text) for block in read_html(page).blocks]
    assert kinds == [("text", "Hvert år. Mer."), ("text", "Team."), ("note", "Se vedlegget.")]


def test_what_is_raised_without_a_link_stays() -> None:
    assert _texts(read_html("<p>Rommet er 20 m<sup>2</sup> stort.</p>")) == ["Rommet er 20 m2 stort."]


def test_footnotes_of_markdown_are_notes() -> None:
    text = (
        "## Møter\n\nDe møtes hvert år[^1]. Rektor leder [^b] dem.\n\n## Team\n\n- PPT[^c]\n- skole\n\nKode: `[^1]`\n\n"
        "[^1]: Vedlegget.\n[^b]: Eller den som\n    *rektor* velger.\n\n    Også om våren.\n"
        "[^c]: Fra høsten.\n## Til slutt\n\nSlutt.\n"
    )
    assert [(block.kind, block.text) for block in read_markdown(text).blocks] == [
        ("heading", "Møter"),
        ("text", "De møtes hvert år. Rektor leder dem."),
        ("note", "Vedlegget."),
        ("note", "Eller den som rektor velger. Også om våren."),
        ("heading", "Team"),
        ("item", "PPT"),
        ("item", "skole"),
        ("note", "Fra høsten."),
        ("text", "Kode: [^1]"),
        ("heading", "Til slutt"),
        ("text", "Slutt."),
    ]


@pytest.mark.parametrize(
    "notice",
    [
        '<div class="cookie-banner"><h2>Kapsler</h2><p>Vi lagrer litt.</p><button>Greit</button></div>',
        '<section id="CookieConsent">Vi lagrer litt.</section>',
        "<p>Vi bruker informasjonskapsler.</p>",
        "<div><p>Nettstedet bruker cookies. <a href='/x'>Les mer</a></p></div>",
    ],
)
def test_what_a_page_says_of_cookies_is_left_out(notice: str) -> None:
    reading = read_html(f'<body class="cookie-ok"><main>{notice}{PLAN}</main></body>')
    assert _texts(reading) == KEPT
    assert len(_left_out(reading, "cookie notice")) == 1


def test_a_plan_may_speak_of_cookies() -> None:
    said = "<p>Elevene lærer hva informasjonskapsler er.</p>"
    page = f'<div class="cookies-accepted"><h1>Plan</h1>{PLAN}{said}</div>'
    assert _texts(read_html(page)) == ["Plan", *KEPT, "Elevene lærer hva informasjonskapsler er."]


@pytest.mark.parametrize(
    "tools",
    [
        '<div class="breadcrumbs"><a href="/">Forside</a> / <a href="/p">Planer</a> / Team</div>',
        '<div>Du er her: <a href="/">Forside</a> / Team</div>',
        "<p>Sist oppdatert 1.2.2025 · Lesetid: 4 minutter · <a href='#'>Skriv ut</a> · <a href='#'>Del på X</a></p>",
        '<ul class="share"><li><a href="/f">Facebook</a></li><li><a href="/u">Skriv ut</a></li></ul>',
        "<div><h2>Fant du det du lette etter?</h2><button>Ja</button><p>Takk for tilbakemeldingen!</p></div>",
        "<p>Fann du det du leita etter?</p>",
        '<div><h2>Relatert innhold</h2><ul><li><a href="/x">Søk plass</a></li></ul></div>',
        '<h2>Del denne siden</h2><ul><li><a href="/f">Facebook</a></li></ul><button>Del</button>',
        '<div class="share">Del: <a href="/f">Facebook</a> | <a href="/x">X</a></div>',
        '<h2>Les også</h2><p><a href="/x">Søk plass</a></p>',
    ],
)
def test_what_a_page_offers_beside_the_text_is_left_out(tools: str) -> None:
    for page in (f"<body>{tools}{PLAN}</body>", f"<body>{PLAN}<div>{tools}</div></body>"):
        reading = read_html(page)
        assert _texts(reading) == KEPT
        assert reading.dropped


@pytest.mark.parametrize(
    "said",
    [
        "<p>Sist oppdatert 1.2.2025.</p>",
        "<h2>Se også</h2><p>Rektor har rutinen i <a href='/x'>perm 4</a>.</p>",
        "<p>Del på ansvaret</p>",
        "<p>Lytt til barnet</p>",
        "<p>Lesetid er viktig</p>",
        "<p>Du er her fordi du trengs.</p>",
    ],
)
def test_text_that_is_like_what_a_page_offers_stays(said: str) -> None:
    assert len(_texts(read_html(f"<body>{PLAN}{said}</body>"))) > len(KEPT)


def test_raised_figures_after_a_word_are_marks_of_notes() -> None:
    page = (
        "<p>Bruken er låg.<sup>1</sup></p><p>Kapittel<sup>2</sup> om 10<sup>6</sup>.</p><p><sup>1</sup> Frå 2024.</p>"
    )
    assert [(block.kind, block.text) for block in read_html(page).blocks] == [
        ("text", "Bruken er låg."),
        ("note", "Frå 2024."),
        ("text", "Kapittel om 106."),
    ]


def test_hyphens_that_only_show_at_the_end_of_a_line_are_left_out() -> None:
    assert _texts(read_html("<p>Ungdoms&shy;kontakt og helse\u00adteam</p>")) == ["Ungdomskontakt og helseteam"]
