"""`dorinn ingest` as it is used: taken in, found, again, a new edition, undone; a sixth municipality."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from dorinn.cli import main
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.ingested import Ingested
from ingest import papers

Capture = pytest.CaptureFixture[str]
ASKED = ["ask", "Hvem har ansvar for Fjordteam?", "--kommune", "fjelldal"]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DORINN_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def plan(data: Path) -> Path:
    path = data / "fjelldal.txt"
    path.write_text(papers.TEXT, encoding="utf-8")
    return path


def _ingest(path: Path, *more: str) -> int:
    return main(["ingest", str(path), "--kommune", "fjelldal", "--new", "Fjelldal", *more])


def test_a_sixth_municipality_works_at_once(plan: Path, capsys: Capture) -> None:
    assert _ingest(plan) == 0
    said = capsys.readouterr().out
    assert "new document: fjelldal/fjelldal-plan" in said
    assert "5 contents" in said
    assert main(ASKED) == 0
    said = capsys.readouterr().out
    assert "«Tiltak: Fjordteam | Deltakere: helsesykepleier, rektor og PPT | Ansvar: Rektor ved Fjordskolen" in said
    assert "2. Samarbeid › 2.1 Team" in said
    assert "Trysil" not in said
    assert main(["ask", "Hvem har ansvar for Fjordteam?", "--kommune", "donna"]) == 0
    assert "Fjordskolen" not in capsys.readouterr().out


def test_an_unknown_municipality_is_refused_in_one_line(plan: Path, capsys: Capture) -> None:
    assert main(["ingest", str(plan), "--kommune", "fjelldal"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "unknown kommune 'fjelldal'" in said.err
    assert "--new" in said.err


def test_the_same_again_changes_nothing(plan: Path, capsys: Capture) -> None:
    assert _ingest(plan) == 0
    before = {path: path.stat().st_mtime_ns for path in Ingested().folder.rglob("*.json")}
    capsys.readouterr()
    assert _ingest(plan) == 0
    assert "nothing changes" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in Ingested().folder.rglob("*.json")} == before


def test_a_new_edition_says_what_changed_and_can_be_undone(plan: Path, data: Path, capsys: Capture) -> None:
    assert _ingest(plan) == 0
    first = Ingested().editions("fjelldal")
    new = data / "Plan 2028.txt"
    changed = papers.TEXT.replace("hver sjette uke", "hver fjerde uke").replace(papers.FACTS[2], "")
    new.write_text(f"{changed}\n2.2 Natteravner\n\nForeldre går natteravn hver lørdag.\n", encoding="utf-8")
    capsys.readouterr()
    assert _ingest(new) == 0
    said = capsys.readouterr().out
    assert "1 passage added, 1 changed, 1 removed\n" in said
    assert "+ [2. Samarbeid › 2.2 Natteravner] Foreldre går natteravn hver lørdag." in said
    assert "- [2. Samarbeid › 2.1 Team] Om lag 12 prosent" in said
    assert "hver fjerde uke" in said
    assert [edition.document.id for edition in Ingested().editions()] == ["fjelldal-plan"]
    assert main(["ingest", "--undo", "--kommune", "fjelldal"]) == 0
    assert "the edition before stands again" in capsys.readouterr().out
    assert Ingested().editions("fjelldal") == first
    assert main(["ingest", "--undo", "--kommune", "fjelldal"]) == 0
    assert "taken out" in capsys.readouterr().out
    assert "fjelldal" not in Corpus.load().kommune
    assert main(["ingest", "--undo", "--kommune", "fjelldal"]) == 2


def test_a_change_is_shown_where_it_is(plan: Path, capsys: Capture) -> None:
    long = "Teamet gir råd til foreldre med barn i alle aldre, og det koster ingenting å komme dit. " * 3
    plan.write_text(
        f"{papers.TEXT}\n2.2 Rådgivning\n\n{long}Teamet ledes av Kari Lia og møtes ofte.\n", encoding="utf-8"
    )
    assert _ingest(plan) == 0
    plan.write_text(plan.read_text(encoding="utf-8").replace("Kari Lia", "Ola Moen"), encoding="utf-8")
    capsys.readouterr()
    assert _ingest(plan) == 0
    said = capsys.readouterr().out
    assert "  ~ [2. Samarbeid › 2.2 Rådgivning]\n" in said
    assert "      - … komme dit. Teamet ledes av Kari Lia og møtes ofte.\n" in said
    assert "      + … komme dit. Teamet ledes av Ola Moen og møtes ofte.\n" in said


def test_what_got_another_number_is_moved_and_not_changed(plan: Path, capsys: Capture) -> None:
    bathing, walking = "\n2.2 Bading\n\nBadet er åpent.\n", "\n2.3 Natteravner\n\nForeldre går natteravn hver lørdag.\n"
    plan.write_text(f"{papers.TEXT}{bathing}{walking}", encoding="utf-8")
    assert _ingest(plan) == 0
    plan.write_text(f"{papers.TEXT}{walking.replace('2.3', '2.2')}", encoding="utf-8")
    capsys.readouterr()
    assert _ingest(plan) == 0
    said = capsys.readouterr().out
    assert "0 passages added, 0 changed, 1 removed, 1 moved" in said
    assert "> [2. Samarbeid › 2.3 Natteravner → 2. Samarbeid › 2.2 Natteravner] 1 passage, the same words" in said
    assert "lørdag" not in said


def test_a_known_municipality_is_no_new_one(plan: Path, capsys: Capture) -> None:
    for options in (["--new", "Annet"], ["--form", "nn"], ["--county", "Oslo"]):
        assert main(["ingest", str(plan), "--kommune", "donna", *options, "--dry-run"]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err == f"dorinn: donna is known already (Dønna, nb); {' '.join(options)} is for a new one\n"
    assert main(["ingest", str(plan), "--kommune", "donna", "--new", "Dønna", "--form", "nb", "--dry-run"]) == 0


def test_a_new_municipality_has_the_form_of_its_plan(data: Path, capsys: Capture) -> None:
    path = data / "plan.txt"
    path.write_text(
        "Mål\n\nTenestene skal hjelpe barna tidleg, og ingen skal måtte vente lenge på dei vaksne.\n", "utf-8"
    )
    assert _ingest(path) == 0
    assert "form of Fjelldal: nn, as the plan is written; --form nb|nn sets it" in capsys.readouterr().out
    assert Corpus.load().kommune["fjelldal"].form == "nn"
    assert main(["ingest", "--undo", "--kommune", "fjelldal"]) == 0
    assert _ingest(path, "--form", "nb") == 0
    assert "form of" not in capsys.readouterr().out
    assert Corpus.load().kommune["fjelldal"].form == "nb"


def test_another_municipality_s_plan_is_told_and_kept(plan: Path, capsys: Capture) -> None:
    told = "I Fjelldal kommune hjelper vi hverandre. "
    plan.write_text(f"{papers.TEXT}\n{told * 3}\nFor Lia kommune gjelder avtalen om barnevern.\n", encoding="utf-8")
    assert _ingest(plan) == 0
    assert "warning" not in capsys.readouterr().out
    assert main(["ingest", str(plan), "--kommune", "donna"]) == 0
    said = capsys.readouterr().out
    assert "warning: the text names Fjelldal 3 times, Dønna never; is it another municipality's plan?" in said
    assert [edition.kommune for edition in Ingested().editions("donna")] == ["donna"]


def test_a_damaged_copy_over_a_clean_one_is_told_and_kept(plan: Path, capsys: Capture) -> None:
    # Names are never repaired, so they tell that letters were lost.
    names = "Bjørnulf Tråholtåsen, Målfrid Sæterøy, Øyvind Grønnåsen, Sølvbjørg Håkonsæter og Asgjær Nærøyvågen"
    clean = f"{papers.TEXT}\n2.2 Mål\n\nMed i gruppa er {names}.\n\nAlt annet er som før.\n"
    damaged = clean.replace("å", "a").replace("ø", "o").replace("æ", "ae").replace("Ø", "O")
    plan.write_text(clean, encoding="utf-8")
    assert _ingest(plan) == 0
    plan.write_text(damaged, encoding="utf-8")
    capsys.readouterr()
    assert _ingest(plan, "--document", "fjelldal-plan") == 0
    assert "warning: this copy has lost letters that the edition in force has (" in capsys.readouterr().out
    plan.write_text(clean, encoding="utf-8")
    assert _ingest(plan, "--document", "fjelldal-plan") == 0
    assert "warning" not in capsys.readouterr().out, "it is better than what stood there"


def test_another_document_of_the_same_municipality_stands_beside_it(plan: Path, data: Path) -> None:
    assert _ingest(plan) == 0
    assert _ingest(papers.as_pdf(data / "Handlingsplan for økonomi.pdf")) == 0
    assert [edition.document.id for edition in Ingested().editions()] == [
        "fjelldal-handlingsplan-for-okonomi",
        "fjelldal-plan",
    ]


def test_a_trial_keeps_nothing(plan: Path, capsys: Capture) -> None:
    assert _ingest(plan, "--dry-run") == 0
    assert "nothing was kept" in capsys.readouterr().out
    assert Ingested().editions() == []


def test_repairs_are_counted_and_shown(data: Path, capsys: Capture) -> None:
    path = data / "skannet.txt"
    path.write_text(papers.DAMAGED, encoding="utf-8")
    assert _ingest(path, "--diff", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "repaired: " in said
    assert "gkonomi → økonomi" in said


def test_doubly_encoded_letters_are_counted_and_shown(data: Path, capsys: Capture) -> None:
    path = data / "plan.md"
    path.write_bytes("# Plan\n\n## Mål\n\nMøtet er i mai.\n".encode().decode("cp1252").encode())
    assert _ingest(path, "--diff", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "repaired: 2 words" in said
    assert "MÃ¥l → Mål   … ## MÃ¥l …" in said


def test_old_statutes_are_reported_with_their_place_today(data: Path, capsys: Capture) -> None:
    path = data / "gammel.txt"
    path.write_text(
        "Meldeplikt\n\nPlikten følger av barnevernloven § 6-4, av opplæringslova § 15-3 og barnehageloven § 22.\n\n"
        "Den gjelder også ved alvorlige atferdsvansker.\n",
        encoding="utf-8",
    )
    assert _ingest(path, "--dry-run") == 0
    said = capsys.readouterr().out
    for old, today in (
        ("barnevernloven § 6-4", "barnevernsloven § 13-2"),
        ("opplæringslova § 15-3", "opplaeringslova § 24-3"),
        ("barnehageloven § 22", "barnehageloven § 46"),
        ("«alvorlige atferdsvansker»", "barnevernsloven § 13-2"),
    ):
        assert f"old reference: {old} in «Meldeplikt»; today {today}" in said


@pytest.mark.parametrize(
    "arguments", [["--kommune", "donna"], ["borte.pdf", "--kommune", "donna"], [".", "--kommune", "donna"]]
)
def test_wrong_use_is_one_line(data: Path, arguments: list[str], capsys: Capture) -> None:
    assert main(["ingest", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("dorinn: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("slug", ["../../x", "Fjell dal", "felles", "nasjonal", ""])
def test_a_slug_cannot_leave_the_folder(plan: Path, slug: str, capsys: Capture) -> None:
    assert main(["ingest", str(plan), "--kommune", slug, "--new", "Fjelldal"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not [path for path in plan.parent.rglob("*.json") if "data" not in path.parts]


def test_a_damaged_file_is_named(plan: Path, capsys: Capture) -> None:
    assert _ingest(plan) == 0
    (path,) = Ingested().folder.glob("fjelldal/fjelldal-plan.json")
    path.write_text("{")
    capsys.readouterr()
    assert main(ASKED) == 2
    assert "fjelldal-plan.json" in capsys.readouterr().err


def test_letters_written_as_two_signs_are_one(data: Path, capsys: Capture) -> None:
    path = data / "fjelldal.txt"
    path.write_text(unicodedata.normalize("NFD", papers.TEXT), encoding="utf-8")
    assert _ingest(path) == 0
    path.write_text(papers.TEXT, encoding="utf-8")
    assert _ingest(path) == 0
    assert "nothing changes" in capsys.readouterr().out
