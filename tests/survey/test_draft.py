"""`dorinn draft` as it is used: proposed from a plan, confirmed by a person, taken into the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dorinn.cli import main
from dorinn.corpus.check import check
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.drafts import MARK, VERIFIED
from dorinn.corpus.ingested import Ingested

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def drafts(place: Path) -> Path:
    return place / "corpus" / "drafts" / "fjelldal-plan.yaml"


def _records(path: Path) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in yaml.safe_load(path.read_text(encoding="utf-8"))}


def _confirm(path: Path, record: str, **values: Any) -> None:
    records = _records(path)
    records[record] |= {"draft": VERIFIED, **values}
    path.write_text(yaml.safe_dump(list(records.values()), allow_unicode=True, sort_keys=False), encoding="utf-8")


def _complete(path: Path) -> None:
    _confirm(
        path,
        "fjelldal/fjordteam",
        name={"nb": "Fjordteam", "nn": "Fjordteam"},
        purpose={"nb": "Et team for barn som trenger flere.", "nn": "Eit team for barn som treng fleire."},
        members=[{"nb": "rektor", "nn": "rektor"}],
        convener={"nb": "rektor", "nn": "rektor"},
    )


def test_a_plan_gives_a_team_with_its_members_and_source(drafts: Path) -> None:
    assert "are not kept" in drafts.read_text(encoding="utf-8")
    team = _records(drafts)["fjelldal/fjordteam"]
    assert team["draft"] == MARK
    assert (team["type"], team["form"], team["status"]) == ("tverrfaglig-team", "team", "active")
    assert team["name"] == {"nb": "Fjordteam", "nn": None}
    assert [member["nb"] for member in team["members"]] == ["helsesykepleier", "rektor", "PPT"]
    assert team["convener"]["nb"] == "Rektor ved Fjordskolen"
    assert team["source"] == {"document": "fjelldal-plan", "section": "2. Samarbeid › 2.1 Team"}
    quotes = {quote.id: quote for edition in Ingested().editions("fjelldal") for quote in edition.quotes}
    for record in _records(drafts).values():
        for passage in record["passages"]:
            assert quotes[passage["id"]].text == passage["text"]
            assert passage["page"] == quotes[passage["id"]].page
    kinds = {record["type"] for record in _records(drafts).values()}
    assert {"ppt", "skolehelsetjeneste", "skole", "barnehage"} <= kinds


def test_a_forum_tells_how_often_it_meets(drafts: Path) -> None:
    assert _records(drafts)["fjelldal/oppvekstforumet"]["frequency"]["nb"] == "hver sjette uke"


def test_drafts_are_never_answered_with_and_break_no_check(drafts: Path, place: Path) -> None:
    assert check(place / "corpus") == []
    assert not [item for item in Corpus.load().services if item.kommune == "fjelldal"]


def test_drafts_are_not_overwritten(drafts: Path, capsys: Capture) -> None:
    before = drafts.read_bytes()
    assert main(["draft", "--kommune", "fjelldal"]) == 0
    assert "0 added" in capsys.readouterr().out
    assert drafts.read_bytes() == before


def test_a_new_edition_adds_to_the_drafts_and_keeps_what_a_person_wrote(
    drafts: Path, place: Path, capsys: Capture
) -> None:
    head = "".join(line for line in drafts.read_text(encoding="utf-8").splitlines(keepends=True) if line[0] == "#")
    _complete(drafts)
    records = _records(drafts)
    gone = next(name for name, record in records.items() if record["type"] == "ppt")
    del records[gone]
    kept = yaml.safe_dump(list(records.values()), allow_unicode=True, sort_keys=False)
    drafts.write_text(head + kept, encoding="utf-8")
    plan = place / "fjelldal.txt"
    text = plan.read_text(encoding="utf-8").replace("Rektor ved Fjordskolen", "Styrer i Lia barnehage")
    plan.write_text(f"{text}\nUngdomsrådet møtes hver mandag.\n", encoding="utf-8")
    assert main(["ingest", str(plan), "--kommune", "fjelldal"]) == 0
    capsys.readouterr()
    assert main(["draft", "--kommune", "fjelldal"]) == 0
    said = capsys.readouterr().out
    assert "added: fjelldal/ungdomsradet" in said
    assert f"left out (--all proposes them again): {gone}" in said
    assert "fjelldal/fjordteam: convener: «rektor» stands; the plan now says «Styrer i Lia barnehage»" in said
    now = _records(drafts)
    assert now["fjelldal/fjordteam"] == records["fjelldal/fjordteam"]
    assert now["fjelldal/ungdomsradet"]["frequency"]["nb"] == "hver mandag"
    assert gone not in now


def test_what_a_person_confirms_is_served(drafts: Path, place: Path, capsys: Capture) -> None:
    left = len(_records(drafts)) - 1
    _complete(drafts)
    assert main(["draft", "--accept", str(drafts)]) == 0
    said = capsys.readouterr().out
    assert "teams/fjelldal.yaml: 1 records added" in said
    assert "sources.yaml: fjelldal-plan added" in said
    assert check(place / "corpus") == []
    team = Corpus.load().service["fjelldal/fjordteam"]
    assert (team.kind, team.convener and team.convener.nb) == ("team", "rektor")
    assert len(_records(drafts)) == left
    assert main(["lookup", "fjordteam", "--kommune", "fjelldal"]) == 0
    assert "Fjordteam" in capsys.readouterr().out


def test_topics_are_neither_proposed_nor_kept(drafts: Path, place: Path) -> None:
    assert "topics" not in drafts.read_text(encoding="utf-8")
    _complete(drafts)
    _confirm(drafts, "fjelldal/fjordteam", topics=["sak-til-team"])  # as older drafts have them
    assert main(["draft", "--accept", str(drafts)]) == 0
    assert "topics" not in (place / "corpus" / "teams" / "fjelldal.yaml").read_text(encoding="utf-8")
    assert check(place / "corpus") == []


def test_a_record_with_open_texts_is_refused_and_nothing_changes(drafts: Path, place: Path, capsys: Capture) -> None:
    _complete(drafts)
    _confirm(drafts, "fjelldal/oppvekstforumet")
    before = drafts.read_bytes()
    assert main(["draft", "--accept", str(drafts)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "both forms are needed" in said
    assert drafts.read_bytes() == before
    assert not (place / "corpus" / "teams" / "fjelldal.yaml").exists()


def test_what_the_check_would_fault_is_rolled_back(drafts: Path, place: Path, capsys: Capture) -> None:
    _complete(drafts)
    _confirm(drafts, "fjelldal/fjordteam", type="finnes-ikke")
    sources = (place / "corpus" / "sources.yaml").read_bytes()
    assert main(["draft", "--accept", str(drafts)]) == 2
    assert "unknown type finnes-ikke" in capsys.readouterr().err
    assert not (place / "corpus" / "teams" / "fjelldal.yaml").exists()
    assert (place / "corpus" / "sources.yaml").read_bytes() == sources
    assert "fjelldal/fjordteam" in _records(drafts)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kommune", "oslo"], "unknown kommune 'oslo'"),
        (["--kommune", "trysil"], "dorinn ingest FILE --kommune trysil"),
        (["--accept", "finnes-ikke.yaml"], "no such file"),
    ],
)
def test_wrong_use_is_one_line(place: Path, capsys: Capture, arguments: list[str], said: str) -> None:
    assert main(["draft", *arguments]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1


def test_a_municipality_that_came_with_the_plan_is_written_down(place: Path, drafts: Path, capsys: Capture) -> None:
    _complete(drafts)
    assert main(["draft", "--accept", str(drafts)]) == 0
    assert "kommuner.yaml: Fjelldal added" in capsys.readouterr().out
    homes = yaml.safe_load((place / "corpus" / "kommuner.yaml").read_text(encoding="utf-8"))
    assert homes[-1] == {"slug": "fjelldal", "name": "Fjelldal", "form": "nb", "county": "", "aliases": []}
    assert len([home for home in homes if home["slug"] == "fjelldal"]) == 1


def test_a_record_of_no_municipality_is_refused_and_nothing_changes(place: Path, drafts: Path, capsys: Capture) -> None:
    _complete(drafts)
    text = drafts.read_text(encoding="utf-8").replace("fjelldal/fjordteam", "fjordheim/fjordteam")
    drafts.write_text(text, encoding="utf-8")
    before = (place / "corpus" / "kommuner.yaml").read_bytes()
    assert main(["draft", "--accept", str(drafts)]) == 2
    assert "no municipality 'fjordheim'" in capsys.readouterr().err
    assert (place / "corpus" / "kommuner.yaml").read_bytes() == before
    assert drafts.read_text(encoding="utf-8") == text


def test_a_row_of_a_list_of_teams_is_proposed_once(drafts: Path) -> None:
    rows = [name for name, record in _records(drafts).items() if "fjordteam" in str(record).lower()[:300]]
    assert rows == ["fjelldal/fjordteam"]
